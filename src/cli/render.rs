//! `sop render`.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::Context;
use super::fill::{document, form_of, prefill};
use super::session::{OpenCase, Session};
use crate::case::filling;
use crate::definitions::{Expr, Field, Form, Workflow};
use crate::engine::{self, CaseState, Document as Filed};
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::render::{Document, Format, Rendered, Version, View, render};

/// Prints forms of the case as documents, filed or not.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The form; several go into one file, each on a page of its own.
    #[arg(value_name = "FORM", required_unless_present = "all")]
    forms: Vec<String>,
    /// All documents of the case, or of the named forms, in the order in which they were filed.
    #[arg(long, conflicts_with_all = ["blank", "document", "revision"])]
    all: bool,
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
    /// Ends with exit code 1 if a form is not filed or not complete.
    #[arg(long)]
    strict: bool,
    /// Which document, where there are several: the end of its event's id (default: the latest).
    #[arg(long, value_name = "EVENT", conflicts_with = "blank")]
    document: Option<String>,
    /// Which version of the document, as `case show --all` counts them; 1 is the first (default: the latest).
    #[arg(id = "revision", long = "version", value_name = "N", conflicts_with = "blank")]
    version: Option<usize>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let format = format(context, args)?;
    if format == Format::Pdf && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Error::invalid(msg!("render-pdf-to-terminal")).hint(msg!("render-pdf-to-terminal-hint")));
    }
    if args.forms.len() > 1 && (args.document.is_some() || args.version.is_some()) {
        return Err(Error::invalid(msg!("render-one-form")));
    }
    if args.blank {
        let workflow = context.workflow()?;
        let documents = named(workflow, args)?.into_iter().map(|form| Document::empty(workflow, form));
        return print(context, args, format, workflow, &documents.collect::<Vec<_>>());
    }
    let session = Session::open(context)?;
    // A case is printed with the forms of the definitions that it runs under.
    let workflow = &*session.workflow;
    let documents = of_case(&session, args, &named(workflow, args)?)?;
    print(context, args, format, workflow, &documents)?;
    let mut drafts: Vec<&str> = documents.iter().filter(|d| d.is_draft()).map(|d| d.form.id.as_str()).collect();
    drafts.dedup();
    if args.strict && !drafts.is_empty() {
        return Err(Error::new(Kind::Found, msg!("render-strict", form = drafts.join(", "), count = drafts.len())));
    }
    Ok(())
}

/// The forms that were named.
fn named<'w>(workflow: &'w Workflow, args: &Args) -> Result<Vec<&'w Form>> {
    args.forms.iter().map(|given| form_of(workflow, given)).collect()
}

fn print(
    context: &Context,
    args: &Args,
    format: Format,
    workflow: &Workflow,
    documents: &[Document<'_>],
) -> Result<()> {
    let view = View {
        lang: context.lang(),
        format,
        redacted: args.redacted,
        blank: args.blank,
        together: args.all || args.forms.len() > 1,
    };
    deliver(context, args, &render(documents, &view, &workflow.templates)?)
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

/// The documents of the case that were asked for.
fn of_case<'w>(session: &'w Session<'_>, args: &Args, forms: &[&'w Form]) -> Result<Vec<Document<'w>>> {
    let workflow: &Workflow = &session.workflow;
    let case = session.case()?;
    let printing = Printing { session, case: &case, workflow, redacted: args.redacted };
    if args.all {
        let wanted = |form: &Form| forms.is_empty() || forms.iter().any(|named| named.id == form.id);
        let mut filed: Vec<_> = case.state.documents.iter().filter(|filed| filed.withdrawn.is_none()).collect();
        filed.sort_by_key(|filed| filed.at);
        let known = filed.into_iter().filter_map(|filed| Some((workflow.forms.get(&filed.form)?, filed)));
        let documents: Vec<Document<'w>> = known
            .filter(|(form, _)| wanted(form))
            .map(|(form, filed)| printing.document(form, Some(filed), &case.state))
            .collect::<Result<_>>()?;
        if documents.is_empty() {
            return Err(Error::invalid(msg!("render-nothing-filed", case = session.store.short(&case.id))));
        }
        return Ok(documents);
    }
    forms
        .iter()
        .map(|form| {
            let filed = match &args.document {
                Some(given) => document(session, &case, form, Some(given))?,
                None => case.state.documents_of(&form.id).next_back().cloned(),
            };
            match args.version {
                Some(number) => printing.version(form, filed.as_ref(), number),
                None => printing.document(form, filed.as_ref(), &case.state),
            }
        })
        .collect()
}

