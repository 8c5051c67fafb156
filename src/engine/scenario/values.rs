//! Values of a scenario, in the types of the fields that they are given to.

use chrono_tz::Tz;

use super::Unreadable;
use super::read::unreadable;
use crate::case::filling::{self, Clock};
use crate::case::{Row, Value, Values};
use crate::deadline;
use crate::definitions::yaml::{Kind, Node};
use crate::definitions::{Fact, FactType, Field, FieldType, Id, is_value_of, nearest, values_of};
use crate::msg;

/// The year 2200: no story goes further.
const END_OF_STORIES: i64 = 7_258_118_400;

/// The values of a map of fields, and the fields that it empties (`field: null`). What cannot be read is added to
/// `problems`.
pub(super) fn fields(node: &Node<'_>, known: &[&Field], zone: Tz, problems: &mut Vec<Unreadable>) -> (Values, Vec<Id>) {
    let (mut values, mut cleared) = (Values::new(), Vec::new());
    let Kind::Map(entries) = &node.kind else {
        problems.push(unreadable(
            node.at,
            msg!("definitions-wrong-kind", wanted = msg!("definitions-kind-map"), found = node.describe()),
        ));
        return (values, cleared);
    };
    for (key, value) in entries {
        let name = key.text().unwrap_or_default();
        let Some(field) = known.iter().find(|field| field.id == name) else {
            let message = match nearest(name, known.iter().map(|field| field.id.as_str())) {
                Some(near) => msg!("engine-scenario-unknown-field-near", field = name, near = near),
                None => msg!("engine-scenario-unknown-field", field = name),
            };
            problems.push(unreadable(key.at, message));
            continue;
        };
        if value.is_null() {
            cleared.push(field.id.clone());
        } else if let Some(value) = of_field(value, field, zone, problems) {
            values.insert(field.id.clone(), value);
        }
    }
    (values, cleared)
}

fn of_field(node: &Node<'_>, field: &Field, zone: Tz, problems: &mut Vec<Unreadable>) -> Option<Value> {
    match (&node.kind, field.kind) {
        (Kind::List(items), FieldType::MultiChoice) => {
            let mut chosen = Vec::new();
            for item in items {
                let id = item.text().unwrap_or_default();
                if field.choices.iter().any(|choice| choice.id == id) {
                    chosen.push(id.to_owned());
                } else {
                    problems.push(unreadable(item.at, unknown_choice(field, id)));
                }
            }
            Some(Value::List(chosen))
        }
        (Kind::List(rows), FieldType::Table) => {
            let columns: Vec<&Field> = field.columns.iter().collect();
            let row =
                |row: &Node<'_>, problems: &mut Vec<Unreadable>| -> Row { fields(row, &columns, zone, problems).0 };
            Some(Value::Table(rows.iter().map(|node| row(node, problems)).collect()))
        }
        (Kind::Scalar { text, .. }, _) => {
            // A story may speak of any time; that a field's date lies behind is for the command line to ask.
            let clock = Clock { now: deadline::Instant::from_timestamp(END_OF_STORIES, 0).unwrap_or_default(), zone };
            match filling::answer(field, text, clock) {
                Ok(value) => value,
                Err(why) => {
                    problems.push(unreadable(node.at, msg!("engine-scenario-value", field = &field.id, why = why)));
                    None
                }
            }
        }
        _ => {
            let message = msg!("engine-scenario-value-kind", field = &field.id, found = node.describe());
            problems.push(unreadable(node.at, message));
            None
        }
    }
}

fn unknown_choice(field: &Field, given: &str) -> crate::language::Message {
    let known: Vec<&str> = field.choices.iter().map(|choice| choice.id.as_str()).collect();
    msg!("engine-scenario-choice", field = &field.id, given = given, known = known.join(", "))
}

/// A fact's value as it is recorded when a case is opened.
pub(super) fn of_fact(node: &Node<'_>, fact: &Fact, zone: Tz) -> Result<Value, Unreadable> {
    let text = node.text().unwrap_or_default();
    let wrong = || {
        let known = values_of(&fact.kind).join(", ");
        unreadable(node.at, msg!("engine-scenario-fact-value", fact = &fact.id, given = text, known = known))
    };
    let moment = || deadline::parse_moment(text, zone).map_err(|_| wrong());
    Ok(match &fact.kind {
        FactType::Date => Value::Date(deadline::parse_date(text).map_err(|_| wrong())?),
        FactType::DateTime => Value::DateTime(moment()?.with_timezone(&zone).fixed_offset()),
        kind if !is_value_of(kind, text) => return Err(wrong()),
        FactType::Bool => Value::Bool(text == "true"),
        FactType::Integer => Value::Integer(text.parse().map_err(|_| wrong())?),
        FactType::Choice(_) => Value::Text(text.to_owned()),
    })
}

/// A fact's value as it is written in a check.
pub(super) fn written(value: Option<&Value>, zone: Tz) -> String {
    match value {
        None => "unknown".to_owned(),
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Date(date)) => date.format("%Y-%m-%d").to_string(),
        Some(Value::DateTime(at)) => at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
        Some(Value::List(items)) => items.join(", "),
        Some(Value::Table(rows)) => rows.len().to_string(),
    }
}
