//! What discharges obligations: what people do, what documents show, what was done ahead.

use std::sync::Arc;

use super::obligations::{State, Why};
use super::program::{Kind, TaskNo, Use};
use super::reference::Reference;
use super::simulation::{Cause, Deed, ObligationNo, Simulation};
use super::world::Record;
use crate::case::Act;
use crate::deadline::Instant;
use crate::definitions::{Repeat, TaskBecomes};

/// A discharge that found nothing open, for the next obligation to open.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub at: Instant,
    pub cause: Cause,
    pub to: Option<String>,
    /// The instance that it names.
    pub name: Option<String>,
    /// Only for what its own document opens: about the duty of before it is a second paper.
    pub own_only: bool,
}

/// A discharge that waits for what its own document opens in this moment.
pub(super) struct Postponed {
    task: TaskNo,
    at: Instant,
    index: usize,
    to: Option<String>,
}

impl Simulation<'_> {
    /// Discharges what the happenings of this round and the deeds of people discharge.
    pub(super) fn discharges(&mut self, from: usize, deeds: &[Deed]) -> Vec<Postponed> {
        for deed in deeds {
            match deed {
                Deed::Done(event) => self.done(*event),
                Deed::Waived(event) => self.waive(*event),
                _ => {}
            }
        }
        let mut postponed = Vec::new();
        for index in from..self.moment.all.len() {
            for pattern in self.listeners(index) {
                let Use::Meets(task) = self.program.patterns[pattern].purpose else { continue };
                let Some(at) = self.occurs(pattern, index) else { continue };
                let to = self.program.patterns[pattern].to.clone();
                if self.opens_too(task, index) {
                    postponed.push(Postponed { task, at, index, to });
                } else {
                    self.discharge(task, at, index, to);
                }
            }
        }
        postponed
    }

    pub(super) fn discharge_postponed(&mut self, postponed: Vec<Postponed>) {
        for Postponed { task, at, index, to } in postponed {
            self.discharge(task, at, index, to);
        }
    }

    /// The same happening opens an obligation of the task, which then is the one that is meant.
    fn opens_too(&mut self, task: TaskNo, index: usize) -> bool {
        let stage = self.program.tasks[task].stage;
        let entered = self.will_be_entered(stage, index);
        let opens = self.program.tasks[task].opens.clone();
        if opens.is_empty() {
            return entered && !self.program.stages[stage].on_entry.is_empty();
        }
        let live = self.stages[stage].activations.last().is_some_and(|active| active.closed_at.is_none());
        let anew = entered && self.workflow.tasks[task].repeat != Repeat::Each;
        if !(entered || live && self.applies(stage)) || (!anew && self.has_opened(task, index)) {
            return false;
        }
        let listeners = self.listeners(index);
        opens.into_iter().any(|pattern| listeners.contains(&pattern) && self.occurs(pattern, index).is_some())
    }

    /// An occurrence that discharges: those that its own document opened, else the one that belongs to the same trigger
    /// as the obligation whose discharge this is, else the earliest open one, else it is kept.
    fn discharge(&mut self, task: TaskNo, at: Instant, index: usize, to: Option<String>) {
        let happening = self.moment.all[index].clone();
        let cause = happening.cause.clone();
        let named = |number: &ObligationNo, this: &Self| {
            let recipient = &this.obligations[*number].recipient;
            to.is_none() || recipient.is_none() || *recipient == to
        };
        let all: Vec<ObligationNo> =
            self.tasks[task].obligations.iter().copied().filter(|number| named(number, self)).collect();
        let opened_by = |event: Option<usize>, this: &Self| -> Vec<ObligationNo> {
            let Some(event) = event else { return Vec::new() };
            all.iter().copied().filter(|&number| this.obligations[number].cause.event == Some(event)).collect()
        };
        let own = opened_by(cause.event, self);
        let partner = happening.obligation.filter(|_| is_task(happening.kind));
        let paired = partner.map(|other| opened_by(self.obligations[other].cause.event, self)).unwrap_or_default();
        let wanted = if own.is_empty() { paired } else { own };
        if !wanted.is_empty() {
            for number in wanted {
                if self.can_be_met(number, at) {
                    self.meet(number, at, &cause, None);
                }
            }
            return;
        }
        // One document discharges one of them, however many of its occurrences say so.
        if !self.moment.discharged.insert((task, to.clone())) {
            return;
        }
        let earliest = self.earliest(&all, at);
        if earliest.is_empty() {
            self.keep(task, Kept { at, cause: cause.clone(), to, name: None, own_only: false }, false);
        }
        for number in earliest {
            self.meet(number, at, &cause, None);
        }
    }

    /// Of several open ones the earliest, with those for other recipients that opened together with it.
    fn earliest(&self, among: &[ObligationNo], at: Instant) -> Vec<ObligationNo> {
        let open = |number: &ObligationNo| self.obligations[*number].state == State::Open;
        let pick = |candidates: Vec<ObligationNo>| -> Vec<ObligationNo> {
            let first = candidates.iter().min_by_key(|&&number| (self.obligations[number].opened_at, number));
            let Some(&first) = first else { return Vec::new() };
            let (group, nth) = (self.obligations[first].group, self.obligations[first].number);
            let same = |number: &ObligationNo| {
                let run = &self.obligations[*number];
                run.group == group && run.number == nth
            };
            candidates.into_iter().filter(same).collect()
        };
        let fit: Vec<ObligationNo> = among.iter().copied().filter(|&number| self.can_be_met(number, at)).collect();
        match pick(fit.iter().copied().filter(open).collect()) {
            none if none.is_empty() => pick(fit),
            found => found,
        }
    }

    /// Open, waived, or a right whose time was over only because its exercise came to light later.
    fn can_be_met(&self, number: ObligationNo, at: Instant) -> bool {
        let run = &self.obligations[number];
        match run.state {
            // What follows when one is met is not met by the same document.
            State::Open => !(run.number.is_some_and(|number| number > 1) && run.triggered_in == self.moment.serial),
            State::Waived { .. } => true,
            State::Lapsed { why: Why::TimeOver, .. } => run.due.is_some_and(|due| at <= due.at),
            _ => false,
        }
    }

    fn meet(&mut self, number: ObligationNo, at: Instant, cause: &Cause, act: Option<Arc<Record>>) {
        // The paper that discharges it may be the first to say from when its time runs.
        let (task, open) = (self.obligations[number].task, self.obligations[number].state == State::Open);
        if open && self.program.tasks[task].from.is_some() {
            self.refresh_due(number);
        }
        let by = cause.event.map(|event| self.log.events[event].id.clone());
        let run = &mut self.obligations[number];
        run.state = State::Met { at, by };
        run.met_with = act;
        let (task, recipient, nth) = (run.task, run.recipient.clone(), run.number);
        self.task_changed(task);
        let mut happening = self.happening(Kind::Task(task, TaskBecomes::Met), at);
        happening.cause = cause.clone();
        happening.to = recipient;
        happening.obligation = Some(number);
        self.moment.next.push(happening);
        if self.workflow.tasks[task].repeat == Repeat::Again {
            self.open_next(number, nth.unwrap_or(1) + 1, at, Some(at));
        }
    }

    /// `sop done`: the instances that it names.
    fn done(&mut self, event: usize) {
        let Act::Done { task, instances, to, ahead } = &self.log.events[event].act else { return };
        let Some(task) = self.program.task(task).filter(|&task| self.program.tasks[task].by_hand) else { return };
        let (at, cause) = (self.moment.at, self.moment.cause.clone());
        let act = cause.record.clone();
        for name in instances {
            let reference = Reference::read(name);
            let named: Vec<ObligationNo> = self.named(task, &reference);
            let fit: Vec<ObligationNo> = named.iter().copied().filter(|&number| self.can_be_met(number, at)).collect();
            if let Some(&number) = fit.first() {
                self.meet(number, at, &cause, act.clone());
                continue;
            }
            let waits = |number: &ObligationNo| {
                matches!(self.obligations[*number].state, State::Waiting | State::Lapsed { why: Why::Ceased, .. })
            };
            let to = reference.to.map(str::to_owned);
            if named.iter().any(waits) || (named.is_empty() && *ahead) {
                self.keep(task, Kept { at, cause: cause.clone(), to, name: Some(name.clone()), own_only: false }, true);
            } else if named.is_empty() {
                // What opened it was withdrawn: what was done counts for the earliest open one with that recipient.
                let all = self.tasks[task].obligations.clone();
                let same = |number: &ObligationNo| to.is_none() || self.obligations[*number].recipient == to;
                let all: Vec<ObligationNo> = all.into_iter().filter(same).collect();
                match self.earliest(&all, at).first() {
                    Some(&number) => self.meet(number, at, &cause, act.clone()),
                    None => self.keep(task, Kept { at, cause: cause.clone(), to, name: None, own_only: false }, true),
                }
            }
        }
        if instances.is_empty() && *ahead {
            let recipients: Vec<Option<String>> = match &to[..] {
                [] => vec![None],
                to => to.iter().cloned().map(Some).collect(),
            };
            for to in recipients {
                self.keep(task, Kept { at, cause: cause.clone(), to, name: None, own_only: false }, true);
            }
        }
    }

    fn named(&self, task: TaskNo, reference: &Reference<'_>) -> Vec<ObligationNo> {
        let mut named: Vec<ObligationNo> = self.tasks[task]
            .obligations
            .iter()
            .copied()
            .filter(|&number| reference.fits(&self.obligations[number].name))
            .collect();
        named.sort_by_key(|&number| (self.obligations[number].opened_at, number));
        named
    }

    fn waive(&mut self, event: usize) {
        let recorded = self.log.events[event];
        let Act::Waive { task, instances, reason, series } = &recorded.act else { return };
        let Some(task) = self.program.task(task) else { return };
        let at = self.moment.at;
        for name in instances {
            let reference = Reference::read(name);
            let open = self.named(task, &reference).into_iter().find(|&n| self.obligations[n].state == State::Open);
            let Some(number) = open else { continue };
            let run = &mut self.obligations[number];
            run.state = State::Waived { at, by: recorded.id.clone(), reason: reason.clone() };
            let (group, nth) = (run.group, run.number);
            if *series {
                self.tasks[task].ended.insert(group);
            }
            self.task_changed(task);
            self.became(number, TaskBecomes::Waived, at);
            // One of a row left out is not the end of the row.
            if self.workflow.tasks[task].repeat == Repeat::Again {
                self.open_next(number, nth.unwrap_or(1) + 1, at, Some(at));
            }
        }
    }

    fn keep(&mut self, task: TaskNo, kept: Kept, by_hand: bool) {
        // A second paper about a duty that has been done says nothing about the next time that it arises.
        let own_only = !by_hand && self.workflow.tasks[task].repeat == Repeat::None && self.is_settled(task);
        self.tasks[task].kept.push(Kept { own_only, ..kept });
    }

    /// The present activation of its stage has one that was met or waived.
    fn is_settled(&self, task: TaskNo) -> bool {
        let stage = self.program.tasks[task].stage;
        let activations = &self.stages[stage].activations;
        let Some(last) = activations.len().checked_sub(1).filter(|&last| activations[last].closed_at.is_none()) else {
            return false;
        };
        self.tasks[task].obligations.iter().any(|&number| {
            let run = &self.obligations[number];
            run.activation == last && matches!(run.state, State::Met { .. } | State::Waived { .. })
        })
    }

    /// What was kept discharges what has just opened.
    pub(super) fn use_kept(&mut self, opened: &[ObligationNo]) {
        let Some(&first) = opened.first() else { return };
        let task = self.obligations[first].task;
        let mut at = 0;
        while at < self.tasks[task].kept.len() {
            let kept = self.tasks[task].kept[at].clone();
            let targets = self.kept_for(&kept, opened);
            if targets.is_empty() {
                at += 1;
                continue;
            }
            self.tasks[task].kept.remove(at);
            let act = kept.cause.record.clone().filter(|_| {
                kept.cause.event.is_some_and(|event| matches!(self.log.events[event].act, Act::Done { .. }))
            });
            for number in targets {
                self.meet(number, kept.at, &kept.cause, act.clone());
            }
        }
    }

    fn kept_for(&self, kept: &Kept, opened: &[ObligationNo]) -> Vec<ObligationNo> {
        let fits = |number: &ObligationNo| {
            let run = &self.obligations[*number];
            let own = kept.cause.event.is_some() && kept.cause.event == run.cause.event;
            let early = self.workflow.tasks[run.task].repeat == Repeat::Each && kept.at < run.opened_at && !own;
            run.state == State::Open
                && (own || !kept.own_only)
                && kept.to.as_ref().is_none_or(|to| run.recipient.as_ref().is_none_or(|recipient| recipient == to))
                && match &kept.name {
                    Some(name) => Reference::read(name).fits(&run.name),
                    None => !early,
                }
        };
        let fit: Vec<ObligationNo> = opened.iter().copied().filter(fits).collect();
        let Some(group) = fit.first().map(|&first| self.obligations[first].group) else { return Vec::new() };
        fit.into_iter().filter(|&number| self.obligations[number].group == group).collect()
    }

    /// The latest discharge by all recipients, waived ones aside, and the act with which it was made.
    pub(super) fn last_met(&self, task: TaskNo) -> (Option<Instant>, Option<Arc<Record>>) {
        let mut best: (Option<Instant>, Option<Arc<Record>>) = (None, None);
        let mut asked: Vec<(u32, Option<u32>)> = Vec::new();
        for &number in &self.tasks[task].obligations {
            let key = (self.obligations[number].group, self.obligations[number].number);
            if asked.contains(&key) {
                continue;
            }
            asked.push(key);
            let together = self.tasks[task].obligations.iter().map(|&number| &self.obligations[number]);
            let together = together.filter(|run| (run.group, run.number) == key);
            let mut met: (Option<Instant>, Option<Arc<Record>>) = (None, None);
            let mut all = true;
            for run in together {
                match &run.state {
                    State::Met { at, .. } if met.0.is_none_or(|latest| *at >= latest) => {
                        met = (Some(*at), run.met_with.clone());
                    }
                    State::Met { .. } | State::Waived { .. } => {}
                    _ => all = false,
                }
            }
            if all && met.0.is_some() && met.0 >= best.0 {
                best = met;
            }
        }
        best
    }
}

fn is_task(kind: super::simulation::What) -> bool {
    matches!(kind, super::simulation::What::Listed(Kind::Task(..)))
}
