//! Who may do what: roles, seats, groups that others act for.

use super::intent::{Doing, Intent};
use super::outcome::roles;
use super::program::program;
use super::reference::Reference;
use super::state::CaseState;
use crate::definitions::{RoleRef, Workflow};
use crate::error::{Error, Result};
use crate::language::{Message, Text};
use crate::msg;

/// Groups of groups are looked through this deep.
const DEPTH: usize = 4;

/// Whether someone with this role counts as one of these: the role itself, a seat of it, or a group that the role acts
/// for. A role without a seat finds all its seats.
pub fn holds(workflow: &Workflow, role: &str, among: &[RoleRef]) -> bool {
    let held = RoleRef::parse(role);
    among
        .iter()
        .any(|wanted| (held.seat.is_none() && held.role == wanted.role) || acts_for(workflow, &held, wanted, DEPTH))
}

/// Whoever holds the one may act as the other.
fn acts_for(workflow: &Workflow, held: &RoleRef, wanted: &RoleRef, depth: usize) -> bool {
    if held == wanted || (wanted.seat.is_none() && held.role == wanted.role) {
        return true;
    }
    if depth == 0 || wanted.seat.is_some() {
        return false;
    }
    let members = workflow.roles.get(&wanted.role).map_or(&[][..], |role| &role.members);
    members.iter().any(|member| acts_for(workflow, held, member, depth - 1))
}

/// The role in which the member may do it: the one asked for, else the first held that may.
///
/// # Errors
/// None may (exit 4); the hint says who does.
pub fn may(workflow: &Workflow, state: &CaseState, intent: &Intent) -> Result<String> {
    let wanted = wanted(workflow, state, &intent.action);
    if let Some(role) = &intent.role
        && !intent.roles.contains(role)
    {
        let held = intent.roles.join(", ");
        return Err(Error::not_allowed(msg!("engine-role-not-held", role = role, held = held)));
    }
    let candidates: Vec<&String> = match &intent.role {
        Some(role) => vec![role],
        None => intent.roles.iter().collect(),
    };
    let Some(wanted) = wanted else {
        let any = candidates.first().map(|role| (*role).clone());
        return any.ok_or_else(|| Error::not_allowed(msg!("engine-no-role")));
    };
    // In the order of the definitions: whom the law names first.
    for role in &wanted {
        let holder = candidates.iter().find(|held| acts_for(workflow, &RoleRef::parse(held), role, DEPTH));
        if let Some(held) = holder {
            return Ok((*held).clone());
        }
    }
    let what = words(workflow, &intent.action);
    Err(Error::not_allowed(msg!("engine-not-your-role", what = what))
        .norms(norms(workflow, &intent.action))
        .hint(msg!("engine-who-may", roles = role_titles(workflow, &wanted))))
}

/// The roles that may do it; none: whoever holds any.
pub(super) fn wanted(workflow: &Workflow, state: &CaseState, doing: &Doing) -> Option<Vec<RoleRef>> {
    let some = |roles: Vec<RoleRef>| Some(roles).filter(|roles| !roles.is_empty());
    match doing {
        Doing::File { form, .. } => some(workflow.forms.get(form)?.filled_by.clone()),
        Doing::Do { reference, .. } | Doing::Waive { reference, .. } => task_roles(workflow, state, reference),
        Doing::OpenCase | Doing::CloseCase | Doing::ReopenCase | Doing::Migrate => some(workflow.case_roles.clone()),
        // Whoever could have recorded it may withdraw it.
        Doing::Correct { event } => {
            if let Some(document) = state.documents.iter().find(|document| document.versions.contains(event)) {
                return some(workflow.forms.get(&document.form)?.filled_by.clone());
            }
            let done = state.obligations.iter().find(|obligation| {
                obligation.met_by.as_ref() == Some(event) || obligation.waived_by.as_ref() == Some(event)
            });
            task_roles(workflow, state, &done?.task)
        }
        Doing::Enter { .. } | Doing::CloseStage { .. } | Doing::Share { .. } | Doing::Unshare { .. } | Doing::Note => {
            None
        }
    }
}

fn task_roles(workflow: &Workflow, state: &CaseState, reference: &str) -> Option<Vec<RoleRef>> {
    let number = workflow.tasks.get_index_of(Reference::read(reference).task)?;
    let program = program(workflow);
    Some(roles(workflow, number, |fact| {
        let field = program.fact(fact).and_then(|fact| state.world.facts.get(fact));
        field.is_some_and(|field| field.value.is_true())
    }))
}

/// What is being done, in words.
pub(super) fn words(workflow: &Workflow, doing: &Doing) -> Message {
    let stage = |path: &str| workflow.stages.get(path).map_or_else(|| Text::same(path), |stage| stage.title.clone());
    let task = |reference: &str| {
        let id = Reference::read(reference).task;
        workflow.tasks.get(id).map_or_else(|| Text::same(id), |task| task.title.clone())
    };
    match doing {
        Doing::File { form, .. } => msg!("engine-doing-file", form = form),
        Doing::Do { reference, .. } => msg!("engine-doing-do", task = task(reference)),
        Doing::Waive { reference, .. } => msg!("engine-doing-waive", task = task(reference)),
        Doing::Enter { stage: path } => msg!("engine-doing-enter", stage = stage(path)),
        Doing::CloseStage { stage: path } => msg!("engine-doing-close", stage = stage(path)),
        Doing::Share { .. } => msg!("engine-doing-share"),
        Doing::Unshare { .. } => msg!("engine-doing-unshare"),
        Doing::OpenCase => msg!("engine-doing-open-case"),
        Doing::CloseCase => msg!("engine-doing-close-case"),
        Doing::ReopenCase => msg!("engine-doing-reopen-case"),
        Doing::Migrate => msg!("engine-doing-migrate"),
        Doing::Note => msg!("engine-doing-note"),
        Doing::Correct { .. } => msg!("engine-doing-correct"),
    }
}

fn norms(workflow: &Workflow, doing: &Doing) -> Vec<String> {
    match doing {
        Doing::Do { reference, .. } | Doing::Waive { reference, .. } => {
            workflow.tasks.get(Reference::read(reference).task).map(|task| task.norms.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Names of roles in both languages, as the definitions give them.
pub fn role_titles(workflow: &Workflow, roles: &[RoleRef]) -> Text {
    let title = |role: &RoleRef| {
        let found = workflow.roles.get(&role.role);
        let title = found.map_or_else(|| Text::same(&role.role), |role| role.title.clone());
        match role.seat.as_ref().and_then(|seat| found?.seats.get(seat)) {
            Some(seat) => Text { sq: format!("{} ({})", title.sq, seat.sq), en: format!("{} ({})", title.en, seat.en) },
            None => title,
        }
    };
    let all: Vec<Text> = roles.iter().map(title).collect();
    let join = |pick: fn(&Text) -> &str| all.iter().map(pick).collect::<Vec<_>>().join(", ");
    Text { sq: join(|text| &text.sq), en: join(|text| &text.en) }
}
