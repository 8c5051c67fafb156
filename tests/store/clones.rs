//! Clones of a store: whole, cut off, foreign (S15, S17; R17, R19, R21, R45).

use crate::common::Sandbox;
use crate::{git, new_case, store};

#[test]
fn r21_a_plain_clone_and_a_mirror_have_all_that_is_needed() {
    let mut sandbox = store();
    let case = new_case(&sandbox);
    sandbox.cd("..");
    git(&sandbox, &["clone", "-q", "--no-local", "store", "c2"]).ok();
    git(&sandbox, &["clone", "-q", "--no-local", "--single-branch", "store", "c3"]).ok();
    git(&sandbox, &["clone", "-q", "--mirror", "--no-local", "store", "c4"]).ok();
    let due = |store: &str| {
        let mut json = sandbox.sop(&["due", "--all", "--json", "--store", store]).ok().json();
        json["now"] = serde_json::Value::Null;
        json["obligations"].clone()
    };
    let expected = due("store");
    for clone in ["c2", "c3", "c4"] {
        sandbox.sop(&["verify", "--store", clone]).ok();
        let state = sandbox.sop(&["case", "show", "-c", &case, "--store", clone, "--json"]).ok().json();
        assert_eq!(state["case"], case.as_str());
        assert_eq!(due(clone).as_array().map(Vec::len), expected.as_array().map(Vec::len));
    }
    // A clone gets its git settings with the first thing that it records, and says so until then.
    let doctor = sandbox.sop(&["doctor", "--store", "c2", "--json"]).code(1).json();
    assert!(doctor["examined"].as_array().unwrap().iter().any(|e| e["what"] == "settings"));
    sandbox.sop(&["note", "x", "-c", &case, "--store", "c2"]).ok();
    sandbox.sop(&["doctor", "--store", "c2"]).ok();
    sandbox.cd("c2");
    git(&sandbox, &["verify-commit", "HEAD"]).ok();
    assert_eq!(git(&sandbox, &["status", "--porcelain"]).ok().out, "");
    // What this computer accepted there, the older copy lacks: readable, not written to.
    sandbox.cd("..");
    let behind = sandbox.sop(&["note", "y", "-c", &case, "--store", "store"]).code(5);
    assert!(behind.err.contains("git pull"), "{behind:?}");
    sandbox.sop(&["case", "show", "-c", &case, "--store", "store"]).ok();
    sandbox.sop(&["verify", "--store", "store"]).code(1);
    git(&sandbox, &["-C", "store", "pull", "-q", "--ff-only", "../c2", "main"]).ok();
    sandbox.sop(&["note", "y", "-c", &case, "--store", "store"]).ok();
}

#[test]
fn s15_another_computer_accepts_the_root_once() {
    let mut sandbox = store();
    new_case(&sandbox);
    let fingerprint = sandbox.sop(&["verify", "--json"]).ok().json()["fingerprint"].as_str().expect("one").to_owned();
    let elsewhere = sandbox.root().join("elsewhere").display().to_string();
    sandbox.set("XDG_STATE_HOME", elsewhere);
    let verified = sandbox.sop(&["verify"]).ok();
    assert!(verified.out.contains("Consistent, root not verified"), "{verified:?}");
    assert_eq!(sandbox.sop(&["verify", "--json"]).ok().json()["trust"], "unpinned");
    let read = sandbox.sop(&["case", "list"]).ok();
    assert!(read.err.contains("root not verified"), "reading says so too: {read:?}");
    let refused = sandbox.sop(&["case", "new"]).code(4);
    assert!(refused.err.contains(&format!("sop trust {fingerprint}")), "{refused:?}");
    sandbox.sop(&["trust", &"0".repeat(64)]).code(5);
    sandbox.sop(&["trust", &fingerprint]).ok();
    sandbox.sop(&["case", "new"]).ok();
    assert_eq!(sandbox.sop(&["verify", "--json"]).ok().json()["trust"], "pinned");
}

