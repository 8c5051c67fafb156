//! The user's own state folder (`$XDG_STATE_HOME/sop`, else `~/.local/state/sop`): what this computer has accepted
//! of a store, the case in hand, and what was being typed. Never inside the store, which may come from somebody else;
//! nothing secret, except encrypted.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::names::CaseId;
use crate::error::{Error, Result};
use crate::msg;

/// What this computer accepted of a store (S15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The store's fingerprint: SHA-256 of its first raw commit.
    pub root: String,
    /// The newest accepted head.
    pub head: String,
}

#[derive(Default, Serialize, Deserialize)]
struct CurrentCase {
    case: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
struct KnownReaders {
    /// `office vault`, as named at the last opening of a case (S20).
    readers: BTreeSet<String>,
}

/// The state folder of one store.
#[derive(Clone, Debug)]
pub struct StateFolder {
    folder: Option<PathBuf>,
}

impl StateFolder {
    /// The folder for this store's id. Without a home nothing is remembered.
    pub fn of(store: &str) -> StateFolder {
        StateFolder { folder: base("XDG_STATE_HOME", ".local/state").map(|base| base.join(store)) }
    }

    pub fn pin(&self) -> Result<Option<Pin>> {
        self.read("pin.toml")
    }

    pub fn set_pin(&self, pin: &Pin) -> Result<()> {
        self.write("pin.toml", pin)
    }

    pub fn current_case(&self) -> Result<Option<CaseId>> {
        let current: Option<CurrentCase> = self.read("case.toml")?;
        Ok(current.and_then(|c| c.case).and_then(|case| CaseId::parse(&case)))
    }

    pub fn set_current_case(&self, case: &CaseId) -> Result<()> {
        self.write("case.toml", &CurrentCase { case: Some(case.as_str().to_owned()) })
    }

    pub fn known_readers(&self) -> Result<BTreeSet<String>> {
        Ok(self.read::<KnownReaders>("readers.toml")?.unwrap_or_default().readers)
    }

    pub fn set_known_readers(&self, readers: BTreeSet<String>) -> Result<()> {
        self.write("readers.toml", &KnownReaders { readers })
    }

    /// Keeps encrypted bytes under a name (`unfinished.rs`).
    pub fn keep(&self, name: &str, cipher: &[u8]) -> Result<()> {
        let Some(folder) = self.unfinished() else {
            return Err(Error::damaged(msg!("store-no-state-folder")));
        };
        make_private(&folder)?;
        write_whole(&folder.join(name), cipher)
    }

    pub fn kept(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(path) = self.unfinished().map(|folder| folder.join(name)) else { return Ok(None) };
        match std::fs::read(&path) {
            Ok(cipher) => Ok(Some(cipher)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(super::io_error(&path, &error)),
        }
    }

    pub fn forget(&self, name: &str) -> Result<()> {
        let Some(path) = self.unfinished().map(|folder| folder.join(name)) else { return Ok(()) };
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(super::io_error(&path, &error)),
            _ => Ok(()),
        }
    }

    fn unfinished(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join("unfinished"))
    }

    fn read<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Result<Option<T>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let path = folder.join(name);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(super::io_error(&path, &error)),
        };
        // A state file that cannot be read is said, not taken for "never accepted".
        toml::from_str(&text)
            .map(Some)
            .map_err(|_| Error::damaged(msg!("store-state-damaged", file = path.display().to_string())))
    }

    fn write<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let Some(folder) = &self.folder else {
            return Err(Error::damaged(msg!("store-no-state-folder")));
        };
        let text = toml::to_string(value).unwrap_or_default();
        make_private(folder)?;
        write_whole(&folder.join(name), text.as_bytes())
    }
}

#[cfg(test)]
thread_local! {
    /// The state folder of the person a test acts for.
    pub static ACTING: std::cell::RefCell<Option<PathBuf>> = const { std::cell::RefCell::new(None) };
}

/// The user's own folder of this kind: what the variable names, else `fallback` in his home.
pub fn base(variable: &str, fallback: &str) -> Option<PathBuf> {
    #[cfg(test)]
    if let Some(folder) = ACTING.with_borrow(Clone::clone) {
        return Some(if variable == "XDG_CACHE_HOME" { folder.join("cache") } else { folder });
    }
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute(variable)
        .map(|dir| dir.join("sop"))
        .or_else(|| absolute("HOME").map(|home| home.join(fallback).join("sop")))
}

pub fn make_private(folder: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| super::io_error(folder, &e))
}

/// Writes a file so that it is at every moment either the old one or the new one.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let fresh = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    // What stands there already is not ours to write through.
    let _ = std::fs::remove_file(&fresh);
    let written = std::fs::File::create_new(&fresh)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&fresh, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&fresh);
        super::io_error(path, &error)
    })?;
    super::sync_folder(path.parent());
    Ok(())
}
