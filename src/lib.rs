//! `sop` carries out a standard operating procedure that is written as data: stages, duties, deadlines, rules and
//! forms. Each case is a set of signed events, encrypted with age, inside a git repository.
//!
//! Dependencies point one way: `cli → {render, audit, engine, store} → case → definitions → deadline`.
//! `deadline`, `case` and `engine` are pure: they see no clock, disk, key or terminal; `now` is an argument.
#![forbid(unsafe_code)]

pub mod audit;
pub mod case;
pub mod cli;
pub mod deadline;
pub mod definitions;
pub mod engine;
pub mod error;
pub mod language;
pub mod render;
pub mod store;
pub mod terminal;
