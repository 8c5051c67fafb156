//! Reads what stands around the stages: `workflow.yaml`, `facts.yaml`, `roles.yaml`, `norms.yaml`.

use indexmap::IndexMap;

use super::collected::{Scope, Wanted, What};
use super::keys;
use super::model::{Basis, Fact, FactType, Id, Norm, Policy, PolicyValue, Role, RoleRef, Vault};
use super::reader::{Map, Reader};
use super::yaml::{At, Kind, Node};
use crate::deadline::{Roll, Span};
use crate::language::{Message, Text};
use crate::msg;

/// `workflow.yaml`, before the other files are known.
pub struct Head {
    pub id: Id,
    pub version: String,
    pub title: Text,
    pub act: Text,
    pub zone: chrono_tz::Tz,
    pub calendar: (String, At),
    pub roll: Roll,
    pub due_soon: Span,
    pub case_roles: Vec<RoleRef>,
    pub stages: Vec<(Id, At)>,
    pub forms: Vec<(Id, At)>,
    pub vaults: IndexMap<Id, Vault>,
    pub policies: IndexMap<Id, Policy>,
}

/// The vault that every procedure has: what identifies nobody.
pub const PROCESS: &str = "process";

impl Reader<'_> {
    pub fn head(&mut self, node: &Node<'_>) -> Head {
        let map = self.map(node, keys::WORKFLOW);
        let mut ids = |key: &str, what: What| -> Vec<(Id, At)> {
            let Some(node) = map.get(key) else { return Vec::new() };
            let mut ids: Vec<(Id, At)> = Vec::new();
            for item in self.list(node) {
                if let Some(id) = self.new_id(item, what) {
                    if ids.iter().any(|(known, _)| *known == id) {
                        self.error(item.at, msg!("definitions-listed-twice", id = &id));
                    } else {
                        ids.push((id, item.at));
                    }
                }
            }
            ids
        };
        let (stages, forms) = (ids("stages", What::Stage), ids("forms", What::Form));
        self.by = "workflow".into();
        let head = Head {
            id: self.required(&map, "workflow").and_then(|n| self.new_id(n, What::Stage)).unwrap_or_default(),
            version: self.required(&map, "version").and_then(|n| self.word(n)).unwrap_or_default(),
            title: self.required_text(&map, "title"),
            act: self.required_text(&map, "act"),
            zone: self.zone(&map),
            calendar: match self.required(&map, "calendar") {
                Some(node) => (self.new_id(node, What::List).unwrap_or_default(), node.at),
                None => (String::new(), node.at),
            },
            roll: map.get("roll").and_then(|n| self.roll(n)).unwrap_or(Roll::NextWorkingDay),
            due_soon: map.get("due_soon").and_then(|n| self.span(n)).unwrap_or(Span::Hours(24)),
            case_roles: self.roles_at(&map, "case_roles"),
            stages,
            forms,
            vaults: self.vaults(&map),
            policies: self.policies(&map),
        };
        for key in ["stages", "forms"] {
            self.required(&map, key);
        }
        head
    }

    fn zone(&mut self, map: &Map<'_, '_>) -> chrono_tz::Tz {
        let Some(node) = self.required(map, "time_zone") else { return chrono_tz::UTC };
        let Some(word) = self.word(node) else { return chrono_tz::UTC };
        word.parse().unwrap_or_else(|_| {
            self.error(node.at, msg!("definitions-unknown-zone", zone = &word));
            chrono_tz::UTC
        })
    }

    pub fn roll(&mut self, node: &Node<'_>) -> Option<Roll> {
        self.one_of(node, &[("none", Roll::None), ("next-working-day", Roll::NextWorkingDay)])
    }

    fn vaults(&mut self, map: &Map<'_, '_>) -> IndexMap<Id, Vault> {
        let mut vaults = IndexMap::new();
        if let Some(node) = self.required(map, "vaults") {
            for (id, _, value) in self.entries_by_id(node, What::Vault) {
                self.named(format_args!("vault:{id}"));
                let map = self.map(value, keys::VAULT);
                let vault = Vault { title: self.required_text(&map, "title"), norms: self.norms(&map, false) };
                vaults.insert(id, vault);
            }
            match vaults.get_index_of(PROCESS) {
                Some(index) => vaults.move_index(index, 0),
                None => self.error(node.at, msg!("definitions-no-process-vault")),
            }
        }
        vaults
    }

    fn policies(&mut self, map: &Map<'_, '_>) -> IndexMap<Id, Policy> {
        let mut policies = IndexMap::new();
        let Some(node) = map.get("policy") else { return policies };
        for (id, key, value) in self.entries_by_id(node, What::Policy) {
            self.declare(key.at, What::Policy, &id);
            self.named(format_args!("policy:{id}"));
            let map = self.map(value, keys::POLICY);
            let is = self.required(&map, "is").and_then(|node| self.policy_value(node));
            let basis = self.required(&map, "basis").and_then(|node| {
                self.one_of(node, &[("act", Basis::Act), ("reading", Basis::Reading), ("ours", Basis::Ours)])
            });
            let policy = Policy {
                id: id.clone(),
                is: is.unwrap_or(PolicyValue::Number(0)),
                basis: basis.unwrap_or(Basis::Ours),
                why: self.required_text(&map, "why"),
                norms: self.norms(&map, false),
            };
            policies.insert(id, policy);
        }
        policies
    }

    fn policy_value(&mut self, node: &Node<'_>) -> Option<PolicyValue> {
        match node.text().and_then(|text| text.parse().ok()) {
            Some(number) if node.is_plain() => Some(PolicyValue::Number(number)),
            _ => self.span(node).map(PolicyValue::Span),
        }
    }

    /// A length of time: `24h`, `3d`, `same-day`.
    pub fn span(&mut self, node: &Node<'_>) -> Option<Span> {
        let word = self.word(node)?;
        word.parse()
            .map_err(|reason: Message| {
                self.error(node.at, msg!("definitions-bad-time", word = super::yaml::shorten(&word), reason = reason));
            })
            .ok()
    }

    pub fn facts(&mut self, node: &Node<'_>) -> IndexMap<Id, Fact> {
        let map = self.map(node, keys::FACTS_FILE);
        let mut facts = IndexMap::new();
        let Some(node) = self.required(&map, "facts") else { return facts };
        for (id, key, value) in self.entries_by_id(node, What::Fact) {
            self.named(format_args!("fact:{id}"));
            let fact = self.fact(id.clone(), key.at, value);
            facts.insert(id, fact);
        }
        facts
    }

    fn fact(&mut self, id: Id, at: At, node: &Node<'_>) -> Fact {
        let map = self.map(node, keys::FACT);
        let is = self.expression_at(&map, "is", Scope::Always, Wanted::Value);
        if map.get("type").is_none() && is.is_none() {
            self.error(at, msg!("definitions-fact-type"));
        }
        let kind = match map.get("type") {
            None => Some(FactType::Bool),
            Some(node) => self
                .one_of(node, &[("bool", 0), ("integer", 1), ("choice", 2), ("date", 3), ("datetime", 4)])
                .map(|kind| match kind {
                    0 => FactType::Bool,
                    1 => FactType::Integer,
                    2 => FactType::Choice(self.fact_choices(&map)),
                    3 => FactType::Date,
                    _ => FactType::DateTime,
                }),
        }
        .unwrap_or(FactType::Bool);
        if let (Some(node), false) = (map.get("choices"), matches!(kind, FactType::Choice(_))) {
            self.error(node.at, msg!("definitions-choices-without-choice"));
        }
        let prefer = map.get("prefer").and_then(|node| self.fact_value(node, &kind));
        let mut counts = IndexMap::new();
        if let Some(node) = map.get("counts") {
            for (form, key, value) in self.entries_by_id(node, What::Form) {
                self.refer(key.at, What::Form, &form);
                if let Some(expr) = self.expression(value, Scope::Always, Wanted::Condition) {
                    counts.insert(form, expr);
                }
            }
        }
        if is.is_some() {
            for key in ["prefer", "counts"] {
                if map.get(key).is_some() {
                    self.error(map.at(key), msg!("definitions-fact-worked-out", key = key));
                }
            }
        }
        let (title, norms, place) = (self.required_text(&map, "title"), self.norms(&map, false), self.place(at));
        Fact { id, title, kind, is, prefer, counts, norms, place }
    }

    fn fact_choices(&mut self, map: &Map<'_, '_>) -> Vec<Id> {
        let Some(node) = self.required(map, "choices") else { return Vec::new() };
        let mut choices: Vec<Id> = Vec::new();
        for item in self.list(node) {
            if let Some(id) = self.new_id(item, What::Choice) {
                if choices.contains(&id) {
                    self.error(item.at, msg!("definitions-listed-twice", id = &id));
                } else {
                    choices.push(id);
                }
            }
        }
        choices
    }

    /// A value of a fact, as it is written: `true`, an id among its choices, a number.
    fn fact_value(&mut self, node: &Node<'_>, kind: &FactType) -> Option<String> {
        let word = self.word(node)?;
        let known = super::values_of(kind);
        if matches!(kind, FactType::Choice(_)) && node.is_boolean_word() {
            self.boolean_word(node.at, &word);
        } else if !super::is_value_of(kind, &word) {
            let near = super::problem::nearest(&word, known.iter().map(String::as_str));
            let suggestion = near.map(|near| msg!("definitions-did-you-mean", word = near));
            self.error_with(node.at, msg!("definitions-no-such-value", word = super::yaml::shorten(&word)), suggestion);
        }
        Some(word)
    }

    pub fn role_list(&mut self, node: &Node<'_>) -> IndexMap<Id, Role> {
        let map = self.map(node, keys::ROLES_FILE);
        let mut roles = IndexMap::new();
        let Some(node) = self.required(&map, "roles") else { return roles };
        for (id, _, value) in self.entries_by_id(node, What::Role) {
            self.named(format_args!("role:{id}"));
            let map = self.map(value, keys::ROLE);
            let mut seats = IndexMap::new();
            if let Some(node) = map.get("seats") {
                for (seat, _, title) in self.entries_by_id(node, What::Role) {
                    let title = self.text(title);
                    seats.insert(seat, title);
                }
            }
            let role = Role {
                title: self.required_text(&map, "title"),
                abbr: map.get("abbr").and_then(|node| self.word(node)),
                note: self.optional_text(&map, "note"),
                members: self.roles_at(&map, "members"),
                seats,
                norms: self.norms(&map, false),
            };
            roles.insert(id, role);
        }
        roles
    }

    pub fn norm_list(&mut self, node: &Node<'_>, norms: &mut IndexMap<Id, Norm>) {
        let map = self.map(node, keys::NORMS_FILE);
        let Some(node) = self.required(&map, "norms") else { return };
        for (id, key, value) in self.entries_by_id(node, What::Norm) {
            self.named(format_args!("norm:{id}"));
            if norms.contains_key(&id) {
                self.error(key.at, msg!("definitions-declared-twice", what = What::Norm.word(), id = &id));
                continue;
            }
            self.declare(key.at, What::Norm, &id);
            let norm = self.norm(id.clone(), value);
            norms.insert(id, norm);
        }
    }

    fn norm(&mut self, id: Id, node: &Node<'_>) -> Norm {
        let map = self.map(node, keys::NORM);
        let words = |words: &'static [&'static str]| words.iter().map(|w| (*w, *w)).collect::<Vec<_>>();
        let kind = self.required(&map, "kind").and_then(|node| self.one_of(node, &words(NORM_KINDS)));
        let enforce = self.required(&map, "enforce").and_then(|node| self.one_of(node, &words(ENFORCED_BY)));
        let note = self.optional_text(&map, "note");
        if enforce == Some("reference") && note.is_none() {
            self.warn(map.at("enforce"), msg!("definitions-reference-why"));
        }
        Norm {
            id,
            lines: map.get("lines").and_then(|node| self.lines(node)),
            locate: self.required_text(&map, "locate"),
            kind: kind.unwrap_or_default().to_owned(),
            gloss: self.required_text(&map, "gloss"),
            enforce: enforce.unwrap_or_default().to_owned(),
            note,
        }
    }

    fn lines(&mut self, node: &Node<'_>) -> Option<(u32, u32)> {
        let numbers: Vec<Option<u32>> = match &node.kind {
            Kind::List(items) => items.iter().map(|item| item.text().and_then(|t| t.parse().ok())).collect(),
            _ => Vec::new(),
        };
        match numbers.as_slice() {
            [Some(first), Some(last)] if (1..=*last).contains(first) => Some((*first, *last)),
            _ => {
                self.error(node.at, msg!("definitions-lines"));
                None
            }
        }
    }
}

/// What a provision can be.
pub const NORM_KINDS: &[&str] = &[
    "duty",
    "deadline",
    "condition",
    "prohibition",
    "right",
    "competence",
    "composition",
    "definition",
    "indicator",
    "principle",
    "record",
];
/// What carries a provision in the definitions.
pub const ENFORCED_BY: &[&str] =
    &["task", "rule-deny", "rule-warn", "rule-breach", "form-field", "role", "vault", "fact", "reference"];
