//! Whether the duties of a case were met in time and its conditions kept: from its events to findings. Pure. Works on
//! the process part alone; where a value lies in a part that the reader cannot open, the recorded outcome stands.

use std::collections::BTreeSet;

use super::duties::{before_corrections, day, duties};
use super::rules;
use super::{Finding, Group, Severity};
use crate::case::{Event, Value};
use crate::deadline::{Instant, words};
use crate::definitions::{Id, Workflow};
use crate::engine::{self, CaseState, Claim, Options};
use crate::language::{Message, Text};
use crate::msg;

/// An entry that speaks of a moment more than this many hours before it was written down is called back-dated. A day
/// and a night: what is typed the next morning from paper is ordinary work; what turns up later should be seen. The
/// act knows no such limit, so alone it is information; where a duty counts as met in time only because of it, it is
/// a warning.
pub const BACK_DATED_HOURS: i64 = 24;

/// Everything that the events of one case show at `now`. `readable`: the vaults that the reader opened in it.
pub fn compliance(
    workflow: &Workflow,
    case: &str,
    events: &[Event],
    readable: &BTreeSet<Id>,
    now: Instant,
) -> Vec<Finding> {
    let options = Options::new(now, readable.iter().cloned());
    let state = engine::fold(workflow, case, events, &options);
    let mut findings = duties(workflow, &state);
    findings.extend(before_corrections(workflow, case, events, &options, &findings));
    findings.extend(rules::overridden(workflow, events, now));
    findings.extend(rules::asked_again(workflow, case, events, &options));
    findings.extend(back_dated(workflow, events, &state));
    findings.extend(ahead(workflow, events, now));
    findings.extend(conflicts(workflow, &state));
    findings.extend(failures(&state));
    findings.extend(other_definitions(workflow, events));
    for finding in &mut findings {
        finding.case = Some(case.to_owned());
    }
    findings
}

/// Entries that were written down long after the moment they speak of, and duties that are on time only by them.
fn back_dated(workflow: &Workflow, events: &[Event], state: &CaseState) -> Vec<Finding> {
    let (zone, now) = (workflow.zone, state.now);
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for obligation in &state.obligations {
        let (Some(due_at), Some(met_at), Some(met_by)) = (obligation.due_at, obligation.met_at, &obligation.met_by)
        else {
            continue;
        };
        let Some(event) = events.iter().find(|event| event.id == *met_by) else { continue };
        if met_at > due_at || event.recorded <= due_at || !is_back_dated(met_at, event.recorded) {
            continue;
        }
        told.insert(event.id.clone());
        let message = msg!(
            "audit-back-dated-duty",
            duty = &obligation.title,
            met = day(met_at, now, zone),
            due = day(due_at, now, zone),
            recorded = day(event.recorded, now, zone),
            member = event.by.as_str(),
            hours = BACK_DATED_HOURS
        );
        let mut finding = of_event(event, "back-dated", Severity::Warning, message);
        finding.norms = obligation.norms.clone();
        finding.obligation = Some(obligation.instance.clone());
        findings.push(finding);
    }
    for event in events.iter().filter(|event| is_back_dated(event.at, event.recorded) && !told.contains(&event.id)) {
        let message = msg!(
            "audit-back-dated",
            at = day(event.at, now, zone),
            recorded = day(event.recorded, now, zone),
            member = event.by.as_str(),
            late = words::length((event.recorded - event.at).num_seconds()),
            hours = BACK_DATED_HOURS
        );
        findings.push(of_event(event, "back-dated", Severity::Info, message));
    }
    findings
}

/// More than [`BACK_DATED_HOURS`] lie between the two.
pub(super) fn is_back_dated(at: Instant, recorded: Instant) -> bool {
    (recorded - at).num_seconds() > BACK_DATED_HOURS * 3600
}

/// Entries dated later than the moment at which the audit looks.
fn ahead(workflow: &Workflow, events: &[Event], now: Instant) -> Vec<Finding> {
    let ahead = events.iter().filter(|event| event.recorded > now);
    ahead
        .map(|event| {
            let recorded = words::date_time(event.recorded, workflow.zone);
            let message = msg!("audit-recorded-ahead", member = event.by.as_str(), recorded = recorded);
            of_event(event, "recorded-ahead", Severity::Warning, message)
        })
        .collect()
}

