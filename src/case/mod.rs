//! What is recorded of a case: its events and the values in them. Pure.

pub mod blank;
pub mod codec;
pub mod codes;
pub mod event;
pub mod filling;
pub mod value;

pub use event::{Act, Event, EventId, definitions};
pub use value::{Row, Value, Values};
