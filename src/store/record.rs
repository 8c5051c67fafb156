//! Recording an event: its parts, the key files that its vaults need (S21), and before that the office's key step
//! where one is due (S19). All of it is published at once, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;
use ulid::Ulid;

use super::access::{Addresses, Me};
use super::attachment::Enclosure;
use super::commit::Op;
use super::crypt::Identity;
use super::keys::Keys;
use super::load::{self, LoadedCase, Reach};
use super::names::{self, CaseId};
use super::objects::Objects;
use super::readers::{self, Grant, Readers};
use super::vault_keys::VaultKeys;
use super::write::{Chain, Moment, Operation};
use super::{Store, judge, keyring, reading};
use crate::case::{Act, EventId, Values};
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// The case that an event goes to.
#[derive(Clone, Debug)]
pub enum Target {
    New,
    Case(CaseId),
}

/// What is to be recorded.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The role used, exactly as the member holds it; empty if none is.
    pub role: String,
    /// When it happened: not after the moment of recording.
    pub at: Instant,
    pub act: Act,
    /// Hash of the definitions it is recorded under.
    pub definitions: String,
    /// Values by vault; a vault without values gets no part.
    pub values: BTreeMap<String, Values>,
    pub reasons: BTreeMap<String, String>,
    pub overridden: BTreeMap<String, String>,
    pub satisfied: Vec<String>,
}

/// What was recorded.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub event: EventId,
    pub case: CaseId,
    pub commit: String,
    /// What a person should know: who newly reads a vault (S20), what stays readable, a work tree that lags behind.
    pub notices: Vec<Message>,
}

/// A case as the next event finds it.
pub(super) struct Place {
    pub case: CaseId,
    pub ulid: Ulid,
    pub seen: Vec<EventId>,
    pub vaults: Vec<String>,
    /// Readers whom its key files name.
    pub readers: Readers,
    pub keys: BTreeMap<String, VaultKeys>,
    /// There are newer parts that this office was left out of.
    pub locked_out: bool,
    /// Vaults whose key files may have to change besides those written to.
    pub touched: BTreeSet<String>,
}

impl Store {
    /// Records one event, signed by the owner of the key. `vaults` are the workflow's, `process` among them; a new case
    /// gets all of them. Take [`Store::writing`] before loading the case, so that
    /// the event is about what was seen; without it a case that has moved on since is refused.
    ///
    /// Exit codes: 4 no member, role not held, vault not read, office's key not open; 2 a time in the future, an
    /// unknown vault or office, a part over 1 MiB; 5 a store that must not be written to.
    pub fn record(
        &self,
        keys: &Keys,
        target: Target,
        draft: Draft,
        moment: Moment,
        vaults: &[String],
    ) -> Result<Recorded> {
        self.record_with(keys, target, &draft, None, moment, vaults)
    }

    /// Records an event with a file attached to it; else as [`Store::record`].
    pub fn attach(
        &self,
        keys: &Keys,
        case: &CaseId,
        draft: &Draft,
        enclosure: &Enclosure,
        moment: Moment,
        vaults: &[String],
    ) -> Result<Recorded> {
        self.record_with(keys, Target::Case(case.clone()), draft, Some(enclosure), moment, vaults)
    }

    fn record_with(
        &self,
        keys: &Keys,
        target: Target,
        draft: &Draft,
        enclosure: Option<&Enclosure>,
        moment: Moment,
        vaults: &[String],
    ) -> Result<Recorded> {
        let before = match &target {
            Target::Case(case) if !self.is_held() => Some((case.clone(), self.case_tree(case)?)),
            _ => None,
        };
        self.held(|| {
            if let Some((case, tree)) = before
                && self.case_tree(&case)? != tree
            {
                return Err(Error::damaged(msg!("store-case-changed", case = case.as_str())));
            }
            self.record_held(keys, &target, (draft, enclosure), moment, vaults)
        })
    }

    fn case_tree(&self, case: &CaseId) -> Result<Option<Oid>> {
        let objects = Objects::new(&self.repo)?;
        let folder = case.folder();
        Ok(objects.at(self.view().tree()?, &folder).map_err(|e| e.error(&folder))?.map(|entry| entry.id))
    }

