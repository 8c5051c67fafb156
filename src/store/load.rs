//! A case's events, opened and checked as far as a key allows (S5, S6, S13, S18, S21). One bad file never hides the
//! others: what does not count is a [`Problem`], what is held is shown apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use git2::Oid;
use rayon::prelude::*;
use ulid::Ulid;
use zeroize::Zeroizing;

use super::access::{self, Addresses, Me};
use super::commit::{self, Commit};
use super::crypt::{self, Identity, Unopened};
use super::history::{Bits, Ended, Held};
use super::keys::Keys;
use super::names::{self, CaseFile, CaseFileKind, CaseId};
use super::objects::Objects;
use super::readers::{self, Grant, Readers};
use super::vault_keys::{KeyFile, Opened, Shut, VaultKeys};
use super::{Store, View};
use crate::case::codec::{OtherPart, ProcessPart, Unread};
use crate::case::{Act, Event, EventId, Values};
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// How much of a case is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The process part only: kinds, times, facts. What deadlines need.
    Process,
    /// Every vault that the office reads.
    All,
}

/// Whether a commit's signature is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    Good,
    Bad,
    Missing,
}

impl Signature {
    pub fn word(self) -> &'static str {
        match self {
            Signature::Good => "good",
            Signature::Bad => "bad",
            Signature::Missing => "missing",
        }
    }
}

impl LoadedCase {
    /// Where an event comes from, counting or held.
    pub fn origin(&self, event: &str) -> Option<&Origin> {
        self.origins.get(event)
    }
}

/// What the store knows about an event beside its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    pub commit: String,
    /// The member who signed it, and his office then.
    pub by: String,
    pub office: String,
    pub recorded: Instant,
    /// Its clock was set by `--now`.
    pub clock_set: bool,
    pub signature: Signature,
    /// Its files, with their paths in the store.
    pub files: Vec<String>,
    /// Vaults in which it has a part.
    pub vaults: Vec<String>,
}

/// Something of a case that is not as it must be.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// A stable word (`part-disagrees`).
    pub code: &'static str,
    pub event: Option<EventId>,
    pub commit: Option<String>,
    pub path: Option<String>,
    pub message: Message,
}

/// An event that is kept and shown but does not count (S13).
#[derive(Clone, Debug, PartialEq)]
pub struct HeldEvent {
    pub event: Event,
    pub why: Message,
}

/// A case as one reader can open it.
pub struct LoadedCase {
    pub id: CaseId,
    /// The store's commit that it was read at.
    pub head: String,
    /// The events that count, by (`at`, id). `seen` names counting events only.
    pub events: Vec<Event>,
    pub held: Vec<HeldEvent>,
    pub problems: Vec<Problem>,
    /// Office → vaults that it reads, now.
    pub readers: Readers,
    /// Events that no other one has seen.
    pub heads: Vec<EventId>,
    /// By event, counting and held ones alike.
    pub origins: BTreeMap<EventId, Origin>,
    /// The case's vaults, `process` first.
    pub vaults: Vec<String>,
    /// Vaults that were opened: those that the reader's office reads, or `process` alone if no more was asked for.
    pub readable: BTreeSet<String>,
    pub(super) keys: BTreeMap<String, VaultKeys>,
    pub(super) initial: Readers,
    pub(super) grants: Vec<(usize, Act)>,
    pub(super) past: Vec<Bits>,
}

/// Who reads: a member with what his office's key opens.
pub(super) struct Reader {
    pub me: Me,
    pub identities: Vec<Identity>,
}

impl Store {
    /// The ids of all cases.
    pub fn cases(&self) -> Result<Vec<CaseId>> {
        case_ids(&Objects::new(&self.repo)?, self.view().tree()?)
    }

