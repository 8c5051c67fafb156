//! Plays scenarios: records each step as the command line would, and compares what must hold.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::{Act, Failed, Outcome, Position, Scenario, Told, What};
use crate::case::{self, Event, Value, Values};
use crate::deadline::Instant;
use crate::definitions::{Field, Id, RoleRef, Workflow};
use crate::engine::admit::admit_partial;
use crate::engine::documents::PROCESS;
use crate::engine::reference::Reference;
use crate::engine::{CaseState, Doing, Intent, Options, Permit, fold};
use crate::error::{Error, Kind};
use crate::msg;

/// The audit's findings about a case at a moment, by their codes: lent by whoever runs scenarios, since the audit stands
/// above the engine.
pub type Findings<'f> = &'f dyn Fn(&Workflow, &[Event], Instant) -> BTreeSet<String>;

/// Refusals that are no rule's, as `refused` names them.
pub(super) const REFUSALS: &[&str] = &[
    "role",
    "suspended",
    "nothing-open",
    "already-met",
    "already-waived",
    "lapsed",
    "not-by-hand",
    "not-waivable",
    "stage-open",
    "stage-over",
    "stage-not-open",
    "outer-not-open",
    "stage-does-not-apply",
    "enters-by-itself",
    "case-closed",
    "case-not-closed",
    "withdrawn-already",
    "recipient-not-open",
    "which-instance",
    "which-recipient",
];

/// What the scenarios have come by, so that what none of them reaches can be named.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    stages: BTreeSet<String>,
    tasks: BTreeSet<String>,
    rules: BTreeSet<String>,
}

impl Reached {
    fn note(&mut self, state: &CaseState) {
        for path in state.stages.keys().filter(|path| !self.stages.contains(*path)).collect::<Vec<_>>() {
            self.stages.insert(path.clone());
        }
        for obligation in &state.obligations {
            if !self.tasks.contains(&obligation.task) {
                self.tasks.insert(obligation.task.clone());
            }
        }
    }

    /// Stages never entered, tasks never opened, rules never asked: `stage:…`, `task:…`, `rule:…`.
    pub fn unreached(&self, workflow: &Workflow) -> Vec<String> {
        let missing = |kind: &str, ids: Vec<&String>, reached: &BTreeSet<String>| -> Vec<String> {
            ids.into_iter().filter(|id| !reached.contains(*id)).map(|id| format!("{kind}:{id}")).collect()
        };
        let mut all = missing("stage", workflow.stages.keys().collect(), &self.stages);
        all.extend(missing("task", workflow.tasks.keys().collect(), &self.tasks));
        all.extend(missing("rule", workflow.rules.keys().collect(), &self.rules));
        all
    }
}

/// Plays all of them; with what none of them reached.
pub fn run_all(
    workflow: &Workflow,
    scenarios: &[Scenario],
    findings: Option<Findings<'_>>,
) -> (Vec<Outcome>, Vec<String>) {
    let mut reached = Reached::default();
    let outcomes = scenarios.iter().map(|scenario| run(workflow, scenario, findings, &mut reached)).collect();
    (outcomes, reached.unreached(workflow))
}

/// Plays one.
pub fn run(workflow: &Workflow, scenario: &Scenario, findings: Option<Findings<'_>>, reached: &mut Reached) -> Outcome {
    let mut play =
        Play { workflow, events: Vec::new(), labels: BTreeMap::new(), failures: Vec::new(), findings, reached };
    for step in &scenario.story {
        match &step.what {
            What::Act(act) => play.act(step.position, act),
            What::Check(check) => checks::check(&mut play, step.position, check),
        }
    }
    Outcome {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        proves: scenario.proves.clone(),
        file: scenario.file.clone(),
        failures: play.failures,
        events: play.events,
    }
}

pub(super) struct Play<'p> {
    pub workflow: &'p Workflow,
    pub events: Vec<Event>,
    labels: BTreeMap<String, String>,
    pub failures: Vec<Failed>,
    pub findings: Option<Findings<'p>>,
    pub reached: &'p mut Reached,
}

