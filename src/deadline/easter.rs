//! The two dates of Easter. Both rules are tables of remainders that have been in print since the 19th century
//! (the anonymous Gregorian algorithm; Meeus's Julian one); nothing is taken from an optional library.

use chrono::{Days, NaiveDate};

/// Whose Easter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rite {
    /// By the Gregorian moon: Catholics.
    Catholic,
    /// By the Julian moon, as a date of today's calendar: Orthodox.
    Orthodox,
}

/// Easter Sunday of that year; none outside 1583-4099, where the rules are not in use.
pub fn easter(year: i32, rite: Rite) -> Option<NaiveDate> {
    if !(1583..=4099).contains(&year) {
        return None;
    }
    match rite {
        Rite::Catholic => gregorian(year),
        Rite::Orthodox => julian(year),
    }
}

fn gregorian(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

fn julian(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let sum = moon + weekday + 114;
    // The Julian date is written with the same numbers; what it lags behind today's calendar grows by three days in
    // four hundred years (13 days from 1900 to 2099).
    let lag = year / 100 - year / 400 - 2;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)?
        .checked_add_days(Days::new(u64::try_from(lag).ok()?))
}
