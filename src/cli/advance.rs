//! `sop advance`.

use std::collections::BTreeMap;

use serde_json::json;

use super::Context;
use super::changes;
use super::failure::unmet_words;
use super::recording::Recording;
use super::session::{OpenCase, Session};
use crate::case::{Act, Values};
use crate::engine::{self, Doing};
use crate::error::{Error, Result};
use crate::msg;

/// Enters a stage, or says what is missing.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The stage; without it: which stages can be entered, and what the others lack.
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Closes the stage instead: its open duties lapse.
    #[arg(long, requires = "stage")]
    close: bool,
    #[command(flatten)]
    recording: Recording,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let Some(given) = &args.stage else {
        return show(&session, &session.case()?);
    };
    let _writing = session.store.writing()?;
    let Some(stage) = session.workflow.stages.get(given) else {
        let known: Vec<_> = session.workflow.stages.keys().cloned().collect();
        return Err(Error::invalid(msg!("cli-unknown-stage", given = given, known = known.join(", "))));
    };
    let path = stage.path.clone();
    let case = session.case()?;
    if !args.close && case.state.stages.get(&path).is_some_and(|s| s.state.is_live()) && !stage.repeat {
        // Being there already is no failure: a script may ask twice, and an occurrence may have been faster.
        if context.json {
            return context.print_json(&json!({
                "case": case.id.as_str(), "event": null, "stages": changes::stages_json(&case.state), "opened": [], "met": [],
            }));
        }
        context.say(&msg!("cli-stage-already", case = session.store.short(&case.id), stage = &stage.title));
        return Ok(());
    }
    let reasons = args.recording.reasons(&session.workflow)?;
    let at = args.recording.at(context)?;
    let (doing, act) = if args.close {
        (Doing::CloseStage { stage: path.clone() }, Act::CloseStage { stage: path.clone() })
    } else {
        (Doing::Enter { stage: path.clone() }, Act::Enter { stage: path.clone() })
    };
    let intent = session.intent(doing, at, &args.recording, &reasons, Values::new());
    let permit = session.admit(&case, &intent).map_err(|mut error| {
        if !args.close && !error.unmet.is_empty() {
            error.message = msg!(
                "cli-cannot-enter",
                case = session.store.short(&case.id),
                stage = &stage.title,
                count = error.unmet.len()
            );
        }
        error
    })?;
    let change = session.record(&case, &intent, permit, act, BTreeMap::new())?;
    changes::report(&session, &change)
}

fn show(session: &Session<'_>, case: &OpenCase) -> Result<()> {
    let context = session.context;
    let lang = context.lang();
    let entries = engine::next(&session.workflow, &case.state, &session.options(&case.loaded, context.now()));
    if context.json {
        let next = changes::next_json(lang, &entries);
        return context.print_json(&json!({"case": case.id.as_str(), "next": next}));
    }
    let short = session.store.short(&case.id);
    context.print(&context.words(&msg!("cli-next-head", case = short, count = entries.len())))?;
    for entry in &entries {
        let title = session.workflow.stages.get(&entry.stage).map(|stage| stage.title.clone()).unwrap_or_default();
        context.print("")?;
        context.print(&if entry.allowed {
            context.words(&msg!("cli-next-ready", stage = title, id = &entry.stage))
        } else {
            context.words(&msg!("cli-next-missing", stage = title, count = entry.unmet.len()))
        })?;
        if !entry.allowed {
            context.print(unmet_words(lang, Some(&session.workflow), &entry.unmet).trim_start_matches('\n'))?;
        }
    }
    Ok(())
}
