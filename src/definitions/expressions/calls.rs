//! The filters, tests and functions that expressions may use. Others of minijinja's are refused: what a lawyer has to
//! understand stays small.

use std::rc::Rc;

use super::check::{Checker, Typed};
use super::guards::Known;
use super::syntax::{Call, Ex, Kind};
use super::types::{Cell, Row, Type};
use crate::definitions::problem::nearest;
use crate::msg;

/// Functions with what each argument must be; all are none if an argument is.
pub const FUNCTIONS: &[(&str, &[Argument], Gives)] = &[
    ("age_on", &[Argument::Moment, Argument::Moment], Gives::Integer),
    ("minutes_between", &[Argument::Moment, Argument::Moment], Gives::Integer),
    ("hours_between", &[Argument::Moment, Argument::Moment], Gives::Integer),
    ("days_between", &[Argument::Moment, Argument::Moment], Gives::Integer),
    ("working_days_between", &[Argument::Moment, Argument::Moment], Gives::Integer),
    ("same_day", &[Argument::Moment, Argument::Moment], Gives::Bool),
    ("earliest", &[Argument::Moments], Gives::Moment),
    ("latest", &[Argument::Moments], Gives::Moment),
    ("has_all", &[Argument::List, Argument::Items], Gives::Bool),
    ("due", &[Argument::Moment, Argument::Span], Gives::Moment),
];
pub const FILTERS: &[&str] = &[
    "length",
    "count",
    "list",
    "default",
    "d",
    "first",
    "last",
    "min",
    "max",
    "sort",
    "unique",
    "reverse",
    "map",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "sum",
];
pub const TESTS: &[&str] = &["none", "true", "false", "eq", "ne", "in", "lt", "le", "gt", "ge"];

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Argument {
    Moment,
    /// One or more.
    Moments,
    List,
    /// Items of the list before it.
    Items,
    /// `30wd`
    Span,
}

#[derive(Clone, Copy, Debug)]
pub enum Gives {
    Bool,
    Integer,
    Moment,
}

