//! All forms of the procedure, whichever they are: each is filled with values that suit its fields, filed through the
//! command line, printed in every format and read back by tools that did not come from here.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::TimeZone;
use serde_json::{Value as Json, json};
use sop::case::filling::{Clock, Given, read};
use sop::definitions::{Field, FieldType, Form, Workflow};
use sop::engine::{Options, form_condition};

use crate::common::{Ran, Sandbox};
use crate::office::{member, office_of};
use crate::stock;

/// Which answers a form is filled with: the first choices and yes, or the last ones and no, so that either way the
/// questions that depend on them are asked.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    First,
    Last,
}

/// The built-in procedure.
pub fn procedure() -> std::sync::Arc<Workflow> {
    sop::definitions::open(None).expect("the built-in procedure")
}

/// A text that stands in one field of one form only.
fn unique(form: &Form, field: &Field) -> String {
    format!("provë {} {}", form.id, field.id.replace('_', " "))
}

/// A value that suits the field, as TOML.
pub fn sample(form: &Form, field: &Field, side: Side) -> String {
    let choices: Vec<&str> = field.choices.iter().map(|choice| choice.id.as_str()).collect();
    let choice = if side == Side::First { choices.first() } else { choices.last() };
    match field.kind {
        FieldType::Text | FieldType::LongText | FieldType::Person | FieldType::Signature => {
            format!("\"{}\"", unique(form, field))
        }
        FieldType::Phone => "\"+355 69 123 4567\"".to_owned(),
        FieldType::IdNumber => "\"BA 1234567\"".to_owned(),
        FieldType::Country => "\"NO\"".to_owned(),
        FieldType::Language => "\"sq\"".to_owned(),
        FieldType::Bool => (side == Side::First).to_string(),
        FieldType::Integer | FieldType::Duration => "17".to_owned(),
        FieldType::Choice => format!("\"{}\"", choice.expect("choices")),
        FieldType::MultiChoice if side == Side::First => format!("{choices:?}"),
        FieldType::MultiChoice => format!("[\"{}\"]", choice.expect("choices")),
        FieldType::Date => "2026-03-01".to_owned(),
        FieldType::DateTime => "2026-03-01T10:30".to_owned(),
        FieldType::Table => {
            let cells: Vec<String> =
                field.columns.iter().map(|column| format!("{} = {}", column.id, sample(form, column, side))).collect();
            let row = format!("{{{}}}", cells.join(", "));
            // Long enough to go over a page.
            format!("[{}]", vec![row; if side == Side::First { 12 } else { 1 }].join(", "))
        }
    }
}

/// A store with one case, and a member who holds every role.
fn every_role(workflow: &Workflow) -> Sandbox {
    let seats = |(id, role): (&String, &sop::definitions::Role)| -> Vec<String> {
        if role.seats.is_empty() {
            vec![id.clone()]
        } else {
            role.seats.keys().map(|seat| format!("{id}/{seat}")).collect()
        }
    };
    let roles: Vec<String> =
        workflow.roles.iter().filter(|(_, role)| role.members.is_empty()).flat_map(seats).collect();
    let sandbox = office_of(&member(&roles.iter().map(String::as_str).collect::<Vec<_>>()));
    for folder in ["workflows", "forms"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        without_checks(&from, &sandbox.root().join("definitions").join(folder));
    }
    sandbox
}

/// The procedure with forms that have no checks: values that suit each field need not suit one another.
fn without_checks(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the definitions") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            without_checks(&path, &target);
        } else {
            let text = std::fs::read_to_string(&path).expect("a text");
            let is_form = path.file_name().is_some_and(|name| name == "form.yaml");
            std::fs::write(target, if is_form { unchecked(&text) } else { text }).expect("a file");
        }
    }
}

fn unchecked(form: &str) -> String {
    let mut inside = false;
    let kept = form.lines().filter(|line| {
        if !line.starts_with([' ', '#', '-']) && !line.is_empty() {
            inside = line.starts_with("checks:");
        }
        !inside
    });
    kept.map(|line| format!("{line}\n")).collect()
}

