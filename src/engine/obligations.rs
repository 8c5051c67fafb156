//! Life cycles of obligations: opened by an occurrence, standing while their conditions hold, with a time that is worked
//! out anew whenever its ground changes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::discharge::Kept;
use super::program::{Kind, Part, StageNo, TaskNo, Use, Watcher};
use super::simulation::{Cause, Happening, ObligationNo, Simulation, What};
use super::state::{Lapse, TimeAllowed};
use super::world::{Disputed, Record, Scope, TaskView};
use crate::case::EventId;
use crate::deadline::{self, DueAt, Instant, Span};
use crate::definitions::{PolicyValue, Repeat, TaskBecomes, TaskKind, Within};

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
    runs_from: Option<Instant>,
    pub anchor: Option<Instant>,
    pub anchor_missing: Vec<String>,
    pub time: Option<TimeAllowed>,
    pub due: Option<DueAt>,
    passed: Option<Instant>,
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
        if self.closed {
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

    fn add(&mut self, run: Run) -> ObligationNo {
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
    fn activation_label(&self, stage: StageNo, activation: usize) -> Option<String> {
        if !self.program.stages[stage].repeats_somewhere {
            return None;
        }
        let active = self.stages[stage].activations.get(activation)?;
        Some(active.cause.event.map_or_else(|| self.day_label(active.opened_at), |event| self.log.label(event)))
    }

    fn instance_name(&self, task: TaskNo, suffix: Option<&str>, number: Option<u32>, to: Option<&str>) -> String {
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
    fn stand_up(&mut self, group: &[ObligationNo]) {
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
        if self.stages[stage].activations[activation].closed_at.is_some() || !self.applies(stage) || self.closed {
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
        for inside in self.inside(stage) {
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

    /// A series that comes back goes on with the first one that is still to fall due; those missed meanwhile are not owed.
    fn skips_missed(&mut self, number: ObligationNo, now: Instant) -> bool {
        let run = &self.obligations[number];
        let (Some(nth), Some(due)) = (run.time.as_ref().and_then(|time| time.number), run.due) else { return false };
        if due.at >= now {
            return false;
        }
        let mut next = nth + 1;
        while self.due_of(number, next).is_some_and(|due| due.at < now) {
            next += 1;
        }
        self.open_next(number, next, now, None);
        if let State::Lapsed { why, .. } = &mut self.obligations[number].state {
            *why = Why::SeriesEnded;
        }
        true
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

    pub(super) fn close_case(&mut self) {
        self.closed = true;
        let at = self.moment.at;
        self.world_mut().closed_at = Some(at);
        self.touch(Part::Case);
        for number in 0..self.obligations.len() {
            if self.obligations[number].state == State::Open {
                self.lapse(number, at, Why::CaseClosed);
            }
        }
    }

    /// An obligation of the same series: the one after, or a later one.
    pub(super) fn open_next(&mut self, after: ObligationNo, number: u32, at: Instant, runs_from: Option<Instant>) {
        let run = &self.obligations[after];
        let (task, activation, group) = (run.task, run.activation, run.group);
        let stage = self.program.tasks[task].stage;
        let last = self.stages[stage].activations.len().checked_sub(1) == Some(activation);
        let ended = self.stages[stage].activations[activation].closed_at.is_some();
        let over = self.tasks[task].ended.contains(&group) || !self.has_number(after, number);
        if self.closed || ended || !last || over {
            return;
        }
        let suffix = self.activation_label(stage, activation);
        let name = self.instance_name(task, suffix.as_deref(), Some(number), run.recipient.as_deref());
        let run = &self.obligations[after];
        let next = Run {
            task,
            activation,
            group,
            name,
            recipient: run.recipient.clone(),
            number: Some(number),
            cause: run.cause.clone(),
            trigger: run.trigger,
            triggered_at: at,
            triggered_in: self.moment.serial,
            opened_at: at,
            state: State::Waiting,
            floor: run.floor,
            runs_from,
            anchor: run.anchor,
            anchor_missing: Vec::new(),
            time: None,
            due: None,
            passed: None,
            lapses: Vec::new(),
            met_with: None,
        };
        let number = self.add(next);
        self.stand_up(&[number]);
    }

    /// A series that ends after some time has no more numbers than fit into it.
    fn has_number(&self, of: ObligationNo, number: u32) -> bool {
        let task = self.obligations[of].task;
        let Repeat::Every { lasting: Some(lasting), .. } = self.workflow.tasks[task].repeat else { return true };
        let Some(anchor) = self.obligations[of].anchor else { return true };
        let (calendar, zone) = (&self.workflow.calendar, self.workflow.zone);
        let end = deadline::due_at(anchor, lasting, deadline::Roll::None, calendar, zone);
        let Repeat::Every { every, .. } = self.workflow.tasks[task].repeat else { return true };
        let due =
            every.times(number).and_then(|span| deadline::due_at(anchor, span, deadline::Roll::None, calendar, zone));
        matches!((due, end), (Some(due), Some(end)) if due.at <= end.at)
    }

    /// The due time passes: a right lapses, the next of a series opens, whoever waits for it hears.
    pub(super) fn passes(&mut self, number: ObligationNo, at: Instant, new: &mut Vec<Happening>) -> bool {
        let run = &self.obligations[number];
        let (task, recipient) = (run.task, run.recipient.clone());
        let stage = self.program.tasks[task].stage;
        // Whether it is a series whose members follow each other regardless of what became of them.
        let series = matches!(self.workflow.tasks[task].repeat, Repeat::Every { .. });
        let open = run.state == State::Open;
        if run.due.is_none_or(|due| due.at != at) || run.passed == Some(at) || self.is_suspended(stage) || self.closed {
            return false;
        }
        let lapsed = matches!(run.state, State::Lapsed { .. } | State::Waiting);
        if !open && (!series || lapsed) {
            return false;
        }
        self.obligations[number].passed = Some(at);
        if open {
            let mut happening = self.happening(Kind::Due(task), at);
            happening.to = recipient;
            happening.obligation = Some(number);
            new.push(happening);
        }
        if series && let Some(nth) = self.obligations[number].number {
            self.open_next(number, nth + 1, at, None);
        }
        if open && self.workflow.tasks[task].kind == TaskKind::Right {
            self.lapse(number, at, Why::TimeOver);
        }
        new.append(&mut self.moment.next);
        true
    }

    /// What its time is counted from may have changed.
    pub(super) fn refresh_anchors(&mut self) {
        for task in self.tasks_with_new_anchor() {
            for number in self.tasks[task].obligations.clone() {
                if self.obligations[number].state == State::Open {
                    self.refresh_due(number);
                }
            }
        }
    }

    /// A suspension has ended: open due times in the stage move.
    pub(super) fn move_due_times(&mut self, stage: StageNo) {
        let program = self.program.clone();
        for inside in self.inside(stage) {
            for &task in &program.stages[inside].tasks {
                for number in self.tasks[task].obligations.clone() {
                    if self.obligations[number].state == State::Open {
                        self.refresh_due(number);
                    } else {
                        self.follow_after_pause(number);
                    }
                }
            }
        }
    }

    /// One of a series that had been dealt with fell due during a suspension: the next one opens now.
    fn follow_after_pause(&mut self, number: ObligationNo) {
        let now = self.moment.at;
        let run = &mut self.obligations[number];
        let settled = matches!(run.state, State::Met { .. } | State::Waived { .. });
        let series = run.time.as_ref().is_some_and(|time| time.number.is_some());
        let (Some(due), Some(nth)) = (run.due, run.number) else { return };
        if settled && series && run.passed.is_none() && due.at < now {
            run.passed = Some(due.at);
            self.open_next(number, nth + 1, now, None);
        }
    }

    /// Works out from when the time runs and when it ends.
    pub(super) fn refresh_due(&mut self, number: ObligationNo) {
        let (anchor, missing) = self.anchor(number);
        let run = &mut self.obligations[number];
        run.anchor = anchor;
        run.anchor_missing = missing;
        run.time = None;
        let time = self.time_allowed(number);
        let before = self.obligations[number].due;
        self.obligations[number].time = time;
        let nth = self.obligations[number].time.as_ref().and_then(|time| time.number);
        let due = match nth {
            Some(nth) => self.due_of(number, nth),
            None => self.due_of(number, 1),
        };
        self.obligations[number].due = due;
        if due != before {
            self.task_changed(self.obligations[number].task);
        }
        if let Some(due) = due
            && self.is_awaited(self.obligations[number].task)
        {
            self.plan_due(number, due.at);
        }
    }

    /// Somebody reacts when its due time passes.
    fn is_awaited(&self, task: TaskNo) -> bool {
        let definition = &self.workflow.tasks[task];
        definition.kind == TaskKind::Right
            || matches!(definition.repeat, Repeat::Every { .. })
            || self.program.listeners.contains_key(&Kind::Due(task))
    }

    fn anchor(&mut self, number: ObligationNo) -> (Option<Instant>, Vec<String>) {
        let program = self.program.clone();
        let run = &self.obligations[number];
        let floor = run.floor;
        if let Some(from) = run.runs_from {
            return (Some(floor.map_or(from, |floor| from.max(floor))), Vec::new());
        }
        // Members of a series are all counted from where the first one began.
        let opened_at = match run.number.filter(|&number| number > 1).and(run.anchor) {
            Some(anchor) => anchor,
            None => run.triggered_at,
        };
        let Some(from) = &program.tasks[run.task].from else {
            return (Some(floor.map_or(opened_at, |floor| opened_at.max(floor))), Vec::new());
        };
        let scope = || {
            Scope::new(&self.world)
                .event(run.cause.record.clone())
                .to(run.recipient.clone())
                .disputed(Disputed::Earliest)
        };
        let (first, second) = (scope(), scope());
        match self.ask_moment(from.code(), first) {
            Some(at) => (Some(floor.map_or(at, |floor| at.max(floor))), Vec::new()),
            None => (None, super::missing::names(from.code(), second)),
        }
    }

    fn time_allowed(&self, number: ObligationNo) -> Option<TimeAllowed> {
        let run = &self.obligations[number];
        let task = &self.workflow.tasks[run.task];
        let (span, nth) = match (&task.repeat, &task.within) {
            (Repeat::Every { every, .. }, _) => (*every, run.number),
            (_, Some(within)) => (self.span(within)?, None),
            (_, None) => return None,
        };
        let roll = task.roll.unwrap_or(self.workflow.roll);
        Some(TimeAllowed { span, number: nth, roll, pauses: self.pauses(run) })
    }

    fn span(&self, within: &Within) -> Option<Span> {
        match within {
            Within::Span(span) => Some(*span),
            Within::Policy(id) => match self.workflow.policies.get(id)?.is {
                PolicyValue::Span(span) => Some(span),
                PolicyValue::Number(_) => None,
            },
        }
    }

    /// The suspensions that have ended of its stage and those around it, in order, merged where they overlap.
    fn pauses(&self, run: &Run) -> Vec<(Instant, Instant)> {
        let stage = self.program.tasks[run.task].stage;
        let mut pauses: Vec<(Instant, Instant)> = self
            .around(stage)
            .into_iter()
            .flat_map(|stage| self.stages[stage].activations.iter())
            .flat_map(|active| active.suspended.iter().filter_map(|(from, to)| Some((*from, (*to)?))))
            .collect();
        pauses.sort_unstable();
        let mut merged: Vec<(Instant, Instant)> = Vec::new();
        for (from, to) in pauses {
            match merged.last_mut() {
                Some((_, end)) if from <= *end => *end = to.max(*end),
                _ => merged.push((from, to)),
            }
        }
        merged
    }

    /// The due time that the `nth` of its series has; without a series the one it has.
    fn due_of(&self, number: ObligationNo, nth: u32) -> Option<DueAt> {
        let run = &self.obligations[number];
        let time = run.time.as_ref()?;
        let span = if time.number.is_some() { time.span.times(nth)? } else { time.span };
        let (calendar, zone) = (&self.workflow.calendar, self.workflow.zone);
        deadline::due_at_with_pauses(run.anchor?, span, time.roll, &time.pauses, calendar, zone)
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
