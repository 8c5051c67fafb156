//! The store's own definitions (`workflows/<fingerprint>/…`, governed): each version stays under its fingerprint, so
//! that a case can go on under the one that it was opened with. `sop.toml` names the one in force.

use super::Store;
use super::govern::{Appointed, governed_error};
use super::governed::{GovernedError, Settings, WorkflowRef};
use super::keys::Keys;
use super::objects::Objects;
use super::write::Moment;
use crate::error::{Error, Result};
use crate::msg;

/// The greatest length of one file of definitions.
const FILE_LIMIT: usize = 2 << 20;

fn folder(hash: &str) -> String {
    format!("workflows/{hash}/")
}

impl Store {
    /// Whether the store keeps definitions of its own.
    pub fn has_definitions(&self) -> bool {
        self.governed().files.keys().any(|path| path.starts_with("workflows/"))
    }

    /// The fingerprints of all definitions that the store keeps.
    pub fn kept_definitions(&self) -> Vec<String> {
        let governed = self.governed();
        let folders = governed.files.keys().filter_map(|path| path.strip_prefix("workflows/")?.split_once('/'));
        let mut hashes: Vec<String> = folders.map(|(hash, _)| hash.to_owned()).collect();
        hashes.dedup();
        hashes
    }

    /// The files of the definitions that the store keeps under this fingerprint, by their names within the procedure;
    /// none if it keeps none.
    ///
    /// # Errors
    /// A file that is damaged or no text.
    pub fn definitions(&self, hash: &str) -> Result<Option<Vec<(String, String)>>> {
        let (governed, folder) = (self.governed(), folder(hash));
        let objects = Objects::new(&self.repo)?;
        let mut files = Vec::new();
        for (path, id) in governed.files.range(folder.clone()..) {
            let Some(name) = path.strip_prefix(&folder) else { break };
            let bytes = objects
                .blob(*id, FILE_LIMIT)
                .map_err(|unreadable| governed_error(GovernedError::Unreadable(unreadable, path.clone())))?;
            let text =
                String::from_utf8(bytes).map_err(|_| governed_error(GovernedError::Bad(path.clone(), "not-text")))?;
            files.push((name.to_owned(), text));
        }
        Ok(Some(files).filter(|files| !files.is_empty()))
    }

    /// Keeps a copy of definitions and puts them in force: one governance commit, by an admin. Earlier versions stay.
    ///
    /// # Errors
    /// They are in force already, are another procedure's, or a file's name cannot stand in a store (exit 2); the key
    /// is no admin's (exit 4).
    pub fn pin(
        &self,
        keys: &Keys,
        workflow: &WorkflowRef,
        files: &[(String, String)],
        time_zone: &str,
        moment: Moment,
    ) -> Result<Appointed> {
        self.govern(keys, moment, |state| {
            let folder = folder(&workflow.hash);
            let kept = state.files.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder));
            if state.settings.workflow == *workflow && kept {
                return Err(Error::invalid(msg!("store-pinned-already", hash = short(&workflow.hash))));
            }
            if state.settings.workflow.id != workflow.id {
                let (ours, theirs) = (state.settings.workflow.id.as_str(), workflow.id.as_str());
                return Err(Error::invalid(msg!("store-pin-other-procedure", ours = ours, theirs = theirs)));
            }
            let good = |name: &str| name.split('/').all(|word| super::names::is_tree_name(word, false));
            if let Some((name, _)) = files.iter().find(|(name, _)| !good(name)) {
                return Err(Error::invalid(msg!("store-pin-bad-name", name = name)));
            }
            let settings =
                Settings { workflow: workflow.clone(), time_zone: time_zone.to_owned(), ..(*state.settings).clone() };
            let mut changed = vec![("sop.toml".to_owned(), toml::to_string(&settings).unwrap_or_default())];
            if !kept {
                changed.extend(files.iter().map(|(name, text)| (format!("{folder}{name}"), text.clone())));
            }
            Ok(changed)
        })
    }
}

/// As much of a fingerprint as people compare.
pub fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
