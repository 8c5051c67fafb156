//! The case store through the command line: keys, members, stock tools, durability, histories that are not whole.
//! Tests name the rule of the store that they prove (S1 …) or the field report (R13 …).

mod attachments;
mod cache;
mod clones;
#[path = "../common/mod.rs"]
mod common;
mod durable;
mod keys;
mod members;
mod stock;

use common::{Ran, Sandbox};

/// A store with its admin and one member, whose key is in use.
pub fn store() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "admin.key"]).ok();
    sandbox.sop(&["init", "store", "--admin", "ministria", "-i", "admin.key"]).ok();
    add(&sandbox, "hetues", &["--role", "initial-identifier"]);
    sandbox.set("SOP_IDENTITY", sandbox.path().join("hetues.key").display().to_string());
    sandbox.cd("store");
    sandbox
}

/// Makes a key and a member of that id. `sandbox` stands in the folder above the store.
pub fn add(sandbox: &Sandbox, id: &str, more: &[&str]) -> Ran {
    let key = format!("{id}.key");
    let card = sandbox.sop(&["key", "new", "--no-passphrase", "-o", &key]).ok();
    sandbox.write(&format!("{id}.card"), &card.out);
    let mut args = vec!["member", "add"];
    let card = format!("{id}.card");
    args.extend([card.as_str(), "--id", id, "--store", "store", "-i", "admin.key"]);
    args.extend(more);
    sandbox.sop(&args).ok()
}

/// Opens a case; its whole id.
pub fn new_case(sandbox: &Sandbox) -> String {
    let case = sandbox.sop(&["case", "new", "--json"]).ok().json();
    case["case"].as_str().expect("a case").to_owned()
}

/// Stock git in the present folder.
pub fn git(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run("git", args, None)
}

/// The files of the work tree below this folder, with their paths.
pub fn files(sandbox: &Sandbox, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo = vec![sandbox.path().join(folder)];
    while let Some(at) = todo.pop() {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let relative = path.strip_prefix(sandbox.path()).expect("inside");
                found.push(relative.display().to_string());
            }
        }
    }
    found.sort();
    found
}
