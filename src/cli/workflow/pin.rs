//! `sop workflow pin`: the store keeps a copy of definitions and follows them from now on.

use serde_json::json;

use crate::cli::Context;
use crate::definitions::{self, Severity};
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{Moment, WorkflowRef};

/// Puts a copy of the definitions into the store and in force there: those built in, or those of `--definitions`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Also if they ask less than those in force, or show a field to more people.
    #[arg(long)]
    yes: bool,
    /// Only says what would change.
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let store = context.open_store()?;
    let sources = match &context.definitions {
        Some(dir) => definitions::Sources::from_folder(dir)?,
        None => definitions::Sources::built_in(None)?,
    };
    let checked = super::lint::check(&sources);
    let warnings = checked.problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
    let files = sources.named(&checked.files)?;
    let workflow = checked.usable(&sources)?;
    let in_force = context.in_force(&store)?;
    // A store of another procedure that keeps no copy yet has been without definitions of its own: nothing to compare.
    let weaker = if in_force.id == workflow.id { definitions::weaker(&in_force, &workflow) } else { Vec::new() };
    if !context.json {
        for line in &weaker {
            context.warn(&msg!("cli-pin-weaker", what = line.clone()));
        }
        if warnings > 0 {
            context.say(&msg!("cli-pin-warnings", count = warnings));
        }
    }
    let mut document = json!({
        "workflow": workflow.id,
        "version": workflow.version,
        "hash": workflow.hash,
        "before": in_force.hash,
        "files": files.len(),
        "weaker": weaker.iter().map(|line| context.words(line)).collect::<Vec<_>>(),
        "warnings": warnings,
        "commit": null,
    });
    if !args.dry_run {
        if !weaker.is_empty() && !args.yes {
            let details = if context.json { weaker.clone() } else { Vec::new() };
            return Err(Error::refused(msg!("cli-pin-refused", count = weaker.len()))
                .details(details)
                .hint(msg!("cli-pin-refused-hint")));
        }
        let keys = context.open_keys()?;
        let pinned =
            WorkflowRef { id: workflow.id.clone(), version: workflow.version.clone(), hash: workflow.hash.clone() };
        let moment = Moment { now: context.now(), clock_set: context.clock_set };
        let done = store.pin(&keys, &pinned, &files, workflow.zone.name(), moment)?;
        for notice in &done.notices {
            context.warn(notice);
        }
        document["commit"] = json!(done.commit);
    }
    if context.json {
        return context.print_json(&document);
    }
    let hash = crate::store::short_hash(&workflow.hash);
    if args.dry_run {
        context.say(&msg!("cli-pin-would", version = &workflow.version, hash = hash, count = files.len()));
        return Ok(());
    }
    context.say(&msg!("cli-pin-done", version = &workflow.version, hash = hash, count = files.len()));
    context.say(&msg!("cli-pin-cases"));
    Ok(())
}
