//! An invented library, whose one form has a field of nearly every kind (`library/`).

use crate::common::{Ran, Sandbox};

pub const DEFINITIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms/library");

/// `sop` with the library's definitions.
pub fn sop(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.sop(&[args, &["--definitions", DEFINITIONS]].concat())
}

/// A store of the library with an open case.
pub fn library() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.set("SOP_NOW", "2026-03-02T18:00");
    sop(&sandbox, &["key", "new", "--no-passphrase", "-o", "admin.key"]).ok();
    sop(&sandbox, &["init", "store", "--admin", "admin", "-i", "admin.key"]).ok();
    sop(&sandbox, &["key", "new", "--no-passphrase", "-o", "ana.key"]).ok();
    let card = sop(&sandbox, &["key", "show", "-i", "ana.key"]).ok().out;
    sandbox.write("ana.card", card);
    sandbox.cd("store");
    sop(&sandbox, &["member", "add", "../ana.card", "--id", "ana", "--role", "librarian", "-i", "../admin.key"]).ok();
    let key = sandbox.root().join("work/ana.key").display().to_string();
    sandbox.set("SOP_IDENTITY", key);
    sop(&sandbox, &["case", "new"]).ok();
    sandbox
}
