//! Fields beside what they set and what they are filled from: types, choices, vaults.

use super::Lint;
use crate::definitions::expressions::canonical;
use crate::definitions::law::PROCESS;
use crate::definitions::model::{FactType, Field, FieldType, Id, Place};
use crate::msg;

impl Lint<'_, '_> {
    pub(super) fn fields(&mut self) {
        let workflow = self.workflow;
        for form in workflow.forms.values() {
            for field in form.fields() {
                if !self.is_sound("field", &format!("{}.{}", form.id, field.id)) {
                    continue;
                }
                self.sets_fact(field);
                self.prefill(field);
            }
            self.same_name(form.fields().map(|field| (&field.id, &field.place)));
        }
        for task in workflow.tasks.values() {
            for field in &task.fields {
                if !self.is_sound("task", &format!("{}.{}", task.id, field.id)) {
                    continue;
                }
                self.sets_fact(field);
                if !field.prefill.is_empty() {
                    self.warn(&field.place, msg!("definitions-lint-prefill-of-task"));
                }
            }
            self.same_name(task.fields.iter().map(|field| (&field.id, &field.place)));
        }
        self.same_name(workflow.facts.values().map(|fact| (&fact.id, &fact.place)));
        self.same_name(workflow.tasks.values().map(|task| (&task.id, &task.place)));
        self.same_name(workflow.stages.values().map(|stage| (&stage.path, &stage.place)));
        self.same_name(workflow.forms.values().map(|form| (&form.id, &form.place)));
    }

    /// In expressions a hyphen is written `_`, so ids may not differ in that alone.
    fn same_name<'i>(&mut self, ids: impl Iterator<Item = (&'i Id, &'i Place)>) {
        let mut seen = std::collections::HashMap::new();
        for (id, place) in ids {
            if let Some(other) = seen.insert(canonical(id), id).filter(|other| *other != id) {
                self.error(place, msg!("definitions-lint-same-name", id = id, other = other));
            }
        }
    }

    fn sets_fact(&mut self, field: &Field) {
        let Some(fact) = field.sets_fact.as_ref().and_then(|id| self.workflow.facts.get(id)) else { return };
        if !self.is_sound("fact", &fact.id) {
            return;
        }
        if fact.is.is_some() {
            self.error(&field.place, msg!("definitions-lint-sets-worked-out", fact = &fact.id));
        }
        if field.vault != PROCESS {
            let (fact, vault) = (&fact.id, &field.vault);
            self.error(&field.place, msg!("definitions-lint-fact-vault", fact = fact, vault = vault));
        }
        let fits = match (&fact.kind, field.kind) {
            (FactType::Bool, FieldType::Bool)
            | (FactType::Integer, FieldType::Integer | FieldType::Duration)
            | (FactType::Date, FieldType::Date)
            | (FactType::DateTime, FieldType::DateTime) => true,
            (FactType::Choice(known), FieldType::Choice) => {
                for choice in field.choices.iter().filter(|choice| !known.contains(&choice.id)) {
                    let (id, fact) = (&choice.id, &fact.id);
                    self.error(&field.place, msg!("definitions-lint-fact-choice", id = id, fact = fact));
                }
                true
            }
            _ => false,
        };
        if !fits {
            self.error(&field.place, msg!("definitions-lint-fact-type", fact = &fact.id));
        }
    }

    fn prefill(&mut self, field: &Field) {
        for (form, id) in &field.prefill {
            let Some(from) = self.workflow.forms.get(form).and_then(|form| form.field(id)) else { continue };
            let words = |kind: FieldType| {
                matches!(
                    kind,
                    FieldType::Text | FieldType::LongText | FieldType::Person | FieldType::Phone | FieldType::IdNumber
                )
            };
            let from_name = || format!("{form}.{id}");
            if from.kind != field.kind && !(words(from.kind) && words(field.kind)) {
                self.warn(&field.place, msg!("definitions-lint-prefill-type", from = from_name()));
            } else if !from.choices.is_empty()
                && !from.choices.iter().any(|choice| field.choices.iter().any(|own| own.id == choice.id))
            {
                self.warn(&field.place, msg!("definitions-lint-prefill-choices", from = from_name()));
            }
        }
    }
}
