//! A case's events, opened and checked as far as a key allows (S5, S6, S13, S18, S21). One bad file never hides the
//! others: what does not count is a [`Problem`], what is held is shown apart.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;
use rayon::prelude::*;

use super::access::{self, Addresses, Me};
use super::attachment::Attached;
use super::cache;
use super::commit::Commit;
use super::crypt::Identity;
use super::history::Bits;
use super::keys::Keys;
use super::names::CaseId;
use super::objects::Objects;
use super::readers::Readers;
use super::reading;
use super::vault_keys::VaultKeys;
use super::{Store, View};
use crate::case::{Act, Event, EventId};
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
    /// Files attached to it.
    pub attached: Vec<Attached>,
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
    /// What the next event has to say that it has seen: the heads, with those that cannot be opened here.
    pub(super) next: Vec<EventId>,
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
    pub fn cases(&self) -> Vec<CaseId> {
        self.view().cases()
    }

    /// The case with this id, or this unique beginning of one (with or without the year).
    pub fn resolve(&self, prefix: &str) -> Result<CaseId> {
        let wanted = prefix.to_ascii_lowercase();
        let mut found: Vec<CaseId> = self
            .cases()
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
        let view = self.view();
        let shorts = view.shorts.get_or_init(|| shorts(view.cases()));
        shorts.get(case).cloned().unwrap_or_else(|| case.as_str().to_owned())
    }

    /// The short form of every case's id.
    pub fn shorts(&self) -> BTreeMap<CaseId, String> {
        let view = self.view();
        view.shorts.get_or_init(|| shorts(view.cases())).clone()
    }

    /// One case, as far as this key opens it.
    pub fn load(&self, case: &CaseId, keys: &Keys) -> Result<LoadedCase> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let reader = reader(&objects, &view, keys)?;
        let mut loaded =
            reading::load(&objects, &view, case, &reader, Reach::All, (&mut Addresses::default(), &self.parts))?;
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
        let cases = view.cases();
        let path = self.repo.path();
        let view = &*view;
        let store = view.checked.store.as_str();
        let (parts, folder) = (&self.parts, cache::folder(store));
        parts.read(folder.as_deref(), store, keys);
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
                        let one = one.and_then(|objects| {
                            reading::load(objects, view, case, &reader, reach, (&mut addresses, parts))
                        });
                        (case.clone(), one)
                    })
                    .collect()
            })
            .collect();
        parts.keep(folder.as_deref(), store, keys);
        Ok(loaded.into_iter().flatten().collect())
    }
}

pub(super) fn reader(objects: &Objects<'_>, view: &View, keys: &Keys) -> Result<Reader> {
    let me = access::me(&view.governed, keys)?;
    let steps = view.steps(objects, &me.office)?;
    let identities = access::office_identities(objects, keys, &me.member, &me.office, &steps)?;
    Ok(Reader { me, identities })
}

/// The short forms of these ids, which are in order.
fn shorts(all: Vec<CaseId>) -> BTreeMap<CaseId, String> {
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
