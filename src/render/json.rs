//! A document as JSON: values as they are recorded (choices by id, dates `2026-03-05`, times RFC 3339 with the zone's
//! offset), and the same in words.

use serde_json::{Map, Value as Json, json};

use super::page::in_words;
use super::{Document, View};
use crate::case::value::{Row, Value};
use crate::deadline::rfc3339;

/// The JSON text of a document; of several together: `{"documents": […]}`.
pub(super) fn json(documents: &[Document<'_>], view: &View) -> String {
    let mut listed: Vec<Json> = documents.iter().map(|document| one(document, view)).collect();
    let json = match listed.pop() {
        Some(document) if !view.together => document,
        last => {
            listed.extend(last);
            json!({ "documents": listed })
        }
    };
    format!("{json:#}\n")
}

fn one(document: &Document<'_>, view: &View) -> Json {
    let zone = document.workflow.zone;
    let mut values = Map::new();
    let sections: Vec<Json> = document
        .form
        .sections
        .iter()
        .map(|section| {
            let asked = section.fields.iter().filter(|field| document.asked.contains(&field.id));
            let fields: Vec<Json> = asked
                .map(|field| {
                    let hidden = document.is_hidden(field, view);
                    let value = document.values.get(&field.id).filter(|_| !hidden && !view.blank);
                    if let Some(value) = value {
                        values.insert(field.id.clone(), plain(value, zone));
                    }
                    json!({
                        "id": field.id,
                        "label": field.label.get(view.lang),
                        "type": field.kind,
                        "vault": field.vault,
                        "required": field.required,
                        "hidden": hidden,
                        "value": value.map(|value| plain(value, zone)),
                        "text": value.map(|value| in_words(field, value, view.lang, zone)),
                    })
                })
                .collect();
            json!({"id": section.id, "title": section.title.get(view.lang), "fields": fields})
        })
        .collect();
    json!({
        "form": document.form.id,
        "title": document.form.title.get(view.lang),
        "lang": view.lang.code(),
        "case": document.case,
        "institution": document.institution.as_ref().filter(|_| !view.redacted),
        "event": document.version.as_ref().map(|version| &version.event),
        "at": document.version.as_ref().map(|version| rfc3339(version.at, zone)),
        "version": document.version.as_ref().map(|version| version.number),
        "versions": document.version.as_ref().map(|version| version.of),
        "draft": document.is_draft(),
        "complete": document.version.is_some() && document.complete,
        "missing": document.missing,
        "redacted": view.redacted,
        "values": values,
        "sections": sections,
    })
}

fn plain(value: &Value, zone: chrono_tz::Tz) -> Json {
    match value {
        Value::Bool(yes) => json!(yes),
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::List(ids) => json!(ids),
        Value::Date(date) => json!(date.format("%Y-%m-%d").to_string()),
        Value::DateTime(at) => json!(rfc3339(at.to_utc(), zone)),
        Value::Table(rows) => {
            let row = |row: &Row| row.iter().map(|(id, value)| (id.clone(), plain(value, zone))).collect::<Map<_, _>>();
            rows.iter().map(|cells| Json::Object(row(cells))).collect()
        }
    }
}
