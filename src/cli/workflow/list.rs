//! `sop workflow list`: the procedure in outline.

use serde_json::json;

use crate::cli::Context;
use crate::cli::output::{Table, safe, shorten};
use crate::definitions::Workflow;
use crate::error::Result;
use crate::msg;

pub fn run(context: &Context) -> Result<()> {
    let workflow = context.workflow()?;
    if context.json { context.print_json(&document(context, workflow)) } else { print(context, workflow) }
}

fn document(context: &Context, workflow: &Workflow) -> serde_json::Value {
    let lang = context.lang();
    let stages: Vec<_> = workflow
        .stages
        .values()
        .map(|stage| {
            let tasks: Vec<_> = workflow.tasks.values().filter(|t| t.stage == stage.path).map(|t| &t.id).collect();
            let own = |rule: &&crate::definitions::Rule| rule.stage.as_ref() == Some(&stage.path);
            let rules: Vec<_> = workflow.rules.values().filter(own).map(|rule| &rule.id).collect();
            json!({ "stage": stage.path, "title": stage.title.get(lang), "tasks": tasks, "rules": rules })
        })
        .collect();
    json!({
        "workflow": {
            "id": workflow.id,
            "version": workflow.version,
            "hash": workflow.hash,
            "title": workflow.title.get(lang),
            "act": workflow.act.get(lang),
            "time_zone": workflow.zone.name(),
            "calendar": workflow.calendar.id,
        },
        "stages": stages,
        "forms": workflow.forms.keys().collect::<Vec<_>>(),
        "facts": workflow.facts.keys().collect::<Vec<_>>(),
        "roles": workflow.roles.keys().collect::<Vec<_>>(),
        "vaults": workflow.vaults.keys().collect::<Vec<_>>(),
        "norms": workflow.norms.len(),
    })
}

fn print(context: &Context, workflow: &Workflow) -> Result<()> {
    let lang = context.lang();
    let mut text = format!("{} {} · {}\n", workflow.id, workflow.version, safe(workflow.act.get(lang)));
    text.push_str(&format!("{}\n\n", safe(workflow.title.get(lang))));
    let mut table = Table::new(2);
    for stage in workflow.stages.values() {
        let tasks = workflow.tasks.values().filter(|task| task.stage == stage.path).count();
        let rules = workflow.rules.values().filter(|rule| rule.stage.as_ref() == Some(&stage.path)).count();
        let title = shorten(&safe(stage.title.get(lang)), 34);
        table.row([
            stage.path.clone(),
            title,
            context.words(&msg!("definitions-list-stage", tasks = tasks, rules = rules)),
        ]);
    }
    text.push_str(&table.text());
    text.push_str(&format!(
        "\n{}\n{}",
        context.words(&msg!(
            "definitions-list-rest",
            forms = workflow.forms.len(),
            facts = workflow.facts.len(),
            roles = workflow.roles.len(),
            norms = workflow.norms.len()
        )),
        context.words(&msg!("definitions-list-next"))
    ));
    context.print(&text)
}
