//! Rules and the checks of forms, asked about something that is about to be recorded, or that has been.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::documents::PROCESS;
use super::expressions::Code;
use super::intent::{Doing, Intent, Recipients};
use super::program::{Program, program};
use super::reference::Reference;
use super::state::{CaseState, Document, Options};
use super::world::{Field, Record, Scope, spelled, to_value};
use crate::case::{EventId, Value, Values};
use crate::definitions::{Action, Expr, Field as FormField, Id, Workflow};
use crate::error::{Effect, Unmet};

/// The outcome of asking everything that guards an action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// What is not satisfied, checks of the form first, then rules, each in the order of the definitions.
    pub unmet: Vec<Unmet>,
    /// Rules and checks over hidden vaults that hold.
    pub satisfied: Vec<Id>,
    /// All that applied and were asked.
    pub asked: Vec<Id>,
    /// Those of `asked` that read a vault which this reader cannot open.
    pub unreadable: Vec<Id>,
}

/// Asks the rules on an action and the checks of its form, all of them, by the state as it was at the action's time.
/// Rules wait for a complete document; checks only need the fields that they name.
pub fn check(workflow: &Workflow, state: &CaseState, intent: &Intent, role: &str, options: &Options) -> Checked {
    let program = program(workflow);
    let complete = counts(workflow, state, &intent.action);
    let question = Question {
        workflow,
        program: &program,
        state,
        record: Arc::new(record(workflow, state, intent, role)),
        options,
        partial: !complete,
    };
    question.ask(&intent.action, complete)
}

/// The same for a document of which only some fields are given although it counts as complete: a scenario's.
pub(super) fn check_partial(
    workflow: &Workflow,
    state: &CaseState,
    intent: &Intent,
    role: &str,
    options: &Options,
) -> Checked {
    let program = program(workflow);
    let record = Arc::new(record(workflow, state, intent, role));
    let complete = counts(workflow, state, &intent.action);
    Question { workflow, program: &program, state, record, options, partial: true }.ask(&intent.action, complete)
}

/// The document counts, or will: rules wait until then. What is changed of one that counts already counts at once, even
/// if something is missing now.
fn counts(workflow: &Workflow, state: &CaseState, doing: &Doing) -> bool {
    match doing {
        Doing::File { form, amends, complete, .. } => {
            *complete || mended(workflow, state, form, amends.as_ref()).is_some_and(|document| document.complete)
        }
        _ => true,
    }
}

/// The document that a filing mends.
fn mended<'s>(
    workflow: &Workflow,
    state: &'s CaseState,
    form: &'s str,
    amends: Option<&EventId>,
) -> Option<&'s Document> {
    match amends {
        Some(event) => state.documents_of(form).find(|document| document.versions.contains(event)),
        None if workflow.forms.get(form).is_some_and(|form| form.repeats) => None,
        None => state.documents_of(form).next_back(),
    }
}

struct Question<'a> {
    workflow: &'a Workflow,
    program: &'a Program,
    state: &'a CaseState,
    record: Arc<Record>,
    options: &'a Options,
    /// Checks are asked only where all the fields that they name are filled in.
    partial: bool,
}

