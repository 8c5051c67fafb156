//! Filling in a terminal, through a pseudo-terminal: what a person sees, types, takes back, and what remains after an
//! interruption. The form is an invented library's (`library/`).

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::common::Sandbox;
use crate::lending::{DEFINITIONS, library, sop};
use crate::stock;
use crate::terminal::Person;

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
const DOWN: &str = "\u{1b}[B";
const CTRL_C: &str = "\u{3}";

/// Somebody fills in a loan slip.
fn fills(sandbox: &Sandbox, args: &[&str]) -> Person {
    Person::at(sandbox, &[&["fill", "LOAN", "--definitions", DEFINITIONS], args].concat())
}

/// Name, kind and school of a pupil.
fn a_pupil(person: &mut Person) -> &mut Person {
    person.sees("Name *").types("Ana Kola").types(ENTER);
    person.sees("Kind of reader *").types("pupil").types(ENTER);
    person.sees("School *").types("Shkolla").types(ENTER)
}

/// From the tastes to the end.
fn the_rest(person: &mut Person) -> &mut Person {
    person.sees("Tastes * · Prose").types(" ").types(ENTER);
    person.sees("Tastes * · Verse").types(ENTER);
    person.sees("The loan");
    person.sees("Lent at *").types("2.3.2026 09:30").types(ENTER);
    person.sees("Back at").types(ENTER);
    person.sees("Books *").types(ENTER);
    person.sees("Title *").types("Kështjella").types(ENTER);
    person.sees("Pages").types("300").types(ENTER);
    person.sees("Next (rows: 1)").types(ENTER);
    person.sees("Remarks").types("Një").types(ENTER);
    person.sees("…").types("Dy").types(ENTER);
    person.sees("…").types(ENTER)
}

fn values(sandbox: &Sandbox) -> Value {
    sop(sandbox, &["render", "LOAN", "--format", "json"]).ok().json()["values"].clone()
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Nothing of what was typed stands on the disk as it was typed.
fn nothing_is_plain(sandbox: &Sandbox) {
    for file in files(sandbox.root()) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for typed in ["Ana Kola", "Shkolla", "Vera Leka"] {
            assert!(!text.contains(typed), "{typed} in {}", file.display());
        }
    }
}

fn kept(sandbox: &Sandbox) -> usize {
    files(&sandbox.root().join("home")).iter().filter(|file| file.extension().is_some_and(|e| e == "age")).count()
}

#[test]
fn a_form_is_filled_question_by_question_and_filed() {
    let sandbox = library();
    let mut person = fills(&sandbox, &[]);
    person.sees("LOAN").sees("Esc: back").sees("The reader");
    a_pupil(&mut person);
    the_rest(&mut person);
    person.sees("Summary").sees("Lent at: 2 March 2026, 09:30").sees("File it?").types(ENTER);
    assert!(person.ends().0.contains("LOAN was filed"));
    assert_eq!(
        values(&sandbox),
        json!({
            "name": "Ana Kola", "kind": "pupil", "school": "Shkolla", "tastes": ["novel"],
            "lent_at": "2026-03-02T09:30:00+01:00", "books": [{"title": "Kështjella", "pages": 300}], "remark": "Një\nDy",
        })
    );
    assert_eq!(kept(&sandbox), 0, "nothing is left over");
    nothing_is_plain(&sandbox);
}

#[test]
fn one_goes_back_and_another_answer_asks_other_questions() {
    let sandbox = library();
    let mut person = fills(&sandbox, &[]);
    a_pupil(&mut person);
    person.sees("Prose").types(ESC);
    person.sees("School *").types(ESC);
    person.sees("Kind of reader *").types(DOWN).types(ENTER);
    // No school is asked of a grown-up; what is wrong is said, and asked again with what was typed.
    person.sees("Prose").types(ENTER).sees("Verse").types(ENTER);
    person.sees("Lent at *").types("31.2.2026 09:30").types(ENTER);
    person.sees("February 2026 has 28 days").sees("Lent at *").types(ESC);
    person.sees("Tastes * · Prose").types(ENTER).sees("Verse").types(ENTER);
    person.sees("Lent at *").types("2.3.2026 09:30").types(ENTER);
    person.sees("Back at").types(ENTER);
    person.sees("Books *").types(ENTER);
    person.sees("Title *").types("X").types(ENTER).sees("Pages").types(ESC);
    person.sees("Title *").types("Y").types(ENTER).sees("Pages").types(ENTER);
    person.sees("rows: 1").types(ENTER);
    person.sees("Remarks").types(ENTER);
    // From the summary one answer is changed.
    person.sees("File it?").types(DOWN).types(ENTER);
    person.sees("Which answer").types(ENTER);
    person.sees("Name *").types(" Leka").types(ENTER);
    person.sees("Name: Ana Kola Leka").sees("File it?").types(ENTER);
    person.ends();
    let seen = values(&sandbox);
    assert_eq!((&seen["kind"], &seen["school"]), (&json!("grown-up"), &Value::Null));
    assert_eq!((&seen["name"], &seen["books"]), (&json!("Ana Kola Leka"), &json!([{"title": "XY"}])));
}

