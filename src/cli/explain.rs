//! `sop explain`.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

/// Why a duty, a provision, a rule or a finding.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(_context: &Context, _args: &Args) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