impl Question<'_> {
    fn ask(&self, doing: &Doing, with_rules: bool) -> Checked {
        let mut checked = Checked::default();
        if let Doing::File { form, .. } = doing {
            self.ask_checks(form, &mut checked);
        }
        if with_rules {
            for action in actions(doing) {
                self.ask_rules(&action, &mut checked);
            }
        }
        checked
    }

    fn ask_checks(&self, form_id: &str, checked: &mut Checked) {
        let Some((number, _, form)) = self.workflow.forms.get_full(form_id) else { return };
        for (check, code) in form.checks.iter().zip(&self.program.checks[number]) {
            let code = code.code();
            if self.partial && !self.all_given(code, form.fields()) {
                continue;
            }
            let scope = Scope::new(&self.state.world).event(Some(self.record.clone())).all_vaults().bare();
            let holds = code.holds(&Arc::new(scope)).unwrap_or(false);
            let id = format!("{form_id}.{}", check.id);
            let vaults = vaults_of(self.workflow, code, &[Action::File(form_id.to_owned())], true);
            self.note(checked, &id, holds, &vaults, || Unmet {
                rule: id.clone(),
                effect: check.effect,
                norms: check.norms.clone(),
                message: check.message.clone(),
                fix: check.fix.iter().map(command).collect(),
            });
        }
    }

    fn all_given<'f>(&self, code: &Code, mut fields: impl Iterator<Item = &'f FormField>) -> bool {
        let named: BTreeSet<&str> = code.reads().iter().filter_map(|path| path.first()).map(String::as_str).collect();
        fields.all(|field| {
            let name = spelled(&field.id);
            !named.contains(name.as_str()) || self.record.fields.contains_key(&name)
        })
    }

    fn ask_rules(&self, action: &Action, checked: &mut Checked) {
        for &(number, effect) in self.program.guards.get(action).map_or(&[][..], Vec::as_slice) {
            let (rule, code) = (&self.workflow.rules[number], &self.program.rules[number]);
            if checked.asked.contains(&rule.id) || !self.applies(number) {
                continue;
            }
            let scope = Scope::new(&self.state.world).event(Some(self.record.clone())).to(self.record.to.clone());
            let holds = code.must.code().holds(&Arc::new(scope.all_vaults())).unwrap_or(false);
            let guarded: Vec<Action> = rule.guards.iter().map(|(action, _)| action.clone()).collect();
            let vaults = vaults_of(self.workflow, code.must.code(), &guarded, false);
            self.note(checked, &rule.id, holds, &vaults, || Unmet {
                rule: rule.id.clone(),
                effect,
                norms: rule.norms.clone(),
                message: rule.message.clone(),
                fix: rule.fix.iter().map(command).collect(),
            });
        }
    }

    /// A rule has its own condition, and its stage lends it the conditions of the stages around it.
    fn applies(&self, number: usize) -> bool {
        let rule = &self.program.rules[number];
        let holds = |code: &Code| code.holds(&Arc::new(Scope::new(&self.state.world))).unwrap_or(false);
        let mut stage = rule.stage;
        while let Some(number) = stage {
            let around = &self.program.stages[number];
            if around.applies.as_ref().is_some_and(|applies| !holds(applies.code())) {
                return false;
            }
            stage = around.outer;
        }
        rule.applies.as_ref().is_none_or(|applies| holds(applies.code()))
    }

    fn note(&self, checked: &mut Checked, id: &str, holds: bool, vaults: &BTreeSet<Id>, unmet: impl Fn() -> Unmet) {
        checked.asked.push(id.to_owned());
        if !vaults.is_subset(&self.options.readable) {
            checked.unreadable.push(id.to_owned());
        }
        if !holds {
            checked.unmet.push(unmet());
        } else if !vaults.is_empty() {
            checked.satisfied.push(id.to_owned());
        }
    }
}

/// The actions that a doing is, as rules name them.
fn actions(doing: &Doing) -> Vec<Action> {
    let task = |reference: &str| Reference::read(reference).task.to_owned();
    match doing {
        Doing::File { form, .. } => vec![Action::File(form.clone())],
        Doing::Do { reference, .. } => vec![Action::Do(task(reference))],
        Doing::Waive { reference, .. } => vec![Action::Waive(task(reference))],
        Doing::Enter { stage } => vec![Action::Enter(stage.clone())],
        Doing::CloseStage { stage } => vec![Action::Close(stage.clone())],
        Doing::Share { vaults, .. } => vaults.iter().cloned().map(Action::Share).collect(),
        Doing::CloseCase => vec![Action::CloseCase],
        Doing::Unshare { .. }
        | Doing::OpenCase
        | Doing::ReopenCase
        | Doing::Migrate
        | Doing::Note
        | Doing::Correct { .. } => Vec::new(),
    }
}

/// What is about to be recorded, as `event` shows it. An amendment shows the whole document as it will be.
fn record(workflow: &Workflow, state: &CaseState, intent: &Intent, role: &str) -> Record {
    let mut values = intent.values.clone();
    let mut at = intent.at;
    match &intent.action {
        Doing::File { form, amends, cleared, .. } => {
            let document = mended(workflow, state, form, amends.as_ref());
            if let Some(document) = document {
                let mut whole = document.values.clone();
                whole.retain(|id, _| !cleared.contains(id));
                whole.append(&mut values);
                values = whole;
                at = document.at;
            }
        }
        Doing::Share { office, office_roles, member, member_roles, .. } => {
            values.insert("office".to_owned(), Value::Text(office.clone()));
            values.insert("office_roles".to_owned(), Value::List(office_roles.clone()));
            values.insert("member_roles".to_owned(), Value::List(member_roles.clone()));
            if let Some(member) = member {
                values.insert("member".to_owned(), Value::Text(member.clone()));
            }
        }
        _ => {}
    }
    Record {
        id: String::new(),
        at,
        by: intent.member.clone(),
        role: role.to_owned(),
        to: recipient(&intent.action),
        fields: fields(&values, workflow.zone),
    }
}

fn recipient(doing: &Doing) -> Option<String> {
    let (Doing::Do { reference, to, .. } | Doing::Waive { reference, to, .. }) = doing else { return None };
    match to {
        Recipients::These(roles) if roles.len() == 1 => roles.first().map(ToString::to_string),
        _ => Reference::read(reference).to.map(str::to_owned),
    }
}