#[test]
fn what_was_answered_before_an_interruption_is_kept_encrypted_and_offered_again() {
    let sandbox = library();
    let head = crate::office::head(&sandbox);
    let mut person = fills(&sandbox, &[]);
    a_pupil(&mut person).sees("Prose").types(CTRL_C);
    let (last, code) = person.ends();
    assert!(code == 2 && last.contains("Nothing was recorded") && last.contains("sop fill LOAN"), "{last}");
    assert_eq!((kept(&sandbox), crate::office::head(&sandbox)), (1, head));
    nothing_is_plain(&sandbox);
    if let Some(ran) = stock::run(&sandbox, "age", &["-d", "-i", "../ana.key", &kept_file(&sandbox)]) {
        assert!(ran.ok().out.contains("Ana Kola"), "stock age opens it with the person's key");
    }

    // Killed on the way, it is all there but the question at hand.
    let mut person = fills(&sandbox, &[]);
    person.sees("(3)").sees("Go on with them").types(ENTER);
    person.sees("Prose").types(" ").types(ENTER).sees("Verse").types(ENTER).sees("Lent at *");
    person.dies();
    assert_eq!(kept(&sandbox), 1);
    nothing_is_plain(&sandbox);

    let mut person = fills(&sandbox, &[]);
    person.sees("(4)").sees("Go on with them").types(ENTER);
    person.sees("Lent at *").types("2.3.2026 09:30").types(ENTER);
    // A closed terminal ends it as well.
    person.sees("Back at");
    person.closes();
    let mut person = fills(&sandbox, &[]);
    person.sees("(5)").types(ENTER).sees("Back at").types("1.3.2026 09:30").types(ENTER);
    person.sees("Books *").types(ENTER).sees("Title *").types("X").types(ENTER).sees("Pages").types(ENTER);
    person.sees("rows: 1").types(ENTER).sees("Remarks").types(ENTER);
    // What the procedure refuses is not lost either.
    person.sees("File it?").types(ENTER);
    let (refused, code) = person.ends();
    assert!(code == 3 && refused.contains("before it was lent") && refused.contains("kept encrypted"), "{refused}");
    let mut person = fills(&sandbox, &[]);
    person.sees("Go on with them").types(ENTER).sees("File it?").types("change").types(ENTER);
    person.sees("Which answer").types("back").types(ENTER);
    person.sees("Back at").types(&"\u{7f}".repeat(20)).types(ENTER);
    person.sees("File it?").types(ENTER);
    assert_eq!(person.ends().1, 0);
    assert_eq!((kept(&sandbox), &values(&sandbox)["name"]), (0, &json!("Ana Kola")));
}

fn kept_file(sandbox: &Sandbox) -> String {
    let home = files(&sandbox.root().join("home"));
    let file = home.iter().find(|file| file.extension().is_some_and(|e| e == "age"));
    file.map(|file| file.display().to_string()).unwrap_or_default()
}

#[test]
fn one_begins_anew_or_throws_everything_away() {
    let sandbox = library();
    let mut person = fills(&sandbox, &[]);
    person.sees("Name *").types("Vera Leka").types(ENTER).sees("Kind").types(CTRL_C);
    person.ends();
    let mut person = fills(&sandbox, &[]);
    person.sees("Go on with them").types(DOWN).types(ENTER);
    a_pupil(&mut person).sees("Prose").types(CTRL_C);
    person.ends();
    let mut person = fills(&sandbox, &["--draft"]);
    person.sees("(3)").types(ENTER);
    the_rest(&mut person).sees("File it?").types("throw").types(ENTER);
    person.ends();
    assert_eq!(kept(&sandbox), 0);
    sop(&sandbox, &["render", "LOAN", "--strict"]).code(1);
    // Kept in the case as unfinished: an event, which the next filling goes on with.
    let mut person = fills(&sandbox, &[]);
    a_pupil(&mut person);
    the_rest(&mut person).sees("File it?").types("unfinished").types(ENTER);
    person.ends();
    assert_eq!(kept(&sandbox), 0);
    let json = sop(&sandbox, &["render", "LOAN", "--format", "json"]).ok().json();
    assert_eq!((&json["complete"], &json["values"]["name"]), (&json!(false), &json!("Ana Kola")));
}

#[test]
fn in_the_editor_everything_wrong_is_said_and_one_goes_back() {
    let mut sandbox = library();
    let script = "#!/bin/sh\nif grep -q '^name' \"$1\"; then sed -i 's/^kind = .*/kind = \"pupil\"/; s/^lent_at = .*/lent_at = \"2.3.2026 09:30\"/' \"$1\"\n\
                  else printf 'name = \"Ana Kola\"\\nkind = \"pupl\"\\nlent_at = 2.3.26\\n' >> \"$1\"; fi\n";
    sandbox.write("../editor.sh", script);
    sandbox.run("chmod", &["+x", "../editor.sh"], None).ok();
    let editor = sandbox.root().join("work/editor.sh").display().to_string();
    sandbox.set("EDITOR", editor);
    let mut person = fills(&sandbox, &["--edit"]);
    person.sees("2 errors").sees("kind = \"pupl\"").sees("lent_at = 2.3.26").sees("editor?").types(ENTER);
    person.ends();
    let json = sop(&sandbox, &["render", "LOAN", "--format", "json"]).ok().json();
    assert_eq!(
        (&json["values"]["kind"], &json["values"]["lent_at"]),
        (&json!("pupil"), &json!("2026-03-02T09:30:00+01:00"))
    );
    std::fs::remove_file(sandbox.root().join("work/editor.sh")).expect("the script");
    nothing_is_plain(&sandbox);
}
