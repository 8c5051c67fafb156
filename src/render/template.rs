//! From a page to Markdown, through the form's template. Templates are data: they reach nothing but the page and other
//! templates of the same definitions, run on limited fuel, and every value that they print is escaped, whatever they do.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind};

use super::page::Page;
use crate::error::Error;
use crate::msg;

/// Steps of the template machine for one document; a form with all its indicators takes about 20,000.
const FUEL: u64 = 2_000_000;
/// A larger document comes from a template that runs wild.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// What a form without a template of its own does.
const DEFAULT: &str = r#"{% extends "_layout/form.md.j2" %}"#;
/// Filters and functions by which a template could print a value unescaped or look at its own machinery.
const REMOVED_FILTERS: [&str; 4] = ["safe", "escape", "e", "tojson"];

/// The Markdown of a page.
///
/// # Errors
/// A template that does not exist, does not parse, fails, asks for too much, or switches escaping off.
pub(super) fn markdown(form: &str, page: &Page, templates: &IndexMap<String, Arc<str>>) -> Result<String, Failure> {
    let name = name(form);
    let environment = environment(templates, &name);
    let text = environment
        .get_template(&name)
        .and_then(|template| template.render(Value::from(minijinja::value::Serde(page))))
        .map_err(|error| failed(&name, &error))?;
    if text.len() > MOST_BYTES {
        return Err(Failure { template: name, line: 1, reason: None });
    }
    Ok(tidy(&text))
}

/// The names that a form's own template looks up, whichever of its branches are taken: `fields.title.value`.
///
/// # Errors
/// The template does not parse.
pub(super) fn names(form: &str, templates: &IndexMap<String, Arc<str>>) -> Result<BTreeSet<String>, Failure> {
    let name = name(form);
    let environment = environment(templates, &name);
    let template = environment.get_template(&name).map_err(|error| failed(&name, &error))?;
    Ok(template.undeclared_variables(true).into_iter().collect())
}

/// The name of a form's template.
pub(super) fn name(form: &str) -> String {
    format!("{form}/template.md.j2")
}

/// A template that prints nothing.
#[derive(Debug)]
pub(super) struct Failure {
    /// Its name; that of the layout, if the layout fails.
    pub template: String,
    /// From 1.
    pub line: usize,
    /// The template machine's words; none: it asked for too much.
    pub reason: Option<String>,
}

impl From<Failure> for Error {
    fn from(Failure { template, line, reason }: Failure) -> Error {
        Error::invalid(match reason {
            Some(reason) => msg!("render-template-failed", template = template, line = line, reason = reason),
            None => msg!("render-template-too-much", template = template),
        })
    }
}

fn environment(templates: &IndexMap<String, Arc<str>>, form: &str) -> Environment<'static> {
    let mut environment = Environment::new();
    let (templates, form) = (templates.clone(), form.to_owned());
    environment.set_loader(move |name| match templates.get(name) {
        Some(source) if switches_escaping(source) => Err(minijinja::Error::new(
            ErrorKind::InvalidOperation,
            "a template may not switch escaping off (autoescape)",
        )),
        Some(source) => Ok(Some(source.to_string())),
        None if name == form => Ok(Some(DEFAULT.to_owned())),
        None => Ok(None),
    });
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        if value.is_safe() {
            return out.write_str(value.as_str().unwrap_or_default()).map_err(minijinja::Error::from);
        }
        let text = match value.kind() {
            ValueKind::Undefined | ValueKind::None => return Ok(()),
            _ => value.to_string(),
        };
        out.write_str(&escape(&text)).map_err(minijinja::Error::from)
    });
    for filter in REMOVED_FILTERS {
        environment.remove_filter(filter);
    }
    environment.remove_global("debug");
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(64);
    environment.set_debug(false);
    // A line with nothing but a tag leaves nothing behind; a syntax of the default delimiters always builds.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment
}

/// The tag by which a template would print values of its choice unescaped. (Named in a comment it is refused too.)
fn switches_escaping(source: &str) -> bool {
    source.split("{%").skip(1).any(|tag| tag.trim_start_matches(['-', '+']).trim_start().starts_with("autoescape"))
}

fn failed(form: &str, error: &minijinja::Error) -> Failure {
    // What a layout or an included template met says more than that it failed.
    let mut cause = error;
    while let Some(inner) = std::error::Error::source(cause).and_then(|inner| inner.downcast_ref()) {
        cause = inner;
    }
    let reason = match cause.detail() {
        _ if error.kind() == ErrorKind::OutOfFuel => None,
        Some(detail) => Some(format!("{}: {detail}", cause.kind())),
        None => Some(cause.kind().to_string()),
    };
    Failure { template: error.name().unwrap_or(form).to_owned(), line: error.line().unwrap_or(1), reason }
}

/// Makes a value mean itself in Markdown, in a paragraph, a table's cell, a list or a heading. Line breaks become
/// spaces (they would end the paragraph or the row), invisible direction marks and control characters their code.
pub(super) fn escape(value: &str) -> String {
    let value = value.trim();
    let mut escaped = String::with_capacity(value.len() + 8);
    // At the beginning of a line some more characters have a meaning, and "1." or "1)" begins a list.
    let (mut beginning, mut number) = (true, true);
    for (at, c) in value.char_indices() {
        let escape = match c {
            '\\' | '`' | '*' | '_' | '[' | '<' | '|' | '~' | '#' => true,
            '&' => value[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
            '>' | '+' | '-' | '=' => beginning,
            '.' | ')' => number,
            _ => false,
        };
        if escape {
            escaped.push('\\');
        }
        match c {
            c if is_blank(c) => escaped.push(' '),
            c if is_invisible(c) => escaped.push_str(&format!("\\[U+{:04X}]", u32::from(c))),
            c => escaped.push(c),
        }
        beginning = false;
        number = number && c.is_ascii_digit();
    }
    escaped
}

/// What separates words or lines.
fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters and marks that turn the direction of what follows.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Without spaces at the ends of lines, and never more than one empty line: what the tags of a template leave behind.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let line = line.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(tidied.is_empty() && line.is_empty()) {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    let end = tidied.trim_end().len();
    tidied.truncate(end);
    tidied.push('\n');
    tidied
}
