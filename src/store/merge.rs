//! Merges (S16): a function of the two parents. No author, no authority, no signature; whoever makes it makes the
//! same commit, so anybody can check it by making it again.

use std::collections::BTreeMap;

use git2::{ObjectType, Oid};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::commit::{Commit, Manifest, Op};
use super::history::History;
use super::objects::{BadTree, Entry, Objects, TreeError};
use crate::error::Result;

/// Why two heads cannot be merged.
pub enum NoMerge {
    /// Neither side's governance goes before the other's (S11, S12).
    TwoLines,
    /// One side contains the other: nothing to merge.
    Contained,
    Tree(TreeError),
    Write(crate::error::Error),
}

impl From<TreeError> for NoMerge {
    fn from(error: TreeError) -> NoMerge {
        NoMerge::Tree(error)
    }
}

/// The merge of two good nodes, and the paths that both sides have with other bytes (an error of their one author).
/// With `write` the trees are written; else only their ids are worked out.
pub fn merge(
    objects: &Objects<'_>,
    history: &History,
    one: usize,
    other: usize,
    write: bool,
) -> std::result::Result<(Commit, Vec<String>), NoMerge> {
    let mut sides = [one, other];
    sides.sort_by_key(|side| history.nodes[*side].id);
    if history.ancestors(one).has(other) || history.ancestors(other).has(one) {
        return Err(NoMerge::Contained);
    }
    let nodes = sides.map(|side| &history.nodes[side]);
    let ([Some(first), Some(second)], [Some(line_a), Some(line_b)]) =
        (nodes.map(|n| n.commit.as_ref()), nodes.map(|n| n.line))
    else {
        return Err(NoMerge::TwoLines);
    };
    let governed = if history.on_line(line_a, line_b) {
        second.tree
    } else if history.on_line(line_b, line_a) {
        first.tree
    } else {
        return Err(NoMerge::TwoLines);
    };
    let mut twice = Vec::new();
    let tree = merged_tree(objects, first.tree, second.tree, governed, write, &mut twice)?;
    let seconds = first.seconds.max(second.seconds);
    let parents = nodes.map(|n| n.id).to_vec();
    let digest = Sha256::digest(format!("sop merge\n{}\n{}\n", parents[0], parents[1]));
    let mut random = [0u8; 16];
    random[6..].copy_from_slice(&digest[..10]);
    let ulid = Ulid::from_parts(u64::try_from(seconds).unwrap_or(0) * 1000, u128::from_be_bytes(random));
    let manifest = Manifest {
        op: Op::Merge,
        ulid,
        store: first.manifest.store.clone(),
        case: None,
        digest: None,
        clock_set: false,
    };
    Ok((Commit { tree, parents, author: "merge".into(), seconds, signature: None, manifest }, twice))
}

fn merged_tree(
    objects: &Objects<'_>,
    one: Oid,
    other: Oid,
    governed: Oid,
    write: bool,
    twice: &mut Vec<String>,
) -> std::result::Result<Oid, NoMerge> {
    let mut entries: Vec<Entry> =
        objects.tree(governed, "")?.into_iter().filter(|e| !matches!(e.name.as_str(), "cases" | "keys")).collect();
    let added = |tree: Oid, name: &str| -> std::result::Result<Option<Oid>, NoMerge> {
        Ok(objects.tree(tree, "")?.into_iter().find(|e| e.name == name && e.folder).map(|e| e.id))
    };
    for name in ["cases", "keys"] {
        if let Some(id) = union(objects, added(one, name)?, added(other, name)?, name, write, twice)? {
            entries.push(Entry { name: name.to_owned(), folder: true, id });
        }
    }
    store(objects, &entries, write)
}

fn union(
    objects: &Objects<'_>,
    one: Option<Oid>,
    other: Option<Oid>,
    path: &str,
    write: bool,
    twice: &mut Vec<String>,
) -> std::result::Result<Option<Oid>, NoMerge> {
    let (one, other) = match (one, other) {
        (None, side) | (side, None) => return Ok(side),
        (Some(one), Some(other)) if one == other => return Ok(Some(one)),
        (Some(one), Some(other)) => (one, other),
    };
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in objects.tree(one, path)?.into_iter().chain(objects.tree(other, path)?) {
        let below = format!("{path}/{}", entry.name);
        let Some(known) = entries.get_mut(&entry.name) else {
            entries.insert(entry.name.clone(), entry);
            continue;
        };
        match (known.folder, entry.folder) {
            (true, true) => {
                if let Some(id) = union(objects, Some(known.id), Some(entry.id), &below, write, twice)? {
                    known.id = id;
                }
            }
            (false, false) => {
                if known.id != entry.id {
                    known.id = known.id.min(entry.id);
                    twice.push(below);
                }
            }
            // Paths under cases/ and keys/ are checked when they are added, so this cannot come from good commits.
            _ => return Err(NoMerge::Tree(TreeError::Bad(BadTree { path: below, why: "file-for-folder" }))),
        }
    }
    let entries: Vec<Entry> = entries.into_values().collect();
    store(objects, &entries, write).map(Some)
}

fn store(objects: &Objects<'_>, entries: &[Entry], write: bool) -> std::result::Result<Oid, NoMerge> {
    let raw = super::objects::tree_bytes(entries);
    let made: Result<Oid> = if write {
        objects.write_tree_bytes(&raw)
    } else {
        Oid::hash_object(ObjectType::Tree, &raw).map_err(super::git_error)
    };
    made.map_err(NoMerge::Write)
}
