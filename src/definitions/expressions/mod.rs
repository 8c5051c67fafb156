//! The expressions of the definitions, checked before they are ever evaluated: each name, the types of what is
//! compared, and that nothing is put in order that may be missing. The syntax is minijinja's; its own compiler finds none
//! of this (`facts.n == '3'` is silently false, an unknown filter fails only when it is reached).

mod calls;
mod check;
mod contradictions;
mod events;
mod guards;
mod names;
mod syntax;
mod types;

pub use calls::{FILTERS, FUNCTIONS};
pub use contradictions::Conjunct;
pub use events::role_words;
pub use types::canonical;

use super::collected::{Collected, Job, Reference};
use super::model::{Place, Workflow};
use super::problem::Severity;
use super::yaml::{Kind, Node, place_in_scalar};
use crate::language::Message;

/// What an expression has wrong, at a byte of it.
struct Finding {
    at: usize,
    message: Message,
    suggestion: Option<Message>,
}

/// Checks all expressions of a workflow; notes the problems, and what they use.
pub fn check_all(workflow: &Workflow, collected: &mut Collected) {
    let damaged = collected.damaged.clone();
    let names = names::Names::new(workflow, &damaged);
    let jobs = std::mem::take(&mut collected.jobs);
    for job in &jobs {
        let mut checker = check::Checker::new(&names, job);
        checker.run();
        let check::Checker { findings, uses, .. } = checker;
        for (what, id, at) in uses {
            let place = place(collected, job, at);
            collected.references.push(Reference { what, id, place, by: job.by.clone() });
        }
        for finding in findings {
            let place = place(collected, job, finding.at);
            collected.problem(Severity::Error, &place, finding.message, finding.suggestion);
        }
    }
    collected.jobs = jobs;
}

/// Every path that an expression names, hyphens written as `_`: `facts.on_loan`, `tasks.lend.met_at`. Empty if it
/// cannot be read.
pub fn paths(source: &str) -> Vec<String> {
    let mut paths = Vec::new();
    if let Ok(ex) = syntax::parse(source) {
        ex.each(&mut |part| paths.extend(guards::path(part)));
    }
    paths
}

/// The conditions that must all hold, and of each what contradicts it.
pub fn conjuncts(source: &str) -> Vec<Conjunct> {
    syntax::parse(source).map(|ex| contradictions::conjuncts(&ex)).unwrap_or_default()
}

/// The place in its file of a byte of an expression.
fn place(collected: &Collected, job: &Job, offset: usize) -> Place {
    let text = collected.texts.get(&job.file).cloned().unwrap_or_default();
    let kind = Kind::Scalar { text: job.source.as_str().into(), style: job.style };
    let at = place_in_scalar(&text, &Node { at: job.at, kind }, offset);
    Place { file: job.file.clone(), line: at.line, column: at.column }
}
