//! A duty of a case: why it is there, who has to do it, from which entry its date comes and what that was before, each
//! step of its due time, and what would discharge it.

use serde_json::{Value as Json, json};

use super::norms;
use crate::cli::obligations;
use crate::cli::output::{Table, safe};
use crate::cli::session::{OpenCase, Session};
use crate::deadline::lay_out;
use crate::definitions::{Basis, Discharge, Policy, Trigger, written};
use crate::engine::{self, CaseState, Obligation, Reading, TimeAllowed};
use crate::error::Result;
use crate::msg;
use crate::terminal::wrap_to;

/// The duty of that name: an open one before one that is over, the more urgent before the less.
pub fn meant<'s>(state: &'s CaseState, name: &str) -> Option<&'s Obligation> {
    let mut named = engine::named(state, name);
    named.sort_by_key(|obligation| obligations::urgency(obligation));
    // Of several that are over the last one.
    match named.first() {
        Some(first) if first.state.is_open() => Some(first),
        _ => named.into_iter().max_by_key(|obligation| obligation.triggered_at),
    }
}

pub fn explain(session: &Session<'_>, case: &OpenCase, obligation: &Obligation) -> Result<()> {
    let options = session.options(&case.loaded, session.context.now());
    let events = &case.loaded.events;
    let readings = engine::readings(&session.workflow, case.id.as_str(), events, obligation, &options);
    if session.context.json {
        return session.context.print_json(&document(session, case, obligation, &readings));
    }
    print(session, case, obligation, &readings)
}

