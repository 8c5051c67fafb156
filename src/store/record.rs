//! Recording an event: its parts, the key files that its vaults need (S21), and before that the office's key step
//! where one is due (S19). All of it is published at once, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;
use ulid::Ulid;
use zeroize::Zeroizing;

use super::Store;
use super::access::{self, Addresses, Me, readers_of};
use super::commit::{self, Op};
use super::crypt::{self, Identity};
use super::keys::Keys;
use super::load::{self, LoadedCase, Reach};
use super::names::{CaseFile, CaseFileKind, CaseId};
use super::objects::Objects;
use super::readers::{self, Readers};
use super::vault_keys::{KeyFile, Reader, VaultKeys};
use super::write::{Chain, Moment, Operation};
use crate::case::codec::{OtherPart, ProcessPart};
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
struct Place {
    case: CaseId,
    ulid: Ulid,
    seen: Vec<EventId>,
    vaults: Vec<String>,
    /// Readers whom its key files name.
    readers: Readers,
    keys: BTreeMap<String, VaultKeys>,
    /// There are newer parts that this office was left out of.
    locked_out: bool,
    /// Vaults whose key files may have to change besides those written to.
    touched: BTreeSet<String>,
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
            self.record_held(keys, &target, &draft, moment, vaults)
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
        draft: &Draft,
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
            let files = self.event_files(&me, &place, draft, moment)?;
            let operation = Operation { op: Op::Event, ulid: place.ulid, case: Some(place.case.clone()), files };
            let commit = chain.add(operation)?;
            Ok((place, commit))
        };
        let ((place, commit), mut notices) = self.commit_through(moment, &me.member, &keys.signing, work)?;
        notices.extend(self.notices(&me, &place, draft));
        Ok(Recorded { event: place.ulid.to_string(), case: place.case, commit: commit.to_string(), notices })
    }

    /// The identities of the office, after a key step if one is due: the founder's first, or one without holders who
    /// are no longer active.
    pub(super) fn ready_office_key(&self, chain: &Chain<'_>, keys: &Keys, me: &Me) -> Result<Vec<Identity>> {
        let objects = Objects::new(&self.repo)?;
        let (steps, active, founder) = {
            let view = self.view();
            let steps = access::steps_at(
                &objects,
                &view.checked.history,
                view.tree()?,
                view.line(),
                &view.checked.store,
                &me.office,
            )?;
            let active: BTreeSet<String> = view.governed.active_in(&me.office).map(|m| m.member.clone()).collect();
            let founder = view.governed.offices.get(&me.office).and_then(|o| o.founder.clone());
            (steps, active, founder)
        };
        let identities = access::office_identities(&objects, keys, &me.member, &me.office, &steps)?;
        let heads = super::office_keys::heads(&steps);
        if heads.is_empty() {
            if founder.as_deref() != Some(me.member.as_str()) {
                let founder = founder.unwrap_or_else(|| "-".into());
                return Err(Error::not_allowed(msg!(
                    "store-office-unfounded",
                    office = me.office.as_str(),
                    founder = founder
                )));
            }
            return self.step(chain, me, BTreeSet::from([me.member.clone()]), &heads, identities);
        }
        let holders: BTreeSet<String> = heads.iter().flat_map(|h| h.holders.iter().cloned()).collect();
        if !heads.iter().any(|h| h.holders.contains(&me.member)) || identities.is_empty() {
            return Err(Error::not_allowed(msg!(
                "store-no-office-key",
                office = me.office.as_str(),
                member = me.member.as_str()
            ))
            .hint(msg!("store-no-office-key-hint", member = me.member.as_str())));
        }
        if holders.iter().all(|holder| active.contains(holder)) {
            return Ok(identities);
        }
        let staying = holders.into_iter().filter(|holder| active.contains(holder)).collect();
        self.step(chain, me, staying, &heads, identities)
    }

    /// Makes a step of the office's key for these holders; returns the office's identities after it.
    pub(super) fn step(
        &self,
        chain: &Chain<'_>,
        me: &Me,
        holders: BTreeSet<String>,
        heads: &[&super::office_keys::KeyStep],
        known: Vec<Identity>,
    ) -> Result<Vec<Identity>> {
        let fresh = Identity::generate();
        let recipient = fresh.recipient().unwrap_or_default();
        let mut identities = vec![fresh];
        identities.extend(known);
        let ulid = chain.ulid(heads.iter().map(|h| &h.ulid))?;
        let (store, to) = {
            let view = self.view();
            let cards = holders.iter().filter_map(|h| view.governed.members.get(h)).map(|m| m.card.recipient.as_str());
            let recovery = view.governed.settings.recovery.as_deref();
            let to = cards.chain(recovery).map(crypt::recipient).collect::<Result<Vec<_>>>()?;
            (view.checked.store.clone(), to)
        };
        let mut text = Zeroizing::new(String::with_capacity(4096));
        text.push_str(&format!("# store: {store}\n# office: {}\n# recipient: {recipient}\n", me.office));
        for identity in &identities {
            text.push_str(identity.line());
            text.push('\n');
        }
        crypt::pad(&mut text);
        let cipher = crypt::encrypt(&to, text.as_bytes())?;
        let step = super::office_keys::StepText {
            v: super::governed::FORMAT,
            store,
            office: me.office.clone(),
            id: ulid.to_string(),
            recipient,
            follows: heads.iter().map(|h| h.ulid.to_string()).collect(),
            holders: holders.into_iter().collect(),
        };
        let public = toml::to_string(&step).unwrap_or_default();
        let folder = format!("keys/{}", me.office);
        let files = vec![
            (format!("{folder}/{ulid}.{}.toml", me.member), public.into_bytes()),
            (format!("{folder}/{ulid}.{}.key.age", me.member), cipher),
        ];
        chain.add(Operation { op: Op::Keys, ulid, case: None, files })?;
        Ok(identities)
    }

    fn new_place(&self, chain: &Chain<'_>, me: &Me, vaults: &[String]) -> Result<Place> {
        if !vaults.iter().any(|v| v == "process") || !vaults.iter().all(|v| super::names::is_id(v)) {
            return Err(Error::invalid(msg!("store-no-process-vault")));
        }
        let ulid = chain.ulid([])?;
        let case = CaseId::of_opening(&self.id(), &me.member, &ulid);
        let addresses = self.addresses()?;
        let readers =
            load::standing_readers(&me.office, &self.governed(), vaults, |office| addresses.contains_key(office));
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
            load::load(&objects, &view, case, &reader, Reach::All, &mut Addresses::default())?
        };
        self.allowed(me, &loaded, draft)?;
        let locked_out = loaded.problems.iter().any(|p| p.code == "locked-out");
        let LoadedCase { heads, vaults, readers: before, keys, initial, mut grants, mut past, .. } = loaded;
        // The event itself, as one that knows everything before it.
        let at = past.len();
        let mut known = super::history::Bits::new(at + 1);
        (0..at).for_each(|other| {
            known.set(other);
        });
        past.push(known);
        grants.push((at, draft.act.clone()));
        let readers = readers::readers(&initial, &load::as_grants(&grants), &past, &vaults);
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
        let after: Vec<Ulid> = heads.iter().filter_map(|id| load::event_ulid(id)).collect();
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
            Act::Share { office, vaults } | Act::Unshare { office, vaults } => {
                if let Some(vault) = vaults.iter().find(|vault| !loaded.vaults.contains(vault)) {
                    return Err(Error::invalid(msg!("store-unknown-vault", vault = vault.as_str())));
                }
                if !self.governed().offices.contains_key(office) {
                    return Err(Error::invalid(msg!("store-unknown-office", office = office.as_str())));
                }
                if let Some(vault) = load::beyond_reach(&draft.act, &loaded.readers, &loaded.readable) {
                    return Err(unread(&vault));
                }
                if matches!(draft.act, Act::Share { .. }) && !self.addresses()?.contains_key(office) {
                    return Err(Error::invalid(msg!("store-office-unreachable", office = office.as_str())));
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

    /// The files of the event's commit: parts, and key files where they are due.
    fn event_files(&self, me: &Me, place: &Place, draft: &Draft, moment: Moment) -> Result<Vec<(String, Vec<u8>)>> {
        let store = self.id();
        let addresses = self.addresses()?;
        let governed = self.governed();
        let opening = matches!(draft.act, Act::Open { .. });
        let name = |vault: &str, kind| {
            let file = CaseFile { ulid: place.ulid, member: me.member.clone(), vault: vault.to_owned(), kind };
            format!("{}/{}", place.case.folder(), file.name())
        };
        let mut files = Vec::new();
        let mut newest: BTreeMap<&str, String> = BTreeMap::new();
        for vault in &place.vaults {
            let written = vault == "process" || draft.values.get(vault).is_some_and(|values| !values.is_empty());
            let mine = place.keys.get(vault);
            if !(written || place.touched.contains(vault) && (opening || mine.is_some())) {
                continue;
            }
            let offices =
                place.readers.iter().filter(|(_, reads)| reads.contains(vault)).map(|(office, _)| office.as_str());
            let today = readers_of(offices, &addresses, &governed);
            let fresh = if opening {
                Some(KeyFile { follows: BTreeSet::new(), readers: today, identities: vec![Identity::generate()] })
            } else {
                self.due_key_file(mine, today, vault)?
            };
            let identity = match (&fresh, mine) {
                (Some(file), _) => file.identities.first().cloned(),
                (None, Some(keys)) => {
                    keys.heads().first().and_then(|h| h.file.as_ref().ok()?.identities.first().cloned())
                }
                (None, None) => None,
            };
            let recipient = identity.and_then(|i| i.recipient());
            newest.insert(
                vault,
                recipient.ok_or_else(|| Error::damaged(msg!("store-vault-no-key", vault = vault.as_str())))?,
            );
            if let Some(file) = fresh {
                let to = file.readers.iter().map(|(_, r)| crypt::recipient(r)).collect::<Result<Vec<_>>>()?;
                let text = file.text(&store, &place.case, vault);
                files.push((name(vault, CaseFileKind::Key), crypt::encrypt(&to, text.as_bytes())?));
            }
        }
        let seal = |vault: &str, text: String| -> Result<Vec<u8>> {
            let mut text = Zeroizing::new(text);
            if text.len() > crypt::PART_LIMIT {
                return Err(Error::invalid(msg!("store-part-too-long", vault = vault)));
            }
            crypt::pad(&mut text);
            let to = newest.get(vault).ok_or_else(|| Error::damaged(msg!("store-vault-no-key", vault = vault)))?;
            crypt::encrypt(&[crypt::recipient(to)?], text.as_bytes())
        };
        let mut parts = BTreeMap::new();
        for (vault, values) in &draft.values {
            if vault == "process" || values.is_empty() {
                continue;
            }
            if !place.vaults.contains(vault) {
                return Err(Error::invalid(msg!("store-unknown-vault", vault = vault.as_str())));
            }
            let part = OtherPart {
                store: store.clone(),
                case: place.case.as_str().to_owned(),
                id: place.ulid.to_string(),
                vault: vault.clone(),
                values: values.clone(),
            };
            let cipher = seal(vault, part.to_toml())?;
            parts.insert(vault.clone(), commit::hex(&commit::sha256(&cipher)));
            files.push((name(vault, CaseFileKind::Part), cipher));
        }
        let process = ProcessPart {
            store: store.clone(),
            case: place.case.as_str().to_owned(),
            id: place.ulid.to_string(),
            by: me.member.clone(),
            role: draft.role.clone(),
            at: draft.at,
            recorded: moment.now,
            seen: place.seen.clone(),
            definitions: draft.definitions.clone(),
            parts,
            act: draft.act.clone(),
            values: draft.values.get("process").cloned().unwrap_or_default(),
            reasons: draft.reasons.clone(),
            overridden: draft.overridden.clone(),
            satisfied: draft.satisfied.clone(),
        };
        files.push((name("process", CaseFileKind::Part), seal("process", process.to_toml())?));
        Ok(files)
    }

    /// The key file that a write has to bring: none if the vault's is the single head and names today's readers with
    /// today's recipients.
    fn due_key_file(&self, keys: Option<&VaultKeys>, today: BTreeSet<Reader>, vault: &str) -> Result<Option<KeyFile>> {
        let locked_out = || Error::not_allowed(msg!("store-vault-no-key", vault = vault));
        let keys = keys.ok_or_else(locked_out)?;
        let mut heads = keys.heads();
        heads.sort_by_key(|head| std::cmp::Reverse(head.node));
        let newest = heads.first().ok_or_else(locked_out)?;
        let overlooked = {
            let view = self.view();
            let below = view.checked.history.ancestors(newest.node);
            keys.locked().any(|file| !below.has(file.node))
        };
        let named: BTreeSet<Reader> =
            heads.iter().filter_map(|h| h.file.as_ref().ok()).flat_map(|f| f.readers.iter().cloned()).collect();
        let doubtful = overlooked || heads.iter().any(|h| h.readers_differ);
        if heads.len() == 1 && named == today && !doubtful {
            return Ok(None);
        }
        let mut identities: Vec<Identity> = Vec::new();
        // Whoever is gone still knows the old identities.
        if !named.is_subset(&today) || doubtful {
            identities.push(Identity::generate());
        }
        for identity in heads.iter().filter_map(|h| h.file.as_ref().ok()).flat_map(|f| &f.identities) {
            if !identities.contains(identity) {
                identities.push(identity.clone());
            }
        }
        Ok(Some(KeyFile { follows: heads.iter().map(|h| h.ulid).collect(), readers: today, identities }))
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
