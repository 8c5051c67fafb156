//! Whether this computer has accepted a store (S15): the root it accepted once, and the newest head since then.

use super::state::{Pin, StateFolder};
use super::verify::Checked;
use crate::error::{Error, Result};
use crate::msg;

/// How a store stands to what this computer accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The root is the accepted one and the newest accepted head is contained.
    Pinned,
    /// Nobody accepted a root here: what is read is consistent, its origin unproved. Nothing is written.
    Unpinned,
    /// Another root than the accepted one under the same store id.
    OtherRoot { accepted: String },
    /// The accepted head is not contained: an older copy, or a history that was cut or replaced.
    Behind { accepted: String },
}

impl Trust {
    pub fn of(pin: Option<&Pin>, checked: &Checked) -> Trust {
        let Some(pin) = pin else { return Trust::Unpinned };
        if pin.root != checked.root {
            return Trust::OtherRoot { accepted: pin.root.clone() };
        }
        let known = git2::Oid::from_str(&pin.head).ok().and_then(|id| checked.history.by_id.get(&id).copied());
        match (known, checked.usable) {
            (Some(accepted), Some(usable)) if checked.history.ancestors(usable).has(accepted) => Trust::Pinned,
            _ => Trust::Behind { accepted: pin.head.clone() },
        }
    }

    /// The stable word for it in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Trust::Pinned => "pinned",
            Trust::Unpinned => "unpinned",
            Trust::OtherRoot { .. } => "other-root",
            Trust::Behind { .. } => "behind",
        }
    }

    /// The error, if a store must not even be read so.
    pub fn readable(&self) -> Result<()> {
        match self {
            Trust::OtherRoot { accepted } => {
                Err(Error::damaged(msg!("store-other-root", accepted = accepted.as_str())))
            }
            _ => Ok(()),
        }
    }

    /// The error, if nothing may be written to a store that stands so.
    pub fn writable(&self, root: &str) -> Result<()> {
        self.readable()?;
        match self {
            Trust::Unpinned => {
                Err(Error::not_allowed(msg!("store-not-trusted"))
                    .hint(msg!("store-not-trusted-hint", fingerprint = root)))
            }
            Trust::Behind { accepted } => {
                Err(Error::damaged(msg!("store-behind", accepted = accepted.as_str())).hint(msg!("store-behind-hint")))
            }
            Trust::Pinned | Trust::OtherRoot { .. } => Ok(()),
        }
    }
}

/// Accepts a root for good, if it is the one that the person names.
pub fn accept(state: &StateFolder, checked: &Checked, fingerprint: &str) -> Result<()> {
    let given: String =
        fingerprint.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if given != checked.root {
        return Err(Error::damaged(msg!("store-trust-differs", given = fingerprint, actual = checked.root.as_str())));
    }
    let Some(usable) = checked.usable else {
        return Err(Error::damaged(msg!("store-nothing-verifies")));
    };
    if let Some(pin) = state.pin()?
        && pin.root == checked.root
        && matches!(Trust::of(Some(&pin), checked), Trust::Behind { .. })
    {
        // Saying the root again must not make an older copy acceptable.
        return Ok(());
    }
    state.set_pin(&Pin { root: checked.root.clone(), head: checked.history.nodes[usable].id.to_string() })
}
