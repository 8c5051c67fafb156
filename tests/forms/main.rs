//! Forms through the command line: blank, filling, amending, rendering, hostile values.

mod blank;
#[path = "../common/mod.rs"]
mod common;
mod filling;
mod hostile;
mod office;
mod rendering;
