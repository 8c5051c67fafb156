//! An office with a case, and forms that it can file.

use crate::common::{Ran, Sandbox};

/// The moment of all commands.
pub const NOW: &str = "2026-03-02T18:00";

/// The interview of an adult, complete and without anything to give a reason for.
pub const ADULT: &str = r#"
first_contact_at = 2026-03-02T08:40
interview_start = 2026-03-02T09:00
interview_end = 2026-03-02T09:50
interpreter_used = false
interview_conditions = ["a1-signed", "same-sex", "safe-place", "away-from-suspects", "away-from-detained", "door-closed",
  "door-explained", "not-interrupted", "phones-silent", "lawyer-present", "legal-aid-offered"]
given_name = "Ana"
sex = "female"
birth_date_known = true
birth_date = 1990-05-17
age_group = "adult"
foreign = false
account = "Rrëfimi i personit."
indicators = ["fear-anxiety", "documents-held", "little-or-no-pay"]
indicators_count = 3
initial_finding = "VMT"
in_danger = false

[[participants]]
full_name = "Besa Kola"
capacity = "interviewer"
a1_signed_at = 2026-03-02T08:50
"#;

/// A store in which the sandbox stands, with a key of an identifying office and an open case.
pub fn office() -> Sandbox {
    office_of(&member(&["initial-identifier", "police-anti-trafficking", "child-protection-worker"]))
}

/// The arguments by which a member with these roles is added.
pub fn member<'a>(roles: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["member", "add", "../office.card", "--id", "slktp-tirane", "--institution", "DVP Tiranë"];
    args.extend(["-i", "../admin.key"]);
    roles.iter().for_each(|role| args.extend(["--role", role]));
    args
}

/// The same with a member who is added like this.
pub fn office_of(member: &[&str]) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.set("SOP_NOW", "2026-03-02T07:00");
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "admin.key"]).ok();
    sandbox.sop(&["init", "store", "--admin", "ministria", "-i", "admin.key"]).ok();
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "office.key"]).ok();
    let card = sandbox.sop(&["key", "show", "-i", "office.key"]).ok().out;
    sandbox.write("office.card", card);
    sandbox.cd("store");
    sandbox.sop(member).ok();
    let key = sandbox.root().join("work/office.key").display().to_string();
    sandbox.set("SOP_IDENTITY", key);
    sandbox.sop(&["case", "new", "--at", "2026-03-02T08:30", "--now", "2026-03-02T08:31"]).ok();
    sandbox.set("SOP_NOW", NOW);
    sandbox
}

/// Files a form from these lines of TOML.
pub fn file(sandbox: &Sandbox, form: &str, toml: &str) -> Ran {
    sandbox.write("../form.toml", toml);
    sandbox.sop(&["fill", form, "--from", "../form.toml", "--json"])
}

/// The head of the store: nothing was recorded if it is the same.
pub fn head(sandbox: &Sandbox) -> String {
    sandbox.run("git", &["rev-parse", "HEAD"], None).ok().out
}

/// The lines with those that begin like `line` replaced by it.
pub fn with(toml: &str, line: &str) -> String {
    let key = line.split('=').next().unwrap_or_default().trim();
    let kept = toml.lines().filter(|old| old.split('=').next().unwrap_or_default().trim() != key);
    let kept: Vec<&str> = kept.collect();
    format!("{line}\n{}\n", kept.join("\n"))
}
