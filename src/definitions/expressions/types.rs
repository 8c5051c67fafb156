//! The types that an expression's parts can have, and how values of two types may meet.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use crate::definitions::model::{Choice, Fact, FactType, Field, FieldType, Id, StagePath};

/// What has an error of its own (`fact:on_loan`, `field:X1.title`), so that nothing is concluded from it.
pub type Damaged = BTreeSet<Arc<str>>;

#[derive(Clone, Debug)]
pub enum Type {
    /// Not known here; anything may be done with it.
    Any,
    Nothing,
    Bool,
    Integer,
    Text,
    /// A date or a moment: seconds since 1970.
    Moment,
    /// The id of one of these choices.
    Choice(Rc<[Id]>),
    /// Words written in the expression, with their places.
    Words(Vec<(String, usize)>),
    List(Box<Type>),
    /// A document, an event, a row of a table.
    Row(Rc<Row>),
    /// Something that is always there and only holds others.
    Space(Space),
}

#[derive(Clone, Debug)]
pub enum Space {
    Facts,
    Forms,
    Documents,
    Tasks,
    Stages,
    Policies,
    Case,
    Task(Id),
    Stage(StagePath),
}

/// Named cells.
#[derive(Clone, Debug)]
pub struct Row {
    /// What has them, for messages: `X1`, `event`, `X1.items`.
    pub name: String,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    pub name: Id,
    pub ty: Type,
    /// It is there whenever its row is.
    pub some: bool,
    /// The vault of a field.
    pub vault: Option<Id>,
}

impl Cell {
    /// What every document and act has.
    pub fn own(name: &str, ty: Type, some: bool) -> Cell {
        Cell { name: name.to_owned(), ty, some, vault: None }
    }

    /// `damaged`: fields whose own errors leave their type unknown, as `X1.title`.
    pub fn field(field: &Field, holder: &str, damaged: &Damaged) -> Cell {
        let name = format!("{holder}.{}", field.id);
        let unknown =
            damaged.contains(format!("field:{name}").as_str()) || damaged.contains(format!("task:{name}").as_str());
        Cell {
            name: field.id.clone(),
            ty: if unknown { Type::Any } else { Type::field(field, holder, damaged) },
            some: field.required && field.when.is_none(),
            vault: Some(field.vault.clone()),
        }
    }
}

impl Row {
    pub fn cell(&self, name: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.name == name || cell.name.contains('-') && canonical(&cell.name) == name)
    }

    /// The row that either of two events may be: a cell of one alone may be missing.
    pub fn either(&self, other: &Row) -> Row {
        let mut cells: Vec<Cell> = Vec::new();
        for cell in &self.cells {
            cells.push(match other.cell(&cell.name) {
                Some(same) => Cell {
                    name: cell.name.clone(),
                    ty: cell.ty.join(&same.ty),
                    some: cell.some && same.some,
                    // The more closely held of the two decides.
                    vault: [&cell.vault, &same.vault].into_iter().flatten().max_by_key(|v| *v != "process").cloned(),
                },
                None => Cell { some: false, ..cell.clone() },
            });
        }
        for cell in &other.cells {
            if self.cell(&cell.name).is_none() {
                cells.push(Cell { some: false, ..cell.clone() });
            }
        }
        Row { name: self.name.clone(), cells }
    }
}

/// How an id is written after a dot.
pub fn canonical(id: &str) -> String {
    id.replace('-', "_")
}

impl Type {
    pub fn fact(fact: &Fact) -> Type {
        match &fact.kind {
            FactType::Bool => Type::Bool,
            FactType::Integer => Type::Integer,
            FactType::Choice(choices) => Type::Choice(choices.as_slice().into()),
            FactType::Date | FactType::DateTime => Type::Moment,
        }
    }

    pub fn field(field: &Field, holder: &str, damaged: &Damaged) -> Type {
        // Without choices there is an error where they should be.
        let choices = |choices: &[Choice]| match choices {
            [] => Type::Any,
            choices => Type::Choice(choices.iter().map(|choice| choice.id.clone()).collect()),
        };
        match field.kind {
            FieldType::Bool => Type::Bool,
            FieldType::Integer | FieldType::Duration => Type::Integer,
            FieldType::Choice => choices(&field.choices),
            FieldType::MultiChoice => Type::List(Box::new(choices(&field.choices))),
            FieldType::Date | FieldType::DateTime => Type::Moment,
            FieldType::Table => {
                let name = format!("{holder}.{}", field.id);
                let cells = field.columns.iter().map(|column| Cell::field(column, &name, damaged)).collect();
                Type::List(Box::new(Type::Row(Rc::new(Row { name, cells }))))
            }
            FieldType::Text
            | FieldType::LongText
            | FieldType::Person
            | FieldType::Phone
            | FieldType::IdNumber
            | FieldType::Country
            | FieldType::Language
            | FieldType::Signature => Type::Text,
        }
    }

    /// The type of a value that may be of one or the other.
    pub fn join(&self, other: &Type) -> Type {
        match (self, other) {
            (Type::Nothing, ty) | (ty, Type::Nothing) => ty.clone(),
            (Type::Bool, Type::Bool) => Type::Bool,
            (Type::Integer, Type::Integer) => Type::Integer,
            (Type::Moment, Type::Moment) => Type::Moment,
            (Type::Text, Type::Text | Type::Words(_) | Type::Choice(_))
            | (Type::Words(_) | Type::Choice(_), Type::Text) => Type::Text,
            (Type::Words(a), Type::Words(b)) => Type::Words(a.iter().chain(b).cloned().collect()),
            (Type::Choice(a), Type::Choice(b)) => {
                let both: BTreeSet<&Id> = a.iter().chain(b.iter()).collect();
                Type::Choice(both.into_iter().cloned().collect())
            }
            (Type::List(a), Type::List(b)) => Type::List(Box::new(a.join(b))),
            (Type::Row(a), Type::Row(b)) => Type::Row(Rc::new(a.either(b))),
            _ => Type::Any,
        }
    }

    /// The word for it in a message.
    pub fn word(&self) -> crate::language::Message {
        use crate::msg;
        match self {
            Type::Any | Type::Row(_) | Type::Space(_) => msg!("definitions-type-thing"),
            Type::Nothing => msg!("definitions-type-none"),
            Type::Bool => msg!("definitions-type-bool"),
            Type::Integer => msg!("definitions-type-integer"),
            Type::Text | Type::Words(_) => msg!("definitions-type-text"),
            Type::Moment => msg!("definitions-type-moment"),
            Type::Choice(_) => msg!("definitions-type-choice"),
            Type::List(_) => msg!("definitions-type-list"),
        }
    }
}
