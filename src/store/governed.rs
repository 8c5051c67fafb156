//! The governed part of a tree: settings, members, offices (S11). Everything outside `cases/` and `keys/`. Changes
//! only by an admin's signed commit, on one line; what a change may do is decided here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use git2::Oid;
use serde::{Deserialize, Serialize};

use super::card::Card;
use super::names;
use super::objects::{Objects, TreeError, Unreadable};
use super::{crypt, sshsig};
use crate::deadline::Instant;
use crate::language::Lang;

/// The format of stores that this program writes and understands (S1).
pub const FORMAT: u32 = 1;
/// The exact bytes of `.gitattributes` (S24): nothing is converted, and `git diff` shows events to who can open them.
pub const GITATTRIBUTES: &str = "* -text\n*.age -diff -merge\n*.toml.age diff=sop -merge\n";
/// The greatest length of a governed file that is read as settings, member or office.
const FILE_LIMIT: usize = 1 << 16;

/// The procedure that a store follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkflowRef {
    pub id: String,
    pub version: String,
    /// SHA-256 (hex) of the definitions when the store was made or last changed them.
    pub hash: String,
}

/// `sop.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub format: u32,
    /// 128 random bits, hexadecimal.
    pub store: String,
    /// SSH keys that stand above the admins.
    pub root: Vec<String>,
    /// An age recipient that stands on every key file, if the store has one (S23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<String>,
    pub language: Lang,
    /// IANA name of the zone in which local times are meant.
    pub time_zone: String,
    pub workflow: WorkflowRef,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<toml::Table>,
}

/// When and why somebody ceased to be a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revoked {
    #[serde(with = "toml_time")]
    pub at: Instant,
    pub reason: String,
}

/// `members/<member>.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub v: u32,
    pub member: String,
    pub office: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub admin: bool,
    #[serde(with = "toml_time")]
    pub since: Instant,
    pub card: Card,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revoked>,
}

impl Member {
    pub fn active(&self) -> bool {
        self.revoked.is_none()
    }

    /// The key that signs for this member. The card was checked when the file was read.
    pub fn key(&self) -> Option<ssh_key::PublicKey> {
        sshsig::public_key(&self.card.key)
    }
}

/// `offices/<office>.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub v: u32,
    pub office: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The member whose first write makes the office's key; set once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founder: Option<String>,
    /// Vaults that it reads in every new case.
    #[serde(default)]
    pub reads: Vec<String>,
}

/// The whole governed state at one commit.
#[derive(Clone, Debug)]
pub struct Governed {
    pub settings: Arc<Settings>,
    pub members: BTreeMap<String, Arc<Member>>,
    pub offices: BTreeMap<String, Arc<Office>>,
    /// Every governed file and its blob.
    pub files: BTreeMap<String, Oid>,
}

/// Why a governed tree is not one.
pub enum GovernedError {
    Unreadable(Unreadable, String),
    Tree(super::objects::BadTree),
    /// A file that is not as it must be; why, as a word for the finding.
    Bad(String, &'static str),
    /// The format is newer than this program (S1).
    Newer(u32),
}

type Checked<T> = std::result::Result<T, GovernedError>;

fn bad<T>(path: impl Into<String>, why: &'static str) -> Checked<T> {
    Err(GovernedError::Bad(path.into(), why))
}

impl Governed {
    /// Reads the governed part of a root tree. What is the same as in `before` is not read and checked again.
    pub fn read(objects: &Objects<'_>, tree: Oid, before: Option<&Governed>) -> Checked<Governed> {
        let files = governed_files(objects, tree)?;
        let text = |path: &str, id: Oid| -> Checked<String> {
            let bytes = objects.blob(id, FILE_LIMIT).map_err(|u| GovernedError::Unreadable(u, path.to_owned()))?;
            String::from_utf8(bytes).or_else(|_| bad(path, "not-text"))
        };
        let same = |path: &str, id: Oid| before.is_some_and(|b| b.files.get(path) == Some(&id));

        let Some(id) = files.get("sop.toml") else { return bad("sop.toml", "missing") };
        let settings = match before {
            Some(before) if same("sop.toml", *id) => before.settings.clone(),
            _ => Arc::new(settings(&text("sop.toml", *id)?)?),
        };
        if let Some(id) = files.get(".gitattributes")
            && !same(".gitattributes", *id)
            && text(".gitattributes", *id)? != GITATTRIBUTES
        {
            return bad(".gitattributes", "other-bytes");
        }
        let mut members = BTreeMap::new();
        let mut offices = BTreeMap::new();
        for (path, id) in &files {
            if let Some(name) = path.strip_prefix("members/") {
                let Some(name) = name.strip_suffix(".toml").filter(|n| names::is_free_id(n)) else {
                    return bad(path, "not-member-file");
                };
                let member = match before.and_then(|b| b.members.get(name)) {
                    Some(member) if same(path, *id) => member.clone(),
                    _ => Arc::new(member(path, name, &text(path, *id)?)?),
                };
                members.insert(name.to_owned(), member);
            } else if let Some(name) = path.strip_prefix("offices/") {
                let Some(name) = name.strip_suffix(".toml").filter(|n| names::is_free_id(n)) else {
                    return bad(path, "not-office-file");
                };
                let office = match before.and_then(|b| b.offices.get(name)) {
                    Some(office) if same(path, *id) => office.clone(),
                    _ => Arc::new(office(path, name, &text(path, *id)?)?),
                };
                offices.insert(name.to_owned(), office);
            }
        }
        let governed = Governed { settings, members, offices, files };
        governed.whole()?;
        Ok(governed)
    }

