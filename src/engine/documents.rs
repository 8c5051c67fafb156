//! Documents: a filed form with everything that mended it. A document counts from its first complete version on, with
//! the values of its latest version, as if they had been written first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::log::{EventNo, Log};
use super::program::{FormNo, Program};
use super::state::{Claim, Document, FieldConflict};
use super::world::{Field, Record, spelled, to_value};
use crate::case::{Act, Event, Value, Values};
use crate::definitions::{Id, Workflow};

pub(super) const PROCESS: &str = "process";

/// A place in the list of documents.
pub(super) type DocNo = usize;

pub(super) struct Doc {
    pub form: FormNo,
    /// The first version.
    pub root: EventNo,
    /// All versions, the first one first, the others by time.
    pub versions: Vec<EventNo>,
    /// The event with which it began to count.
    pub counts_from: Option<EventNo>,
    pub fields: BTreeMap<Id, Held>,
    pub record: Arc<Record>,
}

/// What a document holds in one field.
#[derive(Default)]
pub(super) struct Held {
    /// The versions whose values stand: not superseded by one that had seen them.
    pub setters: Vec<EventNo>,
    /// The first version that filled the field in.
    pub first: Option<EventNo>,
    /// None: emptied, or in dispute.
    pub value: Option<Value>,
    pub process: bool,
    /// Two values or more, each with the version that says so.
    pub disputed: bool,
}

/// The value that an event gives a field, of whichever vault, and whether it is the process vault.
pub(super) fn given<'a>(event: &'a Event, field: &str) -> Option<(&'a Value, bool)> {
    if let Some(value) = event.values.get(PROCESS).and_then(|values| values.get(field)) {
        return Some((value, true));
    }
    let (_, value) = event.values.iter().find_map(|(vault, values)| Some((vault, values.get(field)?)))?;
    Some((value, false))
}

/// All fields that an event gives a value to.
pub(super) fn fields_of(event: &Event) -> impl Iterator<Item = &Id> {
    event.values.values().flat_map(|values| values.keys())
}

/// Groups the filings into documents. Withdrawn ones are left out, as are those that have not happened yet.
pub(super) fn collect(log: &Log, program: &Program, workflow: &Workflow) -> Vec<Doc> {
    let mut groups: Vec<(FormNo, Vec<EventNo>)> = Vec::new();
    let mut single: HashMap<FormNo, usize> = HashMap::new();
    let mut of_root: HashMap<EventNo, usize> = HashMap::new();
    let mut amendments = Vec::new();
    for (number, event) in log.events.iter().enumerate() {
        let Act::File { form, amends, .. } = &event.act else { continue };
        let Some(form_no) = program.form(form) else { continue };
        if log.is_gone(number) {
            continue;
        }
        if let Some(root) = amends.as_ref().and_then(|id| root_of(log, id)) {
            amendments.push((number, root));
            continue;
        }
        let repeats = workflow.forms.get(form).is_some_and(|form| form.repeats);
        // Filing again a form that does not repeat mends the one document.
        let there = if repeats { None } else { single.get(&form_no).copied() };
        let group = there.unwrap_or(groups.len());
        if there.is_none() {
            groups.push((form_no, Vec::new()));
            single.insert(form_no, group);
        }
        groups[group].1.push(number);
        of_root.insert(number, group);
    }
    for (number, root) in amendments {
        // An amendment of a withdrawn document is withdrawn with it.
        if let Some(&group) = of_root.get(&root) {
            groups[group].1.push(number);
        }
    }
    groups.retain(|(_, versions)| versions.first().is_some_and(|&root| log.has_happened(root)));
    groups.into_iter().map(|(form, versions)| document(log, program, form, versions)).collect()
}

/// The first version of the document that an event belongs to, through amendments of amendments.
pub(super) fn root_of(log: &Log, id: &str) -> Option<EventNo> {
    let mut number = log.number(id)?;
    for _ in 0..log.events.len() {
        match &log.events[number].act {
            Act::File { amends: Some(earlier), .. } => match log.number(earlier) {
                Some(earlier) if earlier != number => number = earlier,
                _ => return Some(number),
            },
            _ => return Some(number),
        }
    }
    None
}

fn document(log: &Log, program: &Program, form: FormNo, mut versions: Vec<EventNo>) -> Doc {
    let root = versions[0];
    // Numbers follow the order of time; an amendment dated before its document comes after it all the same.
    versions[1..].sort_unstable();
    let counts_from = versions.iter().copied().find(|&number| is_complete(log.events[number])).map(|n| n.max(root));
    let mut fields: BTreeMap<Id, Held> = BTreeMap::new();
    let names: BTreeSet<&Id> = versions.iter().flat_map(|&number| fields_of(log.events[number])).collect();
    for name in names {
        fields.insert(name.clone(), held(log, &versions, name));
    }
    let record = record(log, program, root, counts_from, &fields);
    Doc { form, root, versions, counts_from, fields, record: Arc::new(record) }
}

fn is_complete(event: &Event) -> bool {
    matches!(event.act, Act::File { complete: true, .. })
}

fn empties(event: &Event, field: &str) -> bool {
    matches!(&event.act, Act::File { cleared, .. } if cleared.iter().any(|id| id == field))
}

