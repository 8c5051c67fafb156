//! `sop case migrate`: moves a case to the definitions in force, showing first what changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Context;
use super::changes::stage_word;
use super::obligations;
use super::recording::Recording;
use super::session::{OpenCase, Session};
use crate::case::{Act, Values};
use crate::definitions::Workflow;
use crate::engine::{self, CaseState, Doing, Obligation};
use crate::error::{Error, Result};
use crate::msg;
use crate::store::short_hash;

/// Moves the case to the definitions that the store follows now; says first which duties open, lapse or move.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Moves it without asking.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    recording: Recording,
}

/// What the case is like under the old definitions and under the new ones.
struct Difference<'a> {
    opens: Vec<&'a Obligation>,
    lapses: Vec<&'a Obligation>,
    /// The same duty before and after, with another due time.
    moves: Vec<(&'a Obligation, &'a Obligation)>,
}

impl<'a> Difference<'a> {
    fn between(before: &'a CaseState, after: &'a CaseState) -> Difference<'a> {
        let open_in = |state: &'a CaseState, instance: &str| {
            state.obligation(instance).filter(|obligation| obligation.state.is_open())
        };
        let open = |state: &'a CaseState| state.obligations.iter().filter(|obligation| obligation.state.is_open());
        let moved = |new: &'a Obligation| {
            let old = open_in(before, &new.instance)?;
            (old.due_at != new.due_at).then_some((old, new))
        };
        Difference {
            opens: open(after).filter(|new| open_in(before, &new.instance).is_none()).collect(),
            lapses: open(before).filter(|old| open_in(after, &old.instance).is_none()).collect(),
            moves: open(after).filter_map(moved).collect(),
        }
    }
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let mut session = Session::open(context)?;
    let writing = session.store.writing()?;
    let case = session.case()?;
    let old = session.definitions_of(&case.loaded.events);
    let new = Arc::clone(&session.present);
    let recorded_under = crate::case::definitions(&case.loaded.events).unwrap_or_default().to_owned();
    let short = session.store.short(&case.id);
    if recorded_under == new.hash {
        return Err(Error::invalid(msg!("cli-migrate-already", case = short, hash = short_hash(&new.hash))));
    }
    let options = session.options(&case.loaded, context.now());
    let after = engine::fold(&new, case.id.as_str(), &case.loaded.events, &options);
    let difference = Difference::between(&case.state, &after);
    // Without its old definitions the case has been read under those in force all along.
    let compared = old.hash == recorded_under;
    let mut document = json!({
        "case": case.id.as_str(),
        "from": {"version": version(&case, compared.then_some(&old)), "hash": recorded_under},
        "to": {"version": new.version, "hash": new.hash},
        "compared": compared,
        "opens": difference.opens.iter().map(|duty| one(&session, duty)).collect::<Vec<_>>(),
        "lapses": difference.lapses.iter().map(|duty| one(&session, duty)).collect::<Vec<_>>(),
        "moves": difference.moves.iter().map(|(old, new)| json!({
            "instance": new.instance,
            "title": new.title.get(context.lang()),
            "from": old.due_at.map(|at| session.rfc3339(at)),
            "to": new.due_at.map(|at| session.rfc3339(at)),
        })).collect::<Vec<_>>(),
        "stages": after.changes_since(&case.state).stages.iter().map(|(stage, before, after)| {
            json!({"stage": stage, "before": before, "after": after})
        }).collect::<Vec<_>>(),
        "event": null,
    });
    if !context.json {
        show(&session, &case, &after, &difference, compared)?;
    }
    if args.yes || agreed(context)? {
        let recording = &args.recording;
        // It is judged by the new definitions, and the event is recorded under them.
        session.workflow = Arc::clone(&new);
        let reasons = recording.reasons(&new)?;
        let intent = session.intent(Doing::Migrate, recording.at(context)?, recording, &reasons, Values::new());
        let permit = engine::admit(&new, &after, &intent, &options)?;
        let act = Act::Migrate { workflow: new.id.clone(), version: new.version.clone() };
        let change = session.record_under(&new, &case, &intent, permit, act, BTreeMap::new())?;
        document["event"] = json!(change.recorded.event);
        if !context.json {
            context.say(&msg!("cli-migrate-done", case = short, hash = short_hash(&new.hash)));
        }
    } else if !context.json {
        context.say(&msg!("cli-migrate-how"));
    }
    drop(writing);
    if context.json { context.print_json(&document) } else { Ok(()) }
}

