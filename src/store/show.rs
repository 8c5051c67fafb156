//! One encrypted file of the store as text, for `sop cat`.

use std::path::Path;

use zeroize::Zeroizing;

use super::Store;
use super::access::Addresses;
use super::crypt::{self, Unopened};
use super::keys::Keys;
use super::load::{self, Reach};
use super::names::{CaseFile, CaseFileKind};
use super::objects::Objects;
use super::reading;
use crate::error::{Error, Result};
use crate::msg;

impl Store {
    /// The text of an event's part. Git hands over a temporary copy that keeps the file's name, so the name says which
    /// part it is and the bytes are the file's own.
    pub fn show(&self, file: &Path, keys: &Keys) -> Result<Zeroizing<String>> {
        let shown = file.display().to_string();
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let part = CaseFile::parse(&name).filter(|f| f.kind == CaseFileKind::Part);
        let Some(part) = part else { return Err(Error::invalid(msg!("store-cat-not-a-part", file = shown))) };
        let metadata = std::fs::metadata(file).map_err(|e| super::io_error(file, &e))?;
        if metadata.len() > crypt::FILE_LIMIT as u64 {
            return Err(Error::invalid(msg!("store-cat-not-a-part", file = shown)));
        }
        let cipher = std::fs::read(file).map_err(|e| super::io_error(file, &e))?;
        let view = self.view();
        let Some(case) = view.checked.history.event_case(&part.ulid, &part.member) else {
            return Err(Error::invalid(msg!("store-cat-foreign", file = shown)));
        };
        let objects = Objects::new(&self.repo)?;
        let reader = load::reader(&objects, &view, keys)?;
        let loaded =
            reading::load(&objects, &view, case, &reader, Reach::All, (&mut Addresses::default(), &self.parts))?;
        let locked = || {
            Error::not_allowed(msg!(
                "store-vault-not-read",
                office = reader.me.office.as_str(),
                vault = part.vault.as_str()
            ))
        };
        let identities = loaded.keys.get(&part.vault).ok_or_else(locked)?.identities();
        let plain = crypt::decrypt_with(&identities, &cipher, crypt::PART_LIMIT).map_err(|error| match error {
            Unopened::NoKey => locked(),
            _ => Error::damaged(msg!("store-find-part-damaged", path = shown.as_str())),
        })?;
        let text = std::str::from_utf8(&plain)
            .map_err(|_| Error::damaged(msg!("store-find-part-damaged", path = shown.as_str())))?;
        Ok(Zeroizing::new(text.to_owned()))
    }
}
