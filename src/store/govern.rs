//! What admins do (S11, S14, S22) and what colleagues do for one another's access (S19): members, offices, roles, and
//! the steps of an office's key that are asked for.

use std::collections::BTreeSet;

use super::access::Me;
use super::card::Card;
use super::commit::Op;
use super::governed::{self, FORMAT, Governed, GovernedError, Member, Office, Revoked};
use super::keys::Keys;
use super::load::Reach;
use super::names;
use super::objects::{Objects, TreeError};
use super::write::{Moment, Operation};
use super::{Store, crypt};
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// Somebody to be made a member.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub id: String,
    pub card: Card,
    /// His office; one of his own id if none is named.
    pub office: Option<String>,
    pub institution: Option<String>,
    pub roles: Vec<String>,
    pub admin: bool,
}

/// What came of a change of members or offices.
#[derive(Clone, Debug)]
pub struct Appointed {
    pub commit: String,
    /// What a person should know or do next.
    pub notices: Vec<Message>,
}

impl Store {
    /// Makes somebody a member. Opens nothing that exists: access comes from a colleague (`office admit`).
    pub fn add_member(&self, keys: &Keys, new: &NewMember, moment: Moment) -> Result<Appointed> {
        let id = new.id.as_str();
        let office = new.office.clone().unwrap_or_else(|| id.to_owned());
        for given in [id, &office] {
            if !names::is_free_id(given) {
                return Err(Error::invalid(msg!("store-bad-id", given = given)));
            }
        }
        if let Some(role) = new.roles.iter().find(|role| !names::is_role(role)) {
            return Err(Error::invalid(msg!("store-bad-role", given = role)));
        }
        if !new.institution.as_deref().is_none_or(governed::is_line) {
            return Err(Error::invalid(msg!("store-bad-text")));
        }
        // Somebody to whom nothing can be encrypted would lock his colleagues out of the next step.
        crypt::recipient(&new.card.recipient)?;
        let mut founding = false;
        let commit = self.govern(keys, moment, |state| {
            if state.members.contains_key(id) {
                return Err(Error::invalid(msg!("store-member-exists", member = id)));
            }
            let used = |m: &Member| {
                [&m.card.key, &m.card.recipient]
                    .iter()
                    .any(|text| **text == new.card.key || **text == new.card.recipient)
            };
            if let Some(other) = state.members.values().find(|m| used(m)) {
                return Err(Error::invalid(msg!("store-card-used", member = other.member.as_str())));
            }
            let roles: BTreeSet<&String> = new.roles.iter().collect();
            let member = Member {
                v: FORMAT,
                member: id.to_owned(),
                office: office.clone(),
                institution: new.institution.clone(),
                roles: roles.into_iter().cloned().collect(),
                admin: new.admin,
                since: moment.now,
                card: new.card.clone(),
                revoked: None,
            };
            let mut files = vec![(format!("members/{id}.toml"), toml::to_string(&member).unwrap_or_default())];
            let known = state.offices.get(&office);
            if known.is_none_or(|o| o.founder.is_none()) {
                founding = true;
                let blank = Office { v: FORMAT, office: office.clone(), title: None, founder: None, reads: Vec::new() };
                let mut founded = known.map_or(blank, |o| (**o).clone());
                founded.founder = Some(id.to_owned());
                files.push((format!("offices/{office}.toml"), toml::to_string(&founded).unwrap_or_default()));
            }
            Ok(files)
        })?;
        let mut notices = commit.notices;
        if new.card.recipient.starts_with("ssh-") {
            notices.push(msg!("store-recipient-tagged", member = id));
        }
        if founding {
            notices.push(msg!("store-member-founds", member = id, office = office.as_str()));
        } else {
            let holders = self.holders(&office)?;
            notices.push(if holders.is_empty() {
                msg!("store-member-waits-founder", member = id, office = office.as_str())
            } else {
                msg!("store-member-waits", member = id, holders = holders.join(", "))
            });
        }
        Ok(Appointed { commit: commit.commit, notices })
    }

