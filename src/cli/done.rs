//! `sop done`.

use std::collections::BTreeMap;

use super::Context;
use super::changes;
use super::recording::Recording;
use super::session::Session;
use crate::case::filling;
use crate::case::{Act, Value, Values};
use crate::definitions::{Field, FieldType, Form, RoleRef, Section, Task};
use crate::engine::{Doing, Recipients};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// Records that a duty was done.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The duty, as listings name it (`TASK`, `TASK@E`, `TASK#2`).
    #[arg(value_name = "TASK")]
    task: String,
    /// For which recipient it was done, where each has its own duty; `all` for all.
    #[arg(long, value_name = "ROLE")]
    to: Vec<String>,
    /// A field that the duty asks for.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// A note on how it was done (personal part).
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Done before it was asked for: kept for the duty when it opens.
    #[arg(long)]
    ahead: bool,
    #[command(flatten)]
    recording: Recording,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let id = task_id(&args.task);
    let Some(task) = session.workflow.tasks.get(id) else {
        return Err(unknown_task(&session, id));
    };
    let reasons = args.recording.reasons(&session.workflow)?;
    let at = args.recording.at(context)?;
    let form = as_form(task, &session.vaults());
    let clock = filling::Clock { now: context.now(), zone: session.workflow.zone };
    let flat = filling::read(&form, filling::Given { document: None, set: &args.set }, clock)?.values;
    let missing = filling::missing(&form, &flat, |_| true);
    let mut values = filling::by_vault(&form, &flat);
    let doing = Doing::Do { reference: args.task.clone(), to: recipients(&args.to), ahead: args.ahead };
    let intent = session.intent(doing, at, &args.recording, &reasons, flat);
    let permit = session.admit(&case, &intent);
    if !missing.is_empty() {
        // Whoever may not do it, or finds it done already, is told that rather than asked for its fields.
        if let Err(error) = permit
            && error.unmet.is_empty()
        {
            return Err(error);
        }
        let details = missing.iter().filter_map(|id| form.field(id)).map(wanted).collect();
        return Err(Error::invalid(msg!("cli-task-fields", task = id, count = missing.len())).details(details));
    }
    let permit = permit?;
    if let Some(note) = &args.note {
        note_into(&session, &mut values, note);
    }
    let act = Act::Done {
        task: id.to_owned(),
        instances: permit.instances.clone(),
        to: permit.to.clone(),
        ahead: args.ahead,
    };
    let change = session.record(&case, &intent, permit, act, values)?;
    changes::report(&session, &change)
}

/// The fields of a task are read like those of a form.
fn as_form(task: &Task, vaults: &[String]) -> Form {
    let section = Section { id: task.id.clone(), title: task.title.clone(), fields: task.fields.clone() };
    Form {
        id: task.id.clone(),
        title: task.title.clone(),
        stage: None,
        filled_by: Vec::new(),
        signed_by: Vec::new(),
        sent_to: Vec::new(),
        vault: vaults.first().cloned().unwrap_or_default(),
        repeats: false,
        sections: vec![section],
        checks: Vec::new(),
        note: None,
        place: task.place.clone(),
    }
}

/// A field that the task asks for, as it would be given.
fn wanted(field: &Field) -> Message {
    let given: Vec<_> = match field.kind {
        FieldType::Bool => vec!["true", "false"],
        _ => field.choices.iter().map(|choice| choice.id.as_str()).collect(),
    };
    match given.is_empty() {
        true => msg!("cli-task-field", field = &field.id, label = &field.label),
        false => msg!("cli-task-field-choices", field = &field.id, label = &field.label, choices = given.join(", ")),
    }
}

/// `TASK` of `TASK@E`, `TASK#2`, `TASK@E>role`.
pub fn task_id(reference: &str) -> &str {
    reference.split(['@', '#', '>']).next().unwrap_or(reference)
}

/// `--to`: roles, or `all`.
pub fn recipients(given: &[String]) -> Recipients {
    match given {
        [] => Recipients::NotSaid,
        [all] if all == "all" => Recipients::All,
        roles => Recipients::These(
            roles.iter().flat_map(|list| list.split(',')).map(|role| RoleRef::parse(role.trim())).collect(),
        ),
    }
}

/// A task that the procedure does not know, with the nearest one that it does.
pub fn unknown_task(session: &Session<'_>, given: &str) -> Error {
    let error = Error::invalid(msg!("cli-unknown-task", given = given));
    match crate::definitions::nearest(given, session.workflow.tasks.keys().map(String::as_str)) {
        Some(near) => error.hint(msg!("cli-did-you-mean", word = near)),
        None => error.hint(msg!("cli-task-hint")),
    }
}

/// A note lies in the first vault after `process`: it may name somebody.
pub fn note_into(session: &Session<'_>, values: &mut BTreeMap<String, Values>, note: &str) {
    let vaults = session.vaults();
    if let Some(vault) = vaults.get(1).or(vaults.first()) {
        values.entry(vault.clone()).or_default().insert("note".to_owned(), Value::Text(note.to_owned()));
    }
}
