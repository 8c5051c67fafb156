//! Life cycles of obligations: opened by an occurrence, standing while their conditions hold, with a time that is worked
//! out anew whenever its ground changes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::discharge::Kept;
use super::program::{Kind, Part, StageNo, TaskNo, Use, Watcher};
use super::simulation::{Cause, Happening, ObligationNo, Simulation, What};
use super::state::{Lapse, TimeAllowed};
use super::world::{Record, Scope, TaskView};
use crate::case::EventId;
use crate::deadline::{self, DueAt, Instant};
use crate::definitions::{Repeat, TaskBecomes};

/// An obligation while the case is folded.
pub(super) struct Run {
    pub task: TaskNo,
    /// Which activation of its stage.
    pub activation: usize,
    /// Those that one occurrence opened, one for each recipient, have the same.
    pub group: u32,
    pub name: String,
    pub recipient: Option<String>,
    /// Of a series: which one, from 1.
    pub number: Option<u32>,
    pub cause: Cause,
    /// What opened it; none: its stage was entered.
    pub trigger: Option<What>,
    /// When that happened.
    pub triggered_at: Instant,
    /// The moment of the trigger.
    pub triggered_in: u32,
    pub opened_at: Instant,
    pub state: State,
    /// Its time runs from then at the earliest: it did not stand before.
    pub floor: Option<Instant>,
    /// Of one that follows another: its time runs from there.
    pub runs_from: Option<Instant>,
    pub anchor: Option<Instant>,
    pub anchor_missing: Vec<String>,
    pub time: Option<TimeAllowed>,
    pub due: Option<DueAt>,
    pub passed: Option<Instant>,
    pub lapses: Vec<Lapse>,
    /// The act that met it, with its fields.
    pub met_with: Option<Arc<Record>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Triggered, but its conditions do not hold yet: as if it were not there.
    Waiting,
    Open,
    Met {
        at: Instant,
        by: Option<EventId>,
    },
    Waived {
        at: Instant,
        by: EventId,
        reason: String,
    },
    Lapsed {
        at: Instant,
        why: Why,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A condition ceased to hold; it comes back when the condition does.
    Ceased,
    StageClosed,
    /// A right whose time is over.
    TimeOver,
    CaseClosed,
    SeriesEnded,
}

/// A task while the case is folded.
#[derive(Default)]
pub(super) struct TaskRun {
    /// Its own condition holds; none: not asked yet.
    applies: Option<bool>,
    pub obligations: Vec<ObligationNo>,
    /// Of `repeat: each`: the group that an occurrence opened.
    opened_by: HashMap<Source, u32>,
    /// Of the others: the group that opened in an activation.
    opened_in: HashMap<usize, u32>,
    /// Discharges that found nothing open.
    pub kept: Vec<Kept>,
    /// Series that somebody ended.
    pub ended: HashSet<u32>,
}

/// What counts as one occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Source {
    Event(usize),
    /// An obligation whose time passed.
    Due(ObligationNo),
    Time(Instant),
}

