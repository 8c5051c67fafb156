//! Files that are no definitions, or mean harm: one clear error each, at once, and never a crash.

use std::time::{Duration, Instant};

use crate::library::Library;

const FACTS: &str = "facts.yaml";

/// The one error of a broken file.
#[track_caller]
fn only(library: &Library) -> serde_json::Value {
    let started = Instant::now();
    let problems = library.problems("error");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    let [problem] = problems.as_slice() else { panic!("one error expected: {problems:#?}") };
    problem.clone()
}

#[track_caller]
fn put(text: &str, message: &str) {
    let problem = only(&Library::new().put(FACTS, text));
    let found = problem["message"].as_str().unwrap_or_default();
    assert!(found.starts_with(message), "{found}");
    assert_eq!(problem["file"], "lib/workflows/library/facts.yaml");
}

#[test]
fn what_is_no_yaml() {
    put("facts: [a, b\n", "This is not correct YAML: ");
    put("facts:\n\t- a\n", "This is not correct YAML: ");
    put("facts: 'open\n", "This is not correct YAML: ");
    put("", "The file is empty.");
    put("# only a comment\n", "The file is empty.");
    put("facts: {}\n---\nfacts: {}\n", "A file holds one document: remove the ---.");
    put("just text", "Here stands “just text”; it must be keys with values.");
    put("? [a]\n: b\n", "A key must be a word.");
}

#[test]
fn what_yaml_can_do_and_definitions_do_not() {
    put("facts: &a {x: *a}\n", "References of YAML");
    put("facts: !!binary aGVsbG8=\n", "Tags of YAML");
    put("facts: {x: \"a\u{202e}b\"}\n", "A character that cannot be seen (U+202E): remove it.");
    put("facts: {x: \"a\u{0}b\"}\n", "A character that cannot be seen (U+0000): remove it.");
}

#[test]
fn bombs_are_refused_quickly() {
    put(&"[".repeat(100_000), "This is not correct YAML: ");
    put(&format!("facts: {}", "{a: ".repeat(20_000)), "More than 32 levels inside one another.");
    let deep: String = (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let problem = only(&Library::new().put(FACTS, &deep[..deep.len().min(1 << 20)]));
    assert!(problem["line"].as_u64().is_some_and(|line| line < 100), "{problem}");
    put(&format!("facts: [{}]\n", "1,".repeat(300_000)), "More than 250000 values in one file.");
    let laughs: String = (1..10).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
    put(&format!("a0: &a0 x\n{laughs}"), "References of YAML");
}

#[test]
fn what_is_no_text_or_too_big() {
    let library = Library::new();
    std::fs::write(library.sandbox.path().join("lib/workflows/library/facts.yaml"), b"facts:\n  a: \xff\xfe\x00")
        .unwrap();
    let problem = only(&library);
    assert_eq!(problem["message"], "The file is not text in UTF-8.");
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(2), Some(6)));
    let library = Library::new().put(FACTS, &"# long\n".repeat(400_000));
    let ran = library.sop(&["workflow", "lint"]).code(2);
    assert!(ran.err.contains("facts.yaml is larger than 2048 KiB."), "{ran:?}");
    // A mark at the beginning of the file, as some editors write it, is no harm.
    let library = Library::new();
    let facts = library.sandbox.read("lib/workflows/library/facts.yaml");
    library.put(FACTS, &format!("\u{feff}{facts}")).clean();
}

/// Every beginning of a file, and every file with a line left out or doubled, gives problems and not a crash.
#[test]
fn damaged_files_never_crash() {
    let library = Library::new();
    let names = ["workflows/library/stages/loan.yaml", "workflows/library/workflow.yaml", "forms/LOAN/form.yaml"];
    let originals: Vec<(String, String)> =
        names.iter().map(|name| (format!("lib/{name}"), library.sandbox.read(&format!("lib/{name}")))).collect();
    let check = |name: &str, text: &str| {
        library.sandbox.write(name, text);
        let sources = sop::definitions::Sources::from_folder(&library.sandbox.path().join("lib")).unwrap();
        let checked = sop::definitions::check(&sources);
        for problem in &checked.problems {
            assert!(problem.line >= 1 && problem.column >= 1, "{problem:?}");
            assert!(!problem.message.in_language(sop::language::Lang::Sq).contains("definitions-"), "{problem:?}");
        }
    };
    for (name, text) in &originals {
        for end in (0..text.len()).step_by(151).filter(|end| text.is_char_boundary(*end)) {
            check(name, &text[..end]);
        }
        let lines: Vec<&str> = text.lines().collect();
        for leave_out in (0..lines.len()).step_by(2) {
            let mut less = lines.clone();
            less.remove(leave_out);
            check(name, &less.join("\n"));
            let mut more = lines.clone();
            more.insert(leave_out, lines[leave_out]);
            check(name, &more.join("\n"));
        }
        library.sandbox.write(name, text);
    }
}

#[test]
fn expressions_that_mean_harm() {
    let with = |expression: &str| {
        Library::new().change(
            "stages/loan.yaml",
            "applies: facts.on_loan",
            &format!("applies: ¦\"{expression}\"").replace("¦\"", "\"¦"),
        )
    };
    for long in ["(".repeat(50_000), "not ".repeat(50_000), format!("{}1", "1 + ".repeat(50_000))] {
        with(&long).error("An expression of more than 2000 bytes: let facts of their own carry parts of it.", "");
    }
    // The longest and deepest that are read.
    with(&format!("{}facts.on_loan", "not ".repeat(490))).loads();
    with(&format!("{}1 > 0 and facts.on_loan", "1 + ".repeat(490))).loads();
    with(&format!("facts.on_loan{}", " | default(true)".repeat(120))).loads();
    assert_eq!(with(&"(".repeat(1_000)).problems("error").len(), 1);
}
