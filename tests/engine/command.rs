//! `sop explain` and `sop workflow test`, as a person runs them.

use crate::common::Sandbox;
use crate::law::{files, task};

/// A sandbox with the invented procedure in `law/`.
fn sandbox(stages: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    for (name, text) in files(stages) {
        let path = sandbox.path().join("law").join(&name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    sandbox
}

fn appeal() -> String {
    "enter: {case: opened}\ntasks:\n".to_owned()
        + &task(
            "complain",
            "after: {form: CARD, at: event.signed_at}\nkind: right\nwithin: 30wd\nmet: [{form: DISPUTE, at: event.filed_at}, done]",
        )
        + &task("greet", "within: soon")
}

/// A store with one member who holds the roles, and a case.
fn with_a_case(stages: &[(&str, &str)]) -> Sandbox {
    let mut sandbox = sandbox(stages);
    let definitions = sandbox.path().join("law").display().to_string();
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "admin.key"]).ok();
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "desk.key"]).ok();
    let card = sandbox.sop(&["key", "show", "-i", "desk.key"]).ok().out;
    sandbox.write("desk.card", card);
    let with = |args: &[&str]| -> Vec<String> {
        args.iter().map(|arg| (*arg).to_owned()).chain(["--definitions".to_owned(), definitions.clone()]).collect()
    };
    let run = |sandbox: &Sandbox, args: &[&str]| {
        let args = with(args);
        sandbox.sop(&args.iter().map(String::as_str).collect::<Vec<_>>()).ok()
    };
    let now = "2026-03-01T08:00";
    run(&sandbox, &["init", "store", "--admin", "head", "-i", "admin.key", "--now", now]);
    sandbox.set("SOP_STORE", sandbox.path().join("store").display().to_string());
    let member = ["member", "add", "desk.card", "--id", "desk", "--institution", "Desk", "--role", "librarian"];
    run(&sandbox, &[&member[..], &["-i", "admin.key", "--now", now]].concat());
    sandbox.set("SOP_IDENTITY", sandbox.path().join("desk.key").display().to_string());
    run(&sandbox, &["case", "new", "--now", "2026-03-02T09:00"]);
    sandbox
}

fn run(sandbox: &Sandbox, args: &[&str]) -> crate::common::Ran {
    let definitions = sandbox.path().join("law").display().to_string();
    sandbox.sop(&[args, &["--definitions", &definitions]].concat())
}

#[test]
fn a_corrected_date_says_where_it_comes_from_and_what_it_was() {
    let sandbox = with_a_case(&[("desk", &appeal())]);
    let due = |now: &str| {
        let document = run(&sandbox, &["explain", "complain", "--json", "--now", now]).ok().json();
        (document["due_at"].as_str().map(str::to_owned), document)
    };
    run(&sandbox, &["fill", "CARD", "--set", "signed_at=2026-03-02T10:00", "--now", "2026-03-02T11:00"]).ok();
    let (first, document) = due("2026-03-02T12:00");
    assert_eq!(first.as_deref(), Some("2026-04-20T23:59:59+02:00"));
    assert_eq!(document["readings"].as_array().map(Vec::len), Some(1));
    assert_eq!(document["norms"][0]["locate"], "Point 1");
    assert!(document["trigger"]["event"].is_string() && document["steps"].as_array().is_some_and(|s| s.len() > 3));

    let amend = ["fill", "CARD", "--set", "signed_at=2026-03-04T09:00", "--now", "2026-03-05T11:00", "--json"];
    let amendment = run(&sandbox, &amend).ok().json()["event"].as_str().expect("an event").to_owned();
    let (second, document) = due("2026-03-05T12:00");
    assert_eq!(second.as_deref(), Some("2026-04-22T23:59:59+02:00"));
    assert_eq!(document["readings"][0]["due_at"], "2026-04-20T23:59:59+02:00");
    assert_eq!(document["readings"][1]["form"], "CARD");
    assert_eq!(document["readings"][1]["version"], 2);
    let words = run(&sandbox, &["explain", "complain", "--now", "2026-03-05T12:00"]).ok().out;
    assert!(words.contains("CARD, version 2, by desk"), "{words}");
    assert!(words.contains("Before        2 March 10:00, due 20 April 23:59: CARD, filed by desk"), "{words}");
    assert!(words.contains("sop fill DISPUTE") && words.contains("sop done complain"), "{words}");
    assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");

    run(&sandbox, &["correct", &amendment, "--reason", "wrong date", "--now", "2026-03-06T11:00"]).ok();
    let (third, document) = due("2026-03-06T12:00");
    assert_eq!(third, first);
    assert_eq!(document["readings"][2]["withdrew"], amendment.as_str());
}

