//! What is wrong although every name is right: references, things that cannot happen, circles, contradictions, what
//! nobody uses.

use crate::library::Library;

const WORKFLOW: &str = "workflow.yaml";
const FACTS: &str = "facts.yaml";
const LOAN: &str = "stages/loan.yaml";
const COMPLAINT: &str = "stages/complaint.yaml";
const LOAN_FORM: &str = "forms/LOAN/form.yaml";
const BACK: &str = "forms/BACK/form.yaml";

#[track_caller]
fn error(file: &str, from: &str, to: &str, message: &str, suggestion: &str) {
    Library::new().change(file, from, to).error(message, suggestion);
}

#[track_caller]
fn warning(file: &str, from: &str, to: &str, message: &str) {
    Library::new().change(file, from, to).warning(message);
}

#[test]
fn wrong_references_say_what_was_probably_meant() {
    let meant = |what: &str, id: &str| format!("There is no {what} called {id}.");
    error(COMPLAINT, "role: [board,", "role: [¦borad,", &meant("role", "borad"), "Did you mean board?");
    error(COMPLAINT, "board/chair]", "¦board/char]", &meant("role", "board/char"), "Did you mean board/chair?");
    error(LOAN, "norms: [LB-005]", "norms: [¦LB-055]", &meant("provision", "LB-055"), "Did you mean LB-005?");
    error(LOAN, "role: {young:", "role: {¦youngs:", &meant("fact", "youngs"), "Did you mean young?");
    error(LOAN, "{due: bring-back}", "{due: ¦bringback}", &meant("task", "bringback"), "Did you mean bring-back?");
    error(LOAN, "within: soon", "within: ¦sooner", &meant("policy", "sooner"), "Did you mean soon?");
    error(
        LOAN,
        "enter: {stage: loan}",
        "enter: {stage: ¦reading-room}",
        &meant("stage", "reading-room"),
        "Did you mean loan/reading-room?",
    );
    error(LOAN, "deny: [share personal]", "deny: [¦share person]", &meant("vault", "person"), "Did you mean personal?");
    error(LOAN, "deny: [file LOAN]", "deny: [¦file LOANS]", &meant("form", "LOANS"), "Did you mean LOAN?");
    error(
        BACK,
        "prefill: LOAN.title",
        "prefill: ¦LOAN.titel",
        &meant("field", "LOAN.titel"),
        "Did you mean LOAN.title?",
    );
    error(BACK, "sets_fact: damaged", "sets_fact: ¦damage", &meant("fact", "damage"), "Did you mean damaged?");
    error(BACK, "choices_from: damages", "choices_from: ¦damage", &meant("list", "damage"), "Did you mean damages?");
    error(
        BACK,
        "groups: [outside, inside]",
        "groups: [outside, inside, ¦insid]",
        &meant("group", "insid"),
        "Did you mean inside?",
    );
    error(LOAN_FORM, "stage: loan", "stage: ¦lona", &meant("stage", "lona"), "Did you mean loan?");
    error(LOAN_FORM, "vault: personal", "vault: ¦personnel", &meant("vault", "personnel"), "Did you mean personal?");
}

#[test]
fn actions_and_occurrences_are_written_in_one_way() {
    let actions = "Actions: file X1, do task, waive task, enter stage, close stage, share vault, close case.";
    error(LOAN, "deny: [file LOAN]", "deny: [¦lend LOAN]", "“lend LOAN” is not an action.", actions);
    error(LOAN, "breach: [close loan]", "breach: [¦do write-off]", "do write-off stands twice in the same rule.", "");
    let rule = "  not-too-many:\n    norms: [LB-005]\n    deny: [file LOAN]\n";
    let unguarded = "  ¦not-too-many:\n    norms: [LB-005]\n";
    error(LOAN, rule, unguarded, "The rule guards nothing: add deny, warn or breach.", "");
    let what = "What it waits for is missing: form, task, stage, fact, due, time or case.";
    error(LOAN, "after: {due: bring-back}", "after: ¦{if: facts.damaged}", what, "");
    let one = "It waits for one thing: form, task, stage, fact, due, time or case; for several write a list.";
    error(LOAN, "after: {due: bring-back}", "after: ¦{due: bring-back, form: LOAN}", one, "");
    let when = "Here stands “bring-back”; it must say when, for instance {form: X1}.";
    error(LOAN, "after: {due: bring-back}", "after: ¦bring-back", when, "");
    let becomes = "becomes belongs to task, stage or fact, not to due.";
    error(LOAN, "after: {due: bring-back}", "after: {due: bring-back, ¦becomes: met}", becomes, "");
    error(
        LOAN,
        "resume: {task: answer}",
        "resume: {task: answer, becomes: ¦done}",
        "“done” is not allowed here; allowed: met, opened, waived, lapsed.",
        "",
    );
    let per = "per: recipient needs recipients: add to.";
    error(
        LOAN,
        "    role: librarian\n    applies: facts.on_loan",
        "    role: librarian\n    ¦per: recipient\n    applies: facts.on_loan",
        per,
        "",
    );
}

