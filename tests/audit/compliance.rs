//! What the events of a case show, by an invented procedure.

use sop::audit::{Finding, Severity};
use sop::case::{Act, Value};
use sop::language::Lang;

use super::library::{Story, amend, done, file, moment};

/// The findings of these codes, as (code, severity, obligation or rule).
fn brief<'f>(findings: &'f [Finding], codes: &[&str]) -> Vec<(&'f str, Severity, &'f str)> {
    let wanted = findings.iter().filter(|finding| codes.is_empty() || codes.contains(&finding.code));
    let mut brief: Vec<_> = wanted
        .map(|finding| {
            let about = finding.obligation.as_deref().or(finding.rule.as_deref()).unwrap_or_default();
            (finding.code, finding.severity, about)
        })
        .collect();
    brief.sort();
    brief
}

#[track_caller]
fn only<'f>(findings: &'f [Finding], code: &str) -> &'f Finding {
    let found: Vec<_> = findings.iter().filter(|finding| finding.code == code).collect();
    let [finding] = found[..] else { panic!("{code}: {findings:#?}") };
    finding
}

#[test]
fn a_case_in_order_gives_no_finding_but_what_still_waits_for_a_date() {
    let mut story = Story::new();
    story.lend("2026-03-02T10:00");
    for task in ["enter-book", "remind", "thank"] {
        story.done("2026-03-03T09:00", task);
    }
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(brief(&findings, &[]), [("anchor-missing", Severity::Info, "fetch")], "{findings:#?}");
    let words = only(&findings, "anchor-missing").message.in_language(Lang::En);
    assert!(words.ends_with("missing: Promised for (LOAN)"), "{words}");
}

#[test]
fn what_is_overdue_weighs_by_where_its_time_comes_from() {
    let mut story = Story::new();
    story.lend("2026-03-02T10:00");
    assert_eq!(brief(&story.audit("2026-03-03T10:00"), &["overdue-duty"]), [], "due at this very second");
    let findings = story.audit("2026-03-06T10:00");
    assert_eq!(
        brief(&findings, &["overdue-duty"]),
        [
            ("overdue-duty", Severity::Info, "thank"),
            ("overdue-duty", Severity::Warning, "remind"),
            ("overdue-duty", Severity::Error, "enter-book"),
        ]
    );
    let finding = findings.iter().find(|finding| finding.severity == Severity::Error).expect("the act's own time");
    assert_eq!(
        (finding.norms.as_slice(), finding.since),
        (["LB-001".to_owned()].as_slice(), Some(moment("2026-03-03T10:00")))
    );
    let words = finding.message.in_language(Lang::En);
    assert_eq!(words, "The book is entered in the register: due 3 March 10:00, not done (3 days late)");
    let words = finding.message.in_language(Lang::Sq);
    assert_eq!(words, "Libri shënohet në regjistër: afati 3 mars 10:00, nuk është kryer (3 ditë vonesë)");
}

#[test]
fn what_was_done_late_lapsed_or_was_waived_after_its_time_stays() {
    let mut story = Story::new();
    story.lend("2026-03-02T10:00");
    story.done("2026-03-04T02:40", "enter-book");
    let waive =
        Act::Waive { task: "remind".into(), instances: vec!["remind".into()], reason: "x".into(), series: false };
    story.add("2026-03-05T10:00", waive, &[]);
    // The book comes back: the stage closes, and thanking lapses though its time is over.
    story.add(
        "2026-03-06T10:00",
        file("BACK"),
        &[("returned_at", Value::DateTime(moment("2026-03-06T09:00").fixed_offset()))],
    );
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(
        brief(&findings, &["overdue-duty", "late-duty", "lapsed-overdue", "waived-overdue"]),
        [
            ("lapsed-overdue", Severity::Info, "thank"),
            ("late-duty", Severity::Error, "enter-book"),
            ("waived-overdue", Severity::Warning, "remind"),
        ]
    );
    let words = only(&findings, "late-duty").message.in_language(Lang::En);
    assert_eq!(words, "The book is entered in the register: due 3 March 10:00, done 4 March 02:40 (16 h 40 min late)");
}

#[test]
fn nobody_escapes_by_correcting() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    // Two days late, the date is moved, and then everything is done in time by the new date.
    let moved = Value::DateTime(moment("2026-03-05T08:00").fixed_offset());
    story.add("2026-03-05T12:00", amend("LOAN", &loan), &[("lent_at", moved)]);
    for task in ["enter-book", "remind", "thank"] {
        story.done("2026-03-05T13:00", task);
    }
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(
        brief(&findings, &["overdue-before-correction", "late-duty", "overdue-duty"]),
        [
            ("overdue-before-correction", Severity::Info, "thank"),
            ("overdue-before-correction", Severity::Warning, "remind"),
            ("overdue-before-correction", Severity::Error, "enter-book"),
        ]
    );
    // A withdrawal takes the duty away altogether; what was overdue until then is still told.
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    let correction = story.add("2026-03-05T12:00", Act::Correct { event: loan, reason: "x".into() }, &[]).id.clone();
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(brief(&findings, &["overdue-duty"]), []);
    assert_eq!(brief(&findings, &["overdue-before-correction"]).len(), 3);
    assert!(findings.iter().all(|finding| finding.event.as_deref() == Some(correction.as_str())), "{findings:#?}");
}

