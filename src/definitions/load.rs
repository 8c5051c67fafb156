//! From files to a checked [`Workflow`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use super::collected::Collected;
use super::coverage::Coverage;
use super::forms::ChoiceList;
use super::law::Head;
use super::model::{self, Fact, Form, Id, Norm, Place, Role, Workflow};
use super::prepared::Prepared;
use super::problem::{Problem, Severity};
use super::reader::Reader;
use super::source::{BUILT_IN_HASH, SourceFile, Sources};
use super::stages::Declared;
use super::yaml::{self, At, Node};
use super::{calendar, expressions, lint, references};
use crate::deadline::Calendar;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// The definitions built into the program, read once.
///
/// # Errors
/// None are built in, or they do not load (a test keeps that from happening in a release).
pub fn embedded() -> Result<Arc<Workflow>> {
    static LOADED: OnceLock<Result<Arc<Workflow>>> = OnceLock::new();
    LOADED.get_or_init(|| built_in().map(Arc::new)).clone()
}

/// Reads the definitions built into the program.
///
/// # Errors
/// As [`embedded`].
pub fn built_in() -> Result<Workflow> {
    let sources = Sources::built_in(None)?;
    read_with(&sources, false).usable(&sources)
}

/// The definitions of a command: those of `dir`, else the built-in ones.
///
/// # Errors
/// They are not there, or do not load; then every problem is a detail of the error.
pub fn open(dir: Option<&Path>) -> Result<Arc<Workflow>> {
    let Some(dir) = dir else { return embedded() };
    let sources = Sources::from_folder(dir)?;
    check(&sources).usable(&sources).map(Arc::new)
}

/// Loads the definitions of a folder.
///
/// # Errors
/// All problems that keep it from loading, ordered by file and line.
pub fn load(dir: &Path) -> std::result::Result<Workflow, Vec<Problem>> {
    let sources = Sources::from_folder(dir).map_err(|error| {
        vec![Problem {
            severity: Severity::Error,
            file: dir.display().to_string().into(),
            line: 1,
            column: 1,
            excerpt: String::new(),
            message: error.message,
            suggestion: error.hint,
        }]
    })?;
    read(&sources)
}

/// Loads definitions from their files.
///
/// # Errors
/// All problems that keep them from loading, ordered by file and line.
pub fn read(sources: &Sources) -> std::result::Result<Workflow, Vec<Problem>> {
    check(sources).result()
}

/// Definitions with everything that was found out about them.
pub struct Checked {
    /// The workflow, as far as it could be read.
    pub workflow: Option<Workflow>,
    /// All problems, ordered by file and line.
    pub problems: Vec<Problem>,
    /// The files that make up the procedure, in the order of their names (see [`Sources::of_procedure`]).
    pub files: Vec<String>,
    /// Which provision is carried by what; empty where a file could not be read.
    pub coverage: Coverage,
}

impl Checked {
    /// The workflow, if it loads.
    ///
    /// # Errors
    /// It does not; the problems are details of the error.
    pub fn usable(self, sources: &Sources) -> Result<Workflow> {
        self.result().map_err(|problems| unusable(&sources.shown, &problems))
    }

