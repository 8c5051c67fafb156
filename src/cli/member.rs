//! `sop member`.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

/// Members of the store.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(_context: &Context, _args: &Args) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
