//! `sop case share` and `sop case unshare`.

use std::collections::BTreeMap;

use super::Context;
use super::changes;
use super::recording::Recording;
use super::session::{OpenCase, Session};
use crate::case::{Act, Values};
use crate::engine::Doing;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::Reach;

/// Lets another office read the case.
#[derive(clap::Args, Debug)]
pub struct ShareArgs {
    /// The office.
    #[arg(value_name = "OFFICE")]
    office: String,
    /// The parts of the case that it may read (default: all that you can read).
    #[arg(long = "vault", value_name = "VAULT")]
    vaults: Vec<String>,
    /// Opens every open case that you can read, instead of one case.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    recording: Recording,
}

/// Ends another office's reading of the case.
#[derive(clap::Args, Debug)]
pub struct UnshareArgs {
    /// The office.
    #[arg(value_name = "OFFICE")]
    office: String,
    /// The parts that it may no longer read (default: all).
    #[arg(long = "vault", value_name = "VAULT")]
    vaults: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

pub fn share(context: &Context, args: &ShareArgs) -> Result<()> {
    let session = Session::open(context)?;
    let office = known_office(&session, &args.office)?;
    let wanted = session.known_vaults(&args.vaults)?;
    let _writing = session.store.writing()?;
    let cases = if args.all {
        session.cases(Reach::All)?.0.into_iter().filter(|case| case.state.closed_at.is_none()).collect()
    } else {
        vec![session.case()?]
    };
    for case in &cases {
        let mut vaults: Vec<String> = session
            .vaults()
            .into_iter()
            .filter(|vault| case.loaded.readable.contains(vault))
            .filter(|vault| wanted.is_empty() || wanted.contains(vault))
            .collect();
        // Reading any vault means reading `process` too (S18).
        if let Some(process) = session.vaults().first().filter(|process| !vaults.contains(process)) {
            vaults.insert(0, process.clone());
        }
        if let Some(locked) = wanted.iter().find(|vault| !case.loaded.readable.contains(*vault)) {
            return Err(Error::not_allowed(msg!(
                "cli-vault-locked",
                vault = locked,
                case = session.store.short(&case.id)
            )));
        }
        let members: Vec<_> = session.store.governed().active_in(&office).cloned().collect();
        let office_roles = members.iter().flat_map(|member| member.roles.iter().cloned()).collect();
        let only = match members.as_slice() {
            [member] => Some(member),
            _ => None,
        };
        let doing = Doing::Share {
            office: office.clone(),
            vaults: vaults.clone(),
            office_roles,
            member: only.map(|member| member.member.clone()),
            member_roles: only.map(|member| member.roles.clone()).unwrap_or_default(),
        };
        let titles = vaults.iter().filter_map(|vault| session.workflow.vaults.get(vault));
        let parts: Vec<&str> = titles.map(|vault| vault.title.get(context.lang())).collect();
        let told =
            msg!("cli-shared", office = &office, case = session.store.short(&case.id), parts = parts.join(" · "));
        record(&session, case, &args.recording, doing, Act::Share { office: office.clone(), vaults })?;
        context.say(&told);
    }
    Ok(())
}

pub fn unshare(context: &Context, args: &UnshareArgs) -> Result<()> {
    let session = Session::open(context)?;
    let office = known_office(&session, &args.office)?;
    let wanted = session.known_vaults(&args.vaults)?;
    let _writing = session.store.writing()?;
    let case = session.case()?;
    let vaults: Vec<String> =
        session.vaults().into_iter().filter(|vault| wanted.is_empty() || wanted.contains(vault)).collect();
    let doing = Doing::Unshare { office: office.clone(), vaults: vaults.clone() };
    record(&session, &case, &args.recording, doing, Act::Unshare { office, vaults })?;
    Ok(())
}

fn record(session: &Session<'_>, case: &OpenCase, recording: &Recording, doing: Doing, act: Act) -> Result<()> {
    let reasons = recording.reasons(&session.workflow)?;
    let intent = session.intent(doing, recording.at(session.context)?, recording, &reasons, Values::new());
    let permit = session.admit(case, &intent)?;
    let change = session.record(case, &intent, permit, act, BTreeMap::new())?;
    changes::report(session, &change)
}

fn known_office(session: &Session<'_>, given: &str) -> Result<String> {
    if session.store.governed().offices.contains_key(given) {
        return Ok(given.to_owned());
    }
    let known: Vec<_> = session.store.governed().offices.keys().cloned().collect();
    Err(Error::invalid(msg!("cli-unknown-office", given = given, known = known.join(", "))))
}
