//! The audit of whole stores, through the command line.

use super::fixture::{Fixture, codes, of};

#[test]
fn an_overdue_duty_fails_the_audit_with_its_norm_case_and_commit() {
    let mut fixture = Fixture::new();
    let case = fixture.lend();
    fixture.now("2026-03-03T09:00");
    let (code, report) = fixture.audit("auditor", &[]);
    assert_eq!((code, of(&report, "overdue-duty").len()), (0, 0), "not yet due: {report:#}");
    fixture.now("2026-03-05T12:00");
    let (code, report) = fixture.audit("auditor", &[]);
    assert_eq!(code, 1, "{report:#}");
    assert_eq!((&report["cases"], &report["cases_read"], &report["level"]), (&1.into(), &1.into(), &"process".into()));
    let overdue = of(&report, "overdue-duty");
    let severities: Vec<_> = overdue.iter().map(|finding| finding["severity"].as_str().unwrap_or_default()).collect();
    assert_eq!(severities, ["error", "warning", "info"], "{report:#}");
    assert_eq!(overdue[0]["case"], case.as_str());
    assert_eq!(overdue[0]["norms"], serde_json::json!(["LB-001"]));
    assert_eq!(overdue[0]["since"], "2026-03-03T10:00:00+01:00");
    let commit = overdue[0]["commit"].as_str().expect("a commit");
    assert!(fixture.git(&["cat-file", "-e", commit]).ok().err.is_empty());
    assert_eq!(report["summary"]["error"], 1);
    // The same for a person, heaviest first, with what comes next.
    let text = fixture.by("auditor", &["audit"]).code(1);
    let lines: Vec<&str> = text.out.lines().collect();
    assert!(lines[0].starts_with("Case store ") && lines[0].contains("1 case"), "{text:?}");
    assert!(text.out.contains("not read: Personal part"), "{text:?}");
    assert!(lines.iter().any(|line| line.starts_with("ERROR  overdue-duty")), "{text:?}");
    assert_eq!(lines.last(), Some(&"What it means and what to do: sop explain overdue-duty"));
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{text:?}");
    // Nobody's name is in what an auditor sees.
    for format in ["text", "json", "junit"] {
        let ran = fixture.by("auditor", &["audit", "--format", format]);
        assert!(!format!("{}{}", ran.out, ran.err).contains("Zana"), "{ran:?}");
    }
}

#[test]
fn warnings_fail_it_only_where_that_is_asked() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.now("2026-03-02T11:00");
    for task in ["enter-book", "thank"] {
        fixture.by("ana", &["done", task]).ok();
    }
    fixture.now("2026-03-05T12:00");
    fixture.by("auditor", &["audit", "--only", "compliance"]).ok();
    let ran =
        fixture.by("auditor", &["audit", "--only", "compliance", "--fail-on", "warning", "--format", "junit"]).code(1);
    let tree = roxmltree::Document::parse(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}", ran.out));
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("failure")).count(), 1, "{}", ran.out);
}

#[test]
fn overridden_conditions_and_breaches_come_through() {
    let mut fixture = Fixture::new();
    fixture.now("2026-03-02T09:00");
    fixture.by("ana", &["case", "new"]).ok();
    fixture.now("2026-03-02T10:00");
    let loan = ["fill", "LOAN", "--set", "lent_at=2026-03-02T10:00", "--set", "card_shown=false"];
    fixture.by("ana", &[&loan[..], &["--reason", "card=left at home"]].concat()).ok();
    let back = ["fill", "BACK", "--set", "returned_at=2026-03-02T10:00", "--set", "harmed=true"];
    fixture.by("ana", &[&back[..], &["--reason", "unharmed=rain"]].concat()).ok();
    let (code, report) = fixture.audit("auditor", &["--only", "compliance"]);
    assert_eq!((code, codes(&report)), (1, vec!["breach", "overridden"]), "{report:#}");
    assert_eq!(report["findings"][0]["message"], "The book came back harmed. Reason given: “rain”");
    assert_eq!(report["findings"][1]["rule"], "card");
}

#[test]
fn what_is_new_since_a_commit_can_be_asked_alone() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.now("2026-03-03T12:00");
    fixture.by("ana", &["done", "enter-book"]).ok();
    let first = fixture.git(&["rev-parse", "HEAD"]).ok().out.trim().to_owned();
    fixture.now("2026-03-05T12:00");
    fixture.by("ana", &["note", "x"]).ok();
    let (_, report) = fixture.audit("auditor", &["--only", "compliance"]);
    assert_eq!(of(&report, "late-duty").len(), 1, "{report:#}");
    let (code, report) = fixture.audit("auditor", &["--only", "compliance", "--since", &first]);
    // Due on Tuesday and done late on Tuesday: before. Due on Wednesday: since then.
    assert_eq!((code, codes(&report)), (0, vec!["overdue-duty", "overdue-duty"]), "{report:#}");
    let (_, report) = fixture.audit("auditor", &["--only", "integrity", "--since", "HEAD"]);
    assert_eq!(codes(&report), [""; 0]);
    fixture.by("auditor", &["audit", "--since", "nosuch"]).code(2);
}

