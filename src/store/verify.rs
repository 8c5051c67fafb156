//! Checking a history without any key (S3, S4, S9-S11, S16, S19, S24): each commit by the governed state that its
//! author had before him. What lies below a head that this computer accepted earlier is read but not checked again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use git2::Oid;

use super::commit::{self, Commit, Op};
use super::crypt;
use super::governed::{self, Governed, GovernedError, Member};
use super::history::{self, History, Step};
use super::merge::{self, NoMerge};
use super::names::{AddedPath, CaseFileKind, CaseId, StepFile};
use super::objects::{Change, Objects, TreeError, Unreadable};
use super::office_keys::{self, StepError};
use super::sshsig::{self, Bad};
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// A clock this many seconds behind an ancestor is out of order (S9).
pub const CLOCK_SLACK: i64 = 600;
/// The greatest length of one piece of an attachment (S8).
const PIECE_LIMIT: usize = 8 << 20;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// Something that the check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// A stable word (`bad-signature`).
    pub code: &'static str,
    pub severity: Severity,
    /// An object is missing or damaged: not somebody's doing, but the disk's or the transfer's.
    pub damage: bool,
    pub commit: Option<String>,
    pub path: Option<String>,
    pub case: Option<CaseId>,
    pub message: Message,
}

/// A history, checked.
#[derive(Default)]
pub struct Checked {
    pub history: History,
    pub findings: Vec<Finding>,
    /// The newest node that is good with all its ancestors: the head itself if nothing is wrong.
    pub usable: Option<usize>,
    /// Position of the head.
    pub head: usize,
    /// How many commits were checked, and not only read because they were accepted before.
    pub checked: usize,
    /// The store, or a part of it, is of this newer format (S1).
    pub newer: Option<u32>,
    /// The store's id, from its first commit.
    pub store: String,
    /// SHA-256 of the first raw commit (S15).
    pub root: String,
}

/// Why one commit is not good: the code of the finding, the path concerned, and the words.
struct Fault {
    code: &'static str,
    path: Option<String>,
    damage: bool,
    message: Message,
}

fn fault(code: &'static str, message: Message) -> Fault {
    Fault { code, path: None, damage: false, message }
}

fn fault_at(code: &'static str, path: impl Into<String>, message: Message) -> Fault {
    Fault { code, path: Some(path.into()), damage: false, message }
}

fn damaged(path: &str, unreadable: &Unreadable) -> Fault {
    let message = unreadable.error(path).message;
    Fault { code: "damaged-object", path: Some(path.to_owned()), damage: true, message }
}

impl From<TreeError> for Fault {
    fn from(error: TreeError) -> Fault {
        match error {
            TreeError::Unreadable(unreadable) => damaged("", &unreadable),
            TreeError::Bad(bad) => {
                fault_at("foreign-file", bad.path.clone(), msg!("store-tree-bad", path = bad.path, why = bad.why))
            }
        }
    }
}

impl From<GovernedError> for Fault {
    fn from(error: GovernedError) -> Fault {
        match error {
            GovernedError::Unreadable(unreadable, path) => damaged(&path, &unreadable),
            GovernedError::Tree(bad) => TreeError::Bad(bad).into(),
            GovernedError::Bad(path, why) => {
                fault_at("bad-governance", path.clone(), msg!("store-find-governed", path = path, why = why))
            }
            GovernedError::Newer(format) => fault("newer-format", msg!("store-newer", format = format)),
        }
    }
}

type Check<T = ()> = std::result::Result<T, Fault>;

/// Reads and checks everything below `head`. `accepted`: a head that was checked and accepted on this computer.
pub fn check(objects: &Objects<'_>, head: Oid, accepted: Option<Oid>) -> Result<Checked> {
    let walked = history::walk(objects, head, |_| false).map_err(|broken| broken_error(objects, &broken))?;
    let accepted = accepted.filter(|id| walked.iter().any(|(walked, ..)| walked == id));
    let below = accepted.map(|id| below(&walked, id));
    let mut checker = Checker { objects, sums: HashMap::new(), to: Checked::default() };
    for (id, parents, commit) in walked {
        let known = below.as_ref().is_some_and(|set| set.contains(&id));
        checker.add(id, &parents, commit, known)?;
    }
    let mut checked = checker.to;
    checked.head = checked.history.nodes.len().saturating_sub(1);
    checked.usable = usable(&checked.history, checked.head, accepted);
    Ok(checked)
}

