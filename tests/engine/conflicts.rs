//! Two offices that do not know of each other's entries.

use sop::case::Value;

use crate::law::{Events, at, law, task, time, word};

fn library() -> sop::definitions::Workflow {
    let tasks = [
        task("ask-guardian", "applies: facts.junior\nwithin: 48h"),
        task("bill", "after: {form: CARD}\napplies: facts.fee == 3"),
        task("answer", "after: {form: CARD}\nfrom: forms.CARD.signed_at\nwithin: 24h"),
        task("told", "after: {form: CARD}\nwithin: 48h\nmet: {form: CARD, at: event.told_at}"),
    ];
    law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &tasks.concat()))])
}

#[test]
fn the_protective_value_is_in_force_until_somebody_who_has_seen_both_settles_it() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events.file("c1", "2026-03-02 21:10", &["open"], "CARD", &[("reader", word("adult"))]).file(
        "l1",
        "2026-03-02 22:40",
        &["open"],
        "LOAN",
        &[("reader", word("junior"))],
    );
    let state = events.fold(&law, "2026-03-03 08:00");
    let reader = &state.facts["reader"];
    assert_eq!(reader.value, Some(word("junior")));
    let claims: Vec<(&str, Value)> = reader.conflict.iter().map(|c| (c.member.as_str(), c.value.clone())).collect();
    assert_eq!(claims, [("member-c1", word("adult")), ("member-l1", word("junior"))]);
    assert_eq!(state.obligation("ask-guardian").map(|o| o.state.is_open()), Some(true));

    // An amendment by someone who has seen both settles it, even of the older document.
    events.amend("c2", "2026-03-03 09:00", &["c1", "l1"], ("CARD", "c1"), &[("reader", word("adult"))]);
    let state = events.fold(&law, "2026-03-03 10:00");
    assert_eq!(state.facts["reader"].value, Some(word("adult")));
    assert!(state.facts["reader"].conflict.is_empty());
}

#[test]
fn without_a_preferred_value_the_fact_is_unknown_to_rules() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events.file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("fee", Value::Integer(3))]).file(
        "l1",
        "2026-03-02 11:00",
        &["open"],
        "LOAN",
        &[("fee", Value::Integer(5))],
    );
    let state = events.fold(&law, "2026-03-02 12:00");
    assert_eq!(state.facts["fee"].value, None);
    assert_eq!(state.facts["fee"].conflict.len(), 2);
    assert_eq!(state.obligation("bill").map(|o| o.state.word()), Some("lapsed"));
    // The same value twice is no conflict.
    events.amend("l2", "2026-03-02 12:30", &["l1"], ("LOAN", "l1"), &[("fee", Value::Integer(3))]);
    let state = events.fold(&law, "2026-03-02 13:00");
    assert_eq!(state.facts["fee"].value, Some(Value::Integer(3)));
}

#[test]
fn the_next_document_of_someone_who_knows_is_the_value_whatever_its_date() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events.file("c1", "2026-03-04 10:00", &["open"], "CARD", &[("reader", word("adult"))]).file(
        "l1",
        "2026-03-03 10:00",
        &["c1"],
        "LOAN",
        &[("reader", word("junior"))],
    );
    let state = events.fold(&law, "2026-03-05 10:00");
    assert_eq!(state.facts["reader"].value, Some(word("junior")), "what an event supersedes is decided by what it saw");
}

#[test]
fn mending_an_old_document_does_not_undo_a_later_one() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events
        .file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("fee", Value::Integer(1))])
        .file("l1", "2026-03-03 10:00", &["c1"], "LOAN", &[("fee", Value::Integer(2))])
        .amend("c2", "2026-03-04 10:00", &["l1"], ("CARD", "c1"), &[("fee", Value::Integer(9))]);
    let state = events.fold(&law, "2026-03-05 10:00");
    assert_eq!(state.facts["fee"].value, Some(Value::Integer(2)));
    assert_eq!(
        events.fold(&law, "2026-03-02 12:00").facts["fee"].value,
        Some(Value::Integer(9)),
        "as if written first"
    );
}

#[test]
fn a_disputed_date_gives_the_earlier_due_time_and_the_later_discharge() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events
        .file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("fee", Value::Integer(3))])
        .amend(
            "c2",
            "2026-03-03 10:00",
            &["c1"],
            ("CARD", "c1"),
            &[("signed_at", time("2026-03-02 08:00")), ("told_at", time("2026-03-03 08:00"))],
        )
        .amend(
            "c3",
            "2026-03-03 11:00",
            &["c1"],
            ("CARD", "c1"),
            &[("signed_at", time("2026-03-02 09:00")), ("told_at", time("2026-03-03 09:00"))],
        );
    let state = events.fold(&law, "2026-03-06 12:00");
    assert_eq!(state.conflicts.len(), 2);
    assert_eq!(state.conflicts[0].field, "signed_at");
    assert_eq!(state.conflicts[0].claims.len(), 2);
    assert_eq!(state.obligation("answer").and_then(|o| o.due_at), Some(at("2026-03-03 08:00")));
    assert_eq!(state.obligation("told").and_then(|o| o.met_at), Some(at("2026-03-03 09:00")));
    assert!(!state.documents[0].values.contains_key("signed_at"));
}

#[test]
fn a_withdrawal_of_what_was_not_seen_does_not_count() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events.file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("fee", Value::Integer(3))]).correct(
        "x1",
        "2026-03-02 11:00",
        &["open"],
        "c1",
    );
    assert!(events.fold(&law, "2026-03-02 12:00").withdrawn.is_empty());
    events.correct("x2", "2026-03-02 12:00", &["open"], "open");
    assert!(events.fold(&law, "2026-03-02 13:00").opened_at.is_some(), "the opening cannot be withdrawn");
}

#[test]
fn emptied_fields_are_gone_from_where_the_document_counts() {
    let law = library();
    let mut events = Events::opened("2026-03-02 09:00");
    events.file("c1", "2026-03-02 10:00", &["open"], "CARD", &[("told_at", time("2026-03-02 09:30"))]);
    assert_eq!(events.fold(&law, "2026-03-02 11:00").obligation("told").map(|o| o.state.word()), Some("met"));
    let act = sop::case::Act::File {
        form: "CARD".into(),
        amends: Some("c1".into()),
        complete: true,
        missing: vec![],
        cleared: vec!["told_at".into()],
    };
    events.add("c2", "2026-03-02 11:00", &["c1"], act, &[]);
    assert_eq!(events.fold(&law, "2026-03-02 12:00").obligation("told").map(|o| o.state.word()), Some("open"));
}