    /// Ends a member's right to sign, at once; keys follow with his colleagues' next writes (S22).
    pub fn revoke_member(&self, keys: &Keys, id: &str, reason: &str, moment: Moment) -> Result<Appointed> {
        if reason.trim().is_empty() || !governed::is_line(reason) {
            return Err(Error::invalid(msg!("store-bad-text")));
        }
        let mut office = String::new();
        let done = self.govern(keys, moment, |state| {
            let member = active_member(state, id)?;
            if member.admin && state.admins().count() == 1 {
                return Err(Error::invalid(msg!("store-last-admin", member = id)));
            }
            office.clone_from(&member.office);
            let mut gone = member.clone();
            gone.revoked = Some(Revoked { at: moment.now, reason: reason.to_owned() });
            Ok(vec![(format!("members/{id}.toml"), toml::to_string(&gone).unwrap_or_default())])
        })?;
        let mut notices = done.notices;
        let holders = self.holders(&office)?;
        let (count, all) = self.cases_of(keys, &office)?;
        notices.push(if all {
            msg!("store-revoked-stays", member = id, count = count)
        } else {
            msg!("store-revoked-stays-least", member = id, count = count)
        });
        notices.push(if holders.is_empty() {
            msg!("store-revoked-nobody", office = office.as_str())
        } else {
            msg!("store-revoked-next", office = office.as_str(), holders = holders.join(", "))
        });
        Ok(Appointed { commit: done.commit, notices })
    }

    /// How many cases the office reads, as far as this key can tell; whether that is all of them.
    fn cases_of(&self, keys: &Keys, office: &str) -> Result<(usize, bool)> {
        let mut all = true;
        let mut count = 0;
        for (_, case) in self.load_all_reaching(keys, Reach::Process)? {
            match case {
                Ok(case) => count += usize::from(case.readers.contains_key(office)),
                Err(_) => all = false,
            }
        }
        Ok((count, all))
    }

    /// Gives a member roles and takes roles from him.
    pub fn change_roles(
        &self,
        keys: &Keys,
        id: &str,
        add: &[String],
        remove: &[String],
        moment: Moment,
    ) -> Result<Appointed> {
        if let Some(role) = add.iter().chain(remove).find(|role| !names::is_role(role)) {
            return Err(Error::invalid(msg!("store-bad-role", given = role)));
        }
        self.govern(keys, moment, |state| {
            let member = active_member(state, id)?;
            if let Some(role) = remove.iter().find(|role| !member.roles.contains(role)) {
                return Err(Error::invalid(msg!("store-role-not-held", member = id, role = role)));
            }
            let mut changed = member.clone();
            changed.roles.retain(|role| !remove.contains(role));
            for role in add {
                if !changed.roles.contains(role) {
                    changed.roles.push(role.clone());
                }
            }
            changed.roles.sort();
            if changed.roles == member.roles {
                return Err(Error::invalid(msg!("store-nothing-to-change")));
            }
            Ok(vec![(format!("members/{id}.toml"), toml::to_string(&changed).unwrap_or_default())])
        })
    }

    /// Names a standing office: one that reads these vaults in every new case. Existing cases do not change.
    pub fn add_office(
        &self,
        keys: &Keys,
        id: &str,
        title: Option<&str>,
        reads: &[String],
        moment: Moment,
    ) -> Result<Appointed> {
        if !names::is_free_id(id) {
            return Err(Error::invalid(msg!("store-bad-id", given = id)));
        }
        if let Some(vault) = reads.iter().find(|vault| !names::is_id(vault)) {
            return Err(Error::invalid(msg!("store-unknown-vault", vault = vault)));
        }
        if !title.is_none_or(governed::is_line) {
            return Err(Error::invalid(msg!("store-bad-text")));
        }
        let mut done = self.govern(keys, moment, |state| {
            let mut wanted: Vec<String> = reads.to_vec();
            wanted.sort();
            wanted.dedup();
            let office = match state.offices.get(id) {
                Some(known) => {
                    let mut changed = (**known).clone();
                    changed.reads = wanted;
                    if let Some(title) = title {
                        changed.title = Some(title.to_owned());
                    }
                    if changed == **known {
                        return Err(Error::invalid(msg!("store-nothing-to-change")));
                    }
                    changed
                }
                None => Office {
                    v: FORMAT,
                    office: id.to_owned(),
                    title: title.map(str::to_owned),
                    founder: None,
                    reads: wanted,
                },
            };
            Ok(vec![(format!("offices/{id}.toml"), toml::to_string(&office).unwrap_or_default())])
        })?;
        done.notices.push(msg!("store-office-later", office = id));
        Ok(done)
    }

