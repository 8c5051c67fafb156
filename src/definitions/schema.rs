//! JSON Schema (draft 2020-12) of the files, for editors and for checks in other programs. It is made from
//! [`keys`], with the words of the reference (`workflows/README.md`) as descriptions, so it cannot say anything else than the
//! reader does. It knows keys, types and how ids look; whether an id exists is what `sop workflow lint` says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::keys::{self, Holds, Look, Place};

/// The kinds of files, each with the place that it begins with.
pub const KINDS: &[(&str, &str)] = &[
    ("workflow", "workflow"),
    ("roles", "roles"),
    ("facts", "facts"),
    ("norms", "norms"),
    ("stage", "stage"),
    ("test", "scenario"),
    ("form", "form"),
    ("list", "list"),
    ("calendar", "calendar"),
];

const REFERENCE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/workflows/README.md"));

/// The schema of one kind of file; without a kind that of any of them. None: there is no such kind.
pub fn schema(kind: Option<&str>) -> Option<Json> {
    let mut making = Making { meanings: meanings(), wanted: Vec::new(), made: BTreeMap::new() };
    let (title, body) = match kind {
        Some(kind) => {
            let (_, place) = KINDS.iter().find(|(name, _)| *name == kind)?;
            (format!("sop: {kind}"), making.reference(place, false))
        }
        None => {
            let any: Vec<Json> = KINDS.iter().map(|(_, place)| making.reference(place, false)).collect();
            ("sop".to_owned(), json!({ "anyOf": any }))
        }
    };
    making.finish();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    schema.extend(body.as_object().cloned().unwrap_or_default());
    schema.insert("$defs".to_owned(), json!(making.made));
    Some(Json::Object(schema))
}

/// What the reference says of each key of a place.
fn meanings() -> BTreeMap<(String, String), String> {
    let mut meanings = BTreeMap::new();
    for section in REFERENCE.split("\n### `").skip(1) {
        let Some((place, body)) = section.split_once('`') else { continue };
        let body = body.split("\n##").next().unwrap_or_default();
        for row in body.lines().filter_map(|line| line.strip_prefix("| `")) {
            if let Some((key, meaning)) = row.split_once("` | ") {
                let meaning = meaning.trim_end().trim_end_matches('|').trim();
                meanings.insert((place.to_owned(), key.to_owned()), meaning.to_owned());
            }
        }
    }
    meanings
}

struct Making {
    meanings: BTreeMap<(String, String), String>,
    /// Places that are referred to and not yet made; with: the id is the key before it.
    wanted: Vec<(&'static str, bool)>,
    made: BTreeMap<String, Json>,
}

impl Making {
    fn reference(&mut self, place: &'static str, named: bool) -> Json {
        self.wanted.push((place, named));
        json!({ "$ref": format!("#/$defs/{}", definition(place, named)) })
    }