fn held(log: &Log, versions: &[EventNo], field: &str) -> Held {
    let sets: Vec<EventNo> = versions
        .iter()
        .copied()
        .filter(|&number| given(log.events[number], field).is_some() || empties(log.events[number], field))
        .collect();
    let standing: Vec<EventNo> =
        sets.iter().copied().filter(|&number| !sets.iter().any(|&other| log.saw(other, number))).collect();
    let filled: Vec<EventNo> =
        standing.iter().copied().filter(|&number| given(log.events[number], field).is_some()).collect();
    let values: Vec<(&Value, bool)> = filled.iter().filter_map(|&number| given(log.events[number], field)).collect();
    let disputed = values.windows(2).any(|pair| pair[0].0 != pair[1].0);
    Held {
        first: sets.iter().copied().find(|&number| given(log.events[number], field).is_some()),
        value: values.first().filter(|_| !disputed).map(|(value, _)| (*value).clone()),
        process: values.iter().all(|(_, process)| *process),
        disputed,
        setters: filled,
    }
}

fn record(
    log: &Log,
    program: &Program,
    root: EventNo,
    counts_from: Option<EventNo>,
    fields: &BTreeMap<Id, Held>,
) -> Record {
    let mut shown = HashMap::with_capacity(fields.len());
    for (name, held) in fields {
        let field = if held.disputed {
            let claims = held.setters.iter().filter_map(|&number| given(log.events[number], name));
            Field {
                value: minijinja::Value::UNDEFINED,
                process: held.process,
                claimed: span(claims.map(|c| c.0), program),
            }
        } else {
            let Some(value) = &held.value else { continue };
            Field { value: to_value(value, program.zone), process: held.process, claimed: None }
        };
        shown.insert(spelled(name), field);
    }
    let event = log.events[root];
    Record {
        id: event.id.clone(),
        at: log.events[counts_from.unwrap_or(root)].at.max(event.at),
        by: event.by.clone(),
        role: event.role.clone(),
        to: None,
        fields: shown,
    }
}

/// The earliest and the latest of several dates; none for values of another type.
pub(super) fn span<'a>(values: impl Iterator<Item = &'a Value>, program: &Program) -> Option<(i64, i64)> {
    let mut range = None;
    for value in values {
        if !matches!(value, Value::Date(_) | Value::DateTime(_)) {
            return None;
        }
        let seconds = to_value(value, program.zone).as_i64()?;
        let (low, high) = range.unwrap_or((seconds, seconds));
        range = Some((seconds.min(low), seconds.max(high)));
    }
    range
}

/// Who claims what in a disputed field.
pub(super) fn claims(log: &Log, held: &Held, field: &str) -> Vec<Claim> {
    held.setters
        .iter()
        .filter_map(|&number| {
            let event = log.events[number];
            let (value, _) = given(event, field)?;
            Some(Claim { value: value.clone(), member: event.by.clone(), at: event.at, event: event.id.clone() })
        })
        .collect()
}

impl Doc {
    /// The document as the state shows it.
    pub fn shown(&self, log: &Log, form: &str, counts: bool) -> Document {
        let event = log.events[self.root];
        let latest = self.versions.last().map(|&number| log.events[number]);
        let mut hidden = BTreeSet::new();
        for &number in &self.versions {
            hidden.extend(log.events[number].vaults.iter().filter(|(_, open)| !**open).map(|(vault, _)| vault.clone()));
        }
        let values: Values =
            self.fields.iter().filter_map(|(id, held)| Some((id.clone(), held.value.clone()?))).collect();
        Document {
            form: form.to_owned(),
            event: event.id.clone(),
            label: log.label(self.root),
            versions: self.versions.iter().map(|&number| log.events[number].id.clone()).collect(),
            at: if counts { self.record.at } else { event.at },
            by: event.by.clone(),
            role: event.role.clone(),
            complete: counts,
            missing: latest.map(missing).unwrap_or_default(),
            values,
            hidden,
            withdrawn: None,
        }
    }

    pub fn conflicts(&self, log: &Log, form: &str) -> Vec<FieldConflict> {
        let disputed = self.fields.iter().filter(|(_, held)| held.disputed);
        disputed
            .map(|(field, held)| FieldConflict {
                form: form.to_owned(),
                document: log.events[self.root].id.clone(),
                field: field.clone(),
                claims: claims(log, held, field),
            })
            .collect()
    }
}

fn missing(event: &Event) -> Vec<Id> {
    match &event.act {
        Act::File { missing, .. } => missing.clone(),
        _ => Vec::new(),
    }
}

/// Documents that somebody withdrew, for the listing.
pub(super) fn withdrawn(log: &Log) -> Vec<Document> {
    let mut documents = Vec::new();
    for (number, event) in log.events.iter().enumerate() {
        let Act::File { form, amends: None, complete, missing, .. } = &event.act else { continue };
        let Some(by) = log.withdrawn_by(number).filter(|_| log.has_happened(number)) else { continue };
        let mut values = Values::new();
        for part in event.values.values() {
            values.extend(part.iter().map(|(id, value)| (id.clone(), value.clone())));
        }
        documents.push(Document {
            form: form.clone(),
            event: event.id.clone(),
            label: log.label(number),
            versions: vec![event.id.clone()],
            at: event.at,
            by: event.by.clone(),
            role: event.role.clone(),
            complete: *complete,
            missing: missing.clone(),
            values,
            hidden: event.vaults.iter().filter(|(_, open)| !**open).map(|(vault, _)| vault.clone()).collect(),
            withdrawn: Some(by.clone()),
        });
    }
    documents
}
