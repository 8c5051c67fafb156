//! Filling a form: what was written (a TOML document, `--set field=value`, or both) becomes typed values, or all that is
//! wrong with it at once, each with its place, what is wrong and what would be right. Pure; `now` and the zone are
//! arguments.
//!
//! The rules, beside the types (`workflows/README.md` says them to the authors of forms):
//! - An empty text (`field = ""`, `--set field=`) empties the field; an empty list of choices (`[]`) is an answer: none.
//! - Dates and times are TOML's or texts: `2026-03-02`, `2026-03-02T09:30`, `14.3.2026 09:30` (day first), local to the
//!   workflow's zone; no language or locale changes their meaning.
//! - A field records what has happened: a date or time later than now is refused, unless the field says `future: true`.
//! - Yes and no are `true` and `false`; `yes`, `no`, `po`, `jo` are taken in texts.
//! - Numbers count things: 0 to 999 999 999.

mod given;
mod typed;

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use self::given::{Entry, Raw, shorten, shown};
use crate::case::value::{Value, Values};
use crate::deadline::Instant;
use crate::definitions::model::{Field, Form, Id};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// A larger document is not a form.
pub const MOST_BYTES: usize = 1024 * 1024;
/// So many problems are listed; the rest is counted.
const MOST_PROBLEMS: usize = 40;

/// The moment that counts as now, and the zone of local times.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub now: Instant,
    pub zone: Tz,
}

/// What was written, and where.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// A TOML document with the name by which its errors are reported.
    pub document: Option<(&'a str, &'a [u8])>,
    /// `field=value`; these go before the document.
    pub set: &'a [String],
}

/// The typed values, and the fields that were emptied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filling {
    pub values: Values,
    pub emptied: BTreeSet<Id>,
}

/// Where something was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A line of the document, from 1.
    Line(usize),
    Set,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq)]
struct Problem {
    place: Place,
    /// As it was written, shortened.
    written: String,
    why: Message,
}

/// Reads what was given for a form.
///
/// # Errors
/// Everything that is wrong, at once, in the details of one [`Kind::Invalid`](crate::error::Kind::Invalid) error.
pub fn read(form: &Form, given: Given<'_>, clock: Clock) -> Result<Filling> {
    let mut problems = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    if let Some((name, bytes)) = given.document {
        match given::document(bytes, &mut problems) {
            Ok(read) => entries = read,
            Err(why) => return Err(Error::invalid(msg!("fill-unreadable", file = name, why = why))),
        }
    }
    let mut set: Vec<Entry> = Vec::new();
    for written in given.set {
        match given::set(written, |key| form.field(key).map(|field| field.kind)) {
            Ok(entry) if set.iter().any(|known| known.key == entry.key) => {
                let written = format!("{} = {}", entry.key, shown(&entry.item.raw));
                problems.push(Problem { place: Place::Set, written, why: msg!("fill-written-twice") });
            }
            Ok(entry) => set.push(entry),
            Err(problem) => problems.push(problem),
        }
    }
    entries.retain(|entry| !set.iter().any(|known| known.key == entry.key));
    entries.append(&mut set);

    let mut filling = Filling::default();
    for entry in &entries {
        take(form, entry, &mut filling, clock, &mut problems);
    }
    if problems.is_empty() { Ok(filling) } else { Err(wrong(given.document.map(|(name, _)| name), problems)) }
}

fn take(form: &Form, entry: &Entry, filling: &mut Filling, clock: Clock, problems: &mut Vec<Problem>) {
    let Some(field) = form.field(&entry.key) else {
        let written = match entry.item.raw {
            Raw::Row(_) => format!("[{}]", shorten(&entry.key)),
            _ => format!("{} = {}", shorten(&entry.key), shown(&entry.item.raw)),
        };
        problems.push(typed::unknown(entry.item.place, written, &entry.key, form.fields()));
        return;
    };
    let before = problems.len();
    match typed::value(field, &entry.item, &clock, problems) {
        Some(value) => {
            filling.values.insert(field.id.clone(), value);
        }
        None if problems.len() == before => {
            filling.emptied.insert(field.id.clone());
        }
        None => {}
    }
}

