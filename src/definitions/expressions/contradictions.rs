//! Conditions that cannot both hold, as far as that can be seen from how they are written.

use std::collections::BTreeSet;

use super::guards::path;
use super::syntax::{Comparison, Ex, Kind};

/// One condition of several that must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conjunct {
    /// A value that must be there (true), or must not.
    Truth(String, bool),
    /// A value that must be (true), or must not be, one of these words.
    Among(String, BTreeSet<String>, bool),
}

impl Conjunct {
    /// Whether the two cannot both hold.
    pub fn contradicts(&self, other: &Conjunct) -> bool {
        match (self, other) {
            (Conjunct::Truth(a, x), Conjunct::Truth(b, y)) => a == b && x != y,
            (Conjunct::Among(a, one, true), Conjunct::Among(b, two, true)) => a == b && one.is_disjoint(two),
            (Conjunct::Among(a, one, true), Conjunct::Among(b, two, false))
            | (Conjunct::Among(b, two, false), Conjunct::Among(a, one, true)) => a == b && one.is_subset(two),
            (Conjunct::Among(a, _, true), Conjunct::Truth(b, false))
            | (Conjunct::Truth(b, false), Conjunct::Among(a, _, true)) => a == b,
            _ => false,
        }
    }
}

/// The conditions that must all hold for `ex` to hold; those that cannot be understood are left out.
pub fn conjuncts(ex: &Ex) -> Vec<Conjunct> {
    collect(ex, true)
}

fn collect(ex: &Ex, truth: bool) -> Vec<Conjunct> {
    match (&ex.kind, truth) {
        (Kind::And(a, b), true) | (Kind::Or(a, b), false) => [collect(a, truth), collect(b, truth)].concat(),
        (Kind::Not(inner), _) => collect(inner, !truth),
        (Kind::Name(_) | Kind::Attribute(..) | Kind::Item(..), _) => {
            path(ex).map(|path| Conjunct::Truth(path, truth)).into_iter().collect()
        }
        (Kind::Compare(comparison, a, b), _) => {
            let positive = matches!(comparison, Comparison::Equal | Comparison::In);
            let words = match (&b.kind, comparison) {
                (Kind::Word(word), Comparison::Equal | Comparison::NotEqual) => Some([word.clone()].into()),
                (Kind::List(items), Comparison::In | Comparison::NotIn) => items
                    .iter()
                    .map(|item| match &item.kind {
                        Kind::Word(word) => Some(word.clone()),
                        _ => None,
                    })
                    .collect(),
                _ => None,
            };
            match (path(a), words) {
                (Some(path), Some(words)) => vec![Conjunct::Among(path, words, positive == truth)],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::definitions::expressions;

    fn contradict(one: &str, other: &str) -> bool {
        let (one, other) = (expressions::conjuncts(one), expressions::conjuncts(other));
        one.iter().any(|a| other.iter().any(|b| a.contradicts(b)))
    }

    #[test]
    fn only_plain_contradictions_are_seen() {
        assert!(contradict("facts.a", "not facts.a"));
        assert!(!contradict("facts.a and event.b == 'x'", "event.b == 'y' or false and facts.z"));
        assert!(contradict("event.b == 'x'", "event.b in ['y', 'z'] and facts.a"));
        assert!(contradict("event.b == 'x'", "event.b != 'x'"));
        assert!(contradict("not event.b", "event.b == 'x'"));
        assert!(!contradict("event.b == 'x'", "event.b in ['x', 'z']"));
        assert!(!contradict("facts.a or facts.b", "not facts.a"));
    }
}
