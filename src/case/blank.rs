//! A form as a TOML document to edit: each field with its label, what it takes and whether it is required, as comments,
//! and a line `# field = ` to complete; a field that has a value stands with it. What [`filling`](super::filling) reads
//! from the document as it comes is exactly the values that it was made from.

use std::fmt::Write as _;

use chrono_tz::Tz;

use super::value::{Row, Value, Values};
use crate::deadline::words::rfc3339;
use crate::definitions::model::{Choice, Field, FieldType, Form};
use crate::language::{Lang, Message};
use crate::msg;

/// The document for a form, with the values that are already known.
pub fn blank(form: &Form, values: &Values, lang: Lang, zone: Tz) -> String {
    let mut page = Page { text: String::new(), lang, zone };
    page.comment(&format!("{} · {}", form.id, form.title.get(lang)));
    page.say(&msg!("fill-blank-how"));
    page.say(&msg!("fill-blank-dates"));
    for section in &form.sections {
        page.text.push('\n');
        page.comment(&format!("── {} ──", section.title.get(lang)));
        for field in &section.fields {
            page.text.push('\n');
            page.field(field, values.get(&field.id));
        }
    }
    page.text
}

struct Page {
    text: String,
    lang: Lang,
    zone: Tz,
}

impl Page {
    fn words(&self, message: &Message) -> String {
        message.in_language(self.lang)
    }

    fn say(&mut self, message: &Message) {
        let words = self.words(message);
        self.comment(&words);
    }

    /// Comment lines; a text of the definitions stays on comment lines even where it has several.
    fn comment(&mut self, text: &str) {
        for line in text.lines() {
            let line = format!("# {line}");
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn detail(&mut self, text: &str) {
        for line in text.lines() {
            self.comment(&format!("  {line}"));
        }
    }

    fn field(&mut self, field: &Field, value: Option<&Value>) {
        let heading = self.heading(field);
        self.comment(&heading);
        if let Some(hint) = &field.hint {
            let hint = hint.get(self.lang).to_owned();
            self.detail(&hint);
        }
        let takes = self.words(&takes(field));
        self.detail(&takes);
        if let Some(when) = &field.when {
            let when = self.words(&msg!("fill-blank-when", when = &when.source));
            self.detail(&when);
        }
        self.choices(field);
        for column in &field.columns {
            let line = format!("{}: {}; {}", column.id, self.heading(column), self.words(&self::takes(column)));
            self.detail(&line);
            self.choices(column);
        }
        match value {
            Some(value) => {
                let written = literal(value, self.zone);
                let _ = writeln!(self.text, "{} = {written}", field.id);
            }
            None if field.kind == FieldType::Table => {
                let cells: Vec<String> =
                    field.columns.iter().filter(|c| c.required).map(|c| format!("{} = ", c.id)).collect();
                let _ = writeln!(self.text, "# {} = [\n#   {{ {} }},\n# ]", field.id, cells.join(", "));
            }
            None => {
                let _ = writeln!(self.text, "# {} = ", field.id);
            }
        }
    }

    fn heading(&self, field: &Field) -> String {
        let label = field.label.get(self.lang);
        match field.required {
            true => format!("{label} ({})", self.words(&msg!("fill-blank-required"))),
            false => label.to_owned(),
        }
    }

    fn choices(&mut self, field: &Field) {
        let line = |choice: &Choice, lang: Lang| format!("  \"{}\"  {}", choice.id, choice.text.get(lang));
        for (group, title) in &field.groups {
            let title = title.get(self.lang).to_owned();
            self.detail(&format!("· {title}"));
            for choice in field.choices.iter().filter(|choice| choice.group.as_ref() == Some(group)) {
                let line = line(choice, self.lang);
                self.detail(&line);
            }
        }
        let ungrouped = |choice: &&Choice| choice.group.as_ref().is_none_or(|group| !field.groups.contains_key(group));
        for choice in field.choices.iter().filter(ungrouped) {
            let line = line(choice, self.lang);
            self.detail(&line);
        }
    }
}

/// What a field takes, with an example to copy.
fn takes(field: &Field) -> Message {
    match field.kind {
        FieldType::Text => msg!("fill-takes-text"),
        FieldType::LongText => msg!("fill-takes-long-text"),
        FieldType::Person => msg!("fill-takes-person"),
        FieldType::Phone => msg!("fill-takes-phone"),
        FieldType::IdNumber => msg!("fill-takes-id-number"),
        FieldType::Country => msg!("fill-takes-country"),
        FieldType::Language => msg!("fill-takes-language"),
        FieldType::Bool => msg!("fill-takes-bool"),
        FieldType::Integer => msg!("fill-takes-number"),
        FieldType::Duration => msg!("fill-takes-minutes"),
        FieldType::Choice => msg!("fill-takes-choice"),
        FieldType::MultiChoice => msg!("fill-takes-choices"),
        FieldType::Date => msg!("fill-takes-date"),
        FieldType::DateTime => msg!("fill-takes-datetime"),
        FieldType::Table => msg!("fill-takes-table"),
        FieldType::Signature => msg!("fill-takes-signature"),
    }
}

/// A value as TOML.
fn literal(value: &Value, zone: Tz) -> String {
    match value {
        Value::Bool(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text_literal(text),
        Value::List(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| text_literal(id)).collect();
            format!("[{}]", ids.join(", "))
        }
        Value::Date(date) => date.format("%Y-%m-%d").to_string(),
        Value::DateTime(at) => rfc3339(at.to_utc(), zone),
        Value::Table(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| format!("  {},\n", row_literal(row, zone))).collect();
            format!("[\n{}]", rows.concat())
        }
    }
}

fn row_literal(row: &Row, zone: Tz) -> String {
    let cells: Vec<String> = row
        .iter()
        .map(|(id, value)| match value {
            // A row stands on one line.
            Value::Text(text) => format!("{id} = {}", basic(text)),
            value => format!("{id} = {}", literal(value, zone)),
        })
        .collect();
    format!("{{ {} }}", cells.join(", "))
}

fn text_literal(text: &str) -> String {
    match text.contains('\n') {
        true => toml::Value::String(text.to_owned()).to_string(),
        false => basic(text),
    }
}

/// A TOML basic string, on one line.
fn basic(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(literal, "\\u{:04X}", u32::from(c));
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}
