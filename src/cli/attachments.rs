//! The attachments of a case, as lists show them.

use serde_json::{Value as Json, json};

use super::Context;
use super::output::{Table, safe, shorten};
use super::session::{OpenCase, Session};
use crate::case::{Act, EventId, Value};
use crate::deadline::Instant;
use crate::msg;

/// An attachment; what stands in its vault only if the reader can open it.
pub struct Attachment<'c> {
    pub event: &'c EventId,
    pub at: Instant,
    pub by: &'c str,
    pub what: &'c str,
    pub vault: &'c str,
    pub paper_of: Option<&'c EventId>,
    pub withdrawn: bool,
    pub name: Option<String>,
    pub media_type: Option<String>,
    pub size: Option<u64>,
    pub sha256: Option<String>,
}

/// All attachments, in order of time.
pub fn of<'c>(session: &Session<'_>, case: &'c OpenCase) -> Vec<Attachment<'c>> {
    let vaults = session.vaults();
    let attached = case.loaded.events.iter().filter_map(|event| {
        let Act::Attach { what, vault, paper_of } = &event.act else { return None };
        let readable = case.loaded.readable.contains(vault) || vaults.first() == Some(vault);
        let values = event.values.get(vault).filter(|_| readable);
        let text = |id: &str| match values?.get(id)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let size = match values.and_then(|values| values.get("size")) {
            Some(Value::Integer(size)) => u64::try_from(*size).ok(),
            _ => None,
        };
        Some(Attachment {
            event: &event.id,
            at: event.at,
            by: &event.by,
            what,
            vault,
            paper_of: paper_of.as_ref(),
            withdrawn: case.state.withdrawn.contains_key(&event.id),
            name: text("file_name"),
            media_type: text("media_type"),
            size,
            sha256: text("sha256"),
        })
    });
    attached.collect()
}

/// The form whose paper it is, and which version of it.
pub fn paper<'c>(case: &'c OpenCase, attachment: &Attachment<'_>) -> Option<(&'c str, usize)> {
    let version = attachment.paper_of?;
    case.state.documents.iter().find_map(|document| {
        let number = document.versions.iter().position(|event| event == version)?;
        Some((document.form.as_str(), number + 1))
    })
}

pub fn json(session: &Session<'_>, case: &OpenCase) -> Json {
    let one = |attachment: &Attachment<'_>| {
        let paper = paper(case, attachment);
        json!({
            "event": attachment.event,
            "at": session.rfc3339(attachment.at),
            "by": attachment.by,
            "as": attachment.what,
            "vault": attachment.vault,
            "paper_of": attachment.paper_of,
            "form": paper.map(|(form, _)| form),
            "version": paper.map(|(_, number)| number),
            "withdrawn": attachment.withdrawn,
            "name": attachment.name,
            "media_type": attachment.media_type,
            "size": attachment.size,
            "sha256": attachment.sha256,
        })
    };
    of(session, case).iter().map(one).collect()
}

/// `signed-paper LOAN`, for a line that lists them.
pub fn words(case: &OpenCase, attachment: &Attachment<'_>) -> String {
    match paper(case, attachment) {
        Some((form, _)) => format!("{} {form}", attachment.what),
        None => attachment.what.to_owned(),
    }
}

/// A line for each that counts, and how to open it.
pub fn table(session: &Session<'_>, case: &OpenCase) -> String {
    let context = session.context;
    let mut table = Table::new(2);
    for attachment in of(session, case).iter().filter(|attachment| !attachment.withdrawn) {
        let what = match paper(case, attachment) {
            Some((form, number)) => {
                format!("{} {form} {}", attachment.what, context.words(&msg!("cli-show-version", number = number)))
            }
            None => attachment.what.to_owned(),
        };
        let about = match (&attachment.name, attachment.size) {
            (Some(name), Some(bytes)) => format!("{}, {}", shorten(&safe(name), 24), size(context, bytes)),
            _ => context.words(&msg!("cli-attachment-closed")),
        };
        table.row([shorten(&what, 36), about]);
        // What is closed to this office it cannot take out either.
        if attachment.name.is_some() {
            let tail = super::case_log::tail(attachment.event);
            table.row([format!("  sop detach-to FILE {tail}"), String::new()]);
        }
    }
    table.text()
}

/// A length for people.
pub fn size(context: &Context, bytes: u64) -> String {
    match bytes {
        0..10_000 => context.words(&msg!("cli-size-bytes", count = bytes)),
        10_000..10_000_000 => context.words(&msg!("cli-size-kilobytes", count = bytes / 1000)),
        _ => context.words(&msg!("cli-size-megabytes", count = bytes / 1_000_000)),
    }
}
