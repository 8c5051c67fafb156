//! One open store, one opened key, and a case as the engine sees it: what nearly every command starts from.
//! A command reads (open the store, load the case, ask the engine), then records or prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::Context;
use super::recording::{Reasons, Recording};
use crate::case::{Act, Event, Values};
use crate::deadline::Instant;
use crate::definitions::{Id, Workflow};
use crate::engine::{self, CaseState, Changes, Doing, Intent, Options, Permit};
use crate::error::{Error, Result};
use crate::msg;
use crate::store::{CaseId, Draft, Enclosure, Keys, LoadedCase, Me, Moment, Reach, Recorded, Source, Store, Target};

/// A store opened with a key.
pub struct Session<'a> {
    pub context: &'a Context,
    /// The definitions of the case at hand; without one, those of the store.
    pub workflow: Arc<Workflow>,
    /// The definitions of the store: what new cases are opened under.
    pub present: Arc<Workflow>,
    pub store: Rc<Store>,
    pub keys: Keys,
    pub me: Me,
}

/// A case: its events, and what follows from them now.
pub struct OpenCase {
    pub id: CaseId,
    pub loaded: LoadedCase,
    pub state: CaseState,
}

/// What recording an event did.
pub struct Change {
    pub recorded: Recorded,
    pub after: OpenCase,
    pub changes: Changes,
}

impl Context {
    /// The key file: `--identity`, `SOP_IDENTITY`, else the one in the user's configuration folder.
    pub fn identity_path(&self) -> Result<PathBuf> {
        if let Some(path) = &self.identity {
            return Ok(path.clone());
        }
        let home = std::env::var_os("XDG_CONFIG_HOME")
            .filter(|home| !home.is_empty())
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")));
        match home.map(|home| home.join("sop").join("key")) {
            Some(path) if path.exists() => Ok(path),
            _ => Err(Error::not_allowed(msg!("cli-no-key")).hint(msg!("cli-no-key-hint"))),
        }
    }

    /// The store that `--store`, `SOP_STORE` or the present folder names.
    pub fn open_store(&self) -> Result<Rc<Store>> {
        if let Some(store) = &self.opened {
            return Ok(Rc::clone(store));
        }
        let store = Rc::new(Store::open(&Store::find(self.store.as_deref())?)?);
        self.store_language(Some(store.settings().language));
        self.follow(&store)?;
        for warning in store.warnings() {
            self.warn(&warning);
        }
        Ok(store)
    }

    /// The opened key. Warnings about the file (its mode, for instance) are said once.
    pub fn open_keys(&self) -> Result<Keys> {
        let keys = Keys::open(&self.identity_path()?, &Source { lang: self.lang(), ask: true })?;
        for warning in keys.warnings() {
            self.warn(warning);
        }
        Ok(keys)
    }
}

