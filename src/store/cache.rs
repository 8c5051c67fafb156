//! What this computer has worked out before (S30), in the user's own cache folder (`$XDG_CACHE_HOME/sop`, else
//! `~/.cache/sop`) and never in the store's, which may come from somebody else. Nothing in it has to be believed: a commit
//! is taken only if its bytes give its id, and opened parts only with their owner's signature, by the identity that opens
//! them in the store as well. So a cache that is missing, old, foreign or forged costs time and changes no answer.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::{ObjectType, Oid};
use zeroize::Zeroizing;

use super::commit::{self, Commit};
use super::crypt::{self, Identity, Unopened};
use super::keys::Keys;
use super::{sshsig, state};

/// The first lines of the two files; another form of them gets another number.
const COMMITS: &[u8] = b"sop commits 1\n";
const PARTS: &[u8] = b"sop parts 1\n";
/// Namespace of the owner's signature over the opened parts.
const NAMESPACE: &str = "sop-cache";
/// The greatest length of the two files: a longer one begins anew.
const COMMITS_LIMIT: usize = 256 << 20;
const PARTS_LIMIT: usize = 64 << 20;
/// So many commits, or parts, are read again before a file is written.
const WORTH: usize = 128;

/// The cache folder of one store; none without a home.
pub fn folder(store: &str) -> Option<PathBuf> {
    state::base("XDG_CACHE_HOME", ".cache").map(|base| base.join(store))
}