fn fields(values: &Values, zone: chrono_tz::Tz) -> HashMap<String, Field> {
    let field = |value| Field { value: to_value(value, zone), process: true, claimed: None };
    values.iter().map(|(id, value)| (spelled(id), field(value))).collect()
}

/// A form's own condition (`when` of a field, of a signatory), over the values of one document, filed or about to be,
/// and the case. One that fails does not hold.
pub fn form_condition(workflow: &Workflow, state: &CaseState, values: &Values, condition: &Expr) -> bool {
    let record = Record {
        id: String::new(),
        at: state.now,
        by: String::new(),
        role: String::new(),
        to: None,
        fields: fields(values, workflow.zone),
    };
    let scope = Scope::new(&state.world).event(Some(Arc::new(record))).all_vaults().bare();
    Code::new(condition).holds(&Arc::new(scope)).unwrap_or(false)
}

/// Whether a rule that looks at nothing but facts refuses to file this form in the case as it stands: it is then not the
/// one to propose.
pub fn refused_by_facts(workflow: &Workflow, state: &CaseState, form: &str) -> bool {
    let program = program(workflow);
    let guards = program.guards.get(&Action::File(form.to_owned())).map_or(&[][..], Vec::as_slice);
    let holds = |code: &Code| code.holds(&Arc::new(Scope::new(&state.world))).unwrap_or(false);
    guards.iter().filter(|(_, effect)| *effect == Effect::Deny).any(|&(number, _)| {
        let rule = &program.rules[number];
        let must = rule.must.code();
        must.reads().iter().all(|path| path.first().is_some_and(|name| name == "facts"))
            && rule.applies.as_ref().is_none_or(|applies| holds(applies.code()))
            && !holds(must)
    })
}

/// The vaults, other than process, that an expression reads.
fn vaults_of(workflow: &Workflow, code: &Code, guarded: &[Action], bare: bool) -> BTreeSet<Id> {
    let mut vaults = BTreeSet::new();
    let named = |field: &FormField, name: &str| field.id == name || spelled(&field.id) == name;
    let form = |name: &str| workflow.forms.values().find(|form| form.id == name || spelled(&form.id) == name);
    for path in code.reads() {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match path[..] {
            ["forms", id, name, ..] => {
                let field = form(id).and_then(|form| form.fields().find(|field| named(field, name)));
                vaults.extend(field.map(|field| field.vault.clone()));
            }
            // Which fields are read stands in the arguments of filters.
            ["documents", id, ..] => {
                let words = code.words();
                let read = |field: &&FormField| {
                    let columns = || field.columns.iter().any(|column| words.iter().any(|word| named(column, word)));
                    words.iter().any(|word| named(field, word)) || columns()
                };
                let fields = form(id).into_iter().flat_map(|form| form.fields());
                vaults.extend(fields.filter(read).map(|field| field.vault.clone()));
            }
            ["event", name, ..] => vaults.extend(vaults_of_field(workflow, guarded, name)),
            [name, ..] if bare => vaults.extend(vaults_of_field(workflow, guarded, name)),
            _ => {}
        }
    }
    vaults.remove(PROCESS);
    vaults
}

/// The vaults of a field of that name in the forms and tasks that are acted upon.
fn vaults_of_field(workflow: &Workflow, guarded: &[Action], name: &str) -> Vec<Id> {
    let mut vaults = Vec::new();
    for action in guarded {
        let fields: Vec<&FormField> = match action {
            Action::File(form) => workflow.forms.get(form).into_iter().flat_map(|form| form.fields()).collect(),
            Action::Do(task) => workflow.tasks.get(task).into_iter().flat_map(|task| &task.fields).collect(),
            _ => continue,
        };
        let found = fields.into_iter().find(|field| field.id == name || spelled(&field.id) == name);
        vaults.extend(found.map(|field| field.vault.clone()));
    }
    vaults
}

/// The command that carries out an action.
pub(super) fn command(action: &Action) -> String {
    match action {
        Action::File(form) => format!("sop fill {form}"),
        Action::Do(task) => format!("sop done {task}"),
        Action::Waive(task) => format!("sop waive {task} --reason …"),
        Action::Enter(stage) => format!("sop advance --stage {stage}"),
        Action::Close(stage) => format!("sop advance --stage {stage} --close"),
        Action::Share(vault) => format!("sop case share OFFICE --vault {vault}"),
        Action::CloseCase => "sop case close --reason …".to_owned(),
    }
}

/// Whether a condition's effect lets it pass with a reason.
pub(super) fn passes_with_reason(effect: Effect) -> bool {
    matches!(effect, Effect::Warn | Effect::Breach)
}
