//! `sop note`.

use std::collections::BTreeMap;
use std::io::Read;

use super::Context;
use super::changes;
use super::done::note_into;
use super::recording::Recording;
use super::session::Session;
use crate::case::{Act, Values};
use crate::engine::Doing;
use crate::error::{Error, Result};
use crate::msg;

/// Adds a note to the case (personal part).
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The note; `-` reads it from standard input, so that it stands in no list of processes.
    #[arg(value_name = "TEXT")]
    text: String,
    #[command(flatten)]
    recording: Recording,
}

/// The longest note, in bytes.
const LIMIT: u64 = 64 * 1024;

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let text = if args.text == "-" {
        let mut text = String::new();
        std::io::stdin()
            .lock()
            .take(LIMIT + 1)
            .read_to_string(&mut text)
            .map_err(|error| Error::invalid(msg!("cli-note-unreadable", reason = &error)))?;
        text
    } else {
        args.text.clone()
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid(msg!("cli-note-empty")));
    }
    if text.len() as u64 > LIMIT {
        return Err(Error::invalid(msg!("cli-note-long", limit = LIMIT)));
    }
    let session = Session::open(context)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let reasons = args.recording.reasons(&session.workflow)?;
    let intent = session.intent(Doing::Note, args.recording.at(context)?, &args.recording, &reasons, Values::new());
    let permit = session.admit(&case, &intent)?;
    let mut values = BTreeMap::new();
    note_into(&session, &mut values, text);
    let change = session.record(&case, &intent, permit, Act::Note {}, values)?;
    changes::report(&session, &change)
}
