//! A procedure taken apart: each stage, duty, field, provision … with what is said of it, for a comparison.

use indexmap::IndexMap;

use super::one::{Lines, Looking, Shown};
use crate::definitions::{Check, Field, Form, Place, Policy, Role, Vault, Workflow, written};
use crate::language::{Lang, Message, Text};
use crate::msg;

/// The kinds of parts, in the order in which they are shown, each with its heading.
pub fn kinds() -> [(&'static str, Message); 13] {
    [
        ("workflow", msg!("definitions-diff-workflow")),
        ("stage", msg!("definitions-show-stages")),
        ("task", msg!("definitions-show-tasks")),
        ("rule", msg!("definitions-show-rules")),
        ("policy", msg!("definitions-show-policies")),
        ("role", msg!("definitions-show-roles")),
        ("fact", msg!("definitions-show-facts")),
        ("vault", msg!("definitions-diff-vaults")),
        ("form", msg!("definitions-diff-forms")),
        ("field", msg!("definitions-diff-fields")),
        ("check", msg!("definitions-show-checks")),
        ("norm", msg!("definitions-diff-norms")),
        ("day-off", msg!("definitions-diff-days-off")),
    ]
}

/// One part. What is said of it stands by key (the same in both languages), with its label and values.
pub struct Part {
    pub title: String,
    pub place: Option<Place>,
    pub said: IndexMap<&'static str, (String, Vec<String>)>,
}

impl Part {
    fn new(shown: &Shown, title: &Text, place: Option<&Place>, lang: Lang) -> Part {
        let mut said: IndexMap<&'static str, (String, Vec<String>)> = IndexMap::new();
        let mut put = |key, label: String, value: String| {
            let entry = said.entry(key).or_insert_with(|| (label, Vec::new()));
            entry.1.push(value);
        };
        put("title", msg!("definitions-diff-title").in_language(lang), title.get(lang).to_owned());
        for (key, label, value) in shown.lines() {
            match *key {
                // Where it stands is no change; provisions are compared by their ids.
                "place" | "norm" => {}
                _ => put(key, label.clone(), value.clone()),
            }
        }
        if let Some(norms) = shown.json.get("norms").and_then(|norms| norms.as_array()) {
            for norm in norms.iter().filter_map(|norm| norm.as_str()) {
                put("norm", msg!("definitions-show-norm").in_language(lang), norm.to_owned());
            }
        }
        Part { title: title.get(lang).to_owned(), place: place.cloned(), said }
    }

    /// Without what is a part of its own.
    fn without(mut self, keys: &[&str]) -> Part {
        self.said.retain(|key, _| !keys.contains(key));
        self
    }
}

/// All parts of a procedure by kind and id.
pub fn parts(workflow: &Workflow, lang: Lang) -> IndexMap<(&'static str, String), Part> {
    let look = Looking { workflow, lang, full: false };
    let mut parts = IndexMap::new();
    let mut put = |kind, id: &str, part: Part| parts.insert((kind, id.to_owned()), part);
    put("workflow", &workflow.id, head(&look));
    for stage in workflow.stages.values() {
        let part = Part::new(&look.stage(stage), &stage.title, Some(&stage.place), lang);
        put("stage", &stage.path, part.without(&["task", "rule"]));
    }
    for task in workflow.tasks.values() {
        let mut part = Part::new(&look.task(task), &task.title, Some(&task.place), lang).without(&["field"]);
        // A policy is a part of its own: the duty names it.
        if let (Some(within), Some(said)) = (&task.within, part.said.get_mut("within")) {
            said.1 = vec![written::within(within)];
        }
        put("task", &task.id, part);
        for field in &task.fields {
            put("field", &format!("{}.{}", task.id, field.id), field_part(&look, field));
        }
    }
    for rule in workflow.rules.values() {
        put("rule", &rule.id, Part::new(&look.rule(rule), &rule.message, Some(&rule.place), lang));
    }
    for policy in workflow.policies.values() {
        put("policy", &policy.id, policy_part(&look, policy));
    }
    for (id, role) in &workflow.roles {
        put("role", id, role_part(&look, id, role));
    }
    for fact in workflow.facts.values() {
        put("fact", &fact.id, Part::new(&look.fact(fact), &fact.title, Some(&fact.place), lang));
    }
    for (id, vault) in &workflow.vaults {
        put("vault", id, vault_part(&look, id, vault));
    }
    for form in workflow.forms.values() {
        put("form", &form.id, form_part(&look, form));
        for field in form.fields() {
            put("field", &format!("{}.{}", form.id, field.id), field_part(&look, field));
            for column in &field.columns {
                put("field", &format!("{}.{}.{}", form.id, field.id, column.id), field_part(&look, column));
            }
        }
        for check in &form.checks {
            put("check", &format!("{}.{}", form.id, check.id), check_part(&look, check));
        }
    }
    for norm in workflow.norms.values() {
        // What carries it are parts of their own.
        let part = Part::new(&look.norm(norm), &norm.gloss, None, lang);
        put("norm", &norm.id, part.without(&["task", "rule", "field", "fact", "role", "policy"]));
    }
    days_off(&look, &mut parts);
    parts
}

fn head(look: &Looking<'_>) -> Part {
    let workflow = look.workflow;
    let mut lines = Lines::new(look, "workflow", &workflow.id);
    lines.line(msg!("definitions-diff-version"), &*workflow.version);
    lines.line(msg!("definitions-diff-act"), workflow.act.get(look.lang));
    lines.line(msg!("definitions-diff-zone"), workflow.zone.name());
    lines.line(msg!("definitions-diff-calendar"), &*workflow.calendar.id);
    lines.line(msg!("definitions-diff-soon"), workflow.due_soon.to_string());
    lines.line(msg!("definitions-diff-case-roles"), written::roles(&workflow.case_roles));
    Part::new(&lines.end(&[], None), &workflow.title, None, look.lang)
}

fn policy_part(look: &Looking<'_>, policy: &Policy) -> Part {
    Part::new(&look.policy(policy), &policy.why, None, look.lang)
}

fn role_part(look: &Looking<'_>, id: &str, role: &Role) -> Part {
    Part::new(&look.role(id, role), &role.title, None, look.lang)
}

fn vault_part(look: &Looking<'_>, id: &str, vault: &Vault) -> Part {
    Part::new(&Lines::new(look, "vault", id).end(&vault.norms, None), &vault.title, None, look.lang)
}

fn form_part(look: &Looking<'_>, form: &Form) -> Part {
    let mut lines = Lines::new(look, "form", &form.id);
    lines.line(msg!("definitions-show-stage"), form.stage.clone().unwrap_or_default());
    lines.line(msg!("definitions-show-vault"), &*form.vault);
    lines.line(msg!("definitions-show-filled-by"), written::roles(&form.filled_by));
    for signatory in &form.signed_by {
        let when = signatory.when.as_ref().map(|when| format!(" ({})", when.source)).unwrap_or_default();
        lines.line(msg!("definitions-diff-signed-by"), format!("{}{when}", signatory.role));
    }
    lines.line(msg!("definitions-show-to"), written::roles(&form.sent_to));
    lines.line(msg!("definitions-show-repeat"), if form.repeats { "each" } else { "" });
    lines.line(msg!("definitions-show-note"), form.note.as_ref().map(|n| n.get(look.lang)).unwrap_or_default());
    for section in &form.sections {
        lines.line(msg!("definitions-diff-section"), format!("{}: {}", section.id, section.title.get(look.lang)));
    }
    let name = format!("{}/template.md.j2", form.id);
    if let Some(template) = look.workflow.templates.get(&name) {
        lines.line(msg!("definitions-diff-template"), digest(template));
    }
    Part::new(&lines.end(&[], None), &form.title, Some(&form.place), look.lang)
}

/// The beginning of a template's SHA-256: enough to see that it has changed.
fn digest(text: &str) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn field_part(look: &Looking<'_>, field: &Field) -> Part {
    let mut lines = Lines::new(look, "field", &field.id);
    let kind = serde_json::to_value(field.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    lines.line(msg!("definitions-show-type"), kind.unwrap_or_default());
    lines.line(msg!("definitions-show-vault"), &*field.vault);
    let mark = |holds: bool, word: &Message| if holds { word.in_language(look.lang) } else { String::new() };
    lines.line(msg!("definitions-diff-required"), mark(field.required, &msg!("definitions-graph-yes")));
    lines.line(msg!("definitions-diff-future"), mark(field.future, &msg!("definitions-graph-yes")));
    lines.expression("when", msg!("definitions-diff-when"), field.when.as_ref());
    lines.line(msg!("definitions-diff-sets"), field.sets_fact.clone().unwrap_or_default());
    for (form, other) in &field.prefill {
        lines.line(msg!("definitions-diff-prefill"), format!("{form}.{other}"));
    }
    for choice in &field.choices {
        lines.line(msg!("definitions-diff-choice"), format!("{}: {}", choice.id, choice.text.get(look.lang)));
    }
    lines.line(msg!("definitions-diff-hint"), field.hint.as_ref().map(|h| h.get(look.lang)).unwrap_or_default());
    Part::new(&lines.end(&field.norms, None), &field.label, Some(&field.place), look.lang)
}

fn check_part(look: &Looking<'_>, check: &Check) -> Part {
    let mut lines = Lines::new(look, "check", &check.id);
    lines.expression("must", msg!("definitions-show-must"), Some(&check.must));
    let effect = serde_json::to_value(check.effect).ok().and_then(|effect| effect.as_str().map(str::to_owned));
    lines.line(msg!("definitions-show-kind"), effect.unwrap_or_default());
    for action in &check.fix {
        lines.line(msg!("definitions-show-fix"), written::action(action));
    }
    Part::new(&lines.end(&check.norms, None), &check.message, Some(&check.place), look.lang)
}

/// Each feast of the calendar, by its Albanian name.
fn days_off(look: &Looking<'_>, parts: &mut IndexMap<(&'static str, String), Part>) {
    let facts = look.workflow.calendar.facts();
    for feast in &facts.feasts {
        let mut lines = Lines::new(look, "day-off", &feast.name.sq);
        let when = match &feast.when {
            crate::deadline::FeastDay::Fixed { month, day } => vec![format!("{month:02}-{day:02}")],
            crate::deadline::FeastDay::Easter { rite, days_after } => vec![format!("{rite:?} + {days_after}")],
            crate::deadline::FeastDay::Listed { announced, estimated } => {
                let estimated = estimated.iter().map(|day| format!("~{day}"));
                announced.iter().map(ToString::to_string).chain(estimated).collect()
            }
            crate::deadline::FeastDay::Single(days) => days.iter().map(ToString::to_string).collect(),
        };
        for day in when {
            lines.line(msg!("definitions-diff-day"), day);
        }
        lines.line(msg!("definitions-diff-since"), feast.since.map(|year| year.to_string()).unwrap_or_default());
        lines.line(msg!("definitions-diff-until"), feast.until.map(|year| year.to_string()).unwrap_or_default());
        let part = Part::new(&lines.end(&[], None), &feast.name, None, look.lang);
        parts.insert(("day-off", feast.name.sq.clone()), part);
    }
}