    fn finish(&mut self) {
        let mut seen: BTreeSet<(&'static str, bool)> = BTreeSet::new();
        while let Some((name, named)) = self.wanted.pop() {
            if !seen.insert((name, named)) {
                continue;
            }
            if let Some(place) = keys::ALL.iter().find(|place| place.name == name) {
                let made = self.place(place, named);
                self.made.insert(definition(name, named), made);
            }
        }
    }

    fn place(&mut self, place: &'static Place, named: bool) -> Json {
        // The first key of a place that stands by name is its id, which is the key before it.
        let keys = &place.keys[usize::from(named)..];
        let mut properties = Map::new();
        for key in keys {
            let mut schema = self.holds(&key.holds);
            let meaning = self.meanings.get(&(place.name.to_owned(), key.name.to_owned()));
            if let (Some(meaning), Some(schema)) = (meaning, schema.as_object_mut()) {
                schema.insert("description".to_owned(), json!(meaning));
            }
            properties.insert(key.name.to_owned(), schema);
        }
        let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
        let with = |names: &[&str]| -> Json { names.iter().map(|name| json!({ "required": [name] })).collect() };
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match place.name {
            "occurrence" => schema["oneOf"] = with(keys::TRIGGERS),
            "act" => schema["oneOf"] = with(keys::ACTS),
            "rule" => schema["anyOf"] = with(keys::GUARDS),
            "fact" => {
                schema["anyOf"] = with(&["type", "is"]);
                schema["allOf"] = json!([if_type(&["choice"], &["choices"])]);
            }
            "field" => {
                let chosen = if_type(&["choice", "multi-choice"], &["choices", "choices_from"]);
                schema["allOf"] = json!([chosen, if_type(&["table"], &["columns"])]);
            }
            "feast" => {
                let listed = json!({ "anyOf": with(&["announced", "estimated"]) });
                schema["oneOf"] =
                    json!([{ "required": ["fixed"] }, { "required": ["easter"] }, listed, { "required": ["single"] }]);
                schema["dependentRequired"] = json!({ "days_after": ["easter"] });
            }
            _ => {}
        }
        schema
    }

    fn holds(&mut self, holds: &'static Holds) -> Json {
        match holds {
            Holds::Text => self.reference("text", false),
            Holds::Word => json!({ "type": ["string", "number", "boolean"] }),
            Holds::Flag => json!({ "type": "boolean" }),
            Holds::Number => json!({ "type": "integer" }),
            Holds::Like(Look::Choice) => json!({ "type": ["string", "integer"], "pattern": pattern(Look::Choice) }),
            Holds::Like(look) => json!({ "type": "string", "pattern": pattern(*look) }),
            Holds::OneOf(words) => json!({ "enum": words }),
            Holds::Map(place) => self.reference(place, false),
            Holds::Named(place) => self.reference(place, true),
            Holds::List(item) => json!({ "type": "array", "items": self.holds(item) }),
            Holds::OneOrMany(item) => {
                let item = self.holds(item);
                json!({ "anyOf": [item, { "type": "array", "items": item }] })
            }
            Holds::ById(look, item) => json!({
                "type": "object",
                "propertyNames": { "pattern": pattern(*look) },
                "additionalProperties": self.holds(item),
            }),
            Holds::ByWord(item) => json!({ "type": "object", "additionalProperties": self.holds(item) }),
            Holds::Either(ways) => {
                let ways: Vec<Json> = ways.iter().map(|way| self.holds(way)).collect();
                json!({ "anyOf": ways })
            }
            Holds::Lines => json!({
                "type": "array", "items": { "type": "integer", "minimum": 1 }, "minItems": 2, "maxItems": 2,
            }),
            Holds::Values => json!({ "type": "object" }),
        }
    }
}

/// Where the type is one of these, one of these keys has to be there.
fn if_type(types: &[&str], keys: &[&str]) -> Json {
    let ways: Vec<Json> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    json!({
        "if": { "required": ["type"], "properties": { "type": { "enum": types } } },
        "then": { "anyOf": ways },
    })
}

fn definition(place: &str, named: bool) -> String {
    if named { format!("inner-{place}") } else { place.to_owned() }
}

fn pattern(look: Look) -> &'static str {
    match look {
        Look::Lower => "^[a-z][a-z0-9_-]*$",
        Look::Upper => "^[A-Z][A-Z0-9_-]*$",
        Look::Choice => "^[A-Za-z0-9_-]+$",
        Look::Vault => "^[a-z][a-z0-9-]{0,31}$",
        Look::Role => "^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)?$",
        Look::Stage => "^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)*$",
        Look::Field => "^[^.]+\\.[^.]",
        Look::Span => "^([1-9][0-9]*(min|h|d|w|mo|wd)|same-day)$",
        Look::Action => "^\\s*(close\\s+case|(file|do|waive|enter|close|share)\\s+\\S+)\\s*$",
        Look::Date => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        Look::MonthDay => "^[0-9]{2}-[0-9]{2}$",
    }
}
