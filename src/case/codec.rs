//! Events as TOML (S5). The process part holds what identifies nobody; each other part holds the values of one more
//! closely held vault. Reading is strict: an unknown key, version or type is an error, because it comes from others.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use toml::value::{Datetime, Table, Value as Toml};

use super::event::{Act, Event};
use super::value::{Row, Value, Values};
use crate::deadline::Instant;

/// The version of events that is written (S1).
pub const VERSION: i64 = 1;
/// How many entries a list may have, so that nothing grows without bound.
const LIST_LIMIT: usize = 10_000;
/// How deep dotted keys may go; a value has two levels.
const DEPTH_LIMIT: usize = 16;

/// Why a text is not an event's part: one word for the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Not TOML, or not this shape.
    Shape,
    /// A version that this program does not know.
    Version,
}

/// The process part as it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessPart {
    pub store: String,
    pub case: String,
    pub id: String,
    pub by: String,
    pub role: String,
    pub at: Instant,
    pub recorded: Instant,
    pub seen: Vec<String>,
    pub definitions: String,
    /// Other part or attachment → SHA-256 (hex) of its encrypted file.
    pub parts: BTreeMap<String, String>,
    pub act: Act,
    pub values: Values,
    pub reasons: BTreeMap<String, String>,
    pub overridden: BTreeMap<String, String>,
    pub satisfied: Vec<String>,
}

/// Any other part as it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherPart {
    pub store: String,
    pub case: String,
    pub id: String,
    pub vault: String,
    pub values: Values,
}

impl ProcessPart {
    /// The event without the values of other vaults.
    pub fn event(self, vaults: BTreeMap<String, bool>) -> Event {
        Event {
            id: self.id,
            by: self.by,
            role: self.role,
            at: self.at,
            recorded: self.recorded,
            seen: self.seen,
            definitions: self.definitions,
            vaults,
            act: self.act,
            values: BTreeMap::from([("process".to_owned(), self.values)]),
            reasons: self.reasons,
            overridden: self.overridden,
            satisfied: self.satisfied,
        }
    }

    pub fn to_toml(&self) -> String {
        let mut table = head(&self.store, &self.case, &self.id);
        let mut put = |key: &str, value: Toml| {
            table.insert(key.to_owned(), value);
        };
        put("by", Toml::String(self.by.clone()));
        put("role", Toml::String(self.role.clone()));
        put("kind", Toml::String(self.act.kind().to_owned()));
        put("at", time(self.at));
        put("recorded", time(self.recorded));
        put("seen", strings(&self.seen));
        put("definitions", Toml::String(self.definitions.clone()));
        put("satisfied", strings(&self.satisfied));
        put("parts", texts(&self.parts));
        // An act is a table under its own kind: `[file]` with the keys of a filing.
        if let Ok(Toml::Table(act)) = Toml::try_from(&self.act) {
            for (kind, keys) in act {
                put(&kind, keys);
            }
        }
        put("values", Toml::Table(values_to_toml(&self.values)));
        put("reasons", texts(&self.reasons));
        put("overridden", texts(&self.overridden));
        Table::to_string(&table)
    }

    pub fn parse(text: &str) -> Result<ProcessPart, Unread> {
        let mut keys = Keys::read(text)?;
        let kind = keys.string("kind")?;
        let mut act = Table::new();
        act.insert(kind.clone(), keys.take(&kind).unwrap_or_else(|| Toml::Table(Table::new())));
        let act: Act = Toml::Table(act).try_into().map_err(|_| Unread::Shape)?;
        let part = ProcessPart {
            store: keys.string("store")?,
            case: keys.string("case")?,
            id: keys.string("id")?,
            by: keys.string("by")?,
            role: keys.string("role")?,
            at: keys.time("at")?,
            recorded: keys.time("recorded")?,
            seen: keys.strings("seen")?,
            definitions: keys.string("definitions")?,
            satisfied: keys.strings("satisfied")?,
            parts: keys.texts("parts")?,
            act,
            values: keys.values()?,
            reasons: keys.texts("reasons")?,
            overridden: keys.texts("overridden")?,
        };
        keys.end()?;
        Ok(part)
    }
}

