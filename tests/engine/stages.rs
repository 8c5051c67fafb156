//! Life cycles of stages.

use crate::law::{holds, law, task};

#[test]
fn entered_done_left_and_entered_again() {
    let head = "repeat: true\nenter: {form: LOAN, if: event.handed, at: event.handed_at}\ndone: {task: stamp}\nexit: {form: RETURN, at: event.returned_at}\ntasks:\n";
    let law = law(&[("lending", &(head.to_owned() + &task("stamp", "within: 24h") + &task("dust", "within: 24h")))]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 09:00}}
  - {now: 2026-03-02 10:30, then: {stages: {lending: open}, tasks: {stamp@a: {state: open, due_at: 2026-03-03 09:00}}}}
  - {at: 2026-03-02 11:00, by: librarian, file: LOAN, as: again, with: {handed: true, handed_at: 2026-03-02 11:00}}
  - {now: 2026-03-02 11:30, then: {stages: {lending: open}, tasks: {stamp@again: absent}}}
  - {at: 2026-03-02 12:00, by: clerk, do: stamp}
  # A milestone ends nothing.
  - {now: 2026-03-02 12:30, then: {stages: {lending: done}, tasks: {dust@a: open}}}
  - {at: 2026-03-03 10:00, by: librarian, file: LOAN, as: b, with: {handed: true, handed_at: 2026-03-03 10:00}}
  # Obligations of the old activation run on.
  - {now: 2026-03-03 10:30, then: {stages: {lending: open}, tasks: {dust@a: overdue, dust@b: open, stamp@b: open}}}
  - {at: 2026-03-04 09:00, by: clerk, file: RETURN, with: {returned_at: 2026-03-04 08:00}}
  - {now: 2026-03-04 10:00, then: {stages: {lending: closed}, tasks: {stamp@b: lapsed, dust@b: lapsed}}}
",
    );
}

#[test]
fn inner_stages_open_only_in_an_open_one_and_close_with_it() {
    let inner = format!(
        "stages:\n  home:\n    title: {{sq: F, en: S}}\n    norms: [N-1]\n    enter: {{form: LOAN, if: event.kind == 'home', at: event.asked_at}}\n    tasks:\n{}",
        indent(&task("pack", "within: 24h"))
    );
    let head =
        "enter: {form: LOAN, if: event.handed, at: event.handed_at}\nexit: {form: RETURN, at: event.returned_at}\n";
    let law = law(&[("lending", &(head.to_owned() + &inner))]);
    holds(
        &law,
        "
  - {at: 2026-03-02 08:00, by: librarian, file: LOAN, as: asked, with: {kind: home, asked_at: 2026-03-02 07:00}}
  - {now: 2026-03-02 08:30, then: {stages: {lending: absent, lending/home: absent}}}
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, with: {handed: true, handed_at: 2026-03-02 09:00}}
  # Remembered until the outer stage opens; nobody is late for a duty before it existed.
  - {now: 2026-03-02 10:30, then: {stages: {lending: open, lending/home: open}, tasks: {pack: {state: open, due_at: 2026-03-03 09:00}}}}
  - {at: 2026-03-02 12:00, by: clerk, file: RETURN, with: {returned_at: 2026-03-02 11:00}}
  - {now: 2026-03-02 12:30, then: {stages: {lending: closed, lending/home: closed}, tasks: {pack: lapsed}}}
",
    );
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

