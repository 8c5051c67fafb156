//! Arguments shared by the commands that record something.

use std::collections::BTreeMap;

use super::Context;
use crate::deadline::Instant;
use crate::definitions::Workflow;
use crate::error::{Error, Result};
use crate::msg;

/// When it happened, in which role, and the reasons for conditions that could not be met.
#[derive(clap::Args, Debug, Default, Clone)]
pub struct Recording {
    /// When it happened (default: now); local time of the procedure unless it has an offset.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Why; or RULE=TEXT: goes on although that condition is not met. Auditors read it, so it names nobody.
    #[arg(long = "reason", value_name = "TEXT")]
    pub reasons: Vec<String>,
    /// The role in which it is recorded, where you hold several (default: the first that may).
    #[arg(long = "as", value_name = "ROLE")]
    pub role: Option<String>,
}

/// What `--reason` said: the reason of the act itself, and those given for conditions.
#[derive(Debug, Default)]
pub struct Reasons {
    pub act: Option<String>,
    pub rules: BTreeMap<String, String>,
}

impl Recording {
    /// The moment of `--at`, else now. Not after now: what has not happened cannot be recorded (S9).
    pub fn at(&self, context: &Context) -> Result<Instant> {
        let Some(text) = &self.at else {
            return Ok(context.now());
        };
        let at = context.moment(text, "--at")?;
        if at > context.now() {
            return Err(Error::invalid(msg!("cli-at-in-future", at = text)).hint(msg!("cli-at-in-future-hint")));
        }
        Ok(at)
    }

    /// Sorts the reasons: `RULE=TEXT` where RULE is a condition of the procedure, anything else is the act's own.
    pub fn reasons(&self, workflow: &Workflow) -> Result<Reasons> {
        let mut reasons = Reasons::default();
        for given in &self.reasons {
            let given = given.trim();
            match given.split_once('=') {
                Some((rule, text)) if is_condition(workflow, rule.trim()) => {
                    if text.trim().is_empty() {
                        return Err(Error::invalid(msg!("cli-empty-reason", rule = rule)));
                    }
                    reasons.rules.insert(rule.trim().to_owned(), text.trim().to_owned());
                }
                Some((rule, _)) if looks_like_id(rule.trim()) => {
                    return Err(Error::invalid(msg!("cli-unknown-rule", rule = rule.trim()))
                        .hint(msg!("cli-unknown-rule-hint")));
                }
                _ if given.is_empty() => return Err(Error::invalid(msg!("cli-empty-reason", rule = ""))),
                _ if reasons.act.is_some() => return Err(Error::invalid(msg!("cli-two-reasons"))),
                _ => reasons.act = Some(given.to_owned()),
            }
        }
        Ok(reasons)
    }
}

fn looks_like_id(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// A rule of the workflow, or a check of a form written `FORM.check`.
fn is_condition(workflow: &Workflow, id: &str) -> bool {
    workflow.rules.contains_key(id)
        || id.split_once('.').is_some_and(|(form, check)| {
            workflow.forms.get(form).is_some_and(|form| form.checks.iter().any(|c| c.id == check))
        })
}