/// Reads and checks what is new below `head`, on top of what was checked before.
pub fn check_more(objects: &Objects<'_>, checked: &mut Checked, head: Oid) -> Result<()> {
    let known = |id: Oid| checked.history.by_id.contains_key(&id);
    let walked = history::walk(objects, head, known).map_err(|broken| broken_error(objects, &broken))?;
    let accepted = checked.usable.map(|at| checked.history.nodes[at].id);
    let mut checker = Checker { objects, sums: HashMap::new(), to: std::mem::take(checked) };
    let mut result = Ok(());
    for (id, parents, commit) in walked {
        result = checker.add(id, &parents, commit, false);
        if result.is_err() {
            break;
        }
    }
    *checked = checker.to;
    result?;
    if let Some(at) = checked.history.by_id.get(&head) {
        checked.head = *at;
    }
    checked.usable = usable(&checked.history, checked.head, accepted);
    Ok(())
}

fn below(walked: &[(Oid, Vec<Oid>, Option<Commit>)], id: Oid) -> std::collections::HashSet<Oid> {
    let mut set = std::collections::HashSet::from([id]);
    for (id, parents, _) in walked.iter().rev() {
        if set.contains(id) {
            set.extend(parents);
        }
    }
    set
}

/// The newest good node: the head, or the good ancestor that contains what was accepted before, the latest first.
fn usable(history: &History, head: usize, accepted: Option<Oid>) -> Option<usize> {
    let accepted = accepted.and_then(|id| history.by_id.get(&id).copied());
    let mut best: Option<(bool, i64, usize)> = None;
    let mut seen = history::Bits::new(history.nodes.len());
    let mut todo = vec![head];
    while let Some(at) = todo.pop() {
        if !seen.set(at) {
            continue;
        }
        let node = &history.nodes[at];
        if !node.good {
            todo.extend(&node.parents);
            continue;
        }
        let keeps = accepted.is_none_or(|a| history.ancestors(at).has(a));
        let rank = (keeps, node.commit.as_ref().map_or(i64::MIN, |c| c.seconds), at);
        if best.is_none_or(|best| rank > best) {
            best = Some(rank);
        }
    }
    best.map(|(_, _, at)| at)
}

fn broken_error(objects: &Objects<'_>, broken: &history::Broken) -> Error {
    let shallow = objects.repo.path().join("shallow").exists();
    match broken.child {
        Some(child) if shallow => {
            Error::damaged(msg!("store-cut-off", commit = child.to_string())).hint(msg!("store-cut-off-hint"))
        }
        _ => broken.object.error("-"),
    }
}

struct Checker<'a, 'r> {
    objects: &'a Objects<'r>,
    /// SHA-256 of blobs that were read.
    sums: HashMap<Oid, [u8; 32]>,
    /// What is known so far.
    to: Checked,
}

impl Checker<'_, '_> {
    fn add(&mut self, id: Oid, parents: &[Oid], commit: Option<Commit>, known: bool) -> Result<()> {
        let at = self.to.history.push(id, parents, commit);
        let parents = self.to.history.nodes[at].parents.clone();
        let good_below = parents.iter().all(|p| self.to.history.nodes[*p].good);
        if at == 0 {
            let raw = self.objects.commit(id).map_err(|u| u.error("-"))?;
            self.to.root = commit::hex(&commit::sha256(&raw));
        }
        self.inherit_line(at);
        match self.judge(at, known) {
            Ok(()) => self.to.history.nodes[at].good = good_below,
            Err(fault) => {
                if fault.code == "newer-format" {
                    self.to.newer = Some(governed::FORMAT + 1);
                }
                self.find(at, fault, Severity::Error);
            }
        }
        Ok(())
    }

    fn find(&mut self, at: usize, fault: Fault, severity: Severity) {
        let node = &self.to.history.nodes[at];
        let path_case = fault.path.as_deref().and_then(AddedPath::parse).and_then(|path| match path {
            AddedPath::Case(case, _) => Some(case),
            AddedPath::Step(..) => None,
        });
        self.to.findings.push(Finding {
            code: fault.code,
            severity,
            damage: fault.damage,
            commit: Some(node.id.to_string()),
            case: node.commit.as_ref().and_then(|c| c.manifest.case.clone()).or(path_case),
            path: fault.path,
            message: fault.message,
        });
    }

    /// Before its own check a node stands on its parents' governance: the later step, if one goes before the other.
    fn inherit_line(&mut self, at: usize) {
        let lines: Vec<Option<usize>> =
            self.to.history.nodes[at].parents.iter().map(|p| self.to.history.nodes[*p].line).collect();
        self.to.history.nodes[at].line = match lines[..] {
            [line] => line,
            [Some(a), Some(b)] if self.to.history.on_line(a, b) => Some(b),
            [Some(a), Some(b)] if self.to.history.on_line(b, a) => Some(a),
            _ => None,
        };
    }

