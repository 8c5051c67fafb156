//! From Markdown's events to Typst's source: structure becomes calls of Typst functions, every text a Typst string
//! literal, so that a value can never be Typst code.

use std::fmt::Write as _;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{File, has_glyph};
use crate::render::markdown;

/// Letters that fit into a line of running text, of a label's column, of the column beside it; a table shares its
/// letters among its columns. A longer word may be broken where nothing shows it, so that it stays on the page.
const LINE: usize = 60;
const LABEL: usize = 24;
const ANSWER: usize = 44;
const TABLE: usize = 72;
/// Letters of a row of a table up to which it is kept on one page.
const WHOLE_ROW: usize = 1000;
/// Bytes of Typst's source up to which a block is short.
const SHORT_BLOCK: usize = 1500;
const LIST: &str = "#list(";
const TO_WRITE_ON: &str = "#box(width: 1fr, repeat[.]);";
/// A box to tick, with the space after it, at which no line ends: the box stays with its words.
const BOX: &str = "#box(width: 0.7em, height: 0.7em, stroke: 0.6pt, baseline: 0.05em);#\"\u{a0}\";";
/// So many dots in a row are a line to write on.
const WRITING_LINE: usize = 6;

/// What stands around a document's text.
pub struct Frame {
    /// At the top of each page, where it cannot be overlooked: the mark of a draft.
    pub mark: String,
    /// At the top of each page but the first, which says it itself: institution, title.
    pub above: String,
    /// At the bottom of each page: form and case.
    pub below: String,
    /// Above that: what the form rests on.
    pub note: String,
    /// "page" in the document's language, with the numbers to come: "faqja {n} nga {all}".
    pub page: String,
    /// To be filled in by hand: with room to write.
    pub by_hand: bool,
}

/// A document in Typst's words, without the numbers of its pages.
pub struct Paper {
    mark: String,
    above: String,
    below: String,
    page: String,
    by_hand: bool,
    body: String,
}

/// A document's Markdown in Typst's words, and the characters that no font has: they are written out as their code.
pub fn typeset(source: &str, frame: &Frame) -> (Paper, Vec<char>) {
    let mut writer = Writer { width: LINE, ..Writer::default() };
    let mark = writer.text(&frame.mark);
    let above = writer.text(&frame.above);
    let below = format!("{}#linebreak();{}", writer.text(&frame.note), writer.text(&frame.below));
    for event in markdown::events(source) {
        writer.event(event);
    }
    writer.join_last_section();
    writer.unprintable.sort_unstable();
    writer.unprintable.dedup();
    let page = frame.page.clone();
    (Paper { mark, above, below, page, by_hand: frame.by_hand, body: writer.out }, writer.unprintable)
}

/// The whole source. Pages are counted for each document by itself.
pub fn source(papers: &[Paper], file: &File<'_>) -> String {
    let (title, lang) = (literal(file.title), file.lang.code());
    let mut source = format!(
        "#set document(title: {title})\n\
         #set text(font: \"Libertinus Serif\", size: 10.5pt, lang: \"{lang}\", fallback: false, hyphenate: false)\n\
         #set table.cell(breakable: false)\n\
         #show heading.where(level: 1): set text(size: 15pt)\n\
         #show heading.where(level: 2): set text(size: 12pt)\n\
         #show heading.where(level: 3): set text(size: 10.5pt)\n\
         #show heading.where(level: 4): set text(size: 10pt)\n\
         #show heading: set block(above: 1.3em, below: 0.7em)\n\
         #show heading.where(level: 4): set block(above: 1em, below: 0.6em)\n\
         #show table: set block(above: 0.8em, below: 1em)\n"
    );
    for (number, paper) in papers.iter().enumerate() {
        let (first, last) = (format!("<first-{number}>"), format!("<last-{number}>"));
        let page = literal(&paper.page)
            .replace("{n}", &format!("\";#(here().page() - locate({first}).page() + 1);#\""))
            .replace("{all}", &format!("\";#(locate({last}).page() - locate({first}).page() + 1);#\""));
        let mark = match paper.mark.as_str() {
            "" => String::new(),
            mark => format!("#h(1fr);#box(stroke: 1pt, inset: 3pt)[#strong[{mark}];];"),
        };
        let (room, apart) = if paper.by_hand { (7, 1.3) } else { (4, 0.9) };
        let _ = writeln!(
            source,
            "#[\n#set page(paper: \"a4\", margin: (x: 20mm, top: 24mm, bottom: 22mm),\n  \
             header: context text(size: 8.5pt)[#if here().page() != locate({first}).page() [{above}];{mark}],\n  \
             footer: context text(size: 8.5pt)[{below}#h(1fr);#{page};])\n\
             #set table(stroke: 0.5pt + luma(110), inset: (x: 5pt, y: {room}pt))\n\
             #set par(leading: 0.6em, spacing: {apart}em)\n\
             #metadata(none){first}\n{body}#metadata(none){last}\n]",
            above = paper.above,
            below = paper.below,
            body = paper.body,
        );
    }
    source
}

