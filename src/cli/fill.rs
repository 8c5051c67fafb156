//! `sop fill`.

mod asking;
mod editor;
mod version;

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use self::version::Version;
pub use self::version::{document, prefill};
use super::Context;
use super::changes;
use super::failure::unmet_json;
use super::recording::{Reasons, Recording};
use super::session::{Change, OpenCase, Session};
use crate::case::{Act, Value, Values, blank, filling};
use crate::deadline::Instant;
use crate::definitions::{Form, Id, nearest};
use crate::engine::{self, Document, Doing};
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::terminal::wrap;

/// So many missing fields are named; the rest is counted.
const NAMED_MISSING: usize = 12;

/// Files a form: asks for it in a terminal, or takes the values from a file, from --set, from an editor.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The form.
    #[arg(value_name = "FORM")]
    form: String,
    /// A TOML file with the values; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// A value; several choices are separated by commas. Empty: the field is emptied.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// Opens the form in your editor, on a file in memory.
    #[arg(long, conflicts_with = "from")]
    edit: bool,
    /// Keeps it as not finished: conditions wait, and it opens and meets no duty.
    #[arg(long)]
    draft: bool,
    /// Prints the empty form as TOML, to be completed and given to --from.
    #[arg(long, conflicts_with_all = ["from", "set", "edit", "draft", "amend"])]
    blank: bool,
    /// Which document to mend, where the form makes a new one each time: the end of its event's id.
    #[arg(long, value_name = "EVENT")]
    amend: Option<String>,
    #[command(flatten)]
    recording: Recording,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    if args.blank {
        let workflow = context.workflow()?;
        let form = form_of(workflow, &args.form)?;
        return context.print(&blank::blank(form, &Values::new(), context.lang(), workflow.zone));
    }
    let given = document_given(args)?;
    let session = Session::open(context)?;
    // The form as it stands in the definitions that the case runs under.
    let form = form_of(&session.workflow, &args.form)?;
    // While a person types, others may write: the store is held only from when everything is said.
    let asks = args.edit || (given.is_none() && args.set.is_empty());
    let mut _writing = if asks { None } else { Some(session.store.writing()?) };
    let mut case = session.case()?;
    let reasons = args.recording.reasons(&session.workflow)?;
    let at = args.recording.at(context)?;
    let mut version = Version::of(&session, &case, form, args.amend.as_deref(), at)?;
    if asks {
        may_file(&session, &case, &version, &args.recording, at, &reasons)?;
    }
    let draft = args.draft | version.fill(&session, &case, args, given.as_ref())?;
    if asks {
        _writing = Some(session.store.writing()?);
        case = session.case()?;
        let typed = std::mem::replace(&mut version, Version::of(&session, &case, form, args.amend.as_deref(), at)?);
        version.take_over(context, &typed)?;
        version.kept = typed.kept;
    }

    let missing = version.missing();
    let complete = missing.is_empty() && !draft;
    if version.changes_nothing(complete) {
        return unchanged(&session, &case.id, &version, complete, &missing);
    }
    let (changed, cleared) = version.difference();
    let amends = version.document.as_ref().map(|document| document.event.clone());
    let doing = Doing::File { form: form.id.clone(), amends: amends.clone(), complete, cleared: cleared.clone() };
    let intent = session.intent(doing, at, &args.recording, &reasons, changed.clone());
    let permit = session.admit(&case, &intent).inspect_err(|_| {
        if version.kept {
            context.warn(&asking::kept(&version));
        }
    })?;
    let warnings = permit.warnings.clone();
    let act = Act::File { form: form.id.clone(), amends, complete, missing: missing.clone(), cleared };
    let name = version.name();
    let change = session.record(&case, &intent, permit, act, filling::by_vault(form, &changed))?;
    if version.kept {
        session.store.forget_unfinished(&case.id, &name)?;
    }

    if context.json {
        let mut document = changes::json(&change);
        document.insert("form".to_owned(), json!(form.id));
        document.insert("complete".to_owned(), json!(complete));
        document.insert("missing".to_owned(), json!(missing));
        let warnings: Vec<Json> = warnings.iter().map(|unmet| unmet_json(context.lang(), unmet)).collect();
        document.insert("warnings".to_owned(), json!(warnings));
        return context.print_json(&Json::Object(document));
    }
    tell(&session, &change, &version, complete, &missing);
    Ok(())
}

