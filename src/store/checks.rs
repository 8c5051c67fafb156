//! What is checked of one commit, by its kind of operation (S3, S4, S9-S11, S16, S19).

use std::collections::BTreeMap;
use std::sync::Arc;

use git2::Oid;

use super::attachment::PIECE_LIMIT;
use super::commit::{self, Commit};
use super::crypt;
use super::governed::{Governed, Member};
use super::history::Step;
use super::merge::{self, NoMerge};
use super::names::{AddedPath, CaseFileKind, CaseId, StepFile};
use super::objects::Change;
use super::office_keys::{self, StepError};
use super::sshsig::{self, Bad};
use super::verify::{CLOCK_SLACK, Check, Checker, Fault, Severity, damaged, fault, fault_at};
use crate::msg;

impl Checker<'_, '_> {
    pub(super) fn clock(&mut self, at: usize, parent: usize, commit: &Commit) {
        let latest = self.to.history.nodes[parent].latest;
        if !commit.manifest.clock_set && commit.seconds < latest.saturating_sub(CLOCK_SLACK) {
            let message = msg!("store-find-clock", member = commit.author.as_str());
            self.find(at, fault("clock-behind", message), Severity::Warning);
        }
    }

    pub(super) fn root(&mut self, at: usize, commit: &Commit, known: bool) -> Check {
        let governed = Governed::read(self.objects, commit.tree, None)?;
        if governed.settings.store != commit.manifest.store {
            return Err(fault_at(
                "bad-governance",
                "sop.toml",
                msg!("store-find-other-store", store = governed.settings.store.as_str()),
            ));
        }
        if !known {
            self.to.checked += 1;
            let changes = self.objects.changes(None, Some(commit.tree))?;
            if let Some(change) = changes.iter().find(|c| c.path.starts_with("cases/") || c.path.starts_with("keys/")) {
                return Err(fault_at(
                    "foreign-file",
                    change.path.as_str(),
                    msg!("store-find-foreign-file", path = change.path.as_str()),
                ));
            }
            let by_member = governed.members.get(&commit.author);
            let named = by_member.is_some_and(|m| m.admin && m.since == commit.time()) || commit.author == "recovery";
            if governed.members.values().any(|m| m.since != commit.time() || m.revoked.is_some()) || !named {
                return Err(fault("bad-governance", msg!("store-find-root-members")));
            }
            self.signed_by_root(commit, &governed, by_member.map(|m| m.card.key.as_str()))?;
            self.digest_of(commit, governed.files.iter().map(|(path, id)| (path.clone(), *id)))?;
        }
        self.to.history.line.push(Step { node: at, before: None, state: Arc::new(governed) });
        self.to.history.nodes[at].line = Some(self.to.history.line.len() - 1);
        Ok(())
    }

    /// Signed with a root key of that state; `own`: the key that it must be, for a member.
    pub(super) fn signed_by_root(&self, commit: &Commit, governed: &Governed, own: Option<&str>) -> Check {
        let candidates = governed.settings.root.iter().filter(|key| own.is_none_or(|own| own == key.as_str()));
        let good = candidates.filter_map(|key| sshsig::public_key(key)).any(|key| commit.verify(&key).is_ok());
        if good { Ok(()) } else { Err(fault("bad-signature", msg!("store-find-root-signature"))) }
    }

