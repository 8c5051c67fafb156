//! Reads `forms/<ID>/form.yaml`, the shared lists of choices, and the fields of tasks.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::collected::{Scope, Wanted, What};
use super::keys;
use super::law::PROCESS;
use super::model::{Check, Choice, Field, FieldType, Form, Id, Section, Signatory};
use super::reader::{Map, Reader};
use super::yaml::{At, Node};
use crate::error::Effect;
use crate::language::Text;
use crate::msg;

/// A list of choices that several forms share.
pub struct ChoiceList {
    pub groups: IndexMap<Id, Text>,
    pub choices: Vec<Choice>,
}

/// What a field inherits from where it stands.
struct Around<'l> {
    vault: Id,
    /// For the `when` of its fields.
    scope: Scope,
    /// How references name its fields: `field:X1.` or `task:lend`.
    by: String,
    lists: &'l BTreeMap<Id, ChoiceList>,
}

/// The types of fields, by the words for them.
pub const FIELD_TYPES: &[(&str, FieldType)] = &[
    ("text", FieldType::Text),
    ("long-text", FieldType::LongText),
    ("person", FieldType::Person),
    ("phone", FieldType::Phone),
    ("id-number", FieldType::IdNumber),
    ("country", FieldType::Country),
    ("language", FieldType::Language),
    ("bool", FieldType::Bool),
    ("integer", FieldType::Integer),
    ("duration", FieldType::Duration),
    ("choice", FieldType::Choice),
    ("multi-choice", FieldType::MultiChoice),
    ("date", FieldType::Date),
    ("datetime", FieldType::DateTime),
    ("table", FieldType::Table),
    ("signature", FieldType::Signature),
];