    /// The case with this id, or this unique beginning of one (with or without the year).
    pub fn resolve(&self, prefix: &str) -> Result<CaseId> {
        let wanted = prefix.to_ascii_lowercase();
        let mut found: Vec<CaseId> = self
            .cases()?
            .into_iter()
            .filter(|case| {
                !wanted.is_empty() && (case.as_str().starts_with(&wanted) || case.as_str()[5..].starts_with(&wanted))
            })
            .collect();
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(Error::invalid(msg!("store-no-case", given = prefix)).hint(msg!("store-no-case-hint"))),
            count => {
                let list = found.iter().take(5).map(|c| c.as_str().to_owned()).collect::<Vec<_>>().join(", ");
                Err(Error::invalid(msg!("store-ambiguous-case", given = prefix, count = count, list = list)))
            }
        }
    }

    /// The shortest beginning of a case's id, at least four digits after the year, that no other case shares.
    pub fn short(&self, case: &CaseId) -> String {
        self.shorts().remove(case).unwrap_or_else(|| case.as_str().to_owned())
    }

    /// The short form of every case's id.
    pub fn shorts(&self) -> BTreeMap<CaseId, String> {
        let mut all = self.cases().unwrap_or_default();
        all.sort();
        let shared =
            |a: &CaseId, b: &CaseId| a.as_str().bytes().zip(b.as_str().bytes()).take_while(|(x, y)| x == y).count();
        (0..all.len())
            .map(|at| {
                let before = at.checked_sub(1).map_or(0, |b| shared(&all[at], &all[b]));
                let after = all.get(at + 1).map_or(0, |next| shared(&all[at], next));
                let length = (before.max(after) + 1).clamp(9, 21);
                (all[at].clone(), all[at].as_str()[..length].to_owned())
            })
            .collect()
    }

    /// One case, as far as this key opens it.
    pub fn load(&self, case: &CaseId, keys: &Keys) -> Result<LoadedCase> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let reader = reader(&objects, &view, keys)?;
        let mut loaded = load(&objects, &view, case, &reader, Reach::All, &mut Addresses::default())?;
        for record in loaded.origins.values_mut() {
            record.signature = check_signature(&objects, &view, &record.commit);
        }
        Ok(loaded)
    }

    /// Every case with all vaults that the office reads, in the order of their ids; one bad case never hides the
    /// others. An office that does not read a case gets an error of kind [`crate::error::Kind::NotAllowed`] for it.
    pub fn load_all(&self, keys: &Keys) -> Result<Vec<(CaseId, Result<LoadedCase>)>> {
        self.load_all_reaching(keys, Reach::All)
    }

    /// The same, opened only so far: for deadlines over many cases the process part is enough.
    pub fn load_all_reaching(&self, keys: &Keys, reach: Reach) -> Result<Vec<(CaseId, Result<LoadedCase>)>> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let reader = reader(&objects, &view, keys)?;
        let cases = case_ids(&objects, view.tree()?)?;
        let path = self.repo.path();
        let view = &*view;
        // Git reads hardly faster with more threads, decryption does: a few cases for each repository opened.
        let loaded: Vec<Vec<(CaseId, Result<LoadedCase>)>> = cases
            .par_chunks(16)
            .map(|cases| {
                let opened = git2::Repository::open(path).map_err(super::git_error);
                let objects = opened.as_ref().map_err(Clone::clone).and_then(Objects::new);
                let mut addresses = Addresses::default();
                cases
                    .iter()
                    .map(|case| {
                        let one = objects.as_ref().map_err(Clone::clone);
                        let one = one.and_then(|objects| load(objects, view, case, &reader, reach, &mut addresses));
                        (case.clone(), one)
                    })
                    .collect()
            })
            .collect();
        Ok(loaded.into_iter().flatten().collect())
    }
}

pub(super) fn reader(objects: &Objects<'_>, view: &View, keys: &Keys) -> Result<Reader> {
    let me = access::me(&view.governed, keys)?;
    let history = &view.checked.history;
    let steps = access::steps_at(objects, history, view.tree()?, view.line(), &view.checked.store, &me.office)?;
    let identities = access::office_identities(objects, keys, &me.member, &me.office, &steps)?;
    Ok(Reader { me, identities })
}

