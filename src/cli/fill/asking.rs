//! `sop fill` in a terminal: section by section, only the fields that the form asks for, with what is known filled in, a
//! summary, then the decision to file. Esc leaves a field as it is empty; Ctrl-C stops, and nothing is saved.

use inquire::ui::{RenderConfig, Styled};
use inquire::{Confirm, InquireError, MultiSelect, Select, Text};

use super::version::Version;
use crate::case::filling::{self, Clock};
use crate::case::{Row, Value};
use crate::cli::output::safe;
use crate::cli::session::Session;
use crate::definitions::{Choice, Field, FieldType};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;
use crate::render::in_words;

/// Lines of a list that are seen at once.
const PAGE: usize = 12;

/// Asks for the form. True: it is to be kept as a draft.
///
/// # Errors
/// The person stopped; nothing is saved.
pub fn ask(session: &Session<'_>, version: &mut Version<'_>, clock: Clock) -> Result<bool> {
    // A field that is skipped shows a dash, in every language.
    let looks = RenderConfig::default().with_canceled_prompt_indicator(Styled::new("—"));
    inquire::set_global_render_config(looks);
    let asking = Asking { session, clock };
    let form = version.form;
    asking.tell(&msg!("fill-ask-title", form = &form.id, title = &form.title));
    asking.tell(&msg!("fill-ask-how"));
    for section in &form.sections {
        if section.fields.iter().any(|field| version.asks(field)) {
            asking.tell(&msg!("fill-ask-section", title = &section.title));
        }
        for field in &section.fields {
            if version.asks(field) {
                let value = asking.field(field, version.values.get(&field.id))?;
                version.answer(field, value);
            }
        }
    }
    version.drop_unasked();
    asking.summary(version);
    asking.decide(version)
}

struct Asking<'a> {
    session: &'a Session<'a>,
    clock: Clock,
}

/// A line of a list, with what it stands for.
struct Line<T> {
    words: String,
    stands_for: T,
}

