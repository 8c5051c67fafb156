//! Offices' keys (S19). A step is two files: what everybody may see (recipient, what it follows, who holds it) and
//! the identities, encrypted to the holders. Who may make a step is checked here, without any key.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use super::crypt;
use super::governed::{FORMAT, Governed};
use super::history::History;
use super::names::{self, StepFile};
use super::objects::{Objects, TreeError, Unreadable};

const STEP_LIMIT: usize = 1 << 16;

/// `keys/<office>/<ULID>.<member>.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    pub v: u32,
    pub store: String,
    pub office: String,
    pub id: String,
    pub recipient: String,
    pub follows: Vec<String>,
    pub holders: Vec<String>,
}

/// A step of an office's key.
#[derive(Clone, Debug)]
pub struct KeyStep {
    pub ulid: Ulid,
    /// Who made it.
    pub member: String,
    pub recipient: String,
    pub follows: BTreeSet<Ulid>,
    pub holders: BTreeSet<String>,
    /// The encrypted identities.
    pub key: Oid,
    /// Where the commit that brought it stands in the history.
    pub node: usize,
}

/// Why a step is not one.
pub enum StepError {
    Tree(TreeError),
    Unreadable(Unreadable, String),
}

impl From<TreeError> for StepError {
    fn from(error: TreeError) -> StepError {
        StepError::Tree(error)
    }
}

/// Reads a step's text, as it must be in that store and office under that name.
pub fn parse(bytes: &[u8], store: &str, office: &str, file: &StepFile) -> Result<StepText, &'static str> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not-text")?;
    let step: StepText = toml::from_str(text).map_err(|_| "unreadable")?;
    if step.v == 0 || step.v > FORMAT {
        return Err("newer");
    }
    if step.store != store || step.office != office || step.id != file.ulid.to_string() {
        return Err("other-place");
    }
    if !crypt::is_recipient(&step.recipient) {
        return Err("bad-recipient");
    }
    let ids = step.follows.iter().all(|id| names::ulid(id).is_some()) && step.holders.iter().all(|m| names::is_id(m));
    let once = step.follows.iter().collect::<BTreeSet<_>>().len() == step.follows.len()
        && step.holders.iter().collect::<BTreeSet<_>>().len() == step.holders.len();
    if !ids || !once || step.holders.is_empty() {
        return Err("bad-lists");
    }
    Ok(step)
}

/// The steps of an office in that tree which count at a head with governance step `line`.
pub fn steps(
    objects: &Objects<'_>,
    history: &History,
    tree: Oid,
    line: usize,
    store: &str,
    office: &str,
) -> Result<Vec<KeyStep>, StepError> {
    let folder = format!("keys/{office}");
    let entries = objects.folder(tree, &folder)?;
    let files: BTreeMap<&str, Oid> = entries.iter().map(|e| (e.name.as_str(), e.id)).collect();
    let mut steps = Vec::new();
    for entry in &entries {
        let Some(file) = StepFile::parse(&entry.name).filter(|f| !f.key) else { continue };
        let Some(node) = history.operation(&file.ulid, &file.member, None) else { continue };
        if history.held(node, line, None).is_some() {
            continue;
        }
        let path = format!("{folder}/{}", entry.name);
        let bytes = objects.blob(entry.id, STEP_LIMIT).map_err(|u| StepError::Unreadable(u, path))?;
        let Ok(text) = parse(&bytes, store, office, &file) else { continue };
        let key_name = StepFile { key: true, ..file.clone() }.name();
        let Some(key) = files.get(key_name.as_str()) else { continue };
        steps.push(KeyStep {
            ulid: file.ulid,
            member: file.member,
            recipient: text.recipient,
            follows: text.follows.iter().filter_map(|id| names::ulid(id)).collect(),
            holders: text.holders.into_iter().collect(),
            key: *key,
            node,
        });
    }
    Ok(steps)
}

/// The steps that no other one follows.
pub fn heads(steps: &[KeyStep]) -> Vec<&KeyStep> {
    let followed: BTreeSet<&Ulid> = steps.iter().flat_map(|s| &s.follows).collect();
    steps.iter().filter(|s| !followed.contains(&s.ulid)).collect()
}

/// The offices whose key somebody active can use, with the recipients of all their heads: whom one can encrypt to.
pub fn recipients(governed: &Governed, office: &str, steps: &[KeyStep]) -> Vec<String> {
    let heads = heads(steps);
    let used = heads
        .iter()
        .flat_map(|h| &h.holders)
        .any(|holder| governed.members.get(holder).is_some_and(|m| m.active() && m.office == office));
    let mut recipients: Vec<String> = heads.iter().map(|h| h.recipient.clone()).collect();
    recipients.sort();
    recipients.dedup();
    if used { recipients } else { Vec::new() }
}

/// Whether `member` may make this step, in a commit whose parent has that governed state and those counting steps.
/// `by_recovery`: signed with a root key in recovery's name (S23).
pub fn may_step(
    governed: &Governed,
    office: &str,
    member: &str,
    step: &StepText,
    before: &[KeyStep],
    by_recovery: bool,
) -> Result<(), &'static str> {
    let Some(office_file) = governed.offices.get(office) else { return Err("no-office") };
    let active = |id: &str| governed.members.get(id).is_some_and(|m| m.active() && m.office == office);
    if !step.holders.iter().all(|holder| active(holder)) {
        return Err("holder-inactive");
    }
    let heads = heads(before);
    let follows: BTreeSet<Ulid> = step.follows.iter().filter_map(|id| names::ulid(id)).collect();
    if follows != heads.iter().map(|h| h.ulid).collect() {
        return Err("follows");
    }
    if before.iter().any(|s| s.recipient == step.recipient) {
        return Err("recipient-used");
    }
    if by_recovery {
        return Ok(());
    }
    if !active(member) || !step.holders.iter().any(|h| h == member) {
        return Err("maker-not-holder");
    }
    let held = heads.iter().any(|h| h.holders.contains(member));
    let founding = heads.is_empty() && office_file.founder.as_deref() == Some(member);
    if held || founding { Ok(()) } else { Err("maker-unentitled") }
}
