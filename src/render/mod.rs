//! From a form's document to something to read, send or print: template → Markdown → HTML, text, PDF. Pure: what is
//! rendered twice gives the same bytes; neither the machine's zone nor its locale matters, and no clock is asked.
//!
//! Values can never become markup or template code: they are escaped when a template prints them (`template.rs`), and
//! no format lets raw HTML through.

mod check;
mod html;
mod json;
mod markdown;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod template;
mod text;

pub use check::problems;
pub use page::in_words;

use std::collections::BTreeSet;
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
    /// Several documents in one file, each beginning on a page of its own.
    pub together: bool,
}

/// The version of a document that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Id of the event that recorded it.
    pub event: String,
    /// When it happened.
    pub at: Instant,
    /// Its place among the document's versions, from 1, and how many there are.
    pub number: usize,
    pub of: usize,
}

/// A form with its values, as the case knows them.
pub struct Document<'a> {
    pub workflow: &'a Workflow,
    pub form: &'a Form,
    /// The case's id as people see it.
    pub case: Option<String>,
    /// Where it was filled in.
    pub institution: Option<String>,
    /// None: not filed yet.
    pub version: Option<Version>,
    pub complete: bool,
    /// Required fields without a value.
    pub missing: Vec<Id>,
    pub values: Values,
    /// Values of this vault are there but closed to the reader.
    pub closed: Vec<Id>,
    /// The fields whose `when` holds.
    pub asked: BTreeSet<Id>,
    /// Those of the form's signatories whose `when` holds.
    pub signed_by: Vec<&'a Signatory>,
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

impl<'a> Document<'a> {
    /// An empty form with every question and every signatory, of no case.
    pub fn empty(workflow: &'a Workflow, form: &'a Form) -> Document<'a> {
        Document {
            workflow,
            form,
            case: None,
            institution: None,
            version: None,
            complete: false,
            missing: Vec::new(),
            values: Values::new(),
            closed: Vec::new(),
            asked: form.fields().map(|field| field.id.clone()).collect(),
            signed_by: form.signed_by.iter().collect(),
        }
    }

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
    /// What the fonts of a PDF lack: it stands there as its code, `[U+738B]`.
    pub unprintable: Vec<Unprintable>,
}

/// Characters that no font has.
#[derive(Clone, Debug, PartialEq)]
pub struct Unprintable {
    /// The form, and the field's label; none: they are not in a field.
    pub form: Id,
    pub label: Option<String>,
    pub characters: Vec<char>,
}

/// A document as Markdown, with its title.
struct Sheet<'a> {
    document: &'a Document<'a>,
    title: String,
    source: String,
}

