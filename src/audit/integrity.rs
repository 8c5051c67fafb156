//! Whether the store is what its members signed: the findings of its own check, how it stands to what was accepted or
//! expected, and what a reader of its cases sees besides.

use super::{Finding, Group, Severity};
use crate::deadline::words;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{self, LoadedCase, SetClock, Trust, Verification};

/// What the check of the whole history found, and how the store stands to `expected`: a fingerprint that was given
/// (`--trust-root`), else what this computer accepted.
pub fn history(verification: &Verification, expected: Option<&Fingerprint>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = verification.findings.iter().map(of_store).collect();
    let root = verification.root.as_str();
    let mut trust = |code, severity, message| findings.push(Finding::new(Group::Integrity, code, severity, message));
    match (&verification.trust, expected) {
        (_, Some(expected)) if !expected.is(root) => {
            let message = msg!("audit-other-root", root = root, expected = expected.0.as_str());
            trust("other-root", Severity::Error, message);
        }
        (Trust::OtherRoot { accepted }, _) => {
            let message = msg!("audit-other-root", root = root, expected = accepted.as_str());
            trust("other-root", Severity::Error, message);
        }
        (Trust::Behind { accepted }, _) => {
            let message = msg!("audit-rewritten-history", accepted = accepted.as_str());
            trust("rewritten-history", Severity::Error, message);
        }
        (Trust::Unpinned, None) => {
            trust("root-not-verified", Severity::Warning, msg!("audit-root-not-verified", root = root));
        }
        (Trust::Unpinned, Some(_)) | (Trust::Pinned, _) => {}
    }
    findings
}

fn of_store(found: &store::Finding) -> Finding {
    let severity = match found.severity {
        store::Severity::Error => Severity::Error,
        store::Severity::Warning => Severity::Warning,
    };
    let mut finding = Finding::new(Group::Integrity, found.code, severity, found.message.clone());
    finding.case = found.case.as_ref().map(|case| case.as_str().to_owned());
    finding.commit = found.commit.clone();
    finding.path = found.path.clone();
    finding
}

/// Operations whose time was set by hand, told once for each member.
pub fn clocks(clocks: &[SetClock], zone: chrono_tz::Tz) -> Vec<Finding> {
    let mut members: Vec<&str> = clocks.iter().map(|clock| clock.member.as_str()).collect();
    members.sort_unstable();
    members.dedup();
    let of = |member: &str| {
        let own: Vec<&SetClock> = clocks.iter().filter(|clock| clock.member == member).collect();
        let last = *own.last()?;
        let latest = own.iter().map(|clock| clock.time).max()?;
        let last_words = words::date_time(latest, zone);
        let message = msg!("audit-clock-set", member = member, count = own.len(), last = last_words);
        let mut finding = Finding::new(Group::Integrity, "clock-set", Severity::Warning, message);
        finding.commit = Some(last.commit.clone());
        Some(finding)
    };
    members.into_iter().filter_map(of).collect()
}

/// What a reader of a case found in it: parts and key files that are not as they must be, and events that are held.
pub fn case(loaded: &LoadedCase) -> Vec<Finding> {
    let mut findings = Vec::new();
    for problem in &loaded.problems {
        let mut finding = Finding::new(Group::Integrity, problem.code, severity(problem.code), problem.message.clone());
        finding.event = problem.event.clone();
        finding.commit = problem.commit.clone();
        finding.path = problem.path.clone();
        findings.push(finding);
    }
    for held in &loaded.held {
        let message = msg!("audit-held", member = held.event.by.as_str(), why = held.why.clone());
        let mut finding = Finding::new(Group::Integrity, "held", Severity::Warning, message);
        finding.event = Some(held.event.id.clone());
        findings.push(finding);
    }
    for finding in &mut findings {
        finding.case = Some(loaded.id.as_str().to_owned());
    }
    findings
}

/// An office that cannot open what it should read waits for a colleague's next entry: nobody did anything wrong.
fn severity(code: &str) -> Severity {
    if code == "locked-out" { Severity::Warning } else { Severity::Error }
}

/// A case that could not be read at all.
pub fn unreadable(case: &str, error: &Error) -> Finding {
    let message = msg!("audit-case-unreadable", reason = error.message.clone());
    let mut finding = Finding::new(Group::Integrity, "case-unreadable", Severity::Error, message);
    finding.case = Some(case.to_owned());
    finding
}

/// A store's fingerprint, as somebody gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// It is this store's.
    pub fn is(&self, root: &str) -> bool {
        self.0 == root
    }

    /// 64 hexadecimal digits; blanks and colons between them do not matter, nor do capitals.
    ///
    /// # Errors
    /// Exit code 2: anything else.
    pub fn parse(given: &str) -> Result<Fingerprint> {
        let digits: String = given.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        if digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Fingerprint(digits.to_ascii_lowercase()));
        }
        Err(Error::invalid(msg!("audit-bad-fingerprint", given = given)))
    }
}
