//! One question: the prompt that suits a field's type, until the answer is right or the person goes back.

use inquire::error::InquireResult;
use inquire::{MultiSelect, Select, Text};

use super::{Line, PAGE, gave_up};
use crate::case::filling::{self, Clock};
use crate::case::{Row, Value};
use crate::cli::output::{safe, shorten};
use crate::cli::session::Session;
use crate::definitions::{Choice, Field, FieldType, Id};
use crate::error::Result;
use crate::language::Message;
use crate::msg;
use crate::render::in_words;

/// Columns of a line in a list.
const LINE: usize = 70;

/// What came of a question.
pub enum Answer {
    /// None: it stays empty.
    Given(Option<Value>),
    Back,
}

pub struct Question<'a> {
    pub session: &'a Session<'a>,
    pub clock: Clock,
}

/// What can be done with the rows of a table.
#[derive(Clone, Copy)]
enum Rows {
    Done,
    Add,
    Change(usize),
    Remove(usize),
}

impl Question<'_> {
    /// Asks one field.
    ///
    /// # Errors
    /// Ctrl-C, or a terminal that is gone.
    pub fn field(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        match field.kind {
            FieldType::Bool => self.yes_or_no(field, known),
            FieldType::Choice => self.choice(field, known),
            FieldType::MultiChoice => self.choices(field, known),
            FieldType::Table => self.table(field, known),
            FieldType::LongText => self.paragraphs(field, known),
            _ => self.line(field, known),
        }
    }

    fn words(&self, message: &Message) -> String {
        self.session.context.words(message)
    }

    fn tell(&self, message: &Message) {
        self.session.context.warn(message);
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

    /// Anything that is typed on one line. Nothing typed: it stays empty.
    fn line(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        let zone = self.clock.zone;
        let mut typed = match known {
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
            let Some(answer) = skippable(prompt.prompt_skippable())? else { return Ok(Answer::Back) };
            match filling::answer(field, &answer, self.clock) {
                Ok(value) => return Ok(Answer::Given(value)),
                Err(why) => {
                    self.tell(&msg!("fill-indented", line = self.words(&why)));
                    typed = answer;
                }
            }
        }
    }

    /// A long text, paragraph by paragraph; an empty one ends it. Esc goes back a paragraph.
    fn paragraphs(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        let known: Vec<String> = match known {
            Some(Value::Text(text)) => text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let mut typed: Vec<String> = Vec::new();
        let label = self.label(field);
        let help = self.help(field, msg!("fill-ask-long"));
        loop {
            let initial = known.get(typed.len()).map(String::as_str).unwrap_or_default();
            let question = if typed.is_empty() { label.as_str() } else { "…" };
            let prompt = Text::new(question).with_help_message(&help).with_initial_value(initial);
            match skippable(prompt.prompt_skippable())? {
                None if typed.pop().is_none() => return Ok(Answer::Back),
                None => {}
                Some(line) if line.trim().is_empty() => {
                    let text = typed.join("\n");
                    match filling::answer(field, &text, self.clock) {
                        Ok(value) => return Ok(Answer::Given(value)),
                        Err(why) => self.tell(&msg!("fill-indented", line = self.words(&why))),
                    }
                }
                Some(line) => typed.push(line),
            }
        }
    }

    fn yes_or_no(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        let lines = [(true, msg!("render-yes")), (false, msg!("render-no"))];
        let lines = lines.map(|(yes, word)| Line { words: self.words(&word), stands_for: Some(Value::Bool(yes)) });
        self.one_of(field, lines.into(), known)
    }

    fn choice(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        let lang = self.session.context.lang();
        let line = |choice: &Choice| Line {
            words: safe(choice.text.get(lang)),
            stands_for: Some(Value::Text(choice.id.clone())),
        };
        self.one_of(field, field.choices.iter().map(line).collect(), known)
    }

    fn one_of(&self, field: &Field, mut lines: Vec<Line<Option<Value>>>, known: Option<&Value>) -> Result<Answer> {
        lines.push(Line { words: self.words(&msg!("fill-ask-empty")), stands_for: None });
        // Nobody agrees to anything by going on: what is not known begins without an answer.
        let none = lines.len() - 1;
        let at = lines.iter().position(|line| known.is_some() && line.stands_for.as_ref() == known).unwrap_or(none);
        let (label, help) = (self.label(field), self.help(field, msg!("fill-ask-select")));
        let prompt = Select::new(&label, lines).with_starting_cursor(at).with_page_size(PAGE).with_help_message(&help);
        Ok(skippable(prompt.prompt_skippable())?.map_or(Answer::Back, |line| Answer::Given(line.stands_for)))
    }

    /// Ticks, group by group. Nothing ticked anywhere means "none of these" where an answer is required.
    fn choices(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        let mut chosen: Vec<Id> = match known {
            Some(Value::List(ids)) => ids.clone(),
            _ => Vec::new(),
        };
        let in_no_group = |choice: &Choice| choice.group.as_ref().is_none_or(|group| !field.groups.contains_key(group));
        let mut groups: Vec<Option<&Id>> = field.groups.keys().map(Some).collect();
        if field.choices.iter().any(in_no_group) {
            groups.push(None);
        }
        let mut at = 0;
        while let Some(group) = groups.get(at) {
            let of_group: Vec<&Choice> = field
                .choices
                .iter()
                .filter(|choice| if group.is_some() { choice.group.as_ref() == *group } else { in_no_group(choice) })
                .collect();
            match self.ticks(field, *group, &of_group, &chosen)? {
                Some(ticked) => {
                    chosen.retain(|id| !of_group.iter().any(|choice| choice.id == *id));
                    chosen.extend(ticked);
                    at += 1;
                }
                None if at == 0 => return Ok(Answer::Back),
                None => at -= 1,
            }
        }
        let ids: Vec<Id> =
            field.choices.iter().map(|choice| choice.id.clone()).filter(|id| chosen.contains(id)).collect();
        let said = field.required || known.is_some() || !ids.is_empty();
        Ok(Answer::Given(said.then_some(Value::List(ids))))
    }

    /// The ticks of one group; none: back.
    fn ticks(&self, field: &Field, group: Option<&Id>, choices: &[&Choice], chosen: &[Id]) -> Result<Option<Vec<Id>>> {
        let lang = self.session.context.lang();
        let lines: Vec<Line<&Id>> =
            choices.iter().map(|choice| Line { words: safe(choice.text.get(lang)), stands_for: &choice.id }).collect();
        let ticked: Vec<usize> = (0..choices.len()).filter(|n| chosen.contains(&choices[*n].id)).collect();
        let label = match group.and_then(|group| field.groups.get(group)) {
            Some(title) => format!("{} · {}", self.label(field), safe(title.get(lang))),
            None => self.label(field),
        };
        let help = self.words(&msg!("fill-ask-tick"));
        let prompt = MultiSelect::new(&label, lines)
            .with_default(&ticked)
            .with_page_size(PAGE)
            .with_keep_filter(false)
            .with_help_message(&help);
        let lines = skippable(prompt.prompt_skippable())?;
        Ok(lines.map(|lines| lines.into_iter().map(|line| line.stands_for.clone()).collect()))
    }

    fn table(&self, field: &Field, known: Option<&Value>) -> Result<Answer> {
        let mut rows: Vec<Row> = match known {
            Some(Value::Table(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        loop {
            let mut lines = vec![
                Line { words: self.words(&msg!("fill-ask-rows-done", count = rows.len())), stands_for: Rows::Done },
                Line { words: self.words(&msg!("fill-ask-row-add")), stands_for: Rows::Add },
            ];
            for (n, row) in rows.iter().enumerate() {
                let row = shorten(&self.row_in_words(field, row), LINE);
                let words = self.words(&msg!("fill-ask-row-change", row = &row));
                lines.push(Line { words, stands_for: Rows::Change(n) });
                let words = self.words(&msg!("fill-ask-row-remove", row = &row));
                lines.push(Line { words, stands_for: Rows::Remove(n) });
            }
            let at = usize::from(rows.is_empty() && field.required);
            let (label, help) = (self.label(field), self.help(field, msg!("fill-ask-select")));
            let prompt =
                Select::new(&label, lines).with_starting_cursor(at).with_page_size(PAGE).with_help_message(&help);
            match skippable(prompt.prompt_skippable())?.map(|line| line.stands_for) {
                None => return Ok(Answer::Back),
                Some(Rows::Done) => return Ok(Answer::Given((!rows.is_empty()).then_some(Value::Table(rows)))),
                Some(Rows::Add) => rows.extend(self.row(field, Row::new())?),
                Some(Rows::Change(n)) => {
                    if let Some(row) = self.row(field, rows[n].clone())? {
                        rows[n] = row;
                    }
                }
                Some(Rows::Remove(n)) => {
                    rows.remove(n);
                }
            }
        }
    }

    /// Asks the columns of one row; none: back before the first.
    fn row(&self, field: &Field, mut row: Row) -> Result<Option<Row>> {
        let mut at = 0;
        while let Some(column) = field.columns.get(at) {
            match self.field(column, row.get(&column.id))? {
                Answer::Back if at == 0 => return Ok(None),
                Answer::Back => at -= 1,
                Answer::Given(None) if column.required => {
                    self.tell(&msg!("fill-indented", line = self.words(&msg!("fill-column-missing"))));
                }
                Answer::Given(value) => {
                    match value {
                        Some(value) => row.insert(column.id.clone(), value),
                        None => row.remove(&column.id),
                    };
                    at += 1;
                }
            }
        }
        Ok((!row.is_empty()).then_some(row))
    }

    fn row_in_words(&self, field: &Field, row: &Row) -> String {
        let lang = self.session.context.lang();
        let cells = field.columns.iter().filter_map(|column| {
            let value = row.get(&column.id)?;
            Some(in_words(column, value, lang, self.clock.zone))
        });
        safe(&cells.collect::<Vec<_>>().join(", "))
    }
}

/// How the answer is typed.
fn example(field: &Field) -> Message {
    match field.kind {
        FieldType::Date => msg!("fill-ask-date"),
        FieldType::DateTime => msg!("fill-ask-datetime"),
        FieldType::Country => msg!("fill-ask-country"),
        FieldType::Language => msg!("fill-ask-language"),
        FieldType::Phone => msg!("fill-ask-phone"),
        FieldType::Integer => msg!("fill-ask-number"),
        FieldType::Duration => msg!("fill-ask-minutes"),
        _ => msg!("fill-ask-text"),
    }
}

/// None: Esc.
fn skippable<T>(answer: InquireResult<Option<T>>) -> Result<Option<T>> {
    answer.map_err(|error| gave_up(&error))
}