    fn record_held(
        &self,
        keys: &Keys,
        target: &Target,
        (draft, enclosure): (&Draft, Option<&Enclosure>),
        moment: Moment,
        vaults: &[String],
    ) -> Result<Recorded> {
        let me = self.me(keys)?;
        if draft.at > moment.now {
            return Err(Error::invalid(msg!("store-at-in-future")));
        }
        if !draft.role.is_empty() && !me.roles.contains(&draft.role) {
            return Err(Error::not_allowed(msg!(
                "store-role-not-held",
                member = me.member.as_str(),
                role = draft.role.as_str()
            )));
        }
        let work = |chain: &Chain<'_>| {
            let identities = self.ready_office_key(chain, keys, &me)?;
            let place = match target {
                Target::New => self.new_place(chain, &me, vaults)?,
                Target::Case(case) => self.place_in(chain, &me, identities, case, draft)?,
            };
            let (files, pieces) = self.event_files(&me, &place, draft, enclosure, moment)?;
            let case = Some(place.case.clone());
            let operation = Operation { op: Op::Event, ulid: place.ulid, case, files, pieces };
            let commit = chain.add(operation)?;
            Ok((place, commit))
        };
        let ((place, commit), mut notices) = self.commit_through(moment, &me.member, &keys.signing, work)?;
        notices.extend(self.notices(&me, &place, draft));
        Ok(Recorded { event: place.ulid.to_string(), case: place.case, commit: commit.to_string(), notices })
    }

    fn new_place(&self, chain: &Chain<'_>, me: &Me, vaults: &[String]) -> Result<Place> {
        if !vaults.iter().any(|v| v == "process") || !vaults.iter().all(|v| super::names::is_id(v)) {
            return Err(Error::invalid(msg!("store-no-process-vault")));
        }
        let ulid = chain.ulid([])?;
        let case = CaseId::of_opening(&self.id(), &me.member, &ulid);
        let addresses = self.addresses()?;
        let readers =
            keyring::standing_readers(&me.office, &self.governed(), vaults, |office| addresses.contains_key(office));
        let touched = vaults.iter().cloned().collect();
        Ok(Place {
            case,
            ulid,
            seen: Vec::new(),
            vaults: vaults.to_vec(),
            readers,
            keys: BTreeMap::new(),
            locked_out: false,
            touched,
        })
    }

    fn place_in(
        &self,
        chain: &Chain<'_>,
        me: &Me,
        identities: Vec<Identity>,
        case: &CaseId,
        draft: &Draft,
    ) -> Result<Place> {
        let objects = Objects::new(&self.repo)?;
        let loaded = {
            let view = self.view();
            let reader = load::Reader { me: me.clone(), identities };
            reading::load(&objects, &view, case, &reader, Reach::All, (&mut Addresses::default(), &self.parts))?
        };
        self.allowed(me, &loaded, draft)?;
        if let Some(damage) = loaded
            .problems
            .iter()
            .find(|p| p.code == "damaged-object" && p.path.as_deref().is_some_and(|path| path.contains(".process.")))
        {
            // What was recorded on top would not count for those who still have it.
            return Err(Error::damaged(damage.message.clone()));
        }
        let locked_out = loaded.problems.iter().any(|p| p.code == "locked-out");
        let LoadedCase { next: heads, vaults, readers: before, keys, initial, mut grants, mut past, .. } = loaded;
        // The event itself, as one that knows everything before it.
        let at = past.len();
        let mut known = super::history::Bits::new(at + 1);
        (0..at).for_each(|other| {
            known.set(other);
        });
        past.push(known);
        grants.push((at, draft.act.clone()));
        let readers = readers::readers(&initial, &as_grants(&grants), &past, &vaults);
        let reads = |readers: &Readers, vault: &String| -> BTreeSet<String> {
            readers.iter().filter(|(_, reads)| reads.contains(vault)).map(|(office, _)| office.clone()).collect()
        };
        if let Some(vault) = vaults.iter().find(|vault| reads(&readers, vault).is_empty()) {
            return Err(Error::invalid(msg!("store-unshare-last", vault = vault.as_str())));
        }
        // A share opens its vaults at once. An unshare is still read by those whom it ends, so that they know; keys
        // follow with the next write to each vault (S22).
        let ends = matches!(draft.act, Act::Unshare { .. });
        let touched: BTreeSet<String> =
            vaults.iter().filter(|vault| !ends && reads(&before, vault) != reads(&readers, vault)).cloned().collect();
        let readers = if ends { before } else { readers };
        let after: Vec<Ulid> = heads.iter().filter_map(|id| names::ulid(id)).collect();
        Ok(Place {
            case: case.clone(),
            ulid: chain.ulid(&after)?,
            seen: heads,
            vaults,
            readers,
            keys,
            locked_out,
            touched,
        })
    }

    /// Whether the author may record this, as far as keys and readers go.
    fn allowed(&self, me: &Me, loaded: &LoadedCase, draft: &Draft) -> Result<()> {
        let unread = |vault: &str| {
            let who: Vec<&str> = loaded
                .readers
                .iter()
                .filter(|(_, reads)| reads.contains(vault))
                .map(|(office, _)| office.as_str())
                .collect();
            Error::not_allowed(msg!("store-vault-not-read", office = me.office.as_str(), vault = vault))
                .hint(msg!("store-vault-not-read-hint", offices = who.join(", ")))
        };
        for (vault, values) in &draft.values {
            if values.is_empty() {
                continue;
            }
            if !loaded.vaults.contains(vault) {
                return Err(Error::invalid(msg!("store-unknown-vault", vault = vault.as_str())));
            }
            if !loaded.readable.contains(vault) {
                return Err(unread(vault));
            }
        }
        match &draft.act {
            Act::Open { .. } => return Err(Error::invalid(msg!("store-case-open-already", case = loaded.id.as_str()))),
            Act::Correct { event, .. } | Act::File { amends: Some(event), .. }
                if !loaded.events.iter().any(|e| e.id == *event) =>
            {
                return Err(Error::invalid(msg!("store-unknown-event", event = event.as_str())));
            }
            Act::Attach { paper_of: Some(event), .. } if !loaded.events.iter().any(|e| e.id == *event) => {
                return Err(Error::invalid(msg!("store-unknown-event", event = event.as_str())));
            }
            Act::Share { office, vaults } | Act::Unshare { office, vaults } => {
                if let Some(vault) = vaults.iter().find(|vault| !loaded.vaults.contains(vault)) {
                    return Err(Error::invalid(msg!("store-unknown-vault", vault = vault.as_str())));
                }
                if !self.governed().offices.contains_key(office) {
                    return Err(Error::invalid(msg!("store-unknown-office", office = office.as_str())));
                }
                if let Some(vault) = judge::beyond_reach(&draft.act, &loaded.readers, &loaded.readable) {
                    return Err(unread(&vault));
                }
                if matches!(draft.act, Act::Share { .. }) && !self.addresses()?.contains_key(office) {
                    let message = msg!("store-office-unreachable", office = office.as_str());
                    return Err(Error::invalid(message).hint(msg!("store-office-unreachable-hint")));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Every office that can be encrypted to, with its recipients.
    pub(super) fn addresses(&self) -> Result<BTreeMap<String, Vec<String>>> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let mut addresses = Addresses::default();
        Ok(addresses.all(&objects, &view.checked.history, view.tree()?, view.line(), &view.checked.store)?.clone())
    }

    /// What a person should know about who reads now.
    fn notices(&self, me: &Me, place: &Place, draft: &Draft) -> Vec<Message> {
        let mut notices = Vec::new();
        if place.locked_out {
            notices.push(msg!("store-locked-out-writes", case = place.case.as_str()));
        }
        match &draft.act {
            Act::Open { .. } => {
                let standing = place.readers.iter().filter(|(office, _)| **office != me.office);
                let pairs: BTreeSet<String> = standing
                    .flat_map(|(office, reads)| reads.iter().map(move |vault| format!("{office} {vault}")))
                    .collect();
                let known = self.state.known_readers().unwrap_or_default();
                let news = pairs.difference(&known).filter_map(|pair| pair.split_once(' '));
                notices.extend(news.map(|(office, vault)| msg!("store-new-reader", office = office, vault = vault)));
                if pairs != known {
                    // If it cannot be remembered, it is only said again.
                    let _ = self.state.set_known_readers(pairs);
                }
            }
            Act::Unshare { office, .. } => notices.push(msg!("store-unshared", office = office.as_str())),
            _ => {}
        }
        notices
    }
}

fn as_grants(grants: &[(usize, Act)]) -> Vec<Grant<'_>> {
    grants.iter().map(|(at, act)| Grant { at: *at, act }).collect()
}
