//! Checking a history without any key (S3, S4, S9-S11, S16, S19, S24): each commit by the governed state that its
//! author had before him. What lies below a head that this computer accepted earlier is read but not checked again.

use std::collections::HashMap;

use git2::Oid;

use super::cache::Commits;
use super::commit::{self, Commit, Op};
use super::governed::{self, GovernedError};
use super::history::{self, History};
use super::names::{AddedPath, CaseId};
use super::objects::{Objects, TreeError, Unreadable};
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// A clock this many seconds behind an ancestor is out of order (S9).
pub const CLOCK_SLACK: i64 = 600;

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
pub(super) struct Fault {
    pub code: &'static str,
    pub path: Option<String>,
    pub damage: bool,
    pub message: Message,
}

pub(super) fn fault(code: &'static str, message: Message) -> Fault {
    Fault { code, path: None, damage: false, message }
}

pub(super) fn fault_at(code: &'static str, path: impl Into<String>, message: Message) -> Fault {
    Fault { code, path: Some(path.into()), damage: false, message }
}

pub(super) fn damaged(path: &str, unreadable: &Unreadable) -> Fault {
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

pub(super) type Check<T = ()> = std::result::Result<T, Fault>;

/// Reads and checks everything below `head`. `accepted`: a head that was checked and accepted on this computer.
/// `cached`: commits that need not be read from the store; with none of them it is seen whether all are still there.
pub fn check(objects: &Objects<'_>, cached: &Commits, head: Oid, accepted: Option<Oid>) -> Result<Checked> {
    let walked = history::walk(objects, cached, head, |_| false).map_err(|broken| broken_error(objects, &broken))?;
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
    let walked =
        history::walk(objects, &Commits::default(), head, known).map_err(|broken| broken_error(objects, &broken))?;
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

pub(super) struct Checker<'a, 'r> {
    pub objects: &'a Objects<'r>,
    /// SHA-256 of blobs that were read.
    pub sums: HashMap<Oid, [u8; 32]>,
    /// What is known so far.
    pub to: Checked,
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

    pub(super) fn find(&mut self, at: usize, fault: Fault, severity: Severity) {
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
