//! `sop case new`.

use std::collections::BTreeMap;

use serde_json::json;

use super::Context;
use super::recording::Recording;
use super::session::Session;
use crate::case::{Act, Value, Values};
use crate::definitions::{FactType, Workflow};
use crate::engine::{self, Doing};
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{Draft, Target};

/// Opens a case, makes it the current one and prints its id.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A fact that is known already.
    #[arg(long = "set", value_name = "FACT=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?.at_present();
    let recorded = open(&session, args.recording.at(context)?, &args.recording, facts(&session, &args.set)?)?;
    session.store.set_current_case(&recorded)?;
    if context.json {
        context.print_json(&json!({"case": recorded.as_str()}))
    } else {
        context.say(&msg!("cli-case-opened", case = session.store.short(&recorded)));
        context.print(recorded.as_str())
    }
}

/// Records the opening of a case; its id.
pub fn open(
    session: &Session<'_>,
    at: crate::deadline::Instant,
    recording: &Recording,
    facts: Values,
) -> Result<crate::store::CaseId> {
    let workflow = &session.workflow;
    let _writing = session.store.writing()?;
    let options = engine::Options::new(at, session.vaults());
    let empty = engine::fold(workflow, "", &[], &options);
    let reasons = recording.reasons(workflow)?;
    let intent = session.intent(Doing::OpenCase, at, recording, &reasons, facts.clone());
    let permit = engine::admit(workflow, &empty, &intent, &options)?;
    let process = workflow.vaults.keys().next().cloned().unwrap_or_default();
    let draft = Draft {
        role: permit.role,
        at,
        act: Act::Open { workflow: workflow.id.clone(), version: workflow.version.clone() },
        definitions: workflow.hash.clone(),
        values: BTreeMap::from([(process, facts)]),
        reasons: BTreeMap::new(),
        overridden: permit.overridden,
        satisfied: permit.satisfied,
    };
    let recorded = session.store.record(&session.keys, Target::New, draft, session.moment(), &session.vaults())?;
    for notice in &recorded.notices {
        session.context.warn(notice);
    }
    Ok(recorded.case)
}

fn facts(session: &Session<'_>, set: &[String]) -> Result<Values> {
    let mut facts = Values::new();
    let mut problems = Vec::new();
    for given in set {
        match fact(&session.workflow, given) {
            Ok((id, value)) => {
                facts.insert(id, value);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(facts);
    }
    Err(Error::invalid(msg!("cli-bad-facts", count = problems.len())).details(problems))
}

fn fact(workflow: &Workflow, given: &str) -> std::result::Result<(String, Value), crate::language::Message> {
    let Some((id, value)) = given.split_once('=') else {
        return Err(msg!("cli-set-shape", given = given));
    };
    let (id, value) = (id.trim(), value.trim());
    let Some(fact) = workflow.facts.get(id) else {
        return Err(msg!("cli-unknown-fact", given = id));
    };
    if fact.is.is_some() {
        return Err(msg!("cli-fact-worked-out", fact = id));
    }
    let wrong = |allowed: String| msg!("cli-bad-fact", fact = id, given = value, allowed = allowed);
    let parsed = match &fact.kind {
        FactType::Bool => value.parse().map(Value::Bool).map_err(|_| wrong("true, false".to_owned()))?,
        FactType::Integer => value.parse().map(Value::Integer).map_err(|_| wrong("1, 2, 3 …".to_owned()))?,
        FactType::Choice(choices) if choices.iter().any(|choice| choice == value) => Value::Text(value.to_owned()),
        FactType::Choice(choices) => return Err(wrong(choices.join(", "))),
        FactType::Date => Value::Date(crate::deadline::parse_date(value)?),
        FactType::DateTime => {
            let at = crate::deadline::parse_moment(value, workflow.zone)?;
            Value::DateTime(at.with_timezone(&workflow.zone).fixed_offset())
        }
    };
    Ok((id.to_owned(), parsed))
}