#[test]
fn a_stage_whose_condition_ceases_comes_back_with_its_inner_stages() {
    let inner = format!(
        "stages:\n  home:\n    title: {{sq: F, en: S}}\n    norms: [N-1]\n    enter: {{stage: lending}}\n    tasks:\n{}",
        indent(&(task("pack", "within: 48h") + &task("weigh", "")))
    );
    let head = "applies: facts.junior\nenter: {case: opened}\n";
    let law = law(&[("lending", &(head.to_owned() + &inner))]);
    holds(
        &law,
        "
  - {at: 2026-03-02 08:00, by: librarian, open: case}
  - {at: 2026-03-02 09:00, by: clerk, do: weigh}
  - {now: 2026-03-02 10:00, then: {stages: {lending: open, lending/home: open}, tasks: {pack: {state: open, due_at: 2026-03-04 08:00}}}}
  - {at: 2026-03-03 09:00, by: clerk, file: CARD, with: {reader: adult}}
  - {now: 2026-03-03 10:00, then: {stages: {lending: closed, lending/home: closed}, tasks: {pack: lapsed, weigh: met}}}
  - {at: 2026-03-05 09:00, by: librarian, file: LOAN, with: {reader: junior}}
  - {now: 2026-03-05 10:00, then: {stages: {lending: open, lending/home: open}, tasks: {pack: {state: open, due_at: 2026-03-07 09:00}, weigh: met}}}
",
    );
}

#[test]
fn entry_is_remembered_until_the_condition_holds() {
    let head = "applies: facts.adult\nenter: {case: opened}\ntasks:\n";
    let law =
        law(&[("lending", &(head.to_owned() + &task("pack", "within: 48h") + &task("weigh", "after: {form: LOAN}")))]);
    holds(
        &law,
        "
  - {at: 2026-03-02 08:00, by: librarian, open: case}
  - {at: 2026-03-02 09:00, by: librarian, file: LOAN, with: {fee: 1}}
  - {now: 2026-03-02 10:00, then: {stages: {lending: absent}, tasks: {pack: absent}}}
  - {at: 2026-03-03 09:00, by: clerk, file: CARD, with: {reader: adult}}
  - {now: 2026-03-03 10:00, then: {stages: {lending: open}, tasks: {pack: {state: open, due_at: 2026-03-05 09:00}, weigh: absent}}}
",
    );
}

#[test]
fn a_suspended_stage_stands_still_and_due_times_move_by_the_time_lost() {
    let head = "enter: {case: opened}\nsuspend: {form: DISPUTE, at: event.filed_at}\nresume: {form: DISPUTE, at: event.ended_at}\ntasks:\n";
    let tasks = [
        task("hours", "within: 48h"),
        task("days", "within: 7d"),
        task("working", "within: 5wd"),
        task("again", "repeat: again\nwithin: 48h"),
        task("opened-meanwhile", "after: {form: LOAN}\nwithin: 48h"),
        task("late", "within: 12h"),
    ];
    let law = law(&[("lending", &(head.to_owned() + &tasks.concat()))]);
    holds(
        &law,
        "
  - {at: 2026-04-20 10:00, by: librarian, open: case}
  - {now: 2026-04-20 11:00, then: {tasks: {hours: {due_at: 2026-04-22 10:00}, days: {due_at: 2026-04-27 23:59:59}, working: {due_at: 2026-04-27 23:59:59}}}}
  - {at: 2026-04-21 12:00, by: clerk, file: DISPUTE, as: dispute, with: {filed_at: 2026-04-21 10:00, grade: high}}
  - {now: 2026-04-30 10:00, then: {stages: {lending: suspended}, facts: {held_up: true, grade: unknown}, tasks: {hours: {state: open, due_at: 2026-04-22 10:00}, late: open}}}
  - {at: 2026-04-22 09:00, by: clerk, do: hours, refused: [suspended]}
  - {at: 2026-04-22 09:00, by: clerk, waive: hours, reason: x, refused: [suspended]}
  - {at: 2026-04-22 10:00, by: librarian, file: LOAN, with: {fee: 1}}
  - {now: 2026-04-22 11:00, then: {tasks: {opened-meanwhile: absent}}}
  - {at: 2026-04-24 12:00, by: clerk, amend: dispute, with: {ended_at: 2026-04-24 10:00}}
  - {now: 2026-04-24 13:00, then: {stages: {lending: open}, facts: {held_up: false, grade: high}, tasks: {hours: {state: open, due_at: 2026-04-25 10:00}, days: {due_at: 2026-04-30 23:59:59}, working: {due_at: 2026-04-30 23:59:59}, opened-meanwhile: {state: open, due_at: 2026-04-26 10:00}, late: overdue}}}
",
    );
}

