//! Members and offices as people handle them (S14, S19, S20, S22).

use crate::{add, git, new_case, store};

#[test]
fn json_shapes_of_members_and_offices() {
    let mut sandbox = store();
    new_case(&sandbox);
    let members = sandbox.sop(&["member", "list", "--json"]).ok().json();
    let hetues = &members["members"][0];
    assert_eq!(hetues["member"], "hetues");
    assert_eq!(hetues["office"], "hetues");
    assert_eq!(hetues["roles"], serde_json::json!(["initial-identifier"]));
    assert!(hetues["revoked"].is_null() && hetues["institution"].is_null());
    assert!(chrono::DateTime::parse_from_rfc3339(hetues["since"].as_str().expect("a time")).is_ok());
    let offices = sandbox.sop(&["office", "list", "--json"]).ok().json();
    assert_eq!(offices["offices"][0]["office"], "hetues");
    assert_eq!(offices["offices"][0]["reads"], serde_json::json!([]));
    assert_eq!(offices["offices"][0]["holders"], serde_json::json!(["hetues"]));
    assert_eq!(offices["offices"][1]["holders"], serde_json::json!([]));
    let shown = sandbox.sop(&["member", "show", "hetues", "--json"]).ok().json();
    assert_eq!(shown["holds_office_key"], true);
    sandbox.cd("..");
    let added = add(&sandbox, "tjeter", &[]);
    assert!(added.err.contains("Compare by voice"), "{added:?}");
    // Listing needs no key, and no other store's folder.
    sandbox.set("SOP_IDENTITY", "/nonexistent");
    sandbox.sop(&["office", "show", "hetues", "--store", "store"]).ok();
}

#[test]
fn s14_what_is_no_card_and_what_is_no_role() {
    let mut sandbox = store();
    sandbox.cd("..");
    let head = git(&sandbox, &["-C", "store", "rev-parse", "HEAD"]).out;
    let card = sandbox.read("hetues.card");
    sandbox.write("swapped.card", card.replace("recipient = \"age1", "recipient = \"age1q"));
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "new.key"]).ok();
    let fresh = sandbox.sop(&["key", "show", "-i", "new.key"]).ok();
    sandbox.write("new.card", &fresh.out);
    let try_add = |card: &str, id: &str, more: &[&str]| {
        let args = [&["member", "add", card, "--id", id, "--store", "store", "-i", "admin.key"], more].concat();
        sandbox.sop(&args)
    };
    let tried = [
        (try_add("swapped.card", "x", &[]), "does not match"),
        (try_add("new.key", "x", &[]), "Give it to nobody"),
        (try_add("nowhere.card", "x", &[]), "nowhere.card"),
        (try_add("hetues.card", "x", &[]), "already belongs to member hetues"),
        (try_add("new.card", "hetues", &[]), "no name is used twice"),
        (try_add("new.card", "X", &[]), "small letters"),
        (try_add("new.card", "con", &[]), "small letters"),
        (try_add("new.card", "merge", &[]), "small letters"),
        (try_add("new.card", "x", &["--role", "initial-identifer"]), "initial-identifier"),
        (try_add("new.card", "x", &["--role", "ap-member/nobody"]), "no seat"),
        (try_add("new.card", "x", &["--institution", "a\u{202e}b"]), "invisible"),
    ];
    for (ran, words) in tried {
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains(words), "{words}: {ran:?}");
    }
    let refused =
        sandbox.sop(&["member", "add", "new.card", "--id", "x", "--store", "store", "-i", "hetues.key"]).code(4);
    assert!(refused.err.contains("ministria"), "{refused:?}");
    assert_eq!(git(&sandbox, &["-C", "store", "rev-parse", "HEAD"]).out, head, "nothing was recorded");
}

