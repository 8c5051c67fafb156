//! `sop office`.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

/// Offices: who reads what.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(_context: &Context, _args: &Args) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
