//! `sop attach`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::attachments;
use super::recording::Recording;
use super::session::{OpenCase, Session};
use super::{Context, changes};
use crate::case::{Act, EventId, Value, Values};
use crate::engine::Doing;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{Enclosure, is_id};

/// Attaches a file to the case, encrypted: a scan, a photograph, a report.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What it is, in one word that names nobody (signed-paper, passport): whoever reads the process part sees it.
    #[arg(long = "as", value_name = "KIND")]
    kind: String,
    /// The part whose readers can open it (default: the form's, else the first after the process part).
    #[arg(long, value_name = "VAULT")]
    vault: Option<String>,
    /// The form whose signed paper it is: FORM, or FORM@E where there are several documents; its latest version.
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// When it happened (default: now); local time of the procedure unless it has an offset.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The role in which it is recorded, where you hold several (default: the first that may).
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

/// So much of a file's beginning tells its type.
const SNIFFED: usize = 8192;
/// The longest file name that is kept, in characters.
const NAME_LIMIT: usize = 120;

pub fn run(context: &Context, args: &Args) -> Result<()> {
    if !is_id(&args.kind) {
        return Err(Error::invalid(msg!("cli-attach-kind", given = &args.kind)));
    }
    let (file, seen) = look(&args.file)?;
    let session = Session::open(context)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let paper_of = args.form.as_deref().map(|given| version_of(&session, &case, given)).transpose()?;
    let vault = vault(&session, &case, args, paper_of.as_ref().map(|(form, _)| form.as_str()))?;
    let paper_of = paper_of.map(|(_, event)| event);
    if let Some(twin) = attachments::of(&session, &case).into_iter().find(|other| {
        !other.withdrawn
            && other.sha256.as_deref() == Some(seen.sha256.as_str())
            && (other.what, other.paper_of) == (args.kind.as_str(), paper_of.as_ref())
    }) {
        return Err(Error::invalid(msg!("cli-attach-again", event = super::case_log::tail(twin.event))));
    }
    let recording = Recording { at: args.at.clone(), reasons: Vec::new(), role: args.role.clone() };
    let reasons = recording.reasons(&session.workflow)?;
    // Like a note: it changes no duty and no stage.
    let intent = session.intent(Doing::Note, recording.at(context)?, &recording, &reasons, Values::new());
    let permit = session.admit(&case, &intent)?;
    let size = i64::try_from(seen.size).unwrap_or(i64::MAX);
    let values: Values = [
        ("file_name", Value::Text(name(&args.file))),
        ("media_type", Value::Text(seen.media_type.clone())),
        ("size", Value::Integer(size)),
        ("sha256", Value::Text(seen.sha256.clone())),
    ]
    .map(|(id, value)| (id.to_owned(), value))
    .into();
    let act = Act::Attach { what: args.kind.clone(), vault: vault.clone(), paper_of: paper_of.clone() };
    let enclosure = Enclosure { file: Arc::new(file), vault: vault.clone(), sha256: seen.sha256.clone() };
    let values = BTreeMap::from([(vault.clone(), values)]);
    let change = session.record_with(&case, &intent, permit, act, values, &enclosure)?;
    if context.json {
        let mut document = changes::json(&change);
        let more = [
            ("as", json!(args.kind)),
            ("vault", json!(vault)),
            ("paper_of", json!(paper_of)),
            ("media_type", json!(seen.media_type)),
            ("size", json!(seen.size)),
            ("sha256", json!(seen.sha256)),
        ];
        document.extend(more.map(|(key, value)| (key.to_owned(), value)));
        return context.print_json(&serde_json::Value::Object(document));
    }
    let title = session.workflow.vaults.get(&vault).map(|vault| vault.title.clone()).unwrap_or_default();
    context.say(&msg!(
        "cli-attached",
        case = session.store.short(&case.id),
        kind = &args.kind,
        size = attachments::size(context, seen.size),
        vault = title
    ));
    context.say(&msg!("cli-attached-next", event = super::case_log::tail(&change.recorded.event)));
    Ok(())
}

