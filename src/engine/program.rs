//! A workflow as the fold needs it: numbered facts, forms, tasks and stages, compiled expressions, and for each thing
//! that can happen the occurrences that wait for it. Made once per workflow and kept in it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use minijinja::value::Value;

use super::expressions::Code;
use super::world::{Clock, Names, spelled, to_value};
use crate::case;
use crate::definitions::{
    self as model, Action, CaseBecomes, Discharge, Expr, FactType, Occurrence, PolicyValue, StageBecomes, TaskBecomes,
    Trigger, Workflow,
};
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
    fn new(origin: &Expr) -> Lazy {
        Lazy { origin: origin.clone(), code: OnceLock::new() }
    }
    pub fn code(&self) -> &Code {
        self.code.get_or_init(|| Code::new(&self.origin))
    }
}

fn lazy(expr: &Option<Expr>) -> Option<Lazy> {
    expr.as_ref().map(Lazy::new)
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
    workflow.prepared.get_or_make(|| Program::new(workflow))
}

impl Program {
    fn new(workflow: &Workflow) -> Program {
        let mut builder = Builder::new(workflow);
        builder.stages();
        builder.tasks();
        builder.watch();
        builder.rules();
        builder.program
    }

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

struct Builder<'a> {
    workflow: &'a Workflow,
    program: Program,
}

fn numbered<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    let mut numbers = HashMap::new();
    for (number, id) in ids.enumerate() {
        numbers.insert(spelled(id), number);
        numbers.insert(id.clone(), number);
    }
    numbers
}

/// A value as the definitions write it (`true`, `child`, `3`), in the type of the fact.
fn written(text: &str, kind: &FactType, zone: chrono_tz::Tz) -> Value {
    let value = match kind {
        FactType::Bool => case::Value::Bool(text == "true"),
        FactType::Integer => text.parse().map_or(case::Value::Text(text.to_owned()), case::Value::Integer),
        FactType::Choice(_) => case::Value::Text(text.to_owned()),
        FactType::Date | FactType::DateTime => match crate::deadline::parse_moment(text, zone) {
            Ok(at) => return Value::from(at.timestamp()),
            Err(_) => case::Value::Text(text.to_owned()),
        },
    };
    to_value(&value, zone)
}