#[test]
fn a_check_that_looked_at_nothing_does_not_pass() {
    // A linter that found no file printed a clean summary (field report R43).
    let mut fixture = Fixture::new();
    let text = fixture.by("auditor", &["audit"]).ok();
    assert!(text.out.contains("0 cases"), "{text:?}");
    let (code, report) = fixture.audit("auditor", &[]);
    assert_eq!((code, &report["cases"]), (0, &0.into()));
    let xml = fixture.by("auditor", &["audit", "--format", "junit"]).ok().out;
    let tree = roxmltree::Document::parse(&xml).expect("XML");
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("testcase")).count(), 3, "{xml}");

    fixture.lend();
    // Without a key: integrity and hygiene, and it says so; compliance alone cannot be asked.
    let text = fixture.keyless(&["audit"]).ok();
    assert!(text.out.contains("Not checked: compliance (no key was given)."), "{text:?}");
    fixture.keyless(&["audit", "--only", "compliance"]).code(4);
    fixture.keyless(&["audit", "--only", "hygiene"]).ok();
    // A key that opens nothing.
    for args in [&["audit", "--only", "compliance"][..], &["audit"]] {
        let ran = fixture.by("stranger", args).code(4);
        assert!(ran.out.contains("Not checked: compliance"), "{ran:?}");
    }
    let xml = fixture.by("stranger", &["audit", "--format", "junit"]).code(4).out;
    let tree = roxmltree::Document::parse(&xml).expect("XML");
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("error")).count(), 1, "{xml}");
    // A member whose office reads none of the cases.
    let (code, report) = fixture.audit("admin", &[]);
    assert_eq!((code, &report["not_checked"][0]["failed"]), (4, &true.into()), "{report:#}");

    fixture.by("auditor", &["audit", "--only", "complience"]).code(2);
    let ran = fixture.by("auditor", &["audit", "--format", "sarif"]).code(2);
    assert!(ran.err.contains("not available"), "{ran:?}");
}

#[test]
fn outside_a_store_it_fails_in_every_format() {
    let sandbox = super::common::Sandbox::new();
    assert!([2, 5].contains(&sandbox.sop(&["audit"]).code));
    let ran = sandbox.sop(&["audit", "--format", "junit"]);
    let tree = roxmltree::Document::parse(&ran.out).expect("XML");
    assert!([2, 5].contains(&ran.code) && tree.descendants().any(|node| node.has_tag_name("error")), "{ran:?}");
    let ran = sandbox.sop(&["audit", "--format", "json"]);
    assert!(ran.json()["error"]["message"].is_string());
}

#[test]
fn a_history_that_is_cut_off_never_passes() {
    // A commit checker in CI saw only the newest commit and passed (field report R45).
    let mut fixture = Fixture::new();
    fixture.lend();
    let from = format!("file://{}", fixture.path().display());
    fixture.sandbox.run("git", &["clone", "-q", "--depth", "1", &from, "shallow"], None).ok();
    let shallow = fixture.sandbox.path().join("shallow").display().to_string();
    let ran = fixture.by("auditor", &["audit", "--store", &shallow, "--format", "junit"]).code(5);
    let tree = roxmltree::Document::parse(&ran.out).expect("XML");
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("error")).count(), 3, "{ran:?}");
    assert!(ran.out.contains("unshallow"), "{ran:?}");
}

#[test]
fn a_clone_is_unproved_until_the_root_is_given() {
    let mut fixture = Fixture::new();
    fixture.lend();
    let fingerprint =
        fixture.by("auditor", &["verify", "--json"]).ok().json()["fingerprint"].as_str().expect("one").to_owned();
    let from = fixture.path().display().to_string();
    fixture.sandbox.run("git", &["clone", "-q", &from, "clone"], None).ok();
    let clone = fixture.sandbox.path().join("clone").display().to_string();
    let home = fixture.sandbox.root().join("tmp").display().to_string();
    fixture.sandbox.set("HOME", home).set("SOP_STORE", clone);
    fixture.now("2026-03-02T12:00");
    let (code, report) = fixture.audit("auditor", &[]);
    assert_eq!((code, of(&report, "root-not-verified").len()), (0, 1), "{report:#}");
    let (code, report) = fixture.audit("auditor", &["--trust-root", &fingerprint.to_uppercase()]);
    assert_eq!((code, of(&report, "root-not-verified").len()), (0, 0), "{report:#}");
    // Another store than the one that was expected: an error, and its cases are not even looked at.
    let other = "0".repeat(64);
    let (code, report) = fixture.audit("auditor", &["--trust-root", &other]);
    assert_eq!((code, codes(&report)[0], &report["cases_read"]), (1, "other-root", &0.into()), "{report:#}");
    fixture.by("auditor", &["audit", "--trust-root", "abc"]).code(2);
}