fn document(session: &Session<'_>, case: &OpenCase, obligation: &Obligation, readings: &[Reading]) -> Json {
    let context = session.context;
    let mut document = obligations::json(session, case, obligation);
    let time = |at: Option<crate::deadline::Instant>| at.map(|at| session.rfc3339(at));
    let steps = obligation.steps(&session.workflow);
    let readings: Vec<Json> = readings
        .iter()
        .map(|reading| {
            json!({
                "event": reading.event,
                "recorded": session.rfc3339(reading.recorded),
                "by": reading.member,
                "form": reading.version.as_ref().map(|(form, _)| form),
                "version": reading.version.as_ref().map(|(_, version)| version),
                "withdrew": reading.withdrew,
                "gone": reading.gone,
                "anchor": time(reading.anchor),
                "due_at": time(reading.due_at),
            })
        })
        .collect();
    let more = json!({
        "norms": norms(context, &session.workflow, &obligation.norms),
        "trigger": {
            "event": obligation.trigger.event,
            "at": session.rfc3339(obligation.trigger.at),
            "recorded": time(obligation.trigger.recorded),
            "words": context.words(&obligation.trigger.words),
        },
        "anchor": time(obligation.anchor),
        "readings": readings,
        "steps": steps.iter().map(|step| context.words(step)).collect::<Vec<_>>(),
        "due_at": time(obligation.due_at),
        "policy": policy(session, obligation).map(|policy| json!({
            "id": policy.id,
            "basis": policy.basis,
            "why": policy.why.get(context.lang()),
            "norms": policy.norms,
        })),
        "discharged_by": discharges(session, obligation),
    });
    if let (Some(document), Json::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    document
}

fn policy<'s>(session: &'s Session<'_>, obligation: &Obligation) -> Option<&'s Policy> {
    session.workflow.policies.get(obligation.policy.as_ref()?)
}

/// What would discharge it: the command, or the occurrence as the definitions have it.
fn discharges(session: &Session<'_>, obligation: &Obligation) -> Vec<Json> {
    let task = session.workflow.tasks.get(&obligation.task);
    let ways = task.into_iter().flat_map(|task| &task.met).map(|met| match met {
        Discharge::ByHand => json!({"command": command(obligation), "when": null}),
        Discharge::By(occurrence) => json!({"command": null, "when": written::occurrence(occurrence)}),
    });
    ways.collect()
}

fn command(obligation: &Obligation) -> String {
    obligations::quoted(&format!("sop done {}", obligation.instance), &obligation.instance)
}

/// The same for a person: commands, and the names of other duties.
fn ways(session: &Session<'_>, case: &OpenCase, obligation: &Obligation) -> Vec<String> {
    let mut ways = Vec::new();
    let task = session.workflow.tasks.get(&obligation.task);
    for met in task.into_iter().flat_map(|task| &task.met) {
        match met {
            Discharge::ByHand => ways.push(command(obligation)),
            Discharge::By(occurrence) => match &occurrence.on {
                Trigger::Form(forms) => {
                    let fill = |form: &String| obligations::fill(session, case, obligation, occurrence, form);
                    ways.extend(forms.iter().map(fill));
                }
                Trigger::Task { tasks, .. } => ways.extend(tasks.iter().map(|task| format!("sop done {task}"))),
                _ => ways.push(written::occurrence(occurrence)),
            },
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    ways.retain(|way| seen.insert(way.clone()));
    ways
}

fn print(session: &Session<'_>, case: &OpenCase, obligation: &Obligation, readings: &[Reading]) -> Result<()> {
    let context = session.context;
    let (workflow, lang) = (&session.workflow, context.lang());
    let short = session.store.short(&case.id);
    let title = safe(obligation.title.get(lang));
    context.print(&context.words(&msg!(
        "engine-explain-head",
        case = short,
        title = title,
        instance = &obligation.instance
    )))?;
    context.print("")?;
    let mut lines = Lines { table: Table::new(0), last: String::new() };
    let words = |message| context.words(&message);
    lines.line(words(msg!("engine-explain-state")), &obligations::when(session, obligation));
    let trigger = msg!(
        "engine-explain-trigger",
        what = obligation.trigger.words.clone(),
        at = session.day_time(obligation.trigger.at)
    );
    lines.line(words(msg!("engine-explain-because")), &words(trigger));
    for id in &obligation.norms {
        let norm = workflow.norms.get(id);
        let place = norm.map(|norm| norm.locate.get(lang)).unwrap_or_default();
        let gloss = norm.map(|norm| norm.gloss.get(lang)).unwrap_or_default();
        lines.line(words(msg!("engine-explain-norm")), &format!("{place} ({id}): {gloss}"));
        if let Some(note) = norm.and_then(|norm| norm.note.as_ref()) {
            lines.line(words(msg!("definitions-show-note")), note.get(lang));
        }
    }
    let roles = |roles: &[crate::definitions::RoleRef]| engine::role_titles(workflow, roles).get(lang).to_owned();
    lines.line(words(msg!("engine-explain-who")), &roles(&obligation.roles));
    if !obligation.to.is_empty() {
        lines.line(words(msg!("engine-explain-to")), &roles(&obligation.to));
    }
    time(session, obligation, &mut lines);
    history(session, readings, &mut lines);
    for way in ways(session, case, obligation) {
        lines.line(words(msg!("engine-explain-met-by")), &way);
    }
    context.print(&lines.table.text())?;
    let steps = obligation.steps(workflow);
    if !steps.is_empty() {
        context.print(&lay_out(&steps, lang).join("\n"))?;
    }
    Ok(())
}

/// The time allowed, and where it comes from.
fn time(session: &Session<'_>, obligation: &Obligation, lines: &mut Lines) {
    let context = session.context;
    let Some(TimeAllowed { span, number, .. }) = &obligation.time else { return };
    let span = match number {
        Some(number) => msg!("engine-explain-row", number = *number, every = span.words()),
        None => span.words(),
    };
    let span = context.words(&span);
    let words = match policy(session, obligation) {
        Some(policy) => {
            let basis = match policy.basis {
                Basis::Act => msg!("engine-explain-basis-act"),
                Basis::Reading => msg!("engine-explain-basis-reading"),
                Basis::Ours => msg!("engine-explain-basis-ours"),
            };
            let why = policy.why.get(context.lang());
            format!("{span} ({}: {}). {why}", policy.id, context.words(&basis))
        }
        None => span,
    };
    lines.line(context.words(&msg!("engine-explain-time")), &words);
}

/// From which entry the date comes, and what it was before.
fn history(session: &Session<'_>, readings: &[Reading], lines: &mut Lines) {
    let context = session.context;
    let Some((last, earlier)) = readings.split_last() else { return };
    let entry = |reading: &Reading| {
        let at = session.day_time(reading.recorded);
        let member = reading.member.as_str();
        match (&reading.version, &reading.withdrew) {
            (Some((form, 1)), _) => msg!("engine-explain-from-form", form = form, member = member, at = at),
            (Some((form, version)), _) => {
                msg!("engine-explain-from-version", form = form, version = *version, member = member, at = at)
            }
            (None, Some(_)) => msg!("engine-explain-from-withdrawal", member = member, at = at),
            (None, None) => msg!("engine-explain-from-entry", member = member, at = at),
        }
    };
    if let Some(anchor) = last.anchor {
        let words = msg!("engine-explain-date", date = session.day_time(anchor), entry = entry(last));
        lines.line(context.words(&msg!("engine-explain-counted-from")), &context.words(&words));
    }
    for reading in earlier.iter().rev() {
        let words = match (reading.anchor, reading.due_at) {
            _ if reading.gone => msg!("engine-explain-was-gone", entry = entry(reading)),
            (Some(anchor), Some(due)) => msg!(
                "engine-explain-was",
                date = session.day_time(anchor),
                due = session.day_time(due),
                entry = entry(reading)
            ),
            (Some(anchor), None) => {
                msg!("engine-explain-date", date = session.day_time(anchor), entry = entry(reading))
            }
            (None, _) => msg!("engine-explain-was-unknown", entry = entry(reading)),
        };
        lines.line(context.words(&msg!("engine-explain-before")), &context.words(&words));
    }
}

/// Labelled lines; a label that comes again is said once.
struct Lines {
    table: Table,
    last: String,
}

impl Lines {
    fn line(&mut self, label: String, text: &str) {
        let mut shown = if label == self.last { String::new() } else { label.clone() };
        self.last = label;
        for line in wrap_to(&safe(text), 60) {
            self.table.row([std::mem::take(&mut shown), line]);
        }
    }
}
