//! `sop completions SHELL`.

use clap::CommandFactory;

use super::{Cli, Context, usage};
use crate::error::Result;

/// Prints the completion script of a shell.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let mut script = Vec::new();
    let mut command = usage::localized(Cli::command(), context.lang());
    clap_complete::generate(args.shell, &mut command, "sop", &mut script);
    context.print_raw(&script)
}
