//! `sop workflow diff`: what is different between two procedures, as a lawyer asks: which stages, duties, times,
//! conditions, fields and provisions are new, gone or changed, and where they stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Value as Json, json};
use unicode_width::UnicodeWidthStr;

use super::parts::{Part, kinds, parts};
use crate::cli::Context;
use crate::cli::output::{Table, safe};
use crate::definitions::{self, Place, Workflow};
use crate::error::{Error, Kind, Result};
use crate::language::Lang;
use crate::msg;
use crate::terminal::wrap_to;

/// What is different between two procedures: stages, duties, times, conditions, fields, provisions.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The earlier one: a folder with definitions. With one folder only, it is compared with those in use.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later one.
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,
}

/// A part that is not the same on both sides.
struct Change {
    kind: &'static str,
    id: String,
    what: What,
    title: String,
    place: Option<Place>,
    /// Of a changed part: key, label, before, after.
    said: Vec<(&'static str, String, Vec<String>, Vec<String>)>,
}

#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum What {
    New,
    Gone,
    Changed,
}

/// # Errors
/// Definitions that do not load (exit code 2); there is a difference (found, exit code 1).
pub fn run(context: &Context, args: &Args) -> Result<()> {
    let open = |dir: &Path| definitions::open(Some(dir)).map(|workflow| (dir.display().to_string(), workflow));
    let in_use = || -> Result<(String, Arc<Workflow>)> {
        let name = match &context.definitions {
            Some(dir) => dir.display().to_string(),
            None => context.words(&msg!("definitions-diff-built-in")),
        };
        Ok((name, Arc::clone(context.workflow()?)))
    };
    let (old, new) = match &args.new {
        Some(new) => (open(&args.old)?, open(new)?),
        None => (in_use()?, open(&args.old)?),
    };
    let changes = compare(&old.1, &new.1, context.lang());
    if context.json {
        context.print_json(&document(&old, &new, &changes))?;
    } else {
        print(context, &old, &new, &changes)?;
    }
    if changes.is_empty() {
        return Ok(());
    }
    Err(Error::new(Kind::Found, msg!("definitions-diff-found", count = changes.len())))
}

