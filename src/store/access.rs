//! What a key opens: who its owner is, the identities of his office, and the offices that one can encrypt to.

use std::collections::{BTreeMap, HashMap};

use git2::Oid;

use super::Store;
use super::crypt::{self, Identity};
use super::governed::Governed;
use super::history::History;
use super::keys::Keys;
use super::objects::Objects;
use super::office_keys::{self, KeyStep, StepError};
use super::vault_keys::Reader;
use crate::error::{Error, Result};
use crate::msg;

/// Whose key this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    pub member: String,
    pub office: String,
    pub roles: Vec<String>,
    pub admin: bool,
}

impl Store {
    /// The member whose key this is. Exit code 4: no member here, or a revoked one.
    pub fn me(&self, keys: &Keys) -> Result<Me> {
        me(&self.view().governed, keys)
    }

    /// The active holders of an office's key; none if nobody has made it yet.
    pub fn holders(&self, office: &str) -> Result<Vec<String>> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let steps = view.steps(&objects, office)?;
        let mut holders: Vec<String> = office_keys::heads(&steps)
            .into_iter()
            .flat_map(|step| step.holders.iter().cloned())
            .filter(|holder| view.governed.members.get(holder).is_some_and(|m| m.active() && m.office == office))
            .collect();
        holders.sort();
        holders.dedup();
        Ok(holders)
    }
}

impl Store {
    /// The newest steps of the office's key that should open with this key and do not: their ids and makers (S19).
    pub fn unopened_steps(&self, keys: &Keys) -> Result<Vec<(String, String)>> {
        let view = self.view();
        let me = me(&view.governed, keys)?;
        let objects = Objects::new(&self.repo)?;
        let steps = view.steps(&objects, &me.office)?;
        let identities = office_identities(&objects, keys, &me.member, &me.office, &steps)?;
        let opens = |recipient: &str| identities.iter().any(|i| i.recipient().as_deref() == Some(recipient));
        let heads = office_keys::heads(&steps).into_iter();
        let shut = heads.filter(|step| step.holders.contains(&me.member) && !opens(&step.recipient));
        Ok(shut.map(|step| (step.ulid.to_string(), step.member.clone())).collect())
    }
}

pub(super) fn me(governed: &Governed, keys: &Keys) -> Result<Me> {
    let file = keys.path().display().to_string();
    let Some(member) = governed.holder_of(&keys.card().key) else {
        return Err(Error::not_allowed(msg!("store-stranger", file = file))
            .hint(msg!("store-stranger-hint", file = keys.path().display().to_string())));
    };
    if let Some(revoked) = &member.revoked {
        return Err(Error::not_allowed(msg!(
            "store-me-revoked",
            member = member.member.as_str(),
            reason = revoked.reason.as_str()
        )));
    }
    Ok(Me {
        member: member.member.clone(),
        office: member.office.clone(),
        roles: member.roles.clone(),
        admin: member.admin,
    })
}

pub(super) fn steps_at(
    objects: &Objects<'_>,
    history: &History,
    tree: Oid,
    line: usize,
    store: &str,
    office: &str,
) -> Result<Vec<KeyStep>> {
    office_keys::steps(objects, history, tree, line, store, office).map_err(|error| match error {
        StepError::Tree(error) => error.error(&format!("keys/{office}")),
        StepError::Unreadable(unreadable, path) => unreadable.error(&path),
    })
}

/// The identities of the office that this member can open, newest first.
pub(super) fn office_identities(
    objects: &Objects<'_>,
    keys: &Keys,
    member: &str,
    office: &str,
    steps: &[KeyStep],
) -> Result<Vec<Identity>> {
    let mut newest_first: Vec<&KeyStep> = steps.iter().filter(|s| s.holders.contains(member)).collect();
    newest_first.sort_by_key(|step| std::cmp::Reverse(step.node));
    let mut identities: Vec<Identity> = Vec::new();
    for step in newest_first {
        // A later step's file holds the earlier ones as well.
        if identities.iter().any(|i| i.recipient().as_deref() == Some(step.recipient.as_str())) {
            continue;
        }
        let path = format!("keys/{office}/{}.{}.key.age", step.ulid, step.member);
        let cipher = objects.blob(step.key, crypt::FILE_LIMIT).map_err(|u| u.error(&path))?;
        let Ok(plain) = keys.decrypt(&cipher, crypt::PART_LIMIT) else { continue };
        let Ok(text) = std::str::from_utf8(&plain) else { continue };
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let Some(identity) = Identity::parse(line) else { continue };
            if !identities.contains(&identity) {
                identities.push(identity);
            }
        }
    }
    Ok(identities)
}

/// Recipients of offices, worked out once for each tree of keys.
#[derive(Default)]
pub(super) struct Addresses {
    known: HashMap<(Option<Oid>, usize), BTreeMap<String, Vec<String>>>,
}

impl Addresses {
    /// Every office that can be encrypted to in that tree, with its recipients.
    pub fn all(
        &mut self,
        objects: &Objects<'_>,
        history: &History,
        tree: Oid,
        line: usize,
        store: &str,
    ) -> Result<&BTreeMap<String, Vec<String>>> {
        let root = objects.tree(tree, "").map_err(|e| e.error("-"))?;
        let keys = root.iter().find(|e| e.folder && e.name == "keys").map(|e| e.id);
        match self.known.entry((keys, line)) {
            std::collections::hash_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::hash_map::Entry::Vacant(vacant) => {
                let governed = &history.line[line].state;
                let mut addresses = BTreeMap::new();
                for office in governed.offices.keys() {
                    let steps = steps_at(objects, history, tree, line, store, office)?;
                    let recipients = office_keys::recipients(governed, office, &steps);
                    if !recipients.is_empty() {
                        addresses.insert(office.clone(), recipients);
                    }
                }
                Ok(vacant.insert(addresses))
            }
        }
    }
}

/// The readers of a key file for these offices, with recovery's recipient if the store has one (S23).
pub(super) fn readers_of<'a>(
    offices: impl IntoIterator<Item = &'a str>,
    addresses: &BTreeMap<String, Vec<String>>,
    governed: &Governed,
) -> std::collections::BTreeSet<Reader> {
    let mut readers: std::collections::BTreeSet<Reader> = offices
        .into_iter()
        .flat_map(|office| {
            let recipients = addresses.get(office).into_iter().flatten();
            recipients.map(move |recipient| (office.to_owned(), recipient.clone()))
        })
        .collect();
    if let Some(recovery) = &governed.settings.recovery {
        readers.insert(("recovery".to_owned(), recovery.clone()));
    }
    readers
}