/// Values that stand against each other. A fact identifies nobody, so its values are said; those of a field are not.
fn conflicts(workflow: &Workflow, state: &CaseState) -> Vec<Finding> {
    let mut findings = Vec::new();
    let join = |one: Message, other: Message| msg!("deadline-and", one = one, other = other);
    let facts = state.facts.iter().filter(|(_, fact)| !fact.conflict.is_empty());
    for (id, fact) in facts {
        let claims = fact.conflict.iter().map(|claim| said(workflow, state.now, claim, true)).reduce(join);
        let (title, norms) = match workflow.facts.get(id) {
            Some(fact) => (fact.title.clone(), fact.norms.clone()),
            None => (Text::same(id), Vec::new()),
        };
        let Some(claims) = claims else { continue };
        let mut finding = conflict(&fact.conflict, msg!("audit-conflict", what = title, claims = claims));
        finding.norms = norms;
        findings.push(finding);
    }
    for field in &state.conflicts {
        let claims = field.claims.iter().map(|claim| said(workflow, state.now, claim, false)).reduce(join);
        let known = workflow.forms.get(&field.form).and_then(|form| form.field(&field.field));
        let title = known.map_or_else(|| Text::same(&field.field), |known| known.label.clone());
        let Some(claims) = claims else { continue };
        let message = msg!("audit-conflict-field", form = &field.form, what = title, claims = claims);
        let mut finding = conflict(&field.claims, message);
        finding.norms = known.map(|known| known.norms.clone()).unwrap_or_default();
        findings.push(finding);
    }
    findings
}

fn conflict(claims: &[Claim], message: Message) -> Finding {
    let mut finding = Finding::new(Group::Compliance, "conflict", Severity::Warning, message);
    let last = claims.iter().max_by_key(|claim| claim.at);
    finding.event = last.map(|claim| claim.event.clone());
    finding.since = last.map(|claim| claim.at);
    finding
}

/// Who said it and when, perhaps with what.
fn said(workflow: &Workflow, now: Instant, claim: &Claim, with_value: bool) -> Message {
    let at = day(claim.at, now, workflow.zone);
    if with_value {
        msg!("audit-claim-value", value = value(&claim.value), member = claim.member.as_str(), at = at)
    } else {
        msg!("audit-claim", member = claim.member.as_str(), at = at)
    }
}

/// A fact's value in words.
fn value(value: &Value) -> Message {
    let word = |word: String| msg!("audit-value", value = word);
    match value {
        Value::Bool(true) => msg!("audit-yes"),
        Value::Bool(false) => msg!("audit-no"),
        Value::Integer(number) => word(number.to_string()),
        Value::Text(text) => word(text.clone()),
        Value::List(list) => word(list.join(", ")),
        Value::Date(date) => words::long_date(*date),
        Value::DateTime(at) => word(at.format("%Y-%m-%d %H:%M %:z").to_string()),
        // A fact has no rows.
        Value::Table(rows) => word(rows.len().to_string()),
    }
}

/// Conditions of the definitions that could not be evaluated, and so counted as not satisfied.
fn failures(state: &CaseState) -> Vec<Finding> {
    let failures = state.failures.iter().map(|failure| {
        let place = format!("{}:{}:{}", failure.file, failure.line, failure.column);
        let message =
            msg!("audit-expression-failed", place = place, source = &failure.source, reason = &failure.reason);
        Finding::new(Group::Compliance, "expression-failed", Severity::Warning, message)
    });
    failures.collect()
}

/// The case was recorded under other definitions than those by which it is judged here.
fn other_definitions(workflow: &Workflow, events: &[Event]) -> Option<Finding> {
    let others: BTreeSet<&str> =
        events.iter().map(|event| event.definitions.as_str()).filter(|hash| *hash != workflow.hash).collect();
    let first = others.first()?.get(..12)?;
    let ours = workflow.hash.get(..12).unwrap_or(&workflow.hash);
    let message = msg!("audit-other-definitions", theirs = first, ours = ours);
    Some(Finding::new(Group::Compliance, "other-definitions", Severity::Info, message))
}

pub(super) fn of_event(event: &Event, code: &'static str, severity: Severity, message: Message) -> Finding {
    let mut finding = Finding::new(Group::Compliance, code, severity, message);
    finding.event = Some(event.id.clone());
    finding.since = Some(event.recorded);
    finding
}
