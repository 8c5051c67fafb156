//! How an error leaves the program: words for a person on standard error, or one JSON document on standard output.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use serde_json::json;

use crate::definitions::Workflow;
use crate::error::{Error, Kind, Unmet};
use crate::language::Lang;
use crate::msg;
use crate::terminal::wrap;

/// Prints the error and gives the exit code. `workflow` lends the places in the act that a refusal names.
pub fn report(json: bool, lang: Lang, workflow: Option<&Workflow>, error: &Error) -> ExitCode {
    if json && error.kind == Kind::Found {
        // A check that found something has printed its document already, and there is only one.
    } else if json {
        let text = serde_json::to_string_pretty(&document(lang, error)).unwrap_or_default();
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    } else {
        let _ = std::io::stderr().lock().write_all(words(lang, workflow, error).as_bytes());
    }
    ExitCode::from(error.kind.exit_code())
}

/// An error as the JSON of every command shows it.
pub fn document(lang: Lang, error: &Error) -> serde_json::Value {
    let details: Vec<String> = error.details.iter().map(|m| m.in_language(lang)).collect();
    let unmet: Vec<serde_json::Value> = error.unmet.iter().map(|unmet| unmet_json(lang, unmet)).collect();
    json!({"error": {
        "code": error.kind.code(),
        "exit": error.kind.exit_code(),
        "message": error.message.in_language(lang),
        "details": details,
        "norms": error.norms,
        "unmet": unmet,
        "hint": error.hint.as_ref().map(|hint| hint.in_language(lang)),
    }})
}

/// An unmet condition as the JSON of every command shows it.
pub fn unmet_json(lang: Lang, unmet: &Unmet) -> serde_json::Value {
    json!({
        "rule": unmet.rule,
        "effect": unmet.effect,
        "norms": unmet.norms,
        "message": unmet.message.get(lang),
        "fix": unmet.fix,
    })
}

fn words(lang: Lang, workflow: Option<&Workflow>, error: &Error) -> String {
    let mut text = error.message.in_language(lang);
    text.push('\n');
    for detail in &error.details {
        let _ = writeln!(text, "  {}", detail.in_language(lang).replace('\n', "\n  "));
    }
    text.push_str(&unmet_words(lang, workflow, &error.unmet));
    if let Some(hint) = &error.hint {
        let _ = writeln!(text, "{}", hint.in_language(lang));
    }
    text
}

/// The to-do list of a refusal: each condition, its place in the act, the command that mends it.
pub fn unmet_words(lang: Lang, workflow: Option<&Workflow>, unmet: &[Unmet]) -> String {
    let mut text = String::new();
    if !unmet.is_empty() {
        text.push('\n');
    }
    for (number, unmet) in unmet.iter().enumerate() {
        let message = format!("{}. {}", number + 1, unmet.message.get(lang));
        let _ = writeln!(text, "{}", wrap(&message, 2, 5).join("\n"));
        for norm in &unmet.norms {
            let place = workflow.and_then(|w| w.norms.get(norm)).map(|norm| norm.locate.get(lang));
            let _ = match place {
                Some(place) => writeln!(text, "{}", wrap(&format!("{place} ({norm})"), 5, 7).join("\n")),
                None => writeln!(text, "     {norm}"),
            };
        }
        for fix in &unmet.fix {
            let _ = writeln!(text, "     {fix}");
        }
        if unmet.effect != crate::error::Effect::Deny {
            let _ = writeln!(text, "     {}", msg!("cli-or-reason", rule = &unmet.rule).in_language(lang));
        }
    }
    text
}
