//! Which days are days off, and why. A calendar is worked out once, for the years in which it is valid, and then only
//! looked up; outside those years the same rules are asked year by year, and nothing there is certain.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;

use super::easter::{Rite, easter};
use crate::language::Text;

/// What a calendar is made of, as its file states it.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarFacts {
    pub id: String,
    pub title: Text,
    /// The zone in which its days begin and end.
    pub zone: Tz,
    pub weekend: Vec<Weekday>,
    /// First and last year for which all its feasts are known or estimated.
    pub years: (i32, i32),
    /// Up to this day, inclusive, every day off is announced; later ones make a due time provisional.
    pub announced_until: NaiveDate,
    /// A feast on a weekend moves to the next day that is neither weekend nor feast.
    pub substitute: bool,
    pub feasts: Vec<Feast>,
}

/// One feast, in all its years.
#[derive(Clone, Debug, PartialEq)]
pub struct Feast {
    pub name: Text,
    pub when: FeastDay,
    /// First year of its observance; none: always.
    pub since: Option<i32>,
    /// Last year; none: still.
    pub until: Option<i32>,
}

/// On which day a feast falls.
#[derive(Clone, Debug, PartialEq)]
pub enum FeastDay {
    /// The same day of each year.
    Fixed { month: u32, day: u32 },
    /// So many days after Easter Sunday (0: that Sunday).
    Easter { rite: Rite, days_after: i32 },
    /// Dates that no rule gives: those announced, and estimates for the years after.
    Listed { announced: Vec<NaiveDate>, estimated: Vec<NaiveDate> },
    /// Single days that were given once.
    Single(Vec<NaiveDate>),
}

/// A working calendar. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub id: String,
    facts: Arc<CalendarFacts>,
    /// The feasts and their substitute days in the valid years, without plain weekends.
    feasts: Arc<HashMap<NaiveDate, DayOff>>,
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq)]
pub struct DayOff {
    pub date: NaiveDate,
    pub why: Why,
    /// The date is estimated, not yet announced.
    pub provisional: bool,
}

/// The reason for a day off.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    Weekend,
    /// A feast on its own day; `weekend`: which would have been off anyway.
    Feast {
        name: Text,
        weekend: bool,
    },
    /// A working day given for a feast that fell on the weekend day `from`.
    Moved {
        name: Text,
        from: NaiveDate,
    },
}

impl Calendar {
    pub fn new(facts: CalendarFacts) -> Calendar {
        let (first, last) = facts.years;
        let feasts = days_off(&facts, first, last);
        Calendar { id: facts.id.clone(), facts: Arc::new(facts), feasts: Arc::new(feasts) }
    }

    /// A calendar that knows Saturdays and Sundays only, and is certain of them in every year: for tests and for
    /// procedures without holidays.
    pub fn weekends_only(id: &str, zone: Tz) -> Calendar {
        Calendar::new(CalendarFacts {
            id: id.to_owned(),
            title: Text::same(id),
            zone,
            weekend: vec![Weekday::Sat, Weekday::Sun],
            years: (NaiveDate::MIN.year(), NaiveDate::MAX.year()),
            announced_until: NaiveDate::MAX,
            substitute: false,
            feasts: Vec::new(),
        })
    }

    pub fn facts(&self) -> &CalendarFacts {
        &self.facts
    }

    /// Why that day is off; none for a working day.
    pub fn day_off(&self, date: NaiveDate) -> Option<DayOff> {
        let feast = if self.is_valid(date) {
            self.feasts.get(&date).cloned()
        } else {
            days_off(&self.facts, date.year(), date.year()).remove(&date)
        };
        feast
            .or_else(|| is_weekend(&self.facts, date).then_some(DayOff { date, why: Why::Weekend, provisional: false }))
    }

    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        if is_weekend(&self.facts, date) {
            return false;
        }
        if self.is_valid(date) { !self.feasts.contains_key(&date) } else { self.day_off(date).is_none() }
    }

    /// The day itself if it is a working day, else the first one after it; none at the end of representable time.
    pub fn working_day_from(&self, date: NaiveDate) -> Option<NaiveDate> {
        let mut day = date;
        while !self.is_working_day(day) {
            day = day.succ_opt()?;
        }
        Some(day)
    }

    /// All days off around that day are announced.
    pub fn is_certain(&self, date: NaiveDate) -> bool {
        self.is_valid(date) && date <= self.facts.announced_until
    }

    /// That year lies within those for which the calendar was made.
    pub fn is_valid(&self, date: NaiveDate) -> bool {
        (self.facts.years.0..=self.facts.years.1).contains(&date.year())
    }

    /// The feasts of each year whose date no rule gives.
    pub fn listed_feasts(&self) -> impl Iterator<Item = &Feast> {
        self.facts.feasts.iter().filter(|feast| matches!(feast.when, FeastDay::Listed { .. }))
    }
}