    fn result(self) -> std::result::Result<Workflow, Vec<Problem>> {
        let errors: Vec<Problem> = self.problems.into_iter().filter(|p| p.severity == Severity::Error).collect();
        self.workflow.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// Reads definitions and looks at everything.
pub fn check(sources: &Sources) -> Checked {
    read_with(sources, true)
}

/// `whole`: with all checks, from the files. They are left out for the built-in definitions, which a test of every
/// build has checked, and their prepared trees are taken, so that each command starts sooner.
fn read_with(sources: &Sources, whole: bool) -> Checked {
    let mut collected = Collected { trusted: !whole, ..Collected::default() };
    let mut loading =
        Loading { sources, out: &mut collected, used: Vec::new(), lists: BTreeSet::new(), complete: true };
    let workflow = loading.workflow();
    let (lists, complete) = (loading.lists, loading.complete);
    let files = loading.used.into_iter().map(|(name, _)| name).collect();
    let mut coverage = Coverage::default();
    // Where a file is missing or is not YAML, whatever it declares would be missed everywhere else.
    if let (Some(workflow), true) = (&workflow, whole && complete) {
        references::check(workflow, &lists, &mut collected);
        expressions::check_all(workflow, &mut collected);
        lint::lint(workflow, sources, &mut collected);
        coverage = Coverage::of(workflow, &collected.references);
    }
    let mut problems = std::mem::take(&mut collected.problems);
    problems.sort_by(|a, b| (&a.file, a.line, a.column, a.severity).cmp(&(&b.file, b.line, b.column, b.severity)));
    problems.dedup();
    Checked { workflow, problems, files, coverage }
}

/// More than these nobody reads in an error; `sop workflow lint` has all.
const MOST_DETAILS: usize = 10;

/// The one error for definitions that do not load.
fn unusable(shown: &str, problems: &[Problem]) -> Error {
    let rest = problems.len().saturating_sub(MOST_DETAILS);
    let mut details: Vec<Message> = problems
        .iter()
        .take(MOST_DETAILS)
        .map(|p| {
            msg!(
                "definitions-at",
                file = p.file.to_string(),
                line = p.line,
                column = p.column,
                message = p.message.clone()
            )
        })
        .collect();
    if rest > 0 {
        details.push(msg!("definitions-and-more", count = rest));
    }
    Error::invalid(msg!("definitions-unusable", folder = shown, count = problems.len()))
        .details(details)
        .hint(msg!("definitions-unusable-hint"))
}

struct Loading<'s> {
    sources: &'s Sources,
    out: &'s mut Collected,
    /// Name and bytes of each file that belongs to the workflow, for its hash.
    used: Vec<(String, &'s SourceFile)>,
    /// The shared lists of choices.
    lists: BTreeSet<Id>,
    /// Every file could be read as YAML.
    complete: bool,
}

impl<'s> Loading<'s> {
    fn workflow(&mut self) -> Option<Workflow> {
        let head = self.file(&self.sources.workflow, "workflow.yaml", "workflow.yaml", |r, node| r.head(node))?;
        let roles: IndexMap<Id, Role> = self.part("roles.yaml", |r, node| r.role_list(node));
        let facts: IndexMap<Id, Fact> = self.part("facts.yaml", |r, node| r.facts(node));
        let norms = self.norms();
        let declared = self.stages(&head);
        let forms = self.forms(&head);
        let calendar = self.calendar(&head);
        let templates = self.templates(&head);
        let hash = self.hash();
        Some(Workflow {
            id: head.id,
            version: head.version,
            hash,
            title: head.title,
            act: head.act,
            zone: head.zone,
            calendar,
            roll: head.roll,
            due_soon: head.due_soon,
            case_roles: head.case_roles,
            vaults: head.vaults,
            roles,
            norms,
            facts,
            policies: head.policies,
            stages: declared.stages,
            tasks: declared.tasks,
            rules: declared.rules,
            forms,
            templates,
            prepared: model::Prepared::default(),
        })
    }

    /// Reads a file of the workflow's folder that must be there.
    fn part<T: Default>(&mut self, name: &str, read: impl FnOnce(&mut Reader<'_>, &Node<'_>) -> T) -> T {
        self.file(&self.sources.workflow, name, name, read).unwrap_or_default()
    }

    /// Reads one file; none if it is missing or is not YAML.
    fn file<T>(
        &mut self,
        files: &'s BTreeMap<String, SourceFile>,
        name: &str,
        hashed: &str,
        read: impl FnOnce(&mut Reader<'_>, &Node<'_>) -> T,
    ) -> Option<T> {
        let Some(file) = files.get(name) else {
            let shown = format!("{}/{name}", self.sources.shown).into();
            self.complete = false;
            self.problem(&Place { file: shown, line: 1, column: 1 }, msg!("definitions-missing-file", file = name));
            return None;
        };
        self.used.push((hashed.to_owned(), file));
        if self.out.trusted
            && let Some(node) = file.prepared.and_then(Prepared::tree)
        {
            return Some(read(&mut self.reader(file), &node));
        }
        let place = |at: At| Place { file: file.shown.clone(), line: at.line, column: at.column };
        let text: Arc<str> = match std::str::from_utf8(&file.bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).into(),
            Err(error) => {
                let before = String::from_utf8_lossy(&file.bytes[..error.valid_up_to()]);
                self.problem(&place(yaml::at_byte(&before, before.len())), msg!("definitions-not-utf8"));
                self.complete = false;
                return None;
            }
        };
        self.out.texts.insert(file.shown.clone(), text.clone());
        match yaml::parse(&text) {
            Ok(node) if !matches!(node.kind, yaml::Kind::Map(_)) => {
                self.complete = false;
                let wanted = msg!("definitions-kind-map");
                let message = msg!("definitions-wrong-kind", wanted = wanted, found = node.describe());
                self.problem(&place(node.at), message);
                None
            }
            Ok(node) => Some(read(&mut self.reader(file), &node)),
            Err((at, message)) => {
                self.complete = false;
                self.problem(&place(at), message);
                None
            }
        }
    }

    fn reader(&mut self, file: &SourceFile) -> Reader<'_> {
        Reader { file: file.shown.clone(), out: self.out, by: "workflow".into(), stage: None }
    }

