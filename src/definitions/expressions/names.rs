//! The names that expressions may use, and what stands behind each.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::types::{Cell, Damaged, Row, Space, Type, canonical};
use crate::definitions::collected::What;
use crate::definitions::model::{Id, PolicyValue, Task, Workflow};
use crate::definitions::problem::nearest;

/// The names of a workflow, looked up as they are written in expressions (a hyphen as `_`).
pub struct Names<'w> {
    pub workflow: &'w Workflow,
    facts: HashMap<String, &'w str>,
    forms: HashMap<String, &'w str>,
    tasks: HashMap<String, &'w str>,
    policies: HashMap<String, &'w str>,
    stages: HashMap<String, &'w str>,
    documents: RefCell<HashMap<Id, Rc<Row>>>,
    pub damaged: &'w Damaged,
}

/// The names at the beginning of a path, everywhere.
pub const ROOTS: &[&str] = &["facts", "forms", "documents", "event", "tasks", "stages", "case", "policy"];

/// Something found under a name.
pub struct Found {
    pub ty: Type,
    /// It may be none by itself.
    pub may_lack: bool,
    pub vault: Option<Id>,
    /// What has been used by that, for the search for what nobody uses.
    pub uses: Option<(What, Id)>,
}

/// Why nothing is found.
pub struct Unknown {
    pub what: What,
    pub near: Option<String>,
}

impl Found {
    fn new(ty: Type, may_lack: bool) -> Found {
        Found { ty, may_lack, vault: None, uses: None }
    }

    fn using(ty: Type, may_lack: bool, what: What, id: &str) -> Found {
        Found { uses: Some((what, id.to_owned())), ..Found::new(ty, may_lack) }
    }

    pub fn cell(cell: &Cell) -> Found {
        Found { vault: cell.vault.clone(), ..Found::new(cell.ty.clone(), !cell.some) }
    }
}

impl<'w> Names<'w> {
    pub fn new(workflow: &'w Workflow, damaged: &'w Damaged) -> Names<'w> {
        fn by_name<'k>(ids: impl Iterator<Item = &'k String>) -> HashMap<String, &'k str> {
            ids.map(|id| (canonical(id), id.as_str())).collect()
        }
        Names {
            workflow,
            facts: by_name(workflow.facts.keys()),
            forms: by_name(workflow.forms.keys()),
            tasks: by_name(workflow.tasks.keys()),
            policies: by_name(workflow.policies.keys()),
            stages: by_name(workflow.stages.keys()),
            documents: RefCell::default(),
            damaged,
        }
    }

    /// What a form's documents look like.
    pub fn document(&self, id: &str) -> Rc<Row> {
        if let Some(row) = self.documents.borrow().get(id) {
            return row.clone();
        }
        let mut cells = vec![
            Cell::own("id", Type::Text, true),
            Cell::own("at", Type::Moment, true),
            Cell::own("by", Type::Text, true),
            Cell::own("role", Type::Text, true),
        ];
        let form = self.workflow.forms.get(id);
        cells.extend(form.into_iter().flat_map(|form| form.fields()).map(|field| Cell::field(field, id, self.damaged)));
        let row = Rc::new(Row { name: id.to_owned(), cells });
        self.documents.borrow_mut().insert(id.to_owned(), row.clone());
        row
    }

    /// What stands under a name in one of the spaces.
    pub fn member(&self, space: &Space, name: &str) -> Result<Found, Unknown> {
        let find = |ids: &HashMap<String, &'w str>, what: What| match ids.get(&canonical(name)) {
            Some(id) => Ok(*id),
            None => {
                let near = nearest(&canonical(name), ids.keys().map(String::as_str)).map(str::to_owned);
                Err(Unknown { what, near })
            }
        };
        let own = |words: &[(&str, Type, bool)]| match words.iter().find(|(word, ..)| *word == name) {
            Some((_, ty, may_lack)) => Ok(Found::new(ty.clone(), *may_lack)),
            None => {
                let near = nearest(name, words.iter().map(|(word, ..)| *word)).map(str::to_owned);
                Err(Unknown { what: What::Field, near })
            }
        };
        Ok(match space {
            Space::Facts => {
                let id = find(&self.facts, What::Fact)?;
                let fact = &self.workflow.facts[id];
                if self.damaged.contains(format!("fact:{id}").as_str()) {
                    return Ok(Found::using(Type::Any, false, What::Fact, id));
                }
                // What is worked out as yes or no is never missing.
                let sure = fact.is.is_some() && matches!(fact.kind, crate::definitions::FactType::Bool);
                Found::using(Type::fact(fact), !sure, What::Fact, id)
            }
            Space::Forms => {
                let id = find(&self.forms, What::Form)?;
                Found::using(Type::Row(self.document(id)), true, What::Form, id)
            }
            Space::Documents => {
                let id = find(&self.forms, What::Form)?;
                Found::using(Type::List(Box::new(Type::Row(self.document(id)))), false, What::Form, id)
            }
            Space::Tasks => {
                let id = find(&self.tasks, What::Task)?;
                Found::using(Type::Space(Space::Task(id.to_owned())), false, What::Task, id)
            }
            Space::Stages => {
                let id = find(&self.stages, What::Stage)?;
                Found::using(Type::Space(Space::Stage(id.to_owned())), false, What::Stage, id)
            }
            Space::Policies => {
                let id = find(&self.policies, What::Policy)?;
                let ty = match self.workflow.policies[id].is {
                    PolicyValue::Number(_) => Type::Integer,
                    PolicyValue::Span(_) => Type::Text,
                };
                Found::using(ty, false, What::Policy, id)
            }
            Space::Case => own(&[("opened_at", Type::Moment, false), ("closed_at", Type::Moment, true)])?,
            Space::Task(id) => return self.task_member(id, name),
            Space::Stage(_) => {
                let states = ["open", "done", "suspended", "skipped", "closed"].map(str::to_owned);
                own(&[
                    ("state", Type::Choice(states.into()), true),
                    ("opened_at", Type::Moment, true),
                    ("ended_at", Type::Moment, true),
                ])?
            }
        })
    }

    fn task_member(&self, id: &str, name: &str) -> Result<Found, Unknown> {
        if matches!(name, "opened_at" | "due_at" | "met_at") {
            return Ok(Found::new(Type::Moment, true));
        }
        let fields = self.workflow.tasks.get(id).map(|task: &Task| task.fields.as_slice()).unwrap_or_default();
        match fields.iter().find(|field| canonical(&field.id) == canonical(name)) {
            Some(field) => Ok(Found { may_lack: true, ..Found::cell(&Cell::field(field, id, self.damaged)) }),
            None => {
                let known = fields.iter().map(|f| f.id.as_str()).chain(["opened_at", "due_at", "met_at"]);
                Err(Unknown { what: What::Field, near: nearest(name, known).map(str::to_owned) })
            }
        }
    }
}
