//! `sop workflow`: the procedure's definitions, looked at and checked.

mod lint;

use super::Context;
use crate::error::Result;

/// The procedure's definitions.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Finds what is wrong or doubtful in the definitions, with its place.
    Lint,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::Lint => lint::run(context, |_| true),
    }
}