#[test]
fn a_correction_in_time_is_no_finding() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    story.add("2026-03-02T12:00", Act::Correct { event: loan, reason: "wrong reader".into() }, &[]);
    assert_eq!(brief(&story.audit("2026-03-20T10:00"), &[]), []);
}

#[test]
fn what_became_known_after_its_time_weighs_less() {
    let mut story = Story::new();
    let values =
        [("lent_at", Value::DateTime(moment("2026-03-02T10:00").fixed_offset())), ("card_shown", Value::Bool(true))];
    story.add_late("2026-03-02T10:00", "2026-03-09T10:00", file("LOAN"), &values);
    let findings = story.audit("2026-03-09T12:00");
    assert_eq!(
        brief(&findings, &["overdue-duty", "known-late"]),
        [
            ("known-late", Severity::Info, "remind"),
            ("known-late", Severity::Info, "thank"),
            ("known-late", Severity::Warning, "enter-book"),
        ]
    );
    assert_eq!(only(&findings, "back-dated").severity, Severity::Info, "the late entry itself is named");
}

#[test]
fn a_duty_in_time_only_by_an_earlier_date_is_a_warning() {
    let mut story = Story::new();
    story.lend("2026-03-02T10:00");
    story.add_late("2026-03-03T09:00", "2026-03-05T09:00", done("enter-book"), &[]);
    for task in ["remind", "thank"] {
        story.done("2026-03-03T09:30", task);
    }
    let findings = story.audit("2026-03-06T10:00");
    assert_eq!(brief(&findings, &["back-dated", "late-duty"]), [("back-dated", Severity::Warning, "enter-book")]);
    let words = only(&findings, "back-dated").message.in_language(Lang::En);
    assert!(words.contains("more than 24 hours"), "{words}");
    // The next morning's typing is ordinary work.
    let mut story = Story::new();
    story.lend("2026-03-02T10:00");
    story.add_late("2026-03-02T16:00", "2026-03-03T09:00", done("enter-book"), &[]);
    assert_eq!(brief(&story.audit("2026-03-03T10:00"), &["back-dated"]), []);
}

#[test]
fn overridden_conditions_and_breaches_are_told_with_their_reason() {
    let mut story = Story::new();
    let values =
        [("lent_at", Value::DateTime(moment("2026-03-02T10:00").fixed_offset())), ("card_shown", Value::Bool(false))];
    let loan = story.add("2026-03-02T10:00", file("LOAN"), &values);
    loan.overridden.insert("card".into(), "warn".into());
    loan.reasons.insert("card".into(), "left at home".into());
    let values =
        [("returned_at", Value::DateTime(moment("2026-03-02T11:00").fixed_offset())), ("harmed", Value::Bool(true))];
    story.add("2026-03-02T11:00", file("BACK"), &values).overridden.insert("unharmed".into(), "breach".into());
    let findings = story.audit("2026-03-02T12:00");
    assert_eq!(
        brief(&findings, &[]),
        [("breach", Severity::Error, "unharmed"), ("overridden", Severity::Warning, "card")]
    );
    let overridden = only(&findings, "overridden");
    assert_eq!(overridden.norms, ["LB-002"]);
    assert_eq!(overridden.message.in_language(Lang::En), "The reader showed no card. Reason given: “left at home”");
}

#[test]
fn two_values_against_each_other_are_told_with_who_said_them() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    let before = story.events.last().map(|event| event.id.clone()).into_iter().collect::<Vec<_>>();
    story.add("2026-03-02T11:00", amend("LOAN", &loan), &[("kind", Value::Text("pupil".into()))]);
    let other = story.add("2026-03-02T11:30", amend("LOAN", &loan), &[("kind", Value::Text("grown-up".into()))]);
    other.by = "beni".into();
    other.seen = before;
    let findings = story.audit("2026-03-02T12:00");
    let conflicts: Vec<_> = findings.iter().filter(|finding| finding.code == "conflict").collect();
    assert!(!conflicts.is_empty(), "{findings:#?}");
    let words: Vec<_> = conflicts.iter().map(|finding| finding.message.in_language(Lang::En)).collect();
    assert!(
        words.iter().any(|words| words.contains("Kind of reader") && words.contains("pupil (ana, 2 March 11:00)")),
        "{words:?}"
    );
    assert!(words.iter().all(|words| words.contains("ana") && words.contains("beni")), "{words:?}");
}

