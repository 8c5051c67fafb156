//! `sop correct`.

use std::collections::BTreeMap;

use super::Context;
use super::changes;
use super::recording::Recording;
use super::session::Session;
use crate::case::{Act, Values};
use crate::engine::Doing;
use crate::error::{Error, Result};
use crate::msg;

/// Withdraws an event that was recorded by mistake; nothing is erased.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The event: the end of its id, as `sop case log` shows it.
    #[arg(value_name = "EVENT")]
    event: String,
    #[command(flatten)]
    recording: Recording,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let event = session.event(&case, &args.event)?.id.clone();
    let reasons = args.recording.reasons(&session.workflow)?;
    let Some(reason) = reasons.act.clone() else {
        return Err(Error::invalid(msg!("cli-reason-needed")));
    };
    let doing = Doing::Correct { event: event.clone() };
    let intent = session.intent(doing, args.recording.at(context)?, &args.recording, &reasons, Values::new());
    let permit = session.admit(&case, &intent)?;
    let change = session.record(&case, &intent, permit, Act::Correct { event, reason }, BTreeMap::new())?;
    changes::report(&session, &change)
}
