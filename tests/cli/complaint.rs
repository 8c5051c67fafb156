//! Another procedure, written only in YAML (`examples/complaint`): everything works with it, and nothing of the procedure
//! that is built in shows.

use std::path::Path;

use crate::common::{Ran, Sandbox};

struct Office {
    sandbox: Sandbox,
    definitions: String,
}

impl Office {
    fn new() -> Office {
        let definitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/complaint").display().to_string();
        Office { sandbox: Sandbox::new(), definitions }
    }

    fn sop(&self, args: &[&str]) -> Ran {
        self.sandbox.sop(&[&["--definitions", &self.definitions], args].concat())
    }
}

#[test]
fn the_definitions_hold_together() {
    let office = Office::new();
    let lint = office.sop(&["workflow", "lint", "--json"]).ok().json();
    assert_eq!((&lint["errors"], &lint["warnings"]), (&0.into(), &0.into()), "{lint:#}");
    let coverage = office.sop(&["workflow", "coverage", "--json"]).ok().json();
    assert_eq!(coverage["gaps"], serde_json::json!([]));
    let tests = office.sop(&["workflow", "test", "--json"]).ok().json();
    assert_eq!((&tests["failed"], &tests["unreached"]), (&0.into(), &serde_json::json!([])), "{tests:#}");
    assert!(tests["passed"].as_u64() >= Some(6), "{tests:#}");
}

#[test]
fn a_complaint_from_the_desk_to_the_superior() {
    let mut office = Office::new();
    for key in ["admin", "desk"] {
        office.sop(&["key", "new", "--no-passphrase", "-o", &format!("{key}.key")]).ok();
    }
    let card = office.sop(&["key", "show", "-i", "desk.key"]).ok().out;
    office.sandbox.write("desk.card", card);
    office.sop(&["init", "store", "--admin", "office", "-i", "admin.key", "--now", "2026-03-01T08:00"]).ok();
    let store = office.sandbox.path().join("store").display().to_string();
    office.sandbox.set("SOP_STORE", store);
    let roles = ["desk", "clerk", "superior"].map(|role| ["--role", role]).concat();
    let add = ["member", "add", "desk.card", "--id", "front-desk", "--institution", "Office", "-i", "admin.key"];
    office.sop(&[add.as_slice(), &roles, &["--now", "2026-03-01T08:05"]].concat()).ok();
    let key = office.sandbox.path().join("desk.key").display().to_string();
    office.sandbox.set("SOP_IDENTITY", key);

    office.sop(&["case", "new", "--now", "2026-03-02T10:00"]).ok();
    let early = office.sop(&[
        "fill",
        "REPLY",
        "--set",
        "sent_at=2026-03-02T10:00",
        "--set",
        "outcome=refused",
        "--set",
        "words=-",
        "--set",
        "full_name=Arta Sajuar",
        "--set",
        "clerk_had_part=false",
        "--now",
        "2026-03-02T10:01",
    ]);
    assert!(early.code(3).err.contains("sop fill COMPLAINT"));
    office
        .sop(&[
            "fill",
            "COMPLAINT",
            "--set",
            "came_at=2026-03-02T10:00",
            "--set",
            "about=delay",
            "--set",
            "urgent=false",
            "--set",
            "words=Six months without a word.",
            "--set",
            "full_name=Arta Sajuar",
            "--now",
            "2026-03-02T10:05",
        ])
        .ok();
    let due = office.sop(&["due", "--json", "--now", "2026-03-16T12:00"]).ok().json();
    let reply = &due["obligations"][0];
    assert_eq!((&reply["task"], &reply["due_at"]), (&"reply".into(), &"2026-03-17T23:59:59+01:00".into()), "{due:#}");
    assert!(office.sop(&["explain", "reply", "--now", "2026-03-16T12:00"]).ok().out.contains("Summer Day (14 March)"));
    let paper = office.sop(&["render", "COMPLAINT", "--now", "2026-03-16T12:00"]).ok().out;
    assert!(paper.contains("Arta Sajuar") && paper.contains("# COMPLAINT · Complaint"), "{paper}");

    // The superior is entered once the time has passed without an answer.
    office.sop(&["advance", "--stage", "review", "--now", "2026-03-10T09:00"]).code(3);
    office.sop(&["advance", "--stage", "review", "--now", "2026-03-20T09:00"]).ok();
    let case = office.sop(&["case", "show", "--json", "--now", "2026-03-20T10:00"]).ok().json();
    assert_eq!((&case["stages"]["answer"], &case["stages"]["review"]), (&"open".into(), &"open".into()), "{case:#}");
    let audit = office.sop(&["audit", "--only", "compliance", "--json", "--now", "2026-03-20T10:00"]).code(1).json();
    assert_eq!(audit["findings"][0]["code"], "overdue-duty", "{audit:#}");
}
