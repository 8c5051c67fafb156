//! One spelling per name (S2): every name is read by one parser before it becomes a path, and every path in a tree
//! is read back by one parser before it is believed.

use std::fmt;

use sha2::{Digest, Sha256};
use ulid::Ulid;

use crate::deadline::Instant;

/// The digits of ULIDs and of case ids (Crockford's base 32), in lower case.
const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Names that Windows gives to devices, whatever their extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Ids that no member or office may take: authors of commits that no member signs.
const RESERVED: [&str; 3] = ["merge", "recovery", "root"];

/// Whether this is a well-formed id of a member, office or vault: `[a-z][a-z0-9-]{0,31}`, no device name.
pub fn is_id(name: &str) -> bool {
    let bytes = name.as_bytes();
    (1..=32).contains(&bytes.len())
        && bytes[0].is_ascii_lowercase()
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && !DEVICES.contains(&name)
}

/// Whether a member or office may be called so.
pub fn is_free_id(name: &str) -> bool {
    is_id(name) && !RESERVED.contains(&name)
}

/// Whether this is a role as a member file holds it: an id, perhaps with a seat (`member/north`).
pub fn is_role(name: &str) -> bool {
    match name.split_once('/') {
        None => is_id(name),
        Some((role, seat)) => is_id(role) && is_id(seat),
    }
}

