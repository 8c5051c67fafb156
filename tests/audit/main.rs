//! The audit: its formats, and what it finds in stores, through the command line.

mod compliance;
mod formats;
mod library;