fn compare(old: &Workflow, new: &Workflow, lang: Lang) -> Vec<Change> {
    let other = if lang == Lang::Sq { Lang::En } else { Lang::Sq };
    let (before, after) = (parts(old, lang), parts(new, lang));
    let (before_other, after_other) = (parts(old, other), parts(new, other));
    let mut keys: Vec<&(&'static str, String)> = before.keys().collect();
    keys.extend(after.keys().filter(|key| !before.contains_key(*key)));
    let change = |key: &(&'static str, String)| {
        let (what, part, said) = match (before.get(key), after.get(key)) {
            (Some(old), Some(new)) => {
                let mut said = differences(old, new);
                if said.is_empty() {
                    // Only the other language's words have changed; the labels stay in the reader's.
                    said = before_other.get(key).zip(after_other.get(key)).map_or(said, |(o, n)| differences(o, n));
                    for (key, label, ..) in &mut said {
                        if let Some((own, _)) = new.said.get(key) {
                            label.clone_from(own);
                        }
                    }
                }
                (What::Changed, new, said)
            }
            (None, Some(new)) => (What::New, new, Vec::new()),
            (Some(old), None) => (What::Gone, old, Vec::new()),
            (None, None) => return None,
        };
        let (kind, id) = key.clone();
        let (title, place) = (part.title.clone(), part.place.clone());
        (what != What::Changed || !said.is_empty()).then_some(Change { kind, id, what, title, place, said })
    };
    keys.into_iter().filter_map(change).collect()
}

fn differences(old: &Part, new: &Part) -> Vec<(&'static str, String, Vec<String>, Vec<String>)> {
    let mut keys: Vec<&'static str> = old.said.keys().copied().collect();
    keys.extend(new.said.keys().copied().filter(|key| !old.said.contains_key(key)));
    let values = |part: &Part, key| part.said.get(key).map(|(_, values)| values.clone()).unwrap_or_default();
    let label = |key| new.said.get(key).or_else(|| old.said.get(key)).map(|(label, _)| label.clone());
    keys.into_iter()
        .filter_map(|key| {
            let (before, after) = (values(old, key), values(new, key));
            if before == after {
                return None;
            }
            // What stands on both sides is not said again, unless only the order is another.
            let only = |a: &[String], b: &[String]| -> Vec<String> {
                a.iter().filter(|value| !b.contains(value)).cloned().collect()
            };
            let (gone, come) = (only(&before, &after), only(&after, &before));
            let said = if gone.is_empty() && come.is_empty() { (before, after) } else { (gone, come) };
            Some((key, label(key).unwrap_or_default(), said.0, said.1))
        })
        .collect()
}

type Side = (String, Arc<Workflow>);

fn document(old: &Side, new: &Side, changes: &[Change]) -> Json {
    let side = |(folder, workflow): &Side| json!({"folder": folder, "id": workflow.id, "version": workflow.version, "hash": workflow.hash});
    let count = |what: What| changes.iter().filter(|change| change.what == what).count();
    let change = |change: &Change| {
        let said: Vec<Json> = change
            .said
            .iter()
            .map(|(key, _, before, after)| json!({"key": key, "before": before, "after": after}))
            .collect();
        json!({
            "kind": change.kind, "id": change.id, "change": change.what, "title": change.title,
            "file": change.place.as_ref().map(|place| place.file.as_ref()),
            "line": change.place.as_ref().map(|place| place.line),
            "said": said,
        })
    };
    json!({
        "old": side(old),
        "new": side(new),
        "summary": {"new": count(What::New), "gone": count(What::Gone), "changed": count(What::Changed)},
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn print(context: &Context, old: &Side, new: &Side, changes: &[Change]) -> Result<()> {
    let side = |(folder, workflow): &Side| format!("{folder} ({} {})", workflow.id, workflow.version);
    context.print(&context.words(&msg!("definitions-diff-head", old = side(old), new = side(new))))?;
    if changes.is_empty() {
        return context.print(&context.words(&msg!("definitions-diff-same")));
    }
    let mut grouped: IndexMap<&str, Vec<&Change>> = IndexMap::new();
    for change in changes {
        grouped.entry(change.kind).or_default().push(change);
    }
    for (kind, heading) in kinds() {
        let Some(changes) = grouped.get(kind) else { continue };
        context.print(&format!("\n{}", context.words(&heading)))?;
        for change in changes {
            context.print(&one(context, change))?;
        }
    }
    let count = |what: What| changes.iter().filter(|change| change.what == what).count();
    let sum =
        msg!("definitions-diff-sum", new = count(What::New), gone = count(What::Gone), changed = count(What::Changed));
    context.print(&format!("\n{}", context.words(&sum)))
}

fn one(context: &Context, change: &Change) -> String {
    let words = [What::New, What::Gone, What::Changed].map(|what| word(context, what));
    let width = words.iter().map(|word| word.width()).max().unwrap_or_default();
    let word = word(context, change.what);
    let word = format!("{word}{}", " ".repeat(width - word.width()));
    let title = safe(&change.title);
    let name = if change.kind == "day-off" { title } else { format!("{}: {title}", change.id) };
    let mut text = lines(&format!("  {word}  "), &name);
    if let Some(place) = &change.place {
        text.push_str(&format!("      {}:{}\n", place.file, place.line));
    }
    let mut table = Table::new(6);
    for (_, label, before, after) in &change.said {
        let mut label = label.clone();
        let sides = [(msg!("definitions-diff-before"), before), (msg!("definitions-diff-after"), after)];
        for (side, values) in sides {
            let mut side = context.words(&side);
            let none = [context.words(&msg!("definitions-diff-none"))];
            for value in if values.is_empty() { none.as_slice() } else { values.as_slice() } {
                for line in wrap_to(&safe(value), 48) {
                    table.row([std::mem::take(&mut label), std::mem::take(&mut side), line]);
                }
            }
        }
    }
    text + &table.text()
}

fn word(context: &Context, what: What) -> String {
    context.words(&match what {
        What::New => msg!("definitions-diff-new"),
        What::Gone => msg!("definitions-diff-gone"),
        What::Changed => msg!("definitions-diff-changed"),
    })
}

/// A text after a beginning, its further lines below it.
fn lines(beginning: &str, text: &str) -> String {
    let width = beginning.width();
    let mut out = String::new();
    for (index, line) in wrap_to(text, 78 - width).into_iter().enumerate() {
        let before = if index == 0 { beginning.to_owned() } else { " ".repeat(width) };
        out.push_str(&format!("{before}{line}\n"));
    }
    out
}
