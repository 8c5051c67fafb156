//! Where definitions come from: those built into the program, or a folder. Only here is a disk read.
//!
//! Files are named as in the project (`workflows/<id>/stages/…`, `forms/<ID>/form.yaml`). A folder may hold both parts, or be
//! one workflow; a form, list, layout or calendar that it lacks is taken from those built in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::prepared::Prepared;
use crate::error::{Error, Result};
use crate::msg;

mod built_in {
    use super::Prepared;

    include!(concat!(env!("OUT_DIR"), "/definitions.rs"));
}

/// One file of the definitions.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// How a person can open it from where the command runs.
    pub shown: Arc<str>,
    pub bytes: Cow<'static, [u8]>,
    /// Taken from the built-in definitions because a folder lacks it: counts only where it is used.
    pub lent: bool,
    /// Its tree, if it is built in and YAML.
    pub(super) prepared: Option<Prepared>,
}

impl SourceFile {
    fn new(shown: String, bytes: Cow<'static, [u8]>) -> SourceFile {
        SourceFile { shown: shown.into(), bytes, lent: false, prepared: None }
    }
}

/// How many built-in files belong to the procedure, and its fingerprint if they all do.
pub(super) const BUILT_IN_HASH: (usize, &str) = built_in::HASH;

/// All files of one workflow, not yet read. Keys are paths within the part (`stages/loan.yaml`, `X1/form.yaml`).
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The workflow's own folder.
    pub workflow: BTreeMap<String, SourceFile>,
    pub forms: BTreeMap<String, SourceFile>,
    pub calendars: BTreeMap<String, SourceFile>,
    /// Where the workflow's folder is, for messages.
    pub shown: Arc<str>,
}

impl Sources {
    /// The definitions built into the program.
    ///
    /// # Errors
    /// None are built in, or several and `wanted` does not name one.
    pub fn built_in(wanted: Option<&str>) -> Result<Sources> {
        let file = |(name, bytes, prepared): &(&'static str, &'static [u8], Option<Prepared>)| {
            let file = SourceFile::new((*name).to_owned(), Cow::Borrowed(*bytes));
            ((*name).to_owned(), SourceFile { prepared: *prepared, ..file })
        };
        Self::sorted(built_in::FILES.iter().map(file), "", wanted)
    }

    /// Definitions from files in memory, named as in the project.
    ///
    /// # Errors
    /// No workflow among them, or several and `wanted` does not name one.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>,
        shown: &str,
        wanted: Option<&str>,
    ) -> Result<Sources> {
        let file = |(name, bytes): (String, Cow<'static, [u8]>)| {
            let file = SourceFile::new(format!("{shown}{name}"), bytes);
            (name, file)
        };
        Self::sorted(files.into_iter().map(file), shown, wanted)
    }

    /// The files by the part that they belong to.
    fn sorted(files: impl Iterator<Item = (String, SourceFile)>, shown: &str, wanted: Option<&str>) -> Result<Sources> {
        let mut workflows: BTreeMap<String, BTreeMap<String, SourceFile>> = BTreeMap::new();
        let mut sources = Sources::default();
        for (name, file) in files {
            if let Some(rest) = name.strip_prefix("forms/") {
                sources.forms.insert(rest.to_owned(), file);
            } else if let Some(rest) = name.strip_prefix("workflows/calendars/") {
                sources.calendars.insert(rest.to_owned(), file);
            } else if let Some((id, rest)) = name.strip_prefix("workflows/").and_then(|r| r.split_once('/')) {
                workflows.entry(id.to_owned()).or_default().insert(rest.to_owned(), file);
            }
        }
        workflows.retain(|id, files| files.contains_key("workflow.yaml") && wanted.is_none_or(|w| w == id));
        let names = || workflows.keys().cloned().collect::<Vec<_>>().join(", ");
        match workflows.len() {
            0 => Err(Error::invalid(msg!("definitions-none", folder = place(shown)))),
            1 => {
                if let Some((id, files)) = workflows.pop_first() {
                    sources.shown = format!("{shown}workflows/{id}").into();
                    sources.workflow = files;
                }
                Ok(sources)
            }
            _ => Err(Error::invalid(msg!("definitions-several", folder = place(shown), names = names()))),
        }
    }

    /// One procedure from files in memory, named as in its own folder (`stages/loan.yaml`, `forms/LOAN/form.yaml`,
    /// `calendars/plain.yaml`). Nothing is taken from the built-in definitions.
    pub fn of_procedure(files: impl IntoIterator<Item = (String, String)>, shown: &str) -> Sources {
        let mut sources = Sources { shown: shown.into(), ..Sources::default() };
        for (name, text) in files {
            let file = SourceFile::new(format!("{shown}/{name}"), Cow::Owned(text.into_bytes()));
            if let Some(rest) = name.strip_prefix("forms/") {
                sources.forms.insert(rest.to_owned(), file);
            } else if let Some(rest) = name.strip_prefix("calendars/") {
                sources.calendars.insert(rest.to_owned(), file);
            } else {
                sources.workflow.insert(name, file);
            }
        }
        sources
    }

    /// The text of files by these names, which are those of [`Sources::of_procedure`].
    ///
    /// # Errors
    /// There is no such file, or it is no text.
    pub fn named(&self, names: &[String]) -> Result<Vec<(String, String)>> {
        let text = |name: &String| {
            let file = if let Some(rest) = name.strip_prefix("forms/") {
                self.forms.get(rest)
            } else if let Some(rest) = name.strip_prefix("calendars/") {
                self.calendars.get(rest)
            } else {
                self.workflow.get(name)
            };
            let text = file.and_then(|file| std::str::from_utf8(&file.bytes).ok());
            let text = text.ok_or_else(|| Error::invalid(msg!("definitions-missing-file", file = name)))?;
            Ok((name.clone(), text.to_owned()))
        };
        names.iter().map(text).collect()
    }

    /// Definitions from a folder: one with `workflows/` (and perhaps `forms/`) in it, or a workflow's own folder.
    ///
    /// # Errors
    /// No such folder, no workflow in it, several workflows, or a file that cannot be read.
    pub fn from_folder(dir: &Path) -> Result<Sources> {
        let shown = dir.display().to_string();
        if !dir.is_dir() {
            return Err(Error::invalid(msg!("definitions-no-folder", folder = shown)));
        }
        let mut sources = if dir.join("workflow.yaml").is_file() {
            let mut sources = Sources { shown: shown.into(), ..Sources::default() };
            sources.workflow = read_folder(dir)?;
            let forms = [dir.join("forms"), beside(dir, "../../forms")].into_iter().find(|d| d.is_dir());
            sources.forms = forms.map_or(Ok(BTreeMap::new()), |d| read_folder(&d))?;
            for calendars in [beside(dir, "../calendars"), dir.join("calendars")] {
                if calendars.is_dir() {
                    sources.calendars.extend(read_folder(&calendars)?);
                }
            }
            sources.workflow.retain(|name, _| !name.starts_with("forms/") && !name.starts_with("calendars/"));
            sources
        } else {
            let mut files = Vec::new();
            for part in ["workflows", "forms"] {
                let folder = dir.join(part);
                if folder.is_dir() {
                    files.extend(read_folder(&folder)?.into_iter().map(|(n, f)| (format!("{part}/{n}"), f.bytes)));
                }
            }
            let prefix = if shown.ends_with('/') { shown } else { format!("{shown}/") };
            Self::from_files(files, &prefix, None)?
        };
        sources.complete_from_built_in();
        Ok(sources)
    }

    /// Takes what the folder lacks (forms as a whole, lists, layouts, calendars) from the built-in definitions.
    fn complete_from_built_in(&mut self) {
        let own: std::collections::BTreeSet<String> =
            self.forms.keys().filter_map(|name| form_folder(name)).map(str::to_owned).collect();
        for (name, bytes, _) in built_in::FILES {
            let file = SourceFile { lent: true, ..SourceFile::new(format!("({name})"), Cow::Borrowed(bytes)) };
            if let Some(rest) = name.strip_prefix("forms/") {
                if !form_folder(rest).is_some_and(|folder| own.contains(folder)) {
                    self.forms.entry(rest.to_owned()).or_insert(file);
                }
            } else if let Some(rest) = name.strip_prefix("workflows/calendars/") {
                self.calendars.entry(rest.to_owned()).or_insert(file);
            }
        }
    }
}