/// Nobody answers all the questions of a form to be told then that he may not file it.
fn may_file(
    session: &Session<'_>,
    case: &OpenCase,
    version: &Version<'_>,
    recording: &Recording,
    at: Instant,
    reasons: &Reasons,
) -> Result<()> {
    let amends = version.document.as_ref().map(|document| document.event.clone());
    let doing = Doing::File { form: version.form.id.clone(), amends, complete: false, cleared: Vec::new() };
    match session.admit(case, &session.intent(doing, at, recording, reasons, Values::new())) {
        Err(error) if error.kind == Kind::NotAllowed => Err(error),
        _ => Ok(()),
    }
}

/// The form of that name; upper and lower case are not told apart.
pub fn form_of<'w>(workflow: &'w crate::definitions::Workflow, given: &str) -> Result<&'w Form> {
    let wanted = given.trim();
    let found = workflow.forms.values().find(|form| form.id.eq_ignore_ascii_case(wanted));
    found.ok_or_else(|| {
        let ids = || workflow.forms.keys().map(String::as_str);
        let error = Error::invalid(msg!("fill-unknown-form", given = filling::excerpt(given)));
        match nearest(&wanted.to_ascii_uppercase(), ids()) {
            Some(near) => error.hint(msg!("cli-did-you-mean", word = near)),
            None => error.hint(msg!("fill-forms", forms = ids().collect::<Vec<_>>().join(", "))),
        }
    })
}

/// A document of values, with the name by which its errors are reported.
struct Source {
    name: String,
    bytes: Vec<u8>,
}

/// What `--from` names. Checked before the store is opened: a wrong path costs no passphrase.
fn document_given(args: &Args) -> Result<Option<Source>> {
    let Some(path) = &args.from else { return Ok(None) };
    let unreadable =
        |name: &str, error: &std::io::Error| Error::invalid(msg!("fill-no-file", file = name, reason = error));
    if path == Path::new("-") {
        let bytes = limited(std::io::stdin().lock()).map_err(|error| unreadable("-", &error))?;
        return Ok(Some(Source { name: "-".to_owned(), bytes }));
    }
    let name = path.display().to_string();
    let file = std::fs::File::open(path).map_err(|error| unreadable(&name, &error))?;
    let bytes = limited(file).map_err(|error| unreadable(&name, &error))?;
    Ok(Some(Source { name, bytes }))
}

