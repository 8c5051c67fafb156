//! One part of a procedure: its lines for a person and its JSON.

use serde_json::{Map, Value as Json, json};

use crate::cli::output::{Table, safe};
use crate::definitions::{
    Check, Discharge, Expr, Fact, Id, Norm, Occurrence, Policy, PolicyValue, Role, Rule, Stage, Task, TaskKind, Within,
    Workflow, written,
};
use crate::language::{Lang, Message};
use crate::msg;
use crate::terminal::wrap_to;

/// What is known of one part.
pub struct Shown {
    /// The first line.
    heading: String,
    /// Key (the same in both languages), label and value.
    lines: Vec<(&'static str, String, String)>,
    pub json: Map<String, Json>,
}

impl Shown {
    /// What is said, line by line: a key that is the same in both languages, label and value.
    pub fn lines(&self) -> &[(&'static str, String, String)] {
        &self.lines
    }

    /// The lines for a person.
    pub fn text(&self) -> String {
        let mut table = Table::new(0);
        for (_, label, value) in &self.lines {
            let mut label = label.clone();
            for line in wrap_to(&safe(value), 58) {
                table.row([std::mem::take(&mut label), line]);
            }
        }
        format!("{}\n\n{}", wrap_to(&safe(&self.heading), 80).join("\n"), table.text())
    }
}

/// Looks at a procedure in one language.
pub struct Looking<'w> {
    pub workflow: &'w Workflow,
    pub lang: Lang,
    /// With what each provision says, and where each chosen time comes from.
    pub full: bool,
}

/// Builds a [`Shown`] key by key.
pub struct Lines<'l, 'w> {
    look: &'l Looking<'w>,
    shown: Shown,
}

impl<'l, 'w> Lines<'l, 'w> {
    /// Lines of something that has no heading.
    pub fn new(look: &'l Looking<'w>, kind: &str, id: &str) -> Lines<'l, 'w> {
        let json = Map::from_iter([(kind.to_owned(), json!(id))]);
        Lines { look, shown: Shown { heading: String::new(), lines: Vec::new(), json } }
    }

    /// A key for the JSON only.
    fn json(&mut self, key: &str, value: Json) {
        self.shown.json.insert(key.to_owned(), value);
    }

    /// A line for a person only; nothing where there is nothing to say.
    pub fn line(&mut self, label: Message, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            let key = label.id.rsplit_once("definitions-").map_or(label.id, |(_, key)| key);
            let key = key.split_once('-').map_or(key, |(_, key)| key);
            self.shown.lines.push((key, label.in_language(self.look.lang), value));
        }
    }

    pub fn expression(&mut self, key: &str, label: Message, expr: Option<&Expr>) {
        self.json(key, json!(expr.map(|expr| &expr.source)));
        self.line(label, expr.map(|expr| expr.source.clone()).unwrap_or_default());
    }

    fn occurrences(&mut self, key: &str, label: Message, occurrences: &[Occurrence]) {
        let written: Vec<String> = occurrences.iter().map(written::occurrence).collect();
        self.json(key, json!(written));
        for occurrence in written {
            self.line(label.clone(), occurrence);
        }
    }

    /// The provisions with their places, and where it stands in the definitions.
    pub fn end(mut self, norms: &[Id], place: Option<&crate::definitions::Place>) -> Shown {
        let (workflow, lang) = (self.look.workflow, self.look.lang);
        self.json("norms", json!(norms));
        for id in norms {
            let norm = workflow.norms.get(id);
            let locate = norm.map(|norm| norm.locate.get(lang)).unwrap_or_default();
            let gloss = norm.filter(|_| self.look.full).map(|norm| format!(": {}", norm.gloss.get(lang)));
            self.line(msg!("definitions-show-norm"), format!("{locate} ({id}){}", gloss.unwrap_or_default()));
            if let Some(note) = norm.filter(|_| self.look.full).and_then(|norm| norm.note.as_ref()) {
                self.line(msg!("definitions-show-note"), note.get(lang));
            }
        }
        if let Some(place) = place {
            self.json("file", json!(place.file.as_ref()));
            self.json("line", json!(place.line));
            self.line(msg!("definitions-show-place"), format!("{}:{}", place.file, place.line));
        }
        self.shown
    }
}

