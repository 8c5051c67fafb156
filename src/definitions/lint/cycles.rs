//! What follows at the same moment must come to an end. A change may bring others about (`{task: …}`, `{stage: …}`,
//! `{fact: …}`, `applies`, facts that are worked out); if one of them can bring it about again, the definitions are
//! refused. Only duties that discharge each other may: what is met stays met.

use std::collections::{BTreeMap, BTreeSet};

use super::Lint;
use crate::definitions::expressions::{self, canonical};
use crate::definitions::model::{Discharge, Expr, Occurrence, Place, StageBecomes, TaskBecomes, Trigger, Workflow};
use crate::msg;

/// A change that can bring about others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Task(String, Task),
    Stage(String, Stage),
    Fact(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    Opened,
    Met,
    Waived,
    Lapsed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Entered,
    Done,
    Closed,
    Suspended,
    Resumed,
}

#[derive(Default)]
struct Graph {
    follows: BTreeMap<Change, BTreeSet<Change>>,
    places: BTreeMap<Change, Place>,
}

impl Lint<'_, '_> {
    pub(super) fn cycles(&mut self) {
        let graph = Graph::of(self.workflow);
        let mut reported: BTreeSet<Change> = BTreeSet::new();
        let mut seen: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        for start in graph.follows.keys() {
            if reported.contains(start) {
                continue;
            }
            if let Some(circle) = graph.circle(start) {
                let meets_only = circle.iter().all(|change| matches!(change, Change::Task(_, Task::Met)));
                reported.extend(circle.iter().cloned());
                let ids: BTreeSet<String> = circle.iter().map(|change| change.id().to_owned()).collect();
                // Entering and closing one stage make two circles of the same mistake.
                if !meets_only && seen.insert(ids) {
                    let names = circle.iter().chain(circle.first()).map(Change::name).collect::<Vec<_>>().join(" → ");
                    let place = circle.iter().find_map(|change| graph.places.get(change)).cloned().unwrap_or_default();
                    self.error(&place, msg!("definitions-lint-circle", names = names));
                }
            }
        }
    }
}

impl Change {
    fn id(&self) -> &str {
        match self {
            Change::Task(id, _) | Change::Stage(id, _) | Change::Fact(id) => id,
        }
    }

    fn name(&self) -> String {
        match self {
            Change::Task(id, Task::Met) => id.clone(),
            Change::Task(id, kind) => format!("{id} {}", format!("{kind:?}").to_lowercase()),
            Change::Stage(path, Stage::Entered) => path.clone(),
            Change::Stage(path, kind) => format!("{path} {}", format!("{kind:?}").to_lowercase()),
            Change::Fact(id) => format!("facts.{id}"),
        }
    }
}

impl Graph {
    fn of(workflow: &Workflow) -> Graph {
        let mut graph = Graph::default();
        for fact in workflow.facts.values() {
            let change = Change::Fact(fact.id.clone());
            graph.places.insert(change.clone(), fact.place.clone());
            for expr in fact.is.iter().chain(fact.counts.values()) {
                graph.asked(workflow, expr, &change);
            }
        }
        for stage in workflow.stages.values() {
            let change = |kind| Change::Stage(stage.path.clone(), kind);
            graph.places.insert(change(Stage::Entered), stage.place.clone());
            for (occurrences, kind) in [
                (&stage.enter, Stage::Entered),
                (&stage.done, Stage::Done),
                (&stage.exit, Stage::Closed),
                (&stage.suspend, Stage::Suspended),
                (&stage.resume, Stage::Resumed),
            ] {
                graph.occurrences(occurrences, &change(kind));
            }
            if let Some(expr) = &stage.applies {
                graph.asked(workflow, expr, &change(Stage::Entered));
                graph.asked(workflow, expr, &change(Stage::Closed));
            }
            if let Some(outer) = &stage.outer {
                graph.edge(Change::Stage(outer.clone(), Stage::Closed), change(Stage::Closed));
            }
        }
        for task in workflow.tasks.values() {
            let change = |kind| Change::Task(task.id.clone(), kind);
            graph.places.insert(change(Task::Met), task.place.clone());
            graph.places.insert(change(Task::Opened), task.place.clone());
            match &task.after {
                Some(after) => graph.occurrences(after, &change(Task::Opened)),
                None => graph.edge(Change::Stage(task.stage.clone(), Stage::Entered), change(Task::Opened)),
            }
            for discharge in &task.met {
                if let Discharge::By(occurrence) = discharge {
                    graph.occurrences(std::slice::from_ref(occurrence), &change(Task::Met));
                }
            }
            if let Some(expr) = &task.applies {
                graph.asked(workflow, expr, &change(Task::Opened));
                graph.asked(workflow, expr, &change(Task::Lapsed));
            }
            graph.edge(Change::Stage(task.stage.clone(), Stage::Closed), change(Task::Lapsed));
        }
        graph
    }

