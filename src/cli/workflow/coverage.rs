//! `sop workflow coverage`: which provision is carried by what.

use serde_json::json;

use crate::cli::Context;
use crate::cli::output::{Table, safe};
use crate::definitions::Severity;
use crate::error::{Error, Kind, Result};
use crate::msg;

/// # Errors
/// The definitions do not load (exit code 2), or a provision is carried by nothing (found, exit code 1).
pub fn run(context: &Context) -> Result<()> {
    let checked = crate::definitions::check(&super::lint::sources(context)?);
    let errors = checked.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let (Some(workflow), 0) = (&checked.workflow, errors) else {
        return Err(
            Error::invalid(msg!("definitions-lint-errors", errors = errors)).hint(msg!("definitions-unusable-hint"))
        );
    };
    let coverage = &checked.coverage;
    let gaps: Vec<&String> = workflow.norms.keys().filter(|id| coverage.gaps.contains(*id)).collect();
    if context.json {
        context.print_json(&json!({
            "norms": coverage.by.len(),
            "covered": coverage.covered(),
            "gaps": gaps,
            "otherwise": coverage.otherwise,
            "by": coverage.by,
        }))?;
    } else {
        let mut table = Table::new(0);
        for (id, by) in &coverage.by {
            let enforce = workflow.norms.get(id).map(|norm| norm.enforce.clone()).unwrap_or_default();
            let by = if by.is_empty() { "-".to_owned() } else { by.join(", ") };
            let mut first = [id.clone(), enforce];
            for line in super::wrap(&by, 54) {
                let [id, enforce] = std::mem::take(&mut first);
                table.row([id, enforce, line]);
            }
        }
        context.print(&table.text())?;
        for id in &gaps {
            let Some(norm) = workflow.norms.get(*id) else { continue };
            let gloss = safe(norm.gloss.get(context.lang()));
            context.print(&context.words(&msg!("definitions-coverage-gap", norm = *id, gloss = gloss)))?;
        }
        let (norms, covered) = (coverage.by.len(), coverage.covered());
        context.print(&context.words(&msg!("definitions-coverage-sum", covered = covered, norms = norms)))?;
    }
    if gaps.is_empty() {
        return Ok(());
    }
    Err(Error::new(Kind::Found, msg!("definitions-coverage-gaps", count = gaps.len())))
}
