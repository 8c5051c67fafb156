//! The checked definitions, as the engine, the forms and the audit read them. Plain values; made by the loader only.
//! The language is described in `workflows/README.md`.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::deadline::{Calendar, Roll, Span};
use crate::error::Effect;
use crate::language::Text;

/// An id: `[a-z][a-z0-9-]*` for facts, tasks, rules, roles; form ids are upper case (`LOAN`, `LATE-1`).
pub type Id = String;
/// A stage's path: its own id under those of the stages around it (`loan/reading-room/desk`).
pub type StagePath = String;

/// Where something stands in the definitions; line and column count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    pub file: Arc<str>,
    pub line: u32,
    pub column: u32,
}

/// An expression of the definitions (minijinja's syntax), already parsed and type-checked by the loader.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub source: String,
    pub place: Place,
}

/// A whole procedure.
#[derive(Clone, Debug)]
pub struct Workflow {
    pub id: Id,
    pub version: String,
    /// SHA-256 (hex) over the names and bytes of all its files: what a case remembers.
    pub hash: String,
    pub title: Text,
    /// The act as a lawyer cites it.
    pub act: Text,
    pub zone: chrono_tz::Tz,
    pub calendar: Calendar,
    /// What happens to a day, week or month deadline that ends on a day off, unless the task says otherwise.
    pub roll: Roll,
    /// A duty is due soon when this much time or less is left.
    pub due_soon: Span,
    /// Roles that may open a case, close and reopen it; empty: whoever holds any role.
    pub case_roles: Vec<RoleRef>,
    /// In the order in which they are shown. The first is `process`: what identifies nobody.
    pub vaults: IndexMap<Id, Vault>,
    pub roles: IndexMap<Id, Role>,
    pub norms: IndexMap<Id, Norm>,
    pub facts: IndexMap<Id, Fact>,
    pub policies: IndexMap<Id, Policy>,
    /// Outer stages before their inner ones, in the order of the definitions.
    pub stages: IndexMap<StagePath, Stage>,
    pub tasks: IndexMap<Id, Task>,
    pub rules: IndexMap<Id, Rule>,
    pub forms: IndexMap<Id, Form>,
    /// Templates and layouts by the name under which others extend them: `X1/template.md.j2`, `_layout/page.md.j2`.
    pub templates: IndexMap<String, Arc<str>>,
    /// What the engine has compiled of all this; the loader leaves it empty (`Prepared::default()`).
    pub prepared: Prepared,
}

/// A place for what the engine compiles from a workflow, once, when it is first needed. A workflow that is changed
/// afterwards needs a fresh one; a clone has a fresh one.
#[derive(Default)]
pub struct Prepared(std::sync::OnceLock<Arc<dyn std::any::Any + Send + Sync>>);

impl Prepared {
    /// What is there, or what `make` makes.
    pub fn get_or_make<T: std::any::Any + Send + Sync>(&self, make: impl Fn() -> T) -> Arc<T> {
        let there = self.0.get_or_init(|| Arc::new(make()));
        Arc::clone(there).downcast().unwrap_or_else(|_| Arc::new(make()))
    }
}

impl Clone for Prepared {
    fn clone(&self) -> Prepared {
        Prepared::default()
    }
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Prepared")
    }
}

#[derive(Clone, Debug)]
pub struct Vault {
    pub title: Text,
    pub norms: Vec<Id>,
}

#[derive(Clone, Debug)]
pub struct Role {
    pub title: Text,
    pub abbr: Option<String>,
    pub note: Option<Text>,
    /// A role made of others (a group): whoever holds one of these acts for it.
    pub members: Vec<RoleRef>,
    /// Seats of this role (`member/north`), with their names.
    pub seats: IndexMap<Id, Text>,
    pub norms: Vec<Id>,
}

/// A role, perhaps one seat of it: `member`, `member/north`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleRef {
    pub role: Id,
    pub seat: Option<Id>,
}

impl RoleRef {
    /// Reads `role` or `role/seat`.
    pub fn parse(text: &str) -> RoleRef {
        match text.split_once('/') {
            Some((role, seat)) => RoleRef { role: role.to_owned(), seat: Some(seat.to_owned()) },
            None => RoleRef { role: text.to_owned(), seat: None },
        }
    }
}

impl std::fmt::Display for RoleRef {
    /// As it is written: `board/chair`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.seat {
            Some(seat) => write!(f, "{}/{seat}", self.role),
            None => f.write_str(&self.role),
        }
    }
}

