//! The demo: made in one command, and every command that it proposes works when pasted.

use crate::common::Sandbox;

#[test]
fn the_tour_works_when_pasted() {
    let mut sandbox = Sandbox::new();
    let ran = sandbox.sop(&["demo", "shembull", "--now", "2026-11-25T09:30"]).ok();
    let root = sandbox.path().join("shembull");
    sandbox.set("SOP_NOW", "2026-11-25T09:30").set("SOP_STORE", root.join("store").display().to_string());
    sandbox.set("SOP_IDENTITY", root.join("slktp-tirane.key").display().to_string());
    let commands: Vec<String> = ran
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("  sop"))
        .map(|line| line.split("  ").next().unwrap_or_default().trim().to_owned())
        .collect();
    assert!(commands.len() >= 6, "{ran:?}");
    for command in commands {
        let args: Vec<&str> = command.split_whitespace().collect();
        let tried = sandbox.sop(&args);
        // The audit finds the overdue duty.
        let expected = i32::from(args.first() == Some(&"audit"));
        assert_eq!(tried.code, expected, "sop {command}: {tried:?}");
        assert!(!tried.out.is_empty(), "sop {command} prints nothing");
    }
    let due = sandbox.sop(&["due", "--json", "-i", &root.join("njmf-tirane.key").display().to_string()]).ok().json();
    let overdue = due["obligations"].as_array().is_some_and(|list| list.iter().any(|o| o["state"] == "overdue"));
    assert!(overdue, "the child's case has an overdue duty: {due}");
}

#[test]
fn an_auditor_finds_the_overdue_duty_and_never_a_name() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--now", "2026-11-25T09:30"]).ok();
    let root = sandbox.path().join("d");
    sandbox.set("SOP_NOW", "2026-11-25T09:30").set("SOP_STORE", root.join("store").display().to_string());
    sandbox.set("SOP_IDENTITY", root.join("auditues.key").display().to_string());
    let findings = sandbox.sop(&["audit", "--json", "--fail-on", "warning"]).code(1);
    assert!(findings.out.contains("overdue-duty"), "{findings:?}");
    for args in
        [&["audit", "--json", "--fail-on", "warning"][..], &["due", "--all", "--json"], &["case", "list", "--json"]]
    {
        let ran = sandbox.sop(args);
        for name in ["Prova", "Sajuar", "Rrëfim"] {
            assert!(!ran.out.contains(name) && !ran.err.contains(name), "{args:?} names {name}");
        }
    }
}

#[test]
fn r25_a_paper_with_closed_parts_is_not_printed_unless_asked_for_without_them() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--now", "2026-11-25T09:30"]).ok();
    let root = sandbox.path().join("d");
    sandbox.set("SOP_NOW", "2026-11-25T09:30").set("SOP_STORE", root.join("store").display().to_string());
    sandbox.set("SOP_IDENTITY", root.join("auditues.key").display().to_string());
    let refused = sandbox.sop(&["render", "A4"]).code(4);
    assert!(refused.out.is_empty() && refused.err.contains("slktp-tirane"), "{refused:?}");
    assert!(sandbox.sop(&["render", "A4", "--redacted"]).ok().out.contains("[redacted]"));
}

#[test]
fn the_ci_job_of_the_examples_runs_without_a_key_and_with_an_auditors() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--now", "2026-11-25T09:30"]).ok();
    let root = sandbox.path().join("d");
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci/check-store.sh");
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_sop")).parent().expect("folder of the binary");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(binary.to_owned()).chain(std::env::split_paths(&path)));
    sandbox.set("PATH", path.expect("a path").to_string_lossy()).set("SOP_NOW", "2026-11-25T09:30");
    let (script, store) = (script.display().to_string(), root.join("store").display().to_string());
    for key in [None, Some(root.join("auditues.key"))] {
        if let Some(key) = &key {
            sandbox.set("SOP_IDENTITY", key.display().to_string());
        }
        // The overdue duty is an error by the act's own word, which only a reader of the process part can see.
        let ran = sandbox.run("bash", &[&script, &store, "report.xml"], None).code(i32::from(key.is_some()));
        assert!(!ran.out.is_empty());
        assert!(sandbox.read("report.xml").contains("<testsuites"), "{ran:?}");
    }
}

#[test]
fn sharing_says_which_office_reads_what_and_ending_it_what_stays_readable() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--now", "2026-11-25T09:30"]).ok();
    let root = sandbox.path().join("d");
    sandbox.set("SOP_NOW", "2026-11-25T09:30").set("SOP_STORE", root.join("store").display().to_string());
    sandbox.set("SOP_IDENTITY", root.join("slktp-tirane.key").display().to_string()).set("SOP_LANG", "en");
    let ended = sandbox.sop(&["case", "unshare", "sekretariati", "--vault", "personal"]).ok();
    assert!(ended.err.contains("stays readable") && ended.err.contains("sekretariati"), "{ended:?}");
    let shared = sandbox.sop(&["case", "share", "sekretariati", "--vault", "personal"]).ok();
    let told = shared.err.lines().any(|line| line.contains("sekretariati") && line.ends_with("Personal part"));
    assert!(told, "{shared:?}");
}

#[test]
fn an_existing_folder_is_left_alone() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path().join("here")).expect("a folder");
    sandbox.sop(&["demo", "here"]).code(2);
    assert_eq!(std::fs::read_dir(sandbox.path().join("here")).expect("folder").count(), 0);
}

#[test]
fn nothing_that_an_officer_reads_wraps_at_eighty_columns() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--now", "2026-11-25T09:30"]).ok();
    let root = sandbox.path().join("d");
    sandbox.set("SOP_NOW", "2026-11-25T09:30").set("SOP_STORE", root.join("store").display().to_string());
    sandbox.set("SOP_IDENTITY", root.join("sekretare-ap.key").display().to_string());
    for lang in ["sq", "en"] {
        let first = sandbox.sop(&["case", "list", "--json"]).ok().json()["cases"][0]["case"].to_string();
        let case = first.trim_matches('"').to_owned();
        let commands =
            [&["case", "list"][..], &["due"], &[], &["case", "show", "-c", &case], &["case", "log", "-c", &case]];
        for args in commands {
            let ran = sandbox.sop(&[args, &["--lang", lang]].concat()).ok();
            let long: Vec<_> = ran.out.lines().filter(|line| line.chars().count() > 80).collect();
            assert!(long.is_empty(), "{args:?} {lang}: {long:#?}");
        }
    }
}
