//! May it be recorded? One answer for every way in: the command line and the scenarios ask the same.

use std::collections::BTreeMap;

use super::entry::may_enter;
use super::instances::{Meant, instances_for_done, instances_for_waive};
use super::intent::{Doing, Intent, Permit};
use super::reference::Reference;
use super::roles::may;
use super::rules::{Checked, check, check_partial, passes_with_reason};
use super::state::{CaseState, Options, StageStatus};
use crate::definitions::Workflow;
use crate::error::{Effect, Error, Result, Unmet};
use crate::msg;

/// Judges an action by the state as it was at its time, in this order: is there such a thing at all (exit 2), may the
/// member do it (4), is its stage suspended (3), checks of the form and rules together (3), which obligations are meant.
///
/// # Errors
/// As above. A refusal by rules lists everything that is missing; conditions that warn are listed too while no reason
/// is given for them.
pub fn admit(workflow: &Workflow, state: &CaseState, intent: &Intent, options: &Options) -> Result<Permit> {
    decide(workflow, state, intent, options, check).map(|(permit, _)| permit)
}

/// The same for a scenario, whose documents hold only the fields that matter; with the rules that were asked.
pub(super) fn admit_partial(
    workflow: &Workflow,
    state: &CaseState,
    intent: &Intent,
    options: &Options,
) -> (Result<Permit>, Vec<String>) {
    let mut asked = Vec::new();
    let result = decide(workflow, state, intent, options, |workflow, state, intent, role, options| {
        let checked = check_partial(workflow, state, intent, role, options);
        asked.clone_from(&checked.asked);
        checked
    });
    (result.map(|(permit, _)| permit), asked)
}

fn decide(
    workflow: &Workflow,
    state: &CaseState,
    intent: &Intent,
    options: &Options,
    mut ask: impl FnMut(&Workflow, &CaseState, &Intent, &str, &Options) -> Checked,
) -> Result<(Permit, Checked)> {
    exists(workflow, state, intent)?;
    let role = may(workflow, state, intent)?;
    not_suspended(workflow, state, &intent.action)?;
    let possible = possible(workflow, state, &intent.action);
    let checked = ask(workflow, state, intent, &role, options);
    let (overridden, warnings) = settle(&checked.unmet, &intent.reasons)?;
    let meant = possible?;
    let permit = Permit {
        role,
        instances: meant.instances,
        to: meant.to,
        overridden,
        warnings,
        satisfied: checked.satisfied.clone(),
    };
    Ok((permit, checked))
}

/// Conditions that are not satisfied: fine only where each one warns and a reason is given for it.
fn settle(unmet: &[Unmet], reasons: &BTreeMap<String, String>) -> Result<(BTreeMap<String, String>, Vec<Unmet>)> {
    let excused = |unmet: &Unmet| {
        passes_with_reason(unmet.effect) && reasons.get(&unmet.rule).is_some_and(|reason| !reason.trim().is_empty())
    };
    let missing: Vec<Unmet> = unmet.iter().filter(|unmet| !excused(unmet)).cloned().collect();
    if !missing.is_empty() {
        let mut norms: Vec<String> = Vec::new();
        for norm in missing.iter().flat_map(|unmet| &unmet.norms) {
            if !norms.contains(norm) {
                norms.push(norm.clone());
            }
        }
        return Err(Error::refused(msg!("engine-refused", count = missing.len())).norms(norms).unmet(missing));
    }
    let word = |effect: Effect| if effect == Effect::Breach { "breach" } else { "warn" };
    let overridden = unmet.iter().map(|unmet| (unmet.rule.clone(), word(unmet.effect).to_owned())).collect();
    Ok((overridden, unmet.to_vec()))
}

/// There is such a form, task, stage or event.
fn exists(workflow: &Workflow, state: &CaseState, intent: &Intent) -> Result<()> {
    match &intent.action {
        Doing::File { form, amends, .. } => {
            if !workflow.forms.contains_key(form) {
                return Err(Error::invalid(msg!("engine-unknown-form", form = form)));
            }
            let is_there = |event: &String| state.documents_of(form).any(|document| document.versions.contains(event));
            match amends {
                Some(event) if !is_there(event) => Err(Error::invalid(msg!("engine-no-document", form = form))),
                _ => Ok(()),
            }
        }
        Doing::Do { reference, .. } | Doing::Waive { reference, .. } => {
            let id = Reference::read(reference).task;
            match workflow.tasks.contains_key(id) {
                true => Ok(()),
                false => Err(Error::invalid(msg!("engine-unknown-task", task = id))),
            }
        }
        Doing::Enter { stage } | Doing::CloseStage { stage } => match workflow.stages.contains_key(stage) {
            true => Ok(()),
            false => Err(Error::invalid(msg!("engine-unknown-stage", stage = stage))),
        },
        Doing::Correct { event } => match state.withdrawn.get(event) {
            Some(_) => Err(Error::refused(msg!("engine-withdrawn-already"))),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn not_suspended(workflow: &Workflow, state: &CaseState, doing: &Doing) -> Result<()> {
    let (Doing::Do { reference, .. } | Doing::Waive { reference, .. }) = doing else { return Ok(()) };
    let Some(task) = workflow.tasks.get(Reference::read(reference).task) else { return Ok(()) };
    let mut path = Some(&task.stage);
    while let Some(stage) = path.and_then(|path| workflow.stages.get(path)) {
        let there = state.stages.get(&stage.path);
        if there.is_some_and(|there| there.state == StageStatus::Suspended) {
            return Err(Error::refused(msg!("engine-suspended", stage = &stage.title)).norms(stage.norms.clone()));
        }
        path = stage.outer.as_ref();
    }
    Ok(())
}

/// What the action needs beside rules: something open, a stage that can be entered or closed.
fn possible(workflow: &Workflow, state: &CaseState, doing: &Doing) -> Result<Meant> {
    match doing {
        Doing::Do { reference, to, ahead } => instances_for_done(workflow, state, reference, to, *ahead),
        Doing::Waive { reference, to, reason, .. } => {
            if reason.trim().is_empty() {
                return Err(Error::invalid(msg!("engine-waive-needs-reason")));
            }
            instances_for_waive(workflow, state, reference, to)
        }
        Doing::Enter { stage } => may_enter(workflow, state, stage).map(|()| Meant::default()),
        Doing::CloseStage { stage } => {
            let live = state
                .stages
                .get(stage)
                .is_some_and(|there| there.state.is_live() || there.state == StageStatus::Suspended);
            match live {
                true => Ok(Meant::default()),
                false => Err(Error::refused(msg!("engine-stage-not-open", stage = &workflow.stages[stage].title))),
            }
        }
        Doing::CloseCase if state.closed_at.is_some() => Err(Error::refused(msg!("engine-case-closed"))),
        Doing::ReopenCase if state.closed_at.is_none() => Err(Error::refused(msg!("engine-case-not-closed"))),
        _ => Ok(Meant::default()),
    }
}