    fn judge(&mut self, at: usize, known: bool) -> Check {
        let node = &self.to.history.nodes[at];
        let Some(commit) = node.commit.clone() else {
            return Err(fault("foreign-commit", msg!("store-find-foreign-commit")));
        };
        if at == 0 {
            self.to.store.clone_from(&commit.manifest.store);
        } else if commit.manifest.store != self.to.store {
            return Err(fault("foreign-commit", msg!("store-find-other-store", store = commit.manifest.store)));
        }
        if commit.manifest.op == Op::Root {
            return self.root(at, &commit, known);
        }
        let parents = node.parents.clone();
        if commit.manifest.op == Op::Merge {
            return if known { Ok(()) } else { self.merge(at, &commit) };
        }
        let Some((parent, state)) = parents.first().and_then(|p| {
            let node = &self.to.history.nodes[*p];
            Some((*p, self.to.history.line[node.line?].state.clone()))
        }) else {
            return Err(fault("foreign-commit", msg!("store-find-no-state")));
        };
        let Some(parent_tree) = self.to.history.nodes[parent].commit.as_ref().map(|c| c.tree) else {
            return Err(fault("foreign-commit", msg!("store-find-no-state")));
        };
        if !known {
            self.to.checked += 1;
            self.clock(at, parent, &commit);
        }
        match commit.manifest.op {
            Op::Govern => self.govern(at, &commit, parent, parent_tree, &state, known),
            Op::Keys if !known => self.keys(at, &commit, parent, parent_tree, &state),
            Op::Event if !known => self.event(at, &commit, parent_tree, &state),
            _ => Ok(()),
        }
    }

    fn clock(&mut self, at: usize, parent: usize, commit: &Commit) {
        let latest = self.to.history.nodes[parent].latest;
        if !commit.manifest.clock_set && commit.seconds < latest.saturating_sub(CLOCK_SLACK) {
            let message = msg!("store-find-clock", member = commit.author.as_str());
            self.find(at, fault("clock-behind", message), Severity::Warning);
        }
    }

    fn root(&mut self, at: usize, commit: &Commit, known: bool) -> Check {
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
    fn signed_by_root(&self, commit: &Commit, governed: &Governed, own: Option<&str>) -> Check {
        let candidates = governed.settings.root.iter().filter(|key| own.is_none_or(|own| own == key.as_str()));
        let good = candidates.filter_map(|key| sshsig::public_key(key)).any(|key| commit.verify(&key).is_ok());
        if good { Ok(()) } else { Err(fault("bad-signature", msg!("store-find-root-signature"))) }
    }

    /// The member who signed, active in the state before him.
    fn signer<'s>(&self, commit: &Commit, state: &'s Governed) -> Check<&'s Member> {
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

    fn govern(
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

    fn keys(&mut self, at: usize, commit: &Commit, parent: usize, parent_tree: Oid, state: &Governed) -> Check {
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

    fn event(&mut self, at: usize, commit: &Commit, parent_tree: Oid, state: &Governed) -> Check {
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

    fn merge(&mut self, at: usize, commit: &Commit) -> Check {
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
    fn added(&self, change: &Change, commit: &Commit) -> Check<Oid> {
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

    fn size(&self, path: &str, id: Oid, limit: usize) -> Check {
        match self.objects.blob_size(id) {
            Ok(size) if size > limit => Err(fault_at("too-long", path, msg!("store-find-too-long", path = path))),
            // What is missing or damaged is reported with the digest, and does not make the commit a bad one.
            _ => Ok(()),
        }
    }

    /// The digest over added files. One that cannot be read is damage, not a fault of the commit: its name in the
    /// signed tree says which bytes it must have, and another clone may still have them.
    fn digest_or_damage(&mut self, at: usize, commit: &Commit, files: &[(String, Oid)]) -> Check {
        match self.digest_of(commit, files.iter().cloned()) {
            Err(fault) if fault.damage => {
                self.find(at, fault, Severity::Error);
                Ok(())
            }
            result => result,
        }
    }

    fn digest_of(&mut self, commit: &Commit, files: impl Iterator<Item = (String, Oid)>) -> Check {
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

/// What `sop verify` and the audit's integrity part report.
pub struct Verification {
    pub store: String,
    /// The store's fingerprint (S15).
    pub root: String,
    pub head: String,
    pub commits: usize,
    pub cases: usize,
    pub findings: Vec<Finding>,
    pub trust: super::trust::Trust,
    /// The newest commit that is good with all its ancestors, if the head is not.
    pub usable: Option<String>,
    pub time: Option<Instant>,
}

impl Verification {
    /// Nothing is wrong (an unpinned root is not wrong, only unproved).
    pub fn clean(&self) -> bool {
        self.findings.iter().all(|f| f.severity == Severity::Warning)
    }

    /// Something is missing or damaged.
    pub fn damaged(&self) -> bool {
        self.findings.iter().any(|f| f.damage)
    }
}
