//! Plain text from a document's Markdown, for a terminal, a mail or a screen reader. Lines are not broken: a value stays
//! in one piece. A table of fields gives a line `label: value` for each, any other table a line for each row with its
//! headings repeated.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

use super::markdown;

/// The document as text.
pub(super) fn text(source: &str) -> String {
    let mut writer = Writer::default();
    for event in markdown::events(source) {
        writer.event(event);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    out: String,
    line: String,
    /// Depth of quotations and lists.
    quotes: usize,
    lists: Vec<Option<u64>>,
    headings: Vec<String>,
    cells: Vec<String>,
    row: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.line.push_str(&text),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.end_line(),
            Event::Rule => {
                self.gap();
                self.put(&"-".repeat(40));
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.gap();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.gap();
            }
            Event::Start(Tag::Heading { .. }) => self.gap(),
            Event::End(TagEnd::Heading(level)) => self.heading(level),
            Event::Start(Tag::Paragraph) if self.lists.is_empty() => self.gap(),
            Event::End(TagEnd::Paragraph) => self.end_line(),
            Event::Start(Tag::List(first)) => {
                if self.lists.is_empty() {
                    self.gap();
                } else {
                    self.end_line();
                }
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.line.push_str(&"  ".repeat(self.lists.len().saturating_sub(1)));
                self.line.push_str(&mark);
            }
            Event::End(TagEnd::Item) => self.end_line(),
            Event::Start(Tag::Table(_)) => {
                self.gap();
                self.headings.clear();
                self.row = 0;
            }
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut self.line);
                self.cells.push(cell);
            }
            Event::End(TagEnd::TableHead) => self.headings = std::mem::take(&mut self.cells),
            Event::End(TagEnd::TableRow) => self.table_row(),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let title = std::mem::take(&mut self.line);
        let under = match level {
            HeadingLevel::H1 => "=",
            HeadingLevel::H2 => "-",
            _ => "",
        };
        self.put(&title);
        if !under.is_empty() {
            self.put(&under.repeat(title.width().min(78)));
        }
    }

    fn table_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        self.row += 1;
        let line = if self.headings.iter().all(String::is_empty) {
            match cells.split_first() {
                Some((label, rest)) if label.ends_with(['?', ':', '!']) => format!("{label} {}", rest.join(": ")),
                _ => cells.join(": "),
            }
        } else {
            let filled = self.headings.iter().zip(&cells).filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<String> = filled.map(|(heading, cell)| format!("{heading}: {cell}")).collect();
            format!("{}. {}", self.row, cells.join("; "))
        };
        self.put(&line);
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.put(&line);
        }
    }

    fn put(&mut self, line: &str) {
        self.out.push_str(&"| ".repeat(self.quotes));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// An empty line before what begins.
    fn gap(&mut self) {
        self.end_line();
        if self.out.is_empty() || self.out.ends_with("\n\n") {
            return;
        }
        match self.quotes {
            0 => self.out.push('\n'),
            _ if self.out.ends_with("|\n") => {}
            _ => self.out.push_str("|\n"),
        }
    }

    fn finish(mut self) -> String {
        self.end_line();
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.out.push('\n');
        self.out
    }
}
