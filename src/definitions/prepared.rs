//! The built-in files as trees that need no parsing: every command reads all definitions, and parsing YAML took most of
//! that time. `build.rs` writes them with [`yaml::parse`](super::yaml::parse), so they hold nothing that the files do
//! not; a test compares the two.
//!
//! A tree is written in order, each node as: its tag ([`MAP`], [`LIST`], or the place of a scalar's style in [`STYLES`]
//! after them), line, column and byte, then the number of its entries or items, or the length of its text. Numbers
//! are little-endian base 128, the highest bit says that more follows. Texts stand one after the other in a string of
//! their own.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use super::yaml::{At, Kind, Node};

pub const MAP: u8 = 0;
pub const LIST: u8 = 1;
/// The tag of a scalar is 2 and the place of its style here.
pub const STYLES: [ScalarStyle; 5] = [
    ScalarStyle::Plain,
    ScalarStyle::SingleQuoted,
    ScalarStyle::DoubleQuoted,
    ScalarStyle::Literal,
    ScalarStyle::Folded,
];

/// A file as a tree that was made when the program was built.
#[derive(Clone, Copy, Debug)]
pub struct Prepared {
    pub nodes: &'static [u8],
    pub texts: &'static str,
}

impl Prepared {
    /// The tree. None if it is not one, which only a broken build brings about: then the file itself is read.
    pub fn tree(self) -> Option<Node<'static>> {
        let mut rest = Rest { nodes: self.nodes, texts: self.texts };
        rest.node()
    }
}

struct Rest {
    nodes: &'static [u8],
    texts: &'static str,
}

impl Rest {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.nodes.split_first()?;
        self.nodes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn node(&mut self) -> Option<Node<'static>> {
        let tag = self.byte()?;
        let line = u32::try_from(self.number()?).ok()?;
        let column = u32::try_from(self.number()?).ok()?;
        let at = At { line, column, byte: self.number()? };
        let count = self.number()?;
        // A count beyond what is left would reserve memory for nothing.
        let room = count.min(self.nodes.len());
        let kind = match tag {
            MAP => {
                let mut entries = Vec::with_capacity(room);
                for _ in 0..count {
                    entries.push((self.node()?, self.node()?));
                }
                Kind::Map(entries)
            }
            LIST => {
                let mut items = Vec::with_capacity(room);
                for _ in 0..count {
                    items.push(self.node()?);
                }
                Kind::List(items)
            }
            tag => {
                let style = *STYLES.get(usize::from(tag).checked_sub(2)?)?;
                let (text, rest) = self.texts.split_at_checked(count)?;
                self.texts = rest;
                Kind::Scalar { text: Cow::Borrowed(text), style }
            }
        };
        Some(Node { at, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::Sources;
    use super::super::yaml;

    #[test]
    fn a_prepared_tree_is_that_of_its_file() {
        let sources = Sources::built_in(None).unwrap();
        let mut count = 0;
        for (name, file) in sources.workflow.iter().chain(&sources.forms).chain(&sources.calendars) {
            let Some(prepared) = file.prepared else {
                assert!(name.ends_with(".j2") || name.starts_with("tests/"), "{name}");
                continue;
            };
            let text = std::str::from_utf8(&file.bytes).unwrap();
            let tree = yaml::parse(text).unwrap_or_else(|(at, problem)| panic!("{name}: {at:?} {problem:?}"));
            assert!(prepared.tree() == Some(tree), "{name}");
            count += 1;
        }
        assert!(count > 20);
    }

    #[test]
    fn what_is_cut_off_is_no_tree() {
        let sources = Sources::built_in(None).unwrap();
        let prepared = sources.workflow["workflow.yaml"].prepared.unwrap();
        for length in 0..prepared.nodes.len() {
            let cut = super::Prepared { nodes: &prepared.nodes[..length], ..prepared };
            assert!(cut.tree().is_none(), "{length}");
        }
        assert!(super::Prepared { texts: "", ..prepared }.tree().is_none());
        assert!(super::Prepared { nodes: &[255; 64], texts: "" }.tree().is_none());
    }
}
