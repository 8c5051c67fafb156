//! See `ARCHITECTURE.md`.
mod interim;
pub use interim::*;
