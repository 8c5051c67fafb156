//! `sop audit`: gathers what is looked at, and prints what was found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::failure;
use crate::audit::hygiene::{Surroundings, hygiene};
use crate::audit::integrity::{self, Fingerprint};
use crate::audit::{
    Finding, Group, Level, NotChecked, Report, Severity, compliance, document, junit, junit_failure, lines,
};
use crate::definitions::{Id, Workflow};
use crate::error::{Error, Kind, Result};
use crate::language::{Message, Text};
use crate::msg;
use crate::store::{CaseId, Keys, LoadedCase, Since, Source, Store, open_mode};

/// Audits the store: integrity, compliance, hygiene. Without a key, integrity and hygiene only.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only this group of questions.
    #[arg(long, value_enum, value_name = "GROUP")]
    only: Option<GroupArg>,
    /// How to print what was found (--json is --format json).
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// From which weight on findings make the audit fail (exit code 1).
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
    /// The fingerprint that the store must have; without it, what this computer accepted.
    #[arg(long, value_name = "FP")]
    trust_root: Option<String>,
    /// Only what is new since this commit: recorded after it, or come due after its time.
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum GroupArg {
    Integrity,
    Compliance,
    Hygiene,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Junit,
    Sarif,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FailOn {
    Error,
    Warning,
}

impl Args {
    fn groups(&self) -> BTreeSet<Group> {
        match self.only {
            None => BTreeSet::from(Group::ALL),
            Some(GroupArg::Integrity) => BTreeSet::from([Group::Integrity]),
            Some(GroupArg::Compliance) => BTreeSet::from([Group::Compliance]),
            Some(GroupArg::Hygiene) => BTreeSet::from([Group::Hygiene]),
        }
    }

    fn fail_on(&self) -> Severity {
        match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
        }
    }
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let format = if context.json { Format::Json } else { args.format };
    if format == Format::Sarif {
        return Err(Error::invalid(msg!("audit-no-sarif")));
    }
    match Audit::new(context, args).and_then(Audit::report) {
        Ok((report, damaged)) => {
            print(context, args, format, &report)?;
            judge(args, &report, damaged)
        }
        // What reads the report must see that there is none, not an old one or nothing.
        Err(error) => {
            match format {
                Format::Junit => {
                    let groups: Vec<Group> = args.groups().into_iter().collect();
                    context.print(&junit_failure(&groups, &error, context.lang())?)?;
                }
                Format::Json if !context.json => context.print_json(&failure::document(context.lang(), &error))?,
                _ => {}
            }
            Err(error)
        }
    }
}

fn print(context: &Context, args: &Args, format: Format, report: &Report) -> Result<()> {
    match format {
        Format::Json => context.print_json(&document(report, context.lang())),
        Format::Junit => context.print(&junit(report, args.fail_on(), context.lang())?),
        Format::Text | Format::Sarif => context.print(&lines(report, context.lang()).join("\n")),
    }
}

/// The exit code: damage first, then what was found, then what could not be looked at though it was asked for.
fn judge(args: &Args, report: &Report, damaged: bool) -> Result<()> {
    let errors = report.count(Severity::Error);
    if damaged {
        return Err(Error::damaged(msg!("audit-damaged", count = errors)));
    }
    if report.fails_on(args.fail_on()) {
        let message = msg!("audit-failed", errors = errors, warnings = report.count(Severity::Warning));
        return Err(Error::new(Kind::Found, message));
    }
    match report.not_checked.iter().find(|part| part.failed) {
        Some(part) => Err(Error::not_allowed(msg!("audit-incomplete", reason = part.reason.clone()))),
        None => Ok(()),
    }
}

/// An audit under way.
struct Audit<'a> {
    context: &'a Context,
    groups: BTreeSet<Group>,
    expected: Option<Fingerprint>,
    store: Store,
    since: Option<Since>,
    report: Report,
    /// An object is missing or damaged.
    damaged: bool,
}

