//! `sop member`: who may sign, and in which roles.

use std::path::PathBuf;

use serde_json::json;

use super::Context;
use super::output::{Table, safe};
use super::session::Session;
use crate::definitions::Workflow;
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{Appointed, Card, Member, Moment, NewMember};

/// Members of the store.
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
    Revoke(RevokeArgs),
    Role(RoleArgs),
}

/// Makes somebody a member, from the public card of his key. Everything given here is visible to whoever has the store.
#[derive(clap::Args, Debug)]
struct AddArgs {
    /// The public card, as `sop key show` prints it.
    #[arg(value_name = "CARD")]
    card: PathBuf,
    /// The member's id: small letters, digits and hyphens.
    #[arg(long, value_name = "ID")]
    id: String,
    /// His office (default: one of his own id).
    #[arg(long, value_name = "ID")]
    office: Option<String>,
    /// His institution, as members see it.
    #[arg(long, value_name = "TEXT")]
    institution: Option<String>,
    /// A role that he holds, perhaps with a seat (ROLE/SEAT); may be repeated.
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// He may appoint and revoke members.
    #[arg(long)]
    admin: bool,
}

/// All members.
#[derive(clap::Args, Debug)]
struct ListArgs {}

/// One member, with the fingerprint of his card.
#[derive(clap::Args, Debug)]
struct ShowArgs {
    /// The member.
    #[arg(value_name = "ID")]
    id: String,
}

/// Ends a member's right to sign, at once.
#[derive(clap::Args, Debug)]
struct RevokeArgs {
    /// The member.
    #[arg(value_name = "ID")]
    id: String,
    /// Why, in a word that everybody may read.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// Gives a member roles, or takes them from him.
#[derive(clap::Args, Debug)]
struct RoleArgs {
    /// The member.
    #[arg(value_name = "ID")]
    id: String,
    /// A role to give; may be repeated.
    #[arg(long, value_name = "ROLE")]
    add: Vec<String>,
    /// A role to take; may be repeated.
    #[arg(long, value_name = "ROLE")]
    remove: Vec<String>,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::Add(args) => add(context, args),
        Command::List(ListArgs {}) => list(context),
        Command::Show(args) => show(context, args),
        Command::Revoke(args) => revoke(context, args),
        Command::Role(args) => role(context, args),
    }
}

fn moment(context: &Context) -> Moment {
    Moment { now: context.now(), clock_set: context.clock_set }
}

fn add(context: &Context, args: &AddArgs) -> Result<()> {
    let file = args.card.display().to_string();
    let text = std::fs::read_to_string(&args.card)
        .map_err(|error| Error::invalid(msg!("store-card-unreadable", file = file.as_str(), reason = &error)))?;
    let card = Card::parse(&text, &file)?;
    let store = context.open_store()?;
    known_roles(context.workflow()?, &args.roles)?;
    let keys = context.open_keys()?;
    let fingerprint = card.fingerprint();
    let new = NewMember {
        id: args.id.clone(),
        card,
        office: args.office.clone(),
        institution: args.institution.clone(),
        roles: args.roles.clone(),
        admin: args.admin,
    };
    let done = store.add_member(&keys, &new, moment(context))?;
    let office = args.office.as_deref().unwrap_or(&args.id);
    if context.json {
        tell(context, &done);
        return context.print_json(
            &json!({"member": args.id, "office": office, "fingerprint": fingerprint, "commit": done.commit}),
        );
    }
    context.say(&msg!("store-member-added", member = args.id.as_str(), office = office));
    context.say(&msg!("store-member-fingerprint", fingerprint = fingerprint));
    tell(context, &done);
    Ok(())
}

fn tell(context: &Context, done: &Appointed) {
    for notice in &done.notices {
        context.say(notice);
    }
}

/// Refuses roles and seats that the procedure does not know.
fn known_roles(workflow: &Workflow, roles: &[String]) -> Result<()> {
    for given in roles {
        let (role, seat) = given.split_once('/').map_or((given.as_str(), None), |(role, seat)| (role, Some(seat)));
        let Some(known) = workflow.roles.get(role) else {
            let error = Error::invalid(msg!("store-unknown-role", given = given));
            let near =
                workflow.roles.keys().map(|id| (strsim::jaro_winkler(id, role), id)).max_by(|a, b| a.0.total_cmp(&b.0));
            return Err(match near {
                Some((likeness, id)) if likeness > 0.8 => error.hint(msg!("store-perhaps", suggestion = id)),
                _ => error,
            });
        };
        match seat {
            Some(seat) if !known.seats.contains_key(seat) => {
                let seats = known.seats.keys().cloned().collect::<Vec<_>>().join(", ");
                return Err(Error::invalid(msg!("store-unknown-seat", role = role, seat = seat, seats = seats)));
            }
            _ => {}
        }
    }
    Ok(())
}

