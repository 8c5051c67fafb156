//! The key files of a case as one reader sees them: which open, which are believed, and who is entitled (S18, S21).

use std::collections::{BTreeMap, BTreeSet};

use super::access::{self, Addresses};
use super::crypt::{self, Unopened};
use super::governed::Governed;
use super::names::CaseFile;
use super::readers::Readers;
use super::reading::{Group, Loader, Story};
use super::vault_keys::{KeyFile, Opened, Shut, VaultKeys};
use crate::case::Act;
use crate::error::{Error, Result};
use crate::msg;

impl Loader<'_, '_> {
    /// Opens the key files of one vault.
    pub(super) fn open_keys(&mut self, groups: &[(CaseFile, Group)], vault: &str) -> VaultKeys {
        let store = self.view.checked.store.as_str();
        let mut keys = VaultKeys::default();
        for (at, (file, group)) in groups.iter().enumerate() {
            let Some((path, blob)) = group.keys.get(vault) else { continue };
            let mut readers_differ = false;
            let opened = match self.objects.blob(*blob, crypt::FILE_LIMIT) {
                Err(unreadable) => {
                    let message = unreadable.error(path).message;
                    self.problem("damaged-object", Some(&file.ulid), Some(group.node), Some(path.clone()), message);
                    Err(Shut::Damaged)
                }
                Ok(cipher) => match self.parts.decrypt(*blob, &self.reader.identities, &cipher) {
                    Err(Unopened::NoKey) => Err(Shut::Locked),
                    Err(Unopened::Damaged | Unopened::TooLong) => Err(Shut::Damaged),
                    Ok(plain) => {
                        let read = std::str::from_utf8(&plain).ok();
                        let read = read.and_then(|text| KeyFile::parse(text, store, self.case, vault));
                        readers_differ =
                            read.as_ref().is_some_and(|f| crypt::stanzas(&cipher) != Some(f.readers.len()));
                        read.ok_or(Shut::Foreign)
                    }
                },
            };
            keys.files.push(Opened {
                ulid: file.ulid,
                member: file.member.clone(),
                node: group.node,
                path: path.clone(),
                first: at == 0,
                file: opened,
                readers_differ,
                for_us: true,
            });
        }
        keys
    }

    /// The error for an office that an unshare has ended.
    pub(super) fn no_longer_a_reader(&self) -> Error {
        let (office, case) = (self.reader.me.office.as_str(), self.case.as_str());
        Error::not_allowed(msg!("store-not-a-reader", case = case)).hint(msg!(
            "store-not-a-reader-hint",
            office = office,
            case = case
        ))
    }

    pub(super) fn not_a_reader(&self, keys: &VaultKeys, initial: &Readers) -> Error {
        let case = self.case.as_str();
        let office = self.reader.me.office.as_str();
        if self.reader.identities.is_empty() {
            return Error::not_allowed(msg!(
                "store-no-office-key",
                office = office,
                member = self.reader.me.member.as_str()
            ))
            .hint(msg!("store-no-office-key-hint", member = self.reader.me.member.as_str()));
        }
        if keys.files.iter().any(|f| matches!(f.file, Err(Shut::Damaged))) && keys.locked().count() == 0 {
            return Error::damaged(msg!("store-case-damaged", case = case));
        }
        // What it reads from the beginning is known without a key: then somebody left it out.
        if initial.contains_key(office) && keys.files.iter().any(|f| f.first && f.file.is_err()) {
            return Error::not_allowed(msg!("store-locked-out", office = office, case = case));
        }
        Error::not_allowed(msg!("store-not-a-reader", case = case)).hint(msg!(
            "store-not-a-reader-hint",
            office = office,
            case = case
        ))
    }

    /// Who reads since the opening: the opener's office all vaults, standing offices those that they name, judged by
    /// the state that the opener had before him.
    pub(super) fn initial_readers(
        &mut self,
        opening: &Group,
        vaults: &[String],
        addresses: &mut Addresses,
    ) -> Result<Readers> {
        let history = &self.view.checked.history;
        let node = &history.nodes[opening.node];
        let (Some((line, state)), Some(parent), Some(commit)) =
            (history.state_before(opening.node), node.parents.first(), node.commit.as_ref())
        else {
            return Ok(Readers::new());
        };
        let Some(parent_tree) = history.nodes[*parent].commit.as_ref().map(|c| c.tree) else {
            return Ok(Readers::new());
        };
        let reachable = addresses.all(self.objects, history, parent_tree, line, &self.view.checked.store)?;
        let opener = state.members.get(&commit.author).map(|m| m.office.clone()).unwrap_or_default();
        Ok(standing_readers(&opener, state, vaults, |office| reachable.contains_key(office)))
    }

