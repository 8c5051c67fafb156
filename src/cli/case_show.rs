//! `sop case show`.

use serde_json::{Map, Value as Json, json};
use unicode_width::UnicodeWidthStr;

use super::changes::{next_json, stage_word, stages_json};
use super::obligations::{self, urgency};
use super::output::{COLUMNS, Table, joined, shorten};
use super::session::{OpenCase, Session};
use super::{Context, attachments, case_documents};
use crate::case::Value;
use crate::definitions::TaskKind;
use crate::engine::{self, Obligation, StageStatus};
use crate::error::Result;
use crate::msg;

/// What is due in the case, its next steps, stages and forms.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Also duties without a time, rights, what is over, all documents with their versions, and all facts.
    #[arg(long)]
    all: bool,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    let session = Session::open(context)?;
    let case = session.case()?;
    if context.json { context.print_json(&document(&session, &case)) } else { print(&session, &case, args.all) }
}

fn document(session: &Session<'_>, case: &OpenCase) -> Json {
    let lang = session.context.lang();
    let state = &case.state;
    let facts: Map<_, _> = state
        .facts
        .iter()
        .filter_map(|(id, fact)| Some((id.clone(), value_json(session, fact.value.as_ref()?))))
        .collect();
    let next = engine::next(&session.workflow, state, &session.options(&case.loaded, session.context.now()));
    let conflicts: Vec<_> = state
        .facts
        .iter()
        .filter(|(_, fact)| !fact.conflict.is_empty())
        .map(|(id, fact)| {
            let claims: Vec<_> = fact
                .conflict
                .iter()
                .map(|claim| {
                    json!({
                        "value": value_json(session, &claim.value),
                        "by": claim.member,
                        "at": session.rfc3339(claim.at),
                        "event": claim.event,
                    })
                })
                .collect();
            json!({"fact": id, "claims": claims})
        })
        .collect();
    json!({
        "case": case.id.as_str(),
        "workflow": {
            "id": session.workflow.id,
            "version": session.workflow.version,
            "hash": session.workflow.hash,
        },
        "opened_at": state.opened_at.map(|at| session.rfc3339(at)),
        "closed_at": state.closed_at.map(|at| session.rfc3339(at)),
        "stages": stages_json(state),
        "facts": facts,
        "forms": case_documents::json(session, case),
        "attachments": attachments::json(session, case),
        "obligations": sorted(case).iter().map(|o| obligations::json(session, case, o)).collect::<Vec<_>>(),
        "next": next_json(lang, &next),
        "conflicts": conflicts,
        "readers": case.loaded.readers,
        "held": case.loaded.held.len(),
    })
}

/// A value of a field or fact in JSON: dates as ISO dates, times as RFC 3339.
pub fn value_json(session: &Session<'_>, value: &Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::Integer(value) => json!(value),
        Value::Text(value) => json!(value),
        Value::List(value) => json!(value),
        Value::Date(value) => json!(value.to_string()),
        Value::DateTime(value) => json!(session.rfc3339(value.with_timezone(&chrono::Utc))),
        Value::Table(rows) => rows
            .iter()
            .map(|row| {
                let row: Map<_, _> = row.iter().map(|(id, value)| (id.clone(), value_json(session, value))).collect();
                Json::Object(row)
            })
            .collect(),
    }
}

fn sorted(case: &OpenCase) -> Vec<&Obligation> {
    let mut list: Vec<_> = case.state.obligations.iter().collect();
    list.sort_by_cached_key(|obligation| urgency(obligation));
    list
}

/// How many duties a case shows before it counts the rest.
const SHOWN: usize = 5;
/// How many stages that can come next, likewise.
const STEPS: usize = 3;

/// What stands before the lines, each as wide as the widest.
struct Labels {
    stages: String,
    due: String,
    next: String,
    forms: String,
}

impl Labels {
    fn new(context: &Context) -> Labels {
        let words = [msg!("cli-show-stages"), msg!("cli-show-due"), msg!("cli-show-next"), msg!("cli-show-forms")];
        let words = words.map(|message| context.words(&message));
        let widest = words.iter().map(|word| word.width()).max().unwrap_or(0);
        let [stages, due, next, forms] =
            words.map(|word| format!("{word}{}", " ".repeat(widest.saturating_sub(word.width()))));
        Labels { stages, due, next, forms }
    }

