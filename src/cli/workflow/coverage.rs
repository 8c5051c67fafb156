//! `sop workflow coverage`: which provision is carried by what.

use serde_json::json;

use crate::cli::Context;
use crate::cli::output::{Table, safe};
use crate::definitions::coverage::{Coverage, Section, sections};
use crate::definitions::{Norm, Severity, Workflow};
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::terminal::wrap_to;

/// Which provision of the act is carried by what, and which by nothing.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// How it is written (default: text).
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Markdown,
}

/// # Errors
/// The definitions do not load (exit code 2), or a provision is carried by nothing (found, exit code 1).
pub fn run(context: &Context, args: &Args) -> Result<()> {
    let checked = crate::definitions::check(&super::lint::sources(context)?);
    let errors = checked.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let (Some(workflow), 0) = (&checked.workflow, errors) else {
        return Err(
            Error::invalid(msg!("definitions-lint-errors", errors = errors)).hint(msg!("definitions-unusable-hint"))
        );
    };
    let coverage = &checked.coverage;
    match args.format.unwrap_or(if context.json { Format::Json } else { Format::Text }) {
        Format::Text => text(context, workflow, coverage)?,
        Format::Json => context.print_json(&document(context, workflow, coverage))?,
        Format::Markdown => context.print(&markdown(context, workflow, coverage))?,
    }
    if coverage.gaps.is_empty() {
        return Ok(());
    }
    Err(Error::new(Kind::Found, msg!("definitions-coverage-gaps", count = coverage.gaps.len())))
}

fn document(context: &Context, workflow: &Workflow, coverage: &Coverage) -> serde_json::Value {
    let lang = context.lang();
    let gaps: Vec<&String> = workflow.norms.keys().filter(|id| coverage.gaps.contains(*id)).collect();
    let matrix: Vec<_> = sections(workflow, lang)
        .iter()
        .map(|section| {
            let norm = |norm: &&Norm| {
                let by = coverage.by.get(&norm.id).cloned().unwrap_or_default();
                json!({
                    "norm": norm.id, "locate": norm.locate.get(lang), "lines": norm.lines, "kind": norm.kind,
                    "enforce": norm.enforce, "gloss": norm.gloss.get(lang), "by": by,
                    "note": norm.note.as_ref().map(|note| note.get(lang)),
                })
            };
            let norms: Vec<_> = section.norms.iter().map(norm).collect();
            json!({"section": section.prefix, "title": section.title, "lines": section.lines, "norms": norms})
        })
        .collect();
    json!({
        "norms": coverage.by.len(),
        "covered": coverage.covered(),
        "gaps": gaps,
        "otherwise": coverage.otherwise,
        "by": coverage.by,
        "sections": matrix,
    })
}

fn text(context: &Context, workflow: &Workflow, coverage: &Coverage) -> Result<()> {
    for section in sections(workflow, context.lang()) {
        context.print(&heading(context, &section))?;
        let mut table = Table::new(2);
        for norm in &section.norms {
            let by = coverage.by.get(&norm.id).map(|by| by.join(", ")).filter(|by| !by.is_empty());
            let mut first = [norm.id.clone(), norm.enforce.clone()];
            for line in wrap_to(by.as_deref().unwrap_or("-"), 52) {
                let [id, enforce] = std::mem::take(&mut first);
                table.row([id, enforce, line]);
            }
        }
        context.print(&format!("{}\n", table.text()))?;
    }
    for norm in workflow.norms.values().filter(|norm| coverage.gaps.contains(&norm.id)) {
        let gloss = safe(norm.gloss.get(context.lang()));
        context.print(&context.words(&msg!("definitions-coverage-gap", norm = &norm.id, gloss = gloss)))?;
    }
    context.print(&context.words(&sum(coverage)))
}

fn sum(coverage: &Coverage) -> crate::language::Message {
    msg!("definitions-coverage-sum", covered = coverage.covered(), norms = coverage.by.len())
}

/// `II · Chapter “Identification”, lines 427-676`
fn heading(context: &Context, section: &Section<'_>) -> String {
    let title = format!("{} · {}", section.prefix, safe(&section.title));
    match section.lines {
        Some((first, last)) => {
            context.words(&msg!("definitions-coverage-section", title = title, lines = format!("{first}–{last}")))
        }
        None => title,
    }
}

