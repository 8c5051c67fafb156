//! From a finished operation to the branch (S31): commits are made, pass the same check that every reader makes, and
//! only then does the branch move; the work tree follows.

use std::cell::RefCell;
use std::sync::OnceLock;

use git2::{Oid, Repository};
use ssh_key::PrivateKey;
use ulid::Ulid;

use super::attachment::Piece;
use super::commit::{self, Commit, Manifest, Op};
use super::lock::{self, Lock};
use super::names::{self, CaseId};
use super::objects::Objects;
use super::state::{Pin, StateFolder};
use super::trust::Trust;
use super::verify::{self, CLOCK_SLACK, Checked};
use super::{Store, View, durable, worktree};
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// When something is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub now: Instant,
    /// `--now` was used: the commit says so (S9).
    pub clock_set: bool,
}

/// The store, held for writing until this is dropped: nobody else moves it meanwhile.
pub struct Writing<'s> {
    store: &'s Store,
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.store.lock.replace(None);
    }
}

/// One commit to be made.
pub(super) struct Operation {
    pub op: Op,
    pub ulid: Ulid,
    pub case: Option<CaseId>,
    /// Files that it sets: path and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Files that are written already.
    pub pieces: Vec<Piece>,
}

/// Commits being made on top of one another, before any is published.
pub(super) struct Chain<'s> {
    store: &'s Store,
    moment: Moment,
    author: String,
    key: &'s PrivateKey,
    /// The objects that were written.
    written: RefCell<Vec<Oid>>,
}