impl<'a> Audit<'a> {
    fn new(context: &'a Context, args: &Args) -> Result<Audit<'a>> {
        let expected = args.trust_root.as_deref().map(Fingerprint::parse).transpose()?;
        let folder = Store::find(context.store.as_deref())?;
        let verification = Store::verify(&folder)?;
        let store = Store::open_unjudged(&folder)?;
        context.store_language(Some(store.settings().language));
        context.follow(&store)?;
        let since = args.since.as_deref().map(|revision| store.since(revision)).transpose()?;
        let groups = args.groups();
        let findings = if groups.contains(&Group::Integrity) {
            integrity::history(&verification, expected.as_ref())
        } else {
            Vec::new()
        };
        let report = Report {
            now: context.now(),
            zone: context.workflow()?.zone,
            store: verification.store.clone(),
            head: verification.head.clone(),
            commits: verification.commits,
            cases: store.cases().iter().map(|case| case.as_str().to_owned()).collect(),
            read: BTreeSet::new(),
            level: Level::Keyless,
            hidden: BTreeMap::new(),
            groups: groups.clone(),
            not_checked: Vec::new(),
            findings,
        };
        let damaged = verification.damaged();
        Ok(Audit { context, groups, expected, store, since, report, damaged })
    }

    /// Looks at everything that was asked for. Also: whether something is damaged.
    fn report(mut self) -> Result<(Report, bool)> {
        if self.groups.contains(&Group::Integrity) {
            let zone = self.report.zone;
            self.report.findings.extend(integrity::clocks(&self.new_clocks(), zone));
        }
        if self.groups.contains(&Group::Integrity) || self.groups.contains(&Group::Compliance) {
            self.cases()?;
        }
        if self.groups.contains(&Group::Hygiene) {
            self.report.findings.extend(hygiene(&self.surroundings()?));
        }
        if let Some(since) = &self.since {
            self.report.findings.retain(|finding| is_new(finding, since));
        }
        self.report.sort();
        Ok((self.report, self.damaged))
    }

    fn new_clocks(&self) -> Vec<crate::store::SetClock> {
        let mut clocks = self.store.set_clocks();
        if let Some(since) = &self.since {
            clocks.retain(|clock| since.commits.contains(&clock.commit));
        }
        clocks
    }

    /// What needs a key: the cases that it opens.
    fn cases(&mut self) -> Result<()> {
        // Not the store that it should be: its cases say nothing.
        if self.report.findings.iter().any(|finding| finding.code == "other-root") || self.is_other_root() {
            self.not_checked(Vec::new(), true, msg!("audit-reason-other-root"));
            return Ok(());
        }
        let Some(keys) = self.keys()? else {
            let asked = !self.groups.contains(&Group::Integrity);
            self.not_checked(Vec::new(), asked, msg!("audit-reason-no-key"));
            return Ok(());
        };
        if let Err(error) = self.store.me(&keys) {
            self.not_checked(Vec::new(), true, error.message);
            return Ok(());
        }
        let workflow = self.context.workflow()?.clone();
        let mut loaded = Vec::new();
        let mut shut = Vec::new();
        for (id, case) in self.store.load_all(&keys)? {
            match case {
                Ok(case) => loaded.push(case),
                Err(error) if error.kind == Kind::NotAllowed => shut.push(id.as_str().to_owned()),
                Err(error) => self.unreadable(&id, &error),
            }
        }
        if !shut.is_empty() {
            let nothing = loaded.is_empty();
            self.not_checked(shut, nothing, msg!("audit-reason-not-readable"));
        }
        self.hidden(&workflow, &loaded);
        let judged: Result<Vec<_>> = loaded
            .into_iter()
            .map(|case| Ok((self.context.definitions_of(&self.store, &case.events)?, case)))
            .collect();
        self.look_into(&judged?);
        Ok(())
    }

    fn is_other_root(&self) -> bool {
        matches!(self.store.trust(), crate::store::Trust::OtherRoot { .. })
            || self.expected.as_ref().is_some_and(|expected| !expected.is(&self.store.fingerprint()))
    }

    /// The opened key; none if none was given and there is none in its usual place.
    fn keys(&self) -> Result<Option<Keys>> {
        let path = match self.context.identity_path() {
            Ok(path) => path,
            Err(_) if self.context.identity.is_none() => return Ok(None),
            Err(error) => return Err(error),
        };
        Keys::open(&path, &Source { lang: self.context.lang(), ask: true }).map(Some)
    }

    /// Compliance of these cases (of all, if none are named) was not looked at.
    fn not_checked(&mut self, cases: Vec<String>, failed: bool, reason: Message) {
        if self.groups.contains(&Group::Compliance) {
            self.report.not_checked.push(NotChecked { group: Group::Compliance, cases, failed, reason });
        }
    }

    fn unreadable(&mut self, id: &CaseId, error: &Error) {
        self.damaged |= error.kind == Kind::Damaged;
        self.report.findings.push(integrity::unreadable(id.as_str(), error));
        self.not_checked(
            vec![id.as_str().to_owned()],
            true,
            msg!("audit-reason-damaged", reason = error.message.clone()),
        );
    }

    /// Which parts this key does not open, in at least one of the cases read.
    fn hidden(&mut self, workflow: &Workflow, loaded: &[LoadedCase]) {
        if loaded.is_empty() && !self.report.cases.is_empty() {
            return;
        }
        let shut = |vault: &&Id| loaded.iter().any(|case| !case.readable.contains(*vault));
        let title =
            |vault: &Id| workflow.vaults.get(vault).map_or_else(|| Text::same(vault), |vault| vault.title.clone());
        self.report.hidden = workflow.vaults.keys().filter(shut).map(|vault| (vault.clone(), title(vault))).collect();
        self.report.level = if self.report.hidden.is_empty() { Level::All } else { Level::Process };
    }

    /// Each case by the definitions that it runs under.
    fn look_into(&mut self, loaded: &[(Arc<Workflow>, LoadedCase)]) {
        let (now, groups) = (self.report.now, &self.groups);
        let found: Vec<Vec<Finding>> = loaded
            .par_iter()
            .map(|(workflow, case)| {
                let mut findings = Vec::new();
                if groups.contains(&Group::Integrity) {
                    findings.extend(integrity::case(case));
                }
                if groups.contains(&Group::Compliance) {
                    let id = case.id.as_str();
                    findings.extend(compliance::compliance(workflow, id, &case.events, &case.readable, now));
                }
                for finding in &mut findings {
                    let origin = finding.event.as_deref().and_then(|event| case.origin(event));
                    finding.commit = finding.commit.take().or_else(|| origin.map(|origin| origin.commit.clone()));
                }
                findings
            })
            .collect();
        self.report.findings.extend(found.into_iter().flatten());
        self.report.read = loaded.iter().map(|(_, case)| case.id.as_str().to_owned()).collect();
    }

    /// What the store's definitions ask less than another version of them that it keeps (S26).
    fn weakened(&self) -> Result<Vec<(String, Message)>> {
        let kept = self.store.kept_definitions();
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        let in_force = self.context.in_force(&self.store)?;
        let mut found = Vec::new();
        for hash in kept.iter().filter(|hash| **hash != in_force.hash) {
            let Some(other) = self.context.kept(&self.store, hash)? else { continue };
            let name = format!("{} ({}…)", other.version, crate::store::short_hash(hash));
            found.extend(crate::definitions::weaker(&other, &in_force).into_iter().map(|what| (name.clone(), what)));
        }
        Ok(found)
    }

    fn surroundings(&self) -> Result<Surroundings> {
        let key = self.context.identity_path().ok().filter(|path| path.is_file());
        let open_key = key.and_then(|path| Some((path.display().to_string(), open_mode(&path)?)));
        Ok(Surroundings {
            work_files: self.store.work_files()?,
            other_refs: self.store.other_refs()?,
            unencrypted: self.store.unencrypted()?,
            custody: self.store.custody()?,
            weakened: self.weakened()?,
            has_recovery: self.store.settings().recovery.is_some(),
            open_key,
        })
    }
}

/// It was recorded since then, or became so since then, or is so now without a date of its own.
fn is_new(finding: &Finding, since: &Since) -> bool {
    let recorded = finding.commit.as_ref().map(|commit| since.commits.contains(commit));
    let became = finding.since.map(|at| at > since.time);
    match (recorded, became) {
        (None, None) => true,
        (recorded, became) => recorded == Some(true) || became == Some(true),
    }
}
