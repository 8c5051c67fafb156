//! A small invented procedure, the lending of books, made in memory from its YAML: each test writes the stages it needs
//! and tells a story about them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sop::case::{Act, Event, Value, Values};
use sop::deadline::{Instant, parse_moment};
use sop::definitions::{self, Sources, Workflow};
use sop::engine::scenario::{self, Outcome};
use sop::engine::{CaseState, Options, fold};
use sop::language::Lang;

const WORKFLOW: &str = r#"
workflow: library
version: "1"
title: {sq: Huazimi, en: Lending}
act: {sq: Rregullorja, en: House rules}
time_zone: Europe/Tirane
calendar: al
roll: next-working-day
due_soon: 24h
case_roles: [librarian]
stages: [STAGES]
forms: [CARD, LOAN, RETURN, DISPUTE]
vaults:
  process: {title: {sq: Procesi, en: Process}, norms: [N-1]}
  personal: {title: {sq: Personale, en: Personal}, norms: [N-1]}
policy:
  soon: {is: 24h, basis: reading, why: {sq: Arsye, en: Reason}, norms: [N-1]}
  quorum: {is: 4, basis: ours, why: {sq: Arsye, en: Reason}, norms: [N-1]}
"#;

const FACTS: &str = r#"
facts:
  reader: {title: {sq: Lexuesi, en: Reader}, type: choice, choices: [junior, adult], prefer: junior, norms: [N-1]}
  junior: {title: {sq: I vogël, en: Junior}, is: "facts.reader != 'adult'", norms: [N-1]}
  adult: {title: {sq: I rritur, en: Adult}, is: "facts.reader == 'adult'", norms: [N-1]}
  fee: {title: {sq: Tarifa, en: Fee}, type: integer, norms: [N-1]}
  ends_on: {title: {sq: Mbaron, en: Ends}, type: date, norms: [N-1]}
  grade: {title: {sq: Shkalla, en: Grade}, type: choice, choices: [low, high], counts: {DISPUTE: not facts.held_up}, norms: [N-1]}
  wanted: {title: {sq: Kërkohet, en: Wanted}, type: bool, prefer: true, norms: [N-1]}
  held_up: {title: {sq: Pezull, en: Held up}, is: "stages.lending.state == 'suspended'", norms: [N-1]}
"#;

const ROLES: &str = r#"
roles:
  librarian: {title: {sq: Bibliotekari, en: Librarian}, norms: [N-1]}
  clerk: {title: {sq: Nëpunësi, en: Clerk}, norms: [N-1]}
  desk: {title: {sq: Sporteli, en: Desk}, members: [librarian, clerk], norms: [N-1]}
  reader: {title: {sq: Lexuesi, en: Reader}, norms: [N-1]}
  guardian: {title: {sq: Kujdestari, en: Guardian}, norms: [N-1]}
  board: {title: {sq: Bordi, en: Board}, seats: {chair: {sq: Kryetari, en: Chair}, member: {sq: Anëtari, en: Member}}, norms: [N-1]}
"#;

const NORMS: &str = r#"
norms:
  N-1: {lines: [1, 2], locate: {sq: Pika 1, en: Point 1}, kind: duty, enforce: task, gloss: {sq: Fjali, en: A sentence}}
"#;