/// Renders documents into one file. `templates` are those of the definitions, by name (`_layout/form.md.j2`).
///
/// # Errors
/// A template that fails, or a format that this program was built without.
pub fn render(documents: &[Document<'_>], view: &View, templates: &IndexMap<String, Arc<str>>) -> Result<Rendered> {
    let plain = |text: String| Ok(Rendered { bytes: text.into_bytes(), unprintable: Vec::new() });
    if view.format == Format::Json {
        return plain(json::json(documents, view));
    }
    let sheet = |document| -> Result<Sheet<'_>> { sheet(document, view, templates) };
    let sheets: Vec<Sheet<'_>> = documents.iter().map(sheet).collect::<Result<_>>()?;
    let texts = || sheets.iter().map(|sheet| sheet.source.as_str());
    match view.format {
        Format::Md => plain(texts().collect::<Vec<_>>().join(BETWEEN_MARKDOWN)),
        Format::Html => plain(html::html(texts(), &title(&sheets, view), view.lang)),
        Format::Txt => plain(texts().map(text::text).collect::<Vec<_>>().join(NEW_PAGE)),
        Format::Pdf | Format::Json => paper(&sheets, view),
    }
}

/// A thematic break between two documents.
const BETWEEN_MARKDOWN: &str = "\n---\n\n";
/// The form feed: what comes after it is printed on a new page.
const NEW_PAGE: &str = "\u{c}\n";

fn sheet<'a>(document: &'a Document<'a>, view: &View, templates: &IndexMap<String, Arc<str>>) -> Result<Sheet<'a>> {
    let page = page::page(document, view);
    let source = template::markdown(&document.form.id, &page, templates)?;
    let title = format!("{} · {}", document.form.id, document.form.title.get(view.lang));
    Ok(Sheet { document, title, source })
}

/// What the file is called inside: its form, or the case with its forms, each named once.
fn title(sheets: &[Sheet<'_>], view: &View) -> String {
    let [first, _, ..] = sheets else { return sheets.first().map(|sheet| sheet.title.clone()).unwrap_or_default() };
    let mut forms: Vec<&str> = Vec::new();
    for sheet in sheets {
        if !forms.contains(&sheet.document.form.id.as_str()) {
            forms.push(&sheet.document.form.id);
        }
    }
    let forms = forms.join(", ");
    match first.document.case.as_deref().filter(|_| !view.blank) {
        Some(case) => msg!("render-dossier", case = case, forms = forms).in_language(view.lang),
        None => forms,
    }
}

#[cfg(feature = "pdf")]
fn paper(sheets: &[Sheet<'_>], view: &View) -> Result<Rendered> {
    let mut unprintable = Vec::new();
    let mut papers = Vec::new();
    for sheet in sheets {
        let (paper, lacking) = pdf::typeset(&sheet.source, &frame(sheet, view));
        unprintable.extend(page::unprintable(sheet.document, view, lacking));
        papers.push(paper);
    }
    let dates = sheets.iter().map(|sheet| sheet.document.version.as_ref().map(|version| version.at));
    let identity: Vec<String> = sheets.iter().map(|sheet| identity(sheet.document, view)).collect();
    let file = pdf::File {
        title: &title(sheets, view),
        lang: view.lang,
        ident: &identity.join("\n"),
        // Of several documents the latest; one without a date leaves the file without.
        at: dates.collect::<Option<Vec<Instant>>>().and_then(|dates| dates.into_iter().max()).filter(|_| !view.blank),
    };
    Ok(Rendered { bytes: pdf::pdf(&papers, &file)?, unprintable })
}

/// What stands around a document on paper.
#[cfg(feature = "pdf")]
fn frame(sheet: &Sheet<'_>, view: &View) -> pdf::Frame {
    let document = sheet.document;
    let say = |message: crate::language::Message| message.in_language(view.lang);
    let state = document.state(view);
    let case = document.case.as_deref().filter(|_| state != State::Blank);
    let mut above: Vec<String> = Vec::new();
    above.extend(document.institution.clone().filter(|_| !view.redacted));
    above.push(document.form.title.get(view.lang).to_owned());
    let mut below = vec![format!("{} {}", say(msg!("render-form")), document.form.id)];
    below.extend(case.map(|case| format!("{} {case}", say(msg!("render-case")))));
    pdf::Frame {
        mark: if state == State::Draft { say(msg!("render-draft-mark")) } else { String::new() },
        above: above.join(" · "),
        below: below.join(" · "),
        note: document.form.note.as_ref().map(|note| note.get(view.lang).to_owned()).unwrap_or_default(),
        page: say(msg!("render-page", number = "{n}", all = "{all}")),
        by_hand: state == State::Blank,
    }
}

/// What distinguishes this print of a version from every other document.
#[cfg(feature = "pdf")]
fn identity(document: &Document<'_>, view: &View) -> String {
    let state = document.state(view);
    let version = document.version.as_ref().filter(|_| state != State::Blank);
    format!(
        "{} {} {} {} {} {}",
        document.form.id,
        document.case.as_deref().filter(|_| state != State::Blank).unwrap_or_default(),
        version.map(|version| version.event.as_str()).unwrap_or_default(),
        view.lang.code(),
        view.redacted,
        state.word(),
    )
}

#[cfg(not(feature = "pdf"))]
fn paper(_: &[Sheet<'_>], _: &View) -> Result<Rendered> {
    Err(crate::error::Error::invalid(msg!("render-no-pdf")).hint(msg!("render-no-pdf-hint")))
}

#[cfg(test)]
mod tests;
