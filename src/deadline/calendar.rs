//! Which days are days off, and why.

use chrono::NaiveDate;

use crate::language::Text;

/// A working calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub id: String,
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq)]
pub struct DayOff {
    pub date: NaiveDate,
    pub name: Text,
    /// The date is estimated, not yet announced.
    pub provisional: bool,
}
