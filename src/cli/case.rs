//! `sop case …`.

use clap::Subcommand;

use super::recording::Recording;
use super::{Context, case_list, case_log, case_migrate, case_new, case_share, case_show, case_state};
use crate::error::Result;

/// Cases: open, list, show, share, close.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Opens a case, makes it the current one and prints its id.
    New(case_new::Args),
    /// All cases that you can read.
    List(case_list::Args),
    /// What is due in the case, its next steps, stages and forms.
    Show(case_show::Args),
    /// Makes a case the current one.
    Use(Named),
    /// The history of the case: what was recorded, when, by whom, and whether the signature is good.
    Log(case_log::Args),
    /// Closes the case: open duties lapse.
    Close(Recording),
    /// Opens a closed case again, as if it had never been closed.
    Reopen(Recording),
    Migrate(case_migrate::Args),
    /// Lets another office read the case.
    Share(case_share::ShareArgs),
    /// Ends another office's reading of the case.
    Unshare(case_share::UnshareArgs),
}

/// A case by its id.
#[derive(clap::Args, Debug)]
pub struct Named {
    /// Any unique beginning of the case's id.
    #[arg(value_name = "CASE")]
    id: String,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::New(args) => case_new::run(context, args),
        Command::List(args) => case_list::run(context, args),
        Command::Show(args) => case_show::run(context, args),
        Command::Use(named) => case_state::use_case(context, &named.id),
        Command::Log(args) => case_log::run(context, args),
        Command::Close(args) => case_state::close(context, args),
        Command::Reopen(args) => case_state::reopen(context, args),
        Command::Migrate(args) => case_migrate::run(context, args),
        Command::Share(args) => case_share::share(context, args),
        Command::Unshare(args) => case_share::unshare(context, args),
    }
}