/// A provision of the act, in our own words, with its place.
#[derive(Clone, Debug)]
pub struct Norm {
    pub id: Id,
    /// First and last line in the act's text.
    pub lines: Option<(u32, u32)>,
    /// The place, as a lawyer would cite it.
    pub locate: Text,
    /// duty, deadline, condition, prohibition, right, competence, composition, definition, indicator, principle, record.
    pub kind: String,
    /// One sentence in our own words.
    pub gloss: Text,
    /// How the definitions carry it: task, rule-deny, rule-warn, rule-breach, form-field, role, vault, fact, reference.
    pub enforce: String,
    /// Ambiguity and the reading taken; for `reference`, why nothing carries it.
    pub note: Option<Text>,
}

/// The type of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactType {
    Bool,
    Integer,
    Choice(Vec<Id>),
    Date,
    DateTime,
}

#[derive(Clone, Debug)]
pub struct Fact {
    pub id: Id,
    pub title: Text,
    pub kind: FactType,
    /// Worked out from other facts, forms and stages; else recorded by the form fields that set it.
    pub is: Option<Expr>,
    /// The value in force while there is a conflict, as it is written (`true`, `child`, `3`).
    pub prefer: Option<String>,
    /// A value from that form counts only while the expression holds.
    pub counts: IndexMap<Id, Expr>,
    pub norms: Vec<Id>,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PolicyValue {
    Span(Span),
    Number(i64),
}

/// Where a time comes from; decides how the audit reports it when it has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The act's own word: an error.
    Act,
    /// The act asks, the time is a reading: a warning.
    Reading,
    /// A reminder that the act does not know: information.
    Ours,
}

/// What the act leaves open, by name.
#[derive(Clone, Debug)]
pub struct Policy {
    pub id: Id,
    pub is: PolicyValue,
    pub basis: Basis,
    pub why: Text,
    pub norms: Vec<Id>,
}

#[derive(Clone, Debug)]
pub struct Stage {
    pub path: StagePath,
    pub title: Text,
    pub norms: Vec<Id>,
    /// The stage around this one.
    pub outer: Option<StagePath>,
    pub applies: Option<Expr>,
    /// Empty: entered by hand only.
    pub enter: Vec<Occurrence>,
    pub done: Vec<Occurrence>,
    pub exit: Vec<Occurrence>,
    pub suspend: Vec<Occurrence>,
    pub resume: Vec<Occurrence>,
    pub skip: Vec<Occurrence>,
    pub repeat: bool,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    Duty,
    /// Never overdue; when its time is over it lapses.
    Right,
}

/// Who may do it.
#[derive(Clone, Debug, PartialEq)]
pub enum Roles {
    Any(Vec<RoleRef>),
    /// From a yes/no fact to roles: those of the facts that hold.
    ByFact(Vec<(Id, Vec<RoleRef>)>),
}

