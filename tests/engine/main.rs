//! The engine, against a small invented procedure: each test writes the law that it is about and tells a story.

mod command;
#[path = "../common/mod.rs"]
mod common;
mod conflicts;
mod due_times;
mod law;
mod obligations;
mod order;
mod rules;
mod scenarios;
mod speed;
mod stages;
