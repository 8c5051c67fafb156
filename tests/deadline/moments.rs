//! Reading and saying times.

use chrono::NaiveDate;
use sop::deadline::words::{date_time, day_time, full_date_time, length, long_date, relative};
use sop::deadline::{end_of_day, parse_date, parse_moment, rfc3339, start_of_day};
use sop::language::{Lang, Message};

use super::{ZONE, moment};

fn both(message: &Message) -> [String; 2] {
    [message.in_language(Lang::Sq), message.in_language(Lang::En)]
}

#[track_caller]
fn refused(text: &str) -> String {
    parse_moment(text, ZONE).expect_err(text).in_language(Lang::En)
}

#[test]
fn each_accepted_spelling_means_one_moment() {
    for text in [
        "2026-03-02T09:30",
        "2026-03-02 09:30",
        "2026-03-02 09:30:00",
        "2026-03-02T09:30:00.000",
        "2026-03-02T09:30:00+01:00",
        "2026-03-02T09:30+01:00",
        "2026-03-02t08:30:00z",
        "2026-03-02T08:30:00Z",
        "2026-03-02 03:30:00-05:00",
        "2.3.2026 09:30",
        "02.03.2026 9:30",
        "  2026-03-02  09:30 ",
    ] {
        assert_eq!(rfc3339(moment(text), ZONE), "2026-03-02T09:30:00+01:00", "{text}");
    }
    assert_eq!(rfc3339(moment("2026-07-01"), ZONE), "2026-07-01T00:00:00+02:00", "a date alone is its first minute");
    assert_eq!(rfc3339(moment("1.7.2026"), ZONE), "2026-07-01T00:00:00+02:00");
}

#[test]
fn day_and_month_are_never_guessed() {
    // An importer read 12/31 rightly and turned 12/01 into 12 January (field report R57).
    for text in ["12/07/1999", "12-07-1999"] {
        let message = refused(text);
        assert!(message.contains("1999-07-12") && message.contains("1999-12-07"), "{message}");
        assert!(message.contains("12 July 1999") && message.contains("7 December 1999"), "{message}");
    }
    for (text, write) in [
        ("31/12/1999", "1999-12-31"),
        ("12/31/1999", "1999-12-31"),
        ("05/05/1999", "1999-05-05"),
        ("1999-7-12", "1999-07-12"),
        ("1999/07/12", "1999-07-12"),
        ("1999.07.12", "1999-07-12"),
        ("31/12/1999 10:00", "1999-12-31"),
    ] {
        let message = refused(text);
        assert!(message.contains(write) && message.matches("1999-").count() == 1, "{text}: {message}");
    }
    for text in ["99-07-12", "12.07.99", "12/07/99"] {
        assert!(refused(text).contains("four digits"), "{text}");
    }
    for text in [
        "19990712",
        "",
        "nesër",
        "March 2, 2026",
        "2026-03",
        "2026-W10-1",
        "2026-03-02-01",
        "٢٠٢٦-٠٣-٠٢",
        "2026–03–02",
        "02026-03-02",
        "@1772440200",
    ] {
        assert!(refused(text).starts_with("not a date"), "{text}: {}", refused(text));
    }
    assert_eq!(parse_date("12.07.1999"), Ok(NaiveDate::from_ymd_opt(1999, 7, 12).expect("a date")));
}

#[test]
fn what_does_not_exist_is_refused_with_the_reason() {
    // An import took months beyond twelve and dropped the day of a 29 February (field report R31).
    let albanian = |text: &str| parse_moment(text, ZONE).expect_err(text).in_language(Lang::Sq);
    assert_eq!(albanian("1991-02-29"), "kjo datë nuk ekziston (shkurti 1991 ka 28 ditë)");
    assert!(refused("1991-15-01").contains("no month 15"));
    assert!(refused("1989-02-31").contains("February 1989 has 28 days"));
    assert!(refused("1989-00-10").contains("no month 0"));
    assert!(refused("1989-01-00").contains("January 1989 has 31 days"));
    assert!(refused("0209-03-01").contains("0209"));
    assert!(refused("1989-01-31T25:00").contains("does not exist"));
    assert!(refused("1989-01-31T24:00").contains("does not exist"));
    assert!(refused("1989-01-31T10:60").contains("does not exist"));
    for text in [
        "1989-01-31T10",
        "1989-01-31T1000",
        "1989-01-31T10:00:00.",
        "1989-01-31T10:00+1",
        "1989-01-31T10:00+99:00",
        "1989-01-31T",
        "1989-01-31T10:00 PM",
        "1989-01-31T+0:+1",
        "1989-01-31T10:00Europe/Tirane",
    ] {
        assert!(refused(text).starts_with("not a time of day"), "{text}: {}", refused(text));
    }
    for month in 1..=12 {
        let text = format!("1990-{month:02}-28");
        assert_eq!(parse_date(&text).map(|date| date.to_string()), Ok(text));
    }
}

