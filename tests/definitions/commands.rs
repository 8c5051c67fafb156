//! `sop workflow` and `sop forms` as people and scripts use them.

use serde_json::json;

use crate::common::Sandbox;
use crate::library::Library;

#[test]
fn the_outline_and_everything_by_name() {
    let library = Library::new();
    let list = library.sop(&["workflow", "list"]).ok().out;
    assert!(list.starts_with("library 1 · The library's rules\nLending books\n"), "{list}");
    assert!(list.contains("  loan/reading-room  In the reading room  duties 1, rules 0\n"), "{list}");
    let list = library.sop(&["workflow", "list", "--json"]).ok().json();
    assert_eq!(list["workflow"]["id"], "library");
    assert_eq!(list["workflow"]["hash"].as_str().map(str::len), Some(64));
    assert_eq!(
        list["stages"][1],
        json!({"stage": "loan/reading-room", "title": "In the reading room", "tasks": ["seat"], "rules": []})
    );
    let all = library.sop(&["workflow", "show"]).ok().out;
    for name in ["loan/reading-room", "bring-back", "not-too-many", "on_loan", "guardian", "most-books"] {
        assert!(all.lines().any(|line| line.split_whitespace().next() == Some(name)), "{name}: {all}");
    }
    let all = library.sop(&["workflow", "show", "--json"]).ok().json();
    assert_eq!(all["tasks"].as_array().map(Vec::len), Some(7));
    assert_eq!(all["norms"].as_array().map(Vec::len), Some(7));
}

#[test]
fn one_part_in_full() {
    let library = Library::new();
    let task = library.sop(&["workflow", "show", "remind"]).ok().out;
    for line in [
        "Duty remind: The reader is reminded",
        "Stage          loan",
        "Who            librarian",
        "To             reader, guardian",
        "Opens          {due: bring-back}",
        "Time           48h (soon: “Soon” without a number.)",
        "Discharged by  sop done remind",
        "Repeats        each",
        "Field          way: Way",
        "Provision      article 4 (LB-004)",
        "Written in     lib/workflows/library/stages/loan.yaml:20",
    ] {
        assert!(task.lines().any(|l| l == line), "{line:?} in {task}");
    }
    let task = library.sop(&["workflow", "show", "bring-back", "--json"]).ok().json();
    assert_eq!(task["kind"], "task");
    assert_eq!(task["role"], "young: reader, guardian; grown_up: reader");
    assert_eq!(task["within"], "14d");
    assert_eq!(task["met"], json!(["{form: BACK, at: event.returned_at}", "done"]));
    assert_eq!(task["norms"], json!(["LB-003"]));
    let rule = library.sop(&["workflow", "show", "state-seen", "--json"]).ok().json();
    assert_eq!(
        rule["guards"],
        json!([{"action": "do write-off", "effect": "warn"}, {"action": "close loan", "effect": "breach"}])
    );
    let fact = library.sop(&["workflow", "show", "damaged", "--json"]).ok().json();
    assert_eq!((&fact["type"], &fact["set_by"]), (&json!("bool"), &json!(["BACK.damaged"])));
    let norm = library.sop(&["workflow", "show", "LB-005"]).ok().out;
    assert!(norm.contains("Condition   not-too-many"), "{norm}");
    let stage = library.sop(&["--lang", "sq", "workflow", "show", "loan/reading-room"]).ok().out;
    assert!(stage.starts_with("Faza loan/reading-room: Në sallën e leximit\n"), "{stage}");
    let role = library.sop(&["workflow", "show", "board"]).ok().out;
    assert!(role.contains("Seat     board/chair: Chair"), "{role}");
}

#[test]
fn an_unknown_name_is_a_wrong_argument_with_a_suggestion() {
    let library = Library::new();
    let ran = library.sop(&["workflow", "show", "bring-bak"]).code(2);
    assert_eq!(ran.err, "The procedure has no “bring-bak”.\nDid you mean bring-back?\n");
    let ran = library.sop(&["workflow", "show", "LOAN"]).code(2);
    assert!(ran.err.ends_with("LOAN is a form: sop forms show LOAN\n"), "{ran:?}");
    let ran = library.sop(&["forms", "show", "loan"]).code(2);
    assert_eq!(ran.err, "There is no form “loan”.\nDid you mean LOAN?\n");
    let ran = library.sop(&["forms", "show", "LOANS", "--json"]).code(2);
    assert_eq!(ran.json()["error"]["code"], "invalid");
}

