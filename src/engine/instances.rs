//! Which obligations `sop done` and `sop waive` mean.

use super::intent::Recipients;
use super::reference::Reference;
use super::rules::command;
use super::state::{CaseState, Obligation, ObligationStatus};
use crate::definitions::{Action, Discharge, RoleRef, Task, Trigger, Workflow};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// The instances that are meant, and their recipients.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meant {
    pub instances: Vec<String>,
    pub to: Vec<String>,
}

/// The instances that `sop done TASK[@E]` means. What is clear may be left out: with one open trigger its end, with one
/// recipient left the recipient.
///
/// # Errors
/// The task is not done by hand, or nothing of it is open and it is not done ahead (exit 3); several are meant (exit 2).
pub fn instances_for_done(
    workflow: &Workflow,
    state: &CaseState,
    reference: &str,
    to: &Recipients,
    ahead: bool,
) -> Result<Meant> {
    let task = task(workflow, reference)?;
    if !task.met.iter().any(|met| matches!(met, Discharge::ByHand)) {
        let error = Error::refused(msg!("engine-not-by-hand", task = &task.title)).norms(task.norms.clone());
        return Err(match by_form(workflow, task) {
            Some(fix) => error.hint(msg!("engine-try", command = fix)),
            None => error,
        });
    }
    let named = named(state, reference);
    let open = |obligation: &&Obligation| obligation.state.is_open();
    let mut candidates: Vec<&Obligation> = named.iter().copied().filter(open).collect();
    if candidates.is_empty() {
        // What was waived may still be done.
        candidates = named.iter().copied().filter(|o| o.state == ObligationStatus::Waived).collect();
    }
    if candidates.is_empty() {
        if ahead {
            return done_ahead(task, reference, to);
        }
        return Err(nothing_open(workflow, task, &named));
    }
    choose(workflow, task, candidates, to)
}

/// The instances that `sop waive TASK[@E]` means.
///
/// # Errors
/// The task cannot be waived, or nothing of it is open (exit 3); several are meant (exit 2).
pub fn instances_for_waive(workflow: &Workflow, state: &CaseState, reference: &str, to: &Recipients) -> Result<Meant> {
    let task = task(workflow, reference)?;
    if !task.waivable {
        return Err(Error::refused(msg!("engine-not-waivable", task = &task.title)).norms(task.norms.clone()));
    }
    let named = named(state, reference);
    let open: Vec<&Obligation> = named.iter().copied().filter(|obligation| obligation.state.is_open()).collect();
    if open.is_empty() {
        return Err(nothing_open(workflow, task, &named));
    }
    choose(workflow, task, open, to)
}

fn task<'w>(workflow: &'w Workflow, reference: &str) -> Result<&'w Task> {
    let id = Reference::read(reference).task;
    workflow.tasks.get(id).ok_or_else(|| {
        let error = Error::invalid(msg!("engine-unknown-task", task = id));
        match crate::definitions::nearest(id, workflow.tasks.keys().map(String::as_str)) {
            Some(near) => error.hint(msg!("engine-did-you-mean", word = near)),
            None => error,
        }
    })
}

/// The obligations that a name fits, in the order in which they opened.
pub fn named<'s>(state: &'s CaseState, reference: &str) -> Vec<&'s Obligation> {
    let reference = Reference::read(reference);
    state.obligations.iter().filter(|obligation| reference.fits(&obligation.instance)).collect()
}

/// A form that discharges the task, as a command.
fn by_form(workflow: &Workflow, task: &Task) -> Option<String> {
    task.met.iter().find_map(|met| match met {
        Discharge::By(occurrence) => match &occurrence.on {
            Trigger::Form(forms) => {
                forms.iter().find(|form| workflow.forms.contains_key(*form)).map(|f| command(&Action::File(f.clone())))
            }
            _ => None,
        },
        Discharge::ByHand => None,
    })
}

fn done_ahead(task: &Task, reference: &str, to: &Recipients) -> Result<Meant> {
    let parts = Reference::read(reference);
    let exact = parts.event.is_some() || parts.number.is_some();
    let recipients = match to {
        Recipients::NotSaid => parts.to.map(str::to_owned).into_iter().collect(),
        Recipients::All if task.per_recipient => task.to.iter().map(ToString::to_string).collect(),
        Recipients::All => Vec::new(),
        Recipients::These(roles) => known_recipients(task, roles)?,
    };
    if task.per_recipient && recipients.is_empty() {
        return Err(which_recipient(task.to.iter().map(ToString::to_string)));
    }
    let instances = match (exact, parts.to) {
        (false, _) => Vec::new(),
        (true, Some(_)) => vec![reference.to_owned()],
        (true, None) if recipients.is_empty() => vec![reference.to_owned()],
        (true, None) => recipients.iter().map(|to| format!("{reference}>{to}")).collect(),
    };
    Ok(Meant { instances, to: recipients })
}

