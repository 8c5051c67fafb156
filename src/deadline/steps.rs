//! The explanation of a due time, line by line: what it is counted from, which days count, which do not and why, what
//! is uncertain, and the result. A line of a table is the sentence `deadline-row` (or `deadline-row-note`), whose
//! arguments are its columns.

use chrono::{Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::calendar::{DayOff, Why};
use super::compute::Counted;
use super::zone::{clock_changes, local_date};
use super::{Calendar, Instant, Roll, Span, words};
use crate::language::Message;
use crate::msg;

/// More clock changes than this are told as a number.
const CHANGES_SHOWN: usize = 2;
/// More estimated feasts than this are told as a number.
const FEASTS_NAMED: usize = 4;
/// By so much the announced day of a feast by the moon may differ from its estimate.
const LUNAR_DOUBT: TimeDelta = TimeDelta::days(3);

pub(super) fn steps(
    from: Instant,
    span: Span,
    roll: Roll,
    counted: &Counted,
    calendar: &Calendar,
    zone: Tz,
) -> Vec<Message> {
    let first = local_date(from, zone);
    let begin = words::full_date_time(from, zone);
    let mut steps = Vec::new();
    match span {
        Span::Minutes(_) | Span::Hours(_) => {
            steps.push(msg!("deadline-step-from-exact", from = begin, span = span.words()));
            steps.extend(changes(from, counted.at, zone));
        }
        Span::SameDay => steps.push(msg!("deadline-step-from-same-day", from = begin)),
        Span::Days(_) | Span::Weeks(_) | Span::Months(_) => {
            steps.push(msg!("deadline-step-from-days", from = begin));
            steps.extend(calendar_days(first, span, counted));
            steps.extend(rolling(first, roll, counted, calendar));
        }
        Span::WorkingDays(_) => {
            steps.push(msg!("deadline-step-from-days", from = begin));
            steps.extend(working_days(first, counted, calendar));
        }
    }
    steps.extend(counted.pauses.iter().map(|&(begun, ended)| {
        let days = dates(first, local_date(begun, zone), local_date(ended, zone));
        let lost = words::length((ended - begun).num_seconds());
        row_note(msg!("deadline-label-pause"), days, msg!("deadline-note-pause", lost = lost))
    }));
    if counted.provisional {
        steps.push(uncertain(first, counted.last, calendar));
    }
    steps.push(msg!("deadline-step-due", at = words::full_date_time(counted.at, zone)));
    steps
}

fn row(label: Message, days: Message) -> Message {
    msg!("deadline-row", label = label, days = days)
}

fn row_note(label: Message, days: Message, note: Message) -> Message {
    msg!("deadline-row-note", label = label, days = days, note = note)
}

/// An hour gained or lost on the way.
fn changes(from: Instant, to: Instant, zone: Tz) -> Vec<Message> {
    let first = local_date(from, zone);
    let changes = clock_changes(from, to, zone);
    if changes.len() > CHANGES_SHOWN {
        let sum: i32 = changes.iter().map(|change| change.forward).sum();
        let net = match sum {
            0 => msg!("deadline-note-clock-even"),
            forward if forward > 0 => msg!("deadline-note-clock-lost", length = words::length(i64::from(forward))),
            back => msg!("deadline-note-clock-gained", length = words::length(i64::from(back))),
        };
        return vec![row_note(
            msg!("deadline-label-clock"),
            msg!("deadline-clock-changes", count = changes.len()),
            net,
        )];
    }
    let line = |change: &super::zone::ClockChange| {
        let length = words::length(i64::from(change.forward));
        let note = if change.forward > 0 {
            msg!("deadline-note-clock-forward", length = length)
        } else {
            msg!("deadline-note-clock-back", length = length)
        };
        row_note(msg!("deadline-label-clock"), date(first, change.date), note)
    };
    changes.iter().map(line).collect()
}

/// Days, weeks or months up to the day on which they end before they roll.
fn calendar_days(first: NaiveDate, span: Span, counted: &Counted) -> Vec<Message> {
    let last = counted.nominal;
    match span {
        Span::Days(n) => {
            let mut rows = Vec::new();
            if let (true, Some(second), Some(before)) = (n > 1, first.succ_opt(), last.pred_opt()) {
                let label = msg!("deadline-label-days", first = 1, last = n - 1);
                let label = if n == 2 { msg!("deadline-label-day", number = 1) } else { label };
                if counted.pauses.is_empty() {
                    rows.push(row(label, dates(first, second, before)));
                }
            }
            rows.push(row(msg!("deadline-label-day", number = n), words::full_date(last)));
            rows
        }
        Span::Months(_) if counted.pauses.is_empty() && last.day() != first.day() => {
            let note = msg!("deadline-note-month-end", day = first.day());
            vec![row_note(span.words(), words::full_date(last), note)]
        }
        _ => vec![row(span.words(), words::full_date(last))],
    }
}

/// What happens where the last day is a day off.
fn rolling(first: NaiveDate, roll: Roll, counted: &Counted, calendar: &Calendar) -> Vec<Message> {
    let Some(off) = calendar.day_off(counted.nominal) else { return Vec::new() };
    if roll == Roll::None {
        let note = msg!("deadline-note-no-roll", reason = reason(first, &[off]));
        return vec![row_note(msg!("deadline-label-day-off"), date(first, counted.nominal), note)];
    }
    let run: Vec<DayOff> = counted
        .nominal
        .iter_days()
        .take_while(|day| *day < counted.last)
        .filter_map(|day| calendar.day_off(day))
        .collect();
    let label = if run.len() == 1 { msg!("deadline-label-day-off") } else { msg!("deadline-label-days-off") };
    vec![run_row(first, label, &run), row(msg!("deadline-label-next-working-day"), words::full_date(counted.last))]
}

/// Working days in groups, and between them the days that do not count.
fn working_days(first: NaiveDate, counted: &Counted, calendar: &Calendar) -> Vec<Message> {
    let mut rows = Vec::new();
    let mut group: Option<(u64, NaiveDate)> = None;
    let mut off: Vec<DayOff> = Vec::new();
    let mut number = 0;
    for day in first.iter_days().skip(1).take_while(|day| *day < counted.last) {
        match calendar.day_off(day) {
            Some(reason) => {
                if let Some(begun) = group.take() {
                    rows.push(working_row(first, begun, number, day.pred_opt().unwrap_or(day)));
                }
                off.push(reason);
            }
            None => {
                if !off.is_empty() {
                    rows.push(run_row(first, msg!("deadline-label-not-counted"), &off));
                    off.clear();
                }
                number += 1;
                group.get_or_insert((number, day));
            }
        }
    }
    if let Some(begun) = group {
        rows.push(working_row(first, begun, number, counted.last.pred_opt().unwrap_or(counted.last)));
    }
    if !off.is_empty() {
        rows.push(run_row(first, msg!("deadline-label-not-counted"), &off));
    }
    rows.push(row(msg!("deadline-label-working-day", number = counted.working_days), words::full_date(counted.last)));
    rows
}

fn working_row(first: NaiveDate, (number, begun): (u64, NaiveDate), last: u64, ended: NaiveDate) -> Message {
    let label = if number == last {
        msg!("deadline-label-working-day", number = number)
    } else {
        msg!("deadline-label-working-days", first = number, last = last)
    };
    row(label, dates(first, begun, ended))
}

/// A run of days off as one line, with its reasons.
fn run_row(first: NaiveDate, label: Message, run: &[DayOff]) -> Message {
    match (run.first(), run.last()) {
        (Some(begun), Some(ended)) => row_note(label, dates(first, begun.date, ended.date), reason(first, run)),
        _ => label,
    }
}

/// "weekend, Summer Day (14 March) moved to 16 March".
fn reason(first: NaiveDate, run: &[DayOff]) -> Message {
    let mut weekend = false;
    let mut reasons = Vec::new();
    for off in run {
        let in_weekend = matches!(off.why, Why::Weekend | Why::Feast { weekend: true, .. });
        if in_weekend && !weekend {
            weekend = true;
            reasons.push(msg!("deadline-weekend"));
        }
        let date = |day: NaiveDate| {
            let day = date(first, day);
            if off.provisional { msg!("deadline-estimated", feast = day) } else { day }
        };
        reasons.extend(match &off.why {
            // Its substitute day names it.
            Why::Weekend => None,
            Why::Feast { weekend: true, .. } if moved(run, off.date) => None,
            Why::Feast { name, .. } if run.len() == 1 && off.provisional => {
                Some(msg!("deadline-estimated", feast = name))
            }
            Why::Feast { name, .. } if run.len() == 1 => Some(msg!("deadline-feast", name = name)),
            Why::Feast { name, .. } => Some(msg!("deadline-feast-on", name = name, date = date(off.date))),
            Why::Moved { name, from } => {
                Some(msg!("deadline-feast-moved", name = name, from = date(*from), to = self::date(first, off.date)))
            }
        });
    }
    let join = |one: Message, other: Message| msg!("deadline-reasons", one = one, other = other);
    reasons.into_iter().reduce(join).unwrap_or(msg!("deadline-weekend"))
}

fn moved(run: &[DayOff], date: NaiveDate) -> bool {
    run.iter().any(|off| matches!(off.why, Why::Moved { from, .. } if from == date))
}

/// Why the result is not certain: a feast that is only estimated, or years whose days off nobody has announced.
fn uncertain(first: NaiveDate, last: NaiveDate, calendar: &Calendar) -> Message {
    let facts = calendar.facts();
    let join = |one: Message, other: Message| msg!("deadline-and", one = one, other = other);
    if !calendar.is_valid(first) || !calendar.is_valid(last) {
        let names = calendar.listed_feasts().map(|feast| msg!("deadline-feast", name = &feast.name)).reduce(join);
        let (from, to) = (facts.years.0.to_string(), facts.years.1.to_string());
        return match names {
            Some(names) => msg!("deadline-step-unknown-feasts", names = names, from = from, to = to),
            None => msg!("deadline-step-unknown", from = from, to = to),
        };
    }
    let (earliest, latest) = (first - LUNAR_DOUBT, last + LUNAR_DOUBT);
    let mut estimated = Vec::new();
    for feast in calendar.listed_feasts() {
        let dates = (earliest.year()..=latest.year()).flat_map(|year| feast.dates(year));
        let near = dates.filter(|(date, estimate)| *estimate && (earliest..=latest).contains(date));
        estimated.extend(near.map(|(date, _)| (date, &feast.name)));
    }
    estimated.sort_by_key(|(date, _)| *date);
    let more = estimated.len().saturating_sub(FEASTS_NAMED);
    let names = estimated
        .iter()
        .take(FEASTS_NAMED)
        .map(|(day, name)| msg!("deadline-feast-on", name = *name, date = words::long_date(*day)))
        .chain((more > 0).then(|| msg!("deadline-more", count = more)))
        .reduce(join);
    let until = words::long_date(facts.announced_until);
    match names {
        Some(names) => msg!("deadline-step-estimated", names = names, until = until),
        None => msg!("deadline-step-unannounced", until = until),
    }
}

/// A date in a line: with the year only where it is not the year in which counting begins.
fn date(first: NaiveDate, day: NaiveDate) -> Message {
    if day.year() == first.year() { words::day_month(day) } else { words::long_date(day) }
}

/// A stretch of days: "3-13 March", "28 March - 2 April".
fn dates(first: NaiveDate, begun: NaiveDate, ended: NaiveDate) -> Message {
    if begun == ended {
        date(first, begun)
    } else if (begun.year(), begun.month()) == (ended.year(), ended.month()) {
        msg!("deadline-days-of-month", first = begun.day(), last = date(first, ended))
    } else {
        msg!("deadline-days-across", first = date(first, begun), last = date(first, ended))
    }
}