impl<'a> Builder<'a> {
    fn new(workflow: &'a Workflow) -> Builder<'a> {
        let policies = workflow.policies.iter().flat_map(|(id, policy)| {
            let value = match policy.is {
                PolicyValue::Number(number) => Value::from(number),
                PolicyValue::Span(span) => Value::from(span.to_string()),
            };
            [(spelled(id), value.clone()), (id.clone(), value)]
        });
        let clock = Clock { zone: workflow.zone, calendar: workflow.calendar.clone(), roll: workflow.roll };
        let names = Names {
            facts: numbered(workflow.facts.keys()),
            forms: numbered(workflow.forms.keys()),
            tasks: numbered(workflow.tasks.keys()),
            stages: numbered(workflow.stages.keys()),
            policies: policies.collect(),
            clock: Value::from_object(clock),
        };
        let zone = workflow.zone;
        let facts = workflow.facts.values().map(|fact| Fact {
            id: fact.id.clone(),
            kind: fact.kind.clone(),
            is: lazy(&fact.is),
            prefer: fact.prefer.as_ref().map(|text| written(text, &fact.kind, zone)),
            counts: fact
                .counts
                .iter()
                .filter_map(|(form, expr)| Some((*names.forms.get(form)?, Lazy::new(expr))))
                .collect(),
        });
        let facts = facts.collect();
        let set = |fields: &mut dyn Iterator<Item = &model::Field>| -> Vec<(String, FactNo)> {
            fields
                .filter_map(|field| {
                    let fact = names.facts.get(field.sets_fact.as_ref()?)?;
                    Some((field.id.clone(), *fact))
                })
                .collect()
        };
        let form_facts = workflow.forms.values().map(|form| set(&mut form.fields())).collect();
        let task_facts = workflow.tasks.values().map(|task| set(&mut task.fields.iter())).collect();
        let program = Program {
            names: Arc::new(names),
            zone,
            facts,
            stages: Vec::new(),
            tasks: Vec::new(),
            patterns: Vec::new(),
            becomes: HashMap::new(),
            listeners: HashMap::new(),
            times: Vec::new(),
            watchers: HashMap::new(),
            form_facts,
            task_facts,
            rules: Vec::new(),
            guards: HashMap::new(),
            checks: Vec::new(),
        };
        Builder { workflow, program }
    }

    fn stages(&mut self) {
        for (number, stage) in self.workflow.stages.values().enumerate() {
            let outer = stage.outer.as_ref().and_then(|outer| self.program.stage(outer));
            let repeats_around =
                outer.and_then(|outer| self.program.stages.get(outer)).is_some_and(|s| s.repeats_somewhere);
            if let Some(outer) = outer.and_then(|outer| self.program.stages.get_mut(outer)) {
                outer.inner.push(number);
            }
            self.program.stages.push(Stage {
                path: stage.path.clone(),
                outer,
                inner: Vec::new(),
                applies: lazy(&stage.applies),
                repeat: stage.repeat,
                repeats_somewhere: stage.repeat || repeats_around,
                on_entry: Vec::new(),
                tasks: Vec::new(),
                enters: Vec::new(),
            });
            let moves = [
                (&stage.exit, Move::Exit),
                (&stage.suspend, Move::Suspend),
                (&stage.resume, Move::Resume),
                (&stage.done, Move::Done),
                (&stage.enter, Move::Enter),
                (&stage.skip, Move::Skip),
            ];
            for (occurrences, move_) in moves {
                for occurrence in occurrences {
                    let pattern = self.pattern(occurrence, Use::Stage(number, move_));
                    if move_ == Move::Enter {
                        self.program.stages[number].enters.push(pattern);
                    }
                }
            }
        }
    }

    fn tasks(&mut self) {
        for (number, task) in self.workflow.tasks.values().enumerate() {
            let stage = self.program.stage(&task.stage).unwrap_or_default();
            let recipients = match task.per_recipient {
                true => task.to.iter().map(ToString::to_string).collect(),
                false => Vec::new(),
            };
            self.program.tasks.push(Task {
                id: task.id.clone(),
                stage,
                applies: lazy(&task.applies),
                from: lazy(&task.from),
                by_hand: task.met.iter().any(|met| matches!(met, Discharge::ByHand)),
                opens: Vec::new(),
                recipients,
            });
            if let Some(stage) = self.program.stages.get_mut(stage) {
                stage.tasks.push(number);
                if task.after.is_none() {
                    stage.on_entry.push(number);
                }
            }
            for occurrence in task.after.iter().flatten() {
                let pattern = self.pattern(occurrence, Use::Opens(number));
                self.program.tasks[number].opens.push(pattern);
            }
            for met in &task.met {
                if let Discharge::By(occurrence) = met {
                    self.pattern(occurrence, Use::Meets(number));
                }
            }
        }
    }

    fn pattern(&mut self, occurrence: &Occurrence, purpose: Use) -> PatternNo {
        let number = self.program.patterns.len();
        let mut time = None;
        let kinds: Vec<Kind> = match &occurrence.on {
            Trigger::Form(forms) => forms.iter().filter_map(|id| self.program.form(id)).map(Kind::Form).collect(),
            Trigger::Task { tasks, becomes } => {
                tasks.iter().filter_map(|id| self.program.task(id)).map(|task| Kind::Task(task, *becomes)).collect()
            }
            Trigger::Stage { stages, becomes } => stages
                .iter()
                .filter_map(|path| self.program.stage(path))
                .map(|stage| Kind::Stage(stage, *becomes))
                .collect(),
            Trigger::Fact { facts, becomes } => {
                let facts: Vec<FactNo> = facts.iter().filter_map(|id| self.program.fact(id)).collect();
                if let (Some(text), Some(&fact)) = (becomes, facts.first()) {
                    let value = written(text, &self.program.facts[fact].kind, self.program.zone);
                    self.program.becomes.insert(number, value);
                }
                facts.into_iter().map(Kind::Fact).collect()
            }
            Trigger::Due(tasks) => tasks.iter().filter_map(|id| self.program.task(id)).map(Kind::Due).collect(),
            Trigger::Time(expr) => {
                time = Some(Lazy::new(expr));
                self.program.times.push(number);
                Vec::new()
            }
            Trigger::Case(becomes) => vec![Kind::Case(*becomes)],
        };
        for kind in kinds {
            self.program.listeners.entry(kind).or_default().push(number);
        }
        self.program.patterns.push(Pattern {
            purpose,
            if_: lazy(&occurrence.if_),
            at: lazy(&occurrence.at),
            to: occurrence.to.as_ref().map(ToString::to_string),
            time,
        });
        number
    }

    /// Notes for each expression that must be asked again what it reads.
    fn watch(&mut self) {
        let mut wanted: Vec<(Watcher, Vec<Part>)> = Vec::new();
        let program = &self.program;
        for (number, fact) in program.facts.iter().enumerate() {
            for code in fact.is.iter().chain(fact.counts.values()) {
                wanted.push((Watcher::Fact(number), program.parts(code.code())));
            }
        }
        for (number, stage) in program.stages.iter().enumerate() {
            if let Some(applies) = &stage.applies {
                wanted.push((Watcher::StageApplies(number), program.parts(applies.code())));
            }
        }
        for (number, task) in program.tasks.iter().enumerate() {
            if let Some(applies) = &task.applies {
                wanted.push((Watcher::TaskApplies(number), program.parts(applies.code())));
            }
            if let Some(from) = &task.from {
                wanted.push((Watcher::TaskFrom(number), program.parts(from.code())));
            }
        }
        for &pattern in &program.times {
            if let Some(time) = &program.patterns[pattern].time {
                wanted.push((Watcher::Time(pattern), program.parts(time.code())));
            }
        }
        for (watcher, parts) in wanted {
            for part in parts {
                let watchers = self.program.watchers.entry(part).or_default();
                if !watchers.contains(&watcher) {
                    watchers.push(watcher);
                }
            }
        }
    }

    fn rules(&mut self) {
        for (number, rule) in self.workflow.rules.values().enumerate() {
            self.program.rules.push(Rule {
                stage: rule.stage.as_ref().and_then(|path| self.program.stage(path)),
                applies: lazy(&rule.applies),
                must: Lazy::new(&rule.must),
            });
            for (action, effect) in &rule.guards {
                self.program.guards.entry(action.clone()).or_default().push((number, *effect));
            }
        }
        let checks = |form: &model::Form| form.checks.iter().map(|check| Lazy::new(&check.must)).collect();
        self.program.checks = self.workflow.forms.values().map(checks).collect();
    }
}

impl Program {
    /// What an expression reads; a name that is not written out reads all of its kind.
    fn parts(&self, code: &Code) -> Vec<Part> {
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
