//! What a case is at one moment, worked out from its events: the values that [`fold`](super::fold) returns. Nothing of
//! this is ever stored; whoever folds the same events with the same options gets the same state.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use super::reference::Reference;
use super::world::World;
use crate::case::{EventId, Value, Values};
use crate::deadline::{self, Instant, Roll, Span};
use crate::definitions::{Basis, Id, RoleRef, StagePath, TaskKind, Workflow};
use crate::language::{Message, Text};

/// From where one looks at a case.
#[derive(Clone, Debug)]
pub struct Options {
    /// The state is the one at this moment: later events have not happened yet, time has passed up to here. What mends
    /// the record (an amendment, a withdrawal) counts whenever it was made.
    pub now: Instant,
    /// Only what had been recorded by then; none: everything.
    pub known: Option<Instant>,
    /// Only what lies before this event in the order of the fold: the state that it met.
    pub before: Option<EventId>,
    /// Vaults whose values the reader has. A rule over another one is judged by its recorded outcome.
    pub readable: BTreeSet<Id>,
}

impl Options {
    /// Everything that is known, at that moment, for someone who reads these vaults.
    pub fn new(now: Instant, readable: impl IntoIterator<Item = Id>) -> Options {
        Options { now, known: None, before: None, readable: readable.into_iter().collect() }
    }
    pub fn known(mut self, known: Instant) -> Options {
        self.known = Some(known);
        self
    }
    pub fn before(mut self, event: impl Into<EventId>) -> Options {
        self.before = Some(event.into());
        self
    }
}

/// A case, at one moment.
#[derive(Clone, Debug)]
pub struct CaseState {
    pub case: String,
    pub now: Instant,
    /// None while there is no opening event.
    pub opened_at: Option<Instant>,
    /// Closed, and not reopened since.
    pub closed_at: Option<Instant>,
    /// All facts of the workflow, in its order.
    pub facts: IndexMap<Id, FactState>,
    /// In the order of their first versions; withdrawn ones are kept, marked.
    pub documents: Vec<Document>,
    /// The stages that have been entered or skipped, in the order of the workflow.
    pub stages: IndexMap<StagePath, StageState>,
    /// In the order in which they opened.
    pub obligations: Vec<Obligation>,
    /// Fields of documents over which two offices disagree.
    pub conflicts: Vec<FieldConflict>,
    /// Expressions that failed, each once: they counted as not satisfied.
    pub failures: Vec<Failure>,
    /// Events that another one withdrew, with that one.
    pub withdrawn: IndexMap<EventId, EventId>,
    pub(super) world: Arc<World>,
}

/// One of several values that stand against each other, with who said so and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub value: Value,
    pub member: Id,
    pub at: Instant,
    pub event: EventId,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct FactState {
    /// The value in force; none: not known.
    pub value: Option<Value>,
    /// Several values, neither writer knowing the other's; empty where there is no conflict.
    pub conflict: Vec<Claim>,
    /// The event that set it; none for facts that are worked out.
    pub set_by: Option<EventId>,
}

/// Two values of one field of one document, neither writer knowing the other's.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldConflict {
    pub form: Id,
    /// The document's first version.
    pub document: EventId,
    pub field: Id,
    pub claims: Vec<Claim>,
}

/// A filed form with everything that mended it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub form: Id,
    /// The first version: the document's name wherever one is needed.
    pub event: EventId,
    /// The end of that event's id, as people type it.
    pub label: String,
    /// All versions that count, in order of time, the first among them.
    pub versions: Vec<EventId>,
    /// When the document happened: its first complete version; before there is one, its first version.
    pub at: Instant,
    /// Member and role of the first version.
    pub by: Id,
    pub role: String,
    /// It has had a complete version, so it counts.
    pub complete: bool,
    /// What the latest version lacks.
    pub missing: Vec<Id>,
    /// The values in force, of all vaults that the reader can open.
    pub values: Values,
    /// Vaults with parts of this document that the reader cannot open.
    pub hidden: BTreeSet<Id>,
    /// The event that withdrew it.
    pub withdrawn: Option<EventId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageStatus {
    Open,
    Done,
    Suspended,
    Skipped,
    Closed,
}

impl StageStatus {
    pub fn word(self) -> &'static str {
        match self {
            StageStatus::Open => "open",
            StageStatus::Done => "done",
            StageStatus::Suspended => "suspended",
            StageStatus::Skipped => "skipped",
            StageStatus::Closed => "closed",
        }
    }
    /// Its tasks open when they are triggered.
    pub fn is_live(self) -> bool {
        matches!(self, StageStatus::Open | StageStatus::Done)
    }
}

