//! The fold itself: takes one moment after the other (an event, a time that comes, a due time that passes) and carries
//! each through until nothing follows any more. Within a moment, always in this order: facts, discharges, stages, what
//! lapses, what opens, discharges of what has just opened.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use minijinja::value::Value;

use super::documents::{Doc, DocNo, fields_of, given};
use super::facts::{FactRun, Statement, statements};
use super::log::{EventNo, Log};
use super::obligations::{Run as ObligationRun, TaskRun};
use super::program::{Kind, Part, PatternNo, Program, StageNo, TaskNo, Watcher};
use super::stages::StageRun;
use super::state::{Failure, Options};
use super::world::{Field, Record, StageView, TaskView, World, spelled, to_value};
use crate::case::{Act, Event};
use crate::deadline::Instant;
use crate::definitions::{CaseBecomes, StagePath, Workflow};

/// More rounds than any procedure needs: lint refuses circles, this bounds a hostile one.
const MOST_ROUNDS: usize = 200;
/// More moments than any case needs.
const MOST_MOMENTS: usize = 100_000;

/// Number of an obligation in the order of creation.
pub(super) type ObligationNo = usize;

/// The document or act behind something that happens.
#[derive(Clone, Debug, Default)]
pub(super) struct Cause {
    pub event: Option<EventNo>,
    pub record: Option<Arc<Record>>,
}

/// Something that has happened, for occurrences to react to.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub kind: What,
    pub at: Instant,
    pub cause: Cause,
    /// The recipient, of an obligation that has one of its own.
    pub to: Option<String>,
    pub obligation: Option<ObligationNo>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Listed(Kind),
    /// The moment of a `{time: …}`.
    Time(PatternNo),
}

/// What a person did, beside filing: it acts on what it names.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Done(EventNo),
    Waived(EventNo),
    Enter(StagePath),
    Close(StagePath),
    CloseCase,
}

/// The moment that is being carried through.
#[derive(Default)]
pub(super) struct Moment {
    pub at: Instant,
    pub serial: u32,
    pub cause: Cause,
    /// Everything that has happened in it so far.
    pub all: Vec<Happening>,
    /// Occurrences that were asked about a happening, and when they take place; none: they do not.
    pub asked: HashMap<(PatternNo, usize), Option<Instant>>,
    /// Only this occurrence reacts to the first happening: its own time has come.
    pub only: Option<PatternNo>,
    /// Stages whose condition has changed and of which nothing has followed yet.
    pub conditions: Vec<StageNo>,
    /// What follows from the present round.
    pub next: Vec<Happening>,
    pub deeds: Vec<Deed>,
    /// Tasks (and recipients) of which its document has discharged the earliest open one.
    pub discharged: HashSet<(TaskNo, Option<String>)>,
}

/// The place of a thing to come: time, kind (what people do goes before what time does), order at the same second.
type Key = (Instant, u8, u32, u32);

#[derive(Debug)]
pub(super) enum Item {
    Event(EventNo),
    /// The time that an occurrence says has come.
    Occurs(PatternNo, Box<Happening>),
    Time(PatternNo),
    Due(ObligationNo),
}

pub(super) const BY_PEOPLE: u8 = 0;
pub(super) const BY_TIME: u8 = 1;
/// A due time passes after its last second.
const PASSES: u8 = 2;

pub(super) struct Simulation<'a> {
    pub workflow: &'a Workflow,
    pub program: Arc<Program>,
    pub log: &'a Log<'a>,
    pub now: Instant,
    pub world: Arc<World>,
    pub docs: Vec<Doc>,
    docs_at: HashMap<EventNo, DocNo>,
    doc_of: HashMap<EventNo, DocNo>,
    /// Documents that count by now.
    pub counting: BTreeSet<DocNo>,
    pub statements: Vec<Statement>,
    pub statements_at: HashMap<EventNo, Vec<usize>>,
    pub facts: Vec<FactRun>,
    pub stages: Vec<StageRun>,
    pub tasks: Vec<TaskRun>,
    pub obligations: Vec<ObligationRun>,
    pub moment: Moment,
    pub dirty: BTreeSet<Watcher>,
    agenda: BTreeMap<Key, Item>,
    counter: u32,
    /// The moments of `{time: …}` that have come already.
    pub come: BTreeSet<(PatternNo, Instant)>,
    pub failures: BTreeSet<Failure>,
    /// The event that closes the case for good, if any.
    closing: Option<EventNo>,
    /// The moment in which it was.
    pub closed_in: Option<u32>,
}