#[test]
fn r45_a_cut_off_history_is_never_passed() {
    let mut sandbox = store();
    new_case(&sandbox);
    let url = format!("file://{}", sandbox.path().display());
    sandbox.cd("..");
    git(&sandbox, &["clone", "-q", "--depth", "1", &url, "s1"]).ok();
    git(&sandbox, &["clone", "-q", &url, "s2"]).ok();
    git(&sandbox, &["-C", "s2", "fetch", "-q", "--depth=1", "origin", "main"]).ok();
    for clone in ["s1", "s2"] {
        let cut = sandbox.sop(&["verify", "--store", clone]).code(5);
        assert!(cut.err.contains("history is cut off") && cut.err.contains("--unshallow"), "{cut:?}");
        sandbox.sop(&["due", "--store", clone]).code(5);
    }
    git(&sandbox, &["-C", "s2", "fetch", "-q"]).ok();
    sandbox.sop(&["verify", "--store", "s2"]).code(5);
    git(&sandbox, &["-C", "s2", "fetch", "-q", "--unshallow"]).ok();
    sandbox.sop(&["verify", "--store", "s2"]).ok();
    // A partial clone lacks objects: refused, never passed.
    git(&sandbox, &["-C", "store", "config", "uploadpack.allowFilter", "true"]).ok();
    git(&sandbox, &["clone", "-q", "--no-checkout", "--filter=blob:none", &url, "s3"]).ok();
    assert_ne!(sandbox.sop(&["verify", "--store", "s3"]).code, 0);
}

#[test]
fn r17_a_foreign_owner_is_named() {
    let mut sandbox = store();
    new_case(&sandbox);
    sandbox.cd("..");
    // Only root can give a folder away; elsewhere there is nothing to try.
    if sandbox.run("chown", &["-R", "nobody", "store"], None).code != 0 {
        return;
    }
    let refused = sandbox.sop(&["due", "--store", "store"]).code(5);
    assert!(refused.err.contains("nobody") && refused.err.contains("safe.directory"), "{refused:?}");
    assert!(!refused.err.contains("safe.directory=*") && !refused.err.contains("not a case store"));
    let doctor = sandbox.sop(&["doctor", "--store", "store"]).code(5);
    assert!(doctor.out.contains("nobody"), "{doctor:?}");
    let config = sandbox.root().join("home/.gitconfig");
    let folder = sandbox.path().join("store").canonicalize().expect("the store");
    std::fs::write(&config, format!("[safe]\n\tdirectory = {}\n", folder.display())).expect("a config");
    sandbox.set("GIT_CONFIG_GLOBAL", config.display().to_string());
    sandbox.sop(&["due", "--store", "store"]).ok();
}

#[test]
fn r19_init_leaves_other_repositories_alone() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "admin.key"]).ok();
    let identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
    git(&sandbox, &["init", "-q", "other"]).ok();
    sandbox.write("other/file", "text");
    git(&sandbox, &["-C", "other", "add", "file"]).ok();
    git(&sandbox, &[&identity[..], &["-C", "other", "commit", "-qm", "x"]].concat()).ok();
    let head = git(&sandbox, &["-C", "other", "rev-parse", "HEAD"]).ok().out;
    let refused = sandbox.sop(&["init", "other", "--admin", "x", "-i", "admin.key"]).code(2);
    assert!(refused.err.contains("Nothing was written"), "{refused:?}");
    assert_eq!(git(&sandbox, &["-C", "other", "rev-parse", "HEAD"]).ok().out, head);
    assert_eq!(git(&sandbox, &["-C", "other", "status", "--porcelain"]).ok().out, "");
    assert!(
        !sandbox.path().join("other/.git/sop").exists()
            || head == git(&sandbox, &["-C", "other", "rev-parse", "HEAD"]).out
    );
    // What is no store is called so.
    sandbox.sop(&["case", "list", "--store", "other", "-i", "admin.key"]).code(5);
    sandbox.sop(&["case", "list", "--store", "nowhere", "-i", "admin.key"]).code(2);
    std::fs::create_dir(sandbox.path().join("empty")).expect("a folder");
    sandbox.cd("empty");
    assert!([2, 5].contains(&sandbox.sop(&["audit", "-i", "../admin.key"]).code));
    // A folder of ours is not made into a store twice, and a wrong key leaves nothing behind.
    sandbox.cd("..");
    sandbox.sop(&["init", "store", "--admin", "x", "-i", "admin.key"]).ok();
    sandbox.sop(&["init", "store", "--admin", "x", "-i", "admin.key"]).code(2);
    sandbox.sop(&["init", "new", "--admin", "X", "-i", "admin.key"]).code(2);
    sandbox.sop(&["init", "new", "--admin", "x", "-i", "nowhere.key"]).code(2);
    sandbox.sop(&["init", "new", "--admin", "x", "-i", "admin.key", "--recovery", "c"]).code(2);
    assert!(!sandbox.path().join("new").exists());
}
