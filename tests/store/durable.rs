//! Durability and concurrency (S31; R13): several processes at once, killed ones, damaged and read-only folders.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::Sandbox;
use crate::{files, git, new_case, store};

fn spawn(sandbox: &Sandbox, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_sop"))
        .args(args)
        .current_dir(sandbox.path())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", sandbox.root().join("home"))
        .env("SOP_LANG", "en")
        .env("SOP_IDENTITY", sandbox.path().join("../hetues.key"))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("sop")
}

fn events(sandbox: &Sandbox) -> usize {
    sandbox.sop(&["case", "log", "--json"]).ok().json()["events"].as_array().expect("events").len()
}

#[test]
fn s31_eight_writers_all_succeed() {
    let sandbox = store();
    new_case(&sandbox);
    let children: Vec<_> = (0..8).map(|n| spawn(&sandbox, &["note", &format!("shënim {n}")])).collect();
    for mut child in children {
        assert!(child.wait().expect("an end").success());
    }
    assert_eq!(events(&sandbox), 9);
    assert_eq!(git(&sandbox, &["status", "--porcelain"]).ok().out, "");
    sandbox.sop(&["verify"]).ok();
}

#[test]
#[cfg(unix)]
fn s31_a_kill_loop_leaves_the_store_before_or_after() {
    let sandbox = store();
    new_case(&sandbox);
    let mut known = events(&sandbox);
    for round in 0..25u64 {
        let mut child = spawn(&sandbox, &["note", "i prerë"]);
        std::thread::sleep(Duration::from_millis(4 * round + 5));
        let _ = child.kill();
        let _ = child.wait();
        let now = events(&sandbox);
        assert!(now == known || now == known + 1, "{known} then {now}");
        known = now;
    }
    // The next command works, and mends what the last one left.
    sandbox.sop(&["note", "i plotë"]).ok();
    assert_eq!(events(&sandbox), known + 1);
    assert_eq!(git(&sandbox, &["status", "--porcelain"]).ok().out, "");
    git(&sandbox, &["fsck", "--strict", "--no-dangling"]).ok();
    sandbox.sop(&["verify"]).ok();
}

#[test]
fn s31_left_over_locks_of_git_do_not_block_for_ever() {
    let sandbox = store();
    new_case(&sandbox);
    for lock in [".git/refs/heads/main.lock", ".git/index.lock"] {
        sandbox.write(lock, "");
        // As old as one that a killed process left some time ago.
        sandbox.run("touch", &["-d", "1 minute ago", lock], None).ok();
        sandbox.sop(&["note", "x"]).ok();
        assert!(!sandbox.path().join(lock).exists());
        assert_eq!(git(&sandbox, &["status", "--porcelain"]).ok().out, "");
    }
}

#[test]
fn s31_objects_are_synced_before_the_branch_moves() {
    let sandbox = store();
    new_case(&sandbox);
    let sop = env!("CARGO_BIN_EXE_sop");
    let traced = sandbox.run(
        "sh",
        &["-c", &format!("command -v strace >/dev/null || exit 7; strace -f -y -e trace=fsync,rename,renameat,renameat2 '{sop}' note x 2>&1")],
        None,
    );
    if traced.code == 7 || !traced.out.contains("fsync") {
        return;
    }
    let lines: Vec<&str> = traced.out.lines().collect();
    let moved =
        lines.iter().position(|l| l.contains("rename") && l.contains("refs/heads/main.lock")).expect("the branch");
    let objects = lines[..moved].iter().filter(|l| l.contains("fsync") && l.contains(".git/objects/")).count();
    assert!(objects >= 6, "{}", traced.out);
    assert!(lines[..moved].iter().any(|l| l.contains("fsync") && l.contains("main.lock")), "{}", traced.out);
    assert!(!lines[moved..].iter().any(|l| l.contains("fsync") && l.contains(".git/objects/")));
    assert!(!traced.out.contains("fdatasync"));
}

