//! `sop office`: who reads.

use serde_json::json;

use super::Context;
use super::output::{Table, safe};
use super::session::Session;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{Appointed, Moment};

/// Offices: who reads what.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Add(AddArgs),
    List(ListArgs),
    Show(ShowArgs),
    Admit(AdmitArgs),
    Rotate(RotateArgs),
}

/// Names a standing office: it reads these parts of every new case. Given again, it changes what new cases open to it.
#[derive(clap::Args, Debug)]
struct AddArgs {
    /// The office's id: small letters, digits and hyphens.
    #[arg(value_name = "ID")]
    id: String,
    /// Parts of a case that it reads, separated by commas.
    #[arg(long, value_name = "VAULT,…", value_delimiter = ',', required = true)]
    reads: Vec<String>,
    /// Its name, as members see it.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

/// All offices.
#[derive(clap::Args, Debug)]
struct ListArgs {}

/// One office.
#[derive(clap::Args, Debug)]
struct ShowArgs {
    /// The office.
    #[arg(value_name = "ID")]
    id: String,
}

/// Lets a colleague of your office read what the office reads.
#[derive(clap::Args, Debug)]
struct AdmitArgs {
    /// The colleague.
    #[arg(value_name = "MEMBER")]
    member: String,
}

/// Renews your office's key.
#[derive(clap::Args, Debug)]
struct RotateArgs {}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::Add(args) => add(context, args),
        Command::List(ListArgs {}) => list(context),
        Command::Show(args) => show(context, args),
        Command::Admit(args) => admit(context, args),
        Command::Rotate(RotateArgs {}) => rotate(context),
    }
}

fn moment(context: &Context) -> Moment {
    Moment { now: context.now(), clock_set: context.clock_set }
}

fn add(context: &Context, args: &AddArgs) -> Result<()> {
    let session = Session::open(context)?;
    let reads: Vec<String> = session.known_vaults(&args.reads)?.into_iter().collect();
    let done = session.store.add_office(&session.keys, &args.id, args.title.as_deref(), &reads, moment(context))?;
    if context.json {
        tell(context, &done);
        return context.print_json(&json!({"office": args.id, "reads": reads, "commit": done.commit}));
    }
    context.say(&msg!("store-office-added", office = args.id.as_str(), vaults = reads.join(", ")));
    tell(context, &done);
    Ok(())
}

fn tell(context: &Context, done: &Appointed) {
    for notice in &done.notices {
        context.say(notice);
    }
}

fn list(context: &Context) -> Result<()> {
    let store = context.open_store()?;
    let governed = store.governed();
    if context.json {
        let mut offices = Vec::new();
        for (id, office) in &governed.offices {
            let holders = store.holders(id)?;
            offices.push(json!({"office": id, "title": office.title, "founder": office.founder, "reads": office.reads, "holders": holders}));
        }
        return context.print_json(&json!({ "offices": offices }));
    }
    let mut table = Table::new(0);
    for (id, office) in &governed.offices {
        let holders = store.holders(id)?;
        let reads = if office.reads.is_empty() {
            context.words(&msg!("store-office-own-cases"))
        } else {
            context.words(&msg!("store-office-all-cases", vaults = office.reads.join(", ")))
        };
        let who = if holders.is_empty() { context.words(&msg!("store-office-no-key")) } else { holders.join(", ") };
        table.row([id.clone(), safe(office.title.as_deref().unwrap_or_default()), reads, who]);
    }
    context.print(&table.text())
}

fn show(context: &Context, args: &ShowArgs) -> Result<()> {
    let store = context.open_store()?;
    let governed = store.governed();
    let Some(office) = governed.offices.get(&args.id) else {
        return Err(Error::invalid(msg!("store-unknown-office", office = args.id.as_str())));
    };
    let holders = store.holders(&args.id)?;
    let members: Vec<&str> = governed.active_in(&args.id).map(|m| m.member.as_str()).collect();
    if context.json {
        return context.print_json(&json!({
            "office": args.id, "title": office.title, "founder": office.founder, "reads": office.reads,
            "members": members, "holders": holders,
        }));
    }
    let reads = if office.reads.is_empty() {
        msg!("store-office-own-cases")
    } else {
        msg!("store-office-all-cases", vaults = office.reads.join(", "))
    };
    let waiting: Vec<&str> = members.iter().copied().filter(|m| !holders.iter().any(|h| h == m)).collect();
    let mut table = Table::new(0);
    table.row([context.words(&msg!("store-show-office")), args.id.clone()]);
    if let Some(title) = &office.title {
        table.row([context.words(&msg!("store-show-title")), safe(title)]);
    }
    table.row([context.words(&msg!("store-show-reads")), context.words(&reads)]);
    table.row([context.words(&msg!("store-show-holders")), holders.join(", ")]);
    if !waiting.is_empty() {
        table.row([context.words(&msg!("store-show-waiting")), waiting.join(", ")]);
    }
    context.print(&table.text())
}

fn admit(context: &Context, args: &AdmitArgs) -> Result<()> {
    let session = Session::open(context)?;
    let governed = session.store.governed();
    let fingerprint = governed.members.get(&args.member).map(|m| m.card.fingerprint()).unwrap_or_default();
    let done = session.store.admit(&session.keys, &args.member, moment(context))?;
    if context.json {
        tell(context, &done);
        return context.print_json(&json!({"member": args.member, "office": session.me.office, "fingerprint": fingerprint, "commit": done.commit}));
    }
    context.say(&msg!("store-admitted", member = args.member.as_str(), office = session.me.office.as_str()));
    context.say(&msg!("store-member-fingerprint", fingerprint = fingerprint));
    tell(context, &done);
    Ok(())
}

fn rotate(context: &Context) -> Result<()> {
    let session = Session::open(context)?;
    let done = session.store.rotate(&session.keys, moment(context))?;
    if context.json {
        tell(context, &done);
        return context.print_json(&json!({"office": session.me.office, "commit": done.commit}));
    }
    context.say(&msg!("store-rotated", office = session.me.office.as_str()));
    tell(context, &done);
    Ok(())
}