impl OtherPart {
    pub fn to_toml(&self) -> String {
        let mut table = head(&self.store, &self.case, &self.id);
        table.insert("vault".to_owned(), Toml::String(self.vault.clone()));
        table.insert("values".to_owned(), Toml::Table(values_to_toml(&self.values)));
        Table::to_string(&table)
    }

    pub fn parse(text: &str) -> Result<OtherPart, Unread> {
        let mut keys = Keys::read(text)?;
        let part = OtherPart {
            store: keys.string("store")?,
            case: keys.string("case")?,
            id: keys.string("id")?,
            vault: keys.string("vault")?,
            values: keys.values()?,
        };
        keys.end()?;
        Ok(part)
    }
}

/// What a person typed into a form and has not filed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    pub case: String,
    pub form: String,
    /// When it was kept.
    pub kept: Instant,
    pub values: Values,
    pub emptied: Vec<String>,
}

impl Unfinished {
    pub fn to_toml(&self) -> String {
        let mut table = Table::new();
        table.insert("v".to_owned(), Toml::Integer(VERSION));
        table.insert("case".to_owned(), Toml::String(self.case.clone()));
        table.insert("form".to_owned(), Toml::String(self.form.clone()));
        table.insert("kept".to_owned(), time(self.kept));
        table.insert("emptied".to_owned(), strings(&self.emptied));
        table.insert("values".to_owned(), Toml::Table(values_to_toml(&self.values)));
        Table::to_string(&table)
    }

    pub fn parse(text: &str) -> Result<Unfinished, Unread> {
        let mut keys = Keys::read(text)?;
        let unfinished = Unfinished {
            case: keys.string("case")?,
            form: keys.string("form")?,
            kept: keys.time("kept")?,
            emptied: keys.strings("emptied")?,
            values: keys.values()?,
        };
        keys.end()?;
        Ok(unfinished)
    }
}

fn head(store: &str, case: &str, id: &str) -> Table {
    let mut table = Table::new();
    table.insert("v".to_owned(), Toml::Integer(VERSION));
    for (key, value) in [("store", store), ("case", case), ("id", id)] {
        table.insert(key.to_owned(), Toml::String(value.to_owned()));
    }
    table
}

fn strings(list: &[String]) -> Toml {
    Toml::Array(list.iter().cloned().map(Toml::String).collect())
}

fn texts(map: &BTreeMap<String, String>) -> Toml {
    Toml::Table(map.iter().map(|(key, text)| (key.clone(), Toml::String(text.clone()))).collect())
}

