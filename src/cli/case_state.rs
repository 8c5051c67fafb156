//! `sop case use`, `close`, `reopen`.

use std::collections::BTreeMap;

use serde_json::json;

use super::Context;
use super::changes;
use super::recording::Recording;
use super::session::Session;
use crate::case::{Act, Values};
use crate::engine::Doing;
use crate::error::{Error, Result};
use crate::msg;

pub fn use_case(context: &Context, prefix: &str) -> Result<()> {
    let session = Session::open(context)?;
    let id = session.store.resolve(prefix)?;
    session.open_case(&id)?;
    session.store.set_current_case(&id)?;
    if context.json {
        return context.print_json(&json!({"case": id.as_str()}));
    }
    context.say(&msg!("cli-case-current", case = session.store.short(&id)));
    Ok(())
}

pub fn close(context: &Context, recording: &Recording) -> Result<()> {
    change(context, recording, Doing::CloseCase, |reason| Act::CloseCase { reason })
}

pub fn reopen(context: &Context, recording: &Recording) -> Result<()> {
    change(context, recording, Doing::ReopenCase, |reason| Act::ReopenCase { reason })
}

fn change(context: &Context, recording: &Recording, doing: Doing, act: impl Fn(String) -> Act) -> Result<()> {
    let session = Session::open(context)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let reasons = recording.reasons(&session.workflow)?;
    let Some(reason) = reasons.act.clone() else {
        return Err(Error::invalid(msg!("cli-reason-needed")));
    };
    let at = recording.at(context)?;
    let intent = session.intent(doing, at, recording, &reasons, Values::new());
    let permit = session.admit(&case, &intent)?;
    let change = session.record(&case, &intent, permit, act(reason), BTreeMap::new())?;
    changes::report(&session, &change)
}