/// The folder of one form; none for shared lists and layouts.
fn form_folder(name: &str) -> Option<&str> {
    name.split_once('/').map(|(folder, _)| folder).filter(|folder| !folder.starts_with('_'))
}

/// A path beside a folder, without the detour through it where that can be told from the names alone.
fn beside(dir: &Path, rest: &str) -> PathBuf {
    let mut path = dir.to_owned();
    for part in rest.split('/') {
        let named = matches!(path.components().next_back(), Some(std::path::Component::Normal(_)));
        if part != ".." || !named || !path.pop() {
            path.push(part);
        }
    }
    path
}

/// How the place of the definitions is called in a message.
fn place(shown: &str) -> String {
    if shown.is_empty() { "workflows/".to_owned() } else { shown.to_owned() }
}

/// Folders within folders that are looked into: inner stages may have files of their own.
const MAX_DEPTH: usize = 8;

/// The YAML files and templates under a folder, [`MAX_DEPTH`] levels deep; names use forward slashes.
fn read_folder(dir: &Path) -> Result<BTreeMap<String, SourceFile>> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<(PathBuf, String, usize)> = vec![(dir.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        let failed = |path: &Path, error: std::io::Error| {
            let path = path.display().to_string();
            Error::invalid(msg!("definitions-unreadable", file = path, reason = &error))
        };
        for entry in std::fs::read_dir(&folder).map_err(|e| failed(&folder, e))? {
            let path = entry.map_err(|e| failed(&folder, e))?.path();
            let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| !n.starts_with('.')) else {
                continue;
            };
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                if depth < MAX_DEPTH {
                    folders.push((path, format!("{name}/"), depth + 1));
                }
            } else if name.ends_with(".yaml") || name.ends_with(".j2") {
                let size = std::fs::metadata(&path).map_err(|e| failed(&path, e))?.len();
                // Too big to be looked at: kept empty-handed, the reader says so.
                let limit = u64::try_from(super::yaml::MAX_FILE).unwrap_or(u64::MAX);
                if size > limit {
                    return Err(Error::invalid(msg!(
                        "definitions-file-too-big-at",
                        file = path.display().to_string(),
                        limit = limit / 1024
                    )));
                }
                let bytes = std::fs::read(&path).map_err(|e| failed(&path, e))?;
                files.insert(name, SourceFile::new(path.display().to_string(), Cow::Owned(bytes)));
            }
        }
    }
    Ok(files)
}
