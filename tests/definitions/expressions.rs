//! What is wrong in an expression is found at its byte, before anything is ever evaluated.

use crate::library::Library;

const LOAN: &str = "stages/loan.yaml";
const COMPLAINT: &str = "stages/complaint.yaml";
const FORM: &str = "forms/LOAN/form.yaml";
const MUST: &str = "must: \"event.copies <= policy.most_books\"";

/// `must` of a rule on `file LOAN`.
#[track_caller]
fn must(expression: &str, message: &str, suggestion: &str) {
    let to = format!("must: \"event.copies <= policy.most_books and ({expression})\"");
    Library::new().change(LOAN, MUST, &to).error(message, suggestion);
}

/// `applies` of a task.
#[track_caller]
fn applies(expression: &str, message: &str, suggestion: &str) {
    let to = format!("applies: \"facts.on_loan and ({expression})\"");
    Library::new().change(LOAN, "applies: facts.on_loan", &to).error(message, suggestion);
}

/// The condition of a form's check.
#[track_caller]
fn check(expression: &str, message: &str, suggestion: &str) {
    let from = "if: \"not due_on or due_on >= lent_at\"";
    Library::new().change(FORM, from, &format!("if: \"{expression}\"")).error(message, suggestion);
}

#[track_caller]
fn good(file: &str, from: &str, to: &str) {
    Library::new().change(file, from, to).clean();
}

#[test]
fn unknown_names() {
    must("facts.¦damagd", "There is no fact called damagd.", "Did you mean damaged?");
    must("forms.¦BAK", "There is no form called BAK.", "Did you mean BACK?");
    must("documents.¦LOANS", "There is no form called LOANS.", "Did you mean LOAN?");
    must("event.¦copis == 1", "event has no copis.", "Did you mean copies?");
    must("tasks.¦bringback.met_at", "There is no task called bringback.", "Did you mean bring_back?");
    must("tasks.remind.¦met", "tasks.remind has no met.", "");
    must("stages[¦'loans'].opened_at", "There is no stage called loans.", "Did you mean loan?");
    must("stages.loan.¦stat == 'open'", "stages['loan'] has no stat.", "Did you mean state?");
    must("event.copies < policy.¦most_boks", "There is no policy called most_boks.", "Did you mean most_books?");
    must("¦fact.damaged", "Unknown name: fact.", "Did you mean facts?");
    let roots = "Names begin with: facts, forms, documents, event, tasks, stages, case, policy.";
    must("¦copies > 1", "Unknown name: copies.", roots);
    check("¦copys > 1", "Unknown name: copys.", "Did you mean copies?");
    check("¦event.copies > 1", "Unknown name: event.", "");
    must("¦same_dy(event.at, event.lent_at)", "Unknown function: same_dy.", "Did you mean same_day?");
    must("event.volumes | ¦len > 0", "Unknown filter: len.", "");
    must("event.copies is ¦positive", "Unknown test: positive.", "");
}

#[test]
fn a_choice_is_compared_with_ids_that_it_has() {
    let none = "There is no choice “grown”.";
    must("facts.age_group == ¦'grown'", none, "Allowed: young, grown-up.");
    must("¦'grown' == event.age_group", none, "");
    must("facts.age_group in ['young', ¦'grown']", none, "");
    must("¦'covers' in forms.BACK.seen", "There is no choice “covers”.", "Did you mean cover?");
    must("has_all(forms.BACK.seen, ['cover', ¦'page'])", "There is no choice “page”.", "Did you mean pages?");
    must("stages.loan.state == ¦'opened'", "There is no choice “opened”.", "Did you mean open?");
    must("event.role == ¦'libraryan'", "There is no choice “libraryan”.", "Did you mean librarian?");
    let after = "after: {fact: damaged, becomes: true}";
    Library::new()
        .change(LOAN, after, "after: {fact: age_group, becomes: ¦old}")
        .error("The fact has no value “old”.", "Allowed: young, grown-up.");
    Library::new()
        .change(LOAN, after, "after: {fact: damaged, becomes: ¦maybe}")
        .error("The fact has no value “maybe”.", "Allowed: true, false.");
}

#[test]
fn types_that_do_not_meet() {
    must("event.¦copies == '3'", "a number cannot be compared with text.", "");
    must("facts.¦damaged == 1", "yes or no cannot be compared with a number.", "");
    must("event.¦title > 'a'", "text cannot be put in order with < or >: numbers or dates are needed.", "");
    must("event.lent_at > event.¦copies", "a date or time cannot be compared with a number.", "");
    must("event.copies + event.¦title == 1", "text cannot be calculated with: a number is needed.", "");
    must("event.copies in policy.¦most_books", "After in a list is needed, not a number.", "");
    must("same_day(event.lent_at, event.¦copies)", "same_day takes a date or time, not a number.", "");
    must("¦same_day(event.lent_at)", "same_day takes 2 values, not 1.", "");
    must(
        "due(event.lent_at, ¦'5 wd') > event.lent_at",
        "“5 wd”: not a length of time; write 60min, 24h, 3d, 1w, 1mo, 30wd or same-day",
        "",
    );
    must("event.copies | ¦length == 1", "length takes a list, not a number.", "");
}

