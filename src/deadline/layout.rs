//! The steps of a deadline as lines of a terminal: labels, days and notes in columns, nothing wider than 80.

use unicode_width::UnicodeWidthStr;

use crate::language::{Arg, Lang, Message};
use crate::terminal::{WIDTH, wrap};

/// Columns are set this far apart, and lines of the table this far in.
const GAP: usize = 2;

/// Sets the steps of a [`Due`](super::Due) in columns. Sentences stay sentences; what is too long goes on in the next
/// line, under its own column.
pub fn lay_out(steps: &[Message], lang: Lang) -> Vec<String> {
    let rows: Vec<Option<[String; 3]>> = steps.iter().map(|step| columns(step, lang)).collect();
    let width = |column: usize| rows.iter().flatten().map(|row| row[column].width()).max().unwrap_or_default();
    // A long date in the last line should not push the notes of the others to the right.
    let days = rows.iter().flatten().filter(|row| !row[2].is_empty()).map(|row| row[1].width()).max();
    let (first, second) = (width(0), days.unwrap_or_default());
    let mut lines = Vec::new();
    for (step, row) in steps.iter().zip(rows) {
        match row {
            None => lines.extend(wrap(&step.in_language(lang), 0, GAP)),
            Some([label, days, note]) => {
                let begun = format!("{:GAP$}{label}{}{days}", "", " ".repeat(first - label.width() + GAP));
                if note.is_empty() {
                    lines.push(begun);
                    continue;
                }
                let indent = GAP + first + GAP + second + GAP;
                let filled = format!("{begun}{}", " ".repeat(indent.saturating_sub(begun.width())));
                let mut notes = wrap_reasons(&note, indent).into_iter();
                lines.push(filled + notes.next().unwrap_or_default().trim_start());
                lines.extend(notes);
            }
        }
    }
    lines
}

/// The columns of a line of the table; none for a sentence.
fn columns(step: &Message, lang: Lang) -> Option<[String; 3]> {
    if !matches!(step.id, "deadline-row" | "deadline-row-note") {
        return None;
    }
    let column = |name: &str| match step.args.iter().find(|(given, _)| *given == name) {
        Some((_, Arg::Message(message))) => message.in_language(lang),
        _ => String::new(),
    };
    Some([column("label"), column("days"), column("note")])
}

/// Breaks a list of reasons between them, and a reason only where it is too long by itself.
fn wrap_reasons(note: &str, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for reason in note.split_inclusive("; ") {
        match lines.last_mut() {
            Some(line) if indent + (line.clone() + reason).trim_end().width() <= WIDTH => line.push_str(reason),
            _ => lines.push(reason.to_owned()),
        }
    }
    lines.iter().flat_map(|line| wrap(line.trim_end(), indent, indent)).collect()
}