/// Reads one answer of a person, as with `--set`. None: the field stays empty.
///
/// # Errors
/// What is wrong with it, and what would be right.
pub fn answer(field: &Field, written: &str, clock: Clock) -> std::result::Result<Option<Value>, Message> {
    let kind = |_: &str| Some(field.kind);
    let mut problems = Vec::new();
    let value = match given::set(&format!("{}={written}", field.id), kind) {
        Ok(entry) => typed::value(field, &entry.item, &clock, &mut problems),
        Err(problem) => return Err(problem.why),
    };
    match problems.into_iter().next() {
        Some(problem) => Err(problem.why),
        None => Ok(value),
    }
}

/// One error with all problems, by line.
fn wrong(file: Option<&str>, mut problems: Vec<Problem>) -> Error {
    problems.sort_by_key(|problem| match problem.place {
        Place::Line(line) => line,
        Place::Set => usize::MAX,
    });
    let count = problems.len();
    let only_set = problems.iter().all(|problem| problem.place == Place::Set);
    let message = match file {
        Some(file) if !only_set => msg!("fill-wrong-file", file = file, count = count),
        _ => msg!("fill-wrong", count = count),
    };
    let mut details: Vec<Message> = problems
        .into_iter()
        .take(MOST_PROBLEMS)
        .map(|problem| match problem.place {
            Place::Line(line) => msg!("fill-problem-line", line = line, written = problem.written, why = problem.why),
            Place::Set => msg!("fill-problem-set", written = problem.written, why = problem.why),
        })
        .collect();
    if count > MOST_PROBLEMS {
        details.push(msg!("fill-problems-more", count = count - MOST_PROBLEMS));
    }
    Error::invalid(message).details(details)
}

/// The values of a version: those before, with what was written over them.
pub fn merge(before: &Values, filling: &Filling) -> Values {
    let mut values = before.clone();
    values.retain(|id, _| !filling.emptied.contains(id));
    values.extend(filling.values.iter().map(|(id, value)| (id.clone(), value.clone())));
    values
}

/// The required fields that are asked for and have no value, in the form's order. `asked` says whether a field's `when`
/// holds.
pub fn missing(form: &Form, values: &Values, asked: impl Fn(&Field) -> bool) -> Vec<Id> {
    form.fields()
        .filter(|field| field.required && !values.contains_key(&field.id) && asked(field))
        .map(|field| field.id.clone())
        .collect()
}

/// Fields that have a value although the form does not ask for them: their `when` does not hold, and everything that it
/// speaks of is known. (While an answer is still missing nothing is said to contradict it.)
pub fn not_asked<'f>(form: &'f Form, values: &Values, asked: impl Fn(&Field) -> bool) -> Vec<&'f Field> {
    form.fields()
        .filter(|field| values.contains_key(&field.id) && !asked(field))
        .filter(|field| match &field.when {
            Some(when) => form
                .fields()
                .filter(|other| speaks_of(&when.source, &other.id))
                .all(|other| values.contains_key(&other.id) || !asked(other)),
            None => false,
        })
        .collect()
}

/// The expression names that field by its bare name.
fn speaks_of(expression: &str, field: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    expression.match_indices(field).any(|(at, _)| {
        let before = expression[..at].chars().next_back();
        let after = expression[at + field.len()..].chars().next();
        !before.is_some_and(|c| word(c) || matches!(c, '.' | '\'' | '"')) && !after.is_some_and(word)
    })
}

/// Values by the vault of their field. `process` is always there.
pub fn by_vault(form: &Form, values: &Values) -> BTreeMap<Id, Values> {
    let mut vaults = BTreeMap::from([("process".to_owned(), Values::new())]);
    for field in form.fields() {
        if let Some(value) = values.get(&field.id) {
            vaults.entry(field.vault.clone()).or_default().insert(field.id.clone(), value.clone());
        }
    }
    vaults
}

/// A text without the characters that a terminal would obey, cut where it is long.
pub fn excerpt(text: &str) -> String {
    shorten(text)
}

#[cfg(test)]
mod tests;
