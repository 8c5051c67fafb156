//! `sop init`.

use std::path::PathBuf;

use super::Context;
use crate::error::Result;
use crate::msg;
use crate::store::{InitOptions, Moment, Store, WorkflowRef};

/// Makes a new case store with its first admin.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder (default: the present one).
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Id of the first admin, and of his office.
    #[arg(long, value_name = "ID")]
    admin: String,
    /// His institution, as members see it.
    #[arg(long, value_name = "TEXT")]
    institution: Option<String>,
    /// Without a work tree, for a server.
    #[arg(long)]
    bare: bool,
    /// The public card of a recovery key (not built yet).
    #[arg(long, value_name = "CARD", hide = true)]
    recovery: Option<PathBuf>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    if args.recovery.is_some() {
        return Err(crate::error::Error::invalid(msg!("store-no-recovery-yet")));
    }
    let workflow = context.workflow()?;
    let keys = context.open_keys()?;
    let options = InitOptions {
        admin: args.admin.clone(),
        institution: args.institution.clone(),
        language: context.lang(),
        time_zone: workflow.zone.name().to_owned(),
        workflow: WorkflowRef {
            id: workflow.id.clone(),
            version: workflow.version.clone(),
            hash: workflow.hash.clone(),
        },
        moment: Moment { now: context.now(), clock_set: context.clock_set },
        bare: args.bare,
    };
    let store = Store::init(&args.dir, &options, &keys)?;
    if context.json {
        return context.print_json(&serde_json::json!({
            "store": store.id(),
            "fingerprint": store.fingerprint(),
            "admin": args.admin,
        }));
    }
    context.say(&msg!("store-made", folder = args.dir.display().to_string(), admin = args.admin.as_str()));
    context.say(&msg!("store-made-fingerprint", fingerprint = store.fingerprint()));
    context.say(&msg!("store-made-visible"));
    Ok(())
}
