//! A report as a person reads it: first what was looked at and what was not, then the findings, heaviest first, and
//! last the sum and where to read on.

use unicode_width::UnicodeWidthStr;

use super::{Finding, Level, Report, Severity};
use crate::language::{Lang, Message};
use crate::msg;
use crate::terminal::{safe, wrap};

const GAP: usize = 2;

/// The lines of the report.
pub fn lines(report: &Report, lang: Lang) -> Vec<String> {
    let mut lines = wrap(&head(report).in_language(lang), 0, GAP);
    for part in &report.not_checked {
        let message = match part.cases.as_slice() {
            [] => msg!("audit-not-checked", group = group_words(part.group), reason = part.reason.clone()),
            cases => msg!(
                "audit-not-checked-cases",
                group = group_words(part.group),
                count = cases.len(),
                reason = part.reason.clone()
            ),
        };
        lines.extend(wrap(&message.in_language(lang), 0, GAP));
    }
    lines.extend(table(report, lang));
    lines.extend(wrap(&sum(report).in_language(lang), 0, GAP));
    if let Some(first) = report.findings.first() {
        lines.push(msg!("audit-next", code = first.code).in_language(lang));
    }
    lines
}

fn head(report: &Report) -> Message {
    let store = report.store.get(..8).unwrap_or(&report.store);
    let cases = msg!("audit-cases", count = report.cases.len());
    let level = match report.level {
        Level::Keyless => msg!("audit-level-keyless"),
        Level::Process => {
            let join = |one: Message, other: Message| msg!("deadline-and", one = one, other = other);
            let parts = report.hidden.values().map(|title| msg!("audit-part", title = title)).reduce(join);
            msg!("audit-level-process", parts = parts.unwrap_or_else(|| msg!("audit-part", title = "-")))
        }
        Level::All => msg!("audit-level-all"),
    };
    msg!("audit-head", store = store, cases = cases, level = level)
}

fn group_words(group: super::Group) -> Message {
    match group {
        super::Group::Integrity => msg!("audit-group-integrity"),
        super::Group::Compliance => msg!("audit-group-compliance"),
        super::Group::Hygiene => msg!("audit-group-hygiene"),
    }
}

pub(super) fn severity_words(severity: Severity) -> Message {
    match severity {
        Severity::Error => msg!("audit-severity-error"),
        Severity::Warning => msg!("audit-severity-warning"),
        Severity::Info => msg!("audit-severity-info"),
    }
}

fn table(report: &Report, lang: Lang) -> Vec<String> {
    let columns = |finding: &Finding| {
        let case = finding.case.as_deref().map(|case| report.short(case)).unwrap_or("-");
        [severity_words(finding.severity).in_language(lang), finding.code.to_owned(), case.to_owned()]
    };
    let rows: Vec<[String; 3]> = report.findings.iter().map(columns).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2)];
    let indent = widths.iter().map(|width| width + GAP).sum();
    let mut lines = Vec::new();
    for (finding, row) in report.findings.iter().zip(rows) {
        let mut begun = String::new();
        for (cell, width) in row.iter().zip(widths) {
            begun.push_str(cell);
            begun.push_str(&" ".repeat(width - cell.width() + GAP));
        }
        let mut wrapped = wrap(&words(finding, lang), indent, indent).into_iter();
        lines.push(begun + wrapped.next().unwrap_or_default().trim_start());
        lines.extend(wrapped);
    }
    lines
}

/// What a finding says, with its provisions and the place of a file.
pub(super) fn words(finding: &Finding, lang: Lang) -> String {
    let mut text = safe(&finding.message.in_language(lang));
    let named = finding.path.as_deref().map(safe).filter(|path| !text.contains(path.as_str()));
    for more in named.into_iter().chain((!finding.norms.is_empty()).then(|| finding.norms.join(", "))) {
        text.push_str("  ");
        text.push_str(&more);
    }
    text
}

fn sum(report: &Report) -> Message {
    if report.findings.is_empty() {
        return if report.is_incomplete() { msg!("audit-sum-incomplete") } else { msg!("audit-sum-none") };
    }
    let join = |one: Message, other: Message| msg!("deadline-and", one = one, other = other);
    let counts = [
        (Severity::Error, report.count(Severity::Error)),
        (Severity::Warning, report.count(Severity::Warning)),
        (Severity::Info, report.count(Severity::Info)),
    ];
    let counted = counts.into_iter().filter(|(_, count)| *count > 0).map(|(severity, count)| match severity {
        Severity::Error => msg!("audit-count-errors", count = count),
        Severity::Warning => msg!("audit-count-warnings", count = count),
        Severity::Info => msg!("audit-count-infos", count = count),
    });
    let counted = counted.reduce(join).unwrap_or_else(|| msg!("audit-count-errors", count = 0));
    msg!(
        "audit-sum",
        findings = report.findings.len(),
        with = report.cases_with_findings(),
        cases = report.cases.len(),
        counts = counted
    )
}
