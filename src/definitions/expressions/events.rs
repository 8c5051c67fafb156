//! What `event` is where an expression stands: the documents and acts that can be behind an occurrence, and the fields
//! that all or some of them have.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::types::{Cell, Damaged, Row, Type};
use crate::definitions::collected::Scope;
use crate::definitions::model::{
    Action, Discharge, Field, Id, Occurrence, RoleRef, StageBecomes, TaskBecomes, Trigger, Workflow,
};

/// The documents and acts that an event can be.
#[derive(Default)]
struct Sources {
    forms: BTreeSet<Id>,
    /// Tasks done by hand.
    tasks: BTreeSet<Id>,
    share: bool,
    /// An act without fields: entering, closing, waiving, opening the case.
    act: bool,
    /// Nothing at all: time has passed.
    time: bool,
    /// Whatever changed a fact that is worked out.
    any: bool,
    /// Something that is not declared.
    unknown: bool,
    /// Recipients that `event.to` can name.
    to: BTreeSet<String>,
    seen: BTreeSet<String>,
}

/// What `event` is where an expression stands; none where there is no event.
pub fn event_type(workflow: &Workflow, scope: &Scope, damaged: &Damaged) -> Option<Type> {
    let mut sources = Sources::default();
    match scope {
        Scope::Always | Scope::Form(_) | Scope::TaskFields(_) => return None,
        Scope::Occurrence(trigger) => sources.trigger(workflow, trigger),
        Scope::Opens(task) => sources.opens(workflow, task),
        Scope::Rule(rule) => {
            let guards = workflow.rules.get(rule).map(|rule| rule.guards.as_slice()).unwrap_or_default();
            sources.unknown |= guards.is_empty();
            guards.iter().for_each(|(action, _)| sources.action(workflow, action));
        }
    }
    let known_forms = sources.forms.iter().all(|form| workflow.forms.contains_key(form));
    let known = known_forms && sources.tasks.iter().all(|task| workflow.tasks.contains_key(task));
    if !known || sources.unknown {
        // A wrong name has been noted where it stands.
        return Some(Type::Any);
    }
    sources.row(workflow, damaged).map(|row| Type::Row(Rc::new(row)))
}

impl Sources {
    fn trigger(&mut self, workflow: &Workflow, trigger: &Trigger) {
        match trigger {
            Trigger::Form(forms) => self.forms.extend(forms.iter().cloned()),
            Trigger::Task { tasks, becomes } => {
                for id in tasks {
                    let Some(task) = workflow.tasks.get(id) else {
                        self.unknown = true;
                        continue;
                    };
                    self.to.extend(task.to.iter().map(RoleRef::to_string));
                    match becomes {
                        TaskBecomes::Met => self.meets(workflow, id),
                        TaskBecomes::Opened => self.opens(workflow, id),
                        TaskBecomes::Waived => self.act = true,
                        TaskBecomes::Lapsed => self.any = true,
                    }
                }
            }
            Trigger::Stage { stages, becomes } => {
                for path in stages {
                    let Some(stage) = workflow.stages.get(path) else {
                        self.unknown = true;
                        continue;
                    };
                    if !self.seen.insert(format!("{path} {becomes:?}")) {
                        continue;
                    }
                    let causes = match becomes {
                        StageBecomes::Entered => &stage.enter,
                        StageBecomes::Done => &stage.done,
                        StageBecomes::Closed => &stage.exit,
                        StageBecomes::Suspended => &stage.suspend,
                        StageBecomes::Resumed => &stage.resume,
                    };
                    self.act |= matches!(becomes, StageBecomes::Entered | StageBecomes::Closed);
                    self.occurrences(workflow, causes);
                }
            }
            Trigger::Fact { facts, .. } => {
                for id in facts {
                    self.unknown |= !workflow.facts.contains_key(id);
                    self.any |= workflow.facts.get(id).is_some_and(|fact| fact.is.is_some());
                    let sets = |field: &Field| field.sets_fact.as_ref() == Some(id);
                    let forms = workflow.forms.values().filter(|form| form.fields().any(sets));
                    self.forms.extend(forms.map(|form| form.id.clone()));
                    let tasks = workflow.tasks.values().filter(|task| task.fields.iter().any(sets));
                    self.tasks.extend(tasks.map(|task| task.id.clone()));
                    // First facts are recorded as the case opens.
                    self.act = true;
                }
            }
            Trigger::Due(_) | Trigger::Time(_) => self.time = true,
            Trigger::Case(_) => self.act = true,
        }
    }

