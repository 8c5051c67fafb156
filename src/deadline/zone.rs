//! Local days of the workflow's zone. The machine's own zone is never asked.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::Instant;

/// The local day on which a moment falls.
pub fn local_date(at: Instant, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The first moment of a local day: 00:00, or where the clocks skip that, the first minute that exists. None at the
/// end of representable time.
pub fn start_of_day(date: NaiveDate, zone: Tz) -> Option<Instant> {
    let midnight = date.and_time(NaiveTime::MIN);
    (0..=24 * 60).find_map(|minute| {
        let local = midnight.checked_add_signed(TimeDelta::minutes(minute))?;
        zone.from_local_datetime(&local).earliest().map(|at| at.with_timezone(&Utc))
    })
}

/// The last second of a local day, usually 23:59:59.
pub fn end_of_day(date: NaiveDate, zone: Tz) -> Option<Instant> {
    start_of_day(date.succ_opt()?, zone)?.checked_sub_signed(TimeDelta::seconds(1))
}

/// What a local time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    One(Instant),
    /// The clocks are put back: it comes twice, first in summer time.
    Twice(Instant, Instant),
    /// The clocks are put forward over it.
    Skipped,
}

/// What a local time means in that zone.
pub fn local(time: NaiveDateTime, zone: Tz) -> Local {
    let utc = |at: DateTime<Tz>| at.with_timezone(&Utc);
    match zone.from_local_datetime(&time) {
        MappedLocalTime::Single(at) => Local::One(utc(at)),
        MappedLocalTime::Ambiguous(one, other) => Local::Twice(utc(one.min(other)), utc(one.max(other))),
        MappedLocalTime::None => Local::Skipped,
    }
}

/// The local time comes twice that day, so that it needs its offset to be clear.
pub fn is_ambiguous(at: Instant, zone: Tz) -> bool {
    matches!(local(at.with_timezone(&zone).naive_local(), zone), Local::Twice(..))
}

/// A change of the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// The local day on which it happens.
    pub date: NaiveDate,
    /// Seconds by which the clocks are put forward; negative: back.
    pub forward: i32,
}

/// The clock changes after `from` and not after `to`, in order.
pub fn clock_changes(from: Instant, to: Instant, zone: Tz) -> Vec<ClockChange> {
    let offset = |at: Instant| {
        use chrono::Offset;
        zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
    };
    let mut changes = Vec::new();
    let mut at = from;
    while at < to {
        let next = at.checked_add_signed(TimeDelta::hours(6)).unwrap_or(to).min(to);
        let forward = offset(next) - offset(at);
        if forward != 0 {
            // Narrow it down to the second, so that the day is right also around midnight.
            let (mut before, mut after) = (at, next);
            while after - before > TimeDelta::seconds(1) {
                let middle = before + (after - before) / 2;
                if offset(middle) == offset(before) { before = middle } else { after = middle }
            }
            changes.push(ClockChange { date: local_date(after, zone), forward });
        }
        at = next;
    }
    changes
}
