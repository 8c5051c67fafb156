//! What a person was typing into a form when he stopped or was stopped: kept on his own computer, in his state folder,
//! encrypted to his own key, until he files it or throws it away. No part of the store: nobody else ever sees it.

use zeroize::Zeroizing;

use super::commit::{hex, sha256};
use super::crypt::{self, PART_LIMIT};
use super::keys::Keys;
use super::{CaseId, Store};
use crate::case::codec::Unfinished;
use crate::error::{Error, Result};
use crate::msg;

impl Store {
    /// Keeps what was typed so far, in place of what was kept before under the same case and name.
    ///
    /// # Errors
    /// No state folder, a full disk, or a key that this program cannot encrypt to.
    pub fn keep_unfinished(&self, keys: &Keys, case: &CaseId, name: &str, typed: &Unfinished) -> Result<()> {
        let mut text = Zeroizing::new(typed.to_toml());
        crypt::pad(&mut text);
        let recipient = crypt::recipient(&keys.card().recipient)?;
        self.state.keep(&file(case, name), &crypt::encrypt(&[recipient], text.as_bytes())?)
    }

    /// What was kept.
    ///
    /// # Errors
    /// It cannot be read with this key, or is not what was kept.
    pub fn unfinished(&self, keys: &Keys, case: &CaseId, name: &str) -> Result<Option<Unfinished>> {
        let Some(cipher) = self.state.kept(&file(case, name))? else { return Ok(None) };
        let unreadable = || Error::damaged(msg!("store-unfinished-unreadable"));
        let plain = keys.decrypt(&cipher, PART_LIMIT).map_err(|_| unreadable())?;
        let text = std::str::from_utf8(&plain).map_err(|_| unreadable())?;
        let typed = Unfinished::parse(text).map_err(|_| unreadable())?;
        Ok((typed.case == case.as_str()).then_some(typed))
    }

    /// Throws away what was kept.
    pub fn forget_unfinished(&self, case: &CaseId, name: &str) -> Result<()> {
        self.state.forget(&file(case, name))
    }
}

/// A name that does not say which case and form it is.
fn file(case: &CaseId, name: &str) -> String {
    let digest = hex(&sha256(format!("{}\n{name}", case.as_str()).as_bytes()));
    format!("{}.age", digest.get(..32).unwrap_or(&digest))
}