#[test]
fn forms_with_their_fields() {
    let library = Library::new();
    let list = library.sop(&["forms", "list", "--json"]).ok().json();
    assert_eq!(list["forms"][0], json!({"form": "LOAN", "title": "Loan slip", "stage": "loan"}));
    assert_eq!(list["forms"].as_array().map(Vec::len), Some(3));
    let form = library.sop(&["forms", "show", "LOAN", "--json"]).ok().json();
    assert_eq!(
        (&form["form"], &form["title"], &form["stage"], &form["vault"]),
        (&json!("LOAN"), &json!("Loan slip"), &json!("loan"), &json!("personal"))
    );
    let field = |id: &str| form["fields"].as_array().unwrap().iter().find(|field| field["id"] == id).unwrap().clone();
    let lent_at = field("lent_at");
    assert_eq!(
        (&lent_at["type"], &lent_at["required"], &lent_at["vault"]),
        (&json!("datetime"), &json!(true), &json!("process"))
    );
    assert_eq!(
        (&lent_at["choices"], &lent_at["when"], &lent_at["sets_fact"]),
        (&json!([]), &json!(null), &json!(null))
    );
    assert_eq!(field("age_group")["sets_fact"], "age_group");
    assert_eq!(field("guardian_name")["when"], "age_group == 'young' and facts.reserved != 'no'");
    assert_eq!(field("volumes")["columns"][1]["id"], "seen_at");
    assert_eq!(field("title")["norms"], json!(["LB-006"]));
    let back = library.sop(&["forms", "show", "BACK"]).ok().out;
    assert!(back.contains("cover = Cover"), "{back}");
    assert!(back.lines().all(|line| line.chars().count() <= 80), "{back}");
}

#[test]
fn what_carries_each_provision() {
    let library = Library::new();
    let coverage = library.sop(&["workflow", "coverage", "--json"]).ok().json();
    assert_eq!((&coverage["norms"], &coverage["covered"], &coverage["gaps"]), (&json!(7), &json!(7), &json!([])));
    assert_eq!(coverage["by"]["LB-005"], json!(["rule:not-too-many"]));
    assert_eq!(coverage["by"]["LB-002"], json!(["role:librarian"]));
    assert!(coverage["by"]["LB-006"].as_array().unwrap().contains(&json!("field:LOAN.title")));
    let norm = "  LB-008: {locate: {sq: a, en: b}, kind: duty, gloss: {sq: a, en: Lights are put out.}, enforce: task}\n  LB-007:";
    let library = library.change("norms.yaml", "  LB-007:", norm);
    let ran = library.sop(&["workflow", "coverage"]).code(1);
    assert!(
        ran.out.contains("Carried by nothing: LB-008 Lights are put out.\n7 of 8 provisions are carried.\n"),
        "{ran:?}"
    );
    assert_eq!(library.sop(&["workflow", "coverage", "--json"]).code(1).json()["gaps"], json!(["LB-008"]));
}

/// The page that is shown where Markdown is: one line for each provision, in the parts of the act.
#[test]
fn the_matrix_as_a_page() {
    let library = Library::new();
    let page = library.sop(&["workflow", "coverage", "--format", "markdown"]).ok().out;
    assert!(
        page.starts_with("# What carries each provision of The library's rules\n\nMade from the definitions,"),
        "{page}"
    );
    assert!(
        page.contains("`sop --lang en workflow coverage --format markdown > workflows/library/COVERAGE.md`"),
        "{page}"
    );
    let row = |id: &str| page.lines().find(|line| line.starts_with(&format!("| {id} |"))).unwrap_or_default();
    assert_eq!(row("LB-005"), "| LB-005 | article 5 | condition | `rule:not-too-many` |");
    assert!(row("LB-006").contains("`task:look-after`") && row("LB-006").contains(" and 4 more |"), "{page}");
    assert!(page.contains("\n## LB · article 1 … article 7, lines 3–9\n"), "{page}");
    assert!(row("LB-007").ends_with("| reference: It asks nothing of anybody. |"), "{page}");
    assert_eq!(page.lines().filter(|line| line.starts_with("| LB-")).count(), 7);
    let json = library.sop(&["workflow", "coverage", "--format", "json"]).ok().json();
    assert_eq!(json["sections"][0]["section"], "LB");
    assert_eq!(json["sections"][0]["norms"][4]["norm"], "LB-005");
    let sq = library.sop(&["--lang", "sq", "workflow", "coverage", "--format", "markdown"]).ok().out;
    assert!(sq.starts_with("# Çfarë e mban çdo normë të aktit Rregullorja e bibliotekës\n"), "{sq}");
}

