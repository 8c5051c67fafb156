//! The commits below a head: who made what on top of what, the governed state before each, and which operations
//! count at which head (S11, S13). [`super::verify`] decides which of them are good.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use git2::Oid;
use ulid::Ulid;

use super::cache::Commits;
use super::commit::{Commit, Op};
use super::governed::{Governed, Member};
use super::names::CaseId;
use super::objects::{Objects, Unreadable};

/// One commit of the history.
pub struct Node {
    pub id: Oid,
    /// Positions of its parents.
    pub parents: Vec<usize>,
    /// What it says; none if it is not a commit that this program writes.
    pub commit: Option<Commit>,
    /// The newest governance step at or below it, by position in [`History::line`].
    pub line: Option<usize>,
    /// Its own check and those of all its ancestors passed.
    pub good: bool,
    /// The latest time of it and its ancestors, those with a set clock aside (S9).
    pub latest: i64,
    /// No merge stands at or below it, and every node before it is its ancestor.
    pub straight: bool,
}

/// A commit that changed what is governed (or the root).
pub struct Step {
    pub node: usize,
    /// The one before it.
    pub before: Option<usize>,
    pub state: Arc<Governed>,
}

/// Why an operation is held: the governance step that it does not go before, and what that step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub step: usize,
    pub ended: Ended,
}

/// What a governance step ends for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Key,
    Office,
    Role,
    /// The operation rests on another line of governance (S12).
    Line,
}

/// All commits below a head, parents before children.
#[derive(Default)]
pub struct History {
    pub nodes: Vec<Node>,
    pub by_id: HashMap<Oid, usize>,
    pub line: Vec<Step>,
    /// Positions of events and key steps by ULID.
    by_ulid: HashMap<Ulid, Vec<usize>>,
    /// Positions of events by case.
    by_case: BTreeMap<CaseId, Vec<usize>>,
    ancestors: Mutex<HashMap<usize, Arc<Bits>>>,
}

/// A set of positions.
pub struct Bits(Vec<u64>);

impl Bits {
    pub fn new(length: usize) -> Bits {
        Bits(vec![0; length / 64 + 1])
    }
    pub fn set(&mut self, at: usize) -> bool {
        let fresh = !self.has(at);
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
        fresh
    }
    pub fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// A commit that is missing or damaged, so that nothing below it is known.
pub struct Broken {
    pub object: Unreadable,
    /// The history is cut off here on purpose (a shallow clone).
    pub child: Option<Oid>,
}

/// Raw commits below a head, parents before children, down to those that are `known`, from the cache where they are there. Believes nothing yet.
pub fn walk(
    objects: &Objects<'_>,
    cached: &Commits,
    head: Oid,
    known: impl Fn(Oid) -> bool,
) -> Result<Vec<(Oid, Vec<Oid>, Option<Commit>)>, Broken> {
    let mut read: HashMap<Oid, (Vec<Oid>, Option<Commit>)> = HashMap::new();
    let mut todo: Vec<(Oid, Option<Oid>)> = vec![(head, None)];
    while let Some((id, child)) = todo.pop() {
        if read.contains_key(&id) || known(id) {
            continue;
        }
        let raw = match cached.get(id) {
            Some(raw) => Cow::Borrowed(raw),
            None => Cow::Owned(objects.commit(id).map_err(|object| Broken { object, child })?),
        };
        let commit = Commit::parse(&raw).ok();
        let parents = commit.as_ref().map_or_else(|| raw_parents(&raw), |c| c.parents.clone());
        todo.extend(parents.iter().map(|parent| (*parent, Some(id))));
        read.insert(id, (parents, commit));
    }
    // Parents before children, without recursion: a history is deeper than a stack.
    let mut ordered = Vec::with_capacity(read.len());
    let mut placed: HashMap<Oid, bool> = HashMap::new();
    let mut stack = vec![head];
    while let Some(id) = stack.last().copied() {
        match placed.get(&id) {
            Some(true) => {
                stack.pop();
            }
            Some(false) => {
                stack.pop();
                placed.insert(id, true);
                if let Some((parents, commit)) = read.remove(&id) {
                    ordered.push((id, parents, commit));
                }
            }
            None => {
                placed.insert(id, false);
                if let Some((parents, _)) = read.get(&id) {
                    stack.extend(parents.iter().filter(|p| !placed.contains_key(p)));
                }
            }
        }
    }
    Ok(ordered)
}

/// The parents of a commit that is not one of ours, so that the walk goes on below it.
fn raw_parents(raw: &[u8]) -> Vec<Oid> {
    let text = String::from_utf8_lossy(raw);
    text.lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("parent ").and_then(|id| Oid::from_str(id).ok()))
        .collect()
}