    fn edge(&mut self, from: Change, to: Change) {
        self.follows.entry(from).or_default().insert(to);
    }

    /// What an occurrence waits for brings the change about.
    fn occurrences(&mut self, occurrences: &[Occurrence], change: &Change) {
        for occurrence in occurrences {
            match &occurrence.on {
                Trigger::Task { tasks, becomes } => {
                    let kind = match becomes {
                        TaskBecomes::Met => Task::Met,
                        TaskBecomes::Opened => Task::Opened,
                        TaskBecomes::Waived => Task::Waived,
                        TaskBecomes::Lapsed => Task::Lapsed,
                    };
                    tasks.iter().for_each(|id| self.edge(Change::Task(id.clone(), kind), change.clone()));
                }
                Trigger::Stage { stages, becomes } => {
                    let kind = match becomes {
                        StageBecomes::Entered => Stage::Entered,
                        StageBecomes::Done => Stage::Done,
                        StageBecomes::Closed => Stage::Closed,
                        StageBecomes::Suspended => Stage::Suspended,
                        StageBecomes::Resumed => Stage::Resumed,
                    };
                    stages.iter().for_each(|id| self.edge(Change::Stage(id.clone(), kind), change.clone()));
                }
                Trigger::Fact { facts, .. } => {
                    facts.iter().for_each(|id| self.edge(Change::Fact(id.clone()), change.clone()));
                }
                Trigger::Form(_) | Trigger::Due(_) | Trigger::Time(_) | Trigger::Case(_) => {}
            }
        }
    }

    /// What an expression that is asked at every moment depends on brings the change about.
    fn asked(&mut self, workflow: &Workflow, expr: &Expr, change: &Change) {
        for path in expressions::paths(&expr.source) {
            let parts: Vec<&str> = path.split('.').collect();
            match parts.as_slice() {
                ["facts", name] => {
                    let fact = workflow.facts.keys().find(|id| canonical(id) == *name);
                    fact.into_iter().for_each(|id| self.edge(Change::Fact(id.clone()), change.clone()));
                }
                ["tasks", name, what] => {
                    let Some(id) = workflow.tasks.keys().find(|id| canonical(id) == *name) else { continue };
                    let kind = if matches!(*what, "opened_at" | "due_at") { Task::Opened } else { Task::Met };
                    self.edge(Change::Task(id.clone(), kind), change.clone());
                }
                ["stages", name, what] => {
                    let Some(path) = workflow.stages.keys().find(|path| canonical(path) == *name) else { continue };
                    let kinds: &[Stage] = match *what {
                        "opened_at" => &[Stage::Entered],
                        "ended_at" => &[Stage::Done, Stage::Closed],
                        _ => &[Stage::Entered, Stage::Done, Stage::Closed, Stage::Suspended, Stage::Resumed],
                    };
                    kinds.iter().for_each(|kind| self.edge(Change::Stage(path.clone(), *kind), change.clone()));
                }
                _ => {}
            }
        }
    }

    /// A shortest way from a change back to itself.
    fn circle(&self, start: &Change) -> Option<Vec<Change>> {
        let mut before: BTreeMap<&Change, &Change> = BTreeMap::new();
        let mut next = std::collections::VecDeque::from([start]);
        while let Some(change) = next.pop_front() {
            for follower in self.follows.get(change).into_iter().flatten() {
                if follower == start {
                    let mut way = vec![change.clone()];
                    let mut at = change;
                    while at != start {
                        at = before.get(at)?;
                        way.push(at.clone());
                    }
                    way.reverse();
                    return Some(way);
                }
                if !before.contains_key(follower) {
                    before.insert(follower, change);
                    next.push_back(follower);
                }
            }
        }
        None
    }
}
