//! Reads `stages/*.yaml`: stages with their tasks, rules and occurrences.

use indexmap::IndexMap;

use super::collected::{Scope, Wanted, What};
use super::keys;
use super::model::{
    Action, CaseBecomes, Discharge, Id, Occurrence, Repeat, Roles, Rule, Stage, StageBecomes, StagePath, Task,
    TaskBecomes, TaskKind, Trigger, Within,
};
use super::reader::{Map, Reader};
use super::yaml::{At, Kind, Node};
use crate::deadline::Span;
use crate::error::Effect;
use crate::msg;

/// What the stage files declare.
#[derive(Default)]
pub struct Declared {
    pub stages: IndexMap<StagePath, Stage>,
    pub tasks: IndexMap<Id, Task>,
    pub rules: IndexMap<Id, Rule>,
}

impl Declared {
    /// Puts a stage behind its outer stage and what that already holds: an inner stage with a file of its own is
    /// read later, and is shown where it belongs.
    fn insert(&mut self, stage: Stage) {
        let inside = |path: &str, outer: &str| path.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        let last = stage
            .outer
            .as_ref()
            .and_then(|outer| self.stages.keys().rposition(|path| path == outer || inside(path, outer)));
        let index = last.map_or(self.stages.len(), |last| last + 1);
        self.stages.shift_insert(index, stage.path.clone(), stage);
    }
}

