//! A store of the invented library, made through the command line: an admin, a librarian, an auditor who reads the process
//! part, and keys for a colleague (beni) and for somebody who is no member.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::common::{Ran, Sandbox};

pub struct Fixture {
    pub sandbox: Sandbox,
}

impl Fixture {
    /// The store as it is on Sunday, 1 March 2026, before the first case. It is made once and copied for each test.
    pub fn new() -> Fixture {
        static FIRST: OnceLock<Fixture> = OnceLock::new();
        let first = FIRST.get_or_init(Fixture::make);
        let mut sandbox = Sandbox::new();
        copy(first.sandbox.root(), sandbox.root());
        let store = sandbox.path().join("store").display().to_string();
        sandbox.set("SOP_STORE", store).set("SOP_NOW", "2026-03-01T08:00");
        Fixture { sandbox }
    }

    fn make() -> Fixture {
        let mut fixture = Fixture { sandbox: Sandbox::new() };
        fixture.now("2026-03-01T08:00");
        for name in ["admin", "ana", "beni", "auditor", "stranger"] {
            let key = format!("{name}.key");
            fixture.sandbox.sop(&["key", "new", "--no-passphrase", "-o", &key]).ok();
            let card = fixture.sandbox.sop(&["key", "show", "-i", &key]).ok().out;
            fixture.sandbox.write(&format!("{name}.card"), card);
        }
        fixture.by("admin", &["init", "store", "--admin", "admin"]).ok();
        let store = fixture.path().display().to_string();
        fixture.sandbox.set("SOP_STORE", store);
        let ana = ["member", "add", "ana.card", "--id", "ana", "--office", "desk", "--role", "librarian"];
        fixture.by("admin", &ana).ok();
        fixture.by("admin", &["office", "add", "inspection", "--reads", "process"]).ok();
        fixture.by("admin", &["member", "add", "auditor.card", "--id", "auditor", "--office", "inspection"]).ok();
        fixture.by("auditor", &["office", "rotate"]).ok();
        fixture
    }

    /// The store's folder.
    pub fn path(&self) -> PathBuf {
        self.sandbox.path().join("store")
    }

    /// What the commands that follow take for now.
    pub fn now(&mut self, now: &str) -> &mut Self {
        self.sandbox.set("SOP_NOW", now);
        self
    }

    /// `sop` with the library's definitions and somebody's key.
    pub fn by(&self, who: &str, args: &[&str]) -> Ran {
        let key = self.sandbox.path().join(format!("{who}.key")).display().to_string();
        self.keyless(&[args, &["-i", &key]].concat())
    }

    /// The same without a key.
    pub fn keyless(&self, args: &[&str]) -> Ran {
        let definitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/library").display().to_string();
        self.sandbox.sop(&[args, &["--definitions", &definitions]].concat())
    }

    /// A loan of Monday, 2 March, 10:00, recorded then; its case becomes the current one.
    pub fn lend(&mut self) -> String {
        self.now("2026-03-02T09:00");
        let case = self.by("ana", &["case", "new", "--json"]).ok().json()["case"].as_str().expect("an id").to_owned();
        self.now("2026-03-02T10:00");
        let fields = ["lent_at=2026-03-02T10:00", "card_shown=true", "kind=grown-up", "name=Zana Invented"];
        let set: Vec<&str> = fields.iter().flat_map(|field| ["--set", field]).collect();
        self.by("ana", &[&["fill", "LOAN"], set.as_slice()].concat()).ok();
        case
    }

    /// The audit as JSON, whatever its exit code.
    pub fn audit(&self, who: &str, args: &[&str]) -> (i32, serde_json::Value) {
        let ran = self.by(who, &[&["audit", "--json"], args].concat());
        (ran.code, ran.json())
    }

    /// Stock git in the store.
    pub fn git(&self, args: &[&str]) -> Ran {
        let store = self.path().display().to_string();
        let who = ["-c", "user.name=x", "-c", "user.email=x@invalid", "-c", "commit.gpgsign=false"];
        self.sandbox.run("git", &[&["-C", &store], who.as_slice(), args].concat(), None)
    }
}

/// Copies a folder with all that is in it; files keep their modes.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let from = entry.expect("an entry").path();
        let to = to.join(from.file_name().expect("a name"));
        if from.is_dir() {
            std::fs::create_dir_all(&to).expect("a folder");
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).expect("a copy");
        }
    }
}

/// The codes of the findings, in order.
pub fn codes(report: &serde_json::Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|finding| finding["code"].as_str().expect("a code")).collect()
}

/// The findings with that code.
pub fn of<'r>(report: &'r serde_json::Value, code: &str) -> Vec<&'r serde_json::Value> {
    report["findings"].as_array().expect("findings").iter().filter(|finding| finding["code"] == code).collect()
}
