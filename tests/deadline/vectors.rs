//! The arithmetic against vectors that Python worked out (facts/make_vectors.py).

use chrono::{DateTime, NaiveDate, Utc};
use sop::deadline::{
    Instant, Roll, Span, age_on, days_between, due, due_at, hours_between, minutes_between, nth, nth_at,
    working_days_between,
};

use super::{ZONE, albania, moment};

#[derive(serde::Deserialize)]
struct Vectors {
    due: Vec<DueCase>,
    between: Vec<BetweenCase>,
    ages: Vec<AgeCase>,
}

#[derive(serde::Deserialize)]
struct DueCase {
    spec: String,
    from: String,
    roll: Roll,
    due: String,
}

#[derive(serde::Deserialize)]
struct BetweenCase {
    from: String,
    to: String,
    minutes: i64,
    hours: i64,
    days: i64,
    working_days: i64,
}

#[derive(serde::Deserialize)]
struct AgeCase {
    birth: NaiveDate,
    on: NaiveDate,
    age: i64,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("facts/vectors.json")).expect("the vendored vectors")
}

/// Chrono's own reader, so that the vectors do not lean on the reader under test.
fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).expect("RFC 3339").with_timezone(&Utc)
}

#[test]
fn due_times_agree() {
    let (calendar, cases) = (albania(), vectors().due);
    assert!(cases.len() > 500);
    for case in cases {
        let span: Span = case.spec.parse().expect("a span");
        let due = due(instant(&case.from), span, case.roll, &calendar, ZONE).expect("a due time");
        assert_eq!(due.at, instant(&case.due), "{} from {} roll {:?}: {due:?}", case.spec, case.from, case.roll);
        let brief = due_at(instant(&case.from), span, case.roll, &calendar, ZONE).expect("a due time");
        assert_eq!((brief.at, brief.provisional), (due.at, due.provisional));
        for (one, other) in [(moment(&case.from), instant(&case.from)), (moment(&case.due), instant(&case.due))] {
            assert_eq!(one, other, "our reader and chrono's");
        }
    }
}

#[test]
fn differences_agree() {
    let calendar = albania();
    for case in vectors().between {
        let (from, to) = (instant(&case.from), instant(&case.to));
        let ours = (
            minutes_between(from, to),
            hours_between(from, to),
            days_between(from, to, ZONE),
            working_days_between(from, to, &calendar, ZONE),
        );
        assert_eq!(ours, (case.minutes, case.hours, case.days, case.working_days), "{} {}", case.from, case.to);
    }
}

#[test]
fn ages_agree() {
    for case in vectors().ages {
        assert_eq!(age_on(case.birth, case.on), case.age, "born {} on {}", case.birth, case.on);
    }
}

#[test]
fn nobody_is_of_age_a_day_early() {
    // A health library made people born on 1 March a year older on 29 February (field report R33).
    let age = |birth: &str, on: &str| {
        // As an expression sees it: the local day of a moment, which in UTC may still be the day before.
        let on = sop::deadline::local_date(moment(on), ZONE);
        age_on(birth.parse().expect("a date"), on)
    };
    assert_eq!(age("2010-03-01", "2028-02-29T10:00"), 17);
    assert_eq!(age("2008-03-01", "2026-02-28T10:00"), 17);
    assert_eq!(age("2008-03-01", "2026-03-01T00:30"), 18);
    assert_eq!(age("2008-02-29", "2026-02-28T10:00"), 17, "a child until 1 March");
    assert_eq!(age("2008-02-29", "2026-03-01T00:30"), 18);
    assert_eq!(age("2008-02-29", "2028-02-29T00:00"), 20);
    assert_eq!(age("2030-01-01", "2026-03-01"), -4, "not born yet");
}

#[test]
fn a_series_is_counted_from_its_anchor() {
    let calendar = albania();
    let days = |roll: Roll| -> Vec<String> {
        (1..=4)
            .map(|n| nth(moment("2026-01-31T10:00"), Span::Months(1), n, roll, &calendar, ZONE).expect("a due time"))
            .map(|due| sop::deadline::local_date(due.at, ZONE).to_string())
            .collect()
    };
    assert_eq!(days(Roll::None), ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
    // Each rolls for itself alone: Saturday 28 February and Sunday 31 May.
    assert_eq!(days(Roll::NextWorkingDay), ["2026-03-02", "2026-03-31", "2026-04-30", "2026-06-01"]);
    let anchor = moment("2026-01-31T10:00");
    assert!(nth_at(anchor, Span::Months(1), 24, Roll::None, &calendar, ZONE).is_some());
    assert!(nth_at(anchor, Span::Months(1), 0, Roll::None, &calendar, ZONE).is_none());
    assert!(nth_at(anchor, Span::SameDay, 1, Roll::None, &calendar, ZONE).is_none());
    assert!(nth_at(anchor, Span::Months(120), 2, Roll::None, &calendar, ZONE).is_none());
}

#[test]
fn a_pause_moves_each_kind_of_time_by_what_it_took() {
    let calendar = albania();
    let from = moment("2026-03-02T10:00");
    // Friday 6 March 12:00 to Tuesday 10 March 13:30: 97 h 30 min, 4 days, 2 working days.
    let pause = [(moment("2026-03-06T12:00"), moment("2026-03-10T13:30"))];
    let at = |spec: &str, roll: Roll, pauses: &[_]| {
        let span = spec.parse().expect("a span");
        let due = sop::deadline::due_with_pauses(from, span, roll, pauses, &calendar, ZONE).expect("a due time");
        sop::deadline::rfc3339(due.at, ZONE)
    };
    let roll = Roll::NextWorkingDay;
    assert_eq!(at("120h", roll, &pause), "2026-03-11T11:30:00+01:00");
    assert_eq!(at("7d", roll, &pause), "2026-03-13T23:59:59+01:00");
    assert_eq!(at("8d", roll, &pause), "2026-03-17T23:59:59+01:00", "14 March, rolled once over the moved feast");
    assert_eq!(at("8d", Roll::None, &pause), "2026-03-14T23:59:59+01:00");
    assert_eq!(at("5wd", roll, &pause), "2026-03-11T23:59:59+01:00");
    assert_eq!(at("same-day", roll, &pause), "2026-03-02T23:59:59+01:00", "over before the pause began");
    assert_eq!(at("24h", roll, &pause), "2026-03-03T10:00:00+01:00", "over before the pause began");
    let before = [(moment("2026-03-01T10:00"), moment("2026-03-02T11:00"))];
    assert_eq!(at("24h", roll, &before), "2026-03-03T11:00:00+01:00", "only what lies after the beginning is lost");
    // The first pause moves the time so far that the second one begins within it.
    let two = [pause[0], (moment("2026-03-11T00:00"), moment("2026-03-12T00:00"))];
    assert_eq!(at("120h", roll, &two), "2026-03-12T11:30:00+01:00");
}
