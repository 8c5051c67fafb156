//! The events of a case, made ready for the fold: which count, in which order, what is withdrawn, which event had seen
//! which. The order is that of what happened (`at`, then the id), never that of arrival.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::state::Options;
use crate::case::{Act, Event, EventId};
use crate::deadline::Instant;

/// A place in [`Log::events`].
pub(super) type EventNo = usize;

pub(super) struct Log<'a> {
    /// All events that are known, in the order in which they are folded; the opening first.
    pub events: Vec<&'a Event>,
    by_id: HashMap<&'a str, EventNo>,
    /// For each event, those before it in history: everything its author had before him.
    seen: Vec<Bits>,
    /// Withdrawn events and the one that withdrew each.
    pub withdrawn: IndexMap<EventId, EventId>,
    gone: Vec<bool>,
    /// Has happened by `now` (and before the event that is looked at).
    happened: Vec<bool>,
    /// As many characters from the end of an event's id as tell it from all others, four at least.
    label_length: usize,
    /// Rank of each event by its id alone: the order among things that happen at the same second.
    pub rank: Vec<u32>,
}

impl<'a> Log<'a> {
    pub fn new(events: &'a [Event], options: &Options) -> Log<'a> {
        let cut = options.before.as_ref().and_then(|id| events.iter().find(|event| &event.id == id));
        let mut sorted: Vec<&Event> = events
            .iter()
            .filter(|event| options.known.is_none_or(|known| event.recorded <= known))
            .filter(|event| cut.is_none_or(|cut| event.id != cut.id))
            .collect();
        // The opening is before everything else in history, whatever its author wrote for the time.
        let opening = |event: &Event| !matches!(event.act, Act::Open { .. });
        sorted.sort_by(|a, b| (opening(a), a.at, &a.id).cmp(&(opening(b), b.at, &b.id)));
        sorted.dedup_by(|a, b| a.id == b.id);
        let happened = sorted
            .iter()
            .map(|event| event.at <= options.now && cut.is_none_or(|cut| (event.at, &event.id) < (cut.at, &cut.id)))
            .collect();
        let by_id = sorted.iter().enumerate().map(|(number, event)| (event.id.as_str(), number)).collect();
        let mut order: Vec<EventNo> = (0..sorted.len()).collect();
        order.sort_by(|&a, &b| sorted[a].id.cmp(&sorted[b].id));
        let mut rank = vec![0; sorted.len()];
        for (place, &number) in order.iter().enumerate() {
            rank[number] = u32::try_from(place).unwrap_or(u32::MAX);
        }
        let mut log = Log {
            label_length: label_length(events),
            gone: vec![false; sorted.len()],
            events: sorted,
            by_id,
            seen: Vec::new(),
            withdrawn: IndexMap::new(),
            happened,
            rank,
        };
        log.seen = log.histories();
        log.withdraw();
        log
    }

    pub fn number(&self, id: &str) -> Option<EventNo> {
        self.by_id.get(id).copied()
    }

    /// The author of `later` had `earlier` before him.
    pub fn saw(&self, later: EventNo, earlier: EventNo) -> bool {
        self.seen.get(later).is_some_and(|bits| bits.has(earlier))
    }

    /// The event that withdrew it.
    pub fn withdrawn_by(&self, number: EventNo) -> Option<&EventId> {
        self.withdrawn.get(&self.events[number].id)
    }

    pub fn is_gone(&self, number: EventNo) -> bool {
        self.gone[number]
    }

    /// Whether it has happened at the moment that is looked at.
    pub fn has_happened(&self, number: EventNo) -> bool {
        self.happened[number]
    }

    /// The end of the event's id, as it stands in names of instances.
    pub fn label(&self, number: EventNo) -> String {
        label(&self.events[number].id, self.label_length).to_owned()
    }

    /// The first moment of all.
    pub fn begin(&self) -> Option<Instant> {
        self.events.iter().map(|event| event.at).min()
    }

    fn histories(&self) -> Vec<Bits> {
        let count = self.events.len();
        let mut done: Vec<Option<Bits>> = vec![None; count];
        let mut on_the_way = vec![false; count];
        for start in 0..count {
            // Depth first without recursion: histories are long and thin.
            let mut stack = vec![start];
            while let Some(&top) = stack.last() {
                if done[top].is_some() {
                    stack.pop();
                    continue;
                }
                on_the_way[top] = true;
                let parents: Vec<EventNo> =
                    self.events[top].seen.iter().filter_map(|id| self.number(id)).filter(|&p| p != top).collect();
                // A circle cannot come from a verified store; it is cut rather than followed for ever.
                let next = parents.iter().copied().find(|&parent| done[parent].is_none() && !on_the_way[parent]);
                if let Some(parent) = next {
                    stack.push(parent);
                    continue;
                }
                let mut bits = Bits::new(count);
                for parent in parents {
                    bits.add(parent);
                    if let Some(more) = &done[parent] {
                        bits.add_all(more);
                    }
                }
                done[top] = Some(bits);
                on_the_way[top] = false;
                stack.pop();
            }
        }
        done.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Works out what is withdrawn: a withdrawal counts unless it has been withdrawn itself.
    fn withdraw(&mut self) {
        let mut corrections: Vec<(EventNo, EventNo)> = Vec::new();
        for (number, event) in self.events.iter().enumerate() {
            if let Act::Correct { event: target, .. } = &event.act
                && let Some(target) = self.number(target)
                && self.saw(number, target)
                && !matches!(self.events[target].act, Act::Open { .. })
            {
                corrections.push((number, target));
            }
        }
        // Whoever withdraws has seen what he withdraws, so the one that nobody after it has seen is settled first.
        let size = |number: EventNo| self.seen[number].count();
        corrections
            .sort_by(|a, b| size(b.0).cmp(&size(a.0)).then_with(|| self.events[a.0].id.cmp(&self.events[b.0].id)));
        for (correction, target) in corrections {
            if !self.gone[correction] && !self.gone[target] {
                self.gone[target] = true;
                self.withdrawn.insert(self.events[target].id.clone(), self.events[correction].id.clone());
            }
        }
    }
}

/// The last characters of an id.
pub(super) fn label(id: &str, length: usize) -> &str {
    let from = id.char_indices().rev().nth(length.saturating_sub(1)).map_or(0, |(at, _)| at);
    &id[from..]
}

fn label_length(events: &[Event]) -> usize {
    let longest = events.iter().map(|event| event.id.chars().count()).max().unwrap_or(0);
    let mut ends = std::collections::HashSet::new();
    (4..longest)
        .find(|&length| {
            ends.clear();
            events.iter().all(|event| ends.insert(label(&event.id, length)))
        })
        .unwrap_or(longest.max(4))
}

/// A set of events.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(count: usize) -> Bits {
        Bits(vec![0; count.div_ceil(64)])
    }
    fn add(&mut self, number: EventNo) {
        self.0[number / 64] |= 1 << (number % 64);
    }
    fn add_all(&mut self, other: &Bits) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
    fn has(&self, number: EventNo) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}
