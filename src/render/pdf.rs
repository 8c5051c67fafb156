//! Documents as one PDF: A4, embedded fonts, tagged, PDF/UA-1, and PDF/A-2a once everything in it is filed. The Typst
//! world has one file, two fonts, no packages and no clock; `writer.rs` makes that file from Markdown.

mod writer;

use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;

pub(super) use writer::{Frame, Paper, typeset};

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] =
        [include_bytes!("fonts/LibertinusSerif-Regular.otf"), include_bytes!("fonts/LibertinusSerif-Bold.otf")];
    files.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What the file says about itself.
pub(super) struct File<'a> {
    pub title: &'a str,
    pub lang: Lang,
    /// What distinguishes it from every other file.
    pub ident: &'a str,
    /// When the latest of its documents happened; none if one of them has no date.
    pub at: Option<Instant>,
}

/// The PDF of documents, each beginning on a new page.
pub(super) fn pdf(papers: &[Paper], file: &File<'_>) -> Result<Vec<u8>> {
    let world = OneFile(Source::detached(writer::source(papers, file)));
    let failed = |reason: String| Error::damaged(msg!("render-pdf-failed", reason = reason));
    let compiled = typst::compile::<PagedDocument>(&world).output;
    let document = compiled.map_err(|problems| failed(words(problems.iter().map(|p| p.message.as_str()))))?;
    // An archived document has a date; a blank form or one not yet filed has none, and is not for the archive.
    let dated: &[PdfStandard] = &[PdfStandard::A_2a, PdfStandard::Ua_1];
    let standards = if file.at.is_some() { dated } else { &dated[1..] };
    let standards = PdfStandards::new(standards).map_err(|e| failed(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(file.ident.to_owned()),
        creator: Smart::Custom(Some("sop".to_owned())),
        timestamp: file.at.and_then(timestamp),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|problems| failed(words(problems.iter().map(|p| p.message.as_str()))))
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

/// Whether both fonts can print it.
fn has_glyph(c: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(c)))
}
