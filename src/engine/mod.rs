//! From definitions, events and a moment to stages, obligations and refusals. Pure: sees no clock, disk, key or terminal.
//!
//! What is called from outside:
//! - `fold(&Workflow, case_id, &[Event], &Options) -> CaseState`
//! - `admit(&Workflow, &CaseState, &Intent, &Options) -> Result<Permit>`: role (exit 4), suspended stage, checks and
//!   rules together, then the instances meant. The state is the one at `intent.at`.
//! - `check(&Workflow, &CaseState, &Intent, role, &Options) -> Checked`: rules and checks alone.
//! - `may(&Workflow, &CaseState, &Intent) -> Result<String>`: the role to use.
//! - `entry(&Workflow, &CaseState, stage, at, &Options) -> Entry`, `next(&Workflow, &CaseState, &Options) -> Vec<Entry>`.
//! - `form_condition(&Workflow, &CaseState, form, &Values, &Expr) -> bool`: a form's own condition (`when` of a field, of a
//!   signatory) over the values of one document, filed or about to be, and the case.
//! - `CaseState::changes_since`: what an event opened, met, entered (fold without and with it).

mod discharge;
mod documents;
mod expressions;
mod facts;
mod intent;
mod log;
mod missing;
mod obligations;
mod outcome;
mod program;
mod reference;
mod simulation;
mod stages;
mod state;
mod world;

pub use intent::{Doing, Intent, Permit, Recipients};
pub use state::{
    Activation, CaseState, Changes, Claim, Document, FactState, Failure, FieldConflict, Lapse, Obligation,
    ObligationStatus, Options, StageState, StageStatus, TimeAllowed, Trigger,
};
mod interim;
pub use interim::{Entry, admit, form_condition, holds, next};

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
