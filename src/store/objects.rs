//! Git objects read and written byte by byte. Commits and trees are parsed here, not by libgit2, so that grafts,
//! shallow marks and lenient readings cannot stand between the bytes that were signed and what is believed (S17).

use std::cell::RefCell;
use std::collections::BTreeMap;

use git2::{ObjectType, Odb, Oid, Repository};

use super::names;
use crate::error::{Error, Result};
use crate::msg;

/// The greatest length of a commit that is read (an honest one has about 900 bytes).
const COMMIT_LIMIT: usize = 1 << 16;
/// The greatest length of a tree that is read: a hundred thousand names.
const TREE_LIMIT: usize = 1 << 24;

/// The objects of one store. Cheap to make; one for each thread.
pub struct Objects<'r> {
    pub repo: &'r Repository,
    odb: Odb<'r>,
    /// What was written and is not yet known to be safe on disk.
    written: RefCell<Vec<Oid>>,
}

/// One entry of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub folder: bool,
    pub id: Oid,
}

/// A file that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: String,
    pub old: Option<Oid>,
    pub new: Option<Oid>,
}

/// Why a tree cannot be in a store (S24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTree {
    pub path: String,
    pub why: &'static str,
}

/// An object could not be read: missing, damaged or too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub id: Oid,
    pub missing: bool,
}

impl Unreadable {
    /// The error for a person, with the path that the object belongs to.
    pub fn error(&self, path: &str) -> Error {
        let id = self.id.to_string();
        if self.missing {
            Error::damaged(msg!("store-object-missing", object = id, path = path))
        } else {
            Error::damaged(msg!("store-object-damaged", object = id, path = path))
        }
    }
}

type Read<T> = std::result::Result<T, Unreadable>;

/// What came of reading a tree's bytes.
pub enum TreeError {
    Unreadable(Unreadable),
    Bad(BadTree),
}

impl From<Unreadable> for TreeError {
    fn from(error: Unreadable) -> TreeError {
        TreeError::Unreadable(error)
    }
}

impl TreeError {
    pub fn error(&self, path: &str) -> Error {
        match self {
            TreeError::Unreadable(unreadable) => unreadable.error(path),
            TreeError::Bad(bad) => Error::damaged(msg!("store-tree-bad", path = bad.path.as_str(), why = bad.why)),
        }
    }
}

