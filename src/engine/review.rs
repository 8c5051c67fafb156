//! Asks again what was asked when an event was recorded: after a merge, or when a record is mended, a condition that held
//! for its author may no longer hold for everybody.

use std::collections::BTreeMap;

use super::fold;
use super::intent::{Doing, Intent, Recipients};
use super::roles::may;
use super::rules::check;
use super::state::{CaseState, Options};
use crate::case::{Act, Event, EventId, Values};
use crate::definitions::{Id, RoleRef, Workflow};
use crate::error::Unmet;

/// Something that speaks against an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    pub event: EventId,
    pub against: Against,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// A condition is not satisfied. `recorded`: its author said so, with a reason.
    Condition { unmet: Unmet, recorded: bool },
    /// A condition over a vault that this reader cannot open was asked, and the event does not say how it came out.
    Unsaid { rule: Id },
    /// The role used may not do this; those who may.
    Role { role: String, wanted: Vec<RoleRef> },
}

/// Everything that speaks against the events of a case, each judged by the state that it met, as that is known by
/// `options.known`. Withdrawn events are left out: what was wrong with them has been put right.
pub fn review(workflow: &Workflow, case_id: &str, events: &[Event], options: &Options) -> Vec<Objection> {
    let mut objections = Vec::new();
    let whole = fold(workflow, case_id, events, options);
    let known = |event: &&Event| options.known.is_none_or(|known| event.recorded <= known);
    for event in events.iter().filter(known) {
        if event.at > options.now || whole.withdrawn.contains_key(&event.id) {
            continue;
        }
        let Some(doing) = doing(event) else { continue };
        let met = Options { now: event.at, before: Some(event.id.clone()), ..options.clone() };
        let state = fold(workflow, case_id, events, &met);
        objections.extend(against(workflow, &state, event, doing, &met));
    }
    objections
}

fn against(workflow: &Workflow, state: &CaseState, event: &Event, doing: Doing, options: &Options) -> Vec<Objection> {
    let mut objections = Vec::new();
    let mut object = |against| objections.push(Objection { event: event.id.clone(), against });
    let mut values = Values::new();
    for part in event.values.values() {
        values.extend(part.iter().map(|(id, value)| (id.clone(), value.clone())));
    }
    let intent = Intent {
        action: doing,
        at: event.at,
        member: event.by.clone(),
        roles: vec![event.role.clone()],
        role: None,
        values,
        reasons: BTreeMap::new(),
    };
    if may(workflow, state, &intent).is_err() {
        let wanted = super::roles::wanted(workflow, state, &intent.action).unwrap_or_default();
        object(Against::Role { role: event.role.clone(), wanted });
    }
    let checked = check(workflow, state, &intent, &event.role, options);
    for rule in &checked.unreadable {
        if !event.satisfied.contains(rule) && !event.overridden.contains_key(rule) {
            object(Against::Unsaid { rule: rule.clone() });
        }
    }
    for unmet in checked.unmet {
        // What a reader cannot see he does not judge.
        if !checked.unreadable.contains(&unmet.rule) {
            let recorded = event.overridden.contains_key(&unmet.rule);
            object(Against::Condition { unmet, recorded });
        }
    }
    objections
}

/// The action that an event is, as far as rules and roles guard it. Whom a vault was shared with is not in the event, so
/// sharing cannot be asked again.
fn doing(event: &Event) -> Option<Doing> {
    Some(match &event.act {
        Act::File { form, amends, complete, cleared, .. } => {
            Doing::File { form: form.clone(), amends: amends.clone(), complete: *complete, cleared: cleared.clone() }
        }
        Act::Done { task, instances, to, ahead } => Doing::Do {
            reference: instances.first().cloned().unwrap_or_else(|| task.clone()),
            to: match &to[..] {
                [one] => Recipients::These(vec![RoleRef::parse(one)]),
                _ => Recipients::NotSaid,
            },
            ahead: *ahead,
        },
        Act::Waive { task, instances, reason, series } => Doing::Waive {
            reference: instances.first().cloned().unwrap_or_else(|| task.clone()),
            to: Recipients::NotSaid,
            reason: reason.clone(),
            series: *series,
        },
        Act::Enter { stage } => Doing::Enter { stage: stage.clone() },
        Act::CloseStage { stage } => Doing::CloseStage { stage: stage.clone() },
        Act::Open { .. } => Doing::OpenCase,
        Act::CloseCase { .. } => Doing::CloseCase,
        Act::ReopenCase { .. } => Doing::ReopenCase,
        Act::Migrate { .. } => Doing::Migrate,
        Act::Attach { .. } | Act::Note {} | Act::Correct { .. } | Act::Share { .. } | Act::Unshare { .. } => {
            return None;
        }
    })
}