/// The ids of all cases in a root tree.
pub(super) fn case_ids(objects: &Objects<'_>, tree: Oid) -> Result<Vec<CaseId>> {
    let mut ids = Vec::new();
    for shard in objects.folder(tree, "cases").map_err(|e| e.error("cases"))? {
        let path = format!("cases/{}", shard.name);
        for case in objects.tree(shard.id, &path).map_err(|e| e.error(&path))? {
            ids.extend(CaseId::parse(&case.name));
        }
    }
    ids.sort();
    Ok(ids)
}

fn check_signature(objects: &Objects<'_>, view: &View, id: &str) -> Signature {
    let history = &view.checked.history;
    let raw = Oid::from_str(id).ok().and_then(|id| objects.commit(id).ok().map(|raw| (id, raw)));
    let Some((id, raw)) = raw else { return Signature::Missing };
    let Ok(commit) = Commit::parse(&raw) else { return Signature::Missing };
    let state = history.by_id.get(&id).and_then(|at| history.state_before(*at));
    let key = state.and_then(|(_, state)| state.members.get(&commit.author)?.key());
    match key {
        Some(key) if commit.verify(&key).is_ok() => Signature::Good,
        _ => Signature::Bad,
    }
}

/// The files of one operation on the case.
#[derive(Default)]
struct Group {
    node: usize,
    parts: BTreeMap<String, (String, Oid)>,
    keys: BTreeMap<String, (String, Oid)>,
    files: Vec<String>,
}

