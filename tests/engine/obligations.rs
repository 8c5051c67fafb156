//! Life cycles of obligations, discharge, repetition, recipients.

use crate::law::{holds, law, task};

fn lending(tasks: &[String]) -> sop::definitions::Workflow {
    let head = "repeat: true\nenter: {form: LOAN, if: event.handed, at: event.handed_at}\nexit: {form: RETURN, at: event.returned_at}\ntasks:\n";
    law(&[("lending", &(head.to_owned() + &tasks.concat()))])
}

fn desk(tasks: &[String]) -> sop::definitions::Workflow {
    law(&[("desk", &("enter: {case: opened}\ntasks:\n".to_owned() + &tasks.concat()))])
}

#[test]
fn a_duty_goes_from_open_to_due_soon_to_overdue_and_is_met_late() {
    let law = desk(&[task("greet", "within: 48h")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {now: 2026-03-02 09:00, then: {tasks: {greet: {state: open, due_at: 2026-03-04 09:00}}}}
  - {now: 2026-03-03 08:59, then: {tasks: {greet: open}}}
  - {now: 2026-03-03 09:00, then: {tasks: {greet: due-soon}}}
  - {now: 2026-03-04 09:00, then: {tasks: {greet: due-soon}}}
  - {now: 2026-03-04 09:00:01, then: {tasks: {greet: overdue}}}
  - {at: 2026-03-04 12:00, by: clerk, do: greet}
  - {now: 2026-03-05 09:00, then: {tasks: {greet: {state: met-late, met_at: 2026-03-04 12:00}}}}
  - {at: 2026-03-05 12:00, by: clerk, do: greet, refused: [already-met]}
",
    );
}

#[test]
fn a_discharge_at_the_last_second_is_in_time() {
    let law = desk(&[task("greet", "within: 48h")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-04 09:00, by: clerk, do: greet}
  - {now: 2026-03-05 09:00, then: {tasks: {greet: met}}}
",
    );
}

#[test]
fn waived_with_a_reason_and_met_all_the_same() {
    let law = desk(&[task("greet", "within: 24h"), task("seal", "waivable: false")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 10:00, by: clerk, waive: greet, reason: nobody there}
  - {at: 2026-03-02 10:00, by: clerk, waive: seal, reason: no wax, refused: [not-waivable]}
  - {now: 2026-03-04 09:00, then: {tasks: {greet: waived, seal: {state: open, due_at: null}}}}
  - {at: 2026-03-04 10:00, by: clerk, do: greet}
  - {now: 2026-03-04 11:00, then: {tasks: {greet: met-late}}}
",
    );
}

#[test]
fn who_may_do_it_groups_and_seats() {
    let law = desk(&[
        task("greet", "role: desk"),
        task("decide", "role: board/chair"),
        task("count", "role: {junior: clerk, adult: librarian}"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: clerk, open: case, refused: [role]}
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-02 09:10, by: guardian, do: greet, refused: [role]}
  - {at: 2026-03-02 09:10, by: board/member, do: decide, refused: [role]}
  - {at: 2026-03-02 09:10, by: board/chair, do: decide}
  - {at: 2026-03-02 09:20, by: librarian, do: count, refused: [role]}
  - {at: 2026-03-02 09:30, by: clerk, file: CARD, with: {reader: adult}}
  - {at: 2026-03-02 09:40, by: clerk, do: count, refused: [role]}
  - {at: 2026-03-02 09:50, by: librarian, do: count}
",
    );
}

#[test]
fn a_form_may_both_open_and_meet_a_duty_so_that_its_time_is_checked() {
    let law = desk(&[task(
        "stamp",
        "after: {form: LOAN, if: event.handed, at: event.handed_at}\nrepeat: each\nwithin: 24h\nmet: {form: LOAN, at: event.seen_at}",
    )]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, open: case}
  - {at: 2026-03-04 12:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 10:00, seen_at: 2026-03-03 09:00}}
  - {at: 2026-03-04 13:00, by: librarian, file: LOAN, as: b, with: {handed: true, handed_at: 2026-03-02 10:00, seen_at: 2026-03-04 09:00}}
  - {at: 2026-03-04 14:00, by: librarian, file: LOAN, as: c, with: {handed: true, handed_at: 2026-03-04 10:00}}
  - {now: 2026-03-04 15:00, then: {tasks: {stamp@a: met, stamp@b: met-late, stamp@c: {state: open, due_at: 2026-03-05 10:00}}}}
",
    );
}

