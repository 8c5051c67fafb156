//! The case store: the only code that touches disk, git and keys. The rules S1-S35 that comments and tests name are
//! written down in `ARCHITECTURE.md`.
//!
//! # What a command checks on each run
//! [`Store::open`] reads every commit below the branch and checks in full (signature, entitlement, added files,
//! digest, merges) those that are not below the head that this computer accepted before; without an accepted root it
//! checks all of them. It works with the newest commit that is good with all its ancestors, and says so if that is
//! not the branch's. [`Store::load`] opens a case's parts and checks what needs a key: author, role, reader, `seen`,
//! digests of parts, continuity of key files. Before a write the root must be accepted, the accepted head contained
//! and the branch's head good; the new commits pass the same check before the branch moves.
//! [`Store::verify`] checks every commit again, whatever was accepted.
//!
//! # How to use it
//! A command that records takes [`Store::writing`] first, then loads, asks the engine, and records; so nothing comes
//! between what its author saw and what he signs. [`Store::record`] without it notices when the case has moved on
//! since the store was opened, and refuses.

mod access;
mod attachment;
mod cache;
mod card;
mod checks;
mod commit;
mod crypt;
mod doctor;
mod durable;
mod examine;
mod govern;
mod governed;
mod history;
mod join;
mod judge;
mod keyring;
mod keys;
mod load;
mod lock;
mod merge;
mod names;
mod objects;
mod office_keys;
mod parts;
mod passphrase;
mod pins;
mod readers;
mod reading;
mod record;
mod sealing;
mod setup;
mod show;
mod sshsig;
mod state;
mod stepping;
#[cfg(test)]
mod tests;
mod trust;
mod unfinished;
mod vault_keys;
mod verify;
mod worktree;
mod write;

use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use git2::{ErrorCode, Oid, Repository};

use crate::error::{Error, Result};
use crate::msg;

pub use access::Me;
pub use attachment::{Attached, Enclosure};
pub use card::Card;
pub use crypt::plain_text;
pub use doctor::{Diagnosis, Examined};
pub use examine::{Custody, SetClock, Since, WorkFile, WorkFileKind, open_mode};
pub use govern::{Appointed, NewMember};
pub use governed::{Governed, Member, Office, Revoked, Settings, WorkflowRef};
pub use join::Joined;
pub use keys::Keys;
pub use load::{HeldEvent, LoadedCase, Origin, Problem, Reach, Signature};
pub use names::{CaseId, is_free_id, is_id, is_role};
pub use passphrase::Source;
pub use pins::short as short_hash;
pub use readers::Readers;
pub use record::{Draft, Recorded, Target};
pub use setup::InitOptions;
pub use trust::Trust;
pub use verify::{Finding, Severity, Verification};
pub use write::{Moment, Writing};

use state::{Pin, StateFolder};
use verify::Checked;

/// An opened case store.
pub struct Store {
    repo: Repository,
    state: StateFolder,
    view: RefCell<View>,
    /// Our lock, while a [`Writing`] is in force.
    lock: RefCell<Option<lock::Lock>>,
    /// Between [`Store::hurry`] and [`Store::settle`].
    hasty: Cell<bool>,
    /// What was opened before.
    parts: cache::Parts,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder()).finish_non_exhaustive()
    }
}

/// What is known of the store at one head.
pub(crate) struct View {
    checked: Checked,
    head: Oid,
    trust: Trust,
    /// The node that is worked with.
    at: usize,
    governed: Arc<Governed>,
    /// The short form of every case's id, once somebody asks.
    shorts: OnceLock<BTreeMap<CaseId, String>>,
}

impl View {
    /// The root tree that is worked with.
    fn tree(&self) -> Result<Oid> {
        let commit = self.checked.history.nodes[self.at].commit.as_ref();
        commit.map(|c| c.tree).ok_or_else(|| Error::damaged(msg!("store-nothing-verifies")))
    }

    /// The steps of an office's key that count at what is worked with.
    fn steps(&self, objects: &objects::Objects<'_>, office: &str) -> Result<Vec<office_keys::KeyStep>> {
        access::steps_at(objects, &self.checked.history, self.tree()?, self.line(), &self.checked.store, office)
    }

