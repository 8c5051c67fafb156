//! A workflow as the fold needs it: numbered facts, forms, tasks and stages, compiled expressions, and for each thing
//! that can happen the occurrences that wait for it. Made once per workflow and kept in it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use minijinja::value::Value;

use super::compile::compile;
use super::expressions::Code;
use super::world::Names;
use crate::definitions::{Action, CaseBecomes, Expr, FactType, StageBecomes, TaskBecomes, Workflow};
use crate::error::Effect;

/// Places in the tables of a [`Program`].
pub(super) type FactNo = usize;
pub(super) type FormNo = usize;
pub(super) type TaskNo = usize;
pub(super) type StageNo = usize;
pub(super) type PatternNo = usize;

/// An expression that is compiled when it is first asked.
pub(super) struct Lazy {
    origin: Expr,
    code: OnceLock<Code>,
}

impl Lazy {
    pub fn new(origin: &Expr) -> Lazy {
        Lazy { origin: origin.clone(), code: OnceLock::new() }
    }
    pub fn code(&self) -> &Code {
        self.code.get_or_init(|| Code::new(&self.origin))
    }
}

/// What an occurrence does when it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Opens(TaskNo),
    Meets(TaskNo),
    Stage(StageNo, Move),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Move {
    Exit,
    Suspend,
    Resume,
    Done,
    Enter,
    Skip,
}

/// An occurrence of the definitions.
pub(super) struct Pattern {
    pub purpose: Use,
    pub if_: Option<Lazy>,
    pub at: Option<Lazy>,
    pub to: Option<String>,
    /// The expression of `{time: …}`.
    pub time: Option<Lazy>,
}

pub(super) struct Fact {
    pub id: String,
    pub kind: FactType,
    pub is: Option<Lazy>,
    pub prefer: Option<Value>,
    /// By form.
    pub counts: HashMap<FormNo, Lazy>,
}

pub(super) struct Stage {
    pub path: String,
    pub outer: Option<StageNo>,
    pub inner: Vec<StageNo>,
    /// Itself and the stages around it, from the inside.
    pub around: Vec<StageNo>,
    /// Itself and all stages inside it, outer ones first.
    pub inside: Vec<StageNo>,
    pub applies: Option<Lazy>,
    pub repeat: bool,
    /// It or a stage around it may be entered again, so names of its obligations say which run is meant.
    pub repeats_somewhere: bool,
    /// Tasks that open when it is entered.
    pub on_entry: Vec<TaskNo>,
    pub tasks: Vec<TaskNo>,
    pub enters: Vec<PatternNo>,
}

pub(super) struct Task {
    pub id: String,
    pub stage: StageNo,
    pub applies: Option<Lazy>,
    pub from: Option<Lazy>,
    pub by_hand: bool,
    pub opens: Vec<PatternNo>,
    /// Recipients that each have an obligation of their own; empty: one for all.
    pub recipients: Vec<String>,
}

/// What must be looked at again when something it reads has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Watcher {
    /// A fact that is worked out, or one whose values count under a condition.
    Fact(FactNo),
    StageApplies(StageNo),
    TaskApplies(TaskNo),
    TaskFrom(TaskNo),
    Time(PatternNo),
}

/// Something that watchers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Fact(FactNo),
    Form(FormNo),
    Task(TaskNo),
    Stage(StageNo),
    Case,
}

/// Something that can happen, as occurrences name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Form(FormNo),
    Task(TaskNo, TaskBecomes),
    Stage(StageNo, StageBecomes),
    Fact(FactNo),
    Due(TaskNo),
    Case(CaseBecomes),
}

pub(super) struct Program {
    pub names: Arc<Names>,
    pub zone: chrono_tz::Tz,
    pub facts: Vec<Fact>,
    pub stages: Vec<Stage>,
    pub tasks: Vec<Task>,
    pub patterns: Vec<Pattern>,
    /// For `{fact: f, becomes: V}`: the value, by pattern.
    pub becomes: HashMap<PatternNo, Value>,
    /// Who waits for what, in the order of the definitions.
    pub listeners: HashMap<Kind, Vec<PatternNo>>,
    /// The patterns `{time: …}`.
    pub times: Vec<PatternNo>,
    pub watchers: HashMap<Part, Vec<Watcher>>,
    /// Field → fact, by form (`Some`) or task (`None` with the task's number in the second map).
    pub form_facts: Vec<Vec<(String, FactNo)>>,
    pub task_facts: Vec<Vec<(String, FactNo)>>,
    pub rules: Vec<Rule>,
    /// Rules that guard an action, with the effect there.
    pub guards: HashMap<Action, Vec<(usize, Effect)>>,
    /// By form: the expressions of its checks, in order.
    pub checks: Vec<Vec<Lazy>>,
}

pub(super) struct Rule {
    pub stage: Option<StageNo>,
    pub applies: Option<Lazy>,
    pub must: Lazy,
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Program")
    }
}

/// The program of a workflow, compiled at its first use.
pub(super) fn program(workflow: &Workflow) -> Arc<Program> {
    workflow.prepared.get_or_make(|| compile(workflow))
}

impl Program {
    pub fn fact(&self, id: &str) -> Option<FactNo> {
        self.names.facts.get(id).copied()
    }
    pub fn form(&self, id: &str) -> Option<FormNo> {
        self.names.forms.get(id).copied()
    }
    pub fn task(&self, id: &str) -> Option<TaskNo> {
        self.names.tasks.get(id).copied()
    }
    pub fn stage(&self, path: &str) -> Option<StageNo> {
        self.names.stages.get(path).copied()
    }
}

impl Program {
    /// What an expression reads; a name that is not written out reads all of its kind.
    pub fn parts(&self, code: &Code) -> Vec<Part> {
        let mut parts = Vec::new();
        for path in code.reads() {
            let name = path.get(1);
            let mut add = |numbers: &HashMap<String, usize>, make: fn(usize) -> Part| match name {
                Some(name) => parts.extend(numbers.get(name).copied().map(make)),
                None => parts.extend(numbers.values().copied().map(make)),
            };
            match path.first().map(String::as_str) {
                Some("facts") => add(&self.names.facts, Part::Fact),
                Some("forms" | "documents") => add(&self.names.forms, Part::Form),
                Some("tasks") => add(&self.names.tasks, Part::Task),
                Some("stages") => add(&self.names.stages, Part::Stage),
                Some("case") => parts.push(Part::Case),
                _ => {}
            }
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}
