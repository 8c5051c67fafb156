//! `sop workflow schema` and `sop forms schema`: what a validator that knows nothing of this program makes of them
//! (Python's jsonschema). Where it is not installed the test says that it was left out; in CI it fails.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use sop::definitions::schema::KINDS;
use sop::definitions::{self, Severity, Sources};

use crate::common::Sandbox;
use crate::library::original;

/// Of each schema: it is one; then of each case whether the schema of that kind takes it.
const VALIDATOR: &str = r"
import json, sys
from jsonschema import Draft202012Validator
given = json.load(open(sys.argv[1]))
for schema in given['schemas'].values():
    Draft202012Validator.check_schema(schema)
made = {kind: Draft202012Validator(schema) for kind, schema in given['schemas'].items()}
verdicts = []
for kind, instance in given['cases']:
    error = next(made[kind].iter_errors(instance), None)
    verdicts.append(None if error is None else f'{error.json_path}: {error.message}'[:200])
json.dump(verdicts, sys.stdout)
";

struct Validator {
    sandbox: Sandbox,
    schemas: Map<String, Value>,
}

impl Validator {
    /// None: there is no validator here.
    fn new() -> Option<Validator> {
        let sandbox = Sandbox::new();
        if sandbox.run("python3", &["-c", "import jsonschema"], None).code != 0 {
            assert!(std::env::var_os("CI").is_none(), "CI needs Python's jsonschema");
            eprintln!("left out: Python's jsonschema is not installed");
            return None;
        }
        sandbox.write("validate.py", VALIDATOR);
        let mut schemas = Map::new();
        for (kind, _) in KINDS {
            schemas.insert((*kind).to_owned(), sandbox.sop(&["workflow", "schema", kind]).ok().json());
        }
        schemas.insert("any".to_owned(), sandbox.sop(&["workflow", "schema"]).ok().json());
        Some(Validator { sandbox, schemas })
    }

    /// For each case (kind, document) what the schema has against it.
    fn ask(&self, cases: &[(&str, Value)]) -> Vec<Option<String>> {
        self.sandbox.write("given.json", json!({"schemas": self.schemas, "cases": cases}).to_string());
        let ran = self.sandbox.run("python3", &["validate.py", "given.json"], None).ok();
        serde_json::from_str(&ran.out).expect("verdicts")
    }
}

/// Which kind of file it is, by its path in the project.
fn kind(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let within = |folder: &str| path.contains(&format!("/{folder}/"));
    match name {
        "workflow.yaml" => "workflow",
        "roles.yaml" => "roles",
        "facts.yaml" => "facts",
        "norms.yaml" => "norms",
        "form.yaml" => "form",
        _ if within("_lists") => "list",
        _ if within("calendars") => "calendar",
        _ if within("norms") => "norms",
        _ if within("stages") => "stage",
        _ if within("tests") => "test",
        _ => panic!("{path}: of no kind"),
    }
}

fn yaml_files(folder: &Path, files: &mut BTreeMap<String, PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            yaml_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.insert(path.display().to_string(), path);
        }
    }
}

