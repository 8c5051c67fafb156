//! Stock tools go all the way: age from a key to an event, git and ssh-keygen over every commit. And nothing that was
//! typed stands anywhere in plain text.

use crate::common::Sandbox;
use crate::{files, git, new_case, store};

#[test]
fn stock_age_opens_an_event_from_a_members_key() {
    let sandbox = store();
    new_case(&sandbox);
    sandbox.sop(&["note", "takim në mesditë"]).ok();
    let keys = files(&sandbox, "keys");
    let cases = files(&sandbox, "cases");
    let pick = |list: &[String], part: &str| list.iter().rfind(|f| f.contains(part)).expect(part).clone();
    let step = pick(&keys, ".key.age");
    sandbox.run("age", &["-d", "-i", "../hetues.key", "-o", "../o", &step], None).ok();
    sandbox.run("age", &["-d", "-i", "../o", "-o", "../v", &pick(&cases, ".personal.key.age")], None).ok();
    let text = sandbox.run("age", &["-d", "-i", "../v", &pick(&cases, ".personal.toml.age")], None).ok().out;
    let table: toml::Table = toml::from_str(&text).expect("TOML");
    assert_eq!(table["values"]["note"].as_str(), Some("takim në mesditë"));
    let shown = sandbox.sop(&["cat", &pick(&cases, ".personal.toml.age")]).ok().out;
    assert_eq!(shown.trim(), text.trim());
}

#[test]
fn s10_stock_git_and_ssh_keygen_agree_on_every_commit() {
    let mut sandbox = store();
    new_case(&sandbox);
    sandbox.sop(&["note", "x"]).ok();
    let head = git(&sandbox, &["rev-list", "HEAD"]).ok().out;
    for commit in head.lines() {
        git(&sandbox, &["verify-commit", commit]).ok();
    }
    let shown = git(&sandbox, &["log", "--show-signature"]).ok();
    assert_eq!(shown.out.matches("Good \"git\" signature for").count(), head.lines().count(), "{shown:?}");
    assert!(!shown.out.contains("No signature") && !shown.err.contains("warning"), "{shown:?}");
    git(&sandbox, &["fsck", "--strict", "--no-dangling"]).ok();
    // S4: one raw commit object proves one event without its tree.
    let raw = git(&sandbox, &["cat-file", "commit", "HEAD"]).ok().out;
    let (before, rest) = raw.split_once("gpgsig ").expect("a signature");
    let (armored, after) = rest.split_once("-----END SSH SIGNATURE-----\n").expect("its end");
    sandbox.write("../signature", format!("{}-----END SSH SIGNATURE-----\n", armored.replace("\n ", "\n")));
    let signers = sandbox.path().join(".git/sop/allowed_signers").display().to_string();
    let author = before
        .lines()
        .find_map(|l| l.strip_prefix("author "))
        .and_then(|l| l.split(['<', '>']).nth(1))
        .expect("an author")
        .to_owned();
    let check = |message: &str| {
        let args = ["-Y", "verify", "-f", &signers, "-I", &author, "-n", "git", "-s", "../signature"];
        sandbox.run("ssh-keygen", &args, Some(message)).code
    };
    assert_eq!(check(&format!("{before}{after}")), 0);
    assert_ne!(check(&format!("{before}{}", after.replace("Case: 2026", "Case: 2027"))), 0);
    // A bare store is signed for in the same way.
    sandbox.cd("..");
    sandbox.sop(&["init", "bare.git", "--bare", "--admin", "ministria", "-i", "admin.key"]).ok();
    sandbox.cd("bare.git");
    git(&sandbox, &["verify-commit", "HEAD"]).ok();
    sandbox.sop(&["verify"]).ok();
    sandbox.sop(&["case", "list", "-i", "../admin.key"]).ok();
}

#[test]
fn r15_reading_changes_nothing() {
    let sandbox = store();
    let case = new_case(&sandbox);
    let state = || {
        (
            git(&sandbox, &["rev-parse", "HEAD"]).ok().out,
            git(&sandbox, &["status", "--porcelain", "--ignored"]).ok().out,
        )
    };
    let before = state();
    assert_eq!(before.1, "");
    for command in [
        &["due", "--all"][..],
        &["case", "list"],
        &["case", "show"],
        &["case", "log"],
        &["case", "show", "-c", &case, "--json"],
        &["verify"],
        &["doctor"],
        &["member", "list"],
        &["office", "list"],
        &["audit"],
    ] {
        sandbox.sop(command);
        assert_eq!(state(), before, "{command:?}");
    }
}

