//! Steps of an office's key that are due before its member writes (S19): the founder's first, and one without those
//! who are gone.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::Store;
use super::access::{self, Me};
use super::commit::Op;
use super::crypt::{self, Identity};
use super::keys::Keys;
use super::objects::Objects;
use super::write::{Chain, Operation};
use crate::error::{Error, Result};
use crate::msg;

impl Store {
    /// The identities of the office, after a key step if one is due: the founder's first, or one without holders who
    /// are no longer active.
    pub(super) fn ready_office_key(&self, chain: &Chain<'_>, keys: &Keys, me: &Me) -> Result<Vec<Identity>> {
        let objects = Objects::new(&self.repo)?;
        let (steps, active, founder) = {
            let view = self.view();
            let steps = view.steps(&objects, &me.office)?;
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
        chain.add(Operation { op: Op::Keys, ulid, case: None, files, pieces: Vec::new() })?;
        Ok(identities)
    }
}
