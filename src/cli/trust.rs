//! `sop trust`.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

/// Accepts a store's root on this computer, by its fingerprint.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(_context: &Context, _args: &Args) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
