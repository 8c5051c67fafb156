//! `sop explain`: why a duty, a provision, a rule or a finding.

use serde_json::{Value as Json, json};

use super::Context;
use super::obligations;
use super::output::safe;
use super::session::{OpenCase, Session};
use crate::definitions::{Norm, Task, Within, Workflow};
use crate::engine::Obligation;
use crate::error::{Error, Result};
use crate::msg;

/// Why: the provision, what started it here, each step of the due time, what would discharge it.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A duty (`TASK`, `TASK@E`), a provision, a condition, or the code of a finding.
    #[arg(value_name = "WHAT")]
    what: String,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let workflow = std::sync::Arc::clone(context.workflow()?);
    let what = args.what.trim();
    if let Some(task) = workflow.tasks.get(super::done::task_id(what)) {
        return task_explained(context, &workflow, task, what);
    }
    if let Some(norm) = workflow.norms.get(&what.to_uppercase()) {
        return norm_explained(context, norm);
    }
    if let Some(rule) = workflow.rules.get(what) {
        return condition_explained(context, &workflow, what, rule.message.get(context.lang()), &rule.norms);
    }
    let check = what.split_once('.').and_then(|(form, check)| {
        workflow.forms.get(form).and_then(|form| form.checks.iter().find(|candidate| candidate.id == check))
    });
    if let Some(check) = check {
        return condition_explained(context, &workflow, what, check.message.get(context.lang()), &check.norms);
    }
    if let Some(explanation) = crate::audit::codes::explain(what) {
        let text = context.words(&explanation.means);
        let remedy = context.words(&explanation.remedy);
        if context.json {
            return context.print_json(&json!({"finding": what, "means": text, "remedy": remedy}));
        }
        return context.print(&format!("{what}\n  {text}\n  {remedy}"));
    }
    let error = Error::invalid(msg!("cli-explain-unknown", given = safe(what)));
    let known = workflow.tasks.keys().chain(workflow.rules.keys()).chain(workflow.norms.keys()).map(String::as_str);
    Err(match crate::definitions::nearest(what, known) {
        Some(near) => error.hint(msg!("cli-did-you-mean", word = near)),
        None => error.hint(msg!("cli-task-hint")),
    })
}

/// The provisions, as JSON shows them.
fn norms_json(context: &Context, workflow: &Workflow, ids: &[String]) -> Vec<Json> {
    let lang = context.lang();
    ids.iter()
        .filter_map(|id| workflow.norms.get(id))
        .map(|norm| {
            json!({
                "id": norm.id,
                "locate": norm.locate.get(lang),
                "gloss": norm.gloss.get(lang),
                "lines": norm.lines,
                "note": norm.note.as_ref().map(|note| note.get(lang)),
            })
        })
        .collect()
}

fn print_norms(context: &Context, workflow: &Workflow, ids: &[String]) -> Result<()> {
    for norm in ids.iter().filter_map(|id| workflow.norms.get(id)) {
        print_norm(context, norm)?;
    }
    Ok(())
}

fn print_norm(context: &Context, norm: &Norm) -> Result<()> {
    let lang = context.lang();
    context.print(&format!("{}  {}", norm.id, norm.locate.get(lang)))?;
    context.print(&format!("  {}", norm.gloss.get(lang)))?;
    if let Some(note) = &norm.note {
        context.print(&format!("  {}", context.words(&msg!("cli-explain-reading", note = note))))?;
    }
    Ok(())
}

fn norm_explained(context: &Context, norm: &Norm) -> Result<()> {
    let lang = context.lang();
    if context.json {
        return context.print_json(&json!({
            "norm": norm.id,
            "locate": norm.locate.get(lang),
            "gloss": norm.gloss.get(lang),
            "lines": norm.lines,
            "kind": norm.kind,
            "enforce": norm.enforce,
            "note": norm.note.as_ref().map(|note| note.get(lang)),
        }));
    }
    print_norm(context, norm)
}

fn condition_explained(
    context: &Context,
    workflow: &Workflow,
    id: &str,
    message: &str,
    norms: &[String],
) -> Result<()> {
    if context.json {
        let norms = norms_json(context, workflow, norms);
        return context.print_json(&json!({"rule": id, "message": message, "norms": norms}));
    }
    context.print(&format!("{id}: {message}"))?;
    print_norms(context, workflow, norms)
}