/// Asks in a terminal; elsewhere only `--yes` moves anything.
fn agreed(context: &Context) -> Result<bool> {
    use std::io::IsTerminal;
    if context.json || !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(false);
    }
    let question = context.words(&msg!("cli-migrate-ask"));
    Ok(inquire::Confirm::new(&question).with_default(false).prompt().unwrap_or(false))
}

/// The version that the case says it runs under.
fn version(case: &OpenCase, old: Option<&Arc<Workflow>>) -> Option<String> {
    old.map(|old| old.version.clone()).or_else(|| {
        case.loaded.events.iter().rev().find_map(|event| match &event.act {
            Act::Open { version, .. } | Act::Migrate { version, .. } => Some(version.clone()),
            _ => None,
        })
    })
}

fn one(session: &Session<'_>, duty: &Obligation) -> Value {
    json!({
        "instance": duty.instance,
        "task": duty.task,
        "title": duty.title.get(session.context.lang()),
        "due_at": duty.due_at.map(|at| session.rfc3339(at)),
    })
}

fn show(
    session: &Session<'_>,
    case: &OpenCase,
    after: &CaseState,
    difference: &Difference<'_>,
    compared: bool,
) -> Result<()> {
    let context = session.context;
    let lang = context.lang();
    let short = session.store.short(&case.id);
    let (old, new) = (version(case, None).unwrap_or_default(), session.present.version.clone());
    // A copy that an office changed may bear the same version: then only the fingerprints differ.
    let called = |version: &str, hash: &str| match old == new {
        true => format!("{version} ({}…)", short_hash(hash)),
        false => version.to_owned(),
    };
    let recorded_under = crate::case::definitions(&case.loaded.events).unwrap_or_default();
    context.print(&context.words(&msg!(
        "cli-migrate-head",
        case = short,
        from = called(&old, recorded_under),
        to = called(&new, &session.present.hash)
    )))?;
    if !compared {
        return context.print(&context.words(&msg!("cli-migrate-not-compared")));
    }
    let line = |message: crate::language::Message| context.print(&format!("  {}", context.words(&message)));
    for (path, _, now) in after.changes_since(&case.state).stages {
        let title = |workflow: &Workflow| workflow.stages.get(&path).map(|stage| stage.title.clone());
        let title = title(&session.present).or_else(|| title(&session.workflow)).unwrap_or_default();
        let state = now.map_or_else(|| "–".to_owned(), |now| stage_word(context, now));
        line(msg!("cli-migrate-stage", stage = title, state = state))?;
    }
    for duty in &difference.opens {
        line(msg!("cli-migrate-opens", title = duty.title.get(lang), when = obligations::when(session, duty)))?;
    }
    for duty in &difference.lapses {
        line(msg!("cli-migrate-lapses", title = duty.title.get(lang)))?;
    }
    let time = |duty: &Obligation| duty.due_at.map_or_else(|| "–".to_owned(), |at| session.day_time(at));
    for (old, new) in &difference.moves {
        line(msg!("cli-migrate-moves", title = new.title.get(lang), from = time(old), to = time(new)))?;
    }
    let stages = after.changes_since(&case.state).stages.is_empty();
    if stages && difference.opens.is_empty() && difference.lapses.is_empty() && difference.moves.is_empty() {
        line(msg!("cli-migrate-same"))?;
    }
    Ok(())
}
