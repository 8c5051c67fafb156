//! Everything the law says is data: YAML read with serde, checked as a whole before use.
//! [`model`] holds the checked, typed definitions; the rest of this folder makes them from YAML and looks at them.

pub mod calendar;
pub mod model;

pub use model::*;
