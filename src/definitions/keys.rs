//! The keys of the language, by where they stand, with what each may hold. The reader accepts these and no others, the
//! JSON Schema ([`super::schema`]) is made from them, and a test checks that `workflows/README.md` explains each.

use super::forms::FIELD_TYPES;
use super::law::{ENFORCED_BY, NORM_KINDS};

/// A place in the files: a map with these keys.
#[derive(Debug)]
pub struct Place {
    /// Under this name it stands in the reference.
    pub name: &'static str,
    pub keys: &'static [Key],
}

#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub holds: Holds,
}

/// What may stand behind a key.
#[derive(Debug)]
pub enum Holds {
    /// A text in both languages.
    Text,
    /// A word or sentence as it is written; also a number or `true`, which stay what they look like.
    Word,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// Something that looks so.
    Like(Look),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A place, by its name.
    Map(&'static str),
    /// The same, where its own id is the key before it.
    Named(&'static str),
    List(&'static Holds),
    OneOrMany(&'static Holds),
    /// From ids that look so to this.
    ById(Look, &'static Holds),
    /// From any word to this.
    ByWord(&'static Holds),
    Either(&'static [Holds]),
    /// First and last line.
    Lines,
    /// Fields with their values: what they may be depends on the form.
    Values,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The id of a task, rule, fact, field, policy or list.
    Lower,
    /// The id of a form or provision.
    Upper,
    /// The id of a choice.
    Choice,
    Vault,
    /// A role, perhaps with a seat.
    Role,
    /// A stage, perhaps with those around it.
    Stage,
    /// `LOAN.title`
    Field,
    Span,
    Action,
    /// `2026-03-14`
    Date,
    /// `03-14`
    MonthDay,
}

use Holds::{ById, ByWord, Either, Flag, Like, Lines, List, Map, Named, Number, OneOf, OneOrMany, Text, Values, Word};
use Look::{Action, Choice, Date, Field, Lower, MonthDay, Role, Span, Stage, Upper, Vault};

const NORMS_OF: Holds = List(&Like(Upper));
const ROLES_OF: Holds = OneOrMany(&Like(Role));
const WHEN: Holds = OneOrMany(&Map("occurrence"));
const ACTIONS: Holds = OneOrMany(&Like(Action));
const WORDS: Holds = OneOrMany(&Word);
const ROLL: Holds = OneOf(&["none", "next-working-day"]);
const EFFECT: Holds = OneOf(&["deny", "warn", "breach"]);
const STATES: Holds = OneOf(&["open", "due-soon", "overdue", "met", "met-late", "waived", "lapsed", "absent"]);
const FIELD_TYPE: Holds = OneOf(&FIELD_TYPE_WORDS);

/// The words of the reader's own list of types.
const FIELD_TYPE_WORDS: [&str; FIELD_TYPES.len()] = {
    let mut words = [""; FIELD_TYPES.len()];
    let mut index = 0;
    while index < words.len() {
        words[index] = FIELD_TYPES[index].0;
        index += 1;
    }
    words
};

/// For each place a constant with the names of its keys, and all of them in [`ALL`]. A key with `must` has to be there.
macro_rules! places {
    ($($constant:ident $name:literal { $($key:literal $($must:ident)? : $holds:expr),* $(,)? })*) => {
        $(pub const $constant: &[&str] = &[$($key),*];)*
        /// Every place with its keys.
        pub const ALL: &[Place] = &[$(Place {
            name: $name,
            keys: &[$(Key { name: $key, required: places!(@required $($must)?), holds: $holds }),*],
        }),*];
    };
    (@required must) => { true };
    (@required) => { false };
}

places! {
    WORKFLOW "workflow" {
        "workflow" must: Like(Lower),
        "version" must: Word,
        "title" must: Text,
        "act" must: Text,
        "time_zone" must: Word,
        "calendar" must: Like(Lower),
        "roll": ROLL,
        "due_soon": Like(Span),
        "case_roles": ROLES_OF,
        "stages" must: List(&Like(Lower)),
        "forms" must: List(&Like(Upper)),
        "vaults" must: ById(Vault, &Map("vault")),
        "policy": ById(Lower, &Map("policy")),
    }
    VAULT "vault" { "title" must: Text, "norms": NORMS_OF }
    POLICY "policy" {
        "is" must: Either(&[Like(Span), Number]),
        "basis" must: OneOf(&["act", "reading", "ours"]),
        "why" must: Text,
        "norms": NORMS_OF,
    }
    FACTS_FILE "facts" { "facts" must: ById(Lower, &Map("fact")) }
    FACT "fact" {
        "title" must: Text,
        "type": OneOf(&["bool", "integer", "choice", "date", "datetime"]),
        "choices": List(&Like(Choice)),
        "is": Word,
        "prefer": Word,
        "counts": ById(Upper, &Word),
        "norms": NORMS_OF,
    }
    ROLES_FILE "roles" { "roles" must: ById(Lower, &Map("role")) }
    ROLE "role" {
        "title" must: Text,
        "abbr": Word,
        "note": Text,
        "members": ROLES_OF,
        "seats": ById(Lower, &Text),
        "norms": NORMS_OF,
    }
    NORMS_FILE "norms" { "norms" must: ById(Upper, &Map("norm")) }
    NORM "norm" {
        "lines": Lines,
        "locate" must: Text,
        "kind" must: OneOf(NORM_KINDS),
        "gloss" must: Text,
        "enforce" must: OneOf(ENFORCED_BY),
        "note": Text,
    }
    // At the top of a file with its id; an inner stage has the same keys without it.
    STAGE "stage" {
        "stage" must: Like(Stage),
        "title" must: Text,
        "norms" must: NORMS_OF,
        "applies": Word,
        "enter": WHEN,
        "done": WHEN,
        "exit": WHEN,
        "suspend": WHEN,
        "resume": WHEN,
        "skip": WHEN,
        "repeat": Flag,
        "tasks": ById(Lower, &Map("task")),
        "rules": ById(Lower, &Map("rule")),
        "stages": ById(Lower, &Named("stage")),
    }
    TASK "task" {
        "title" must: Text,
        "norms" must: NORMS_OF,
        "role" must: Either(&[ROLES_OF, ById(Lower, &ROLES_OF)]),
        "to": ROLES_OF,
        "per": OneOf(&["recipient"]),
        "kind": OneOf(&["duty", "right"]),
        "after": WHEN,
        "applies": Word,
        "within": Either(&[Like(Span), Like(Lower)]),
        "from": Word,
        "roll": ROLL,
        "met": OneOrMany(&Either(&[OneOf(&["done"]), Map("occurrence")])),
        "repeat": Either(&[OneOf(&["none", "each", "again"]), Map("repeat")]),
        "fields": ById(Lower, &Named("field")),
        "waivable": Flag,
    }
    REPEAT "repeat" { "every" must: Like(Span), "for": Like(Span) }
    RULE "rule" {
        "norms" must: NORMS_OF,
        "message" must: Text,
        "deny": ACTIONS,
        "warn": ACTIONS,
        "breach": ACTIONS,
        "applies": Word,
        "must" must: Word,
        "fix": ACTIONS,
    }
    OCCURRENCE "occurrence" {
        "form": OneOrMany(&Like(Upper)),
        "task": OneOrMany(&Like(Lower)),
        "stage": OneOrMany(&Like(Stage)),
        "fact": OneOrMany(&Like(Lower)),
        "due": OneOrMany(&Like(Lower)),
        "time": Word,
        "case": OneOf(&["opened", "closed", "reopened"]),
        "becomes": Word,
        "if": Word,
        "at": Word,
        "to": Like(Role),
    }
    TEXT "text" { "sq" must: Word, "en" must: Word }
    FORM "form" {
        "form" must: Like(Upper),
        "title" must: Text,
        "stage": Like(Stage),
        "filled_by": ROLES_OF,
        "signed_by": List(&Map("signatory")),
        "sent_to": ROLES_OF,
        "vault" must: Like(Vault),
        "repeats": Flag,
        "note": Text,
        "sections" must: List(&Map("section")),
        "checks": List(&Map("check")),
    }
    SIGNATORY "signatory" { "role" must: Like(Role), "when": Word }
    SECTION "section" { "id" must: Like(Lower), "title" must: Text, "fields" must: List(&Map("field")) }
    FIELD "field" {
        "id" must: Like(Lower),
        "type" must: FIELD_TYPE,
        "label" must: Text,
        "hint": Text,
        "required": Flag,
        "future": Flag,
        "choices": List(&Map("choice")),
        "choices_from": Like(Lower),
        "groups": List(&Like(Lower)),
        "when": Word,
        "vault": Like(Vault),
        "sets_fact": Like(Lower),
        "prefill": OneOrMany(&Like(Field)),
        "source": WORDS,
        "columns": List(&Map("field")),
    }
    CHOICE "choice" { "id" must: Like(Choice), "sq" must: Word, "en" must: Word, "group": Like(Lower), "norms": NORMS_OF }
    CHECK "check" {
        "id" must: Like(Lower),
        "if" must: Word,
        "severity" must: EFFECT,
        "norms": NORMS_OF,
        "source": WORDS,
        "message" must: Text,
        "fix": ACTIONS,
    }
    LIST "list" { "list" must: Like(Lower), "groups": ById(Lower, &Text), "choices" must: List(&Map("choice")) }
    CALENDAR "calendar" {
        "calendar" must: Like(Lower),
        "title" must: Text,
        "time_zone" must: Word,
        "weekend" must: List(&OneOf(&["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])),
        "years" must: Map("years"),
        "announced_until" must: Like(Date),
        "substitute": OneOf(&["next-working-day"]),
        "feasts" must: List(&Map("feast")),
    }
    YEARS "years" { "from" must: Number, "to" must: Number }
    FEAST "feast" {
        "name" must: Text,
        "since": Number,
        "until": Number,
        "fixed": Like(MonthDay),
        "easter": OneOf(&["catholic", "orthodox"]),
        "days_after": Number,
        "announced": List(&Like(Date)),
        "estimated": List(&Like(Date)),
        "single": List(&Like(Date)),
    }
    SCENARIO "scenario" {
        "scenario" must: Word,
        "title": Text,
        "proves": WORDS,
        "story" must: List(&Either(&[Map("act"), Map("moment")])),
    }
    ACT "act" {
        "at" must: Word,
        "by" must: Like(Role),
        "member": Word,
        "recorded": Word,
        "with": Values,
        "as": Word,
        "to": WORDS,
        "reasons": ByWord(&Word),
        "refused": WORDS,
        "seen": WORDS,
        "reason": Word,
        "series": Flag,
        "ahead": Flag,
        "draft": Flag,
        "open": Word,
        "file": Like(Upper),
        "amend": Word,
        "do": Word,
        "waive": Word,
        "enter": Like(Stage),
        "close": Like(Stage),
        "reopen": Word,
        "correct": Word,
        "share": WORDS,
    }
    MOMENT "moment" { "now" must: Word, "known": Word, "then" must: Map("then") }
    THEN "then" {
        "stages": ByWord(&OneOf(&["open", "done", "suspended", "skipped", "closed", "absent"])),
        "facts": ByWord(&Word),
        "tasks": ByWord(&Either(&[STATES, Map("state")])),
        "findings": WORDS,
    }
    STATE "state" { "state": STATES, "due_at": Word, "met_at": Word }
}

/// What an occurrence waits for: exactly one of these is there.
pub const TRIGGERS: &[&str] = &["form", "task", "stage", "fact", "due", "time", "case"];
/// What is done in a step of a scenario: exactly one of these is there.
pub const ACTS: &[&str] = &["open", "file", "amend", "do", "waive", "enter", "close", "reopen", "correct", "share"];
/// How a rule guards: at least one of these is there.
pub const GUARDS: &[&str] = &["deny", "warn", "breach"];
