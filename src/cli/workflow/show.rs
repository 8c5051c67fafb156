//! `sop workflow show`: one part of the procedure in full, or everything by name.

use serde_json::{Map, Value as Json, json};

use super::one::{self, Shown};
use crate::cli::Context;
use crate::cli::output::{Table, safe, shorten};
use crate::definitions::{Workflow, nearest};
use crate::error::{Error, Result};
use crate::language::{Message, Text};
use crate::msg;

/// One stage, task, rule, fact, provision, role or policy in full; without an id everything by name.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Its id; an inner stage by its path.
    #[arg(value_name = "ID")]
    id: Option<String>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let workflow = context.workflow()?;
    let Some(id) = &args.id else {
        return if context.json {
            context.print_json(&all_json(context, workflow))
        } else {
            all_text(context, workflow)
        };
    };
    let shown = find(context, workflow, id, false)?;
    if context.json {
        return context.print_json(&Json::Object(shown.json));
    }
    context.print(&shown.text())
}

/// The part of that id. `full`: with what each provision says, and where each chosen time comes from.
///
/// # Errors
/// There is none; the hint says what may have been meant.
pub fn find(context: &Context, workflow: &Workflow, id: &str, full: bool) -> Result<Shown> {
    let look = one::Looking { workflow, lang: context.lang(), full };
    let found = workflow
        .stages
        .get(id)
        .map(|stage| look.stage(stage))
        .or_else(|| workflow.tasks.get(id).map(|task| look.task(task)))
        .or_else(|| workflow.rules.get(id).map(|rule| look.rule(rule)))
        .or_else(|| workflow.facts.get(id).map(|fact| look.fact(fact)))
        .or_else(|| workflow.norms.get(id).map(|norm| look.norm(norm)))
        .or_else(|| workflow.roles.get(id).map(|role| look.role(id, role)))
        .or_else(|| workflow.policies.get(id).map(|policy| look.policy(policy)));
    found.ok_or_else(|| {
        let known = workflow
            .stages
            .keys()
            .chain(workflow.tasks.keys())
            .chain(workflow.rules.keys())
            .chain(workflow.facts.keys())
            .chain(workflow.norms.keys())
            .chain(workflow.roles.keys())
            .chain(workflow.policies.keys());
        let hint = match nearest(id, known.map(String::as_str)) {
            Some(near) => msg!("definitions-did-you-mean", word = near),
            None if workflow.forms.contains_key(id) => msg!("definitions-show-form", form = id),
            None => msg!("definitions-show-hint"),
        };
        Error::invalid(msg!("definitions-show-unknown", id = id)).hint(hint)
    })
}

/// Each kind with the ids and titles of what is of it.
fn parts(workflow: &Workflow) -> [(Message, Vec<(&String, &Text)>); 6] {
    [
        (msg!("definitions-show-stages"), workflow.stages.iter().map(|(id, stage)| (id, &stage.title)).collect()),
        (msg!("definitions-show-tasks"), workflow.tasks.iter().map(|(id, task)| (id, &task.title)).collect()),
        (msg!("definitions-show-rules"), workflow.rules.iter().map(|(id, rule)| (id, &rule.message)).collect()),
        (msg!("definitions-show-facts"), workflow.facts.iter().map(|(id, fact)| (id, &fact.title)).collect()),
        (msg!("definitions-show-roles"), workflow.roles.iter().map(|(id, role)| (id, &role.title)).collect()),
        (msg!("definitions-show-policies"), workflow.policies.iter().map(|(id, policy)| (id, &policy.why)).collect()),
    ]
}

fn all_json(context: &Context, workflow: &Workflow) -> Json {
    let look = one::Looking { workflow, lang: context.lang(), full: false };
    let mut all = Map::new();
    let objects = |shown: Vec<Shown>| Json::Array(shown.into_iter().map(|shown| Json::Object(shown.json)).collect());
    all.insert("workflow".to_owned(), json!({"id": workflow.id, "version": workflow.version, "hash": workflow.hash}));
    all.insert("stages".to_owned(), objects(workflow.stages.values().map(|s| look.stage(s)).collect()));
    all.insert("tasks".to_owned(), objects(workflow.tasks.values().map(|t| look.task(t)).collect()));
    all.insert("rules".to_owned(), objects(workflow.rules.values().map(|r| look.rule(r)).collect()));
    all.insert("facts".to_owned(), objects(workflow.facts.values().map(|f| look.fact(f)).collect()));
    all.insert("roles".to_owned(), objects(workflow.roles.iter().map(|(id, r)| look.role(id, r)).collect()));
    all.insert("policies".to_owned(), objects(workflow.policies.values().map(|p| look.policy(p)).collect()));
    all.insert("norms".to_owned(), objects(workflow.norms.values().map(|n| look.norm(n)).collect()));
    Json::Object(all)
}

fn all_text(context: &Context, workflow: &Workflow) -> Result<()> {
    let lang = context.lang();
    let mut text = format!("{} {} · {}\n", workflow.id, workflow.version, safe(workflow.act.get(lang)));
    for (heading, items) in parts(workflow) {
        if items.is_empty() {
            continue;
        }
        let mut table = Table::new(2);
        let width = items.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
        for (id, title) in items {
            table.row([id.clone(), shorten(&safe(title.get(lang)), 76usize.saturating_sub(width).max(20))]);
        }
        text.push_str(&format!("\n{}\n{}", context.words(&heading), table.text()));
    }
    text.push_str(&format!("\n{}", context.words(&msg!("definitions-show-norms", count = workflow.norms.len()))));
    context.print(&text)
}
