//! How every form reads, blank and filled in, in both languages: `snapshots/FORM.LANG.md`. A change of a form, its
//! template or the layout shows as a change of these files: `SOP_SNAPSHOTS=write cargo test --test forms snapshots`
//! writes them anew.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{TimeZone, Utc};
use sop::case::filling::{Clock, Given, read};
use sop::definitions::{Form, Workflow};
use sop::language::Lang;
use sop::render::{Document, Format, Version, View, render};

use crate::every_form::{Side, procedure, sample};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms/snapshots");

fn text(workflow: &Workflow, form: &Form, lang: Lang) -> String {
    let at = Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).single().expect("a time");
    let toml: String =
        form.fields().map(|field| format!("{} = {}\n", field.id, sample(form, field, Side::Last))).collect();
    let given = Given { document: Some(("form.toml", toml.as_bytes())), set: &[] };
    let filling = read(form, given, Clock { now: at, zone: workflow.zone }).expect("values that suit the fields");
    let filled = Document {
        case: Some("2026-7f3k".to_owned()),
        institution: Some("DVP Tiranë".to_owned()),
        version: Some(Version { event: "01K".to_owned(), at, number: 1, of: 1 }),
        complete: true,
        values: filling.values,
        ..Document::empty(workflow, form)
    };
    let view = View { lang, format: Format::Md, redacted: false, blank: false, together: false };
    let print = |document: Document<'_>, blank: bool| {
        let rendered = render(&[document], &View { blank, ..view }, &workflow.templates).expect("a document");
        String::from_utf8(rendered.bytes).expect("text")
    };
    let blank = print(Document::empty(workflow, form), true);
    format!("<!-- blank -->\n\n{blank}\n<!-- filled in -->\n\n{}", print(filled, false))
}

#[test]
fn every_form_reads_as_its_snapshot() {
    let workflow = procedure();
    let folder = Path::new(FOLDER);
    let write = std::env::var_os("SOP_SNAPSHOTS").is_some_and(|value| value == "write");
    let mut expected = BTreeSet::new();
    let mut changed = Vec::new();
    for form in workflow.forms.values() {
        for lang in [Lang::Sq, Lang::En] {
            let name = format!("{}.{}.md", form.id, lang.code());
            let (path, now) = (folder.join(&name), text(&workflow, form, lang));
            if write {
                std::fs::create_dir_all(folder).expect("a folder");
                std::fs::write(&path, &now).expect("a snapshot");
            } else if std::fs::read_to_string(&path).unwrap_or_default() != now {
                changed.push(name.clone());
            }
            expected.insert(name);
        }
    }
    for entry in std::fs::read_dir(folder).expect("snapshots") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if !expected.contains(&name) {
            if write {
                std::fs::remove_file(folder.join(&name)).expect("a snapshot of no form");
            } else {
                changed.push(name);
            }
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}. If it is meant so: SOP_SNAPSHOTS=write");
}
