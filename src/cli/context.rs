//! What every command is given: the language, the clock, where the store and the key are, and the one way to print.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crate::case::Event;
use crate::deadline::Instant;
use crate::definitions::{self, Sources, Workflow};
use crate::error::{Error, Result};
use crate::language::{Lang, Message};
use crate::msg;
use crate::store::Store;

/// The settings of one run, from arguments and environment.
pub struct Context {
    lang: Cell<Lang>,
    /// The language was asked for (`--lang`, `SOP_LANG`), so the store's setting does not matter.
    lang_chosen: bool,
    /// A store's setting was looked at.
    lang_settled: Cell<bool>,
    now: Instant,
    /// `--now` or `SOP_NOW` was used.
    pub clock_set: bool,
    pub store: Option<PathBuf>,
    pub identity: Option<PathBuf>,
    pub definitions: Option<PathBuf>,
    pub case: Option<String>,
    pub json: bool,
    pub quiet: bool,
    pub color: bool,
    /// Standard output was closed by its reader: nothing more is written, and that is no error.
    out_closed: Cell<bool>,
    /// The one JSON document of this run has been printed.
    json_printed: Cell<bool>,
    workflow: OnceCell<Arc<Workflow>>,
    /// The store's own definitions have been looked for.
    store_asked: Cell<bool>,
    /// Definitions that cases of the store run under, by fingerprint.
    earlier: RefCell<BTreeMap<String, Arc<Workflow>>>,
    /// The store, where several commands run one after the other in one process.
    pub(super) opened: Option<Rc<Store>>,
    /// Output is kept here instead of being printed: a command that runs other commands reads it.
    captured: Option<RefCell<Vec<u8>>>,
}

/// The values a [`Context`] is made from.
pub struct Settings {
    pub lang: Option<Lang>,
    pub now: Option<Instant>,
    pub store: Option<PathBuf>,
    pub identity: Option<PathBuf>,
    pub definitions: Option<PathBuf>,
    pub case: Option<String>,
    pub json: bool,
    pub quiet: bool,
    pub color: bool,
}

impl Context {
    pub fn new(settings: Settings) -> Context {
        let clock = chrono::DateTime::from_timestamp(chrono::Utc::now().timestamp(), 0).unwrap_or_default();
        Context {
            lang: Cell::new(settings.lang.unwrap_or_else(locale_language)),
            lang_chosen: settings.lang.is_some(),
            lang_settled: Cell::new(false),
            now: settings.now.unwrap_or(clock),
            clock_set: settings.now.is_some(),
            store: settings.store,
            identity: settings.identity,
            definitions: settings.definitions,
            case: settings.case,
            json: settings.json,
            quiet: settings.quiet,
            color: settings.color,
            out_closed: Cell::new(false),
            json_printed: Cell::new(false),
            workflow: OnceCell::new(),
            store_asked: Cell::new(false),
            earlier: RefCell::default(),
            opened: None,
            captured: None,
        }
    }

    /// The same run at another moment (`--now`).
    pub fn with_now(self, now: Instant) -> Context {
        Context { now, clock_set: true, ..self }
    }

    /// The same run with another's procedure, which is read once.
    pub fn sharing(self, other: &Context) -> Result<Context> {
        let workflow = Arc::clone(other.workflow()?);
        Ok(Context { workflow: OnceCell::from(workflow), ..self })
    }

    /// The same run in a store that is open already.
    pub fn in_store(self, store: Option<Rc<Store>>) -> Context {
        Context { opened: store, ..self }
    }

    /// The same run with its output kept instead of printed.
    pub fn capturing(self) -> Context {
        Context { captured: Some(RefCell::default()), quiet: true, ..self }
    }

