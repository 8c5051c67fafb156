//! `sop workflow schema` and `sop forms schema`: the JSON Schema of the files, for editors.

use crate::cli::Context;
use crate::definitions::schema::{KINDS, schema};
use crate::error::{Error, Result};
use crate::msg;

/// The JSON Schema (2020-12) of the files, for editors.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// One kind of file: workflow, roles, facts, norms, stage, test, form, list or calendar (default: any).
    #[arg(value_name = "KIND")]
    kind: Option<String>,
}

/// # Errors
/// No such kind (exit code 2).
pub fn run(context: &Context, args: &Args) -> Result<()> {
    print(context, args.kind.as_deref())
}

/// # Errors
/// No such kind (exit code 2).
pub fn print(context: &Context, kind: Option<&str>) -> Result<()> {
    let Some(schema) = schema(kind) else {
        let known: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        return Err(Error::invalid(msg!(
            "definitions-schema-kind",
            given = kind.unwrap_or_default(),
            known = known.join(", ")
        )));
    };
    context.print_json(&schema)
}
