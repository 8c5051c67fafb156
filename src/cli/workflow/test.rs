//! `sop workflow test`: plays the scenarios of the definitions.

use std::path::PathBuf;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use serde_json::json;

use crate::audit;
use crate::case::Event;
use crate::cli::Context;
use crate::deadline::Instant;
use crate::definitions::{self, Sources, Workflow};
use crate::engine::scenario::{self, Failed, Outcome, Scenario, Unreadable};
use crate::error::{Error, Kind, Result};
use crate::msg;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Scenario files; without them all in the workflow's folder tests/.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How the outcome is written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq)]
enum Format {
    Text,
    Json,
    Junit,
}

/// Plays the scenarios.
///
/// # Errors
/// One does not hold (exit code 1); there is none, or the definitions do not load (2).
pub fn run(context: &Context, args: &Args) -> Result<()> {
    let sources = match &context.definitions {
        Some(dir) => Sources::from_folder(dir)?,
        None => Sources::built_in(None)?,
    };
    let workflow = definitions::open(context.definitions.as_deref())?;
    let files = if args.files.is_empty() { own_files(&sources) } else { given_files(&args.files)? };
    if files.is_empty() {
        return Err(Error::invalid(msg!("engine-test-none", folder = sources.shown.to_string())));
    }
    let mut readable: Vec<Scenario> = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (name, text) in &files {
        match scenario::read(name, text, &workflow) {
            Ok(scenario) => readable.push(scenario),
            Err(problems) => outcomes.push(unreadable(name, problems)),
        }
    }
    let (played, unreached) = scenario::run_all(&workflow, &readable, Some(&findings));
    outcomes.extend(played);
    outcomes.sort_by(|a, b| a.file.cmp(&b.file));
    let failed = outcomes.iter().filter(|outcome| !outcome.failures.is_empty()).count();
    match if context.json { Format::Json } else { args.format } {
        Format::Json => context.print_json(&as_json(context, &outcomes, failed, &unreached))?,
        Format::Junit => context.print(&as_junit(context, &workflow, &outcomes)?)?,
        Format::Text => as_text(context, &outcomes, failed, &unreached)?,
    }
    match failed {
        0 => Ok(()),
        _ => Err(Error::new(Kind::Found, msg!("engine-test-failed", failed = failed))),
    }
}

/// The audit's findings in a story, by their codes. Scenarios are about the law, so what is said of the record itself
/// (who wrote down what how late) is left out.
fn findings(workflow: &Workflow, events: &[Event], now: Instant) -> std::collections::BTreeSet<String> {
    let vaults = workflow.vaults.keys().cloned().collect();
    let findings = audit::compliance::compliance(workflow, "scenario", events, &vaults, now);
    findings.iter().filter(|finding| finding.severity != audit::Severity::Info).map(|f| f.code.to_owned()).collect()
}

fn own_files(sources: &Sources) -> Vec<(String, String)> {
    let scenarios = sources.workflow.iter().filter(|(name, _)| name.starts_with("tests/") && name.ends_with(".yaml"));
    scenarios.map(|(_, file)| (file.shown.to_string(), String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

fn given_files(files: &[PathBuf]) -> Result<Vec<(String, String)>> {
    let read = |path: &PathBuf| {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::invalid(msg!("definitions-unreadable", file = &shown, reason = &error)))?;
        Ok((shown, text))
    };
    files.iter().map(read).collect()
}

/// A file that cannot be read is a scenario that does not hold.
fn unreadable(file: &str, problems: Vec<Unreadable>) -> Outcome {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    Outcome {
        id: name.trim_end_matches(".yaml").to_owned(),
        title: crate::language::Text::same(name),
        proves: Vec::new(),
        file: file.into(),
        failures: problems.into_iter().map(|p| Failed { position: p.position, message: p.message }).collect(),
        events: Vec::new(),
    }
}

fn as_json(context: &Context, outcomes: &[Outcome], failed: usize, unreached: &[String]) -> serde_json::Value {
    let scenarios: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            let failures: Vec<_> = outcome
                .failures
                .iter()
                .map(|failure| {
                    json!({
                        "line": failure.position.line,
                        "column": failure.position.column,
                        "message": context.words(&failure.message),
                    })
                })
                .collect();
            json!({
                "scenario": outcome.id,
                "title": outcome.title.get(context.lang()),
                "file": outcome.file.as_ref(),
                "proves": outcome.proves,
                "passed": outcome.failures.is_empty(),
                "failures": failures,
            })
        })
        .collect();
    json!({"passed": outcomes.len() - failed, "failed": failed, "scenarios": scenarios, "unreached": unreached})
}

fn as_text(context: &Context, outcomes: &[Outcome], failed: usize, unreached: &[String]) -> Result<()> {
    for outcome in outcomes {
        let title = outcome.title.get(context.lang());
        let word = if outcome.failures.is_empty() { msg!("engine-test-holds") } else { msg!("engine-test-does-not") };
        context.print(&format!("{:<8} {}  {title}", context.words(&word), outcome.id))?;
        for failure in &outcome.failures {
            let (file, at) = (&outcome.file, failure.position);
            context.print(&format!("    {file}:{}:{}: {}", at.line, at.column, context.words(&failure.message)))?;
        }
    }
    if !unreached.is_empty() {
        context.print(&context.words(&msg!("engine-test-unreached", count = unreached.len())))?;
        for name in unreached {
            context.print(&format!("    {name}"))?;
        }
    }
    context.print(&context.words(&msg!("engine-test-sum", passed = outcomes.len() - failed, failed = failed)))
}

fn as_junit(context: &Context, workflow: &Workflow, outcomes: &[Outcome]) -> Result<String> {
    let mut suite = TestSuite::new(workflow.id.as_str());
    for outcome in outcomes {
        let status = match outcome.failures.first() {
            None => TestCaseStatus::success(),
            Some(first) => {
                let line = |failure: &Failed| {
                    let at = failure.position;
                    format!("{}:{}:{}: {}", outcome.file, at.line, at.column, context.words(&failure.message))
                };
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(context.words(&first.message)).set_type("scenario");
                status.set_description(outcome.failures.iter().map(line).collect::<Vec<_>>().join("\n"));
                status
            }
        };
        let mut case = TestCase::new(outcome.id.as_str(), status);
        case.set_classname("sop.workflow.test");
        suite.add_test_case(case);
    }
    let mut report = Report::new("sop workflow test");
    report.add_test_suite(suite);
    report.to_string().map_err(|error| Error::damaged(msg!("audit-junit-failed", reason = error.to_string())))
}
