//! What the audit asks of a store beside its check: what lies around it that is not its own (S24, S28), what is not
//! encrypted, in whose hands the offices' keys are (S19, S22), whose clocks were set (S9), and what is new since a commit.
//! Only here is the work tree looked at, and only to say what is in it.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use git2::{Oid, Status, StatusOptions};

use super::objects::Objects;
use super::{Store, commit::Commit, crypt, lock, office_keys};
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::msg;

/// So much of a foreign file is looked at to tell what it is.
const SNIFFED: u64 = 4096;

/// A file in the work tree that is not as the store wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkFile {
    /// Relative to the store's folder, with forward slashes.
    pub path: String,
    pub kind: WorkFileKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkFileKind {
    /// Recorded with other content, or staged otherwise, or missing.
    Changed,
    /// Not recorded; encrypted with age.
    Encrypted,
    /// Not recorded; holds a private key.
    PrivateKey,
    /// Not recorded; anybody can read it.
    Readable,
}

/// The hands in which an office's newest key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custody {
    pub office: String,
    /// Active members of the office who hold it.
    pub holders: Vec<String>,
    /// Holders who have left the office or the store.
    pub departed: Vec<String>,
}

/// An operation whose time was set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetClock {
    pub member: String,
    pub commit: String,
    pub time: Instant,
}

/// What was recorded after a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The commits at the head that are not at or below it.
    pub commits: BTreeSet<String>,
    /// Its own time.
    pub time: Instant,
}

impl Store {
    /// Files of the work tree that are not the store's own; none in a bare store.
    pub fn work_files(&self) -> Result<Vec<WorkFile>> {
        let Some(root) = self.repo.workdir() else { return Ok(Vec::new()) };
        let mut options = StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true);
        // What a user's ignore file hides is still in the folder.
        options.include_ignored(true).recurse_ignored_dirs(true);
        options.exclude_submodules(true).update_index(false);
        let statuses = self.repo.statuses(Some(&mut options)).map_err(super::git_error)?;
        let mut files = Vec::new();
        for entry in statuses.iter() {
            let path = String::from_utf8_lossy(entry.path_bytes()).into_owned();
            let kind = match entry.status() {
                Status::CURRENT => continue,
                status if status.intersects(Status::WT_NEW | Status::IGNORED) => sniff(&root.join(&path)),
                _ => WorkFileKind::Changed,
            };
            files.push(WorkFile { path, kind });
        }
        Ok(files)
    }

    /// References beside the store's one branch and what was fetched from a remote: branches, tags, notes, stashes.
    pub fn other_refs(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for reference in self.repo.references().map_err(super::git_error)? {
            let reference = reference.map_err(super::git_error)?;
            let name = String::from_utf8_lossy(reference.name_bytes()).into_owned();
            if name != lock::BRANCH && name != "HEAD" && !name.starts_with("refs/remotes/") {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Recorded files under `cases/` and `keys/` that should be encrypted and are not.
    pub fn unencrypted(&self) -> Result<Vec<String>> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let mut found = Vec::new();
        for top in ["cases", "keys"] {
            let tree = objects.at(view.tree()?, top).map_err(|error| error.error(top))?;
            let Some(tree) = tree.filter(|entry| entry.folder) else { continue };
            for (path, id) in objects.files(tree.id, top).map_err(|error| error.error(top))? {
                // The public half of a key step is meant to be read; the later pieces of an attachment have no header.
                if path.ends_with(".age") || path.ends_with(".age.0001") {
                    let bytes = objects.blob(id, crypt::FILE_LIMIT);
                    if bytes.is_ok_and(|bytes| !crypt::is_encrypted(&bytes)) {
                        found.push(path);
                    }
                }
            }
        }
        Ok(found)
    }

    /// Whose hands each office's newest key is in; offices that have none yet are left out.
    pub fn custody(&self) -> Result<Vec<Custody>> {
        let view = self.view();
        let objects = Objects::new(&self.repo)?;
        let mut all = Vec::new();
        for office in view.governed.offices.keys() {
            let steps = view.steps(&objects, office)?;
            let heads = office_keys::heads(&steps);
            if heads.is_empty() {
                continue;
            }
            let named: BTreeSet<&String> = heads.iter().flat_map(|step| &step.holders).collect();
            let here = |holder: &String| {
                view.governed.members.get(holder).is_some_and(|member| member.active() && member.office == *office)
            };
            let (holders, departed) = named.into_iter().cloned().partition(here);
            all.push(Custody { office: office.clone(), holders, departed });
        }
        Ok(all)
    }

    /// All operations whose time was set by hand (`--now`), in the order of the history.
    pub fn set_clocks(&self) -> Vec<SetClock> {
        let view = self.view();
        let nodes = view.checked.history.nodes.iter();
        nodes
            .filter_map(|node| Some((node, node.commit.as_ref().filter(|commit| commit.manifest.clock_set)?)))
            .map(|(node, commit)| SetClock {
                member: commit.author.clone(),
                commit: node.id.to_string(),
                time: commit.time(),
            })
            .collect()
    }

    /// What was recorded after the commit that `revision` names.
    ///
    /// # Errors
    /// Exit code 2: no such commit, or one that is not below the head.
    pub fn since(&self, revision: &str) -> Result<Since> {
        let unknown = || Error::invalid(msg!("store-no-revision", given = revision));
        let object = self.repo.revparse_single(revision).map_err(|_| unknown())?;
        let id: Oid = object.peel_to_commit().map_err(|_| unknown())?.id();
        let view = self.view();
        let history = &view.checked.history;
        let node = *history.by_id.get(&id).ok_or_else(unknown)?;
        let below = history.ancestors(node);
        let commits = history.nodes.iter().enumerate().filter(|(at, _)| !below.has(*at));
        let time = history.nodes[node].commit.as_ref().map(Commit::time).ok_or_else(unknown)?;
        Ok(Since { commits: commits.map(|(_, node)| node.id.to_string()).collect(), time })
    }
}

/// What kind of file this is, by how it begins. What cannot be looked at counts as readable: better named than passed.
fn sniff(path: &Path) -> WorkFileKind {
    let regular = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let mut begun = Vec::new();
    if regular {
        let read = std::fs::File::open(path).and_then(|file| file.take(SNIFFED).read_to_end(&mut begun));
        if read.is_err() {
            begun.clear();
        }
    }
    let contains = |word: &[u8]| begun.windows(word.len()).any(|window| window == word);
    if contains(b"AGE-SECRET-KEY-") || contains(b"PRIVATE KEY-----") {
        WorkFileKind::PrivateKey
    } else if crypt::is_encrypted(&begun) {
        WorkFileKind::Encrypted
    } else {
        WorkFileKind::Readable
    }
}

/// The mode of a key file that other accounts can read (`644`); none if it is private or cannot be looked at.
#[cfg(unix)]
pub fn open_mode(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| format!("{mode:o}"))
}

#[cfg(not(unix))]
pub fn open_mode(_path: &Path) -> Option<String> {
    None
}