#[test]
fn a_duty_that_its_document_opened_is_met_by_the_command_proposed() {
    let stage = "enter: {case: opened}\ntasks:\n".to_owned()
        + &task(
            "hand-over",
            "after: {form: LOAN, at: event.asked_at}\nrepeat: each\nwithin: 24h\nmet: {form: LOAN, at: event.handed_at}",
        );
    let sandbox = with_a_case(&[("desk", &stage)]);
    let loan = |asked: &str| {
        let set = format!("asked_at={asked}");
        let args = ["fill", "LOAN", "--set", "start=2026-03-02T09:00", "--set", &set, "--now", "2026-03-02T12:00"];
        let event = run(&sandbox, &[&args[..], &["--json"]].concat()).ok().json()["event"].as_str().map(str::to_owned);
        event.expect("an event")
    };
    let (first, second) = (loan("2026-03-02T10:00"), loan("2026-03-02T11:00"));
    let shown = run(&sandbox, &["case", "show", "--now", "2026-03-02T12:00"]).ok().out;
    for event in [&first, &second] {
        let command = format!("sop fill LOAN --amend {}", &event[event.len() - 4..]);
        assert!(shown.contains(&command), "{shown}");
    }
    // Two of one name: each says what opened it.
    assert!(shown.contains("(today 10:00)") && shown.contains("(today 11:00)"), "{shown}");
    let amend = ["fill", "LOAN", "--amend", &second[second.len() - 4..], "--set", "handed_at=2026-03-02T11:30"];
    let met = run(&sandbox, &[&amend[..], &["--now", "2026-03-02T12:00", "--json"]].concat());
    assert!(met.err.is_empty(), "{met:?}");
    let left = run(&sandbox, &["explain", "hand-over", "--now", "2026-03-02T12:00"]).ok().out;
    assert!(left.contains(&format!("sop fill LOAN --amend {}", &first[first.len() - 4..])), "{left}");
}

#[test]
fn a_policy_says_where_its_time_comes_from() {
    let sandbox = with_a_case(&[("desk", &appeal())]);
    let words = run(&sandbox, &["explain", "greet", "--now", "2026-03-02T12:00"]).ok().out;
    assert!(words.contains("24 hours (soon: the act asks, the time is a reading). Reason"), "{words}");
    assert!(words.contains("Due: Tuesday, 3 March 2026, 09:00"), "{words}");
}

#[test]
fn without_a_case_the_definition_is_explained() {
    let sandbox = sandbox(&[("desk", &appeal())]);
    let document = run(&sandbox, &["explain", "complain", "--json"]).ok().json();
    assert_eq!(document["task"], "complain");
    assert_eq!(document["norms"][0]["id"], "N-1");
    assert!(document["due_at"].is_null() && document["trigger"].is_null());
    assert_eq!(run(&sandbox, &["explain", "N-1", "--json"]).ok().json()["locate"], "Point 1");
    assert!(run(&sandbox, &["explain", "CARD.signed-before-told"]).ok().out.contains("Order"));
    assert!(run(&sandbox, &["explain", "overdue-duty"]).ok().out.starts_with("overdue-duty"));
    let unknown = run(&sandbox, &["explain", "complane"]).code(2);
    assert!(unknown.err.contains("complain"), "{unknown:?}");
    run(&sandbox, &["explain", "complain@ABCD"]).code(2);
}

