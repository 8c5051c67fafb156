//! Walks an expression and works out the type of each part.

use std::rc::Rc;

use super::Finding;
use super::guards::{Known, path};
use super::names::{Found, Names, ROOTS, Unknown};
use super::syntax::{Comparison, Ex, Kind, LONGEST, parse};
use super::types::{Cell, Row, Space, Type, canonical};
use crate::definitions::collected::{Job, Scope, Wanted, What};
use crate::definitions::law::PROCESS;
use crate::definitions::model::{Field, Id};
use crate::definitions::problem::nearest;
use crate::language::Message;
use crate::msg;

/// A part of an expression, with what it may lack.
#[derive(Clone, Debug)]
pub struct Typed {
    pub ty: Type,
    /// Paths that may be none, with their places; if one is, the whole may be none.
    pub lacks: Vec<(String, usize)>,
    /// Where something stands that is always there, so that as a condition it would always hold.
    pub always: Option<(usize, Always)>,
}

#[derive(Clone, Copy, Debug)]
pub enum Always {
    /// Something that only holds others, such as a task.
    Space,
    /// A word in quotes.
    Word,
}

impl Typed {
    pub fn sure(ty: Type) -> Typed {
        Typed { ty, lacks: Vec::new(), always: None }
    }

    pub fn lacking(ty: Type, lacks: Vec<(String, usize)>) -> Typed {
        Typed { ty, lacks, always: None }
    }

    pub fn any() -> Typed {
        Typed::sure(Type::Any)
    }
}

pub struct Checker<'a> {
    pub names: &'a Names<'a>,
    job: &'a Job,
    /// `event`, where there is one.
    event: Option<Type>,
    /// The fields of the form or task, by their bare names.
    own: Option<Row>,
    /// Only what identifies nobody may be asked.
    process_only: bool,
    pub findings: Vec<Finding>,
    pub uses: Vec<(What, Id, usize)>,
}

