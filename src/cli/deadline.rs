//! `sop deadline`: the calculator on its own.

use serde_json::json;

use super::Context;
use crate::deadline::{Roll, Span, due, lay_out, parse_moment, rfc3339};
use crate::definitions::calendar;
use crate::error::{Error, Result};
use crate::msg;

/// Works out a due time and explains each step of it. Needs no store.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The time allowed: 60min, 24h, 3d, 1w, 1mo, 30wd (working days) or same-day.
    spec: String,
    /// What it is counted from: 2026-03-02T09:00, 2026-03-02T09:00:00+01:00, 14.3.2026 09:30, or a date alone.
    #[arg(long, value_name = "TIME")]
    from: String,
    /// What happens to days, weeks or months that end on a day off.
    #[arg(long, value_enum, value_name = "ROLL", default_value = "next-working-day")]
    roll: RollArg,
    /// The calendar of working days.
    #[arg(long, value_name = "NAME", default_value = "al")]
    calendar: String,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum RollArg {
    /// It ends on the day off.
    None,
    /// It ends on the next working day.
    NextWorkingDay,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let span: Span = args
        .spec
        .parse()
        .map_err(|problem| Error::invalid(msg!("deadline-spec-invalid", given = &args.spec, problem = problem)))?;
    let calendar = calendar::find(&args.calendar, context.definitions.as_deref())?;
    let zone = calendar.facts().zone;
    let from = parse_moment(&args.from, zone)
        .map_err(|problem| Error::invalid(msg!("deadline-from-invalid", given = &args.from, problem = problem)))?;
    let roll = match args.roll {
        RollArg::None => Roll::None,
        RollArg::NextWorkingDay => Roll::NextWorkingDay,
    };
    let due = due(from, span, roll, &calendar, zone).ok_or_else(|| Error::invalid(msg!("deadline-out-of-range")))?;
    if context.json {
        return context.print_json(&json!({
            "spec": span.to_string(),
            "from": rfc3339(from, zone),
            "due_at": rfc3339(due.at, zone),
            "steps": due.steps.iter().map(|step| context.words(step)).collect::<Vec<_>>(),
            "provisional": due.provisional,
        }));
    }
    context.print(&lay_out(&due.steps, context.lang()).join("\n"))
}
