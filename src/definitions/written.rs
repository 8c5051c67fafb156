//! Parts of the definitions as they are written in YAML, for those who look at them.

use super::model::{
    Action, CaseBecomes, FactType, Occurrence, Repeat, RoleRef, Roles, StageBecomes, TaskBecomes, Trigger, Within,
};

/// `file X1`, `do lend`, `close case`.
pub fn action(action: &Action) -> String {
    match action {
        Action::File(id) => format!("file {id}"),
        Action::Do(id) => format!("do {id}"),
        Action::Waive(id) => format!("waive {id}"),
        Action::Enter(id) => format!("enter {id}"),
        Action::Close(id) => format!("close {id}"),
        Action::Share(id) => format!("share {id}"),
        Action::CloseCase => "close case".to_owned(),
    }
}

/// `librarian, board/chair`
pub fn roles(roles: &[RoleRef]) -> String {
    roles.iter().map(RoleRef::to_string).collect::<Vec<_>>().join(", ")
}

/// `librarian`, or `member: librarian; guest: board/chair`.
pub fn who(who: &Roles) -> String {
    match who {
        Roles::Any(list) => roles(list),
        Roles::ByFact(by_fact) => {
            by_fact.iter().map(|(fact, list)| format!("{fact}: {}", roles(list))).collect::<Vec<_>>().join("; ")
        }
    }
}

/// `14d`, or a policy's name.
pub fn within(within: &Within) -> String {
    match within {
        Within::Span(span) => span.to_string(),
        Within::Policy(id) => id.clone(),
    }
}

/// `each`, `again`, `every 1mo for 24mo`; none where it happens once.
pub fn repeat(repeat: &Repeat) -> Option<String> {
    match repeat {
        Repeat::None => None,
        Repeat::Each => Some("each".to_owned()),
        Repeat::Again => Some("again".to_owned()),
        Repeat::Every { every, lasting: None } => Some(format!("every {every}")),
        Repeat::Every { every, lasting: Some(lasting) } => Some(format!("every {every} for {lasting}")),
    }
}

/// `bool`, `choice (yes, no)`.
pub fn fact_type(kind: &FactType) -> String {
    match kind {
        FactType::Bool => "bool".to_owned(),
        FactType::Integer => "integer".to_owned(),
        FactType::Choice(choices) => format!("choice ({})", choices.join(", ")),
        FactType::Date => "date".to_owned(),
        FactType::DateTime => "datetime".to_owned(),
    }
}

/// `{form: X1, if: "event.damaged", at: event.returned_at}`
pub fn occurrence(occurrence: &Occurrence) -> String {
    let mut parts = Vec::new();
    let mut becomes = None;
    match &occurrence.on {
        Trigger::Form(forms) => parts.push(one_or_many("form", forms)),
        Trigger::Task { tasks, becomes: to } => {
            parts.push(one_or_many("task", tasks));
            becomes = match to {
                TaskBecomes::Met => None,
                TaskBecomes::Opened => Some("opened"),
                TaskBecomes::Waived => Some("waived"),
                TaskBecomes::Lapsed => Some("lapsed"),
            };
        }
        Trigger::Stage { stages, becomes: to } => {
            parts.push(one_or_many("stage", stages));
            becomes = match to {
                StageBecomes::Entered => None,
                StageBecomes::Done => Some("done"),
                StageBecomes::Closed => Some("closed"),
                StageBecomes::Suspended => Some("suspended"),
                StageBecomes::Resumed => Some("resumed"),
            };
        }
        Trigger::Fact { facts, becomes: to } => {
            parts.push(one_or_many("fact", facts));
            becomes = to.as_deref();
        }
        Trigger::Due(tasks) => parts.push(one_or_many("due", tasks)),
        Trigger::Time(moment) => parts.push(format!("time: {}", moment.source)),
        Trigger::Case(becomes) => parts.push(
            match becomes {
                CaseBecomes::Opened => "case: opened",
                CaseBecomes::Closed => "case: closed",
                CaseBecomes::Reopened => "case: reopened",
            }
            .to_owned(),
        ),
    }
    parts.extend(becomes.map(|word| format!("becomes: {word}")));
    parts.extend(occurrence.if_.as_ref().map(|expr| format!("if: {}", expr.source)));
    parts.extend(occurrence.at.as_ref().map(|expr| format!("at: {}", expr.source)));
    parts.extend(occurrence.to.as_ref().map(|role| format!("to: {role}")));
    format!("{{{}}}", parts.join(", "))
}

fn one_or_many(key: &str, ids: &[String]) -> String {
    match ids {
        [id] => format!("{key}: {id}"),
        ids => format!("{key}: [{}]", ids.join(", ")),
    }
}