    /// As wide, of a line that goes on with what the line before began.
    fn none(&self) -> String {
        " ".repeat(self.due.width())
    }
}

/// The duties with a time, most urgent first; where they are few, those without one too, of the stage that opened last
/// first: there the work is.
fn foremost<'a>(session: &Session<'_>, case: &OpenCase, list: &[&'a Obligation]) -> Vec<&'a Obligation> {
    let duties = list.iter().filter(|o| o.state.is_open() && o.kind == TaskKind::Duty);
    let (timed, mut untimed): (Vec<_>, Vec<_>) = duties.copied().partition(|o| obligations::has_time(o));
    untimed.sort_by_cached_key(|obligation| {
        let stage = case.state.stages.get(&obligation.stage);
        let done = stage.is_none_or(|stage| stage.state != StageStatus::Open);
        let place = session.workflow.tasks.get_index_of(&obligation.task);
        (done, std::cmp::Reverse(stage.and_then(|stage| stage.opened_at)), place)
    });
    timed.into_iter().chain(untimed).take(SHOWN).collect()
}

fn print(session: &Session<'_>, case: &OpenCase, all: bool) -> Result<()> {
    let context = session.context;
    let lang = context.lang();
    let state = &case.state;
    let short = session.store.short(&case.id);
    let opened = state.opened_at.map(|at| session.day_time(at)).unwrap_or_default();
    let by = case.loaded.events.first().map(|event| event.by.clone()).unwrap_or_default();
    context.print(&context.words(&msg!("cli-show-head", case = short, opened = opened, by = by)))?;
    if let Some(closed) = state.closed_at {
        context.print(&context.words(&msg!("cli-show-closed", at = session.day_time(closed))))?;
    }
    for (id, fact) in state.facts.iter().filter(|(_, fact)| !fact.conflict.is_empty()) {
        let title = session.workflow.facts.get(id).map(|fact| fact.title.clone()).unwrap_or_default();
        context.print(&context.words(&msg!("cli-show-conflict", fact = title)))?;
        for claim in &fact.conflict {
            let value = value_json(session, &claim.value).to_string();
            context.print(&format!("  {}  {}, {}", value, claim.member, session.day_time(claim.at)))?;
        }
    }
    context.print("")?;
    let stages: Vec<_> = state
        .stages
        .iter()
        .filter(|(path, stage)| all || !path.contains('/') || stage.state == StageStatus::Suspended)
        .filter_map(|(path, stage)| {
            let title = session.workflow.stages.get(path)?.title.get(lang);
            Some(format!("{title}: {}", stage_word(context, stage.state)))
        })
        .collect();
    let labels = Labels::new(context);
    if !stages.is_empty() {
        context.print(&joined(&labels.stages, &stages))?;
    }

    let list = sorted(case);
    let shown = if all { list.clone() } else { foremost(session, case, &list) };
    let mut table = Table::fitting(0, 1);
    for (number, obligation) in shown.iter().enumerate() {
        let label = if number == 0 { labels.due.clone() } else { labels.none() };
        table.row([label, obligations::title(session, obligation), obligations::when(session, obligation)]);
    }
    for (line, obligation) in table.text().lines().zip(&shown) {
        context.print(line)?;
        // Two of one duty that recipients and numbers do not tell apart: what opened each.
        let base = |o: &Obligation| o.instance.split(['>', '#']).next().unwrap_or_default().to_owned();
        let twin = |o: &&Obligation| o.state.is_open() && o.task == obligation.task && base(o) != base(obligation);
        if obligation.state.is_open() && list.iter().any(twin) {
            let opened = msg!(
                "engine-explain-trigger",
                what = obligation.trigger.words.clone(),
                at = session.day_time(obligation.trigger.at)
            );
            context.print(&shorten(&format!("{}    {}", labels.none(), context.words(&opened)), COLUMNS))?;
        }
        let command = obligations::command(session, case, obligation);
        if obligation.state.is_open() && !command.is_empty() {
            context.print(&format!("{}    {command}", labels.none()))?;
        }
    }

    let next = engine::next(&session.workflow, state, &session.options(&case.loaded, context.now()));
    let (ready, waiting): (Vec<_>, Vec<_>) = next.iter().partition(|entry| entry.allowed);
    let steps = ready.into_iter().chain(waiting);
    let steps: Vec<_> = if all { steps.collect() } else { steps.take(STEPS).collect() };
    for (number, entry) in steps.into_iter().enumerate() {
        let label = if number == 0 { labels.next.clone() } else { labels.none() };
        let title = session.workflow.stages.get(&entry.stage).map(|stage| stage.title.clone()).unwrap_or_default();
        let text = if entry.allowed {
            context.words(&msg!("cli-show-next-ready", stage = title))
        } else {
            context.words(&msg!("cli-show-next-missing", stage = title, count = entry.unmet.len()))
        };
        // The command stands on a line of its own where the two have no room on one: it must work when it is pasted.
        let command = format!("sop advance --stage {}", entry.stage);
        let line = format!("{label}  {text}");
        if line.width() + 2 + command.width() <= COLUMNS {
            context.print(&format!("{line}  {command}"))?;
        } else {
            context.print(&shorten(&line, COLUMNS))?;
            context.print(&format!("{}    {command}", labels.none()))?;
        }
    }

    let mut forms: Vec<String> = Vec::new();
    for form in session.workflow.forms.values() {
        let filed: Vec<_> = state.documents_of(&form.id).collect();
        let missing: usize = filed.iter().map(|document| document.missing.len()).sum();
        match (filed.as_slice(), missing) {
            ([], _) => {}
            ([one], 0) if one.versions.len() > 1 => {
                forms.push(context.words(&msg!("cli-show-form-versions", form = &form.id, count = one.versions.len())));
            }
            ([_], 0) => forms.push(form.id.clone()),
            (several, 0) => forms.push(format!("{} ({})", form.id, several.len())),
            (_, missing) => forms.push(context.words(&msg!("cli-show-form-missing", form = &form.id, count = missing))),
        }
    }
    if !forms.is_empty() {
        context.print(&joined(&labels.forms, &forms))?;
    }
    if all {
        context.print(&case_documents::table(session, case))?;
    }
    let attached: Vec<String> = attachments::of(session, case)
        .iter()
        .filter(|attachment| !attachment.withdrawn)
        .map(|attachment| attachments::words(case, attachment))
        .collect();
    if !attached.is_empty() {
        context.print(&joined(&context.words(&msg!("cli-show-attachments")), &attached))?;
        if all {
            context.print(&attachments::table(session, case))?;
        }
    }
    if !case.loaded.held.is_empty() {
        context.print(&context.words(&msg!("cli-show-held", count = case.loaded.held.len())))?;
    }
    let rest: Vec<_> =
        list.iter().filter(|o| o.state.is_open() && !shown.iter().any(|s| std::ptr::eq(*s, **o))).copied().collect();
    for line in obligations::rest(session, &rest, "sop case show --all") {
        context.print(&line)?;
    }
    if all {
        context.print("")?;
        let mut table = Table::new(2);
        for (id, fact) in &state.facts {
            let Some(value) = &fact.value else { continue };
            let title = session.workflow.facts.get(id).map(|f| f.title.get(lang).to_owned()).unwrap_or_default();
            table.row([shorten(&title, 50), super::output::safe(&plain(session, value))]);
        }
        context.print(&table.text())?;
    }
    Ok(())
}

fn plain(session: &Session<'_>, value: &Value) -> String {
    match value {
        Value::Bool(true) => session.context.words(&msg!("cli-yes")),
        Value::Bool(false) => session.context.words(&msg!("cli-no")),
        Value::Text(text) => text.clone(),
        Value::DateTime(at) => session.day_time(at.with_timezone(&chrono::Utc)),
        other => value_json(session, other).to_string(),
    }
}
