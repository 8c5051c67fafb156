//! One writer at a time (S31): a lock that the operating system takes back when its holder dies, and the branch moved
//! only from the value that was read.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use git2::{ErrorCode, Oid, Repository};

use crate::error::{Error, Result};
use crate::msg;

/// The only branch that there is for us (S17).
pub const BRANCH: &str = "refs/heads/main";
const PATIENCE: Duration = Duration::from_secs(60);
/// A lock file of git's that is older than this is left over from a killed process: an honest one lives milliseconds.
const STALE: Duration = Duration::from_secs(3);

/// The store's lock, held until dropped.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock of the store with this git folder.
    pub fn take(git: &Path) -> Result<Lock> {
        let folder = git.join("sop");
        std::fs::create_dir_all(&folder).map_err(|e| super::io_error(&folder, &e))?;
        let path = folder.join("lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|e| super::io_error(&path, &e))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Err(TryLockError::WouldBlock) => return Err(Error::damaged(msg!("store-busy"))),
                Err(TryLockError::Error(error)) => return Err(super::io_error(&path, &error)),
            }
        }
    }
}

/// Moves the branch from `old` (none: it did not exist) to `new`. Our lock must be held.
pub fn move_branch(repo: &Repository, old: Option<Oid>, new: Oid, why: &str) -> Result<()> {
    let left_over = lock_file(repo, BRANCH);
    retry(&left_over, || match old {
        Some(old) => repo.reference_matching(BRANCH, new, true, old, why).map(|_| ()),
        None => repo.reference(BRANCH, new, false, why).map(|_| ()),
    })
}

fn lock_file(repo: &Repository, name: &str) -> PathBuf {
    repo.path().join(format!("{name}.lock"))
}

/// Does something that needs one of git's own lock files; waits for a living process, clears after a dead one.
pub fn retry(lock: &Path, mut attempt: impl FnMut() -> std::result::Result<(), git2::Error>) -> Result<()> {
    let start = Instant::now();
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(error) if error.code() == ErrorCode::Locked && start.elapsed() < PATIENCE => {
                let age = std::fs::metadata(lock)
                    .and_then(|m| m.modified())
                    .ok()
                    .and_then(|at| SystemTime::now().duration_since(at).ok());
                if age.is_some_and(|age| age > STALE) {
                    let _ = std::fs::remove_file(lock);
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(error) if error.code() == ErrorCode::Modified => {
                return Err(Error::damaged(msg!("store-moved")));
            }
            Err(error) => return Err(super::git_error(error)),
        }
    }
}
