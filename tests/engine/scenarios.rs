//! The scenario runner itself: what it refuses to read, and that it fails when it should.

use sop::engine::scenario::read;
use sop::language::Lang;

use crate::law::{law, task, tell};

fn library() -> sop::definitions::Workflow {
    let tasks = task("greet", "within: 24h");
    law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &tasks))])
}

fn messages(story: &str) -> Vec<String> {
    tell(&library(), story).failures.iter().map(|f| f.message.in_language(Lang::En)).collect()
}

#[test]
fn each_expectation_that_does_not_hold_is_named_with_what_was_instead() {
    let found = messages(
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 09:00, by: clerk, do: greet, refused: [nothing-open]}
  - {at: 2026-03-02 09:00, by: guardian, do: greet}
  - {now: 2026-03-02 10:00, then: {stages: {desk: closed}, facts: {junior: false}, tasks: {greet: {state: met, due_at: 2026-03-03 10:00}}}}
",
    );
    assert_eq!(
        found,
        [
            "expected to be refused (nothing-open); it was accepted",
            "was refused: None of your roles allows doing “Task”.",
            "desk: expected closed, is open",
            "junior: expected false, is true",
            "greet: expected met, is due-soon",
            "greet: expected to be due 2026-03-03 10:00, is due 2026-03-03 09:00",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_said_all_at_once_with_its_place() {
    let story = "scenario: x
title: {sq: x, en: x}
proves: [N-9]
story:
  - {at: 2026-03-02 09:00, by: librarian, fle: CARD}
  - {at: 2026-02-30 09:00, by: clrk, file: CARD, with: {reeder: adult, fee: many}}
  - {at: 2026-03-02 09:00, by: clerk, amend: nothing}
  - {now: 2026-03-02 10:00, then: {tasks: {greet: done}}}
";
    let problems = read("x.yaml", story, &library()).expect_err("problems");
    let lines: Vec<String> = problems
        .iter()
        .map(|p| format!("{}:{} {}", p.position.line, p.position.column, p.message.in_language(Lang::En)))
        .collect();
    let wanted = [
        "3:9 `N-9` is not known; did you mean `N-1`?",
        "5:43 unknown key `fle`; did you mean `file`?",
        "5:5 a step says exactly one of",
        "6:10 `2026-02-30 09:00`",
        "6:32 `clrk` is not known; did you mean `clerk`?",
        "6:57 there is no field `reeder`; did you mean `reader`?",
        "6:77 fee: ",
        "7:46 `nothing` is not known",
        "8:51 `done` is not one of open, due-soon",
    ];
    for wanted in wanted {
        assert!(lines.iter().any(|line| line.starts_with(wanted)), "{wanted} is not in\n{}", lines.join("\n"));
    }
}
