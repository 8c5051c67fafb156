//! `sop due`.

use serde_json::json;

use super::Context;
use super::obligations::{self, urgency};
use super::output::Table;
use super::session::{OpenCase, Session};
use crate::deadline::{Roll, Span};
use crate::definitions::TaskKind;
use crate::engine::Obligation;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::Reach;

/// Duties of all cases that you can read, most urgent first.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only what is overdue or falls due within this time (7d, 24h, 5wd).
    #[arg(long, value_name = "SPAN")]
    within: Option<String>,
    /// Only what this role may do.
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Only what you may do in one of your roles.
    #[arg(long)]
    mine: bool,
    /// Also duties without a time, rights, and what is over.
    #[arg(long)]
    all: bool,
}

/// How many lines before the rest is counted, so that a page is enough: a secretary may have hundreds of cases.
const SHOWN: usize = 16;

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let until = match &args.within {
        None => None,
        Some(text) => {
            let span: Span = text.parse().map_err(|_| Error::invalid(msg!("cli-bad-span", given = text)))?;
            let due = crate::deadline::due(
                context.now(),
                span,
                Roll::None,
                &session.workflow.calendar,
                session.workflow.zone,
            );
            Some(due.ok_or_else(|| Error::invalid(msg!("cli-bad-span", given = text)))?.at)
        }
    };
    if let Some(role) = &args.role {
        let known = role.split('/').next().is_some_and(|id| session.workflow.roles.contains_key(id));
        if !known {
            return Err(Error::invalid(msg!("cli-unknown-role", given = role)));
        }
    }
    let (cases, unreadable) = match &context.case {
        Some(prefix) => (vec![session.open_case(&session.store.resolve(prefix)?)?], Vec::new()),
        None => session.cases(Reach::Process)?,
    };
    let mut list: Vec<(&OpenCase, &Obligation)> = cases
        .iter()
        .flat_map(|case| case.state.obligations.iter().map(move |obligation| (case, obligation)))
        .filter(|(_, obligation)| args.all || obligation.state.is_open())
        .filter(|(_, obligation)| until.is_none_or(|until| obligation.due_at.is_some_and(|due| due <= until)))
        .filter(|(_, obligation)| args.role.as_deref().is_none_or(|role| may(&session, obligation, role)))
        .filter(|(_, obligation)| !args.mine || session.me.roles.iter().any(|role| may(&session, obligation, role)))
        .collect();
    list.sort_by_cached_key(|(case, obligation)| (urgency(obligation), case.id.as_str().to_owned()));

    if context.json {
        let obligations: Vec<_> = list.iter().map(|(case, o)| obligations::json(&session, case, o)).collect();
        let failed: Vec<_> = unreadable
            .iter()
            .map(|(id, error)| json!({"case": id.as_str(), "message": error.message.in_language(context.lang())}))
            .collect();
        context.print_json(&json!({
            "now": session.rfc3339(context.now()),
            "obligations": obligations,
            "unreadable": failed,
        }))?;
    } else {
        print(&session, args, &list, cases.len())?;
    }
    for (id, error) in &unreadable {
        if error.kind == crate::error::Kind::Damaged {
            context.warn(&msg!("cli-case-damaged", case = session.store.short(id), reason = error.message.clone()));
        }
    }
    match unreadable.into_iter().find(|(_, error)| error.kind == crate::error::Kind::Damaged) {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

/// Whether someone with this role may do it; a role without a seat stands for all its seats.
fn may(session: &Session<'_>, obligation: &Obligation, role: &str) -> bool {
    crate::engine::holds(&session.workflow, role, &obligation.roles)
}

fn print(session: &Session<'_>, args: &Args, list: &[(&OpenCase, &Obligation)], cases: usize) -> Result<()> {
    let context = session.context;
    let (mut shown, mut counted): (Vec<_>, Vec<_>) = list.iter().partition(|(_, obligation)| {
        args.all || (obligations::has_time(obligation) && obligation.kind == TaskKind::Duty)
    });
    if !args.all && args.within.is_none() && shown.len() > SHOWN {
        counted.extend(shown.split_off(SHOWN));
    }
    let now = crate::deadline::words::full_date_time(context.now(), session.workflow.zone);
    context.print(&context.words(&msg!("cli-due-head", cases = cases, now = now)))?;
    let mut table = Table::fitting(2, 1);
    for (case, obligation) in &shown {
        table.row([
            session.store.short(&case.id),
            obligations::title(session, obligation),
            obligations::when(session, obligation),
        ]);
    }
    if table.is_empty() {
        context.print(&format!("  {}", context.words(&msg!("cli-due-nothing"))))?;
    } else {
        context.print(&table.text())?;
    }
    let counted: Vec<&Obligation> = counted.into_iter().map(|(_, obligation)| obligation).collect();
    for line in obligations::rest(session, &counted, "sop due --all") {
        context.print(&line)?;
    }
    Ok(())
}
