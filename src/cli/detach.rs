//! `sop detach-to`.

use std::path::PathBuf;

use serde_json::json;

use super::Context;
use super::attachments::{self, Attachment};
use super::case_log::tail;
use super::session::Session;
use crate::error::{Error, Result};
use crate::msg;

/// Writes an attachment of the case, opened, to a new file. That file is no longer protected.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The file to make. The name under which it was attached plays no part.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which attachment, where there are several: the end of its id, as the case shows it.
    #[arg(value_name = "EVENT")]
    event: Option<String>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let case = session.case()?;
    let all = attachments::of(&session, &case);
    let short = session.store.short(&case.id);
    let wanted: Vec<&Attachment<'_>> = match &args.event {
        Some(given) => {
            let event = &session.event(&case, given)?.id;
            all.iter().filter(|attachment| attachment.event == event).collect()
        }
        None => all.iter().filter(|attachment| !attachment.withdrawn).collect(),
    };
    let attachment = match wanted.as_slice() {
        [attachment] => *attachment,
        [] => return Err(Error::invalid(msg!("cli-detach-none", case = short))),
        several => {
            let list: Vec<String> =
                several.iter().map(|one| format!("{} ({})", tail(one.event), attachments::words(&case, one))).collect();
            return Err(Error::invalid(msg!("cli-detach-several", case = short, list = list.join(", "))));
        }
    };
    let (size, sha256) = session.store.detach(&case.loaded, attachment.event, &args.file)?;
    // Its author wrote down another digest than the bytes have: he lied, or his machine failed him.
    if let Some(recorded) = attachment.sha256.as_ref().filter(|recorded| **recorded != sha256) {
        context.warn(&msg!("cli-detach-differs", recorded = recorded.as_str(), found = sha256.as_str()));
    }
    let file = args.file.display().to_string();
    if context.json {
        return context.print_json(&json!({
            "case": case.id.as_str(),
            "event": attachment.event,
            "file": file,
            "as": attachment.what,
            "media_type": attachment.media_type,
            "size": size,
            "sha256": sha256,
        }));
    }
    context.say(&msg!("cli-detached", file = file, size = attachments::size(context, size)));
    context.say(&msg!("cli-detached-open"));
    Ok(())
}
