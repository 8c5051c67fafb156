//! The work tree and the index follow the branch, so that `git status` shows nothing (S31). They are output: nothing
//! is ever read from them (S24).

use std::io::Write;
use std::path::{Path, PathBuf};

use git2::{IndexEntry, IndexTime, Oid, Repository};

use super::lock;
use super::objects::{Change, Objects};
use crate::error::{Error, Result};
use crate::msg;

/// Notes, before the branch moves, from which commit the work tree has yet to follow.
pub fn mark(repo: &Repository, old: Option<Oid>) -> Result<()> {
    if repo.is_bare() {
        return Ok(());
    }
    let text = old.map(|id| id.to_string()).unwrap_or_default();
    super::state::write_whole(&marker(repo), text.as_bytes())
}

fn marker(repo: &Repository) -> PathBuf {
    repo.path().join("sop").join("pending")
}

/// Whether a process died between moving the branch and bringing the work tree along.
pub fn is_behind(repo: &Repository) -> bool {
    marker(repo).exists()
}

/// Brings the work tree and the index from the marked commit to `head`; nothing to do without a mark. Our lock must
/// be held.
pub fn follow(objects: &Objects<'_>, head: Oid) -> Result<()> {
    let repo = objects.repo;
    let marker = marker(repo);
    let old = match std::fs::read_to_string(&marker) {
        Ok(text) => Oid::from_str(text.trim()).ok().filter(|id| !id.is_zero()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(super::io_error(&marker, &error)),
    };
    let tree = |id: Oid| -> Option<Oid> { repo.find_commit(id).ok().map(|c| c.tree_id()) };
    let changes = objects.changes(old.and_then(tree), tree(head)).map_err(|e| e.error("-"))?;
    let root = repo.workdir().ok_or_else(|| Error::damaged(msg!("store-no-work-tree")))?;
    let mut index = repo.index().map_err(super::git_error)?;
    index.read(true).map_err(super::git_error)?;
    for change in &changes {
        match change.new {
            Some(id) => {
                let bytes = objects.blob(id, 16 << 20).map_err(|u| u.error(&change.path))?;
                let path = write_file(root, &change.path, &bytes)?;
                index.add(&entry(change, id, &path, bytes.len())).map_err(super::git_error)?;
            }
            None => {
                if safe_folder(root, &change.path, false)?.is_some() {
                    let _ = std::fs::remove_file(root.join(&change.path));
                }
                index.remove(Path::new(&change.path), 0).or_else(not_there).map_err(super::git_error)?;
            }
        }
    }
    lock::retry(&repo.path().join("index.lock"), || index.write())?;
    // libgit2 does not sync the index; a power cut must not leave half of one behind.
    let path = repo.path().join("index");
    std::fs::File::open(&path).and_then(|file| file.sync_all()).map_err(|e| super::io_error(&path, &e))?;
    std::fs::remove_file(&marker).map_err(|e| super::io_error(&marker, &e))
}

fn not_there(error: git2::Error) -> std::result::Result<(), git2::Error> {
    if error.code() == git2::ErrorCode::NotFound { Ok(()) } else { Err(error) }
}

/// The folder that a path stands in, if every part of it is a real folder and not a link to elsewhere; made if asked.
fn safe_folder(root: &Path, path: &str, make: bool) -> Result<Option<PathBuf>> {
    let mut folder = root.to_owned();
    let Some((above, _)) = path.rsplit_once('/') else { return Ok(Some(folder)) };
    for word in above.split('/') {
        folder.push(word);
        match std::fs::symlink_metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(Error::damaged(msg!("store-work-tree-blocked", path = folder.display().to_string()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && make => {
                std::fs::create_dir(&folder).map_err(|e| super::io_error(&folder, &e))?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(super::io_error(&folder, &error)),
        }
    }
    Ok(Some(folder))
}

fn write_file(root: &Path, path: &str, bytes: &[u8]) -> Result<PathBuf> {
    let folder = safe_folder(root, path, true)?.unwrap_or_else(|| root.to_owned());
    let name = path.rsplit('/').next().unwrap_or(path);
    let target = folder.join(name);
    let fresh = folder.join(format!(".{name}.{}.new", std::process::id()));
    // What stands there already is not ours to write through.
    let _ = std::fs::remove_file(&fresh);
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&fresh)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| std::fs::rename(&fresh, &target));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&fresh);
        super::io_error(&target, &error)
    })?;
    Ok(target)
}

/// The index entry of a file that was just written, with what git compares to see that it is unchanged.
fn entry(change: &Change, id: Oid, path: &Path, size: usize) -> IndexEntry {
    let mut entry = IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: u32::try_from(size).unwrap_or(u32::MAX),
        id,
        flags: 0,
        flags_extended: 0,
        path: change.path.clone().into_bytes(),
    };
    #[cfg(unix)]
    if let Ok(found) = std::fs::symlink_metadata(path) {
        use std::os::unix::fs::MetadataExt;
        // Git keeps the low 32 bits of each.
        let low = |number: u64| (number & 0xffff_ffff) as u32;
        let seconds = |number: i64| i32::try_from(number).unwrap_or(0);
        entry.ctime = IndexTime::new(seconds(found.ctime()), u32::try_from(found.ctime_nsec()).unwrap_or(0));
        entry.mtime = IndexTime::new(seconds(found.mtime()), u32::try_from(found.mtime_nsec()).unwrap_or(0));
        entry.dev = low(found.dev());
        entry.ino = low(found.ino());
        entry.uid = found.uid();
        entry.gid = found.gid();
    }
    #[cfg(not(unix))]
    let _ = path;
    entry
}
