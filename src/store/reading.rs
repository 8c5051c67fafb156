//! Reading one case, file by file, into what a reader is given: the order of the history, what counts, what is held.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use git2::Oid;
use ulid::Ulid;

use super::View;
use super::access::Addresses;
use super::attachment::Attached;
use super::cache::Parts;
use super::commit::Commit;
use super::crypt::Identity;
use super::history::{Bits, Ended, Held};
use super::load::{HeldEvent, LoadedCase, Origin, Problem, Reach, Reader, Signature};
use super::names::{CaseFile, CaseFileKind, CaseId};
use super::objects::Objects;
use super::readers::{self, Grant, Readers};
use crate::case::codec::ProcessPart;
use crate::case::{Act, EventId, Values};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// The files of one operation on the case.
#[derive(Default)]
pub(super) struct Group {
    pub node: usize,
    pub parts: BTreeMap<String, (String, Oid)>,
    pub keys: BTreeMap<String, (String, Oid)>,
    pub files: Vec<String>,
    /// Attachments by `vault.n`: their pieces by number.
    pub attachments: BTreeMap<String, BTreeMap<u32, (String, Oid)>>,
}

/// An event while the case is being read.
pub(super) struct Candidate {
    pub event: Option<ProcessPart>,
    /// It cannot be opened here, so that nobody here knows whether it counts.
    pub unknown: bool,
    /// Valid whatever the head: agrees with its commit, its author was entitled, `seen` is right.
    pub valid: bool,
}

/// A case while it is being read: its operations in the order of the history, and what is known of each.
pub(super) struct Story {
    pub groups: Vec<(CaseFile, Group)>,
    /// `process` first.
    pub vaults: Vec<String>,
    /// Who reads since the opening.
    pub initial: Readers,
    /// Which events each event knew of.
    pub past: Vec<Bits>,
    /// Which events count at the head.
    pub counts: Vec<bool>,
    /// Shares and unshares among them.
    pub grants: Vec<(usize, Act)>,
}

impl Story {
    /// Who reads after the shares and unshares that `known` picks.
    pub fn readers(&self, known: impl Fn(usize, &Act) -> bool) -> Readers {
        let grants: Vec<Grant<'_>> =
            self.grants.iter().filter(|(at, act)| known(*at, act)).map(|(at, act)| Grant { at: *at, act }).collect();
        readers::readers(&self.initial, &grants, &self.past, &self.vaults)
    }

    pub fn id(&self, at: usize) -> EventId {
        self.groups[at].0.ulid.to_string()
    }

    /// The events among these that no other of them has seen.
    fn heads(&self, among: &[bool]) -> Vec<EventId> {
        let mut everything = Bits::new(self.groups.len());
        (0..self.groups.len()).for_each(|at| {
            everything.set(at);
        });
        counting_heads(&everything, among, &self.past).map(|at| self.id(at)).collect()
    }
}

/// Reads one case.
pub(super) fn load(
    objects: &Objects<'_>,
    view: &View,
    case: &CaseId,
    reader: &Reader,
    reach: Reach,
    (addresses, parts): (&mut Addresses, &Parts),
) -> Result<LoadedCase> {
    let loader = Loader { objects, view, case, reader, parts, problems: Vec::new() };
    loader.load(reach, addresses)
}

/// What a case is read with.
pub(super) struct Loader<'a, 'r> {
    pub objects: &'a Objects<'r>,
    pub view: &'a View,
    pub case: &'a CaseId,
    pub reader: &'a Reader,
    /// What was opened before.
    pub parts: &'a Parts,
    pub problems: Vec<Problem>,
}

