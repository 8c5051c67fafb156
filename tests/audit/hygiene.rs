//! What lies around a store.

use super::fixture::{Fixture, codes, of};

#[test]
fn a_tidy_store_lacks_only_a_recovery_key() {
    let mut fixture = Fixture::new();
    fixture.lend();
    let (code, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    assert_eq!((code, codes(&report)), (0, vec!["no-recovery"]), "{report:#}");
}

#[test]
fn files_that_do_not_belong_are_told_by_what_they_hold() {
    let mut fixture = Fixture::new();
    fixture.lend();
    let folder = fixture.git(&["ls-tree", "-r", "--name-only", "HEAD", "cases"]).ok().out;
    let folder = folder.lines().next().and_then(|line| line.rsplit_once('/')).expect("a case's folder").0.to_owned();
    fixture.sandbox.write("store/loan.toml", "name = \"Zana Invented\"");
    fixture.sandbox.write("store/.gitignore", "*.tmp\n");
    fixture.sandbox.write("store/notes.tmp", "hidden by an ignore file");
    fixture.sandbox.write(&format!("store/{folder}/a b%.txt"), "Zana Invented");
    let key = fixture.sandbox.read("ana.key");
    fixture.sandbox.write("store/ana.key", key);
    fixture.sandbox.write("store/sop.toml", "changed = true");
    let (code, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    assert_eq!(code, 1, "{report:#}");
    let paths = |code: &str| -> Vec<&str> {
        of(&report, code).iter().map(|finding| finding["path"].as_str().expect("a path")).collect()
    };
    assert_eq!(paths("key-in-store"), ["ana.key"]);
    assert_eq!(paths("plain-text"), [format!("{folder}/a b%.txt")]);
    assert_eq!(paths("foreign-work-file"), [".gitignore", "loan.toml", "notes.tmp"]);
    assert_eq!(paths("changed-work-file"), ["sop.toml"]);
    // The store itself is as good as before.
    fixture.by("auditor", &["audit", "--only", "integrity"]).ok();
}

#[test]
fn notes_and_branches_beside_the_line_are_told() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture.git(&["branch", "mine"]).ok();
    fixture.git(&["notes", "--ref", "textconv/sop", "add", "-m", "Zana Invented", "HEAD"]).ok();
    let (code, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    let refs = of(&report, "other-refs");
    assert_eq!((code, refs.len()), (1, 2), "{report:#}");
    assert_eq!((&refs[0]["severity"], &refs[1]["severity"]), (&"error".into(), &"warning".into()));
    assert!(refs[0]["message"].as_str().is_some_and(|words| words.contains("refs/notes/textconv/sop")));
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new();
    let key = fixture.sandbox.path().join("auditor.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("a mode");
    let (code, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    let found = of(&report, "key-readable-by-others");
    assert_eq!((code, found.len()), (0, 1), "{report:#}");
    assert!(found[0]["message"].as_str().is_some_and(|words| words.contains("644")), "{report:#}");
}

#[test]
fn a_key_that_somebody_who_left_still_holds_is_told_until_the_next_write() {
    let mut fixture = Fixture::new();
    fixture.lend();
    fixture
        .by("admin", &["member", "add", "beni.card", "--id", "beni", "--office", "desk", "--role", "librarian"])
        .ok();
    fixture.by("ana", &["office", "admit", "beni"]).ok();
    let (_, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    assert!(of(&report, "key-not-rotated").is_empty(), "{report:#}");
    fixture.by("admin", &["member", "revoke", "beni", "--reason", "left"]).ok();
    let (_, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    let found = of(&report, "key-not-rotated");
    assert_eq!(found.len(), 1, "{report:#}");
    assert!(found[0]["message"].as_str().is_some_and(|words| words.contains("desk") && words.contains("beni")));
    fixture.by("ana", &["note", "x"]).ok();
    let (_, report) = fixture.audit("auditor", &["--only", "hygiene"]);
    assert!(of(&report, "key-not-rotated").is_empty(), "{report:#}");
}
