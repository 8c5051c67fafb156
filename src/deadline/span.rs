//! The length of a time as the definitions write it.

use std::fmt;
use std::str::FromStr;

use crate::language::Message;
use crate::msg;

/// `60min`, `24h`, `3d`, `1w`, `1mo`, `30wd`, `same-day`.
///
/// Parsing accepts exactly these spellings (no blanks, signs, leading zeros or fractions) and no more than ten years
/// of each unit, so that no arithmetic on a span can leave the years that dates can represent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// Exact, from the minute, across clock changes.
    Minutes(u32),
    /// Exact, like minutes.
    Hours(u32),
    /// Calendar days; the first day is left out.
    Days(u32),
    /// Seven calendar days each.
    Weeks(u32),
    /// Ends on the same day number, or on the month's last day.
    Months(u32),
    /// Only working days count; the first day is left out.
    WorkingDays(u32),
    /// Ends with the day it begins on.
    SameDay,
}

/// The units in the order of their spelling, with the most that is accepted of each: ten years.
const UNITS: [(&str, u32, fn(u32) -> Span); 6] = [
    ("min", 5_256_000, Span::Minutes),
    ("h", 87_600, Span::Hours),
    ("d", 3_650, Span::Days),
    ("w", 520, Span::Weeks),
    ("mo", 120, Span::Months),
    ("wd", 2_500, Span::WorkingDays),
];

impl Span {
    /// The span `times` as long; none if that is more than ten years, zero, or a multiple of `same-day`.
    pub fn times(self, times: u32) -> Option<Span> {
        let (number, unit) = self.number()?;
        let (_, most, make) = UNITS[unit];
        let product = number.checked_mul(times)?;
        (1..=most).contains(&product).then(|| make(product))
    }

    /// Hours and minutes: counted to the second, never rolled.
    pub fn is_exact(self) -> bool {
        matches!(self, Span::Minutes(_) | Span::Hours(_))
    }

    /// The number and the index of its unit in [`UNITS`].
    fn number(self) -> Option<(u32, usize)> {
        Some(match self {
            Span::Minutes(n) => (n, 0),
            Span::Hours(n) => (n, 1),
            Span::Days(n) => (n, 2),
            Span::Weeks(n) => (n, 3),
            Span::Months(n) => (n, 4),
            Span::WorkingDays(n) => (n, 5),
            Span::SameDay => return None,
        })
    }

    /// The span in words ("30 working days").
    pub fn words(self) -> Message {
        match self {
            Span::Minutes(n) => msg!("deadline-span-minutes", count = n),
            Span::Hours(n) => msg!("deadline-span-hours", count = n),
            Span::Days(n) => msg!("deadline-span-days", count = n),
            Span::Weeks(n) => msg!("deadline-span-weeks", count = n),
            Span::Months(n) => msg!("deadline-span-months", count = n),
            Span::WorkingDays(n) => msg!("deadline-span-working-days", count = n),
            Span::SameDay => msg!("deadline-span-same-day"),
        }
    }
}

impl FromStr for Span {
    type Err = Message;

    fn from_str(text: &str) -> Result<Span, Message> {
        if text == "same-day" {
            return Ok(Span::SameDay);
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let known = UNITS.iter().find(|(name, ..)| *name == unit);
        let Some((_, most, make)) = known.filter(|_| digits > 0 && !(number.len() > 1 && number.starts_with('0')))
        else {
            return Err(msg!("deadline-span-unknown", given = text));
        };
        match number.parse::<u32>() {
            Ok(number) if (1..=*most).contains(&number) => Ok(make(number)),
            _ => Err(msg!("deadline-span-out-of-range", given = text, most = format!("{most}{unit}"))),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number() {
            Some((number, unit)) => write!(f, "{number}{}", UNITS[unit].0),
            None => f.write_str("same-day"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_is_read_and_written_back() {
        for text in ["60min", "24h", "3d", "1w", "1mo", "30wd", "same-day", "5256000min", "2500wd"] {
            assert_eq!(text.parse::<Span>().map(|span| span.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_spellings_and_sizes_are_refused() {
        for text in [
            "",
            "d",
            "3",
            "3 d",
            "-3d",
            "+3d",
            "03d",
            "0d",
            "3.5h",
            "3D",
            "3days",
            "1y",
            "sameday",
            "٣d",
            "2501wd",
            "99999999999h",
            "3d ",
        ] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_multiple_stays_within_ten_years() {
        assert_eq!(Span::Months(1).times(24), Some(Span::Months(24)));
        assert_eq!(Span::Months(1).times(121), None);
        assert_eq!(Span::Hours(u32::MAX).times(2), None);
        assert_eq!(Span::SameDay.times(1), None);
    }
}
