//! Looks up every id that is used: roles, norms, facts, forms, fields, tasks, stages, policies, vaults, values of facts.

use std::collections::BTreeSet;

use super::collected::{Collected, Reference, What};
use super::is_value_of;
use super::model::Workflow;
use super::problem::{Severity, nearest};
use crate::msg;

/// Notes each reference to something that is not declared. `lists`: the shared lists of choices that were read.
pub fn check(workflow: &Workflow, lists: &BTreeSet<String>, collected: &mut Collected) {
    let known = Known::new(workflow, lists);
    let references = std::mem::take(&mut collected.references);
    for reference in &references {
        known.look_up(workflow, reference, collected);
    }
    collected.references = references;
}

struct Known<'w> {
    roles: BTreeSet<String>,
    lists: &'w BTreeSet<String>,
    fields: BTreeSet<String>,
}

impl<'w> Known<'w> {
    fn new(workflow: &'w Workflow, lists: &'w BTreeSet<String>) -> Known<'w> {
        let of_form = |form: &'w super::Form| form.fields().map(move |field| format!("{}.{}", form.id, field.id));
        Known {
            roles: super::expressions::role_words(workflow).into_iter().collect(),
            lists,
            fields: workflow.forms.values().flat_map(of_form).collect(),
        }
    }

    fn look_up(&self, workflow: &Workflow, reference: &Reference, collected: &mut Collected) {
        let id = reference.id.as_str();
        if reference.what == What::Choice {
            return value_of_fact(workflow, reference, collected);
        }
        let found = match reference.what {
            What::Role => self.roles.contains(id),
            What::Norm => workflow.norms.contains_key(id),
            What::Fact | What::FactSet => workflow.facts.contains_key(id),
            What::Form => workflow.forms.contains_key(id),
            What::Field => self.fields.contains(id),
            What::Task => workflow.tasks.contains_key(id),
            What::Stage => workflow.stages.contains_key(id),
            What::Policy => workflow.policies.contains_key(id),
            What::Vault => workflow.vaults.contains_key(id),
            What::List => self.lists.contains(id),
            What::Rule => workflow.rules.contains_key(id),
            What::Section | What::Check | What::Choice | What::Group => true,
        };
        if found {
            return;
        }
        let near = match reference.what {
            What::Role => nearest(id, self.roles.iter().map(String::as_str)),
            What::Norm => nearest(id, workflow.norms.keys().map(String::as_str)),
            What::Fact | What::FactSet => nearest(id, workflow.facts.keys().map(String::as_str)),
            What::Form => nearest(id, workflow.forms.keys().map(String::as_str)),
            What::Field => nearest(id, self.fields.iter().map(String::as_str)),
            What::Task => nearest(id, workflow.tasks.keys().map(String::as_str)),
            What::Stage => near_stage(id, workflow),
            What::Policy => nearest(id, workflow.policies.keys().map(String::as_str)),
            What::Vault => nearest(id, workflow.vaults.keys().map(String::as_str)),
            What::List => nearest(id, self.lists.iter().map(String::as_str)),
            _ => None,
        };
        let suggestion = near.map(|near| msg!("definitions-did-you-mean", word = near));
        let message = msg!("definitions-unknown", what = reference.what.word(), id = super::yaml::shorten(id));
        collected.problem(Severity::Error, &reference.place, message, suggestion);
    }
}

/// An inner stage is often named without the stages around it.
fn near_stage<'w>(id: &str, workflow: &'w Workflow) -> Option<&'w str> {
    let paths = || workflow.stages.keys().map(String::as_str);
    paths().find(|path| path.rsplit('/').next() == Some(id)).or_else(|| nearest(id, paths()))
}

/// `fact=value`: a value that the fact can have.
fn value_of_fact(workflow: &Workflow, reference: &Reference, collected: &mut Collected) {
    let Some((fact, value)) = reference.id.split_once('=') else { return };
    let Some(fact) = workflow.facts.get(fact) else { return };
    if !is_value_of(&fact.kind, value) {
        let values = super::values_of(&fact.kind);
        let suggestion = match nearest(value, values.iter().map(String::as_str)) {
            Some(near) => Some(msg!("definitions-did-you-mean", word = near)),
            None if values.is_empty() => None,
            None => Some(msg!("definitions-known-values", values = values.join(", "))),
        };
        let message = msg!("definitions-no-such-value", word = super::yaml::shorten(value));
        collected.problem(Severity::Error, &reference.place, message, suggestion);
    }
}
