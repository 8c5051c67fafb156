//! From a value as it was written to the field's type, or to what is wrong with it and what would be right.

use super::given::{Item, Raw, shorten, shown};
use super::{Clock, Place, Problem};
use crate::case::codes::{COUNTRIES, Codes, LANGUAGES};
use crate::case::value::{Row, Value};
use crate::deadline::moment::{parse_date, parse_moment};
use crate::deadline::{local_date, words};
use crate::definitions::model::{Choice, Field, FieldType};
use crate::language::{Lang, Message, Text};
use crate::msg;

/// Numbers in forms count things: people, votes, minutes.
const NUMBERS: std::ops::RangeInclusive<i64> = 0..=999_999_999;
/// More choices than these are not listed in an error.
const LISTED_CHOICES: usize = 8;

/// Reads the value of one field. None: it was left empty. What is wrong goes to `problems`.
pub(super) fn value(field: &Field, item: &Item, clock: &Clock, problems: &mut Vec<Problem>) -> Option<Value> {
    if field.kind == FieldType::Table {
        return table(field, item, clock, problems);
    }
    match scalar(field, &item.raw, clock) {
        Ok(value) => value,
        Err(why) => {
            problems.push(Problem { place: item.place, written: format!("{} = {}", field.id, shown(&item.raw)), why });
            None
        }
    }
}

fn scalar(field: &Field, raw: &Raw, clock: &Clock) -> Result<Option<Value>, Message> {
    let word = match (raw, field.kind) {
        (Raw::List(items), FieldType::MultiChoice) => return choices(field, items).map(Some),
        (Raw::Text(text), FieldType::MultiChoice) if text.trim().is_empty() => return Ok(None),
        (Raw::Text(text) | Raw::Bare(text), FieldType::MultiChoice) => {
            return Err(msg!("fill-list", example = format!("[\"{}\"]", shorten(text))));
        }
        (Raw::List(_) | Raw::Row(_), _) => return Err(wanted(field)),
        (Raw::Text(text) | Raw::Bare(text), _) => text.trim(),
    };
    if word.is_empty() {
        return match raw {
            Raw::Bare(_) => Err(msg!("fill-nothing-written")),
            _ => Ok(None),
        };
    }
    let bare = matches!(raw, Raw::Bare(_));
    match field.kind {
        FieldType::Text | FieldType::LongText | FieldType::Person | FieldType::Signature => {
            text(word, bare).map(|text| Some(Value::Text(text)))
        }
        FieldType::Phone => text(word, bare).and_then(phone),
        FieldType::IdNumber => text(word, bare).and_then(id_number),
        FieldType::Country => country(word, bare),
        FieldType::Language => language(word, bare),
        FieldType::Bool => bool(word).map(|value| Some(Value::Bool(value))),
        FieldType::Integer | FieldType::Duration => number(word).map(|number| Some(Value::Integer(number))),
        FieldType::Choice => choice(field, word, bare).map(|id| Some(Value::Text(id))),
        FieldType::Date => date(field, word, clock).map(Some),
        FieldType::DateTime => date_time(field, word, clock).map(Some),
        FieldType::MultiChoice | FieldType::Table => Err(wanted(field)),
    }
}

/// What the field takes, as a sentence's part: "a date, 2026-03-14 or 14.3.2026".
pub(super) fn wanted(field: &Field) -> Message {
    match field.kind {
        FieldType::Bool => msg!("fill-wanted-bool"),
        FieldType::Integer => msg!("fill-wanted-number"),
        FieldType::Duration => msg!("fill-wanted-minutes"),
        FieldType::Choice => msg!("fill-wanted-choice"),
        FieldType::MultiChoice => msg!("fill-wanted-choices"),
        FieldType::Date => msg!("fill-wanted-date"),
        FieldType::DateTime => msg!("fill-wanted-datetime"),
        FieldType::Table => msg!("fill-wanted-table"),
        FieldType::Phone => msg!("fill-wanted-phone"),
        FieldType::IdNumber => msg!("fill-wanted-id-number"),
        FieldType::Country => msg!("fill-wanted-country"),
        FieldType::Language => msg!("fill-wanted-language"),
        FieldType::Text | FieldType::LongText | FieldType::Person | FieldType::Signature => msg!("fill-wanted-text"),
    }
}

/// A character that a terminal or a printer would obey instead of showing it.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn text(word: &str, bare: bool) -> Result<String, Message> {
    if bare {
        return Err(msg!("fill-quotes", text = format!("\"{}\"", shorten(word).replace('"', "\\\""))));
    }
    let text = word.replace("\r\n", "\n").replace('\r', "\n");
    match text.chars().find(|c| is_unprintable(*c)) {
        Some(c) => Err(msg!("fill-unprintable", code = format!("U+{:04X}", u32::from(c)))),
        None => Ok(text),
    }
}

