//! Times as people say them, in both languages: months by name, day first, 24 hours. Everything is a [`Message`], so
//! that it can stand inside another sentence; only `--lang` decides the words, never the machine's zone or locale.

use chrono::{Datelike, NaiveDate, SecondsFormat, Timelike};
use chrono_tz::Tz;

use super::Instant;
use super::zone::{is_ambiguous, local_date};
use crate::language::Message;
use crate::msg;

/// "mars", "March"; months from 1.
pub fn month(month: u32) -> Message {
    msg!("deadline-month", month = month)
}

/// "2 mars", "2 March".
pub fn day_month(date: NaiveDate) -> Message {
    msg!("deadline-day-month", day = date.day(), month = month(date.month()))
}

/// "2 mars 2026", "2 March 2026".
pub fn long_date(date: NaiveDate) -> Message {
    msg!("deadline-date", day = date.day(), month = month(date.month()), year = date.year().to_string())
}

/// "e hënë", "Monday".
pub fn weekday(date: NaiveDate) -> Message {
    msg!("deadline-weekday", day = date.weekday().number_from_monday())
}

/// "e hënë, 2 mars 2026", "Monday, 2 March 2026".
pub fn full_date(date: NaiveDate) -> Message {
    msg!("deadline-full-date", weekday = weekday(date), date = long_date(date))
}

/// "2 mars 2026, 10:30", "2 March 2026, 10:30", with seconds where they are not zero.
pub fn date_time(at: Instant, zone: Tz) -> Message {
    msg!("deadline-date-time", date = long_date(local_date(at, zone)), time = exact_clock(at, zone))
}

/// "e hënë, 2 mars 2026, 10:30", "Monday, 2 March 2026, 10:30", with seconds where they are not zero.
pub fn full_date_time(at: Instant, zone: Tz) -> Message {
    msg!("deadline-date-time", date = full_date(local_date(at, zone)), time = exact_clock(at, zone))
}

/// "10:30", "23:59"; with its offset in the hour that comes twice when the clocks go back.
pub fn clock(at: Instant, zone: Tz) -> String {
    with_offset(at, zone, at.with_timezone(&zone).format("%H:%M").to_string())
}

/// "10:30", "23:59:59".
fn exact_clock(at: Instant, zone: Tz) -> String {
    let format = if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    with_offset(at, zone, at.with_timezone(&zone).format(format).to_string())
}

fn with_offset(at: Instant, zone: Tz, clock: String) -> String {
    if is_ambiguous(at, zone) { format!("{clock} ({})", at.with_timezone(&zone).format("%:z")) } else { clock }
}

/// The day as seen from now, with the hour: "sot 23:59", "dje 14:30", "nesër 10:30", "5 mars 16:20",
/// "5 mars 2027, 16:20".
pub fn day_time(at: Instant, now: Instant, zone: Tz) -> Message {
    let (date, today) = (local_date(at, zone), local_date(now, zone));
    let time = clock(at, zone);
    match (date - today).num_days() {
        0 => msg!("deadline-today", time = time),
        -1 => msg!("deadline-yesterday", time = time),
        1 => msg!("deadline-tomorrow", time = time),
        _ if date.year() == today.year() => msg!("deadline-day-time", date = day_month(date), time = time),
        _ => msg!("deadline-date-time", date = long_date(date), time = time),
    }
}

/// How far away it is: "edhe 9 orë", "para 23 orësh"; below an hour in minutes, from two days on in days, always
/// whole units.
pub fn relative(at: Instant, now: Instant) -> Message {
    let seconds = (at - now).num_seconds();
    let (minutes, hours, days) = (seconds.abs() / 60, seconds.abs() / 3600, seconds.abs() / 86_400);
    match (seconds >= 0, minutes, hours) {
        (_, 0, _) => msg!("deadline-now"),
        (true, m, 0) => msg!("deadline-in-minutes", count = m),
        (true, _, h) if h < 48 => msg!("deadline-in-hours", count = h),
        (true, ..) => msg!("deadline-in-days", count = days),
        (false, m, 0) => msg!("deadline-minutes-ago", count = m),
        (false, _, h) if h < 48 => msg!("deadline-hours-ago", count = h),
        (false, ..) => msg!("deadline-days-ago", count = days),
    }
}

/// A length of time, rounded down to the minute: "16 orë e 40 min", "16 h 40 min"; from two days on "3 ditë e 2 orë",
/// "3 days 2 h". The sign is not shown.
pub fn length(seconds: i64) -> Message {
    let minutes = seconds.abs() / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, m) => msg!("deadline-length-minutes", minutes = m),
        (h, _) if h >= 48 => match h % 24 {
            0 => msg!("deadline-length-days", days = h / 24),
            left => msg!("deadline-length-days-hours", days = h / 24, hours = left),
        },
        (h, 0) => msg!("deadline-length-hours", hours = h),
        (h, m) => msg!("deadline-length-hours-minutes", hours = h, minutes = m),
    }
}

/// For JSON: RFC 3339 with the zone's offset at that moment, to the second.
pub fn rfc3339(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}
