//! `sop forms`: the procedure's forms, looked at and checked.

use serde_json::{Value as Json, json};

use super::Context;
use super::output::{Table, safe, shorten};
use crate::definitions::{Field, FieldType, Form, Workflow, nearest, written};
use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;
use crate::terminal::wrap_to;
use unicode_width::UnicodeWidthStr;

/// The forms' definitions.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// All forms of the procedure.
    List,
    /// One form with all its fields and checks.
    Show(ShowArgs),
    /// Finds what is wrong or doubtful in the forms, with its place.
    Lint,
    /// The JSON Schema (2020-12) of a form's file, for editors.
    Schema,
}

/// One form with all its fields and checks.
#[derive(clap::Args, Debug)]
struct ShowArgs {
    /// Its id.
    #[arg(value_name = "FORM")]
    form: String,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::List => list(context),
        Command::Show(args) => show(context, &args.form),
        Command::Schema => super::workflow::schema::print(context, Some("form")),
        Command::Lint => {
            let sources = super::workflow::lint::sources(context)?;
            let of_forms = |file: &str| sources.forms.values().any(|source| &*source.shown == file);
            super::workflow::lint::run(context, |problem| of_forms(&problem.file))
        }
    }
}

fn list(context: &Context) -> Result<()> {
    let workflow = context.workflow()?;
    let lang = context.lang();
    if context.json {
        let forms: Vec<Json> = workflow
            .forms
            .values()
            .map(|form| json!({"form": form.id, "title": form.title.get(lang), "stage": form.stage}))
            .collect();
        return context.print_json(&json!({ "forms": forms }));
    }
    let mut table = Table::new(0);
    for form in workflow.forms.values() {
        let title = shorten(&safe(form.title.get(lang)), 50);
        table.row([form.id.clone(), form.stage.clone().unwrap_or_default(), title]);
    }
    context.print(&table.text())?;
    context.print(&context.words(&msg!("definitions-forms-next")))
}

fn find<'w>(workflow: &'w Workflow, id: &str) -> Result<&'w Form> {
    let upper = id.to_uppercase();
    workflow.forms.get(id).ok_or_else(|| {
        let near = nearest(&upper, workflow.forms.keys().map(String::as_str));
        let same = workflow.forms.contains_key(&upper).then_some(upper.as_str());
        let hint = match same.or(near) {
            Some(near) => msg!("definitions-did-you-mean", word = near),
            None => msg!("definitions-forms-hint"),
        };
        Error::invalid(msg!("definitions-no-such-form", form = id)).hint(hint)
    })
}

fn show(context: &Context, id: &str) -> Result<()> {
    let form = find(context.workflow()?, id)?;
    if context.json { context.print_json(&form_json(form, context.lang())) } else { print(context, form) }
}

fn form_json(form: &Form, lang: Lang) -> Json {
    let fields: Vec<Json> = form
        .sections
        .iter()
        .flat_map(|section| {
            section.fields.iter().map(|field| {
                let mut json = field_json(field, lang);
                json["section"] = json!(section.id);
                json
            })
        })
        .collect();
    let sections: Vec<Json> =
        form.sections.iter().map(|section| json!({"id": section.id, "title": section.title.get(lang)})).collect();
    let checks: Vec<Json> = form
        .checks
        .iter()
        .map(|check| {
            json!({
                "id": format!("{}.{}", form.id, check.id),
                "if": check.must.source,
                "severity": check.effect,
                "norms": check.norms,
                "message": check.message.get(lang),
            })
        })
        .collect();
    let signed_by: Vec<Json> = form
        .signed_by
        .iter()
        .map(|s| json!({"role": s.role.to_string(), "when": s.when.as_ref().map(|when| &when.source)}))
        .collect();
    let roles = |roles: &[crate::definitions::RoleRef]| roles.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "form": form.id,
        "title": form.title.get(lang),
        "stage": form.stage,
        "vault": form.vault,
        "repeats": form.repeats,
        "filled_by": roles(&form.filled_by),
        "signed_by": signed_by,
        "sent_to": roles(&form.sent_to),
        "note": form.note.as_ref().map(|note| note.get(lang)),
        "sections": sections,
        "fields": fields,
        "checks": checks,
    })
}