#[test]
fn tasks_that_cannot_be_done_met_or_timed() {
    let mark = |library: Library| library.change(LOAN, "  write-off:\n", "  ¦write-off:\n");
    let written_off = "    role: librarian\n    after: {fact: damaged, becomes: true}";
    let with = |lines: &str| {
        Library::new().change(LOAN, written_off, &format!("{lines}\n    after: {{fact: damaged, becomes: true}}"))
    };
    mark(with("    role: []")).error("Nobody may do the task write-off.", "");
    mark(with("    role: {age_group: librarian}"))
        .error("Roles are chosen by a fact of yes or no (bool), not by age_group.", "");
    mark(with("    role: librarian\n    within: most-books"))
        .error("The policy most-books is a number, not a time.", "");
    mark(with("    role: librarian\n    repeat: {every: 1mo}\n    within: 3d"))
        .error("write-off repeats at an interval: its time is the interval, without within.", "");
    mark(with("    role: librarian\n    met: []")).error("Nothing can discharge the task write-off.", "");
    // Waiting for itself, it is never met; and what waits for it never happens.
    mark(with("    role: librarian\n    met: {task: write-off}"))
        .error("Nothing can discharge the task write-off.", "");
    let of = "board/chair is not among the recipients (to) of answer.";
    error(COMPLAINT, "[{form: COMPLAINT, to: board/clerk,", "[¦{form: COMPLAINT, to: board/chair,", of, "");
    Library::new()
        .change(COMPLAINT, "at: event.passed_on_at}, done]", "at: event.passed_on_at}]")
        .change(COMPLAINT, "  answer:\n", "  ¦answer:\n")
        .error("For reader nothing can discharge the task answer.", "");
    let timeless = "remind has no time, so its due time never passes.";
    Library::new()
        .change(LOAN, "    within: soon\n", "")
        .change(LOAN, "exit: {task: write-off}", "exit: ¦{due: remind}")
        .error(timeless, "");
}

#[test]
fn times_are_counted_from_something() {
    Library::new()
        .change(LOAN_FORM, "future: true, sets_fact: due_on", "future: true")
        .change(LOAN, "after: {time: facts.due_on}", "after: {time: ¦facts.due_on}")
        .error("The time is counted from facts.due_on, but no field sets it.", "");
    error(
        LOAN,
        "from: event.lent_at",
        "from: ¦tasks.write_off.due_at",
        "The time is counted from the due time of write_off, which has none.",
        "",
    );
}

