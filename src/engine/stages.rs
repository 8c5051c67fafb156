//! Life cycles of stages: entered, done, suspended, resumed, closed, entered again.

use super::program::{Kind, Move, Part, PatternNo, StageNo, Use, Watcher};
use super::simulation::{Cause, Deed, Simulation};
use super::state::StageStatus;
use super::world::Scope;
use crate::deadline::Instant;
use crate::definitions::StageBecomes;

/// A stage while the case is folded.
pub(super) struct StageRun {
    /// Its own condition holds.
    pub applies: bool,
    /// The moment in which that last changed.
    applies_since: u32,
    pub skipped_at: Option<Instant>,
    pub activations: Vec<Active>,
    /// It is to be entered as soon as its condition holds and the outer stage is open.
    waiting: Option<Waiting>,
}

impl Default for StageRun {
    fn default() -> Self {
        StageRun { applies: true, applies_since: 0, skipped_at: None, activations: Vec::new(), waiting: None }
    }
}

/// An activation.
pub(super) struct Active {
    pub cause: Cause,
    /// The activation of the outer stage in which it was entered.
    outer: Option<usize>,
    pub opened_at: Instant,
    /// The moment in which it was entered.
    pub opened_in: u32,
    pub done_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    /// From when to when it was suspended; without end while it is.
    pub suspended: Vec<(Instant, Option<Instant>)>,
    /// The moment of the last resumption.
    resumed_in: u32,
    /// While its condition does not hold it counts as closed since then, and may come back.
    pub dormant_since: Option<Instant>,
}

struct Waiting {
    at: Instant,
    cause: Cause,
    moment: u32,
}

