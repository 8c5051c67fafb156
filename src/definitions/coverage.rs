//! Which provision of the act is carried by what.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::collected::{Reference, What};
use super::model::{Id, Norm, Workflow};
use crate::language::Lang;

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

/// The provisions of one part of the act: those whose ids begin alike.
#[derive(Debug)]
pub struct Section<'w> {
    /// What the ids begin with: `LB` of `LB-003`.
    pub prefix: &'w str,
    /// The place that all of them have in common, else the places where they begin.
    pub title: String,
    /// From the first line of the act to the last, where lines are given.
    pub lines: Option<(u32, u32)>,
    pub norms: Vec<&'w Norm>,
}

/// The parts of the act, in the order of the definitions.
pub fn sections(workflow: &Workflow, lang: Lang) -> Vec<Section<'_>> {
    let mut grouped: IndexMap<&str, Vec<&Norm>> = IndexMap::new();
    for norm in workflow.norms.values() {
        let prefix = norm.id.split_once('-').map_or(norm.id.as_str(), |(prefix, _)| prefix);
        grouped.entry(prefix).or_default().push(norm);
    }
    let about = |norms: &[&Norm]| {
        let mut title = norms.first().map(|norm| norm.locate.get(lang)).unwrap_or_default();
        for norm in norms {
            title = common(title, norm.locate.get(lang));
        }
        let mut title = title.to_owned();
        if title.is_empty() {
            let mut firsts: Vec<&str> = norms.iter().filter_map(|norm| parts(norm.locate.get(lang)).next()).collect();
            let mut seen = BTreeSet::new();
            firsts.retain(|first| seen.insert(*first));
            title = match firsts.as_slice() {
                [first, _, _, .., last] => format!("{first} … {last}"),
                few => few.join(", "),
            };
        }
        let lines = norms.iter().filter_map(|norm| norm.lines);
        let lines = lines.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        (title, lines)
    };
    grouped
        .into_iter()
        .map(|(prefix, norms)| {
            let (title, lines) = about(&norms);
            Section { prefix, title, lines, norms }
        })
        .collect()
}

/// The beginnings of a place that end at a comma outside quotes, and the whole.
fn parts(place: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let ends = place.char_indices().filter_map(move |(at, c)| {
        match c {
            '“' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            _ => {}
        }
        (c == ',' && !quoted).then_some(at)
    });
    ends.chain([place.len()]).map(|end| &place[..end])
}

/// The longest such beginning that both places have.
fn common<'p>(one: &'p str, other: &str) -> &'p str {
    parts(one).filter(|part| parts(other).any(|known| known == *part)).last().unwrap_or_default()
}

/// Whether something of the kind that the provision names is among what cites it.
pub fn carries(enforce: &str, by: &[String]) -> bool {
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
