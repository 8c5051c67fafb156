//! What this computer keeps so as not to work it out again (S30): it changes no answer, and shows nobody anything.

use std::path::PathBuf;

use crate::common::Sandbox;

/// The files of the cache, in the order of their names.
fn cached(sandbox: &Sandbox) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut todo = vec![sandbox.root().join("home/.cache/sop")];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { todo.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    files.sort();
    files
}

#[test]
fn s30_with_a_cache_or_without_the_answer_is_the_same() {
    let mut sandbox = Sandbox::new();
    sandbox.set("SOP_NOW", "2026-11-25T09:30");
    sandbox.sop(&["demo", "d", "--cases", "14"]).ok();
    let root = sandbox.path().join("d");
    sandbox.set("SOP_STORE", root.join("store").display().to_string());
    sandbox.set("SOP_IDENTITY", root.join("sekretare-ap.key").display().to_string());
    assert!(sandbox.sop(&["case", "list", "--json"]).ok().json()["cases"].as_array().expect("cases").len() > 14);

    let cold = sandbox.sop(&["due", "--all", "--json"]).ok().out;
    let files = cached(&sandbox);
    let names: Vec<_> = files.iter().map(|path| path.file_name().expect("a name").to_string_lossy()).collect();
    assert!(names.len() == 2 && names[0] == "commits" && names[1].starts_with("parts-"), "{names:?}");
    for file in &files {
        let bytes = std::fs::read(file).expect("a file");
        for secret in ["Prova", "Sajuar", "AGE-SECRET-KEY", "[values]"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} in {file:?}");
        }
    }
    let due = || sandbox.sop(&["due", "--all", "--json"]).ok().out;
    assert!(due() == cold);
    for file in &files {
        let kept = std::fs::read(file).expect("a file");
        let mut changed = kept.clone();
        changed[kept.len() / 2] ^= 1;
        for bytes in [&changed[..], &kept[..kept.len() / 3], b"", b"nonsense"] {
            std::fs::write(file, bytes).expect("writing");
            assert!(due() == cold, "{file:?}");
        }
        std::fs::remove_file(file).expect("removing");
        assert!(due() == cold, "{file:?}");
    }
    // What is new is seen, whatever is kept.
    sandbox.set("SOP_IDENTITY", root.join("slktp-tirane.key").display().to_string());
    let count = || sandbox.sop(&["case", "log", "--json"]).ok().json()["events"].as_array().expect("events").len();
    let before = count();
    sandbox.sop(&["note", "shënim"]).ok();
    assert_eq!(count(), before + 1);
    // Somebody else on this computer gets his own answer, and a folder that cannot be written only costs time.
    sandbox.set("SOP_IDENTITY", root.join("auditues.key").display().to_string());
    sandbox.sop(&["due", "--json"]).ok();
    sandbox.set("XDG_CACHE_HOME", "/dev/null/x");
    sandbox.sop(&["due", "--json"]).ok();
    sandbox.sop(&["verify"]).ok();
}

#[test]
fn s30_a_copied_folder_brings_no_belief_with_it() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--cases", "1"]).ok();
    sandbox.run("cp", &["-r", "d/store", "copy"], None).ok();
    sandbox.set("HOME", sandbox.path().join("elsewhere").display().to_string());
    let key = sandbox.path().join("d/slktp-tirane.key").display().to_string();
    let read = sandbox.sop(&["due", "--store", "copy", "-i", &key]).ok();
    assert!(read.err.contains("sop trust"), "{read:?}");
}