#[test]
fn a_second_filing_never_discharges_twice_and_the_first_time_stands() {
    let law = lending(&[
        task("stamp", "met: {form: CARD, at: event.signed_at}"),
        task("ring", "met: [{form: RETURN, if: not event.returned_at}, done]"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, file: LOAN, as: one, with: {handed: true, handed_at: 2026-03-02 09:00}}
  - {at: 2026-03-02 10:00, by: clerk, file: RETURN, with: {whole: true}}
  - {at: 2026-03-02 11:00, by: clerk, file: RETURN, with: {whole: true}}
  - {now: 2026-03-02 12:00, then: {tasks: {ring@one: {state: met, met_at: 2026-03-02 10:00}}}}
  - {at: 2026-03-03 09:00, by: clerk, file: RETURN, with: {returned_at: 2026-03-03 09:00}}
  - {at: 2026-03-04 09:00, by: librarian, file: LOAN, as: two, with: {handed: true, handed_at: 2026-03-04 09:00}}
  # The second paper of the first loan says nothing about the second loan.
  - {now: 2026-03-04 12:00, then: {tasks: {ring@one: met, ring@two: open}}}
",
    );
}

#[test]
fn what_was_done_before_it_was_asked_for_is_kept_for_the_next() {
    let law = lending(&[
        task("stamp", "after: {form: CARD}\nmet: [{form: LOAN, at: event.seen_at}, done]"),
        task(
            "share",
            "after: {form: LOAN, if: event.asked_at, at: event.asked_at}\nrepeat: each\nmet: [{form: RETURN, if: event.whole}, done]",
        ),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: librarian, file: LOAN, as: one, with: {handed: true, handed_at: 2026-03-02 09:00, seen_at: 2026-03-02 08:00}}
  - {now: 2026-03-02 09:30, then: {tasks: {stamp: absent}}}
  - {at: 2026-03-02 10:00, by: clerk, file: CARD, with: {fee: 3}}
  - {now: 2026-03-02 10:30, then: {tasks: {stamp: {state: met, met_at: 2026-03-02 08:00}}}}
  # For `each` only what is not earlier than the opening counts.
  - {at: 2026-03-02 11:00, by: clerk, file: RETURN, with: {whole: true}}
  - {at: 2026-03-02 12:00, by: librarian, file: LOAN, as: late, with: {asked_at: 2026-03-02 11:30}}
  - {at: 2026-03-02 12:30, by: librarian, file: LOAN, as: early, with: {asked_at: 2026-03-02 10:30}}
  - {now: 2026-03-02 13:00, then: {tasks: {share@late: open, share@early: met}}}
  - {at: 2026-03-02 14:00, by: clerk, do: share@early, refused: [already-met]}
",
    );
}

#[test]
fn done_ahead_is_refused_unless_said_and_then_kept() {
    let law = lending(&[task("call", "within: 24h"), task("wrap", "repeat: again\nwithin: 24h")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 09:00, by: clerk, do: call, refused: [nothing-open]}
  - {at: 2026-03-02 09:00, by: clerk, do: call, ahead: true}
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: one, with: {handed: true, handed_at: 2026-03-02 10:00}}
  - {now: 2026-03-02 11:00, then: {tasks: {call@one: {state: met, met_at: 2026-03-02 09:00}, wrap@one: open}}}
",
    );
}