/// `sop` with that procedure.
fn sop(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let definitions = sandbox.root().join("definitions").display().to_string();
    sandbox.sop(&[args, &["--definitions", &definitions]].concat())
}

/// Values for all fields that the form asks for, given the other answers; as TOML.
fn samples(workflow: &Workflow, form: &Form, side: Side) -> BTreeMap<String, String> {
    let now = chrono::Utc.with_ymd_and_hms(2026, 3, 2, 17, 0, 0).single().expect("a time");
    let nothing = sop::engine::fold(workflow, "2026-7f3k", &[], &Options::new(now, workflow.vaults.keys().cloned()));
    let mut lines: BTreeMap<String, String> =
        form.fields().map(|field| (field.id.clone(), sample(form, field, side))).collect();
    loop {
        let toml: String = lines.iter().map(|(id, value)| format!("{id} = {value}\n")).collect();
        let given = Given { document: Some(("form.toml", toml.as_bytes())), set: &[] };
        let values = read(form, given, Clock { now, zone: workflow.zone }).expect("values that suit the fields").values;
        let asked =
            |field: &Field| field.when.as_ref().is_none_or(|when| form_condition(workflow, &nothing, &values, when));
        let unasked: Vec<&Field> =
            form.fields().filter(|field| lines.contains_key(&field.id) && !asked(field)).collect();
        if unasked.is_empty() {
            return lines;
        }
        for field in unasked {
            lines.remove(&field.id);
        }
    }
}

/// Files a form with a value in every field that it asks for, as unfinished: the procedure's conditions wait.
fn fill(sandbox: &Sandbox, workflow: &Workflow, form: &Form, side: Side) {
    let mut lines = samples(workflow, form, side);
    loop {
        let toml: String = lines.iter().map(|(id, value)| format!("{id} = {value}\n")).collect();
        sandbox.write("../form.toml", toml);
        let ran = sop(sandbox, &["fill", &form.id, "--from", "../form.toml", "--draft", "--json"]);
        if ran.code == 0 {
            return;
        }
        // What the case says may exclude a field as well; nothing else may be wrong.
        let error = ran.json();
        let details = error["error"]["details"].as_array().cloned().unwrap_or_default();
        let before = lines.len();
        for detail in details.iter().filter_map(Json::as_str).filter(|detail| detail.contains("is asked only where")) {
            lines.remove(detail.split_whitespace().next().unwrap_or_default());
        }
        assert!(lines.len() < before, "{}: {error:#}", form.id);
    }
}

/// The words of every value in a document's JSON, cell by cell and item by item.
fn words(document: &Json, form: &Form) -> Vec<String> {
    let mut words = Vec::new();
    for section in document["sections"].as_array().expect("sections") {
        for shown in section["fields"].as_array().expect("fields") {
            let field = form.field(shown["id"].as_str().expect("an id")).expect("a field");
            match field.kind {
                FieldType::Table | FieldType::MultiChoice => {}
                _ => words.extend(shown["text"].as_str().map(str::to_owned)),
            }
            let chosen = shown["value"].as_array().cloned().unwrap_or_default();
            for item in &chosen {
                if let Some(id) = item.as_str() {
                    let choice = field.choices.iter().find(|choice| choice.id == id);
                    words.extend(choice.map(|choice| choice.text.en.clone()));
                }
                for (column, cell) in item.as_object().into_iter().flatten() {
                    words.extend(cell.as_str().filter(|cell| cell.starts_with("provë")).map(str::to_owned));
                    assert!(field.columns.iter().any(|known| known.id == *column));
                }
            }
        }
    }
    words
}