impl Simulation<'_> {
    /// Opens what the happenings of this round open; in stages that were entered in this moment, also what the earlier
    /// ones do.
    pub(super) fn open_tasks(&mut self, from: usize) {
        for index in 0..self.moment.all.len() {
            for pattern in self.listeners(index) {
                let Use::Opens(task) = self.program.patterns[pattern].purpose else { continue };
                let stage = self.program.tasks[task].stage;
                let Some(active) = self.stages[stage].activations.last() else { continue };
                let entered_now = active.opened_in == self.moment.serial;
                // In a suspended stage it waits until the stage is resumed.
                if (index < from && !entered_now) || active.closed_at.is_some() || !self.applies(stage) {
                    continue;
                }
                if let Some(at) = self.occurs(pattern, index) {
                    let happening = self.moment.all[index].clone();
                    self.open(task, at, &happening.cause, Some(&happening));
                }
            }
        }
    }

    /// Opens the tasks that open with the stage.
    pub(super) fn open_on_entry(&mut self, stage: StageNo, at: Instant) {
        let Some(cause) = self.stages[stage].activations.last().map(|active| active.cause.clone()) else { return };
        for task in self.program.clone().stages[stage].on_entry.iter().copied() {
            self.open(task, at, &cause, None);
        }
    }

    /// The stage turned out to have been entered earlier, by another occurrence of the same moment.
    pub(super) fn date_entry_back(&mut self, stage: StageNo, at: Instant) {
        for task in self.program.clone().stages[stage].on_entry.iter().copied() {
            for number in self.tasks[task].obligations.clone() {
                let run = &self.obligations[number];
                if run.triggered_in == self.moment.serial && run.number.is_none_or(|number| number == 1) {
                    self.date_back(number, at);
                }
            }
        }
    }

    fn date_back(&mut self, number: ObligationNo, at: Instant) {
        let run = &mut self.obligations[number];
        if at < run.triggered_at {
            run.triggered_at = at;
            if run.floor.is_none() {
                run.opened_at = at;
            }
            self.refresh_due(number);
        }
    }

    fn open(&mut self, task: TaskNo, at: Instant, cause: &Cause, happening: Option<&Happening>) {
        if self.closed_before(self.moment.serial) {
            return;
        }
        let definition = &self.workflow.tasks[task];
        let stage = self.program.tasks[task].stage;
        let Some(activation) = self.stages[stage].activations.len().checked_sub(1) else { return };
        let source = match happening.map(|happening| (happening.kind, happening.obligation)) {
            Some((What::Listed(Kind::Due(_)), Some(obligation))) => Source::Due(obligation),
            _ => cause.event.map_or(Source::Time(at), Source::Event),
        };
        let each = definition.repeat == Repeat::Each;
        let there = match each {
            true => self.tasks[task].opened_by.get(&source),
            false => self.tasks[task].opened_in.get(&activation),
        };
        if let Some(&group) = there {
            // Several that open the same at one moment count as one, with the earliest time.
            for number in self.tasks[task].obligations.clone() {
                let run = &self.obligations[number];
                if run.group == group && run.triggered_in == self.moment.serial && run.number.is_none_or(|n| n == 1) {
                    self.date_back(number, at);
                }
            }
            return;
        }
        let group = u32::try_from(self.obligations.len()).unwrap_or(u32::MAX);
        match each {
            true => self.tasks[task].opened_by.insert(source.clone(), group),
            false => self.tasks[task].opened_in.insert(activation, group),
        };
        let number = match definition.repeat {
            Repeat::Again | Repeat::Every { .. } => Some(1),
            Repeat::None | Repeat::Each => None,
        };
        let suffix = if each { Some(self.source_label(&source)) } else { self.activation_label(stage, activation) };
        let mut opened = Vec::new();
        for recipient in self.recipients(task) {
            let run = Run {
                task,
                activation,
                group,
                name: self.instance_name(task, suffix.as_deref(), number, recipient.as_deref()),
                recipient,
                number,
                cause: cause.clone(),
                trigger: happening.map(|happening| happening.kind),
                triggered_at: at,
                triggered_in: self.moment.serial,
                opened_at: at,
                state: State::Waiting,
                floor: None,
                runs_from: None,
                anchor: None,
                anchor_missing: Vec::new(),
                time: None,
                due: None,
                passed: None,
                lapses: Vec::new(),
                met_with: None,
            };
            opened.push(self.add(run));
        }
        self.stand_up(&opened);
    }

    /// That happening has opened one already.
    pub(super) fn has_opened(&self, task: TaskNo, index: usize) -> bool {
        let happening = &self.moment.all[index];
        let stage = self.program.tasks[task].stage;
        match self.workflow.tasks[task].repeat {
            Repeat::Each => {
                let source = happening.cause.event.map_or(Source::Time(happening.at), Source::Event);
                self.tasks[task].opened_by.contains_key(&source)
            }
            _ => {
                let last = self.stages[stage].activations.len().checked_sub(1);
                last.is_some_and(|last| self.tasks[task].opened_in.contains_key(&last))
            }
        }
    }

    fn recipients(&self, task: TaskNo) -> Vec<Option<String>> {
        match &self.program.tasks[task].recipients[..] {
            [] => vec![None],
            recipients => recipients.iter().cloned().map(Some).collect(),
        }
    }

    pub(super) fn add(&mut self, run: Run) -> ObligationNo {
        let number = self.obligations.len();
        self.tasks[run.task].obligations.push(number);
        self.obligations.push(run);
        number
    }

    fn source_label(&self, source: &Source) -> String {
        match source {
            Source::Event(event) => self.log.label(*event),
            Source::Due(obligation) => {
                let run = &self.obligations[*obligation];
                run.cause.event.map_or_else(|| self.day_label(run.triggered_at), |event| self.log.label(event))
            }
            Source::Time(at) => self.day_label(*at),
        }
    }

    fn day_label(&self, at: Instant) -> String {
        deadline::local_date(at, self.program.zone).format("%Y%m%d").to_string()
    }

    /// The end of the event that entered a stage that may be entered again.
    pub(super) fn activation_label(&self, stage: StageNo, activation: usize) -> Option<String> {
        if !self.program.stages[stage].repeats_somewhere {
            return None;
        }
        let active = self.stages[stage].activations.get(activation)?;
        Some(active.cause.event.map_or_else(|| self.day_label(active.opened_at), |event| self.log.label(event)))
    }

    pub(super) fn instance_name(
        &self,
        task: TaskNo,
        suffix: Option<&str>,
        number: Option<u32>,
        to: Option<&str>,
    ) -> String {
        let mut name = self.program.tasks[task].id.clone();
        if let Some(suffix) = suffix {
            name += &format!("@{suffix}");
        }
        let to = to.map(|to| format!(">{to}")).unwrap_or_default();
        let mut number = number;
        loop {
            let whole = format!("{name}{}{to}", number.map(|number| format!("#{number}")).unwrap_or_default());
            if !self.tasks[task].obligations.iter().any(|&other| self.obligations[other].name == whole) {
                return whole;
            }
            number = Some(number.map_or(2, |number| number + 1));
        }
    }

    /// What was triggered begins to stand, if its conditions hold.
    pub(super) fn stand_up(&mut self, group: &[ObligationNo]) {
        let mut opened = Vec::new();
        for &number in group {
            if self.obligations[number].state == State::Waiting && self.stands(number) {
                let (at, serial) = (self.moment.at, self.moment.serial);
                let run = &mut self.obligations[number];
                if run.triggered_in != serial {
                    // It began to stand only after its trigger: nobody is late for a duty before it existed.
                    run.opened_at = at.max(run.triggered_at);
                    run.floor = Some(run.opened_at);
                }
                self.opens(number);
                opened.push(number);
            }
        }
        self.use_kept(&opened);
    }

    fn opens(&mut self, number: ObligationNo) {
        self.obligations[number].state = State::Open;
        self.refresh_due(number);
        self.task_changed(self.obligations[number].task);
        self.became(number, TaskBecomes::Opened, self.obligations[number].opened_at);
    }

    /// Its conditions hold: its own, and those of the stage and the stages around it, none of which has ended.
    fn stands(&mut self, number: ObligationNo) -> bool {
        let (task, activation) = (self.obligations[number].task, self.obligations[number].activation);
        let stage = self.program.tasks[task].stage;
        if self.closed_before(self.obligations[number].triggered_in) {
            return false;
        }
        if self.stages[stage].activations[activation].closed_at.is_some() || !self.applies(stage) {
            return false;
        }
        if self.obligations[number].state == State::Waiting && self.is_suspended(stage) {
            return false;
        }
        self.task_applies(task)
    }

    fn task_applies(&mut self, task: TaskNo) -> bool {
        if let Some(applies) = self.tasks[task].applies {
            return applies;
        }
        let program = self.program.clone();
        let applies = match &program.tasks[task].applies {
            None => true,
            Some(code) => self.ask(code.code(), Scope::new(&self.world)),
        };
        self.tasks[task].applies = Some(applies);
        applies
    }

    /// Conditions are asked again where their ground has changed: first everything that no longer stands lapses, then
    /// what stands again comes back.
    pub(super) fn refresh_standing(&mut self) {
        self.refresh_stages();
        let dirty: Vec<TaskNo> = self
            .dirty
            .iter()
            .filter_map(|watcher| match watcher {
                Watcher::TaskApplies(task) => Some(*task),
                _ => None,
            })
            .collect();
        for &task in &dirty {
            self.dirty.remove(&Watcher::TaskApplies(task));
            self.tasks[task].applies = None;
        }
        for &task in &dirty {
            self.lapse_what_ceased(task);
        }
        for &task in &dirty {
            self.bring_back(task);
        }
    }

    /// Everything inside a stage is looked at again.
    pub(super) fn recheck_stage(&mut self, stage: StageNo) {
        let program = self.program.clone();
        for inside in program.stages[stage].inside.iter().copied() {
            for &task in &program.stages[inside].tasks {
                if !self.tasks[task].obligations.is_empty() {
                    self.dirty.insert(Watcher::TaskApplies(task));
                }
            }
        }
    }

    fn lapse_what_ceased(&mut self, task: TaskNo) {
        for number in self.tasks[task].obligations.clone() {
            if self.obligations[number].state == State::Open && !self.stands(number) {
                self.lapse(number, self.moment.at, Why::Ceased);
            }
        }
    }

    fn bring_back(&mut self, task: TaskNo) {
        let mut waiting: Vec<ObligationNo> = Vec::new();
        let mut back = Vec::new();
        for number in self.tasks[task].obligations.clone() {
            match self.obligations[number].state.clone() {
                State::Waiting => waiting.push(number),
                State::Lapsed { at, why: Why::Ceased } if self.stands(number) => {
                    let now = self.moment.at.max(at);
                    let due_at = self.obligations[number].due.map(|due| due.at);
                    if self.skips_missed(number, now) {
                        continue;
                    }
                    let run = &mut self.obligations[number];
                    run.lapses.push(Lapse { from: at, to: now, due_at });
                    if !matches!(run.time, Some(TimeAllowed { number: Some(_), .. })) {
                        run.floor = Some(now);
                    }
                    run.opened_at = now;
                    self.opens(number);
                    back.push(number);
                }
                _ => {}
            }
        }
        self.use_kept(&back);
        // Those of one group together, so that a kept discharge for all finds all.
        while let Some(&first) = waiting.first() {
            let group = self.obligations[first].group;
            let (these, others) = waiting.iter().partition(|&&number| self.obligations[number].group == group);
            waiting = others;
            self.stand_up(&these);
        }
    }

    pub(super) fn lapse(&mut self, number: ObligationNo, at: Instant, why: Why) {
        self.obligations[number].state = State::Lapsed { at, why };
        self.became(number, TaskBecomes::Lapsed, at);
    }

    pub(super) fn lapse_with_stage(&mut self, stage: StageNo, activation: usize, at: Instant) {
        for task in self.program.clone().stages[stage].tasks.iter().copied() {
            for number in self.tasks[task].obligations.clone() {
                let run = &mut self.obligations[number];
                if run.activation != activation {
                    continue;
                }
                match &mut run.state {
                    State::Open => self.lapse(number, at, Why::StageClosed),
                    // What had ceased does not come back any more.
                    State::Lapsed { why, .. } if *why == Why::Ceased => *why = Why::StageClosed,
                    _ => {}
                }
            }
        }
    }

    /// The case was closed before what happens in that moment: it opens nothing any more, but for what the closing itself
    /// asks for.
    pub(super) fn closed_before(&self, moment: u32) -> bool {
        self.closed_in.is_some_and(|closed| closed != moment)
    }

    pub(super) fn close_case(&mut self) {
        self.closed_in = Some(self.moment.serial);
        let at = self.moment.at;
        self.world_mut().closed_at = Some(at);
        self.touch(Part::Case);
        for number in 0..self.obligations.len() {
            if self.obligations[number].state == State::Open {
                self.lapse(number, at, Why::CaseClosed);
            }
        }
    }

    pub(super) fn became(&mut self, number: ObligationNo, becomes: TaskBecomes, at: Instant) {
        let run = &self.obligations[number];
        let mut happening = self.happening(Kind::Task(run.task, becomes), at);
        happening.to = run.recipient.clone();
        happening.obligation = Some(number);
        self.moment.next.push(happening);
    }

    /// What expressions see of the task is brought up to date.
    pub(super) fn task_changed(&mut self, task: TaskNo) {
        let last = self.tasks[task].obligations.iter().rev().map(|&number| &self.obligations[number]);
        let last = last.clone().find(|run| run.state != State::Waiting);
        let (met_at, met) = self.last_met(task);
        let view = TaskView {
            opened_at: last.map(|run| run.opened_at),
            due_at: last.and_then(|run| run.due).map(|due| due.at),
            met_at,
            met,
        };
        let old = &self.world.tasks[task];
        let same_record = match (&old.met, &view.met) {
            (Some(old), Some(new)) => old.id == new.id,
            (None, None) => true,
            _ => false,
        };
        if !same_record || (old.opened_at, old.due_at, old.met_at) != (view.opened_at, view.due_at, view.met_at) {
            self.world_mut().tasks[task] = view;
            self.touch(Part::Task(task));
        }
    }
}
