//! `sop workflow`: the procedure's definitions, looked at and checked.

mod coverage;
mod diff;
mod graph;
pub(super) mod lint;
mod list;
mod one;
mod parts;
mod pin;
pub(super) mod schema;
mod show;
mod test;

pub(super) use one::{Looking, Shown};
pub(super) use show::find;

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
    /// The procedure in outline: its stages, with how many duties and rules each has.
    List,
    /// One stage, task, rule, fact, provision, role or policy in full; without an id everything by name.
    Show(show::Args),
    /// Finds what is wrong or doubtful in the definitions, with its place.
    Lint,
    Coverage(coverage::Args),
    Diff(diff::Args),
    Graph(graph::Args),
    Pin(pin::Args),
    Schema(schema::Args),
    /// Plays the scenarios: dated stories, and what must then hold.
    Test(test::Args),
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::List => list::run(context),
        Command::Show(args) => show::run(context, args),
        Command::Lint => lint::run(context, |_| true),
        Command::Coverage(args) => coverage::run(context, args),
        Command::Diff(args) => diff::run(context, args),
        Command::Graph(args) => graph::run(context, args),
        Command::Pin(args) => pin::run(context, args),
        Command::Schema(args) => schema::run(context, args),
        Command::Test(args) => test::run(context, args),
    }
}
