//! `sop explain`: why. A duty of the case at hand with every step of its due time, or what the definitions say of a duty,
//! a provision, a condition, or what a finding of the audit means.

mod duty;
mod here;

use serde_json::json;

use super::Context;
use super::done::task_id;
use super::session::{OpenCase, Session};
use super::workflow::{self, Looking, Shown};
use crate::audit::codes;
use crate::definitions::{Within, Workflow, nearest};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;
use crate::terminal::wrap_to;
use here::{About, here};

/// Why a duty, a provision, a condition or a finding.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A duty (TASK, TASK@E), a provision, a condition (RULE, FORM.CHECK), or the code of a finding.
    #[arg(value_name = "WHAT")]
    what: String,
}

/// # Errors
/// Nothing of that name (exit code 2); the case that was asked for cannot be read.
pub fn run(context: &Context, args: &Args) -> Result<()> {
    let what = args.what.trim();
    let definitions = context.workflow()?;
    if definitions.tasks.contains_key(task_id(what)) {
        return task(context, definitions, what);
    }
    if let Some(explanation) = codes::explain(what) {
        return finding(context, &explanation);
    }
    if let Some((form, check)) = what.split_once('.')
        && let Some(known) = definitions.forms.get(form).and_then(|f| f.checks.iter().find(|c| c.id == check))
    {
        let shown = Looking { workflow: definitions, lang: context.lang(), full: true }.check(what, known);
        return law(context, definitions, shown, Some(About::Condition(what)));
    }
    let Ok(shown) = workflow::find(context, definitions, what, true) else { return Err(unknown(definitions, what)) };
    let about = match () {
        () if definitions.norms.contains_key(what) => Some(About::Norm(what)),
        () if definitions.rules.contains_key(what) => Some(About::Condition(what)),
        () => None,
    };
    law(context, definitions, shown, about)
}

/// What the definitions say of it, and what the case at hand has of it.
fn law(context: &Context, definitions: &Workflow, shown: Shown, about: Option<About<'_>>) -> Result<()> {
    let here = about.map(|about| here(context, about)).transpose()?.flatten();
    if !context.json {
        context.print(&shown.text())?;
        return here.map_or(Ok(()), |here| context.print(&here.text(context)));
    }
    let mut document = shown.json;
    let cited = document.get("norms").and_then(|norms| norms.as_array()).cloned().unwrap_or_default();
    let cited: Vec<String> = cited.iter().filter_map(|norm| norm.as_str().map(str::to_owned)).collect();
    document.insert("norms".to_owned(), norms(context, definitions, &cited));
    if about.is_some() {
        document.insert("here".to_owned(), json!(here.map(|here| here.json())));
    }
    context.print_json(&serde_json::Value::Object(document))
}

fn unknown(definitions: &Workflow, what: &str) -> Error {
    let ids = definitions.tasks.keys().chain(definitions.rules.keys()).chain(definitions.norms.keys());
    let mut known: Vec<&str> = ids.map(String::as_str).collect();
    known.extend(codes::all().map(|code| code as &str));
    let error = Error::invalid(msg!("engine-explain-unknown", given = what));
    match nearest(what, known) {
        Some(near) => error.hint(msg!("engine-did-you-mean", word = near)),
        None => error.hint(msg!("engine-explain-hint")),
    }
}

/// A duty: that of the case at hand where there is one, else what the definitions say.
fn task(context: &Context, definitions: &Workflow, what: &str) -> Result<()> {
    if let Some((session, case)) = case_at_hand(context)?
        && let Some(obligation) = duty::meant(&case.state, what)
    {
        return duty::explain(&session, &case, obligation);
    }
    if what.contains(['@', '#', '>']) {
        return Err(Error::invalid(msg!("engine-explain-no-instance", given = what)));
    }
    let shown = workflow::find(context, definitions, task_id(what), true)?;
    if !context.json {
        return context.print(&shown.text());
    }
    let mut document = shown.json;
    let task = &definitions.tasks[task_id(what)];
    document.insert("norms".to_owned(), norms(context, definitions, &task.norms));
    let policy = match &task.within {
        Some(Within::Policy(id)) => definitions.policies.get(id),
        _ => None,
    };
    let policy = policy.map(|policy| {
        json!({"id": policy.id, "basis": policy.basis, "why": policy.why.get(context.lang()), "norms": policy.norms})
    });
    document.insert("policy".to_owned(), json!(policy));
    document.insert("trigger".to_owned(), serde_json::Value::Null);
    document.insert("steps".to_owned(), json!([]));
    document.insert("due_at".to_owned(), serde_json::Value::Null);
    context.print_json(&serde_json::Value::Object(document))
}

/// The case that is named, else the current one if there is a store with one and a key for it.
fn case_at_hand(context: &Context) -> Result<Option<(Session<'_>, OpenCase)>> {
    let session = if context.case.is_some() {
        Session::open(context)?
    } else {
        let Ok(store) = context.open_store() else { return Ok(None) };
        if !matches!(store.current_case(), Ok(Some(_))) || context.identity_path().is_err() {
            return Ok(None);
        }
        Session::with(context, store, context.open_keys()?)?
    };
    let case = session.case()?;
    Ok(Some((session, case)))
}

/// Provisions with their places and what they say.
fn norms(context: &Context, definitions: &Workflow, ids: &[String]) -> serde_json::Value {
    let lang = context.lang();
    ids.iter()
        .map(|id| {
            let norm = definitions.norms.get(id);
            json!({
                "id": id,
                "locate": norm.map(|norm| norm.locate.get(lang)),
                "gloss": norm.map(|norm| norm.gloss.get(lang)),
                "note": norm.and_then(|norm| norm.note.as_ref()).map(|note| note.get(lang)),
            })
        })
        .collect()
}

fn finding(context: &Context, explanation: &codes::Explanation) -> Result<()> {
    let here = here(context, About::Finding(explanation.code))?;
    if context.json {
        return context.print_json(&json!({
            "code": explanation.code,
            "group": explanation.group.word(),
            "means": context.words(&explanation.means),
            "remedy": context.words(&explanation.remedy),
            "here": here.map(|here| here.json()),
        }));
    }
    context.print(explanation.code)?;
    for part in [&explanation.means, &explanation.remedy] {
        context.print("")?;
        context.print(&paragraph(context, part))?;
    }
    here.map_or(Ok(()), |here| context.print(&here.text(context)))
}

fn paragraph(context: &Context, message: &Message) -> String {
    wrap_to(&context.words(message), 78).join("\n")
}
