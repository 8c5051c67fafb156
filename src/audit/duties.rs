//! Findings about duties: overdue, done late, over before they were done, and what was overdue before somebody corrected
//! the record.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use chrono_tz::Tz;

use super::compliance::is_back_dated;
use super::{Finding, Group, Severity};
use crate::case::{Act, Event};
use crate::deadline::{Instant, local_date, words};
use crate::definitions::{Basis, TaskKind, Workflow};
use crate::engine::{self, CaseState, Obligation, ObligationStatus, Options};
use crate::language::Message;
use crate::msg;

/// What the duties of a case show, as they are now.
pub(super) fn duties(workflow: &Workflow, state: &CaseState) -> Vec<Finding> {
    let mut findings = Vec::new();
    for obligation in state.obligations.iter().filter(|obligation| obligation.kind == TaskKind::Duty) {
        findings.extend(late(workflow, state.now, obligation));
        findings.extend(earlier_lapses(workflow, state.now, obligation));
        findings.extend(without_anchor(workflow, obligation));
    }
    findings
}

fn late(workflow: &Workflow, now: Instant, obligation: &Obligation) -> Option<Finding> {
    let due_at = obligation.due_at.filter(|_| obligation.was_overdue(now))?;
    let zone = workflow.zone;
    let due = day(due_at, now, zone);
    let by = |end: Instant| words::length((end - due_at).num_seconds());
    let title = title(obligation);
    let end = obligation.met_at.or(obligation.ended_at).unwrap_or(now);
    let ended = day(end, now, zone);
    let (code, message) = match obligation.state {
        ObligationStatus::MetLate => {
            ("late-duty", msg!("audit-late-duty", duty = title, due = due, done = ended, late = by(end)))
        }
        ObligationStatus::Waived => {
            ("waived-overdue", msg!("audit-waived-overdue", duty = title, due = due, ended = ended, late = by(end)))
        }
        ObligationStatus::Lapsed => {
            ("lapsed-overdue", msg!("audit-lapsed-overdue", duty = title, due = due, ended = ended, late = by(end)))
        }
        _ => ("overdue-duty", msg!("audit-overdue-duty", duty = title, due = due, late = by(now))),
    };
    let mut severity = severity(obligation);
    let mut finding = finding(obligation, code, severity, due_at, message);
    if obligation.known_late {
        // Nobody could have been in time: what is wrong is that it was written down so late.
        severity = severity.lighter();
        let recorded = obligation
            .trigger
            .recorded
            .map_or(Message { id: "audit-later", args: Vec::new() }, |at| day(at, now, zone));
        finding.code = "known-late";
        finding.severity = severity;
        finding.message = msg!("audit-known-late", what = finding.message, recorded = recorded);
    }
    if obligation.provisional {
        finding.message = msg!("audit-provisional", what = finding.message);
    }
    finding.event = obligation.met_by.clone().or(obligation.waived_by.clone()).or(obligation.trigger.event.clone());
    Some(finding)
}

/// Times that had passed when the duty ceased for a while and came back.
fn earlier_lapses(workflow: &Workflow, now: Instant, obligation: &Obligation) -> Vec<Finding> {
    let zone = workflow.zone;
    let overdue =
        obligation.lapses.iter().filter_map(|lapse| Some((lapse, lapse.due_at.filter(|due| *due < lapse.from)?)));
    overdue
        .map(|(lapse, due_at)| {
            let message = msg!(
                "audit-lapsed-overdue",
                duty = title(obligation),
                due = day(due_at, now, zone),
                ended = day(lapse.from, now, zone),
                late = words::length((lapse.from - due_at).num_seconds())
            );
            finding(obligation, "lapsed-overdue", severity(obligation), due_at, message)
        })
        .collect()
}

/// A time that does not run because what it is counted from is not recorded.
fn without_anchor(workflow: &Workflow, obligation: &Obligation) -> Option<Finding> {
    let join = |one: Message, other: Message| msg!("deadline-and", one = one, other = other);
    let missing = obligation.anchor_missing.iter().filter(|_| obligation.state.is_open());
    let missing = missing.map(|name| source(workflow, name)).reduce(join)?;
    let since = obligation.triggered_at;
    let message = msg!(
        "audit-anchor-missing",
        duty = title(obligation),
        since = words::long_date(local_date(since, workflow.zone)),
        missing = missing
    );
    let mut finding = finding(obligation, "anchor-missing", Severity::Info, since, message);
    finding.event = obligation.trigger.event.clone();
    Some(finding)
}