#[test]
fn s22_r23_revoked_readers_and_their_keys() {
    let mut sandbox = store();
    sandbox.cd("..");
    add(&sandbox, "koleg", &["--office", "hetues", "--role", "initial-identifier"]);
    sandbox.cd("store");
    for _ in 0..3 {
        new_case(&sandbox);
    }
    let koleg = sandbox.path().join("../koleg.key").display().to_string();
    let admin = sandbox.path().join("../admin.key").display().to_string();
    let locked = sandbox.sop(&["note", "x", "-i", &koleg]).code(4);
    assert!(locked.err.contains("sop office admit koleg"), "{locked:?}");
    let admitted = sandbox.sop(&["office", "admit", "koleg"]).ok();
    assert!(admitted.err.contains("Compare by voice"), "{admitted:?}");
    // R15: a colleague costs two small files, whatever the number of cases, and nothing else changes.
    let added = |from: &str| {
        let diff = git(&sandbox, &["diff", "--name-status", from, "HEAD", "--", "cases", "keys"]).ok().out;
        assert!(diff.lines().all(|line| line.starts_with('A')), "{diff}");
        diff.lines().count()
    };
    assert_eq!(added("HEAD~1"), 2);
    sandbox.sop(&["note", "nga kolegu", "-i", &koleg]).ok();
    added("HEAD~2");

    let told = sandbox.sop(&["member", "revoke", "koleg", "--reason", "left", "-i", &admin]).ok();
    assert!(told.err.contains("cases") && told.err.contains("hetues"), "{told:?}");
    let refused = sandbox.sop(&["note", "x", "-i", &koleg]).code(4);
    assert!(refused.err.contains("no longer a member"), "{refused:?}");
    // Stock age with the removed key: old files open, the next write's do not.
    let member_key = |name: &str, office_step: &str| {
        sandbox.run("sh", &["-c", &format!("age -d -i {name} {office_step} > ../office.txt")], None).code
    };
    let steps: Vec<String> = crate::files(&sandbox, "keys").into_iter().filter(|f| f.ends_with(".key.age")).collect();
    let before = crate::files(&sandbox, "cases");
    assert_eq!(member_key(&koleg, &steps[1]), 0);
    sandbox.sop(&["note", "provë"]).ok();
    let after = crate::files(&sandbox, "cases");
    let fresh: Vec<&String> = after.iter().filter(|f| !before.contains(f)).collect();
    assert_eq!(fresh.len(), 4, "two parts and two key files: {fresh:?}");
    for file in fresh.iter().filter(|f| f.ends_with(".key.age")) {
        assert_ne!(sandbox.run("age", &["-d", "-i", "../office.txt", file], None).code, 0, "{file}");
    }
    let old = before.iter().find(|f| f.ends_with(".process.key.age")).expect("a key file");
    sandbox.run("age", &["-d", "-i", "../office.txt", old], None).ok();
    sandbox.sop(&["verify"]).ok();
    let listed = sandbox.sop(&["member", "list", "--json"]).ok().json();
    assert!(listed["members"].as_array().unwrap().iter().any(|m| m["member"] == "koleg" && m["revoked"].is_string()));
}

#[test]
fn s20_a_standing_office_is_named_when_it_first_reads() {
    let mut sandbox = store();
    sandbox.cd("..");
    let admin = ["--store", "store", "-i", "admin.key"];
    let unknown = sandbox.sop(&[&["office", "add", "auditimi", "--reads", "proces"], &admin[..]].concat()).code(2);
    assert!(unknown.err.contains("process"), "{unknown:?}");
    sandbox.sop(&[&["office", "add", "auditimi", "--reads", "process"], &admin[..]].concat()).ok();
    add(&sandbox, "auditues", &["--office", "auditimi", "--role", "auditor"]);
    sandbox.cd("store");
    let auditor = sandbox.path().join("../auditues.key").display().to_string();
    let first = sandbox.sop(&["case", "new"]).ok();
    assert!(!first.err.contains("auditimi"), "nobody holds its key yet: {first:?}");
    // Its founder makes the key with the first thing that the office does.
    sandbox.sop(&["office", "rotate", "-i", &auditor]).ok();
    let second = sandbox.sop(&["case", "new"]).ok();
    assert!(second.err.contains("auditimi") && second.err.contains("process"), "{second:?}");
    let third = sandbox.sop(&["case", "new"]).ok();
    assert!(!third.err.contains("auditimi"), "{third:?}");
    let list = sandbox.sop(&["case", "list", "--json", "-i", &auditor]).ok().json();
    assert_eq!(list["cases"].as_array().unwrap().len(), 2);
    assert_eq!(list["unreadable"], 1);
}