/// Everything that git keeps, unpacked.
fn all_objects(sandbox: &Sandbox) -> String {
    git(sandbox, &["cat-file", "--batch-all-objects", "--batch", "--unordered"]).ok().out
}

/// Everything in a folder, byte by byte.
fn contains(folder: &std::path::Path, needle: &[u8]) -> Option<std::path::PathBuf> {
    let mut todo = vec![folder.to_owned()];
    while let Some(at) = todo.pop() {
        for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if std::fs::read(&path).is_ok_and(|bytes| bytes.windows(needle.len()).any(|w| w == needle)) {
                return Some(path);
            }
        }
    }
    None
}

#[test]
fn nothing_typed_stands_anywhere_in_plain_text() {
    let sandbox = store();
    new_case(&sandbox);
    let typed = ["Drita-Xhuxhi", "Rruga-e-Kavajës-77", "arsye-e-fshehtë"];
    sandbox.sop(&["note", typed[0]]).ok();
    sandbox.sop(&["note", typed[1]]).ok();
    let last = sandbox.sop(&["note", "--json", "x"]).ok().json();
    sandbox.sop(&["correct", last["event"].as_str().expect("an event"), "--reason", typed[2]]).ok();
    sandbox.sop(&["case", "show"]).ok();
    let objects = all_objects(&sandbox);
    assert!(objects.contains("sop event"), "the search looks at the commits");
    for word in typed {
        assert!(!objects.contains(word));
        for folder in ["work/store", "home", "tmp"] {
            assert_eq!(contains(&sandbox.root().join(folder), word.as_bytes()), None);
        }
    }
    // S34: what the remote sees is ids, vaults, times and sizes.
    let messages = git(&sandbox, &["log", "--format=%B"]).ok().out;
    for line in messages.lines().filter(|l| !l.is_empty()) {
        let known = ["sop ", "Store: ", "Case: ", "Digest: sha256:", "Clock: set"];
        assert!(known.iter().any(|start| line.starts_with(start)), "{line}");
    }
}

#[test]
fn s28_git_shows_events_to_who_holds_a_key_and_keeps_no_plain_text() {
    let mut sandbox = store();
    new_case(&sandbox);
    sandbox.sop(&["note", "fshehtë-për-git"]).ok();
    let sop = std::path::Path::new(env!("CARGO_BIN_EXE_sop")).parent().expect("a folder").display().to_string();
    let path = format!("{sop}:{}", std::env::var("PATH").unwrap_or_default());
    sandbox.set("PATH", path);
    let shown = git(&sandbox, &["log", "-p", "--textconv"]).ok().out;
    assert!(shown.contains("fshehtë-për-git"), "{shown}");
    sandbox.set("SOP_IDENTITY", sandbox.path().join("../admin.key").display().to_string());
    let shown = git(&sandbox, &["log", "-p", "--textconv"]).ok();
    assert!(shown.out.contains("[encrypted]") && !shown.out.contains("fshehtë"), "{shown:?}");
    sandbox.set("SOP_IDENTITY", "/nonexistent");
    let shown = git(&sandbox, &["log", "-p", "--textconv"]).ok();
    assert!(shown.out.contains("[encrypted]"), "{shown:?}");
    assert!(!all_objects(&sandbox).contains("fshehtë"));
    assert!(!sandbox.path().join(".git/refs/notes").exists());
    // Asked by a person it says why, and for what is no part.
    let part = files(&sandbox, "cases").into_iter().find(|f| f.ends_with(".personal.toml.age")).expect("a part");
    sandbox.set("SOP_IDENTITY", sandbox.path().join("../admin.key").display().to_string());
    let refused = sandbox.sop(&["cat", &part]).code(4);
    assert_eq!(refused.out, "[encrypted]\n");
    sandbox.sop(&["cat", "sop.toml"]).code(2);
    sandbox.sop(&["cat", "nowhere.toml.age"]).code(2);
}

#[test]
fn s27_control_and_direction_characters_do_not_reach_the_terminal() {
    let sandbox = store();
    new_case(&sandbox);
    sandbox.sop(&["note", "a\u{1b}[31mred\u{202e}x"]).ok();
    let part = files(&sandbox, "cases").into_iter().rfind(|f| f.ends_with(".personal.toml.age")).expect("a part");
    let shown = sandbox.sop(&["cat", &part]).ok().out;
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}') && shown.contains("red"), "{shown:?}");
    let log = sandbox.sop(&["case", "log"]).ok().out;
    assert!(!log.contains('\u{1b}') && !log.contains('\u{202e}'));
}
