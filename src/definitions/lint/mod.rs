//! What is wrong or doubtful although every name and type is right: things that cannot happen, contradict each other,
//! follow each other in a circle, or are used by nobody.

mod cycles;
mod fields;
mod files;
mod reach;
mod rules;
mod tasks;
mod usage;

use super::collected::Collected;
use super::model::{Place, Workflow};
use super::problem::Severity;
use super::source::Sources;
use crate::language::Message;

/// Looks at a workflow whose names and expressions have been checked.
pub fn lint(workflow: &Workflow, sources: &Sources, collected: &mut Collected) {
    let mut lint = Lint { workflow, collected };
    lint.files(sources);
    lint.fields();
    lint.tasks();
    lint.rules();
    lint.cycles();
    lint.reach();
    lint.usage();
}

struct Lint<'w, 'c> {
    workflow: &'w Workflow,
    collected: &'c mut Collected,
}

impl Lint<'_, '_> {
    /// Something that was read without an error of its own.
    fn is_sound(&self, kind: &str, id: &str) -> bool {
        !self.collected.damaged.contains(format!("{kind}:{id}").as_str())
    }

    fn error(&mut self, place: &Place, message: Message) {
        self.collected.problem(Severity::Error, place, message, None);
    }

    fn warn(&mut self, place: &Place, message: Message) {
        self.collected.problem(Severity::Warning, place, message, None);
    }
}