const CARD: &str = r#"
form: CARD
title: {sq: Skeda, en: Reader's card}
filled_by: [desk]
vault: process
sections:
  - id: card
    title: {sq: Skeda, en: Card}
    fields:
      - {id: reader, type: choice, label: {sq: L, en: R}, source: [N-1], sets_fact: reader, choices: [{id: junior, sq: I vogël, en: Junior}, {id: adult, sq: I rritur, en: Adult}]}
      - {id: fee, type: integer, label: {sq: T, en: F}, source: [N-1], sets_fact: fee}
      - {id: ends_on, type: date, label: {sq: M, en: E}, source: [N-1], sets_fact: ends_on}
      - {id: wanted, type: bool, label: {sq: K, en: W}, source: [N-1], sets_fact: wanted}
      - {id: signed_at, type: datetime, label: {sq: N, en: S}, source: [N-1]}
      - {id: told_at, type: datetime, label: {sq: N, en: T}, source: [N-1]}
      - {id: name, type: person, label: {sq: Emri, en: Name}, source: [N-1], vault: personal}
checks:
  - {id: signed-before-told, if: "not signed_at or not told_at or signed_at <= told_at", severity: deny, norms: [N-1], message: {sq: Radha, en: Order}}
"#;

const LOAN: &str = r#"
form: LOAN
title: {sq: Huazimi, en: Loan}
repeats: true
filled_by: [librarian]
vault: process
sections:
  - id: loan
    title: {sq: Huazimi, en: Loan}
    fields:
      - {id: kind, type: choice, label: {sq: L, en: K}, source: [N-1], choices: [{id: home, sq: Në shtëpi, en: Home}, {id: room, sq: Në sallë, en: Room}]}
      - {id: reader, type: choice, label: {sq: L, en: R}, source: [N-1], sets_fact: reader, choices: [{id: junior, sq: I vogël, en: Junior}, {id: adult, sq: I rritur, en: Adult}]}
      - {id: fee, type: integer, label: {sq: T, en: F}, source: [N-1], sets_fact: fee}
      - {id: handed, type: bool, label: {sq: D, en: H}, source: [N-1]}
      - {id: handed_at, type: datetime, label: {sq: D, en: H}, source: [N-1]}
      - {id: asked_at, type: datetime, label: {sq: K, en: A}, source: [N-1]}
      - {id: told_reader_at, type: datetime, label: {sq: N, en: T}, source: [N-1]}
      - {id: told_guardian_at, type: datetime, label: {sq: N, en: T}, source: [N-1]}
      - {id: seen_at, type: datetime, label: {sq: P, en: S}, source: [N-1]}
      - {id: start, type: datetime, required: true, label: {sq: F, en: S}, source: [N-1]}
      - {id: items, type: multi-choice, label: {sq: S, en: I}, source: [N-1], choices: [{id: book, sq: Libër, en: Book}, {id: map, sq: Hartë, en: Map}]}
      - {id: remark, type: text, label: {sq: V, en: R}, source: [N-1], vault: personal}
"#;

const RETURN: &str = r#"
form: RETURN
title: {sq: Kthimi, en: Return}
repeats: true
vault: process
sections:
  - id: return
    title: {sq: Kthimi, en: Return}
    fields:
      - {id: returned_at, type: datetime, label: {sq: K, en: R}, source: [N-1]}
      - {id: whole, type: bool, label: {sq: T, en: W}, source: [N-1]}
"#;

const DISPUTE: &str = r#"
form: DISPUTE
title: {sq: Mosmarrëveshja, en: Dispute}
vault: process
sections:
  - id: dispute
    title: {sq: Mosmarrëveshja, en: Dispute}
    fields:
      - {id: filed_at, type: datetime, label: {sq: P, en: F}, source: [N-1]}
      - {id: ended_at, type: datetime, label: {sq: M, en: E}, source: [N-1]}
      - {id: grade, type: choice, label: {sq: S, en: G}, source: [N-1], sets_fact: grade, choices: [{id: low, sq: E ulët, en: Low}, {id: high, sq: E lartë, en: High}]}
"#;

/// The files of the procedure with these stages, each given as `id` and YAML below `stage: id`.
pub fn files(stages: &[(&str, &str)]) -> Vec<(String, String)> {
    let list = stages.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
    // Only where there is such a stage can a fact speak of it.
    let facts = match stages.iter().any(|(id, _)| *id == "lending") {
        true => FACTS.to_owned(),
        false => FACTS.replace("stages.lending.state == 'suspended'", "facts.wanted == false and facts.wanted"),
    };
    let mut files: Vec<(String, String)> = vec![
        ("workflows/library/workflow.yaml".to_owned(), WORKFLOW.replace("[STAGES]", &format!("[{list}]"))),
        ("workflows/library/facts.yaml".to_owned(), facts),
        ("workflows/library/roles.yaml".to_owned(), ROLES.to_owned()),
        ("workflows/library/norms.yaml".to_owned(), NORMS.to_owned()),
    ];
    for (id, text) in [("CARD", CARD), ("LOAN", LOAN), ("RETURN", RETURN), ("DISPUTE", DISPUTE)] {
        files.push((format!("forms/{id}/form.yaml"), text.to_owned()));
    }
    for (id, text) in stages {
        let head = format!("stage: {id}\ntitle: {{sq: Faza, en: Stage}}\nnorms: [N-1]\n");
        files.push((format!("workflows/library/stages/{id}.yaml"), head + text));
    }
    let calendar = include_str!("../../workflows/calendars/al.yaml");
    files.push(("workflows/calendars/al.yaml".to_owned(), calendar.to_owned()));
    files
}

/// The procedure with these stages.
pub fn law(stages: &[(&str, &str)]) -> Workflow {
    let files = files(stages).into_iter().map(|(name, text)| (name, Cow::Owned(text.into_bytes())));
    let sources = Sources::from_files(files, "", None).expect("the files of a procedure");
    definitions::read(&sources).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|p| format!("{}:{}: {} [{}]", p.file, p.line, p.message.in_language(Lang::En), p.excerpt))
            .collect();
        panic!("{}", lines.join("\n"))
    })
}