#[test]
fn one_obligation_for_each_recipient() {
    let law = lending(&[
        task(
            "tell",
            "to: [reader, guardian]\nper: recipient\nafter: {form: LOAN, at: event.handed_at}\nrepeat: each\nwithin: 24h\nmet: [{form: LOAN, to: reader, at: event.told_reader_at}, {form: LOAN, to: guardian, at: event.told_guardian_at}, done]",
        ),
        task("note", "after: {task: tell, if: event.to == 'reader'}\nrepeat: each"),
        task("close-file", "after: {task: tell, if: tasks.tell.met_at}\nrepeat: each"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 10:00}}
  - {at: 2026-03-02 11:00, by: librarian, do: tell, refused: [which-recipient]}
  - {at: 2026-03-02 11:00, by: librarian, do: tell, to: guardian, as: told}
  - {now: 2026-03-02 12:00, then: {tasks: {tell@a>guardian: met, tell@a>reader: open, note: absent, close-file: absent}}}
  - {at: 2026-03-02 12:00, by: librarian, do: tell, to: guardian, refused: [recipient-not-open]}
  - {at: 2026-03-02 13:00, by: librarian, do: tell, as: last}
  - {now: 2026-03-02 14:00, then: {tasks: {tell@a>reader: met, note@last: open, close-file@last: open}}}
  - {at: 2026-03-03 10:00, by: librarian, file: LOAN, as: b, with: {handed_at: 2026-03-03 09:00, told_reader_at: 2026-03-03 09:30}}
  - {now: 2026-03-03 11:00, then: {tasks: {tell@b>reader: {state: met, met_at: 2026-03-03 09:30}, tell@b>guardian: open, note@b: open}}}
  - {at: 2026-03-03 12:00, by: librarian, do: tell@b, to: all}
  - {now: 2026-03-03 13:00, then: {tasks: {tell@b: met}}}
",
    );
}

#[test]
fn several_open_ones_must_be_named() {
    let law = lending(&[task("share", "after: {form: LOAN, if: event.asked_at}\nrepeat: each")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 10:00, asked_at: 2026-03-02 10:00}}
  - {at: 2026-03-02 11:00, by: librarian, file: LOAN, as: b, with: {asked_at: 2026-03-02 10:00}}
  - {at: 2026-03-02 12:00, by: clerk, do: share, refused: [which-instance]}
  - {at: 2026-03-02 12:00, by: clerk, do: share@b}
  - {at: 2026-03-02 13:00, by: clerk, do: share}
  - {now: 2026-03-02 14:00, then: {tasks: {share@a: {state: met, met_at: 2026-03-02 13:00}, share@b: {state: met, met_at: 2026-03-02 12:00}}}}
",
    );
}

#[test]
fn two_acts_of_which_one_suffices() {
    let law = lending(&[
        task("look", "after: {form: LOAN, if: event.asked_at}\nrepeat: each\nmet: [{task: scan}, done]"),
        task("scan", "after: {form: LOAN, if: event.asked_at}\nrepeat: each\nmet: [{task: look}, done]"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 10:00, asked_at: 2026-03-02 10:00}}
  - {at: 2026-03-02 11:00, by: librarian, file: LOAN, as: b, with: {asked_at: 2026-03-02 10:00}}
  - {at: 2026-03-02 12:00, by: clerk, do: scan@b}
  - {now: 2026-03-02 13:00, then: {tasks: {look@a: open, scan@a: open, look@b: {state: met, met_at: 2026-03-02 12:00}, scan@b: met}}}
",
    );
}

