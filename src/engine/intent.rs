//! What a person is about to do, and what the workflow says to it.

use std::collections::BTreeMap;

use crate::case::{EventId, Values};
use crate::deadline::Instant;
use crate::definitions::{Id, RoleRef, StagePath};
use crate::error::Unmet;

/// An action before it is recorded. It is judged by the state as it was at `at` ([`Options::now`](super::Options)).
#[derive(Clone, Debug)]
pub struct Intent {
    pub action: Doing,
    /// When it happened.
    pub at: Instant,
    /// The member who records it.
    pub member: Id,
    /// All roles that the member holds, as they are written (`librarian`, `member/north`).
    pub roles: Vec<String>,
    /// The role that the member chose (`--role`); none: the first that may.
    pub role: Option<String>,
    /// Values of the form's or the task's fields, of all vaults. For an amendment: only what it changes.
    pub values: Values,
    /// Reasons given for conditions that warn (`--reason RULE=TEXT`).
    pub reasons: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// `amends`: the document's first version. `complete`: nothing required is missing; rules wait until then.
    File {
        form: Id,
        amends: Option<EventId>,
        complete: bool,
        cleared: Vec<Id>,
    },
    /// `reference` is `TASK`, `TASK@E`, `TASK#2`, `TASK@E>role`.
    Do {
        reference: String,
        to: Recipients,
        ahead: bool,
    },
    Waive {
        reference: String,
        to: Recipients,
        reason: String,
        series: bool,
    },
    Enter {
        stage: StagePath,
    },
    CloseStage {
        stage: StagePath,
    },
    /// To the office's roles, and perhaps a member of it with roles: what rules on `share` ask.
    Share {
        office: Id,
        vaults: Vec<Id>,
        office_roles: Vec<String>,
        member: Option<Id>,
        member_roles: Vec<String>,
    },
    Unshare {
        office: Id,
        vaults: Vec<Id>,
    },
    OpenCase,
    CloseCase,
    ReopenCase,
    /// To the definitions by which it is judged.
    Migrate,
    Note,
    /// Withdrawing what somebody recorded.
    Correct {
        event: EventId,
    },
}

/// For which recipients something is done.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Recipients {
    /// Not said: enough where there is one instance, or one obligation for all.
    #[default]
    NotSaid,
    All,
    These(Vec<RoleRef>),
}

/// What goes into the event besides what the person gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Permit {
    /// The role used.
    pub role: String,
    /// The instances that are meant, for `done` and `waive`.
    pub instances: Vec<String>,
    /// Their recipients.
    pub to: Vec<String>,
    /// Conditions that are not satisfied and go on with a reason: id → effect (`warn`, `breach`).
    pub overridden: BTreeMap<String, String>,
    /// The same with their words.
    pub warnings: Vec<Unmet>,
    /// Rules over hidden vaults that were asked and held.
    pub satisfied: Vec<Id>,
}
