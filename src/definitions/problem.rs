//! What is wrong with the definitions, and where.

use std::sync::Arc;

use crate::language::Message;

/// Whether the definitions can be used all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// They do not load.
    Error,
    /// They load, but somebody should look at it.
    Warning,
}

/// One thing that is wrong with the definitions. Line and column count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub severity: Severity,
    /// The file as it can be opened from where the command runs.
    pub file: Arc<str>,
    pub line: u32,
    pub column: u32,
    /// That line of the file; empty where the file has no such line.
    pub excerpt: String,
    pub message: Message,
    /// What would be right.
    pub suggestion: Option<Message>,
}

/// The word among `known` that `given` was probably meant to be.
pub fn nearest<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .filter(|word| *word != given)
        .map(|word| (strsim::damerau_levenshtein(given, word), word))
        // A third of the letters may be wrong; in short words one.
        .filter(|(distance, word)| *distance <= (given.len().max(word.len()) / 3).max(1))
        // Of two that are as near, the one that begins like it.
        .min_by_key(|(distance, word)| {
            let alike = given.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            (*distance, std::cmp::Reverse(alike))
        })
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("libraryan", ["librarian", "reader"]), Some("librarian"));
        assert_eq!(nearest("readers", ["librarian", "reader"]), Some("reader"));
        assert_eq!(nearest("shelf", ["librarian", "reader"]), None);
    }
}
