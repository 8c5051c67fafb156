//! Asking the definitions' expressions while a moment is carried through: whether an occurrence takes place and when,
//! whether a condition holds. What fails does not hold, and is reported.

use std::sync::Arc;

use minijinja::value::Value;

use super::expressions::Code;
use super::program::{Kind, PatternNo, Use, Watcher};
use super::simulation::{BY_PEOPLE, BY_TIME, Happening, Item, Simulation, What};
use super::world::{Disputed, Scope};
use crate::deadline::Instant;

impl Simulation<'_> {
    pub(super) fn happening(&self, kind: Kind, at: Instant) -> Happening {
        Happening { kind: What::Listed(kind), at, cause: self.moment.cause.clone(), to: None, obligation: None }
    }

    /// The occurrences that react to a happening of this moment, in the order of the definitions.
    pub(super) fn listeners(&self, index: usize) -> Vec<PatternNo> {
        if let (0, Some(only)) = (index, self.moment.only) {
            return vec![only];
        }
        match self.moment.all[index].kind {
            What::Listed(kind) => self.program.listeners.get(&kind).cloned().unwrap_or_default(),
            What::Time(pattern) => vec![pattern],
        }
    }

    /// When an occurrence takes place on account of that happening; none if it does not, or not yet.
    pub(super) fn occurs(&mut self, pattern: PatternNo, index: usize) -> Option<Instant> {
        if let Some(answer) = self.moment.asked.get(&(pattern, index)) {
            return *answer;
        }
        let happening = self.moment.all[index].clone();
        let answer = self.ask_occurrence(pattern, &happening);
        self.moment.asked.insert((pattern, index), answer);
        answer
    }

    fn ask_occurrence(&mut self, pattern: PatternNo, happening: &Happening) -> Option<Instant> {
        let program = self.program.clone();
        let definition = &program.patterns[pattern];
        if let What::Listed(Kind::Fact(fact)) = happening.kind
            && !self.has_become(fact, program.becomes.get(&pattern))
        {
            return None;
        }
        let mut at = happening.at;
        if let Some(code) = &definition.at {
            // A date in dispute never gives more time: openings take the earlier one, discharges the later.
            let disputed = match definition.purpose {
                Use::Meets(_) => Disputed::Latest,
                _ => Disputed::Earliest,
            };
            at = self.ask_moment(code.code(), self.scope(happening).disputed(disputed))?;
            if at > self.moment.at {
                let rank = happening.cause.event.map_or(0, |event| self.log.rank[event].saturating_add(1));
                self.plan((at, BY_PEOPLE, rank), Item::Occurs(pattern, Box::new(happening.clone())));
                return None;
            }
        }
        self.asks(pattern, happening).then_some(at)
    }

    /// The if-part.
    pub(super) fn asks(&mut self, pattern: PatternNo, happening: &Happening) -> bool {
        let program = self.program.clone();
        match &program.patterns[pattern].if_ {
            None => true,
            Some(code) => self.ask(code.code(), self.scope(happening)),
        }
    }

    fn scope(&self, happening: &Happening) -> Scope {
        Scope::new(&self.world).event(happening.cause.record.clone()).to(happening.to.clone())
    }

    /// Whether a condition holds; one that fails does not, and is reported.
    pub(super) fn ask(&mut self, code: &Code, scope: Scope) -> bool {
        let answer = code.holds(&Arc::new(scope));
        answer.unwrap_or_else(|failure| {
            self.failures.insert(failure);
            false
        })
    }

    pub(super) fn ask_value(&mut self, code: &Code, scope: Scope) -> Value {
        let answer = code.value(&Arc::new(scope));
        answer.unwrap_or_else(|failure| {
            self.failures.insert(failure);
            Value::UNDEFINED
        })
    }

    pub(super) fn ask_moment(&mut self, code: &Code, scope: Scope) -> Option<Instant> {
        let answer = code.moment(&Arc::new(scope));
        answer.unwrap_or_else(|failure| {
            self.failures.insert(failure);
            None
        })
    }

    /// The present value of a `{time: …}`.
    pub(super) fn time_of(&mut self, pattern: PatternNo) -> Option<Instant> {
        let program = self.program.clone();
        let time = program.patterns[pattern].time.as_ref()?;
        self.ask_moment(time.code(), Scope::new(&self.world).disputed(Disputed::Earliest))
    }

    pub(super) fn refresh_times(&mut self) {
        let program = self.program.clone();
        for &pattern in &program.times {
            if self.dirty.remove(&Watcher::Time(pattern))
                && let Some(at) = self.time_of(pattern)
                && !self.come.contains(&(pattern, at))
            {
                let rank = u32::try_from(pattern).unwrap_or(u32::MAX);
                self.plan((at, BY_TIME, rank), Item::Time(pattern));
            }
        }
    }
}
