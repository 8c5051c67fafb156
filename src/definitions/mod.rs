//! Everything the law says is data: YAML, checked as a whole before use. [`model`] holds the checked, typed
//! definitions; the rest of this folder makes them from YAML and looks at them.
//!
//! The way: [`source`] finds the files, `yaml` makes trees that know their places (`prepared` has those of the built-in
//! files, made when the program was built), `reader` with `law`, `stages` and
//! `forms` turns them into the model and notes each id and expression that is used (`collected`); `references`,
//! `expressions` and `lint` look at those, and [`load()`] brings it all together.
//! Reading never stops at a problem: whoever writes a law wants to see all of them.

pub mod calendar;
mod collected;
pub mod coverage;
mod expressions;
mod forms;
pub mod graph;
pub mod keys;
mod law;
mod lint;
mod load;
pub mod model;
mod prepared;
mod problem;
mod reader;
mod references;
pub mod schema;
pub mod source;
mod stages;
mod weaker;
pub mod written;
pub(crate) mod yaml;

pub use load::{Checked, built_in, check, embedded, load, open, read};
pub use model::*;
pub use problem::{Problem, Severity, nearest};
pub use source::Sources;
pub use weaker::weaker;

/// The names of the functions that expressions may use.
pub fn functions() -> impl Iterator<Item = &'static str> {
    expressions::FUNCTIONS.iter().map(|(name, ..)| *name)
}

/// The names of the filters that expressions may use.
pub fn filters() -> impl Iterator<Item = &'static str> {
    expressions::FILTERS.iter().copied()
}

/// The values of a fact that can be listed; empty for numbers and dates.
pub fn values_of(kind: &FactType) -> Vec<String> {
    match kind {
        FactType::Bool => vec!["true".to_owned(), "false".to_owned()],
        FactType::Choice(choices) => choices.clone(),
        FactType::Integer | FactType::Date | FactType::DateTime => Vec::new(),
    }
}

/// Whether a word can be a value of a fact of this kind.
pub fn is_value_of(kind: &FactType, word: &str) -> bool {
    match kind {
        FactType::Bool | FactType::Choice(_) => values_of(kind).iter().any(|value| value == word),
        FactType::Integer => word.parse::<i64>().is_ok(),
        FactType::Date | FactType::DateTime => chrono::NaiveDate::parse_from_str(word, "%Y-%m-%d").is_ok(),
    }
}
