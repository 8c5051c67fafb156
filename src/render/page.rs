//! A document as templates see it: its sections and fields as words of one language. Values are plain strings here and
//! become safe only when they are printed (`template.rs`). What may not be shown (`redacted`) does not enter.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::Serialize;

#[cfg(feature = "pdf")]
use super::Unprintable;
use super::{Document, Format, State, View};
use crate::case::codes::{COUNTRIES, Codes, LANGUAGES};
use crate::case::value::{Row, Value};
use crate::deadline::words;
use crate::definitions::model::{Field, FieldType, Role, RoleRef, Workflow};
use crate::language::{Lang, Message};
use crate::msg;

/// Rows of an empty table on paper.
const PAPER_ROWS: usize = 4;
/// Lines for a long text to be written by hand.
const PAPER_LINES: usize = 7;
/// A line to write on.
const LINE: &str = "………………………………………………";
const SHORT_LINE: &str = "………………";

/// All that a template can print.
#[derive(Serialize)]
pub(super) struct Page {
    lang: &'static str,
    /// `blank`, `draft` or `filed`.
    state: &'static str,
    redacted: bool,
    /// On paper each page has a footer of its own.
    paper: bool,
    form: FormWords,
    case: Option<String>,
    institution: Option<String>,
    /// When it happened: "2 March 2026, 10:30".
    at: Option<String>,
    /// "version 2 of 3", where there are several.
    version: Option<String>,
    /// Labels of the required fields without a value.
    missing: Vec<String>,
    sections: Vec<SectionWords>,
    signatures: Vec<SignatureWords>,
    /// Every field of the form by its id, asked for or not.
    fields: BTreeMap<String, FieldWords>,
    /// Sentences of the catalogue that layouts need, by their id without the area.
    words: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct FormWords {
    id: String,
    title: String,
    note: String,
}

#[derive(Serialize)]
struct SectionWords {
    id: String,
    title: String,
    /// Fields that belong together on the page.
    blocks: Vec<Block>,
}

/// Neighbours of one kind: short answers share a table, a long text, a list or a table of rows stands by itself.
#[derive(Serialize)]
struct Block {
    kind: &'static str,
    fields: Vec<FieldWords>,
}

#[derive(Serialize)]
struct SignatureWords {
    role: String,
    line: &'static str,
}

/// One field.
#[derive(Clone, Serialize)]
pub(super) struct FieldWords {
    id: String,
    label: String,
    /// `line`, `text`, `list` or `table`.
    kind: &'static str,
    /// The value on one line; lists joined by semicolons.
    value: String,
    /// Of a choice or a yes/no: what is recorded, for a template's conditions (`VT`, `true`); else empty.
    raw: String,
    /// A long text, paragraph by paragraph.
    lines: Vec<String>,
    /// A list, by groups; on a blank form all choices.
    groups: Vec<GroupWords>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    filled: bool,
    redacted: bool,
    required: bool,
    asked: bool,
}

#[derive(Clone, Serialize)]
struct GroupWords {
    title: Option<String>,
    items: Vec<String>,
}

/// What the words of a page depend on.
#[derive(Clone, Copy)]
struct Tongue {
    lang: Lang,
    zone: Tz,
}

impl Tongue {
    fn say(self, message: &Message) -> String {
        message.in_language(self.lang)
    }
}

/// Puts a document into words.
pub(super) fn page(document: &Document<'_>, view: &View) -> Page {
    let tongue = Tongue { lang: view.lang, zone: document.workflow.zone };
    let state = document.state(view);
    let paper = state == State::Blank;
    let words = |field: &Field| field_words(document, view, field, tongue);
    let asked = |field: &&Field| document.asked.contains(&field.id);
    let sections = document.form.sections.iter().map(|section| SectionWords {
        id: section.id.clone(),
        title: section.title.get(view.lang).to_owned(),
        blocks: blocks(section.fields.iter().filter(asked).map(words)),
    });
    let label = |id: &String| document.form.field(id).map(|field| field.label.get(view.lang).to_owned());
    Page {
        lang: view.lang.code(),
        state: state.word(),
        redacted: view.redacted,
        paper: view.format == Format::Pdf,
        form: FormWords {
            id: document.form.id.clone(),
            title: document.form.title.get(view.lang).to_owned(),
            note: document.form.note.as_ref().map(|note| note.get(view.lang).to_owned()).unwrap_or_default(),
        },
        case: document.case.clone(),
        institution: document.institution.clone().filter(|_| !view.redacted),
        at: document.version.as_ref().map(|version| tongue.say(&words::date_time(version.at, tongue.zone))),
        version: document
            .version
            .as_ref()
            .filter(|version| version.of > 1)
            .map(|version| tongue.say(&msg!("render-version", number = version.number, all = version.of))),
        missing: if paper { Vec::new() } else { document.missing.iter().filter_map(label).collect() },
        sections: sections.filter(|section| !section.blocks.is_empty()).collect(),
        signatures: document
            .signed_by
            .iter()
            .map(|signatory| SignatureWords { role: role(document.workflow, &signatory.role, view.lang), line: LINE })
            .collect(),
        fields: document.form.fields().map(|field| (field.id.clone(), words(field))).collect(),
        words: catalogue(tongue),
    }
}

fn catalogue(tongue: Tongue) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("draft", tongue.say(&msg!("render-draft"))),
        ("redacted", tongue.say(&msg!("render-redacted-copy"))),
        ("missing", tongue.say(&msg!("render-missing"))),
        ("case", tongue.say(&msg!("render-case"))),
        ("form", tongue.say(&msg!("render-form"))),
        ("at", tongue.say(&msg!("render-at"))),
        ("institution", tongue.say(&msg!("render-institution"))),
        ("signatures", tongue.say(&msg!("render-signatures"))),
        ("function", tongue.say(&msg!("render-function"))),
        ("name", tongue.say(&msg!("render-name"))),
        ("signature", tongue.say(&msg!("render-signature"))),
        ("date", tongue.say(&msg!("render-date"))),
    ])
}