#[test]
fn a_history_that_was_rewritten_is_an_error() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.by("ana", &["verify"]).ok();
    fixture.git(&["reset", "-q", "--hard", "HEAD~1"]).ok();
    let (code, report) = fixture.audit("ana", &["--only", "integrity"]);
    assert_eq!((code, of(&report, "rewritten-history").len()), (1, 1), "{report:#}");
}

#[test]
fn foreign_and_removed_files_are_errors_without_a_key() {
    let mut fixture = Fixture::new();
    let case = fixture.lend();
    fixture.sandbox.write("store/list.txt", "Zana Invented");
    fixture.git(&["add", "list.txt"]).ok();
    fixture.git(&["commit", "-q", "-m", "a list"]).ok();
    let ran = fixture.keyless(&["audit", "--json"]).code(1);
    let report = ran.json();
    let foreign = of(&report, "foreign-commit");
    assert_eq!(foreign.len(), 1, "{report:#}");
    let head = fixture.git(&["rev-parse", "HEAD"]).ok().out;
    assert_eq!(foreign[0]["commit"], head.trim());
    // With a key the cases of the newest good commit are still read.
    let (code, report) = fixture.audit("auditor", &[]);
    assert_eq!((code, &report["cases_read"]), (1, &1.into()), "{case} {report:#}");
}

#[test]
fn a_damaged_object_ends_with_its_own_exit_code() {
    let mut fixture = Fixture::new();
    fixture.lend();
    let listed = fixture.git(&["ls-tree", "-r", "HEAD", "cases"]).ok().out;
    let blob = listed
        .lines()
        .find(|line| line.contains("process.toml.age"))
        .and_then(|line| line.split_whitespace().nth(2))
        .expect("a blob")
        .to_owned();
    let object = fixture.path().join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    let mut permissions = std::fs::metadata(&object).expect("a file").permissions();
    #[allow(clippy::permissions_set_readonly_false)] // it is thrown away
    permissions.set_readonly(false);
    std::fs::set_permissions(&object, permissions).expect("writable");
    std::fs::write(&object, "").expect("truncated");
    let (code, report) = fixture.audit("auditor", &[]);
    assert_eq!(code, 5, "{report:#}");
    assert!(!of(&report, "damaged-object").is_empty(), "{report:#}");
    fixture.keyless(&["audit", "--only", "integrity"]).code(5);
}

#[test]
fn clocks_that_were_set_and_times_ahead_are_told() {
    // A commit from the year 2082 (field report R16).
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.now("2082-01-01T10:00");
    fixture.by("ana", &["note", "provë"]).ok();
    fixture.now("2026-03-02T11:00");
    let (_, report) = fixture.audit("auditor", &[]);
    assert_eq!(of(&report, "recorded-ahead").len(), 1, "{report:#}");
    let clocks = of(&report, "clock-set");
    assert!(
        clocks.iter().any(|finding| finding["message"].as_str().is_some_and(|words| words.contains("1 January 2082"))),
        "{report:#}"
    );
}

#[test]
fn reading_changes_nothing_and_the_machines_zone_changes_no_word() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.now("2026-03-05T12:00");
    let head = fixture.git(&["rev-parse", "HEAD"]).ok().out;
    let mut outputs = Vec::new();
    for zone in ["UTC", "Pacific/Kiritimati"] {
        fixture.sandbox.set("TZ", zone);
        for format in ["text", "json", "junit"] {
            outputs.push(fixture.by("auditor", &["audit", "--format", format]).code(1).out);
        }
    }
    assert_eq!(outputs[..3], outputs[3..]);
    assert_eq!(fixture.git(&["rev-parse", "HEAD"]).ok().out, head);
    assert_eq!(fixture.git(&["status", "--porcelain"]).ok().out, "");
}

#[test]
fn both_languages_say_it() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.now("2026-03-05T12:00");
    let ran = fixture.by("auditor", &["audit", "--lang", "sq"]).code(1);
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("GABIM overdue-duty") && words.contains("Libri shënohet në regjistër: afati 3 mars 10:00"),
        "{ran:?}"
    );
    assert!(!ran.out.contains("audit-") && !ran.out.contains("{ $"), "{ran:?}");
}
