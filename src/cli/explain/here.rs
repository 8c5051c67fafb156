//! What the case at hand has of a provision, a condition or a finding: its duties with their times, what the audit finds,
//! and whether the condition for entering a stage holds now.

use serde_json::{Value as Json, json};

use super::case_at_hand;
use crate::audit::{Finding, compliance};
use crate::cli::output::{Table, safe};
use crate::cli::session::{OpenCase, Session};
use crate::cli::{Context, obligations};
use crate::definitions::Action;
use crate::engine::{self, Obligation};
use crate::error::Result;
use crate::msg;
use crate::terminal::wrap_to;

/// What is explained.
#[derive(Clone, Copy)]
pub enum About<'a> {
    Norm(&'a str),
    /// A rule, or a check of a form (`LOAN.some`).
    Condition(&'a str),
    /// The code of a finding.
    Finding(&'a str),
}

/// What was found in the case.
pub struct Here {
    case: String,
    /// For the JSON and for a person.
    duties: Vec<(Json, [String; 2])>,
    findings: Vec<(Json, String)>,
    /// Of a condition: stages that it guards, and whether it lets them be entered now.
    entry: Vec<(String, String, bool)>,
}

/// None: there is no case at hand, or it cannot be read and was not asked for by name.
pub fn here(context: &Context, about: About<'_>) -> Result<Option<Here>> {
    let (session, case) = match case_at_hand(context) {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(None),
        Err(error) if context.case.is_some() => return Err(error),
        Err(_) => return Ok(None),
    };
    let mut duties: Vec<&Obligation> = match about {
        About::Norm(id) => case.state.obligations.iter().filter(|duty| duty.norms.iter().any(|n| n == id)).collect(),
        _ => Vec::new(),
    };
    duties.sort_by_key(|duty| obligations::urgency(duty));
    let duties = duties.into_iter().map(|duty| one_duty(&session, &case, duty)).collect();
    let (now, loaded) = (context.now(), &case.loaded);
    let found = compliance::compliance(&session.workflow, case.id.as_str(), &loaded.events, &loaded.readable, now);
    let meant = |finding: &&Finding| match about {
        About::Norm(id) => finding.norms.iter().any(|norm| norm == id),
        About::Condition(id) => finding.rule.as_deref() == Some(id),
        About::Finding(code) => finding.code == code,
    };
    let findings = found.iter().filter(meant).map(|finding| one_finding(context, finding)).collect();
    let entry = match about {
        About::Condition(id) => entry(&session, &case, id),
        _ => Vec::new(),
    };
    Ok(Some(Here { case: session.store.short(&case.id), duties, findings, entry }))
}

fn one_duty(session: &Session<'_>, case: &OpenCase, duty: &Obligation) -> (Json, [String; 2]) {
    let title = safe(duty.title.get(session.context.lang()));
    let words = [format!("{title} ({})", duty.instance), obligations::when(session, duty)];
    (obligations::json(session, case, duty), words)
}

fn one_finding(context: &Context, finding: &Finding) -> (Json, String) {
    let message = context.words(&finding.message);
    let json = json!({
        "code": finding.code,
        "severity": finding.severity.word(),
        "obligation": finding.obligation,
        "rule": finding.rule,
        "event": finding.event,
        "message": message,
    });
    (json, format!("{}: {message}", finding.code))
}

/// Whether the condition lets each stage that it guards be entered now.
fn entry(session: &Session<'_>, case: &OpenCase, rule: &str) -> Vec<(String, String, bool)> {
    let Some(known) = session.workflow.rules.get(rule) else { return Vec::new() };
    let options = session.options(&case.loaded, session.context.now());
    let stages = known.guards.iter().filter_map(|(action, _)| match action {
        Action::Enter(path) => session.workflow.stages.get(path),
        _ => None,
    });
    stages
        .map(|stage| {
            let entry = engine::entry(&session.workflow, &case.state, &stage.path, &options);
            let holds = !entry.unmet.iter().any(|unmet| unmet.rule == rule);
            (stage.path.clone(), stage.title.get(session.context.lang()).to_owned(), holds)
        })
        .collect()
}

impl Here {
    pub fn json(&self) -> Json {
        let entry: Vec<Json> =
            self.entry.iter().map(|(stage, _, holds)| json!({"stage": stage, "holds": holds})).collect();
        json!({
            "case": self.case,
            "obligations": self.duties.iter().map(|(json, _)| json).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(|(json, _)| json).collect::<Vec<_>>(),
            "entry": entry,
        })
    }

    /// A paragraph that begins with the case.
    pub fn text(&self, context: &Context) -> String {
        let mut text = format!("\n{}\n", context.words(&msg!("engine-explain-here", case = &self.case)));
        let mut table = Table::new(2);
        let mut put = |label: String, value: &str| {
            let mut label = label;
            for line in wrap_to(&safe(value), 50) {
                table.row([std::mem::take(&mut label), line]);
            }
        };
        for (_, stage, holds) in &self.entry {
            let words = if *holds {
                msg!("engine-explain-lets", stage = stage)
            } else {
                msg!("engine-explain-stops", stage = stage)
            };
            put(context.words(&msg!("engine-explain-now")), &context.words(&words));
        }
        for (_, [name, when]) in &self.duties {
            put(context.words(&msg!("definitions-show-task")), name);
            put(String::new(), when);
        }
        for (_, finding) in &self.findings {
            put(context.words(&msg!("engine-explain-finding")), finding);
        }
        if self.duties.is_empty() && self.findings.is_empty() && self.entry.is_empty() {
            text.push_str(&format!("  {}\n", context.words(&msg!("engine-explain-nothing-here"))));
        }
        text + &table.text()
    }
}
