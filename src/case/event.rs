//! An event: what one person recorded about one case, once. Its process part identifies nobody; its other parts are
//! values of fields in more closely held vaults. Format `v = 1` (rule S5).

use std::collections::BTreeMap;

use super::value::Values;
use crate::deadline::Instant;
use crate::definitions::{Id, StagePath};

/// An event's ULID, upper case; its time part equals `recorded` (S9).
pub type EventId = String;

/// An event as everyone who reads the process vault sees it, with the values of those further vaults that the reader
/// can open merged in.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: EventId,
    /// Member who signed it, and the role used.
    pub by: Id,
    pub role: String,
    /// When it happened (may be set by the author).
    pub at: Instant,
    /// When it was written down (the commit's time).
    pub recorded: Instant,
    /// The case's head events that the author had before him (S6).
    pub seen: Vec<EventId>,
    /// Hash of the definitions it was recorded under.
    pub definitions: String,
    /// Vaults (other than process) in which this event has a part, and whether this reader could open it.
    pub vaults: BTreeMap<Id, bool>,
    pub act: Act,
    /// Values of fields by vault. `process` is always there; others only if readable.
    pub values: BTreeMap<Id, Values>,
    /// Reasons given for rules and checks that warn: rule id → text (process vault).
    pub reasons: BTreeMap<Id, String>,
    /// Rules and checks that were not satisfied when it was recorded, with their effect (`warn`, `breach`).
    pub overridden: BTreeMap<Id, String>,
    /// Rules over hidden vaults that were asked and held, so that the audit need not ask again.
    pub satisfied: Vec<Id>,
}

/// What was done. In the TOML of the process part: `kind` names the variant (kebab-case) and the table of that name
/// holds its keys.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// The case is opened; `values` may hold first facts.
    Open {
        workflow: Id,
        version: String,
    },
    /// A form is filed. `amends`: the first version of the document that this mends or completes.
    File {
        form: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amends: Option<EventId>,
        /// Nothing required is missing, judged over all vaults by the author.
        complete: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        missing: Vec<Id>,
        /// Of an amendment: fields that were filled in and are now empty. An amendment carries only what it changes,
        /// so that two offices that mend different fields apart do not contradict each other.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cleared: Vec<Id>,
    },
    /// A task is done: the instances meant (`report#1`, `lend@K3F0>branch`).
    Done {
        task: Id,
        instances: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        to: Vec<String>,
        #[serde(default)]
        ahead: bool,
    },
    Waive {
        task: Id,
        instances: Vec<String>,
        reason: String,
        #[serde(default)]
        series: bool,
    },
    Enter {
        stage: StagePath,
    },
    CloseStage {
        stage: StagePath,
    },
    /// A file is attached: its encrypted bytes lie beside the event; its name, type, length and digest are in the values
    /// of its vault (`file_name`, `media_type`, `size`, `sha256`).
    Attach {
        /// What it is, in one word that identifies nobody (`signed-paper`).
        what: Id,
        vault: Id,
        /// The version of a document whose signed paper it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper_of: Option<EventId>,
    },
    /// The text is in the values (`note`).
    Note {},
    Correct {
        event: EventId,
        reason: String,
    },
    Share {
        office: Id,
        vaults: Vec<Id>,
    },
    Unshare {
        office: Id,
        vaults: Vec<Id>,
    },
    CloseCase {
        reason: String,
    },
    ReopenCase {
        reason: String,
    },
    /// From here on the case runs under other definitions: those that this event was recorded under.
    Migrate {
        workflow: Id,
        version: String,
    },
}

/// The fingerprint of the definitions under which a case runs: those of its opening, or of the last move to others.
/// `events` by (`at`, id). None without an opening.
pub fn definitions(events: &[Event]) -> Option<&str> {
    let mut withdrawn = std::collections::BTreeSet::new();
    for event in events.iter().rev() {
        match &event.act {
            Act::Correct { event: target, .. } if !withdrawn.contains(event.id.as_str()) => {
                withdrawn.insert(target.as_str());
            }
            Act::Open { .. } => return Some(&event.definitions),
            Act::Migrate { .. } if !withdrawn.contains(event.id.as_str()) => return Some(&event.definitions),
            _ => {}
        }
    }
    None
}

impl Act {
    /// The word for it in the process part's `kind` and in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Act::Open { .. } => "open",
            Act::File { .. } => "file",
            Act::Done { .. } => "done",
            Act::Waive { .. } => "waive",
            Act::Enter { .. } => "enter",
            Act::CloseStage { .. } => "close-stage",
            Act::Attach { .. } => "attach",
            Act::Note {} => "note",
            Act::Correct { .. } => "correct",
            Act::Share { .. } => "share",
            Act::Unshare { .. } => "unshare",
            Act::CloseCase { .. } => "close-case",
            Act::ReopenCase { .. } => "reopen-case",
            Act::Migrate { .. } => "migrate",
        }
    }
}
