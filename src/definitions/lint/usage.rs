//! What is declared and used by nobody, and provisions that nothing carries.

use std::collections::BTreeSet;

use super::Lint;
use crate::definitions::collected::What;
use crate::definitions::coverage::Coverage;
use crate::definitions::model::{Id, Place};
use crate::msg;

impl Lint<'_, '_> {
    pub(super) fn usage(&mut self) {
        let workflow = self.workflow;
        let used = |what: What| -> BTreeSet<&str> {
            let own = move |r: &&crate::definitions::collected::Reference| r.what == what;
            self.collected.references.iter().filter(own).map(|r| r.id.as_str()).collect()
        };
        let (facts, fields) = (used(What::Fact), used(What::Field));
        let (forms, policies) = (used(What::Form), used(What::Policy));
        let prefilled: BTreeSet<&str> = fields.iter().filter_map(|f| f.split_once('.')).map(|(form, _)| form).collect();
        let mut notes = Vec::new();
        for fact in workflow.facts.values() {
            let set = fact.is.is_some() || self.is_set(&fact.id);
            if !facts.contains(fact.id.as_str()) {
                notes.push((fact.place.clone(), msg!("definitions-lint-fact-unused", fact = &fact.id)));
            } else if !set {
                notes.push((fact.place.clone(), msg!("definitions-lint-fact-never-set", fact = &fact.id)));
            }
        }
        for form in workflow.forms.values() {
            let sets = form.fields().any(|field| field.sets_fact.is_some());
            if !forms.contains(form.id.as_str()) && !prefilled.contains(form.id.as_str()) && !sets {
                notes.push((form.place.clone(), msg!("definitions-lint-form-unused", form = &form.id)));
            }
        }
        for id in workflow.policies.keys().filter(|id| !policies.contains(id.as_str())) {
            let place = self.collected.declared_at(What::Policy, id);
            notes.push((place, msg!("definitions-lint-policy-unused", policy = id)));
        }
        let lists = used(What::List);
        let declared: Vec<(Id, Place)> = self.collected.declared(What::List);
        for (id, place) in declared.iter().filter(|(id, _)| !lists.contains(id.as_str())) {
            notes.push((place.clone(), msg!("definitions-lint-list-unused", list = id)));
        }
        for (place, message) in notes {
            self.warn(&place, message);
        }
        self.provisions();
    }

    /// Provisions of the sections that the stages here carry, each carried by what it says.
    fn provisions(&mut self) {
        let coverage = Coverage::of(self.workflow, &self.collected.references);
        let section = |norm: &str| norm.rsplit_once('-').map_or(norm.to_owned(), |(section, _)| section.to_owned());
        let carried: BTreeSet<String> =
            self.workflow.stages.values().flat_map(|stage| &stage.norms).map(|norm| section(norm)).collect();
        for norm in self.workflow.norms.values() {
            if !carried.contains(&section(&norm.id)) {
                continue;
            }
            let place = self.collected.declared_at(What::Norm, &norm.id);
            if coverage.gaps.contains(&norm.id) {
                self.warn(&place, msg!("definitions-lint-norm-uncited", norm = &norm.id));
            } else if let Some(wanted) = coverage.otherwise.get(&norm.id) {
                let (norm, wanted) = (&norm.id, wanted.to_owned());
                self.warn(&place, msg!("definitions-lint-norm-otherwise", norm = norm, wanted = wanted));
            }
        }
    }
}
