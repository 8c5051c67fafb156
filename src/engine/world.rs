//! What expressions can see of a case while it is folded: facts, documents, tasks, stages, the event at hand. Everything
//! is already a value of the expression language (a date or time is its seconds since 1970, UTC); names with a hyphen
//! are looked up with `_`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};

use super::expressions::CLOCK;
use super::state::StageStatus;
use crate::case::{self, EventId};
use crate::deadline::{self, Calendar, Instant, Roll};
use crate::definitions::{FactType, Id};

/// The zone and the calendar, for the functions of the language.
#[derive(Debug)]
pub(super) struct Clock {
    pub zone: chrono_tz::Tz,
    pub calendar: Calendar,
    pub roll: Roll,
}

impl Object for Clock {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// Where each name of the definitions stands in the tables of a [`World`].
#[derive(Debug, Default)]
pub(super) struct Names {
    pub facts: HashMap<String, usize>,
    pub forms: HashMap<String, usize>,
    pub tasks: HashMap<String, usize>,
    pub stages: HashMap<String, usize>,
    pub policies: HashMap<String, Value>,
    pub clock: Value,
}

/// An id as expressions write it.
pub(super) fn spelled(id: &str) -> String {
    id.replace('-', "_")
}

/// The facts, documents, tasks and stages of a case at one moment.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub names: Arc<Names>,
    pub facts: Vec<Field>,
    /// By form: the documents that count, in order.
    pub documents: Vec<Vec<Arc<Record>>>,
    pub tasks: Vec<TaskView>,
    pub stages: Vec<StageView>,
    pub opened_at: Option<Instant>,
    pub closed_at: Option<Instant>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct TaskView {
    pub opened_at: Option<Instant>,
    pub due_at: Option<Instant>,
    pub met_at: Option<Instant>,
    /// The act with which it was met last.
    pub met: Option<Arc<Record>>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StageView {
    pub state: Option<StageStatus>,
    pub opened_at: Option<Instant>,
    pub ended_at: Option<Instant>,
}

/// A document or an act, as `event`, `forms.F` and the items of `documents.F`.
#[derive(Debug)]
pub(super) struct Record {
    pub id: EventId,
    pub at: Instant,
    pub by: Id,
    pub role: String,
    pub to: Option<String>,
    /// By the field's id as expressions spell it.
    pub fields: HashMap<String, Field>,
}

/// A field's value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub value: Value,
    /// It lies in the process vault, so that everyone who reads the case has it.
    pub process: bool,
    /// A date over which two offices disagree: the earliest and the latest that is claimed.
    pub claimed: Option<(i64, i64)>,
}

/// What a date reads as while two offices disagree about it. Rules do not know it; a due time takes the earlier one, and
/// what discharges a duty takes the later one, so that a disagreement never gives more time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Disputed {
    #[default]
    Unknown,
    Earliest,
    Latest,
}

/// Everything that one expression sees.
#[derive(Debug)]
pub(super) struct Scope {
    pub world: Arc<World>,
    pub event: Option<Arc<Record>>,
    /// `event.to`, where it is not the record's own.
    pub to: Option<String>,
    /// The event's fields by their bare names: the checks of a form.
    pub bare: bool,
    /// All vaults, for `must`; everything else sees the process vault, so that an auditor computes the same.
    pub all_vaults: bool,
    pub disputed: Disputed,
}

impl Scope {
    pub fn new(world: &Arc<World>) -> Scope {
        Scope {
            world: Arc::clone(world),
            event: None,
            to: None,
            bare: false,
            all_vaults: false,
            disputed: Disputed::Unknown,
        }
    }
    pub fn event(mut self, event: Option<Arc<Record>>) -> Scope {
        self.event = event;
        self
    }
    pub fn to(mut self, to: Option<String>) -> Scope {
        self.to = to;
        self
    }
    pub fn disputed(mut self, disputed: Disputed) -> Scope {
        self.disputed = disputed;
        self
    }
    pub fn all_vaults(mut self) -> Scope {
        self.all_vaults = true;
        self
    }
    pub fn bare(mut self) -> Scope {
        self.bare = true;
        self
    }

    fn view(self: &Arc<Self>, what: What) -> Value {
        Value::from_object(View { scope: Arc::clone(self), what })
    }

    fn record(self: &Arc<Self>, record: &Arc<Record>) -> Value {
        self.view(What::Record(Arc::clone(record), None))
    }

    fn own_field(&self, name: &str) -> Option<Value> {
        self.bare.then_some(self.event.as_ref()?).map(|record| self.field(record, name))
    }

    fn field(&self, record: &Record, name: &str) -> Value {
        match record.fields.get(name).filter(|field| self.all_vaults || field.process) {
            Some(field) => self.read(field),
            None => Value::UNDEFINED,
        }
    }

    fn read(&self, field: &Field) -> Value {
        match (field.claimed, self.disputed) {
            (None, _) => field.value.clone(),
            (Some(_), Disputed::Unknown) => Value::UNDEFINED,
            (Some((earliest, _)), Disputed::Earliest) => Value::from(earliest),
            (Some((_, latest)), Disputed::Latest) => Value::from(latest),
        }
    }
}

