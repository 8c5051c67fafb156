//! Which provision of the act is carried by what.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::collected::{Reference, What};
use super::model::{Id, Workflow};

/// The matrix of provisions and what cites them.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Who cites each provision (`task:lend`, `field:X1.title`), in the order of the definitions.
    pub by: IndexMap<Id, Vec<String>>,
    /// Provisions that nothing cites, and that are not references with a reason.
    pub gaps: BTreeSet<Id>,
    /// Provisions that something cites, but nothing of the kind that they say carries them; with that kind.
    pub otherwise: BTreeMap<Id, String>,
}

impl Coverage {
    pub(super) fn of(workflow: &Workflow, references: &[Reference]) -> Coverage {
        let mut coverage = Coverage::default();
        for norm in workflow.norms.keys() {
            coverage.by.insert(norm.clone(), Vec::new());
        }
        for reference in references.iter().filter(|reference| reference.what == What::Norm) {
            if let Some(by) = coverage.by.get_mut(&reference.id)
                && !by.iter().any(|known| **known == *reference.by)
            {
                by.push(reference.by.to_string());
            }
        }
        for norm in workflow.norms.values() {
            let by = coverage.by.get(&norm.id).map(Vec::as_slice).unwrap_or_default();
            if by.is_empty() {
                if norm.enforce != "reference" || norm.note.is_none() {
                    coverage.gaps.insert(norm.id.clone());
                }
            } else if !carries(&norm.enforce, by) {
                coverage.otherwise.insert(norm.id.clone(), norm.enforce.clone());
            }
        }
        coverage
    }

    /// Provisions that are carried.
    pub fn covered(&self) -> usize {
        self.by.len() - self.gaps.len()
    }
}

/// Whether something of the kind that the provision names is among what cites it.
fn carries(enforce: &str, by: &[String]) -> bool {
    let any = |kinds: &[&str]| by.iter().any(|by| by.split_once(':').is_some_and(|(kind, _)| kinds.contains(&kind)));
    match enforce {
        "task" => any(&["task"]),
        "rule-deny" | "rule-warn" | "rule-breach" => any(&["rule", "check"]),
        // A field of a task is `task:lend.days`.
        "form-field" => {
            any(&["field", "list", "form"]) || by.iter().any(|by| by.starts_with("task:") && by.contains('.'))
        }
        "role" => any(&["role"]),
        "vault" => any(&["vault"]),
        "fact" => any(&["fact"]),
        _ => true,
    }
}
