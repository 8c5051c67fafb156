//! `sop fill` in a terminal: question by question, only those that the form asks, with what is known filled in; then a
//! summary, and the decision to file. Esc goes back one question. Whatever stops it (Ctrl-C, a closed window, a power
//! cut), the answers given so far are kept on this computer, encrypted, and the next `sop fill` of that form offers
//! them.

mod question;

use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, Select};

use self::question::{Answer, Question};
use super::version::Version;
use crate::case::codec::Unfinished;
use crate::case::filling::{Clock, Filling};
use crate::cli::output::safe;
use crate::cli::session::{OpenCase, Session};
use crate::definitions::Field;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;
use crate::render::in_words;

/// Lines of a list that are seen at once.
const PAGE: usize = 12;

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

/// Asks for the form. True: it is to be kept as a draft.
///
/// # Errors
/// The person stopped; nothing is filed.
pub fn ask(session: &Session<'_>, case: &OpenCase, version: &mut Version<'_>, clock: Clock) -> Result<bool> {
    // A question left by going back is marked without the library's English word.
    let look = RenderConfig::default().with_canceled_prompt_indicator(Styled::new("—"));
    inquire::set_global_render_config(look);
    let form = version.form;
    let asking = Asking { session, case, question: Question { session, clock }, fields: form.fields().collect() };
    asking.tell(&msg!("fill-ask-title", form = &form.id, title = &form.title));
    asking.tell(&msg!("fill-ask-how"));
    let resumed = offer(session, case, version)?;
    let outcome = asking.questions(version, resumed).and_then(|()| asking.decide(version));
    outcome.map_err(|error| if version.kept { error.hint(kept(version)) } else { error })
}

/// Where unfinished answers went, and how to go on with them.
pub fn kept(version: &Version<'_>) -> Message {
    let form = &version.form.id;
    let this_one = match version.document.as_ref().filter(|_| version.form.repeats) {
        Some(document) => format!("{form} --amend {}", document.label),
        None => form.clone(),
    };
    msg!("fill-kept-here", form = this_one)
}

/// Keeps the answers given so far on this computer. That it cannot is said once.
pub fn keep(session: &Session<'_>, case: &OpenCase, version: &mut Version<'_>) {
    let typed = version.typed();
    let unfinished = Unfinished {
        case: case.id.as_str().to_owned(),
        form: version.form.id.clone(),
        kept: session.context.now(),
        values: typed.values,
        emptied: typed.emptied.into_iter().collect(),
    };
    if version.cannot_be_kept {
        return;
    }
    match session.store.keep_unfinished(&session.keys, &case.id, &version.name(), &unfinished) {
        Ok(()) => version.kept = true,
        Err(error) => {
            version.cannot_be_kept = true;
            session.context.warn(&msg!("fill-not-kept", reason = error.message));
        }
    }
}

/// Offers what was kept when this form was last left unfinished. True: it was taken.
///
/// # Errors
/// The person stopped.
pub fn offer(session: &Session<'_>, case: &OpenCase, version: &mut Version<'_>) -> Result<bool> {
    let context = session.context;
    let kept = match session.store.unfinished(&session.keys, &case.id, &version.name()) {
        Ok(Some(kept)) if kept.form == version.form.id => kept,
        Ok(_) => return Ok(false),
        Err(error) => {
            context.warn(&error.message);
            return Ok(false);
        }
    };
    let lines = [(true, msg!("fill-resume")), (false, msg!("fill-start-anew"))];
    let lines = lines.map(|(resume, word)| Line { words: context.words(&word), stands_for: resume });
    let when = crate::deadline::words::day_time(kept.kept, context.now(), session.workflow.zone);
    let question = context.words(&msg!("fill-resume-offer", when = when, count = kept.values.len()));
    let help = context.words(&msg!("fill-ask-select"));
    let answer = Select::new(&question, lines.into()).with_help_message(&help).prompt();
    if !answer.map_err(|error| gave_up(&error))?.stands_for {
        session.store.forget_unfinished(&case.id, &version.name())?;
        return Ok(false);
    }
    version.resume(&Filling { values: kept.values, emptied: kept.emptied.into_iter().collect() });
    Ok(true)
}

struct Asking<'a> {
    session: &'a Session<'a>,
    case: &'a OpenCase,
    question: Question<'a>,
    fields: Vec<&'a Field>,
}

