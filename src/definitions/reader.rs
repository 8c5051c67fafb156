//! The common part of reading a definition file: maps with known keys, words, ids, texts in both languages. Nothing
//! here stops at an error: a problem is noted with its place and a harmless value takes the place of the wrong one.

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::ScalarStyle;

use super::collected::{Collected, Job, Reference, Scope, Wanted, What};
use super::model::{Expr, Id, Place, RoleRef};
use super::problem::{Severity, nearest};
use super::yaml::{self, At, Kind, Node};
use crate::language::{Message, Text};
use crate::msg;

/// Reads one file.
pub struct Reader<'c> {
    pub file: Arc<str>,
    pub out: &'c mut Collected,
    /// Who is being read, as references name it.
    pub by: Arc<str>,
    /// The stage that is being read.
    pub stage: Option<Id>,
}

/// A map whose keys have been compared with those that may stand there.
pub struct Map<'n, 't> {
    at: At,
    entries: Entries<'n, 't>,
}

enum Entries<'n, 't> {
    Checked(Vec<(&'n Node<'t>, &'n Node<'t>)>),
    /// All of them, of definitions that are trusted.
    All(&'n [(Node<'t>, Node<'t>)]),
}

impl<'n, 't> Map<'n, 't> {
    /// The value of a key that is there and not empty.
    pub fn get(&self, key: &str) -> Option<&'n Node<'t>> {
        self.entry(key).map(|(_, value)| value).filter(|v| !v.is_null())
    }

    fn entry(&self, key: &str) -> Option<(&'n Node<'t>, &'n Node<'t>)> {
        match &self.entries {
            Entries::Checked(entries) => entries.iter().find(|(k, _)| k.text() == Some(key)).copied(),
            Entries::All(entries) => entries.iter().find(|(k, _)| k.text() == Some(key)).map(|(k, value)| (k, value)),
        }
    }

    /// The place of a key, else of the map.
    pub fn at(&self, key: &str) -> At {
        self.entry(key).map_or(self.at, |(k, _)| k.at)
    }
}

impl Reader<'_> {
    /// Who is being read from here on. Of trusted definitions nobody asks.
    pub fn named(&mut self, by: std::fmt::Arguments<'_>) {
        if !self.out.trusted {
            self.by = by.to_string().into();
        }
    }

    pub fn place(&self, at: At) -> Place {
        Place { file: self.file.clone(), line: at.line, column: at.column }
    }

    pub fn error(&mut self, at: At, message: Message) {
        self.error_with(at, message, None);
    }

    pub fn error_with(&mut self, at: At, message: Message, suggestion: Option<Message>) {
        let place = self.place(at);
        self.out.damaged.insert(self.by.clone());
        self.out.problem(Severity::Error, &place, message, suggestion);
    }

    pub fn warn(&mut self, at: At, message: Message) {
        let place = self.place(at);
        self.out.problem(Severity::Warning, &place, message, None);
    }

    fn wrong_kind(&mut self, node: &Node<'_>, wanted: Message) {
        self.error(node.at, msg!("definitions-wrong-kind", wanted = wanted, found = node.describe()));
    }

    /// A map with some of these keys. Unknown and repeated keys are errors.
    pub fn map<'n, 't>(&mut self, node: &'n Node<'t>, known: &[&str]) -> Map<'n, 't> {
        if self.out.trusted
            && let Kind::Map(entries) = &node.kind
        {
            return Map { at: node.at, entries: Entries::All(entries) };
        }
        let mut kept = Vec::new();
        for (key, value) in self.entries(node) {
            let word = key.text().unwrap_or_default();
            if known.contains(&word) {
                kept.push((key, value));
            } else if key.is_boolean_word() {
                self.boolean_word(key.at, word);
            } else {
                let near = nearest(word, known.iter().copied());
                let suggestion = match near {
                    Some(near) => msg!("definitions-did-you-mean", word = near),
                    None => msg!("definitions-known-keys", keys = known.join(", ")),
                };
                self.error_with(key.at, msg!("definitions-unknown-key", key = yaml::shorten(word)), Some(suggestion));
            }
        }
        Map { at: node.at, entries: Entries::Checked(kept) }
    }