    /// The ids of all cases in what is worked with. A good event adds files to its own case only, so that the history
    /// knows them without the tree.
    fn cases(&self) -> Vec<CaseId> {
        self.checked.history.cases(self.at)
    }

    /// The newest governance step of what is worked with.
    fn line(&self) -> usize {
        self.checked.history.nodes[self.at].line.unwrap_or_default()
    }
}

impl Store {
    /// The folder of the store around `start` (or the current folder).
    pub fn find(start: Option<&Path>) -> Result<PathBuf> {
        let start = match start {
            Some(start) => start.to_owned(),
            None => std::env::current_dir().map_err(|e| io_error(Path::new("."), &e))?,
        };
        start.ancestors().find(|folder| is_repository(folder)).map(Path::to_owned).ok_or_else(|| {
            Error::invalid(msg!("store-none-here", folder = start.display().to_string()))
                .hint(msg!("store-none-here-hint"))
        })
    }

    /// Opens the store in exactly this folder and checks it as far as each run does (see the module's text).
    pub fn open(folder: &Path) -> Result<Store> {
        let store = Store::open_unjudged(folder)?;
        store.view.borrow().trust.readable()?;
        Ok(store)
    }

    /// Opens a store whatever this computer accepted of it before: for `trust` and `doctor`.
    pub fn open_unjudged(folder: &Path) -> Result<Store> {
        let repo = open_repository(folder)?;
        let (view, state) = look(&repo, true)?;
        let store = Store::of(repo, state, view);
        store.accept_progress()?;
        Ok(store)
    }

    fn of(repo: Repository, state: StateFolder, view: View) -> Store {
        Store {
            repo,
            state,
            view: RefCell::new(view),
            lock: RefCell::new(None),
            hasty: Cell::new(false),
            parts: cache::Parts::default(),
        }
    }

    /// Checks every commit again, whatever was accepted before, and says how the store stands to what was accepted.
    pub fn verify(folder: &Path) -> Result<Verification> {
        let repo = open_repository(folder)?;
        let (view, state) = look(&repo, false)?;
        let history = &view.checked.history;
        let usable = (!history.nodes[view.checked.head].good).then(|| history.nodes[view.at].id.to_string());
        let cases = view.cases().len();
        let time = history.nodes[view.checked.head].commit.as_ref().map(commit::Commit::time);
        let verification = Verification {
            store: view.checked.store.clone(),
            root: view.checked.root.clone(),
            head: view.head.to_string(),
            commits: history.nodes.len(),
            cases,
            findings: view.checked.findings.clone(),
            trust: view.trust.clone(),
            usable,
            time,
        };
        Store::of(repo, state, view).accept_progress()?;
        Ok(verification)
    }

    /// The store's id: 32 hexadecimal digits.
    pub fn id(&self) -> String {
        self.view.borrow().checked.store.clone()
    }

    /// The store's fingerprint: SHA-256 of its first raw commit (S15).
    pub fn fingerprint(&self) -> String {
        self.view.borrow().checked.root.clone()
    }

    /// The commit that is worked with.
    pub fn head(&self) -> String {
        let view = self.view.borrow();
        view.checked.history.nodes[view.at].id.to_string()
    }

    /// The folder of the store: its work tree, or the bare repository.
    pub fn folder(&self) -> &Path {
        self.repo.workdir().unwrap_or_else(|| self.repo.path())
    }

    /// `sop.toml` at the head.
    pub fn settings(&self) -> Arc<Settings> {
        self.view.borrow().governed.settings.clone()
    }

    /// Members and offices at the head.
    pub fn governed(&self) -> Arc<Governed> {
        self.view.borrow().governed.clone()
    }

    pub fn trust(&self) -> Trust {
        self.view.borrow().trust.clone()
    }

    /// What the check of this run found (only commits that were not accepted before).
    pub fn findings(&self) -> Vec<Finding> {
        self.view.borrow().checked.findings.clone()
    }