impl<T> std::fmt::Display for Line<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl Asking<'_> {
    fn words(&self, message: &Message) -> String {
        self.session.context.words(message)
    }

    fn tell(&self, message: &Message) {
        self.session.context.warn(message);
    }

    fn field(&self, field: &Field, known: Option<&Value>) -> Result<Option<Value>> {
        match field.kind {
            FieldType::Bool => self.yes_or_no(field, known),
            FieldType::Choice => self.choice(field, known),
            FieldType::MultiChoice => self.choices(field, known),
            FieldType::Table => self.table(field, known),
            _ => self.line(field, known),
        }
    }

    fn label(&self, field: &Field) -> String {
        let lang = self.session.context.lang();
        let required = if field.required { " *" } else { "" };
        safe(&format!("{}{required}", field.label.get(lang)))
    }

    fn help(&self, field: &Field, otherwise: Message) -> String {
        let lang = self.session.context.lang();
        field.hint.as_ref().map(|hint| safe(hint.get(lang))).unwrap_or_else(|| self.words(&otherwise))
    }

    /// Anything that is typed on one line.
    fn line(&self, field: &Field, known: Option<&Value>) -> Result<Option<Value>> {
        let zone = self.clock.zone;
        let mut typed = match known {
            Some(Value::Text(text)) if text.contains('\n') => return self.long(field, text),
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Date(date)) => date.format("%-d.%-m.%Y").to_string(),
            Some(Value::DateTime(at)) => at.with_timezone(&zone).format("%-d.%-m.%Y %H:%M").to_string(),
            Some(Value::Integer(number)) => number.to_string(),
            _ => String::new(),
        };
        let label = self.label(field);
        let help = self.help(field, example(field));
        loop {
            let prompt = Text::new(&label).with_help_message(&help).with_initial_value(&typed);
            let Some(answer) = skippable(prompt.prompt_skippable())? else { return Ok(None) };
            match filling::answer(field, &answer, self.clock) {
                Ok(value) => return Ok(value),
                Err(why) => {
                    self.tell(&msg!("fill-ask-wrong", why = why));
                    typed = answer;
                }
            }
        }
    }

    /// A text of several lines is kept or written anew; it is edited with `--edit`.
    fn long(&self, field: &Field, text: &str) -> Result<Option<Value>> {
        self.tell(&msg!("fill-indented", line = safe(text)));
        let keep = self.words(&msg!("fill-ask-keep", label = self.label(field)));
        if stopped(Confirm::new(&keep).with_default(true).prompt())? {
            return Ok(Some(Value::Text(text.to_owned())));
        }
        self.line(field, None)
    }

    fn yes_or_no(&self, field: &Field, known: Option<&Value>) -> Result<Option<Value>> {
        let lines = [(true, msg!("render-yes")), (false, msg!("render-no"))];
        let lines = lines.map(|(yes, word)| Line { words: self.words(&word), stands_for: Value::Bool(yes) });
        self.one_of(field, lines.into(), known)
    }

    fn choice(&self, field: &Field, known: Option<&Value>) -> Result<Option<Value>> {
        let lang = self.session.context.lang();
        let line =
            |choice: &Choice| Line { words: safe(choice.text.get(lang)), stands_for: Value::Text(choice.id.clone()) };
        self.one_of(field, field.choices.iter().map(line).collect(), known)
    }

    fn one_of(&self, field: &Field, lines: Vec<Line<Value>>, known: Option<&Value>) -> Result<Option<Value>> {
        let at = lines.iter().position(|line| Some(&line.stands_for) == known).unwrap_or(0);
        let (label, help) = (self.label(field), self.help(field, msg!("fill-ask-select")));
        let prompt = Select::new(&label, lines).with_starting_cursor(at).with_page_size(PAGE).with_help_message(&help);
        Ok(skippable(prompt.prompt_skippable())?.map(|line| line.stands_for))
    }

    /// Ticks, group by group. Nothing ticked anywhere, with Enter, means: none of these.
    fn choices(&self, field: &Field, known: Option<&Value>) -> Result<Option<Value>> {
        let lang = self.session.context.lang();
        let known: &[String] = match known {
            Some(Value::List(ids)) => ids,
            _ => &[],
        };
        let groups: Vec<Option<&String>> = match field.groups.is_empty() {
            true => vec![None],
            false => field.groups.keys().map(Some).collect(),
        };
        let mut chosen = Vec::new();
        let mut answered = false;
        for group in groups {
            let of_group = field.choices.iter().filter(|choice| group.is_none() || choice.group.as_ref() == group);
            let lines: Vec<Line<&str>> = of_group
                .map(|choice| Line { words: safe(choice.text.get(lang)), stands_for: choice.id.as_str() })
                .collect();
            let ticked: Vec<usize> = (0..lines.len())
                .filter(|n| known.iter().any(|id| lines.get(*n).is_some_and(|line| line.stands_for == id)))
                .collect();
            let title = group.and_then(|group| field.groups.get(group)).map(|title| title.get(lang));
            let label = match title {
                Some(title) => format!("{} · {}", self.label(field), safe(title)),
                None => self.label(field),
            };
            let help = self.words(&msg!("fill-ask-tick"));
            let prompt =
                MultiSelect::new(&label, lines).with_default(&ticked).with_page_size(PAGE).with_help_message(&help);
            if let Some(lines) = skippable(prompt.prompt_skippable())? {
                answered = true;
                chosen.extend(lines.into_iter().map(|line| line.stands_for.to_owned()));
            }
        }
        let ids = field.choices.iter().map(|choice| choice.id.clone()).filter(|id| chosen.contains(id));
        Ok(answered.then(|| Value::List(ids.collect())))
    }

    fn table(&self, field: &Field, known: Option<&Value>) -> Result<Option<Value>> {
        let mut rows: Vec<Row> = match known {
            Some(Value::Table(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        let lang = self.session.context.lang();
        if let Some(value) = known {
            self.tell(&msg!("fill-indented", line = safe(&in_words(field, value, lang, self.clock.zone))));
            let keep = self.words(&msg!("fill-ask-keep", label = self.label(field)));
            if !stopped(Confirm::new(&keep).with_default(true).prompt())? {
                rows.clear();
            }
        }
        loop {
            let add = self.words(&msg!("fill-ask-row", label = self.label(field), count = rows.len()));
            if !stopped(Confirm::new(&add).with_default(rows.is_empty() && field.required).prompt())? {
                return Ok((!rows.is_empty()).then_some(Value::Table(rows)));
            }
            let mut row = Row::new();
            for column in &field.columns {
                loop {
                    match self.field(column, None)? {
                        Some(value) => {
                            row.insert(column.id.clone(), value);
                        }
                        None if column.required => {
                            self.tell(&msg!("fill-ask-wrong", why = msg!("fill-column-missing")));
                            continue;
                        }
                        None => {}
                    }
                    break;
                }
            }
            rows.push(row);
        }
    }

    /// What will be filed, months by name, so that a slip is seen.
    fn summary(&self, version: &Version<'_>) {
        let lang = self.session.context.lang();
        self.tell(&msg!("fill-ask-summary"));
        for field in version.form.fields() {
            if let Some(value) = version.values.get(&field.id) {
                let words = safe(&in_words(field, value, lang, self.clock.zone));
                let label = field.label.get(lang);
                let colon = if label.ends_with(['?', ':']) { "" } else { ":" };
                self.tell(&msg!("fill-ask-value", label = format!("{label}{colon}"), value = words));
            }
        }
        for id in version.missing() {
            let label = version.form.field(&id).map(|field| field.label.get(lang)).unwrap_or_default();
            self.tell(&msg!("fill-missing-field", field = &id, label = label));
        }
    }

    fn decide(&self, version: &Version<'_>) -> Result<bool> {
        let complete = version.missing().is_empty();
        let mut lines = vec![
            Line { words: self.words(&msg!("fill-ask-file")), stands_for: Some(false) },
            Line { words: self.words(&msg!("fill-ask-draft")), stands_for: Some(true) },
            Line { words: self.words(&msg!("fill-ask-cancel")), stands_for: None },
        ];
        if !complete {
            lines.remove(0);
        }
        let question = self.words(&msg!("fill-ask-decide"));
        let help = self.words(&msg!("fill-ask-select"));
        let prompt = Select::new(&question, lines).with_help_message(&help);
        match skippable(prompt.prompt_skippable())?.and_then(|line| line.stands_for) {
            Some(draft) => Ok(draft),
            None => Err(Error::invalid(msg!("fill-cancelled"))),
        }
    }
}

/// How the answer is typed.
fn example(field: &Field) -> Message {
    match field.kind {
        FieldType::Date => msg!("fill-ask-date"),
        FieldType::DateTime => msg!("fill-ask-datetime"),
        FieldType::Country => msg!("fill-ask-country"),
        FieldType::Phone => msg!("fill-ask-phone"),
        FieldType::Integer => msg!("fill-ask-number"),
        FieldType::Duration => msg!("fill-ask-minutes"),
        FieldType::LongText => msg!("fill-ask-long"),
        _ => msg!("fill-ask-text"),
    }
}

/// Esc skips, Ctrl-C stops.
fn skippable<T>(answer: std::result::Result<Option<T>, InquireError>) -> Result<Option<T>> {
    answer.map_err(|error| gave_up(&error))
}

fn stopped<T>(answer: std::result::Result<T, InquireError>) -> Result<T> {
    answer.map_err(|error| gave_up(&error))
}

fn gave_up(error: &InquireError) -> Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Error::invalid(msg!("fill-cancelled")),
        error => Error::damaged(msg!("fill-terminal", reason = error.to_string())),
    }
}