/// The time that a task allows.
#[derive(Clone, Debug, PartialEq)]
pub enum Within {
    Span(Span),
    Policy(Id),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Repeat {
    /// Once per activation of its stage.
    None,
    /// One obligation per occurrence.
    Each,
    /// When one is met the next opens.
    Again,
    /// Instance n is due n times the interval after the anchor; ends with `lasting`.
    Every { every: Span, lasting: Option<Span> },
}

/// What discharges a task.
#[derive(Clone, Debug)]
pub enum Discharge {
    /// `sop done`.
    ByHand,
    By(Occurrence),
}

#[derive(Clone, Debug)]
pub struct Task {
    pub id: Id,
    /// The stage it belongs to (innermost).
    pub stage: StagePath,
    pub title: Text,
    pub norms: Vec<Id>,
    pub role: Roles,
    pub to: Vec<RoleRef>,
    /// One obligation for each recipient.
    pub per_recipient: bool,
    pub kind: TaskKind,
    /// None: opens with its stage.
    pub after: Option<Vec<Occurrence>>,
    pub applies: Option<Expr>,
    pub within: Option<Within>,
    pub from: Option<Expr>,
    /// None: the policy's.
    pub roll: Option<Roll>,
    pub met: Vec<Discharge>,
    pub repeat: Repeat,
    pub fields: Vec<Field>,
    pub waivable: bool,
    pub place: Place,
}

/// The one way to say "when": what happens (the on-part) and under which condition (the if-part).
#[derive(Clone, Debug)]
pub struct Occurrence {
    pub on: Trigger,
    pub if_: Option<Expr>,
    /// When it really happened; default: the event's own time.
    pub at: Option<Expr>,
    /// In `met`: which recipient this discharges.
    pub to: Option<RoleRef>,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    Form(Vec<Id>),
    Task {
        tasks: Vec<Id>,
        becomes: TaskBecomes,
    },
    Stage {
        stages: Vec<StagePath>,
        becomes: StageBecomes,
    },
    /// `becomes` as it is written (`true`, `child`); none: any change.
    Fact {
        facts: Vec<Id>,
        becomes: Option<String>,
    },
    Due(Vec<Id>),
    Time(Expr),
    Case(CaseBecomes),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskBecomes {
    Met,
    Opened,
    Waived,
    Lapsed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StageBecomes {
    Entered,
    Done,
    Closed,
    Suspended,
    Resumed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseBecomes {
    Opened,
    Closed,
    Reopened,
}

/// Something a person does, as rules guard it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    File(Id),
    Do(Id),
    Waive(Id),
    Enter(StagePath),
    Close(StagePath),
    Share(Id),
    CloseCase,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: Id,
    /// The stage it is written in; lends it only `applies`.
    pub stage: Option<StagePath>,
    pub norms: Vec<Id>,
    pub message: Text,
    /// Which actions it guards, and how strongly.
    pub guards: Vec<(Action, Effect)>,
    pub applies: Option<Expr>,
    /// What must hold.
    pub must: Expr,
    pub fix: Vec<Action>,
    pub place: Place,
}

/// A printed form or a short record.
#[derive(Clone, Debug)]
pub struct Form {
    pub id: Id,
    pub title: Text,
    /// The outermost stage where it belongs in listings.
    pub stage: Option<Id>,
    pub filled_by: Vec<RoleRef>,
    pub signed_by: Vec<Signatory>,
    pub sent_to: Vec<RoleRef>,
    /// Default vault of its fields.
    pub vault: Id,
    /// Filing again makes another document instead of amending the one.
    pub repeats: bool,
    pub sections: Vec<Section>,
    pub checks: Vec<Check>,
    /// The form follows the act's list but not a layout printed in it: said on paper.
    pub note: Option<Text>,
    pub place: Place,
}

impl Form {
    /// All fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| section.fields.iter())
    }
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }
}

#[derive(Clone, Debug)]
pub struct Signatory {
    pub role: RoleRef,
    pub when: Option<Expr>,
}

#[derive(Clone, Debug)]
pub struct Section {
    pub id: Id,
    pub title: Text,
    pub fields: Vec<Field>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    Text,
    LongText,
    /// A person's name.
    Person,
    Phone,
    IdNumber,
    /// ISO 3166-1 alpha-2, upper case.
    Country,
    Language,
    Bool,
    Integer,
    /// Whole minutes.
    Duration,
    Choice,
    MultiChoice,
    Date,
    #[serde(rename = "datetime")]
    DateTime,
    /// Rows of `columns`.
    Table,
    /// Name of who signed, on paper; printed as a signature line.
    Signature,
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub id: Id,
    pub text: Text,
    /// Group in a shared list (indicators).
    pub group: Option<Id>,
    pub norms: Vec<Id>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub id: Id,
    pub kind: FieldType,
    pub label: Text,
    pub hint: Option<Text>,
    pub required: bool,
    /// A date or time that may lie ahead (`future: true`: a date to come back on). Without it the field records what
    /// has happened, and a value later than now is refused.
    pub future: bool,
    pub choices: Vec<Choice>,
    /// Titles of the groups that appear in `choices`, in order.
    pub groups: IndexMap<Id, Text>,
    /// Asked only where this holds (over fields by bare name, and `facts`).
    pub when: Option<Expr>,
    pub vault: Id,
    pub sets_fact: Option<Id>,
    /// `FORM.field` to take a first value from; of several, the one filed last.
    pub prefill: Vec<(Id, Id)>,
    /// Provisions that ask for it.
    pub norms: Vec<Id>,
    /// For a table.
    pub columns: Vec<Field>,
    pub place: Place,
}

/// A condition of the paper itself: order of two dates, sums, a field that needs another.
#[derive(Clone, Debug)]
pub struct Check {
    /// Unique in its form; elsewhere written `FORM.check`.
    pub id: Id,
    pub effect: Effect,
    pub norms: Vec<Id>,
    pub message: Text,
    /// What must hold.
    pub must: Expr,
    pub fix: Vec<Action>,
    pub place: Place,
}