/// A field as `forms show` and `workflow show` print it. Choices are ids; their words stand beside.
pub(super) fn field_json(field: &Field, lang: Lang) -> Json {
    let words: serde_json::Map<String, Json> =
        field.choices.iter().map(|choice| (choice.id.clone(), json!(choice.text.get(lang)))).collect();
    let prefill: Vec<String> = field.prefill.iter().map(|(form, field)| format!("{form}.{field}")).collect();
    json!({
        "id": field.id,
        "type": field.kind,
        "required": field.required,
        "vault": field.vault,
        "choices": field.choices.iter().map(|choice| &choice.id).collect::<Vec<_>>(),
        "when": field.when.as_ref().map(|when| &when.source),
        "sets_fact": field.sets_fact,
        "label": field.label.get(lang),
        "hint": field.hint.as_ref().map(|hint| hint.get(lang)),
        "future": field.future,
        "choice_words": words,
        "prefill": prefill,
        "norms": field.norms,
        "columns": field.columns.iter().map(|column| field_json(column, lang)).collect::<Vec<_>>(),
    })
}

fn print(context: &Context, form: &Form) -> Result<()> {
    let lang = context.lang();
    let mut text = format!("{}: {}\n", form.id, safe(form.title.get(lang)));
    let mut about = Table::new(0);
    let mut about_line = |label, value: String| {
        if !value.is_empty() {
            about.row([context.words(&label), value]);
        }
    };
    about_line(msg!("definitions-show-stage"), form.stage.clone().unwrap_or_default());
    about_line(msg!("definitions-show-vault"), form.vault.clone());
    about_line(msg!("definitions-show-filled-by"), written::roles(&form.filled_by));
    about_line(msg!("definitions-show-to"), written::roles(&form.sent_to));
    text.push_str(&about.text());
    for section in &form.sections {
        text.push_str(&format!("\n{}\n", safe(section.title.get(lang))));
        let mut rows = Vec::new();
        for field in &section.fields {
            field_rows(context, field, "", &form.vault, &mut rows);
        }
        let width = |column: usize| rows.iter().map(|row: &[String; 3]| row[column].width()).max().unwrap_or_default();
        let left = 80usize.saturating_sub(2 + width(0) + 2 + width(1) + 2).max(20);
        let mut table = Table::new(2);
        for [id, kind, about] in rows {
            let mut first = [id, kind];
            for line in wrap_to(&about, left) {
                let [id, kind] = std::mem::take(&mut first);
                table.row([id, kind, line]);
            }
        }
        text.push_str(&table.text());
    }
    if !form.checks.is_empty() {
        text.push_str(&format!("\n{}\n", context.words(&msg!("definitions-show-checks"))));
        for check in &form.checks {
            text.push_str(&format!("  {}: {}\n", check.id, safe(check.message.get(lang))));
        }
    }
    text.push_str(&format!("\nsop fill {} --blank", form.id));
    context.print(&text)
}

/// A field, its type and what is special about it; columns of a table below it.
fn field_rows(context: &Context, field: &Field, indent: &str, vault: &str, rows: &mut Vec<[String; 3]>) {
    let mut marks = Vec::new();
    if field.required {
        marks.push(context.words(&msg!("definitions-show-required")));
    }
    if field.vault != vault {
        marks.push(context.words(&msg!("definitions-show-in-vault", vault = &field.vault)));
    }
    if let Some(when) = &field.when {
        marks.push(context.words(&msg!("definitions-show-when", when = &when.source)));
    }
    let kind = json!(field.kind).as_str().unwrap_or_default().to_owned();
    let label = safe(field.label.get(context.lang()));
    let about = if marks.is_empty() { label } else { format!("{label} ({})", marks.join("; ")) };
    rows.push([format!("{indent}{}", field.id), kind, about]);
    for choice in &field.choices {
        let text = safe(choice.text.get(context.lang()));
        rows.push([String::new(), String::new(), format!("- {} = {text}", choice.id)]);
    }
    if field.kind == FieldType::Table {
        for column in &field.columns {
            field_rows(context, column, "  ", &field.vault, rows);
        }
    }
}