    /// The entries of a map; a key that stands twice is an error and is left out the second time.
    pub fn entries<'n, 't>(&mut self, node: &'n Node<'t>) -> Vec<(&'n Node<'t>, &'n Node<'t>)> {
        let Kind::Map(entries) = &node.kind else {
            self.wrong_kind(node, msg!("definitions-kind-map"));
            return Vec::new();
        };
        if self.out.trusted {
            return entries.iter().map(|(key, value)| (key, value)).collect();
        }
        let mut seen: BTreeMap<&str, At> = BTreeMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let word = key.text().unwrap_or_default();
            match seen.get(word).copied() {
                Some(first) => {
                    let message = msg!("definitions-repeated-key", key = yaml::shorten(word), line = first.line);
                    self.error(key.at, message);
                }
                None => {
                    seen.insert(word, key.at);
                    kept.push((key, value));
                }
            }
        }
        kept
    }

    /// The entries of a map from ids, each id checked.
    pub fn entries_by_id<'n, 't>(&mut self, node: &'n Node<'t>, what: What) -> Vec<(Id, &'n Node<'t>, &'n Node<'t>)> {
        self.entries(node)
            .into_iter()
            .filter_map(|(key, value)| self.new_id(key, what).map(|id| (id, key, value)))
            .collect()
    }

    /// Notes where something is declared.
    pub fn declare(&mut self, at: At, what: What, id: &str) {
        if self.out.trusted {
            return;
        }
        let place = self.place(at);
        self.out.declarations.insert((what, id.to_owned()), place);
    }

    /// A required key.
    pub fn required<'n, 't>(&mut self, map: &Map<'n, 't>, key: &str) -> Option<&'n Node<'t>> {
        let value = map.get(key);
        if value.is_none() {
            self.error(map.at(key), msg!("definitions-missing-key", key = key));
        }
        value
    }

    /// A word or sentence, whatever it looks like: `Yes` and `012` stay as written.
    pub fn word(&mut self, node: &Node<'_>) -> Option<String> {
        match node.text() {
            Some(text) if !node.is_null() => Some(text.to_owned()),
            _ => {
                self.wrong_kind(node, msg!("definitions-kind-text"));
                None
            }
        }
    }

    /// The items of a list, or the one thing that stands in its place.
    pub fn one_or_many<'n, 't>(&mut self, node: &'n Node<'t>) -> Vec<&'n Node<'t>> {
        match &node.kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![node],
        }
    }

    /// The items of a list.
    pub fn list<'n, 't>(&mut self, node: &'n Node<'t>) -> Vec<&'n Node<'t>> {
        match &node.kind {
            Kind::List(items) => items.iter().collect(),
            _ => {
                self.wrong_kind(node, msg!("definitions-kind-list"));
                Vec::new()
            }
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, map: &Map<'_, '_>, key: &str, default: bool) -> bool {
        match map.get(key) {
            None => default,
            Some(node) if node.is_plain() && node.text() == Some("true") => true,
            Some(node) if node.is_plain() && node.text() == Some("false") => false,
            Some(node) => {
                self.wrong_kind(node, msg!("definitions-kind-flag"));
                default
            }
        }
    }

    /// A text in both languages.
    pub fn text(&mut self, node: &Node<'_>) -> Text {
        let map = self.map(node, super::keys::TEXT);
        if matches!(node.kind, Kind::Map(_)) { self.text_of(&map) } else { Text::default() }
    }

    /// The two languages among the keys of a map.
    pub fn text_of(&mut self, map: &Map<'_, '_>) -> Text {
        let mut one = |language: &str| match map.get(language) {
            Some(node) => {
                let text = self.word(node).unwrap_or_default();
                if text.trim().is_empty() && node.text().is_some() {
                    self.error(node.at, msg!("definitions-untranslated", language = language));
                }
                text
            }
            None => {
                self.error(map.at(language), msg!("definitions-untranslated", language = language));
                String::new()
            }
        };
        Text { sq: one("sq"), en: one("en") }
    }

    pub fn required_text(&mut self, map: &Map<'_, '_>, key: &str) -> Text {
        self.required(map, key).map(|node| self.text(node)).unwrap_or_default()
    }

    pub fn optional_text(&mut self, map: &Map<'_, '_>, key: &str) -> Option<Text> {
        map.get(key).map(|node| self.text(node))
    }

    /// One of a few fixed words.
    pub fn one_of<T: Copy>(&mut self, node: &Node<'_>, words: &[(&str, T)]) -> Option<T> {
        let word = self.word(node)?;
        let found = words.iter().find(|(w, _)| *w == word).map(|(_, value)| *value);
        if found.is_none() {
            let known = words.iter().map(|(w, _)| *w);
            let suggestion = nearest(&word, known.clone()).map(|near| msg!("definitions-did-you-mean", word = near));
            let message = msg!(
                "definitions-not-one-of",
                word = yaml::shorten(&word),
                known = known.collect::<Vec<_>>().join(", ")
            );
            self.error_with(node.at, message, suggestion);
        }
        found
    }

    /// A word without quotes that other YAML readers take for yes or no.
    pub fn boolean_word(&mut self, at: At, word: &str) {
        let suggestion = Some(msg!("definitions-write-quoted", word = word));
        self.error_with(at, msg!("definitions-boolean-word", word = word), suggestion);
    }

    /// An id where it is declared or used: well formed, and quoted if other readers would take it for yes or no.
    pub fn new_id(&mut self, node: &Node<'_>, what: What) -> Option<Id> {
        let id = self.word(node)?;
        if node.is_boolean_word() {
            self.boolean_word(node.at, &id);
            return Some(id);
        }
        if !what.accepts(&id) {
            let message = msg!("definitions-bad-id", what = what.word(), id = yaml::shorten(&id));
            let suggestion = match what {
                What::Form | What::Norm => msg!("definitions-id-upper"),
                What::Choice => msg!("definitions-id-choice"),
                What::Vault => msg!("definitions-id-vault"),
                _ => msg!("definitions-id-lower"),
            };
            self.error_with(node.at, message, Some(suggestion));
            return None;
        }
        Some(id)
    }

    /// An id that is used: looked up at the end.
    pub fn reference(&mut self, node: &Node<'_>, what: What) -> Option<Id> {
        let id = self.word(node)?;
        if node.is_boolean_word() {
            self.boolean_word(node.at, &id);
        }
        self.refer(node.at, what, &id);
        Some(id)
    }

    /// Notes that an id is used here.
    pub fn refer(&mut self, at: At, what: What, id: &str) {
        if self.out.trusted {
            return;
        }
        let place = self.place(at);
        self.out.references.push(Reference { what, id: id.to_owned(), place, by: self.by.clone() });
    }

    /// One id or a list of them.
    pub fn references(&mut self, node: &Node<'_>, what: What) -> Vec<Id> {
        self.one_or_many(node).into_iter().filter_map(|item| self.reference(item, what)).collect()
    }

    /// The norms that a definition cites.
    pub fn norms(&mut self, map: &Map<'_, '_>, required: bool) -> Vec<Id> {
        match map.get("norms") {
            Some(node) => {
                let norms: Vec<Id> =
                    self.list(node).into_iter().filter_map(|item| self.reference(item, What::Norm)).collect();
                if required && matches!(&node.kind, Kind::List(items) if items.is_empty()) {
                    self.error(node.at, msg!("definitions-no-norm"));
                }
                norms
            }
            None if required => {
                self.error(map.at("norms"), msg!("definitions-missing-key", key = "norms"));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A role, perhaps with a seat (`board/chair`).
    pub fn role(&mut self, node: &Node<'_>) -> Option<RoleRef> {
        let id = self.reference(node, What::Role)?;
        Some(match id.split_once('/') {
            Some((role, seat)) => RoleRef { role: role.to_owned(), seat: Some(seat.to_owned()) },
            None => RoleRef { role: id, seat: None },
        })
    }

    pub fn roles(&mut self, node: &Node<'_>) -> Vec<RoleRef> {
        self.one_or_many(node).into_iter().filter_map(|item| self.role(item)).collect()
    }

    pub fn roles_at(&mut self, map: &Map<'_, '_>, key: &str) -> Vec<RoleRef> {
        map.get(key).map(|node| self.roles(node)).unwrap_or_default()
    }

    /// An expression, checked when everything has been read.
    pub fn expression(&mut self, node: &Node<'_>, scope: Scope, wanted: Wanted) -> Option<Expr> {
        let source = self.word(node)?;
        if self.out.trusted {
            return Some(Expr { source, place: self.place(node.at) });
        }
        let style = match &node.kind {
            Kind::Scalar { style, .. } => *style,
            _ => ScalarStyle::Plain,
        };
        self.out.jobs.push(Job {
            source: source.clone(),
            at: node.at,
            style,
            file: self.file.clone(),
            scope,
            wanted,
            by: self.by.clone(),
            stage: self.stage.clone(),
        });
        Some(Expr { source, place: self.place(node.at) })
    }

    pub fn expression_at(&mut self, map: &Map<'_, '_>, key: &str, scope: Scope, wanted: Wanted) -> Option<Expr> {
        map.get(key).and_then(|node| self.expression(node, scope, wanted))
    }
}