/// A page for those who read it where Markdown is shown: first how many are carried by what, then each provision on a line.
fn markdown(context: &Context, workflow: &Workflow, coverage: &Coverage) -> String {
    let lang = context.lang();
    let words = |message| context.words(&message);
    let sections = sections(workflow, lang);
    let mut page = format!("# {}\n\n", words(msg!("definitions-coverage-title", act = workflow.act.get(lang))));
    page.push_str(&format!(
        "{}\n\n{}\n\n",
        words(msg!("definitions-coverage-made", command = command(context, workflow))),
        words(sum(coverage))
    ));
    page.push_str(&row(&[
        words(msg!("definitions-coverage-part")),
        words(msg!("definitions-coverage-norms")),
        words(msg!("definitions-coverage-carried")),
        words(msg!("definitions-coverage-reference")),
        words(msg!("definitions-coverage-open")),
    ]));
    page.push_str("| --- | ---: | ---: | ---: | ---: |\n");
    for section in &sections {
        let count = |test: &dyn Fn(&Norm) -> bool| section.norms.iter().filter(|norm| test(norm)).count();
        let gap = |norm: &Norm| coverage.gaps.contains(&norm.id);
        let reference = |norm: &Norm| !gap(norm) && coverage.by.get(&norm.id).is_none_or(Vec::is_empty);
        let (gaps, references) = (count(&gap), count(&reference));
        let carried = section.norms.len() - gaps - references;
        let numbers = [section.norms.len(), carried, references, gaps].map(|number| number.to_string());
        let [all, carried, references, gaps] = numbers;
        page.push_str(&row(&[heading(context, section), all, carried, references, gaps]));
    }
    for section in &sections {
        page.push_str(&format!("\n## {}\n\n", cell(&heading(context, section))));
        page.push_str(&row(&[
            words(msg!("definitions-coverage-norm")),
            words(msg!("definitions-coverage-place")),
            words(msg!("definitions-coverage-kind")),
            words(msg!("definitions-coverage-by")),
        ]));
        page.push_str("| --- | --- | --- | --- |\n");
        for norm in &section.norms {
            let place = norm.locate.get(lang);
            let within = place.strip_prefix(section.title.as_str()).map(|rest| rest.trim_start_matches([',', ' ']));
            let place = within.filter(|rest| !rest.is_empty()).unwrap_or(place);
            let by = carriers(context, norm, coverage);
            page.push_str(&row(&[norm.id.clone(), place.to_owned(), norm.kind.clone(), by]));
        }
    }
    page
}

/// How this page is made again.
fn command(context: &Context, workflow: &Workflow) -> String {
    let language = context.lang().code();
    format!("sop --lang {language} workflow coverage --format markdown > workflows/{}/COVERAGE.md", workflow.id)
}

/// More than these on one line nobody reads; `sop workflow coverage` has all.
const MOST: usize = 6;

/// What carries a provision, the first of it what the provision says that carries it; of a reference the reason.
fn carriers(context: &Context, norm: &Norm, coverage: &Coverage) -> String {
    let by = coverage.by.get(&norm.id).map(Vec::as_slice).unwrap_or_default();
    if by.is_empty() {
        let note = norm.note.as_ref().map(|note| note.get(context.lang())).unwrap_or_default();
        return match coverage.gaps.contains(&norm.id) {
            true => format!("**{}**", context.words(&msg!("definitions-coverage-nothing"))),
            false => context.words(&msg!("definitions-coverage-because", reason = note)),
        };
    }
    let rank = |by: &&String| !crate::definitions::coverage::carries(&norm.enforce, std::slice::from_ref(by));
    let mut ordered: Vec<&String> = by.iter().collect();
    ordered.sort_by_key(rank);
    let shown: Vec<String> = ordered.iter().take(MOST).map(|by| format!("`{by}`")).collect();
    let rest = ordered.len().saturating_sub(MOST);
    let shown = shown.join(", ");
    if rest == 0 {
        return shown;
    }
    context.words(&msg!("definitions-coverage-more", shown = shown, count = rest))
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(" | "))
}

/// A text in a table's cell: on one line, and no line between cells.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
