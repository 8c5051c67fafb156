//! The library's procedure in a sandbox, with changes.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::{Ran, Sandbox};

/// The files of the procedure, as they are in the project.
pub fn original() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/definitions/library")
}

/// A copy of the procedure that can be changed. A `¦` in a change marks where the problem is to be found; it is not
/// part of the file.
pub struct Library {
    pub sandbox: Sandbox,
    /// File, line and column of the mark.
    mark: Option<(String, u64, u64)>,
}

impl Library {
    pub fn new() -> Library {
        let sandbox = Sandbox::new();
        copy(&original(), &sandbox.path().join("lib"));
        Library { sandbox, mark: None }
    }

    fn full(file: &str) -> String {
        if file.starts_with("forms/") { format!("lib/{file}") } else { format!("lib/workflows/library/{file}") }
    }

    /// Replaces a part of a file that occurs exactly once.
    #[track_caller]
    pub fn change(mut self, file: &str, from: &str, to: &str) -> Library {
        let name = Self::full(file);
        let text = self.sandbox.read(&name);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {file}");
        let changed = text.replacen(from, to, 1);
        self.write(name, changed);
        self
    }

    /// Writes a whole file.
    pub fn put(mut self, file: &str, text: &str) -> Library {
        self.write(Self::full(file), text.to_owned());
        self
    }

    fn write(&mut self, name: String, text: String) {
        if let Some(at) = text.find('¦') {
            let before = &text[..at];
            let line = before.matches('\n').count() as u64 + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
            self.mark = Some((name.clone(), line, column));
        }
        if let Some(folder) = Path::new(&name).parent() {
            std::fs::create_dir_all(self.sandbox.path().join(folder)).expect("a folder");
        }
        self.sandbox.write(&name, text.replace('¦', ""));
    }

    pub fn sop(&self, args: &[&str]) -> Ran {
        let all: Vec<&str> = ["--definitions", "lib"].iter().chain(args).copied().collect();
        self.sandbox.sop(&all)
    }

    /// The problems that lint reports of a severity.
    #[track_caller]
    pub fn problems(&self, severity: &str) -> Vec<Value> {
        let ran = self.sop(&["workflow", "lint", "--json"]);
        let problems = ran.json()["problems"].as_array().cloned().unwrap_or_default();
        let errors = problems.iter().any(|problem| problem["severity"] == "error");
        assert_eq!(ran.code, i32::from(errors), "{ran:?}");
        problems.into_iter().filter(|problem| problem["severity"] == severity).collect()
    }

    #[track_caller]
    fn only(&self, severity: &str, message: &str, suggestion: Option<&str>) {
        let problems = self.problems(severity);
        let [problem] = problems.as_slice() else { panic!("one {severity} expected: {problems:#?}") };
        assert_eq!(problem["message"], message);
        let Some((file, line, column)) = &self.mark else { panic!("no mark") };
        let place = (problem["file"].as_str(), problem["line"].as_u64(), problem["column"].as_u64());
        assert_eq!(place, (Some(file.as_str()), Some(*line), Some(*column)), "{problem:#?}");
        if suggestion.is_some() {
            assert_eq!(problem["suggestion"].as_str(), suggestion);
        }
    }

    /// Exactly one error, at the mark, with these words.
    #[track_caller]
    pub fn error(&self, message: &str, suggestion: &str) {
        self.only("error", message, Some(suggestion).filter(|s| !s.is_empty()));
    }

    /// Exactly one warning, at the mark, with these words, and no error.
    #[track_caller]
    pub fn warning(&self, message: &str) {
        let errors = self.problems("error");
        assert!(errors.is_empty(), "{errors:#?}");
        self.only("warning", message, None);
    }

    /// A warning with these words among others, and no error.
    #[track_caller]
    pub fn warns(&self, message: &str) {
        assert!(self.problems("error").is_empty(), "{:#?}", self.problems("error"));
        let warnings = self.problems("warning");
        assert!(warnings.iter().any(|problem| problem["message"] == message), "{warnings:#?}");
    }

    /// No error.
    #[track_caller]
    pub fn loads(&self) {
        assert!(self.problems("error").is_empty(), "{:#?}", self.problems("error"));
    }

    /// Nothing to report at all.
    #[track_caller]
    pub fn clean(&self) {
        let ran = self.sop(&["workflow", "lint", "--json"]).ok();
        assert_eq!(ran.json()["problems"], serde_json::json!([]));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the library's procedure").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copying");
        }
    }
}