/// Without what a printer puts in where a line is full.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// Files all forms, prints them in all formats as one file, and looks for every value.
fn all_forms(side: Side) {
    let workflow = procedure();
    let sandbox = every_role(&workflow);
    for form in workflow.forms.values() {
        fill(&sandbox, &workflow, form, side);
    }
    let json = sop(&sandbox, &["render", "--all", "--json"]).ok().json();
    let documents = json["documents"].as_array().expect("documents");
    assert_eq!(documents.len(), workflow.forms.len());
    let mut outputs = vec![
        ("txt", sop(&sandbox, &["render", "--all", "--format", "txt"]).ok().out),
        ("md", sop(&sandbox, &["render", "--all", "--format", "md"]).ok().out.replace('\\', "")),
    ];
    sop(&sandbox, &["render", "--all", "-o", "../all.html"]).ok();
    stock::valid_html(&sandbox, "../all.html");
    let html = sandbox.read("../all.html");
    outputs
        .push(("html", html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")));
    if cfg!(feature = "pdf") {
        sop(&sandbox, &["render", "--all", "-o", "../all.pdf"]).ok();
        stock::sound_pdf(&sandbox, "../all.pdf");
        outputs
            .extend(stock::run(&sandbox, "pdftotext", &["-raw", "../all.pdf", "-"]).map(|ran| ("pdf", ran.ok().out)));
    }
    for (_, text) in &mut outputs {
        *text = squeezed(text);
    }
    for document in documents {
        let form = &workflow.forms[document["form"].as_str().expect("a form")];
        for field in form.fields().filter(|field| document["values"].get(&field.id).is_some()) {
            round_trip(form, field, side, &document["values"][&field.id]);
        }
        for words in words(document, form) {
            for (format, text) in &outputs {
                assert!(text.contains(&squeezed(&words)), "{} in {format}: {words}", form.id);
            }
        }
    }
    redacted(&sandbox, &workflow);
}

/// What was filed comes back as it was.
fn round_trip(form: &Form, field: &Field, side: Side, value: &Json) {
    let given = sample(form, field, side);
    let expected: Json = match field.kind {
        FieldType::Date => json!("2026-03-01"),
        FieldType::DateTime => json!("2026-03-01T10:30:00+01:00"),
        FieldType::Table => {
            let rows = value.as_array().expect("rows");
            for row in rows {
                for column in &field.columns {
                    round_trip(form, column, side, &row[&column.id]);
                }
            }
            return;
        }
        _ => serde_json::from_str(&given).expect("JSON and TOML write it alike"),
    };
    assert_eq!(*value, expected, "{} {}", form.id, field.id);
}

/// A copy that identifies nobody, in any format: neither in the text nor inside the file.
fn redacted(sandbox: &Sandbox, workflow: &Workflow) {
    let mut outputs: Vec<(&str, String)> = ["txt", "md", "html", "json"]
        .map(|format| (format, sop(sandbox, &["render", "--all", "--redacted", "--format", format]).ok().out))
        .into();
    if cfg!(feature = "pdf") {
        sop(sandbox, &["render", "--all", "--redacted", "-o", "../all.pdf"]).ok();
        let tools = [("pdftotext", vec!["-raw", "../all.pdf", "-"]), ("pdfinfo", vec!["../all.pdf"])];
        // Everything inside the file, unpacked: metadata, structure, bookmarks.
        let inside = ("qpdf", vec!["--qdf", "--object-streams=disable", "../all.pdf", "-"]);
        for (tool, args) in tools.into_iter().chain([inside]) {
            outputs.extend(stock::run(sandbox, tool, &args).map(|ran| (tool, ran.ok().out)));
        }
    }
    for (format, text) in &outputs {
        let text = squeezed(text);
        assert!(!text.contains("DVP") && !text.contains("1234567"), "{format}");
        for form in workflow.forms.values() {
            for field in form.fields().filter(|field| field.vault != "process") {
                let columns = field.columns.iter().chain([field]);
                for hidden in columns.map(|field| squeezed(&unique(form, field))) {
                    assert!(!text.contains(&hidden), "{hidden} in {format}");
                }
            }
        }
    }
}

#[test]
fn every_form_with_first_answers_goes_through_filling_store_and_print() {
    all_forms(Side::First);
}

#[test]
fn every_form_with_last_answers_goes_through_filling_store_and_print() {
    all_forms(Side::Last);
}
