//! Differences between two moments or days, with one fixed meaning each: the functions that conditions may use.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::zone::local_date;
use super::{Calendar, Instant};

/// Full years of age on a day. Who was born on 29 February is a year older on 1 March of a common year: the reading
/// that protects longer. Negative before birth.
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> i64 {
    let birthday_to_come = (on.month(), on.day()) < (birth.month(), birth.day());
    i64::from(on.year()) - i64::from(birth.year()) - i64::from(birthday_to_come)
}

/// Whole minutes from one moment to another, across clock changes; a minute begun is not counted. Negative if
/// `to` is earlier.
pub fn minutes_between(from: Instant, to: Instant) -> i64 {
    (to - from).num_seconds().div_euclid(60)
}

/// Whole hours from one moment to another, across clock changes; an hour begun is not counted. Negative if `to` is
/// earlier.
pub fn hours_between(from: Instant, to: Instant) -> i64 {
    (to - from).num_seconds().div_euclid(3600)
}

/// Midnights between two moments: calendar days, whatever the hours. Negative if `to` is earlier.
pub fn days_between(from: Instant, to: Instant, zone: Tz) -> i64 {
    (local_date(to, zone) - local_date(from, zone)).num_days()
}

/// Working days after the day of `from`, up to and including the day of `to`: as a time in working days is counted.
/// Negative if `to` is earlier.
pub fn working_days_between(from: Instant, to: Instant, calendar: &Calendar, zone: Tz) -> i64 {
    let (from, to) = (local_date(from, zone), local_date(to, zone));
    let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
    let days = first.iter_days().skip(1).take_while(|day| *day <= last);
    sign * i64::try_from(days.filter(|day| calendar.is_working_day(*day)).count()).unwrap_or(i64::MAX)
}

/// Both moments fall on one local day.
pub fn same_day(one: Instant, other: Instant, zone: Tz) -> bool {
    local_date(one, zone) == local_date(other, zone)
}