impl Play<'_> {
    pub fn fail(&mut self, position: Position, message: crate::language::Message) {
        self.failures.push(Failed { position, message });
    }

    /// The state of the story so far.
    pub fn state(&mut self, now: Instant, known: Option<Instant>) -> CaseState {
        let mut options = Options::new(now, self.workflow.vaults.keys().cloned());
        options.known = known;
        let state = fold(self.workflow, "scenario", &self.events, &options);
        self.reached.note(&state);
        state
    }

    /// A name of an obligation with the event's id in place of its label.
    pub fn resolve(&self, reference: &str) -> String {
        let parts = Reference::read(reference);
        let event = parts.event.map(|label| self.labels.get(label).map_or(label, String::as_str));
        let mut name = parts.task.to_owned();
        for (mark, part) in [('@', event), ('#', parts.number), ('>', parts.to)] {
            if let Some(part) = part {
                name.push(mark);
                name.push_str(part);
            }
        }
        name
    }

    fn act(&mut self, position: Position, act: &Act) {
        self.open_case(act);
        let doing = match self.doing(act) {
            Ok(doing) => doing,
            Err(message) => return self.fail(position, message),
        };
        let intent = Intent {
            action: doing,
            at: act.at,
            member: act.member.clone().unwrap_or_else(|| RoleRef::parse(&act.role).role),
            roles: vec![act.role.clone()],
            role: None,
            values: act.values.clone(),
            reasons: act.reasons.clone(),
        };
        let state = self.state(act.at, None);
        let options = Options::new(act.at, self.workflow.vaults.keys().cloned());
        let (answer, asked) = admit_partial(self.workflow, &state, &intent, &options);
        self.reached.rules.extend(asked);
        match (answer, &act.refused) {
            (Ok(permit), None) => self.record(act, &intent, permit),
            (Ok(_), Some(expected)) => {
                self.fail(position, msg!("engine-scenario-not-refused", expected = listed(expected)));
            }
            (Err(error), None) => self.fail(position, msg!("engine-scenario-refused", why = why(&error))),
            (Err(error), Some(expected)) => {
                let found = refusal(&error);
                if found != *expected {
                    let message =
                        msg!("engine-scenario-refused-otherwise", expected = listed(expected), found = listed(&found));
                    self.fail(position, message);
                }
            }
        }
    }

    /// A story that does not open its case has it opened by its first step.
    fn open_case(&mut self, act: &Act) {
        if self.events.is_empty() && !matches!(act.doing, Told::Plain(Doing::OpenCase)) {
            let open = case::Act::Open { workflow: self.workflow.id.clone(), version: self.workflow.version.clone() };
            let event = self.event(act, &act.role, open, Vec::new());
            self.events.push(event);
        }
    }

    fn doing(&self, act: &Act) -> Result<Doing, crate::language::Message> {
        let event =
            |label: &str| self.labels.get(label).cloned().ok_or_else(|| msg!("engine-scenario-unknown", word = label));
        Ok(match &act.doing {
            Told::Plain(doing) => doing.clone(),
            Told::Do { reference, to, ahead } => {
                Doing::Do { reference: self.resolve(reference), to: to.clone(), ahead: *ahead }
            }
            Told::Waive { reference, to, reason, series } => Doing::Waive {
                reference: self.resolve(reference),
                to: to.clone(),
                reason: reason.clone(),
                series: *series,
            },
            Told::Amend { label, complete } => {
                let amends = event(label)?;
                let form = self.events.iter().find(|event| event.id == amends).and_then(|event| match &event.act {
                    case::Act::File { form, .. } => Some(form.clone()),
                    _ => None,
                });
                let form = form.ok_or_else(|| msg!("engine-scenario-no-document", label = label))?;
                Doing::File { form, amends: Some(amends), complete: *complete, cleared: act.cleared.clone() }
            }
            Told::Correct { label } => Doing::Correct { event: event(label)? },
        })
    }

    fn event(&self, act: &Act, role: &str, what: case::Act, seen: Vec<String>) -> Event {
        // Endings are counted up, so that they tell the entries of a story apart.
        let id = format!("{:026}", self.events.len() + 1);
        let last = self.events.iter().map(|event| event.recorded).max();
        let earliest = act.recorded.unwrap_or(act.at);
        Event {
            id,
            by: act.member.clone().unwrap_or_else(|| RoleRef::parse(role).role),
            role: role.to_owned(),
            at: act.at,
            recorded: last.map_or(earliest, |last| if act.recorded.is_some() { earliest } else { last.max(earliest) }),
            seen,
            definitions: self.workflow.hash.clone(),
            vaults: BTreeMap::new(),
            act: what,
            values: BTreeMap::from([(PROCESS.to_owned(), Values::new())]),
            reasons: BTreeMap::new(),
            overridden: BTreeMap::new(),
            satisfied: Vec::new(),
        }
    }

    fn record(&mut self, act: &Act, intent: &Intent, permit: Permit) {
        let what = match &intent.action {
            Doing::File { form, amends, complete, cleared } => case::Act::File {
                form: form.clone(),
                amends: amends.clone(),
                complete: *complete,
                missing: Vec::new(),
                cleared: cleared.clone(),
            },
            Doing::Do { reference, ahead, .. } => case::Act::Done {
                task: Reference::read(reference).task.to_owned(),
                instances: permit.instances.clone(),
                to: permit.to.clone(),
                ahead: *ahead,
            },
            Doing::Waive { reference, reason, series, .. } => case::Act::Waive {
                task: Reference::read(reference).task.to_owned(),
                instances: permit.instances.clone(),
                reason: reason.clone(),
                series: *series,
            },
            Doing::Enter { stage } => case::Act::Enter { stage: stage.clone() },
            Doing::CloseStage { stage } => case::Act::CloseStage { stage: stage.clone() },
            Doing::Share { office, vaults, .. } => case::Act::Share { office: office.clone(), vaults: vaults.clone() },
            Doing::Unshare { office, vaults } => case::Act::Unshare { office: office.clone(), vaults: vaults.clone() },
            Doing::OpenCase => {
                case::Act::Open { workflow: self.workflow.id.clone(), version: self.workflow.version.clone() }
            }
            Doing::CloseCase => case::Act::CloseCase { reason: "—".to_owned() },
            Doing::ReopenCase => case::Act::ReopenCase { reason: "—".to_owned() },
            Doing::Migrate => {
                case::Act::Migrate { workflow: self.workflow.id.clone(), version: self.workflow.version.clone() }
            }
            Doing::Note => case::Act::Note {},
            Doing::Correct { event } => case::Act::Correct { event: event.clone(), reason: "—".to_owned() },
        };
        let seen = match &act.seen {
            // A story is told by people who know of each other, unless it says otherwise.
            None => self.heads(),
            Some(labels) => {
                let first = self.events.first().map(|event| event.id.clone());
                labels.iter().filter_map(|label| self.labels.get(label).cloned()).chain(first).collect()
            }
        };
        let mut event = self.event(act, &permit.role, what, seen);
        event.values = by_vault(self.workflow, &intent.action, &intent.values);
        event.vaults =
            event.values.keys().filter(|vault| *vault != PROCESS).map(|vault| (vault.clone(), true)).collect();
        event.reasons = act.reasons.iter().filter(|(rule, _)| permit.overridden.contains_key(*rule)).map(own).collect();
        event.overridden = permit.overridden;
        event.satisfied = permit.satisfied;
        if let Some(label) = &act.label {
            self.labels.insert(label.clone(), event.id.clone());
        }
        self.events.push(event);
    }

    /// Entries that no other one has seen.
    fn heads(&self) -> Vec<String> {
        let seen: BTreeSet<&String> = self.events.iter().flat_map(|event| &event.seen).collect();
        self.events.iter().map(|event| &event.id).filter(|id| !seen.contains(id)).cloned().collect()
    }
}

