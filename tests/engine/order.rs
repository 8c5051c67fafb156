//! The fold does not depend on the order of arrival, nor on who knows what when; withdrawing restores.

use proptest::prelude::*;
use sop::case::{Act, Event, Value};
use sop::definitions::Workflow;
use sop::engine::{CaseState, Options, fold};

use crate::law::{Events, at, filing, law, task, time, word};

fn library() -> Workflow {
    let lending = "repeat: true\nenter: [{form: LOAN, if: event.handed, at: event.handed_at}, {fact: adult, becomes: true}]\nexit: {form: RETURN, at: event.returned_at}\nsuspend: {form: DISPUTE, at: event.filed_at}\nresume: {form: DISPUTE, at: event.ended_at}\ntasks:\n".to_owned()
        + &task("stamp", "within: 24h\nmet: [{form: LOAN, at: event.seen_at}, done]")
        + &task("tell", "to: [reader, guardian]\nper: recipient\nafter: {form: LOAN, at: event.asked_at}\nrepeat: each\nwithin: 3d\nmet: [{form: LOAN, to: reader, at: event.told_reader_at}, {form: CARD, at: event.told_at}, done]")
        + &task("contact", "repeat: again\nwithin: 48h")
        + &task("report", "applies: facts.wanted != false\nrepeat: {every: 1w, for: 8w}")
        + &task("ask-guardian", "applies: facts.junior\nfrom: forms.CARD.signed_at\nwithin: 48h")
        + &task("follow", "after: [{task: tell, if: event.to == 'reader'}, {due: stamp}]\nrepeat: each\nwithin: 5wd")
        + &task("complain", "kind: right\nwithin: 5d\nmet: {form: DISPUTE, at: event.filed_at}")
        + &task("renew", "after: {time: facts.ends_on}\nrepeat: each");
    law(&[("desk", "enter: {case: opened}\ndone: {stage: lending}\n"), ("lending", &lending)])
}

/// An event of a random history: what it is, its delay, and how much of the history its author had seen.
#[derive(Clone, Debug)]
struct Step {
    what: u8,
    minutes: i64,
    shown: i64,
    value: u8,
    seen: Vec<prop::sample::Index>,
    target: prop::sample::Index,
}

fn step() -> impl Strategy<Value = Step> {
    (
        0..14u8,
        0..60 * 24 * 9i64,
        -60 * 24 * 4..60 * 24 * 6i64,
        0..6u8,
        prop::collection::vec(any::<prop::sample::Index>(), 1..3),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(what, minutes, shown, value, seen, target)| Step { what, minutes, shown, value, seen, target })
}

fn history(steps: &[Step]) -> Vec<Event> {
    let mut events = Events::opened("2026-03-02 09:00").0;
    let start = at("2026-03-02 09:00");
    for (number, step) in steps.iter().enumerate() {
        let moment = |minutes: i64| {
            let moment = start + chrono::TimeDelta::minutes(minutes);
            Value::DateTime(moment.with_timezone(&chrono_tz::Europe::Tirane).fixed_offset())
        };
        let when = start + chrono::TimeDelta::minutes(step.minutes);
        let shown = moment(step.minutes + step.shown);
        let earlier = |index: &prop::sample::Index| events[index.index(events.len())].id.clone();
        let target = earlier(&step.target);
        let file = |form: &str| filing(form, None, true);
        let done = |task: &str, instance: &str| Act::Done {
            task: task.into(),
            instances: vec![instance.into()],
            to: vec![],
            ahead: false,
        };
        let of_card =
            events.iter().find(|e| matches!(&e.act, Act::File { form, .. } if form == "CARD")).map(|e| e.id.clone());
        let of_loan =
            events.iter().find(|e| matches!(&e.act, Act::File { form, .. } if form == "LOAN")).map(|e| e.id.clone());
        let reader = ("reader", word(if step.value % 2 == 0 { "adult" } else { "junior" }));
        let (act, values): (Act, Vec<(&str, Value)>) = match step.what {
            0 => (file("CARD"), vec![reader, ("signed_at", shown)]),
            1 => (
                file("LOAN"),
                vec![("handed", Value::Bool(step.value > 1)), ("handed_at", shown.clone()), ("asked_at", shown)],
            ),
            2 => (file("LOAN"), vec![reader, ("asked_at", shown.clone()), ("told_reader_at", shown)]),
            3 => (file("RETURN"), vec![("returned_at", shown)]),
            4 => (file("DISPUTE"), vec![("filed_at", shown)]),
            5 => (
                filing("CARD", of_card.as_deref(), step.value > 0),
                vec![("told_at", shown), ("wanted", Value::Bool(step.value % 2 == 0))],
            ),
            6 => (filing("LOAN", of_loan.as_deref(), true), vec![("seen_at", shown)]),
            7 => (Act::Correct { event: target, reason: "x".into() }, vec![]),
            8 => (done("contact", "contact#1"), vec![]),
            9 => (done("tell", &format!("tell@{target}>guardian")), vec![]),
            10 => (done("stamp", "stamp"), vec![]),
            11 => (
                Act::Waive {
                    task: "contact".into(),
                    instances: vec!["contact".into()],
                    reason: "x".into(),
                    series: step.value == 0,
                },
                vec![],
            ),
            12 => (
                if step.value == 0 {
                    Act::CloseCase { reason: "x".into() }
                } else {
                    Act::ReopenCase { reason: "x".into() }
                },
                vec![],
            ),
            _ => (
                file("CARD"),
                vec![(
                    "ends_on",
                    Value::Date(
                        chrono::NaiveDate::from_ymd_opt(2026, 3, 1 + u32::from(step.value) * 3).expect("a day"),
                    ),
                )],
            ),
        };
        let mut seen: Vec<String> = step.seen.iter().map(earlier).collect();
        seen.sort();
        seen.dedup();
        let mut one = Events::default();
        one.add(&format!("E{number:03}"), "2026-03-02 09:00", &[], act, &values);
        let mut event = one.0.remove(0);
        event.at = when;
        event.recorded = when.max(start) + chrono::TimeDelta::minutes(i64::try_from(number).unwrap_or_default());
        event.seen = seen;
        events.push(event);
    }
    events
}

