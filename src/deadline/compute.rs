//! From a moment and a span to the due time, with each step of the arithmetic.

use chrono::{Days, Months, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::count::{days_between, working_days_between};
use super::zone::{end_of_day, local_date};
use super::{Calendar, Instant, Span, steps};
use crate::language::Message;
use crate::msg;

/// What happens when a day, week or month deadline ends on a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    None,
    NextWorkingDay,
}

/// A due time and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub at: Instant,
    /// A day that counts here is only estimated, or lies beyond the announced ones.
    pub provisional: bool,
    /// What was counted, line by line, from the beginning to the due time. Each line is a sentence;
    /// [`lay_out`](super::lay_out) sets them in columns.
    pub steps: Vec<Message>,
}

/// A due time without its explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueAt {
    pub at: Instant,
    pub provisional: bool,
}

/// A stretch in which the time does not run, from its beginning to its end.
pub type Pause = (Instant, Instant);

/// The due time of `span`, counted from `from`. None if it lies outside the years that can be represented.
///
/// Hours and minutes run exactly. Days, weeks and months leave out the first day, end at 23:59:59 local time of the
/// last one and roll as `roll` says; a month ends on the same day number or on the month's last day. Working days
/// count only working days. `same-day` ends with the day and never rolls.
pub fn due(from: Instant, span: Span, roll: Roll, calendar: &Calendar, zone: Tz) -> Option<Due> {
    due_with_pauses(from, span, roll, &[], calendar, zone)
}

/// Only the time of [`due`]: for the many obligations that nobody asks to explain.
pub fn due_at(from: Instant, span: Span, roll: Roll, calendar: &Calendar, zone: Tz) -> Option<DueAt> {
    due_at_with_pauses(from, span, roll, &[], calendar, zone)
}

/// Like [`due`], with stretches in which the time did not run (a suspended stage), in order of time: hours and minutes
/// move by exactly what was lost, working days by the working days lost, everything else by the days lost; what rolls,
/// rolls once, at the end. A stretch that begins after the due time changes nothing.
pub fn due_with_pauses(
    from: Instant,
    span: Span,
    roll: Roll,
    pauses: &[Pause],
    calendar: &Calendar,
    zone: Tz,
) -> Option<Due> {
    let counted = count(from, span, roll, pauses, calendar, zone)?;
    let steps = steps::steps(from, span, roll, &counted, calendar, zone);
    Some(Due { at: counted.at, provisional: counted.provisional, steps })
}

/// Only the time of [`due_with_pauses`].
pub fn due_at_with_pauses(
    from: Instant,
    span: Span,
    roll: Roll,
    pauses: &[Pause],
    calendar: &Calendar,
    zone: Tz,
) -> Option<DueAt> {
    let counted = count(from, span, roll, pauses, calendar, zone)?;
    Some(DueAt { at: counted.at, provisional: counted.provisional })
}

/// Instance `n` (from 1) of a series: due `n` times `every` after the anchor, always counted from the anchor itself
/// (31 January, 28 February, 31 March) and rolled for itself alone. None for n = 0, for `same-day`, or beyond ten years.
pub fn nth(anchor: Instant, every: Span, n: u32, roll: Roll, calendar: &Calendar, zone: Tz) -> Option<Due> {
    let mut due = due(anchor, every.times(n)?, roll, calendar, zone)?;
    due.steps.insert(1, msg!("deadline-step-series", number = n, every = every.words()));
    Some(due)
}

/// Only the time of [`nth`].
pub fn nth_at(anchor: Instant, every: Span, n: u32, roll: Roll, calendar: &Calendar, zone: Tz) -> Option<DueAt> {
    due_at(anchor, every.times(n)?, roll, calendar, zone)
}

/// The outcome of counting, with what the explanation needs.
pub(super) struct Counted {
    pub at: Instant,
    pub provisional: bool,
    /// The last day before it rolled; the day of `at` for hours and minutes.
    pub nominal: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Working days counted, where they are counted: those of the span and those lost in pauses.
    pub working_days: u64,
    /// The pauses that moved the due time.
    pub pauses: Vec<Pause>,
}

