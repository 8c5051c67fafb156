//! Findings about conditions: those that were overridden with a reason, breaches that were recorded, and those that do
//! not hold though nobody said so.

use std::collections::BTreeMap;

use super::compliance::of_event;
use super::{Finding, Severity};
use crate::case::Event;
use crate::deadline::Instant;
use crate::definitions::{Id, Workflow};
use crate::engine::{self, Against, Objection, Options};
use crate::error::Effect;
use crate::language::{Message, Text};
use crate::msg;

/// Conditions that were not satisfied when something was recorded: a warning that was overridden, or a breach of what
/// had already happened. A later withdrawal of the entry does not undo that it was done.
pub(super) fn overridden(workflow: &Workflow, events: &[Event], now: Instant) -> Vec<Finding> {
    let mut findings = Vec::new();
    for event in events.iter().filter(|event| event.recorded <= now) {
        for (rule, effect) in &event.overridden {
            let breach = effect == "breach";
            let (code, severity) = if breach { ("breach", Severity::Error) } else { ("overridden", Severity::Warning) };
            let (what, norms) = condition(workflow, rule);
            let message = match event.reasons.get(rule) {
                Some(reason) => msg!("audit-overridden", what = what, reason = reason),
                None => msg!("audit-overridden-bare", what = what),
            };
            let mut finding = of_event(event, code, severity, message);
            finding.norms = norms;
            finding.rule = Some(rule.clone());
            findings.push(finding);
        }
    }
    findings
}

/// The words of a rule, or of a form's check (`FORM.check`), and its provisions.
fn condition(workflow: &Workflow, id: &str) -> (Text, Vec<Id>) {
    if let Some(rule) = workflow.rules.get(id) {
        return (rule.message.clone(), rule.norms.clone());
    }
    let check = id
        .split_once('.')
        .and_then(|(form, check)| workflow.forms.get(form)?.checks.iter().find(|candidate| candidate.id == check));
    match check {
        Some(check) => (check.message.clone(), check.norms.clone()),
        // Of other definitions than these.
        None => (Text::same(id), Vec::new()),
    }
}

/// Asks the conditions of each entry again. What does not hold, and did not for what its author knew either, was
/// ignored; what only fails together with what others recorded at the same time has to be settled between them.
pub(super) fn asked_again(workflow: &Workflow, case: &str, events: &[Event], options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Objection { event: id, against } in engine::review(workflow, case, events, options) {
        let Some(event) = events.iter().find(|event| event.id == id) else { continue };
        if matches!(against, Against::Condition { recorded: true, .. }) {
            continue;
        }
        let known = known_to(event, events);
        let alone = known.len() < events.len();
        let knew = !alone
            || engine::review(workflow, case, &known, options)
                .iter()
                .any(|objection| objection.event == id && same(&objection.against, &against));
        findings.push(objection(workflow, event, &against, knew));
    }
    findings
}

/// The event and all that its author had before him.
fn known_to(event: &Event, events: &[Event]) -> Vec<Event> {
    let by_id: BTreeMap<&str, &Event> = events.iter().map(|event| (event.id.as_str(), event)).collect();
    let mut known = BTreeMap::new();
    let mut todo = vec![event.id.as_str()];
    while let Some(id) = todo.pop() {
        let Some(event) = by_id.get(id) else { continue };
        if known.insert(id, (*event).clone()).is_none() {
            todo.extend(event.seen.iter().map(String::as_str));
        }
    }
    known.into_values().collect()
}

fn same(one: &Against, other: &Against) -> bool {
    match (one, other) {
        (Against::Condition { unmet: one, .. }, Against::Condition { unmet: other, .. }) => one.rule == other.rule,
        (Against::Unsaid { rule: one }, Against::Unsaid { rule: other }) => one == other,
        (Against::Role { .. }, Against::Role { .. }) => true,
        _ => false,
    }
}

/// `knew`: it spoke against the entry by what its author knew, too.
fn objection(workflow: &Workflow, event: &Event, against: &Against, knew: bool) -> Finding {
    let member = event.by.as_str();
    match against {
        Against::Condition { unmet, .. } => {
            let (code, severity, message) = if knew {
                // What may go on with a reason weighs less than what may not go on at all.
                let severity = if unmet.effect == Effect::Warn { Severity::Warning } else { Severity::Error };
                ("rule-ignored", severity, msg!("audit-rule-ignored", what = &unmet.message, member = member))
            } else {
                ("rule-unmet", Severity::Warning, msg!("audit-rule-unmet", what = &unmet.message, member = member))
            };
            let mut finding = of_event(event, code, severity, message);
            finding.norms = unmet.norms.clone();
            finding.rule = Some(unmet.rule.clone());
            finding
        }
        Against::Unsaid { rule } => {
            let (what, norms) = condition(workflow, rule);
            let message = msg!("audit-rule-unsaid", what = what, member = member);
            let mut finding = of_event(event, "rule-unsaid", Severity::Warning, message);
            finding.norms = norms;
            finding.rule = Some(rule.clone());
            finding
        }
        Against::Role { role, wanted } => {
            let title = |id: &str| workflow.roles.get(id).map_or_else(|| Text::same(id), |role| role.title.clone());
            let join = |one: Message, other: Message| msg!("deadline-and", one = one, other = other);
            let wanted = wanted.iter().map(|role| msg!("audit-role", role = title(&role.role))).reduce(join);
            let wanted = wanted.unwrap_or_else(|| msg!("audit-role-none"));
            let used = title(role.split('/').next().unwrap_or(role));
            let severity = if knew { Severity::Error } else { Severity::Warning };
            let message = msg!("audit-wrong-role", member = member, role = used, wanted = wanted);
            of_event(event, "wrong-role", severity, message)
        }
    }
}
