//! Which stages can be entered, and what the others lack.

use std::collections::BTreeMap;

use super::intent::{Doing, Intent};
use super::program::program;
use super::rules::check;
use super::state::{CaseState, Options, StageStatus};
use crate::case::Values;
use crate::definitions::{Action, StagePath, Workflow};
use crate::error::{Effect, Error, Result, Unmet};
use crate::msg;

/// A stage that might be entered, and what is missing for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub stage: StagePath,
    /// It can be entered now, perhaps with reasons for conditions that warn.
    pub allowed: bool,
    pub unmet: Vec<Unmet>,
}

/// What is missing to enter a stage: the rules on `enter S`.
pub fn entry(workflow: &Workflow, state: &CaseState, stage: &str, options: &Options) -> Entry {
    let intent = Intent {
        action: Doing::Enter { stage: stage.to_owned() },
        at: state.now,
        member: String::new(),
        roles: Vec::new(),
        role: None,
        values: Values::new(),
        reasons: BTreeMap::new(),
    };
    let unmet = check(workflow, state, &intent, "", options).unmet;
    let denied = unmet.iter().any(|unmet| unmet.effect == Effect::Deny);
    let allowed = !denied && may_enter(workflow, state, stage).is_ok();
    Entry { stage: stage.to_owned(), allowed, unmet }
}

/// The stages that a person can enter next, in the order of the workflow, with what is missing for each. A stage that was
/// entered before is among them only if nothing but a person enters it.
pub fn next(workflow: &Workflow, state: &CaseState, options: &Options) -> Vec<Entry> {
    if state.closed_at.is_some() {
        return Vec::new();
    }
    let fresh = |path: &str| {
        let entered = state.stages.get(path).is_some_and(|there| there.state != StageStatus::Skipped);
        !entered || workflow.stages[path].enter.is_empty()
    };
    let candidates = workflow.stages.keys().filter(|path| fresh(path) && may_enter(workflow, state, path).is_ok());
    candidates.map(|path| entry(workflow, state, path, options)).collect()
}

/// A person may enter it: by hand at all, not in it already, its condition holds, the outer stage is open.
pub(super) fn may_enter(workflow: &Workflow, state: &CaseState, path: &str) -> Result<()> {
    let Some(stage) = workflow.stages.get(path) else {
        return Err(Error::invalid(msg!("engine-unknown-stage", stage = path)));
    };
    let refuse = |message| Err(Error::refused(message).norms(stage.norms.clone()));
    if state.closed_at.is_some() {
        return refuse(msg!("engine-case-closed"));
    }
    let program = program(workflow);
    let guarded = program.guards.contains_key(&Action::Enter(path.to_owned()));
    if !stage.enter.is_empty() && !guarded {
        return refuse(msg!("engine-enters-by-itself", stage = &stage.title));
    }
    if let Some(there) = state.stages.get(path) {
        match there.state {
            StageStatus::Open | StageStatus::Suspended => {
                return refuse(msg!("engine-stage-open", stage = &stage.title));
            }
            StageStatus::Done | StageStatus::Closed if !stage.repeat => {
                return refuse(msg!("engine-stage-over", stage = &stage.title));
            }
            _ => {}
        }
    }
    let outer_open = |outer: &String| state.stages.get(outer).is_some_and(|outer| outer.state.is_live());
    if let Some(outer) = stage.outer.as_ref().filter(|outer| !outer_open(outer)) {
        let outer = workflow.stages.get(outer).map(|outer| outer.title.clone()).unwrap_or_default();
        return refuse(msg!("engine-outer-not-open", stage = &stage.title, outer = outer));
    }
    match applies(workflow, state, path) {
        true => Ok(()),
        false => refuse(msg!("engine-stage-does-not-apply", stage = &stage.title)),
    }
}

/// The conditions of the stage and those around it hold.
fn applies(workflow: &Workflow, state: &CaseState, path: &str) -> bool {
    let program = program(workflow);
    let mut number = program.stage(path);
    while let Some(stage) = number.and_then(|number| program.stages.get(number)) {
        let scope = std::sync::Arc::new(super::world::Scope::new(&state.world));
        if stage.applies.as_ref().is_some_and(|applies| !applies.code().holds(&scope).unwrap_or(false)) {
            return false;
        }
        number = stage.outer;
    }
    true
}
