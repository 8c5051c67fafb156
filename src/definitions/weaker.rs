//! What new definitions ask less of people than the old ones did, or show to more of them (S26). A store may have its
//! own definitions, but nobody should weaken them unseen.

use super::model::{Action, Field, Form, Task, TaskKind, Within, Workflow};
use super::{PolicyValue, written};
use crate::deadline::Span;
use crate::error::Effect;
use crate::language::Message;
use crate::msg;

/// Each weakening, in the order of the old definitions. What is only worded differently is none.
pub fn weaker(before: &Workflow, after: &Workflow) -> Vec<Message> {
    let mut found = Vec::new();
    for task in before.tasks.values() {
        duty(before, after, task, &mut found);
    }
    for rule in before.rules.values() {
        let new = after.rules.get(&rule.id);
        let Some(new) = new else {
            found.push(msg!("weaker-rule-gone", rule = &rule.id));
            continue;
        };
        for (action, effect) in &rule.guards {
            softened(
                &rule.id,
                action,
                *effect,
                new.guards.iter().find(|(a, _)| a == action).map(|(_, e)| *e),
                &mut found,
            );
        }
        let source = |expr: &Option<super::Expr>| expr.as_ref().map(|expr| expr.source.clone());
        if new.must.source != rule.must.source || source(&new.applies) != source(&rule.applies) {
            found.push(msg!("weaker-rule-changed", rule = &rule.id));
        }
    }
    for form in before.forms.values() {
        match after.forms.get(&form.id) {
            Some(new) => paper(form, new, &mut found),
            None => found.push(msg!("weaker-form-gone", form = &form.id)),
        }
    }
    found
}

fn duty(before: &Workflow, after: &Workflow, task: &Task, found: &mut Vec<Message>) {
    let id = &task.id;
    let Some(new) = after.tasks.get(id) else {
        found.push(msg!("weaker-task-gone", task = id));
        return;
    };
    if task.kind == TaskKind::Duty && new.kind == TaskKind::Right {
        found.push(msg!("weaker-task-right", task = id));
    }
    if !task.waivable && new.waivable {
        found.push(msg!("weaker-task-waivable", task = id));
    }
    let (old, new_span) = (span(before, task), span(after, new));
    if let Some(old) = old
        && new_span.is_none_or(|new| !is_shorter_or_same(new, old))
    {
        let to = new_span.map_or_else(|| "–".to_owned(), |span| span.to_string());
        found.push(msg!("weaker-task-longer", task = id, from = old.to_string(), to = to));
    }
    for field in &task.fields {
        let place = format!("{id}.{}", field.id);
        entry(&place, field, new.fields.iter().find(|f| f.id == field.id), found);
    }
}

/// The time that a task allows; none without one.
fn span(workflow: &Workflow, task: &Task) -> Option<Span> {
    match task.within.as_ref()? {
        Within::Span(span) => Some(*span),
        Within::Policy(id) => match workflow.policies.get(id)?.is {
            PolicyValue::Span(span) => Some(span),
            PolicyValue::Number(_) => None,
        },
    }
}

/// Certainly no more time. Of different units that are counted differently nothing is certain.
fn is_shorter_or_same(new: Span, old: Span) -> bool {
    let minutes = |span| match span {
        Span::Minutes(minutes) => Some(minutes),
        Span::Hours(hours) => Some(hours * 60),
        _ => None,
    };
    let days = |span| match span {
        Span::Days(days) => Some(days),
        Span::Weeks(weeks) => Some(weeks * 7),
        _ => None,
    };
    match (new, old) {
        (Span::Months(new), Span::Months(old)) | (Span::WorkingDays(new), Span::WorkingDays(old)) => new <= old,
        (Span::SameDay, Span::SameDay | Span::Days(_) | Span::Weeks(_) | Span::Months(_) | Span::WorkingDays(_)) => {
            true
        }
        _ => {
            minutes(new).zip(minutes(old)).is_some_and(|(new, old)| new <= old)
                || days(new).zip(days(old)).is_some_and(|(new, old)| new <= old)
        }
    }
}

fn softened(rule: &str, action: &Action, old: Effect, new: Option<Effect>, found: &mut Vec<Message>) {
    let words = written::action(action);
    match new {
        None => found.push(msg!("weaker-guard-gone", rule = rule, action = words)),
        // The strongest effect is the first.
        Some(new) if new > old => found.push(msg!("weaker-guard-softer", rule = rule, action = words)),
        Some(_) => {}
    }
}

fn paper(form: &Form, new: &Form, found: &mut Vec<Message>) {
    for field in form.fields() {
        entry(&format!("{}.{}", form.id, field.id), field, new.field(&field.id), found);
    }
    for check in &form.checks {
        let id = format!("{}.{}", form.id, check.id);
        match new.checks.iter().find(|other| other.id == check.id) {
            None => found.push(msg!("weaker-rule-gone", rule = id)),
            Some(other) if other.effect > check.effect => {
                found.push(msg!("weaker-guard-softer", rule = id, action = format!("file {}", form.id)));
            }
            Some(other) if other.must.source != check.must.source => {
                found.push(msg!("weaker-rule-changed", rule = id));
            }
            Some(_) => {}
        }
    }
}

/// A field that others may read now, or that need no longer be filled in.
fn entry(place: &str, field: &Field, new: Option<&Field>, found: &mut Vec<Message>) {
    let Some(new) = new else {
        if field.required {
            found.push(msg!("weaker-field-gone", field = place));
        }
        return;
    };
    if new.vault != field.vault {
        found.push(msg!("weaker-field-moved", field = place, from = &field.vault, to = &new.vault));
    }
    if field.required && !new.required {
        found.push(msg!("weaker-field-optional", field = place));
    }
    for column in &field.columns {
        let place = format!("{place}.{}", column.id);
        entry(&place, column, new.columns.iter().find(|other| other.id == column.id), found);
    }
}
