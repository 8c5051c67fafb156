//! A document as PDF: A4, embedded fonts, tagged, PDF/UA-1, and PDF/A-2a once it is filed. The Markdown's events become calls of Typst
//! functions, and every text a Typst string literal, so that a value can never be Typst code. The Typst world has one
//! file, two fonts, no packages and no clock.

use std::fmt::Write as _;
use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::markdown;
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;

/// Letters in a row after which a line may be broken, so that a very long word stays on the page.
const LONGEST_WORD: usize = 30;
const LIST: &str = "#list(";
const TO_WRITE_ON: &str = "#box(width: 1fr, repeat[.]);";
/// A box to tick.
const BOX: &str = "#box(width: 0.7em, height: 0.7em, stroke: 0.6pt, baseline: 0.05em);";
/// So many dots in a row are a line to write on.
const WRITING_LINE: usize = 6;

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] =
        [include_bytes!("fonts/LibertinusSerif-Regular.otf"), include_bytes!("fonts/LibertinusSerif-Bold.otf")];
    files.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What stands around the text.
pub(super) struct Frame<'a> {
    pub title: &'a str,
    pub lang: Lang,
    /// At the top of each page but the first, which says it itself: the mark of a draft, institution, title.
    pub above: &'a str,
    /// At the bottom of each page: form and case.
    pub below: &'a str,
    /// Above that: what the form rests on.
    pub note: &'a str,
    /// "page" in the document's language, with the numbers to come: "faqja {n} nga {all}".
    pub page: &'a str,
    /// What distinguishes this version from every other document.
    pub ident: &'a str,
    pub at: Option<Instant>,
    /// To be filled in by hand: with room to write.
    pub by_hand: bool,
}

/// The PDF of a document's Markdown, and the characters that no font has: they are written out as their code.
pub(super) fn pdf(source: &str, frame: &Frame<'_>) -> Result<(Vec<u8>, Vec<char>)> {
    let mut writer = Writer::default();
    writer.opening(frame);
    for event in markdown::events(source) {
        writer.event(event);
    }
    let world = OneFile(Source::detached(writer.out));
    let failed = |reason: String| Error::damaged(msg!("render-pdf-failed", reason = reason));
    let compiled = typst::compile::<PagedDocument>(&world).output;
    let document = compiled.map_err(|problems| failed(words(problems.iter().map(|p| p.message.as_str()))))?;
    // An archived document has a date; a blank form or one not yet filed has none, and is not for the archive.
    let dated: &[PdfStandard] = &[PdfStandard::A_2a, PdfStandard::Ua_1];
    let standards = if frame.at.is_some() { dated } else { &dated[1..] };
    let standards = PdfStandards::new(standards).map_err(|e| failed(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(frame.ident.to_owned()),
        creator: Smart::Custom(Some("sop".to_owned())),
        timestamp: frame.at.and_then(timestamp),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options)
        .map_err(|problems| failed(words(problems.iter().map(|p| p.message.as_str()))))?;
    writer.unprintable.sort_unstable();
    writer.unprintable.dedup();
    Ok((bytes, writer.unprintable))
}

fn words<'a>(messages: impl Iterator<Item = &'a str>) -> String {
    messages.collect::<Vec<_>>().join("; ")
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    let byte = |number: u32| u8::try_from(number).ok();
    let date = Datetime::from_ymd_hms(
        at.year(),
        byte(at.month())?,
        byte(at.day())?,
        byte(at.hour())?,
        byte(at.minute())?,
        byte(at.second())?,
    )?;
    Some(Timestamp::new_utc(date))
}

/// A world with one source and nothing else to read.
struct OneFile(Source);

