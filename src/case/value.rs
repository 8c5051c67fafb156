//! Values of form fields and facts, and their TOML.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

/// One value. Times keep the offset they were written with, so that 10:30 stays 10:30; they are compared as moments.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Bool(bool),
    Integer(i64),
    /// Text of every kind, and a choice's id.
    Text(String),
    /// A multi-choice: ids in the order of the definition.
    List(Vec<String>),
    Date(NaiveDate),
    DateTime(DateTime<FixedOffset>),
    Table(Vec<Row>),
}

/// A row of a table field: column id → value.
pub type Row = BTreeMap<String, Value>;
/// Field or fact id → value.
pub type Values = BTreeMap<String, Value>;