fn time(at: Instant) -> Toml {
    datetime(&at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn datetime(text: &str) -> Toml {
    text.parse::<Datetime>().map_or_else(|_| Toml::String(text.to_owned()), Toml::Datetime)
}

/// Values as TOML: dates and times in TOML's own types.
pub fn values_to_toml(values: &Values) -> Table {
    values.iter().map(|(id, value)| (id.clone(), value_to_toml(value))).collect()
}

fn value_to_toml(value: &Value) -> Toml {
    match value {
        Value::Bool(flag) => Toml::Boolean(*flag),
        Value::Integer(number) => Toml::Integer(*number),
        Value::Text(text) => Toml::String(text.clone()),
        Value::List(list) => strings(list),
        Value::Date(date) => datetime(&date.format("%Y-%m-%d").to_string()),
        Value::DateTime(at) => datetime(&at.format("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        Value::Table(rows) => Toml::Array(rows.iter().map(|row| Toml::Table(values_to_toml(row))).collect()),
    }
}

/// Values from TOML; none if a type is not one of those. An empty array is read as an empty list.
pub fn values_from_toml(table: &Table) -> Option<Values> {
    table.iter().map(|(id, value)| Some((id.clone(), value_from_toml(value, true)?))).collect()
}

fn value_from_toml(value: &Toml, table_allowed: bool) -> Option<Value> {
    Some(match value {
        Toml::Boolean(flag) => Value::Bool(*flag),
        Toml::Integer(number) => Value::Integer(*number),
        Toml::String(text) => Value::Text(text.clone()),
        Toml::Datetime(at) => match (at.date, at.time, at.offset) {
            (Some(date), None, None) => {
                Value::Date(NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?)
            }
            (Some(_), Some(_), Some(_)) => Value::DateTime(DateTime::parse_from_rfc3339(&at.to_string()).ok()?),
            _ => return None,
        },
        Toml::Array(list) if list.len() > LIST_LIMIT => return None,
        Toml::Array(list) if table_allowed && list.first().is_some_and(Toml::is_table) => {
            let row = |row: &Toml| -> Option<Row> {
                let cells = row.as_table()?;
                cells.iter().map(|(id, cell)| Some((id.clone(), value_from_toml(cell, false)?))).collect()
            };
            Value::Table(list.iter().map(row).collect::<Option<_>>()?)
        }
        Toml::Array(list) => {
            Value::List(list.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<_>>()?)
        }
        Toml::Float(_) | Toml::Table(_) => return None,
    })
}

/// The keys of a part, each taken once; what is left at the end is unknown.
struct Keys(Table);

impl Keys {
    fn read(text: &str) -> Result<Keys, Unread> {
        if too_deep(text) {
            return Err(Unread::Shape);
        }
        let table: Table = toml::from_str(text).map_err(|_| Unread::Shape)?;
        let mut keys = Keys(table);
        match keys.take("v") {
            Some(Toml::Integer(VERSION)) => Ok(keys),
            Some(Toml::Integer(_)) => Err(Unread::Version),
            _ => Err(Unread::Shape),
        }
    }

    fn take(&mut self, key: &str) -> Option<Toml> {
        self.0.remove(key)
    }

    fn string(&mut self, key: &str) -> Result<String, Unread> {
        match self.take(key) {
            Some(Toml::String(text)) => Ok(text),
            _ => Err(Unread::Shape),
        }
    }

    fn strings(&mut self, key: &str) -> Result<Vec<String>, Unread> {
        match self.take(key) {
            Some(Toml::Array(list)) if list.len() <= LIST_LIMIT => list
                .into_iter()
                .map(|item| if let Toml::String(text) = item { Ok(text) } else { Err(Unread::Shape) })
                .collect(),
            _ => Err(Unread::Shape),
        }
    }

    fn texts(&mut self, key: &str) -> Result<BTreeMap<String, String>, Unread> {
        match self.take(key) {
            Some(Toml::Table(table)) => table
                .into_iter()
                .map(|(id, item)| if let Toml::String(text) = item { Ok((id, text)) } else { Err(Unread::Shape) })
                .collect(),
            _ => Err(Unread::Shape),
        }
    }

    fn time(&mut self, key: &str) -> Result<Instant, Unread> {
        let Some(Toml::Datetime(at)) = self.take(key) else { return Err(Unread::Shape) };
        let at = DateTime::parse_from_rfc3339(&at.to_string()).map_err(|_| Unread::Shape)?;
        if at.timestamp_subsec_nanos() == 0 { Ok(Instant::from(at)) } else { Err(Unread::Shape) }
    }

    fn values(&mut self) -> Result<Values, Unread> {
        match self.take("values") {
            Some(Toml::Table(table)) => values_from_toml(&table).ok_or(Unread::Shape),
            _ => Err(Unread::Shape),
        }
    }

    fn end(self) -> Result<(), Unread> {
        if self.0.is_empty() { Ok(()) } else { Err(Unread::Shape) }
    }
}

/// Dotted keys nest without a bracket; a foreign text could nest until the stack is full. Whatever stands before the
/// first quote of a line and has that many dots is refused unread.
fn too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let key = line.split(['=', '#']).next().unwrap_or_default();
        key.bytes().filter(|b| *b == b'.').count() > DEPTH_LIMIT
    })
}

#[cfg(test)]
mod tests;