impl Store {
    /// Takes the store for writing: waits for others, mends what a killed process left, looks at the branch again, and
    /// refuses a store that must not be written to. What is loaded from now on is what is there when something is
    /// recorded.
    pub fn writing(&self) -> Result<Writing<'_>> {
        if self.is_held() {
            return Err(Error::damaged(msg!("store-busy")));
        }
        self.lock.replace(Some(Lock::take(self.repo.path())?));
        let writing = Writing { store: self };
        self.prepare()?;
        Ok(writing)
    }

    fn prepare(&self) -> Result<()> {
        self.refresh()?;
        self.ready_to_write()?;
        super::setup::configure(&self.repo)?;
        if !self.repo.is_bare() && !self.hasty.get() && worktree::is_behind(&self.repo) {
            worktree::follow(&Objects::new(&self.repo)?, self.view().head)?;
        }
        Ok(())
    }

    /// From here on to [`Store::settle`] the disk is not waited for and the work tree not brought along: for a store
    /// that is being filled with invented cases, and that nobody misses after a power cut.
    pub fn hurry(&self) -> Result<()> {
        worktree::mark(&self.repo, Some(self.view().head))?;
        self.hasty.set(true);
        Ok(())
    }

    /// Brings along what [`Store::hurry`] left behind. What a person should know although it is recorded.
    pub fn settle(&self) -> Result<Vec<Message>> {
        self.hasty.set(false);
        let _lock = Lock::take(self.repo.path())?;
        self.follow_branch()
    }

    /// Whether a [`Writing`] is in force.
    pub(super) fn is_held(&self) -> bool {
        self.lock.borrow().is_some()
    }

    /// Runs `work` with the store held for writing, and gives it back unless the caller held it.
    pub(super) fn held<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if self.is_held() {
            return work();
        }
        let _writing = self.writing()?;
        work()
    }

    /// Looks at the branch again if it has moved: only what is new is read.
    pub(super) fn refresh(&self) -> Result<()> {
        let head = self.repo.refname_to_id(lock::BRANCH).map_err(super::git_error)?;
        if head == self.view().head {
            return Ok(());
        }
        self.reload()?;
        self.accept_progress()
    }

    fn ready_to_write(&self) -> Result<()> {
        let view = self.view();
        if let Some(format) = view.checked.newer {
            return Err(Error::damaged(msg!("store-newer", format = format)));
        }
        view.trust.writable(&view.checked.root)?;
        if view.at != view.checked.head {
            let good = view.checked.history.nodes[view.at].id.to_string();
            let details = view.checked.findings.iter().take(5).map(|f| f.message.clone()).collect();
            return Err(Error::damaged(msg!("store-bad-head", commit = view.head.to_string()))
                .details(details)
                .hint(msg!("store-bad-head-hint", commit = good)));
        }
        if !self.repo.is_bare() {
            let head = self.repo.find_reference("HEAD").map_err(super::git_error)?;
            if head.symbolic_target().ok().flatten() != Some(lock::BRANCH) {
                return Err(Error::damaged(msg!("store-other-branch")).hint(msg!("store-other-branch-hint")));
            }
        }
        Ok(())
    }

    /// Makes commits through `work` and publishes them together; none of them if `work` fails. Returns what `work`
    /// returns, and what a person should know although it is recorded.
    pub(super) fn commit_through<'s, T>(
        &'s self,
        moment: Moment,
        author: &str,
        key: &'s PrivateKey,
        work: impl FnOnce(&Chain<'s>) -> Result<T>,
    ) -> Result<(T, Vec<Message>)> {
        let old = self.view().head;
        self.clock_in_order(moment)?;
        let chain = Chain { store: self, moment, author: author.to_owned(), key, written: RefCell::default() };
        let done = work(&chain).and_then(|made| Ok((made, self.publish(&chain.written.take(), old)?)));
        if done.is_err() {
            // What was made on top of the old head is forgotten.
            self.reload()?;
        }
        done
    }

    /// Moves the branch from `old` to what is in view, and lets everything else follow. Returns what a person should
    /// know although it is recorded.
    pub(super) fn publish(&self, written: &[Oid], old: Oid) -> Result<Vec<Message>> {
        let new = self.view().head;
        if self.hasty.get() {
            lock::move_branch(&self.repo, Some(old), new, "sop")?;
            return Ok(Vec::new());
        }
        worktree::mark(&self.repo, Some(old))?;
        durable::sync(&self.repo, written)?;
        lock::move_branch(&durable::repository(self.repo.path())?, Some(old), new, "sop")?;
        self.follow_branch()
    }

    /// Lets work tree, accepted head and list of signers follow the branch.
    fn follow_branch(&self) -> Result<Vec<Message>> {
        let new = self.view().head;
        let mut notices = Vec::new();
        let objects = Objects::new(&self.repo)?;
        if !self.repo.is_bare()
            && let Err(error) = worktree::follow(&objects, new)
        {
            notices.push(msg!("store-recorded-behind", reason = error.message));
        }
        let pin = Pin { root: self.view().checked.root.clone(), head: new.to_string() };
        if let Err(error) = self.state.set_pin(&pin) {
            notices.push(msg!("store-recorded-unpinned", reason = error.message));
        }
        let signers = super::setup::write_signers(&self.repo, &self.view().checked.history, self.view().line());
        if let Err(error) = signers {
            notices.push(msg!("store-recorded-behind", reason = error.message));
        }
        Ok(notices)
    }

    /// Refuses a clock that is more than ten minutes behind what is already recorded (S9).
    fn clock_in_order(&self, moment: Moment) -> Result<()> {
        let view = self.view();
        let latest = view.checked.history.nodes[view.at].latest;
        if moment.clock_set || moment.now.timestamp() >= latest.saturating_sub(CLOCK_SLACK) {
            return Ok(());
        }
        let words = |seconds: i64| {
            chrono::DateTime::from_timestamp(seconds, 0)
                .map_or_else(String::new, |t: Instant| t.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        };
        let now = words(moment.now.timestamp());
        Err(Error::damaged(msg!("store-clock-behind", newest = words(latest), now = now.as_str()))
            .hint(msg!("store-clock-behind-hint", now = now.as_str())))
    }
}

