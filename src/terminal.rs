//! Text for a terminal: nothing wider than 80 columns, and nothing in it that a terminal would obey.

use unicode_width::UnicodeWidthStr;

/// Nothing wraps at this many columns.
pub const WIDTH: usize = 80;

/// Breaks a text at blanks so that it fits, the first line indented by `first`, the others by `rest`. A word that is
/// wider than a line stays whole: ids and commands must be copied as they are.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    broken(text, WIDTH, first, rest)
}

/// The same for a column of a table or a box, of so many columns and without indents.
pub fn wrap_to(text: &str, width: usize) -> Vec<String> {
    broken(text, width, 0, 0)
}

fn broken(text: &str, width: usize, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(first);
    let mut empty = true;
    for word in text.split(' ') {
        if !empty && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(rest)).trim_end().to_owned());
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Text from data, fit for a terminal: control and invisible direction characters are written out as `\u{…}` (rule S27).
pub fn safe(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => " ".to_owned(),
            c if c.is_control() || is_invisible_mark(c) => format!("\\u{{{:x}}}", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}

fn is_invisible_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_cannot_move_the_cursor_or_turn_the_line_round() {
        assert_eq!(safe("a\u{1b}[2J\u{202e}b"), "a\\u{1b}[2J\\u{202e}b");
    }

    #[test]
    fn lines_fit_and_long_words_stay_whole() {
        let lines = wrap(&"ëë ".repeat(60), 0, 4);
        assert!(lines.len() == 3 && lines.iter().all(|line| line.width() <= WIDTH), "{lines:?}");
        assert!(lines[1].starts_with("    ëë"));
        assert_eq!(wrap(&"x".repeat(100), 2, 2), [format!("  {}", "x".repeat(100))]);
        assert_eq!(wrap_to("ëë ç abc", 4), ["ëë ç", "abc"]);
        assert_eq!(wrap_to("", 4), [""]);
    }
}
