//! From what a time is counted, and what is missing for it.

use sop::engine::{Options, fold};
use sop::language::Lang;

use crate::law::{Events, at, holds, law, task, time};

fn desk(tasks: &[String]) -> sop::definitions::Workflow {
    law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &tasks.concat()))])
}

#[test]
fn a_corrected_date_moves_the_due_time_and_withdrawing_restores_it() {
    let law = desk(&[task("appeal", "after: {form: CARD, at: event.signed_at}\nkind: right\nwithin: 30wd")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 12:00, by: clerk, file: CARD, as: card, with: {signed_at: 2026-03-02 10:00}}
  - {now: 2026-03-02 13:00, then: {tasks: {appeal: {state: open, due_at: 2026-04-20 23:59:59}}}}
  - {at: 2026-03-05 12:00, by: clerk, amend: card, as: mended, with: {signed_at: 2026-03-04 09:00}}
  - {now: 2026-03-05 13:00, then: {tasks: {appeal: {state: open, due_at: 2026-04-22 23:59:59}}}}
  - {now: 2026-03-05 13:00, known: 2026-03-04 13:00, then: {tasks: {appeal: {due_at: 2026-04-20 23:59:59}}}}
  - {at: 2026-03-06 12:00, by: clerk, correct: mended}
  - {now: 2026-03-06 13:00, then: {tasks: {appeal: {state: open, due_at: 2026-04-20 23:59:59}}}}
",
    );
}

#[test]
fn an_anchor_that_is_not_known_leaves_the_due_time_open_and_names_what_is_missing() {
    let law = desk(&[
        task("answer", "from: latest(forms.CARD.signed_at, tasks.greet.met_at)\nwithin: 24h"),
        task("greet", ""),
    ]);
    let mut events = Events::opened("2026-03-02 09:00");
    let state = events.fold(&law, "2026-03-02 10:00");
    let answer = state.obligation("answer").expect("open");
    assert_eq!(answer.due_at, None);
    assert_eq!(answer.anchor_missing, ["forms.CARD.signed_at", "tasks.greet.met_at"]);
    events.file("c1", "2026-03-02 11:00", &["open"], "CARD", &[("signed_at", time("2026-03-02 10:30"))]);
    let done = sop::case::Act::Done { task: "greet".into(), instances: vec!["greet".into()], to: vec![], ahead: false };
    events.add("d1", "2026-03-02 12:00", &["c1"], done, &[]);
    let state = events.fold(&law, "2026-03-02 13:00");
    let answer = state.obligation("answer").expect("open");
    assert_eq!(answer.due_at, Some(at("2026-03-03 12:00")));
    assert!(answer.anchor_missing.is_empty());
    assert!(!answer.steps(&law).is_empty());
}

#[test]
fn the_paper_that_discharges_may_be_the_first_to_say_from_when_the_time_runs() {
    let law = desk(&[task("answer", "from: forms.CARD.signed_at\nwithin: 24h\nmet: {form: CARD}")]);
    for (signed, state, due) in
        [("2026-03-02 10:00", "met", "2026-03-03 10:00"), ("2026-03-01 10:00", "met-late", "2026-03-02 10:00")]
    {
        holds(
            &law,
            &format!(
                "
  - {{at: 2026-03-01 09:00, by: librarian, open: case}}
  - {{at: 2026-03-02 12:00, by: clerk, file: CARD, with: {{signed_at: {signed}}}}}
  - {{now: 2026-03-02 13:00, then: {{tasks: {{answer: {{state: {state}, due_at: {due}}}}}}}}}
"
            ),
        );
    }
}