    /// What was printed so far, where it is kept.
    pub fn captured(&self) -> Vec<u8> {
        self.captured.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// The procedure: `--definitions`, else the one that the store keeps, else the one built in. Read once.
    pub fn workflow(&self) -> Result<&Arc<Workflow>> {
        if self.workflow.get().is_none()
            && !self.store_asked.get()
            && let Ok(store) = Store::find(self.store.as_deref()).and_then(|folder| Store::open(&folder))
        {
            self.store_language(Some(store.settings().language));
            self.follow(&store)?;
        }
        if let Some(workflow) = self.workflow.get() {
            return Ok(workflow);
        }
        let workflow = definitions::open(self.definitions.as_deref())?;
        Ok(self.workflow.get_or_init(|| workflow))
    }

    /// Takes the definitions that the store keeps, if it keeps any and no others were asked for.
    pub fn follow(&self, store: &Store) -> Result<()> {
        let asked = self.store_asked.replace(true);
        if !asked && self.definitions.is_none() && self.workflow.get().is_none() && store.has_definitions() {
            let workflow = self.in_force(store)?;
            self.workflow.get_or_init(|| workflow);
        }
        Ok(())
    }

    /// The definitions that the store follows: its own, else those built in.
    pub fn in_force(&self, store: &Store) -> Result<Arc<Workflow>> {
        match self.kept(store, &store.settings().workflow.hash)? {
            Some(workflow) => Ok(workflow),
            None => definitions::embedded(),
        }
    }

    /// The definitions that the store keeps under a fingerprint.
    pub fn kept(&self, store: &Store, hash: &str) -> Result<Option<Arc<Workflow>>> {
        let Some(files) = store.definitions(hash)? else { return Ok(None) };
        let built_in = definitions::embedded()?;
        if built_in.hash == hash {
            return Ok(Some(built_in));
        }
        let sources = Sources::of_procedure(files, &format!("workflows/{hash}"));
        let workflow = definitions::check(&sources).usable(&sources)?;
        if workflow.hash != hash {
            return Err(Error::damaged(msg!("store-pin-disagrees", hash = crate::store::short_hash(hash))));
        }
        Ok(Some(Arc::new(workflow)))
    }

    /// The definitions that a case runs under; those of this run if its own are not at hand, or others were asked for.
    pub fn definitions_of(&self, store: &Store, events: &[Event]) -> Result<Arc<Workflow>> {
        let present = self.workflow()?;
        let wanted = crate::case::definitions(events).filter(|hash| *hash != present.hash);
        let Some(hash) = wanted.filter(|_| self.definitions.is_none() && store.has_definitions()) else {
            return Ok(Arc::clone(present));
        };
        if let Some(known) = self.earlier.borrow().get(hash) {
            return Ok(Arc::clone(known));
        }
        let found = match self.kept(store, hash)? {
            Some(workflow) => workflow,
            None => Some(definitions::embedded()?).filter(|known| known.hash == hash).unwrap_or(Arc::clone(present)),
        };
        self.earlier.borrow_mut().insert(hash.to_owned(), Arc::clone(&found));
        Ok(found)
    }

    /// The procedure, if this run has read it.
    pub fn known_workflow(&self) -> Option<&Workflow> {
        self.workflow.get().map(AsRef::as_ref)
    }

    /// A time as it was typed; without an offset it is local to the procedure's zone. `argument` is named in errors.
    pub fn moment(&self, text: &str, argument: &str) -> Result<Instant> {
        let zone = self.workflow()?.zone;
        crate::deadline::parse_moment(text, zone)
            .map_err(|reason| Error::invalid(msg!("cli-bad-time", argument = argument, reason = reason)))
    }

    /// The language of this run.
    pub fn lang(&self) -> Lang {
        self.lang.get()
    }

    /// The language was asked for by `--lang` or `SOP_LANG`.
    pub fn lang_chosen(&self) -> bool {
        self.lang_chosen
    }

    /// The store's own language goes before the locale's, but after what was asked for.
    pub fn store_language(&self, lang: Option<Lang>) {
        self.lang_settled.set(true);
        if let (false, Some(lang)) = (self.lang_chosen, lang) {
            self.lang.set(lang);
        }
    }

    /// Takes the language of the store at hand, if the command ended before it opened the store.
    pub fn settle_language(&self) {
        if !self.lang_chosen
            && !self.lang_settled.replace(true)
            && let Ok(store) = Store::find(self.store.as_deref()).and_then(|folder| Store::open(&folder))
        {
            self.store_language(Some(store.settings().language));
        }
    }

    /// The moment that counts as now, to the second.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The one JSON document of this run has been printed: an error that follows is told on standard error.
    pub fn json_printed(&self) -> bool {
        self.json_printed.get()
    }

    /// The sentence in this run's language.
    pub fn words(&self, message: &Message) -> String {
        message.in_language(self.lang())
    }

    /// Tells a person something: standard error, unless `--quiet`.
    pub fn say(&self, message: &Message) {
        if !self.quiet {
            self.warn(message);
        }
    }

    /// Tells a person something that `--quiet` does not silence: a warning.
    pub fn warn(&self, message: &Message) {
        if self.captured.is_some() {
            return;
        }
        let _ = writeln!(std::io::stderr().lock(), "{}", self.words(message));
    }

    /// Prints one line of data (or several) on standard output, with a newline at the end.
    pub fn print(&self, text: &str) -> Result<()> {
        let mut line = text.to_owned();
        if !line.ends_with('\n') {
            line.push('\n');
        }
        self.print_raw(line.as_bytes())
    }

    /// Prints bytes on standard output as they are. A reader that went away (`| head`) is no error; a full disk is.
    pub fn print_raw(&self, bytes: &[u8]) -> Result<()> {
        if let Some(captured) = &self.captured {
            captured.borrow_mut().extend_from_slice(bytes);
            return Ok(());
        }
        if self.out_closed.get() {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                self.out_closed.set(true);
                Ok(())
            }
            Err(error) => Err(Error::damaged(msg!("cli-output-failed", reason = &error))),
        }
    }

    /// Prints the one JSON document of a command.
    pub fn print_json(&self, value: &serde_json::Value) -> Result<()> {
        self.json_printed.set(true);
        self.print(&serde_json::to_string_pretty(value).unwrap_or_default())
    }
}

/// Albanian unless the locale asks for English.
pub fn locale_language() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Lang::parse(&value))
        .unwrap_or_default()
}
