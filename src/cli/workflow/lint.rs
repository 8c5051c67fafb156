//! `sop workflow lint` and `sop forms lint`: all problems of the definitions, as text or JSON.

use serde_json::json;

use crate::cli::Context;
use crate::definitions::{self, Checked, Problem, Severity, Sources};
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::store::Store;

/// The definitions in use, not yet read.
pub fn sources(context: &Context) -> Result<Sources> {
    match &context.definitions {
        Some(dir) => {
            context.settle_language();
            Sources::from_folder(dir)
        }
        None => match Store::find(context.store.as_deref()).and_then(|folder| Store::open(&folder)) {
            Ok(store) => {
                context.store_language(Some(store.settings().language));
                of_store(&store)
            }
            Err(_) => Sources::built_in(None),
        },
    }
}

/// The definitions that the store keeps and follows; if it keeps none, those built in.
fn of_store(store: &Store) -> Result<Sources> {
    let hash = store.settings().workflow.hash.clone();
    match store.definitions(&hash)? {
        Some(files) => Ok(Sources::of_procedure(files, &format!("workflows/{hash}"))),
        None => Sources::built_in(None),
    }
}

/// Everything that is wrong with definitions, also with the forms' templates.
pub fn check(sources: &Sources) -> Checked {
    let mut checked = definitions::check(sources);
    if let Some(workflow) = &checked.workflow {
        checked.problems.extend(crate::render::problems(workflow, sources));
        checked.problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    }
    checked
}

/// Prints the problems of the definitions in use that `shown` lets through.
///
/// # Errors
/// Of kind found (exit code 1) if one of them keeps the definitions from loading.
pub fn run(context: &Context, shown: impl Fn(&Problem) -> bool) -> Result<()> {
    let sources = sources(context)?;
    let mut problems = check(&sources).problems;
    problems.retain(shown);
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if context.json {
        let problems: Vec<_> = problems.iter().map(|problem| as_json(context, problem)).collect();
        context.print_json(&json!({ "problems": problems, "errors": errors, "warnings": warnings }))?;
    } else {
        for problem in &problems {
            context.print(&as_text(context, problem))?;
        }
        context.print(&context.words(&msg!(
            "definitions-lint-sum",
            folder = sources.shown.to_string(),
            errors = errors,
            warnings = warnings
        )))?;
    }
    if errors > 0 {
        return Err(Error::new(Kind::Found, msg!("definitions-lint-errors", errors = errors)));
    }
    Ok(())
}

fn as_json(context: &Context, problem: &Problem) -> serde_json::Value {
    json!({
        "severity": problem.severity,
        "file": problem.file.as_ref(),
        "line": problem.line,
        "column": problem.column,
        "message": context.words(&problem.message),
        "suggestion": problem.suggestion.as_ref().map(|s| context.words(s)),
        "excerpt": problem.excerpt,
    })
}

/// The place, what is wrong, the line with a mark under the column, and what would be right.
fn as_text(context: &Context, problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => msg!("definitions-lint-error"),
        Severity::Warning => msg!("definitions-lint-warning"),
    };
    let mut text = format!(
        "{}:{}:{}: {}: {}\n",
        problem.file,
        problem.line,
        problem.column,
        context.words(&severity),
        context.words(&problem.message)
    );
    if !problem.excerpt.is_empty() {
        let (line, mark) = excerpt(&problem.excerpt, problem.column);
        text.push_str(&format!("    {line}\n    {mark}^\n"));
    }
    if let Some(suggestion) = &problem.suggestion {
        text.push_str(&format!("    {}\n", context.words(suggestion)));
    }
    text.push('\n');
    text
}

/// At most 72 columns of a line around the place, and the blanks that lead to it.
fn excerpt(line: &str, column: u32) -> (String, String) {
    let characters: Vec<char> = line.chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
    let at = usize::try_from(column).unwrap_or(1).saturating_sub(1).min(characters.len());
    let start = at.saturating_sub(40);
    let shown: String = characters.iter().skip(start).take(72).collect();
    let before: String = characters.iter().skip(start).take(at - start).collect();
    (shown, " ".repeat(unicode_width::UnicodeWidthStr::width(before.as_str())))
}
