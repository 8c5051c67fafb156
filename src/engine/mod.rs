//! From definitions, events and a moment to stages, obligations and refusals. Pure: sees no clock, disk, key or terminal.
//!
//! [`fold`] works out what a case is; [`admit`] judges what somebody is about to do, by the state as it was at the action's
//! time; [`next`] says which stages can be entered; [`review`] asks again what was asked when something was recorded;
//! [`CaseState::changes_since`] says what an event opened, met and entered.
//!
//! How the fold goes: `program` compiles the workflow once; `log` orders the events and settles what is withdrawn;
//! `documents` groups filings; `simulation` takes one moment after the other, with `asking`, `facts`, `stages`,
//! `obligations`, `due` and `discharge` for what happens in it; `outcome` makes the state of it.

mod admit;
mod asking;
mod compile;
mod discharge;
mod documents;
mod due;
mod entry;
mod expressions;
mod facts;
mod history;
mod instances;
mod intent;
mod log;
mod missing;
mod obligations;
mod outcome;
mod program;
mod reference;
mod review;
mod roles;
mod rules;
pub mod scenario;
mod simulation;
mod stages;
mod state;
mod world;

pub use admit::admit;
pub use entry::{Entry, entry, next};
pub use history::{Reading, readings};
pub use instances::{Meant, instances_for_done, instances_for_waive, named};
pub use intent::{Doing, Intent, Permit, Recipients};
pub use review::{Against, Objection, review};
pub use roles::{holds, may, role_titles};
pub use rules::{Checked, check, form_condition, refused_by_facts};
pub use state::{
    Activation, CaseState, Changes, Claim, Document, FactState, Failure, FieldConflict, Lapse, Obligation,
    ObligationStatus, Options, StageState, StageStatus, TimeAllowed, Trigger,
};

use crate::case::Event;
use crate::definitions::Workflow;

/// Works out what the case is at `options.now`. The order in which the events are given does not matter.
///
/// Values of vaults that the reader cannot open are simply absent from the events; stages and obligations are the same
/// with and without them, because nothing but rules may use them.
pub fn fold(workflow: &Workflow, case_id: &str, events: &[Event], options: &Options) -> CaseState {
    let program = program::program(workflow);
    let log = log::Log::new(events, options);
    let mut simulation = simulation::Simulation::new(workflow, program, &log, options);
    simulation.run();
    simulation.outcome(case_id)
}
