//! YAML as a tree in which every key and value knows its place. Strict: one document, no anchors, aliases or tags, a
//! bounded depth and size, and no guessing of types: a scalar is its text and the way it was quoted.
//!
//! It stands on the parser that serde-saphyr itself uses: serde stops at the first error of a file, whereas somebody
//! who writes a law wants to see all of them, each at its place.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::language::Message;
use crate::msg;

/// Nesting that no sensible definition reaches.
const MAX_DEPTH: usize = 32;
/// Bytes of one file; the largest real ones stay far below.
pub const MAX_FILE: usize = 2 << 20;
/// Keys and values in one file.
const MAX_NODES: usize = 250_000;

/// A place in a file; line and column count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct At {
    pub line: u32,
    pub column: u32,
    /// Offset in bytes.
    pub byte: usize,
}

/// A value of the tree.
#[derive(Debug, PartialEq)]
pub struct Node<'t> {
    pub at: At,
    pub kind: Kind<'t>,
}

#[derive(Debug, PartialEq)]
pub enum Kind<'t> {
    /// Text, and whether it was written without quotes.
    Scalar {
        text: Cow<'t, str>,
        style: ScalarStyle,
    },
    List(Vec<Node<'t>>),
    Map(Vec<(Node<'t>, Node<'t>)>),
}

impl<'t> Node<'t> {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Written without quotes on one line or more.
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Scalar { style: ScalarStyle::Plain, .. })
    }

    /// Nothing is written here: `key:`, `~` or `null`.
    pub fn is_null(&self) -> bool {
        self.is_plain() && matches!(self.text(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// A word without quotes that some YAML readers take for yes or no.
    pub fn is_boolean_word(&self) -> bool {
        self.is_plain()
            && self.text().is_some_and(|text| {
                matches!(text.to_ascii_lowercase().as_str(), "y" | "yes" | "n" | "no" | "true" | "false" | "on" | "off")
            })
    }

    /// What it is, for a message about a wrong type.
    pub fn describe(&self) -> Message {
        match &self.kind {
            Kind::Scalar { .. } if self.is_null() => msg!("definitions-kind-nothing"),
            Kind::Scalar { text, .. } => msg!("definitions-kind-word", word = shorten(text)),
            Kind::List(_) => msg!("definitions-kind-list"),
            Kind::Map(_) => msg!("definitions-kind-map"),
        }
    }
}

/// The beginning of a long text, for a message.
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Reads one file.
///
/// # Errors
/// The first thing that is not YAML, or that these definitions do not use, with its place.
pub fn parse(text: &str) -> Result<Node<'_>, (At, Message)> {
    if text.len() > MAX_FILE {
        return Err((At { line: 1, column: 1, byte: 0 }, msg!("definitions-file-too-big", limit = MAX_FILE / 1024)));
    }
    if let Some(byte) = forbidden(text) {
        let code = text[byte..].chars().next().map(|c| format!("{:04X}", u32::from(c))).unwrap_or_default();
        return Err((at_byte(text, byte), msg!("definitions-control-character", code = code)));
    }
    let options = granit_parser::options! { flow_nesting_limit: MAX_DEPTH, block_nesting_limit: MAX_DEPTH };
    let mut events = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder { open: Vec::new(), done: None, nodes: 0 };
    while let Some(next) = events.next_event() {
        let (event, span) = next.map_err(|error| {
            let place = at(*error.marker());
            (place, msg!("definitions-not-yaml", reason = error.info()))
        })?;
        builder.take(event, at(span.start))?;
    }
    builder.done.ok_or((At { line: 1, column: 1, byte: 0 }, msg!("definitions-file-empty")))
}

fn at(marker: granit_parser::Marker) -> At {
    At {
        line: u32::try_from(marker.line()).unwrap_or(u32::MAX),
        column: u32::try_from(marker.col() + 1).unwrap_or(u32::MAX),
        byte: marker.byte_offset().unwrap_or_default(),
    }
}

/// The place of a byte offset.
pub fn at_byte(text: &str, byte: usize) -> At {
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    At { line: count(before.matches('\n').count()), column: count(before[start..].chars().count()), byte }
}

/// The first control character, or mark that turns the reading direction: they hide what a text says. Goes over bytes,
/// since every start of the program reads all definitions.
fn forbidden(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let next = |i: usize| bytes.get(i).copied().unwrap_or_default();
    let suspect = |(_, byte): &(usize, &u8)| !(0x20..0x7f).contains(*byte);
    bytes.iter().enumerate().filter(suspect).map(|(i, byte)| (i, *byte)).find_map(|(i, byte)| {
        let hides = match byte {
            b'\n' | b'\r' | b'\t' => false,
            0..0x20 | 0x7f => true,
            // U+0080 to U+009F
            0xc2 => next(i + 1) < 0xa0,
            // U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069
            0xe2 => match next(i + 1) {
                0x80 => matches!(next(i + 2), 0x8e | 0x8f | 0xaa..=0xae),
                0x81 => matches!(next(i + 2), 0xa6..=0xa9),
                _ => false,
            },
            _ => false,
        };
        hides.then_some(i)
    })
}

struct Builder<'t> {
    /// Collections that are not yet complete; of a map perhaps a key that waits for its value.
    open: Vec<(Node<'t>, Option<Node<'t>>)>,
    done: Option<Node<'t>>,
    nodes: usize,
}

