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
        // An audit that finds the overdue duty ends with 1; everything else with 0.
        let expected = i32::from(args.first() == Some(&"audit"));
        assert_eq!(tried.code, expected, "sop {command}: {tried:?}");
        assert!(!tried.out.is_empty(), "sop {command} prints nothing");
    }
    let due = sandbox.sop(&["due", "--json", "-i", &root.join("njmf-tirane.key").display().to_string()]).ok().json();
    let overdue = due["obligations"].as_array().is_some_and(|list| list.iter().any(|o| o["state"] == "overdue"));
    assert!(overdue, "the child's case has an overdue duty: {due}");
}

#[test]
fn an_existing_folder_is_left_alone() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path().join("here")).expect("a folder");
    sandbox.sop(&["demo", "here"]).code(2);
    assert_eq!(std::fs::read_dir(sandbox.path().join("here")).expect("folder").count(), 0);
}