fn list(context: &Context) -> Result<()> {
    let store = context.open_store()?;
    let governed = store.governed();
    let zone = context.workflow()?.zone;
    if context.json {
        let members: Vec<_> = governed.members.values().map(|member| member_json(member, zone)).collect();
        return context.print_json(&json!({ "members": members }));
    }
    let mut table = Table::new(0);
    for member in governed.members.values() {
        let state = match &member.revoked {
            Some(revoked) => {
                let day = crate::deadline::local_date(revoked.at, zone);
                context.words(&msg!("store-member-revoked-on", day = day.to_string()))
            }
            None if member.admin => context.words(&msg!("store-member-admin")),
            None => String::new(),
        };
        table.row([
            member.member.clone(),
            member.office.clone(),
            safe(member.institution.as_deref().unwrap_or_default()),
            member.roles.join(", "),
            state,
        ]);
    }
    context.print(&table.text())
}

fn member_json(member: &Member, zone: chrono_tz::Tz) -> serde_json::Value {
    json!({
        "member": member.member,
        "office": member.office,
        "institution": member.institution,
        "roles": member.roles,
        "admin": member.admin,
        "since": crate::deadline::rfc3339(member.since, zone),
        "revoked": member.revoked.as_ref().map(|r| crate::deadline::rfc3339(r.at, zone)),
        "fingerprint": member.card.fingerprint(),
    })
}

fn show(context: &Context, args: &ShowArgs) -> Result<()> {
    let store = context.open_store()?;
    let governed = store.governed();
    let zone = context.workflow()?.zone;
    let Some(member) = governed.members.get(&args.id) else {
        return Err(
            Error::invalid(msg!("store-no-member", member = args.id.as_str())).hint(msg!("store-no-member-hint"))
        );
    };
    let holds = store.holders(&member.office)?.contains(&member.member);
    if context.json {
        let mut value = member_json(member, zone);
        value["recipient"] = json!(member.card.recipient);
        value["key"] = json!(member.card.key);
        value["holds_office_key"] = json!(holds);
        value["reason"] = json!(member.revoked.as_ref().map(|r| r.reason.clone()));
        return context.print_json(&value);
    }
    let day = |at| crate::deadline::local_date(at, zone).to_string();
    let mut table = Table::new(0);
    table.row([context.words(&msg!("store-show-member")), member.member.clone()]);
    table.row([context.words(&msg!("store-show-office")), member.office.clone()]);
    if let Some(institution) = &member.institution {
        table.row([context.words(&msg!("store-show-institution")), safe(institution)]);
    }
    table.row([context.words(&msg!("store-show-roles")), member.roles.join(", ")]);
    table.row([context.words(&msg!("store-show-since")), day(member.since)]);
    if let Some(revoked) = &member.revoked {
        table.row([
            context.words(&msg!("store-show-revoked")),
            format!("{} ({})", day(revoked.at), safe(&revoked.reason)),
        ]);
    }
    table.row([context.words(&msg!("store-show-fingerprint")), member.card.fingerprint()]);
    let access = if holds { msg!("store-show-holds") } else { msg!("store-show-waits") };
    table.row([context.words(&msg!("store-show-key")), context.words(&access)]);
    context.print(&table.text())
}

fn revoke(context: &Context, args: &RevokeArgs) -> Result<()> {
    let session = Session::open(context)?;
    let done = session.store.revoke_member(&session.keys, &args.id, &args.reason, moment(context))?;
    if context.json {
        tell(context, &done);
        return context.print_json(&json!({"member": args.id, "commit": done.commit}));
    }
    context.say(&msg!("store-member-revoked", member = args.id.as_str()));
    tell(context, &done);
    Ok(())
}

fn role(context: &Context, args: &RoleArgs) -> Result<()> {
    let session = Session::open(context)?;
    known_roles(&session.workflow, &args.add)?;
    if args.add.is_empty() && args.remove.is_empty() {
        return Err(Error::invalid(msg!("store-nothing-to-change")));
    }
    let done = session.store.change_roles(&session.keys, &args.id, &args.add, &args.remove, moment(context))?;
    let governed = session.store.governed();
    let roles = governed.members.get(&args.id).map(|m| m.roles.clone()).unwrap_or_default();
    if context.json {
        tell(context, &done);
        return context.print_json(&json!({"member": args.id, "roles": roles, "commit": done.commit}));
    }
    context.say(&msg!("store-roles-now", member = args.id.as_str(), roles = roles.join(", ")));
    tell(context, &done);
    Ok(())
}
