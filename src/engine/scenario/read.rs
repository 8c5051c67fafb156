//! From YAML to a [`Scenario`], or everything in it that cannot be read, each with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::values::{fields, of_fact};
use super::{Act, Check, Position, Scenario, Step, TaskCheck, Told, Unreadable, What};
use crate::case::Values;
use crate::deadline::{self, Instant};
use crate::definitions::keys::{self, ACTS};
use crate::definitions::yaml::{self, At, Kind, Node};
use crate::definitions::{Field, Id, RoleRef, Workflow, nearest};
use crate::engine::reference::Reference;
use crate::engine::{Doing, Recipients};
use crate::language::{Message, Text};
use crate::msg;

/// In place of a stage: the case itself.
const CASE: &str = "case";

pub(super) fn unreadable(at: At, message: Message) -> Unreadable {
    Unreadable { position: Position { line: at.line, column: at.column }, message }
}

/// Reads one scenario.
///
/// # Errors
/// Everything in it that cannot be read, in the order of the file.
pub fn read(file: &str, text: &str, workflow: &Workflow) -> Result<Scenario, Vec<Unreadable>> {
    let root = yaml::parse(text).map_err(|(at, message)| vec![unreadable(at, message)])?;
    let mut reader = Reader { workflow, labels: BTreeMap::new(), problems: Vec::new() };
    let scenario = reader.scenario(file, &root);
    if reader.problems.is_empty() {
        Ok(scenario)
    } else {
        reader.problems.sort_by_key(|problem| problem.position);
        Err(reader.problems)
    }
}

struct Reader<'w> {
    workflow: &'w Workflow,
    /// What has been given a label, for the forms of amendments.
    labels: BTreeMap<String, Option<Id>>,
    problems: Vec<Unreadable>,
}

/// A map whose keys are known.
struct Map<'n, 't> {
    at: At,
    entries: Vec<(&'n Node<'t>, &'n Node<'t>)>,
}

impl<'n, 't> Map<'n, 't> {
    fn get(&self, key: &str) -> Option<&'n Node<'t>> {
        self.entries.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| *value)
    }
}