/// A number as people write it: with `+` by the rule of E.164 (country code and number, at most 15 digits), else a
/// local or short one.
fn phone(text: String) -> Result<Option<Value>, Message> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let signs = text
        .chars()
        .enumerate()
        .all(|(at, c)| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/' | '.' | '(' | ')') || (c == '+' && at == 0));
    if !signs || !(3..=15).contains(&digits.len()) {
        return Err(msg!("fill-wanted-phone"));
    }
    if let Some(number) = text.strip_prefix("00") {
        return Err(msg!("fill-phone-zeros", number = format!("+{}", shorten(number.trim_start()))));
    }
    if text.starts_with('+') && (digits.len() < 7 || digits.starts_with('0')) {
        return Err(msg!("fill-phone-international"));
    }
    Ok(Some(Value::Text(text)))
}

/// The number of any country's document: letters and digits. Its check letter is not asked: each country has its own, and
/// not every number that was issued satisfies it.
fn id_number(text: String) -> Result<Option<Value>, Message> {
    let signs = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.'));
    let digit = text.chars().any(|c| c.is_ascii_digit());
    if signs && digit && text.chars().count() <= 40 {
        Ok(Some(Value::Text(text.to_uppercase())))
    } else {
        Err(msg!("fill-wanted-id-number"))
    }
}

/// A code of a list, written as such or by its name; `near` and `unknown` say what is wrong.
fn code(
    list: &Codes,
    word: &str,
    bare: bool,
    near: impl Fn(&str, Text) -> Message,
    unknown: Message,
) -> Result<Option<Value>, Message> {
    match list.code(word) {
        Some(code) if bare => Err(msg!("fill-quotes", text = format!("\"{code}\""))),
        Some(code) => Ok(Some(Value::Text(code.to_owned()))),
        None => {
            let names = list.all().flat_map(|(code, name)| [(&name.sq, code), (&name.en, code)]);
            let meant = nearest(&word.to_lowercase(), names.map(|(name, code)| (name.to_lowercase(), code)));
            Err(match meant.and_then(|code| Some((code, list.name(code)?.clone()))) {
                Some((code, name)) => near(code, name),
                None => unknown,
            })
        }
    }
}

fn country(word: &str, bare: bool) -> Result<Option<Value>, Message> {
    let near = |code: &str, name: Text| msg!("fill-country-near", code = code, name = name);
    code(&COUNTRIES, word, bare, near, msg!("fill-country-unknown"))
}

fn language(word: &str, bare: bool) -> Result<Option<Value>, Message> {
    let near = |code: &str, name: Text| msg!("fill-language-near", code = code, name = name);
    code(&LANGUAGES, word, bare, near, msg!("fill-language-unknown"))
}

fn bool(word: &str) -> Result<bool, Message> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "po" => Ok(true),
        "false" | "no" | "jo" => Ok(false),
        _ => Err(msg!("fill-wanted-bool")),
    }
}

fn number(word: &str) -> Result<i64, Message> {
    let plain = word.strip_prefix('+').unwrap_or(word);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(msg!("fill-wanted-number"));
    }
    match plain.parse::<i64>() {
        Ok(number) if NUMBERS.contains(&number) => Ok(number),
        _ => Err(msg!("fill-number-range", least = *NUMBERS.start(), most = *NUMBERS.end())),
    }
}

fn choice(field: &Field, word: &str, bare: bool) -> Result<String, Message> {
    match field.choices.iter().find(|choice| choice.id == word) {
        Some(choice) if bare => Err(msg!("fill-quotes", text = format!("\"{}\"", choice.id))),
        Some(choice) => Ok(choice.id.clone()),
        None => Err(no_choice(field, word)),
    }
}

fn choices(field: &Field, items: &[Item]) -> Result<Value, Message> {
    let mut chosen = Vec::new();
    for item in items {
        match &item.raw {
            Raw::Text(word) => chosen.push(choice(field, word.trim(), false)?),
            Raw::Bare(word) => chosen.push(choice(field, word, true)?),
            Raw::List(_) | Raw::Row(_) => return Err(wanted(field)),
        }
    }
    // In the order of the definition, each once: the same answer is always written the same way.
    let ids = field.choices.iter().map(|choice| &choice.id);
    Ok(Value::List(ids.filter(|id| chosen.contains(id)).cloned().collect()))
}

