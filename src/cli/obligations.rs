//! Obligations as lists show them: JSON, order, and one line for a person.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::output::{joined, safe};
use super::session::{OpenCase, Session};
use crate::definitions::{Discharge, Occurrence, RoleRef, TaskKind, Trigger};
use crate::engine::{Obligation, ObligationStatus};
use crate::msg;

/// The JSON of an obligation, the same in every command.
pub fn json(session: &Session<'_>, case: &OpenCase, obligation: &Obligation) -> Value {
    let lang = session.context.lang();
    let time = |at: Option<crate::deadline::Instant>| at.map(|at| session.rfc3339(at));
    json!({
        "case": case.id.as_str(),
        "task": obligation.task,
        "instance": obligation.instance,
        "stage": obligation.stage,
        "part": obligation.part,
        "title": obligation.title.get(lang),
        "norms": obligation.norms,
        "roles": roles(&obligation.roles),
        "to": roles(&obligation.to),
        "kind": obligation.kind,
        "basis": obligation.basis,
        "triggered_at": session.rfc3339(obligation.triggered_at),
        "due_at": time(obligation.due_at),
        "anchor_missing": obligation.anchor_missing,
        "state": obligation.state,
        "met_at": time(obligation.met_at),
        "provisional": obligation.provisional,
        "suspended": obligation.suspended,
    })
}

fn roles(roles: &[RoleRef]) -> Vec<String> {
    roles.iter().map(ToString::to_string).collect()
}

/// Overdue first, then by due time, then what has no time, then what is over.
pub fn urgency(obligation: &Obligation) -> (u8, i64, String) {
    let rank = match obligation.state {
        ObligationStatus::Overdue => 0,
        ObligationStatus::DueSoon => 1,
        ObligationStatus::Open if obligation.due_at.is_some() => 2,
        ObligationStatus::Open => 3,
        _ => 4,
    };
    (rank, obligation.due_at.map_or(i64::MAX, |due| due.timestamp()), obligation.instance.clone())
}

/// Its time is known or it was asked when it cannot be: worth a line without `--all`.
pub fn has_time(obligation: &Obligation) -> bool {
    obligation.due_at.is_some() || !obligation.anchor_missing.is_empty()
}

/// What a listing leaves out: how many duties and rights, the command that shows them, and the duties by stage in the
/// order of the workflow. Nothing where nothing is left out.
pub fn rest(session: &Session<'_>, list: &[&Obligation], command: &str) -> Vec<String> {
    let (duties, rights): (Vec<_>, Vec<_>) = list.iter().copied().partition(|o| o.kind == TaskKind::Duty);
    let timed = duties.iter().filter(|o| has_time(o)).count();
    let parts: Vec<String> = [
        (timed, msg!("cli-more-timed", count = timed)),
        (duties.len() - timed, msg!("cli-more-untimed", count = duties.len() - timed)),
        (rights.len(), msg!("cli-more-rights", count = rights.len())),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, message)| session.context.words(&message))
    .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![session.context.words(&msg!("cli-more", what = parts.join(", "), command = command))];
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for obligation in &duties {
        // Of an inner stage, the outer one is named: the word that the case's own line of stages has.
        let stage = obligation.stage.split('/').next().unwrap_or_default();
        *counts.entry(stage).or_default() += 1;
    }
    let stages = session.workflow.stages.iter();
    let counted: Vec<String> = stages
        .filter_map(|(path, stage)| {
            let count = counts.get(path.as_str())?;
            Some(format!("{} {count}", safe(stage.title.get(session.context.lang()))))
        })
        .collect();
    if !counted.is_empty() {
        lines.push(joined(&session.context.words(&msg!("cli-more-by-stage")), &counted));
    }
    lines
}