impl Simulation<'_> {
    /// Moves the stages that react to what has happened: exit, suspend, resume, done, enter, each for all of them.
    pub(super) fn move_stages(&mut self, from: usize, deeds: &[Deed]) {
        for step in [Move::Exit, Move::Suspend, Move::Resume, Move::Done, Move::Enter, Move::Skip] {
            for index in from..self.moment.all.len() {
                for pattern in self.listeners(index) {
                    let Use::Stage(stage, _) = self.program.patterns[pattern].purpose else { continue };
                    if self.program.patterns[pattern].purpose != Use::Stage(stage, step) {
                        continue;
                    }
                    if let Some(at) = self.occurs(pattern, index) {
                        let cause = self.moment.all[index].cause.clone();
                        self.move_stage(stage, step, at, cause);
                    }
                }
            }
            for deed in deeds {
                let (path, wanted) = match deed {
                    Deed::Enter(path) => (path, Move::Enter),
                    Deed::Close(path) => (path, Move::Exit),
                    _ => continue,
                };
                if let Some(stage) = self.program.stage(path).filter(|_| wanted == step) {
                    self.move_stage(stage, step, self.moment.at, self.moment.cause.clone());
                }
            }
        }
        self.enter_waiting();
    }

    fn move_stage(&mut self, stage: StageNo, step: Move, at: Instant, cause: Cause) {
        match step {
            Move::Exit => self.exit(stage, at),
            Move::Suspend => self.suspend(stage, at),
            Move::Resume => self.resume(stage, at),
            Move::Done => self.reach(stage, at),
            Move::Enter => self.ask_to_enter(stage, at, cause),
            Move::Skip => {
                let run = &mut self.stages[stage];
                if run.activations.is_empty() && run.skipped_at.is_none() {
                    run.skipped_at = Some(at);
                    self.stage_changed(stage);
                }
            }
        }
    }

    fn exit(&mut self, stage: StageNo, at: Instant) {
        self.stages[stage].waiting = None;
        if let Some(last) = self.stages[stage].activations.len().checked_sub(1) {
            self.close_activation(stage, last, at);
        }
    }

    fn close_activation(&mut self, stage: StageNo, activation: usize, at: Instant) {
        let active = &mut self.stages[stage].activations[activation];
        if active.closed_at.is_some() {
            return;
        }
        active.closed_at = Some(at);
        if let Some((_, end @ None)) = active.suspended.last_mut() {
            *end = Some(at);
        }
        self.stage_changed(stage);
        self.became_stage(stage, StageBecomes::Closed, at);
        self.lapse_with_stage(stage, activation, at);
        for inner in self.program.clone().stages[stage].inner.iter().copied() {
            for number in 0..self.stages[inner].activations.len() {
                if self.stages[inner].activations[number].outer == Some(activation) {
                    self.close_activation(inner, number, at);
                }
            }
        }
    }

    fn suspend(&mut self, stage: StageNo, at: Instant) {
        let Some(active) = self.stages[stage].activations.last_mut() else { return };
        if active.closed_at.is_none() && !active.is_suspended() {
            active.suspended.push((at, None));
            self.stage_changed(stage);
            self.became_stage(stage, StageBecomes::Suspended, at);
        }
    }

    fn resume(&mut self, stage: StageNo, at: Instant) {
        let serial = self.moment.serial;
        let Some(active) = self.stages[stage].activations.last_mut() else { return };
        if active.closed_at.is_some() || !active.is_suspended() {
            return;
        }
        if let Some((begun, end)) = active.suspended.last_mut() {
            *end = Some(at.max(*begun));
        }
        active.resumed_in = serial;
        self.stage_changed(stage);
        self.became_stage(stage, StageBecomes::Resumed, at);
        self.move_due_times(stage);
        self.recheck_stage(stage);
    }

    fn reach(&mut self, stage: StageNo, at: Instant) {
        let serial = self.moment.serial;
        let Some(active) = self.stages[stage].activations.last_mut() else { return };
        match active.done_at {
            None if active.closed_at.is_none() => {
                active.done_at = Some(at);
                self.stage_changed(stage);
                self.became_stage(stage, StageBecomes::Done, at);
            }
            // Several that do the same at one moment count as one, with the earliest time.
            Some(done_at) if at < done_at && active.opened_in == serial => active.done_at = Some(at),
            _ => {}
        }
    }

    /// The stage is entered, at once or as soon as it may be.
    fn ask_to_enter(&mut self, stage: StageNo, at: Instant, cause: Cause) {
        let serial = self.moment.serial;
        let repeat = self.program.stages[stage].repeat;
        if let Some(active) = self.stages[stage].activations.last_mut() {
            if active.opened_in == serial && active.closed_at.is_none() {
                if at < active.opened_at {
                    active.opened_at = at;
                    self.stage_changed(stage);
                    self.date_entry_back(stage, at);
                }
                return;
            }
            let ended = active.closed_at.is_some() || (active.done_at.is_some() && !active.is_suspended());
            if !(repeat && ended) || active.dormant_since.is_some() {
                return;
            }
        }
        match &mut self.stages[stage].waiting {
            Some(waiting) if waiting.moment == serial => waiting.at = waiting.at.min(at),
            Some(_) => {}
            waiting @ None => *waiting = Some(Waiting { at, cause, moment: serial }),
        }
        self.enter_if_possible(stage);
    }

    /// Stages that wait for their condition or for the outer stage.
    pub(super) fn enter_waiting(&mut self) {
        // Outer stages come before their inner ones, so one pass opens a whole nest.
        for stage in 0..self.stages.len() {
            if self.stages[stage].waiting.is_some() {
                self.enter_if_possible(stage);
            }
        }
    }

    fn enter_if_possible(&mut self, stage: StageNo) {
        let outer = self.program.stages[stage].outer;
        if !self.applies(stage) || outer.is_some_and(|outer| !self.is_live(outer)) {
            return;
        }
        let Some(waiting) = self.stages[stage].waiting.take() else { return };
        let opened_at = match waiting.moment == self.moment.serial {
            true => waiting.at,
            false => waiting.at.max(self.possible_since(stage)),
        };
        let around = outer.and_then(|outer| self.stages[outer].activations.len().checked_sub(1));
        self.stages[stage].activations.push(Active {
            cause: waiting.cause.clone(),
            outer: around,
            opened_at,
            opened_in: self.moment.serial,
            done_at: None,
            closed_at: None,
            suspended: Vec::new(),
            resumed_in: 0,
            dormant_since: None,
        });
        self.stage_changed(stage);
        let mut happening = self.happening(Kind::Stage(stage, StageBecomes::Entered), opened_at);
        happening.cause = waiting.cause;
        self.moment.next.push(happening);
        self.open_on_entry(stage, opened_at);
    }

    /// Since when an entry that had to wait is possible: when its condition came to hold, or the outer stage opened.
    fn possible_since(&self, stage: StageNo) -> Instant {
        let serial = self.moment.serial;
        let mut since = None;
        for around in self.program.stages[stage].around.iter().copied() {
            let run = &self.stages[around];
            let active = run.activations.last();
            if run.applies_since == serial || active.is_some_and(|active| active.resumed_in == serial) {
                return self.moment.at;
            }
            if around != stage
                && let Some(active) = active.filter(|active| active.opened_in == serial)
            {
                since = since.max(Some(active.opened_at));
            }
        }
        since.unwrap_or(self.moment.at)
    }

    /// Its condition and those of the stages around it hold.
    pub(super) fn applies(&self, stage: StageNo) -> bool {
        self.program.stages[stage].around.iter().copied().all(|stage| self.stages[stage].applies)
    }

    pub(super) fn is_suspended(&self, stage: StageNo) -> bool {
        self.program.stages[stage]
            .around
            .iter()
            .copied()
            .any(|stage| self.stages[stage].activations.last().is_some_and(|active| active.is_suspended()))
    }

    /// Open or done, neither suspended nor inside something that is.
    pub(super) fn is_live(&self, stage: StageNo) -> bool {
        self.stages[stage].activations.last().is_some_and(|active| active.closed_at.is_none())
            && self.applies(stage)
            && !self.is_suspended(stage)
    }

    pub(super) fn status(&self, stage: StageNo) -> Option<StageStatus> {
        let run = &self.stages[stage];
        let Some(active) = run.activations.last() else {
            return run.skipped_at.map(|_| StageStatus::Skipped);
        };
        Some(if active.closed_at.is_some() || !self.applies(stage) {
            StageStatus::Closed
        } else if self.is_suspended(stage) {
            StageStatus::Suspended
        } else if active.done_at.is_some() {
            StageStatus::Done
        } else {
            StageStatus::Open
        })
    }

    /// Conditions of stages are asked again where their ground has changed. What follows is left for later: what happens
    /// at the same moment is discharged before anything lapses.
    pub(super) fn ask_stage_conditions(&mut self) {
        let dirty: Vec<StageNo> = self
            .dirty
            .iter()
            .filter_map(|watcher| match watcher {
                Watcher::StageApplies(stage) => Some(*stage),
                _ => None,
            })
            .collect();
        let program = self.program.clone();
        for stage in dirty {
            self.dirty.remove(&Watcher::StageApplies(stage));
            let Some(applies) = &program.stages[stage].applies else { continue };
            let holds = self.ask(applies.code(), Scope::new(&self.world));
            if holds != self.stages[stage].applies {
                self.stages[stage].applies = holds;
                self.stages[stage].applies_since = self.moment.serial;
                self.moment.conditions.push(stage);
            }
        }
    }

    /// Where a condition has changed, everything inside the stage falls asleep or wakes up.
    pub(super) fn refresh_stages(&mut self) {
        self.ask_stage_conditions();
        for stage in std::mem::take(&mut self.moment.conditions) {
            for inner in self.program.clone().stages[stage].inside.iter().copied() {
                self.sleep_or_wake(inner);
            }
            self.recheck_stage(stage);
        }
        self.enter_waiting();
    }

    fn sleep_or_wake(&mut self, stage: StageNo) {
        let (applies, at) = (self.applies(stage), self.moment.at);
        let Some(active) = self.stages[stage].activations.last_mut().filter(|active| active.closed_at.is_none()) else {
            return;
        };
        match (applies, active.dormant_since) {
            (false, None) => {
                active.dormant_since = Some(at);
                self.became_stage(stage, StageBecomes::Closed, at);
            }
            (true, Some(_)) => active.dormant_since = None,
            _ => return,
        }
        self.stage_changed(stage);
    }

    fn became_stage(&mut self, stage: StageNo, becomes: StageBecomes, at: Instant) {
        let happening = self.happening(Kind::Stage(stage, becomes), at);
        self.moment.next.push(happening);
    }

    /// What expressions see of the stage, and of those inside it, is brought up to date.
    fn stage_changed(&mut self, stage: StageNo) {
        for stage in self.program.clone().stages[stage].inside.iter().copied() {
            let state = self.status(stage);
            let active = self.stages[stage].activations.last();
            let opened_at = active.map(|active| active.opened_at);
            let ended_at = active.and_then(|active| active.closed_at.or(active.dormant_since).or(active.done_at));
            let view = &self.world.stages[stage];
            if (view.state, view.opened_at, view.ended_at) != (state, opened_at, ended_at) {
                self.world_mut().stages[stage] = super::world::StageView { state, opened_at, ended_at };
                self.touch(Part::Stage(stage));
            }
        }
    }

    /// The stage will be entered on account of that happening, so tasks that open with it will open.
    pub(super) fn will_be_entered(&mut self, stage: StageNo, index: usize) -> bool {
        let repeat = self.program.stages[stage].repeat;
        let can = self.stages[stage]
            .activations
            .last()
            .is_none_or(|active| repeat && (active.closed_at.is_some() || active.done_at.is_some()));
        let listeners: Vec<PatternNo> = self.listeners(index);
        let enters = self.program.stages[stage].enters.clone();
        can && enters.into_iter().any(|pattern| listeners.contains(&pattern) && self.occurs(pattern, index).is_some())
    }
}

impl Active {
    pub fn is_suspended(&self) -> bool {
        matches!(self.suspended.last(), Some((_, None)))
    }
}
