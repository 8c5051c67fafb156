//! The length of a time as the definitions write it.

/// `60min`, `24h`, `3d`, `1w`, `1mo`, `30wd`, `same-day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Minutes(u32),
    Hours(u32),
    Days(u32),
    Weeks(u32),
    Months(u32),
    WorkingDays(u32),
    SameDay,
}
