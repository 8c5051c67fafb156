//! `sop deadline`, as a lawyer or a script uses it.

use serde_json::Value;

use super::common::{Ran, Sandbox};

fn deadline(spec: &str, from: &str, more: &[&str]) -> Ran {
    let args = [&["deadline", spec, "--from", from], more].concat();
    Sandbox::new().sop(&args)
}

#[track_caller]
fn json(spec: &str, from: &str, more: &[&str]) -> Value {
    deadline(spec, from, &[more, &["--json"]].concat()).ok().json()
}

#[track_caller]
fn due(spec: &str, from: &str) -> String {
    json(spec, from, &[])["due_at"].as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn steps(value: &Value) -> String {
    let steps = value["steps"].as_array().expect("steps").iter();
    steps.map(|step| step.as_str().expect("a text")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_due_time_rolls_once_at_its_end() {
    // A court service counted an extension from the rolled date (field report R02).
    assert_eq!(due("28d", "2026-03-01T10:00"), "2026-03-30T23:59:59+02:00");
    assert_eq!(due("14d", "2026-03-01T10:00"), "2026-03-17T23:59:59+01:00");
    let whole = json("28d", "2026-03-01T10:00", &["--roll", "none"]);
    assert_eq!(whole["due_at"], "2026-03-29T23:59:59+02:00");
    assert!(steps(&whole).contains("this time does not move"), "{whole}");
}

#[test]
fn movable_feasts_count_and_are_named() {
    // A holiday service left out both Eids; a library computed an Easter wrongly (field report R04).
    for (spec, from, at, names) in [
        ("2wd", "2026-03-19T12:00", "2026-03-25T23:59:59+01:00", &["Eid al-Fitr", "Nevruz"][..]),
        ("5wd", "2026-05-25T10:00", "2026-06-02T23:59:59+02:00", &["Eid al-Adha"]),
        ("5wd", "2026-04-03T10:00", "2026-04-14T23:59:59+02:00", &["Catholic Easter", "Orthodox Easter"]),
        ("1wd", "2025-04-18T10:00", "2025-04-22T23:59:59+02:00", &["Catholic Easter, Orthodox Easter"]),
        ("30wd", "2026-03-02T10:00", "2026-04-20T23:59:59+02:00", &["Summer Day"]),
        ("30wd", "2026-03-04T09:00", "2026-04-22T23:59:59+02:00", &["Summer Day"]),
    ] {
        let value = json(spec, from, &[]);
        assert_eq!((&value["due_at"], &value["provisional"]), (&at.into(), &false.into()), "{spec} {from}");
        for name in names {
            assert!(steps(&value).contains(name), "{name}: {value}");
        }
    }
}

#[test]
fn beyond_the_announced_days_a_result_is_provisional_and_says_why() {
    // A calendar treated years without a list as having weekends only (field report R06).
    for (spec, from, at, reason) in [
        ("2wd", "2027-03-08T09:00", "2027-03-11T23:59:59+01:00", "Eid al-Fitr (9 March 2027)"),
        ("5wd", "2031-01-20T09:00", "2031-01-28T23:59:59+01:00", "Eid al-Fitr (24 January 2031)"),
        ("5wd", "2027-07-05T09:00", "2027-07-12T23:59:59+02:00", "announced only up to 31 December 2026"),
        ("1mo", "2027-07-05T09:00", "2027-08-05T23:59:59+02:00", "announced only up to 31 December 2026"),
        ("5wd", "2040-03-05T09:00", "2040-03-12T23:59:59+01:00", "Eid al-Fitr, Eid al-Adha are unknown"),
        ("2wd", "2019-03-05T09:00", "2019-03-07T23:59:59+01:00", "covers 2024 to 2035"),
    ] {
        let value = json(spec, from, &[]);
        assert_eq!((&value["due_at"], &value["provisional"]), (&at.into(), &true.into()), "{spec} {from}");
        assert!(steps(&value).contains("Provisional:") && steps(&value).contains(reason), "{value}");
    }
    // What no day off can move is certain in any year.
    for (spec, more) in [("72h", &[][..]), ("same-day", &[]), ("5d", &["--roll", "none"])] {
        assert_eq!(json(spec, "2033-05-05T09:00", more)["provisional"], false, "{spec}");
    }
}

#[test]
fn hours_are_exact_across_clock_changes_and_days_end_at_midnight() {
    // Schedules kept in UTC slid by an hour (field report R08).
    for (spec, from, at) in [
        ("72h", "2026-10-23T10:00", "2026-10-26T09:00:00+01:00"),
        ("3d", "2026-10-23T10:00", "2026-10-26T23:59:59+01:00"),
        ("72h", "2026-03-27T10:00", "2026-03-30T11:00:00+02:00"),
        ("60min", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
    ] {
        assert_eq!(due(spec, from), at, "{spec} {from}");
    }
    assert!(steps(&json("72h", "2026-10-23T10:00", &[])).contains("25 October: clocks go back, 1 h is gained"));
    assert!(steps(&json("72h", "2026-03-27T10:00", &[])).contains("29 March: clocks go forward, 1 h is lost"));
    let two = steps(&json("9000h", "2026-01-01T10:00", &[]));
    assert!(two.contains("29 March: clocks go forward") && two.contains("25 October: clocks go back"), "{two}");
    let many = steps(&json("20000h", "2026-01-01T10:00", &[]));
    assert!(many.contains("clock change: 5 times: 1 h is lost on balance"), "{many}");
}

#[test]
fn the_machines_zone_and_locale_change_nothing() {
    let outputs: Vec<String> = [
        ("UTC", "C"),
        ("America/New_York", "en_US.UTF-8"),
        ("Asia/Tokyo", "de_DE.UTF-8"),
        ("Pacific/Kiritimati", "sq_AL.UTF-8"),
    ]
    .iter()
    .flat_map(|(zone, locale)| {
        let mut sandbox = Sandbox::new();
        sandbox.set("TZ", *zone).set("LC_ALL", *locale).set("LANG", *locale);
        [&["--json"][..], &[]].map(|more| {
            sandbox.sop(&[&["deadline", "5wd", "--from", "2026-03-02", "--lang", "sq"], more].concat()).ok().out
        })
    })
    .collect();
    assert!(outputs.iter().step_by(2).all(|out| *out == outputs[0]));
    assert!(outputs.iter().skip(1).step_by(2).all(|out| *out == outputs[1]));
}

#[test]
fn the_explanation_fits_a_terminal_and_reads_as_designed() {
    let shown = deadline("30wd", "2026-03-02T10:00", &[]).ok();
    insta::assert_snapshot!(shown.out, @"
From Monday, 2 March 2026, 10:00. The first day does not count.
  working days 1-4    3-6 March
  not counted         7-8 March    weekend
  working days 5-9    9-13 March
  not counted         14-16 March  weekend;
                                   Summer Day (14 March) moved to 16 March
  working days 10-12  17-19 March
  not counted         20-23 March  Eid al-Fitr (20 March); weekend;
                                   Nevruz Day (22 March) moved to 23 March
  working days 13-16  24-27 March
  not counted         28-29 March  weekend
  working days 17-21  30 March - 3 April
  not counted         4-6 April    weekend;
                                   Catholic Easter (5 April) moved to 6 April
  working days 22-25  7-10 April
  not counted         11-13 April  weekend;
                                   Orthodox Easter (12 April) moved to 13 April
  working days 26-29  14-17 April
  not counted         18-19 April  weekend
  working day 30      Monday, 20 April 2026
Due: Monday, 20 April 2026, 23:59:59
");
    let albanian = deadline("14d", "2026-03-01T10:00", &["--lang", "sq"]).ok();
    insta::assert_snapshot!(albanian.out, @"
Nga: e diel, 1 mars 2026, 10:00. Dita e parë nuk llogaritet.
  ditët 1-13            2-14 mars
  dita 14               e diel, 15 mars 2026
  ditë pushimi          15-16 mars  fundjavë;
                                    Dita e Verës (14 mars), e shtyrë më 16 mars
  dita pasuese e punës  e martë, 17 mars 2026
Afati: e martë, 17 mars 2026, 23:59:59
");
    for lang in ["sq", "en"] {
        for (spec, from) in [
            ("60wd", "2026-11-20T10:00"),
            ("1mo", "2026-01-31T10:00"),
            ("9wd", "2040-03-05T09:00"),
            ("365d", "2026-01-31T10:00"),
        ] {
            let out = deadline(spec, from, &["--lang", lang]).ok().out;
            for line in out.lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
            assert!(
                !out.chars()
                    .any(|c| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
            );
        }
    }
}

#[test]
fn the_day_that_ends_it_stands_alone() {
    assert_eq!(due("same-day", "2026-03-14T10:00"), "2026-03-14T23:59:59+01:00");
    assert_eq!(due("same-day", "2026-03-14"), "2026-03-14T23:59:59+01:00");
    assert_eq!(due("1w", "2026-03-02T10:00"), "2026-03-09T23:59:59+01:00");
    assert_eq!(due("1mo", "2026-01-31T10:00"), "2026-03-02T23:59:59+01:00");
    assert_eq!(due("1mo", "2028-01-31T10:00"), "2028-02-29T23:59:59+01:00");
    assert_eq!(json("1mo", "2026-01-31T10:00", &["--roll", "none"])["due_at"], "2026-02-28T23:59:59+01:00");
}

#[test]
fn wrong_input_is_refused_with_one_sentence() {
    let definitions = ["--calendar", "xx"];
    for (spec, from, more, expected) in [
        ("3x", "2026-03-02", &[][..], "not a length of time"),
        ("0d", "2026-03-02", &[], "between 1 and 3650d"),
        ("99999999999d", "2026-03-02", &[], "between 1 and 3650d"),
        ("3d", "12/07/1999", &[], "1999-07-12"),
        ("3d", "2026-02-30", &[], "February 2026 has 28 days"),
        ("3d", "2026-03-29T02:30", &[], "clocks are put forward"),
        ("3d", "2026-03-02", &definitions, "al"),
        ("3d", "2026-03-02", &["--roll", "back"], "next-working-day"),
        ("3d", "2026-03-02", &["--calendar", "../al"], "../al"),
    ] {
        let ran = deadline(spec, from, more).code(2);
        assert!(ran.err.contains(expected), "{ran:?}");
        assert_eq!(ran.out, "");
    }
    Sandbox::new().sop(&["deadline", "3d"]).code(2);
}

#[test]
fn a_calendar_beside_the_definitions_is_used() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.path().join("mine/calendars")).expect("a folder");
    let calendar = "calendar: xx\ntitle: {sq: X, en: X}\ntime_zone: Asia/Tokyo\nweekend: [friday]\n\
                    years: {from: 2020, to: 2030}\nannounced_until: 2030-12-31\nfeasts: []\n";
    sandbox.write("mine/workflow.yaml", "");
    sandbox.write("mine/calendars/xx.yaml", calendar);
    let args = ["deadline", "3wd", "--from", "2026-03-05T10:00", "--calendar", "xx", "--definitions", "mine", "--json"];
    // Thursday; Friday is off, Saturday, Sunday and Monday are working days.
    assert_eq!(sandbox.sop(&args).ok().json()["due_at"], "2026-03-09T23:59:59+09:00");
    sandbox.write("mine/calendars/xx.yaml", calendar.replace("Asia/Tokyo", "Asia/Kyoto"));
    let ran = sandbox.sop(&args).code(2);
    assert!(ran.out.contains("xx.yaml, line 3, column 12") && ran.out.contains("Asia/Kyoto"), "{ran:?}");
}
