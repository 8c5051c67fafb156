//! The Albanian calendar against the vendored facts, and the loader's errors.

use chrono::{Datelike, NaiveDate};
use sop::deadline::{Calendar, Rite, Why, easter};
use sop::definitions::calendar::{find, parse};
use sop::language::Lang;

use super::albania;

#[derive(serde::Deserialize)]
struct Facts {
    years: (i32, i32),
    days: std::collections::BTreeMap<NaiveDate, String>,
}

fn facts() -> Facts {
    serde_json::from_str(include_str!("facts/holidays-al.json")).expect("the vendored facts")
}

#[test]
fn every_day_agrees_with_the_vendored_facts() {
    let (calendar, facts) = (albania(), facts());
    assert_eq!(calendar.facts().years, facts.years);
    let first = NaiveDate::from_ymd_opt(facts.years.0, 1, 1).expect("a date");
    for day in first.iter_days().take_while(|day| day.year() <= facts.years.1) {
        let weekend = day.weekday().number_from_monday() > 5;
        let named = facts.days.get(&day);
        let ours = calendar.day_off(day);
        assert_eq!(calendar.is_working_day(day), !weekend && named.is_none(), "{day} {named:?} {ours:?}");
        assert_eq!(calendar.is_working_day(day), ours.is_none(), "{day}");
        // Feasts on weekends are feasts there and here; a plain weekend is none.
        assert_eq!(ours.as_ref().is_some_and(|off| off.name().is_some()), named.is_some(), "{day} {named:?} {ours:?}");
        let Some((ours, named)) = ours.zip(named) else { continue };
        assert_eq!(
            matches!(ours.why, Why::Moved { .. }),
            named.split("; ").all(|name| name.contains("observed")),
            "{day} {named}"
        );
        // A day that is also a feast by rule is certain whatever the moon does.
        let estimated = named.split("; ").all(|name| name.contains("estimated"));
        assert_eq!(ours.provisional, estimated, "{day} {named}");
    }
}

#[test]
fn easter_falls_on_the_days_in_print() {
    // Dates published by the churches; 1961 and 2100 lie beyond the calendar's years on purpose.
    for (year, catholic, orthodox) in [
        (1961, "1961-04-02", "1961-04-09"),
        (2000, "2000-04-23", "2000-04-30"),
        (2019, "2019-04-21", "2019-04-28"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2026, "2026-04-05", "2026-04-12"),
        (2038, "2038-04-25", "2038-04-25"),
        (2100, "2100-03-28", "2100-05-02"),
    ] {
        let day = |rite| easter(year, rite).map(|day| day.to_string());
        assert_eq!(day(Rite::Catholic).as_deref(), Some(catholic));
        assert_eq!(day(Rite::Orthodox).as_deref(), Some(orthodox));
    }
    assert_eq!(easter(1500, Rite::Catholic), None);
}

#[test]
fn outside_its_years_rules_still_hold_and_nothing_is_certain() {
    let calendar = albania();
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    assert!(!calendar.is_working_day(day("2040-11-28")) && !calendar.is_certain(day("2040-11-29")));
    // 1 January 2023 was a Sunday, so 2 January a feast of its own and 3 January the substitute.
    assert!(matches!(calendar.day_off(day("2023-01-03")).map(|off| off.why), Some(Why::Moved { .. })));
    assert!(calendar.is_certain(day("2026-12-31")) && !calendar.is_certain(day("2027-01-01")));
}

#[test]
fn a_calendar_without_feasts_knows_weekends_in_every_year() {
    let calendar = Calendar::weekends_only("plain", super::ZONE);
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    assert!(calendar.is_working_day(day("1999-12-31")) && !calendar.is_working_day(day("2100-01-02")));
    assert!(calendar.is_certain(day("2150-01-01")));
}

const SMALL: &str = "\
calendar: test
title: {sq: Provë, en: Test}
time_zone: Europe/Tirane
weekend: [sunday]
years: {from: 2024, to: 2026}
announced_until: 2026-12-31
feasts:
  - name: {sq: Festë, en: Feast}
    fixed: 02-29
";

#[test]
fn a_small_calendar_of_another_country_loads() {
    let calendar = parse("test.yaml", SMALL).expect("a calendar");
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    assert!(!calendar.is_working_day(day("2024-02-29")), "the feast exists in leap years");
    assert!(calendar.is_working_day(day("2025-03-01")), "and only there; Saturdays are working days here");
    assert!(!calendar.is_working_day(day("2025-03-02")));
}

#[test]
fn all_problems_of_a_calendar_are_named_with_their_places() {
    let bad = SMALL
        .replace("Europe/Tirane", "Europe/Tirana")
        .replace("[sunday]", "[sunday, sabbath]")
        .replace("2026-12-31", "31/12/2026")
        .replace("02-29", "02-30");
    let problems = parse("test.yaml", &bad).expect_err("four problems");
    let places: Vec<_> = problems.iter().map(|problem| (problem.place.line, problem.place.column)).collect();
    assert_eq!(places, [(3, 12), (4, 19), (6, 18), (9, 12)]);
    for problem in &problems {
        for lang in [Lang::Sq, Lang::En] {
            assert!(!problem.message.in_language(lang).starts_with("deadline-"), "{problem:?}");
        }
    }
}

#[test]
fn what_yaml_refuses_has_a_place_too() {
    for (text, line) in [
        (SMALL.replace("weekend:", "weekends:"), 4),
        (SMALL.replace("    fixed: 02-29", "    fixed: 02-29\n    fixed: 03-01"), 10),
        (SMALL.replace("[sunday]", "[sunday"), 5),
        (SMALL.replace("years: {from: 2024, to: 2026}", "years: {from: next, to: 2026}"), 5),
        (SMALL.replace(", en: Feast", ""), 8),
    ] {
        let problems = parse("test.yaml", &text).expect_err("a problem");
        assert_eq!(
            problems.iter().map(|problem| problem.place.line).collect::<Vec<_>>(),
            [line],
            "{text}\n{problems:?}"
        );
    }
}

#[test]
fn ranges_and_combinations_that_make_no_sense_are_refused() {
    for text in [
        SMALL.replace("to: 2026", "to: 2023"),
        SMALL.replace("from: 2024, to: 2026", "from: -5, to: 200000"),
        SMALL.replace("[sunday]", "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]"),
        SMALL.replace("    fixed: 02-29", "    fixed: 02-29\n    easter: catholic"),
        SMALL.replace("    fixed: 02-29", "    since: 2020"),
        SMALL.replace("    fixed: 02-29", "    fixed: 02-29\n    days_after: 3"),
        SMALL.replace("calendar: test", "calendar: ../test"),
    ] {
        assert_eq!(parse("test.yaml", &text).expect_err("a problem").len(), 1, "{text}");
    }
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("secret.yaml"), SMALL).expect("a file");
    let definitions = folder.path().join("definitions");
    std::fs::create_dir_all(definitions.join("calendars")).expect("a folder");
    std::fs::write(definitions.join("workflow.yaml"), "").expect("a file");
    std::fs::write(definitions.join("calendars/mine.yaml"), SMALL).expect("a file");
    assert!(find("mine", Some(&definitions)).is_ok() && find("al", Some(&definitions)).is_ok());
    for name in ["../secret", "../../secret", "secret.yaml", "/etc/passwd", "", "AL"] {
        assert!(find(name, Some(&definitions)).is_err() && find(name, None).is_err(), "{name}");
    }
}