    /// What a person should be told on each command: an unproved root, an older copy, a head that is not good.
    pub fn warnings(&self) -> Vec<crate::language::Message> {
        let view = self.view.borrow();
        let mut warnings = Vec::new();
        match &view.trust {
            Trust::Pinned | Trust::OtherRoot { .. } => {}
            Trust::Unpinned => warnings.push(msg!("store-warn-unpinned")),
            Trust::Behind { .. } => warnings.push(msg!("store-warn-behind")),
        }
        if let Some(format) = view.checked.newer {
            warnings.push(msg!("store-newer", format = format));
        } else if view.at != view.checked.head {
            warnings.push(msg!("store-warn-head", commit = view.head.to_string()));
        }
        warnings
    }

    /// Accepts the store's root on this computer, if it is the one that the person names.
    pub fn accept_root(&self, fingerprint: &str) -> Result<()> {
        trust::accept(&self.state, &self.view.borrow().checked, fingerprint)?;
        self.reload()
    }

    /// The case in hand (`sop case use`), kept for each store in the user's own state folder.
    pub fn current_case(&self) -> Result<Option<CaseId>> {
        self.state.current_case()
    }

    pub fn set_current_case(&self, case: &CaseId) -> Result<()> {
        self.state.set_current_case(case)
    }

    pub(crate) fn view(&self) -> Ref<'_, View> {
        self.view.borrow()
    }

    /// Looks at the branch again, from the beginning.
    fn reload(&self) -> Result<()> {
        let (view, _) = look(&self.repo, true)?;
        self.view.replace(view);
        Ok(())
    }

    /// Remembers that the head was checked, so that the next run need not do it again.
    fn accept_progress(&self) -> Result<()> {
        let view = self.view.borrow();
        let clean = view.checked.findings.iter().all(|f| f.severity == Severity::Warning);
        if view.trust != Trust::Pinned || !clean || view.at != view.checked.head {
            return Ok(());
        }
        let head = view.head.to_string();
        match self.state.pin()? {
            // Another process may have accepted more in the meantime.
            Some(pin)
                if pin.head != head
                    && view.checked.history.by_id.contains_key(&Oid::from_str(&pin.head).unwrap_or(Oid::ZERO_SHA1)) =>
            {
                // A state folder that cannot be written only costs time.
                let _ = self.state.set_pin(&Pin { root: pin.root, head });
            }
            _ => {}
        }
        Ok(())
    }
}

fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
        || (folder.join("HEAD").is_file() && folder.join("objects").is_dir() && folder.join("refs").is_dir())
}

/// Opens a repository in exactly this folder, if it is laid out so that nothing outside it is touched.
fn open_repository(folder: &Path) -> Result<Repository> {
    let name = folder.display().to_string();
    if !folder.exists() {
        return Err(Error::invalid(msg!("store-no-folder", folder = name)));
    }
    if !is_repository(folder) {
        return Err(Error::invalid(msg!("store-not-one", folder = name)).hint(msg!("store-none-here-hint")));
    }
    let dot_git = folder.join(".git");
    if dot_git.symlink_metadata().is_ok_and(|m| !m.is_dir()) {
        return Err(Error::damaged(msg!("store-git-elsewhere", folder = name)));
    }
    // Where we write, a link could lead to somebody's own files.
    let git = if dot_git.exists() { dot_git.clone() } else { folder.to_owned() };
    let ours = ["sop", "config", "objects", "refs", "logs", "info", "index", "HEAD", "packed-refs"];
    let links = ours.iter().map(|name| git.join(name));
    let links =
        links.chain(["allowed_signers", "lock", "pending", "durable"].iter().map(|name| git.join("sop").join(name)));
    for path in links.chain([git.join("refs/heads"), git.join("refs/heads/main")]) {
        if path.symlink_metadata().is_ok_and(|m| m.is_symlink()) {
            return Err(Error::damaged(msg!("store-git-link", path = path.display().to_string())));
        }
    }
    let flags = git2::RepositoryOpenFlags::NO_SEARCH;
    let repo = Repository::open_ext(folder, flags, std::iter::empty::<&std::ffi::OsStr>()).map_err(|error| {
        if error.code() == ErrorCode::Owner { doctor::owner_error(folder) } else { git_error_in(folder, &error) }
    })?;
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    // A foreign configuration could send the work tree, or the objects, to another place.
    let in_place = match repo.workdir() {
        Some(tree) => same(tree, folder) && same(repo.path(), &dot_git),
        None => same(repo.path(), folder) || same(repo.path(), &dot_git),
    };
    if !in_place || !same(repo.commondir(), repo.path()) {
        return Err(Error::damaged(msg!("store-git-elsewhere", folder = name)));
    }
    Ok(repo)
}

