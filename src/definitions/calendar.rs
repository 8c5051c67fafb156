//! A calendar's YAML (`workflows/calendars/*.yaml`) → [`Calendar`]. Everything wrong in a file is said at once, with its
//! line and column; only what YAML or serde refuse stops at the first.

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_saphyr::{Location, Spanned};

use super::model::Place;
use super::source::Sources;
use crate::deadline::{Calendar, CalendarFacts, Feast, FeastDay, Rite, parse_date};
use crate::error::{Error, Result};
use crate::language::{Message, Text};
use crate::msg;

/// What is wrong in a calendar file, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarProblem {
    pub place: Place,
    pub message: Message,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    calendar: Spanned<String>,
    title: Text,
    time_zone: Spanned<String>,
    weekend: Vec<Spanned<String>>,
    years: Spanned<Years>,
    announced_until: Spanned<String>,
    #[serde(default)]
    substitute: Option<Substitute>,
    feasts: Vec<Spanned<FeastFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Years {
    from: i32,
    to: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Substitute {
    NextWorkingDay,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeastFile {
    name: Text,
    #[serde(default)]
    since: Option<i32>,
    #[serde(default)]
    until: Option<i32>,
    #[serde(default)]
    fixed: Option<Spanned<String>>,
    #[serde(default)]
    easter: Option<EasterFile>,
    #[serde(default)]
    days_after: Option<Spanned<i32>>,
    #[serde(default)]
    announced: Vec<Spanned<String>>,
    #[serde(default)]
    estimated: Vec<Spanned<String>>,
    #[serde(default)]
    single: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EasterFile {
    Catholic,
    Orthodox,
}

/// Longer ranges would only cost time: the table of days is made when the file is read.
const MOST_YEARS: i32 = 200;

/// Reads a calendar; `file` is the name that problems carry.
///
/// # Errors
/// All problems, in the order of the file.
pub fn parse(file: &str, text: &str) -> std::result::Result<Calendar, Vec<CalendarProblem>> {
    let file: Arc<str> = file.into();
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_documents: 1, max_depth: 32 },
        strict_booleans: true,
    };
    let read: File = match serde_saphyr::from_str_with_options(text, options) {
        Ok(read) => read,
        Err(error) => {
            let place = place(&file, error.location().unwrap_or(Location::UNKNOWN));
            let message = msg!("deadline-calendar-yaml", problem = error.without_snippet().to_string());
            return Err(vec![CalendarProblem { place, message }]);
        }
    };
    let mut reader = Reader { file, problems: Vec::new() };
    let facts = reader.facts(read);
    match (facts, reader.problems.is_empty()) {
        (Some(facts), true) => Ok(Calendar::new(facts)),
        _ => {
            reader.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
            Err(reader.problems)
        }
    }
}

fn place(file: &Arc<str>, at: Location) -> Place {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Place { file: file.clone(), line: number(at.line()), column: number(at.column()) }
}

struct Reader {
    file: Arc<str>,
    problems: Vec<CalendarProblem>,
}

impl Reader {
    fn problem(&mut self, at: Location, message: Message) {
        self.problems.push(CalendarProblem { place: place(&self.file, at), message });
    }

    /// None only with a problem noted.
    fn facts(&mut self, read: File) -> Option<CalendarFacts> {
        let zone = read.time_zone.value.parse::<Tz>().ok();
        if zone.is_none() {
            self.problem(read.time_zone.referenced, msg!("deadline-calendar-zone", given = &read.time_zone.value));
        }
        if !is_name(&read.calendar.value) {
            self.problem(read.calendar.referenced, msg!("deadline-calendar-name", given = &read.calendar.value));
        }
        let weekend: Vec<Weekday> = read.weekend.iter().filter_map(|day| self.weekday(day)).collect();
        if (1..8).all(|n| weekend.iter().any(|day| day.number_from_monday() == n)) {
            self.problem(read.years.referenced, msg!("deadline-calendar-no-working-day"));
        }
        let years = (read.years.value.from, read.years.value.to);
        // NaiveDate ends in the year 262142; this keeps both the years and their number reasonable.
        if !(1900..=2199).contains(&years.0) || !(years.0..years.0 + MOST_YEARS).contains(&years.1) {
            self.problem(read.years.referenced, msg!("deadline-calendar-years"));
            return None;
        }
        let announced_until = self.date(&read.announced_until);
        let feasts = read.feasts.iter().filter_map(|feast| self.feast(feast)).collect();
        Some(CalendarFacts {
            id: read.calendar.value,
            title: read.title,
            zone: zone?,
            weekend,
            years,
            announced_until: announced_until?,
            substitute: matches!(read.substitute, Some(Substitute::NextWorkingDay)),
            feasts,
        })
    }

    fn weekday(&mut self, given: &Spanned<String>) -> Option<Weekday> {
        let day = match given.value.as_str() {
            "monday" => Weekday::Mon,
            "tuesday" => Weekday::Tue,
            "wednesday" => Weekday::Wed,
            "thursday" => Weekday::Thu,
            "friday" => Weekday::Fri,
            "saturday" => Weekday::Sat,
            "sunday" => Weekday::Sun,
            other => {
                self.problem(given.referenced, msg!("deadline-calendar-weekday", given = other));
                return None;
            }
        };
        Some(day)
    }

    fn feast(&mut self, given: &Spanned<FeastFile>) -> Option<Feast> {
        let feast = &given.value;
        let listed = !feast.announced.is_empty() || !feast.estimated.is_empty();
        if let (Some(days), None) = (&feast.days_after, feast.easter) {
            self.problem(days.referenced, msg!("deadline-calendar-days-after"));
        }
        let single = !feast.single.is_empty();
        let when = match (&feast.fixed, feast.easter, listed, single) {
            (Some(day), None, false, false) => self.month_day(day)?,
            (None, Some(rite), false, false) => {
                let rite = match rite {
                    EasterFile::Catholic => Rite::Catholic,
                    EasterFile::Orthodox => Rite::Orthodox,
                };
                FeastDay::Easter { rite, days_after: self.days_after(feast.days_after.as_ref())? }
            }
            (None, None, true, false) => {
                FeastDay::Listed { announced: self.dates(&feast.announced), estimated: self.dates(&feast.estimated) }
            }
            (None, None, false, true) => FeastDay::Single(self.dates(&feast.single)),
            _ => {
                self.problem(given.referenced, msg!("deadline-calendar-feast-day"));
                return None;
            }
        };
        Some(Feast { name: feast.name.clone(), when, since: feast.since, until: feast.until })
    }

    fn days_after(&mut self, given: Option<&Spanned<i32>>) -> Option<i32> {
        match given {
            None => Some(0),
            Some(days) if (-100..=100).contains(&days.value) => Some(days.value),
            Some(days) => {
                self.problem(days.referenced, msg!("deadline-calendar-days-after"));
                None
            }
        }
    }

    fn month_day(&mut self, given: &Spanned<String>) -> Option<FeastDay> {
        // A leap year, so that 02-29 may be a feast where it exists.
        let day = given
            .value
            .split_once('-')
            .filter(|(month, day)| month.len() == 2 && day.len() == 2)
            .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)))
            .filter(|(month, day)| NaiveDate::from_ymd_opt(2024, *month, *day).is_some());
        if day.is_none() {
            self.problem(given.referenced, msg!("deadline-calendar-month-day", given = &given.value));
        }
        day.map(|(month, day)| FeastDay::Fixed { month, day })
    }

    fn dates(&mut self, given: &[Spanned<String>]) -> Vec<NaiveDate> {
        given.iter().filter_map(|date| self.date(date)).collect()
    }

    fn date(&mut self, given: &Spanned<String>) -> Option<NaiveDate> {
        match parse_date(&given.value) {
            Ok(date) => Some(date),
            Err(problem) => {
                self.problem(given.referenced, msg!("deadline-calendar-date", given = &given.value, problem = problem));
                None
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The calendar of that name, from the definitions in `folder` or else from those built in.
///
/// # Errors
/// No definitions in that folder, no such calendar, or one that does not load; all its problems are named.
pub fn find(name: &str, folder: Option<&Path>) -> Result<Calendar> {
    let sources = match folder {
        Some(folder) => Sources::from_folder(folder)?,
        None => Sources::built_in(None)?,
    };
    let Some(file) = sources.calendars.get(&format!("{name}.yaml")) else {
        let known: Vec<&str> = sources.calendars.keys().filter_map(|name| name.strip_suffix(".yaml")).collect();
        return Err(Error::invalid(msg!("deadline-calendar-unknown", given = name, known = known.join(", "))));
    };
    load(&file.shown, &String::from_utf8_lossy(&file.bytes))
}

fn load(file: &str, text: &str) -> Result<Calendar> {
    parse(file, text).map_err(|problems| {
        let details = problems.into_iter().map(|problem| {
            msg!(
                "deadline-calendar-invalid",
                file = &*problem.place.file,
                line = problem.place.line,
                column = problem.place.column,
                problem = problem.message
            )
        });
        Error::invalid(msg!("deadline-calendar-bad", file = file)).details(details.collect())
    })
}