/// Recipients that the task has.
fn known_recipients(task: &Task, roles: &[RoleRef]) -> Result<Vec<String>> {
    match roles.iter().find(|role| !task.to.contains(role)) {
        Some(unknown) => {
            let known: Vec<String> = task.to.iter().map(ToString::to_string).collect();
            let message = msg!("engine-unknown-recipient", role = unknown.to_string(), known = known.join(", "));
            Err(Error::invalid(message))
        }
        None => Ok(roles.iter().map(ToString::to_string).collect()),
    }
}

fn which_recipient(roles: impl Iterator<Item = String>) -> Error {
    let roles: Vec<String> = roles.collect();
    Error::invalid(msg!("engine-which-recipient", roles = roles.join(", "))).hint(msg!("engine-which-recipient-hint"))
}

fn nothing_open(workflow: &Workflow, task: &Task, named: &[&Obligation]) -> Error {
    let time = |at| crate::deadline::words::date_time(at, workflow.zone);
    let last = named.last().copied();
    let message = match last.map(|obligation| (obligation.state, obligation.met_at, obligation.ended_at)) {
        Some((ObligationStatus::Met | ObligationStatus::MetLate, Some(at), _)) => {
            msg!("engine-already-met", task = &task.title, at = time(at))
        }
        Some((ObligationStatus::Waived, _, Some(at))) => {
            msg!("engine-already-waived", task = &task.title, at = time(at))
        }
        Some((ObligationStatus::Lapsed, _, Some(at))) => msg!("engine-lapsed", task = &task.title, at = time(at)),
        _ => msg!("engine-nothing-open", task = &task.title),
    };
    Error::refused(message).norms(task.norms.clone()).hint(msg!("engine-ahead-hint"))
}

/// Of several open ones those that are meant.
fn choose(workflow: &Workflow, task: &Task, candidates: Vec<&Obligation>, to: &Recipients) -> Result<Meant> {
    let base = |obligation: &Obligation| obligation.instance.split('>').next().unwrap_or_default().to_owned();
    let row = |name: &str| name.split('#').next().unwrap_or_default().to_owned();
    let mut groups: Vec<String> = Vec::new();
    for obligation in &candidates {
        let group = base(obligation);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    // Of one row the first that is still open is meant; of several triggers somebody has to say which.
    if groups.iter().any(|group| row(group) != row(&groups[0])) {
        let details = candidates.iter().map(|obligation| candidate(workflow, obligation)).collect();
        return Err(Error::invalid(msg!("engine-which-instance", task = &task.title)).details(details));
    }
    let group = groups.swap_remove(0);
    let candidates: Vec<&Obligation> = candidates.into_iter().filter(|obligation| base(obligation) == group).collect();
    if !task.per_recipient {
        let to = match to {
            Recipients::These(roles) => known_recipients(task, roles)?,
            _ => task.to.iter().map(ToString::to_string).collect(),
        };
        return Ok(Meant { instances: candidates.iter().map(|o| o.instance.clone()).collect(), to });
    }
    let chosen: Vec<&Obligation> = match to {
        Recipients::All => candidates,
        Recipients::NotSaid if candidates.len() == 1 => candidates,
        Recipients::NotSaid => {
            return Err(which_recipient(candidates.iter().flat_map(|o| o.to.iter().map(ToString::to_string))));
        }
        Recipients::These(roles) => {
            let mut chosen = Vec::new();
            for role in known_recipients(task, roles)? {
                match candidates.iter().find(|o| o.to.iter().any(|to| to.to_string() == role)) {
                    Some(obligation) => chosen.push(*obligation),
                    None => {
                        let message = msg!("engine-recipient-not-open", task = &task.title, role = role);
                        return Err(Error::refused(message).norms(task.norms.clone()));
                    }
                }
            }
            chosen
        }
    };
    Ok(Meant {
        instances: chosen.iter().map(|obligation| obligation.instance.clone()).collect(),
        to: chosen.iter().flat_map(|obligation| obligation.to.iter().map(ToString::to_string)).collect(),
    })
}

fn candidate(workflow: &Workflow, obligation: &Obligation) -> Message {
    let opened = crate::deadline::words::date_time(obligation.triggered_at, workflow.zone);
    msg!("engine-candidate", instance = &obligation.instance, trigger = obligation.trigger.words.clone(), at = opened)
}
