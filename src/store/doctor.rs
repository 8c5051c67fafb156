//! What is wrong with this installation or store, and how to mend it.

use std::path::Path;

use super::keys::Keys;
use super::trust::Trust;
use super::verify::Severity;
use super::{Store, worktree};
use crate::error::Error;
use crate::language::Message;
use crate::msg;

/// One thing that was looked at.
#[derive(Clone, Debug)]
pub struct Examined {
    /// A stable word (`key-file`).
    pub what: &'static str,
    pub good: bool,
    pub message: Message,
    /// How to mend it.
    pub remedy: Option<Message>,
}

/// All that was looked at.
#[derive(Clone, Debug, Default)]
pub struct Diagnosis {
    pub examined: Vec<Examined>,
}

impl Diagnosis {
    pub fn healthy(&self) -> bool {
        self.examined.iter().all(|e| e.good)
    }

    pub fn add(&mut self, what: &'static str, good: bool, message: Message, remedy: Option<Message>) {
        self.examined.push(Examined { what, good, message, remedy });
    }

    /// Something could not even be looked at.
    pub fn failed(&mut self, what: &'static str, error: &Error) {
        self.add(what, false, error.message.clone(), error.hint.clone());
    }

    /// Looks at a key file that was opened.
    pub fn key(&mut self, keys: &Keys) {
        if keys.warnings().is_empty() {
            self.add("key-file", true, msg!("store-doctor-key", file = keys.path().display().to_string()), None);
        }
        for warning in keys.warnings() {
            self.add("key-file", false, warning.clone(), None);
        }
    }

    /// Looks at a store that was opened, and at what the key can do in it.
    pub fn store(&mut self, store: &Store, keys: Option<&Keys>) {
        let folder = store.folder().display().to_string();
        let root = store.fingerprint();
        match store.trust() {
            Trust::Pinned => self.add("root", true, msg!("store-doctor-root"), None),
            Trust::Unpinned => self.add(
                "root",
                false,
                msg!("store-warn-unpinned"),
                Some(msg!("store-not-trusted-hint", fingerprint = root.as_str())),
            ),
            Trust::OtherRoot { accepted } => {
                self.add("root", false, msg!("store-other-root", accepted = accepted), None);
            }
            Trust::Behind { .. } => self.add("root", false, msg!("store-warn-behind"), Some(msg!("store-behind-hint"))),
        }
        let errors: Vec<_> = store.findings().into_iter().filter(|f| f.severity == Severity::Error).collect();
        match errors.first() {
            None => self.add("history", true, msg!("store-doctor-history", folder = folder.as_str()), None),
            Some(first) => self.add("history", false, first.message.clone(), Some(msg!("store-doctor-verify"))),
        }
        let behind = !store.repo.is_bare() && worktree::is_behind(&store.repo);
        if behind {
            self.add("work-tree", false, msg!("store-doctor-behind"), Some(msg!("store-doctor-behind-hint")));
        } else {
            self.add("work-tree", true, msg!("store-doctor-work-tree"), None);
        }
        let set_up = store.repo.config().and_then(|c| c.get_string("diff.sop.textconv")).is_ok();
        if !set_up {
            self.add("settings", false, msg!("store-doctor-settings"), Some(msg!("store-doctor-behind-hint")));
        }
        let Some(keys) = keys else { return };
        match store.me(keys) {
            Err(error) => self.failed("member", &error),
            Ok(me) => {
                self.add(
                    "member",
                    true,
                    msg!("store-doctor-member", member = me.member.as_str(), office = me.office.as_str()),
                    None,
                );
                for (step, member) in store.unopened_steps(keys).unwrap_or_default() {
                    let message = msg!("store-doctor-step", step = step, member = member);
                    self.add("office-key", false, message, Some(msg!("store-doctor-step-hint")));
                }
                match store.holders(&me.office) {
                    Err(error) => self.failed("office-key", &error),
                    Ok(holders) if holders.contains(&me.member) => {
                        self.add("office-key", true, msg!("store-doctor-office", office = me.office.as_str()), None);
                    }
                    Ok(holders) if holders.is_empty() => {
                        let founder = store.governed().offices.get(&me.office).and_then(|o| o.founder.clone());
                        let mine = founder.as_deref() == Some(me.member.as_str());
                        let message = msg!(
                            "store-doctor-unfounded",
                            office = me.office.as_str(),
                            founder = founder.unwrap_or_default()
                        );
                        self.add("office-key", mine, message, None);
                    }
                    Ok(_) => self.add(
                        "office-key",
                        false,
                        msg!("store-no-office-key", office = me.office.as_str(), member = me.member.as_str()),
                        Some(msg!("store-no-office-key-hint", member = me.member.as_str())),
                    ),
                }
            }
        }
    }
}

/// libgit2 refuses a folder that another account owns: said as it is, with the remedy for this folder only.
pub(super) fn owner_error(folder: &Path) -> Error {
    let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).display().to_string();
    let (owner, user) = owners(folder);
    Error::damaged(msg!("store-foreign-owner", folder = absolute.as_str(), owner = owner, user = user))
        .hint(msg!("store-foreign-owner-hint", folder = absolute.as_str()))
}

#[cfg(unix)]
fn owners(folder: &Path) -> (String, String) {
    use std::os::unix::fs::MetadataExt;
    let owner = std::fs::metadata(folder).map_or_else(|_| "?".to_owned(), |m| user_name(m.uid()));
    (owner, user_name(rustix::process::geteuid().as_raw()))
}

#[cfg(not(unix))]
fn owners(_folder: &Path) -> (String, String) {
    ("?".to_owned(), "?".to_owned())
}

/// The account's name from `/etc/passwd`, else its number.
#[cfg(unix)]
fn user_name(uid: u32) -> String {
    let number = uid.to_string();
    let table = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    table
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|fields| fields.get(2) == Some(&number.as_str()))
        .and_then(|fields| fields.first().map(|name| (*name).to_owned()))
        .unwrap_or(number)
}