/// A stage, as its last activation is.
#[derive(Clone, Debug, PartialEq)]
pub struct StageState {
    pub state: StageStatus,
    pub opened_at: Option<Instant>,
    /// The milestone was reached.
    pub done_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub suspended_since: Option<Instant>,
    pub activations: Vec<Activation>,
}

/// One run of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Activation {
    /// The event that entered it.
    pub event: Option<EventId>,
    pub opened_at: Instant,
    pub done_at: Option<Instant>,
    pub closed_at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObligationStatus {
    Open,
    DueSoon,
    Overdue,
    Met,
    MetLate,
    Waived,
    Lapsed,
}

impl ObligationStatus {
    pub fn word(self) -> &'static str {
        match self {
            ObligationStatus::Open => "open",
            ObligationStatus::DueSoon => "due-soon",
            ObligationStatus::Overdue => "overdue",
            ObligationStatus::Met => "met",
            ObligationStatus::MetLate => "met-late",
            ObligationStatus::Waived => "waived",
            ObligationStatus::Lapsed => "lapsed",
        }
    }
    /// Somebody still has to do it (or may).
    pub fn is_open(self) -> bool {
        matches!(self, ObligationStatus::Open | ObligationStatus::DueSoon | ObligationStatus::Overdue)
    }
}

/// What opened an obligation.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// The event behind it (a document's first version, or an act); none where time alone opened it.
    pub event: Option<EventId>,
    /// In words: "LOAN was filed", "the stage was entered".
    pub words: Message,
    /// When it happened.
    pub at: Instant,
    /// When that event was written down: before then nobody could know.
    pub recorded: Option<Instant>,
}

/// One thing that somebody has to do, or may do, for one recipient or all.
#[derive(Clone, Debug, PartialEq)]
pub struct Obligation {
    /// `convene`, `lend@K3F0>branch`, `report#2`: unique in the case.
    pub instance: String,
    pub task: Id,
    /// The outermost stage.
    pub stage: Id,
    /// The stage it belongs to.
    pub part: StagePath,
    pub title: Text,
    pub norms: Vec<Id>,
    /// Who may do it, as the facts are now.
    pub roles: Vec<RoleRef>,
    pub to: Vec<RoleRef>,
    pub kind: TaskKind,
    /// Where its time comes from; none without a time.
    pub basis: Option<Basis>,
    /// The policy that names its time.
    pub policy: Option<Id>,
    pub trigger: Trigger,
    /// When it came into being.
    pub triggered_at: Instant,
    /// What its time is counted from.
    pub anchor: Option<Instant>,
    /// Names in `from` that are not known yet.
    pub anchor_missing: Vec<String>,
    /// The time allowed and how it ends, with the stretches in which it did not run.
    pub time: Option<TimeAllowed>,
    pub due_at: Option<Instant>,
    /// The due time rests on a day that is only estimated.
    pub provisional: bool,
    pub state: ObligationStatus,
    pub met_at: Option<Instant>,
    /// The event that met it.
    pub met_by: Option<EventId>,
    /// When it was waived or lapsed.
    pub ended_at: Option<Instant>,
    /// Its stage is suspended.
    pub suspended: bool,
    pub waived_reason: Option<String>,
    pub waived_by: Option<EventId>,
    /// Earlier lapses from which it came back: when, and the due time it had.
    pub lapses: Vec<Lapse>,
    /// Its trigger was written down only after the due time: nobody could have been in time.
    pub known_late: bool,
    pub waivable: bool,
    /// `sop done` discharges it.
    pub by_hand: bool,
}

/// A stretch in which an obligation did not stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Lapse {
    pub from: Instant,
    pub to: Instant,
    pub due_at: Option<Instant>,
}

/// The time that an obligation has.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeAllowed {
    pub span: Span,
    /// Of a series: which one (due `number` times `span` after the anchor).
    pub number: Option<u32>,
    pub roll: Roll,
    /// Suspensions of its stage, from their beginning to their end.
    pub pauses: Vec<(Instant, Instant)>,
}

impl TimeAllowed {
    /// The whole span from the anchor; none if it cannot be represented.
    pub fn whole(&self) -> Option<Span> {
        match self.number {
            None => Some(self.span),
            Some(number) => self.span.times(number),
        }
    }
}

