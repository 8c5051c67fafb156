//! The keys of the language, by where they stand. The reader accepts these and no others; a test checks that
//! `workflows/README.md` explains each of them.

pub const WORKFLOW: &[&str] = &[
    "workflow",
    "version",
    "title",
    "act",
    "time_zone",
    "calendar",
    "roll",
    "due_soon",
    "case_roles",
    "stages",
    "forms",
    "vaults",
    "policy",
];
pub const VAULT: &[&str] = &["title", "norms"];
pub const POLICY: &[&str] = &["is", "basis", "why", "norms"];
pub const FACTS_FILE: &[&str] = &["facts"];
pub const FACT: &[&str] = &["title", "type", "choices", "is", "prefer", "counts", "norms"];
pub const ROLES_FILE: &[&str] = &["roles"];
pub const ROLE: &[&str] = &["title", "abbr", "note", "members", "seats", "norms"];
pub const NORMS_FILE: &[&str] = &["norms"];
pub const NORM: &[&str] = &["lines", "locate", "kind", "gloss", "enforce", "note"];
/// A stage file; an inner stage has the same keys but `stage`.
pub const STAGE: &[&str] = &[
    "stage", "title", "norms", "applies", "enter", "done", "exit", "suspend", "resume", "skip", "repeat", "tasks",
    "rules", "stages",
];
pub const TASK: &[&str] = &[
    "title", "norms", "role", "to", "per", "kind", "after", "applies", "within", "from", "roll", "met", "repeat",
    "fields", "waivable",
];
pub const REPEAT: &[&str] = &["every", "for"];
pub const RULE: &[&str] = &["norms", "message", "deny", "warn", "breach", "applies", "must", "fix"];
pub const OCCURRENCE: &[&str] = &["form", "task", "stage", "fact", "due", "time", "case", "becomes", "if", "at", "to"];
pub const TEXT: &[&str] = &["sq", "en"];
pub const FORM: &[&str] =
    &["form", "title", "stage", "filled_by", "signed_by", "sent_to", "vault", "repeats", "note", "sections", "checks"];
pub const SIGNATORY: &[&str] = &["role", "when"];
pub const SECTION: &[&str] = &["id", "title", "fields"];
pub const FIELD: &[&str] = &[
    "id",
    "type",
    "label",
    "hint",
    "required",
    "future",
    "choices",
    "choices_from",
    "groups",
    "when",
    "vault",
    "sets_fact",
    "prefill",
    "source",
    "columns",
];
pub const CHOICE: &[&str] = &["id", "sq", "en", "group", "norms"];
pub const CHECK: &[&str] = &["id", "if", "severity", "norms", "source", "message", "fix"];
pub const LIST: &[&str] = &["list", "groups", "choices"];

/// Every place with its keys, under the name it has in the reference.
pub const ALL: &[(&str, &[&str])] = &[
    ("workflow", WORKFLOW),
    ("vault", VAULT),
    ("policy", POLICY),
    ("facts", FACTS_FILE),
    ("fact", FACT),
    ("roles", ROLES_FILE),
    ("role", ROLE),
    ("norms", NORMS_FILE),
    ("norm", NORM),
    ("stage", STAGE),
    ("task", TASK),
    ("repeat", REPEAT),
    ("rule", RULE),
    ("occurrence", OCCURRENCE),
    ("text", TEXT),
    ("form", FORM),
    ("signatory", SIGNATORY),
    ("section", SECTION),
    ("field", FIELD),
    ("choice", CHOICE),
    ("check", CHECK),
    ("list", LIST),
];