impl<'a> Session<'a> {
    /// Opens the store and the key, and knows the member behind it (else exit 4).
    pub fn open(context: &'a Context) -> Result<Session<'a>> {
        let store = context.open_store()?;
        let keys = context.open_keys()?;
        Session::with(context, store, keys)
    }

    /// The same with a store and a key that are open already.
    pub fn with(context: &'a Context, store: Rc<Store>, keys: Keys) -> Result<Session<'a>> {
        let me = store.me(&keys)?;
        context.follow(&store)?;
        let present = Arc::clone(context.workflow()?);
        let mut session = Session { context, workflow: Arc::clone(&present), present, store, keys, me };
        // Where the store has no definitions of its own there is only one answer.
        if session.store.has_definitions()
            && let Ok(id) = session.case_id()
            && let Ok(loaded) = session.store.load(&id, &session.keys)
        {
            session.workflow = session.definitions_of(&loaded.events);
        }
        Ok(session)
    }

    /// The same for something that is about no case yet.
    pub fn at_present(mut self) -> Session<'a> {
        self.workflow = Arc::clone(&self.present);
        self
    }

    /// The definitions that a case runs under. If they cannot be read, that is said, and the store's are taken.
    pub fn definitions_of(&self, events: &[Event]) -> Arc<Workflow> {
        self.context.definitions_of(&self.store, events).unwrap_or_else(|error| {
            self.context.warn(&error.message);
            Arc::clone(&self.present)
        })
    }

    /// The case that `-c`, `SOP_CASE` or `sop case use` names.
    pub fn case_id(&self) -> Result<CaseId> {
        match &self.context.case {
            Some(prefix) => self.store.resolve(prefix),
            None => self
                .store
                .current_case()?
                .ok_or_else(|| Error::invalid(msg!("cli-no-case")).hint(msg!("cli-no-case-hint"))),
        }
    }

    /// The case that this run is about.
    pub fn case(&self) -> Result<OpenCase> {
        self.open_case(&self.case_id()?)
    }

    /// The case with what follows from its events now.
    pub fn open_case(&self, id: &CaseId) -> Result<OpenCase> {
        let loaded = self.store.load(id, &self.keys)?;
        for problem in &loaded.problems {
            self.context.warn(&problem.message);
        }
        let state = self.fold(&loaded, &self.options(&loaded, self.context.now()));
        Ok(OpenCase { id: id.clone(), loaded, state })
    }

    /// All readable cases with their states, opened so far, and those that could not be read, with the reason. The
    /// process part is enough for stages, duties and their times.
    pub fn cases(&self, reach: Reach) -> Result<(Vec<OpenCase>, Vec<(CaseId, Error)>)> {
        let mut readable = Vec::new();
        let mut unreadable = Vec::new();
        for (id, loaded) in self.store.load_all_reaching(&self.keys, reach)? {
            match loaded {
                Ok(loaded) => {
                    let state = self.fold(&loaded, &self.options(&loaded, self.context.now()));
                    readable.push(OpenCase { id, loaded, state });
                }
                Err(error) => unreadable.push((id, error)),
            }
        }
        Ok((readable, unreadable))
    }

    /// The state of a case from its events.
    pub fn fold(&self, loaded: &LoadedCase, options: &Options) -> CaseState {
        engine::fold(&self.definitions_of(&loaded.events), loaded.id.as_str(), &loaded.events, options)
    }

    /// Which vaults this key reads in the case, and the moment.
    pub fn options(&self, loaded: &LoadedCase, now: Instant) -> Options {
        Options::new(now, loaded.readable.iter().cloned())
    }

    /// An action as the engine judges it.
    pub fn intent(
        &self,
        doing: Doing,
        at: Instant,
        recording: &Recording,
        reasons: &Reasons,
        values: Values,
    ) -> Intent {
        Intent {
            action: doing,
            at,
            member: self.me.member.clone(),
            roles: self.me.roles.clone(),
            role: recording.role.clone(),
            values,
            reasons: reasons.rules.clone(),
        }
    }

    /// Asks everything that guards an action, at the moment at which it happened; a refusal lists all that is missing.
    pub fn admit(&self, case: &OpenCase, intent: &Intent) -> Result<Permit> {
        let options = self.options(&case.loaded, intent.at);
        let then = self.fold(&case.loaded, &options);
        engine::admit(&self.definitions_of(&case.loaded.events), &then, intent, &options).map_err(|mut error| {
            if error.kind == crate::error::Kind::Refused && !error.unmet.is_empty() {
                error.message = msg!("cli-refused", case = self.store.short(&case.id), count = error.unmet.len());
            }
            error
        })
    }

    /// Records an event of an existing case and says what it changed.
    pub fn record(
        &self,
        case: &OpenCase,
        intent: &Intent,
        permit: Permit,
        act: Act,
        values: BTreeMap<Id, Values>,
    ) -> Result<Change> {
        let workflow = self.definitions_of(&case.loaded.events);
        self.record_under(&workflow, case, intent, permit, act, values)
    }

    /// The same under definitions that are not yet the case's own.
    pub fn record_under(
        &self,
        workflow: &Workflow,
        case: &OpenCase,
        intent: &Intent,
        permit: Permit,
        act: Act,
        values: BTreeMap<Id, Values>,
    ) -> Result<Change> {
        self.write(workflow, case, intent, permit, (act, values), None)
    }

    /// The same with a file attached.
    pub fn record_with(
        &self,
        case: &OpenCase,
        intent: &Intent,
        permit: Permit,
        act: Act,
        values: BTreeMap<Id, Values>,
        enclosure: &Enclosure,
    ) -> Result<Change> {
        let workflow = self.definitions_of(&case.loaded.events);
        self.write(&workflow, case, intent, permit, (act, values), Some(enclosure))
    }

    fn write(
        &self,
        workflow: &Workflow,
        case: &OpenCase,
        intent: &Intent,
        permit: Permit,
        (act, values): (Act, BTreeMap<Id, Values>),
        enclosure: Option<&Enclosure>,
    ) -> Result<Change> {
        let reasons = intent
            .reasons
            .iter()
            .filter(|(rule, _)| permit.overridden.contains_key(*rule))
            .map(|(rule, text)| (rule.clone(), text.clone()))
            .collect();
        let draft = Draft {
            role: permit.role,
            at: intent.at,
            act,
            definitions: workflow.hash.clone(),
            values,
            reasons,
            overridden: permit.overridden,
            satisfied: permit.satisfied,
        };
        let vaults: Vec<String> = workflow.vaults.keys().cloned().collect();
        let moment = self.moment();
        let recorded = match enclosure {
            None => self.store.record(&self.keys, Target::Case(case.id.clone()), draft, moment, &vaults)?,
            Some(enclosure) => self.store.attach(&self.keys, &case.id, &draft, enclosure, moment, &vaults)?,
        };
        for notice in &recorded.notices {
            self.context.warn(notice);
        }
        let after = self.open_case(&case.id)?;
        let changes = after.state.changes_since(&case.state);
        Ok(Change { recorded, after, changes })
    }

    pub fn moment(&self) -> Moment {
        Moment { now: self.context.now(), clock_set: self.context.clock_set }
    }

    /// The vaults of the procedure, `process` first.
    pub fn vaults(&self) -> Vec<String> {
        self.workflow.vaults.keys().cloned().collect()
    }

    /// An event of the case by the end of its id, as listings show it, or by its whole id.
    pub fn event<'c>(&self, case: &'c OpenCase, given: &str) -> Result<&'c Event> {
        let wanted = given.trim().to_ascii_uppercase();
        let found: Vec<&Event> =
            case.loaded.events.iter().filter(|event| !wanted.is_empty() && event.id.ends_with(&wanted)).collect();
        match found.as_slice() {
            [event] => Ok(event),
            [] => Err(Error::invalid(msg!("cli-no-such-event", given = given, case = self.store.short(&case.id)))
                .hint(msg!("cli-event-hint"))),
            _ => Err(Error::invalid(msg!("cli-event-ambiguous", given = given)).hint(msg!("cli-event-hint"))),
        }
    }

    /// A moment for people, in the procedure's zone.
    pub fn day_time(&self, at: Instant) -> String {
        self.context.words(&crate::deadline::words::day_time(at, self.context.now(), self.workflow.zone))
    }

    /// A moment for machines, with the offset of the procedure's zone.
    pub fn rfc3339(&self, at: Instant) -> String {
        crate::deadline::rfc3339(at, self.workflow.zone)
    }

    /// The ids of vaults given on the command line, checked.
    pub fn known_vaults(&self, given: &[String]) -> Result<BTreeSet<Id>> {
        given
            .iter()
            .flat_map(|list| list.split(','))
            .map(str::trim)
            .map(|vault| {
                if self.workflow.vaults.contains_key(vault) {
                    Ok(vault.to_owned())
                } else {
                    let allowed = self.vaults().join(", ");
                    Err(Error::invalid(msg!("cli-unknown-vault", given = vault, allowed = allowed)))
                }
            })
            .collect()
    }
}