    /// The member who signed, active in the state before him.
    pub(super) fn signer<'s>(&self, commit: &Commit, state: &'s Governed) -> Check<&'s Member> {
        let author = commit.author.as_str();
        let Some(member) = state.members.get(author) else {
            return Err(fault("not-a-member", msg!("store-find-not-member", member = author)));
        };
        let key = member.key().ok_or_else(|| fault("bad-signature", msg!("store-find-signature", member = author)))?;
        commit.verify(&key).map_err(|bad| {
            let message = match bad {
                Bad::Form => msg!("store-find-signature-form"),
                Bad::Namespace => msg!("store-find-signature-namespace"),
                Bad::Key => msg!("store-find-signature-key", member = author),
                Bad::Bytes => msg!("store-find-signature", member = author),
            };
            fault("bad-signature", message)
        })?;
        if !member.active() {
            return Err(fault("revoked-member", msg!("store-find-revoked", member = author)));
        }
        Ok(member)
    }

    pub(super) fn govern(
        &mut self,
        at: usize,
        commit: &Commit,
        parent: usize,
        parent_tree: Oid,
        state: &Arc<Governed>,
        known: bool,
    ) -> Check {
        let governed = Governed::read(self.objects, commit.tree, Some(state))?;
        if !known {
            for change in self.objects.changes(Some(parent_tree), Some(commit.tree))? {
                if change.path.starts_with("cases/") || change.path.starts_with("keys/") {
                    return Err(not_only_added(&change));
                }
            }
            let by_root = if commit.author == "recovery" {
                self.signed_by_root(commit, state, None)?;
                true
            } else {
                let member = self.signer(commit, state)?;
                let by_root = state.settings.root.contains(&member.card.key);
                if !member.admin && !by_root {
                    return Err(fault("not-an-admin", msg!("store-find-not-admin", member = member.member.as_str())));
                }
                by_root
            };
            governed.may_follow(state, by_root, commit.time())?;
            self.digest_of(commit, governed.files.iter().map(|(path, id)| (path.clone(), *id)))?;
        }
        let before = self.to.history.nodes[parent].line;
        self.to.history.line.push(Step { node: at, before, state: Arc::new(governed) });
        self.to.history.nodes[at].line = Some(self.to.history.line.len() - 1);
        Ok(())
    }

    pub(super) fn keys(
        &mut self,
        at: usize,
        commit: &Commit,
        parent: usize,
        parent_tree: Oid,
        state: &Governed,
    ) -> Check {
        let changes = self.objects.changes(Some(parent_tree), Some(commit.tree))?;
        let mut files: BTreeMap<bool, (String, StepFile, String, Oid)> = BTreeMap::new();
        for change in &changes {
            let id = self.added(change, commit)?;
            let Some(AddedPath::Step(office, file)) = AddedPath::parse(&change.path) else {
                return Err(fault_at(
                    "foreign-file",
                    change.path.as_str(),
                    msg!("store-find-foreign-file", path = change.path.as_str()),
                ));
            };
            files.insert(file.key, (office, file, change.path.clone(), id));
        }
        let (Some((office, file, path, id)), Some((key_office, _, key_path, key_id)), 2) =
            (files.get(&false), files.get(&true), changes.len())
        else {
            return Err(fault("bad-key-step", msg!("store-find-step", why = "not-two-files")));
        };
        if office != key_office {
            return Err(fault("bad-key-step", msg!("store-find-step", why = "two-offices")));
        }
        self.size(key_path, *key_id, crypt::FILE_LIMIT)?;
        let by_recovery = commit.author == "recovery";
        if by_recovery {
            self.signed_by_root(commit, state, None)?;
        } else {
            self.signer(commit, state)?;
        }
        let bad = |why| fault_at("bad-key-step", path.as_str(), msg!("store-find-step", why = why));
        let bytes = self.objects.blob(*id, 1 << 16).map_err(|u| damaged(path, &u))?;
        let step = office_keys::parse(&bytes, &commit.manifest.store, office, file).map_err(bad)?;
        let line = self.to.history.nodes[parent].line.unwrap_or_default();
        let before = office_keys::steps(self.objects, &self.to.history, parent_tree, line, &self.to.store, office)
            .map_err(|error| match error {
                StepError::Tree(error) => error.into(),
                StepError::Unreadable(unreadable, path) => damaged(&path, &unreadable),
            })?;
        office_keys::may_step(state, office, &commit.author, &step, &before, by_recovery).map_err(bad)?;
        let added = [(path.clone(), *id), (key_path.clone(), *key_id)];
        self.digest_or_damage(at, commit, &added)
    }

    pub(super) fn event(&mut self, at: usize, commit: &Commit, parent_tree: Oid, state: &Governed) -> Check {
        let Some(case) = commit.manifest.case.clone() else {
            return Err(fault("foreign-commit", msg!("store-find-foreign-commit")));
        };
        let changes = self.objects.changes(Some(parent_tree), Some(commit.tree))?;
        let mut added = Vec::new();
        let (mut process_parts, mut process_keys) = (0, 0);
        for change in &changes {
            let id = self.added(change, commit)?;
            let path = change.path.as_str();
            let file = match AddedPath::parse(path) {
                Some(AddedPath::Case(of, file)) if of == case => file,
                _ => return Err(fault_at("foreign-file", path, msg!("store-find-foreign-file", path = path))),
            };
            let limit = match file.kind {
                CaseFileKind::Part | CaseFileKind::Key => crypt::FILE_LIMIT,
                CaseFileKind::Piece { .. } => PIECE_LIMIT,
            };
            self.size(path, id, limit)?;
            if file.vault == "process" {
                process_parts += usize::from(file.kind == CaseFileKind::Part);
                process_keys += usize::from(file.kind == CaseFileKind::Key);
            }
            added.push((change.path.clone(), id));
        }
        if process_parts != 1 {
            return Err(fault("bad-event", msg!("store-find-event-parts")));
        }
        let folder = case.folder();
        let before = self.objects.folder(parent_tree, &folder)?;
        if before.is_empty() {
            let opened = CaseId::of_opening(&commit.manifest.store, &commit.author, &commit.manifest.ulid);
            if opened != case || process_keys != 1 {
                return Err(fault_at("bad-opening", folder.as_str(), msg!("store-find-opening", case = case.as_str())));
            }
        } else {
            let id = commit.manifest.ulid.to_string();
            if before.iter().any(|entry| entry.name.starts_with(&id)) {
                return Err(fault_at("id-used-twice", folder.as_str(), msg!("store-find-twice", id = id)));
            }
        }
        self.signer(commit, state)?;
        self.digest_or_damage(at, commit, &added)
    }

    pub(super) fn merge(&mut self, at: usize, commit: &Commit) -> Check {
        self.to.checked += 1;
        let parents = self.to.history.nodes[at].parents.clone();
        let [one, other] = parents[..] else {
            return Err(fault("bad-merge", msg!("store-find-merge", why = "parents")));
        };
        match merge::merge(self.objects, &self.to.history, one, other, false) {
            Ok((expected, twice)) => {
                if expected != *commit {
                    return Err(fault("bad-merge", msg!("store-find-merge", why = "differs")));
                }
                for path in twice {
                    let message = msg!("store-find-same-path", path = path.as_str());
                    self.find(at, fault_at("same-path-twice", path, message), Severity::Error);
                }
                Ok(())
            }
            Err(NoMerge::TwoLines) => Err(fault("two-lines", msg!("store-find-two-lines"))),
            Err(NoMerge::Contained) => Err(fault("bad-merge", msg!("store-find-merge", why = "contained"))),
            Err(NoMerge::Tree(error)) => Err(error.into()),
            Err(NoMerge::Write(error)) => Err(fault("bad-merge", error.message)),
        }
    }

    /// The blob of a file that this commit adds under its own ULID and its author's id (S3).
    pub(super) fn added(&self, change: &Change, commit: &Commit) -> Check<Oid> {
        let path = change.path.as_str();
        let id = match (change.old, change.new) {
            (None, Some(id)) => id,
            _ => return Err(not_only_added(change)),
        };
        match AddedPath::parse(path) {
            None if path.starts_with("cases/") || path.starts_with("keys/") => {
                Err(fault_at("foreign-file", path, msg!("store-find-foreign-file", path = path)))
            }
            None => Err(fault_at("governed-change", path, msg!("store-find-governed-change", path = path))),
            Some(read) if *read.ulid() != commit.manifest.ulid || read.member() != commit.author => {
                Err(fault_at("stray-file", path, msg!("store-find-stray", path = path)))
            }
            Some(_) => Ok(id),
        }
    }

    pub(super) fn size(&self, path: &str, id: Oid, limit: usize) -> Check {
        match self.objects.blob_size(id) {
            Ok(size) if size > limit => Err(fault_at("too-long", path, msg!("store-find-too-long", path = path))),
            // What is missing or damaged is reported with the digest, and does not make the commit a bad one.
            _ => Ok(()),
        }
    }

    /// The digest over added files. One that cannot be read is damage, not a fault of the commit: its name in the
    /// signed tree says which bytes it must have, and another clone may still have them.
    pub(super) fn digest_or_damage(&mut self, at: usize, commit: &Commit, files: &[(String, Oid)]) -> Check {
        match self.digest_of(commit, files.iter().cloned()) {
            Err(fault) if fault.damage => {
                self.find(at, fault, Severity::Error);
                Ok(())
            }
            result => result,
        }
    }

    pub(super) fn digest_of(&mut self, commit: &Commit, files: impl Iterator<Item = (String, Oid)>) -> Check {
        let mut lines = Vec::new();
        for (path, id) in files {
            let sum = match self.sums.get(&id) {
                Some(sum) => *sum,
                None => {
                    let bytes = self.objects.blob(id, PIECE_LIMIT).map_err(|u| damaged(&path, &u))?;
                    let sum = commit::sha256(&bytes);
                    // Only governed files come again and again.
                    if !path.starts_with("cases/") {
                        self.sums.insert(id, sum);
                    }
                    sum
                }
            };
            lines.push((path, sum));
        }
        let digest = commit::digest(lines.iter().map(|(path, sum)| (path.as_str(), *sum)));
        if commit.manifest.digest.as_deref() == Some(digest.as_str()) {
            Ok(())
        } else {
            Err(fault("bad-digest", msg!("store-find-digest")))
        }
    }
}

fn not_only_added(change: &Change) -> Fault {
    let path = change.path.as_str();
    if !path.starts_with("cases/") && !path.starts_with("keys/") {
        return fault_at("governed-change", path, msg!("store-find-governed-change", path = path));
    }
    match change.new {
        None => fault_at("removed-file", path, msg!("store-find-removed", path = path)),
        Some(_) if change.old.is_some() => fault_at("changed-file", path, msg!("store-find-changed", path = path)),
        Some(_) => fault_at("foreign-file", path, msg!("store-find-foreign-file", path = path)),
    }
}
