//! The scripted audit: from what the store, the cases and this computer show to findings, and from findings to text, JSON
//! and JUnit. Called by `sop audit` only, which gathers what is looked at; nothing here opens a store or a key.
//!
//! Three groups, each of which can be asked for alone:
//! - *integrity*: what the store's own check finds, without any key ([`integrity`]);
//! - *compliance*: whether duties were met in time and conditions kept, for each case that the key opens
//!   ([`compliance`]);
//! - *hygiene*: plain text where none belongs, keys and recovery ([`hygiene`]).
//!
//! A report always says what it did not look at: a check that looked at nothing must not pass.

pub mod codes;
pub mod compliance;
mod duties;
pub mod hygiene;
pub mod integrity;
mod json;
mod junit;
mod rules;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::case::EventId;
use crate::deadline::Instant;
use crate::definitions::Id;
use crate::language::{Message, Text};

pub use json::document;
pub use junit::{junit, junit_failure};
pub use text::lines;

/// How much a finding weighs. The order is that of weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; never fails an audit.
    Info,
    Warning,
    Error,
}

impl Severity {
    /// The stable word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// One step lighter, where nobody could have done better.
    fn lighter(self) -> Severity {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Info => Severity::Info,
        }
    }
}

/// What kind of question a finding answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    Integrity,
    Compliance,
    Hygiene,
}

impl Group {
    pub const ALL: [Group; 3] = [Group::Integrity, Group::Compliance, Group::Hygiene];

    /// The word for it on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Group::Integrity => "integrity",
            Group::Compliance => "compliance",
            Group::Hygiene => "hygiene",
        }
    }
}

/// One thing that the audit found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub group: Group,
    /// Kebab-case and stable; [`codes::explain`] says what it means and what to do.
    pub code: &'static str,
    pub severity: Severity,
    pub case: Option<String>,
    pub norms: Vec<Id>,
    /// The obligation's instance (`convene`, `lend@K3F0>branch`).
    pub obligation: Option<String>,
    /// The rule or check.
    pub rule: Option<String>,
    pub event: Option<EventId>,
    pub commit: Option<String>,
    pub path: Option<String>,
    /// Since when this is so: a due time that passed, an event that was recorded. None: it is so now.
    pub since: Option<Instant>,
    pub message: Message,
}

impl Finding {
    pub fn new(group: Group, code: &'static str, severity: Severity, message: Message) -> Finding {
        Finding {
            group,
            code,
            severity,
            case: None,
            norms: Vec::new(),
            obligation: None,
            rule: None,
            event: None,
            commit: None,
            path: None,
            since: None,
            message,
        }
    }
}

/// A part of the audit that was not done, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct NotChecked {
    pub group: Group,
    /// Of these cases; empty: of all.
    pub cases: Vec<String>,
    /// It was asked for and could not be done, so the audit does not end well.
    pub failed: bool,
    pub reason: Message,
}

/// How deeply the audit could look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Without a key: signatures, names, digests, governance.
    Keyless,
    /// The process part: duties, times and rules, and no identity.
    Process,
    /// Every part of every case that was read.
    All,
}

/// What an audit looked at and what it found.
#[derive(Clone, Debug)]
pub struct Report {
    pub now: Instant,
    pub zone: Tz,
    /// The store's id and the commit that was looked at.
    pub store: String,
    pub head: String,
    /// How many commits were checked.
    pub commits: usize,
    /// All cases of the store, in full.
    pub cases: Vec<String>,
    /// Those whose process part was read.
    pub read: BTreeSet<String>,
    pub level: Level,
    /// Parts that the key does not open in at least one of the cases read, with their names.
    pub hidden: BTreeMap<Id, Text>,
    pub groups: BTreeSet<Group>,
    pub not_checked: Vec<NotChecked>,
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings have that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Cases with at least one finding.
    pub fn cases_with_findings(&self) -> usize {
        self.findings.iter().filter_map(|finding| finding.case.as_deref()).collect::<BTreeSet<_>>().len()
    }

    /// Something weighs at least so much.
    pub fn fails_on(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }

    /// Something that was asked for could not be looked at.
    pub fn is_incomplete(&self) -> bool {
        self.not_checked.iter().any(|part| part.failed)
    }

    /// Heaviest first, and of the errors those against the store itself; then by case and time, last what concerns no
    /// case. Two runs over the same store print the same.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            let key = |f: &Finding| {
                let shaken = f.severity == Severity::Error && f.group == Group::Integrity;
                (
                    std::cmp::Reverse((f.severity, shaken)),
                    f.case.is_none(),
                    f.case.clone(),
                    f.since,
                    f.code,
                    f.event.clone(),
                )
            };
            key(a).cmp(&key(b)).then_with(|| a.obligation.cmp(&b.obligation)).then_with(|| a.path.cmp(&b.path))
        });
    }

    /// A case's id as people type it: short, but still unique among all cases.
    pub fn short<'r>(&self, case: &'r str) -> &'r str {
        /// The year, a hyphen and four characters.
        const SHORTEST: usize = 9;
        let others = || self.cases.iter().filter(|other| *other != case);
        (SHORTEST..case.len())
            .filter_map(|length| case.get(..length))
            .find(|short| !others().any(|other| other.starts_with(short)))
            .unwrap_or(case)
    }
}
