//! `sop` alone: the start of a shift.

use super::Context;
use crate::error::{Error, Result};
use crate::msg;

pub fn run(_context: &Context) -> Result<()> {
    Err(Error::invalid(msg!("cli-not-built")))
}
