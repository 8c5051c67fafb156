//! Scenarios: dated stories in YAML that say what must then hold, so that a lawyer can test the law as data. Each step is
//! recorded exactly as the command line would record it (roles, checks and rules included); each check folds the story
//! so far and compares. Format: `workflows/README.md`, "Scenarios".

mod checks;
mod read;
mod run;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use read::read;
pub use run::{Findings, Reached, run, run_all};

use crate::case::{Event, Values};
use crate::deadline::Instant;
use crate::definitions::{Id, StagePath};
use crate::engine::{Doing, Recipients};
use crate::language::{Message, Text};

/// A dated story.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub id: String,
    pub title: Text,
    /// The provisions that it shows.
    pub proves: Vec<Id>,
    pub file: Arc<str>,
    pub story: Vec<Step>,
}

/// Where something stands in a scenario's file; both count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub position: Position,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    Act(Box<Act>),
    Check(Box<Check>),
}

/// Something that somebody does.
#[derive(Clone, Debug)]
pub struct Act {
    pub at: Instant,
    pub recorded: Option<Instant>,
    pub role: String,
    pub member: Option<String>,
    pub doing: Told,
    pub values: Values,
    /// Fields that an amendment empties.
    pub cleared: Vec<Id>,
    pub label: Option<String>,
    pub reasons: BTreeMap<String, String>,
    /// It must be refused, for exactly these conditions.
    pub refused: Option<BTreeSet<String>>,
    /// The entries that its author had before him; none: all so far.
    pub seen: Option<Vec<String>>,
}

/// What is done, with labels in place of ids of events.
#[derive(Clone, Debug)]
pub enum Told {
    Plain(Doing),
    Do { reference: String, to: Recipients, ahead: bool },
    Waive { reference: String, to: Recipients, reason: String, series: bool },
    Amend { label: String, complete: bool },
    Correct { label: String },
}

/// What must hold at a moment.
#[derive(Clone, Debug)]
pub struct Check {
    pub now: Instant,
    pub known: Option<Instant>,
    /// Stage → its state, or `absent`.
    pub stages: Vec<(Position, StagePath, String)>,
    /// Fact → its value as it is written, or `unknown`.
    pub facts: Vec<(Position, Id, String)>,
    pub tasks: Vec<TaskCheck>,
    /// Codes of the audit's findings, all of them.
    pub findings: Option<(Position, BTreeSet<String>)>,
}

/// What must hold of one duty, or of those for all its recipients.
#[derive(Clone, Debug)]
pub struct TaskCheck {
    pub position: Position,
    pub reference: String,
    pub state: Option<String>,
    /// Given: the due time; given as none: it has none.
    pub due_at: Option<Option<Instant>>,
    pub met_at: Option<Instant>,
}

/// Something in a file that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    pub position: Position,
    pub message: Message,
}

/// An expectation that does not hold: what was expected, and what was instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    pub position: Position,
    pub message: Message,
}

/// The outcome of one scenario.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub id: String,
    pub title: Text,
    pub proves: Vec<Id>,
    pub file: Arc<str>,
    pub failures: Vec<Failed>,
    /// What was recorded in it.
    pub events: Vec<Event>,
}
