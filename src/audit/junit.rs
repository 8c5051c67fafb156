//! A report for continuous integration: a suite for each group, in it a test case for the store as a whole and, for
//! compliance, one for each case. What was looked at and found good is a passed test, so that no suite is ever empty;
//! what was not looked at is skipped, or an error where it was asked for.

use quick_junit::{NonSuccessKind, Report as Xml, TestCase, TestCaseStatus, TestSuite};

use super::text::{severity_words, words};
use super::{Finding, Group, NotChecked, Report, Severity};
use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;

const NAME: &str = "sop audit";

/// The report as JUnit XML. A test fails on findings that weigh at least `fail_on`; lighter ones are its output.
///
/// # Errors
/// The XML cannot be written.
pub fn junit(report: &Report, fail_on: Severity, lang: Lang) -> Result<String> {
    let mut xml = Xml::new(NAME);
    xml.set_timestamp(report.now.with_timezone(&report.zone).fixed_offset());
    for group in &report.groups {
        let mut suite = TestSuite::new(group.word());
        suite.add_property(("store", report.store.as_str()));
        suite.add_property(("head", report.head.as_str()));
        suite.add_property(("cases", report.cases.len().to_string().as_str()));
        let of = |case: Option<&str>| -> Vec<&Finding> {
            let findings = report.findings.iter();
            findings.filter(|finding| finding.group == *group && finding.case.as_deref() == case).collect()
        };
        // Of the cases, compliance names each; the others those with findings.
        let named = report
            .cases
            .iter()
            .filter(|case| (*group == Group::Compliance && report.read.contains(*case)) || !of(Some(case)).is_empty());
        let whole = report.not_checked.iter().find(|part| part.group == *group && part.cases.is_empty());
        match whole {
            Some(part) => suite.add_test_case(unlooked(part, "store", lang)),
            None => suite.add_test_case(case(*group, "store", &of(None), fail_on, lang)),
        };
        for name in named {
            suite.add_test_case(case(*group, name, &of(Some(name)), fail_on, lang));
        }
        for part in report.not_checked.iter().filter(|part| part.group == *group) {
            for name in &part.cases {
                suite.add_test_case(unlooked(part, name, lang));
            }
        }
        xml.add_test_suite(suite);
    }
    written(&xml)
}

/// JUnit XML for an audit that could not be done at all: one error, never an empty suite.
///
/// # Errors
/// The XML cannot be written.
pub fn junit_failure(groups: &[Group], error: &Error, lang: Lang) -> Result<String> {
    let mut xml = Xml::new(NAME);
    for group in groups {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(error.message.in_language(lang)).set_type(error.kind.code());
        let more = error.details.iter().chain(&error.hint).map(|line| line.in_language(lang));
        status.set_description(more.collect::<Vec<_>>().join("\n"));
        let mut case = TestCase::new("store", status);
        case.set_classname(class(*group));
        let mut suite = TestSuite::new(group.word());
        suite.add_test_case(case);
        xml.add_test_suite(suite);
    }
    written(&xml)
}

fn written(xml: &Xml) -> Result<String> {
    xml.to_string().map_err(|error| Error::damaged(msg!("audit-junit-failed", reason = error.to_string())))
}

fn class(group: Group) -> String {
    format!("sop.audit.{}", group.word())
}

fn case(group: Group, name: &str, findings: &[&Finding], fail_on: Severity, lang: Lang) -> TestCase {
    let line = |finding: &&Finding| {
        format!("{} {}: {}", severity_words(finding.severity).in_language(lang), finding.code, words(finding, lang))
    };
    let (failed, light): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().copied().partition(|finding| finding.severity >= fail_on);
    let status = match failed.first() {
        None => TestCaseStatus::success(),
        Some(first) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(first.code).set_message(words(first, lang));
            status.set_description(failed.iter().map(line).collect::<Vec<_>>().join("\n"));
            status
        }
    };
    let mut case = TestCase::new(name, status);
    case.set_classname(class(group));
    if !light.is_empty() {
        case.set_system_out(light.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    case
}

/// Not looked at: skipped, or an error where it was asked for.
fn unlooked(part: &NotChecked, name: &str, lang: Lang) -> TestCase {
    let reason = part.reason.in_language(lang);
    let mut status =
        if part.failed { TestCaseStatus::non_success(NonSuccessKind::Error) } else { TestCaseStatus::skipped() };
    status.set_message(reason).set_type("not-checked");
    let mut case = TestCase::new(name, status);
    case.set_classname(class(part.group));
    case
}
