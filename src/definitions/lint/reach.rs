//! What can happen at all: stages that can be entered, tasks that can open and can be met. Worked out from what is
//! certainly possible (any form may be filed, any stage without `enter` may be entered by hand) until nothing is added.

use std::collections::BTreeSet;

use super::Lint;
use super::tasks::has_time;
use crate::definitions::model::{
    Action, Discharge, Id, Occurrence, Stage, StageBecomes, StagePath, Task, TaskBecomes, Trigger, Workflow,
};
use crate::msg;

#[derive(Default, PartialEq, Clone)]
struct Possible {
    entered: BTreeSet<StagePath>,
    suspended: BTreeSet<StagePath>,
    opened: BTreeSet<Id>,
    met: BTreeSet<Id>,
}

impl Lint<'_, '_> {
    pub(super) fn reach(&mut self) {
        let workflow = self.workflow;
        let mut possible = Possible::default();
        loop {
            let before = possible.clone();
            possible.extend(workflow);
            if possible == before {
                break;
            }
        }
        for stage in workflow.stages.values() {
            let outer = stage.outer.as_ref().is_none_or(|outer| possible.entered.contains(outer));
            if outer && !possible.entered.contains(&stage.path) {
                self.warn(&stage.place, msg!("definitions-lint-stage-unreachable", stage = &stage.path));
            }
        }
        for task in workflow.tasks.values() {
            if !possible.entered.contains(&task.stage) || !self.is_sound("task", &task.id) {
                continue;
            }
            if !possible.opened.contains(&task.id) {
                self.warn(&task.place, msg!("definitions-lint-task-unreachable", task = &task.id));
            } else if !possible.met.contains(&task.id) {
                self.error(&task.place, msg!("definitions-lint-never-met", task = &task.id));
            }
        }
    }
}

impl Possible {
    fn extend(&mut self, workflow: &Workflow) {
        for stage in workflow.stages.values() {
            let outer = stage.outer.as_ref().is_none_or(|outer| self.entered.contains(outer));
            if outer && (self.by_hand(workflow, stage) || self.any(workflow, &stage.enter)) {
                self.entered.insert(stage.path.clone());
            }
            if self.entered.contains(&stage.path) && self.any(workflow, &stage.suspend) {
                self.suspended.insert(stage.path.clone());
            }
        }
        for task in workflow.tasks.values() {
            if self.entered.contains(&task.stage) && task.after.as_ref().is_none_or(|after| self.any(workflow, after)) {
                self.opened.insert(task.id.clone());
            }
            if self.opened.contains(&task.id) && self.can_be_met(workflow, task) {
                self.met.insert(task.id.clone());
            }
        }
    }

    /// Without `enter`, or where rules say when it may be entered.
    fn by_hand(&self, workflow: &Workflow, stage: &Stage) -> bool {
        let enter = Action::Enter(stage.path.clone());
        stage.enter.is_empty()
            || workflow.rules.values().any(|rule| rule.guards.iter().any(|(action, _)| *action == enter))
    }

    fn can_be_met(&self, workflow: &Workflow, task: &Task) -> bool {
        task.met.iter().any(|discharge| match discharge {
            Discharge::ByHand => true,
            Discharge::By(occurrence) => self.any(workflow, std::slice::from_ref(occurrence)),
        })
    }

    fn any(&self, workflow: &Workflow, occurrences: &[Occurrence]) -> bool {
        occurrences.iter().any(|occurrence| match &occurrence.on {
            Trigger::Form(_) | Trigger::Time(_) | Trigger::Case(_) => true,
            Trigger::Task { tasks, becomes } => tasks.iter().any(|id| match becomes {
                TaskBecomes::Met => self.met.contains(id),
                TaskBecomes::Waived => {
                    self.opened.contains(id) && workflow.tasks.get(id).is_some_and(|task| task.waivable)
                }
                TaskBecomes::Opened | TaskBecomes::Lapsed => self.opened.contains(id),
            }),
            Trigger::Stage { stages, becomes } => stages.iter().any(|path| match becomes {
                StageBecomes::Entered | StageBecomes::Closed => self.entered.contains(path),
                StageBecomes::Done => {
                    self.entered.contains(path)
                        && workflow.stages.get(path).is_some_and(|stage| self.any(workflow, &stage.done))
                }
                StageBecomes::Suspended | StageBecomes::Resumed => self.suspended.contains(path),
            }),
            // A value that nobody records is noted where the fact is looked at.
            Trigger::Fact { .. } => true,
            Trigger::Due(tasks) => {
                tasks.iter().any(|id| self.opened.contains(id) && workflow.tasks.get(id).is_some_and(has_time))
            }
        })
    }
}