#[test]
fn counted_from_the_event_a_time_rolls_once_and_only_a_due_time_starts_from_a_rolled_day() {
    let law = desk(&[
        task("long", "within: 28d"),
        task("short", "within: 14d"),
        task("chained", "from: tasks.short.due_at\nwithin: 14d"),
        task("unrolled", "within: 28d\nroll: none"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-01 10:00, by: librarian, open: case}
  - {now: 2026-03-02 09:00, then: {tasks: {long: {due_at: 2026-03-30 23:59:59}, short: {due_at: 2026-03-17 23:59:59}, chained: {due_at: 2026-03-31 23:59:59}, unrolled: {due_at: 2026-03-29 23:59:59}}}}
",
    );
}

#[test]
fn hours_are_exact_over_the_change_of_clocks() {
    let law = desk(&[
        task("hours", "within: 72h"),
        task("days", "within: 3d"),
        task("today", "within: same-day"),
        task("policy", "within: soon"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-10-23 10:00, by: librarian, open: case}
  - {now: 2026-10-23 11:00, then: {tasks: {hours: {due_at: 2026-10-26 09:00}, days: {due_at: 2026-10-26 23:59:59}, today: {due_at: 2026-10-23 23:59:59}, policy: {due_at: 2026-10-24 10:00}}}}
",
    );
}

#[test]
fn an_incomplete_document_sets_facts_and_triggers_nothing_until_it_is_completed() {
    let law = desk(&[task("greet", "after: {form: CARD}\nwithin: 24h"), task("ask", "applies: facts.adult")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: clerk, file: CARD, as: card, draft: true, with: {reader: adult}}
  - {now: 2026-03-02 11:00, then: {facts: {reader: adult}, tasks: {ask: open, greet: absent}}}
  - {at: 2026-03-03 10:00, by: clerk, amend: card, with: {fee: 2}}
  # It counts from its first complete version.
  - {now: 2026-03-03 11:00, then: {facts: {reader: adult, fee: 2}, tasks: {greet: {state: open, due_at: 2026-03-04 10:00}}}}
  - {at: 2026-03-03 12:00, by: clerk, amend: card, with: {fee: 5}}
  - {now: 2026-03-03 13:00, then: {facts: {fee: 5}, tasks: {greet: {state: open, due_at: 2026-03-04 10:00}}}}
",
    );
}

#[test]
fn filing_again_mends_the_one_document_unless_the_form_repeats() {
    let law =
        desk(&[task("card", "after: {form: CARD}\nrepeat: each"), task("loan", "after: {form: LOAN}\nrepeat: each")]);
    let mut events = Events::opened("2026-03-02 09:00");
    events
        .file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("signed_at", time("2026-03-02 10:00"))])
        .file("c2", "2026-03-02 11:00", &["c1"], "CARD", &[("told_at", time("2026-03-02 11:00"))])
        .file("l1", "2026-03-02 12:00", &["c2"], "LOAN", &[("asked_at", time("2026-03-02 12:00"))])
        .file("l2", "2026-03-02 13:00", &["l1"], "LOAN", &[("asked_at", time("2026-03-02 13:00"))]);
    let state = events.fold(&law, "2026-03-02 14:00");
    let names: Vec<&str> = state.obligations.iter().map(|obligation| obligation.instance.as_str()).collect();
    assert_eq!(names, ["card@c1", "loan@l1", "loan@l2"]);
    let card = state.documents_of("CARD").next().expect("one");
    assert_eq!(card.versions, ["c1", "c2"]);
    assert_eq!(card.values.len(), 2);
    // Withdrawing the first version takes what amends it along.
    events.amend("c3", "2026-03-02 14:00", &["l2"], ("CARD", "c1"), &[]);
    events.correct("x", "2026-03-02 15:00", &["c3"], "c1");
    let state = events.fold(&law, "2026-03-02 16:00");
    let card = state.documents_of("CARD").next().expect("the one filed on its own");
    assert_eq!(card.versions, ["c2"]);
    assert_eq!(state.withdrawn.get("c1").map(String::as_str), Some("x"));
}

#[test]
fn what_was_known_too_late_is_told_apart_from_what_was_overdue() {
    let law = desk(&[task("greet", "after: {form: LOAN, at: event.handed_at}\nwithin: 24h")]);
    let mut events = Events::opened("2026-03-02 09:00");
    events.file("l1", "2026-03-06 10:00", &["open"], "LOAN", &[("handed_at", time("2026-03-02 10:00"))]);
    let state = events.fold(&law, "2026-03-06 11:00");
    let greet = state.obligation("greet").expect("open");
    assert_eq!(greet.state.word(), "overdue");
    assert!(greet.known_late);
    assert_eq!(greet.trigger.words.in_language(Lang::En), "LOAN was filed");
}

#[test]
fn the_state_at_an_earlier_moment_is_the_world_then_with_the_record_of_now() {
    let law = desk(&[task("greet", "within: 24h")]);
    let mut events = Events::opened("2026-03-02 09:00");
    events
        .file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("signed_at", time("2026-03-02 10:00"))])
        .amend("c2", "2026-03-05 10:00", &["c1"], ("CARD", "c1"), &[("signed_at", time("2026-03-01 10:00"))])
        .file("l1", "2026-03-04 10:00", &["c1"], "LOAN", &[]);
    let state = events.fold(&law, "2026-03-03 08:00");
    assert_eq!(state.documents.len(), 1, "the loan has not happened yet");
    assert_eq!(state.documents[0].values["signed_at"], time("2026-03-01 10:00"), "an amendment mends the record");
    let before = Options::new(at("2026-03-04 10:00"), []).before("l1");
    assert_eq!(fold(&law, "x", &events.0, &before).documents.len(), 1);
}