/// Replaces a file, readable by its owner only. What does not succeed only costs time.
fn put(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let fresh = folder.join(format!(".{name}.{}.new", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = std::fs::remove_file(&fresh);
    let written = state::make_private(folder).is_ok()
        && options.open(&fresh).and_then(|mut file| file.write_all(bytes)).is_ok()
        && std::fs::rename(&fresh, path).is_ok();
    if !written {
        let _ = std::fs::remove_file(&fresh);
    }
}

fn get(path: &Path, limit: usize) -> Option<Vec<u8>> {
    let length = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?.len();
    usize::try_from(length).ok().filter(|length| *length <= limit)?;
    std::fs::read(path).ok()
}

/// Takes `length` bytes off the front.
fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

fn take_length(rest: &mut &[u8]) -> Option<usize> {
    let bytes = take(rest, 4)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

fn push_length(to: &mut Vec<u8>, length: usize) {
    to.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

/// Raw commits, so that a run need not collect thousands of small files. They show what the store's folder shows.
#[derive(Default)]
pub struct Commits {
    bytes: Vec<u8>,
    places: HashMap<Oid, Range<usize>>,
}

impl Commits {
    pub fn read(folder: Option<&Path>) -> Commits {
        let bytes = folder.and_then(|folder| get(&folder.join("commits"), COMMITS_LIMIT)).unwrap_or_default();
        let places = Commits::places(&bytes).unwrap_or_default();
        Commits { bytes, places }
    }

    fn places(bytes: &[u8]) -> Option<HashMap<Oid, Range<usize>>> {
        let mut rest = bytes.strip_prefix(COMMITS)?;
        let mut places = HashMap::new();
        while !rest.is_empty() {
            let id = Oid::from_bytes(take(&mut rest, 20)?).ok()?;
            let length = take_length(&mut rest)?;
            let start = bytes.len() - rest.len();
            take(&mut rest, length)?;
            places.insert(id, start..start + length);
        }
        Some(places)
    }

    /// The commit with this id, if it is here: its bytes are what the id says, whoever wrote them.
    pub fn get(&self, id: Oid) -> Option<&[u8]> {
        let raw = self.bytes.get(self.places.get(&id)?.clone())?;
        Oid::hash_object(ObjectType::Commit, raw).is_ok_and(|hash| hash == id).then_some(raw)
    }

    /// Keeps all these, if enough of them are not here yet.
    pub fn keep<'c>(&self, folder: Option<&Path>, all: impl Iterator<Item = (Oid, &'c Commit)> + Clone) {
        let Some(folder) = folder else { return };
        let (count, missing) = all.clone().fold((0, 0), |(count, missing), (id, _)| {
            (count + 1, missing + usize::from(!self.places.contains_key(&id)))
        });
        if missing < WORTH.max(count / 8) {
            return;
        }
        let mut bytes = COMMITS.to_vec();
        for (id, commit) in all {
            let raw = commit.raw();
            bytes.extend_from_slice(id.as_bytes());
            push_length(&mut bytes, raw.len());
            bytes.extend_from_slice(raw.as_bytes());
        }
        put(&folder.join("commits"), &bytes);
    }
}

/// Which identity opens a file, without its secret; for what none of several opens, all of them together.
type Tag = [u8; 16];

fn tag<'i>(identities: impl IntoIterator<Item = &'i Identity>) -> Tag {
    let mut text = Zeroizing::new(String::new());
    for identity in identities {
        text.push_str(identity.line());
        text.push('\n');
    }
    let mut tag = [0; 16];
    tag.copy_from_slice(&commit::sha256(text.as_bytes())[..16]);
    tag
}

/// What was opened before, in this run and, as far as it was kept, in earlier ones: encrypted to its owner, signed by
/// him. It says of each encrypted file what is in it, or that certain identities do not open it; both hold for ever,
/// whatever becomes of the case.
#[derive(Default)]
pub struct Parts {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// Whose file was read.
    owner: Option<String>,
    open: HashMap<Oid, (Tag, Zeroizing<Vec<u8>>)>,
    shut: HashSet<(Oid, Tag)>,
    /// How many are not in the file yet.
    fresh: usize,
}

impl Parts {
    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what this owner kept. Worth it only for a run that opens many cases.
    pub fn read(&self, folder: Option<&Path>, store: &str, keys: &Keys) {
        let mut known = self.known();
        let owner = keys.card().key.as_str();
        if known.owner.as_deref() == Some(owner) {
            return;
        }
        // What another key opened in this process is not this owner's to keep.
        *known = Known { owner: Some(owner.to_owned()), ..Known::default() };
        let cipher = folder.and_then(|folder| get(&folder.join(file_name(keys)), PARTS_LIMIT));
        let plain = cipher.and_then(|cipher| keys.decrypt(&cipher, PARTS_LIMIT).ok());
        if let Some(plain) = plain
            && known.fill(&plain, store, keys).is_none()
        {
            (known.open, known.shut) = Default::default();
        }
    }

    /// Opens a file of the store, or remembers what came of it.
    pub fn decrypt(
        &self,
        id: Oid,
        identities: &[Identity],
        cipher: &[u8],
    ) -> std::result::Result<Zeroizing<Vec<u8>>, Unopened> {
        let all = tag(identities);
        {
            let known = self.known();
            if let Some((by, plain)) = known.open.get(&id)
                && identities.iter().any(|identity| tag([identity]) == *by)
            {
                return Ok(plain.clone());
            }
            if known.shut.contains(&(id, all)) {
                return Err(Unopened::NoKey);
            }
        }
        for identity in identities {
            match crypt::decrypt_with(std::slice::from_ref(identity), cipher, crypt::PART_LIMIT) {
                Err(Unopened::NoKey) => {}
                Err(error) => return Err(error),
                Ok(plain) => {
                    // Without the padding, which nobody reads.
                    let end = plain.iter().rposition(|byte| *byte != b'\n').map_or(0, |at| at + 1);
                    if end > 0 {
                        let mut known = self.known();
                        known.open.insert(id, (tag([identity]), Zeroizing::new(plain[..end].to_vec())));
                        known.fresh += 1;
                    }
                    return Ok(plain);
                }
            }
        }
        let mut known = self.known();
        known.shut.insert((id, all));
        known.fresh += 1;
        Err(Unopened::NoKey)
    }

    /// Keeps what is new, if it is worth it.
    pub fn keep(&self, folder: Option<&Path>, store: &str, keys: &Keys) {
        let Some(folder) = folder else { return };
        let mut known = self.known();
        if known.fresh < WORTH.max((known.open.len() + known.shut.len()) / 8) {
            return;
        }
        known.fresh = 0;
        let body = known.body(store);
        let Ok(signature) = sshsig::sign(&keys.signing, NAMESPACE, &body) else { return };
        let mut whole = Zeroizing::new(Vec::with_capacity(body.len() + signature.len() + 4));
        push_length(&mut whole, signature.len());
        whole.extend_from_slice(signature.as_bytes());
        whole.extend_from_slice(&body);
        let sealed = crypt::recipient(&keys.card().recipient).and_then(|owner| crypt::encrypt(&[owner], &whole));
        if let Ok(sealed) = sealed {
            put(&folder.join(file_name(keys)), &sealed);
        }
    }
}

fn file_name(keys: &Keys) -> String {
    format!("parts-{}.age", commit::hex(&commit::sha256(keys.card().key.as_bytes())[..8]))
}

impl Known {
    fn fill(&mut self, plain: &[u8], store: &str, keys: &Keys) -> Option<()> {
        let mut rest = plain;
        let length = take_length(&mut rest)?;
        let signature = std::str::from_utf8(take(&mut rest, length)?).ok()?;
        let owner = sshsig::public_key(&keys.card().key)?;
        sshsig::verify(&owner, NAMESPACE, rest, signature).ok()?;
        rest = rest.strip_prefix(PARTS)?.strip_prefix(store.as_bytes())?;
        while !rest.is_empty() {
            let id = Oid::from_bytes(take(&mut rest, 20)?).ok()?;
            let tag: Tag = take(&mut rest, 16)?.try_into().ok()?;
            match take_length(&mut rest)? {
                0 => {
                    self.shut.insert((id, tag));
                }
                length => {
                    self.open.insert(id, (tag, Zeroizing::new(take(&mut rest, length)?.to_vec())));
                }
            }
        }
        Some(())
    }

    fn body(&self, store: &str) -> Zeroizing<Vec<u8>> {
        let open = self.open.iter().map(|(id, (tag, plain))| (id, tag, plain.as_slice()));
        let all = open.chain(self.shut.iter().map(|(id, tag)| (id, tag, &[][..])));
        // Room for all of it at once, so that no reallocation leaves plain text behind.
        let room = all.clone().map(|(_, _, plain)| plain.len() + 40).sum::<usize>() + PARTS.len() + store.len();
        let mut body = Zeroizing::new(Vec::with_capacity(room));
        body.extend_from_slice(PARTS);
        body.extend_from_slice(store.as_bytes());
        for (id, tag, plain) in all {
            body.extend_from_slice(id.as_bytes());
            body.extend_from_slice(tag);
            push_length(&mut body, plain.len());
            body.extend_from_slice(plain);
        }
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::Instant;

    fn keys(folder: &Path, name: &str) -> Keys {
        Keys::create(&folder.join(name), None, Instant::default()).unwrap()
    }

    #[test]
    fn s30_what_was_opened_comes_back_to_its_owner_only_and_only_with_the_identity() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        let (owner, other) = (keys(folder.path(), "a"), keys(folder.path(), "b"));
        let (me, stranger) = (Identity::generate(), Identity::generate());
        let to = [crypt::recipient(&me.recipient().unwrap()).unwrap()];
        let files: Vec<(Oid, Vec<u8>)> = (0..u8::try_from(WORTH).unwrap())
            .map(|n| {
                (
                    Oid::hash_object(ObjectType::Blob, &[n]).unwrap(),
                    crypt::encrypt(&to, format!("secret {n}\n\n").as_bytes()).unwrap(),
                )
            })
            .collect();
        let parts = Parts::default();
        parts.read(Some(&cache), "s", &owner);
        for (id, cipher) in &files {
            parts.decrypt(*id, std::slice::from_ref(&me), cipher).unwrap();
        }
        assert_eq!(
            parts.decrypt(files[0].0, std::slice::from_ref(&stranger), &files[0].1).unwrap_err(),
            Unopened::NoKey
        );
        parts.keep(Some(&cache), "s", &owner);
        let path = cache.join(file_name(&owner));
        let kept = std::fs::read(&path).unwrap();
        assert!(!kept.windows(6).any(|window| window == b"secret"));

        // Nothing but the cache could open this "cipher text".
        let answer = |by: &Keys, store: &str, identity: &Identity| {
            let parts = Parts::default();
            parts.read(Some(&cache), store, by);
            parts.decrypt(files[7].0, std::slice::from_ref(identity), b"no age file").map(|plain| plain.to_vec())
        };
        assert_eq!(answer(&owner, "s", &me).unwrap(), b"secret 7");
        assert!(answer(&owner, "s", &stranger).is_err());
        assert!(answer(&owner, "another store", &me).is_err());
        assert!(answer(&other, "s", &me).is_err());
        // Another's file in his place, a half written one, a changed one.
        std::fs::write(cache.join(file_name(&other)), &kept).unwrap();
        assert!(answer(&other, "s", &me).is_err());
        for broken in [&kept[..kept.len() / 2], &kept[..0], &[&kept[..], b"x"].concat()] {
            std::fs::write(&path, broken).unwrap();
            assert!(answer(&owner, "s", &me).is_err());
        }
        // Well formed and encrypted to the owner, but not signed by him: anybody can do that much.
        let plain = owner.decrypt(&kept, PARTS_LIMIT).unwrap();
        let mine = [crypt::recipient(&owner.card().recipient).unwrap()];
        let mut rest = &plain[..];
        let length = take_length(&mut rest).unwrap();
        take(&mut rest, length).unwrap();
        let signature = sshsig::sign(&other.signing, NAMESPACE, rest).unwrap();
        let mut whole = Vec::new();
        push_length(&mut whole, signature.len());
        whole.extend_from_slice(signature.as_bytes());
        whole.extend_from_slice(rest);
        std::fs::write(&path, crypt::encrypt(&mine, &whole).unwrap()).unwrap();
        assert!(answer(&owner, "s", &me).is_err());
        std::fs::write(&path, &kept).unwrap();
        assert!(answer(&owner, "s", &me).is_ok());
    }

    #[test]
    fn s30_a_commit_is_taken_only_if_its_bytes_give_its_id() {
        let folder = tempfile::tempdir().unwrap();
        let raw = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
        let id = Oid::hash_object(ObjectType::Commit, raw).unwrap();
        let other = Oid::hash_object(ObjectType::Commit, b"x").unwrap();
        let mut bytes = COMMITS.to_vec();
        for id in [id, other] {
            bytes.extend_from_slice(id.as_bytes());
            push_length(&mut bytes, raw.len());
            bytes.extend_from_slice(raw);
        }
        std::fs::write(folder.path().join("commits"), &bytes).unwrap();
        let commits = Commits::read(Some(folder.path()));
        assert_eq!(commits.get(id), Some(&raw[..]));
        assert_eq!(commits.get(other), None);
        std::fs::write(folder.path().join("commits"), &bytes[..bytes.len() - 3]).unwrap();
        assert_eq!(Commits::read(Some(folder.path())).get(id), None);
        assert_eq!(Commits::read(None).get(id), None);
    }
}