#[test]
fn a_time_that_lies_ahead_is_told() {
    let mut story = Story::new();
    story.add("2082-01-01T10:00", Act::Note {}, &[]);
    let findings = story.audit("2026-03-02T12:00");
    assert_eq!(brief(&findings, &[]), [("recorded-ahead", Severity::Warning, "")]);
}

#[test]
fn other_definitions_are_named() {
    let mut story = Story::new();
    for event in &mut story.events {
        event.definitions = "f".repeat(64);
    }
    assert_eq!(brief(&story.audit("2026-03-02T12:00"), &[]), [("other-definitions", Severity::Info, "")]);
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    story.done("2026-03-04T02:40", "enter-book");
    story.add("2026-03-05T12:00", amend("LOAN", &loan), &[("card_shown", Value::Bool(true))]);
    let sorted = |mut findings: Vec<Finding>| {
        findings.sort_by_key(|finding| (finding.code, finding.obligation.clone()));
        findings
    };
    let forward = sorted(story.audit("2026-03-20T10:00"));
    story.events.reverse();
    assert_eq!(forward, sorted(story.audit("2026-03-20T10:00")));
}

#[test]
fn a_condition_that_nobody_asked_is_told() {
    let mut story = Story::new();
    let values = [
        ("lent_at", Value::DateTime(moment("2026-03-02T10:00").fixed_offset())),
        ("card_shown", Value::Bool(false)),
        ("kind", Value::Text("pupil".into())),
    ];
    story.add("2026-03-02T10:00", file("LOAN"), &values);
    story.done("2026-03-02T11:00", "remind").role = "reader".into();
    let findings = story.audit("2026-03-02T12:00");
    assert_eq!(
        brief(&findings, &["rule-ignored", "rule-unmet", "wrong-role"]),
        [
            ("rule-ignored", Severity::Warning, "card"),
            ("rule-ignored", Severity::Error, "pupils-need-a-parent"),
            ("wrong-role", Severity::Error, ""),
        ]
    );
    let words = only(&findings, "wrong-role").message.in_language(Lang::En);
    assert_eq!(words, "ana acted as reader; this is for: Librarian");
}

#[test]
fn what_fails_only_together_is_told_as_such() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    let before = story.events.last().map(|event| event.id.clone()).into_iter().collect::<Vec<_>>();
    story.add("2026-03-02T11:00", amend("LOAN", &loan), &[("kind", Value::Text("pupil".into()))]);
    // Beni had not seen it yet, and reminded the reader himself.
    let other = story.done("2026-03-02T11:30", "remind");
    other.by = "beni".into();
    other.seen = before;
    let findings = story.audit("2026-03-02T12:00");
    let told = brief(&findings, &["rule-ignored", "rule-unmet", "wrong-role"]);
    assert_eq!(told, [("rule-unmet", Severity::Warning, "pupils-need-a-parent")], "{findings:#?}");
}

#[test]
fn what_was_only_recorded_late_is_not_laid_at_a_corrections_door() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    // Overdue when Ana mends something else, and then it turns out that it had been done in time.
    story.add(
        "2026-03-05T12:00",
        amend("LOAN", &loan),
        &[("promised_on", Value::Date("2026-04-01".parse().expect("a date")))],
    );
    for task in ["enter-book", "remind", "thank"] {
        story.add_late("2026-03-03T09:00", "2026-03-05T13:00", done(task), &[]);
    }
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(brief(&findings, &["overdue-before-correction", "overdue-duty"]), []);
    assert_eq!(brief(&findings, &["back-dated"]).len(), 3, "{findings:#?}");
}

#[test]
fn a_back_dated_end_does_not_hide_what_was_overdue() {
    let mut story = Story::new();
    story.lend("2026-03-02T10:00");
    // On the 9th the book is said to have come back on the 2nd: the stage ended before anything was due.
    let returned = Value::DateTime(moment("2026-03-02T18:00").fixed_offset());
    story.add_late("2026-03-02T18:00", "2026-03-09T10:00", file("BACK"), &[("returned_at", returned)]);
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(brief(&findings, &["overdue-before-correction"]).len(), 3, "{findings:#?}");
}

#[test]
fn moving_a_due_time_does_not_turn_late_into_timely() {
    let mut story = Story::new();
    let loan = story.lend("2026-03-02T10:00");
    for task in ["enter-book", "remind", "thank"] {
        story.done("2026-03-05T10:00", task);
    }
    let moved = Value::DateTime(moment("2026-03-04T20:00").fixed_offset());
    story.add("2026-03-05T12:00", amend("LOAN", &loan), &[("lent_at", moved)]);
    let findings = story.audit("2026-03-20T10:00");
    assert_eq!(brief(&findings, &["late-duty"]), []);
    assert_eq!(brief(&findings, &["overdue-before-correction"]).len(), 3, "{findings:#?}");
}