impl Obligation {
    /// The due time's arithmetic, step by step; empty while there is no due time.
    pub fn steps(&self, workflow: &Workflow) -> Vec<Message> {
        let (Some(anchor), Some(time)) = (self.anchor, &self.time) else { return Vec::new() };
        let due = match (time.number, time.pauses.is_empty()) {
            (Some(number), true) => {
                deadline::nth(anchor, time.span, number, time.roll, &workflow.calendar, workflow.zone)
            }
            _ => time.whole().and_then(|span| {
                let (calendar, zone) = (&workflow.calendar, workflow.zone);
                deadline::due_with_pauses(anchor, span, time.roll, &time.pauses, calendar, zone)
            }),
        };
        due.map(|due| due.steps).unwrap_or_default()
    }

    /// Its time passed before it was met, waived or lapsed, or has passed now.
    pub fn was_overdue(&self, now: Instant) -> bool {
        let Some(due_at) = self.due_at.filter(|_| self.kind == TaskKind::Duty) else { return false };
        match self.state {
            ObligationStatus::Overdue | ObligationStatus::MetLate => true,
            ObligationStatus::Waived | ObligationStatus::Lapsed => self.ended_at.unwrap_or(now) > due_at,
            _ => false,
        }
    }
}

/// An expression that failed while it was evaluated. It counted as not satisfied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    pub file: String,
    pub line: u32,
    pub column: u32,
    pub source: String,
    pub reason: String,
}

/// What one event changed: the difference of two states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Instances that were not open before and are now.
    pub opened: Vec<String>,
    pub met: Vec<String>,
    pub waived: Vec<String>,
    pub lapsed: Vec<String>,
    /// Stages whose state changed: path, before, after.
    pub stages: Vec<(StagePath, Option<StageStatus>, Option<StageStatus>)>,
}

impl CaseState {
    /// Roles, groups and seats aside: the obligation of that exact name.
    pub fn obligation(&self, instance: &str) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.instance == instance)
    }

    /// The obligation of that name in a state that may know other events: names grow by a character where two ends of ids
    /// are the same.
    fn same_as(&self, instance: &str) -> Option<&Obligation> {
        let reference = Reference::read(instance);
        let same_number = |obligation: &&Obligation| {
            let other = Reference::read(&obligation.instance);
            reference.fits(&obligation.instance) && other.number == reference.number
        };
        self.obligation(instance).or_else(|| self.obligations.iter().find(same_number))
    }

    /// The document whose first version that event is.
    pub fn document(&self, event: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.event == event)
    }

    /// Documents of a form that have not been withdrawn, the latest last.
    pub fn documents_of<'a>(&'a self, form: &'a str) -> impl DoubleEndedIterator<Item = &'a Document> + 'a {
        self.documents.iter().filter(move |document| document.form == form && document.withdrawn.is_none())
    }

    /// Obligations that somebody still has to do (or may).
    pub fn open(&self) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(|obligation| obligation.state.is_open())
    }

    /// What differs from an earlier state of the same case.
    pub fn changes_since(&self, before: &CaseState) -> Changes {
        let mut changes = Changes::default();
        for obligation in &self.obligations {
            let earlier = before.same_as(&obligation.instance).map(|earlier| earlier.state);
            let was = |state: fn(ObligationStatus) -> bool| earlier.is_some_and(state);
            let list = match obligation.state {
                state if state.is_open() && !was(ObligationStatus::is_open) => &mut changes.opened,
                ObligationStatus::Met | ObligationStatus::MetLate
                    if !was(|state| matches!(state, ObligationStatus::Met | ObligationStatus::MetLate)) =>
                {
                    &mut changes.met
                }
                ObligationStatus::Waived if !was(|state| state == ObligationStatus::Waived) => &mut changes.waived,
                ObligationStatus::Lapsed if !was(|state| state == ObligationStatus::Lapsed) => &mut changes.lapsed,
                _ => continue,
            };
            list.push(obligation.instance.clone());
        }
        for (path, stage) in &self.stages {
            let earlier = before.stages.get(path).map(|earlier| earlier.state);
            if earlier != Some(stage.state) {
                changes.stages.push((path.clone(), earlier, Some(stage.state)));
            }
        }
        for (path, stage) in &before.stages {
            if !self.stages.contains_key(path) {
                changes.stages.push((path.clone(), Some(stage.state), None));
            }
        }
        changes
    }
}
