//! Tables and safe text for the terminal.

use unicode_width::UnicodeWidthStr;

pub use crate::terminal::safe;

/// Columns of text aligned with two spaces between them; the last column is never padded.
#[derive(Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
    indent: usize,
    elastic: Option<usize>,
}

impl Table {
    pub fn new(indent: usize) -> Table {
        Table { rows: Vec::new(), indent, elastic: None }
    }

    /// A table within [`COLUMNS`]: the texts of this column are shortened where the others leave them no room.
    pub fn fitting(indent: usize, column: usize) -> Table {
        Table { rows: Vec::new(), indent, elastic: Some(column) }
    }

    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines, each ending with a newline; empty cells at the end leave no spaces behind.
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..columns)
            .map(|i| self.rows.iter().filter_map(|row| row.get(i)).map(|cell| cell.width()).max().unwrap_or(0))
            .collect();
        if let Some(width) = self.elastic.and_then(|column| widths.get(column).copied()) {
            let line = self.indent + widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1);
            let room = width.saturating_sub(line.saturating_sub(COLUMNS)).max(NARROWEST.min(width));
            self.elastic.and_then(|column| widths.get_mut(column)).into_iter().for_each(|width| *width = room);
        }
        let mut text = String::new();
        for row in &self.rows {
            let mut line = " ".repeat(self.indent);
            for (i, cell) in row.iter().enumerate() {
                let cell = if self.elastic == Some(i) { shorten(cell, widths[i]) } else { cell.clone() };
                line.push_str(&cell);
                if i + 1 < row.len() {
                    line.push_str(&" ".repeat(widths[i].saturating_sub(cell.width()) + 2));
                }
            }
            let line = line.trim_end();
            text.push_str(&if self.elastic.is_some() { shorten(line, COLUMNS) } else { line.to_owned() });
            text.push('\n');
        }
        text
    }
}

/// The columns that every listing keeps to.
pub const COLUMNS: usize = 80;
/// What a shortened column keeps: fewer columns say nothing, and the end of the line is cut instead.
const NARROWEST: usize = 24;

/// Items joined by ` · `, broken between items at [`COLUMNS`]; later lines stand under the first item. `label` stands
/// before them and may be empty. No newline at the end.
pub fn joined(label: &str, items: &[String]) -> String {
    let indent = " ".repeat(label.width() + 2);
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if line.width() + 3 + item.width() <= COLUMNS => {
                line.push_str(" · ");
                line.push_str(item);
            }
            Some(_) => lines.push(format!("{indent}{item}")),
            None => lines.push(format!("{label}  {item}")),
        }
    }
    lines.join("\n")
}

/// Shortened to so many columns, with an ellipsis where something is left out.
pub fn shorten(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + 1 >= columns {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_also_with_letters_of_two_bytes() {
        let mut table = Table::new(2);
        table.row(["ë".into(), "x".into()]);
        table.row(["abc".into(), String::new()]);
        assert_eq!(table.text(), "  ë    x\n  abc\n");
    }

    #[test]
    fn a_fitting_table_takes_from_the_column_that_may_be_shortened() {
        let mut table = Table::fitting(2, 1);
        table.row(["2026".into(), "a".repeat(70), "tomorrow 10:00".into()]);
        table.row(["2026".into(), "short".into(), "x".into()]);
        let text = table.text();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].width(), COLUMNS, "{text}");
        assert!(lines[0].ends_with("…  tomorrow 10:00") && lines[1].ends_with("  x"), "{text}");
        let mut narrow = Table::fitting(0, 0);
        narrow.row(["a".repeat(40), "b".repeat(90)]);
        assert!(narrow.text().starts_with(&"a".repeat(23)) && narrow.text().trim_end().width() <= COLUMNS);
    }

    #[test]
    fn joined_items_break_at_eighty_columns_under_the_first() {
        let items: Vec<String> = (0..5).map(|n| format!("{n}{}", "ë".repeat(24))).collect();
        let text = joined("Label", &items);
        assert!(text.lines().all(|line| line.width() <= COLUMNS), "{text}");
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().skip(1).all(|line| line.starts_with("       ") && !line.starts_with("        ")));
    }

    #[test]
    fn what_is_too_long_ends_with_an_ellipsis() {
        assert_eq!(shorten("abcdef", 4), "abc…");
        assert_eq!(shorten("abcd", 4), "abcd");
    }
}