impl<'t> Builder<'t> {
    fn take(&mut self, event: Event<'t>, at: At) -> Result<(), (At, Message)> {
        match event {
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                return Err((at, msg!("definitions-anchor")));
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
            | Event::MappingStart(_, _, Some(_)) => {
                return Err((at, msg!("definitions-tag")));
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => return Err((at, msg!("definitions-anchor"))),
            Event::DocumentStart(..) if self.done.is_some() => return Err((at, msg!("definitions-second-document"))),
            Event::Scalar(text, style, ..) => self.place(Node { at, kind: Kind::Scalar { text, style } })?,
            Event::SequenceStart(..) => self.open.push((Node { at, kind: Kind::List(Vec::new()) }, None)),
            Event::MappingStart(..) => self.open.push((Node { at, kind: Kind::Map(Vec::new()) }, None)),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((node, _)) = self.open.pop() {
                    self.place(node)?;
                }
            }
            _ => {}
        }
        if self.open.len() > MAX_DEPTH {
            return Err((at, msg!("definitions-too-deep", limit = MAX_DEPTH)));
        }
        Ok(())
    }

    fn place(&mut self, node: Node<'t>) -> Result<(), (At, Message)> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err((node.at, msg!("definitions-too-many-nodes", limit = MAX_NODES)));
        }
        match self.open.last_mut() {
            None => self.done = Some(node),
            Some((Node { kind: Kind::List(items), .. }, _)) => items.push(node),
            Some((Node { kind: Kind::Map(entries), .. }, key)) => match key.take() {
                Some(key) => entries.push((key, node)),
                None if node.text().is_some() => *key = Some(node),
                None => return Err((node.at, msg!("definitions-key-not-word"))),
            },
            Some((Node { kind: Kind::Scalar { .. }, .. }, _)) => {}
        }
        Ok(())
    }
}

