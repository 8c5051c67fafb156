//! Tasks and stages by themselves: who may do them, what their times are counted from, what belongs together.

use super::Lint;
use crate::definitions::collected::What;
use crate::definitions::expressions::{self, canonical};
use crate::definitions::model::{
    Discharge, Expr, FactType, Id, Occurrence, PolicyValue, Repeat, RoleRef, Roles, Stage, Task, Trigger, Within,
    Workflow,
};
use crate::msg;

impl Lint<'_, '_> {
    pub(super) fn tasks(&mut self) {
        let workflow = self.workflow;
        let sound: Vec<&Task> = workflow.tasks.values().filter(|task| self.is_sound("task", &task.id)).collect();
        for task in sound {
            self.who(task);
            self.time(task);
            self.discharge(task);
        }
        for stage in workflow.stages.values() {
            self.suspension(stage);
        }
        for occurrence in occurrences(workflow) {
            if let Trigger::Due(tasks) = &occurrence.on {
                for id in tasks {
                    if self.is_sound("task", id) && workflow.tasks.get(id).is_some_and(|task| !has_time(task)) {
                        self.error(&occurrence.place, msg!("definitions-lint-due-without-time", task = id));
                    }
                }
            }
            if let Trigger::Time(moment) = &occurrence.on {
                self.anchor(moment);
            }
        }
        self.role_circles();
    }

    fn who(&mut self, task: &Task) {
        match &task.role {
            Roles::Any(roles) if roles.is_empty() => {
                self.error(&task.place, msg!("definitions-lint-nobody", task = &task.id));
            }
            Roles::Any(_) => {}
            Roles::ByFact(by_fact) => {
                for (fact, roles) in by_fact {
                    let known = self.workflow.facts.get(fact);
                    if known.is_some_and(|known| known.kind != FactType::Bool) && self.is_sound("fact", fact) {
                        self.error(&task.place, msg!("definitions-lint-role-fact", fact = fact));
                    }
                    if roles.is_empty() {
                        self.error(&task.place, msg!("definitions-lint-nobody", task = &task.id));
                    }
                }
            }
        }
    }

    fn time(&mut self, task: &Task) {
        if let Some(Within::Policy(id)) = &task.within
            && matches!(self.workflow.policies.get(id).map(|policy| &policy.is), Some(PolicyValue::Number(_)))
        {
            self.error(&task.place, msg!("definitions-lint-policy-number", policy = id));
        }
        if let Some(from) = &task.from {
            self.anchor(from);
        }
        if matches!(task.repeat, Repeat::Every { .. }) && task.within.is_some() {
            self.error(&task.place, msg!("definitions-lint-series-within", task = &task.id));
        }
    }

    /// A time is counted from something: a fact that somebody records, the due time of a task that has one.
    fn anchor(&mut self, moment: &Expr) {
        let workflow = self.workflow;
        for path in expressions::paths(&moment.source) {
            let parts: Vec<&str> = path.split('.').collect();
            match parts.as_slice() {
                ["facts", name] => {
                    let fact = workflow.facts.values().find(|fact| canonical(&fact.id) == *name);
                    if fact.is_some_and(|f| f.is.is_none() && !self.is_set(&f.id) && self.is_sound("fact", &f.id)) {
                        self.error(&moment.place, msg!("definitions-lint-anchor-fact", fact = *name));
                    }
                }
                ["tasks", name, "due_at"] => {
                    let task = workflow.tasks.values().find(|task| canonical(&task.id) == *name);
                    if task.is_some_and(|task| !has_time(task) && self.is_sound("task", &task.id)) {
                        self.error(&moment.place, msg!("definitions-lint-anchor-task", task = *name));
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether some field sets that fact.
    pub(super) fn is_set(&self, fact: &Id) -> bool {
        let fields = self.workflow.forms.values().flat_map(|form| form.fields());
        let mut all = fields.chain(self.workflow.tasks.values().flat_map(|task| &task.fields));
        all.any(|field| field.sets_fact.as_ref() == Some(fact))
    }

    fn discharge(&mut self, task: &Task) {
        let by_hand = task.met.iter().any(|discharge| matches!(discharge, Discharge::ByHand));
        if !task.fields.is_empty() && !by_hand {
            self.warn(&task.place, msg!("definitions-lint-fields-never-asked", task = &task.id));
        }
        if task.met.is_empty() {
            self.error(&task.place, msg!("definitions-lint-never-met", task = &task.id));
        }
        let mut open: Vec<&RoleRef> = task.to.iter().collect();
        for discharge in &task.met {
            let Discharge::By(occurrence) = discharge else { continue };
            match &occurrence.to {
                None => open.clear(),
                Some(to) if !task.to.contains(to) => {
                    let (role, task) = (to.to_string(), &task.id);
                    self.error(&occurrence.place, msg!("definitions-lint-not-a-recipient", role = role, task = task));
                }
                Some(to) if !task.per_recipient => {
                    self.warn(&occurrence.place, msg!("definitions-lint-to-without-per", role = to.to_string()));
                }
                Some(to) => open.retain(|role| *role != to),
            }
        }
        if task.per_recipient && !by_hand {
            for role in open {
                let (role, task_id) = (role.to_string(), &task.id);
                self.error(&task.place, msg!("definitions-lint-recipient-never", role = role, task = task_id));
            }
        }
    }

    fn suspension(&mut self, stage: &Stage) {
        if stage.suspend.is_empty() != stage.resume.is_empty() {
            let (present, absent) = if stage.resume.is_empty() { ("suspend", "resume") } else { ("resume", "suspend") };
            self.warn(&stage.place, msg!("definitions-lint-suspend-alone", present = present, absent = absent));
        }
    }

    /// A group that has itself among its members.
    fn role_circles(&mut self) {
        let workflow = self.workflow;
        let mut reported: Vec<&Id> = Vec::new();
        for id in workflow.roles.keys() {
            let (mut seen, mut next) = (std::collections::BTreeSet::new(), vec![id]);
            while let Some(role) = next.pop() {
                let members = workflow.roles.get(role).into_iter().flat_map(|role| &role.members);
                next.extend(members.map(|member| &member.role).filter(|member| seen.insert(*member)));
            }
            let by = format!("role:{id}");
            let member = self.collected.references.iter().find(|r| r.what == What::Role && *r.by == by);
            let new = seen.contains(id) && !reported.iter().any(|other| seen.contains(*other));
            if let (true, Some(place)) = (new, member.map(|r| r.place.clone())) {
                reported.push(id);
                self.error(&place, msg!("definitions-lint-role-circle", role = id));
            }
        }
    }
}

/// It has a due time: `within`, or the interval of a series.
pub(super) fn has_time(task: &Task) -> bool {
    task.within.is_some() || matches!(task.repeat, Repeat::Every { .. })
}

/// All occurrences of a workflow.
fn occurrences(workflow: &Workflow) -> Vec<&Occurrence> {
    let mut all = Vec::new();
    for stage in workflow.stages.values() {
        let lists = [&stage.enter, &stage.done, &stage.exit, &stage.suspend, &stage.resume, &stage.skip];
        all.extend(lists.into_iter().flatten());
    }
    for task in workflow.tasks.values() {
        let met = task.met.iter().filter_map(|discharge| match discharge {
            Discharge::By(occurrence) => Some(occurrence),
            Discharge::ByHand => None,
        });
        all.extend(task.after.iter().flatten().chain(met));
    }
    all
}