impl DayOff {
    /// The feast's name; none for a plain weekend.
    pub fn name(&self) -> Option<&Text> {
        match &self.why {
            Why::Weekend => None,
            Why::Feast { name, .. } | Why::Moved { name, .. } => Some(name),
        }
    }
}

fn is_weekend(facts: &CalendarFacts, date: NaiveDate) -> bool {
    facts.weekend.contains(&date.weekday())
}

/// The feasts and substitute days of these years. A feast at the end of a year may move into the next one, so the
/// year before the first is looked at too.
fn days_off(facts: &CalendarFacts, first: i32, last: i32) -> HashMap<NaiveDate, DayOff> {
    let mut on_day: BTreeMap<NaiveDate, (Text, bool)> = BTreeMap::new();
    if facts.feasts.is_empty() {
        return HashMap::new();
    }
    for year in first.saturating_sub(1)..=last {
        for feast in &facts.feasts {
            for (date, estimated) in feast.dates(year) {
                on_day
                    .entry(date)
                    .and_modify(|(name, estimate)| {
                        *name = both(name, &feast.name);
                        *estimate &= estimated;
                    })
                    .or_insert_with(|| (feast.name.clone(), estimated));
            }
        }
    }
    let mut off = HashMap::new();
    for (&date, (name, estimated)) in &on_day {
        let weekend = is_weekend(facts, date);
        let why = Why::Feast { name: name.clone(), weekend };
        off.insert(date, DayOff { date, why, provisional: *estimated });
    }
    if facts.substitute {
        for (&from, (name, estimated)) in on_day.iter().filter(|(date, _)| is_weekend(facts, **date)) {
            let free = |day: &NaiveDate| !is_weekend(facts, *day) && !off.contains_key(day);
            // A fortnight without a working day would need more feasts than any calendar has.
            let Some(date) = (1..15).filter_map(|n| from.checked_add_days(Days::new(n))).find(free) else { continue };
            let why = Why::Moved { name: name.clone(), from };
            off.insert(date, DayOff { date, why, provisional: *estimated });
        }
    }
    off.retain(|date, _| (first..=last).contains(&date.year()));
    off
}

fn both(one: &Text, other: &Text) -> Text {
    Text { sq: format!("{}, {}", one.sq, other.sq), en: format!("{}, {}", one.en, other.en) }
}

impl Feast {
    /// Its dates in that year, each with whether it is only estimated.
    pub fn dates(&self, year: i32) -> Vec<(NaiveDate, bool)> {
        if self.since.is_some_and(|since| year < since) || self.until.is_some_and(|until| year > until) {
            return Vec::new();
        }
        match &self.when {
            FeastDay::Fixed { month, day } => {
                NaiveDate::from_ymd_opt(year, *month, *day).map(|date| (date, false)).into_iter().collect()
            }
            FeastDay::Easter { rite, days_after } => easter(year, *rite)
                .and_then(|sunday| sunday.checked_add_signed(chrono::TimeDelta::days(i64::from(*days_after))))
                .map(|date| (date, false))
                .into_iter()
                .collect(),
            FeastDay::Listed { announced, estimated } => {
                let of = |dates: &[NaiveDate], estimate: bool| {
                    dates.iter().filter(|date| date.year() == year).map(|date| (*date, estimate)).collect::<Vec<_>>()
                };
                [of(announced, false), of(estimated, true)].concat()
            }
            FeastDay::Single(dates) => {
                dates.iter().filter(|date| date.year() == year).map(|date| (*date, false)).collect()
            }
        }
    }
}
