//! `sop` alone: the start of a shift.

use super::Context;
use super::obligations::{self, urgency};
use super::output::Table;
use super::session::Session;
use crate::definitions::TaskKind;
use crate::engine::{Obligation, ObligationStatus, holds};
use crate::error::Result;
use crate::msg;
use crate::store::{Reach, Store};

/// How many lines ask for attention before the rest is counted.
const SHOWN: usize = 8;

pub fn run(context: &Context) -> Result<()> {
    if Store::find(context.store.as_deref()).is_err() && context.store.is_none() {
        return context.print(&context.words(&msg!("cli-home-no-store")));
    }
    let session = Session::open(context)?;
    let (cases, unreadable) = session.cases(Reach::Process)?;
    let now = crate::deadline::words::full_date_time(context.now(), session.workflow.zone);
    context.print(&context.words(&msg!("cli-home-head", office = &session.me.office, now = now)))?;
    let open: Vec<_> = cases.iter().filter(|case| case.state.closed_at.is_none()).collect();
    let mut urgent: Vec<_> = open
        .iter()
        .flat_map(|case| case.state.obligations.iter().map(move |obligation| (case, obligation)))
        .filter(|(_, o)| o.kind == TaskKind::Duty)
        .filter(|(_, o)| matches!(o.state, ObligationStatus::Overdue | ObligationStatus::DueSoon))
        .collect();
    urgent.sort_by_cached_key(|(_, obligation)| urgency(obligation));
    context.print("")?;
    if urgent.is_empty() {
        context.print(&context.words(&msg!("cli-home-calm", count = open.len())))?;
    } else {
        let mine = |o: &Obligation| session.me.roles.iter().any(|role| holds(&session.workflow, role, &o.roles));
        let yours = urgent.iter().filter(|(_, obligation)| mine(obligation)).count();
        context.print(&context.words(&msg!(
            "cli-home-urgent",
            count = urgent.len(),
            yours = yours,
            cases = open.len()
        )))?;
        let mut table = Table::fitting(2, 1);
        for (case, obligation) in urgent.iter().take(SHOWN) {
            table.row([
                session.store.short(&case.id),
                obligations::title(&session, obligation),
                obligations::when(&session, obligation),
            ]);
        }
        context.print(&table.text())?;
        if urgent.len() > SHOWN {
            context.print(&context.words(&msg!("cli-home-more", count = urgent.len() - SHOWN)))?;
        }
    }
    if !unreadable.is_empty() {
        context.say(&msg!("cli-cases-unreadable", count = unreadable.len()));
    }
    context.print("")?;
    if let Ok(Some(current)) = session.store.current_case() {
        context.print(&context.words(&msg!("cli-home-current", case = session.store.short(&current))))?;
    }
    context.print(&context.words(&msg!("cli-home-commands")))
}