/// A problem's code and words.
type Wrong = (&'static str, Message);

/// An event while the case is being read.
struct Candidate {
    group: usize,
    event: Option<ProcessPart>,
    /// Valid whatever the head: agrees with its commit, its author was entitled, `seen` is right.
    valid: bool,
}

/// Loads one case. See the rules named in the module's text.
pub(super) fn load(
    objects: &Objects<'_>,
    view: &View,
    case: &CaseId,
    reader: &Reader,
    reach: Reach,
    addresses: &mut Addresses,
) -> Result<LoadedCase> {
    let loader = Loader { objects, view, case, reader, problems: Vec::new() };
    loader.load(reach, addresses)
}

struct Loader<'a, 'r> {
    objects: &'a Objects<'r>,
    view: &'a View,
    case: &'a CaseId,
    reader: &'a Reader,
    problems: Vec<Problem>,
}

impl Loader<'_, '_> {
    fn load(mut self, reach: Reach, addresses: &mut Addresses) -> Result<LoadedCase> {
        let history = &self.view.checked.history;
        let groups = self.groups()?;
        let Some(opening) = groups.first() else {
            return Err(
                Error::invalid(msg!("store-no-case", given = self.case.as_str())).hint(msg!("store-no-case-hint"))
            );
        };
        let mut vaults: Vec<String> = opening.1.keys.keys().filter(|v| *v != "process").cloned().collect();
        vaults.insert(0, "process".to_owned());

        let mut process_keys = self.open_keys(&groups, "process");
        let identities = process_keys.identities();
        let initial = self.initial_readers(&groups[0].1, &vaults, addresses)?;
        if identities.is_empty() {
            return Err(self.not_a_reader(&process_keys, &initial));
        }

        // In the order of the history, so that an event's past is known before it is judged.
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut past: Vec<Bits> = Vec::new();
        for at in 0..groups.len() {
            let event = self.process_part(&groups[at], &identities);
            past.push(Bits::new(groups.len()));
            candidates.push(Candidate { group: at, event, valid: false });
            let valid = self.judge(&groups, &mut candidates, &mut past, at, &initial, &vaults)?;
            candidates[at].valid = valid;
        }

        let line = self.view.line();
        let held: Vec<Option<Held>> = candidates
            .iter()
            .map(|c| history.held(groups[c.group].1.node, line, c.event.as_ref().map(|e| e.role.as_str())))
            .collect();
        let counts: Vec<bool> = candidates.iter().zip(&held).map(|(c, held)| c.valid && held.is_none()).collect();

        let grants: Vec<(usize, Act)> = candidates
            .iter()
            .enumerate()
            .filter(|(at, _)| counts[*at])
            .filter_map(|(at, c)| Some((at, c.event.as_ref()?.act.clone())))
            .filter(|(_, act)| matches!(act, Act::Share { .. } | Act::Unshare { .. }))
            .collect();
        let readers = readers::readers(&initial, &as_grants(&grants), &past, &vaults);
        let reads = readers.get(&self.reader.me.office).cloned().unwrap_or_default();
        if !reads.contains("process") {
            return Err(Error::not_allowed(msg!("store-not-a-reader", case = self.case.as_str())).hint(msg!(
                "store-not-a-reader-hint",
                office = self.reader.me.office.as_str(),
                case = self.case.as_str()
            )));
        }

        let mut keys = BTreeMap::new();
        self.entitle(&mut process_keys, &groups, &counts, &initial, &grants, &past, &vaults, addresses)?;
        keys.insert("process".to_owned(), process_keys);
        let mut opened: BTreeMap<(usize, String), Option<Values>> = BTreeMap::new();
        for vault in vaults.iter().skip(1) {
            if reach == Reach::Process || !reads.contains(vault) {
                continue;
            }
            let mut vault_keys = self.open_keys(&groups, vault);
            let identities = vault_keys.identities();
            for (at, group) in groups.iter().enumerate() {
                if let Some((path, blob)) = group.1.parts.get(vault)
                    && candidates[at].valid
                {
                    let values = self.other_part(&group.0, vault, path, *blob, &identities);
                    opened.insert((at, vault.clone()), values);
                }
            }
            self.entitle(&mut vault_keys, &groups, &counts, &initial, &grants, &past, &vaults, addresses)?;
            keys.insert(vault.clone(), vault_keys);
        }
        self.report_keys(&keys);

        // What the reader is given.
        let name = |at: usize| groups[at].0.ulid.to_string();
        let mut events = Vec::new();
        let mut held_events = Vec::new();
        let mut origins = BTreeMap::new();
        for (at, candidate) in candidates.iter_mut().enumerate() {
            let group = &groups[at].1;
            if !candidate.valid {
                continue;
            }
            let Some(part) = candidate.event.take() else { continue };
            origins.insert(name(at), self.origin(&groups[at].0, group));
            let readable = |vault: &String| opened.get(&(at, vault.clone())).is_some_and(Option::is_some);
            let others = group.parts.keys().filter(|v| *v != "process");
            let mut event = part.event(others.map(|v| (v.clone(), readable(v))).collect());
            for vault in vaults.iter().skip(1) {
                if let Some(Some(values)) = opened.remove(&(at, vault.clone())) {
                    event.values.insert(vault.clone(), values);
                }
            }
            match held[at] {
                None => {
                    event.seen = counting_heads(&past[at], &counts, &past).map(name).collect();
                    events.push(event);
                }
                Some(held) => held_events.push(HeldEvent { event, why: self.why_held(held) }),
            }
        }
        events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        let everything = {
            let mut bits = Bits::new(groups.len());
            (0..groups.len()).filter(|at| counts[*at]).for_each(|at| {
                bits.set(at);
            });
            bits
        };
        let heads = counting_heads(&everything, &counts, &past).map(name).collect();
        Ok(LoadedCase {
            id: self.case.clone(),
            head: history.nodes[self.view.at].id.to_string(),
            events,
            held: held_events,
            problems: self.problems,
            readers,
            heads,
            origins,
            vaults,
            readable: if reach == Reach::All { reads } else { BTreeSet::from(["process".to_owned()]) },
            keys,
            initial,
            grants,
            past,
        })
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
                CaseFileKind::Piece { .. } => None,
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

    fn problem(
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

    /// Opens the key files of one vault.
    fn open_keys(&mut self, groups: &[(CaseFile, Group)], vault: &str) -> VaultKeys {
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
                Ok(cipher) => match crypt::decrypt_with(&self.reader.identities, &cipher, crypt::PART_LIMIT) {
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

    fn not_a_reader(&self, keys: &VaultKeys, initial: &Readers) -> Error {
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
    fn initial_readers(&mut self, opening: &Group, vaults: &[String], addresses: &mut Addresses) -> Result<Readers> {
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

    /// Opens a part; what is wrong comes back as a problem's code and words.
    fn open_part(
        &self,
        path: &str,
        blob: Oid,
        identities: &[Identity],
    ) -> std::result::Result<Zeroizing<Vec<u8>>, Wrong> {
        let cipher = self.objects.blob(blob, crypt::FILE_LIMIT);
        let cipher = cipher.map_err(|unreadable| ("damaged-object", unreadable.error(path).message))?;
        crypt::decrypt_with(identities, &cipher, crypt::PART_LIMIT).map_err(|error| match error {
            Unopened::NoKey => ("locked-out", msg!("store-find-locked", path = path)),
            _ => ("part-damaged", msg!("store-find-part-damaged", path = path)),
        })
    }

    /// Opens and reads an event's process part; what is wrong becomes a problem.
    fn process_part(&mut self, (file, group): &(CaseFile, Group), identities: &[Identity]) -> Option<ProcessPart> {
        let (path, blob) = group.parts.get("process")?;
        let read = self.open_part(path, *blob, identities).and_then(|plain| {
            std::str::from_utf8(&plain).map_err(|_| Unread::Shape).and_then(ProcessPart::parse).map_err(|error| {
                match error {
                    Unread::Version => ("newer-event", msg!("store-find-newer-event", path = path.as_str())),
                    Unread::Shape => ("part-unreadable", msg!("store-find-part-unreadable", path = path.as_str())),
                }
            })
        });
        match read {
            Ok(part) => Some(part),
            Err((code, message)) => {
                self.problem(code, Some(&file.ulid), Some(group.node), Some(path.clone()), message);
                None
            }
        }
    }

    /// Whether an event is one, whatever the head: it agrees with its commit and parts (S5), its author held the role
    /// and his office read the case (S18), and he had seen exactly the heads that counted before him (S6).
    fn judge(
        &mut self,
        groups: &[(CaseFile, Group)],
        candidates: &mut [Candidate],
        past: &mut [Bits],
        at: usize,
        initial: &Readers,
        vaults: &[String],
    ) -> Result<bool> {
        let (file, group) = &groups[at];
        let Some(part) = candidates[at].event.as_ref() else { return Ok(false) };
        if let Some(why) = self.disagreement(file, group, part) {
            let path = group.parts.get("process").map(|(path, _)| path.clone());
            self.problem(
                "part-disagrees",
                Some(&file.ulid),
                Some(group.node),
                path,
                msg!("store-find-disagrees", why = why),
            );
            return Ok(false);
        }
        let history = &self.view.checked.history;
        let Some((line, state)) = history.state_before(group.node) else { return Ok(false) };
        let author = state.members.get(&file.member);
        let say = |loader: &mut Self, code, message| {
            loader.problem(code, Some(&file.ulid), Some(group.node), None, message);
            Ok(false)
        };
        if !part.role.is_empty() && !author.is_some_and(|m| m.roles.contains(&part.role)) {
            let message = msg!("store-find-role", member = file.member.as_str(), role = part.role.as_str());
            return say(self, "role-not-held", message);
        }
        // What counted before him.
        let before = self.before(groups, at)?;
        let counted: Vec<bool> = (0..at)
            .map(|other| {
                let role = candidates[other].event.as_ref().map(|e| e.role.as_str());
                candidates[other].valid && before.has(other) && history.held(groups[other].1.node, line, role).is_none()
            })
            .collect();
        let known = {
            let mut bits = Bits::new(groups.len());
            (0..at).filter(|other| counted[*other]).for_each(|other| {
                bits.set(other);
            });
            bits
        };
        let heads: BTreeSet<String> =
            counting_heads(&known, &counted, past).map(|other| groups[other].0.ulid.to_string()).collect();
        let seen: BTreeSet<String> = part.seen.iter().cloned().collect();
        if seen != heads || seen.len() != part.seen.len() {
            return say(self, "seen-differs", msg!("store-find-seen"));
        }
        (0..at).filter(|other| counted[*other]).for_each(|other| {
            past[at].set(other);
        });
        let knows = |id: &str| (0..at).any(|other| counted[other] && groups[other].0.ulid.to_string() == id);
        if let Act::Correct { event, .. } | Act::File { amends: Some(event), .. } = &part.act
            && !knows(event)
        {
            return say(self, "unknown-event", msg!("store-find-unknown-event", event = event.as_str()));
        }
        if matches!(part.act, Act::Open { .. }) != (at == 0) {
            return say(self, "part-disagrees", msg!("store-find-disagrees", why = "opens"));
        }
        // Who read before him.
        let grants: Vec<(usize, Act)> = (0..at)
            .filter(|other| counted[*other])
            .filter_map(|other| Some((other, candidates[other].event.as_ref()?.act.clone())))
            .filter(|(_, act)| matches!(act, Act::Share { .. } | Act::Unshare { .. }))
            .collect();
        let office = author.map(|m| m.office.clone()).unwrap_or_default();
        let readers = readers::readers(initial, &as_grants(&grants), past, vaults);
        let reads = readers.get(&office).cloned().unwrap_or_default();
        if !reads.contains("process") {
            return say(self, "author-not-a-reader", msg!("store-find-author-reader", office = office.as_str()));
        }
        if let Some(vault) = group.parts.keys().find(|vault| !reads.contains(*vault)) {
            return say(
                self,
                "author-not-a-reader",
                msg!("store-find-author-vault", office = office.as_str(), vault = vault.as_str()),
            );
        }
        if let Some(vault) = beyond_reach(&part.act, &readers, &reads) {
            return say(
                self,
                "author-not-a-reader",
                msg!("store-find-author-vault", office = office.as_str(), vault = vault),
            );
        }
        Ok(true)
    }

    /// Which of the case's operations stand in the tree that this one's author had before him.
    fn before(&self, groups: &[(CaseFile, Group)], at: usize) -> Result<Bits> {
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
    fn disagreement(&self, file: &CaseFile, group: &Group, part: &ProcessPart) -> Option<&'static str> {
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
        // Attachments are named `vault.n`; this program writes none yet and leaves them to a later one.
        let named: BTreeSet<&str> = part.parts.keys().map(String::as_str).filter(|name| !name.contains('.')).collect();
        if others != named {
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

    /// Opens and reads an event's part in another vault. One that does not open or disagrees yields no values, but
    /// the event counts: everybody folds the same set.
    fn other_part(
        &mut self,
        file: &CaseFile,
        vault: &str,
        path: &str,
        blob: Oid,
        identities: &[Identity],
    ) -> Option<Values> {
        let read = self.open_part(path, blob, identities).and_then(|plain| {
            let part = std::str::from_utf8(&plain).map_err(|_| Unread::Shape).and_then(OtherPart::parse);
            let part = part.map_err(|_| ("part-unreadable", msg!("store-find-part-unreadable", path = path)))?;
            let agrees = part.store == self.view.checked.store
                && part.case == self.case.as_str()
                && part.id == file.ulid.to_string()
                && part.vault == vault;
            if agrees { Ok(part.values) } else { Err(("part-disagrees", msg!("store-find-disagrees", why = "vault"))) }
        });
        match read {
            Ok(values) => Some(values),
            Err((code, message)) => {
                self.problem(code, Some(&file.ulid), None, Some(path.to_owned()), message);
                None
            }
        }
    }

    /// Refuses key files whose commit does not count or whose author's office did not read the vault (S21).
    #[allow(clippy::too_many_arguments)] // they are the case's whole state while it is being read
    fn entitle(
        &mut self,
        keys: &mut VaultKeys,
        groups: &[(CaseFile, Group)],
        counts: &[bool],
        initial: &Readers,
        grants: &[(usize, Act)],
        past: &[Bits],
        vaults: &[String],
        addresses: &mut Addresses,
    ) -> Result<()> {
        let history = &self.view.checked.history;
        for opened in &mut keys.files {
            let Some(at) = groups.iter().position(|(file, _)| file.ulid == opened.ulid && file.member == opened.member)
            else {
                continue;
            };
            let vault = CaseFile::parse(opened.path.rsplit('/').next().unwrap_or_default())
                .map(|f| f.vault)
                .unwrap_or_default();
            let known: Vec<Grant<'_>> = grants
                .iter()
                .filter(|(other, _)| past[at].has(*other))
                .map(|(at, act)| Grant { at: *at, act })
                .collect();
            let office = history
                .state_before(opened.node)
                .and_then(|(_, state)| state.members.get(&opened.member).map(|m| m.office.clone()))
                .unwrap_or_default();
            let readers = readers::readers(initial, &known, past, vaults);
            let entitled = counts[at] && readers.get(&office).is_some_and(|reads| reads.contains(&vault));
            if !entitled && opened.file.as_ref().err() != Some(&Shut::Damaged) {
                opened.file = Err(Shut::NotEntitled);
            }
            if matches!(opened.file, Ok(_) | Err(Shut::Locked)) {
                let own = grants
                    .iter()
                    .filter(|(other, act)| *other == at && matches!(act, Act::Share { .. }))
                    .map(|(at, act)| Grant { at: *at, act });
                let known: Vec<Grant<'_>> = known.into_iter().chain(own).collect();
                let after = readers::readers(initial, &known, past, vaults);
                let offices =
                    after.iter().filter(|(_, reads)| reads.contains(&vault)).map(|(office, _)| office.as_str());
                let parent = history.nodes[opened.node].parents.first().map(|p| &history.nodes[*p]);
                if let (Some((line, state)), Some(tree)) =
                    (history.state_before(opened.node), parent.and_then(|p| p.commit.as_ref()).map(|c| c.tree))
                {
                    let reachable = addresses.all(self.objects, history, tree, line, &self.view.checked.store)?;
                    let named = access::readers_of(offices, reachable, state);
                    opened.for_us = named.iter().any(|(office, _)| *office == self.reader.me.office);
                    opened.readers_differ |= opened.file.as_ref().is_ok_and(|file| file.readers != named);
                }
            }
        }
        keys.check_continuity();
        Ok(())
    }

    fn report_keys(&mut self, keys: &BTreeMap<String, VaultKeys>) {
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

    fn origin(&self, file: &CaseFile, group: &Group) -> Origin {
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

/// The readers of a new case: the opener's office all vaults, standing offices what they name and with it `process`.
pub(super) fn standing_readers(
    opener: &str,
    state: &super::governed::Governed,
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

pub(super) fn as_grants(grants: &[(usize, Act)]) -> Vec<Grant<'_>> {
    grants.iter().map(|(at, act)| Grant { at: *at, act }).collect()
}

/// Of the events in `among` that count, those that no other of them has seen.
fn counting_heads<'a>(among: &'a Bits, counts: &'a [bool], past: &'a [Bits]) -> impl Iterator<Item = usize> + 'a {
    let inside = move |at: usize| among.has(at) && counts.get(at).copied().unwrap_or(false);
    (0..counts.len())
        .filter(move |at| inside(*at))
        .filter(move |at| !(0..counts.len()).any(|other| other != *at && inside(other) && past[other].has(*at)))
}

/// A ULID as an event's id, for callers outside.
pub(super) fn event_ulid(id: &str) -> Option<Ulid> {
    names::ulid(id)
}