    /// Refuses key files whose commit does not count or whose author's office did not read the vault (S21), and looks
    /// whether the others name exactly those who read then.
    pub(super) fn entitle(
        &mut self,
        keys: &mut VaultKeys,
        story: &Story,
        vault: &str,
        addresses: &mut Addresses,
    ) -> Result<()> {
        let history = &self.view.checked.history;
        for opened in &mut keys.files {
            let at = story.groups.iter().position(|(_, group)| group.node == opened.node);
            let (Some(at), Some((line, state))) = (at, history.state_before(opened.node)) else { continue };
            let office = state.members.get(&opened.member).map(|m| m.office.as_str()).unwrap_or_default();
            let before = story.readers(|other, _| story.past[at].has(other));
            let entitled = story.counts[at] && before.get(office).is_some_and(|reads| reads.contains(vault));
            if !entitled && opened.file.as_ref().err() != Some(&Shut::Damaged) {
                opened.file = Err(Shut::NotEntitled);
            }
            let parent = history.nodes[opened.node].parents.first().map(|parent| &history.nodes[*parent]);
            let tree = parent.and_then(|parent| parent.commit.as_ref()).map(|commit| commit.tree);
            if let (Ok(_) | Err(Shut::Locked), Some(tree)) = (&opened.file, tree) {
                // An unshare's own key files are still for those whom it ends.
                let after = story
                    .readers(|other, act| story.past[at].has(other) || other == at && matches!(act, Act::Share { .. }));
                let offices =
                    after.iter().filter(|(_, reads)| reads.contains(vault)).map(|(office, _)| office.as_str());
                let reachable = addresses.all(self.objects, history, tree, line, &self.view.checked.store)?;
                let named = access::readers_of(offices, reachable, state);
                opened.for_us = named.iter().any(|(office, _)| *office == self.reader.me.office);
                opened.readers_differ |= opened.file.as_ref().is_ok_and(|file| file.readers != named);
            }
        }
        keys.check_continuity();
        Ok(())
    }

    pub(super) fn report_keys(&mut self, keys: &BTreeMap<String, VaultKeys>) {
        for opened in keys.values().flat_map(|k| &k.files) {
            let path = opened.path.as_str();
            let (code, message) = match &opened.file {
                Ok(_) if opened.readers_differ => ("readers-differ", msg!("store-find-key-readers", path = path)),
                Ok(_) => continue,
                Err(Shut::Locked) if !opened.for_us => continue,
                Err(Shut::Locked) => ("locked-out", msg!("store-find-key-locked", path = path)),
                Err(Shut::Damaged) => ("part-damaged", msg!("store-find-part-damaged", path = path)),
                Err(Shut::Foreign) => ("foreign-key-file", msg!("store-find-key-foreign", path = path)),
                Err(Shut::Truncated) => ("key-file-truncated", msg!("store-find-key-truncated", path = path)),
                Err(Shut::NotEntitled) => ("key-file-planted", msg!("store-find-key-planted", path = path)),
            };
            let (ulid, node, path) = (opened.ulid, opened.node, opened.path.clone());
            self.problem(code, Some(&ulid), Some(node), Some(path), message);
        }
    }
}

/// The readers of a new case: the opener's office all vaults, standing offices what they name and with it `process`.
pub(super) fn standing_readers(
    opener: &str,
    state: &Governed,
    vaults: &[String],
    reachable: impl Fn(&str) -> bool,
) -> Readers {
    let mut initial = Readers::new();
    for (id, office) in &state.offices {
        if id != opener && !reachable(id) {
            continue;
        }
        let mut reads: BTreeSet<String> = office.reads.iter().filter(|v| vaults.contains(v)).cloned().collect();
        if id == opener {
            reads.extend(vaults.iter().cloned());
        }
        if !reads.is_empty() {
            reads.insert("process".to_owned());
            initial.insert(id.clone(), reads);
        }
    }
    initial
}