/// When it is due, absolute and relative, or how it ended.
pub fn when(session: &Session<'_>, obligation: &Obligation) -> String {
    let context = session.context;
    let words = |message| context.words(&message);
    let mut text = match (obligation.state, obligation.due_at) {
        (ObligationStatus::Overdue, Some(due)) => words(msg!(
            "cli-due-passed",
            when = session.day_time(due),
            relative = words(crate::deadline::words::relative(due, context.now()))
        )),
        (ObligationStatus::Open | ObligationStatus::DueSoon, Some(due)) => words(msg!(
            "cli-due-by",
            when = session.day_time(due),
            relative = words(crate::deadline::words::relative(due, context.now()))
        )),
        (ObligationStatus::Open | ObligationStatus::DueSoon | ObligationStatus::Overdue, None)
            if !obligation.anchor_missing.is_empty() =>
        {
            words(msg!("cli-due-unknown", missing = obligation.anchor_missing.join(", ")))
        }
        (ObligationStatus::Open | ObligationStatus::DueSoon | ObligationStatus::Overdue, None) => {
            words(msg!("cli-due-no-time"))
        }
        (ObligationStatus::Met, _) => ended(session, "cli-state-met", obligation),
        (ObligationStatus::MetLate, _) => ended(session, "cli-state-met-late", obligation),
        (ObligationStatus::Waived, _) => words(msg!("cli-state-waived")),
        (ObligationStatus::Lapsed, _) => words(msg!("cli-state-lapsed")),
    };
    if obligation.suspended {
        text = format!("{text}, {}", words(msg!("cli-state-suspended")));
    }
    if obligation.provisional {
        text = format!("{text}, {}", words(msg!("cli-provisional")));
    }
    text
}

fn ended(session: &Session<'_>, late: &str, obligation: &Obligation) -> String {
    let when = obligation.met_at.map(|at| session.day_time(at)).unwrap_or_default();
    session.context.words(&match late {
        "cli-state-met-late" => msg!("cli-state-met-late", when = when),
        _ => msg!("cli-state-met", when = when),
    })
}

/// The command that would discharge it, as it is typed. Of several forms the first that the case's facts do not refuse.
pub fn command(session: &Session<'_>, case: &OpenCase, obligation: &Obligation) -> String {
    if obligation.by_hand {
        return quoted(&format!("sop done {}", obligation.instance), &obligation.instance);
    }
    let workflow = &session.workflow;
    let occurrences = workflow.tasks.get(&obligation.task).into_iter().flat_map(|task| &task.met);
    let forms: Vec<(&Occurrence, &String)> = occurrences
        .filter_map(|met| match met {
            Discharge::By(occurrence) => Some(occurrence),
            Discharge::ByHand => None,
        })
        .flat_map(|occurrence| match &occurrence.on {
            Trigger::Form(forms) => forms.iter().map(|form| (occurrence, form)).collect(),
            _ => Vec::new(),
        })
        .collect();
    let fits = |(_, form): &&(&Occurrence, &String)| !crate::engine::refused_by_facts(workflow, &case.state, form);
    let form = forms.iter().find(fits).or(forms.first());
    form.map(|(occurrence, form)| fill(session, case, obligation, occurrence, form)).unwrap_or_default()
}

/// The command that files the form. Where its document opened the duty and the same document, carried on, meets it, a new
/// one would leave the duty open: then that document is the one to amend.
pub fn fill(session: &Session<'_>, case: &OpenCase, obligation: &Obligation, met: &Occurrence, form: &str) -> String {
    let workflow = &session.workflow;
    let of_form = |on: &Trigger| matches!(on, Trigger::Form(forms) if forms.iter().any(|other| other == form));
    // The same asked of both: an amendment then brings what is not there yet, not a change of what is.
    let condition = |of: &Occurrence| of.if_.as_ref().map(|condition| condition.source.clone());
    let asked = condition(met);
    let after = workflow.tasks.get(&obligation.task).and_then(|task| task.after.as_ref());
    let carried_on = after
        .into_iter()
        .flatten()
        .any(|opened| of_form(&opened.on) && (asked.is_none() || asked == condition(opened)));
    let repeats = workflow.forms.get(form).is_some_and(|form| form.repeats);
    let document = obligation.trigger.event.as_ref().and_then(|event| case.state.document(event));
    match document.filter(|document| carried_on && repeats && document.form == form) {
        Some(document) => format!("sop fill {form} --amend {}", document.label),
        None => format!("sop fill {form}"),
    }
}

/// Ids of instances hold `>`, `#`, `@`: quoted where a shell would take them for its own.
pub fn quoted(command: &str, instance: &str) -> String {
    if instance.contains(['>', '#']) { command.replace(instance, &format!("'{instance}'")) } else { command.to_owned() }
}

/// Its title, with the recipient or number that tells it from its siblings.
pub fn title(session: &Session<'_>, obligation: &Obligation) -> String {
    let title = safe(obligation.title.get(session.context.lang()));
    let suffix = obligation.instance.strip_prefix(obligation.task.as_str()).unwrap_or_default();
    match (suffix.split_once('>'), suffix.split_once('#')) {
        (Some((_, to)), _) => format!("{title} → {to}"),
        (None, Some((_, number))) => format!("{title} {number}"),
        (None, None) => title,
    }
}
