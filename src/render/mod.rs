//! From a form's document to something to read, send or print: template → Markdown → HTML, text, PDF. Pure: what is
//! rendered twice gives the same bytes; neither the machine's zone nor its locale matters, and no clock is asked.
//!
//! Values can never become markup or template code: they are escaped when a template prints them (`template.rs`), and
//! no format lets raw HTML through.

mod html;
mod json;
mod markdown;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod template;
mod text;

pub use page::in_words;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::case::value::Values;
use crate::deadline::Instant;
use crate::definitions::model::{Field, Form, Id, Signatory, Workflow};
use crate::error::Result;
use crate::language::Lang;
use crate::msg;

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Md,
    Html,
    Pdf,
    Txt,
    Json,
}

impl Format {
    /// By the end of a file's name.
    pub fn of_file(path: &std::path::Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "md" | "markdown" => Some(Format::Md),
            "html" | "htm" => Some(Format::Html),
            "pdf" => Some(Format::Pdf),
            "txt" => Some(Format::Txt),
            "json" => Some(Format::Json),
            _ => None,
        }
    }
}

/// How to show a document.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub lang: Lang,
    pub format: Format,
    /// Leave out everything outside the process vault, and the institution.
    pub redacted: bool,
    /// An empty form to fill in by hand.
    pub blank: bool,
}

/// The version of a document that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Id of the event that recorded it.
    pub event: String,
    /// When it happened.
    pub at: Instant,
}

/// A form with its values, as the case knows them.
pub struct Document<'a> {
    pub workflow: &'a Workflow,
    pub form: &'a Form,
    /// The case's id as people see it.
    pub case: Option<&'a str>,
    /// Where it was filled in.
    pub institution: Option<&'a str>,
    /// None: not filed yet.
    pub version: Option<Version>,
    pub complete: bool,
    /// Required fields without a value.
    pub missing: Vec<Id>,
    pub values: &'a Values,
    /// Values of this vault are there but closed to the reader.
    pub closed: &'a [Id],
    /// Whether a field's `when` holds.
    pub asked: &'a dyn Fn(&Field) -> bool,
    /// Whether a signatory's `when` holds.
    pub signs: &'a dyn Fn(&Signatory) -> bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Blank,
    Draft,
    Filed,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Blank => "blank",
            State::Draft => "draft",
            State::Filed => "filed",
        }
    }
}

impl Document<'_> {
    /// Not filed, or something required is missing.
    pub fn is_draft(&self) -> bool {
        self.version.is_none() || !self.complete
    }

    fn state(&self, view: &View) -> State {
        match () {
            () if view.blank => State::Blank,
            () if self.is_draft() => State::Draft,
            () => State::Filed,
        }
    }

    /// The reader may not see the value: asked for a redacted copy, or the vault is closed to him.
    fn is_hidden(&self, field: &Field, view: &View) -> bool {
        (view.redacted && field.vault != "process") || self.closed.contains(&field.vault)
    }
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    /// Characters that the fonts of a PDF lack: they stand there as their code, `[U+738B]`.
    pub unprintable: Vec<char>,
}

/// Renders a document. `templates` are those of the definitions, by name (`_layout/form.md.j2`).
///
/// # Errors
/// A template that fails, or a format that this program was built without.
pub fn render(document: &Document<'_>, view: &View, templates: &IndexMap<String, Arc<str>>) -> Result<Rendered> {
    let plain = |bytes: Vec<u8>| Ok(Rendered { bytes, unprintable: Vec::new() });
    if view.format == Format::Json {
        return plain(json::json(document, view));
    }
    let page = page::page(document, view);
    let source = template::markdown(&document.form.id, &page, templates)?;
    let title = format!("{} · {}", document.form.id, document.form.title.get(view.lang));
    match view.format {
        Format::Md => plain(source.into_bytes()),
        Format::Html => plain(html::html(&source, &title, view.lang).into_bytes()),
        Format::Txt => plain(text::text(&source).into_bytes()),
        Format::Pdf | Format::Json => paper(document, view, &source, &title),
    }
}

#[cfg(feature = "pdf")]
fn paper(document: &Document<'_>, view: &View, source: &str, title: &str) -> Result<Rendered> {
    let say = |message: crate::language::Message| message.in_language(view.lang);
    let state = document.state(view);
    let case = document.case.filter(|_| state != State::Blank);
    let mut above: Vec<String> = Vec::new();
    if state == State::Draft {
        above.push(say(msg!("render-draft-mark")));
    }
    above.extend(document.institution.filter(|_| !view.redacted).map(str::to_owned));
    above.push(document.form.title.get(view.lang).to_owned());
    let mut below = vec![format!("{} {}", say(msg!("render-form")), document.form.id)];
    below.extend(case.map(|case| format!("{} {case}", say(msg!("render-case")))));
    let version = document.version.as_ref().filter(|_| state != State::Blank);
    let ident = format!(
        "{} {} {} {} {} {}",
        document.form.id,
        case.unwrap_or_default(),
        version.map(|version| version.event.as_str()).unwrap_or_default(),
        view.lang.code(),
        view.redacted,
        state.word(),
    );
    let frame = pdf::Frame {
        title,
        lang: view.lang,
        above: &above.join(" · "),
        below: &below.join(" · "),
        note: document.form.note.as_ref().map(|note| note.get(view.lang)).unwrap_or_default(),
        page: &say(msg!("render-page", number = "{n}", all = "{all}")),
        ident: &ident,
        at: version.map(|version| version.at),
        by_hand: state == State::Blank,
    };
    let (bytes, unprintable) = pdf::pdf(source, &frame)?;
    Ok(Rendered { bytes, unprintable })
}

#[cfg(not(feature = "pdf"))]
fn paper(_: &Document<'_>, _: &View, _: &str, _: &str) -> Result<Rendered> {
    Err(crate::error::Error::invalid(msg!("render-no-pdf")).hint(msg!("render-no-pdf-hint")))
}

#[cfg(test)]
mod tests;