/// What a name in an expression (`forms.X1.returned_on`) is called where people read it.
fn source(workflow: &Workflow, name: &str) -> Message {
    let mut parts = name.split('.');
    let title = match (parts.next(), parts.next(), parts.next()) {
        (Some("forms"), Some(form), Some(field)) => {
            let known = workflow.forms.values().find(|known| known.id.replace('-', "_") == form);
            let label = known.and_then(|known| Some((known.id.as_str(), known.field(field)?.label.clone())));
            label.map(|(form, label)| msg!("audit-form-field", form = form, label = label))
        }
        (Some("facts"), Some(fact), _) => workflow.facts.get(fact).map(|fact| msg!("audit-value", value = &fact.title)),
        (Some("tasks"), Some(task), _) => {
            let known = workflow.tasks.values().find(|known| known.id.replace('-', "_") == task);
            known.map(|task| msg!("audit-value", value = &task.title))
        }
        _ => None,
    };
    title.unwrap_or_else(|| msg!("audit-value", value = name))
}

/// What was overdue as the record then stood, until an amendment, a withdrawal or a back-dated entry changed it: nobody
/// escapes by correcting. `found` are the findings as things stand now; what they already say is not said again.
pub(super) fn before_corrections(
    workflow: &Workflow,
    case: &str,
    events: &[Event],
    options: &Options,
    found: &[Finding],
) -> Vec<Finding> {
    let mut findings: BTreeMap<String, Finding> = BTreeMap::new();
    let told = |instance: &str| {
        found.iter().any(|finding| finding.obligation.as_deref() == Some(instance) && finding.code != "anchor-missing")
    };
    let known_at = |at: Instant| {
        let then = Options { now: at, ..options.clone() }.known(at);
        engine::fold(workflow, case, events, &then)
    };
    for correction in events.iter().filter(|event| changes_the_past(event) && event.recorded <= options.now) {
        let Some(just_before) = correction.recorded.checked_sub_signed(TimeDelta::seconds(1)) else { continue };
        let before = known_at(just_before);
        let overdue: Vec<&Obligation> = before
            .obligations
            .iter()
            .filter(|obligation| obligation.was_overdue(just_before) && !told(&obligation.instance))
            .collect();
        if overdue.is_empty() {
            continue;
        }
        let after = known_at(correction.recorded);
        for obligation in overdue {
            let now = after.obligation(&obligation.instance);
            let still = now.is_some_and(|now| now.was_overdue(correction.recorded));
            // A discharge that came to be known just then, and is only dated back, is told as such.
            let met_by = now.and_then(|now| now.met_by.as_ref());
            let met = events
                .iter()
                .any(|event| met_by == Some(&event.id) && event.recorded > just_before && !corrects(event));
            let Some(due_at) = obligation.due_at.filter(|_| !still && !met) else { continue };
            findings.entry(obligation.instance.clone()).or_insert_with(|| {
                let message = msg!(
                    "audit-overdue-before-correction",
                    duty = title(obligation),
                    due = day(due_at, options.now, workflow.zone),
                    member = correction.by.as_str(),
                    corrected = day(correction.recorded, options.now, workflow.zone)
                );
                let severity =
                    if obligation.known_late { severity(obligation).lighter() } else { severity(obligation) };
                let mut finding = finding(obligation, "overdue-before-correction", severity, due_at, message);
                finding.event = Some(correction.id.clone());
                finding
            });
        }
    }
    findings.into_values().collect()
}

/// An amendment or a withdrawal.
fn corrects(event: &Event) -> bool {
    matches!(event.act, Act::Correct { .. } | Act::File { amends: Some(_), .. })
}

/// It can change what had been due before it was recorded.
fn changes_the_past(event: &Event) -> bool {
    corrects(event) || is_back_dated(event.at, event.recorded)
}

fn finding(
    obligation: &Obligation,
    code: &'static str,
    severity: Severity,
    since: Instant,
    message: Message,
) -> Finding {
    let mut finding = Finding::new(Group::Compliance, code, severity, message);
    finding.norms = obligation.norms.clone();
    finding.obligation = Some(obligation.instance.clone());
    finding.since = Some(since);
    finding
}

/// The act's own time weighs more than a reading of it, and a reminder of ours nothing.
fn severity(obligation: &Obligation) -> Severity {
    match obligation.basis {
        Some(Basis::Act) | None => Severity::Error,
        Some(Basis::Reading) => Severity::Warning,
        Some(Basis::Ours) => Severity::Info,
    }
}

/// The duty's name; with its instance where a task has several.
fn title(obligation: &Obligation) -> Message {
    if obligation.instance == obligation.task {
        msg!("audit-duty", title = &obligation.title)
    } else {
        msg!("audit-duty-instance", title = &obligation.title, instance = &obligation.instance)
    }
}

/// A moment in a finding: with the year only where it is not this one.
pub(super) fn day(at: Instant, now: Instant, zone: Tz) -> Message {
    use chrono::Datelike;
    let date = local_date(at, zone);
    if date.year() == local_date(now, zone).year() {
        msg!("deadline-day-time", date = words::day_month(date), time = words::clock(at, zone))
    } else {
        msg!("deadline-date-time", date = words::long_date(date), time = words::clock(at, zone))
    }
}
