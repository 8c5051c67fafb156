//! Facts: what several events say of one thing, which of it stands, and what follows from other facts.

use std::collections::BTreeSet;

use minijinja::value::Value;

use super::documents::{Doc, PROCESS, given};
use super::log::{EventNo, Log};
use super::program::{FactNo, FormNo, Kind, Part, Program, Watcher};
use super::simulation::{Happening, Simulation};
use super::state::{Claim, FactState};
use super::world::{Field, Scope, from_value, same, to_value};
use crate::case::{self, Act};
use crate::definitions::FactType;

/// What one event says of a fact.
pub(super) struct Statement {
    pub fact: FactNo,
    pub event: EventNo,
    /// The first version of its document; the event itself where there is none.
    root: EventNo,
    form: Option<FormNo>,
    value: case::Value,
    seen_as: Value,
    /// The event with which it takes effect.
    pub from: EventNo,
}

/// All statements of the case, in no particular order.
pub(super) fn statements(log: &Log, program: &Program, docs: &[Doc]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut add = |fact, event, root, form, value: &case::Value, from| {
        let seen_as = to_value(value, program.zone);
        statements.push(Statement { fact, event, root, form, value: value.clone(), seen_as, from });
    };
    for doc in docs {
        for (field, fact) in &program.form_facts[doc.form] {
            let Some(held) = doc.fields.get(field) else { continue };
            let first = held.first.unwrap_or(doc.root).max(doc.root);
            // What an incomplete version says holds at once; what is mended later holds from where the document counts.
            let from = doc.counts_from.map_or(first, |counts| first.min(counts));
            for &setter in &held.setters {
                if let Some((value, true)) = given(log.events[setter], field) {
                    add(*fact, setter, doc.root, Some(doc.form), value, from);
                }
            }
        }
    }
    for (number, event) in log.events.iter().enumerate() {
        let Some(values) = event.values.get(PROCESS).filter(|_| !log.is_gone(number)) else { continue };
        match &event.act {
            Act::Open { .. } => {
                for (id, value) in values {
                    if let Some(fact) = program.fact(id) {
                        add(fact, number, number, None, value, number);
                    }
                }
            }
            Act::Done { task, .. } => {
                for (field, fact) in program.task(task).map_or(&[][..], |task| &program.task_facts[task]) {
                    if let Some(value) = values.get(field) {
                        add(*fact, number, number, None, value, number);
                    }
                }
            }
            _ => {}
        }
    }
    statements
}

impl Statement {
    /// Its author knew the other one and put this in its place.
    fn supersedes(&self, other: &Statement, log: &Log) -> bool {
        if self.root == other.root {
            return false;
        }
        // Whoever mends an old document says what was the case then: a later document, whose author knew the old one,
        // still stands, although the mender has seen it.
        let mends = |one: &Statement, two: &Statement| one.event != one.root && log.saw(two.root, one.root);
        if log.saw(self.event, other.event) {
            return !mends(self, other);
        }
        log.saw(other.event, self.event) && mends(other, self)
    }

    fn claim(&self, log: &Log) -> Claim {
        let event = log.events[self.event];
        Claim { value: self.value.clone(), member: event.by.clone(), at: event.at, event: event.id.clone() }
    }
}

/// A fact while the case is folded.
#[derive(Default)]
pub(super) struct FactRun {
    /// Statements that have taken effect.
    said: Vec<usize>,
    pub state: FactState,
}

impl Simulation<'_> {
    /// Statements of this event take effect.
    pub(super) fn hear(&mut self, event: EventNo) {
        for index in self.statements_at.get(&event).cloned().unwrap_or_default() {
            let fact = self.statements[index].fact;
            self.facts[fact].said.push(index);
            self.dirty.insert(Watcher::Fact(fact));
        }
    }

    /// Works out facts whose ground has changed, and those that follow from them; what changed becomes a happening.
    pub(super) fn refresh_facts(&mut self, new: &mut Vec<Happening>) {
        let program = self.program.clone();
        let mut before: Vec<(FactNo, Value)> = Vec::new();
        // Lint refuses circles; a bound keeps a hostile definition from turning for ever.
        for _ in 0..=program.facts.len() {
            let dirty: BTreeSet<FactNo> = self
                .dirty
                .iter()
                .filter_map(|watcher| match watcher {
                    Watcher::Fact(fact) => Some(*fact),
                    _ => None,
                })
                .collect();
            if dirty.is_empty() {
                break;
            }
            for fact in dirty {
                self.dirty.remove(&Watcher::Fact(fact));
                let field = self.evaluate_fact(fact);
                let old = &self.world.facts[fact];
                if same(&old.value, &field.value) && old.claimed == field.claimed {
                    continue;
                }
                if !before.iter().any(|(known, _)| *known == fact) {
                    before.push((fact, old.value.clone()));
                }
                self.world_mut().facts[fact] = field;
                self.touch(Part::Fact(fact));
            }
        }
        for (fact, old) in before {
            if !same(&old, &self.world.facts[fact].value) {
                new.push(self.happening(Kind::Fact(fact), self.moment.at));
            }
        }
    }

    fn evaluate_fact(&mut self, fact: FactNo) -> Field {
        let program = self.program.clone();
        let definition = &program.facts[fact];
        let field = |value| Field { value, process: true, claimed: None };
        if let Some(is) = &definition.is {
            let value = self.ask_value(is.code(), Scope::new(&self.world));
            let value = from_value(&value, &definition.kind, program.zone)
                .or((definition.kind == FactType::Bool).then_some(case::Value::Bool(false)));
            let seen_as = value.as_ref().map_or(Value::UNDEFINED, |value| to_value(value, program.zone));
            self.facts[fact].state = FactState { value, ..FactState::default() };
            return field(seen_as);
        }
        let mut counting = Vec::new();
        for index in self.facts[fact].said.clone() {
            let condition = self.statements[index].form.and_then(|form| definition.counts.get(&form));
            let counts = condition.is_none_or(|code| self.ask(code.code(), Scope::new(&self.world)));
            if counts {
                counting.push(index);
            }
        }
        let all: Vec<&Statement> = counting.iter().map(|&index| &self.statements[index]).collect();
        let mut standing: Vec<&Statement> = all
            .iter()
            .copied()
            .filter(|statement| !all.iter().any(|other| other.supersedes(statement, self.log)))
            .collect();
        if standing.is_empty() {
            standing = all;
        }
        standing.sort_by_key(|statement| statement.event);
        let mut state = FactState::default();
        let Some(last) = standing.last() else {
            self.facts[fact].state = state;
            return field(Value::UNDEFINED);
        };
        if standing.iter().all(|statement| statement.value == last.value) {
            state.value = Some(last.value.clone());
            state.set_by = Some(self.log.events[last.event].id.clone());
            let seen_as = last.seen_as.clone();
            self.facts[fact].state = state;
            return field(seen_as);
        }
        state.conflict = standing.iter().map(|statement| statement.claim(self.log)).collect();
        let field = match &definition.prefer {
            Some(value) => {
                state.value = from_value(value, &definition.kind, program.zone);
                field(value.clone())
            }
            None => {
                let claimed = super::documents::span(standing.iter().map(|statement| &statement.value), &program);
                Field { value: Value::UNDEFINED, process: true, claimed }
            }
        };
        self.facts[fact].state = state;
        field
    }

    /// The fact became what the occurrence waits for; without a value any change will do.
    pub(super) fn has_become(&self, fact: FactNo, wanted: Option<&Value>) -> bool {
        wanted.is_none_or(|wanted| same(&self.world.facts[fact].value, wanted))
    }
}