impl<'a> Checker<'a> {
    pub fn new(names: &'a Names<'a>, job: &'a Job) -> Checker<'a> {
        let own = |fields: &mut dyn Iterator<Item = &Field>, holder: &str| Row {
            name: holder.to_owned(),
            cells: fields.map(|field| Cell::field(field, holder, names.damaged)).collect(),
        };
        let own = match &job.scope {
            Scope::Form(id) => names.workflow.forms.get(id).map(|form| own(&mut form.fields(), id)),
            Scope::TaskFields(id) => names.workflow.tasks.get(id).map(|task| own(&mut task.fields.iter(), id)),
            _ => None,
        };
        Checker {
            names,
            job,
            event: super::events::event_type(names.workflow, &job.scope, names.damaged),
            own,
            process_only: !matches!(job.scope, Scope::Rule(_) | Scope::Form(_) | Scope::TaskFields(_)),
            findings: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// Checks the whole expression and that it is what is wanted.
    pub fn run(&mut self) {
        if self.job.source.len() > LONGEST {
            return self.find(0, msg!("definitions-expr-too-long", limit = LONGEST));
        }
        let ex = match parse(&self.job.source) {
            Ok(ex) => ex,
            Err((at, reason)) => return self.find(at, msg!("definitions-expr-syntax", reason = reason)),
        };
        let mut known = Known::default();
        // Inside a stage an expression is asked only once the stage, and those around it, have been entered.
        for (end, _) in self.job.stage.iter().flat_map(|path| path.match_indices('/').chain([(path.len(), "")])) {
            let stage = self.job.stage.as_deref().unwrap_or_default();
            known = known.with(format!("stages.{}.opened_at", canonical(&stage[..end])));
        }
        let typed = self.part(&ex, &known);
        match self.job.wanted {
            Wanted::Condition => self.condition(&typed),
            Wanted::Moment if !matches!(typed.ty, Type::Moment | Type::Any) => {
                self.find(ex.at, msg!("definitions-expr-moment", found = typed.ty.word()));
            }
            Wanted::Moment => {}
            Wanted::Value => self.fact_value(&ex, &typed),
        }
    }

    pub fn find(&mut self, at: usize, message: Message) {
        self.findings.push(Finding { at, message, suggestion: None });
    }

    pub fn find_with(&mut self, at: usize, message: Message, suggestion: Option<Message>) {
        self.findings.push(Finding { at, message, suggestion });
    }

    /// Something asked by its truth must be able to be false.
    fn condition(&mut self, typed: &Typed) {
        match typed.always {
            Some((at, Always::Space)) => self.find(at, msg!("definitions-expr-always")),
            Some((at, Always::Word)) => self.find(at, msg!("definitions-expr-always-word")),
            None => {}
        }
    }

    /// The value of a fact that is worked out.
    fn fact_value(&mut self, ex: &Ex, typed: &Typed) {
        let Some(id) = self.job.by.strip_prefix("fact:") else { return };
        let Some(fact) = self.names.workflow.facts.get(id) else { return };
        let wanted = Type::fact(fact);
        let fits = match (&wanted, &typed.ty) {
            (Type::Bool, _) => return self.condition(typed),
            (_, Type::Any | Type::Nothing) | (Type::Integer, Type::Integer) | (Type::Moment, Type::Moment) => true,
            (Type::Choice(known), Type::Choice(given)) => given.iter().all(|id| known.contains(id)),
            (Type::Choice(known), Type::Words(words)) => {
                self.words_among(words, &known.clone());
                true
            }
            _ => false,
        };
        if !fits {
            let message = msg!("definitions-expr-fact-type", wanted = wanted.word(), found = typed.ty.word());
            self.find(ex.at, message);
        }
    }

    /// Works out a part, given what is known to be there.
    pub fn part(&mut self, ex: &Ex, known: &Known) -> Typed {
        match &ex.kind {
            Kind::Nothing => Typed::sure(Type::Nothing),
            Kind::Bool => Typed::sure(Type::Bool),
            Kind::Integer | Kind::Fraction => Typed::sure(Type::Integer),
            Kind::Word(word) => {
                let ty = Type::Words(vec![(word.clone(), ex.at)]);
                Typed { always: Some((ex.at, Always::Word)), ..Typed::sure(ty) }
            }
            Kind::List(items) => self.list(items, known),
            Kind::Name(name) => self.root(name, ex.at, known),
            Kind::Attribute(inner, name) => {
                let inner_typed = self.part(inner, known);
                self.attribute(ex, inner_typed, name, ex.at, known)
            }
            Kind::Item(inner, item) => {
                let inner_typed = self.part(inner, known);
                match &item.kind {
                    Kind::Word(word) => self.attribute(ex, inner_typed, word, item.at, known),
                    Kind::Integer => match inner_typed.ty {
                        Type::List(element) => Typed::lacking(*element, vec![(String::new(), ex.at)]),
                        _ => Typed::any(),
                    },
                    _ => {
                        self.part(item, known);
                        self.find(item.at, msg!("definitions-expr-item"));
                        Typed::any()
                    }
                }
            }
            Kind::Not(inner) => {
                let typed = self.part(inner, known);
                self.condition(&typed);
                Typed::sure(Type::Bool)
            }
            Kind::And(a, b) | Kind::Or(a, b) => {
                let and = matches!(ex.kind, Kind::And(..));
                let left = self.part(a, known);
                self.condition(&left);
                let right = self.part(b, &known.and(a, and));
                // `x or 0` is never none; `x and y` may be.
                let lacks = if and { [left.lacks, right.lacks].concat() } else { right.lacks };
                Typed { ty: left.ty.join(&right.ty), lacks, always: right.always }
            }
            Kind::Compare(comparison, a, b) => self.compare(*comparison, a, b, known),
            Kind::Arithmetic(a, b) => {
                for operand in [a, b] {
                    let typed = self.part(operand, known);
                    if !matches!(typed.ty, Type::Integer | Type::Any) {
                        self.find(operand.at, msg!("definitions-expr-number", found = typed.ty.word()));
                    }
                    self.must_be_there(&typed, known);
                }
                Typed::sure(Type::Integer)
            }
            Kind::If { test, then, otherwise } => {
                let tested = self.part(test, known);
                self.condition(&tested);
                let then = self.part(then, &known.and(test, true));
                let Some(otherwise) = otherwise else {
                    return Typed::lacking(then.ty, vec![(String::new(), ex.at)]);
                };
                let otherwise = self.part(otherwise, &known.and(test, false));
                Typed::lacking(then.ty.join(&otherwise.ty), [then.lacks, otherwise.lacks].concat())
            }
            Kind::Filter(call) => self.filter(ex, call, known),
            Kind::Test(call) => self.test(ex, call, known),
            Kind::Function(call) => self.function(ex, call, known),
            Kind::Unsupported(name) => {
                self.find(ex.at, msg!("definitions-expr-unsupported", name = *name));
                Typed::any()
            }
        }
    }

    fn list(&mut self, items: &[Ex], known: &Known) -> Typed {
        let mut ty = Type::Nothing;
        for item in items {
            let typed = self.part(item, known);
            ty = ty.join(&typed.ty);
        }
        Typed::sure(Type::List(Box::new(ty)))
    }

    /// A name at the beginning of a path.
    fn root(&mut self, name: &str, at: usize, known: &Known) -> Typed {
        let in_form = self.own.is_some();
        if let Some(cell) = self.own.as_ref().and_then(|own| own.cell(name)).cloned() {
            let found = Found::cell(&cell);
            return self.found(found, canonical(name), &[], at, known);
        }
        let space = match name {
            "facts" => Some(Space::Facts),
            "forms" => Some(Space::Forms),
            "documents" if !in_form => Some(Space::Documents),
            "tasks" if !in_form => Some(Space::Tasks),
            "stages" if !in_form => Some(Space::Stages),
            "case" if !in_form => Some(Space::Case),
            "policy" if !in_form => Some(Space::Policies),
            "event" if !in_form => {
                return match &self.event {
                    Some(ty) => Typed { always: Some((at, Always::Space)), ..Typed::sure(ty.clone()) },
                    None => {
                        self.find(at, msg!("definitions-expr-no-event"));
                        Typed::any()
                    }
                };
            }
            _ => None,
        };
        if let Some(space) = space {
            return Typed { always: Some((at, Always::Space)), ..Typed::sure(Type::Space(space)) };
        }
        let roots: &[&str] = if in_form { &["facts", "forms"] } else { ROOTS };
        let near = {
            let own = self.own.iter().flat_map(|own| own.cells.iter().map(|cell| cell.name.as_str()));
            nearest(name, own.chain(roots.iter().copied())).map(str::to_owned)
        };
        let suggestion = match near {
            Some(near) => msg!("definitions-did-you-mean", word = near),
            None => msg!("definitions-expr-roots", names = roots.join(", ")),
        };
        self.find_with(at, msg!("definitions-expr-unknown-name", name = name), Some(suggestion));
        Typed::any()
    }

    /// `inner.name`, or `inner['name']`.
    fn attribute(&mut self, ex: &Ex, inner: Typed, name: &str, at: usize, known: &Known) -> Typed {
        let full = path(ex).unwrap_or_default();
        match &inner.ty {
            Type::Space(space) => match self.names.member(space, name) {
                Ok(found) => {
                    if let Some((what, id)) = &found.uses {
                        self.uses.push((*what, id.clone(), at));
                    }
                    self.found(found, full, &[], at, known)
                }
                Err(unknown) => self.unknown(name, at, unknown, space_name(space)),
            },
            Type::Row(row) => match self.cell_of(row, name, at) {
                Some(cell) => self.found(Found::cell(&cell), full, &inner.lacks, at, known),
                None => Typed::any(),
            },
            Type::Any => Typed::any(),
            other => {
                let message = msg!("definitions-expr-no-parts", found = other.word(), name = name);
                self.find(at, message);
                Typed::any()
            }
        }
    }

    /// A named cell of a row; an unknown name is noted.
    pub fn cell_of(&mut self, row: &Row, name: &str, at: usize) -> Option<Cell> {
        let cell = row.cell(name).cloned();
        if cell.is_none() {
            let near = nearest(name, row.cells.iter().map(|cell| cell.name.as_str())).map(str::to_owned);
            self.unknown(name, at, Unknown { what: What::Field, near }, row.name.clone());
        }
        cell
    }

    fn unknown(&mut self, name: &str, at: usize, unknown: Unknown, holder: String) -> Typed {
        let suggestion = unknown.near.map(|near| msg!("definitions-did-you-mean", word = near));
        let message = match unknown.what {
            What::Field => msg!("definitions-expr-no-field", holder = holder, name = name),
            what => msg!("definitions-unknown", what = what.word(), id = name),
        };
        self.find_with(at, message, suggestion);
        Typed::any()
    }

    fn found(&mut self, found: Found, full: String, outer: &[(String, usize)], at: usize, known: &Known) -> Typed {
        if let Some(vault) = found.vault.filter(|vault| self.process_only && vault != PROCESS) {
            self.find(at, msg!("definitions-expr-vault", name = &full, vault = vault));
        }
        let lacks = if !found.may_lack {
            outer.to_vec()
        } else if known.has(&full) {
            Vec::new()
        } else {
            vec![(full, at)]
        };
        let always = matches!(found.ty, Type::Space(_)).then_some((at, Always::Space));
        Typed { ty: found.ty, lacks, always }
    }

    fn compare(&mut self, comparison: Comparison, a: &Ex, b: &Ex, known: &Known) -> Typed {
        let (left, right) = (self.part(a, known), self.part(b, known));
        match comparison {
            Comparison::Equal | Comparison::NotEqual => self.comparable(a.at, &left.ty, &right.ty),
            Comparison::In | Comparison::NotIn => self.contained((a.at, &left.ty), (b.at, &right.ty)),
            Comparison::Order => self.ordered((a.at, &left), (b.at, &right), known),
        }
        Typed::sure(Type::Bool)
    }

    /// Two operands of `< <= > >=`: both numbers or both moments, and both there.
    pub fn ordered(&mut self, left: (usize, &Typed), right: (usize, &Typed), known: &Known) {
        let orderable = |ty: &Type| matches!(ty, Type::Integer | Type::Moment | Type::Any);
        let same = !matches!((&left.1.ty, &right.1.ty), (Type::Integer, Type::Moment) | (Type::Moment, Type::Integer));
        let wrong = [left, right].into_iter().find(|(_, typed)| !orderable(&typed.ty));
        if let Some((at, typed)) = wrong {
            self.find(at, msg!("definitions-expr-order", found = typed.ty.word()));
        } else if !same {
            self.find(right.0, msg!("definitions-expr-compare", left = left.1.ty.word(), right = right.1.ty.word()));
        }
        self.must_be_there(left.1, known);
        self.must_be_there(right.1, known);
    }

    /// minijinja takes none for less than every number.
    pub fn must_be_there(&mut self, typed: &Typed, known: &Known) {
        for (path, at) in &typed.lacks {
            if !known.has(path) {
                let name = if path.is_empty() { "…" } else { path };
                self.find_with(
                    *at,
                    msg!("definitions-expr-may-lack", name = name),
                    Some(msg!("definitions-expr-guard", name = name)),
                );
            }
        }
    }

    /// Two operands of `==`: values that could be the same.
    pub fn comparable(&mut self, at: usize, left: &Type, right: &Type) {
        let fits = match (left, right) {
            (Type::Any | Type::Nothing | Type::Row(_), _) | (_, Type::Any | Type::Nothing | Type::Row(_)) => true,
            (Type::Choice(known), Type::Words(words)) | (Type::Words(words), Type::Choice(known)) => {
                self.words_among(&words.clone(), &known.clone());
                true
            }
            (Type::Choice(a), Type::Choice(b)) => a.iter().any(|id| b.contains(id)),
            (Type::Text | Type::Words(_) | Type::Choice(_), Type::Text | Type::Words(_) | Type::Choice(_)) => true,
            (Type::Bool, Type::Bool) | (Type::Integer, Type::Integer) | (Type::Moment, Type::Moment) => true,
            (Type::List(_), Type::List(_)) => true,
            _ => false,
        };
        if !fits {
            self.find(at, msg!("definitions-expr-compare", left = left.word(), right = right.word()));
        }
    }

    /// `item in list`.
    pub fn contained(&mut self, item: (usize, &Type), list: (usize, &Type)) {
        match (item.1, list.1) {
            (_, Type::List(element)) => self.comparable(item.0, item.1, element),
            (_, Type::Any) | (Type::Text | Type::Words(_) | Type::Any, Type::Text) => {}
            (_, other) => self.find(list.0, msg!("definitions-expr-in", found = other.word())),
        }
    }

    /// Words that must be ids of choices.
    fn words_among(&mut self, words: &[(String, usize)], known: &Rc<[Id]>) {
        for (word, at) in words {
            if !known.contains(word) {
                let suggestion = match nearest(word, known.iter().map(String::as_str)) {
                    Some(near) => msg!("definitions-did-you-mean", word = near),
                    None => msg!("definitions-known-values", values = known.join(", ")),
                };
                self.find_with(*at, msg!("definitions-expr-no-choice", word = word), Some(suggestion));
            }
        }
    }
}

fn space_name(space: &Space) -> String {
    match space {
        Space::Facts => "facts".to_owned(),
        Space::Forms => "forms".to_owned(),
        Space::Documents => "documents".to_owned(),
        Space::Tasks => "tasks".to_owned(),
        Space::Stages => "stages".to_owned(),
        Space::Policies => "policy".to_owned(),
        Space::Case => "case".to_owned(),
        Space::Task(id) => format!("tasks.{}", canonical(id)),
        Space::Stage(path) => format!("stages['{path}']"),
    }
}
