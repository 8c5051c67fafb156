//! What is recorded of a case: its events and the values in them. Pure.

<<<<<<< HEAD
pub mod blank;
pub mod country;
=======
pub mod codec;
>>>>>>> 1033619 (The case store: signed manifests, offices' keys, vaults, governed line, checked history)
pub mod event;
pub mod filling;
pub mod value;

pub use event::{Act, Event, EventId};
pub use value::{Row, Value, Values};
