//! Whether an event counts, whatever the head: judged by what its author had before him (S5, S6, S18).

use std::collections::{BTreeMap, BTreeSet};

use ulid::Ulid;

use super::commit;
use super::crypt;
use super::history::Bits;
use super::names::CaseFile;
use super::readers::{self, Grant, Readers};
use super::reading::{Candidate, Group, Loader, Story, counting_heads, grants};
use crate::case::Act;
use crate::case::codec::ProcessPart;
use crate::error::Result;
use crate::language::Message;
use crate::msg;

/// A problem's code and words.
type Wrong = (&'static str, Message);

impl Loader<'_, '_> {
    /// Whether an event is one, whatever the head: it agrees with its commit and parts (S5), its author held the role
    /// and his office read the case (S18), and he had seen exactly the heads that counted before him (S6). Notes in the
    /// story what it knew of.
    pub(super) fn judge(&mut self, story: &mut Story, candidates: &[Candidate], at: usize) -> Result<bool> {
        let known = self.known_before(story, candidates, at)?;
        let Some(part) = &candidates[at].event else {
            // Whoever could open it knows what it had seen; here it is taken to know everything before it.
            story.past[at] = known.with_unknown;
            return Ok(false);
        };
        match self.wrong(story, candidates, at, part, &known) {
            None => {
                story.past[at] = known.with_unknown;
                Ok(true)
            }
            Some((code, message)) => {
                let (file, group) = &story.groups[at];
                let (ulid, node) = (file.ulid, group.node);
                let path = group.parts.get("process").map(|(path, _)| path.clone());
                self.problem(code, Some(&ulid), Some(node), path, message);
                Ok(false)
            }
        }
    }

    fn wrong(
        &self,
        story: &Story,
        candidates: &[Candidate],
        at: usize,
        part: &ProcessPart,
        known: &Known,
    ) -> Option<Wrong> {
        let (file, group) = &story.groups[at];
        let disagrees = |why: &'static str| Some(("part-disagrees", msg!("store-find-disagrees", why = why)));
        if let Some(why) = self.disagreement(file, group, part) {
            return disagrees(why);
        }
        if matches!(part.act, Act::Open { .. }) != (at == 0) {
            return disagrees("opens");
        }
        let Some((_, state)) = self.view.checked.history.state_before(group.node) else { return disagrees("by") };
        let Some(author) = state.members.get(&file.member) else { return disagrees("by") };
        if !part.role.is_empty() && !author.roles.contains(&part.role) {
            let (member, role) = (file.member.as_str(), part.role.as_str());
            return Some(("role-not-held", msg!("store-find-role", member = member, role = role)));
        }
        if !known.is_seen(story, &part.seen) {
            return Some(("seen-differs", msg!("store-find-seen")));
        }
        if let Act::Correct { event, .. } | Act::File { amends: Some(event), .. } = &part.act
            && !known.names(story, event)
        {
            return Some(("unknown-event", msg!("store-find-unknown-event", event = event.as_str())));
        }
        let grants = grants(&candidates[..at], &known.counted);
        let grants: Vec<Grant<'_>> = grants.iter().map(|(at, act)| Grant { at: *at, act }).collect();
        let readers = readers::readers(&story.initial, &grants, &story.past, &story.vaults);
        let office = author.office.as_str();
        let reads = readers.get(office).cloned().unwrap_or_default();
        if !reads.contains("process") {
            return Some(("author-not-a-reader", msg!("store-find-author-reader", office = office)));
        }
        let attached = group.attachments.keys().filter_map(|name| name.split('.').next());
        let mut vaults = group.parts.keys().map(String::as_str).chain(attached);
        let written = vaults.find(|vault| !reads.contains(*vault)).map(str::to_owned);
        let vault = written.or_else(|| beyond_reach(&part.act, &readers, &reads))?;
        Some(("author-not-a-reader", msg!("store-find-author-vault", office = office, vault = vault)))
    }

    /// What counted in the state that an event's author had before him.
    fn known_before(&self, story: &Story, candidates: &[Candidate], at: usize) -> Result<Known> {
        let history = &self.view.checked.history;
        let before = self.before(&story.groups, at)?;
        let line = history.state_before(story.groups[at].1.node).map(|(line, _)| line);
        let mut known = Known {
            counted: vec![false; at],
            counting: Bits::new(story.groups.len()),
            with_unknown: Bits::new(story.groups.len()),
            unknown: false,
            heads: BTreeSet::new(),
        };
        for other in (0..at).filter(|other| before.has(*other)) {
            let candidate = &candidates[other];
            let role = candidate.event.as_ref().map(|e| e.role.as_str());
            let node = story.groups[other].1.node;
            if line.is_none_or(|line| history.held(node, line, role).is_some()) {
                continue;
            }
            if candidate.valid {
                known.counted[other] = true;
                known.counting.set(other);
            }
            if candidate.valid || candidate.unknown {
                known.with_unknown.set(other);
                known.unknown |= candidate.unknown;
            }
        }
        known.heads = counting_heads(&known.counting, &known.counted, &story.past).collect();
        Ok(known)
    }

    /// Which of the case's operations stand in the tree that this one's author had before him.
    pub(super) fn before(&self, groups: &[(CaseFile, Group)], at: usize) -> Result<Bits> {
        let history = &self.view.checked.history;
        let mut bits = Bits::new(groups.len());
        let node = &history.nodes[groups[at].1.node];
        let Some(parent) = node.parents.first() else { return Ok(bits) };
        // Where nothing branches off below it, everything up to it is below it.
        if history.straight(*parent) {
            (0..at).filter(|other| groups[*other].1.node <= *parent).for_each(|other| {
                bits.set(other);
            });
            return Ok(bits);
        }
        let Some(tree) = history.nodes[*parent].commit.as_ref().map(|c| c.tree) else { return Ok(bits) };
        let folder = self.case.folder();
        let entries = self.objects.folder(tree, &folder).map_err(|e| e.error(&folder))?;
        let there: BTreeSet<(Ulid, String)> =
            entries.iter().filter_map(|e| CaseFile::parse(&e.name)).map(|file| (file.ulid, file.member)).collect();
        for (other, (file, _)) in groups.iter().enumerate().take(at) {
            if there.contains(&(file.ulid, file.member.clone())) {
                bits.set(other);
            }
        }
        Ok(bits)
    }

    /// What in a process part is not as its commit and its sister parts say.
    pub(super) fn disagreement(&self, file: &CaseFile, group: &Group, part: &ProcessPart) -> Option<&'static str> {
        let commit = self.view.checked.history.nodes[group.node].commit.as_ref()?;
        if part.store != self.view.checked.store {
            return Some("store");
        }
        if part.case != self.case.as_str() {
            return Some("case");
        }
        if part.id != file.ulid.to_string() {
            return Some("id");
        }
        if part.by != file.member {
            return Some("by");
        }
        if part.recorded != commit.time() {
            return Some("recorded");
        }
        if part.at > part.recorded {
            return Some("at");
        }
        let others: BTreeSet<&str> = group.parts.keys().map(String::as_str).filter(|v| *v != "process").collect();
        // Attachments are named `vault.n`. Their bytes are held by the commit's digest, and looked at when they are opened.
        let (attachments, named): (BTreeSet<&str>, BTreeSet<&str>) =
            part.parts.keys().map(String::as_str).partition(|name| name.contains('.'));
        let there: BTreeSet<&str> = group.attachments.keys().map(String::as_str).collect();
        let whole = |pieces: &BTreeMap<u32, _>| (1..).zip(pieces.keys()).all(|(number, piece)| number == *piece);
        if others != named || attachments != there || !group.attachments.values().all(whole) {
            return Some("parts");
        }
        for vault in others {
            let (_, blob) = group.parts.get(vault)?;
            match self.objects.blob(*blob, crypt::FILE_LIMIT) {
                Ok(cipher) if part.parts.get(vault) == Some(&commit::hex(&commit::sha256(&cipher))) => {}
                // A damaged object is the disk's fault; the commit's digest was checked when it was accepted.
                Err(_) => {}
                Ok(_) => return Some("parts"),
            }
        }
        None
    }
}

