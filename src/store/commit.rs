//! Commits and their messages: the signed manifest of one operation (S4), in exactly one spelling (S10).

use git2::Oid;
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::names::{self, CaseId};
use super::sshsig;
use crate::deadline::Instant;
use crate::error::Result;

/// What a commit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Root,
    Govern,
    Keys,
    Event,
    Merge,
}

impl Op {
    pub fn word(self) -> &'static str {
        match self {
            Op::Root => "root",
            Op::Govern => "govern",
            Op::Keys => "keys",
            Op::Event => "event",
            Op::Merge => "merge",
        }
    }

    fn parse(word: &str) -> Option<Op> {
        [Op::Root, Op::Govern, Op::Keys, Op::Event, Op::Merge].into_iter().find(|op| op.word() == word)
    }

    fn parents(self) -> usize {
        match self {
            Op::Root => 0,
            Op::Merge => 2,
            Op::Govern | Op::Keys | Op::Event => 1,
        }
    }
}

/// A commit's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    pub op: Op,
    pub ulid: Ulid,
    pub store: String,
    /// Events only.
    pub case: Option<CaseId>,
    /// `sha256:…` over the lines of [`digest`]; none for merges, whose tree is recomputed.
    pub digest: Option<String>,
    pub clock_set: bool,
}

impl Manifest {
    pub fn text(&self) -> String {
        let mut text = format!("sop {} {}\n\nStore: {}\n", self.op.word(), self.ulid, self.store);
        if let Some(case) = &self.case {
            text.push_str(&format!("Case: {case}\n"));
        }
        if let Some(digest) = &self.digest {
            text.push_str(&format!("Digest: {digest}\n"));
        }
        if self.clock_set {
            text.push_str("Clock: set\n");
        }
        text
    }

    /// Reads a message; none unless it is exactly what [`Manifest::text`] writes.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.lines();
        let mut subject = lines.next()?.split(' ');
        let (sop, op, ulid) = (subject.next()?, subject.next()?, subject.next()?);
        if sop != "sop" {
            return None;
        }
        let op = Op::parse(op)?;
        let mut manifest =
            Manifest { op, ulid: names::ulid(ulid)?, store: String::new(), case: None, digest: None, clock_set: false };
        for line in lines.skip(1) {
            match line.split_once(": ")? {
                ("Store", id) => manifest.store = id.to_owned(),
                ("Case", id) => manifest.case = Some(CaseId::parse(id)?),
                ("Digest", digest) => manifest.digest = Some(digest.to_owned()),
                ("Clock", "set") => manifest.clock_set = true,
                _ => return None,
            }
        }
        let whole = manifest.case.is_some() == (op == Op::Event)
            && manifest.digest.is_none() == (op == Op::Merge)
            && names::is_store_id(&manifest.store);
        (whole && manifest.text() == text).then_some(manifest)
    }
}

/// The digest of files: SHA-256 over what `sha256sum` prints for them, sorted by the bytes of their paths.
pub fn digest<'a>(files: impl IntoIterator<Item = (&'a str, [u8; 32])>) -> String {
    let mut lines: Vec<(&str, [u8; 32])> = files.into_iter().collect();
    lines.sort();
    let mut hasher = Sha256::new();
    for (path, hash) in lines {
        hasher.update(format!("{}  {path}\n", hex(&hash)));
    }
    format!("sha256:{}", hex(&hasher.finalize()))
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A commit, read. Only one spelling of each commit is accepted: it is written again from what was read and must
/// come out the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub tree: Oid,
    pub parents: Vec<Oid>,
    /// The member who made it; `merge` for a merge.
    pub author: String,
    /// Seconds since the epoch.
    pub seconds: i64,
    /// The armored signature; none for a merge.
    pub signature: Option<String>,
    pub manifest: Manifest,
}

/// Why a commit cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCommit {
    /// Its header or message is not what this program writes.
    Form,
    /// It has no signature.
    Unsigned,
}

impl Commit {
    /// What the signature is over: the commit without it.
    pub fn payload(&self) -> String {
        self.spell(false)
    }

    /// The whole commit as git hashes it.
    pub fn raw(&self) -> String {
        self.spell(true)
    }

    fn spell(&self, signed: bool) -> String {
        let mut text = format!("tree {}\n", self.tree);
        for parent in &self.parents {
            text.push_str(&format!("parent {parent}\n"));
        }
        let (author, store) = (&self.author, &self.manifest.store);
        for word in ["author", "committer"] {
            text.push_str(&format!("{word} {author} <{author}@{store}.invalid> {} +0000\n", self.seconds));
        }
        if let (true, Some(signature)) = (signed, &self.signature) {
            text.push_str("gpgsig ");
            text.push_str(&signature.trim_end().replace('\n', "\n "));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.manifest.text());
        text
    }

    /// Reads a raw commit.
    pub fn parse(raw: &[u8]) -> std::result::Result<Commit, BadCommit> {
        let text = std::str::from_utf8(raw).map_err(|_| BadCommit::Form)?;
        let (header, message) = text.split_once("\n\n").ok_or(BadCommit::Form)?;
        let commit = Self::from_header(header, message).ok_or(BadCommit::Form)?;
        if commit.signature.is_none() && commit.manifest.op != Op::Merge {
            return Err(BadCommit::Unsigned);
        }
        let well_formed = commit.raw() == text
            && commit.parents.len() == commit.manifest.op.parents()
            && (commit.manifest.op == Op::Merge) == (commit.author == "merge")
            && commit.signature.is_some() != (commit.manifest.op == Op::Merge)
            && names::ulid_seconds(&commit.manifest.ulid) == commit.seconds;
        if well_formed { Ok(commit) } else { Err(BadCommit::Form) }
    }

