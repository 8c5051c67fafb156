//! The version of a document that is about to be filed: what is known so far, what was given over it, what is missing.

use std::collections::BTreeSet;

use crate::case::filling::{self, Filling};
use crate::case::{Value, Values};
use crate::cli::Context;
use crate::cli::session::{OpenCase, Session};
use crate::deadline::Instant;
use crate::definitions::{Field, FieldType, Form, Id, Workflow};
use crate::engine::{self, CaseState, Document};
use crate::error::{Error, Result};
use crate::msg;

/// A form of a case, before it is filed.
#[derive(Clone)]
pub struct Version<'a> {
    pub form: &'a Form,
    workflow: &'a Workflow,
    /// The case at `at`, for the conditions of fields.
    state: CaseState,
    pub at: Instant,
    /// The document that this mends; none: a new one.
    pub document: Option<Document>,
    pub values: Values,
    /// Fields of a new document whose value comes from another form, unless it was given.
    pub prefilled: BTreeSet<Id>,
    /// Fields that were given: they are recorded also where they only confirm one of two conflicting values.
    given: BTreeSet<Id>,
    conflicts: BTreeSet<Id>,
    /// What was typed lies on this computer, encrypted; or it cannot, which was said.
    pub kept: bool,
    pub cannot_be_kept: bool,
}

impl<'a> Version<'a> {
    /// The document that filing this form now mends, or a new one with what other forms of the case already say.
    ///
    /// # Errors
    /// `amend` names no document of this form.
    pub fn of(
        session: &'a Session<'_>,
        case: &OpenCase,
        form: &'a Form,
        amend: Option<&str>,
        at: Instant,
    ) -> Result<Version<'a>> {
        let document = document(session, case, form, amend)?;
        let conflicts = case
            .state
            .conflicts
            .iter()
            .filter(|conflict| document.as_ref().is_some_and(|document| document.event == conflict.document));
        let conflicts = conflicts.map(|conflict| conflict.field.clone()).collect();
        let mut version = Version {
            form,
            workflow: &session.workflow,
            state: session.fold(&case.loaded, &session.options(&case.loaded, at)),
            at,
            values: document.as_ref().map(|document| document.values.clone()).unwrap_or_default(),
            document,
            prefilled: BTreeSet::new(),
            given: BTreeSet::new(),
            conflicts,
            kept: false,
            cannot_be_kept: false,
        };
        if version.document.is_none() {
            version.values = prefill(&case.state, form);
            version.prefilled = version.values.keys().cloned().collect();
            version.drop_unasked();
        }
        Ok(version)
    }

    /// Whether the form asks for this field, given the values so far.
    pub fn asks(&self, field: &Field) -> bool {
        field.when.as_ref().is_none_or(|when| engine::form_condition(self.workflow, &self.state, &self.values, when))
    }

    /// Puts what was given over what is known.
    ///
    /// # Errors
    /// Fields that the form does not ask for, given the other answers.
    pub fn add(&mut self, filling: &Filling) -> Result<()> {
        self.values = filling::merge(&self.values, filling);
        self.given = filling.values.keys().chain(&filling.emptied).cloned().collect();
        self.prefilled.retain(|field| !self.given.contains(field));
        let unasked = filling::not_asked(self.form, &self.values, |field| self.asks(field));
        let wrong = unasked.iter().filter(|field| self.given.contains(&field.id)).map(|field| {
            let when = field.when.as_ref().map(|when| when.source.as_str()).unwrap_or_default();
            msg!("fill-not-asked", field = &field.id, when = when)
        });
        let wrong: Vec<_> = wrong.collect();
        if !wrong.is_empty() {
            return Err(Error::invalid(msg!("fill-wrong", count = wrong.len())).details(wrong));
        }
        self.drop_unasked();
        Ok(())
    }

    /// With a whole document in place of what is known: what it lacks is emptied.
    ///
    /// # Errors
    /// As for [`add`](Version::add).
    pub fn replaced(&self, filling: &Filling) -> Result<Version<'a>> {
        let gone = self.values.keys().filter(|field| !filling.values.contains_key(*field)).cloned();
        let mut filling = filling.clone();
        filling.emptied.extend(gone);
        let mut version = self.clone();
        version.add(&filling)?;
        Ok(version)
    }

    /// Puts what a person typed, perhaps for a long time, over what the case says by now: nothing that was typed is lost,
    /// and what others changed meanwhile in other fields stays.
    ///
    /// # Errors
    /// As for [`add`](Version::add).
    pub fn take_over(&mut self, context: &Context, typed: &Version<'_>) -> Result<()> {
        let versions = |version: &Version<'_>| version.document.as_ref().map(|document| document.versions.clone());
        if versions(self) != versions(typed) {
            context.warn(&msg!("fill-meanwhile", form = &self.form.id));
        }
        self.add(&typed.typed())?;
        self.prefilled.retain(|field| typed.prefilled.contains(field));
        Ok(())
    }

    /// What a person typed, as a filling over what the case says.
    pub fn typed(&self) -> Filling {
        let (values, cleared) = self.difference();
        let emptied = self.given.iter().filter(|id| !values.contains_key(*id)).cloned().chain(cleared);
        let emptied = emptied.filter(|id| !self.values.contains_key(id)).collect();
        Filling { values, emptied }
    }

    /// Takes up what was typed before, as far as the form still asks for it.
    pub fn resume(&mut self, typed: &Filling) {
        let fits = |id: &Id, value: &Value| self.form.field(id).and_then(|field| fits(field, value));
        let values = typed.values.iter().filter_map(|(id, value)| Some((id.clone(), fits(id, value)?))).collect();
        let typed = Filling { values, emptied: typed.emptied.clone() };
        self.values = filling::merge(&self.values, &typed);
        self.given = typed.values.keys().chain(&typed.emptied).cloned().collect();
        self.prefilled.retain(|field| !self.given.contains(field));
        self.drop_unasked();
        self.kept = true;
    }

    /// Under which name what is typed is kept: of a form that makes a new document each time, the one that is mended.
    pub fn name(&self) -> String {
        match &self.document {
            Some(document) if self.form.repeats => format!("{} {}", self.form.id, document.event),
            _ => self.form.id.clone(),
        }
    }

    /// The person answered it, perhaps with nothing.
    pub fn is_given(&self, field: &Field) -> bool {
        self.given.contains(&field.id)
    }

    /// An answer of a person to one field.
    pub fn answer(&mut self, field: &Field, value: Option<Value>) {
        let known = self.values.get(&field.id);
        let confirmed = known.is_some() && value.as_ref() == known && !self.conflicts.contains(&field.id);
        if !confirmed {
            self.given.insert(field.id.clone());
            self.prefilled.remove(&field.id);
        }
        match value {
            Some(value) => self.values.insert(field.id.clone(), value),
            None => self.values.remove(&field.id),
        };
    }

    /// Values that no longer belong here because another answer changed go with it.
    pub fn drop_unasked(&mut self) {
        loop {
            let unasked = filling::not_asked(self.form, &self.values, |field| self.asks(field));
            let ids: Vec<Id> = unasked.iter().map(|field| field.id.clone()).collect();
            if ids.is_empty() {
                return;
            }
            for id in ids {
                self.values.remove(&id);
                self.prefilled.remove(&id);
            }
        }
    }

    /// Required fields without a value. In a vault that this office cannot open the latest version's word counts.
    pub fn missing(&self) -> Vec<Id> {
        let Some(document) = &self.document else {
            return filling::missing(self.form, &self.values, |field| self.asks(field));
        };
        filling::missing(self.form, &self.values, |field| {
            let hidden = document.hidden.contains(&field.vault);
            self.asks(field) && (!hidden || document.missing.contains(&field.id))
        })
    }

    /// What differs from the version before: values, and fields that were emptied.
    pub fn difference(&self) -> (Values, Vec<Id>) {
        let none = Values::new();
        let before = self.document.as_ref().map_or(&none, |document| &document.values);
        let settles = |id: &Id| self.conflicts.contains(id) && self.given.contains(id);
        let changed = self.values.iter().filter(|(id, value)| before.get(*id) != Some(value) || settles(id));
        let cleared = before.keys().filter(|id| !self.values.contains_key(*id)).cloned().collect();
        (changed.map(|(id, value)| (id.clone(), value.clone())).collect(), cleared)
    }

    /// Filing it would say nothing new.
    pub fn changes_nothing(&self, complete: bool) -> bool {
        let (changed, cleared) = self.difference();
        let was_complete =
            self.document.as_ref().is_some_and(|document| document.complete && document.missing.is_empty());
        self.document.is_some() && changed.is_empty() && cleared.is_empty() && was_complete == complete
    }
}

