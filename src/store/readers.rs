//! Who reads which vault of a case (S18): worked out from its opening and its share and unshare events, never stored.
//! An unshare wins over a share that did not know of it.

use std::collections::{BTreeMap, BTreeSet};

use super::history::Bits;
use crate::case::Act;

/// Office → vaults that it reads.
pub type Readers = BTreeMap<String, BTreeSet<String>>;

/// One event as far as reading is concerned: its place in the case and what it changes.
pub struct Grant<'a> {
    /// Position in the case's events.
    pub at: usize,
    pub act: &'a Act,
}

/// The readers after these events. `past` says which events each event knew of; `vaults` are the case's.
pub fn readers(initial: &Readers, grants: &[Grant<'_>], past: &[Bits], vaults: &[String]) -> Readers {
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (office, read) in initial {
        pairs.extend(read.iter().map(|vault| (office.as_str(), vault.as_str())));
    }
    for grant in grants {
        if let Act::Share { office, vaults } = grant.act {
            pairs.extend(vaults.iter().map(|vault| (office.as_str(), vault.as_str())));
            pairs.insert((office, "process"));
        }
    }
    let mut result = Readers::new();
    for (office, vault) in pairs {
        let takes: Vec<usize> = grants.iter().filter(|g| taken(g.act, office, vault)).map(|g| g.at).collect();
        let first = takes.is_empty() && initial.get(office).is_some_and(|read| read.contains(vault));
        let later = || {
            grants
                .iter()
                .filter(|g| given(g.act, office, vault))
                .any(|share| takes.iter().all(|take| past.get(share.at).is_some_and(|known| known.has(*take))))
        };
        if (first || later()) && vaults.iter().any(|v| v == vault) {
            result.entry(office.to_owned()).or_default().insert(vault.to_owned());
        }
    }
    result
}

fn given(act: &Act, of: &str, vault: &str) -> bool {
    matches!(act, Act::Share { office, vaults } if office == of && (vault == "process" || vaults.iter().any(|v| v == vault)))
}

fn taken(act: &Act, of: &str, vault: &str) -> bool {
    matches!(act, Act::Unshare { office, vaults } if office == of && vaults.iter().any(|v| v == vault || v == "process"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(vault: &str) -> Act {
        Act::Share { office: "o".into(), vaults: vec![vault.into()] }
    }
    fn unshare(vault: &str) -> Act {
        Act::Unshare { office: "o".into(), vaults: vec![vault.into()] }
    }
    fn reads(acts: &[Act], past: &[&[usize]], initial: &[&str]) -> Vec<String> {
        let vaults = ["process".to_owned(), "health".to_owned(), "personal".to_owned()];
        let past: Vec<Bits> = past
            .iter()
            .map(|known| {
                let mut bits = Bits::new(acts.len());
                known.iter().for_each(|at| {
                    bits.set(*at);
                });
                bits
            })
            .collect();
        let grants: Vec<Grant<'_>> = acts.iter().enumerate().map(|(at, act)| Grant { at, act }).collect();
        let mut start = Readers::new();
        if !initial.is_empty() {
            start.insert("o".into(), initial.iter().map(|v| (*v).to_owned()).collect());
        }
        readers(&start, &grants, &past, &vaults).remove("o").unwrap_or_default().into_iter().collect()
    }

    #[test]
    fn s18_shares_and_unshares() {
        assert_eq!(reads(&[share("health")], &[&[]], &[]), ["health", "process"]);
        assert_eq!(reads(&[share("health"), unshare("health")], &[&[], &[0]], &[]), ["process"]);
        assert_eq!(reads(&[share("health"), unshare("process")], &[&[], &[0]], &[]), [""; 0]);
        assert_eq!(reads(&[unshare("health")], &[&[]], &["process", "health"]), ["process"]);
        assert_eq!(
            reads(&[unshare("process"), share("health")], &[&[], &[0]], &["process", "personal"]),
            ["health", "process"]
        );
        assert_eq!(reads(&[share("nothing")], &[&[]], &[]), ["process"]);
    }

    #[test]
    fn s18_an_unshare_wins_over_a_concurrent_share() {
        assert_eq!(reads(&[share("health"), unshare("health")], &[&[], &[]], &[]), ["process"]);
        assert_eq!(reads(&[unshare("health"), share("health")], &[&[], &[]], &["process", "health"]), ["process"]);
        assert_eq!(
            reads(&[unshare("health"), share("health")], &[&[], &[0]], &["process", "health"]),
            ["health", "process"]
        );
    }
}