/// A whole task: its id, and further keys below it.
pub fn task(id: &str, keys: &str) -> String {
    let mut text = format!("  {id}:\n    title: {{sq: Detyra, en: Task}}\n    norms: [N-1]\n");
    if !keys.contains("role:") {
        text += "    role: desk\n";
    }
    for line in keys.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
        text += &format!("    {line}\n");
    }
    text
}

/// Tells a story about the law.
pub fn tell(law: &Workflow, story: &str) -> Outcome {
    let text = format!("scenario: story\ntitle: {{sq: Histori, en: Story}}\nproves: [N-1]\nstory:\n{story}");
    let scenario = scenario::read("story.yaml", &text, law).unwrap_or_else(|problems| {
        let lines: Vec<String> =
            problems.iter().map(|p| format!("line {}: {}", p.position.line, p.message.in_language(Lang::En))).collect();
        panic!("{}\n{text}", lines.join("\n"))
    });
    scenario::run(law, &scenario, None, &mut scenario::Reached::default())
}

/// Everything in the story holds.
#[track_caller]
pub fn holds(law: &Workflow, story: &str) {
    let outcome = tell(law, story);
    let lines: Vec<String> = outcome
        .failures
        .iter()
        .map(|f| {
            let line = usize::try_from(f.position.line).unwrap_or_default();
            let shown = story.lines().nth(line.saturating_sub(5)).unwrap_or_default();
            format!("{}\n      {}", f.message.in_language(Lang::En), shown.trim())
        })
        .collect();
    assert!(outcome.failures.is_empty(), "\n  {}", lines.join("\n  "));
}

/// A local time.
#[track_caller]
pub fn at(text: &str) -> Instant {
    parse_moment(text, chrono_tz::Europe::Tirane).expect("a time")
}

/// Events written by hand, for stories in which people do not know of each other.
#[derive(Default)]
pub struct Events(pub Vec<Event>);

impl Events {
    /// A case that was opened then.
    pub fn opened(when: &str) -> Events {
        let mut events = Events::default();
        events.add("open", when, &[], Act::Open { workflow: "library".into(), version: "1".into() }, &[]);
        events
    }

    /// An event whose author had seen those.
    pub fn add(&mut self, id: &str, when: &str, seen: &[&str], act: Act, values: &[(&str, Value)]) -> &mut Events {
        let values: Values = values.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect();
        self.0.push(Event {
            id: id.to_owned(),
            by: format!("member-{id}"),
            role: "librarian".into(),
            at: at(when),
            recorded: at(when),
            seen: seen.iter().map(|id| (*id).to_owned()).collect(),
            definitions: String::new(),
            vaults: BTreeMap::new(),
            act,
            values: BTreeMap::from([("process".to_owned(), values)]),
            reasons: BTreeMap::new(),
            overridden: BTreeMap::new(),
            satisfied: Vec::new(),
        });
        self
    }

    pub fn file(&mut self, id: &str, when: &str, seen: &[&str], form: &str, values: &[(&str, Value)]) -> &mut Events {
        self.add(id, when, seen, filing(form, None, true), values)
    }

    pub fn amend(
        &mut self,
        id: &str,
        when: &str,
        seen: &[&str],
        first: (&str, &str),
        values: &[(&str, Value)],
    ) -> &mut Events {
        self.add(id, when, seen, filing(first.0, Some(first.1), true), values)
    }

    pub fn correct(&mut self, id: &str, when: &str, seen: &[&str], event: &str) -> &mut Events {
        self.add(id, when, seen, Act::Correct { event: event.to_owned(), reason: "wrong".into() }, &[])
    }

    pub fn fold(&self, law: &Workflow, now: &str) -> CaseState {
        fold(law, "2026-test", &self.0, &Options::new(at(now), law.vaults.keys().cloned()))
    }
}

pub fn filing(form: &str, amends: Option<&str>, complete: bool) -> Act {
    Act::File {
        form: form.to_owned(),
        amends: amends.map(str::to_owned),
        complete,
        missing: Vec::new(),
        cleared: Vec::new(),
    }
}

pub fn word(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub fn time(text: &str) -> Value {
    Value::DateTime(at(text).with_timezone(&chrono_tz::Europe::Tirane).fixed_offset())
}