    fn occurrences(&mut self, workflow: &Workflow, occurrences: &[Occurrence]) {
        for occurrence in occurrences {
            self.trigger(workflow, &occurrence.on);
        }
    }

    /// What discharges a task.
    fn meets(&mut self, workflow: &Workflow, id: &Id) {
        let Some(task) = workflow.tasks.get(id) else { return };
        if !self.seen.insert(format!("met {id}")) {
            return;
        }
        for discharge in &task.met {
            match discharge {
                Discharge::ByHand => {
                    self.tasks.insert(id.clone());
                }
                Discharge::By(occurrence) => self.trigger(workflow, &occurrence.on),
            }
        }
    }

    /// What opens a task: its `after`, else the entry of its stage.
    fn opens(&mut self, workflow: &Workflow, id: &Id) {
        let Some(task) = workflow.tasks.get(id) else { return };
        if !self.seen.insert(format!("opens {id}")) {
            return;
        }
        match &task.after {
            Some(after) => self.occurrences(workflow, after),
            None => {
                let entered = Trigger::Stage { stages: vec![task.stage.clone()], becomes: StageBecomes::Entered };
                self.trigger(workflow, &entered);
            }
        }
    }

    fn action(&mut self, workflow: &Workflow, action: &Action) {
        match action {
            Action::File(form) => {
                self.forms.insert(form.clone());
            }
            Action::Do(task) => {
                self.to.extend(workflow.tasks.get(task).into_iter().flat_map(|t| &t.to).map(RoleRef::to_string));
                self.tasks.insert(task.clone());
            }
            Action::Share(_) => self.share = true,
            Action::Waive(_) | Action::Enter(_) | Action::Close(_) | Action::CloseCase => self.act = true,
        }
    }

    fn row(&self, workflow: &Workflow, damaged: &Damaged) -> Option<Row> {
        let roles = || -> Type { Type::Choice(role_words(workflow).into()) };
        let common = || {
            vec![
                Cell::own("id", Type::Text, true),
                Cell::own("at", Type::Moment, true),
                Cell::own("by", Type::Text, true),
                Cell::own("role", roles(), true),
            ]
        };
        let row = |cells: Vec<Cell>| Row { name: "event".to_owned(), cells };
        let mut rows = Vec::new();
        let forms = workflow.forms.values().filter(|form| self.any || self.forms.contains(&form.id));
        for form in forms {
            let fields = form.fields().map(|field| Cell::field(field, &form.id, damaged));
            rows.push(row(common().into_iter().chain(fields).collect()));
        }
        let tasks = workflow.tasks.values().filter(|task| self.any || self.tasks.contains(&task.id));
        for task in tasks {
            let fields = task.fields.iter().map(|field| Cell::field(field, &task.id, damaged));
            rows.push(row(common().into_iter().chain(fields).collect()));
        }
        if self.share {
            let list = |ty: Type| Type::List(Box::new(ty));
            let mut cells = common();
            cells.extend([
                Cell::own("office", Type::Text, true),
                Cell::own("office_roles", list(roles()), true),
                Cell::own("member", Type::Text, false),
                Cell::own("member_roles", list(roles()), true),
            ]);
            rows.push(row(cells));
        }
        if self.act || self.any {
            rows.push(row(common()));
        }
        if self.time && !rows.is_empty() {
            rows.push(row(Vec::new()));
        }
        let mut event = rows.into_iter().reduce(|a, b| a.either(&b))?;
        if !self.to.is_empty() && event.cell("to").is_none() {
            let to: Rc<[Id]> = self.to.iter().cloned().collect();
            event.cells.push(Cell::own("to", Type::Choice(to), false));
        }
        Some(event)
    }
}

/// All roles and seats as they are written.
pub fn role_words(workflow: &Workflow) -> Vec<Id> {
    let mut words = Vec::new();
    for (id, role) in &workflow.roles {
        words.push(id.clone());
        words.extend(role.seats.keys().map(|seat| format!("{id}/{seat}")));
    }
    words
}
