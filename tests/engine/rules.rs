//! Rules, checks, and what an auditor can say of them.

use sop::engine::{Against, Options, fold, refused_by_facts, review};

use crate::law::{Events, at, holds, law, task, time, word};

const RULES: &str = "
rules:
  card-first:
    norms: [N-1]
    deny: [do lend]
    breach: [file LOAN]
    must: forms.CARD
    message: {sq: Skeda, en: The card comes first}
    fix: [file CARD]
  names-known:
    norms: [N-1]
    warn: [file LOAN]
    must: forms.CARD.name
    message: {sq: Emri, en: The name is known}
  grown-up:
    norms: [N-1]
    applies: facts.junior
    deny: [do lend]
    must: event.with_guardian
    message: {sq: Kujdestari, en: A guardian is there}
  private:
    norms: [N-1]
    deny: [share personal]
    must: \"'clerk' not in event.office_roles\"
    message: {sq: Jo, en: Not to clerks}
  all-done:
    norms: [N-1]
    warn: [close case, waive lend, close desk]
    must: tasks.lend.met_at
    message: {sq: Jo, en: Not yet lent}
  not-long:
    norms: [N-1]
    breach: [file LOAN]
    must: not event.handed_at or minutes_between(event.start, event.handed_at) <= 60
    message: {sq: Gjatë, en: Took more than an hour}
";

fn library() -> sop::definitions::Workflow {
    let tasks = task("lend", "fields: {with_guardian: {type: bool, label: {sq: K, en: G}}}");
    law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &tasks + RULES))])
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    holds(
        &library(),
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: clerk, do: lend, refused: [card-first, grown-up]}
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, with: {start: 2026-03-02 08:00, handed_at: 2026-03-02 09:30}, refused: [card-first, names-known, not-long]}
",
    );
}

#[test]
fn a_warning_and_a_breach_pass_with_a_reason_a_denial_never() {
    holds(
        &library(),
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: clerk, do: lend, with: {with_guardian: true}, reasons: {card-first: please}, refused: [card-first]}
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, with: {start: 2026-03-02 09:00, handed_at: 2026-03-02 09:30}, reasons: {card-first: it happened}, refused: [names-known]}
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, with: {start: 2026-03-02 09:00, handed_at: 2026-03-02 09:30}, reasons: {card-first: it happened, names-known: in a hurry}}
  - {at: 2026-03-02 11:00, by: clerk, file: CARD, with: {name: Somebody}}
  - {at: 2026-03-02 12:00, by: clerk, do: lend, with: {with_guardian: true}}
",
    );
}

#[test]
fn rules_guard_what_people_do_by_the_state_at_the_time_of_the_act() {
    holds(
        &library(),
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 12:00, by: clerk, file: CARD, with: {name: Somebody}}
  # Dated back to before the card.
  - {at: 2026-03-02 11:00, by: clerk, do: lend, with: {with_guardian: true}, refused: [card-first]}
  - {at: 2026-03-02 13:00, by: librarian, close: case, refused: [all-done]}
  - {at: 2026-03-02 13:00, by: clerk, waive: lend, reason: no, refused: [all-done]}
  - {at: 2026-03-02 13:00, by: librarian, share: personal, with: {office_roles: [clerk]}, refused: [private]}
  - {at: 2026-03-02 13:00, by: librarian, share: personal, with: {office_roles: [board]}}
  - {at: 2026-03-02 13:00, by: librarian, close: case, reasons: {all-done: moved away}}
",
    );
}

#[test]
fn checks_of_a_form_and_drafts() {
    holds(
        &library(),
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: clerk, file: CARD, with: {signed_at: 2026-03-02 09:00, told_at: 2026-03-02 08:00}, refused: [CARD.signed-before-told]}
  # Rules wait for a complete document; a check that can be asked is asked.
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: loan, draft: true, with: {kind: home}}
  - {at: 2026-03-02 11:00, by: librarian, amend: loan, with: {start: 2026-03-02 09:00}, refused: [card-first, names-known]}
",
    );
}

#[test]
fn a_document_that_counts_cannot_be_mended_past_the_rules_as_a_draft() {
    holds(
        &library(),
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: clerk, file: CARD, with: {name: Somebody}}
  - {at: 2026-03-02 11:00, by: librarian, file: LOAN, as: loan, with: {start: 2026-03-02 10:00, handed_at: 2026-03-02 10:30}}
  - {at: 2026-03-02 12:00, by: librarian, amend: loan, draft: true, with: {handed_at: 2026-03-02 11:30}, refused: [not-long]}
",
    );
}

#[test]
fn an_auditor_asks_again_and_judges_hidden_values_by_what_was_recorded() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    let start = ("start", time("2026-03-02 09:30"));
    events.file("l1", "2026-03-02 10:00", &["open"], "LOAN", std::slice::from_ref(&start));
    events.0[1].overridden = [("card-first".to_owned(), "breach".to_owned())].into();
    events.file("c1", "2026-03-02 11:00", &["l1"], "CARD", &[]);
    events.file("l2", "2026-03-02 12:00", &["c1"], "LOAN", &[start, ("handed_at", time("2026-03-02 11:00"))]);
    events.0[3].satisfied = vec!["names-known".to_owned()];
    events.0[3].role = "guardian".to_owned();
    let auditor = Options::new(at("2026-03-03 09:00"), ["process".to_owned()]);
    let found: Vec<(String, String)> = review(&law, "x", &events.0, &auditor)
        .into_iter()
        .map(|objection| {
            let what = match objection.against {
                Against::Condition { unmet, recorded } => format!("{} {recorded}", unmet.rule),
                Against::Unsaid { rule } => format!("{rule} unsaid"),
                Against::Role { role, .. } => format!("role {role}"),
            };
            (objection.event, what)
        })
        .collect();
    let expected =
        [("l1", "names-known unsaid"), ("l1", "card-first true"), ("l2", "role guardian"), ("l2", "not-long false")];
    let found: Vec<(&str, &str)> = found.iter().map(|(event, what)| (event.as_str(), what.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn expressions_that_fail_do_not_hold_and_are_reported() {
    // A multiple of a text: nothing that types would refuse, and nothing that fuel allows.
    let tasks = task("lend", "applies: \"'x' in ['x', 'y']\"");
    let law = law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &tasks))]);
    let state = fold(&law, "x", &Events::opened("2026-03-02 09:00").0, &Options::new(at("2026-03-02 10:00"), []));
    assert!(state.failures.is_empty());
    assert_eq!(state.open().count(), 1);
}

#[test]
fn what_the_facts_refuse_is_known_before_anything_is_typed() {
    let rules = "
rules:
  adults-only:
    norms: [N-1]
    deny: [file LOAN]
    must: facts.reader != 'junior'
    message: {sq: Jo, en: Adults only}
  with-a-start:
    norms: [N-1]
    deny: [file RETURN]
    must: event.returned_at
    message: {sq: Jo, en: With a date}
";
    let law = law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &task("lend", "") + rules))]);
    let mut events = Events::opened("2026-03-02 09:00");
    let state = events.fold(&law, "2026-03-02 10:00");
    assert!(!refused_by_facts(&law, &state, "LOAN"));
    events.file("c1", "2026-03-02 11:00", &["open"], "CARD", &[("reader", word("junior"))]);
    let state = events.fold(&law, "2026-03-02 12:00");
    assert!(refused_by_facts(&law, &state, "LOAN"));
    assert!(!refused_by_facts(&law, &state, "RETURN"), "a rule that reads the document is not asked without one");
}
