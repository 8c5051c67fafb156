//! What reading brings beside the definitions themselves: problems, the ids that are used and declared, and the
//! expressions to be checked when everything has been read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use granit_parser::ScalarStyle;

use super::model::{Id, Place, Trigger};
use super::problem::{Problem, Severity};
use super::yaml::At;
use crate::language::Message;
use crate::msg;

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Role,
    Norm,
    Fact,
    /// A fact that a field sets.
    FactSet,
    Form,
    /// `FORM.field`
    Field,
    Task,
    Stage,
    Policy,
    Vault,
    List,
    Section,
    Check,
    Rule,
    Choice,
    Group,
}

impl What {
    /// The word for it in a message.
    pub fn word(self) -> Message {
        match self {
            What::Role => msg!("definitions-what-role"),
            What::Norm => msg!("definitions-what-norm"),
            What::Fact | What::FactSet => msg!("definitions-what-fact"),
            What::Form => msg!("definitions-what-form"),
            What::Field => msg!("definitions-what-field"),
            What::Task => msg!("definitions-what-task"),
            What::Stage => msg!("definitions-what-stage"),
            What::Policy => msg!("definitions-what-policy"),
            What::Vault => msg!("definitions-what-vault"),
            What::List => msg!("definitions-what-list"),
            What::Section => msg!("definitions-what-section"),
            What::Check => msg!("definitions-what-check"),
            What::Rule => msg!("definitions-what-rule"),
            What::Choice => msg!("definitions-what-choice"),
            What::Group => msg!("definitions-what-group"),
        }
    }

    /// Whether an id of this kind may look like that.
    pub fn accepts(self, id: &str) -> bool {
        let lower = |id: &str| {
            id.starts_with(|c: char| c.is_ascii_lowercase())
                && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
        };
        let upper = |id: &str| {
            id.starts_with(|c: char| c.is_ascii_uppercase())
                && id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
        };
        match self {
            What::Form | What::Norm => upper(id),
            What::Choice => !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')),
            What::Vault => lower(id) && id.len() <= 32 && !id.contains('_'),
            _ => lower(id),
        }
    }
}

/// An id that is used somewhere, to be looked up when everything has been read.
#[derive(Clone, Debug)]
pub struct Reference {
    pub what: What,
    pub id: Id,
    pub place: Place,
    /// Who uses it: `task:lend`, `field:X1.title`.
    pub by: Arc<str>,
}

/// Where an expression stands, which decides the names it may use.
#[derive(Clone, Debug)]
pub enum Scope {
    /// `applies`, `is`, `counts`, `time`: asked at any moment, so there is no event.
    Always,
    /// `if` and `at` of an occurrence: the event is what the occurrence waits for.
    Occurrence(Trigger),
    /// `from` of a task: the event is what opened it.
    Opens(Id),
    /// `must` of a rule: the event is the guarded action.
    Rule(Id),
    /// `when` and checks of a form: its own fields by bare name.
    Form(Id),
    /// `when` of a task's field.
    TaskFields(Id),
}

/// What an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Taken by its truth.
    Condition,
    /// A date or a moment.
    Moment,
    /// The value of a fact.
    Value,
}

/// An expression to be checked when everything has been read.
#[derive(Clone, Debug)]
pub struct Job {
    pub source: String,
    pub at: At,
    pub style: ScalarStyle,
    pub file: Arc<str>,
    pub scope: Scope,
    pub wanted: Wanted,
    pub by: Arc<str>,
    /// The stage around it: it is asked only while that stage has been entered.
    pub stage: Option<Id>,
}

/// What reading brings beside the definitions themselves.
#[derive(Default)]
pub struct Collected {
    /// The built-in definitions, which a test of every build has checked: what only the checks would need is not
    /// noted, so that each command starts sooner.
    pub trusted: bool,
    pub problems: Vec<Problem>,
    pub references: Vec<Reference>,
    pub jobs: Vec<Job>,
    /// Where policies, norms and lists are declared; the other kinds know their own place.
    pub declarations: BTreeMap<(What, Id), Place>,
    /// What has an error of its own (`task:lend`): nothing more is concluded from it.
    pub damaged: BTreeSet<Arc<str>>,
    /// The text of each file, for excerpts.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Collected {
    /// Where something is declared.
    pub fn declared_at(&self, what: What, id: &str) -> Place {
        self.declarations.get(&(what, id.to_owned())).cloned().unwrap_or_default()
    }

    /// Everything of a kind, with its place.
    pub fn declared(&self, what: What) -> Vec<(Id, Place)> {
        let of_kind = |((kind, id), place): (&(What, Id), &Place)| (*kind == what).then(|| (id.clone(), place.clone()));
        self.declarations.iter().filter_map(of_kind).collect()
    }

    /// Notes a problem at a place of a file that has been read.
    pub fn problem(&mut self, severity: Severity, place: &Place, message: Message, suggestion: Option<Message>) {
        let line = usize::try_from(place.line).unwrap_or_default();
        let excerpt = self.texts.get(&place.file).and_then(|text| text.lines().nth(line.saturating_sub(1)));
        self.problems.push(Problem {
            severity,
            file: place.file.clone(),
            line: place.line,
            column: place.column,
            excerpt: excerpt.unwrap_or_default().trim_end().to_owned(),
            message,
            suggestion,
        });
    }
}