impl History {
    /// Adds a node after its parents; returns its position.
    pub fn push(&mut self, id: Oid, parents: &[Oid], commit: Option<Commit>) -> usize {
        let parents: Vec<usize> = parents.iter().filter_map(|p| self.by_id.get(p).copied()).collect();
        let before = parents.iter().map(|p| self.nodes[*p].latest).max().unwrap_or(i64::MIN);
        let own = commit.as_ref().filter(|c| !c.manifest.clock_set).map_or(i64::MIN, |c| c.seconds);
        let at = self.nodes.len();
        if let Some(commit) = &commit
            && matches!(commit.manifest.op, Op::Event | Op::Keys)
        {
            self.by_ulid.entry(commit.manifest.ulid).or_default().push(at);
            if let Some(case) = &commit.manifest.case {
                self.by_case.entry(case.clone()).or_default().push(at);
            }
        }
        let straight = match parents[..] {
            [] => at == 0,
            [parent] => parent + 1 == at && self.nodes[parent].straight,
            _ => false,
        };
        self.nodes.push(Node { id, parents, commit, line: None, good: false, latest: before.max(own), straight });
        self.by_id.insert(id, at);
        at
    }

    /// The position of the good operation with this ULID by this member, in this case (or of a key step).
    pub fn operation(&self, ulid: &Ulid, member: &str, case: Option<&CaseId>) -> Option<usize> {
        let found = self.by_ulid.get(ulid)?.iter().copied();
        found.into_iter().find(|at| {
            let node = &self.nodes[*at];
            node.good && node.commit.as_ref().is_some_and(|c| c.author == member && c.manifest.case.as_ref() == case)
        })
    }

    /// The cases that have a good event at or below a node, in the order of their ids.
    pub fn cases(&self, node: usize) -> Vec<CaseId> {
        let below = self.ancestors(node);
        let there = |at: &usize| self.nodes[*at].good && below.has(*at);
        self.by_case.iter().filter(|(_, events)| events.iter().any(there)).map(|(case, _)| case.clone()).collect()
    }

    /// The case of the good event with this ULID by this member.
    pub fn event_case(&self, ulid: &Ulid, member: &str) -> Option<&CaseId> {
        let good = self.by_ulid.get(ulid)?.iter().map(|at| &self.nodes[*at]).filter(|node| node.good);
        good.filter_map(|node| node.commit.as_ref())
            .find(|c| c.author == member && c.manifest.op == Op::Event)
            .and_then(|c| c.manifest.case.as_ref())
    }

    /// Whether no merge stands at or below a node, so that every earlier node of its line is its ancestor.
    pub fn straight(&self, node: usize) -> bool {
        self.nodes[node].straight
    }

    /// Whether governance step `a` is `b` or goes before it on its line.
    pub fn on_line(&self, a: usize, b: usize) -> bool {
        let mut at = Some(b);
        while let Some(step) = at {
            if step == a {
                return true;
            }
            at = if step > a { self.line[step].before } else { None };
        }
        false
    }

    /// The positions at and below a node.
    pub fn ancestors(&self, node: usize) -> Arc<Bits> {
        if let Some(known) = self.ancestors.lock().unwrap_or_else(PoisonError::into_inner).get(&node) {
            return known.clone();
        }
        let mut bits = Bits::new(node + 1);
        let mut todo = vec![node];
        while let Some(at) = todo.pop() {
            if bits.set(at) {
                todo.extend(&self.nodes[at].parents);
            }
        }
        let bits = Arc::new(bits);
        self.ancestors.lock().unwrap_or_else(PoisonError::into_inner).insert(node, bits.clone());
        bits
    }

    /// The governed state before a commit: what its signature is judged by.
    pub fn state_before(&self, node: usize) -> Option<(usize, &Arc<Governed>)> {
        let parent = *self.nodes.get(node)?.parents.first()?;
        let step = self.nodes[parent].line?;
        Some((step, &self.line[step].state))
    }

    /// Why an operation does not count at a head whose newest governance step is `step`; none if it counts. `role`
    /// is the role it used, where that is known.
    pub fn held(&self, node: usize, step: usize, role: Option<&str>) -> Option<Held> {
        let commit = self.nodes[node].commit.as_ref()?;
        let Some((own, _)) = self.state_before(node) else { return Some(Held { step, ended: Ended::Line }) };
        if !self.on_line(own, step) {
            return Some(Held { step, ended: Ended::Line });
        }
        let mut later = step;
        while later != own {
            let before = self.line[later].before?;
            let ended = ended(&self.line[before].state, &self.line[later].state, &commit.author, role);
            if let Some(ended) = ended
                && !self.ancestors(self.line[later].node).has(node)
            {
                return Some(Held { step: later, ended });
            }
            later = before;
        }
        None
    }
}

/// What a governance step from `old` to `new` ends for a member.
fn ended(old: &Governed, new: &Governed, member: &str, role: Option<&str>) -> Option<Ended> {
    let (old, new): (&Member, &Member) = (old.members.get(member)?, new.members.get(member)?);
    if old.active() && !new.active() {
        return Some(Ended::Key);
    }
    if old.office != new.office {
        return Some(Ended::Office);
    }
    let held = |m: &Member, role: &str| m.roles.iter().any(|r| r == role);
    match role {
        Some(role) if held(old, role) && !held(new, role) => Some(Ended::Role),
        _ => None,
    }
}
