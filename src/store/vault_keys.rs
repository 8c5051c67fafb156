//! Key files of a case's vaults (S21): the vault's age identities, newest first, encrypted to the offices that read
//! it. Each says what it follows and for whom it is, and holds every identity of what it follows: a stranger can
//! encrypt to the offices too, but he cannot know the old identities.

use std::collections::BTreeSet;

use ulid::Ulid;
use zeroize::Zeroizing;

use super::crypt::{self, Identity};
use super::names::{self, CaseId};

/// An office and one of the recipients of its key.
pub type Reader = (String, String);

/// A key file, opened.
#[derive(Clone)]
pub struct KeyFile {
    pub follows: BTreeSet<Ulid>,
    pub readers: BTreeSet<Reader>,
    /// Newest first.
    pub identities: Vec<Identity>,
}

impl KeyFile {
    /// The file's text, padded: comments, then the identities, as stock `age -i` takes them.
    pub fn text(&self, store: &str, case: &CaseId, vault: &str) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(8192));
        let follows: Vec<String> = self.follows.iter().map(Ulid::to_string).collect();
        text.push_str(&format!(
            "# store: {store}\n# case: {case}\n# vault: {vault}\n# follows: {}\n",
            follows.join(" ")
        ));
        for (office, recipient) in &self.readers {
            text.push_str(&format!("# reader: {office} {recipient}\n"));
        }
        for identity in &self.identities {
            text.push_str(identity.line());
            text.push('\n');
        }
        crypt::pad(&mut text);
        text
    }

    /// Reads a key file that must be of that store, case and vault.
    pub fn parse(text: &str, store: &str, case: &CaseId, vault: &str) -> Option<KeyFile> {
        let mut lines = text.lines();
        let head = [format!("# store: {store}"), format!("# case: {case}"), format!("# vault: {vault}")];
        for expected in head {
            if lines.next()? != expected {
                return None;
            }
        }
        let follows = lines.next()?.strip_prefix("# follows: ")?;
        let follows = follows.split_ascii_whitespace().map(names::ulid).collect::<Option<BTreeSet<Ulid>>>()?;
        let mut readers = BTreeSet::new();
        let mut identities = Vec::new();
        for line in lines {
            if let Some(reader) = line.strip_prefix("# reader: ") {
                let (office, recipient) = reader.split_once(' ')?;
                if !names::is_id(office) || !crypt::is_recipient(recipient) {
                    return None;
                }
                readers.insert((office.to_owned(), recipient.to_owned()));
            } else if !line.is_empty() {
                identities.push(Identity::parse(line)?);
            }
        }
        (!identities.is_empty() && !readers.is_empty()).then_some(KeyFile { follows, readers, identities })
    }
}

/// Why a key file is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Not encrypted to our office's key.
    Locked,
    /// Damaged, or too long.
    Damaged,
    /// Its text is of another store, case or vault, or no key file.
    Foreign,
    /// It lacks an identity of what it follows, or follows nothing although the vault has a key.
    Truncated,
    /// Its author's office did not read the vault, or its commit is held.
    NotEntitled,
}

/// A vault's key file as one reader sees it.
pub struct Opened {
    pub ulid: Ulid,
    pub member: String,
    /// Where its commit stands in the history.
    pub node: usize,
    pub path: String,
    /// It came with the case's opening.
    pub first: bool,
    pub file: Result<KeyFile, Shut>,
    /// It does not name today's readers with today's recipients, or its stanzas are not as many as it names.
    pub readers_differ: bool,
    /// Our office read the vault when it was made.
    pub for_us: bool,
}

/// All key files of one vault of one case, in the order of the history.
#[derive(Default)]
pub struct VaultKeys {
    pub files: Vec<Opened>,
}

impl VaultKeys {
    /// Every identity that opens parts, newest first.
    pub fn identities(&self) -> Vec<Identity> {
        let mut all: Vec<Identity> = Vec::new();
        for opened in self.files.iter().rev() {
            let Ok(file) = &opened.file else { continue };
            for identity in &file.identities {
                if !all.contains(identity) {
                    all.push(identity.clone());
                }
            }
        }
        all
    }