/// The place, in the file, of a byte of the scalar's text: undoes quoting, escapes and folded lines.
pub fn place_in_scalar(file: &str, node: &Node<'_>, offset: usize) -> At {
    let Kind::Scalar { text, style } = &node.kind else { return node.at };
    let Some(raw) = file.get(node.at.byte..) else { return node.at };
    let mut left = text[..offset.min(text.len())].chars().peekable();
    let mut source = raw.char_indices().peekable();
    match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            source.next();
        }
        // The place of a block is where its text begins, after the header line.
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => {}
    }
    while let Some(wanted) = left.next() {
        match source.next() {
            None => break,
            Some((_, '\\')) if *style == ScalarStyle::DoubleQuoted => {
                let width = match source.next() {
                    Some((_, 'x')) => 2,
                    Some((_, 'u')) => 4,
                    Some((_, 'U')) => 8,
                    _ => 0,
                };
                for _ in 0..width {
                    source.next();
                }
            }
            Some((_, '\'')) if *style == ScalarStyle::SingleQuoted => {
                source.next();
            }
            Some((_, c)) if wanted.is_whitespace() && c.is_whitespace() => {
                // A line break with its indentation was folded into one space.
                let folded = matches!(c, '\n' | '\r') || breaks_line(source.clone());
                if folded {
                    while source.next_if(|(_, c)| c.is_whitespace()).is_some() {}
                    while left.next_if(|c| c.is_whitespace()).is_some() {}
                }
            }
            Some(_) => {}
        }
    }
    let byte = source.peek().map_or(raw.len(), |(i, _)| *i);
    at_byte(file, node.at.byte + byte)
}

/// Only white space up to the end of the line.
fn breaks_line(mut rest: std::iter::Peekable<std::str::CharIndices<'_>>) -> bool {
    rest.find(|(_, c)| !matches!(c, ' ' | '\t')).is_some_and(|(_, c)| matches!(c, '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_knows_its_places() {
        let node = parse("loan:\n  days: [1, \"no\", no]\n").unwrap();
        let Kind::Map(entries) = &node.kind else { panic!() };
        let Kind::Map(inner) = &entries[0].1.kind else { panic!() };
        let Kind::List(items) = &inner[0].1.kind else { panic!() };
        assert_eq!((items[1].at.line, items[1].at.column), (2, 13));
        assert!(!items[1].is_boolean_word());
        assert!(items[2].is_boolean_word());
    }

    #[test]
    fn what_is_not_used_is_refused() {
        for (text, id) in [
            ("a: &x 1\nb: *x\n", "definitions-anchor"),
            ("a: !int 1\n", "definitions-tag"),
            ("a: 1\n---\nb: 2\n", "definitions-second-document"),
            ("a: [1, 2\n", "definitions-not-yaml"),
            ("", "definitions-file-empty"),
            ("? [a]\n: 1\n", "definitions-key-not-word"),
            ("a: \"x\u{202e}y\"\n", "definitions-control-character"),
        ] {
            assert_eq!(parse(text).unwrap_err().1.id, id, "{text:?}");
        }
        let deep = "[".repeat(100_000);
        assert!(parse(&deep).is_err());
        let blocks: String = (0..200).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
        assert!(parse(&blocks).is_err());
    }

    #[test]
    fn characters_that_hide_something_are_found() {
        for c in (0..0x2100).filter_map(char::from_u32) {
            let hides = c.is_control() && !matches!(c, '\n' | '\r' | '\t')
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert_eq!(forbidden(&format!("aë{c}“")), hides.then_some(3), "{c:?}");
        }
    }

    #[test]
    fn a_byte_of_a_scalar_is_found_in_the_file() {
        for (file, wanted) in [
            ("must: aa and bb\n", (1, 14)),
            ("must: \"aa and bb\"\n", (1, 15)),
            ("must: 'aa and bb'\n", (1, 15)),
            ("must: aa\n   and\n      bb\n", (3, 7)),
            ("must: >\n   aa and\n   bb\n", (3, 4)),
            ("must: \"ë\\u0020a and bb\"\n", (1, 21)),
        ] {
            let node = parse(file).unwrap();
            let Kind::Map(entries) = &node.kind else { panic!() };
            let value = &entries[0].1;
            let at = place_in_scalar(file, value, value.text().unwrap().find("bb").unwrap());
            assert_eq!((at.line, at.column), wanted, "{file:?}");
        }
    }
}