/// Whether this is a store's id: 128 random bits as 32 lower-case hexadecimal digits.
pub fn is_store_id(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Reads a ULID in its one spelling: 26 upper-case digits.
pub fn ulid(name: &str) -> Option<Ulid> {
    let parsed = Ulid::from_string(name).ok()?;
    (parsed.to_string() == name).then_some(parsed)
}

/// The ULID's time, to the second, as seconds since the epoch.
pub fn ulid_seconds(ulid: &Ulid) -> i64 {
    i64::try_from(ulid.timestamp_ms() / 1000).unwrap_or(i64::MAX)
}

/// A ULID for an operation at `now`, greater than each of `after` (S9: its second is `now`'s). The order of one
/// author's operations within a second is thereby the order in which they were made.
pub fn next_ulid(now: Instant, after: impl IntoIterator<Item = Ulid>) -> Option<Ulid> {
    let second =
        u64::try_from(now.timestamp()).ok().filter(|second| second.checked_mul(1000).is_some_and(|ms| ms < 1 << 48))?;
    let floor = after.into_iter().filter(|u| u.timestamp_ms() / 1000 == second).max();
    let random = || {
        let mut bytes = [0u8; 16];
        rand_core::RngCore::fill_bytes(&mut rand_core::OsRng, &mut bytes[..10]);
        u128::from_le_bytes(bytes)
    };
    match floor {
        None => Some(Ulid::from_parts(second * 1000, random())),
        Some(last) if last.timestamp_ms() % 1000 < 999 => Some(Ulid::from_parts(last.timestamp_ms() + 1, random())),
        Some(last) => last.increment().ok().filter(|u| u.timestamp_ms() / 1000 == second),
    }
}

/// A case's id: `2026-` and 16 lower-case Crockford digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId(String);

impl CaseId {
    /// The id of the case that this operation opens: the year (UTC) of the opening and a hash over store, member and
    /// the opening's ULID. Only that one operation can open that folder.
    pub fn of_opening(store: &str, member: &str, opening: &Ulid) -> CaseId {
        let digest = Sha256::digest(format!("sop case\n{store}\n{member}\n{opening}\n"));
        let mut bits = [0u8; 16];
        bits[..10].copy_from_slice(&digest[..10]);
        let number = u128::from_be_bytes(bits) >> 48;
        let digits: String =
            (0..16).rev().map(|place| CROCKFORD[((number >> (place * 5)) & 31) as usize] as char).collect();
        let year = chrono::DateTime::from_timestamp(ulid_seconds(opening), 0)
            .map_or(1970, |t: Instant| chrono::Datelike::year(&t));
        CaseId(format!("{year:04}-{digits}"))
    }

    pub fn parse(name: &str) -> Option<CaseId> {
        let (year, digits) = name.split_once('-')?;
        let ok = year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && digits.len() == 16
            && digits.bytes().all(|b| CROCKFORD.contains(&b));
        ok.then(|| CaseId(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder above the case's folder: the first two of its sixteen digits.
    pub fn shard(&self) -> &str {
        &self.0[5..7]
    }

    /// The case's folder in the tree.
    pub fn folder(&self) -> String {
        format!("cases/{}/{}", self.shard(), self.0)
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a file in a case's folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseFileKind {
    /// A vault's key file (`.<vault>.key.age`).
    Key,
    /// An event's part in that vault (`.<vault>.toml.age`).
    Part,
    /// One piece of an attachment (`.<vault>.<n>.bin.age.0001`).
    Piece { attachment: u32, piece: u32 },
}

/// The name of a file in a case's folder, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    pub ulid: Ulid,
    pub member: String,
    pub vault: String,
    pub kind: CaseFileKind,
}

impl CaseFile {
    /// Reads a file name in its one spelling.
    pub fn parse(name: &str) -> Option<CaseFile> {
        let mut words = name.split('.');
        let ulid = ulid(words.next()?)?;
        let member = words.next().filter(|m| is_id(m))?.to_owned();
        let vault = words.next().filter(|v| is_id(v))?.to_owned();
        let rest: Vec<&str> = words.collect();
        let kind = match rest[..] {
            ["key", "age"] => CaseFileKind::Key,
            ["toml", "age"] => CaseFileKind::Part,
            [n, "bin", "age", piece] => {
                let attachment = n.parse().ok().filter(|a: &u32| *a > 0 && a.to_string() == n)?;
                let number = piece.parse().ok().filter(|p: &u32| *p > 0 && format!("{p:04}") == piece)?;
                CaseFileKind::Piece { attachment, piece: number }
            }
            _ => return None,
        };
        Some(CaseFile { ulid, member, vault, kind })
    }

    pub fn name(&self) -> String {
        let CaseFile { ulid, member, vault, .. } = self;
        match self.kind {
            CaseFileKind::Key => format!("{ulid}.{member}.{vault}.key.age"),
            CaseFileKind::Part => format!("{ulid}.{member}.{vault}.toml.age"),
            CaseFileKind::Piece { attachment, piece } => {
                format!("{ulid}.{member}.{vault}.{attachment}.bin.age.{piece:04}")
            }
        }
    }
}

/// The name of a file in an office's key folder, read: a step or its key file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFile {
    pub ulid: Ulid,
    pub member: String,
    /// The encrypted identities; else the step itself.
    pub key: bool,
}

impl StepFile {
    pub fn parse(name: &str) -> Option<StepFile> {
        let mut words = name.split('.');
        let ulid = ulid(words.next()?)?;
        let member = words.next().filter(|m| is_id(m))?.to_owned();
        let rest: Vec<&str> = words.collect();
        let key = match rest[..] {
            ["toml"] => false,
            ["key", "age"] => true,
            _ => return None,
        };
        Some(StepFile { ulid, member, key })
    }

    pub fn name(&self) -> String {
        let StepFile { ulid, member, key } = self;
        if *key { format!("{ulid}.{member}.key.age") } else { format!("{ulid}.{member}.toml") }
    }
}

/// A path under `cases/` or `keys/`, read; none for every other path and every other spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddedPath {
    Case(CaseId, CaseFile),
    Step(String, StepFile),
}

impl AddedPath {
    pub fn parse(path: &str) -> Option<AddedPath> {
        let words: Vec<&str> = path.split('/').collect();
        match words[..] {
            ["cases", shard, case, file] => {
                let case = CaseId::parse(case).filter(|c| c.shard() == shard)?;
                Some(AddedPath::Case(case, CaseFile::parse(file)?))
            }
            ["keys", office, file] => {
                if !is_id(office) {
                    return None;
                }
                Some(AddedPath::Step(office.to_owned(), StepFile::parse(file)?))
            }
            _ => None,
        }
    }

    pub fn ulid(&self) -> &Ulid {
        match self {
            AddedPath::Case(_, file) => &file.ulid,
            AddedPath::Step(_, file) => &file.ulid,
        }
    }

    pub fn member(&self) -> &str {
        match self {
            AddedPath::Case(_, file) => &file.member,
            AddedPath::Step(_, file) => &file.member,
        }
    }
}

/// Whether a tree may hold an entry of this name (S24). `at_root`: in the topmost tree.
pub fn is_tree_name(name: &str, at_root: bool) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    if name.is_empty()
        || name.len() > 200
        || !name.bytes().all(allowed)
        || name.ends_with('.')
        || name.starts_with("..")
    {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    if DEVICES.contains(&lower.split('.').next().unwrap_or_default()) {
        return false;
    }
    if lower.starts_with(".git") {
        return at_root && matches!(name, ".gitattributes" | ".gitlab-ci.yml" | ".gitlab" | ".github" | ".gitea");
    }
    name != "."
}

#[cfg(test)]
mod tests {
    use super::*;

    const U: &str = "01KAX3Q4T0ABCDEFGHJKMNPQRS";

    #[test]
    fn s2_ids_have_one_spelling() {
        for good in ["a", "slktp-tirane", "x9", "a-", "abcdefghijklmnopqrstuvwxyz012345"] {
            assert!(is_id(good), "{good}");
        }
        for bad in [
            "",
            "A",
            "1a",
            "-a",
            "a_b",
            "a.b",
            "a/b",
            "..",
            ".",
            "a b",
            "ë",
            "con",
            "nul",
            "com1",
            "lpt9",
            "a\n",
            "a\0",
            "abcdefghijklmnopqrstuvwxyz0123456",
        ] {
            assert!(!is_id(bad), "{bad:?}");
        }
        assert!(!is_free_id("merge") && !is_free_id("recovery") && !is_free_id("root"));
        assert!(is_role("member/north") && !is_role("a/b/c") && !is_role("/a") && !is_role("a/"));
    }

    #[test]
    fn s2_ulids_are_upper_case_and_in_range() {
        assert!(ulid(U).is_some());
        for bad in [
            &U.to_lowercase(),
            "81KAX3Q4T0ABCDEFGHJKMNPQRS",
            "01KAX3Q4T0ABCDEFGHJKMNPQRI",
            "",
            "01K",
            "01KAX3Q4T0ABCDEFGHJKMNPQRSS",
        ] {
            assert!(ulid(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn s9_ulids_of_one_second_keep_their_order() {
        let now = chrono::DateTime::from_timestamp(1_770_000_000, 0).unwrap();
        let mut all: Vec<Ulid> = Vec::new();
        for _ in 0..1100 {
            let next = next_ulid(now, all.iter().copied()).unwrap();
            assert!(all.iter().all(|u| *u < next));
            assert_eq!(ulid_seconds(&next), 1_770_000_000);
            all.push(next);
        }
    }

    #[test]
    fn s2_paths_are_read_in_one_spelling() {
        let case = CaseId::of_opening("0123456789abcdef0123456789abcdef", "hetues", &ulid(U).unwrap());
        assert_eq!(CaseId::parse(case.as_str()), Some(case.clone()));
        let folder = case.folder();
        for good in ["process.toml.age", "process.key.age", "health.1.bin.age.0001", "health.12.bin.age.12345"] {
            let path = format!("{folder}/{U}.hetues.{good}");
            let read = AddedPath::parse(&path).unwrap_or_else(|| panic!("{path}"));
            let AddedPath::Case(_, file) = read else { panic!() };
            assert!(path.ends_with(&file.name()));
        }
        for bad in [
            format!("{folder}/{U}.hetues.process.toml"),
            format!("{folder}/{U}.hetues.process.bin.age"),
            format!("{folder}/{U}.hetues.health.01.bin.age.0001"),
            format!("{folder}/{U}.hetues.health.1.bin.age.1"),
            format!("{folder}/{U}.hetues.health.0.bin.age.0001"),
            format!("{folder}/{U}.Hetues.process.toml.age"),
            format!("{folder}/{}.hetues.process.toml.age", U.to_lowercase()),
            format!("{folder}/x/{U}.hetues.process.toml.age"),
            format!("cases/zz/{case}/{U}.hetues.process.toml.age"),
            format!("cases/../{case}/{U}.hetues.process.toml.age"),
            format!("keys/con/{U}.hetues.toml"),
            format!("keys/{U}.hetues.toml"),
            format!("/{folder}/{U}.hetues.process.toml.age"),
        ] {
            assert!(AddedPath::parse(&bad).is_none(), "{bad}");
        }
        assert!(AddedPath::parse(&format!("keys/ap/{U}.hetues.toml")).is_some());
        assert!(AddedPath::parse(&format!("keys/ap/{U}.hetues.key.age")).is_some());
    }

    #[test]
    fn s24_names_in_trees() {
        for good in ["sop.toml", "README.md", "a_b-c.d", ".hidden"] {
            assert!(is_tree_name(good, false), "{good}");
        }
        for bad in [
            "",
            ".",
            "..",
            "...",
            "a.",
            "a b",
            "a~1",
            "git~1",
            ".git",
            ".GIT",
            ".Git",
            ".gitmodules",
            ".gitignore",
            "con",
            "CON.txt",
            "aux.h",
            "é",
            "a\\b",
            "a:b",
        ] {
            assert!(!is_tree_name(bad, true) && !is_tree_name(bad, false), "{bad}");
        }
        assert!(is_tree_name(".gitlab-ci.yml", true) && !is_tree_name(".gitlab-ci.yml", false));
        assert!(is_tree_name(".gitattributes", true) && !is_tree_name(".gitattributes", false));
    }
}