impl<'r> Objects<'r> {
    pub fn new(repo: &'r Repository) -> Result<Objects<'r>> {
        let odb = repo.odb().map_err(super::git_error)?;
        Ok(Objects { repo, odb, written: RefCell::default() })
    }

    fn read(&self, id: Oid, kind: ObjectType, limit: usize) -> Read<Vec<u8>> {
        let bad = |error: &git2::Error| Unreadable { id, missing: error.code() == git2::ErrorCode::NotFound };
        // The header first, so that a bomb is not unpacked.
        let (size, found) = self.odb.read_header(id).map_err(|e| bad(&e))?;
        if found != kind || size > limit {
            return Err(Unreadable { id, missing: false });
        }
        let object = self.odb.read(id).map_err(|e| bad(&e))?;
        Ok(object.data().to_vec())
    }

    /// The raw commit, as it was hashed and signed.
    pub fn commit(&self, id: Oid) -> Read<Vec<u8>> {
        self.read(id, ObjectType::Commit, COMMIT_LIMIT)
    }

    pub fn blob(&self, id: Oid, limit: usize) -> Read<Vec<u8>> {
        self.read(id, ObjectType::Blob, limit)
    }

    /// The length of a blob, without reading it.
    pub fn blob_size(&self, id: Oid) -> Read<usize> {
        match self.odb.read_header(id) {
            Ok((size, ObjectType::Blob)) => Ok(size),
            Ok(_) => Err(Unreadable { id, missing: false }),
            Err(error) => Err(Unreadable { id, missing: error.code() == git2::ErrorCode::NotFound }),
        }
    }

    /// The entries of a tree, refused unless modes, names and order are as S24 wants them. `path` is where the tree
    /// stands, for messages, and decides which names are allowed.
    pub fn tree(&self, id: Oid, path: &str) -> std::result::Result<Vec<Entry>, TreeError> {
        let raw = self.read(id, ObjectType::Tree, TREE_LIMIT)?;
        parse_tree(&raw, path).map_err(TreeError::Bad)
    }

    /// The entry at a path, if there is one.
    pub fn at(&self, root: Oid, path: &str) -> std::result::Result<Option<Entry>, TreeError> {
        let mut tree = root;
        let mut walked = String::new();
        let mut words = path.split('/').peekable();
        while let Some(word) = words.next() {
            let entries = self.tree(tree, &walked)?;
            let Some(entry) = entries.into_iter().find(|e| e.name == word) else { return Ok(None) };
            if words.peek().is_none() {
                return Ok(Some(entry));
            }
            if !entry.folder {
                return Ok(None);
            }
            tree = entry.id;
            if !walked.is_empty() {
                walked.push('/');
            }
            walked.push_str(word);
        }
        Ok(None)
    }

    /// The entries of the folder at a path; none at all if there is no such folder.
    pub fn folder(&self, root: Oid, path: &str) -> std::result::Result<Vec<Entry>, TreeError> {
        match self.at(root, path)? {
            Some(entry) if entry.folder => self.tree(entry.id, path),
            _ => Ok(Vec::new()),
        }
    }

    /// All files below a tree, with their paths, in the order of their bytes.
    pub fn files(&self, tree: Oid, path: &str) -> std::result::Result<BTreeMap<String, Oid>, TreeError> {
        let mut all = BTreeMap::new();
        let mut todo = vec![(tree, path.to_owned())];
        while let Some((id, at)) = todo.pop() {
            if at.matches('/').count() > 12 {
                return Err(TreeError::Bad(BadTree { path: at, why: "too-deep" }));
            }
            for entry in self.tree(id, &at)? {
                let below = join(&at, &entry.name);
                if entry.folder {
                    todo.push((entry.id, below));
                } else {
                    all.insert(below, entry.id);
                }
            }
        }
        Ok(all)
    }

    /// Every file that differs between two trees, in the order of the paths' bytes. Each tree that differs is checked
    /// as in [`Objects::tree`]; equal ones are not looked into.
    pub fn changes(&self, old: Option<Oid>, new: Option<Oid>) -> std::result::Result<Vec<Change>, TreeError> {
        let mut found = BTreeMap::new();
        let mut todo = vec![(old, new, String::new())];
        while let Some((old, new, at)) = todo.pop() {
            if old == new {
                continue;
            }
            if at.matches('/').count() > 12 {
                return Err(TreeError::Bad(BadTree { path: at, why: "too-deep" }));
            }
            let mut both: BTreeMap<String, [Option<Entry>; 2]> = BTreeMap::new();
            for (side, tree) in [old, new].into_iter().enumerate() {
                let Some(tree) = tree else { continue };
                for entry in self.tree(tree, &at)? {
                    let name = entry.name.clone();
                    both.entry(name).or_default()[side] = Some(entry);
                }
            }
            for (name, [old, new]) in both {
                if old == new {
                    continue;
                }
                let path = join(&at, &name);
                let tree = |e: &Option<Entry>| e.as_ref().filter(|e| e.folder).map(|e| e.id);
                let file = |e: &Option<Entry>| e.as_ref().filter(|e| !e.folder).map(|e| e.id);
                if file(&old) != file(&new) {
                    found.insert(path.clone(), Change { path: path.clone(), old: file(&old), new: file(&new) });
                }
                if tree(&old) != tree(&new) {
                    todo.push((tree(&old), tree(&new), path));
                }
            }
        }
        Ok(found.into_values().collect())
    }

    pub fn write_blob(&self, bytes: &[u8]) -> Result<Oid> {
        self.write(ObjectType::Blob, bytes)
    }

    pub fn write_commit(&self, raw: &[u8]) -> Result<Oid> {
        self.write(ObjectType::Commit, raw)
    }

    /// The tree that `base` becomes with these files set.
    pub fn write_tree(&self, base: Option<Oid>, files: &[(String, Oid)]) -> Result<Oid> {
        self.write_tree_at("", base, files)
    }

    fn write_tree_at(&self, at: &str, base: Option<Oid>, files: &[(String, Oid)]) -> Result<Oid> {
        let there = base.map(|base| self.tree(base, at)).transpose().map_err(|e| e.error(at))?;
        let mut entries: BTreeMap<String, Entry> =
            there.into_iter().flatten().map(|entry| (entry.name.clone(), entry)).collect();
        let mut folders: BTreeMap<&str, Vec<(String, Oid)>> = BTreeMap::new();
        for (path, id) in files {
            match path.split_once('/') {
                Some((folder, rest)) => folders.entry(folder).or_default().push((rest.to_owned(), *id)),
                None => {
                    entries.insert(path.clone(), Entry { name: path.clone(), folder: false, id: *id });
                }
            }
        }
        for (name, files) in folders {
            let base = entries.get(name).filter(|entry| entry.folder).map(|entry| entry.id);
            let id = self.write_tree_at(&join(at, name), base, &files)?;
            entries.insert(name.to_owned(), Entry { name: name.to_owned(), folder: true, id });
        }
        self.write_tree_bytes(&tree_bytes(&entries.into_values().collect::<Vec<_>>()))
    }

    pub fn write_tree_bytes(&self, raw: &[u8]) -> Result<Oid> {
        self.write(ObjectType::Tree, raw)
    }

    fn write(&self, kind: ObjectType, bytes: &[u8]) -> Result<Oid> {
        let id = self.odb.write(kind, bytes).map_err(super::git_error)?;
        self.written.borrow_mut().push(id);
        Ok(id)
    }

    /// Takes away what was written here and will not be used; what lies in a pack stays.
    pub fn discard_written(&self) {
        for id in self.written.take() {
            let name = id.to_string();
            let _ = std::fs::remove_file(self.repo.path().join("objects").join(&name[..2]).join(&name[2..]));
        }
    }

    /// The objects written here; [`super::durable::sync`] makes them safe on disk.
    pub fn take_written(&self) -> Vec<Oid> {
        self.written.take()
    }
}

/// The bytes of a tree object of exactly these entries.
pub fn tree_bytes(entries: &[Entry]) -> Vec<u8> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(|e| order(e));
    let mut raw = Vec::new();
    for entry in sorted {
        raw.extend_from_slice(if entry.folder { b"40000 " } else { b"100644 " });
        raw.extend_from_slice(entry.name.as_bytes());
        raw.push(0);
        raw.extend_from_slice(entry.id.as_bytes());
    }
    raw
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Git's order of entries: a folder counts as if its name ended in a slash.
fn order(entry: &Entry) -> Vec<u8> {
    let mut key = entry.name.clone().into_bytes();
    if entry.folder {
        key.push(b'/');
    }
    key
}

pub(super) fn parse_tree(raw: &[u8], at: &str) -> std::result::Result<Vec<Entry>, BadTree> {
    let bad = |name: &[u8], why: &'static str| {
        let shown: String =
            String::from_utf8_lossy(name).chars().take(80).map(|c| if c.is_control() { '?' } else { c }).collect();
        BadTree { path: join(at, &shown), why }
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut folded = std::collections::HashSet::new();
    let mut rest = raw;
    while !rest.is_empty() {
        let Some(space) = rest.iter().take(8).position(|b| *b == b' ') else { return Err(bad(b"", "unreadable")) };
        let Some(end) = rest.iter().position(|b| *b == 0) else { return Err(bad(b"", "unreadable")) };
        if end <= space || rest.len() < end + 21 {
            return Err(bad(b"", "unreadable"));
        }
        let name = &rest[space + 1..end];
        let folder = match &rest[..space] {
            b"100644" => false,
            b"40000" => true,
            b"120000" => return Err(bad(name, "symlink")),
            b"160000" => return Err(bad(name, "gitlink")),
            b"100755" => return Err(bad(name, "executable")),
            _ => return Err(bad(name, "mode")),
        };
        let text = std::str::from_utf8(name).ok().filter(|n| names::is_tree_name(n, at.is_empty()));
        let Some(text) = text else { return Err(bad(name, "name")) };
        if !folded.insert(text.to_ascii_lowercase()) {
            return Err(bad(name, "twin"));
        }
        let Ok(id) = Oid::from_bytes(&rest[end + 1..end + 21]) else { return Err(bad(name, "unreadable")) };
        let entry = Entry { name: text.to_owned(), folder, id };
        if entries.last().is_some_and(|last| order(last) >= order(&entry)) {
            return Err(bad(name, "order"));
        }
        entries.push(entry);
        rest = &rest[end + 21..];
    }
    Ok(entries)
}
