//! `sop workflow diff`: what is new, gone or changed, for a person and for a program.

use serde_json::json;

use crate::library::{Library, original};

/// The library's procedure as it was, beside the changed one.
fn beside(library: &Library) {
    let copied = library.sandbox.run("cp", &["-r", &original().display().to_string(), "old"], None);
    copied.ok();
}

#[test]
fn what_is_different_stands_in_groups_with_its_place() {
    let library = Library::new()
        .change("stages/loan.yaml", "within: 14d", "within: 21d")
        .change("stages/loan.yaml", "    waivable: false\n", "")
        .change("workflow.yaml", "is: 48h", "is: 24h")
        .change("forms/BACK/form.yaml", "required: true, sets_fact: damaged", "sets_fact: damaged")
        .change("norms.yaml", "gloss: {sq: \"Më së shumti pesë libra.\"", "gloss: {sq: \"Jo më shumë se pesë libra.\"");
    beside(&library);
    let ran = library.sandbox.sop(&["workflow", "diff", "old", "lib"]).code(1);
    assert_eq!(ran.err, "4 differences.\n");
    assert_eq!(
        ran.out,
        "From old (library 1)\nTo lib (library 1)\n\n\
         Duties\n  changed  bring-back: The book is brought back\n      lib/workflows/library/stages/loan.yaml:10\n\
         \x20     Time  before  14d\n            now     21d\n\n\
         Chosen times and numbers\n  changed  soon: “Soon” without a number.\n\
         \x20     Is  before  48h\n          now     24h\n\n\
         Fields\n  changed  BACK.damaged: Damaged\n      lib/forms/BACK/form.yaml:11\n\
         \x20     Required  before  yes\n                now     (nothing)\n\n\
         Provisions\n  changed  LB-005: Five books at most.\n\
         \x20     Words  before  Më së shumti pesë libra.\n             now     Jo më shumë se pesë libra.\n\n\
         0 new, 0 gone, 4 changed.\n"
    );
    let json = library.sandbox.sop(&["workflow", "diff", "old", "lib", "--json"]).code(1).json();
    assert_eq!(json["summary"], json!({"new": 0, "gone": 0, "changed": 4}));
    let task = &json["changes"][0];
    assert_eq!(
        (&task["kind"], &task["id"], &task["change"]),
        (&json!("task"), &json!("bring-back"), &json!("changed"))
    );
    assert_eq!(task["said"], json!([{"key": "within", "before": ["14d"], "after": ["21d"]}]));
    assert_ne!(json["old"]["hash"], json["new"]["hash"]);
    let sq = library.sandbox.sop(&["--lang", "sq", "workflow", "diff", "old", "lib"]).code(1).out;
    assert!(sq.contains("ndryshoi  bring-back: Libri kthehet\n"), "{sq}");
    assert!(sq.lines().all(|line| line.chars().count() <= 80), "{sq}");
}

#[test]
fn what_is_new_and_what_is_gone() {
    let library = Library::new().change("stages/loan.yaml", "  not-too-many:\n", "  few-only:\n");
    beside(&library);
    let json = library.sandbox.sop(&["workflow", "diff", "old", "lib", "--json"]).code(1).json();
    let changes: Vec<_> =
        json["changes"].as_array().unwrap().iter().map(|c| (c["id"].clone(), c["change"].clone())).collect();
    assert_eq!(changes, [(json!("not-too-many"), json!("gone")), (json!("few-only"), json!("new"))]);
    // The places are those of the side on which it stands.
    let files: Vec<_> = json["changes"].as_array().unwrap().iter().map(|c| c["file"].clone()).collect();
    assert_eq!(files, ["old/workflows/library/stages/loan.yaml", "lib/workflows/library/stages/loan.yaml"]);
}

#[test]
fn the_same_and_what_is_built_in() {
    let library = Library::new();
    beside(&library);
    let ran = library.sandbox.sop(&["workflow", "diff", "old", "lib/workflows/library"]).ok();
    assert!(ran.out.ends_with("Nothing is different.\n"), "{ran:?}");
    // One folder is compared with the procedure in use.
    library.sop(&["workflow", "diff", "old"]).ok();
    let ran = library.sandbox.sop(&["workflow", "diff", "lib"]).code(1);
    assert!(ran.out.starts_with("From built in ("), "{ran:?}");
    assert!(ran.out.contains("\nDuties\n") && ran.out.contains("\nProvisions\n"));
    library.sandbox.sop(&["workflow", "diff", "lib", "nowhere"]).code(2);
    assert_eq!(
        library.sandbox.sop(&["workflow", "diff", "nowhere", "--json"]).code(2).json()["error"]["code"],
        "invalid"
    );
}