impl Loader<'_, '_> {
    fn load(mut self, reach: Reach, addresses: &mut Addresses) -> Result<LoadedCase> {
        let mut story = self.begin(addresses)?;
        let mut process_keys = self.open_keys(&story.groups, "process");
        let identities = process_keys.identities();
        if identities.is_empty() {
            return Err(self.not_a_reader(&process_keys, &story.initial));
        }
        let mut candidates = self.candidates(&mut story, &identities)?;
        let held = self.settle(&mut story, &candidates);
        let readers = story.readers(|_, _| true);
        let reads = readers.get(&self.reader.me.office).cloned().unwrap_or_default();
        if !reads.contains("process") {
            return Err(self.no_longer_a_reader());
        }
        self.entitle(&mut process_keys, &story, "process", addresses)?;
        let mut keys = BTreeMap::from([("process".to_owned(), process_keys)]);
        let mut hidden: HashMap<(usize, &str), Option<Values>> = HashMap::new();
        for vault in story.vaults.iter().skip(1) {
            if reach == Reach::Process || !reads.contains(vault) {
                continue;
            }
            let mut vault_keys = self.open_keys(&story.groups, vault);
            let identities = vault_keys.identities();
            for (at, (file, group)) in story.groups.iter().enumerate().filter(|(at, _)| candidates[*at].valid) {
                if let Some((path, blob)) = group.parts.get(vault) {
                    hidden.insert((at, vault), self.other_part(file, vault, path, *blob, &identities));
                }
            }
            self.entitle(&mut vault_keys, &story, vault, addresses)?;
            keys.insert(vault.clone(), vault_keys);
        }
        self.report_keys(&keys);

        let (mut events, mut held_events, mut origins) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (at, candidate) in candidates.iter_mut().enumerate().filter(|(_, candidate)| candidate.valid) {
            let Some(part) = candidate.event.take() else { continue };
            let (file, group) = &story.groups[at];
            origins.insert(story.id(at), self.origin(file, group, &part));
            let readable = |vault: &str| hidden.get(&(at, vault)).is_some_and(Option::is_some);
            let others = group.parts.keys().filter(|v| *v != "process");
            let mut event = part.event(others.map(|v| (v.clone(), readable(v))).collect());
            for vault in story.vaults.iter().skip(1) {
                if let Some(Some(values)) = hidden.remove(&(at, vault.as_str())) {
                    event.values.insert(vault.clone(), values);
                }
            }
            match held[at] {
                None => {
                    event.seen =
                        counting_heads(&story.past[at], &story.counts, &story.past).map(|at| story.id(at)).collect();
                    events.push(event);
                }
                Some(held) => held_events.push(HeldEvent { event, why: self.why_held(held) }),
            }
        }
        events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        let heads = story.heads(&story.counts);
        // What cannot be opened here may count for others, and stands before whatever is recorded next.
        let there: Vec<bool> = candidates.iter().zip(&story.counts).map(|(c, counts)| c.unknown || *counts).collect();
        let next = story.heads(&there);
        Ok(LoadedCase {
            id: self.case.clone(),
            head: self.view.checked.history.nodes[self.view.at].id.to_string(),
            events,
            held: held_events,
            problems: self.problems,
            readers,
            heads,
            next,
            origins,
            vaults: story.vaults.clone(),
            readable: if reach == Reach::All { reads } else { BTreeSet::from(["process".to_owned()]) },
            keys,
            initial: story.initial,
            grants: story.grants,
            past: story.past,
        })
    }

    /// The case's operations, its vaults, and who reads since the opening.
    fn begin(&mut self, addresses: &mut Addresses) -> Result<Story> {
        let groups = self.groups()?;
        let Some((_, opening)) = groups.first() else {
            let unknown = Error::invalid(msg!("store-no-case", given = self.case.as_str()));
            return Err(unknown.hint(msg!("store-no-case-hint")));
        };
        let mut vaults: Vec<String> = opening.keys.keys().filter(|v| *v != "process").cloned().collect();
        vaults.insert(0, "process".to_owned());
        let initial = self.initial_readers(opening, &vaults, addresses)?;
        Ok(Story { groups, vaults, initial, past: Vec::new(), counts: Vec::new(), grants: Vec::new() })
    }

    /// Every event's process part, judged. In the order of the history, so that an event's past is known before it.
    fn candidates(&mut self, story: &mut Story, identities: &[Identity]) -> Result<Vec<Candidate>> {
        let mut candidates: Vec<Candidate> = Vec::new();
        for at in 0..story.groups.len() {
            let (event, unknown) = self.process_part(&story.groups[at], identities);
            story.past.push(Bits::new(story.groups.len()));
            candidates.push(Candidate { event, unknown, valid: false });
            candidates[at].valid = self.judge(story, &candidates, at)?;
        }
        Ok(candidates)
    }

    /// What counts at the head; returns why the others that are valid are held (S13).
    fn settle(&self, story: &mut Story, candidates: &[Candidate]) -> Vec<Option<Held>> {
        let history = &self.view.checked.history;
        let line = self.view.line();
        let held: Vec<Option<Held>> = candidates
            .iter()
            .zip(&story.groups)
            .map(|(c, (_, group))| history.held(group.node, line, c.event.as_ref().map(|e| e.role.as_str())))
            .collect();
        story.counts = candidates.iter().zip(&held).map(|(c, held)| c.valid && held.is_none()).collect();
        story.grants = grants(candidates, &story.counts);
        held
    }

