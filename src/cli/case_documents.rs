//! The documents of a case with their versions, for `sop case show`.

use serde_json::{Map, Value as Json, json};

use super::output::Table;
use super::session::{OpenCase, Session};
use crate::case::{Act, Event};
use crate::engine::Document;
use crate::msg;

/// Documents by form, each with its versions.
pub fn json(session: &Session<'_>, case: &OpenCase) -> Json {
    let mut forms: Map<String, Json> = Map::new();
    for document in case.state.documents.iter().filter(|document| document.withdrawn.is_none()) {
        let history: Vec<Json> = versions(case, document)
            .map(|(number, event)| {
                json!({
                    "version": number,
                    "event": event.id,
                    "at": session.rfc3339(event.at),
                    "recorded": session.rfc3339(event.recorded),
                    "by": event.by,
                    "complete": is_complete(event),
                })
            })
            .collect();
        let list = forms.entry(document.form.clone()).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(json!({
                "event": document.event,
                "at": session.rfc3339(document.at),
                "complete": document.complete && document.missing.is_empty(),
                "missing": document.missing,
                "versions": document.versions,
                "history": history,
                "by": document.by,
            }));
        }
    }
    Json::Object(forms)
}

/// A line for each version: when it was filed, by whom, and how to print it.
pub fn table(session: &Session<'_>, case: &OpenCase) -> String {
    let context = session.context;
    let mut table = Table::new(2);
    for document in case.state.documents.iter().filter(|document| document.withdrawn.is_none()) {
        let several = case.state.documents_of(&document.form).nth(1).is_some();
        let which = if several { format!(" --document {}", document.label) } else { String::new() };
        let count = document.versions.len();
        for (number, event) in versions(case, document) {
            let word = if is_complete(event) {
                msg!("cli-show-version", number = number)
            } else {
                msg!("cli-show-version-draft", number = number)
            };
            let version = if number == count { String::new() } else { format!(" --version {number}") };
            table.row([
                if number == 1 { document.form.clone() } else { String::new() },
                context.words(&word),
                session.day_time(event.at),
                event.by.clone(),
            ]);
            let command = format!("  sop render {}{which}{version}", document.form);
            table.row([String::new(), command, String::new(), String::new()]);
        }
    }
    table.text()
}

/// The versions of a document with their numbers, from 1.
fn versions<'c>(case: &'c OpenCase, document: &'c Document) -> impl Iterator<Item = (usize, &'c Event)> {
    let event = |id: &String| case.loaded.events.iter().find(|event| event.id == *id);
    document.versions.iter().enumerate().filter_map(move |(n, id)| Some((n + 1, event(id)?)))
}

fn is_complete(event: &Event) -> bool {
    matches!(&event.act, Act::File { complete: true, .. })
}
