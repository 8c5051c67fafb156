//! The catalogue is whole: every sentence that the code names exists in both languages, with the same arguments, and
//! none is left over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sop::language::{Lang, sentences};

/// Message ids of one language with the arguments that each uses.
fn ids(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut ids = BTreeMap::new();
    let mut current = String::new();
    for line in sentences(lang).lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if !line.starts_with([' ', '}', '[', '*']) {
            let (id, _) = line.split_once('=').unwrap_or_else(|| panic!("{lang:?}: not a message: {line}"));
            current = id.trim().to_owned();
            let again = ids.insert(current.clone(), BTreeSet::new());
            assert!(again.is_none(), "{lang:?}: {current} stands twice");
        }
        let arguments = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect::<String>()
        });
        ids.entry(current.clone()).or_default().extend(arguments);
    }
    ids
}

fn sources(dir: &Path, text: &mut String) {
    for entry in std::fs::read_dir(dir).expect("src") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = std::fs::read_to_string(&path).expect("source");
            for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_arguments() {
    let (sq, en) = (ids(Lang::Sq), ids(Lang::En));
    let shown = |ids: &BTreeMap<String, BTreeSet<String>>| {
        // Help in English is the doc comments of the arguments.
        ids.iter()
            .filter(|(id, _)| !id.starts_with("help-") && *id != "help")
            .map(|(id, a)| (id.clone(), a.clone()))
            .collect()
    };
    let (sq, en): (BTreeMap<_, _>, BTreeMap<_, _>) = (shown(&sq), shown(&en));
    let only_sq: Vec<_> = sq.keys().filter(|id| !en.contains_key(*id)).collect();
    let only_en: Vec<_> = en.keys().filter(|id| !sq.contains_key(*id)).collect();
    assert!(only_sq.is_empty() && only_en.is_empty(), "only Albanian: {only_sq:?}; only English: {only_en:?}");
    let different: Vec<_> = sq.iter().filter(|(id, arguments)| en[*id] != **arguments).map(|(id, _)| id).collect();
    assert!(different.is_empty(), "different arguments: {different:?}");
}

#[test]
fn every_sentence_that_the_code_names_exists_and_none_is_left_over() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let known = ids(Lang::En);
    // A quoted word that has the shape of an id counts as its use: ids also travel as plain strings.
    let quoted: BTreeSet<&str> = text.split('"').collect();
    let named: BTreeSet<&str> = text
        .split("msg!(")
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        .collect();
    let missing: Vec<_> = named.iter().filter(|id| !known.contains_key(**id)).collect();
    assert!(missing.is_empty(), "named in the code, not in the catalogue: {missing:?}");
    // The audit makes the ids of its explanations from one name (`row!` in `audit/codes.rs`).
    let named_in_part = |id: &str| {
        ["audit-means-", "audit-remedy-"].iter().any(|start| id.strip_prefix(start).is_some_and(|n| quoted.contains(n)))
    };
    let unused: Vec<_> = known.keys().filter(|id| !quoted.contains(id.as_str()) && !named_in_part(id)).collect();
    assert!(unused.is_empty(), "in the catalogue, named nowhere: {unused:?}");
}

#[test]
fn every_sentence_is_understood_by_the_library() {
    for lang in [Lang::Sq, Lang::En] {
        for id in ids(lang).keys() {
            assert!(sop::language::has(lang, id), "{lang:?}: {id} does not parse");
        }
    }
}

#[test]
fn no_sentence_has_invisible_marks_or_tabs() {
    for lang in [Lang::Sq, Lang::En] {
        for (number, line) in sentences(lang).lines().enumerate() {
            let bad = line.chars().find(
                |c| matches!(c, '\t' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
            );
            assert!(bad.is_none(), "{lang:?} line {}: {bad:?}", number + 1);
        }
    }
}