#[test]
fn again_opens_the_next_when_one_is_met() {
    let law = lending(&[task("contact", "repeat: again\nwithin: 7d")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 10:00}}
  - {now: 2026-03-02 11:00, then: {tasks: {contact@a#1: {state: open, due_at: 2026-03-09 23:59:59}}}}
  - {at: 2026-03-05 10:00, by: clerk, do: contact}
  - {now: 2026-03-05 11:00, then: {tasks: {contact@a#1: met, contact@a#2: {state: open, due_at: 2026-03-12 23:59:59}}}}
  - {at: 2026-03-06 10:00, by: clerk, waive: contact, reason: on holiday}
  - {now: 2026-03-06 11:00, then: {tasks: {contact@a#2: waived, contact@a#3: {state: open, due_at: 2026-03-13 23:59:59}}}}
  - {at: 2026-03-07 10:00, by: clerk, waive: contact, reason: enough, series: true}
  - {now: 2026-03-20 11:00, then: {tasks: {contact@a#3: waived, contact@a#4: absent}}}
  - {at: 2026-03-20 12:00, by: clerk, file: RETURN, with: {returned_at: 2026-03-20 12:00}}
  - {now: 2026-03-20 13:00, then: {tasks: {contact@a#3: waived}, stages: {lending: closed}}}
",
    );
}

#[test]
fn a_series_counts_from_its_anchor_and_rolls_each_for_itself() {
    let law = desk(&[task("report", "after: {form: CARD, at: event.signed_at}\nrepeat: {every: 1mo, for: 3mo}")]);
    holds(
        &law,
        "
  - {at: 2026-01-31 10:00, by: librarian, file: CARD, with: {signed_at: 2026-01-31 10:00}}
  - {now: 2026-02-01 10:00, then: {tasks: {report#1: {state: open, due_at: 2026-03-02 23:59:59}, report#2: absent}}}
  - {now: 2026-03-03 10:00, then: {tasks: {report#1: overdue, report#2: {state: open, due_at: 2026-03-31 23:59:59}, report#3: absent}}}
  - {at: 2026-03-03 12:00, by: clerk, do: report#1}
  - {at: 2026-03-10 12:00, by: clerk, do: report}
  - {now: 2026-03-20 10:00, then: {tasks: {report#1: met-late, report#2: met, report#3: absent}}}
  - {now: 2026-04-02 10:00, then: {tasks: {report#3: {state: open, due_at: 2026-04-30 23:59:59}}}}
  - {now: 2026-06-02 10:00, then: {tasks: {report#3: overdue, report#4: absent}}}
",
    );
}

#[test]
fn a_series_ends_when_waived_or_when_it_no_longer_applies() {
    let law = desk(&[
        task("report", "repeat: {every: 1mo, for: 24mo}"),
        task("visit", "applies: facts.wanted != false\nrepeat: {every: 1mo, for: 24mo}"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-01-12 10:00, by: librarian, open: case}
  - {at: 2026-02-20 10:00, by: clerk, do: report#1}
  - {at: 2026-02-20 11:00, by: clerk, waive: report, reason: over, series: true}
  - {at: 2026-02-20 12:00, by: clerk, file: CARD, as: card, with: {wanted: false}}
  - {now: 2026-05-20 10:00, then: {tasks: {report#2: waived, report#3: absent, visit#1: lapsed, visit#2: lapsed, visit#3: absent}}}
  - {at: 2026-06-01 12:00, by: clerk, amend: card, with: {fee: 3}}
  - {at: 2026-06-01 13:00, by: librarian, file: LOAN, with: {fee: 2}}
  - {now: 2026-06-02 10:00, then: {tasks: {visit#3: absent}}}
",
    );
}

#[test]
fn a_right_is_never_overdue_and_lapses_when_its_time_is_over() {
    let law = desk(&[
        task("complain", "kind: right\nwithin: 3d\nmet: [{form: DISPUTE, at: event.filed_at}, done]"),
        task("mourn", "after: {task: complain, becomes: lapsed}"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {now: 2026-03-05 23:59:59, then: {tasks: {complain: {state: due-soon, due_at: 2026-03-05 23:59:59}}}}
  - {now: 2026-03-06 00:00, then: {tasks: {complain: lapsed, mourn: open}}}
  # A complaint that was made in time and comes to light later was made in time.
  - {at: 2026-03-09 10:00, by: clerk, file: DISPUTE, with: {filed_at: 2026-03-05 10:00}}
  - {now: 2026-03-10 00:00, then: {tasks: {complain: {state: met, met_at: 2026-03-05 10:00}}}}
",
    );
}

#[test]
fn a_condition_is_asked_at_every_moment_and_time_runs_from_when_it_holds() {
    let law = desk(&[
        task("sign", "applies: facts.adult\nwithin: 48h"),
        task("ask-guardian", "applies: facts.junior\nwithin: 48h"),
        task("sign-card", "applies: facts.adult\nafter: {form: LOAN, at: event.handed_at}\nwithin: 48h"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {at: 2026-03-02 11:00, by: librarian, file: LOAN, with: {handed_at: 2026-03-02 10:30}}
  - {now: 2026-03-02 12:00, then: {tasks: {sign: absent, sign-card: absent, ask-guardian: {state: open, due_at: 2026-03-04 10:00}}}}
  - {at: 2026-03-03 10:00, by: clerk, file: CARD, as: card, with: {reader: adult}}
  - {now: 2026-03-03 12:00, then: {facts: {junior: false, adult: true, reader: adult}, tasks: {sign: {state: open, due_at: 2026-03-05 10:00}, sign-card: {state: open, due_at: 2026-03-05 10:00}, ask-guardian: {state: lapsed, due_at: 2026-03-04 10:00}}}}
  - {at: 2026-03-03 14:00, by: clerk, do: sign}
  - {at: 2026-03-04 10:00, by: librarian, file: LOAN, with: {reader: junior}}
  # What was met stays met; what lapsed comes back, and its time runs from then.
  - {now: 2026-03-04 12:00, then: {tasks: {sign: met, sign-card: lapsed, ask-guardian: {state: open, due_at: 2026-03-06 10:00}}}}
",
    );
}

#[test]
fn a_wrong_entry_withdrawn_is_as_if_it_had_never_been() {
    let law = desk(&[
        task("ask-guardian", "applies: facts.junior\nwithin: 48h"),
        task("sign", "applies: facts.adult\nwithin: 48h"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {at: 2026-03-03 10:00, by: clerk, file: CARD, as: card, with: {reader: adult}}
  - {now: 2026-03-03 12:00, then: {tasks: {ask-guardian: lapsed, sign: open}}}
  - {at: 2026-03-05 10:00, by: clerk, correct: card, as: wrong}
  - {now: 2026-03-05 12:00, then: {facts: {reader: unknown}, tasks: {sign: absent, ask-guardian: {state: overdue, due_at: 2026-03-04 10:00}}}}
  - {now: 2026-03-05 12:00, known: 2026-03-05 09:00, then: {tasks: {ask-guardian: lapsed}}}
  # A withdrawal can be withdrawn.
  - {at: 2026-03-05 13:00, by: clerk, correct: wrong}
  - {now: 2026-03-05 14:00, then: {tasks: {ask-guardian: lapsed, sign: {state: overdue, due_at: 2026-03-05 10:00}}}}
",
    );
}

#[test]
fn a_due_time_that_passes_opens_what_waits_for_it() {
    let law = desk(&[
        task("greet", "within: 24h"),
        task("remind", "after: {due: greet}\nwithin: 24h"),
        task("renew", "after: {time: facts.ends_on}\nrepeat: each"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {now: 2026-03-03 10:00, then: {tasks: {remind: absent}}}
  - {now: 2026-03-03 10:01, then: {tasks: {greet: overdue, remind: {state: open, due_at: 2026-03-04 10:00}}}}
  - {at: 2026-03-03 11:00, by: clerk, file: CARD, as: card, with: {ends_on: 2026-03-10}}
  - {now: 2026-03-09 23:59, then: {tasks: {renew: absent}}}
  - {now: 2026-03-10 00:00, then: {tasks: {renew: open}}}
  - {at: 2026-03-10 11:00, by: clerk, amend: card, with: {ends_on: 2026-03-20}}
  - {now: 2026-03-19 00:00, then: {tasks: {renew: absent}}}
  - {now: 2026-03-20 00:00, then: {tasks: {renew: open}}}
",
    );
}

#[test]
fn an_obligation_met_before_its_time_passes_sets_off_nothing() {
    let law = desk(&[task("greet", "within: 24h"), task("remind", "after: {due: greet}\nrepeat: each")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {at: 2026-03-03 10:00, by: clerk, do: greet}
  - {now: 2026-03-09 10:00, then: {tasks: {greet: met, remind: absent}}}
",
    );
}

#[test]
fn a_closed_case_asks_for_nothing_and_reopened_it_is_as_if_never_closed() {
    let law = desk(&[task("greet", "within: 24h"), task("report", "repeat: {every: 1mo, for: 24mo}")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {at: 2026-03-04 10:00, by: librarian, close: case}
  - {at: 2026-03-04 10:00, by: librarian, close: case, refused: [case-closed]}
  - {now: 2026-06-04 10:00, then: {tasks: {greet: {state: lapsed, due_at: 2026-03-03 10:00}, report#1: lapsed, report#2: absent}}}
  - {at: 2026-06-05 10:00, by: clerk, do: greet, refused: [lapsed]}
  - {at: 2026-06-05 10:00, by: librarian, reopen: case}
  - {now: 2026-06-06 10:00, then: {tasks: {greet: overdue, report#1: overdue, report#4: open}}}
",
    );
}

#[test]
fn what_the_closing_itself_asks_for_stands_after_it() {
    let law = desk(&[
        task("greet", "within: 24h"),
        task("archive", "after: {case: closed}\nwithin: 24h"),
        task("seal", "after: {task: archive}"),
    ]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, open: case}
  - {at: 2026-03-02 11:00, by: librarian, close: case}
  - {now: 2026-03-04 10:00, then: {tasks: {greet: lapsed, archive: {state: overdue, due_at: 2026-03-03 11:00}}}}
  - {at: 2026-03-04 12:00, by: clerk, do: archive}
  - {now: 2026-03-04 13:00, then: {tasks: {archive: met-late, seal: absent}}}
",
    );
}

#[test]
fn one_document_discharges_one_of_several_whatever_it_says() {
    let law = lending(&[task(
        "share",
        "after: {form: LOAN, if: event.asked_at, at: event.asked_at}\nrepeat: each\nmet: [{form: CARD, if: event.told_at, at: event.told_at}, {form: CARD, if: event.signed_at, at: event.signed_at}, done]",
    )]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: a, with: {handed: true, handed_at: 2026-03-02 10:00, asked_at: 2026-03-02 09:00}}
  - {at: 2026-03-02 11:00, by: librarian, file: LOAN, as: b, with: {asked_at: 2026-03-02 09:30}}
  - {at: 2026-03-02 12:00, by: clerk, file: CARD, with: {told_at: 2026-03-02 11:50, signed_at: 2026-03-02 11:40}}
  - {now: 2026-03-02 13:00, then: {tasks: {share@a: met, share@b: open}}}
",
    );
}

#[test]
fn a_duty_recorded_against_a_withdrawn_trigger_counts_for_the_one_filed_in_its_place() {
    let law = lending(&[task("share", "after: {form: LOAN, if: event.asked_at, at: event.asked_at}\nrepeat: each")]);
    holds(
        &law,
        "
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: loan, with: {handed: true, handed_at: 2026-03-02 10:00}}
  - {at: 2026-03-02 10:00, by: librarian, file: LOAN, as: wrong, with: {asked_at: 2026-03-02 09:00}}
  - {at: 2026-03-02 12:00, by: clerk, do: share}
  - {at: 2026-03-02 13:00, by: librarian, correct: wrong}
  - {at: 2026-03-02 14:00, by: librarian, file: LOAN, as: right, with: {asked_at: 2026-03-02 09:30}}
  - {now: 2026-03-02 15:00, then: {tasks: {share@right: {state: met, met_at: 2026-03-02 12:00}}}}
",
    );
}