/// A case whose documents are printed.
struct Printing<'p, 'w> {
    session: &'p Session<'p>,
    case: &'p OpenCase,
    workflow: &'w Workflow,
    redacted: bool,
}

impl<'w> Printing<'_, 'w> {
    /// A version of a filed document as it was filed: without the versions that came after it.
    fn version(&self, form: &'w Form, filed: Option<&Filed>, number: usize) -> Result<Document<'w>> {
        let versions = filed.map(|filed| filed.versions.as_slice()).unwrap_or_default();
        let (Some(filed), Some(later)) = (filed, number.checked_sub(1).and_then(|n| versions.get(n..)?.get(1..)))
        else {
            return Err(Error::invalid(msg!("render-no-version", form = &form.id, number = number)).hint(msg!(
                "render-no-version-hint",
                form = &form.id,
                count = versions.len()
            )));
        };
        let events: Vec<_> =
            self.case.loaded.events.iter().filter(|event| !later.contains(&event.id)).cloned().collect();
        let options = self.session.options(&self.case.loaded, self.session.context.now());
        let then = engine::fold(self.workflow, self.case.id.as_str(), &events, &options);
        let before = then.documents_of(&form.id).find(|document| document.event == filed.event);
        let mut document = self.document(form, before, &then)?;
        if let Some(version) = &mut document.version {
            version.of = versions.len();
        }
        Ok(document)
    }

    /// What the case knows for a form, filed or not.
    fn document(&self, form: &'w Form, filed: Option<&Filed>, state: &CaseState) -> Result<Document<'w>> {
        let closed: Vec<_> = filed.iter().flat_map(|filed| filed.hidden.iter().cloned()).collect();
        if let (false, Some(vault)) = (self.redacted, closed.first()) {
            return Err(self.closed(form, vault));
        }
        let values = filed.map(|filed| filed.values.clone()).unwrap_or_else(|| prefill(state, form));
        let holds = |when: &Option<Expr>| {
            when.as_ref().is_none_or(|when| engine::form_condition(self.workflow, state, &values, when))
        };
        let asked = |field: &Field| holds(&field.when);
        Ok(Document {
            case: Some(self.session.store.short(&self.case.id)),
            institution: filed.and_then(|filed| self.institution(&filed.by)),
            version: filed.map(|filed| Version {
                event: filed.versions.last().unwrap_or(&filed.event).clone(),
                at: filed.at,
                number: filed.versions.len(),
                of: filed.versions.len(),
            }),
            complete: filed.is_some_and(|filed| filed.complete && filed.missing.is_empty()),
            missing: match filed {
                Some(filed) => filed.missing.clone(),
                None => filling::missing(form, &values, asked),
            },
            asked: form.fields().filter(|field| asked(field)).map(|field| field.id.clone()).collect(),
            signed_by: form.signed_by.iter().filter(|signatory| holds(&signatory.when)).collect(),
            values,
            closed,
            ..Document::empty(self.workflow, form)
        })
    }

    /// A paper with holes would be taken for the whole one.
    fn closed(&self, form: &Form, vault: &str) -> Error {
        let readers = self.case.loaded.readers.iter();
        let can: Vec<_> =
            readers.filter(|(_, reads)| reads.contains(vault)).map(|(office, _)| office.clone()).collect();
        let title = self.workflow.vaults.get(vault).map(|vault| vault.title.clone()).unwrap_or_default();
        let case = self.session.store.short(&self.case.id);
        Error::not_allowed(msg!("render-vault-closed", form = &form.id, part = title, case = case)).hint(msg!(
            "render-vault-closed-hint",
            offices = can.join(", "),
            form = &form.id
        ))
    }

    /// The institution of the member who filed it.
    fn institution(&self, member: &str) -> Option<String> {
        self.session.store.governed().members.get(member)?.institution.clone()
    }
}
/// To the file, or to standard output.
fn deliver(context: &Context, args: &Args, rendered: &Rendered) -> Result<()> {
    for lacking in &rendered.unprintable {
        let code = |c: &char| format!("U+{:04X}", u32::from(*c));
        let codes = lacking.characters.iter().map(code).collect::<Vec<_>>().join(", ");
        let form = &lacking.form;
        context.warn(&match &lacking.label {
            Some(label) => msg!("render-unprintable", form = form, field = label, codes = codes),
            None => msg!("render-unprintable-elsewhere", form = form, codes = codes),
        });
    }
    let Some(path) = &args.output else { return context.print_raw(&rendered.bytes) };
    write(path, &rendered.bytes).map_err(|error| {
        Error::damaged(msg!("render-not-written", file = path.display().to_string(), reason = &error))
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
