//! The command line as a whole: usage, help, languages, the walk-through, the demo.

#[path = "../common/mod.rs"]
mod common;
mod complaint;
mod demo;
mod screens;
mod sentences;
mod usage;
mod walk_through;