fn blocks(fields: impl Iterator<Item = FieldWords>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for field in fields {
        match blocks.last_mut() {
            Some(block) if block.kind == "line" && field.kind == "line" => block.fields.push(field),
            _ => blocks.push(Block { kind: field.kind, fields: vec![field] }),
        }
    }
    blocks
}

fn role(workflow: &Workflow, role: &RoleRef, lang: Lang) -> String {
    let Some(Role { title, seats, .. }) = workflow.roles.get(&role.role) else {
        return role.role.clone();
    };
    match role.seat.as_ref().and_then(|seat| seats.get(seat)) {
        Some(seat) => format!("{}, {}", title.get(lang), seat.get(lang)),
        None => title.get(lang).to_owned(),
    }
}

fn field_words(document: &Document<'_>, view: &View, field: &Field, tongue: Tongue) -> FieldWords {
    let kind = match field.kind {
        FieldType::LongText => "text",
        FieldType::MultiChoice => "list",
        FieldType::Table => "table",
        _ => "line",
    };
    let redacted = document.is_hidden(field, view);
    let paper = document.state(view) == State::Blank;
    let value = document.values.get(&field.id).filter(|_| !redacted && !paper);
    let mut words = FieldWords {
        id: field.id.clone(),
        label: field.label.get(tongue.lang).to_owned(),
        kind,
        value: value.map(|value| short(field, value, tongue)).unwrap_or_default(),
        raw: match value {
            Some(Value::Bool(yes)) => yes.to_string(),
            Some(Value::Text(id)) if field.kind == FieldType::Choice => id.clone(),
            _ => String::new(),
        },
        lines: Vec::new(),
        groups: Vec::new(),
        columns: field.columns.iter().map(|column| column.label.get(tongue.lang).to_owned()).collect(),
        rows: Vec::new(),
        filled: value.is_some(),
        redacted,
        required: field.required,
        asked: document.asked.contains(&field.id),
    };
    match value {
        Some(Value::Text(text)) if kind == "text" => words.lines = paragraphs(text),
        Some(Value::List(ids)) => words.groups = groups(field, tongue.lang, |id| ids.iter().any(|chosen| chosen == id)),
        Some(Value::Table(rows)) => words.rows = rows.iter().map(|row| cells(field, row, tongue)).collect(),
        _ => {}
    }
    let on_paper = paper && !redacted;
    if field.kind == FieldType::Signature && !redacted {
        // A paper is signed by hand, whatever was typed.
        words.value = format!("{} {LINE}", words.value).trim_start().to_owned();
        return words;
    }
    if redacted || (!paper && value.is_none()) {
        words.value = tongue.say(&if redacted { msg!("render-hidden") } else { msg!("render-empty") });
        words.kind = "line";
    } else if on_paper {
        words.value = on_paper_line(field, tongue);
        words.lines = vec![LINE.to_owned(); PAPER_LINES];
        words.groups = groups(field, tongue.lang, |_| true);
        let row = vec![SHORT_LINE.to_owned(); field.columns.len()];
        words.rows = vec![row; PAPER_ROWS];
        for group in &mut words.groups {
            group.items.iter_mut().for_each(|item| *item = format!("☐ {item}"));
        }
    } else if kind == "list" && words.groups.is_empty() {
        // "None of these" is an answer.
        words.kind = "line";
        words.value = tongue.say(&msg!("render-none-of-these"));
    }
    words
}