#[derive(Default)]
struct Writer {
    out: String,
    unprintable: Vec<char>,
    /// The cells of the table's head, until it is known whether it has words.
    head: Option<Vec<String>>,
    cell: Option<String>,
    row: Vec<String>,
    /// Letters in the row so far.
    letters: usize,
    columns: usize,
    /// A table of fields: labels and answers.
    labelled: bool,
    /// Letters that fit where the writer is.
    width: usize,
    /// Where the lists begin that are not ended.
    lists: Vec<usize>,
    /// Where paragraphs, tables, lists and headings begin that stand in nothing else.
    blocks: Vec<usize>,
    /// Which of these is the last section's heading.
    last_section: usize,
}

impl Writer {
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
        if let Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_) | Tag::List(_) | Tag::BlockQuote(_) = tag
            && self.lists.is_empty()
        {
            self.blocks.push(self.out.len());
        }
        match tag {
            Tag::Paragraph => {}
            Tag::Heading { level, .. } => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => {
                        self.last_section = self.blocks.len() - 1;
                        2
                    }
                    HeadingLevel::H3 => 3,
                    _ => 4,
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
            Tag::Table(columns) => {
                self.columns = columns.len().max(1);
                self.width = (TABLE / self.columns).max(4);
            }
            Tag::TableHead => self.head = Some(Vec::new()),
            Tag::TableCell => {
                self.cell = Some(String::new());
                if self.labelled {
                    self.width = if self.row.is_empty() { LABEL } else { ANSWER };
                }
            }
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
                    cell.insert_str(0, "#v(1em);");
                }
                self.head.as_mut().unwrap_or(&mut self.row).push(cell);
            }
            TagEnd::TableHead => self.head_of_table(),
            TagEnd::TableRow => self.end_row(),
            TagEnd::Table => {
                self.put(");\n");
                (self.labelled, self.width) = (false, LINE);
            }
            _ => {}
        }
    }

    /// A table without words in its head has fields and their values: narrow and wide.
    fn head_of_table(&mut self) {
        let head = self.head.take().unwrap_or_default();
        self.letters = 0;
        if head.iter().all(String::is_empty) {
            self.labelled = true;
            self.put("#table(columns: (38%, 1fr),\n");
            return;
        }
        let columns = vec!["1fr"; self.columns].join(", ");
        let cells: Vec<String> = head.iter().map(|cell| format!("[#strong[{cell}];]")).collect();
        self.put(&format!("#table(columns: ({columns},),\ntable.header({}),\n", cells.join(", ")));
    }

    /// A row stays on one page, unless it is so long that it might not fit on any.
    fn end_row(&mut self) {
        let breaks = std::mem::take(&mut self.letters) > WHOLE_ROW;
        let cell = if breaks { "table.cell(breakable: true)" } else { "" };
        for content in std::mem::take(&mut self.row) {
            self.put(&format!("{cell}[{content}],"));
        }
        self.put("\n");
    }

    /// The last section holds the signatures: they never stand on a page with nothing that they sign. What comes before
    /// them goes along, if it is short.
    fn join_last_section(&mut self) {
        let Some(before) = self.last_section.checked_sub(1) else { return };
        let (Some(&start), Some(&end)) = (self.blocks.get(before), self.blocks.get(self.last_section)) else { return };
        let short =
            self.out.get(start..end).is_some_and(|code| code.len() < SHORT_BLOCK && !code.starts_with("#heading"));
        if short {
            self.out.insert_str(end, "]\n");
            self.out.insert_str(start, "#block(sticky: true)[");
        }
    }

    fn put(&mut self, code: &str) {
        match &mut self.cell {
            Some(cell) => cell.push_str(code),
            None => self.out.push_str(code),
        }
    }

    /// A text as string literals, with what no font has written out, boxes and writing lines drawn.
    fn text(&mut self, text: &str) -> String {
        self.letters += text.chars().count();
        let mut code = String::new();
        let mut run = String::new();
        for word in text.split_inclusive(char::is_whitespace) {
            let breaks = word.chars().count() > self.width;
            let mut chars = word.chars().enumerate().peekable();
            while let Some((at, c)) = chars.next() {
                match c {
                    '☐' => {
                        flush(&mut run, &mut code);
                        code.push_str(BOX);
                        let _ = chars.next_if(|(_, next)| *next == ' ');
                    }
                    '…' => {
                        let mut dots = 1;
                        while chars.next_if(|(_, next)| *next == '…').is_some() {
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
                if breaks && at % 4 == 3 {
                    run.push('\u{200b}');
                }
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
