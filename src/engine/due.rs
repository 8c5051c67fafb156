//! When obligations are due: from what their time is counted, how long it is, what follows when it passes, and rows of
//! obligations of which each follows the one before.

use super::obligations::{Run, State, Why};
use super::program::{Kind, StageNo, TaskNo};
use super::simulation::{Happening, ObligationNo, Simulation};
use super::state::TimeAllowed;
use super::world::{Disputed, Scope};
use crate::deadline::{self, DueAt, Instant, Span};
use crate::definitions::{PolicyValue, Repeat, TaskKind, Within};

impl Simulation<'_> {
    /// A series that comes back goes on with the first one that is still to fall due; those missed meanwhile are not owed.
    pub(super) fn skips_missed(&mut self, number: ObligationNo, now: Instant) -> bool {
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

    /// An obligation of the same series: the one after, or a later one.
    pub(super) fn open_next(&mut self, after: ObligationNo, number: u32, at: Instant, runs_from: Option<Instant>) {
        let run = &self.obligations[after];
        let (task, activation, group) = (run.task, run.activation, run.group);
        let stage = self.program.tasks[task].stage;
        let last = self.stages[stage].activations.len().checked_sub(1) == Some(activation);
        let ended = self.stages[stage].activations[activation].closed_at.is_some();
        let over = self.tasks[task].ended.contains(&group) || !self.has_number(after, number);
        let closed = self.closed_before(self.obligations[after].triggered_in);
        if closed || ended || !last || over {
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
        if self.closed_before(run.triggered_in) {
            return false;
        }
        // Whether it is a series whose members follow each other regardless of what became of them.
        let series = matches!(self.workflow.tasks[task].repeat, Repeat::Every { .. });
        let open = run.state == State::Open;
        if run.due.is_none_or(|due| due.at != at) || run.passed == Some(at) || self.is_suspended(stage) {
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
        for inside in program.stages[stage].inside.iter().copied() {
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
        let mut pauses: Vec<(Instant, Instant)> = self.program.stages[stage]
            .around
            .iter()
            .copied()
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
}
