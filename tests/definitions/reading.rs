//! What the reader refuses: YAML that is none, keys, types, ids, texts.

use crate::library::Library;

/// A change of one file and the one error that follows at the mark.
#[track_caller]
fn broken(file: &str, from: &str, to: &str, message: &str, suggestion: &str) {
    Library::new().change(file, from, to).error(message, suggestion);
}

const WORKFLOW: &str = "workflow.yaml";
const FACTS: &str = "facts.yaml";
const LOAN: &str = "stages/loan.yaml";
const FORM: &str = "forms/LOAN/form.yaml";

#[test]
fn the_procedure_as_it_is_has_nothing_to_report() {
    Library::new().clean();
}

#[test]
fn unknown_and_repeated_keys_are_found_at_the_key() {
    broken(LOAN, "    roll: none", "    ¦rolls: none", "Unknown key: rolls.", "Did you mean roll?");
    let allowed = "Allowed: title, abbr, note, members, seats, norms.";
    broken("roles.yaml", "abbr: BIB", "¦colour: BIB", "Unknown key: colour.", allowed);
    broken(LOAN, "    roll: none", "    roll: none\n    ¦roll: none", "roll has been written in line 17 already.", "");
    let twice = "reserved has been written in line 10 already.";
    broken(FACTS, "  on_loan:", "  ¦reserved: {title: {sq: a, en: a}, type: bool}\n  on_loan:", twice, "");
}

#[test]
fn a_missing_key_is_found_where_its_part_begins() {
    let titled = "title: {sq: \"Lexuesi kujtohet\", en: \"The reader is reminded\"}\n    norms: [LB-004]\n";
    broken(LOAN, &format!("{titled}    role: librarian\n"), &format!("¦{titled}"), "role is missing.", "");
    broken(WORKFLOW, "workflow: library\nversion: \"1\"\n", "¦workflow: library\n", "version is missing.", "");
    broken(LOAN, "norms: [LB-005]", "norms: ¦[]", "At least one provision is needed.", "");
    broken(
        FACTS,
        "books: {title: {sq: \"Numri i librave\", en: \"Number of books\"}, type: integer}",
        "¦books: {title: {sq: \"Numri i librave\", en: \"Number of books\"}}",
        "A fact has a type, or an expression it is worked out from (is).",
        "",
    )
}

#[test]
fn a_value_of_the_wrong_kind_says_what_belongs_there() {
    let flag = "Here stands “yes”; it must be true or false.";
    broken(LOAN, "waivable: false", "waivable: ¦yes", flag, "");
    broken(LOAN, "waivable: false", "waivable: ¦\"false\"", "Here stands “false”; it must be true or false.", "");
    broken(LOAN, "norms: [LB-005]", "norms: ¦LB-005", "Here stands “LB-005”; it must be a list.", "");
    broken(
        "roles.yaml",
        "title: {sq: \"Lexuesi\", en: \"Reader\"}",
        "title: ¦Reader",
        "Here stands “Reader”; it must be keys with values.",
        "",
    );
    broken(WORKFLOW, "version: \"1\"", "version: ¦[1]", "Here stands a list; it must be a text.", "");
    broken(
        LOAN,
        "kind: right",
        "kind: ¦rigth",
        "“rigth” is not allowed here; allowed: duty, right.",
        "Did you mean right?",
    );
    broken(FORM, "severity: deny", "severity: ¦error", "“error” is not allowed here; allowed: deny, warn, breach.", "");
    let time = |word: &str| format!("“{word}”: not a length of time; write 60min, 24h, 3d, 1w, 1mo, 30wd or same-day");
    broken(LOAN, "within: 14d", "within: ¦14days", &time("14days"), "");
    broken(LOAN, "within: 14d", "within: ¦0d", "“0d”: must lie between 1 and 3650d", "");
    broken(LOAN, "every: 1mo", "every: ¦monthly", &time("monthly"), "");
    broken(WORKFLOW, "time_zone: Europe/Tirane", "time_zone: ¦Europe/Tiranë", "Unknown time zone: Europe/Tiranë.", "");
    broken(
        "norms.yaml",
        "lines: [3, 4]",
        "lines: ¦[4, 3]",
        "Lines are written [first, last], for instance [12, 15].",
        "",
    );
}