    /// The case's files by operation, in the order of the history: the opening first.
    fn groups(&mut self) -> Result<Vec<(CaseFile, Group)>> {
        let folder = self.case.folder();
        let entries = self.objects.folder(self.view.tree()?, &folder).map_err(|e| e.error(&folder))?;
        let mut found: HashMap<(Ulid, String), (CaseFile, Group)> = HashMap::new();
        for entry in entries {
            let path = format!("{folder}/{}", entry.name);
            // Names were checked when they were added; what is not one of ours cannot be here.
            let Some(file) = CaseFile::parse(&entry.name) else { continue };
            let (_, group) =
                found.entry((file.ulid, file.member.clone())).or_insert_with(|| (file.clone(), Group::default()));
            group.files.push(path.clone());
            match file.kind {
                CaseFileKind::Part => group.parts.insert(file.vault, (path, entry.id)),
                CaseFileKind::Key => group.keys.insert(file.vault, (path, entry.id)),
                CaseFileKind::Piece { attachment, piece } => {
                    let name = format!("{}.{attachment}", file.vault);
                    group.attachments.entry(name).or_default().insert(piece, (path, entry.id))
                }
            };
        }
        let mut groups = Vec::new();
        let mut ids: BTreeMap<Ulid, usize> = BTreeMap::new();
        for ((ulid, member), (file, mut group)) in found {
            let Some(node) = self.view.checked.history.operation(&ulid, &member, Some(self.case)) else {
                let path = group.files.first().cloned();
                self.problem(
                    "foreign-file",
                    Some(&ulid),
                    None,
                    path,
                    msg!("store-find-foreign-file", path = group.files[0].as_str()),
                );
                continue;
            };
            *ids.entry(ulid).or_default() += 1;
            group.node = node;
            groups.push((file, group));
        }
        groups.sort_by_key(|(_, group)| group.node);
        // One id used by two members apart from one another: in every clone the same one of them stays.
        for (ulid, count) in ids {
            if count > 1 {
                self.problem("id-used-twice", Some(&ulid), None, None, msg!("store-find-twice", id = ulid.to_string()));
                let id = |node: usize| self.view.checked.history.nodes[node].id;
                let kept = groups
                    .iter()
                    .filter(|(file, _)| file.ulid == ulid)
                    .map(|(_, group)| group.node)
                    .min_by_key(|n| id(*n));
                groups.retain(|(file, group)| file.ulid != ulid || Some(group.node) == kept);
            }
        }
        Ok(groups)
    }

    pub(super) fn problem(
        &mut self,
        code: &'static str,
        event: Option<&Ulid>,
        node: Option<usize>,
        path: Option<String>,
        message: Message,
    ) {
        let commit = node.map(|at| self.view.checked.history.nodes[at].id.to_string());
        self.problems.push(Problem { code, event: event.map(Ulid::to_string), commit, path, message });
    }

    fn origin(&self, file: &CaseFile, group: &Group, part: &ProcessPart) -> Origin {
        let history = &self.view.checked.history;
        let node = &history.nodes[group.node];
        let office =
            history.state_before(group.node).and_then(|(_, s)| s.members.get(&file.member).map(|m| m.office.clone()));
        Origin {
            commit: node.id.to_string(),
            by: file.member.clone(),
            office: office.unwrap_or_default(),
            recorded: node.commit.as_ref().map(Commit::time).unwrap_or_default(),
            clock_set: node.commit.as_ref().is_some_and(|c| c.manifest.clock_set),
            // Only good commits are worked with.
            signature: Signature::Good,
            files: group.files.clone(),
            vaults: group.parts.keys().cloned().collect(),
            attached: group
                .attachments
                .iter()
                .map(|(name, pieces)| Attached {
                    name: name.clone(),
                    vault: name.split('.').next().unwrap_or_default().to_owned(),
                    digest: part.parts.get(name).cloned().unwrap_or_default(),
                    pieces: pieces.values().cloned().collect(),
                })
                .collect(),
        }
    }

    fn why_held(&self, held: Held) -> Message {
        let history = &self.view.checked.history;
        let step = &history.line[held.step];
        let by = history.nodes[step.node].commit.as_ref().map(|c| c.author.clone()).unwrap_or_default();
        match held.ended {
            Ended::Key => msg!("store-held-key", admin = by),
            Ended::Office => msg!("store-held-office", admin = by),
            Ended::Role => msg!("store-held-role", admin = by),
            Ended::Line => msg!("store-held-line"),
        }
    }
}

/// The shares and unshares among the events that count.
pub(super) fn grants(candidates: &[Candidate], counts: &[bool]) -> Vec<(usize, Act)> {
    let counting = candidates.iter().zip(counts).enumerate().filter(|(_, (_, counts))| **counts);
    counting
        .filter_map(|(at, (candidate, _))| Some((at, candidate.event.as_ref()?.act.clone())))
        .filter(|(_, act)| matches!(act, Act::Share { .. } | Act::Unshare { .. }))
        .collect()
}

/// Of the events in `among` that count, those that no other of them has seen.
pub(super) fn counting_heads<'a>(
    among: &'a Bits,
    counts: &'a [bool],
    past: &'a [Bits],
) -> impl Iterator<Item = usize> + 'a {
    let inside = move |at: usize| among.has(at) && counts.get(at).copied().unwrap_or(false);
    (0..counts.len())
        .filter(move |at| inside(*at))
        .filter(move |at| !(0..counts.len()).any(|other| other != *at && inside(other) && past[other].has(*at)))
}