fn look(law: &Workflow, events: &[Event], days: i64) -> CaseState {
    let now = at("2026-03-02 09:00") + chrono::TimeDelta::days(days);
    fold(law, "case", events, &Options::new(now, law.vaults.keys().cloned()))
}

/// Everything that a state says.
fn said(state: &CaseState) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        state.facts, state.documents, state.stages, state.obligations, state.conflicts, state.failures, state.withdrawn
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_gives_the_same_state(
        steps in prop::collection::vec(step(), 1..24),
        order in any::<prop::sample::Index>(),
        days in 0..40i64,
    ) {
        let law = library();
        let events = history(&steps);
        let expected = look(&law, &events, days);
        let mut other = events.clone();
        other.reverse();
        prop_assert_eq!(said(&look(&law, &other, days)), said(&expected));
        let middle = order.index(other.len());
        other.rotate_left(middle);
        prop_assert_eq!(said(&look(&law, &other, days)), said(&expected));
        // An event that arrives twice is one.
        other.extend(events.iter().take(3).cloned());
        prop_assert_eq!(said(&look(&law, &other, days)), said(&expected));
        prop_assert!(expected.failures.is_empty(), "{:?}", expected.failures);
        // Names are unique, and nothing is both open and ended.
        let mut names: Vec<&str> = expected.obligations.iter().map(|o| o.instance.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), expected.obligations.len());
        for obligation in &expected.obligations {
            prop_assert_eq!(obligation.met_at.is_some(), obligation.state.word().starts_with("met"));
        }
    }

    #[test]
    fn withdrawing_an_event_is_as_if_it_had_never_been(
        steps in prop::collection::vec(step(), 1..16),
        which in any::<prop::sample::Index>(),
        days in 9..40i64,
    ) {
        let law = library();
        let events = history(&steps);
        let before = look(&law, &events, days);
        let last = events.last().expect("one").id.clone();
        let mut wrong = Events(events.clone());
        let form = if which.index(2) == 0 { "LOAN" } else { "RETURN" };
        let shown = [("handed", Value::Bool(true)), ("handed_at", time("2026-03-05 10:00")), ("asked_at", time("2026-03-05 10:00"))];
        let values: &[(&str, Value)] = if form == "LOAN" { &shown } else { &[] };
        wrong.file("WRONG", "2026-03-05 11:00", &[&last], form, values);
        wrong.correct("TAKEN-BACK", "2026-03-05 12:00", &["WRONG"], "WRONG");
        let after = look(&law, &wrong.0, days);
        prop_assert_eq!(format!("{:?}", after.stages), format!("{:?}", before.stages));
        prop_assert_eq!(format!("{:?}", after.facts), format!("{:?}", before.facts));
        let names = |state: &CaseState| -> Vec<String> { state.obligations.iter().map(|o| format!("{} {:?} {:?} {:?}", o.task, o.state, o.due_at, o.met_at)).collect() };
        prop_assert_eq!(names(&after), names(&before));
        // Withdrawing the withdrawal brings it back.
        let mut again = Events(wrong.0.clone());
        again.correct("BACK", "2026-03-05 13:00", &["TAKEN-BACK"], "TAKEN-BACK");
        let mut only = Events(events);
        only.file("WRONG", "2026-03-05 11:00", &[&last], form, values);
        prop_assert_eq!(names(&look(&law, &again.0, days)), names(&look(&law, &only.0, days)));
    }

    #[test]
    fn an_amendment_that_says_the_same_changes_nothing(steps in prop::collection::vec(step(), 1..16), days in 9..40i64) {
        let law = library();
        let mut events = Events(history(&steps));
        events.file("CARD-X", "2026-03-04 10:00", &["open"], "LOAN", &[("asked_at", time("2026-03-04 09:00"))]);
        let before = look(&law, &events.0, days);
        events.amend("SAME", "2026-03-06 10:00", &["CARD-X"], ("LOAN", "CARD-X"), &[("asked_at", time("2026-03-04 09:00"))]);
        let after = look(&law, &events.0, days);
        let names = |state: &CaseState| -> Vec<String> { state.obligations.iter().map(|o| format!("{} {:?} {:?} {:?}", o.task, o.state, o.due_at, o.met_at)).collect() };
        prop_assert_eq!(names(&after), names(&before));
    }
}