fn own((key, value): (&String, &String)) -> (String, String) {
    (key.clone(), value.clone())
}

/// The values of an entry by the vaults of their fields.
fn by_vault(workflow: &Workflow, doing: &Doing, values: &Values) -> BTreeMap<Id, Values> {
    let fields: Vec<&Field> = match doing {
        Doing::File { form, .. } => workflow.forms.get(form).into_iter().flat_map(|form| form.fields()).collect(),
        Doing::Do { reference, .. } => {
            let task = workflow.tasks.get(Reference::read(reference).task);
            task.into_iter().flat_map(|task| &task.fields).collect()
        }
        _ => Vec::new(),
    };
    let vault = |id: &str| {
        fields.iter().find(|field| field.id == id).map_or_else(|| PROCESS.to_owned(), |field| field.vault.clone())
    };
    let mut vaults: BTreeMap<Id, BTreeMap<String, Value>> = BTreeMap::from([(PROCESS.to_owned(), Values::new())]);
    for (id, value) in values {
        vaults.entry(vault(id)).or_default().insert(id.clone(), value.clone());
    }
    vaults
}

/// For what something was refused: the rules, or the word for the engine's own refusal.
fn refusal(error: &Error) -> BTreeSet<String> {
    if !error.unmet.is_empty() {
        return error.unmet.iter().map(|unmet| unmet.rule.clone()).collect();
    }
    let word = match error.kind {
        Kind::NotAllowed => "role",
        _ => error.message.id.trim_start_matches("engine-"),
    };
    BTreeSet::from([word.to_owned()])
}

fn why(error: &Error) -> crate::language::Message {
    if error.unmet.is_empty() {
        error.message.clone()
    } else {
        msg!("engine-scenario-listed", rules = listed(&refusal(error)))
    }
}

fn listed(ids: &BTreeSet<String>) -> String {
    if ids.is_empty() { "—".to_owned() } else { ids.iter().cloned().collect::<Vec<_>>().join(", ") }
}