/// What an event's author had before him.
struct Known {
    /// By event: it counted.
    counted: Vec<bool>,
    /// The same as a set.
    counting: Bits,
    /// With those that this reader cannot open, and which may have counted.
    with_unknown: Bits,
    /// There are such.
    unknown: bool,
    /// Those that no other of them had seen.
    heads: BTreeSet<usize>,
}

impl Known {
    /// Whether `seen` is what the author had to write: exactly the heads. Where there are events that this reader
    /// cannot open, it is enough that `seen` names events that were there.
    fn is_seen(&self, story: &Story, seen: &[String]) -> bool {
        let positions: Option<BTreeSet<usize>> =
            seen.iter().map(|id| (0..self.counted.len()).find(|at| story.id(*at) == *id)).collect();
        let Some(positions) = positions.filter(|positions| positions.len() == seen.len()) else { return false };
        if self.unknown { positions.iter().all(|at| self.with_unknown.has(*at)) } else { positions == self.heads }
    }

    fn names(&self, story: &Story, id: &str) -> bool {
        (0..self.counted.len()).any(|at| self.with_unknown.has(at) && story.id(at) == id)
    }
}

/// The vault beyond the author's own reach that an act gives or takes; nobody shares what he does not read, or shuts
/// others out of it.
pub(super) fn beyond_reach(act: &Act, readers: &Readers, reads: &BTreeSet<String>) -> Option<String> {
    let (named, target): (&[String], Option<&String>) = match act {
        Act::Share { vaults, .. } => (vaults, None),
        Act::Unshare { vaults, office } => (vaults, Some(office)),
        _ => return None,
    };
    let mut named: BTreeSet<String> = named.iter().cloned().collect();
    if let (Some(office), true) = (target, named.contains("process")) {
        named.extend(readers.get(office).into_iter().flatten().cloned());
    }
    named.into_iter().find(|vault| !reads.contains(vault))
}