#[test]
fn local_times_at_a_clock_change_are_not_guessed() {
    let gap = refused("2026-03-29T02:30");
    assert!(gap.contains("2026-03-29T01:59") && gap.contains("2026-03-29T03:00"), "{gap}");
    let fold = refused("2026-10-25 02:30");
    assert!(fold.contains("2026-10-25T02:30:00+02:00") && fold.contains("2026-10-25T02:30:00+01:00"), "{fold}");
    assert_eq!(rfc3339(moment("2026-10-25T02:30:00+01:00"), ZONE), "2026-10-25T02:30:00+01:00");
    assert_eq!(
        date_time(moment("2026-10-25T02:30+02:00"), ZONE).in_language(Lang::En),
        "25 October 2026, 02:30 (+02:00)"
    );
}

#[test]
fn a_day_without_a_midnight_begins_with_its_first_minute() {
    // Beirut puts the clocks forward at midnight; Apia left out 30 December 2011.
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let beirut = chrono_tz::Asia::Beirut;
    let first = start_of_day(day("2022-03-27"), beirut).expect("a moment");
    assert_eq!(rfc3339(first, beirut), "2022-03-27T01:00:00+03:00");
    assert_eq!(rfc3339(end_of_day(day("2022-03-26"), beirut).expect("a moment"), beirut), "2022-03-26T23:59:59+02:00");
    let apia = chrono_tz::Pacific::Apia;
    assert_eq!(rfc3339(end_of_day(day("2011-12-29"), apia).expect("a moment"), apia), "2011-12-29T23:59:59-10:00");
}

#[test]
fn months_and_days_are_said_in_the_language_that_was_asked_for() {
    // The month in a generated letter came from the machine's locale (field report R54).
    let albanian = [
        "janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor",
        "dhjetor",
    ];
    let english = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    for (month, (sq, en)) in (1..).zip(albanian.iter().zip(english)) {
        let date = NaiveDate::from_ymd_opt(2026, month, 5).expect("a date");
        assert_eq!(both(&long_date(date)), [format!("5 {sq} 2026"), format!("5 {en} 2026")]);
    }
    let week: Vec<[String; 2]> =
        (2..=8).map(|day| both(&full_date_time(moment(&format!("2026-03-0{day}T14:10")), ZONE))).collect();
    assert_eq!(week[0], ["e hënë, 2 mars 2026, 14:10", "Monday, 2 March 2026, 14:10"]);
    assert_eq!(week[2], ["e mërkurë, 4 mars 2026, 14:10", "Wednesday, 4 March 2026, 14:10"]);
    assert_eq!(week[6], ["e diel, 8 mars 2026, 14:10", "Sunday, 8 March 2026, 14:10"]);
}

#[test]
fn a_time_is_said_as_seen_from_now() {
    let now = moment("2026-03-04T14:10");
    let seen = |at: &str| both(&day_time(moment(at), now, ZONE));
    assert_eq!(seen("2026-03-04T23:59:59"), ["sot 23:59", "today 23:59"]);
    assert_eq!(seen("2026-03-03T14:30"), ["dje 14:30", "yesterday 14:30"]);
    assert_eq!(seen("2026-03-05T10:30"), ["nesër 10:30", "tomorrow 10:30"]);
    assert_eq!(seen("2026-03-06T16:20"), ["6 mars 16:20", "6 March 16:20"]);
    assert_eq!(seen("2027-03-06T16:20"), ["6 mars 2027, 16:20", "6 March 2027, 16:20"]);
    let away = |at: &str| both(&relative(moment(at), now));
    assert_eq!(away("2026-03-04T23:59:59"), ["edhe 9 orë", "9 hours left"]);
    assert_eq!(away("2026-03-03T14:30"), ["para 23 orësh", "23 hours ago"]);
    assert_eq!(away("2026-03-04T15:10"), ["edhe 1 orë", "1 hour left"]);
    assert_eq!(away("2026-03-04T13:10"), ["para 1 ore", "1 hour ago"]);
    assert_eq!(away("2026-03-04T14:11"), ["edhe 1 minutë", "1 minute left"]);
    assert_eq!(away("2026-03-04T13:50"), ["para 20 minutash", "20 minutes ago"]);
    assert_eq!(away("2026-03-04T14:10:30"), ["tani", "now"]);
    assert_eq!(away("2026-03-06T14:10"), ["edhe 2 ditë", "2 days left"]);
    assert_eq!(away("2026-02-04T14:10"), ["para 28 ditësh", "28 days ago"]);
    assert_eq!(both(&length(60_000)), ["16 orë e 40 min", "16 h 40 min"]);
    assert_eq!(both(&length(-3600)), ["1 orë", "1 h"]);
    assert_eq!(both(&length(3 * 86_400 + 7200)), ["3 ditë e 2 orë", "3 days 2 h"]);
}