/// As an editor reads it: with the types of YAML 1.2.
fn document(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a file");
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_shipped_file_is_valid() {
    let Some(validator) = Validator::new() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    for folder in ["workflows", "forms", "examples"] {
        yaml_files(&root.join(folder), &mut files);
    }
    yaml_files(&original(), &mut files);
    assert!(files.len() > 60, "{}", files.len());
    let mut cases = Vec::new();
    for (name, path) in &files {
        cases.push((kind(name), document(path)));
        cases.push(("any", document(path)));
    }
    let names = files.keys().flat_map(|name| [name, name]);
    let refused: Vec<_> = names.zip(validator.ask(&cases)).filter(|(_, verdict)| verdict.is_some()).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

/// Where a change has been made: the way to it.
type Way = Vec<String>;

/// Each way to get a document wrong once: a key that nobody knows, a key left out, a value of another type.
fn mistakes(value: &Value, way: &Way, whole: &Value, made: &mut Vec<(String, Value)>) {
    let mut put = |what: &str, change: &dyn Fn(&mut Value)| {
        let mut changed = whole.clone();
        let mut at = &mut changed;
        for step in way {
            at = match at {
                Value::Array(items) => &mut items[step.parse::<usize>().expect("a number")],
                other => &mut other[step.as_str()],
            };
        }
        change(at);
        made.push((format!("{what} at {}", way.join(".")), changed));
    };
    let deeper = |step: String| [way.as_slice(), &[step]].concat();
    match value {
        Value::Object(entries) => {
            put("an unknown key", &|at| at["nobody_knows"] = json!({"it": 1}));
            put("a number for a map", &|at| *at = json!(17));
            for key in entries.keys() {
                put(&format!("without {key}"), &|at| {
                    at.as_object_mut().expect("a map").shift_remove(key);
                });
            }
            for (key, inner) in entries {
                mistakes(inner, &deeper(key.clone()), whole, made);
            }
        }
        Value::Array(items) => {
            put("a map for a list", &|at| *at = json!({"nobody_knows": 1}));
            for (index, inner) in items.iter().enumerate() {
                mistakes(inner, &deeper(index.to_string()), whole, made);
            }
        }
        _ => {
            put("a map for a word", &|at| *at = json!({"nobody_knows": 1}));
            put("a list of lists for a word", &|at| *at = json!([[1]]));
        }
    }
}

/// The errors that the program finds in the library's procedure with this file changed; whether keys or types are among them.
fn errors(file: &str, changed: &Value) -> (bool, bool) {
    let root = original();
    let mut files = BTreeMap::new();
    yaml_files(&root, &mut files);
    let files = files.values().map(|path| {
        let name = path.strip_prefix(&root).expect("in the library").display().to_string();
        let bytes = if name == file { changed.to_string().into_bytes() } else { std::fs::read(path).expect("a file") };
        (name, Cow::Owned(bytes))
    });
    let checked = definitions::check(&Sources::from_files(files.collect::<Vec<_>>(), "", None).expect("a workflow"));
    let errors: Vec<_> = checked.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    let of_form = ["definitions-missing-key", "definitions-unknown-key", "definitions-wrong-kind"];
    (!errors.is_empty(), errors.iter().any(|problem| of_form.contains(&problem.message.id)))
}

/// The library's procedure uses every key. Whatever key is added or left out and whatever type is changed: what the
/// schema refuses the program refuses, and what the program refuses for a key or a type the schema refuses.
#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let Some(validator) = Validator::new() else { return };
    let root = original();
    let mut files = BTreeMap::new();
    yaml_files(&root, &mut files);
    let (mut cases, mut told) = (Vec::new(), Vec::new());
    for (name, path) in &files {
        let kind = kind(name);
        // Stories are not read when the definitions are, and a calendar is read by another library.
        if matches!(kind, "test" | "calendar") {
            continue;
        }
        let whole = document(path);
        let mut made = Vec::new();
        mistakes(&whole, &Vec::new(), &whole, &mut made);
        for (what, changed) in made {
            told.push((path.strip_prefix(&root).expect("in the library").display().to_string(), what));
            cases.push((kind, changed));
        }
    }
    let verdicts = validator.ask(&cases);
    let refused = verdicts.iter().flatten().count();
    let cases: Vec<_> = told.iter().zip(&cases).zip(&verdicts).collect();
    let wrong: Vec<String> = cases
        .par_iter()
        .filter_map(|(((file, what), (_, changed)), verdict)| {
            let (any, of_form) = errors(file, changed);
            match verdict {
                Some(why) if !any => Some(format!("{file}: {what}: only the schema refuses: {why}")),
                None if of_form => Some(format!("{file}: {what}: only the program refuses")),
                _ => None,
            }
        })
        .collect();
    assert!(refused > 500, "{refused} of {} refused", cases.len());
    assert!(wrong.is_empty(), "{} of {}: {:#?}", wrong.len(), cases.len(), &wrong[..wrong.len().min(20)]);
}

#[test]
fn stories_and_calendars_are_held_to_the_same() {
    let Some(validator) = Validator::new() else { return };
    let library = original().join("workflows");
    let text = std::fs::read_to_string(library.join("calendars/plain.yaml")).expect("a calendar");
    let whole: Value = serde_saphyr::from_str(&text).expect("YAML");
    let mut made = Vec::new();
    mistakes(&whole, &Vec::new(), &whole, &mut made);
    let cases: Vec<_> = made.iter().map(|(_, changed)| ("calendar", changed.clone())).collect();
    for ((what, changed), verdict) in made.iter().zip(validator.ask(&cases)) {
        let read = definitions::calendar::parse("plain.yaml", &changed.to_string());
        assert_eq!(read.is_err(), verdict.is_some(), "{what}: {verdict:?}");
    }
    let workflow = definitions::load(&original()).expect("the library");
    let whole = document(&library.join("library/tests/lent.yaml"));
    let mut made = Vec::new();
    mistakes(&whole, &Vec::new(), &whole, &mut made);
    let cases: Vec<_> = made.iter().map(|(_, changed)| ("test", changed.clone())).collect();
    let mut refused = 0;
    for ((what, changed), verdict) in made.iter().zip(validator.ask(&cases)) {
        if verdict.is_some() {
            refused += 1;
            let read = sop::engine::scenario::read("lent.yaml", &changed.to_string(), &workflow);
            assert!(read.is_err(), "{what}: only the schema refuses: {verdict:?}");
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn a_kind_that_does_not_exist_is_a_wrong_argument() {
    let sandbox = Sandbox::new();
    let ran = sandbox.sop(&["workflow", "schema", "stages"]).code(2);
    assert!(ran.err.starts_with("There is no kind of file “stages”; there are: workflow, roles, "), "{ran:?}");
    let form = sandbox.sop(&["forms", "schema"]).ok().json();
    assert_eq!(form, sandbox.sop(&["workflow", "schema", "form"]).ok().json());
    assert_eq!(form["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let label = &form["$defs"]["field"]["properties"]["sets_fact"]["description"];
    assert_eq!(label, "the fact that it records; it then lies in `process`");
}