    /// Refuses what is not continuous: a file that lacks an identity of one it follows, or that follows none.
    pub fn check_continuity(&mut self) {
        for at in 0..self.files.len() {
            let Ok(file) = &self.files[at].file else { continue };
            let followed = self.files.iter().filter(|f| file.follows.contains(&f.ulid));
            let complete = followed
                .filter_map(|f| f.file.as_ref().ok())
                .all(|older| older.identities.iter().all(|identity| file.identities.contains(identity)));
            if !complete || file.follows.is_empty() != self.files[at].first {
                self.files[at].file = Err(Shut::Truncated);
            }
        }
    }

    /// The opened files that no other opened one follows: what a writer builds on.
    pub fn heads(&self) -> Vec<&Opened> {
        let followed: BTreeSet<&Ulid> =
            self.files.iter().filter_map(|f| f.file.as_ref().ok()).flat_map(|f| &f.follows).collect();
        self.files.iter().filter(|f| f.file.is_ok() && !followed.contains(&f.ulid)).collect()
    }

    /// Files that we should be able to open and cannot, as positions in the history.
    pub fn locked(&self) -> impl Iterator<Item = &Opened> {
        self.files.iter().filter(|f| matches!(f.file, Err(Shut::Locked)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(n: u128, follows: &[u128], first: bool, identities: &[&Identity]) -> Opened {
        let file = KeyFile {
            follows: follows.iter().map(|n| Ulid(*n)).collect(),
            readers: BTreeSet::from([("desk".to_owned(), "age1x".to_owned())]),
            identities: identities.iter().map(|i| (*i).clone()).collect(),
        };
        let node = usize::try_from(n).unwrap();
        Opened {
            ulid: Ulid(n),
            member: "a".into(),
            node,
            path: String::new(),
            first,
            file: Ok(file),
            readers_differ: false,
            for_us: true,
        }
    }

    #[test]
    fn s21_text_comes_back_and_is_bound_to_its_place() {
        let (a, b) = (Identity::generate(), Identity::generate());
        let case = CaseId::parse("2026-0123456789abcdef").unwrap();
        let other = CaseId::parse("2026-0123456789abcdeg").unwrap();
        let Ok(file) = opened(9, &[3, 4], false, &[&a, &b]).file else { panic!() };
        let text = file.text("s", &case, "health");
        assert_eq!(text.len() % 512, 0);
        let read = KeyFile::parse(&text, "s", &case, "health").unwrap();
        assert!(read.follows == file.follows && read.readers == file.readers && read.identities == file.identities);
        assert!(KeyFile::parse(&text, "s", &case, "process").is_none());
        assert!(KeyFile::parse(&text, "s", &other, "health").is_none());
        assert!(KeyFile::parse(&text, "t", &case, "health").is_none());
    }

    #[test]
    fn s21_planted_and_truncated_files_are_refused() {
        let (a, b, c) = (Identity::generate(), Identity::generate(), Identity::generate());
        let mut keys = VaultKeys {
            files: vec![
                opened(1, &[], true, &[&a]),
                opened(2, &[1], false, &[&b, &a]),
                opened(3, &[2], false, &[&c, &b]),
                opened(4, &[], false, &[&c]),
            ],
        };
        keys.check_continuity();
        assert!(keys.files[0].file.is_ok() && keys.files[1].file.is_ok());
        assert!(matches!(keys.files[2].file, Err(Shut::Truncated)));
        assert!(matches!(keys.files[3].file, Err(Shut::Truncated)));
        assert_eq!(keys.heads().iter().map(|f| f.ulid).collect::<Vec<_>>(), [Ulid(2)]);
        assert!(keys.identities() == vec![b, a]);
    }

    #[test]
    fn s21_two_rotations_apart_are_two_heads() {
        let (a, b, c) = (Identity::generate(), Identity::generate(), Identity::generate());
        let mut keys = VaultKeys {
            files: vec![
                opened(1, &[], true, &[&a]),
                opened(2, &[1], false, &[&b, &a]),
                opened(3, &[1], false, &[&c, &a]),
            ],
        };
        keys.check_continuity();
        assert_eq!(keys.heads().len(), 2);
        assert_eq!(keys.identities().len(), 3);
    }
}