impl World for OneFile {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }
    fn main(&self) -> FileId {
        self.0.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.0.id() { Ok(self.0.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    unprintable: Vec<char>,
    /// The cells of the table's head, until it is known whether it has words.
    head: Option<Vec<String>>,
    cell: Option<String>,
    columns: usize,
    /// Where the lists begin that are not ended.
    lists: Vec<usize>,
}

impl Writer {
    fn opening(&mut self, frame: &Frame<'_>) {
        let (title, lang) = (literal(frame.title), frame.lang.code());
        let room = if frame.by_hand { 7 } else { 4 };
        let _ = write!(
            self.out,
            "#set document(title: {title})\n\
             #set text(font: \"Libertinus Serif\", size: 10.5pt, lang: \"{lang}\", fallback: false, hyphenate: false)\n\
             #set par(leading: 0.6em, spacing: 0.9em)\n\
             #set table(stroke: 0.5pt + luma(110), inset: (x: 5pt, y: {room}pt))\n\
             #show heading.where(level: 1): set text(size: 15pt)\n\
             #show heading.where(level: 2): set text(size: 12pt)\n\
             #show heading.where(level: 3): set text(size: 10.5pt)\n\
             #show heading: set block(above: 1.3em, below: 0.7em)\n\
             #show table: set block(above: 0.6em, below: 0.9em)\n"
        );
        let (above, below, note) = (self.text(frame.above), self.text(frame.below), self.text(frame.note));
        let page = frame.page;
        let number = page.replace("{n}", "\";#n;#\"").replace("{all}", "\";#all;#\"");
        let _ = write!(
            self.out,
            "#set page(paper: \"a4\", margin: (x: 20mm, top: 24mm, bottom: 22mm),\n  \
             header: context if counter(page).get().first() > 1 {{ text(size: 8.5pt)[{above}] }},\n  footer: context text(size: 8.5pt)[{note}#linebreak();{below}#h(1fr);\
             #let n = counter(page).display(); #let all = counter(page).final().first(); #\"{number}\";])\n"
        );
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => {
                let text = self.text(&text);
                self.put(&text);
            }
            Event::SoftBreak => self.put("#\" \";"),
            Event::HardBreak => self.put("#linebreak();"),
            Event::Rule => self.put("#v(0.8em); #line(length: 100%, stroke: 0.5pt + luma(110));\n"),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => {}
            Tag::Heading { level, .. } => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    _ => 3,
                };
                self.put(&format!("#heading(level: {level})["));
            }
            Tag::BlockQuote(_) => self.put("#block(stroke: 1pt, inset: 8pt, width: 100%)["),
            Tag::Strong => self.put("#strong["),
            Tag::Emphasis => self.put("#emph["),
            Tag::List(first) => {
                self.lists.push(self.out.len());
                self.put(if first.is_some() { "#enum(" } else { LIST });
            }
            Tag::Item => self.put("["),
            Tag::Table(columns) => self.columns = columns.len(),
            Tag::TableHead => self.head = Some(Vec::new()),
            Tag::TableCell => self.cell = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.put("\n\n"),
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) => self.put("];\n"),
            TagEnd::Strong | TagEnd::Emphasis => self.put("];"),
            TagEnd::List(_) => {
                let begin = self.lists.pop().unwrap_or_default();
                let boxes = format!("{LIST}[{BOX}");
                // Boxes to tick need no bullets beside them.
                if self.cell.is_none() && self.out.get(begin..).is_some_and(|list| list.starts_with(&boxes)) {
                    let plain = "#list(marker: [], body-indent: 0pt, ";
                    self.out.replace_range(begin..begin + LIST.len(), plain);
                }
                self.put(");\n");
            }
            TagEnd::Item => self.put("],"),
            TagEnd::TableCell => {
                let mut cell = self.cell.take().unwrap_or_default();
                if cell == TO_WRITE_ON {
                    // Room for a hand above the line.
                    cell.insert_str(0, "#v(0.8em);");
                }
                match &mut self.head {
                    Some(head) => head.push(cell),
                    None => self.put(&format!("[{cell}],")),
                }
            }
            TagEnd::TableHead => self.head_of_table(),
            TagEnd::TableRow => self.put("\n"),
            TagEnd::Table => self.put(");\n"),
            _ => {}
        }
    }

    /// A table without words in its head has fields and their values: narrow and wide.
    fn head_of_table(&mut self) {
        let head = self.head.take().unwrap_or_default();
        if head.iter().all(String::is_empty) {
            self.put("#table(columns: (38%, 1fr),\n");
            return;
        }
        let columns = vec!["1fr"; self.columns.max(1)].join(", ");
        let cells: Vec<String> = head.iter().map(|cell| format!("[#strong[{cell}];]")).collect();
        self.put(&format!("#table(columns: ({columns},),\ntable.header({}),\n", cells.join(", ")));
    }

    fn put(&mut self, code: &str) {
        match &mut self.cell {
            Some(cell) => cell.push_str(code),
            None => self.out.push_str(code),
        }
    }

    /// A text as string literals, with what no font has written out, boxes and writing lines drawn.
    fn text(&mut self, text: &str) -> String {
        let mut code = String::new();
        let mut run = String::new();
        let mut word = 0;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '☐' => {
                    flush(&mut run, &mut code);
                    code.push_str(BOX);
                    // The box stays with its first word.
                    if chars.next_if_eq(&' ').is_some() {
                        run.push('\u{a0}');
                    }
                }
                '…' => {
                    let mut dots = 1;
                    while chars.next_if_eq(&'…').is_some() {
                        dots += 1;
                    }
                    if dots >= WRITING_LINE {
                        flush(&mut run, &mut code);
                        code.push_str(TO_WRITE_ON);
                    } else {
                        run.extend(std::iter::repeat_n('…', dots));
                    }
                }
                c if has_glyph(c) => run.push(c),
                c if c.is_control() => {}
                c => {
                    self.unprintable.push(c);
                    let _ = write!(run, "[U+{:04X}]", u32::from(c));
                }
            }
            word = if c.is_whitespace() || c == '-' { 0 } else { word + 1 };
            if word == LONGEST_WORD {
                word = 0;
                run.push('\u{200b}');
            }
        }
        flush(&mut run, &mut code);
        code
    }
}

fn flush(run: &mut String, code: &mut String) {
    if !run.is_empty() {
        let _ = write!(code, "#{};", literal(run));
        run.clear();
    }
}

/// A Typst string.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn has_glyph(c: char) -> bool {
    FONTS.first().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
}
