//! Pure time arithmetic and its explanation. Sees no clock and not the machine's zone or locale: every moment, zone and
//! calendar is an argument. Basis: Code of Administrative Procedures (law 44/2015) as read in `workflows/README.md`.
//!
//! [`due`] is where everything comes together; [`moment`] reads times that people write, [`words`] says them again.

mod calendar;
mod compute;
mod count;
mod easter;
mod layout;
pub mod moment;
mod span;
mod steps;
pub mod words;
mod zone;

pub use calendar::{Calendar, CalendarFacts, DayOff, Feast, FeastDay, Why};
pub use compute::{Due, DueAt, Pause, Roll, due, due_at, due_at_with_pauses, due_with_pauses, nth, nth_at};
pub use count::{age_on, days_between, hours_between, minutes_between, same_day, working_days_between};
pub use easter::{Rite, easter};
pub use layout::lay_out;
pub use moment::{parse_date, parse_moment};
pub use span::Span;
pub use words::rfc3339;
pub use zone::{Local, end_of_day, local, local_date, start_of_day};

/// A moment, in UTC, to the second.
pub type Instant = chrono::DateTime<chrono::Utc>;
