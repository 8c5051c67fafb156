//! From a moment and a span to the due time, with each step of the arithmetic.

use super::{Calendar, Instant, Span};
use crate::language::Message;

/// What happens when a day, week or month deadline ends on a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    None,
    NextWorkingDay,
}

/// A due time and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub at: Instant,
    /// A day that counts here is only estimated, or lies beyond the announced ones.
    pub provisional: bool,
    pub steps: Vec<Message>,
}

/// The due time of `span`, counted from `from`. None if it lies outside the years that can be represented.
pub fn due(_from: Instant, _span: Span, _roll: Roll, _calendar: &Calendar, _zone: chrono_tz::Tz) -> Option<Due> {
    None
}
