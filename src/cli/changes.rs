//! What a recorded event changed, said the same way by every command that records.

use serde_json::{Map, Value, json};

use super::failure::unmet_json;
use super::obligations;
use super::session::{Change, Session};
use crate::engine::{CaseState, Entry, ObligationStatus};
use crate::error::Result;
use crate::language::Lang;
use crate::msg;

/// The keys that every recording command has in its JSON.
pub fn json(change: &Change) -> Map<String, Value> {
    let mut document = Map::new();
    document.insert("case".to_owned(), json!(change.after.id.as_str()));
    document.insert("event".to_owned(), json!(change.recorded.event));
    document.insert("stages".to_owned(), stages_json(&change.after.state));
    document.insert("opened".to_owned(), json!(change.changes.opened));
    document.insert("met".to_owned(), json!(change.changes.met));
    document.insert("waived".to_owned(), json!(change.changes.waived));
    document.insert("lapsed".to_owned(), json!(change.changes.lapsed));
    document
}

/// Stage → its state, as every command's JSON has it.
pub fn stages_json(state: &CaseState) -> Value {
    state.stages.iter().map(|(path, stage)| (path.clone(), json!(stage.state))).collect::<Map<_, _>>().into()
}

/// The stages that can come next, each with what it lacks, as every command's JSON has them.
pub fn next_json(lang: Lang, entries: &[Entry]) -> Value {
    entries
        .iter()
        .map(|entry| {
            let unmet: Value = entry.unmet.iter().map(|unmet| unmet_json(lang, unmet)).collect();
            json!({"stage": entry.stage, "allowed": entry.allowed, "unmet": unmet})
        })
        .collect()
}

/// Prints the JSON, or tells a person that it was recorded and what followed.
pub fn report(session: &Session<'_>, change: &Change) -> Result<()> {
    let context = session.context;
    if context.json {
        return context.print_json(&Value::Object(json(change)));
    }
    context.say(&msg!("cli-recorded", case = session.store.short(&change.after.id)));
    followed(session, change);
    Ok(())
}

/// What was discharged and what opened: the urgent ones by name, the others counted.
pub fn followed(session: &Session<'_>, change: &Change) {
    let context = session.context;
    let lang = context.lang();
    for (path, _, now) in &change.changes.stages {
        if let (Some(stage), Some(now)) = (session.workflow.stages.get(path), now) {
            context.say(&msg!("cli-stage-now", stage = &stage.title, state = stage_word(context, *now)));
        }
    }
    let mut untimed = 0;
    for instance in &change.changes.met {
        if let Some(obligation) = change.after.state.obligation(instance) {
            let title = obligations::title(session, obligation);
            context.say(&match obligation.state {
                ObligationStatus::MetLate => msg!("cli-met-late", title = title),
                _ => msg!("cli-met", title = title),
            });
        }
    }
    for instance in &change.changes.waived {
        if let Some(obligation) = change.after.state.obligation(instance) {
            context.say(&msg!("cli-waived", title = obligations::title(session, obligation)));
        }
    }
    for instance in &change.changes.opened {
        let Some(obligation) = change.after.state.obligation(instance) else { continue };
        if obligations::has_time(obligation) {
            let when = obligations::when(session, obligation);
            context.say(&msg!("cli-opened", title = obligation.title.get(lang), when = when));
        } else {
            untimed += 1;
        }
    }
    if untimed > 0 {
        context.say(&msg!("cli-opened-untimed", count = untimed));
    }
}

/// The word for a stage's state.
pub fn stage_word(context: &super::Context, state: crate::engine::StageStatus) -> String {
    use crate::engine::StageStatus::{Closed, Done, Open, Skipped, Suspended};
    context.words(&match state {
        Open => msg!("cli-stage-open"),
        Done => msg!("cli-stage-done"),
        Suspended => msg!("cli-stage-suspended"),
        Skipped => msg!("cli-stage-skipped"),
        Closed => msg!("cli-stage-closed"),
    })
}
