//! `sop man`.

use clap::CommandFactory;

use super::{Cli, Context, usage};
use crate::error::{Error, Result};
use crate::msg;

/// Prints the manual page of the program, or of one command.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The command (`case`, `fill` …); without it the page of the whole program.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let mut whole = usage::localized(Cli::command(), context.lang());
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Error::invalid(msg!("cli-unknown-command", given = name)).hint(msg!("cli-see-help")))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Error::damaged(msg!("cli-output-failed", reason = &error)))?;
    context.print_raw(&page)
}