impl Chain<'_> {
    /// A ULID for the next operation: greater than each of `after` and than the last operation's.
    pub fn ulid<'a>(&self, after: impl IntoIterator<Item = &'a Ulid>) -> Result<Ulid> {
        let view = self.store.view();
        let last = view.checked.history.nodes[view.at].commit.as_ref().map(|c| c.manifest.ulid);
        names::next_ulid(self.moment.now, after.into_iter().copied().chain(last))
            .ok_or_else(|| Error::invalid(msg!("store-time-out-of-range")))
    }

    /// Makes one commit on top of what there is, and checks it as every reader will.
    pub fn add(&self, operation: Operation) -> Result<Oid> {
        let objects = Objects::new(&self.store.repo)?;
        let (parent, base) = {
            let view = self.store.view();
            (view.head, view.tree()?)
        };
        let mut ids = Vec::new();
        let mut sums = Vec::new();
        for (path, bytes) in &operation.files {
            ids.push((path.clone(), objects.write_blob(bytes)?));
            sums.push((path.clone(), commit::sha256(bytes)));
        }
        for piece in operation.pieces {
            self.written.borrow_mut().push(piece.id);
            ids.push((piece.path.clone(), piece.id));
            sums.push((piece.path, piece.sum));
        }
        let tree = objects.write_tree(Some(base), &ids)?;
        if operation.op == Op::Govern {
            // Its digest is over the whole governed tree.
            sums = governed_sums(&objects, tree)?;
        }
        let manifest = Manifest {
            op: operation.op,
            ulid: operation.ulid,
            store: self.store.id(),
            case: operation.case,
            digest: Some(commit::digest(sums.iter().map(|(path, sum)| (path.as_str(), *sum)))),
            clock_set: self.moment.clock_set,
        };
        let commit = Commit {
            tree,
            parents: vec![parent],
            author: self.author.clone(),
            seconds: self.moment.now.timestamp(),
            signature: None,
            manifest,
        };
        let id = objects.write_commit(commit.sign(self.key)?.raw().as_bytes())?;
        self.store.extend(&objects, id)?;
        self.written.borrow_mut().extend(objects.take_written());
        Ok(id)
    }
}

impl Store {
    /// Takes a commit that is not on the branch yet into view, if it is good.
    pub(super) fn extend(&self, objects: &Objects<'_>, id: Oid) -> Result<()> {
        let mut view = self.view.borrow_mut();
        let before = view.checked.findings.len();
        verify::check_more(objects, &mut view.checked, id)?;
        let at = view.checked.head;
        if !view.checked.history.nodes[at].good {
            let reason = view.checked.findings.get(before).map(|f| f.message.clone());
            return Err(Error::damaged(msg!("store-own-commit-refused")).details(reason.into_iter().collect()));
        }
        let line = view.checked.history.nodes[at].line.unwrap_or_default();
        view.governed = view.checked.history.line[line].state.clone();
        view.head = id;
        view.at = at;
        view.shorts.take();
        Ok(())
    }
}

/// SHA-256 of every governed file in a tree.
pub(super) fn governed_sums(objects: &Objects<'_>, tree: Oid) -> Result<Vec<(String, [u8; 32])>> {
    let files = super::governed::governed_files(objects, tree).map_err(super::govern::governed_error)?;
    files
        .into_iter()
        .map(|(path, id)| {
            let bytes = objects.blob(id, 8 << 20).map_err(|u| u.error(&path))?;
            Ok((path, commit::sha256(&bytes)))
        })
        .collect()
}

/// Makes a new store's view from its first commit.
pub(super) fn first_view(repo: Repository, checked: Checked, head: Oid) -> Result<Store> {
    let at = checked.usable.ok_or_else(|| Error::damaged(msg!("store-own-commit-refused")))?;
    let line = checked.history.nodes[at].line.unwrap_or_default();
    let governed = checked.history.line[line].state.clone();
    let state = StateFolder::of(&checked.store);
    state.set_pin(&Pin { root: checked.root.clone(), head: head.to_string() })?;
    let view = View { checked, head, trust: Trust::Pinned, at, governed, shorts: OnceLock::new() };
    Ok(Store::of(repo, state, view))
}
