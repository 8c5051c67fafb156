//! Compares what a scenario says must hold with what the fold says.

use std::collections::BTreeSet;

use super::run::Play;
use super::values::written;
use super::{Check, Position, TaskCheck};
use crate::deadline::Instant;
use crate::engine::documents::PROCESS;
use crate::engine::reference::Reference;
use crate::engine::{CaseState, Obligation, ObligationStatus, Options, fold};
use crate::msg;

pub(super) fn check(play: &mut Play<'_>, position: Position, check: &Check) {
    let state = play.state(check.now, check.known);
    for (position, path, expected) in &check.stages {
        let found = state.stages.get(path).map_or("absent", |stage| stage.state.word());
        if found != expected {
            play.fail(*position, msg!("engine-scenario-stage", stage = path, expected = expected, found = found));
        }
    }
    for (position, id, expected) in &check.facts {
        let found = written(state.facts.get(id).and_then(|fact| fact.value.as_ref()), play.workflow.zone);
        if found != *expected {
            play.fail(*position, msg!("engine-scenario-fact", fact = id, expected = expected, found = found));
        }
    }
    for task in &check.tasks {
        check_task(play, &state, task);
    }
    if let Some((position, expected)) = &check.findings {
        check_findings(play, *position, expected, check.now);
    }
    for failure in &state.failures {
        let place = format!("{}:{}", failure.file, failure.line);
        let message = msg!("engine-scenario-failed-expression", place = place, reason = failure.reason.clone());
        play.fail(position, message);
    }
    same_for_an_auditor(play, position, check, &state);
}

fn check_task(play: &mut Play<'_>, state: &CaseState, check: &TaskCheck) {
    let name = play.resolve(&check.reference);
    let reference = Reference::read(&name);
    let mut found: Vec<&Obligation> = state.obligations.iter().filter(|o| reference.fits(&o.instance)).collect();
    // Of several the last one is meant, with those for other recipients that opened with it.
    let base = |obligation: &Obligation| obligation.instance.split('>').next().unwrap_or_default().to_owned();
    if let Some(last) = found.last().map(|last| base(last)) {
        found.retain(|obligation| base(obligation) == last);
    }
    if found.is_empty() {
        if check.state.as_deref() != Some("absent") {
            let expected = check.state.clone().unwrap_or_else(|| "due_at".to_owned());
            let message = msg!("engine-scenario-task", task = &check.reference, expected = expected, found = "absent");
            play.fail(check.position, message);
        }
        return;
    }
    let zone = play.workflow.zone;
    let time = |at: Option<Instant>| at.map_or_else(|| "—".to_owned(), |at| moment(at, zone));
    for obligation in found {
        if let Some(expected) = &check.state
            && !is_state(obligation.state, expected)
        {
            let found = obligation.state.word();
            let message = msg!("engine-scenario-task", task = &obligation.instance, expected = expected, found = found);
            play.fail(check.position, message);
        }
        if let Some(expected) = check.due_at
            && obligation.due_at != expected
        {
            let (expected, found) = (time(expected), time(obligation.due_at));
            let message = msg!("engine-scenario-due", task = &obligation.instance, expected = expected, found = found);
            play.fail(check.position, message);
        }
        if let Some(expected) = check.met_at
            && obligation.met_at != Some(expected)
        {
            let (expected, found) = (moment(expected, zone), time(obligation.met_at));
            let message = msg!("engine-scenario-met", task = &obligation.instance, expected = expected, found = found);
            play.fail(check.position, message);
        }
    }
}

/// `open` is said of everything that is still to be done in time, also what is due soon.
fn is_state(found: ObligationStatus, expected: &str) -> bool {
    found.word() == expected || (found == ObligationStatus::DueSoon && expected == "open")
}

fn moment(at: Instant, zone: chrono_tz::Tz) -> String {
    use chrono::Timelike;
    let local = at.with_timezone(&zone);
    local.format(if local.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" }).to_string()
}

fn check_findings(play: &mut Play<'_>, position: Position, expected: &BTreeSet<String>, now: Instant) {
    let Some(findings) = play.findings else { return };
    let found = findings(play.workflow, &play.events, now);
    if found != *expected {
        let list = |codes: &BTreeSet<String>| {
            if codes.is_empty() { "—".to_owned() } else { codes.iter().cloned().collect::<Vec<_>>().join(", ") }
        };
        play.fail(position, msg!("engine-scenario-findings", expected = list(expected), found = list(&found)));
    }
}

/// Someone who reads nothing but the process part sees the same duties.
fn same_for_an_auditor(play: &mut Play<'_>, position: Position, check: &Check, state: &CaseState) {
    let events = play.events.iter().map(|event| {
        let mut event = event.clone();
        event.values.retain(|vault, _| vault == PROCESS);
        event
    });
    let events: Vec<_> = events.collect();
    let mut options = Options::new(check.now, [PROCESS.to_owned()]);
    options.known = check.known;
    let theirs = fold(play.workflow, "scenario", &events, &options);
    if theirs.obligations != state.obligations || theirs.stages != state.stages {
        play.fail(position, msg!("engine-scenario-auditor"));
    }
}