    /// Opens the office's key to a colleague of the same office: from now on he reads what the office reads.
    pub fn admit(&self, keys: &Keys, id: &str, moment: Moment) -> Result<Appointed> {
        self.office_step(keys, Some(id), moment)
    }

    /// Renews the office's key for those who hold it.
    pub fn rotate(&self, keys: &Keys, moment: Moment) -> Result<Appointed> {
        self.office_step(keys, None, moment)
    }

    fn office_step(&self, keys: &Keys, admitted: Option<&str>, moment: Moment) -> Result<Appointed> {
        self.held(|| {
            let me = self.me(keys)?;
            if let Some(id) = admitted {
                let governed = self.governed();
                let member = active_member(&governed, id)?;
                if member.office != me.office {
                    return Err(Error::not_allowed(msg!(
                        "store-admit-other-office",
                        member = id,
                        office = member.office.as_str()
                    )));
                }
                if self.holders(&me.office)?.iter().any(|holder| holder == id) {
                    return Err(Error::invalid(msg!("store-admitted-already", member = id)));
                }
            }
            let (_, notices) = self.commit_through(moment, &me.member, &keys.signing, |chain| {
                let identities = self.ready_office_key(chain, keys, &me)?;
                let (steps, active) = self.own_steps(&me)?;
                let heads = super::office_keys::heads(&steps);
                let mut holders: BTreeSet<String> =
                    heads.iter().flat_map(|h| h.holders.iter().cloned()).filter(|h| active.contains(h)).collect();
                holders.extend(admitted.map(str::to_owned));
                self.step(chain, &me, holders, &heads, identities)
            })?;
            Ok(Appointed { commit: self.head(), notices })
        })
    }

    fn own_steps(&self, me: &Me) -> Result<(Vec<super::office_keys::KeyStep>, BTreeSet<String>)> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let steps = view.steps(&objects, &me.office)?;
        let active = view.governed.active_in(&me.office).map(|m| m.member.clone()).collect();
        Ok((steps, active))
    }

    /// Makes one governance commit, by an admin: `change` gives the files that it sets.
    pub(super) fn govern(
        &self,
        keys: &Keys,
        moment: Moment,
        change: impl FnOnce(&Governed) -> Result<Vec<(String, String)>>,
    ) -> Result<Appointed> {
        self.held(|| {
            let me = self.me(keys)?;
            if !me.admin {
                let admins: Vec<String> = self.governed().admins().map(|m| m.member.clone()).collect();
                return Err(Error::not_allowed(msg!("store-not-admin", member = me.member.as_str()))
                    .hint(msg!("store-not-admin-hint", admins = admins.join(", "))));
            }
            let files = change(&self.governed())?;
            let files = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
            let (commit, notices) = self.commit_through(moment, &me.member, &keys.signing, |chain| {
                let ulid = chain.ulid([])?;
                chain.add(Operation { op: Op::Govern, ulid, case: None, files, pieces: Vec::new() })
            })?;
            Ok(Appointed { commit: commit.to_string(), notices })
        })
    }
}

fn active_member<'g>(state: &'g Governed, id: &str) -> Result<&'g Member> {
    match state.members.get(id) {
        None => Err(Error::invalid(msg!("store-no-member", member = id)).hint(msg!("store-no-member-hint"))),
        Some(member) if !member.active() => Err(Error::invalid(msg!("store-member-revoked", member = id))),
        Some(member) => Ok(member),
    }
}

/// A governed tree that cannot be read, for a person.
pub(super) fn governed_error(error: GovernedError) -> Error {
    match error {
        GovernedError::Unreadable(unreadable, path) => unreadable.error(&path),
        GovernedError::Tree(bad) => TreeError::Bad(bad).error("-"),
        GovernedError::Bad(path, why) => Error::damaged(msg!("store-find-governed", path = path, why = why)),
        GovernedError::Newer(format) => Error::damaged(msg!("store-newer", format = format)),
    }
}
