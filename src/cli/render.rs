//! `sop render`.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::Context;
use super::fill::{document, form_of, prefill};
use super::session::{OpenCase, Session};
use crate::case::{Values, filling};
use crate::definitions::{Field, Form, Signatory, Workflow};
use crate::engine;
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::render::{Document, Format, Rendered, Version, View, render};

/// Prints a form of the case as a document, filed or not.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The form.
    #[arg(value_name = "FORM")]
    form: String,
    /// What comes out (default: by the file's name, else Markdown).
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Writes to this file, readable by you alone, instead of standard output.
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leaves out all that identifies: whatever is not in the part for process.
    #[arg(long)]
    redacted: bool,
    /// An empty form to fill in by hand; needs no case.
    #[arg(long)]
    blank: bool,
    /// Ends with exit code 1 if the form is not filed or not complete.
    #[arg(long)]
    strict: bool,
    /// Which document, where there are several: the end of its event's id (default: the latest).
    #[arg(long, value_name = "EVENT", conflicts_with = "blank")]
    document: Option<String>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let format = format(context, args)?;
    if format == Format::Pdf && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Error::invalid(msg!("render-pdf-to-terminal")).hint(msg!("render-pdf-to-terminal-hint")));
    }
    let workflow = context.workflow()?;
    let form = form_of(workflow, &args.form)?;
    let draft = if args.blank {
        let view = View { lang: context.lang(), format, redacted: args.redacted, blank: true };
        let values = Values::new();
        let empty = Document {
            workflow,
            form,
            case: None,
            institution: None,
            version: None,
            complete: false,
            missing: Vec::new(),
            values: &values,
            closed: &[],
            asked: &|_| true,
            signs: &|_| true,
        };
        deliver(context, args, &render(&empty, &view, &workflow.templates)?)?;
        false
    } else {
        of_case(context, args, workflow, form, format)?
    };
    if args.strict && draft {
        return Err(Error::new(Kind::Found, msg!("render-strict", form = &form.id)));
    }
    Ok(())
}

/// `--format`, else the file's name, else `--json`, else Markdown.
fn format(context: &Context, args: &Args) -> Result<Format> {
    match (args.format, &args.output) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => Format::of_file(path).ok_or_else(|| {
            Error::invalid(msg!("render-unknown-format", file = path.display().to_string()))
                .hint(msg!("render-unknown-format-hint"))
        }),
        (None, None) if context.json => Ok(Format::Json),
        (None, None) => Ok(Format::Md),
    }
}

/// Renders the case's document. True: it is a draft.
fn of_case(context: &Context, args: &Args, workflow: &Workflow, form: &Form, format: Format) -> Result<bool> {
    let session = Session::open(context)?;
    let case: OpenCase = session.case()?;
    let filed = match &args.document {
        Some(given) => document(&session, &case, form, Some(given))?,
        None => case.state.documents_of(&form.id).next_back().cloned(),
    };
    let values = match &filed {
        Some(filed) => filed.values.clone(),
        None => prefill(&case.state, form),
    };
    let condition = |when: &Option<crate::definitions::Expr>| {
        when.as_ref().is_none_or(|when| engine::form_condition(workflow, &case.state, &form.id, &values, when))
    };
    let asked = |field: &Field| condition(&field.when);
    let signs = |signatory: &Signatory| condition(&signatory.when);
    let missing = match &filed {
        Some(filed) => filed.missing.clone(),
        None => filling::missing(form, &values, asked),
    };
    let closed: Vec<_> = filed.iter().flat_map(|filed| filed.hidden.iter().cloned()).collect();
    if let (false, Some(vault)) = (args.redacted, closed.first()) {
        // A paper with holes would be taken for the whole one.
        let can: Vec<_> =
            case.loaded.readers.iter().filter(|(_, reads)| reads.contains(vault)).map(|(o, _)| o.clone()).collect();
        let title = workflow.vaults.get(vault).map(|vault| vault.title.clone()).unwrap_or_default();
        return Err(Error::not_allowed(msg!(
            "render-vault-closed",
            form = &form.id,
            part = title,
            case = session.store.short(&case.id)
        ))
        .hint(msg!("render-vault-closed-hint", offices = can.join(", "), form = &form.id)));
    }
    let institution = filed.as_ref().and_then(|filed| institution(&session, &filed.by));
    let version = filed
        .as_ref()
        .map(|filed| Version { event: filed.versions.last().unwrap_or(&filed.event).clone(), at: filed.at });
    let case_name = session.store.short(&case.id);
    let document = Document {
        workflow,
        form,
        case: Some(&case_name),
        institution: institution.as_deref(),
        version,
        complete: filed.as_ref().is_some_and(|filed| filed.complete && filed.missing.is_empty()),
        missing,
        values: &values,
        closed: &closed,
        asked: &asked,
        signs: &signs,
    };
    let view = View { lang: context.lang(), format, redacted: args.redacted, blank: false };
    deliver(context, args, &render(&document, &view, &workflow.templates)?)?;
    Ok(document.is_draft())
}

/// The institution of the member who filed it.
fn institution(session: &Session<'_>, member: &str) -> Option<String> {
    session.store.governed().members.get(member)?.institution.clone()
}

/// To the file, or to standard output.
fn deliver(context: &Context, args: &Args, rendered: &Rendered) -> Result<()> {
    if !rendered.unprintable.is_empty() {
        let code = |c: &char| format!("U+{:04X}", u32::from(*c));
        let codes: Vec<String> = rendered.unprintable.iter().map(code).collect();
        context.warn(&msg!("render-unprintable", codes = codes.join(", ")));
    }
    let Some(path) = &args.output else { return context.print_raw(&rendered.bytes) };
    write(path, &rendered.bytes).map_err(|error| {
        Error::damaged(msg!("render-not-written", file = path.display().to_string(), reason = error.to_string()))
    })?;
    let file = path.display().to_string();
    context.say(&if args.redacted || args.blank {
        msg!("render-written", file = file)
    } else {
        msg!("render-written-plain", file = file)
    });
    Ok(())
}

/// Whole or not at all: written beside it for the user alone, then put in its place.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let mut beside = name.to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let written = written.and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}
