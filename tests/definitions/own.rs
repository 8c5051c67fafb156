//! A store with definitions of its own (`workflow pin`), and cases that move to them (`case migrate`).

use serde_json::Value;

use crate::common::Ran;
use crate::library::Library;

const LOAN: &str = "stages/loan.yaml";
const FORM: &str = "forms/LOAN/form.yaml";

/// A store of the library, not yet with a copy of its definitions: an admin, and ana the librarian.
struct Store {
    library: Library,
}

impl Store {
    fn new() -> Store {
        let mut store = Store { library: Library::new() };
        store.now("2026-03-01T08:00");
        for name in ["admin", "ana"] {
            let key = format!("{name}.key");
            store.library.sandbox.sop(&["key", "new", "--no-passphrase", "-o", &key]).ok();
            let card = store.library.sandbox.sop(&["key", "show", "-i", &key]).ok().out;
            store.library.sandbox.write(&format!("{name}.card"), card);
        }
        store.library.sop(&["init", "store", "--admin", "admin", "-i", "admin.key"]).ok();
        let folder = store.library.sandbox.path().join("store").display().to_string();
        store.library.sandbox.set("SOP_STORE", folder);
        let add = ["member", "add", "ana.card", "--id", "ana", "--role", "librarian", "-i", "admin.key"];
        store.library.sop(&add).ok();
        store
    }

    /// With the library's definitions kept and in force.
    fn pinned() -> Store {
        let store = Store::new();
        store.pin(&[]).ok();
        store
    }

    fn now(&mut self, now: &str) {
        self.library.sandbox.set("SOP_NOW", now);
    }

    fn change(mut self, file: &str, from: &str, to: &str) -> Store {
        self.library = self.library.change(file, from, to);
        self
    }

    /// `sop workflow pin` of the folder, by the admin.
    fn pin(&self, more: &[&str]) -> Ran {
        self.library.sop(&[&["workflow", "pin", "-i", "admin.key"], more].concat())
    }

    /// Without naming definitions.
    fn ana(&self, args: &[&str]) -> Ran {
        self.library.sandbox.sop(&[args, &["-i", "ana.key"]].concat())
    }

    fn json(&self, args: &[&str]) -> Value {
        self.ana(&[args, &["--json"]].concat()).ok().json()
    }

    /// A loan of 2 March, 10 o'clock; the case is the current one.
    fn lend(&mut self) -> String {
        self.now("2026-03-02T10:00");
        let case = self.json(&["case", "new"])["case"].as_str().expect("an id").to_owned();
        let fields = ["title=Kështjella", "copies=1", "lent_at=2026-03-02T10:00", "age_group=grown-up"];
        let set: Vec<&str> = fields.iter().flat_map(|field| ["--set", field]).collect();
        self.ana(&[&["fill", "LOAN"], set.as_slice()].concat()).ok();
        case
    }

    fn hash(&self, case: &str) -> Value {
        self.json(&["case", "show", "-c", case])["workflow"]["hash"].clone()
    }

    /// When the book is due, of the current case.
    fn due(&self) -> String {
        let shown = self.json(&["case", "show"]);
        let duties = shown["obligations"].as_array().expect("duties").clone();
        let back = duties.iter().find(|duty| duty["task"] == "bring-back").expect("the duty");
        back["due_at"].as_str().expect("a time").to_owned()
    }
}

#[test]
fn a_store_follows_its_own_copy() {
    let mut store = Store::new();
    let pinned = store.pin(&["--json"]).ok().json();
    assert_eq!((&pinned["workflow"], &pinned["weaker"]), (&"library".into(), &serde_json::json!([])), "{pinned:#}");
    assert!(pinned["commit"].is_string());
    let hash = pinned["hash"].as_str().expect("a fingerprint").to_owned();
    // Nobody has to name the definitions, and the folder they came from is not needed.
    std::fs::rename(store.library.sandbox.path().join("lib"), store.library.sandbox.path().join("gone"))
        .expect("a move");
    let case = store.lend();
    assert_eq!(store.hash(&case), hash.as_str());
    assert!(store.due().starts_with("2026-03-16T23:59:59"));
    assert_eq!(store.json(&["workflow", "show"])["workflow"]["id"], "library");
    assert_eq!(store.json(&["workflow", "lint"])["problems"], serde_json::json!([]));
    store.ana(&["verify"]).ok();
    // The copy can be looked at with everything that looks at a folder.
    let copy = format!("store/workflows/{hash}");
    let shown = store.library.sandbox.sop(&["--definitions", &copy, "workflow", "show", "--json"]).ok().json();
    assert_eq!(shown["workflow"]["hash"], hash.as_str());
    assert!(!store.library.sandbox.path().join(&copy).join("tests").exists(), "scenarios are not copied");
}