impl Asking<'_> {
    fn words(&self, message: &Message) -> String {
        self.session.context.words(message)
    }

    fn tell(&self, message: &Message) {
        self.session.context.warn(message);
    }

    /// From the first question (resumed: from the first without an answer) to the last, and back with Esc.
    fn questions(&self, version: &mut Version<'_>, resumed: bool) -> Result<()> {
        let mut asked: Vec<usize> = Vec::new();
        let mut at = 0;
        while resumed && at < self.fields.len() {
            let field = self.fields[at];
            if version.asks(field) {
                if !version.values.contains_key(&field.id) && !version.is_given(field) {
                    break;
                }
                asked.push(at);
            }
            at += 1;
        }
        let mut section = "";
        while let Some(field) = self.fields.get(at) {
            if !version.asks(field) {
                at += 1;
                continue;
            }
            section = self.heading(version, field, section);
            match self.question.field(field, version.values.get(&field.id))? {
                Answer::Given(value) => {
                    version.answer(field, value);
                    version.drop_unasked();
                    keep(self.session, self.case, version);
                    asked.push(at);
                    at += 1;
                }
                Answer::Back => match asked.pop() {
                    Some(before) => at = before,
                    None => self.tell(&msg!("fill-ask-first")),
                },
            }
        }
        Ok(())
    }

    /// Says in which section the field stands, where that is another than before.
    fn heading<'f>(&self, version: &Version<'f>, field: &Field, before: &'f str) -> &'f str {
        let holds = |id: &str| id == field.id;
        let section = version.form.sections.iter().find(|section| section.fields.iter().any(|f| holds(&f.id)));
        match section {
            Some(section) if section.id != before => {
                self.tell(&msg!("fill-ask-section", title = &section.title));
                &section.id
            }
            _ => before,
        }
    }

    /// What will be filed, months by name, so that a slip is seen.
    fn summary(&self, version: &Version<'_>) {
        self.tell(&msg!("fill-ask-summary"));
        for field in version.form.fields() {
            if let Some(line) = self.line(version, field) {
                self.tell(&msg!("fill-indented", line = line));
            }
        }
        let lang = self.session.context.lang();
        for id in version.missing() {
            let label = version.form.field(&id).map(|field| field.label.get(lang)).unwrap_or_default();
            self.tell(&msg!("fill-missing-field", field = &id, label = label));
        }
    }

    /// A field with its value on one line.
    fn line(&self, version: &Version<'_>, field: &Field) -> Option<String> {
        let lang = self.session.context.lang();
        let value = version.values.get(&field.id)?;
        let label = field.label.get(lang);
        let colon = if label.ends_with(['?', ':']) { "" } else { ":" };
        let words = in_words(field, value, lang, self.session.workflow.zone).replace('\n', " ");
        Some(safe(&format!("{label}{colon} {words}")))
    }

    /// The summary, until the person files, leaves or throws away. True: a draft.
    fn decide(&self, version: &mut Version<'_>) -> Result<bool> {
        loop {
            self.summary(version);
            let complete = version.missing().is_empty();
            let mut lines = vec![
                (Decision::File, msg!("fill-ask-file")),
                (Decision::Change, msg!("fill-ask-change")),
                (Decision::Draft, msg!("fill-ask-draft")),
                (Decision::Later, msg!("fill-ask-later")),
                (Decision::Discard, msg!("fill-ask-discard")),
            ];
            if !complete {
                lines.remove(0);
            }
            let line = |(stands_for, word): (Decision, Message)| Line { words: self.words(&word), stands_for };
            let lines: Vec<_> = lines.into_iter().map(line).collect();
            let question = self.words(&msg!("fill-ask-decide"));
            let help = self.words(&msg!("fill-ask-select"));
            let answer = Select::new(&question, lines).with_help_message(&help).prompt_skippable();
            match answer.map_err(|error| gave_up(&error))?.map(|line| line.stands_for) {
                Some(Decision::File) => return Ok(false),
                Some(Decision::Draft) => return Ok(true),
                Some(Decision::Later) => return Err(Error::invalid(msg!("fill-cancelled"))),
                Some(Decision::Discard) => {
                    self.session.store.forget_unfinished(&self.case.id, &version.name())?;
                    version.kept = false;
                    return Err(Error::invalid(msg!("fill-cancelled")));
                }
                Some(Decision::Change) | None => self.change(version)?,
            }
        }
    }

    /// One answer anew, and the questions that it brings with it.
    fn change(&self, version: &mut Version<'_>) -> Result<()> {
        let lang = self.session.context.lang();
        let asked = self.fields.iter().filter(|field| version.asks(field));
        let lines: Vec<Line<&Field>> = asked
            .map(|field| {
                let line = self.line(version, field);
                Line {
                    words: line.unwrap_or_else(|| safe(&format!("{}: —", field.label.get(lang)))),
                    stands_for: *field,
                }
            })
            .collect();
        let question = self.words(&msg!("fill-ask-which"));
        let help = self.words(&msg!("fill-ask-select"));
        let prompt = Select::new(&question, lines).with_page_size(PAGE).with_help_message(&help);
        let Some(field) = prompt.prompt_skippable().map_err(|error| gave_up(&error))? else { return Ok(()) };
        let field = field.stands_for;
        let before: Vec<bool> = self.fields.iter().map(|field| version.asks(field)).collect();
        if let Answer::Given(value) = self.question.field(field, version.values.get(&field.id))? {
            version.answer(field, value);
            version.drop_unasked();
        }
        for (field, asked_before) in self.fields.iter().zip(before) {
            if !asked_before
                && version.asks(field)
                && let Answer::Given(value) = self.question.field(field, version.values.get(&field.id))?
            {
                version.answer(field, value);
                version.drop_unasked();
            }
        }
        keep(self.session, self.case, version);
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Decision {
    File,
    Change,
    Draft,
    Later,
    Discard,
}

fn gave_up(error: &InquireError) -> Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Error::invalid(msg!("fill-cancelled")),
        error => Error::damaged(msg!("fill-terminal", reason = error.to_string())),
    }
}
