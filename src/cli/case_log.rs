//! `sop case log`.

use serde_json::json;

use super::Context;
use super::output::Table;
use super::session::Session;
use crate::case::Act;
use crate::error::Result;
use crate::msg;

/// The history of the case.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(context: &Context, _args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let case = session.case()?;
    let mut events: Vec<_> = case.loaded.events.iter().collect();
    events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    if context.json {
        let list: Vec<_> = events
            .iter()
            .map(|event| {
                let origin = case.loaded.origin(&event.id);
                let vaults: Vec<_> = event.vaults.keys().collect();
                json!({
                    "event": event.id,
                    "at": session.rfc3339(event.at),
                    "recorded": session.rfc3339(event.recorded),
                    "by": event.by,
                    "role": event.role,
                    "kind": event.act.kind(),
                    "about": about(&event.act),
                    "commit": origin.map(|origin| origin.commit.as_str()),
                    "signature": origin.map_or("missing", |origin| origin.signature.word()),
                    "vaults": vaults,
                    "withdrawn": case.state.withdrawn.get(&event.id),
                    "reasons": event.reasons,
                })
            })
            .collect();
        return context.print_json(&json!({"case": case.id.as_str(), "events": list}));
    }
    context.print(&context.words(&msg!("cli-log-head", case = session.store.short(&case.id), count = events.len())))?;
    let mut table = Table::new(2);
    for event in events {
        let signature = case.loaded.origin(&event.id).map_or("missing", |origin| origin.signature.word());
        let signature = match signature {
            "good" => context.words(&msg!("cli-signature-good")),
            "bad" => context.words(&msg!("cli-signature-bad")),
            _ => context.words(&msg!("cli-signature-missing")),
        };
        let mut what = format!("{} {}", kind_word(context, &event.act), about(&event.act));
        if case.state.withdrawn.contains_key(&event.id) {
            what = format!("{what} ({})", context.words(&msg!("cli-withdrawn")));
        }
        table.row([
            session.day_time(event.at),
            super::output::shorten(what.trim(), 26),
            event.by.clone(),
            signature,
            tail(&event.id),
        ]);
    }
    context.print(&table.text())
}

/// The end of an event's id, as people type it.
pub fn tail(id: &str) -> String {
    id.get(id.len().saturating_sub(6)..).unwrap_or(id).to_owned()
}

/// What the event is about: a form, a task, a stage, another event, an office.
fn about(act: &Act) -> String {
    match act {
        Act::Open { .. } | Act::Note {} | Act::CloseCase { .. } | Act::ReopenCase { .. } => String::new(),
        Act::Migrate { version, .. } => version.clone(),
        Act::Attach { what, .. } => what.clone(),
        Act::File { form, .. } => form.clone(),
        Act::Done { task, instances, .. } | Act::Waive { task, instances, .. } => {
            if instances.is_empty() {
                task.clone()
            } else {
                instances.join(" ")
            }
        }
        Act::Enter { stage } | Act::CloseStage { stage } => stage.clone(),
        Act::Correct { event, .. } => tail(event),
        Act::Share { office, vaults } | Act::Unshare { office, vaults } => format!("{office} {}", vaults.join(",")),
    }
}

fn kind_word(context: &Context, act: &Act) -> String {
    context.words(&match act {
        Act::Open { .. } => msg!("cli-kind-open"),
        Act::File { amends: Some(_), .. } => msg!("cli-kind-amend"),
        Act::File { .. } => msg!("cli-kind-file"),
        Act::Done { .. } => msg!("cli-kind-done"),
        Act::Waive { .. } => msg!("cli-kind-waive"),
        Act::Enter { .. } => msg!("cli-kind-enter"),
        Act::CloseStage { .. } => msg!("cli-kind-close-stage"),
        Act::Attach { .. } => msg!("cli-kind-attach"),
        Act::Note {} => msg!("cli-kind-note"),
        Act::Correct { .. } => msg!("cli-kind-correct"),
        Act::Share { .. } => msg!("cli-kind-share"),
        Act::Unshare { .. } => msg!("cli-kind-unshare"),
        Act::CloseCase { .. } => msg!("cli-kind-close"),
        Act::ReopenCase { .. } => msg!("cli-kind-reopen"),
        Act::Migrate { .. } => msg!("cli-kind-migrate"),
    })
}