#[test]
fn only_an_admin_and_only_what_is_new_and_whole() {
    let store = Store::pinned();
    let again = store.pin(&[]).code(2);
    assert!(again.err.contains("follows these definitions already"), "{again:?}");
    let member = store.library.sop(&["workflow", "pin", "-i", "ana.key"]);
    assert!(matches!(member.code, 2 | 4), "{member:?}");
    let changed = Store::pinned().change(LOAN, "within: 14d", "within: 10d");
    changed.library.sop(&["workflow", "pin", "-i", "ana.key"]).code(4);
    // Another procedure: that of the program.
    let other = store.library.sandbox.sop(&["workflow", "pin", "-i", "admin.key"]).code(2);
    assert!(other.err.contains("follows the procedure library"), "{other:?}");
    // A form without a field that a condition asks for does not load; it is said where.
    let broken = Store::pinned().change(FORM, "{id: copies,", "{id: number_of_copies,");
    let refused = broken.pin(&["--yes"]).code(2);
    assert!(refused.err.contains("stages/loan.yaml:"), "{refused:?}");
    let before = broken.json(&["workflow", "show"])["workflow"]["hash"].clone();
    assert_eq!(before, store.json(&["workflow", "show"])["workflow"]["hash"]);
}

#[test]
fn a_template_that_prints_nothing_is_found_before_it_is_in_force() {
    let template = "forms/LOAN/template.md.j2";
    for (line, words) in [
        ("{{ fields.titel.value }}", "The form LOAN has no field titel."),
        ("{% if state == 'filed' and fields.titel.filled %}x{% endif %}", "The form LOAN has no field titel."),
        ("{% if %}", "It cannot be printed: syntax error"),
        ("{% include '/etc/passwd' %}", "It cannot be printed: template not found"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "asks for too much"),
    ] {
        let text = format!("{{% extends \"_layout/slip.md.j2\" %}}\n{{% block body %}}\n{line}\n{{% endblock %}}\n");
        let store = Store::pinned();
        let store = Store { library: store.library.put(template, &text) };
        let found = store.library.sop(&["workflow", "lint", "--json"]).code(1).json();
        let problem = &found["problems"][0];
        assert_eq!(found["errors"], 1, "{found:#}");
        assert!(problem["message"].as_str().is_some_and(|message| message.contains(words)), "{problem:#}");
        assert!(problem["file"].as_str().is_some_and(|file| file.ends_with(template)), "{problem:#}");
        let refused = store.pin(&["--yes"]).code(2);
        assert!(refused.err.contains(words), "{refused:?}");
    }
}

#[test]
fn an_office_s_own_layout_is_no_weakening() {
    let store = Store::pinned();
    let template = "forms/LOAN/template.md.j2";
    let text = store.library.sandbox.read(&format!("lib/{template}"));
    let store = Store { library: store.library.put(template, &format!("{text}\n{{# our own paper #}}\n")) };
    let pinned = store.pin(&["--json"]).ok().json();
    assert_eq!(pinned["weaker"], serde_json::json!([]));
    assert!(pinned["commit"].is_string());
}

