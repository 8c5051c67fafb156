//! Plain text where none belongs, keys in the wrong place, and what would make an accident worse.

use super::{Finding, Group, Severity};
use crate::language::Message;
use crate::msg;
use crate::store::{Custody, WorkFile, WorkFileKind};

/// What stands around a store, as it was gathered.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    pub work_files: Vec<WorkFile>,
    pub other_refs: Vec<String>,
    /// Recorded files that should be encrypted and are not.
    pub unencrypted: Vec<String>,
    pub custody: Vec<Custody>,
    pub has_recovery: bool,
    /// What the definitions in force ask less than another version that the store keeps: its name, and what.
    pub weakened: Vec<(String, Message)>,
    /// The user's key file and its mode, if others can read it.
    pub open_key: Option<(String, String)>,
}

/// What of it should be put right.
pub fn hygiene(surroundings: &Surroundings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = surroundings.work_files.iter().map(work_file).collect();
    findings.extend(
        surroundings
            .unencrypted
            .iter()
            .map(|path| at(path, "plain-text", Severity::Error, msg!("audit-plain-text-recorded", path = path))),
    );
    findings.extend(surroundings.other_refs.iter().map(|name| {
        // The notes of `git log` with a text converter would be decrypted text.
        let severity = if name.starts_with("refs/notes/") { Severity::Error } else { Severity::Warning };
        Finding::new(Group::Hygiene, "other-refs", severity, msg!("audit-other-refs", name = name))
    }));
    findings.extend(surroundings.custody.iter().flat_map(custody));
    if !surroundings.has_recovery {
        findings.push(Finding::new(Group::Hygiene, "no-recovery", Severity::Warning, msg!("audit-no-recovery")));
    }
    findings.extend(surroundings.weakened.iter().map(|(version, what)| {
        let message = msg!("audit-weaker-definitions", version = version, what = what.clone());
        Finding::new(Group::Hygiene, "weaker-definitions", Severity::Warning, message)
    }));
    if let Some((file, mode)) = &surroundings.open_key {
        let message = msg!("audit-key-readable", file = file, mode = mode);
        findings.push(Finding::new(Group::Hygiene, "key-readable-by-others", Severity::Warning, message));
    }
    findings
}

fn work_file(file: &WorkFile) -> Finding {
    let path = &file.path;
    let among_cases = path.starts_with("cases/") || path.starts_with("keys/");
    match file.kind {
        WorkFileKind::PrivateKey => at(path, "key-in-store", Severity::Error, msg!("audit-key-in-store", path = path)),
        WorkFileKind::Readable if among_cases => {
            at(path, "plain-text", Severity::Error, msg!("audit-plain-text", path = path))
        }
        WorkFileKind::Readable => {
            at(path, "foreign-work-file", Severity::Warning, msg!("audit-foreign-work-file-readable", path = path))
        }
        WorkFileKind::Encrypted => {
            at(path, "foreign-work-file", Severity::Warning, msg!("audit-foreign-work-file", path = path))
        }
        WorkFileKind::Changed => {
            at(path, "changed-work-file", Severity::Warning, msg!("audit-changed-work-file", path = path))
        }
    }
}

fn at(path: &str, code: &'static str, severity: Severity, message: crate::language::Message) -> Finding {
    let mut finding = Finding::new(Group::Hygiene, code, severity, message);
    finding.path = Some(path.to_owned());
    finding
}

fn custody(custody: &Custody) -> Vec<Finding> {
    let office = custody.office.as_str();
    let mut findings = Vec::new();
    if custody.holders.is_empty() {
        let message = msg!("audit-office-unmanned", office = office);
        findings.push(Finding::new(Group::Hygiene, "office-unmanned", Severity::Warning, message));
    }
    if !custody.departed.is_empty() {
        let message = msg!("audit-key-not-rotated", office = office, members = custody.departed.join(", "));
        findings.push(Finding::new(Group::Hygiene, "key-not-rotated", Severity::Warning, message));
    }
    findings
}