/// Reads and checks what the branch points to. `trusting`: what was accepted before is not checked again.
fn look(repo: &Repository, trusting: bool) -> Result<(View, StateFolder)> {
    whole_history(repo)?;
    let name = repo.workdir().unwrap_or_else(|| repo.path()).display().to_string();
    let head = match repo.refname_to_id(lock::BRANCH) {
        Ok(head) => head,
        Err(error) if error.code() == ErrorCode::NotFound => {
            return Err(Error::damaged(msg!("store-not-one", folder = name)).hint(msg!("store-none-here-hint")));
        }
        Err(error) => return Err(git_error(error)),
    };
    let objects = objects::Objects::new(repo)?;
    let raw = objects.commit(head).map_err(|u| u.error(lock::BRANCH))?;
    let text = String::from_utf8_lossy(&raw);
    // Which store it says it is; the check below holds it to that.
    let id = text.lines().find_map(|line| line.strip_prefix("Store: ")).filter(|id| names::is_store_id(id));
    let state = StateFolder::of(id.unwrap_or("unknown"));
    let pin = if id.is_some() { state.pin()? } else { None };
    let accepted = pin.as_ref().filter(|_| trusting).and_then(|pin| Oid::from_str(&pin.head).ok());
    let cache = id.filter(|_| accepted.is_some()).and_then(cache::folder);
    let cached = cache::Commits::read(cache.as_deref());
    let checked = verify::check(&objects, &cached, head, accepted)?;
    let nodes = checked.history.nodes.iter().filter(|node| node.good);
    cached.keep(cache.as_deref(), nodes.filter_map(|node| Some((node.id, node.commit.as_ref()?))));
    let Some(at) = checked.usable else {
        if let Some(format) = checked.newer {
            return Err(Error::damaged(msg!("store-newer", format = format)));
        }
        if id.is_none() {
            return Err(Error::damaged(msg!("store-not-one", folder = name)).hint(msg!("store-none-here-hint")));
        }
        let details = checked.findings.iter().take(5).map(|f| f.message.clone()).collect();
        return Err(Error::damaged(msg!("store-nothing-verifies")).details(details));
    };
    // A bad head may carry another store's id; what is worked with decides.
    let state = if id == Some(checked.store.as_str()) { state } else { StateFolder::of(&checked.store) };
    let pin = state.pin()?;
    let trust = Trust::of(pin.as_ref(), &checked);
    let line = checked.history.nodes[at].line.unwrap_or_default();
    let governed = checked.history.line[line].state.clone();
    Ok((View { checked, head, trust, at, governed, shorts: OnceLock::new() }, state))
}

/// Refuses a history that is not whole or not what it seems (S17).
fn whole_history(repo: &Repository) -> Result<()> {
    let git = repo.path();
    let cut = |hint| Err(Error::damaged(msg!("store-cut-off")).hint(hint));
    if std::fs::metadata(git.join("shallow")).is_ok_and(|m| m.len() > 0) {
        return cut(msg!("store-cut-off-hint"));
    }
    if git.join("info/grafts").exists() {
        return cut(msg!("store-grafts-hint"));
    }
    let replaced = repo.references_glob("refs/replace/*").map_err(git_error)?.next().is_some();
    if replaced {
        return cut(msg!("store-replace-hint"));
    }
    Ok(())
}

/// An error of libgit2 for a person.
fn git_error(error: git2::Error) -> Error {
    Error::damaged(msg!("store-git-failed", reason = plain_text(error.message())))
}

fn git_error_in(folder: &Path, error: &git2::Error) -> Error {
    let folder = folder.display().to_string();
    Error::damaged(msg!("store-git-failed-in", folder = folder, reason = plain_text(error.message())))
}

/// An error of the operating system, naming the file.
fn io_error(path: &Path, error: &std::io::Error) -> Error {
    Error::damaged(msg!("store-io", file = path.display().to_string(), reason = error))
}

/// Makes a folder's entries safe against a power cut; where that is not possible, nothing is lost by trying.
fn sync_folder(folder: Option<&Path>) {
    let folder = folder.filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