impl Object for Scope {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "facts" => self.view(What::Facts),
            "forms" => self.view(What::Forms),
            CLOCK => self.world.names.clock.clone(),
            // A form may have fields named like the rest.
            name if self.bare && self.event.as_ref().is_some_and(|event| event.fields.contains_key(name)) => {
                self.own_field(name)?
            }
            "event" => match &self.event {
                Some(record) => self.view(What::Record(Arc::clone(record), self.to.clone())),
                None => Value::UNDEFINED,
            },
            "documents" => self.view(What::Documents),
            "tasks" => self.view(What::Tasks),
            "stages" => self.view(What::Stages),
            "case" => self.view(What::Case),
            "policy" => self.view(What::Policy),
            _ => return None,
        })
    }
}

/// A part of what a scope shows.
#[derive(Debug)]
struct View {
    scope: Arc<Scope>,
    what: What,
}

#[derive(Debug)]
enum What {
    Facts,
    Forms,
    Documents,
    Tasks,
    Task(usize),
    Stages,
    Stage(usize),
    Case,
    Policy,
    Record(Arc<Record>, Option<String>),
}

impl Object for View {
    /// Never empty, so that a document counts as true even without fields.
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let (scope, world) = (&self.scope, &self.scope.world);
        let names = &world.names;
        // `stages['reading-room']` is the same as `stages.reading_room`.
        let key = &*if key.contains('-') { Cow::Owned(spelled(key)) } else { Cow::Borrowed(key) };
        Some(match &self.what {
            What::Facts => scope.read(world.facts.get(*names.facts.get(key)?)?),
            What::Forms => scope.record(world.documents.get(*names.forms.get(key)?)?.last()?),
            What::Documents => {
                let documents = world.documents.get(*names.forms.get(key)?)?;
                Value::from(documents.iter().map(|record| scope.record(record)).collect::<Vec<_>>())
            }
            What::Tasks => scope.view(What::Task(*names.tasks.get(key)?)),
            What::Task(index) => {
                let task = world.tasks.get(*index)?;
                match key {
                    "opened_at" => seconds(task.opened_at),
                    "due_at" => seconds(task.due_at),
                    "met_at" => seconds(task.met_at),
                    name => scope.field(task.met.as_ref()?, name),
                }
            }
            What::Stages => scope.view(What::Stage(*names.stages.get(key)?)),
            What::Stage(index) => {
                let stage = world.stages.get(*index)?;
                match key {
                    "state" => stage.state.map_or(Value::UNDEFINED, |state| Value::from(state.word())),
                    "opened_at" => seconds(stage.opened_at),
                    "ended_at" => seconds(stage.ended_at),
                    _ => return None,
                }
            }
            What::Case => match key {
                "opened_at" => seconds(world.opened_at),
                "closed_at" => seconds(world.closed_at),
                _ => return None,
            },
            What::Policy => names.policies.get(key)?.clone(),
            What::Record(record, to) => match key {
                "id" => Value::from(record.id.as_str()),
                "at" => seconds(Some(record.at)),
                "by" => Value::from(record.by.as_str()),
                "role" => Value::from(record.role.as_str()),
                "to" => match to.as_ref().or(record.to.as_ref()) {
                    Some(to) => Value::from(to.as_str()),
                    None => scope.field(record, "to"),
                },
                name => scope.field(record, name),
            },
        })
    }
}

pub(super) fn seconds(at: Option<Instant>) -> Value {
    at.map_or(Value::UNDEFINED, |at| Value::from(at.timestamp()))
}

/// A recorded value as expressions see it.
pub(super) fn to_value(value: &case::Value, zone: chrono_tz::Tz) -> Value {
    match value {
        case::Value::Bool(value) => Value::from(*value),
        case::Value::Integer(value) => Value::from(*value),
        case::Value::Text(text) => Value::from(text.as_str()),
        case::Value::List(items) => items.iter().map(|item| Value::from(item.as_str())).collect(),
        case::Value::Date(date) => seconds(deadline::start_of_day(*date, zone)),
        case::Value::DateTime(at) => Value::from(at.timestamp()),
        case::Value::Table(rows) => rows
            .iter()
            .map(|row| Value::from_pairs(row.iter().map(|(column, value)| (spelled(column), to_value(value, zone)))))
            .collect(),
    }
}

/// A value of the expression language as a value of that kind of fact; none if it is missing or of another kind.
pub(super) fn from_value(value: &Value, kind: &FactType, zone: chrono_tz::Tz) -> Option<case::Value> {
    if value.is_undefined() || value.is_none() {
        return None;
    }
    let at = || super::expressions::moment(value);
    match kind {
        FactType::Bool => Some(case::Value::Bool(value.is_true())),
        FactType::Integer => value.as_i64().map(case::Value::Integer),
        FactType::Choice(_) => value.as_str().map(|text| case::Value::Text(text.to_owned())),
        FactType::Date => at().map(|at| case::Value::Date(deadline::local_date(at, zone))),
        FactType::DateTime => at().map(|at| case::Value::DateTime(at.with_timezone(&zone).fixed_offset())),
    }
}

/// Whether two values are the same, both missing included.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    let missing = |value: &Value| value.is_undefined() || value.is_none();
    match (missing(one), missing(other)) {
        (true, true) => true,
        (false, false) => one == other,
        _ => false,
    }
}
