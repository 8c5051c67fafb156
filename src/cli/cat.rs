//! `sop cat`: one encrypted part as text; also what `git diff` and `git log -p` call (S28).

use std::path::PathBuf;

use super::Context;
use super::output::safe;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{Keys, Source, Store};

/// Prints one encrypted event as TOML.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A file of the store (cases/…/….toml.age), or a copy of one that keeps its name.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let shown = args.file.display().to_string();
    // Under git nobody is asked for a passphrase, and a part that cannot be opened is no error.
    let by_git = std::env::var_os("GIT_DIR").is_some() || std::env::var_os("GIT_PREFIX").is_some();
    let opened = open(context, args, by_git);
    match opened {
        Ok(text) => context.print(&text.lines().map(safe).collect::<Vec<_>>().join("\n")),
        Err(error) if error.kind == crate::error::Kind::NotAllowed => {
            context.print("[encrypted]")?;
            if by_git {
                return Ok(());
            }
            Err(error)
        }
        Err(_) if by_git => context.print("[encrypted]"),
        Err(error) if error.message.id == "store-io" => Err(Error::invalid(msg!("store-cat-no-file", file = shown))),
        Err(error) => Err(error),
    }
}

fn open(context: &Context, args: &Args, by_git: bool) -> Result<String> {
    let store = Store::open(&Store::find(context.store.as_deref())?)?;
    let source = Source { lang: context.lang(), ask: !by_git };
    let keys = Keys::open(&context.identity_path()?, &source)?;
    let text = store.show(&args.file, &keys)?;
    Ok(text.trim_end_matches('\n').to_owned() + "\n")
}
