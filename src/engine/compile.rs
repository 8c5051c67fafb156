//! Makes a [`Program`] from a workflow.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::value::Value;

use super::program::{
    Fact, FactNo, Kind, Lazy, Move, Part, Pattern, PatternNo, Program, Rule, Stage, Task, Use, Watcher,
};
use super::world::{Clock, Names, spelled, to_value};
use crate::case;
use crate::definitions::{self as model, Discharge, Expr, FactType, Occurrence, PolicyValue, Trigger, Workflow};

/// The program of a workflow.
pub(super) fn compile(workflow: &Workflow) -> Program {
    let mut builder = Builder::new(workflow);
    builder.stages();
    builder.nesting();
    builder.tasks();
    builder.watch();
    builder.rules();
    builder.program
}

fn lazy(expr: &Option<Expr>) -> Option<Lazy> {
    expr.as_ref().map(Lazy::new)
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
                around: Vec::new(),
                inside: Vec::new(),
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

    /// For each stage the way out and everything inside; outer stages come before their inner ones.
    fn nesting(&mut self) {
        for number in 0..self.program.stages.len() {
            let outer = self.program.stages[number].outer;
            let mut around = vec![number];
            around.extend(outer.into_iter().flat_map(|outer| self.program.stages[outer].around.clone()));
            for &stage in &around {
                self.program.stages[stage].inside.push(number);
            }
            self.program.stages[number].around = around;
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