#[test]
fn circles_of_what_follows_at_the_same_moment() {
    let circle = |names: &str| format!("Changes that bring each other about at the same moment: {names}.");
    // A fact that depends on the stage that depends on it.
    Library::new()
        .change(FACTS, "is: \"forms.LOAN\"", "is: \"forms.LOAN and stages.complaint.state == 'open'\"")
        .change(COMPLAINT, "norms: [LB-006]\ntasks:", "norms: [LB-006]\napplies: not facts.on_loan\ntasks:")
        .change(COMPLAINT, "stage: complaint", "¦stage: complaint")
        .error(&circle("complaint → facts.on_loan → complaint"), "");
    // Two duties that open each other.
    Library::new()
        .change(LOAN, "after: {due: bring-back}", "after: {task: write-off}")
        .change(LOAN, "after: {fact: damaged, becomes: true}", "after: [{fact: damaged, becomes: true}, {task: remind, becomes: opened}]\n    met: [{task: remind, becomes: opened}, done]")
        .change(LOAN, "  remind:\n", "  ¦remind:\n")
        .error(&circle("remind opened → write-off → remind opened"), "");
    // Two that discharge each other are allowed: what is met stays met.
    Library::new()
        .change(
            LOAN,
            "    repeat: {every: 1mo, for: 6mo}",
            "    repeat: {every: 1mo, for: 6mo}\n    met: [{task: write-off}, done]",
        )
        .change(
            LOAN,
            "after: {fact: damaged, becomes: true}",
            "after: {fact: damaged, becomes: true}\n    met: [{task: look-after}, done]",
        )
        .clean();
    Library::new()
        .change(
            "roles.yaml",
            "librarian: {title: {sq: \"Bibliotekari\", en: \"Librarian\"}",
            "librarian: {members: [¦board], title: {sq: \"Bibliotekari\", en: \"Librarian\"}",
        )
        .error("The group librarian has itself among its members.", "");
}

#[test]
fn rules_that_cannot_both_be_satisfied() {
    let rule = |must: &str, effect: &str, applies: &str| {
        format!(
            "rules:\n  paper:\n    norms: [LB-006]\n    {effect}: [file LOAN]\n    {applies}\n    must: {must}\n    message: {{sq: \"a\", en: \"b\"}}\n"
        )
    };
    let both = "paper and not-too-many cannot both be satisfied: file LOAN is never allowed.";
    let contradict = |must: &str, effect: &str, applies: &str| {
        Library::new()
            .change(LOAN, "rules:\n", &rule("event.age_group == 'young'", "deny", "applies: facts.on_loan"))
            .change(LOAN, "must: \"event.copies <= policy.most_books\"", &format!("must: {must}"))
            .change(LOAN, "    deny: [file LOAN]\n    must", &format!("    {effect}: [file LOAN]\n{applies}    must"))
            .change(LOAN, "  not-too-many:\n", "  ¦not-too-many:\n")
    };
    contradict("event.age_group == 'grown-up'", "deny", "").error(both, "");
    contradict("event.age_group != 'young' and event.copies > 1", "deny", "").error(both, "");
    contradict("event.age_group == 'grown-up'", "warn", "").warns(both);
    // Where they never apply together, they do not meet.
    contradict("event.age_group == 'grown-up'", "deny", "    applies: not facts.on_loan\n").loads();
}

#[test]
fn what_nobody_uses() {
    warning(
        FACTS,
        "  due_on: {title",
        "  ¦wet: {title: {sq: \"I lagur\", en: \"Wet\"}, is: facts.damaged}\n  due_on: {title",
        "Nobody asks for the fact wet.",
    );
    let policy = "  soon: {is: 48h";
    warning(
        WORKFLOW,
        policy,
        "  ¦late: {is: 3d, basis: ours, why: {sq: a, en: b}}\n  soon: {is: 48h",
        "Nothing uses the policy late.",
    );
    Library::new()
        .put("forms/_lists/colours.yaml", "¦list: colours\nchoices: [{id: red, sq: \"E kuqe\", en: \"Red\"}]\n")
        .warning("No field uses the list colours.");
    Library::new()
        .put("forms/NOTE/template.md.j2", "{{ form.title }}")
        .put(
            "forms/NOTE/form.yaml",
            "¦form: NOTE\ntitle: {sq: \"Shënim\", en: \"Note\"}\nvault: process\nsections: [{id: a, title: {sq: a, en: a}, fields: [{id: x, type: text, label: {sq: x, en: x}}]}]\n",
        )
        .change(WORKFLOW, "COMPLAINT]", "COMPLAINT, NOTE]")
        .put("forms/NOTE/form.yaml", "¦form: NOTE\ntitle: {sq: \"Shënim\", en: \"Note\"}\nvault: process\nsections: [{id: a, title: {sq: a, en: a}, fields: [{id: x, type: text, label: {sq: x, en: x}}]}]\n")
        .warning("Nothing uses the form NOTE.");
    Library::new()
        .put("stages/return.yaml", "¦stage: return\n")
        .warning("The file lib/workflows/library/stages/return.yaml is not read: workflow.yaml does not list it.");
}

