//! A report for programs. The keys are a contract: more may come, none goes.

use serde_json::{Value, json};

use super::{Finding, Report, Severity};
use crate::deadline::rfc3339;
use crate::language::Lang;

/// The report as one JSON document; texts in `lang`, times with the zone's offset.
pub fn document(report: &Report, lang: Lang) -> Value {
    let findings: Vec<Value> = report.findings.iter().map(|finding| self::finding(report, finding, lang)).collect();
    let not_checked = report.not_checked.iter().map(|part| {
        json!({
            "group": part.group,
            "cases": part.cases,
            "failed": part.failed,
            "reason": part.reason.in_language(lang),
        })
    });
    json!({
        "now": rfc3339(report.now, report.zone),
        "store": report.store,
        "head": report.head,
        "commits": report.commits,
        "cases": report.cases.len(),
        "cases_read": report.read.len(),
        "level": report.level,
        "hidden": report.hidden.keys().collect::<Vec<_>>(),
        "groups": report.groups,
        "not_checked": not_checked.collect::<Vec<_>>(),
        "summary": {
            "error": report.count(Severity::Error),
            "warning": report.count(Severity::Warning),
            "info": report.count(Severity::Info),
        },
        "findings": findings,
    })
}

fn finding(report: &Report, finding: &Finding, lang: Lang) -> Value {
    json!({
        "code": finding.code,
        "group": finding.group,
        "severity": finding.severity,
        "case": finding.case,
        "norms": finding.norms,
        "obligation": finding.obligation,
        "rule": finding.rule,
        "event": finding.event,
        "commit": finding.commit,
        "path": finding.path,
        "since": finding.since.map(|at| rfc3339(at, report.zone)),
        "message": finding.message.in_language(lang),
    })
}