/// What stands on paper in place of a short answer.
fn on_paper_line(field: &Field, tongue: Tongue) -> String {
    let boxes = |labels: Vec<String>| labels.iter().map(|label| format!("☐ {label}")).collect::<Vec<_>>().join("   ");
    match field.kind {
        FieldType::Bool => boxes([true, false].map(|yes| bool(yes, tongue)).to_vec()),
        FieldType::Choice => {
            boxes(field.choices.iter().map(|choice| choice.text.get(tongue.lang).to_owned()).collect())
        }
        _ => LINE.to_owned(),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The chosen items under the titles of their groups; groups with nothing chosen are left out.
fn groups(field: &Field, lang: Lang, chosen: impl Fn(&str) -> bool) -> Vec<GroupWords> {
    let items = |group: Option<&String>| -> Vec<String> {
        let of_group = field
            .choices
            .iter()
            .filter(|choice| choice.group.as_ref().filter(|g| field.groups.contains_key(*g)) == group);
        of_group.filter(|choice| chosen(&choice.id)).map(|choice| choice.text.get(lang).to_owned()).collect()
    };
    let titled = field
        .groups
        .iter()
        .map(|(id, title)| GroupWords { title: Some(title.get(lang).to_owned()), items: items(Some(id)) });
    let rest = GroupWords { title: None, items: items(None) };
    std::iter::once(rest).chain(titled).filter(|group| !group.items.is_empty()).collect()
}

fn cells(field: &Field, row: &Row, tongue: Tongue) -> Vec<String> {
    field
        .columns
        .iter()
        .map(|column| row.get(&column.id).map(|value| short(column, value, tongue)).unwrap_or_default())
        .collect()
}

fn bool(yes: bool, tongue: Tongue) -> String {
    tongue.say(&if yes { msg!("render-yes") } else { msg!("render-no") })
}

/// A value on one line, in words.
fn short(field: &Field, value: &Value, tongue: Tongue) -> String {
    match value {
        Value::Bool(yes) => bool(*yes, tongue),
        Value::Integer(number) if field.kind == FieldType::Duration => {
            tongue.say(&words::length(number.saturating_mul(60)))
        }
        Value::Integer(number) => number.to_string(),
        Value::Date(date) => tongue.say(&words::long_date(*date)),
        Value::DateTime(at) => tongue.say(&words::date_time(at.to_utc(), tongue.zone)),
        Value::Text(text) => match field.kind {
            FieldType::Choice => choice(field, text, tongue.lang),
            FieldType::Country => named(&COUNTRIES, text, tongue.lang),
            FieldType::Language => named(&LANGUAGES, text, tongue.lang),
            _ => text.clone(),
        },
        Value::List(ids) => ids.iter().map(|id| choice(field, id, tongue.lang)).collect::<Vec<_>>().join("; "),
        Value::Table(rows) => {
            let rows = rows.iter().map(|row| cells(field, row, tongue).join(", "));
            rows.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The name of a code; what is no code stands as it is.
fn named(list: &Codes, code: &str, lang: Lang) -> String {
    list.name(code).map(|name| name.get(lang)).unwrap_or(code).to_owned()
}

/// The words of a choice; the id of one that the definitions no longer have.
fn choice(field: &Field, id: &str, lang: Lang) -> String {
    let known = field.choices.iter().find(|choice| choice.id == id);
    known.map(|choice| choice.text.get(lang).to_owned()).unwrap_or_else(|| id.to_owned())
}

/// The characters that the fonts lack, by the fields that hold them; what no field holds comes last.
#[cfg(feature = "pdf")]
pub(super) fn unprintable(document: &Document<'_>, view: &View, lacking: Vec<char>) -> Vec<Unprintable> {
    let mut rest = lacking.clone();
    let mut found = Vec::new();
    for field in document.form.fields().filter(|field| !document.is_hidden(field, view) && !view.blank) {
        let Some(value) = document.values.get(&field.id) else { continue };
        let words = in_words(field, value, view.lang, document.workflow.zone);
        let characters: Vec<char> = lacking.iter().copied().filter(|c| words.contains(*c)).collect();
        rest.retain(|c| !characters.contains(c));
        if !characters.is_empty() {
            let label = Some(field.label.get(view.lang).to_owned());
            found.push(Unprintable { form: document.form.id.clone(), label, characters });
        }
    }
    if !rest.is_empty() {
        found.push(Unprintable { form: document.form.id.clone(), label: None, characters: rest });
    }
    found
}

/// The value of a field in words, on one line, for a summary before filing.
pub fn in_words(field: &Field, value: &Value, lang: Lang, zone: Tz) -> String {
    short(field, value, Tongue { lang, zone })
}
