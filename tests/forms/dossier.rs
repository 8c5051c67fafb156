//! Several forms in one file, and each version of a document.

use serde_json::json;

use crate::common::Sandbox;
use crate::office::{ADULT, file, office, with};
use crate::stock;

const DECLARATION: &str = "full_name = \"Besa Kola\"\ncapacity = \"interviewer\"\napplies_to = \"initial\"\n\
                           undertakings = [\"keep-secret\"]\nno_conflict = true\na1_signed_at = 2026-03-02T08:50\n";

/// An office with an interview in two versions and two declarations.
fn filed() -> Sandbox {
    let sandbox = office();
    file(&sandbox, "A4", ADULT).ok();
    sandbox.sop(&["fill", "A4", "--set", "given_name=Vera"]).ok();
    file(&sandbox, "A1", DECLARATION).ok();
    file(&sandbox, "A1", &with(DECLARATION, "full_name = \"Dritan Leka\"")).ok();
    sandbox
}

#[test]
fn several_forms_go_into_one_file() {
    let sandbox = filed();
    let json = sandbox.sop(&["render", "A4", "A1", "A5", "--json"]).ok().json();
    let forms: Vec<_> = json["documents"].as_array().expect("a list").iter().map(|one| one["form"].clone()).collect();
    assert_eq!(forms, ["A4", "A1", "A5"]);
    let text = sandbox.sop(&["render", "A4", "A1", "--format", "txt"]).ok().out;
    assert_eq!(text.matches('\u{c}').count(), 1, "a new page between them");
    let html = sandbox.sop(&["render", "A4", "A1", "--format", "html"]).ok().out;
    assert_eq!((html.matches("<article>").count(), html.matches("<h1>").count()), (2, 2));
    let markdown = sandbox.sop(&["render", "A4", "A1"]).ok().out;
    assert!(markdown.contains("# A4 ") && markdown.contains("# A1 "), "{markdown}");
    // An unfiled one among them is said, and is a draft.
    let strict = sandbox.sop(&["render", "A4", "A5", "--strict", "--format", "txt"]).code(1);
    assert!(strict.err.contains("A5 is a draft"), "{strict:?}");
    sandbox.sop(&["render", "A4", "A1", "--version", "1"]).code(2);
    sandbox.sop(&["render"]).code(2);
}

#[test]
fn the_whole_case_is_every_document_in_order() {
    let sandbox = filed();
    let json = sandbox.sop(&["render", "--all", "--json"]).ok().json();
    let documents = json["documents"].as_array().expect("a list");
    let seen: Vec<_> = documents.iter().map(|one| (one["form"].clone(), one["values"]["full_name"].clone())).collect();
    let none = serde_json::Value::Null;
    assert_eq!(seen, [(json!("A4"), none), (json!("A1"), json!("Besa Kola")), (json!("A1"), json!("Dritan Leka"))]);
    let only = sandbox.sop(&["render", "A1", "--all", "--json"]).ok().json();
    assert_eq!(only["documents"].as_array().map(Vec::len), Some(2));
    sandbox.sop(&["render", "A5", "--all"]).code(2);
}

#[test]
fn each_version_is_shown_and_printed() {
    let sandbox = filed();
    let version = |number: &str| sandbox.sop(&["render", "A4", "--version", number, "--format", "json"]).ok().json();
    let (first, second) = (version("1"), version("2"));
    assert_eq!(
        (&first["values"]["given_name"], &first["version"], &first["versions"]),
        (&json!("Ana"), &json!(1), &json!(2))
    );
    assert_eq!((&second["values"]["given_name"], &second["version"]), (&json!("Vera"), &json!(2)));
    let text = sandbox.sop(&["render", "A4", "--version", "1", "--format", "txt"]).ok().out;
    assert!(text.contains("Version 1 of 2") && text.contains("Given name: Ana\n"), "{text}");
    for wrong in ["0", "3"] {
        let ran = sandbox.sop(&["render", "A4", "--version", wrong]).code(2);
        assert!(ran.err.contains("1 to 2"), "{ran:?}");
    }
    sandbox.sop(&["render", "A5", "--version", "1"]).code(2);
    let shown = sandbox.sop(&["case", "show"]).ok().out;
    assert!(shown.contains("A4 (2 versions)") && shown.contains("A1 (2)"), "{shown}");
    let all = sandbox.sop(&["case", "show", "--all"]).ok().out;
    assert!(all.contains("version 1") && all.contains("sop render A4 --version 1"), "{all}");
    let json = sandbox.sop(&["case", "show", "--json"]).ok().json();
    assert_eq!(json["forms"]["A4"][0]["history"][1]["version"], 2);
}

#[cfg(feature = "pdf")]
#[test]
fn on_paper_each_form_begins_on_a_page_and_counts_its_own() {
    let sandbox = filed();
    sandbox.sop(&["render", "A4", "A1", "--lang", "sq", "-o", "../dossier.pdf"]).ok();
    let first = std::fs::read(sandbox.path().join("../dossier.pdf")).expect("a file");
    sandbox.sop(&["render", "A4", "A1", "--lang", "sq", "-o", "../dossier.pdf"]).ok();
    assert!(first == std::fs::read(sandbox.path().join("../dossier.pdf")).expect("a file"), "the same bytes");
    stock::sound_pdf(&sandbox, "../dossier.pdf");
    let Some(text) = stock::text_of_pdf(&sandbox, "../dossier.pdf") else { return };
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    let last = pages.last().expect("pages");
    assert!(last.contains("A1 · ") && last.contains("faqja 1 nga 1"), "{last}");
    assert!(pages[0].contains(&format!("faqja 1 nga {}", pages.len() - 1)), "{}", pages[0]);
    let Some(about) = stock::run(&sandbox, "pdfinfo", &["../dossier.pdf"]) else { return };
    assert!(about.out.contains("A4, A1") && about.out.contains("Tagged:          yes"), "{about:?}");
}