fn count(from: Instant, span: Span, roll: Roll, pauses: &[Pause], calendar: &Calendar, zone: Tz) -> Option<Counted> {
    let mut lost = Lost::default();
    let mut counted = count_once(from, span, roll, &lost, calendar, zone)?;
    for &(begun, ended) in pauses {
        let begun = begun.max(from);
        if begun >= ended || begun > counted.at {
            continue;
        }
        lost.add((begun, ended), calendar, zone)?;
        counted = Counted {
            pauses: [counted.pauses, vec![(begun, ended)]].concat(),
            ..count_once(from, span, roll, &lost, calendar, zone)?
        };
    }
    Some(counted)
}

/// How much the pauses take, in each way of counting.
#[derive(Default)]
struct Lost {
    time: TimeDelta,
    days: u64,
    working_days: u64,
}

impl Lost {
    fn add(&mut self, (begun, ended): Pause, calendar: &Calendar, zone: Tz) -> Option<()> {
        self.time = self.time.checked_add(&(ended - begun))?;
        self.days += u64::try_from(days_between(begun, ended, zone)).ok()?;
        self.working_days += u64::try_from(working_days_between(begun, ended, calendar, zone)).ok()?;
        Some(())
    }
}

fn count_once(from: Instant, span: Span, roll: Roll, lost: &Lost, calendar: &Calendar, zone: Tz) -> Option<Counted> {
    let first = local_date(from, zone);
    let day = |nominal: NaiveDate, last: NaiveDate, working_days: u64, provisional: bool| {
        let at = end_of_day(last, zone)?;
        Some(Counted { at, provisional, nominal, last, working_days, pauses: Vec::new() })
    };
    let nominal = match span {
        Span::Minutes(_) | Span::Hours(_) => {
            let length = match span {
                Span::Minutes(n) => TimeDelta::minutes(i64::from(n)),
                Span::Hours(n) => TimeDelta::hours(i64::from(n)),
                _ => return None,
            };
            let at = from.checked_add_signed(length)?.checked_add_signed(lost.time)?;
            let last = at.checked_add_signed(TimeDelta::days(1)).map(|_| local_date(at, zone))?;
            return Some(Counted { at, provisional: false, nominal: last, last, working_days: 0, pauses: Vec::new() });
        }
        Span::WorkingDays(n) => {
            let wanted = u64::from(n).checked_add(lost.working_days)?;
            let last = working_day_after(first, wanted, calendar)?;
            let provisional = !(calendar.is_certain(last) && calendar.is_valid(first));
            return day(last, last, wanted, provisional);
        }
        Span::SameDay => {
            let last = first.checked_add_days(Days::new(lost.days))?;
            return day(last, last, 0, false);
        }
        Span::Days(n) => first.checked_add_days(Days::new(u64::from(n)))?,
        Span::Weeks(n) => first.checked_add_days(Days::new(u64::from(n) * 7))?,
        Span::Months(n) => first.checked_add_months(Months::new(n))?,
    };
    let nominal = nominal.checked_add_days(Days::new(lost.days))?;
    match roll {
        Roll::None => day(nominal, nominal, 0, false),
        // Whether it rolls, and how far, hangs on days off that may not be announced yet.
        Roll::NextWorkingDay => {
            let last = calendar.working_day_from(nominal)?;
            day(nominal, last, 0, !calendar.is_certain(last))
        }
    }
}

/// The `n`-th working day after that day.
fn working_day_after(day: NaiveDate, n: u64, calendar: &Calendar) -> Option<NaiveDate> {
    let mut left = n;
    let mut day = day;
    while left > 0 {
        day = day.succ_opt()?;
        if calendar.is_working_day(day) {
            left -= 1;
        }
    }
    Some(day)
}
