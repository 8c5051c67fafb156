//! Reads the times and dates that people write. Only spellings with one meaning are taken; for the others the error says
//! what they could mean. Neither the language nor the machine's locale changes what a date means.
//!
//! Errors are parts of a sentence ("this date does not exist …") to stand after the place and the value.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::zone::{Local, local, start_of_day};
use super::{Instant, words};
use crate::language::Message;
use crate::msg;

/// Years outside these are typing errors in a case file.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A moment: RFC 3339 with offset (`2026-03-02T09:00:00+01:00`; seconds may be missing), local time
/// (`2026-03-02T09:00`, `2026-03-02 09:30:00`, `14.3.2026 09:30`), or a date alone, which means its first minute.
/// Fractions of a second are dropped.
///
/// # Errors
/// Another spelling, a day or an hour that does not exist, a local time that the clocks skip or repeat.
pub fn parse_moment(text: &str, zone: Tz) -> Result<Instant, Message> {
    let text = text.trim();
    let Some(blank) = text.find(['T', 't', ' ']) else {
        let date = parse_date(text)?;
        return start_of_day(date, zone).ok_or(msg!("deadline-moment-unknown"));
    };
    let date = parse_date(&text[..blank])?;
    let (time, offset) = parse_time(text[blank + 1..].trim_start())?;
    match offset {
        Some(offset) => offset
            .from_local_datetime(&date.and_time(time))
            .single()
            .map(|at| at.with_timezone(&Utc))
            .ok_or(msg!("deadline-moment-unknown")),
        None => resolve(date.and_time(time), zone),
    }
}

/// The moment of a local time, if there is exactly one.
///
/// # Errors
/// The year is not one of a case file, or the clocks skip or repeat that time; the sentence says what to write instead.
pub fn resolve(time: NaiveDateTime, zone: Tz) -> Result<Instant, Message> {
    check_year(time.date())?;
    match local(time, zone) {
        Local::One(at) => Ok(at),
        Local::Twice(first, second) => {
            let written = |at: Instant| at.with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string();
            Err(msg!("deadline-time-twice", first = written(first), second = written(second)))
        }
        Local::Skipped => {
            let edge = |step: i64| {
                (1..=24 * 60)
                    .map(|n| time + TimeDelta::minutes(n * step))
                    .find(|other| local(*other, zone) != Local::Skipped)
                    .map(|other| other.format("%Y-%m-%dT%H:%M").to_string())
                    .unwrap_or_default()
            };
            Err(msg!("deadline-time-skipped", before = edge(-1), after = edge(1)))
        }
    }
}

/// A date: `2026-03-14` or `14.3.2026`, day first.
///
/// # Errors
/// Another spelling (slashes with both readings written out), two-digit years, a day that does not exist, a year
/// outside 1900-2199.
pub fn parse_date(text: &str) -> Result<NaiveDate, Message> {
    let text = text.trim();
    let unknown = || msg!("deadline-date-unknown");
    let Some(separator) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return Err(unknown());
    };
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, second, third] = parts[..] else {
        return Err(unknown());
    };
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !['-', '.', '/'].contains(&separator) || !parts.iter().all(|part| digits(part)) {
        return Err(unknown());
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    match (separator, first.len(), second.len(), third.len()) {
        ('-', 4, 2, 2) => date_of(number(first), number(second), number(third)),
        ('.', 1..=2, 1..=2, 4) => date_of(number(third), number(second), number(first)),
        (_, 4, 1..=2, 1..=2) => {
            let date = date_of(number(first), number(second), number(third))?;
            Err(msg!("deadline-date-write", date = iso(date), words = words::long_date(date)))
        }
        (_, 1..=2, 1..=2, 4) => Err(readings(number(first), number(second), number(third))),
        (_, 1..=2, 1..=2, 1..=2) => Err(msg!("deadline-date-short-year")),
        _ => Err(unknown()),
    }
}

/// What two numbers and a year could mean where nothing says which is the month.
fn readings(first: u32, second: u32, year: u32) -> Message {
    let write = |date: NaiveDate| msg!("deadline-date-write", date = iso(date), words = words::long_date(date));
    match (date_of(year, second, first), date_of(year, first, second)) {
        (Ok(one), Ok(other)) if one != other => msg!(
            "deadline-date-two-readings",
            first = iso(one),
            first_words = words::long_date(one),
            second = iso(other),
            second_words = words::long_date(other)
        ),
        (Ok(date), _) | (_, Ok(date)) => write(date),
        (Err(problem), Err(_)) => problem,
    }
}

fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

fn date_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, Message> {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    if !YEARS.contains(&year) {
        return Err(no_year(year));
    }
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Err(msg!("deadline-date-no-month", month = month));
    };
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let days = first.num_days_in_month();
        msg!(
            "deadline-date-no-day",
            month = msg!("deadline-month-definite", month = month),
            year = year.to_string(),
            days = days
        )
    })
}

/// Refuses a date whose year is surely a typing error (TOML's own dates come in here).
///
/// # Errors
/// A year outside 1900-2199.
pub fn check_year(date: NaiveDate) -> Result<NaiveDate, Message> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(no_year(date.year())) }
}

fn no_year(year: i32) -> Message {
    msg!(
        "deadline-date-year",
        year = format!("{year:04}"),
        first = YEARS.start().to_string(),
        last = YEARS.end().to_string()
    )
}

/// `09:30`, `09:30:00`, `09:30:00.5`, each perhaps with `Z` or `+01:00`.
fn parse_time(text: &str) -> Result<(NaiveTime, Option<FixedOffset>), Message> {
    let unknown = || msg!("deadline-time-unknown");
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        None => (text, None),
        Some(at) => (text[..at].trim_end(), Some(parse_offset(&text[at..]).ok_or_else(unknown)?)),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, whole_seconds(second)),
        _ => return Err(unknown()),
    };
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || second.len() != 2 {
        return Err(unknown());
    }
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (Some(hour), Some(minute), Some(second)) = (number(hour), number(minute), number(second)) else {
        return Err(unknown());
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second).ok_or_else(|| msg!("deadline-time-none"))?;
    Ok((time, offset))
}

/// The seconds without a fraction; as they are if what follows the point is not one.
fn whole_seconds(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        _ => text,
    }
}

fn parse_offset(text: &str) -> Option<FixedOffset> {
    if matches!(text, "Z" | "z") {
        return FixedOffset::east_opt(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    // No zone on earth lies further than 14 hours from UTC.
    (hours <= 14 && minutes < 60).then(|| FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))).flatten()
}
