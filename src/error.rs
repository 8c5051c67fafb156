//! The one error type. Its kind decides the exit code; what a person reads is in the catalogue of sentences
//! (`locales/`), so an error carries a [`Message`], never a sentence.

use crate::language::{Message, Text};

/// What kind of failure this is; each kind has one exit code (contract of the command line).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A check found something (audit, lint, test, verify): exit code 1.
    Found,
    /// Wrong usage or invalid input: exit code 2.
    Invalid,
    /// Refused by the workflow, a rule or an entry criterion: exit code 3.
    Refused,
    /// Not allowed: no key, not a member, revoked, wrong role, wrong passphrase: exit code 4.
    NotAllowed,
    /// Store damaged, input/output, git or sync failure: exit code 5.
    Damaged,
}

impl Kind {
    /// The exit code of the process.
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::Found => 1,
            Kind::Invalid => 2,
            Kind::Refused => 3,
            Kind::NotAllowed => 4,
            Kind::Damaged => 5,
        }
    }

    /// The stable word for this kind in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Found => "found",
            Kind::Invalid => "invalid",
            Kind::Refused => "refused",
            Kind::NotAllowed => "not-allowed",
            Kind::Damaged => "damaged",
        }
    }
}

/// How strongly a rule or a form's check guards its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// No way round.
    Deny,
    /// Goes on with a recorded reason; audited as overridden.
    Warn,
    /// It has already happened: recorded with a reason, audited as an error.
    Breach,
}

/// One condition that is not satisfied: a line of the to-do list that a refusal is.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmet {
    /// Id of the rule or check (`consent`, `LOAN.end-after-start`).
    pub rule: String,
    pub effect: Effect,
    /// Ids of the provisions that ask for it.
    pub norms: Vec<String>,
    pub message: Text,
    /// Commands that would mend it, as they are typed (`sop fill LOAN`).
    pub fix: Vec<String>,
}

/// An error as it travels to the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    pub kind: Kind,
    pub message: Message,
    /// Further lines: all the wrong fields, each problem of a file.
    pub details: Vec<Message>,
    pub norms: Vec<String>,
    pub unmet: Vec<Unmet>,
    /// What to do about it, best as a command that works when pasted.
    pub hint: Option<Message>,
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn new(kind: Kind, message: Message) -> Self {
        Error { kind, message, details: Vec::new(), norms: Vec::new(), unmet: Vec::new(), hint: None }
    }
    pub fn invalid(message: Message) -> Self {
        Self::new(Kind::Invalid, message)
    }
    pub fn refused(message: Message) -> Self {
        Self::new(Kind::Refused, message)
    }
    pub fn not_allowed(message: Message) -> Self {
        Self::new(Kind::NotAllowed, message)
    }
    pub fn damaged(message: Message) -> Self {
        Self::new(Kind::Damaged, message)
    }
    pub fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }
    pub fn details(mut self, details: Vec<Message>) -> Self {
        self.details = details;
        self
    }
    pub fn norms(mut self, norms: Vec<String>) -> Self {
        self.norms = norms;
        self
    }
    pub fn unmet(mut self, unmet: Vec<Unmet>) -> Self {
        self.unmet = unmet;
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message.in_language(crate::language::Lang::En))
    }
}

impl std::error::Error for Error {}
