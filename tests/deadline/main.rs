//! Deadlines: against independent vectors, against the failures that people reported of comparable software, and
//! through the command line.

#[path = "../common/mod.rs"]
mod common;

mod calendar;
mod command;
mod moments;
mod properties;
mod vectors;

use chrono_tz::Tz;
use sop::deadline::{Calendar, Instant, parse_moment};

const ZONE: Tz = chrono_tz::Europe::Tirane;

fn albania() -> Calendar {
    sop::definitions::calendar::find("al", None).expect("the built-in calendar")
}

#[track_caller]
fn moment(text: &str) -> Instant {
    parse_moment(text, ZONE).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}