/// That this choice is not there, and which are.
fn no_choice(field: &Field, word: &str) -> Message {
    let given = format!("\"{}\"", shorten(word));
    let labelled = |choice: &&Choice| [Lang::Sq, Lang::En].iter().any(|lang| same(choice.text.get(*lang), word));
    let near = match field.choices.iter().find(labelled) {
        Some(choice) => Some(choice.id.as_str()),
        None => nearest(word, field.choices.iter().map(|choice| (choice.id.clone(), choice.id.as_str()))),
    };
    if field.choices.len() <= LISTED_CHOICES {
        let all: Vec<&str> = field.choices.iter().map(|choice| choice.id.as_str()).collect();
        return msg!("fill-choice-unknown", given = given, allowed = all.join(", "));
    }
    match near {
        Some(near) => msg!("fill-choice-near", given = given, near = near),
        None => msg!("fill-choice-of-many", given = given, count = field.choices.len()),
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The word that was probably meant, with what belongs to it.
pub(super) fn nearest<T>(word: &str, known: impl Iterator<Item = (String, T)>) -> Option<T> {
    known
        .map(|(known, value)| (strsim::jaro_winkler(word, &known), value))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, value)| value)
}

fn date(field: &Field, word: &str, clock: &Clock) -> Result<Value, Message> {
    let date = parse_date(word)?;
    let today = local_date(clock.now, clock.zone);
    if date > today && !field.future {
        return Err(msg!("fill-in-the-future", now = words::long_date(today)));
    }
    Ok(Value::Date(date))
}

fn date_time(field: &Field, word: &str, clock: &Clock) -> Result<Value, Message> {
    if let Ok(date) = parse_date(word) {
        let as_typed = if word.contains('.') { "%-d.%-m.%Y 09:30" } else { "%Y-%m-%dT09:30" };
        return Err(msg!("fill-hour-missing", example = date.format(as_typed).to_string()));
    }
    let at = parse_moment(word, clock.zone).map_err(|reason| match reason.id {
        "deadline-date-unknown" => msg!("fill-wanted-datetime"),
        _ => reason,
    })?;
    if at > clock.now && !field.future {
        return Err(msg!("fill-in-the-future", now = words::date_time(clock.now, clock.zone)));
    }
    Ok(Value::DateTime(at.with_timezone(&clock.zone).fixed_offset()))
}

fn table(field: &Field, item: &Item, clock: &Clock, problems: &mut Vec<Problem>) -> Option<Value> {
    let rows = match &item.raw {
        Raw::List(rows) => rows,
        Raw::Text(text) if text.is_empty() => return None,
        _ => {
            let written = format!("{} = {}", field.id, shown(&item.raw));
            problems.push(Problem { place: item.place, written, why: wanted(field) });
            return None;
        }
    };
    let rows: Vec<Row> =
        rows.iter().enumerate().filter_map(|(n, item)| row(field, n + 1, item, clock, problems)).collect();
    (!rows.is_empty()).then_some(Value::Table(rows))
}

fn row(field: &Field, n: usize, item: &Item, clock: &Clock, problems: &mut Vec<Problem>) -> Option<Row> {
    let Raw::Row(cells) = &item.raw else {
        let written = format!("{} = {}", field.id, shown(&item.raw));
        problems.push(Problem { place: item.place, written, why: wanted(field) });
        return None;
    };
    let mut row = Row::new();
    for (key, item) in cells {
        match field.columns.iter().find(|column| column.id == *key) {
            Some(column) => {
                let before = problems.len();
                if let Some(value) = value(column, item, clock, problems) {
                    row.insert(key.clone(), value);
                }
                for problem in &mut problems[before..] {
                    problem.written = format!("{}[{n}].{}", field.id, problem.written);
                }
            }
            None => {
                let written = format!("{}[{n}].{} = {}", field.id, shorten(key), shown(&item.raw));
                problems.push(unknown(item.place, written, key, &field.columns));
            }
        }
    }
    for column in field.columns.iter().filter(|column| column.required) {
        let named = cells.iter().any(|(key, item)| *key == column.id && item.raw != Raw::Text(String::new()));
        if !named {
            let written = format!("{}[{n}].{}", field.id, column.id);
            problems.push(Problem { place: item.place, written, why: msg!("fill-column-missing") });
        }
    }
    Some(row)
}

/// A key that is no field, with the field that was probably meant: by a similar id, or by its label.
pub(super) fn unknown<'f>(
    place: Place,
    written: String,
    key: &str,
    fields: impl IntoIterator<Item = &'f Field>,
) -> Problem {
    let names = fields.into_iter().flat_map(|field| {
        [field.id.clone(), field.label.sq.to_lowercase(), field.label.en.to_lowercase()].map(|name| (name, &field.id))
    });
    let why = match nearest(&key.to_lowercase(), names) {
        Some(near) => msg!("fill-unknown-field-near", near = near),
        None => msg!("fill-unknown-field"),
    };
    Problem { place, written, why }
}