#[test]
fn what_may_be_missing_is_asked_first() {
    let may = |name: &str| format!("{name} may be missing here, and what is missing counts as less than every number.");
    let guard = "Ask first whether it is there: facts.books and …, or not facts.books or …";
    must("facts.¦books <= 3", &may("facts.books"), guard);
    must("forms.¦BACK.returned_at > event.lent_at", &may("forms.BACK"), "");
    must("event.¦due_on > event.lent_at", &may("event.due_on"), "");
    must("minutes_between(event.lent_at, event.¦due_on) < 60", &may("event.due_on"), "");
    must("facts.¦books + 1 > 0", &may("facts.books"), "");
    must("forms.BACK and forms.BACK.¦seen | length > 1", &may("forms.BACK.seen"), "");
    check("volumes | selectattr(¦'seen_at', 'gt', lent_at) | list | length == 0", &may("seen_at"), "");
    for guarded in [
        "not facts.books or facts.books <= 3",
        "facts.books and facts.books <= 3",
        "facts.books is none or facts.books <= 3",
        "facts.books != none and facts.books <= 3",
        "(facts.books or 0) <= 3",
        "(facts.books | default(0)) <= 3",
        "(facts.books <= 3 if facts.books else true)",
        "facts.books in [1, 2] and facts.books < 2",
        "forms.BACK and forms.BACK.returned_at > event.lent_at",
        "not (event.due_on and event.due_on < event.lent_at)",
        "event.volumes | selectattr('seen_at') | selectattr('seen_at', 'gt', event.lent_at) | list | length == 0",
        "documents.BACK | length < 3",
        "(event.volumes | map(attribute='number') | sum) < 10",
    ] {
        good(LOAN, MUST, &format!("must: \"event.copies <= policy.most_books and ({guarded})\""));
    }
}

#[test]
fn event_is_there_only_when_something_happens() {
    let none = "There is no event here: this is asked at any moment, not when something happens.";
    applies("¦event.copies == 1", none, "");
    Library::new().change("facts.yaml", "is: \"forms.LOAN\"", "is: \"forms.LOAN and ¦event.at\"").error(none, "");
    // Of several documents a field of one may be missing in another.
    Library::new()
        .change(LOAN, "deny: [file LOAN]", "deny: [file LOAN, file BACK]")
        .change(LOAN, MUST, "must: \"event.¦copies <= policy.most_books\"")
        .error("event.copies may be missing here, and what is missing counts as less than every number.", "");
    // What entered the stage is behind a task without `after`: here the loan's slip, or a hand.
    good(LOAN, "from: earliest(event.at, ", "from: earliest(event.lent_at, ");
    Library::new()
        .change(LOAN, "from: earliest(event.at, ", "from: earliest(event.¦returned_at, ")
        .error("event has no returned_at.", "");
    // The recipient, where each has an obligation of its own.
    good(LOAN, "resume: {task: answer}", "resume: {task: answer, if: \"event.to == 'board/clerk'\"}");
    Library::new()
        .change(LOAN, "resume: {task: answer}", "resume: {task: answer, if: \"event.to == ¦'board/chair'\"}")
        .error("There is no choice “board/chair”.", "");
}

#[test]
fn only_what_identifies_nobody_is_asked_outside_must() {
    let message =
        "forms.LOAN.title lies in the vault personal: outside must only what identifies nobody (process) may be asked.";
    applies("forms.LOAN.¦title", message, "");
    good(LOAN, MUST, "must: \"event.copies <= policy.most_books and event.title\"");
}

#[test]
fn conditions_that_always_hold_and_what_is_no_expression() {
    let always = "This is always there, so it cannot be a condition: ask for something in it.";
    must("tasks.¦remind", always, "");
    must("¦'letter'", "A word in quotes always holds.", "");
    let instead = "Write the bare name, or: … is none";
    must("facts.books is ¦defined", "is defined does not help: a missing value is none.", instead);
    must("¦{'a': 1}", "map is not used in these expressions.", "");
    Library::new()
        .change(LOAN, "from: event.lent_at", "from: event.¦copies")
        .error("Here a date or time is needed, not a number.", "");
    let broken = Library::new().change(LOAN, "applies: facts.on_loan", "applies: facts.on_loan and");
    let problems = broken.problems("error");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0]["message"].as_str().unwrap().starts_with("The expression cannot be read: "));
}

/// A place in an expression that runs over lines, or has quotes of its own.
#[test]
fn places_in_long_expressions() {
    let folded = "must: >\n      event.copies <= policy.most_books\n      and facts.¦dmaged";
    Library::new().change(LOAN, MUST, folded).error("There is no fact called dmaged.", "Did you mean damaged?");
    let plain = "must: event.copies <= policy.most_books\n      and facts.age_group == ¦'grown'";
    Library::new().change(LOAN, MUST, plain).error("There is no choice “grown”.", "");
    let single = "must: 'event.copies <= policy.most_books and facts.age_group == ''young'' and facts.¦dmaged'";
    Library::new().change(LOAN, MUST, single).error("There is no fact called dmaged.", "");
}

#[test]
fn a_form_s_own_fields_come_first() {
    good(COMPLAINT, "must: tasks.answer.met_at or", "must: forms.COMPLAINT and tasks.answer.met_at or");
    good(FORM, "if: \"not due_on or due_on >= lent_at\"", "if: \"copies > 0 and facts.reserved != 'no'\"");
}
