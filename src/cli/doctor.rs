//! `sop doctor`.

use serde_json::json;

use super::Context;
use super::output::safe;
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::store::{Diagnosis, Keys, Source, Store};

/// What is wrong with this installation or store, and how to mend it.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(context: &Context, _args: &Args) -> Result<()> {
    let mut diagnosis = Diagnosis::default();
    let store = Store::find(context.store.as_deref()).and_then(|folder| Store::open_unjudged(&folder));
    if let Ok(store) = &store {
        context.store_language(Some(store.settings().language));
    }
    let keys = context.identity_path().and_then(|path| Keys::open(&path, &Source { lang: context.lang(), ask: true }));
    match &keys {
        Ok(keys) => diagnosis.key(keys),
        Err(error) => diagnosis.failed("key-file", error),
    }
    match &store {
        Ok(store) => diagnosis.store(store, keys.as_ref().ok()),
        Err(error) => diagnosis.failed("store", error),
    }
    if context.json {
        let examined: Vec<_> = diagnosis
            .examined
            .iter()
            .map(|e| {
                json!({
                    "what": e.what,
                    "good": e.good,
                    "message": context.words(&e.message),
                    "remedy": e.remedy.as_ref().map(|r| context.words(r)),
                })
            })
            .collect();
        context.print_json(&json!({ "healthy": diagnosis.healthy(), "examined": examined }))?;
    } else {
        for examined in &diagnosis.examined {
            let word = if examined.good { msg!("store-doctor-good") } else { msg!("store-doctor-bad") };
            context.print(&safe(&format!("{}  {}", context.words(&word), context.words(&examined.message))))?;
            if let Some(remedy) = &examined.remedy {
                context.print(&safe(&format!("      {}", context.words(remedy))))?;
            }
        }
    }
    if diagnosis.healthy() {
        return Ok(());
    }
    // A store that cannot be opened keeps its own exit code.
    let kind =
        store.err().map_or(Kind::Found, |error| if error.kind == Kind::Damaged { Kind::Damaged } else { Kind::Found });
    Err(Error::new(kind, msg!("store-doctor-found", count = diagnosis.examined.iter().filter(|e| !e.good).count())))
}
