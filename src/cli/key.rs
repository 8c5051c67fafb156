//! `sop key`.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

/// Makes and shows keys: an age identity and a signing key in one file.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(_context: &Context, _args: &Args) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