/// What was seen of a file on reading it through.
struct Seen {
    size: u64,
    sha256: String,
    media_type: String,
}

fn look(path: &Path) -> Result<(File, Seen)> {
    let shown = path.display().to_string();
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Error::invalid(msg!("cli-attach-missing", file = shown.as_str())),
        _ => Error::invalid(msg!("cli-attach-unreadable", file = shown.as_str(), reason = &error)),
    };
    // Before it is opened: a pipe would make us wait.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Error::invalid(msg!("cli-attach-no-file", file = shown)));
    }
    let mut file = File::open(path).map_err(failed)?;
    let (mut size, mut hash, mut begun) = (0, Sha256::new(), Vec::new());
    let mut buffer = zeroize::Zeroizing::new(vec![0; 1 << 16]);
    loop {
        let length = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        let missing = SNIFFED.saturating_sub(begun.len());
        begun.extend_from_slice(&buffer[..length.min(missing)]);
        hash.update(&buffer[..length]);
        size += length as u64;
    }
    if size == 0 {
        return Err(Error::invalid(msg!("cli-attach-empty", file = shown)));
    }
    let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((file, Seen { size, sha256, media_type: media_type(&begun) }))
}

/// The type as the file's own beginning shows it, whatever its name says.
fn media_type(begun: &[u8]) -> String {
    let known = infer::get(begun).map(|kind| kind.mime_type());
    // A text may be cut in the middle of a character.
    let text = !begun.contains(&0) && std::str::from_utf8(begun).err().is_none_or(|error| error.error_len().is_none());
    known.unwrap_or(if text { "text/plain" } else { "application/octet-stream" }).to_owned()
}

/// The file's name as it is kept: one line, not too long, its ending kept.
fn name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name: Vec<char> = crate::store::plain_text(&name).chars().collect();
    let Some(over) = name.len().checked_sub(NAME_LIMIT).filter(|over| *over > 0) else { return name.iter().collect() };
    let end = name.iter().rposition(|c| *c == '.').filter(|at| name.len() - at <= 12).unwrap_or(name.len());
    let start = end.saturating_sub(over + 1);
    name[..start].iter().chain(&['…']).chain(&name[end..]).collect()
}

/// The form and the latest version of its document that is meant.
fn version_of(session: &Session<'_>, case: &OpenCase, given: &str) -> Result<(String, EventId)> {
    let (form, label) = given.split_once('@').map_or((given, None), |(form, label)| (form, Some(label)));
    let mut documents = case.state.documents_of(form);
    let found = match label {
        None => documents.next_back(),
        Some(label) => documents.find(|document| document.label.eq_ignore_ascii_case(label)),
    };
    let version = found.map(|document| document.versions.last().unwrap_or(&document.event).clone());
    let missing = || Error::invalid(msg!("cli-attach-not-filed", form = given, case = session.store.short(&case.id)));
    Ok((form.to_owned(), version.ok_or_else(missing)?))
}

fn vault(session: &Session<'_>, case: &OpenCase, args: &Args, form: Option<&str>) -> Result<String> {
    if let Some(given) = &args.vault {
        let known = session.known_vaults(std::slice::from_ref(given))?;
        return known.into_iter().next().ok_or_else(|| Error::invalid(msg!("cli-attach-no-vault")));
    }
    let vaults = session.vaults();
    // What identifies nobody stands in the process part; a scan hardly ever does.
    let of_form = form.and_then(|form| session.workflow.forms.get(form)).map(|form| form.vault.clone());
    let of_form = of_form.filter(|vault| Some(vault) != vaults.first());
    let first = || vaults.iter().skip(1).find(|vault| case.loaded.readable.contains(*vault)).cloned();
    of_form.or_else(first).ok_or_else(|| Error::invalid(msg!("cli-attach-no-vault")))
}