    fn problem(&mut self, place: &Place, message: Message) {
        self.out.problem(Severity::Error, place, message, None);
    }

    fn norms(&mut self) -> IndexMap<Id, Norm> {
        let mut norms = IndexMap::new();
        let names: Vec<&String> = self
            .sources
            .workflow
            .keys()
            .filter(|name| *name == "norms.yaml" || name.starts_with("norms/") && name.ends_with(".yaml"))
            .collect();
        if names.is_empty() {
            self.part::<()>("norms.yaml", |_, _| ());
        }
        for name in names {
            self.part(name, |reader, node| reader.norm_list(node, &mut norms));
        }
        norms
    }

    fn stages(&mut self, head: &Head) -> Declared {
        let mut declared = Declared::default();
        for (id, _) in &head.stages {
            self.part(&format!("stages/{id}.yaml"), |reader, node| reader.stage_file(node, id, &mut declared));
            // Inner stages with files of their own. Sorted by name, a stage's file comes before its folder.
            let folder = format!("stages/{id}/");
            let sources = self.sources;
            for name in sources.workflow.keys().filter(|name| name.starts_with(&folder)) {
                let Some(path) = name.strip_prefix("stages/").and_then(|rest| rest.strip_suffix(".yaml")) else {
                    continue;
                };
                self.part(name, |reader, node| reader.stage_file(node, path, &mut declared));
            }
        }
        declared
    }

    fn forms(&mut self, head: &Head) -> IndexMap<Id, Form> {
        let mut lists: BTreeMap<Id, ChoiceList> = BTreeMap::new();
        for name in self.sources.forms.keys() {
            let Some(list) = name.strip_prefix("_lists/").and_then(|rest| rest.strip_suffix(".yaml")) else { continue };
            if self.is_lent(name) && !self.is_named(head, list) {
                continue;
            }
            let hashed = format!("forms/{name}");
            let read = self.file(&self.sources.forms, name, &hashed, |reader, node| reader.choice_list(node, list));
            lists.extend(read.map(|choices| (list.to_owned(), choices)));
        }
        self.lists = lists.keys().cloned().collect();
        let mut forms = IndexMap::new();
        for (id, at) in &head.forms {
            let name = format!("{id}/form.yaml");
            if !self.sources.forms.contains_key(&name) {
                let file = self.sources.workflow.get("workflow.yaml").map(|f| f.shown.clone()).unwrap_or_default();
                let place = Place { file, line: at.line, column: at.column };
                self.complete = false;
                self.problem(&place, msg!("definitions-missing-file", file = format!("forms/{name}")));
                continue;
            }
            let hashed = format!("forms/{name}");
            let form = self.file(&self.sources.forms, &name, &hashed, |reader, node| reader.form(node, id, &lists));
            forms.extend(form.map(|form| (id.clone(), form)));
        }
        forms
    }

