//! From the finished fold to the state that others read.

use indexmap::IndexMap;

use super::obligations::{Run, State};
use super::program::{Kind, TaskNo};
use super::simulation::{Simulation, What};
use super::stages::Active;
use super::state::{Activation, CaseState, Obligation, ObligationStatus, StageState, StageStatus, Trigger};
use crate::deadline::{self, Instant};
use crate::definitions::{Basis, Repeat, RoleRef, Roles, StageBecomes, TaskBecomes, TaskKind, Within, Workflow};
use crate::language::Message;
use crate::msg;

impl Simulation<'_> {
    /// The state at the moment up to which was folded.
    pub(super) fn outcome(self, case_id: &str) -> CaseState {
        let stages = self.program.stages.iter().enumerate();
        let stages: IndexMap<_, _> =
            stages.filter_map(|(number, stage)| Some((stage.path.clone(), self.stage_state(number)?))).collect();
        let mut obligations: Vec<(Instant, usize, Obligation)> = self
            .obligations
            .iter()
            .enumerate()
            .filter(|(_, run)| run.state != State::Waiting)
            .map(|(number, run)| (run.opened_at, number, self.obligation(run)))
            .collect();
        obligations.sort_by_key(|(opened_at, number, _)| (*opened_at, *number));
        let form = |doc: &super::documents::Doc| {
            self.workflow.forms.get_index(doc.form).map(|(id, _)| id.clone()).unwrap_or_default()
        };
        let mut documents: Vec<_> = self
            .docs
            .iter()
            .enumerate()
            .map(|(number, doc)| doc.shown(self.log, &form(doc), self.counting.contains(&number)))
            .collect();
        documents.extend(super::documents::withdrawn(self.log));
        documents.sort_by(|a, b| {
            let place = |document: &super::state::Document| self.log.number(&document.event);
            place(a).cmp(&place(b))
        });
        let conflicts = self.docs.iter().flat_map(|doc| doc.conflicts(self.log, &form(doc))).collect();
        let facts = self.program.facts.iter().zip(&self.facts);
        CaseState {
            case: case_id.to_owned(),
            now: self.now,
            opened_at: self.world.opened_at,
            closed_at: self.world.closed_at,
            facts: facts.map(|(fact, run)| (fact.id.clone(), run.state.clone())).collect(),
            documents,
            stages,
            obligations: obligations.into_iter().map(|(_, _, obligation)| obligation).collect(),
            conflicts,
            failures: self.failures.iter().cloned().collect(),
            withdrawn: self.log.withdrawn.clone(),
            world: self.world,
        }
    }

    fn stage_state(&self, number: usize) -> Option<StageState> {
        let state = self.status(number)?;
        let run = &self.stages[number];
        let event = |active: &Active| active.cause.event.map(|event| self.log.events[event].id.clone());
        let activations = run.activations.iter().map(|active| Activation {
            event: event(active),
            opened_at: active.opened_at,
            done_at: active.done_at,
            closed_at: active.closed_at.or(active.dormant_since),
        });
        let last = run.activations.last();
        let suspended = self.program.stages[number].around.iter().copied().filter_map(|stage| {
            let active = self.stages[stage].activations.last()?;
            active.suspended.last().filter(|(_, end)| end.is_none()).map(|(begun, _)| *begun)
        });
        Some(StageState {
            state,
            opened_at: last.map(|active| active.opened_at),
            done_at: last.and_then(|active| active.done_at),
            closed_at: last.and_then(|active| active.closed_at.or(active.dormant_since)),
            suspended_since: suspended.min().filter(|_| state == StageStatus::Suspended),
            activations: activations.collect(),
        })
    }

    fn obligation(&self, run: &Run) -> Obligation {
        let task = &self.workflow.tasks[run.task];
        let stage = self.program.tasks[run.task].stage;
        let suspended = run.state == State::Open && self.is_suspended(stage);
        let recorded = run.cause.event.map(|event| self.log.events[event].recorded);
        let due_at = run.due.map(|due| due.at);
        let (met_at, met_by) = match &run.state {
            State::Met { at, by } => (Some(*at), by.clone()),
            _ => (None, None),
        };
        let (ended_at, waived) = match &run.state {
            State::Waived { at, by, reason } => (Some(*at), Some((by.clone(), reason.clone()))),
            State::Lapsed { at, .. } => (Some(*at), None),
            _ => (None, None),
        };
        let (basis, policy) = basis(self.workflow, run.task);
        let outermost = self.program.stages[stage].around.last().copied().unwrap_or(stage);
        let (waived_by, waived_reason) = waived.unzip();
        Obligation {
            instance: run.name.clone(),
            task: task.id.clone(),
            stage: self.program.stages[outermost].path.clone(),
            part: task.stage.clone(),
            title: task.title.clone(),
            norms: task.norms.clone(),
            roles: self.roles(run.task),
            to: match &run.recipient {
                Some(recipient) => task.to.iter().filter(|to| to.to_string() == *recipient).cloned().collect(),
                None => task.to.clone(),
            },
            kind: task.kind,
            basis,
            policy,
            trigger: Trigger {
                event: run.cause.event.map(|event| self.log.events[event].id.clone()),
                words: self.trigger_words(run),
                at: run.triggered_at,
                recorded,
            },
            triggered_at: run.opened_at,
            anchor: run.anchor,
            anchor_missing: run.anchor_missing.clone(),
            time: run.time.clone(),
            due_at,
            provisional: run.due.is_some_and(|due| due.provisional),
            state: self.obligation_status(run, suspended),
            met_at,
            met_by,
            ended_at,
            suspended,
            waived_reason,
            waived_by,
            lapses: run.lapses.clone(),
            known_late: matches!((recorded, due_at), (Some(recorded), Some(due)) if recorded > due),
            waivable: task.waivable,
            by_hand: self.program.tasks[run.task].by_hand,
        }
    }

    fn obligation_status(&self, run: &Run, suspended: bool) -> ObligationStatus {
        let task = &self.workflow.tasks[run.task];
        match (&run.state, run.due) {
            (State::Met { at, .. }, Some(due)) if task.kind == TaskKind::Duty && *at > due.at => {
                ObligationStatus::MetLate
            }
            (State::Met { .. }, _) => ObligationStatus::Met,
            (State::Waived { .. }, _) => ObligationStatus::Waived,
            (State::Lapsed { .. }, _) => ObligationStatus::Lapsed,
            (_, Some(due)) if !suspended => {
                let (calendar, zone) = (&self.workflow.calendar, self.workflow.zone);
                let soon = deadline::due_at(self.now, self.workflow.due_soon, deadline::Roll::None, calendar, zone);
                if self.now > due.at {
                    ObligationStatus::Overdue
                } else if soon.is_some_and(|soon| due.at <= soon.at) {
                    ObligationStatus::DueSoon
                } else {
                    ObligationStatus::Open
                }
            }
            _ => ObligationStatus::Open,
        }
    }

    /// Who may do it as the facts are.
    fn roles(&self, task: TaskNo) -> Vec<RoleRef> {
        roles(self.workflow, task, |fact| {
            self.program.fact(fact).is_some_and(|fact| self.world.facts[fact].value.is_true())
        })
    }

    fn trigger_words(&self, run: &Run) -> Message {
        let workflow = self.workflow;
        let stage = self.program.tasks[run.task].stage;
        let Some(What::Listed(kind)) = run.trigger else {
            return match run.trigger {
                Some(_) => msg!("engine-trigger-time"),
                None => msg!("engine-trigger-entered", stage = &workflow.stages[stage].title),
            };
        };
        // A member of a row follows the one before it.
        if let (Some(number), Repeat::Again) = (run.number.filter(|n| *n > 1), &workflow.tasks[run.task].repeat) {
            return msg!("engine-trigger-again", number = number - 1);
        }
        match kind {
            Kind::Form(form) => {
                msg!("engine-trigger-form", form = workflow.forms[form].id.clone(), title = &workflow.forms[form].title)
            }
            Kind::Task(task, becomes) => {
                let title = &workflow.tasks[task].title;
                match becomes {
                    TaskBecomes::Met => msg!("engine-trigger-task-met", task = title),
                    TaskBecomes::Opened => msg!("engine-trigger-task-opened", task = title),
                    TaskBecomes::Waived => msg!("engine-trigger-task-waived", task = title),
                    TaskBecomes::Lapsed => msg!("engine-trigger-task-lapsed", task = title),
                }
            }
            Kind::Stage(stage, becomes) => {
                let title = &workflow.stages[stage].title;
                match becomes {
                    StageBecomes::Entered => msg!("engine-trigger-entered", stage = title),
                    StageBecomes::Done => msg!("engine-trigger-stage-done", stage = title),
                    StageBecomes::Closed => msg!("engine-trigger-stage-closed", stage = title),
                    StageBecomes::Suspended => msg!("engine-trigger-stage-suspended", stage = title),
                    StageBecomes::Resumed => msg!("engine-trigger-stage-resumed", stage = title),
                }
            }
            Kind::Fact(fact) => msg!("engine-trigger-fact", fact = &workflow.facts[fact].title),
            Kind::Due(task) => msg!("engine-trigger-due", task = &workflow.tasks[task].title),
            Kind::Case(_) => msg!("engine-trigger-case"),
        }
    }
}