fn task_explained(context: &Context, workflow: &Workflow, task: &Task, what: &str) -> Result<()> {
    // Without a store or a key the definition alone is explained.
    let named = context.case.is_some() || context.store.is_some() || crate::store::Store::find(None).is_ok();
    let session = if named { Session::open(context).ok() } else { None };
    let case = match &session {
        Some(session) if context.case.is_some() => Some(session.case()?),
        Some(session) => session.case().ok(),
        None => None,
    };
    let mut found: Vec<&Obligation> = case
        .iter()
        .flat_map(|case| case.state.obligations.iter())
        .filter(|obligation| obligation.task == task.id && (what == task.id || obligation.instance == what))
        .collect();
    found.sort_by_key(|obligation| (!obligation.state.is_open(), obligation.triggered_at));
    if what != task.id && case.is_some() && found.is_empty() {
        return Err(Error::invalid(msg!("cli-unknown-task", given = safe(what))).hint(msg!("cli-task-hint")));
    }
    if context.json {
        return context.print_json(&task_json(context, workflow, task, session.as_ref(), found.first().copied()));
    }
    context.print(&format!("{}  {}", task.id, task.title.get(context.lang())))?;
    print_norms(context, workflow, &task.norms)?;
    if let Some(Within::Policy(id)) = &task.within
        && let Some(policy) = workflow.policies.get(id)
    {
        context.print(&context.words(&msg!("cli-explain-policy", policy = id, why = &policy.why)))?;
    }
    match (&session, &case) {
        (Some(session), Some(case)) => print_obligations(session, case, &found),
        _ => context.print(&context.words(&msg!("cli-explain-no-case"))),
    }
}

fn task_json(
    context: &Context,
    workflow: &Workflow,
    task: &Task,
    session: Option<&Session<'_>>,
    obligation: Option<&Obligation>,
) -> Json {
    let zone = workflow.zone;
    let rfc3339 = |at| crate::deadline::rfc3339(at, zone);
    let trigger = obligation.map(|obligation| {
        json!({
            "event": obligation.trigger.event,
            "words": context.words(&obligation.trigger.words),
            "at": rfc3339(obligation.trigger.at),
        })
    });
    let steps: Vec<String> =
        obligation.map(|o| o.steps(workflow).iter().map(|step| context.words(step)).collect()).unwrap_or_default();
    json!({
        "task": task.id,
        "title": task.title.get(context.lang()),
        "instance": obligation.map(|o| o.instance.clone()),
        "norms": norms_json(context, workflow, &task.norms),
        "trigger": trigger,
        "steps": steps,
        "due_at": obligation.and_then(|o| o.due_at).map(rfc3339),
        "state": obligation.map(|o| o.state),
        "anchor_missing": obligation.map(|o| o.anchor_missing.clone()).unwrap_or_default(),
        "provisional": obligation.is_some_and(|o| o.provisional),
        "discharge": session.zip(obligation).map(|(session, o)| obligations::command(session, o)),
    })
}

fn print_obligations(session: &Session<'_>, case: &OpenCase, found: &[&Obligation]) -> Result<()> {
    let context = session.context;
    let short = session.store.short(&case.id);
    if found.is_empty() {
        return context.print(&context.words(&msg!("cli-explain-not-open", case = short)));
    }
    for obligation in found {
        context.print("")?;
        let when = obligations::when(session, obligation);
        let head = msg!("cli-explain-head", case = &short, instance = &obligation.instance, when = when);
        context.print(&context.words(&head))?;
        let started = msg!(
            "cli-explain-started",
            what = obligation.trigger.words.clone(),
            when = session.day_time(obligation.trigger.at)
        );
        context.print(&format!("  {}", context.words(&started)))?;
        for step in obligation.steps(&session.workflow) {
            context.print(&format!("  {}", context.words(&step)))?;
        }
        let command = obligations::command(session, obligation);
        if obligation.state.is_open() && !command.is_empty() {
            context.print(&format!("  {}", context.words(&msg!("cli-explain-discharge", command = command))))?;
        }
    }
    Ok(())
}