#[test]
fn provisions_that_nothing_carries() {
    let norm = "  LB-008: {locate: {sq: a, en: b}, kind: duty, gloss: {sq: a, en: b}, enforce: task}\n  LB-007:";
    warning(
        "norms.yaml",
        "  LB-007:",
        &format!("¦{}", norm).replacen("¦  ", "  ¦", 1),
        "Nothing cites the provision LB-008.",
    );
    warning(
        "norms.yaml",
        "  LB-006: {locate: {sq: \"neni 6\", en: \"article 6\"}, kind: record, gloss: {sq: \"Shënohet gjendja e librit.\", en: \"The state of the book is recorded.\"}, enforce: form-field}",
        "  ¦LB-006: {locate: {sq: \"neni 6\", en: \"article 6\"}, kind: record, gloss: {sq: \"Shënohet gjendja e librit.\", en: \"The state of the book is recorded.\"}, enforce: vault}",
        "The provision LB-006 should be carried by vault, but only others cite it.",
    );
}

#[test]
fn what_can_never_happen() {
    // A stage that waits for a task inside itself.
    Library::new()
        .change(LOAN, "enter: {stage: loan}", "enter: {task: seat}")
        .change(LOAN, "  reading-room:\n", "  ¦reading-room:\n")
        .warning("The stage loan/reading-room can never be entered.");
    Library::new()
        .change(
            LOAN,
            "    applies: facts.on_loan\n",
            "    applies: facts.on_loan\n    after: {stage: complaint, becomes: suspended}\n",
        )
        .change(LOAN, "  look-after:\n", "  ¦look-after:\n")
        .warning("The task look-after never opens.");
    Library::new()
        .change(LOAN, "    resume: {task: answer}\n", "")
        .change(LOAN, "  reading-room:\n", "  ¦reading-room:\n")
        .warning("There is suspend, but no resume.");
    Library::new()
        .change(COMPLAINT, "at: event.passed_on_at}, done]", "at: event.passed_on_at}, {form: COMPLAINT}]")
        .change(COMPLAINT, "  heard-first:\n", "  ¦heard-first:\n")
        .warning("heard-first guards do answer, but that task is not done by hand (done).");
}

#[test]
fn fields_fit_the_facts_that_they_set() {
    let field = |from: &str, to: &str, message: &str| error(LOAN_FORM, from, to, message, "");
    let reserved = "{id: reserved, type: choice, label: {sq: \"E kërkon dikush\", en: \"Wanted by somebody\"}, vault: process, sets_fact: reserved";
    let marked = reserved.replace("id: reserved", "id: ¦reserved");
    let vault = "The field sets the fact reserved, which lies in process; the field itself lies in personal.";
    field(reserved, &marked.replace("vault: process, ", ""), vault);
    let kind = "The field is not of the type of the fact damaged.";
    field(reserved, &marked.replace("sets_fact: reserved", "sets_fact: damaged"), kind);
    Library::new()
        .change(
            LOAN_FORM,
            "{id: grown-up, sq: \"I rritur\", en: \"Grown-up\"}",
            "{id: grown-up, sq: \"I rritur\", en: \"Grown-up\"}, {id: old, sq: a, en: b}",
        )
        .change(LOAN_FORM, "{id: age_group,", "{id: ¦age_group,")
        .error("The fact age_group has no value old.", "");
    Library::new()
        .change(FACTS, "damaged:\n    title: {sq: \"I dëmtuar\", en: \"Damaged\"}\n    type: bool\n    prefer: true\n    counts: {BACK: \"facts.on_loan\"}", "damaged:\n    title: {sq: \"I dëmtuar\", en: \"Damaged\"}\n    is: \"forms.BACK.damaged\"")
        .change(BACK, "{id: damaged,", "{id: ¦damaged,")
        .error("The fact damaged is worked out (is): no field sets it.", "");
    Library::new()
        .change(BACK, "prefill: LOAN.title", "prefill: LOAN.lent_at")
        .change(BACK, "{id: title,", "{id: ¦title,")
        .warning("LOAN.lent_at is of another type.");
    Library::new()
        .change(LOAN, "      way: {type", "      by-way: {type: text, label: {sq: a, en: b}}\n      ¦by_way: {type")
        .error("by_way and by-way are written the same in expressions (- becomes _).", "");
}