/// Where the time of a task comes from.
pub(super) fn basis(workflow: &Workflow, task: TaskNo) -> (Option<Basis>, Option<String>) {
    let task = &workflow.tasks[task];
    match (&task.within, &task.repeat) {
        (Some(Within::Policy(id)), _) => (workflow.policies.get(id).map(|policy| policy.basis), Some(id.clone())),
        (Some(Within::Span(_)), _) | (None, Repeat::Every { .. }) => (Some(Basis::Act), None),
        (None, _) => (None, None),
    }
}

/// The roles of a task; of a map those whose fact holds, all of them while none does.
pub(super) fn roles(workflow: &Workflow, task: TaskNo, holds: impl Fn(&str) -> bool) -> Vec<RoleRef> {
    match &workflow.tasks[task].role {
        Roles::Any(roles) => roles.clone(),
        Roles::ByFact(map) => {
            let chosen: Vec<&(String, Vec<RoleRef>)> = map.iter().filter(|(fact, _)| holds(fact)).collect();
            let chosen = if chosen.is_empty() { map.iter().collect() } else { chosen };
            let mut roles: Vec<RoleRef> = Vec::new();
            for role in chosen.into_iter().flat_map(|(_, roles)| roles) {
                if !roles.contains(role) {
                    roles.push(role.clone());
                }
            }
            roles
        }
    }
}
