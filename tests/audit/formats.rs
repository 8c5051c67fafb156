//! A report as text, JSON and JUnit.

use std::collections::{BTreeMap, BTreeSet};

use sop::audit::{Finding, Group, Level, NotChecked, Report, Severity, document, junit, junit_failure, lines};
use sop::deadline::parse_moment;
use sop::error::Error;
use sop::language::{Lang, Text};
use sop::msg;

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Tirane;

fn report(findings: Vec<Finding>, not_checked: Vec<NotChecked>) -> Report {
    let cases = ["2026-7f3k000000000000", "2026-7f3m000000000000", "2026-k2mx000000000000"].map(str::to_owned);
    let mut report = Report {
        now: parse_moment("2026-03-09T10:00", ZONE).expect("a moment"),
        zone: ZONE,
        store: "4f1c0123456789abcdef0123456789ab".to_owned(),
        head: "0123456789abcdef0123456789abcdef01234567".to_owned(),
        commits: 12,
        read: BTreeSet::from(cases.clone()),
        cases: cases.into(),
        level: Level::Process,
        hidden: BTreeMap::from([("personal".to_owned(), Text::same("Personal part"))]),
        groups: BTreeSet::from(Group::ALL),
        not_checked,
        findings,
    };
    report.sort();
    report
}

fn two_findings() -> Vec<Finding> {
    let mut overridden = Finding::new(
        Group::Compliance,
        "overridden",
        Severity::Warning,
        msg!(
            "audit-overridden",
            what = "A book is lent without a card.",
            reason = "<left \"at\" home> & ]]> \u{1b}[31m\u{202e}x"
        ),
    );
    overridden.case = Some("2026-k2mx000000000000".to_owned());
    overridden.norms = vec!["LB-002".to_owned()];
    overridden.event = Some("01KJZXTP8000000000000000E1".to_owned());
    let mut overdue = Finding::new(
        Group::Compliance,
        "overdue-duty",
        Severity::Error,
        msg!("audit-overdue-duty", duty = "Asking for the book back", due = "5 March 16:20", late = "16 h 40 min"),
    );
    overdue.case = Some("2026-7f3k000000000000".to_owned());
    overdue.norms = vec!["LB-003".to_owned()];
    overdue.obligation = Some("ask-back".to_owned());
    overdue.since = parse_moment("2026-03-05T16:20", ZONE).ok();
    vec![overridden, overdue]
}

#[test]
fn text_names_what_was_read_then_the_heaviest_then_the_sum() {
    let report = report(two_findings(), Vec::new());
    let text = lines(&report, Lang::En).join("\n");
    insta::assert_snapshot!(text, @r#"
Case store 4f1c0123… · 3 cases · read: the process part; not read: Personal part
ERROR  overdue-duty  2026-7f3k  Asking for the book back: due 5 March 16:20, not
                                done (16 h 40 min late)  LB-003
WARN   overridden    2026-k2mx  A book is lent without a card. Reason given:
                                “<left "at" home> & ]]> \u{1b}[31m\u{202e}x”
                                LB-002
2 findings in 2 of 3 cases: 1 error, 1 warning.
What it means and what to do: sop explain overdue-duty
"#);
    assert!(lines(&report, Lang::Sq).iter().chain(&lines(&report, Lang::En)).all(|line| line.chars().count() <= 80));
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "nothing that a terminal would obey");
}

#[test]
fn json_has_the_keys_of_the_contract_and_the_value_as_it_is() {
    let report = report(two_findings(), Vec::new());
    let json = document(&report, Lang::En);
    for key in ["now", "head", "cases", "summary", "findings"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["now"], "2026-03-09T10:00:00+01:00");
    assert_eq!(json["cases"], 3);
    assert_eq!(json["summary"], serde_json::json!({"error": 1, "warning": 1, "info": 0}));
    let finding = &json["findings"][0];
    for key in ["code", "severity", "case", "norms", "event", "commit", "path", "message"] {
        assert!(finding.get(key).is_some(), "{key}");
    }
    assert_eq!(
        (&finding["code"], &finding["severity"], &finding["norms"][0]),
        (&"overdue-duty".into(), &"error".into(), &"LB-003".into())
    );
    assert!(finding["event"].is_null() && finding["since"] == "2026-03-05T16:20:00+01:00");
}