#[test]
fn both_languages_are_required() {
    let missing = "The text in the language sq is missing.";
    broken(LOAN, "title: {sq: \"Huazimi\", en: \"Loan\"}", "title: ¦{en: \"Loan\"}", missing, "");
    broken(LOAN, "title: {sq: \"Huazimi\", en: \"Loan\"}", "title: {sq: ¦\" \", en: \"Loan\"}", missing, "");
    broken(FORM, "{id: young, sq: \"I ri\", en: \"Young\"}", "¦{id: young, en: \"Young\"}", missing, "");
}

/// R59: other YAML readers take these words for yes and no.
#[test]
fn words_that_mean_yes_and_no_elsewhere_are_quoted_as_ids_and_keys() {
    for word in ["no", "off", "y", "Yes", "TRUE"] {
        let message = format!("{word} without quotes is read as yes or no.");
        let write = format!("Write \"{word}\".");
        let choice = format!("[{{id: ¦{word}, sq: a, en: b}}, {{id: letter,");
        broken(LOAN, "choices: [{id: letter,", &format!("choices: {choice}"), &message, &write);
        broken(LOAN, "  extend:", &format!("  ¦{word}:"), &message, &write);
        let fact = format!("choices: [¦{word}, young, grown-up]");
        broken(FACTS, "choices: [young, grown-up]", &fact, &message, &write);
    }
    let message = "no without quotes is read as yes or no.";
    broken(
        FACTS,
        "choices: [\"yes\", \"no\", unknown]",
        "choices: [\"yes\", \"no\", unknown]\n    prefer: ¦no",
        message,
        "Write \"no\".",
    );
    let on = "on without quotes is read as yes or no.";
    broken(WORKFLOW, "policy:\n", "¦on: {form: LOAN}\npolicy:\n", on, "Write \"on\".");
    let yes = "yes without quotes is read as yes or no.";
    broken(LOAN, "choices: [{id: letter,", "choices: [¦yes, {id: letter,", yes, "Write \"yes\".");
}

/// R59: what looks like a number, a yes or a time of day stays the text that was written.
#[test]
fn texts_stay_as_they_are_written() {
    let library = Library::new().change(WORKFLOW, "version: \"1\"", "version: 1.10").change(
        "roles.yaml",
        "{sq: \"Kryetari\", en: \"Chair\"}",
        "{sq: 012, en: 12:30}",
    );
    let list = library.sop(&["workflow", "list", "--json"]).ok().json();
    assert_eq!(list["workflow"]["version"], "1.10");
    let role = library.sop(&["workflow", "show", "board", "--json"]).ok().json();
    assert_eq!(role["seats"]["chair"], "12:30");
    let form = library.sop(&["forms", "show", "LOAN", "--json"]).ok().json();
    let reserved = form["fields"].as_array().unwrap().iter().find(|f| f["id"] == "reserved").unwrap().clone();
    assert_eq!(reserved["choices"], serde_json::json!(["yes", "no", "unknown"]));
    assert_eq!(reserved["choice_words"]["yes"], "Yes");
}

#[test]
fn ids_have_one_spelling() {
    let lower = "Small letters a to z, digits, - and _, beginning with a letter.";
    broken(LOAN, "  extend:", "  ¦Extend:", "“Extend” cannot name a task.", lower);
    broken(FORM, "{id: guardian_name,", "{id: ¦prindër_ë,", "“prindër_ë” cannot name a field.", lower);
    let upper = "Capital letters A to Z, digits and -, beginning with a letter.";
    broken(
        WORKFLOW,
        "forms: [LOAN, BACK, COMPLAINT]",
        "forms: [LOAN, BACK, COMPLAINT, ¦extra]",
        "“extra” cannot name a form.",
        upper,
    );
    broken(FORM, "{id: guardian_name,", "{id: ¦by,", "by means something else in expressions: take another name.", "");
}

#[test]
fn an_id_stands_once() {
    let twice = "There is already a task called answer.";
    Library::new()
        .change(LOAN, "      seat:\n", "      answer:\n")
        .change("stages/complaint.yaml", "  answer:\n", "  ¦answer:\n")
        .error(twice, "The other one: lib/workflows/library/stages/loan.yaml, line 79.");
}