impl Looking<'_> {
    fn lines(&self, kind: &str, word: Message, id: &str, title: &str) -> Lines<'_, '_> {
        let mut json = Map::new();
        json.insert("kind".to_owned(), json!(kind));
        json.insert(kind.to_owned(), json!(id));
        json.insert("title".to_owned(), json!(title));
        let heading = format!("{} {id}: {title}", word.in_language(self.lang));
        Lines { look: self, shown: Shown { heading, lines: Vec::new(), json } }
    }

    pub fn stage(&self, stage: &Stage) -> Shown {
        let title = stage.title.get(self.lang);
        let mut lines = self.lines("stage", msg!("definitions-show-stage"), &stage.path, title);
        lines.expression("applies", msg!("definitions-show-applies"), stage.applies.as_ref());
        lines.occurrences("enter", msg!("definitions-show-enter"), &stage.enter);
        if stage.enter.is_empty() {
            lines.line(msg!("definitions-show-enter"), format!("sop advance --stage {}", stage.path));
        }
        lines.occurrences("done", msg!("definitions-show-done"), &stage.done);
        lines.occurrences("exit", msg!("definitions-show-exit"), &stage.exit);
        lines.occurrences("suspend", msg!("definitions-show-suspend"), &stage.suspend);
        lines.occurrences("resume", msg!("definitions-show-resume"), &stage.resume);
        lines.occurrences("skip", msg!("definitions-show-skip"), &stage.skip);
        lines.json("repeat", json!(stage.repeat));
        let tasks: Vec<&Task> = self.workflow.tasks.values().filter(|task| task.stage == stage.path).collect();
        lines.json("tasks", tasks.iter().map(|task| json!(task.id)).collect());
        for task in tasks {
            lines.line(msg!("definitions-show-task"), format!("{}: {}", task.id, task.title.get(self.lang)));
        }
        let own = |rule: &&Rule| rule.stage.as_ref() == Some(&stage.path);
        let rules: Vec<&Rule> = self.workflow.rules.values().filter(own).collect();
        lines.json("rules", rules.iter().map(|rule| json!(rule.id)).collect());
        for rule in rules {
            lines.line(msg!("definitions-show-rule"), format!("{}: {}", rule.id, rule.message.get(self.lang)));
        }
        lines.end(&stage.norms, Some(&stage.place))
    }

    pub fn task(&self, task: &Task) -> Shown {
        let mut lines = self.lines("task", msg!("definitions-show-task"), &task.id, task.title.get(self.lang));
        lines.json("stage", json!(task.stage));
        lines.line(msg!("definitions-show-stage"), task.stage.clone());
        lines.json("task_kind", json!(task.kind));
        if task.kind == TaskKind::Right {
            lines.line(msg!("definitions-show-kind"), msg!("definitions-show-right").in_language(self.lang));
        }
        lines.json("role", json!(written::who(&task.role)));
        lines.line(msg!("definitions-show-who"), written::who(&task.role));
        lines.json("to", task.to.iter().map(|role| json!(role.to_string())).collect());
        lines.json("per_recipient", json!(task.per_recipient));
        lines.line(msg!("definitions-show-to"), written::roles(&task.to));
        lines.occurrences("after", msg!("definitions-show-after"), task.after.as_deref().unwrap_or_default());
        lines.expression("applies", msg!("definitions-show-applies"), task.applies.as_ref());
        self.time(&mut lines, task);
        let met: Vec<String> = task
            .met
            .iter()
            .map(|discharge| match discharge {
                Discharge::ByHand => "done".to_owned(),
                Discharge::By(occurrence) => written::occurrence(occurrence),
            })
            .collect();
        lines.json("met", json!(met));
        for discharge in met {
            let by_hand = discharge == "done";
            let words = if by_hand { format!("sop done {}", task.id) } else { discharge };
            lines.line(msg!("definitions-show-met"), words);
        }
        let repeat = written::repeat(&task.repeat);
        lines.json("repeat", json!(repeat));
        lines.line(msg!("definitions-show-repeat"), repeat.unwrap_or_default());
        lines.json("fields", task.fields.iter().map(|field| crate::cli::forms::field_json(field, self.lang)).collect());
        for field in &task.fields {
            lines.line(msg!("definitions-show-field"), format!("{}: {}", field.id, field.label.get(self.lang)));
        }
        lines.json("waivable", json!(task.waivable));
        lines.end(&task.norms, Some(&task.place))
    }

    fn time(&self, lines: &mut Lines<'_, '_>, task: &Task) {
        lines.json("within", json!(task.within.as_ref().map(written::within)));
        let policy = match &task.within {
            Some(Within::Policy(id)) => self.workflow.policies.get(id),
            _ => None,
        };
        lines.json("basis", json!(policy.map(|policy| policy.basis)));
        let words = match (&task.within, policy) {
            (Some(_), Some(policy)) if self.full => self.chosen(policy),
            (Some(_), Some(policy)) => {
                format!("{} ({}: {})", policy_value(&policy.is), policy.id, policy.why.get(self.lang))
            }
            (Some(within), None) => written::within(within),
            (None, _) => String::new(),
        };
        lines.line(msg!("definitions-show-within"), words);
        lines.expression("from", msg!("definitions-show-from"), task.from.as_ref());
        lines.json("roll", json!(task.roll));
    }

    pub fn rule(&self, rule: &Rule) -> Shown {
        let mut lines = self.lines("rule", msg!("definitions-show-rule"), &rule.id, rule.message.get(self.lang));
        lines.json("stage", json!(rule.stage));
        lines.line(msg!("definitions-show-stage"), rule.stage.clone().unwrap_or_default());
        let guards: Vec<Json> = rule
            .guards
            .iter()
            .map(|(action, effect)| json!({"action": written::action(action), "effect": effect}))
            .collect();
        lines.json("guards", json!(guards));
        for (action, effect) in &rule.guards {
            let label = match effect {
                crate::error::Effect::Deny => msg!("definitions-show-deny"),
                crate::error::Effect::Warn => msg!("definitions-show-warn"),
                crate::error::Effect::Breach => msg!("definitions-show-breach"),
            };
            lines.line(label, written::action(action));
        }
        lines.expression("applies", msg!("definitions-show-applies"), rule.applies.as_ref());
        lines.expression("must", msg!("definitions-show-must"), Some(&rule.must));
        lines.json("fix", rule.fix.iter().map(|action| json!(written::action(action))).collect());
        for action in &rule.fix {
            lines.line(msg!("definitions-show-fix"), written::action(action));
        }
        lines.end(&rule.norms, Some(&rule.place))
    }

    pub fn fact(&self, fact: &Fact) -> Shown {
        let mut lines = self.lines("fact", msg!("definitions-show-fact"), &fact.id, fact.title.get(self.lang));
        lines.json("type", json!(written::fact_type(&fact.kind)));
        lines.line(msg!("definitions-show-type"), written::fact_type(&fact.kind));
        lines.expression("is", msg!("definitions-show-is"), fact.is.as_ref());
        lines.json("prefer", json!(fact.prefer));
        lines.line(msg!("definitions-show-prefer"), fact.prefer.clone().unwrap_or_default());
        let counts: Map<String, Json> =
            fact.counts.iter().map(|(form, expr)| (form.clone(), json!(expr.source))).collect();
        lines.json("counts", Json::Object(counts));
        for (form, expr) in &fact.counts {
            lines.line(msg!("definitions-show-counts"), format!("{form}: {}", expr.source));
        }
        let of_form = |form: &crate::definitions::Form| -> Vec<String> {
            let setting = form.fields().filter(|field| field.sets_fact.as_ref() == Some(&fact.id));
            setting.map(|field| format!("{}.{}", form.id, field.id)).collect()
        };
        let set_by: Vec<String> = self.workflow.forms.values().flat_map(of_form).collect();
        lines.json("set_by", json!(set_by));
        lines.line(msg!("definitions-show-set-by"), set_by.join(", "));
        lines.end(&fact.norms, Some(&fact.place))
    }

    pub fn norm(&self, norm: &Norm) -> Shown {
        let mut lines = self.lines("norm", msg!("definitions-show-norm"), &norm.id, norm.gloss.get(self.lang));
        lines.json("locate", json!(norm.locate.get(self.lang)));
        lines.line(msg!("definitions-show-locate"), norm.locate.get(self.lang));
        lines.json("lines", json!(norm.lines));
        lines.json("norm_kind", json!(norm.kind));
        lines.json("enforce", json!(norm.enforce));
        lines.line(msg!("definitions-show-enforce"), norm.enforce.clone());
        lines.json("note", json!(norm.note.as_ref().map(|note| note.get(self.lang))));
        lines.line(msg!("definitions-show-note"), norm.note.as_ref().map(|n| n.get(self.lang)).unwrap_or_default());
        self.carriers(&mut lines, &norm.id);
        lines.shown
    }

    /// What cites a provision: duties, conditions, fields, facts, roles and chosen times.
    fn carriers(&self, lines: &mut Lines<'_, '_>, id: &Id) {
        let (workflow, lang) = (self.workflow, self.lang);
        let mut by = Map::new();
        let mut put = |key: &str, label: Message, id: String, words: &str| {
            if let Json::Array(ids) = by.entry(key).or_insert_with(|| json!([])) {
                ids.push(json!(id));
            }
            lines.line(label, format!("{id}: {words}"));
        };
        for task in workflow.tasks.values().filter(|task| task.norms.contains(id)) {
            put("tasks", msg!("definitions-show-task"), task.id.clone(), task.title.get(lang));
        }
        for rule in workflow.rules.values().filter(|rule| rule.norms.contains(id)) {
            put("rules", msg!("definitions-show-rule"), rule.id.clone(), rule.message.get(lang));
        }
        for form in workflow.forms.values() {
            for check in form.checks.iter().filter(|check| check.norms.contains(id)) {
                let name = format!("{}.{}", form.id, check.id);
                put("checks", msg!("definitions-show-rule"), name, check.message.get(lang));
            }
            for field in form.fields().filter(|field| field.norms.contains(id)) {
                let name = format!("{}.{}", form.id, field.id);
                put("fields", msg!("definitions-show-field"), name, field.label.get(lang));
            }
        }
        for fact in workflow.facts.values().filter(|fact| fact.norms.contains(id)) {
            put("facts", msg!("definitions-show-fact"), fact.id.clone(), fact.title.get(lang));
        }
        for (role, known) in workflow.roles.iter().filter(|(_, role)| role.norms.contains(id)) {
            put("roles", msg!("definitions-show-role"), role.clone(), known.title.get(lang));
        }
        let used = |policy: &Policy| {
            let by_task =
                |task: &Task| task.norms.contains(id) && task.within == Some(Within::Policy(policy.id.clone()));
            policy.norms.contains(id) || workflow.tasks.values().any(by_task)
        };
        let mut policies = Vec::new();
        for policy in workflow.policies.values().filter(|policy| used(policy)) {
            lines.line(msg!("definitions-show-policy"), self.chosen(policy));
            policies.push(json!({
                "id": policy.id, "is": policy_value(&policy.is), "basis": policy.basis, "why": policy.why.get(lang),
            }));
        }
        lines.json("policies", json!(policies));
        lines.json("by", Json::Object(by));
    }

    /// A chosen time or number: what it is, where it comes from and why.
    fn chosen(&self, policy: &Policy) -> String {
        let value = policy_value(&policy.is);
        let basis = basis(policy).in_language(self.lang);
        format!("{value} ({}, {basis}). {}", policy.id, policy.why.get(self.lang))
    }

    /// A check of a form.
    pub fn check(&self, name: &str, check: &Check) -> Shown {
        let mut lines = self.lines("rule", msg!("definitions-show-rule"), name, check.message.get(self.lang));
        lines.json("message", json!(check.message.get(self.lang)));
        lines.json("effect", json!(check.effect));
        lines.expression("must", msg!("definitions-show-must"), Some(&check.must));
        lines.json("fix", check.fix.iter().map(|action| json!(written::action(action))).collect());
        for action in &check.fix {
            lines.line(msg!("definitions-show-fix"), written::action(action));
        }
        lines.end(&check.norms, Some(&check.place))
    }

    pub fn role(&self, id: &str, role: &Role) -> Shown {
        let mut lines = self.lines("role", msg!("definitions-show-role"), id, role.title.get(self.lang));
        lines.json("abbr", json!(role.abbr));
        lines.line(msg!("definitions-show-abbr"), role.abbr.clone().unwrap_or_default());
        lines.json("note", json!(role.note.as_ref().map(|note| note.get(self.lang))));
        lines.line(msg!("definitions-show-note"), role.note.as_ref().map(|n| n.get(self.lang)).unwrap_or_default());
        lines.json("members", role.members.iter().map(|member| json!(member.to_string())).collect());
        lines.line(msg!("definitions-show-members"), written::roles(&role.members));
        let seats: Map<String, Json> =
            role.seats.iter().map(|(seat, title)| (seat.clone(), json!(title.get(self.lang)))).collect();
        lines.json("seats", Json::Object(seats));
        for (seat, title) in &role.seats {
            lines.line(msg!("definitions-show-seat"), format!("{id}/{seat}: {}", title.get(self.lang)));
        }
        lines.end(&role.norms, None)
    }

    pub fn policy(&self, policy: &Policy) -> Shown {
        let mut lines = self.lines("policy", msg!("definitions-show-policy"), &policy.id, policy.why.get(self.lang));
        lines.json("is", json!(policy_value(&policy.is)));
        lines.line(msg!("definitions-show-is"), policy_value(&policy.is));
        lines.json("basis", json!(policy.basis));
        let basis = basis(policy);
        lines.line(msg!("definitions-show-basis"), basis.in_language(self.lang));
        lines.end(&policy.norms, None)
    }
}

fn basis(policy: &Policy) -> Message {
    match policy.basis {
        crate::definitions::Basis::Act => msg!("definitions-show-basis-act"),
        crate::definitions::Basis::Reading => msg!("definitions-show-basis-reading"),
        crate::definitions::Basis::Ours => msg!("definitions-show-basis-ours"),
    }
}

fn policy_value(value: &PolicyValue) -> String {
    match value {
        PolicyValue::Span(span) => span.to_string(),
        PolicyValue::Number(number) => number.to_string(),
    }
}
