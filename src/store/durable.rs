//! What was written is on the disk, and not only in the machine's memory, before the branch names it (S31). Objects are
//! synced together, just before that: a disk takes hardly longer for ten files at once than for one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{Oid, Repository};

use super::state;
use crate::error::{Error, Result};

/// How many files wait for the disk at once.
const AT_ONCE: usize = 16;

/// Makes these objects safe against a power cut: the files first, then the folders that name them. An object that lies
/// in a pack was made so when the pack was written.
pub fn sync(repo: &Repository, written: &[Oid]) -> Result<()> {
    let objects = repo.path().join("objects");
    let mut files = BTreeSet::new();
    let mut folders = BTreeSet::new();
    for id in written {
        let name = id.to_string();
        let folder = objects.join(&name[..2]);
        let file = folder.join(&name[2..]);
        if file.exists() {
            files.insert(file);
            folders.insert(folder);
        }
    }
    folders.insert(objects);
    sync_all(&files.into_iter().collect::<Vec<_>>())?;
    // Not every system can sync a folder; where one cannot, nothing is lost by trying.
    let _ = sync_all(&folders.into_iter().collect::<Vec<_>>());
    Ok(())
}

fn sync_all(paths: &[PathBuf]) -> Result<()> {
    let each = paths.len().div_ceil(AT_ONCE).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            paths.chunks(each).map(|some| scope.spawn(|| some.iter().try_for_each(|p| one(p)))).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(stopped())))
    })
}

fn one(path: &Path) -> Result<()> {
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(|e| super::io_error(path, &e))
}

fn stopped() -> Error {
    super::io_error(Path::new("objects"), &std::io::Error::from(std::io::ErrorKind::Interrupted))
}

/// The repository with its branch moved durably. libgit2 knows only `core.fsyncObjectFiles`, of which stock git complains
/// on each command; so the setting stands in a file of its own that only we read.
pub fn repository(git: &Path) -> Result<Repository> {
    let path = git.join("sop").join("durable");
    let wanted = "[core]\n\tfsyncObjectFiles = true\n";
    if !std::fs::read_to_string(&path).is_ok_and(|there| there == wanted) {
        std::fs::create_dir_all(git.join("sop")).map_err(|e| super::io_error(&path, &e))?;
        state::write_whole(&path, wanted.as_bytes())?;
    }
    let repo = Repository::open(git).map_err(super::git_error)?;
    let mut config = git2::Config::new().map_err(super::git_error)?;
    let local = git.join("config");
    config.add_file(&local, git2::ConfigLevel::Local, false).map_err(super::git_error)?;
    config.add_file(&path, git2::ConfigLevel::App, true).map_err(super::git_error)?;
    repo.set_config(&config).map_err(super::git_error)?;
    Ok(repo)
}