#[test]
#[cfg(unix)]
fn r13_a_damaged_object_is_named_and_hides_nothing_else() {
    let sandbox = store();
    let healthy = new_case(&sandbox);
    let damaged = new_case(&sandbox);
    sandbox.sop(&["note", "x"]).ok();
    let path = files(&sandbox, "cases")
        .into_iter()
        .rfind(|f| f.contains(&damaged) && f.ends_with(".process.toml.age"))
        .expect("a part");
    let id = git(&sandbox, &["rev-parse", &format!("HEAD:{path}")]).ok().out.trim().to_owned();
    let object = sandbox.path().join(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    let bytes = std::fs::read(&object).expect("a loose object");
    sandbox.run("chmod", &["600", &object.display().to_string()], None).ok();
    std::fs::write(&object, "").expect("truncating");
    let verified = sandbox.sop(&["verify"]).code(5);
    assert!(verified.out.contains(&id) && verified.out.contains(&path), "{verified:?}");
    let shown = sandbox.sop(&["case", "show", "-c", &damaged]);
    assert!(shown.err.contains(&id), "{shown:?}");
    sandbox.sop(&["case", "show", "-c", &healthy]).ok();
    sandbox.sop(&["note", "x", "-c", &healthy]).ok();
    let refused = sandbox.sop(&["note", "x", "-c", &damaged]).code(5);
    assert!(refused.err.contains(&id), "{refused:?}");
    assert_eq!(sandbox.sop(&["case", "list", "--json"]).ok().json()["cases"].as_array().unwrap().len(), 2);
    // From a healthy clone the object comes back and everything is as before.
    std::fs::write(&object, bytes).expect("mending");
    sandbox.sop(&["verify"]).ok();
    sandbox.sop(&["note", "x", "-c", &damaged]).ok();
}

#[test]
fn s31_foreign_files_and_edits_in_the_work_tree_are_not_read() {
    let sandbox = store();
    let case = new_case(&sandbox);
    let part = files(&sandbox, "cases").into_iter().find(|f| f.ends_with(".process.toml.age")).expect("a part");
    sandbox.write(&part, "edited");
    sandbox.write("members/hetues.toml", "admin = true");
    sandbox.write("cases/evil.txt", "x");
    sandbox.sop(&["case", "show", "-c", &case]).ok();
    sandbox.sop(&["verify"]).ok();
    assert_eq!(sandbox.sop(&["member", "show", "hetues", "--json"]).ok().json()["admin"], false);
    // A folder of the work tree that leads elsewhere is not followed.
    #[cfg(unix)]
    {
        let outside = sandbox.root().join("outside");
        std::fs::create_dir(&outside).expect("a folder");
        std::fs::remove_dir_all(sandbox.path().join("cases")).expect("removing");
        std::os::unix::fs::symlink(&outside, sandbox.path().join("cases")).expect("a link");
        let told = sandbox.sop(&["note", "x", "-c", &case]).ok();
        assert!(told.err.contains("work tree did not follow"), "{told:?}");
        assert_eq!(std::fs::read_dir(&outside).expect("folder").count(), 0);
    }
}

#[test]
#[cfg(unix)]
fn s31_a_folder_that_cannot_be_written_to_is_named() {
    let mut sandbox = store();
    let case = new_case(&sandbox);
    if sandbox.run("id", &["-u"], None).out.trim() == "0" {
        // Root writes everywhere: a file in the way of our lock serves instead.
        std::fs::remove_dir_all(sandbox.path().join(".git/sop")).expect("removing");
        sandbox.write(".git/sop", "");
    } else {
        sandbox.run("chmod", &["-R", "a-w", ".git"], None).ok();
    }
    let refused = sandbox.sop(&["note", "x", "-c", &case]).code(5);
    assert!(refused.err.contains(".git"), "{refused:?}");
    sandbox.sop(&["case", "show", "-c", &case]).ok();
    sandbox.run("chmod", &["-R", "u+w", ".git"], None).ok();
    sandbox.cd("..");
}
