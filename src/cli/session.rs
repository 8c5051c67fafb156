//! One open store, one opened key, and a case as the engine sees it: what nearly every command starts from.
//! A command reads (open the store, load the case, ask the engine), then records or prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::recording::{Reasons, Recording};
use super::Context;
use crate::case::{Act, Event, Values};
use crate::deadline::Instant;
use crate::definitions::{Action, Id, RoleRef, Workflow};
use crate::engine::{self, CaseState, Options};
use crate::error::{Effect, Error, Result, Unmet};
use crate::msg;
use crate::store::{CaseId, Draft, Keys, LoadedCase, Me, Moment, Recorded, Store, Target};

/// A store opened with a key.
pub struct Session<'a> {
    pub context: &'a Context,
    pub workflow: Arc<Workflow>,
    pub store: Store,
    pub keys: Keys,
    pub me: Me,
}

/// A case: its events, and what follows from them now.
pub struct OpenCase {
    pub id: CaseId,
    pub loaded: LoadedCase,
    pub state: CaseState,
}

/// What is about to be recorded, before it is checked.
pub struct Intent {
    pub act: Act,
    pub at: Instant,
    pub role: String,
    /// Values by vault.
    pub values: BTreeMap<Id, Values>,
}

/// What recording an event changed.
pub struct Change {
    pub recorded: Recorded,
    pub before: CaseState,
    pub after: CaseState,
}

impl Context {
    /// The key file: `--identity`, `SOP_IDENTITY`, else the one in the user's configuration folder.
    pub fn identity_path(&self) -> Result<PathBuf> {
        if let Some(path) = &self.identity {
            return Ok(path.clone());
        }
        let home = std::env::var_os("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")));
        match home.map(|home| home.join("sop").join("key")) {
            Some(path) if path.exists() => Ok(path),
            _ => Err(Error::not_allowed(msg!("cli-no-key")).hint(msg!("cli-no-key-hint"))),
        }
    }

    /// The store that `--store`, `SOP_STORE` or the present folder names.
    pub fn open_store(&self) -> Result<Store> {
        let store = Store::open(&Store::find(self.store.as_deref())?)?;
        self.store_language(store.settings().language);
        Ok(store)
    }
}

impl<'a> Session<'a> {
    /// Opens the store and the key, and knows the member behind it (else exit 4).
    pub fn open(context: &'a Context) -> Result<Session<'a>> {
        let store = context.open_store()?;
        let keys = Keys::open(&context.identity_path()?)?;
        let me = store.me(&keys)?;
        Ok(Session { context, workflow: Arc::clone(context.workflow()?), store, keys, me })
    }
}
