//! An invented procedure (a library lends books) and the events of its cases.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sop::audit::Finding;
use sop::audit::compliance::compliance;
use sop::case::{Act, Event, Value, Values};
use sop::deadline::{Instant, parse_moment};
use sop::definitions::Workflow;

pub fn workflow() -> Workflow {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/library");
    sop::definitions::load(&folder).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub fn moment(text: &str) -> Instant {
    parse_moment(text, chrono_tz::Europe::Tirane).expect("a moment")
}

/// The events of one case, in the order in which they were recorded, each having seen all before it.
pub struct Story {
    workflow: Workflow,
    pub events: Vec<Event>,
}

impl Story {
    /// A case opened on Monday, 2 March 2026, at 9 o'clock.
    pub fn new() -> Story {
        let mut story = Story { workflow: workflow(), events: Vec::new() };
        story.add("2026-03-02T09:00", Act::Open { workflow: "library".into(), version: "1".into() }, &[]);
        story
    }

    /// Something recorded when it happened.
    pub fn add(&mut self, at: &str, act: Act, values: &[(&str, Value)]) -> &mut Event {
        self.add_late(at, at, act, values)
    }

    /// Something recorded later than it happened.
    pub fn add_late(&mut self, at: &str, recorded: &str, act: Act, values: &[(&str, Value)]) -> &mut Event {
        let values: Values = values.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect();
        let number = self.events.len();
        let seen = self.heads();
        self.events.push(Event {
            id: format!("01KJP000000000000000000{number:03}"),
            by: "ana".into(),
            role: "librarian".into(),
            at: moment(at),
            recorded: moment(recorded),
            seen,
            definitions: self.workflow.hash.clone(),
            vaults: BTreeMap::new(),
            act,
            values: BTreeMap::from([("process".to_owned(), values)]),
            reasons: BTreeMap::new(),
            overridden: BTreeMap::new(),
            satisfied: Vec::new(),
        });
        self.events.last_mut().expect("just added")
    }

    /// The events that no other has seen.
    fn heads(&self) -> Vec<String> {
        let seen: BTreeSet<&String> = self.events.iter().flat_map(|event| &event.seen).collect();
        self.events.iter().map(|event| &event.id).filter(|id| !seen.contains(id)).cloned().collect()
    }

    pub fn lend(&mut self, at: &str) -> String {
        let values = [
            ("lent_at", Value::DateTime(moment(at).fixed_offset())),
            ("card_shown", Value::Bool(true)),
            ("kind", Value::Text("grown-up".into())),
        ];
        self.add(at, file("LOAN"), &values).id.clone()
    }

    pub fn done(&mut self, at: &str, task: &str) -> &mut Event {
        self.add(at, done(task), &[])
    }

    /// What the audit finds at that moment.
    pub fn audit(&self, now: &str) -> Vec<Finding> {
        let readable = BTreeSet::from(["process".to_owned()]);
        compliance(&self.workflow, "2026-7f3k000000000000", &self.events, &readable, moment(now))
    }
}

pub fn file(form: &str) -> Act {
    Act::File { form: form.into(), amends: None, complete: true, missing: Vec::new(), cleared: Vec::new() }
}

pub fn amend(form: &str, first: &str) -> Act {
    Act::File {
        form: form.into(),
        amends: Some(first.to_owned()),
        complete: true,
        missing: Vec::new(),
        cleared: Vec::new(),
    }
}

pub fn done(task: &str) -> Act {
    Act::Done { task: task.into(), instances: vec![task.into()], to: Vec::new(), ahead: false }
}
