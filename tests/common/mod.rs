//! A sandbox for tests through the command line: an empty folder, a fixed environment, no network.
#![allow(dead_code)] // each test binary uses a part of it

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use std::io::Write;

/// What a command left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("not JSON ({e}): {self:?}"))
    }
    /// Asserts the exit code; returns the result for further questions.
    #[track_caller]
    pub fn code(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
    #[track_caller]
    pub fn ok(self) -> Ran {
        self.code(0)
    }
}

/// An empty folder, with a home and a temporary folder of its own, in which `sop` runs in English at a fixed time.
pub struct Sandbox {
    dir: tempfile::TempDir,
    env: Vec<(String, String)>,
    cwd: PathBuf,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    pub fn new() -> Sandbox {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for name in ["home", "tmp", "work"] {
            std::fs::create_dir(dir.path().join(name)).expect("a folder");
        }
        let cwd = dir.path().join("work");
        Sandbox { dir, env: Vec::new(), cwd }
    }

    /// The folder in which commands run.
    pub fn path(&self) -> &Path {
        &self.cwd
    }

    /// The folder around it, with `home`, `tmp` and `work`.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Sets an environment variable for all later commands.
    pub fn set(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.env.retain(|(n, _)| n != name);
        self.env.push((name.to_owned(), value.into()));
        self
    }

    /// Goes to another folder, relative to the present one.
    pub fn cd(&mut self, dir: &str) -> &mut Self {
        self.cwd = self.cwd.join(dir);
        self
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.cwd.join(name), text).expect("writing a file");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.cwd.join(name)).expect("reading a file")
    }

    /// `sop` with these arguments and nothing on standard input.
    pub fn sop(&self, args: &[&str]) -> Ran {
        self.sop_with(args, None)
    }

    /// `sop` with these arguments and this text on standard input.
    pub fn sop_with(&self, args: &[&str], input: Option<&str>) -> Ran {
        self.run(env!("CARGO_BIN_EXE_sop"), args, input)
    }

    /// Any program, in the same environment.
    pub fn run(&self, program: &str, args: &[&str], input: Option<&str>) -> Ran {
        let mut command = Command::new(program);
        self.equip(command.args(args));
        command
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}"));
        if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(input.as_bytes()).expect("writing to standard input");
        }
        let output = child.wait_with_output().expect("output");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Gives a command this sandbox's folder and environment, and no other.
    pub fn equip(&self, command: &mut Command) {
        command
            .current_dir(&self.cwd)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.dir.path().join("home"))
            .env("TMPDIR", self.dir.path().join("tmp"))
            .env("SOP_LANG", "en")
            // The lowest work factor for passphrases in tests; people get 18.
            .env("SOP_SCRYPT_WORK_FACTOR", "10")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        for (name, value) in &self.env {
            command.env(name, value);
        }
    }
}
