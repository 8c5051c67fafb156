//! What was written, before the form's types judge it: a TOML document or `--set field=value`, cut into keys and values
//! with the place of each. A value that TOML cannot read (an impossible date, a word without quotes) is kept as it was
//! written, so that the field can say what is wrong with it and all errors come at once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{MOST_BYTES, Place, Problem};
use crate::definitions::model::FieldType;
use crate::language::Message;
use crate::msg;

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Raw {
    /// A text between quotes, or what follows the sign in `--set`.
    Text(String),
    /// Anything else that is one word: `true`, `12`, `1991-02-29`, or a text that lacks its quotes.
    Bare(String),
    List(Vec<Item>),
    /// `{ key = value, … }`, a row of a table.
    Row(Vec<(String, Item)>),
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub raw: Raw,
    pub place: Place,
}

/// `key = value`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub key: String,
    pub item: Item,
}

/// Cuts a TOML document into its keys. What is no TOML at all is one error; keys written twice are listed.
pub(super) fn document(bytes: &[u8], problems: &mut Vec<Problem>) -> Result<Vec<Entry>, Message> {
    if bytes.len() > MOST_BYTES {
        return Err(msg!("fill-too-large", most = MOST_BYTES / 1024 / 1024));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| msg!("fill-not-text"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut words = Vec::new();
    for value in table.get_ref().values() {
        bare_words(value, text, &mut words);
    }
    for error in &errors {
        let span = error.span().unwrap_or_default();
        if words.iter().any(|word| word.start <= span.start && span.end <= word.end) {
            continue; // the field will say it better
        }
        let place = Place::Line(line_of(text, span.start));
        if error.message().starts_with("duplicate key") {
            let key = text.get(span).unwrap_or_default().to_owned();
            problems.push(Problem { place, written: key, why: msg!("fill-written-twice") });
            continue;
        }
        return Err(msg!("fill-not-toml", line = line_of(text, span.start)));
    }
    Ok(entries(table.get_ref(), &|at| Place::Line(line_of(text, at)), text))
}

/// Reads `field=value`. Several choices are separated by commas, a table is written as TOML (`[{…}]`); every other value
/// is taken as it stands.
pub(super) fn set(written: &str, kind: impl Fn(&str) -> Option<FieldType>) -> Result<Entry, Problem> {
    let place = Place::Set;
    let Some((key, value)) = written.split_once('=') else {
        return Err(Problem { place, written: shorten(written), why: msg!("fill-set-form") });
    };
    let (key, value) = (key.trim().to_owned(), value.trim());
    let raw = match kind(&key) {
        _ if value.is_empty() => Raw::Text(String::new()),
        Some(FieldType::Table) => match toml_value(value) {
            Some(item) => item.raw,
            None => return Err(Problem { place, written: shorten(written), why: msg!("fill-set-table") }),
        },
        Some(FieldType::MultiChoice) => {
            let list = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
            let words = list.split(',').map(|word| word.trim().trim_matches(['"', '\'']).to_owned());
            let items = words.filter(|word| !word.is_empty());
            Raw::List(items.map(|word| Item { raw: Raw::Text(word), place: Place::Set }).collect())
        }
        _ => Raw::Text(value.to_owned()),
    };
    Ok(Entry { key, item: Item { raw, place } })
}

/// A value in TOML; none if it is not.
fn toml_value(value: &str) -> Option<Item> {
    let (parsed, errors) = DeValue::parse_recoverable(value);
    let mut words = Vec::new();
    bare_words(&parsed, value, &mut words);
    let covered = |span: Range<usize>| words.iter().any(|word| word.start <= span.start && span.end <= word.end);
    let read = errors.iter().all(|error| covered(error.span().unwrap_or_default()));
    read.then(|| item(&parsed, &|_| Place::Set, value))
}

fn entries(table: &DeTable<'_>, place: &dyn Fn(usize) -> Place, text: &str) -> Vec<Entry> {
    let mut entries: Vec<(usize, Entry)> = table
        .iter()
        .map(|(key, value)| {
            let mut item = item(value, place, text);
            item.place = place(key.span().start);
            (key.span().start, Entry { key: key.get_ref().to_string(), item })
        })
        .collect();
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn item(value: &Spanned<DeValue<'_>>, place: &dyn Fn(usize) -> Place, text: &str) -> Item {
    let span = value.span();
    let source = || text.get(span.clone()).unwrap_or_default();
    let raw = match value.get_ref() {
        DeValue::String(decoded) if quoted(source()) => Raw::Text(decoded.to_string()),
        DeValue::Array(items) => Raw::List(items.iter().map(|value| item(value, place, text)).collect()),
        DeValue::Table(table) => {
            Raw::Row(entries(table, place, text).into_iter().map(|entry| (entry.key, entry.item)).collect())
        }
        _ => Raw::Bare(source().trim().to_owned()),
    };
    Item { raw, place: place(span.start) }
}

/// Where values stand that are one word without quotes: what TOML says about these is left to the fields.
fn bare_words(value: &Spanned<DeValue<'_>>, text: &str, found: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().for_each(|value| bare_words(value, text, found)),
        DeValue::Table(table) => table.values().for_each(|value| bare_words(value, text, found)),
        DeValue::String(_) if quoted(text.get(value.span()).unwrap_or_default()) => {}
        _ => found.push(value.span()),
    }
}

fn quoted(source: &str) -> bool {
    source.starts_with(['"', '\''])
}

/// Lines count from 1.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// The value as a person wrote it, cut where it is long.
pub(super) fn shown(raw: &Raw) -> String {
    let text = match raw {
        Raw::Text(text) => format!("\"{text}\""),
        Raw::Bare(word) => word.clone(),
        Raw::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(&item.raw)).collect();
            format!("[{}]", items.join(", "))
        }
        Raw::Row(_) => "{…}".to_owned(),
    };
    shorten(&text)
}

/// At most 40 characters, without what a terminal would obey.
pub(super) fn shorten(text: &str) -> String {
    let mut short = String::new();
    for (n, c) in text.chars().enumerate() {
        if n == 40 {
            short.push('…');
            break;
        }
        if super::typed::is_unprintable(c) || c == '\n' || c == '\t' {
            short.extend(c.escape_default());
        } else {
            short.push(c);
        }
    }
    short
}