#[test]
fn entered_and_left_by_hand_where_rules_guard_it() {
    let first = "enter: {case: opened}\ntasks:\n".to_owned() + &task("greet", "");
    let second = "enter: {form: LOAN, if: event.handed}\nrules:\n  card-first:\n    norms: [N-1]\n    deny: [enter lending]\n    must: forms.CARD\n    message: {sq: Skeda, en: The card comes first}\n    fix: [file CARD]\n";
    let third = "tasks:\n".to_owned() + &task("burn", "");
    let law = law(&[("desk", &first), ("lending", second), ("cellar", &third)]);
    holds(
        &law,
        "
  - {at: 2026-03-02 08:00, by: librarian, open: case}
  - {at: 2026-03-02 09:00, by: librarian, enter: desk, refused: [enters-by-itself]}
  - {at: 2026-03-02 09:00, by: librarian, enter: lending, refused: [card-first]}
  - {at: 2026-03-02 09:30, by: clerk, file: CARD, with: {fee: 1}}
  - {at: 2026-03-02 10:00, by: librarian, enter: lending}
  - {at: 2026-03-02 10:00, by: librarian, enter: lending, refused: [stage-open]}
  - {at: 2026-03-02 10:00, by: librarian, enter: cellar}
  - {now: 2026-03-02 11:00, then: {stages: {lending: open, cellar: open}, tasks: {burn: open}}}
  - {at: 2026-03-02 12:00, by: librarian, close: cellar}
  - {at: 2026-03-02 12:00, by: librarian, close: cellar, refused: [stage-not-open]}
  - {at: 2026-03-02 12:00, by: librarian, enter: cellar, refused: [stage-over]}
  - {now: 2026-03-02 13:00, then: {stages: {cellar: closed}, tasks: {burn: lapsed}}}
",
    );
}

#[test]
fn several_occurrences_of_one_moment_count_as_one_with_the_earliest_time() {
    let head = "enter:\n  - {fact: adult, becomes: true}\n  - {form: CARD, at: event.signed_at}\ntasks:\n";
    let law = law(&[("lending", &(head.to_owned() + &task("greet", "within: 24h")))]);
    holds(
        &law,
        "
  - {at: 2026-03-02 12:00, by: clerk, file: CARD, with: {reader: adult, signed_at: 2026-03-02 08:00}}
  - {now: 2026-03-02 13:00, then: {stages: {lending: open}, tasks: {greet: {state: open, due_at: 2026-03-03 08:00}}}}
",
    );
}

#[test]
fn an_occurrence_of_a_later_time_waits_for_it() {
    let head = "enter: {form: CARD, if: event.wanted, at: event.signed_at}\nskip: {form: CARD, if: event.wanted == false}\ntasks:\n";
    let law = law(&[("lending", &(head.to_owned() + &task("greet", "within: 24h")))]);
    holds(
        &law,
        "
  - {at: 2026-03-02 12:00, by: clerk, file: CARD, as: card, with: {wanted: true}}
  # Without a value it has not happened.
  - {now: 2026-03-02 13:00, then: {stages: {lending: absent}}}
  - {at: 2026-03-03 12:00, by: clerk, amend: card, with: {signed_at: 2026-03-05 08:00}}
  - {now: 2026-03-05 07:59, then: {stages: {lending: absent}}}
  - {now: 2026-03-05 08:00, then: {stages: {lending: open}, tasks: {greet: {state: open, due_at: 2026-03-06 08:00}}}}
  - {at: 2026-03-05 12:00, by: clerk, amend: card, with: {wanted: false, signed_at: null}}
  - {now: 2026-03-05 13:00, then: {stages: {lending: skipped}, tasks: {greet: absent}}}
",
    );
}