#[test]
fn junit_is_xml_with_a_test_for_each_case_and_group() {
    let report = report(two_findings(), Vec::new());
    let xml = junit(&report, Severity::Error, Lang::En).expect("XML");
    let tree = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    let suites: Vec<_> = tree.descendants().filter(|node| node.has_tag_name("testsuite")).collect();
    let names: Vec<_> = suites.iter().filter_map(|suite| suite.attribute("name")).collect();
    assert_eq!(names, ["integrity", "compliance", "hygiene"]);
    let counts = |suite: &roxmltree::Node| {
        ["tests", "failures", "errors"].map(|name| suite.attribute(name).unwrap_or_default().to_owned())
    };
    assert_eq!(counts(&suites[0]), ["1", "0", "0"], "what was found good is a passed test, never an empty suite");
    assert_eq!(counts(&suites[1]), ["4", "1", "0"], "the store and three cases");
    let failures: Vec<_> = tree.descendants().filter(|node| node.has_tag_name("failure")).collect();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].attribute("type"), Some("overdue-duty"));
    assert_eq!(failures[0].parent().and_then(|case| case.attribute("name")), Some("2026-7f3k000000000000"));
    let output = tree.descendants().find(|node| node.has_tag_name("system-out")).and_then(|node| node.text());
    assert!(output.is_some_and(|text| text.contains("<left \"at\" home> & ]]>")), "{xml}");
    let strict = junit(&report, Severity::Warning, Lang::Sq).expect("XML");
    let tree = roxmltree::Document::parse(&strict).expect("XML");
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("failure")).count(), 2);
}

#[test]
fn what_was_not_looked_at_is_never_a_passed_test() {
    for (failed, tag) in [(false, "skipped"), (true, "error")] {
        let part =
            NotChecked { group: Group::Compliance, cases: Vec::new(), failed, reason: msg!("audit-reason-no-key") };
        let mut report = report(Vec::new(), vec![part]);
        report.read.clear();
        assert_eq!(report.is_incomplete(), failed);
        let xml = junit(&report, Severity::Error, Lang::En).expect("XML");
        let tree = roxmltree::Document::parse(&xml).expect("XML");
        let marked: Vec<_> = tree.descendants().filter(|node| node.has_tag_name(tag)).collect();
        assert_eq!(marked.len(), 1, "{xml}");
        assert_eq!(marked[0].attribute("message"), Some("no key was given"));
        let text = lines(&report, Lang::En).join("\n");
        assert!(text.contains("Not checked: compliance (no key was given)."), "{text}");
        assert_eq!(document(&report, Lang::En)["not_checked"][0]["group"], "compliance");
    }
}

#[test]
fn an_audit_that_failed_is_an_error_in_every_suite() {
    let error = Error::damaged(msg!("audit-not-built-for-this-test")).hint(msg!("audit-reason-no-key"));
    let xml = junit_failure(&Group::ALL, &error, Lang::En).expect("XML");
    let tree = roxmltree::Document::parse(&xml).expect("XML");
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("error")).count(), 3);
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("testcase")).count(), 3);
}

#[test]
fn a_short_id_is_still_unique() {
    let report = report(Vec::new(), Vec::new());
    assert_eq!(report.short("2026-k2mx000000000000"), "2026-k2mx");
    assert_eq!(report.short("2026-7f3k000000000000"), "2026-7f3k");
    assert_eq!(report.short("2026-7f3m000000000000"), "2026-7f3m");
    let mut close = report.clone();
    close.cases.push("2026-k2mx100000000000".to_owned());
    assert_eq!(close.short("2026-k2mx000000000000"), "2026-k2mx0");
}