impl Reader<'_> {
    /// `forms/_lists/<name>.yaml`.
    pub fn choice_list(&mut self, node: &Node<'_>, expected: &str) -> ChoiceList {
        self.named(format_args!("list:{expected}"));
        self.declare(node.at, What::List, expected);
        let map = self.map(node, keys::LIST);
        if let Some(node) = self.required(&map, "list")
            && let Some(id) = self.new_id(node, What::List).filter(|id| id != expected)
        {
            self.error(node.at, msg!("definitions-list-file-name", id = &id, file = expected));
        }
        let mut groups = IndexMap::new();
        if let Some(node) = map.get("groups") {
            for (id, _, title) in self.entries_by_id(node, What::Group) {
                let title = self.text(title);
                groups.insert(id, title);
            }
        }
        let choices = self.required(&map, "choices").map(|node| self.choices(node)).unwrap_or_default();
        for choice in &choices {
            match &choice.group {
                Some(group) if !groups.contains_key(group) => {
                    let message = msg!("definitions-unknown", what = What::Group.word(), id = group);
                    self.error(map.at("choices"), message);
                }
                None if !groups.is_empty() => {
                    self.error(map.at("choices"), msg!("definitions-choice-without-group", id = &choice.id));
                }
                _ => {}
            }
        }
        ChoiceList { groups, choices }
    }

    fn choices(&mut self, node: &Node<'_>) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for item in self.list(node) {
            if item.is_boolean_word() {
                self.boolean_word(item.at, item.text().unwrap_or_default());
                continue;
            }
            let map = self.map(item, keys::CHOICE);
            let Some(id) = self.required(&map, "id").and_then(|node| self.new_id(node, What::Choice)) else { continue };
            if choices.iter().any(|known| known.id == id) {
                self.error(map.at("id"), msg!("definitions-listed-twice", id = &id));
                continue;
            }
            choices.push(Choice {
                id,
                text: self.text_of(&map),
                group: map.get("group").and_then(|node| self.new_id(node, What::Group)),
                norms: self.norms(&map, false),
            });
        }
        choices
    }

    /// `forms/<expected>/form.yaml`.
    pub fn form(&mut self, node: &Node<'_>, expected: &str, lists: &BTreeMap<Id, ChoiceList>) -> Form {
        self.named(format_args!("form:{expected}"));
        let map = self.map(node, keys::FORM);
        if let Some(node) = self.required(&map, "form")
            && let Some(id) = self.new_id(node, What::Form).filter(|id| id != expected)
        {
            self.error(node.at, msg!("definitions-form-file-name", id = &id, file = expected));
        }
        let vault = self.required(&map, "vault").and_then(|node| self.reference(node, What::Vault));
        let vault = vault.unwrap_or_else(|| PROCESS.to_owned());
        let around = Around {
            vault: vault.clone(),
            scope: Scope::Form(expected.to_owned()),
            by: format!("field:{expected}."),
            lists,
        };
        let form = Form {
            id: expected.to_owned(),
            title: self.required_text(&map, "title"),
            stage: map.get("stage").and_then(|node| self.reference(node, What::Stage)),
            filled_by: self.roles_at(&map, "filled_by"),
            signed_by: self.signatories(&map, expected),
            sent_to: self.roles_at(&map, "sent_to"),
            vault,
            repeats: self.flag(&map, "repeats", false),
            note: self.optional_text(&map, "note"),
            sections: self.sections(&map, &around),
            checks: self.checks(&map, expected),
            place: self.place(node.at),
        };
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        for field in form.fields() {
            if let Some(line) = seen.insert(&field.id, field.place.line) {
                let at = At { line: field.place.line, column: field.place.column, byte: 0 };
                self.error(at, msg!("definitions-repeated-key", key = &field.id, line = line));
            }
        }
        form
    }

    fn signatories(&mut self, map: &Map<'_, '_>, form: &str) -> Vec<Signatory> {
        let Some(node) = map.get("signed_by") else { return Vec::new() };
        let mut signatories = Vec::new();
        for item in self.list(node) {
            let map = self.map(item, keys::SIGNATORY);
            let Some(role) = self.required(&map, "role").and_then(|node| self.role(node)) else { continue };
            let when = self.expression_at(&map, "when", Scope::Form(form.to_owned()), Wanted::Condition);
            signatories.push(Signatory { role, when });
        }
        signatories
    }

    fn sections(&mut self, map: &Map<'_, '_>, around: &Around<'_>) -> Vec<Section> {
        let Some(node) = self.required(map, "sections") else { return Vec::new() };
        let mut sections: Vec<Section> = Vec::new();
        for item in self.list(node) {
            let map = self.map(item, keys::SECTION);
            let id = self.required(&map, "id").and_then(|node| self.new_id(node, What::Section)).unwrap_or_default();
            if !id.is_empty() && sections.iter().any(|known| known.id == id) {
                self.error(map.at("id"), msg!("definitions-listed-twice", id = &id));
            }
            let title = self.required_text(&map, "title");
            let mut fields = Vec::new();
            if let Some(node) = self.required(&map, "fields") {
                for item in self.list(node) {
                    fields.extend(self.field(item, None, around));
                }
            }
            sections.push(Section { id, title, fields });
        }
        sections
    }

    /// The fields of a task: a map by id, all in the process vault unless they say otherwise.
    pub fn task_fields(&mut self, task: &Id, node: &Node<'_>) -> Vec<Field> {
        let lists = BTreeMap::new();
        let by = self.by.clone();
        let around = Around {
            vault: PROCESS.to_owned(),
            scope: Scope::TaskFields(task.clone()),
            by: format!("task:{task}."),
            lists: &lists,
        };
        let fields = self
            .entries_by_id(node, What::Field)
            .into_iter()
            .filter_map(|(id, key, value)| self.field(value, Some((id, key.at)), &around))
            .collect();
        self.by = by;
        fields
    }

    /// A field: its id stands in it, or before it (`named`).
    fn field(&mut self, node: &Node<'_>, named: Option<(Id, At)>, around: &Around<'_>) -> Option<Field> {
        let map = self.map(node, keys::FIELD);
        let (id, at) = match named {
            Some((id, at)) => {
                if map.get("id").is_some() {
                    self.error(map.at("id"), msg!("definitions-id-before"));
                }
                (id, at)
            }
            None => {
                let node = self.required(&map, "id")?;
                (self.new_id(node, What::Field)?, node.at)
            }
        };
        if RESERVED.contains(&id.as_str()) {
            self.error(at, msg!("definitions-reserved", id = &id));
        }
        self.named(format_args!("{}{id}", around.by));
        let kind =
            self.required(&map, "type").and_then(|node| self.one_of(node, FIELD_TYPES)).unwrap_or(FieldType::Text);
        let vault = map.get("vault").and_then(|node| self.reference(node, What::Vault));
        let vault = vault.unwrap_or_else(|| around.vault.clone());
        if map.get("future").is_some() && !matches!(kind, FieldType::Date | FieldType::DateTime) {
            self.error(map.at("future"), msg!("definitions-future-without-date"));
        }
        let (choices, groups) = self.field_choices(&map, kind, around);
        let columns = self.columns(&map, kind, &vault, around);
        self.named(format_args!("{}{id}", around.by));
        Some(Field {
            kind,
            label: self.required_text(&map, "label"),
            hint: self.optional_text(&map, "hint"),
            required: self.flag(&map, "required", false),
            future: self.flag(&map, "future", false),
            choices,
            groups,
            when: self.expression_at(&map, "when", around.scope.clone(), Wanted::Condition),
            vault,
            sets_fact: map.get("sets_fact").and_then(|node| self.reference(node, What::FactSet)),
            prefill: map.get("prefill").map(|node| self.prefill(node)).unwrap_or_default(),
            norms: map.get("source").map(|node| self.sources(node)).unwrap_or_default(),
            columns,
            place: self.place(at),
            id,
        })
    }

    fn columns(&mut self, map: &Map<'_, '_>, kind: FieldType, vault: &Id, around: &Around<'_>) -> Vec<Field> {
        let node = match (map.get("columns"), kind) {
            (Some(node), FieldType::Table) => node,
            (Some(node), _) => {
                self.error(node.at, msg!("definitions-columns-without-table"));
                return Vec::new();
            }
            (None, FieldType::Table) => {
                self.required(map, "columns");
                return Vec::new();
            }
            (None, _) => return Vec::new(),
        };
        let inner = Around {
            vault: vault.clone(),
            scope: around.scope.clone(),
            by: format!("{}.", self.by),
            lists: around.lists,
        };
        let mut columns: Vec<Field> = Vec::new();
        for item in self.list(node) {
            let Some(column) = self.field(item, None, &inner) else { continue };
            let at = At { line: column.place.line, column: column.place.column, byte: 0 };
            if columns.iter().any(|known| known.id == column.id) {
                self.error(at, msg!("definitions-listed-twice", id = &column.id));
            }
            if column.kind == FieldType::Table || column.vault != *vault || column.sets_fact.is_some() {
                self.error(at, msg!("definitions-column", id = &column.id));
            }
            columns.push(column);
        }
        columns
    }

    fn field_choices(
        &mut self,
        map: &Map<'_, '_>,
        kind: FieldType,
        around: &Around<'_>,
    ) -> (Vec<Choice>, IndexMap<Id, Text>) {
        let chosen = matches!(kind, FieldType::Choice | FieldType::MultiChoice);
        let (own, shared) = (map.get("choices"), map.get("choices_from"));
        for (node, wrong) in [(own, !chosen), (shared, !chosen || own.is_some())] {
            if let (Some(node), true) = (node, wrong) {
                self.error(node.at, msg!("definitions-choices-without-choice"));
            }
        }
        if let (Some(node), None) = (map.get("groups"), shared) {
            self.error(node.at, msg!("definitions-groups-without-list"));
        }
        match (own, shared) {
            (Some(node), _) => (self.choices(node), IndexMap::new()),
            (None, Some(node)) => self.shared_choices(node, map, around),
            (None, None) => {
                if chosen {
                    self.required(map, "choices");
                }
                (Vec::new(), IndexMap::new())
            }
        }
    }

    fn shared_choices(
        &mut self,
        node: &Node<'_>,
        map: &Map<'_, '_>,
        around: &Around<'_>,
    ) -> (Vec<Choice>, IndexMap<Id, Text>) {
        let Some(name) = self.reference(node, What::List) else { return Default::default() };
        let Some(list) = around.lists.get(&name) else { return Default::default() };
        let Some(wanted) = map.get("groups") else { return (list.choices.clone(), list.groups.clone()) };
        let mut groups = IndexMap::new();
        for item in self.list(wanted) {
            let Some(id) = self.new_id(item, What::Group) else { continue };
            match list.groups.get(&id) {
                Some(title) => {
                    groups.insert(id, title.clone());
                }
                None => {
                    let near = super::problem::nearest(&id, list.groups.keys().map(String::as_str));
                    let suggestion = near.map(|near| msg!("definitions-did-you-mean", word = near));
                    let message = msg!("definitions-unknown", what = What::Group.word(), id = &id);
                    self.error_with(item.at, message, suggestion);
                }
            }
        }
        let of_these = |choice: &&Choice| choice.group.as_ref().is_some_and(|group| groups.contains_key(group));
        (list.choices.iter().filter(of_these).cloned().collect(), groups)
    }

    /// `X1.given_name`, or several.
    fn prefill(&mut self, node: &Node<'_>) -> Vec<(Id, Id)> {
        let mut fields = Vec::new();
        for item in self.one_or_many(node) {
            let Some(word) = self.word(item) else { continue };
            match word.split_once('.') {
                Some((form, field)) if !form.is_empty() && !field.is_empty() => {
                    self.refer(item.at, What::Field, &word);
                    fields.push((form.to_owned(), field.to_owned()));
                }
                _ => self.error(item.at, msg!("definitions-prefill", word = super::yaml::shorten(&word))),
            }
        }
        fields
    }

    /// Norms that ask for it; lines of the act (`"184-186"`) and `practice` are for the reader only.
    fn sources(&mut self, node: &Node<'_>) -> Vec<Id> {
        let mut norms = Vec::new();
        for item in self.one_or_many(node) {
            let Some(word) = self.word(item) else { continue };
            let lines = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '-');
            if word != "practice" && !lines {
                norms.extend(self.reference(item, What::Norm));
            }
        }
        norms
    }

    fn checks(&mut self, map: &Map<'_, '_>, form: &str) -> Vec<Check> {
        let Some(node) = map.get("checks") else { return Vec::new() };
        let mut checks: Vec<Check> = Vec::new();
        for item in self.list(node) {
            let map = self.map(item, keys::CHECK);
            let id = self.required(&map, "id").and_then(|node| self.new_id(node, What::Check)).unwrap_or_default();
            if !id.is_empty() && checks.iter().any(|known| known.id == id) {
                self.error(map.at("id"), msg!("definitions-listed-twice", id = &id));
            }
            self.named(format_args!("check:{form}.{id}"));
            let words = [("deny", Effect::Deny), ("warn", Effect::Warn), ("breach", Effect::Breach)];
            let effect = self.required(&map, "severity").and_then(|node| self.one_of(node, &words));
            let must = self
                .required(&map, "if")
                .and_then(|node| self.expression(node, Scope::Form(form.to_owned()), Wanted::Condition));
            let place = self.place(item.at);
            let mut norms = self.norms(&map, false);
            norms.extend(map.get("source").map(|node| self.sources(node)).unwrap_or_default());
            checks.push(Check {
                id,
                effect: effect.unwrap_or(Effect::Deny),
                norms,
                message: self.required_text(&map, "message"),
                must: must.unwrap_or(super::model::Expr { source: "true".to_owned(), place: place.clone() }),
                fix: map.get("fix").map(|node| self.actions(node)).unwrap_or_default(),
                place,
            });
        }
        checks
    }
}

/// Names that expressions use otherwise.
const RESERVED: &[&str] =
    &["facts", "forms", "id", "at", "by", "and", "or", "not", "in", "is", "if", "else", "true", "false", "none"];
