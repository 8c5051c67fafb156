//! `sop verify`.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

/// Checks that nothing in the store was forged, changed or removed.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(_context: &Context, _args: &Args) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