    /// What must hold of every governed state by itself.
    fn whole(&self) -> Checked<()> {
        let mut keys = BTreeSet::new();
        for (id, member) in &self.members {
            let path = format!("members/{id}.toml");
            if !self.offices.contains_key(&member.office) {
                return bad(path, "no-office");
            }
            if !keys.insert(member.card.key.as_str()) || !keys.insert(member.card.recipient.as_str()) {
                // An existing SSH key is key and recipient in one card; between cards nothing may repeat.
                if member.card.key != member.card.recipient || self.others_use(id, &member.card) {
                    return bad(path, "card-used");
                }
            }
        }
        for (id, office) in &self.offices {
            if let Some(founder) = &office.founder
                && !self.members.contains_key(founder)
            {
                return bad(format!("offices/{id}.toml"), "no-founder");
            }
        }
        Ok(())
    }

    fn others_use(&self, id: &str, card: &Card) -> bool {
        self.members.iter().filter(|(other, _)| *other != id).any(|(_, other)| {
            [&other.card.key, &other.card.recipient]
                .into_iter()
                .any(|text| *text == card.key || *text == card.recipient)
        })
    }

    /// Whether this state may follow `before`, in a commit of that time, signed by a root key or not.
    pub fn may_follow(&self, before: &Governed, by_root: bool, time: Instant) -> Checked<()> {
        let (old, new) = (&before.settings, &self.settings);
        if new.store != old.store || new.format < old.format {
            return bad("sop.toml", "id-changed");
        }
        if !by_root && (new.root != old.root || new.recovery != old.recovery) {
            return bad("sop.toml", "root-needed");
        }
        for (id, old) in &before.members {
            let path = format!("members/{id}.toml");
            let Some(new) = self.members.get(id) else { return bad(path, "member-removed") };
            if new.card != old.card || new.since != old.since {
                return bad(path, "card-changed");
            }
            if old.revoked.is_some() && new.revoked != old.revoked {
                return bad(path, "unrevoked");
            }
            if old.revoked.is_none() && new.revoked.as_ref().is_some_and(|r| r.at != time) {
                return bad(path, "time");
            }
        }
        for (id, new) in &self.members {
            if !before.members.contains_key(id) && new.since != time {
                return bad(format!("members/{id}.toml"), "time");
            }
        }
        for (id, old) in &before.offices {
            let path = format!("offices/{id}.toml");
            let Some(new) = self.offices.get(id) else { return bad(path, "office-removed") };
            if old.founder.is_some() && new.founder != old.founder {
                return bad(path, "founder-changed");
            }
        }
        Ok(())
    }

    /// The member whose card holds this key.
    pub fn holder_of(&self, key: &str) -> Option<&Arc<Member>> {
        self.members.values().find(|m| m.card.key == key)
    }

    /// Active members of an office.
    pub fn active_in<'a>(&'a self, office: &'a str) -> impl Iterator<Item = &'a Arc<Member>> {
        self.members.values().filter(move |m| m.active() && m.office == office)
    }

