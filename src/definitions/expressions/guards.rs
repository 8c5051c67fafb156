//! Which values are known to be there: what a condition that holds (or does not hold) says about the names in it.

use std::collections::BTreeSet;

use super::syntax::{Comparison, Ex, Kind};
use super::types::canonical;

/// Paths (`event.interview_end`) that are not none at this point of an expression.
#[derive(Clone, Debug, Default)]
pub struct Known(BTreeSet<String>);

impl Known {
    pub fn has(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// With what is also known if `ex` came out as `truth`.
    pub fn and(&self, ex: &Ex, truth: bool) -> Known {
        Known(self.0.union(&implied(ex, truth)).cloned().collect())
    }

    pub fn with(mut self, path: impl Into<String>) -> Known {
        self.0.insert(path.into());
        self
    }
}

/// The path of a name with attributes, hyphens written as `_`; none for anything else.
pub fn path(ex: &Ex) -> Option<String> {
    match &ex.kind {
        Kind::Name(name) => Some(canonical(name)),
        Kind::Attribute(inner, name) => Some(format!("{}.{}", path(inner)?, canonical(name))),
        Kind::Item(inner, item) => match &item.kind {
            Kind::Word(word) => Some(format!("{}.{}", path(inner)?, canonical(word))),
            _ => None,
        },
        _ => None,
    }
}

/// A path that is there, and what it stands in.
fn there(ex: &Ex) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    if let Some(path) = path(ex) {
        for (dot, _) in path.match_indices('.') {
            paths.insert(path[..dot].to_owned());
        }
        paths.insert(path);
    }
    paths
}

fn implied(ex: &Ex, truth: bool) -> BTreeSet<String> {
    let both = |a: &Ex, b: &Ex| -> BTreeSet<String> { implied(a, truth).union(&implied(b, truth)).cloned().collect() };
    let common =
        |a: &Ex, b: &Ex| -> BTreeSet<String> { implied(a, truth).intersection(&implied(b, truth)).cloned().collect() };
    match (&ex.kind, truth) {
        (Kind::Name(_) | Kind::Attribute(..) | Kind::Item(..), true) => there(ex),
        (Kind::Not(inner), _) => implied(inner, !truth),
        (Kind::And(a, b), true) | (Kind::Or(a, b), false) => both(a, b),
        (Kind::And(a, b), false) | (Kind::Or(a, b), true) => common(a, b),
        (Kind::Compare(Comparison::Equal, a, b), _) | (Kind::Compare(Comparison::NotEqual, a, b), _) => {
            let equal = matches!(ex.kind, Kind::Compare(Comparison::Equal, ..)) == truth;
            match (&a.kind, &b.kind) {
                (_, Kind::Nothing) if !equal => there(a),
                (Kind::Nothing, _) if !equal => there(b),
                (_, other) if equal && is_literal(other) => there(a),
                (other, _) if equal && is_literal(other) => there(b),
                _ => BTreeSet::new(),
            }
        }
        (Kind::Compare(Comparison::Order, a, b), true) => there(a).union(&there(b)).cloned().collect(),
        (Kind::Compare(Comparison::In, a, b), true) | (Kind::Compare(Comparison::NotIn, a, b), false) => {
            there(a).union(&there(b)).cloned().collect()
        }
        (Kind::Test(test), false) if test.name == "none" => test.value.as_deref().map(there).unwrap_or_default(),
        // Functions are none if an argument is, and none is not true.
        (Kind::Function(call), true) => call.arguments.iter().flat_map(there).collect(),
        _ => BTreeSet::new(),
    }
}

fn is_literal(kind: &Kind) -> bool {
    matches!(kind, Kind::Bool | Kind::Integer | Kind::Fraction | Kind::Word(_))
}
