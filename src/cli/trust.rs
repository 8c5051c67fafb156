//! `sop trust`.

use super::Context;
use crate::error::Result;
use crate::msg;
use crate::store::Store;

/// Accepts a store's root on this computer, by its fingerprint.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The fingerprint, as the admin who made the store reads it out.
    #[arg(value_name = "FINGERPRINT")]
    fingerprint: String,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let store = Store::open_unjudged(&Store::find(context.store.as_deref())?)?;
    context.store_language(Some(store.settings().language));
    store.accept_root(&args.fingerprint)?;
    if context.json {
        return context.print_json(&serde_json::json!({"store": store.id(), "trust": store.trust().word()}));
    }
    for warning in store.warnings() {
        context.warn(&warning);
    }
    context.say(&msg!("store-trusted", folder = store.folder().display().to_string()));
    Ok(())
}