/// The document that is meant: the one that `--amend` names, else the form's only one (of a form that repeats: none).
pub fn document(session: &Session<'_>, case: &OpenCase, form: &Form, amend: Option<&str>) -> Result<Option<Document>> {
    let Some(given) = amend else {
        let latest = case.state.documents_of(&form.id).next_back().cloned();
        return Ok(latest.filter(|_| !form.repeats));
    };
    let event = &session.event(case, given)?.id;
    let mut documents = case.state.documents_of(&form.id);
    match documents.find(|document| document.versions.contains(event) || document.event == *event) {
        Some(document) => Ok(Some(document.clone())),
        None => {
            Err(Error::invalid(msg!("fill-no-such-document", form = &form.id, given = given))
                .hint(msg!("cli-event-hint")))
        }
    }
}

/// Values that other forms of the case already hold; of several, from the one filed last.
pub fn prefill(state: &CaseState, form: &Form) -> Values {
    let known = |field: &Field| {
        let sources = state.documents.iter().rev().filter(|document| document.withdrawn.is_none());
        sources
            .flat_map(|document| {
                let named = field.prefill.iter().filter(|(form, _)| *form == document.form);
                named.filter_map(|(_, source)| document.values.get(source))
            })
            .find_map(|value| fits(field, value))
    };
    form.fields().filter_map(|field| Some((field.id.clone(), known(field)?))).collect()
}

/// The value, if it can be this field's.
fn fits(field: &Field, value: &Value) -> Option<Value> {
    let is_choice = |id: &str| field.choices.iter().any(|choice| choice.id == id);
    let fits = match (field.kind, value) {
        (FieldType::Choice, Value::Text(id)) => is_choice(id),
        (FieldType::MultiChoice, Value::List(ids)) => ids.iter().all(|id| is_choice(id)),
        (FieldType::Bool, Value::Bool(_)) | (FieldType::Date, Value::Date(_)) => true,
        (FieldType::DateTime, Value::DateTime(_)) => true,
        (FieldType::Integer | FieldType::Duration, Value::Integer(_)) => true,
        (FieldType::Table, Value::Table(rows)) => {
            rows.iter().flat_map(|row| row.keys()).all(|id| field.columns.iter().any(|column| column.id == *id))
        }
        (FieldType::Choice | FieldType::MultiChoice | FieldType::Bool, _) => false,
        (FieldType::Date | FieldType::DateTime | FieldType::Integer | FieldType::Duration | FieldType::Table, _) => {
            false
        }
        (_, value) => matches!(value, Value::Text(_)),
    };
    fits.then(|| value.clone())
}