/// One byte more than a form may have is enough to know that it is none.
fn limited(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(filling::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Version<'_> {
    /// Takes in what was given, or asks for it. True: it is to be kept as a draft.
    fn fill(&mut self, session: &Session<'_>, case: &OpenCase, args: &Args, given: Option<&Source>) -> Result<bool> {
        let context = session.context;
        let clock = filling::Clock { now: context.now(), zone: session.workflow.zone };
        if args.edit {
            if std::io::stdin().is_terminal() {
                asking::offer(session, case, self)?;
            }
            editor::edit(session, self, clock)?;
            asking::keep(session, case, self);
            return Ok(false);
        }
        if given.is_none() && args.set.is_empty() {
            if !std::io::stdin().is_terminal() || context.json {
                return Err(Error::invalid(msg!("fill-nothing-given", form = &self.form.id))
                    .hint(msg!("fill-nothing-given-hint", form = &self.form.id)));
            }
            return asking::ask(session, case, self, clock);
        }
        let document = given.map(|source| (source.name.as_str(), source.bytes.as_slice()));
        let filling = filling::read(self.form, filling::Given { document, set: &args.set }, clock)?;
        if filling == filling::Filling::default() && self.document.is_none() {
            return Err(self.nothing_filled_in(session));
        }
        self.add(&filling)?;
        Ok(false)
    }

    /// A blank that nobody edited: the answer is the list of what is required.
    fn nothing_filled_in(&self, session: &Session<'_>) -> Error {
        let missing = self.missing();
        let lang = session.context.lang();
        let line = |id: &Id| {
            let label = self.form.field(id).map(|field| field.label.get(lang)).unwrap_or_default();
            msg!("fill-required-field", field = id, label = label)
        };
        Error::invalid(msg!("fill-nothing-filled-in", form = &self.form.id, count = missing.len()))
            .details(missing.iter().map(line).collect())
    }
}

/// Everything is already as given.
fn unchanged(
    session: &Session<'_>,
    case: &crate::store::CaseId,
    version: &Version<'_>,
    complete: bool,
    missing: &[Id],
) -> Result<()> {
    let context = session.context;
    let event = version.document.as_ref().and_then(|document| document.versions.last());
    if context.json {
        return context.print_json(&json!({
            "case": case.as_str(),
            "event": event,
            "form": version.form.id,
            "complete": complete,
            "missing": missing,
            "warnings": [],
            "unchanged": true,
        }));
    }
    context.say(&msg!("fill-unchanged", case = session.store.short(case), form = &version.form.id));
    Ok(())
}

/// What was filed, what it met and opened, what is missing, what comes next.
fn tell(session: &Session<'_>, change: &Change, version: &Version<'_>, complete: bool, missing: &[Id]) {
    let context = session.context;
    let lang = context.lang();
    let (case, form) = (session.store.short(&change.after.id), &version.form.id);
    let when = crate::deadline::words::date_time(version.at, session.workflow.zone);
    let mut line = context.words(&match (complete, &version.document) {
        (true, None) => msg!("fill-recorded", case = case, form = form, when = when),
        (true, Some(_)) => msg!("fill-amended", case = case, form = form, when = when),
        (false, _) => msg!("fill-kept", case = case, form = form, count = missing.len()),
    });
    if complete {
        for (title, number) in counts(session, version) {
            line.push(' ');
            line.push_str(&context.words(&msg!("fill-count", title = title, number = number)));
        }
    }
    context.say(&msg!("fill-line", line = line));
    if !version.prefilled.is_empty() {
        let fields = version.prefilled.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        for line in wrap(&context.words(&msg!("fill-prefilled", fields = fields)), 0, 2) {
            context.say(&msg!("fill-line", line = line));
        }
    }
    for id in missing.iter().take(NAMED_MISSING) {
        let label = version.form.field(id).map(|field| field.label.get(lang)).unwrap_or_default();
        for line in wrap(&context.words(&msg!("fill-missing-field", field = id, label = label)), 0, 11) {
            context.say(&msg!("fill-line", line = line));
        }
    }
    if missing.len() > NAMED_MISSING {
        context.say(&msg!("fill-missing-more", count = missing.len() - NAMED_MISSING));
    }
    changes::followed(session, change);
    let state = &change.after.state;
    if let (true, Some(document)) = (version.form.repeats, state.document(&change.recorded.event)) {
        context.say(&msg!("fill-mend", form = form, document = &document.label));
    }
    // Of a form that repeats, filing again would make another document: what is missing goes into this one, also where
    // it was an amendment that left it incomplete.
    let written = |document: &&Document| document.versions.contains(&change.recorded.event);
    let this_one = match state.documents.iter().find(written).filter(|_| version.form.repeats) {
        Some(document) => format!("{form} --amend {}", document.label),
        None => form.clone(),
    };
    if let Some(next) = next_commands(session, change, &this_one, missing) {
        context.say(&msg!("fill-next", commands = next));
    }
}

/// Facts that this form has counted: "Number of elements: 4".
fn counts<'s>(session: &'s Session<'_>, version: &Version<'_>) -> Vec<(&'s crate::language::Text, i64)> {
    let fields = version.form.fields();
    fields
        .filter_map(|field| {
            let fact = session.workflow.facts.get(field.sets_fact.as_ref()?)?;
            match version.values.get(&field.id)? {
                Value::Integer(number) => Some((&fact.title, *number)),
                _ => None,
            }
        })
        .collect()
}

/// What brings the case on from here, as commands: first what is missing in this form, then what the next stage asks.
/// `this_one` is what `sop fill` takes to go on with the same document.
fn next_commands(session: &Session<'_>, change: &Change, this_one: &str, missing: &[Id]) -> Option<String> {
    if let Some(first) = missing.first() {
        return Some(format!("sop fill {this_one} --set {first}=…"));
    }
    let options = session.options(&change.after.loaded, session.context.now());
    let entries = engine::next(&session.workflow, &change.after.state, &options);
    let entry = entries.into_iter().next()?;
    let mut commands: Vec<String> = Vec::new();
    for fix in entry.unmet.iter().flat_map(|unmet| &unmet.fix) {
        if !commands.contains(fix) {
            commands.push(fix.clone());
        }
    }
    commands.push(format!("sop advance --stage {}", entry.stage));
    let last = commands.pop()?;
    if commands.is_empty() {
        return Some(last);
    }
    Some(session.context.words(&msg!("fill-then", first = commands.join(", "), last = last)))
}