    fn from_header(header: &str, message: &str) -> Option<Commit> {
        let manifest = Manifest::parse(message)?;
        let mut lines = header.lines().peekable();
        let tree = lines.next()?.strip_prefix("tree ").and_then(oid)?;
        let mut parents = Vec::new();
        while let Some(parent) = lines.peek().and_then(|l| l.strip_prefix("parent ")) {
            parents.push(oid(parent)?);
            lines.next();
        }
        let author_line = lines.next()?.strip_prefix("author ")?;
        let author = author_line.split(' ').next().filter(|a| names::is_id(a))?.to_owned();
        let seconds = author_line.strip_suffix(" +0000")?.rsplit(' ').next()?.parse().ok()?;
        lines.next()?.strip_prefix("committer ")?;
        let signature = match lines.next() {
            None => None,
            Some(line) => {
                let mut armored = line.strip_prefix("gpgsig ")?.to_owned();
                for line in lines {
                    armored.push('\n');
                    armored.push_str(line.strip_prefix(' ')?);
                }
                armored.push('\n');
                Some(armored)
            }
        };
        Some(Commit { tree, parents, author, seconds, signature, manifest })
    }

    /// Signs it.
    pub fn sign(mut self, key: &ssh_key::PrivateKey) -> Result<Commit> {
        self.signature = Some(sshsig::sign(key, sshsig::GIT, self.payload().as_bytes())?);
        Ok(self)
    }

    /// Checks the signature against that key.
    pub fn verify(&self, key: &ssh_key::PublicKey) -> std::result::Result<(), sshsig::Bad> {
        let signature = self.signature.as_deref().ok_or(sshsig::Bad::Form)?;
        sshsig::verify(key, sshsig::GIT, self.payload().as_bytes(), signature)
    }

    pub fn time(&self) -> Instant {
        chrono::DateTime::from_timestamp(self.seconds, 0).unwrap_or_default()
    }
}

fn oid(text: &str) -> Option<Oid> {
    (text.len() == 40).then(|| Oid::from_str(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ssh_key::{Algorithm, PrivateKey};

    fn commit() -> (PrivateKey, Commit) {
        let key = PrivateKey::random(&mut rand_core::OsRng, Algorithm::Ed25519).unwrap();
        let manifest = Manifest {
            op: Op::Event,
            ulid: Ulid::from_parts(1_770_000_000_123, 7),
            store: "0123456789abcdef0123456789abcdef".into(),
            case: CaseId::parse("2026-0123456789abcdef"),
            digest: Some(digest([("a", [1; 32])])),
            clock_set: true,
        };
        let tree = Oid::from_str("4b825dc642cb6eb9a060e54bf8d69288fbee4904").unwrap();
        let made = Commit {
            tree,
            parents: vec![tree],
            author: "hetues".into(),
            seconds: 1_770_000_000,
            signature: None,
            manifest,
        };
        let signed = made.sign(&key).unwrap();
        (key, signed)
    }

    #[test]
    fn s4_s10_a_commit_is_read_in_one_spelling_only() {
        let (key, commit) = commit();
        let raw = commit.raw();
        assert_eq!(Commit::parse(raw.as_bytes()), Ok(commit.clone()));
        assert_eq!(commit.verify(key.public_key()), Ok(()));
        let end = "-----END SSH SIGNATURE-----\n";
        let changed = [
            // A blank line after the armor: stock tools accept it.
            raw.replace(end, &format!("{end} \n")),
            // A second signature header, and one of the other hash.
            raw.replace(end, &format!("{end}gpgsig x\n")),
            raw.replace(end, &format!("{end}gpgsig-sha256 x\n")),
            raw.replace("\ngpgsig", "\nencoding UTF-8\ngpgsig"),
            raw.replace("author hetues", "author Hetues"),
            raw.replace("author hetues <hetues@", "author hetues <other@"),
            raw.replace("+0000\ncommitter", "+0100\ncommitter"),
            raw.replace(
                "author hetues <hetues@0123456789abcdef0123456789abcdef.invalid> 1770000000",
                "author hetues <hetues@0123456789abcdef0123456789abcdef.invalid> 1770000001",
            ),
            raw.replace("1770000000", "1770000001"),
            raw.replace("Clock: set\n", "Clock: set\nNote: x\n"),
            raw.replace("Clock: set\n", "Clock: set"),
            raw.replace("sop event", "sop  event"),
            raw.replace("sop event", "sop keys"),
            raw.replace("Digest", "digest"),
            raw.replace("\nStore", "\n\nStore"),
        ];
        for text in changed {
            assert_ne!(text, raw);
            assert!(Commit::parse(text.as_bytes()).is_err(), "{text}");
        }
        let unsigned = commit.payload();
        assert_eq!(Commit::parse(unsigned.as_bytes()), Err(BadCommit::Unsigned));
    }
}