/// A provision, a condition and a finding: what the definitions say, and what the case at hand has of it.
#[test]
fn what_the_case_has_of_a_provision_a_condition_and_a_finding() {
    let sandbox = with_a_case(&[("desk", &appeal())]);
    run(&sandbox, &["fill", "CARD", "--set", "signed_at=2026-03-02T10:00", "--now", "2026-03-02T11:00"]).ok();
    let at = |what: &str, now: &str| run(&sandbox, &["explain", what, "--json", "--now", now]).ok().json();
    let norm = at("N-1", "2026-03-04T12:00");
    let of = |value: &serde_json::Value, key: &str| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|item| item[key].as_str().map(str::to_owned)).collect()
    };
    assert!(of(&norm["here"]["obligations"], "task").contains(&"greet".to_owned()), "{norm:#}");
    assert_eq!(of(&norm["here"]["findings"], "code"), ["overdue-duty"], "{norm:#}");
    assert_eq!(
        (of(&norm["policies"], "id"), of(&norm["policies"], "basis")),
        (vec!["soon".into(), "quorum".into()], vec!["reading".into(), "ours".into()])
    );
    assert!(norm["by"]["tasks"].as_array().is_some_and(|tasks| tasks.contains(&"complain".into())), "{norm:#}");
    let words = run(&sandbox, &["explain", "N-1", "--now", "2026-03-04T12:00"]).ok().out;
    assert!(words.contains("\nIn case 2026-") && words.contains("Finding  overdue-duty: "), "{words}");
    assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");

    let finding = at("overdue-duty", "2026-03-04T12:00");
    assert_eq!(of(&finding["here"]["findings"], "obligation"), ["greet"], "{finding:#}");
    let earlier = run(&sandbox, &["--lang", "sq", "explain", "overdue-duty", "--now", "2026-03-02T12:00"]).ok().out;
    assert!(earlier.ends_with("ende asgjë prej saj\n"), "{earlier}");

    let check = at("CARD.signed-before-told", "2026-03-04T12:00");
    assert_eq!((&check["rule"], &check["norms"][0]["id"]), (&"CARD.signed-before-told".into(), &"N-1".into()));
    assert_eq!(check["here"]["findings"], serde_json::json!([]));
    let task = run(&sandbox, &["explain", "greet", "--json", "--now", "2026-03-02T12:00"]).ok().json();
    assert_eq!(task["policy"]["basis"], "reading");
}

const STORY: &str = "
scenario: on-time
title: {sq: Në kohë, en: In time}
proves: [N-1]
story:
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: librarian, do: greet}
  - {now: 2026-03-02 11:00, then: {tasks: {greet: STATE}, findings: []}}
";

#[test]
fn scenarios_pass_fail_and_are_never_silently_none() {
    let sandbox = sandbox(&[("desk", &appeal())]);
    let none = run(&sandbox, &["workflow", "test"]).code(2);
    assert!(none.err.contains("no scenario"), "{none:?}");

    let tests = sandbox.path().join("law/workflows/library/tests");
    std::fs::create_dir_all(&tests).expect("a folder");
    std::fs::write(tests.join("on-time.yaml"), STORY.replace("STATE", "met")).expect("a file");
    let good = run(&sandbox, &["workflow", "test", "--json"]).ok().json();
    assert_eq!((good["passed"].as_u64(), good["failed"].as_u64()), (Some(1), Some(0)), "{good}");
    assert_eq!(good["scenarios"][0]["scenario"], "on-time");
    assert_eq!(good["unreached"], serde_json::json!(["task:complain"]));

    std::fs::write(tests.join("wrong.yaml"), STORY.replace("STATE", "overdue").replace("on-time", "wrong"))
        .expect("a file");
    std::fs::write(tests.join("broken.yaml"), "scenario: [").expect("a file");
    let bad = run(&sandbox, &["workflow", "test"]).code(1);
    assert!(bad.out.contains("wrong.yaml:8:44: greet: expected overdue, is met"), "{}", bad.out);
    assert!(bad.out.contains("broken.yaml:1:"), "{}", bad.out);
    assert!(bad.out.contains("1 scenario holds, 2 do not."), "{}", bad.out);
    let junit = run(&sandbox, &["workflow", "test", "--format", "junit"]).code(1).out;
    assert!(junit.contains("tests=\"3\"") && junit.contains("failures=\"2\""), "{junit}");

    let one = tests.join("on-time.yaml").display().to_string();
    run(&sandbox, &["workflow", "test", &one]).ok();
    run(&sandbox, &["workflow", "test", "no-such-file.yaml"]).code(2);
}