impl Reader<'_> {
    /// One stage file. `expected` is the stage's path, as the file's name under `stages/` gives it: `loan`, or
    /// `loan/reading-room` for an inner stage with a file of its own.
    pub fn stage_file(&mut self, node: &Node<'_>, expected: &str, declared: &mut Declared) {
        self.named(format_args!("stage:{expected}"));
        let map = self.map(node, keys::STAGE);
        let mut at = node.at;
        if let Some(node) = self.required(&map, "stage") {
            at = node.at;
            self.stage_path(node, expected);
        }
        if let Some(other) = declared.stages.get(expected) {
            let other = other.place.clone();
            return self.twice(at, What::Stage, expected, &other);
        }
        let outer = expected.rsplit_once('/').map(|(outer, _)| outer.to_owned());
        let missing = outer.clone().filter(|outer| !declared.stages.contains_key(outer));
        if let Some(outer) = &missing {
            let message = msg!("definitions-no-outer-stage", outer = outer, stage = expected);
            let suggestion = msg!("definitions-no-outer-stage-hint", file = format!("stages/{outer}.yaml"));
            self.error_with(at, message, Some(suggestion));
        }
        // Without its outer stage it is read all the same, so that what it declares is not missed elsewhere.
        self.stage(&map, node, outer.filter(|_| missing.is_none()), expected.to_owned(), declared);
    }

    /// The id that a stage's file says; an inner stage says its whole path.
    fn stage_path(&mut self, node: &Node<'_>, expected: &str) {
        if !expected.contains('/') {
            if let Some(id) = self.new_id(node, What::Stage).filter(|id| id != expected) {
                self.error(node.at, msg!("definitions-stage-file-name", id = &id, file = expected));
            }
            return;
        }
        let Some(path) = self.word(node) else { return };
        if let Some(part) = path.split('/').find(|part| !What::Stage.accepts(part)) {
            let message = msg!("definitions-bad-id", what = What::Stage.word(), id = super::yaml::shorten(part));
            self.error_with(node.at, message, Some(msg!("definitions-id-lower")));
        } else if path != expected {
            self.error(node.at, msg!("definitions-stage-file-name", id = &path, file = expected));
        }
    }

    fn stage(
        &mut self,
        map: &Map<'_, '_>,
        node: &Node<'_>,
        outer: Option<StagePath>,
        path: StagePath,
        declared: &mut Declared,
    ) {
        self.named(format_args!("stage:{path}"));
        self.stage = Some(path.clone());
        let stage = Stage {
            path: path.clone(),
            title: self.required_text(map, "title"),
            norms: self.norms(map, true),
            outer: outer.clone(),
            applies: self.expression_at(map, "applies", Scope::Always, Wanted::Condition),
            enter: self.occurrences_at(map, "enter"),
            done: self.occurrences_at(map, "done"),
            exit: self.occurrences_at(map, "exit"),
            suspend: self.occurrences_at(map, "suspend"),
            resume: self.occurrences_at(map, "resume"),
            skip: self.occurrences_at(map, "skip"),
            repeat: self.flag(map, "repeat", false),
            place: self.place(node.at),
        };
        declared.insert(stage);
        if let Some(tasks) = map.get("tasks") {
            for (id, key, value) in self.entries_by_id(tasks, What::Task) {
                let task = self.task(&id, key, value, &path);
                if let Some(other) = declared.tasks.get(&id) {
                    self.twice(key.at, What::Task, &id, &other.place.clone());
                } else {
                    declared.tasks.insert(id, task);
                }
            }
        }
        if let Some(rules) = map.get("rules") {
            for (id, key, value) in self.entries_by_id(rules, What::Rule) {
                let rule = self.rule(&id, key, value, &path);
                if let Some(other) = declared.rules.get(&id) {
                    self.twice(key.at, What::Rule, &id, &other.place.clone());
                } else {
                    declared.rules.insert(id, rule);
                }
            }
        }
        if let Some(stages) = map.get("stages") {
            for (id, key, value) in self.entries_by_id(stages, What::Stage) {
                let inner: Vec<&str> = keys::STAGE.iter().copied().filter(|key| *key != "stage").collect();
                let map = self.map(value, &inner);
                self.stage(&map, key, Some(path.clone()), format!("{path}/{id}"), declared);
            }
        }
    }

    fn twice(&mut self, at: At, what: What, id: &str, other: &super::model::Place) {
        self.error_with(
            at,
            msg!("definitions-declared-twice", what = what.word(), id = id),
            Some(msg!("definitions-other-place", file = other.file.to_string(), line = other.line)),
        );
    }

    fn task(&mut self, id: &Id, key: &Node<'_>, node: &Node<'_>, stage: &StagePath) -> Task {
        self.named(format_args!("task:{id}"));
        self.stage = Some(stage.clone());
        let map = self.map(node, keys::TASK);
        let role = self.required(&map, "role").map(|node| self.task_roles(node));
        let kind = map
            .get("kind")
            .and_then(|node| self.one_of(node, &[("duty", TaskKind::Duty), ("right", TaskKind::Right)]))
            .unwrap_or(TaskKind::Duty);
        let to = self.roles_at(&map, "to");
        let per_recipient = map.get("per").and_then(|node| self.one_of(node, &[("recipient", true)])).unwrap_or(false);
        if per_recipient && to.is_empty() {
            self.error(map.at("per"), msg!("definitions-per-without-to"));
        }
        let within = map.get("within").and_then(|node| self.within(node));
        if map.get("from").is_some() && map.get("within").is_none() && !is_series(&map) {
            self.warn(map.at("from"), msg!("definitions-from-without-within"));
        }
        Task {
            id: id.clone(),
            stage: stage.clone(),
            title: self.required_text(&map, "title"),
            norms: self.norms(&map, true),
            role: role.unwrap_or(Roles::Any(Vec::new())),
            to,
            per_recipient,
            kind,
            after: map.get("after").map(|node| self.occurrences(node)),
            applies: self.expression_at(&map, "applies", Scope::Always, Wanted::Condition),
            within,
            from: self.expression_at(&map, "from", Scope::Opens(id.clone()), Wanted::Moment),
            roll: map.get("roll").and_then(|node| self.roll(node)),
            met: map.get("met").map_or(vec![Discharge::ByHand], |node| self.discharges(node)),
            repeat: map.get("repeat").map_or(Repeat::None, |node| self.repeat(node)),
            fields: map.get("fields").map(|node| self.task_fields(id, node)).unwrap_or_default(),
            waivable: self.flag(&map, "waivable", true),
            place: self.place(key.at),
        }
    }

    fn task_roles(&mut self, node: &Node<'_>) -> Roles {
        if matches!(node.kind, Kind::Map(_)) {
            let mut by_fact = Vec::new();
            for (fact, key, value) in self.entries_by_id(node, What::Fact) {
                self.refer(key.at, What::Fact, &fact);
                by_fact.push((fact, self.roles(value)));
            }
            return Roles::ByFact(by_fact);
        }
        Roles::Any(self.roles(node))
    }

    fn within(&mut self, node: &Node<'_>) -> Option<Within> {
        let word = self.word(node)?;
        if let Ok(span) = word.parse::<Span>() {
            return Some(Within::Span(span));
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            self.span(node);
            return None;
        }
        self.reference(node, What::Policy).map(Within::Policy)
    }

    fn repeat(&mut self, node: &Node<'_>) -> Repeat {
        if matches!(node.kind, Kind::Map(_)) {
            let map = self.map(node, keys::REPEAT);
            let every = self.required(&map, "every").and_then(|node| self.span(node));
            let lasting = map.get("for").and_then(|node| self.span(node));
            return Repeat::Every { every: every.unwrap_or(Span::Months(1)), lasting };
        }
        self.one_of(node, &[("none", 0), ("each", 1), ("again", 2)]).map_or(Repeat::None, |word| match word {
            0 => Repeat::None,
            1 => Repeat::Each,
            _ => Repeat::Again,
        })
    }

    fn discharges(&mut self, node: &Node<'_>) -> Vec<Discharge> {
        self.one_or_many(node)
            .into_iter()
            .flat_map(|item| match item.text() {
                Some("done") => vec![Discharge::ByHand],
                _ => self.occurrence(item).into_iter().map(Discharge::By).collect(),
            })
            .collect()
    }

    pub fn occurrences_at(&mut self, map: &Map<'_, '_>, key: &str) -> Vec<Occurrence> {
        map.get(key).map(|node| self.occurrences(node)).unwrap_or_default()
    }

    fn occurrences(&mut self, node: &Node<'_>) -> Vec<Occurrence> {
        self.one_or_many(node).into_iter().filter_map(|item| self.occurrence(item)).collect()
    }

    fn occurrence(&mut self, node: &Node<'_>) -> Option<Occurrence> {
        if !matches!(node.kind, Kind::Map(_)) {
            self.error(node.at, msg!("definitions-not-an-occurrence", found = node.describe()));
            return None;
        }
        let map = self.map(node, keys::OCCURRENCE);
        let ons: Vec<&str> = keys::TRIGGERS.iter().copied().filter(|key| map.get(key).is_some()).collect();
        let [on] = ons.as_slice() else {
            let message =
                if ons.is_empty() { msg!("definitions-no-trigger") } else { msg!("definitions-two-triggers") };
            self.error(node.at, message);
            return None;
        };
        let value = map.get(on)?;
        let trigger = self.trigger(on, value, &map)?;
        if map.get("becomes").is_some() && !matches!(*on, "task" | "stage" | "fact") {
            self.error(map.at("becomes"), msg!("definitions-becomes-where", on = *on));
        }
        let to = map.get("to").and_then(|node| self.role(node));
        let scope = Scope::Occurrence(trigger.clone());
        Some(Occurrence {
            if_: self.expression_at(&map, "if", scope.clone(), Wanted::Condition),
            at: self.expression_at(&map, "at", scope, Wanted::Moment),
            on: trigger,
            to,
            place: self.place(node.at),
        })
    }

    fn trigger(&mut self, on: &str, value: &Node<'_>, map: &Map<'_, '_>) -> Option<Trigger> {
        let becomes = map.get("becomes");
        Some(match on {
            "form" => Trigger::Form(self.references(value, What::Form)),
            "task" => {
                let words = [
                    ("met", TaskBecomes::Met),
                    ("opened", TaskBecomes::Opened),
                    ("waived", TaskBecomes::Waived),
                    ("lapsed", TaskBecomes::Lapsed),
                ];
                let tasks = self.references(value, What::Task);
                let becomes = becomes.and_then(|node| self.one_of(node, &words)).unwrap_or(TaskBecomes::Met);
                Trigger::Task { tasks, becomes }
            }
            "stage" => {
                let words = [
                    ("entered", StageBecomes::Entered),
                    ("done", StageBecomes::Done),
                    ("closed", StageBecomes::Closed),
                    ("suspended", StageBecomes::Suspended),
                    ("resumed", StageBecomes::Resumed),
                ];
                let stages = self.references(value, What::Stage);
                let becomes = becomes.and_then(|node| self.one_of(node, &words)).unwrap_or(StageBecomes::Entered);
                Trigger::Stage { stages, becomes }
            }
            "fact" => {
                let facts = self.references(value, What::Fact);
                let becomes = becomes.and_then(|node| {
                    let word = self.word(node)?;
                    for fact in &facts {
                        // The value is compared with the fact's own when all facts are known.
                        self.refer(node.at, What::Choice, &format!("{fact}={word}"));
                    }
                    if node.is_boolean_word() && !matches!(word.as_str(), "true" | "false") {
                        self.boolean_word(node.at, &word);
                    }
                    Some(word)
                });
                Trigger::Fact { facts, becomes }
            }
            "due" => Trigger::Due(self.references(value, What::Task)),
            "time" => Trigger::Time(self.expression(value, Scope::Always, Wanted::Moment)?),
            _ => {
                let words = [
                    ("opened", CaseBecomes::Opened),
                    ("closed", CaseBecomes::Closed),
                    ("reopened", CaseBecomes::Reopened),
                ];
                Trigger::Case(self.one_of(value, &words)?)
            }
        })
    }

    fn rule(&mut self, id: &Id, key: &Node<'_>, node: &Node<'_>, stage: &StagePath) -> Rule {
        self.named(format_args!("rule:{id}"));
        self.stage = Some(stage.clone());
        let map = self.map(node, keys::RULE);
        let mut guards = Vec::new();
        for (word, effect) in [("deny", Effect::Deny), ("warn", Effect::Warn), ("breach", Effect::Breach)] {
            let Some(node) = map.get(word) else { continue };
            for item in self.one_or_many(node) {
                let Some(action) = self.action(item) else { continue };
                if guards.iter().any(|(known, _)| *known == action) {
                    self.error(item.at, msg!("definitions-guarded-twice", action = item.text().unwrap_or_default()));
                } else {
                    guards.push((action, effect));
                }
            }
        }
        if !keys::GUARDS.iter().any(|key| map.get(key).is_some()) {
            self.error(key.at, msg!("definitions-rule-guards-nothing"));
        }
        let must = self
            .required(&map, "must")
            .and_then(|node| self.expression(node, Scope::Rule(id.clone()), Wanted::Condition));
        let place = self.place(key.at);
        Rule {
            id: id.clone(),
            stage: Some(stage.clone()),
            norms: self.norms(&map, true),
            message: self.required_text(&map, "message"),
            guards,
            applies: self.expression_at(&map, "applies", Scope::Always, Wanted::Condition),
            must: must.unwrap_or(super::model::Expr { source: "true".to_owned(), place: place.clone() }),
            fix: map.get("fix").map(|node| self.actions(node)).unwrap_or_default(),
            place,
        }
    }

    pub fn actions(&mut self, node: &Node<'_>) -> Vec<Action> {
        self.one_or_many(node).into_iter().filter_map(|item| self.action(item)).collect()
    }

    /// `file X1`, `do lend`, `waive lend`, `enter loan`, `close loan`, `share personal`, `close case`.
    fn action(&mut self, node: &Node<'_>) -> Option<Action> {
        let words = self.word(node)?;
        let known = |action: Action, what: What, id: &str, reader: &mut Self| {
            reader.refer(node.at, what, id);
            Some(action)
        };
        match words.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["close", "case"] => Some(Action::CloseCase),
            ["file", id] => known(Action::File((*id).to_owned()), What::Form, id, self),
            ["do", id] => known(Action::Do((*id).to_owned()), What::Task, id, self),
            ["waive", id] => known(Action::Waive((*id).to_owned()), What::Task, id, self),
            ["enter", id] => known(Action::Enter((*id).to_owned()), What::Stage, id, self),
            ["close", id] => known(Action::Close((*id).to_owned()), What::Stage, id, self),
            ["share", id] => known(Action::Share((*id).to_owned()), What::Vault, id, self),
            _ => {
                self.error_with(
                    node.at,
                    msg!("definitions-not-an-action", words = super::yaml::shorten(&words)),
                    Some(msg!("definitions-actions")),
                );
                None
            }
        }
    }
}

/// The task repeats at an interval: then `from` is its anchor although it has no `within`.
fn is_series(map: &Map<'_, '_>) -> bool {
    map.get("repeat").is_some_and(|node| matches!(node.kind, Kind::Map(_)))
}
