//! Pure time arithmetic and its explanation. Sees no clock: every moment is an argument.
//! Basis: Code of Administrative Procedures (law 44/2015) as read in `workflows/README.md`.

mod calendar;
mod compute;
mod span;

pub use calendar::{Calendar, DayOff};
pub use compute::{Due, Roll, due};
pub use span::Span;

/// A moment, in UTC, to the second.
pub type Instant = chrono::DateTime<chrono::Utc>;