impl<'a> Simulation<'a> {
    pub fn new(workflow: &'a Workflow, program: Arc<Program>, log: &'a Log<'a>, options: &Options) -> Simulation<'a> {
        let docs = super::documents::collect(log, &program, workflow);
        let statements = statements(log, &program, &docs);
        let mut statements_at: HashMap<EventNo, Vec<usize>> = HashMap::new();
        for (index, statement) in statements.iter().enumerate() {
            statements_at.entry(statement.from).or_default().push(index);
        }
        let docs_at = docs.iter().enumerate().filter_map(|(no, doc)| Some((doc.counts_from?, no))).collect();
        let doc_of =
            docs.iter().enumerate().flat_map(|(no, doc)| doc.versions.iter().map(move |&event| (event, no))).collect();
        let missing = |_| Field { value: Value::UNDEFINED, process: true, claimed: None };
        let world = World {
            names: program.names.clone(),
            facts: (0..program.facts.len()).map(missing).collect(),
            documents: vec![Vec::new(); workflow.forms.len()],
            tasks: vec![TaskView::default(); program.tasks.len()],
            stages: vec![StageView::default(); program.stages.len()],
            opened_at: None,
            closed_at: None,
        };
        let closing = log
            .events
            .iter()
            .enumerate()
            .rev()
            .filter(|&(number, _)| log.has_happened(number) && !log.is_gone(number))
            .find(|(_, event)| matches!(event.act, Act::CloseCase { .. } | Act::ReopenCase { .. }))
            .filter(|(_, event)| matches!(event.act, Act::CloseCase { .. }))
            .map(|(number, _)| number);
        Simulation {
            workflow,
            log,
            now: options.now,
            world: Arc::new(world),
            docs,
            docs_at,
            doc_of,
            counting: BTreeSet::new(),
            statements,
            statements_at,
            facts: program.facts.iter().map(|_| FactRun::default()).collect(),
            stages: program.stages.iter().map(|_| StageRun::default()).collect(),
            tasks: program.tasks.iter().map(|_| TaskRun::default()).collect(),
            obligations: Vec::new(),
            moment: Moment::default(),
            dirty: BTreeSet::new(),
            agenda: BTreeMap::new(),
            counter: 0,
            come: BTreeSet::new(),
            failures: BTreeSet::new(),
            closing,
            closed_in: None,
            program,
        }
    }

    /// Folds everything up to now.
    pub fn run(&mut self) {
        self.begin();
        if self.log.events.is_empty() {
            // Facts that are worked out have a value even so.
            self.moment.at = self.now;
            self.settle(Vec::new());
        }
        for number in 0..self.log.events.len() {
            if !self.log.has_happened(number) || self.log.is_gone(number) {
                continue;
            }
            let at = match self.log.events[number].act {
                Act::Open { .. } => self.log.begin().unwrap_or(self.log.events[number].at),
                _ => self.log.events[number].at,
            };
            // The opening stands before everything that has the same time.
            let class_rank = match number {
                0 => 0,
                _ => self.log.rank[number].saturating_add(1),
            };
            self.plan((at, BY_PEOPLE, class_rank), Item::Event(number));
        }
        for _ in 0..MOST_MOMENTS {
            let Some((key, item)) = self.agenda.pop_first() else { break };
            let passed = if key.1 == PASSES { key.0 < self.now } else { key.0 <= self.now };
            // Things to come are in order, but what people did and what passes at the same second is not the same.
            if !passed {
                if key.0 > self.now {
                    break;
                }
                continue;
            }
            self.moment_of(key.0, item);
        }
    }

    /// Before anything has happened: facts that are worked out have a value already, which is no change.
    fn begin(&mut self) {
        let program = self.program.clone();
        for (number, fact) in program.facts.iter().enumerate() {
            if fact.is.is_some() {
                self.dirty.insert(Watcher::Fact(number));
            }
            if fact.kind == crate::definitions::FactType::Bool && fact.is.is_some() {
                self.world_mut().facts[number].value = Value::from(false);
            }
        }
        for (number, stage) in program.stages.iter().enumerate() {
            if stage.applies.is_some() {
                self.dirty.insert(Watcher::StageApplies(number));
            }
        }
        self.dirty.extend(program.times.iter().map(|&pattern| Watcher::Time(pattern)));
    }

    pub(super) fn plan(&mut self, (at, class, rank): (Instant, u8, u32), item: Item) {
        self.counter += 1;
        self.agenda.insert((at, class, rank, self.counter), item);
    }

    /// The due time of an obligation will pass.
    pub(super) fn plan_due(&mut self, obligation: ObligationNo, at: Instant) {
        let rank = u32::try_from(obligation).unwrap_or(u32::MAX);
        self.plan((at, PASSES, rank), Item::Due(obligation));
    }

    fn moment_of(&mut self, at: Instant, item: Item) {
        let serial = self.moment.serial + 1;
        self.moment = Moment { at, serial, ..Moment::default() };
        let mut new = Vec::new();
        match item {
            Item::Event(number) => self.event(number, &mut new),
            Item::Occurs(pattern, happening) => {
                self.moment.cause = happening.cause.clone();
                self.moment.only = Some(pattern);
                new.push(*happening);
                let holds = self.asks(pattern, &new[0]);
                self.moment.asked.insert((pattern, 0), holds.then_some(at));
            }
            Item::Time(pattern) => {
                if self.time_of(pattern) != Some(at) || !self.come.insert((pattern, at)) {
                    return;
                }
                self.moment.only = Some(pattern);
                new.push(Happening {
                    kind: What::Time(pattern),
                    at,
                    cause: Cause::default(),
                    to: None,
                    obligation: None,
                });
                let holds = self.asks(pattern, &new[0]);
                self.moment.asked.insert((pattern, 0), holds.then_some(at));
            }
            Item::Due(number) => {
                self.moment.cause = self.obligations[number].cause.clone();
                if !self.passes(number, at, &mut new) {
                    return;
                }
            }
        }
        self.settle(new);
    }

    fn event(&mut self, number: EventNo, new: &mut Vec<Happening>) {
        let event = self.log.events[number];
        self.moment.at = event.at;
        let document = self.doc_of.get(&number).copied();
        self.moment.cause = match document {
            Some(document) => {
                let doc = &self.docs[document];
                Cause { event: Some(doc.root), record: Some(Arc::clone(&doc.record)) }
            }
            None => Cause { event: Some(number), record: Some(Arc::new(self.act_record(event))) },
        };
        self.hear(number);
        match &event.act {
            Act::Open { .. } => {
                self.world_mut().opened_at = Some(event.at);
                self.touch(Part::Case);
                new.push(self.happening(Kind::Case(CaseBecomes::Opened), event.at));
            }
            Act::File { .. } => {
                // An amendment changes nothing at its own time: the document has had its values from the beginning.
                if let Some(&document) = self.docs_at.get(&number) {
                    let doc = &self.docs[document];
                    let (form, record) = (doc.form, Arc::clone(&doc.record));
                    let at = record.at;
                    self.counting.insert(document);
                    self.world_mut().documents[form].push(record);
                    self.touch(Part::Form(form));
                    new.push(self.happening(Kind::Form(form), at));
                }
            }
            Act::Done { .. } => self.moment.deeds.push(Deed::Done(number)),
            Act::Waive { .. } => self.moment.deeds.push(Deed::Waived(number)),
            Act::Enter { stage } => self.moment.deeds.push(Deed::Enter(stage.clone())),
            Act::CloseStage { stage } => self.moment.deeds.push(Deed::Close(stage.clone())),
            Act::CloseCase { .. } => {
                if self.closing == Some(number) {
                    self.moment.deeds.push(Deed::CloseCase);
                }
                new.push(self.happening(Kind::Case(CaseBecomes::Closed), event.at));
            }
            Act::ReopenCase { .. } => new.push(self.happening(Kind::Case(CaseBecomes::Reopened), event.at)),
            Act::Attach { .. }
            | Act::Note {}
            | Act::Correct { .. }
            | Act::Share { .. }
            | Act::Unshare { .. }
            | Act::Migrate { .. } => {}
        }
    }

    /// An act as `event` shows it.
    fn act_record(&self, event: &Event) -> Record {
        let fields = fields_of(event).filter_map(|id| {
            let (value, process) = given(event, id)?;
            let value = to_value(value, self.program.zone);
            Some((spelled(id), Field { value, process, claimed: None }))
        });
        let to = match &event.act {
            Act::Done { to, .. } if to.len() == 1 => to.first().cloned(),
            _ => None,
        };
        Record {
            id: event.id.clone(),
            at: event.at,
            by: event.by.clone(),
            role: event.role.clone(),
            to,
            fields: fields.collect(),
        }
    }

    /// Carries the moment through until nothing follows any more.
    fn settle(&mut self, mut new: Vec<Happening>) {
        for round in 0..MOST_ROUNDS {
            self.refresh_facts(&mut new);
            self.ask_stage_conditions();
            if round > 0 && new.is_empty() && self.dirty.is_empty() && self.moment.conditions.is_empty() {
                return;
            }
            let from = self.moment.all.len();
            self.moment.all.append(&mut new);
            let deeds = std::mem::take(&mut self.moment.deeds);
            let postponed = self.discharges(from, &deeds);
            self.move_stages(from, &deeds);
            self.refresh_standing();
            if deeds.iter().any(|deed| matches!(deed, Deed::CloseCase)) {
                self.close_case();
            }
            self.open_tasks(from);
            self.discharge_postponed(postponed);
            self.refresh_anchors();
            self.refresh_times();
            new = std::mem::take(&mut self.moment.next);
        }
        self.failures.insert(Failure {
            file: self.workflow.id.clone(),
            line: 0,
            column: 0,
            source: String::new(),
            reason: "what follows from this event never comes to an end".to_owned(),
        });
    }

    pub(super) fn world_mut(&mut self) -> &mut World {
        Arc::make_mut(&mut self.world)
    }

    /// Something changed: whoever reads it must be asked again.
    pub(super) fn touch(&mut self, part: Part) {
        if let Some(watchers) = self.program.watchers.get(&part) {
            self.dirty.extend(watchers.iter().copied());
        }
    }

    /// Tasks whose expression about where their time begins reads something that has changed.
    pub(super) fn tasks_with_new_anchor(&mut self) -> Vec<TaskNo> {
        let tasks: Vec<TaskNo> = self
            .dirty
            .iter()
            .filter_map(|watcher| match watcher {
                Watcher::TaskFrom(task) => Some(*task),
                _ => None,
            })
            .collect();
        for task in &tasks {
            self.dirty.remove(&Watcher::TaskFrom(*task));
        }
        tasks
    }
}