#[test]
fn lint_shows_the_line_and_the_place_in_it() {
    let library = Library::new().change("roles.yaml", "abbr: BIB", "colour: BIB");
    let ran = library.sop(&["workflow", "lint"]).code(1);
    assert_eq!(
        ran.out,
        "lib/workflows/library/roles.yaml:2:61: error: Unknown key: colour.\n\
         \x20    {sq: \"Bibliotekari\", en: \"Librarian\"}, colour: BIB, norms: [LB-002]}\n\
         \x20                                           ^\n\
         \x20   Allowed: title, abbr, note, members, seats, norms.\n\n\
         lib/workflows/library: 1 error, 0 warnings.\n"
    );
    assert_eq!(ran.err, "1 error in the definitions.\n");
    let sq = library.sop(&["--lang", "sq", "workflow", "lint"]).code(1).out;
    assert!(sq.contains(":2:61: gabim: Çelës i panjohur: colour.\n"), "{sq}");
    // Forms alone: what is wrong elsewhere is not theirs.
    library.sop(&["forms", "lint"]).ok();
    let ran = Library::new()
        .change("forms/LOAN/form.yaml", "severity: deny", "severity: no")
        .sop(&["forms", "lint", "--json"])
        .code(1);
    assert_eq!(ran.json()["problems"][0]["file"], "lib/forms/LOAN/form.yaml");
}

/// Every problem of all files at once.
#[test]
fn all_problems_are_said_at_once() {
    let library = Library::new()
        .change("roles.yaml", "abbr: BIB", "colour: BIB")
        .change("facts.yaml", "type: integer", "type: number")
        .change("stages/loan.yaml", "within: soon", "within: sooner")
        .change("stages/loan.yaml", "applies: facts.on_loan", "applies: facts.on_lone and facts.damagd")
        .change("forms/BACK/form.yaml", "type: bool", "type: boolean");
    let files: Vec<String> = library
        .problems("error")
        .iter()
        .map(|problem| problem["file"].as_str().unwrap_or_default().to_owned())
        .collect();
    let of = |name: &str| files.iter().filter(|file| file.ends_with(name)).count();
    assert_eq!((of("roles.yaml"), of("facts.yaml"), of("loan.yaml"), of("BACK/form.yaml")), (1, 1, 3, 1), "{files:?}");
}

/// Another command says that the definitions do not load, and what is wrong.
#[test]
fn other_commands_refuse_definitions_that_do_not_load() {
    let library = Library::new().change("roles.yaml", "abbr: BIB", "colour: BIB");
    let ran = library.sop(&["forms", "list"]).code(2);
    assert_eq!(
        ran.err,
        "The definitions in lib/workflows/library have 1 error and cannot be used.\n  \
         lib/workflows/library/roles.yaml:2:61: Unknown key: colour.\n\
         All of them with their places: sop workflow lint, with the same --definitions\n"
    );
}

/// R43: a check that looked at nothing does not pass.
#[test]
fn a_folder_without_definitions_is_a_wrong_argument() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.path().join("empty/workflows")).unwrap();
    for command in
        [["workflow", "lint"], ["workflow", "coverage"], ["forms", "lint"], ["workflow", "list"], ["forms", "list"]]
    {
        let run = |dir: &str| sandbox.sop(&["--definitions", dir, command[0], command[1]]).code(2).err;
        assert!(run("typo").starts_with("typo is not a folder.\n"));
        assert!(run("empty").starts_with("There is no procedure in empty/"), "{}", run("empty"));
    }
    let two = Library::new().put("../other/workflow.yaml", "workflow: other\n");
    let ran = two.sop(&["workflow", "lint"]).code(2);
    assert!(ran.err.starts_with("There are several procedures in lib/: library, other."), "{ran:?}");
    two.sandbox.sop(&["--definitions", "lib/workflows/library", "workflow", "lint"]).ok();
}

/// The same definitions have the same hash from wherever they are read; any change of a rule or a form gives another.
#[test]
fn a_hash_names_the_definitions() {
    let library = Library::new();
    let hash = |library: &Library, dir: &str| {
        let ran = library.sandbox.sop(&["--definitions", dir, "workflow", "list", "--json"]).ok();
        ran.json()["workflow"]["hash"].as_str().unwrap_or_default().to_owned()
    };
    let first = hash(&library, "lib");
    assert_eq!(hash(&library, "lib/workflows/library"), first);
    let library = library.change("tests/lent.yaml", "copies: 1", "copies: 2");
    assert_eq!(hash(&library, "lib"), first, "a scenario is not part of what a case runs under");
    for (file, from, to) in [
        ("stages/loan.yaml", "within: 14d", "within: 15d"),
        ("forms/LOAN/form.yaml", "Sa libra", "Sa copë"),
        ("forms/_lists/damages.yaml", "Kopertina", "Kapaku"),
        ("forms/LOAN/template.md.j2", "extends", "extends "),
        ("forms/_layout/slip.md.j2", "body", "text"),
        ("../calendars/plain.yaml", "01-01", "01-02"),
    ] {
        assert_ne!(hash(&Library::new().change(file, from, to), "lib"), first, "{file}");
    }
}
