//! The audit: its formats, and what it finds in stores, through the command line.

#[path = "../common/mod.rs"]
mod common;

mod codes;
mod compliance;
mod fixture;
mod formats;
mod hygiene;
mod library;
mod stores;
