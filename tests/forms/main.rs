//! Forms through the command line: blank, filling, amending, rendering, hostile values.

mod all_forms;
mod asking;
mod blank;
#[path = "../common/mod.rs"]
mod common;
mod dossier;
mod every_form;
mod filling;
mod hostile;
mod lending;
mod office;
mod rendering;
mod snapshots;
mod stock;
mod terminal;