    /// Active admins.
    pub fn admins(&self) -> impl Iterator<Item = &Arc<Member>> {
        self.members.values().filter(|m| m.active() && m.admin)
    }
}

/// The files of a root tree outside `cases/` and `keys/`.
pub fn governed_files(objects: &Objects<'_>, tree: Oid) -> Checked<BTreeMap<String, Oid>> {
    let explain = |path: &str, error: TreeError| match error {
        TreeError::Unreadable(unreadable) => GovernedError::Unreadable(unreadable, path.to_owned()),
        TreeError::Bad(bad) => GovernedError::Tree(bad),
    };
    let mut files = BTreeMap::new();
    for entry in objects.tree(tree, "").map_err(|e| explain("", e))? {
        match (entry.folder, entry.name.as_str()) {
            (true, "cases" | "keys") => {}
            (false, "cases" | "keys") => return bad(entry.name, "file-for-folder"),
            (true, _) => files.extend(objects.files(entry.id, &entry.name).map_err(|e| explain(&entry.name, e))?),
            (false, _) => {
                files.insert(entry.name, entry.id);
            }
        }
    }
    Ok(files)
}

fn settings(text: &str) -> Checked<Settings> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    match toml::from_str::<Format>(text) {
        Ok(Format { format }) if format > FORMAT => return Err(GovernedError::Newer(format)),
        Ok(Format { format: 0 }) | Err(_) => return bad("sop.toml", "unreadable"),
        Ok(_) => {}
    }
    let Ok(settings) = toml::from_str::<Settings>(text) else { return bad("sop.toml", "unreadable") };
    let roots = !settings.root.is_empty() && settings.root.iter().all(|key| sshsig::public_key(key).is_some());
    let recovery = settings.recovery.as_deref().is_none_or(crypt::is_recipient);
    if !names::is_store_id(&settings.store) || !roots || !recovery {
        return bad("sop.toml", "malformed");
    }
    Ok(settings)
}

fn member(path: &str, name: &str, text: &str) -> Checked<Member> {
    let Ok(member) = toml::from_str::<Member>(text) else { return bad(path, "unreadable") };
    if member.v > FORMAT {
        return Err(GovernedError::Newer(member.v));
    }
    let mut roles = BTreeSet::new();
    let roles_good = member.roles.len() <= 64 && member.roles.iter().all(|r| names::is_role(r) && roles.insert(r));
    let texts_good =
        member.institution.as_deref().is_none_or(is_line) && member.revoked.as_ref().is_none_or(|r| is_line(&r.reason));
    if member.v == 0 || member.member != name || !names::is_free_id(&member.office) || !roles_good || !texts_good {
        return bad(path, "malformed");
    }
    if member.card.check().is_none() {
        return bad(path, "card-signature");
    }
    Ok(member)
}

fn office(path: &str, name: &str, text: &str) -> Checked<Office> {
    let Ok(office) = toml::from_str::<Office>(text) else { return bad(path, "unreadable") };
    if office.v > FORMAT {
        return Err(GovernedError::Newer(office.v));
    }
    let mut reads = BTreeSet::new();
    let reads_good = office.reads.len() <= 64 && office.reads.iter().all(|v| names::is_id(v) && reads.insert(v));
    let founder_good = office.founder.as_deref().is_none_or(names::is_free_id);
    if office.v == 0
        || office.office != name
        || !reads_good
        || !founder_good
        || !office.title.as_deref().is_none_or(is_line)
    {
        return bad(path, "malformed");
    }
    Ok(office)
}

/// One line of text as a person may write it: no control or direction characters, at most 300 characters.
pub fn is_line(text: &str) -> bool {
    text.chars().count() <= 300 && !text.chars().any(char::is_control) && crypt::plain_text(text) == text
}

/// Times in TOML as its own date-times, in UTC, to the second.
pub mod toml_time {
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::deadline::Instant;

    pub fn serialize<S: Serializer>(time: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
        let text = time.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        text.parse::<toml::value::Datetime>().map_err(S::Error::custom)?.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        let text = toml::value::Datetime::deserialize(deserializer)?.to_string();
        let time = Instant::from(chrono::DateTime::parse_from_rfc3339(&text).map_err(D::Error::custom)?);
        if time.timestamp_subsec_nanos() != 0 {
            return Err(D::Error::custom("a time has fractions of a second"));
        }
        Ok(time)
    }
}
