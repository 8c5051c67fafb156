//! `sop waive`.

use std::collections::BTreeMap;

use super::Context;
use super::changes;
use super::done::{recipients, task_id, unknown_task};
use super::recording::Recording;
use super::session::Session;
use crate::case::{Act, Values};
use crate::engine::Doing;
use crate::error::{Error, Result};
use crate::msg;

/// Records that a duty is waived, and why.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The duty, as listings name it.
    #[arg(value_name = "TASK")]
    task: String,
    /// For which recipient, where each has its own duty; `all` for all.
    #[arg(long, value_name = "ROLE")]
    to: Vec<String>,
    /// Ends the whole series of a duty that returns.
    #[arg(long)]
    series: bool,
    #[command(flatten)]
    recording: Recording,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let id = task_id(&args.task);
    if !session.workflow.tasks.contains_key(id) {
        return Err(unknown_task(&session, id));
    }
    let reasons = args.recording.reasons(&session.workflow)?;
    let Some(reason) = reasons.act.clone() else {
        return Err(Error::invalid(msg!("cli-reason-needed")));
    };
    let doing = Doing::Waive {
        reference: args.task.clone(),
        to: recipients(&args.to),
        reason: reason.clone(),
        series: args.series,
    };
    let intent = session.intent(doing, args.recording.at(context)?, &args.recording, &reasons, Values::new());
    let permit = session.admit(&case, &intent)?;
    let act = Act::Waive { task: id.to_owned(), instances: permit.instances.clone(), reason, series: args.series };
    let change = session.record(&case, &intent, permit, act, BTreeMap::new())?;
    changes::report(&session, &change)
}