impl Checker<'_> {
    pub fn function(&mut self, ex: &Ex, call: &Call, known: &Known) -> Typed {
        let given: Vec<(usize, Typed)> = call.arguments.iter().map(|arg| (arg.at, self.part(arg, known))).collect();
        let Some((_, wanted, gives)) = FUNCTIONS.iter().find(|(name, ..)| *name == call.name) else {
            let near = nearest(&call.name, FUNCTIONS.iter().map(|(name, ..)| *name));
            let suggestion = near.map(|near| msg!("definitions-did-you-mean", word = near));
            self.find_with(ex.at, msg!("definitions-expr-unknown-function", name = &call.name), suggestion);
            return Typed::any();
        };
        let enough = match wanted {
            [Argument::Moments] => !given.is_empty(),
            _ => given.len() == wanted.len(),
        };
        if !enough || !call.named.is_empty() {
            let message =
                msg!("definitions-expr-arguments", name = &call.name, count = wanted.len(), given = given.len());
            self.find(ex.at, message);
        }
        for (index, (at, typed)) in given.iter().enumerate() {
            let wanted = wanted.get(index).or(wanted.last()).copied().unwrap_or(Argument::Moment);
            match (wanted, &typed.ty) {
                (_, Type::Any | Type::Nothing) => {}
                (Argument::Moment | Argument::Moments, Type::Moment) | (Argument::List, Type::List(_)) => {}
                (Argument::Items, Type::List(items)) => {
                    if let Some(Type::List(list)) = given.first().map(|(_, list)| &list.ty) {
                        self.comparable(*at, list, items);
                    }
                }
                (Argument::Span, Type::Words(words)) => {
                    for (word, at) in words {
                        if let Err(reason) = word.parse::<crate::deadline::Span>() {
                            self.find(*at, msg!("definitions-bad-time", word = word, reason = reason));
                        }
                    }
                }
                (Argument::Span, Type::Text) => {}
                (wanted, found) => {
                    let wanted = match wanted {
                        Argument::Moment | Argument::Moments => Type::Moment.word(),
                        Argument::List | Argument::Items => msg!("definitions-type-list"),
                        Argument::Span => msg!("definitions-type-span"),
                    };
                    let name = &call.name;
                    let message = msg!("definitions-expr-argument", name = name, wanted = wanted, found = found.word());
                    self.find(*at, message);
                }
            }
        }
        let ty = match gives {
            Gives::Bool => Type::Bool,
            Gives::Integer => Type::Integer,
            Gives::Moment => Type::Moment,
        };
        Typed::lacking(ty, given.into_iter().flat_map(|(_, typed)| typed.lacks).collect())
    }

    pub fn test(&mut self, ex: &Ex, call: &Call, known: &Known) -> Typed {
        if let Some(value) = &call.value {
            let typed = self.part(value, known);
            let other = call.arguments.first().map(|arg| (arg.at, self.part(arg, known)));
            self.tested(&call.name, ex.at, (value.at, &typed), other, known);
        }
        Typed::sure(Type::Bool)
    }

    /// A test by its name, as `is`, `select` and `selectattr` use it.
    fn tested(&mut self, name: &str, at: usize, value: (usize, &Typed), other: Option<(usize, Typed)>, known: &Known) {
        match (name, &other) {
            ("none" | "true" | "false", None) => {}
            ("eq" | "equalto" | "==" | "ne" | "!=", Some((_, other))) => {
                self.comparable(value.0, &value.1.ty, &other.ty)
            }
            ("in", Some((list_at, list))) => self.contained((value.0, &value.1.ty), (*list_at, &list.ty)),
            ("lt" | "le" | "gt" | "ge" | "<" | "<=" | ">" | ">=", Some((other_at, other))) => {
                self.ordered(value, (*other_at, other), known);
            }
            // A missing value is none, so it is always "defined".
            ("defined" | "undefined", _) => self.find_with(
                at,
                msg!("definitions-expr-defined", name = name),
                Some(msg!("definitions-expr-defined-instead")),
            ),
            _ if TESTS.contains(&name) => self.find(at, msg!("definitions-expr-test-arguments", name = name)),
            _ => {
                let suggestion = match nearest(name, TESTS.iter().copied()) {
                    Some(near) => msg!("definitions-did-you-mean", word = near),
                    None => msg!("definitions-known-values", values = TESTS.join(", ")),
                };
                self.find_with(at, msg!("definitions-expr-unknown-test", name = name), Some(suggestion));
            }
        }
    }

    pub fn filter(&mut self, ex: &Ex, call: &Call, known: &Known) -> Typed {
        let Some(value) = &call.value else { return Typed::any() };
        let typed = self.part(value, known);
        let arguments: Vec<(usize, Typed)> = call.arguments.iter().map(|arg| (arg.at, self.part(arg, known))).collect();
        // A missing list has no items, so what comes out of a filter over items is there.
        match call.name.as_str() {
            "length" | "count" => {
                if !matches!(typed.ty, Type::List(_) | Type::Text | Type::Any) {
                    self.find(ex.at, msg!("definitions-expr-needs-list", name = &call.name, found = typed.ty.word()));
                }
                self.must_be_there(&typed, known);
                Typed::sure(Type::Integer)
            }
            "default" | "d" => match arguments.into_iter().next() {
                Some((_, other)) => Typed::lacking(typed.ty.join(&other.ty), other.lacks),
                None => {
                    self.find(ex.at, msg!("definitions-expr-arguments", name = &call.name, count = 1, given = 0));
                    Typed::any()
                }
            },
            "list" | "sort" | "unique" | "reverse" => {
                self.items(ex, call, &typed);
                Typed::sure(typed.ty)
            }
            "first" | "last" | "min" | "max" => {
                let element = self.items(ex, call, &typed);
                Typed::lacking(element, vec![(String::new(), ex.at)])
            }
            "sum" => {
                let element = self.items(ex, call, &typed);
                if !matches!(element, Type::Integer | Type::Any) {
                    self.find(ex.at, msg!("definitions-expr-number", found = element.word()));
                }
                Typed::sure(Type::Integer)
            }
            "map" => self.map_filter(ex, call, &typed),
            "select" | "reject" => {
                let element = self.items(ex, call, &typed);
                if let Some((name, at)) = test_name(call.arguments.first()) {
                    let item = Typed::sure(element.clone());
                    self.tested(&name, at, (ex.at, &item), arguments.into_iter().nth(1), known);
                }
                Typed::sure(Type::List(Box::new(element)))
            }
            "selectattr" | "rejectattr" => self.select_attribute(ex, call, &typed, arguments, known),
            name => {
                let near = nearest(name, FILTERS.iter().copied());
                let suggestion = match near {
                    Some(near) => msg!("definitions-did-you-mean", word = near),
                    None => msg!("definitions-known-values", values = FILTERS.join(", ")),
                };
                self.find_with(ex.at, msg!("definitions-expr-unknown-filter", name = name), Some(suggestion));
                Typed::any()
            }
        }
    }

    /// The type of the items that a filter goes through.
    fn items(&mut self, ex: &Ex, call: &Call, typed: &Typed) -> Type {
        match &typed.ty {
            Type::List(element) => (**element).clone(),
            Type::Any => Type::Any,
            other => {
                self.find(ex.at, msg!("definitions-expr-needs-list", name = &call.name, found = other.word()));
                Type::Any
            }
        }
    }

    /// `list | map(attribute='x')`
    fn map_filter(&mut self, ex: &Ex, call: &Call, typed: &Typed) -> Typed {
        let element = self.items(ex, call, typed);
        let attribute = match (call.arguments.is_empty(), call.named.as_slice()) {
            (true, [(key, Ex { at, kind: Kind::Word(word) })]) if key == "attribute" => Some((word, *at)),
            _ => None,
        };
        let Some((word, at)) = attribute else {
            self.find(ex.at, msg!("definitions-expr-map"));
            return Typed::any();
        };
        let cell = self.column(&element, word, at);
        Typed::sure(Type::List(Box::new(cell.map_or(Type::Any, |cell| cell.ty))))
    }

    /// A column of the rows that a filter goes through.
    fn column(&mut self, element: &Type, name: &str, at: usize) -> Option<Cell> {
        match element {
            Type::Row(row) => self.cell_of(&row.clone(), name, at),
            Type::Any => None,
            other => {
                self.find(at, msg!("definitions-expr-no-parts", found = other.word(), name = name));
                None
            }
        }
    }

    /// `rows | selectattr('x')`, `rows | selectattr('x', 'eq', value)`
    fn select_attribute(
        &mut self,
        ex: &Ex,
        call: &Call,
        typed: &Typed,
        arguments: Vec<(usize, Typed)>,
        known: &Known,
    ) -> Typed {
        let element = self.items(ex, call, typed);
        let list = |element: Type| Typed::sure(Type::List(Box::new(element)));
        let Some((name, at)) = test_name(call.arguments.first()) else {
            self.find(ex.at, msg!("definitions-expr-arguments", name = &call.name, count = 1, given = 0));
            return list(element);
        };
        let Some(cell) = self.column(&element, &name, at) else { return list(element) };
        match test_name(call.arguments.get(1)) {
            Some((test, test_at)) => {
                let lacks = if cell.some { Vec::new() } else { vec![(name.clone(), at)] };
                let value = Typed::lacking(cell.ty.clone(), lacks);
                self.tested(&test, test_at, (at, &value), arguments.into_iter().nth(2), known);
            }
            None if call.arguments.len() > 1 => {
                self.find(ex.at, msg!("definitions-expr-test-arguments", name = &call.name));
            }
            // Only rows that have it are left.
            None if call.name == "selectattr" => {
                if let Type::Row(row) = &element {
                    let mut row: Row = (**row).clone();
                    for column in row.cells.iter_mut().filter(|column| column.name == cell.name) {
                        column.some = true;
                    }
                    return list(Type::Row(Rc::new(row)));
                }
            }
            None => {}
        }
        list(element)
    }
}

/// A word written as an argument: the name of a column or test.
fn test_name(ex: Option<&Ex>) -> Option<(String, usize)> {
    match ex {
        Some(Ex { at, kind: Kind::Word(word) }) => Some((word.clone(), *at)),
        _ => None,
    }
}
