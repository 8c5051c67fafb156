//! The definitions through the command line: an invented procedure (a library lends books) that uses every key of the
//! language, and what is said of each way to get it wrong: file, line, column, words.

#[path = "../common/mod.rs"]
mod common;

mod built_in;
mod commands;
mod diff;
mod expressions;
mod graph;
mod hostile;
mod inner_stages;
mod library;
mod lint;
mod own;
mod reading;
mod reference;
mod schema;
