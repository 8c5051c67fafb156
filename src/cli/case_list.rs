//! `sop case list`.

use serde_json::json;

use super::Context;
use super::changes::stages_json;
use super::output::{Table, shorten};
use super::session::{OpenCase, Session};
use crate::engine::ObligationStatus;
use crate::error::Result;
use crate::msg;

/// All cases that you can read.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Also closed cases.
    #[arg(long)]
    all: bool,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let (mut cases, unreadable) = session.cases()?;
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
    let lang = context.lang();
    let mut table = Table::new(0);
    for case in &cases {
        let stages: Vec<_> = case
            .state
            .stages
            .iter()
            .filter(|(path, stage)| !path.contains('/') && stage.state.is_live())
            .filter_map(|(path, _)| session.workflow.stages.get(path))
            .map(|stage| stage.title.get(lang).to_owned())
            .collect();
        table.row([
            session.store.short(&case.id),
            case.state.opened_at.map(|at| session.day_time(at)).unwrap_or_default(),
            context.words(&msg!(
                "cli-case-counts",
                overdue = count(case, overdue),
                open = count(case, ObligationStatus::is_open)
            )),
            shorten(&stages.join(", "), 30),
        ]);
    }
    context.print(&table.text())?;
    if !unreadable.is_empty() {
        context.say(&msg!("cli-cases-unreadable", count = unreadable.len()));
    }
    Ok(())
}

fn overdue(state: ObligationStatus) -> bool {
    state == ObligationStatus::Overdue
}

fn count(case: &OpenCase, which: fn(ObligationStatus) -> bool) -> usize {
    case.state.obligations.iter().filter(|obligation| which(obligation.state)).count()
}