#[test]
fn what_is_weakened_is_said_and_wants_a_yes() {
    let store = Store::pinned()
        .change(LOAN, "within: 14d", "within: 21d")
        .change(LOAN, "deny: [file LOAN]", "warn: [file LOAN]")
        .change(LOAN, "waivable: false", "waivable: true")
        .change(FORM, "vault: personal", "vault: process");
    let would = store.pin(&["--dry-run", "--json"]).ok().json();
    let weaker: Vec<&str> = would["weaker"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(weaker.contains(&"the time of bring-back becomes 21d (it was 14d)"), "{weaker:?}");
    assert!(weaker.contains(&"the condition not-too-many guards file LOAN less strictly"), "{weaker:?}");
    assert!(weaker.contains(&"the duty bring-back may be waived"), "{weaker:?}");
    assert!(weaker.iter().any(|line| line.ends_with("moves from the part personal to process")), "{weaker:?}");
    assert!(would["commit"].is_null());
    let refused = store.pin(&[]).code(3);
    assert!(refused.err.contains("Nothing was saved") && refused.err.contains("it was 14d"), "{refused:?}");
    let hygiene = |store: &Store| {
        let report = store.json(&["audit", "--only", "hygiene"]);
        let findings = report["findings"].as_array().expect("findings").clone();
        let codes = findings.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned));
        codes.filter(|code| code != "no-recovery" && code != "office-unmanned").collect::<Vec<_>>()
    };
    assert!(hygiene(&store).is_empty());
    store.pin(&["--yes"]).ok();
    // Whoever looks later sees it too.
    let found = hygiene(&store);
    assert!(!found.is_empty() && found.iter().all(|code| code == "weaker-definitions"), "{found:?}");
    // The other way round nothing is weakened but what no longer may be done.
    let back = store.change(LOAN, "within: 21d", "within: 2w");
    assert_eq!(back.pin(&["--dry-run", "--json"]).ok().json()["weaker"], serde_json::json!([]));
}

#[test]
fn a_case_goes_on_under_its_definitions_until_it_is_moved() {
    let mut store = Store::pinned();
    let case = store.lend();
    let old = store.hash(&case);
    let same = store.ana(&["case", "migrate"]).code(2);
    assert!(same.err.contains("follows the definitions in force already"), "{same:?}");
    let mut store =
        store.change(LOAN, "within: 14d", "within: 10d").change("workflow.yaml", "version: \"1\"", "version: \"2\"");
    let new = store.pin(&["--json"]).ok().json()["hash"].clone();
    assert_ne!(old, new);
    assert_eq!(store.hash(&case), old);
    assert!(store.due().starts_with("2026-03-16T23:59:59"));
    let listed = store.json(&["due", "--all"]);
    let duties = listed["obligations"].as_array().expect("duties").clone();
    assert!(duties.iter().any(|duty| duty["due_at"].as_str().is_some_and(|at| at.starts_with("2026-03-16T23:59:59"))));

    // First what would change; nothing is recorded.
    store.now("2026-03-03T09:00");
    let shown = store.ana(&["case", "migrate"]).ok();
    assert!(
        shown.out.contains("from version 1 to version 2") && shown.err.contains("sop case migrate --yes"),
        "{shown:?}"
    );
    let would = store.json(&["case", "migrate"]);
    assert!(would["event"].is_null() && would["compared"] == true);
    assert_eq!(would["moves"][0]["instance"].as_str().map(|i| i.starts_with("bring-back")), Some(true), "{would:#}");
    assert!(would["moves"][0]["to"].as_str().expect("a time").starts_with("2026-03-12T23:59:59"), "{would:#}");
    assert_eq!((&would["opens"], &would["lapses"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(store.hash(&case), old);

    let moved = store.json(&["case", "migrate", "--yes"]);
    let event = moved["event"].as_str().expect("an event").to_owned();
    assert_eq!(store.hash(&case), new);
    assert!(store.due().starts_with("2026-03-12T23:59:59"));
    let log = store.json(&["case", "log"]);
    assert!(
        log["events"].as_array().expect("events").iter().any(|e| e["kind"] == "migrate" && e["about"] == "2"),
        "{log:#}"
    );
    store.ana(&["case", "migrate"]).code(2);
    store.ana(&["verify"]).ok();

    // It can be taken back like everything that is recorded.
    store.now("2026-03-03T10:00");
    store.ana(&["correct", &event, "--reason", "The board has not agreed yet"]).ok();
    assert_eq!(store.hash(&case), old);
    assert!(store.due().starts_with("2026-03-16T23:59:59"));
}

#[test]
fn new_cases_are_opened_under_what_is_in_force() {
    let mut store = Store::pinned();
    let first = store.lend();
    let mut store = store.change(LOAN, "within: 14d", "within: 10d");
    let new = store.pin(&["--json"]).ok().json()["hash"].clone();
    let second = store.lend();
    assert_eq!(store.hash(&second), new);
    assert_ne!(store.hash(&first), new);
    assert!(store.due().starts_with("2026-03-12T23:59:59"));
}
