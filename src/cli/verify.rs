//! `sop verify`.

use serde_json::json;

use super::Context;
use super::output::safe;
use crate::error::{Error, Kind, Result};
use crate::msg;
use crate::store::{Severity, Store, Trust};

/// Checks every signature and every change since the store was made, without a key.
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(context: &Context, _args: &Args) -> Result<()> {
    let found = Store::verify(&Store::find(context.store.as_deref())?)?;
    let errors = found.findings.iter().filter(|f| f.severity == Severity::Error).count();
    if context.json {
        let findings: Vec<_> = found
            .findings
            .iter()
            .map(|f| {
                json!({
                    "code": f.code,
                    "severity": if f.severity == Severity::Error { "error" } else { "warning" },
                    "commit": f.commit,
                    "case": f.case.as_ref().map(|c| c.as_str()),
                    "path": f.path,
                    "message": context.words(&f.message),
                })
            })
            .collect();
        context.print_json(&json!({
            "store": found.store,
            "fingerprint": found.root,
            "head": found.head,
            "commits": found.commits,
            "cases": found.cases,
            "trust": found.trust.word(),
            "usable": found.usable,
            "findings": findings,
        }))?;
    } else {
        let counted = msg!("store-verified", store = &found.store[..8], commits = found.commits, cases = found.cases);
        context.print(&context.words(&counted))?;
        context.print(&context.words(&msg!("store-fingerprint", fingerprint = found.root.as_str())))?;
        for finding in &found.findings {
            let word = match finding.severity {
                Severity::Error => msg!("store-severity-error"),
                Severity::Warning => msg!("store-severity-warning"),
            };
            let commit = finding.commit.as_deref().map_or("", |c| &c[..12]);
            let line =
                format!("{}  {}  {}  {}", context.words(&word), finding.code, commit, context.words(&finding.message));
            context.print(&safe(line.trim_end()))?;
        }
        if errors == 0 {
            context.print(&context.words(&msg!("store-verified-clean")))?;
        }
        if let Some(usable) = &found.usable {
            context.print(&context.words(&msg!("store-verified-usable", commit = usable.as_str())))?;
        }
        match &found.trust {
            Trust::Pinned => {}
            Trust::Unpinned => context.print(&context.words(&msg!("store-warn-unpinned")))?,
            Trust::Behind { .. } => context.print(&context.words(&msg!("store-warn-behind")))?,
            Trust::OtherRoot { accepted } => {
                context.print(&context.words(&msg!("store-other-root", accepted = accepted.as_str())))?;
            }
        }
    }
    let wrong_trust = matches!(found.trust, Trust::Behind { .. } | Trust::OtherRoot { .. });
    if found.damaged() {
        return Err(Error::new(Kind::Damaged, msg!("store-verify-damaged", count = errors)));
    }
    if errors > 0 || wrong_trust {
        return Err(Error::new(Kind::Found, msg!("store-verify-found", count = errors.max(1))));
    }
    Ok(())
}
