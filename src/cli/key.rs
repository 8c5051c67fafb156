//! `sop key`: a person's key file, made, shown, given another passphrase.

use std::path::PathBuf;

use super::Context;
use crate::error::Result;
use crate::msg;
use crate::store::{Card, Keys, Source};

/// Makes and shows keys: an age identity and a signing key in one file.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    New(NewArgs),
    Show(ShowArgs),
    Passphrase(PassphraseArgs),
}

/// Makes a new key file and prints its public card.
#[derive(clap::Args, Debug)]
struct NewArgs {
    /// The file to make; it must not exist.
    #[arg(short = 'o', long, value_name = "FILE")]
    output: PathBuf,
    /// Leaves the file unprotected: whoever reads it can use it.
    #[arg(long)]
    no_passphrase: bool,
}

/// Prints the public card of a key: what an admin needs to make its owner a member.
#[derive(clap::Args, Debug)]
struct ShowArgs {}

/// Gives the key file another passphrase.
#[derive(clap::Args, Debug)]
struct PassphraseArgs {
    /// Leaves the file unprotected instead.
    #[arg(long)]
    no_passphrase: bool,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::New(args) => new(context, args),
        Command::Show(ShowArgs {}) => print_card(context, context.open_keys()?.card()),
        Command::Passphrase(args) => passphrase(context, args),
    }
}

fn new(context: &Context, args: &NewArgs) -> Result<()> {
    let source = Source { lang: context.lang(), ask: true };
    if args.output.exists() {
        // Said before anybody types a passphrase; the file's creation refuses it again.
        return Err(crate::error::Error::invalid(msg!("store-key-exists", file = args.output.display().to_string())));
    }
    let passphrase = if args.no_passphrase { None } else { Some(source.fresh(&args.output)?) };
    let keys = Keys::create(&args.output, passphrase.as_ref(), context.now())?;
    context.say(&msg!("store-key-made", file = args.output.display().to_string()));
    if args.no_passphrase {
        context.say(&msg!("store-key-unprotected"));
    }
    print_card(context, keys.card())
}

fn print_card(context: &Context, card: &Card) -> Result<()> {
    if context.json {
        return context.print_json(&serde_json::json!({
            "recipient": card.recipient,
            "key": card.key,
            "fingerprint": card.fingerprint(),
        }));
    }
    context.print(&card.toml())
}

fn passphrase(context: &Context, args: &PassphraseArgs) -> Result<()> {
    let keys = context.open_keys()?;
    let source = Source { lang: context.lang(), ask: true };
    let passphrase = if args.no_passphrase { None } else { Some(source.replacement(keys.path())?) };
    keys.change_passphrase(passphrase.as_ref())?;
    context.say(&msg!("store-key-changed", file = keys.path().display().to_string()));
    Ok(())
}
