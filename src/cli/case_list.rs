//! `sop case list`.

use serde_json::json;

use super::Context;
use super::changes::stages_json;
use super::output::{Table, safe};
use super::session::{OpenCase, Session};
use crate::definitions::TaskKind;
use crate::engine::{ObligationStatus, StageStatus};
use crate::error::Result;
use crate::msg;
use crate::store::Reach;

/// The cases that you can read, those with overdue duties first.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// All of them, also closed cases.
    #[arg(long)]
    all: bool,
}

/// How many cases before the rest is counted.
const SHOWN: usize = 20;

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let (mut cases, unreadable) = session.cases(Reach::Process)?;
    if !args.all && !context.json {
        cases.retain(|case| case.state.closed_at.is_none());
    }
    cases.sort_by_key(|case| (std::cmp::Reverse(count(case, overdue)), case.state.opened_at));
    if context.json {
        let list: Vec<_> = cases
            .iter()
            .map(|case| {
                json!({
                    "case": case.id.as_str(),
                    "opened_at": case.state.opened_at.map(|at| session.rfc3339(at)),
                    "closed": case.state.closed_at.is_some(),
                    "stages": stages_json(&case.state),
                    "overdue": count(case, overdue),
                    "open": count(case, ObligationStatus::is_open),
                })
            })
            .collect();
        return context.print_json(&json!({"cases": list, "unreadable": unreadable.len()}));
    }
    if cases.is_empty() {
        return context.print(&context.words(&msg!("cli-no-cases")));
    }
    let late = cases.iter().filter(|case| count(case, overdue) > 0).count();
    context.print(&context.words(&msg!("cli-list-head", cases = cases.len(), late = late)))?;
    let shown = if args.all { cases.len() } else { cases.len().min(SHOWN) };
    let mut table = Table::fitting(2, 4);
    let words = |message| context.words(&message);
    table.row([
        words(msg!("cli-list-case")),
        words(msg!("cli-list-opened")),
        words(msg!("cli-list-overdue")),
        words(msg!("cli-list-duties")),
        words(msg!("cli-list-stages")),
    ]);
    for case in cases.iter().take(shown) {
        table.row([
            session.store.short(&case.id),
            case.state.opened_at.map(|at| session.day_time(at)).unwrap_or_default(),
            count(case, overdue).to_string(),
            count(case, ObligationStatus::is_open).to_string(),
            stages(&session, case),
        ]);
    }
    context.print(&table.text())?;
    if shown < cases.len() {
        context.print(&context.words(&msg!("cli-list-more", count = cases.len() - shown)))?;
    }
    if !unreadable.is_empty() {
        context.say(&msg!("cli-cases-unreadable", count = unreadable.len()));
    }
    Ok(())
}

/// The open stage that was entered last, and how many more are open; of a closed case, that it is closed.
fn stages(session: &Session<'_>, case: &OpenCase) -> String {
    if case.state.closed_at.is_some() {
        return session.context.words(&msg!("cli-list-closed"));
    }
    let mut open: Vec<_> = case
        .state
        .stages
        .iter()
        .filter(|(path, stage)| !path.contains('/') && stage.state == StageStatus::Open)
        .collect();
    open.sort_by_key(|(_, stage)| std::cmp::Reverse(stage.opened_at));
    let title = open.first().and_then(|(path, _)| session.workflow.stages.get(*path)).map(|stage| stage.title.clone());
    let title = title.map(|title| safe(title.get(session.context.lang()))).unwrap_or_default();
    match open.len() {
        0 | 1 => title,
        more => format!("{title} +{}", more - 1),
    }
}

fn overdue(state: ObligationStatus) -> bool {
    state == ObligationStatus::Overdue
}

fn count(case: &OpenCase, which: fn(ObligationStatus) -> bool) -> usize {
    case.state.obligations.iter().filter(|o| o.kind == TaskKind::Duty && which(o.state)).count()
}