    /// A file that the folder lacks and that came from the built-in definitions.
    fn is_lent(&self, name: &str) -> bool {
        self.sources.forms.get(name).is_some_and(|file| file.lent)
    }

    /// A form of this workflow takes its choices from that list. A lent list that none names belongs to another
    /// procedure, whose provisions are not known here.
    fn is_named(&self, head: &Head, list: &str) -> bool {
        head.forms.iter().filter_map(|(id, _)| self.sources.forms.get(&format!("{id}/form.yaml"))).any(|file| {
            let text = String::from_utf8_lossy(&file.bytes);
            text.split("choices_from:").skip(1).any(|rest| rest.trim_start().starts_with(list))
        })
    }

    /// The calendar that the workflow names; without one that can be read, weekends stand in, and it does not load.
    fn calendar(&mut self, head: &Head) -> Calendar {
        let (id, at) = &head.calendar;
        let name = format!("{id}.yaml");
        let weekends = || Calendar::weekends_only(id, head.zone);
        if id.is_empty() {
            return weekends();
        }
        let Some(file) = self.sources.calendars.get(&name) else {
            let file = self.sources.workflow.get("workflow.yaml").map(|f| f.shown.clone()).unwrap_or_default();
            let place = Place { file, line: at.line, column: at.column };
            self.problem(&place, msg!("definitions-missing-file", file = format!("calendars/{name}")));
            return weekends();
        };
        self.used.push((format!("calendars/{name}"), file));
        let text: Arc<str> = String::from_utf8_lossy(&file.bytes).into();
        self.out.texts.insert(file.shown.clone(), text.clone());
        match calendar::parse(&file.shown, &text) {
            Ok(calendar) => calendar,
            Err(problems) => {
                for problem in problems {
                    self.problem(&problem.place, problem.message);
                }
                weekends()
            }
        }
    }

    /// Templates by the name under which others extend them: `X1/template.md.j2`, `_layout/page.md.j2`.
    fn templates(&mut self, head: &Head) -> IndexMap<String, Arc<str>> {
        let mut templates: IndexMap<String, Arc<str>> = IndexMap::new();
        let ours = |name: &str, file: &SourceFile| {
            let folder = name.split('/').next().unwrap_or_default();
            let layout = folder.starts_with('_') && !file.lent;
            name.ends_with(".j2") && (layout || head.forms.iter().any(|(id, _)| id == folder))
        };
        let mut wanted: Vec<(&String, &'s SourceFile)> =
            self.sources.forms.iter().filter(|(name, file)| ours(name, file)).collect();
        while let Some((name, file)) = wanted.pop() {
            self.used.push((format!("forms/{name}"), file));
            let Ok(text) = std::str::from_utf8(&file.bytes) else {
                let place = Place { file: file.shown.clone(), line: 1, column: 1 };
                self.problem(&place, msg!("definitions-not-utf8"));
                continue;
            };
            templates.insert(name.clone(), text.into());
            // A lent layout belongs to these definitions once a template names it.
            wanted.extend(self.sources.forms.iter().filter(|(other, file)| {
                file.lent && other.starts_with('_') && text.contains(other.as_str()) && !templates.contains_key(*other)
            }));
        }
        templates.sort_unstable_keys();
        templates
    }

    /// SHA-256 over the names and bytes of the files that were read, sorted by name.
    fn hash(&mut self) -> String {
        self.used.sort_by(|a, b| a.0.cmp(&b.0));
        self.used.dedup_by(|a, b| a.0 == b.0);
        if self.out.trusted && self.used.len() == BUILT_IN_HASH.0 {
            return BUILT_IN_HASH.1.to_owned();
        }
        let mut hash = Sha256::new();
        for (name, file) in &self.used {
            hash.update((name.len() as u64).to_be_bytes());
            hash.update(name.as_bytes());
            hash.update((file.bytes.len() as u64).to_be_bytes());
            hash.update(&file.bytes);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
