//! What keeps a form of the definitions from being printed, found before somebody needs the paper.

use super::template::{self, Failure};
use super::{Document, Format, View, page};
use crate::definitions::{Form, Problem, Severity, Sources, Workflow, nearest};
use crate::language::Lang;
use crate::msg;

/// The errors of the templates. Each form is printed empty, as a draft and without what identifies, in both languages;
/// a branch that only certain answers reach is not run, but the fields that it names are looked up.
pub fn problems(workflow: &Workflow, sources: &Sources) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    for form in workflow.forms.values() {
        let mut all = unknown_fields(workflow, form, sources);
        if all.is_empty() {
            all = views().filter_map(|view| failure(workflow, form, &view)).map(|f| unprintable(&f, sources)).collect();
        }
        for problem in all {
            // A layout fails for every form.
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
    }
    found
}

fn views() -> impl Iterator<Item = View> {
    [(true, false), (false, false), (false, true)].into_iter().flat_map(|(blank, redacted)| {
        [Lang::Sq, Lang::En].map(|lang| View { lang, format: Format::Md, redacted, blank, together: false })
    })
}

fn failure(workflow: &Workflow, form: &Form, view: &View) -> Option<Failure> {
    let page = page::page(&Document::empty(workflow, form), view);
    template::markdown(&form.id, &page, &workflow.templates).err()
}

fn unprintable(failure: &Failure, sources: &Sources) -> Problem {
    let message = match &failure.reason {
        Some(reason) => msg!("render-check-failed", reason = reason),
        None => msg!("render-template-too-much", template = &failure.template),
    };
    problem(&failure.template, failure.line, message, sources)
}

/// The fields that the form's template names and the form does not have.
fn unknown_fields(workflow: &Workflow, form: &Form, sources: &Sources) -> Vec<Problem> {
    // One that does not parse is told by printing it.
    let names = template::names(&form.id, &workflow.templates).unwrap_or_default();
    let mut unknown: Vec<&str> = names
        .iter()
        .filter_map(|name| name.strip_prefix("fields.")?.split('.').next())
        .filter(|field| form.field(field).is_none())
        .collect();
    unknown.dedup();
    let name = template::name(&form.id);
    let text = workflow.templates.get(&name).map(AsRef::as_ref).unwrap_or_default();
    unknown
        .into_iter()
        .map(|field| {
            let sought = format!("fields.{field}");
            let line = text.lines().position(|line| line.contains(&sought)).unwrap_or_default() + 1;
            let near = nearest(field, form.fields().map(|field| field.id.as_str()));
            let message = msg!("render-check-no-field", form = &form.id, field = field);
            let suggestion = near.map(|near| msg!("cli-did-you-mean", word = near));
            Problem { suggestion, ..problem(&name, line, message, sources) }
        })
        .collect()
}

fn problem(template: &str, line: usize, message: crate::language::Message, sources: &Sources) -> Problem {
    let file = sources.forms.get(template);
    let text = file.map(|file| String::from_utf8_lossy(&file.bytes)).unwrap_or_default();
    Problem {
        severity: Severity::Error,
        file: file.map(|file| file.shown.clone()).unwrap_or_else(|| template.into()),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: 1,
        excerpt: text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim_end().to_owned(),
        message,
        suggestion: None,
    }
}