impl Reader<'_> {
    fn problem(&mut self, at: At, message: Message) {
        self.problems.push(unreadable(at, message));
    }

    fn map<'n, 't>(&mut self, node: &'n Node<'t>, known: &[&str]) -> Map<'n, 't> {
        let entries = self.entries(node);
        for (key, _) in &entries {
            let word = key.text().unwrap_or_default();
            if !known.contains(&word) {
                let message = match nearest(word, known.iter().copied()) {
                    Some(near) => msg!("engine-scenario-unknown-key-near", key = word, near = near),
                    None => msg!("engine-scenario-unknown-key", key = word, known = known.join(", ")),
                };
                self.problem(key.at, message);
            }
        }
        Map { at: node.at, entries }
    }

    fn entries<'n, 't>(&mut self, node: &'n Node<'t>) -> Vec<(&'n Node<'t>, &'n Node<'t>)> {
        match &node.kind {
            Kind::Map(entries) => entries.iter().map(|(key, value)| (key, value)).collect(),
            _ => {
                let wanted = msg!("definitions-kind-map");
                self.problem(node.at, msg!("definitions-wrong-kind", wanted = wanted, found = node.describe()));
                Vec::new()
            }
        }
    }

    fn word(&mut self, node: &Node<'_>) -> String {
        match node.text() {
            Some(text) => text.to_owned(),
            None => {
                let wanted = msg!("definitions-kind-text");
                self.problem(node.at, msg!("definitions-wrong-kind", wanted = wanted, found = node.describe()));
                String::new()
            }
        }
    }

    /// A list, or the one thing in its place.
    fn words(&mut self, node: &Node<'_>) -> Vec<String> {
        match &node.kind {
            Kind::List(items) => items.iter().map(|item| self.word(item)).collect(),
            _ => vec![self.word(node)],
        }
    }

    fn moment(&mut self, node: &Node<'_>) -> Instant {
        let text = self.word(node);
        deadline::parse_moment(&text, self.workflow.zone).unwrap_or_else(|why| {
            self.problem(node.at, msg!("engine-scenario-moment", given = &text, why = why));
            Instant::default()
        })
    }

    fn known<'a>(&mut self, at: At, word: &str, known: impl Iterator<Item = &'a String>) {
        let known: Vec<&str> = known.map(String::as_str).collect();
        if !known.contains(&word) {
            let message = match nearest(word, known) {
                Some(near) => msg!("engine-scenario-unknown-near", word = word, near = near),
                None => msg!("engine-scenario-unknown", word = word),
            };
            self.problem(at, message);
        }
    }

    fn scenario(&mut self, file: &str, root: &Node<'_>) -> Scenario {
        let map = self.map(root, keys::SCENARIO);
        let text = |this: &mut Self, key: &str| match map.get(key) {
            Some(node) => this.word(node),
            None => {
                this.problem(map.at, msg!("definitions-missing-key", key = key));
                String::new()
            }
        };
        let id = text(self, "scenario");
        let title = match map.get("title") {
            Some(node) => self.title(node),
            None => Text::same(&id),
        };
        let proves = map.get("proves").map(|node| self.words(node)).unwrap_or_default();
        if let Some(node) = map.get("proves") {
            for norm in &proves {
                self.known(node.at, norm, self.workflow.norms.keys());
            }
        }
        let mut story = Vec::new();
        match map.get("story").map(|node| &node.kind) {
            Some(Kind::List(steps)) => story.extend(steps.iter().filter_map(|step| self.step(step))),
            _ => self.problem(map.at, msg!("engine-scenario-no-story")),
        }
        Scenario { id, title, proves, file: Arc::from(file), story }
    }

    fn title(&mut self, node: &Node<'_>) -> Text {
        let map = self.map(node, keys::TEXT);
        let mut part = |key: &str| match map.get(key) {
            Some(node) => self.word(node),
            None => {
                self.problem(map.at, msg!("definitions-untranslated", language = key));
                String::new()
            }
        };
        Text { sq: part("sq"), en: part("en") }
    }

    fn step(&mut self, node: &Node<'_>) -> Option<Step> {
        let position = Position { line: node.at.line, column: node.at.column };
        let is_check = self.entries(node).iter().any(|(key, _)| key.text() == Some("now"));
        let what =
            if is_check { What::Check(Box::new(self.check(node)?)) } else { What::Act(Box::new(self.act(node)?)) };
        Some(Step { position, what })
    }

    fn act(&mut self, node: &Node<'_>) -> Option<Act> {
        let map = self.map(node, keys::ACT);
        let done: Vec<&str> = ACTS.iter().copied().filter(|key| map.get(key).is_some()).collect();
        let [act] = done[..] else {
            self.problem(map.at, msg!("engine-scenario-one-act", known = ACTS.join(", ")));
            return None;
        };
        let target = map.get(act)?;
        let Some(at) = map.get("at") else {
            self.problem(map.at, msg!("definitions-missing-key", key = "at"));
            return None;
        };
        let role = match map.get("by") {
            Some(node) => {
                let role = self.word(node);
                self.known(node.at, &RoleRef::parse(&role).role, self.workflow.roles.keys());
                role
            }
            None => {
                self.problem(map.at, msg!("definitions-missing-key", key = "by"));
                String::new()
            }
        };
        let at = self.moment(at);
        let recorded = map.get("recorded").map(|node| self.moment(node));
        let member = map.get("member").map(|node| self.word(node));
        let doing = self.doing(act, target, &map)?;
        let (values, cleared) = self.values(&doing, &map);
        let label = map.get("as").map(|node| self.word(node));
        if let Some(label) = &label {
            let form = match &doing {
                Told::Plain(Doing::File { form, .. }) => Some(form.clone()),
                _ => None,
            };
            self.labels.insert(label.clone(), form);
        }
        let mut reasons = BTreeMap::new();
        if let Some(node) = map.get("reasons") {
            for (key, value) in self.entries(node) {
                let (rule, reason) = (self.word(key), self.word(value));
                self.condition(key.at, &rule);
                reasons.insert(rule, reason);
            }
        }
        let refused = map.get("refused").map(|node| (node.at, self.words(node)));
        if let Some((at, rules)) = &refused {
            for rule in rules {
                self.condition(*at, rule);
            }
        }
        let refused = refused.map(|(_, rules)| rules.into_iter().collect());
        let seen = map.get("seen").map(|node| self.words(node));
        Some(Act { at, recorded, role, member, doing, values, cleared, label, reasons, refused, seen })
    }

    /// A rule, a check of a form, or one of the engine's own refusals.
    fn condition(&mut self, at: At, id: &str) {
        let check = id.split_once('.').is_some_and(|(form, check)| {
            self.workflow.forms.get(form).is_some_and(|form| form.checks.iter().any(|known| known.id == check))
        });
        if !check && !super::run::REFUSALS.contains(&id) {
            self.known(at, id, self.workflow.rules.keys());
        }
    }

    fn doing(&mut self, act: &str, target: &Node<'_>, map: &Map<'_, '_>) -> Option<Told> {
        let word = self.word(target);
        let flag = |key: &str| map.get(key).is_some_and(|node| node.text() == Some("true"));
        let reason = map.get("reason").map(|node| self.word(node)).unwrap_or_else(|| "—".to_owned());
        let whole = target.text() == Some(CASE);
        Some(match act {
            "open" => Told::Plain(Doing::OpenCase),
            "file" => {
                self.known(target.at, &word, self.workflow.forms.keys());
                Told::Plain(Doing::File { form: word, amends: None, complete: !flag("draft"), cleared: Vec::new() })
            }
            "amend" => {
                self.label(target.at, &word);
                Told::Amend { label: word, complete: !flag("draft") }
            }
            "do" | "waive" => {
                self.known(target.at, Reference::read(&word).task, self.workflow.tasks.keys());
                let to = self.recipients(map);
                match act {
                    "do" => Told::Do { reference: word, to, ahead: flag("ahead") },
                    _ => Told::Waive { reference: word, to, reason, series: flag("series") },
                }
            }
            "close" if whole => Told::Plain(Doing::CloseCase),
            "reopen" => Told::Plain(Doing::ReopenCase),
            "enter" | "close" => {
                self.known(target.at, &word, self.workflow.stages.keys());
                Told::Plain(if act == "enter" {
                    Doing::Enter { stage: word }
                } else {
                    Doing::CloseStage { stage: word }
                })
            }
            "correct" => {
                self.label(target.at, &word);
                Told::Correct { label: word }
            }
            _ => {
                let vaults = self.words(target);
                for vault in &vaults {
                    self.known(target.at, vault, self.workflow.vaults.keys());
                }
                self.share(vaults, map)
            }
        })
    }

    fn label(&mut self, at: At, label: &str) {
        if !self.labels.contains_key(label) {
            let message = match nearest(label, self.labels.keys().map(String::as_str)) {
                Some(near) => msg!("engine-scenario-unknown-near", word = label, near = near),
                None => msg!("engine-scenario-unknown", word = label),
            };
            self.problem(at, message);
        }
    }

    fn recipients(&mut self, map: &Map<'_, '_>) -> Recipients {
        let Some(node) = map.get("to") else { return Recipients::NotSaid };
        let words = self.words(node);
        if words == ["all"] {
            return Recipients::All;
        }
        for word in &words {
            self.known(node.at, &RoleRef::parse(word).role, self.workflow.roles.keys());
        }
        Recipients::These(words.iter().map(|word| RoleRef::parse(word)).collect())
    }

    fn share(&mut self, vaults: Vec<String>, map: &Map<'_, '_>) -> Told {
        let with = map.get("with").map(|node| self.map(node, &["office", "office_roles", "member", "member_roles"]));
        let mut words = |key: &str| {
            let node = with.as_ref().and_then(|with| with.get(key));
            node.map(|node| self.words(node)).unwrap_or_default()
        };
        Told::Plain(Doing::Share {
            office: words("office").pop().unwrap_or_else(|| "office".to_owned()),
            vaults,
            office_roles: words("office_roles"),
            member: words("member").pop(),
            member_roles: words("member_roles"),
        })
    }

    fn values(&mut self, doing: &Told, map: &Map<'_, '_>) -> (Values, Vec<Id>) {
        let none = (Values::new(), Vec::new());
        let Some(with) = map.get("with") else { return none };
        let workflow = self.workflow;
        let form = |id: &str| -> Vec<&Field> { workflow.forms.get(id).into_iter().flat_map(|f| f.fields()).collect() };
        let known: Vec<&Field> = match doing {
            Told::Plain(Doing::File { form: id, .. }) => form(id),
            Told::Amend { label, .. } => match self.labels.get(label) {
                Some(Some(id)) => form(id),
                _ => return none,
            },
            Told::Do { reference, .. } => {
                let task = workflow.tasks.get(Reference::read(reference).task);
                task.into_iter().flat_map(|task| &task.fields).collect()
            }
            Told::Plain(Doing::OpenCase) => return (self.facts(with), Vec::new()),
            Told::Plain(Doing::Share { .. }) => return none,
            _ => Vec::new(),
        };
        fields(with, &known, workflow.zone, &mut self.problems)
    }

    fn facts(&mut self, node: &Node<'_>) -> Values {
        let mut values = Values::new();
        for (key, value) in self.entries(node) {
            let id = self.word(key);
            match self.workflow.facts.get(&id) {
                Some(fact) => match of_fact(value, fact, self.workflow.zone) {
                    Ok(value) => {
                        values.insert(id, value);
                    }
                    Err(problem) => self.problems.push(problem),
                },
                None => self.known(key.at, &id, self.workflow.facts.keys()),
            }
        }
        values
    }

    fn check(&mut self, node: &Node<'_>) -> Option<Check> {
        let map = self.map(node, keys::MOMENT);
        let now = self.moment(map.get("now")?);
        let known = map.get("known").map(|node| self.moment(node));
        let mut check = Check { now, known, stages: Vec::new(), facts: Vec::new(), tasks: Vec::new(), findings: None };
        let Some(then) = map.get("then") else {
            self.problem(map.at, msg!("definitions-missing-key", key = "then"));
            return None;
        };
        let then = self.map(then, keys::THEN);
        let position = |at: At| Position { line: at.line, column: at.column };
        if let Some(node) = then.get("stages") {
            for (key, value) in self.entries(node) {
                let (path, state) = (self.word(key), self.word(value));
                self.known(key.at, &path, self.workflow.stages.keys());
                self.one_of(value.at, &state, &["open", "done", "suspended", "skipped", "closed", "absent"]);
                check.stages.push((position(key.at), path, state));
            }
        }
        if let Some(node) = then.get("facts") {
            for (key, value) in self.entries(node) {
                let (fact, value) = (self.word(key), self.word(value));
                self.known(key.at, &fact, self.workflow.facts.keys());
                check.facts.push((position(key.at), fact, value));
            }
        }
        if let Some(node) = then.get("tasks") {
            for (key, value) in self.entries(node) {
                let task = self.task(key, value);
                check.tasks.push(task);
            }
        }
        check.findings = then.get("findings").map(|node| {
            let codes: BTreeSet<String> = self.words(node).into_iter().collect();
            (position(node.at), codes)
        });
        Some(check)
    }

    fn task(&mut self, key: &Node<'_>, value: &Node<'_>) -> TaskCheck {
        const STATES: &[&str] = &["open", "due-soon", "overdue", "met", "met-late", "waived", "lapsed", "absent"];
        let reference = self.word(key);
        self.known(key.at, Reference::read(&reference).task, self.workflow.tasks.keys());
        let position = Position { line: key.at.line, column: key.at.column };
        let mut check = TaskCheck { position, reference, state: None, due_at: None, met_at: None };
        if matches!(value.kind, Kind::Map(_)) {
            let map = self.map(value, keys::STATE);
            check.state = map.get("state").map(|node| self.word(node));
            check.due_at = map.get("due_at").map(|node| (!node.is_null()).then(|| self.moment(node)));
            check.met_at = map.get("met_at").map(|node| self.moment(node));
        } else {
            check.state = Some(self.word(value));
        }
        if let Some(state) = &check.state {
            self.one_of(value.at, state, STATES);
        }
        check
    }

    fn one_of(&mut self, at: At, word: &str, known: &[&str]) {
        if !known.contains(&word) {
            self.problem(at, msg!("engine-scenario-not-one-of", word = word, known = known.join(", ")));
        }
    }
}
