//! Events and their parts (S1, S5, S6, S7, S9): what a reader finds.

use super::*;
use crate::case::codec::ProcessPart;

/// An event by `ana` made by hand whose process part is what `change` makes of an honest one; its problem's code.
fn problem(change: impl FnOnce(&mut ProcessPart)) -> (&'static str, usize) {
    let world = World::with_two();
    let case = world.open_case("ana");
    forge_event(&world, &case, change, |_, _| {}, |text| text);
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.problems.len(), 1, "{:?}", loaded.problems);
    (loaded.problems[0].code, loaded.events.len())
}

/// Forges an event on top of ana's head; `parts` may add other parts (vault → ciphertext) before the process part's
/// list of them is made.
pub fn forge_event(
    world: &World,
    case: &CaseId,
    change: impl FnOnce(&mut ProcessPart),
    parts: impl FnOnce(&LoadedCase, &mut BTreeMap<String, Vec<u8>>),
    twist: impl FnOnce(String) -> String,
) -> String {
    let loaded = world.load("ana", case);
    let newest = |vault: &str| {
        let keys = &loaded.keys[vault];
        let recipient = keys.heads()[0].file.as_ref().ok().unwrap().identities[0].recipient().unwrap();
        [crypt::recipient(&recipient).unwrap()]
    };
    let mut forged = Forged::new(world, "ana", Op::Event, "ana", Some(case));
    let ulid = forged.ulid();
    let mut others = BTreeMap::new();
    parts(&loaded, &mut others);
    let mut part = ProcessPart {
        store: world.store("ana").id(),
        case: case.to_string(),
        id: ulid.clone(),
        by: "ana".into(),
        role: String::new(),
        at: forged.commit.time(),
        recorded: forged.commit.time(),
        seen: loaded.heads.clone(),
        definitions: "00".into(),
        parts: others.iter().map(|(v, bytes)| (v.clone(), commit::hex(&commit::sha256(bytes)))).collect(),
        act: Act::Note {},
        values: Values::new(),
        reasons: BTreeMap::new(),
        overridden: BTreeMap::new(),
        satisfied: vec![],
    };
    change(&mut part);
    let cipher = crypt::encrypt(&newest("process"), twist(part.to_toml()).as_bytes()).unwrap();
    forged = forged.add(format!("{}/{ulid}.ana.process.toml.age", case.folder()), cipher);
    for (vault, bytes) in others {
        forged = forged.add(format!("{}/{ulid}.ana.{vault}.toml.age", case.folder()), bytes);
    }
    forged.publish();
    assert!(world.found("ana").is_empty());
    ulid
}

#[test]
fn s5_a_process_part_that_disagrees_does_not_count() {
    let other = "01KAX3Q4T0ABCDEFGHJKMNPQRS";
    type Change = Box<dyn FnOnce(&mut ProcessPart)>;
    let changes: Vec<(&str, Change)> = vec![
        ("part-disagrees", Box::new(|p| p.store = "0".repeat(32))),
        ("part-disagrees", Box::new(|p| p.case = "2026-0123456789abcdef".into())),
        ("part-disagrees", Box::new(|p| p.id = other.into())),
        ("part-disagrees", Box::new(|p| p.by = "ben".into())),
        ("part-disagrees", Box::new(|p| p.recorded += chrono::Duration::seconds(1))),
        ("part-disagrees", Box::new(|p| drop(p.parts.insert("personal".into(), "00".into())))),
        ("part-disagrees", Box::new(|p| p.act = Act::Open { workflow: "loans".into(), version: "1".into() })),
        // S9: not before it happened.
        ("part-disagrees", Box::new(|p| p.at += chrono::Duration::seconds(1))),
        // S6: exactly the heads that counted.
        ("seen-differs", Box::new(|p| p.seen.clear())),
        ("seen-differs", Box::new(|p| p.seen.push(other.into()))),
        ("unknown-event", Box::new(|p| p.act = Act::Correct { event: other.into(), reason: "x".into() })),
        ("role-not-held", Box::new(|p| p.role = "director".into())),
    ];
    for (code, change) in changes {
        assert_eq!(problem(change), (code, 1));
    }
}

#[test]
fn s1_an_event_of_a_newer_version_does_not_count_and_freezes_nothing() {
    let world = World::with_two();
    let case = world.open_case("ana");
    forge_event(&world, &case, |_| {}, |_, _| {}, |text| text.replace("v = 1", "v = 99"));
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.problems[0].code, "newer-event");
    world.note("ana", &case, "work goes on");
    assert_eq!(world.load("ana", &case).events.len(), 2);
}

#[test]
fn s5_hidden_parts_swapped_dropped_copied() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let other_case = world.open_case("ana");
    let text =
        |p: &str| format!("v = 1\nstore = \"s\"\ncase = \"c\"\nid = \"i\"\nvault = \"personal\"\n{p}[values]\nx = 1\n");
    // The same bytes as in another case: encrypted to another vault key, so it does not open here.
    let copied =
        world.paths("ana", ".personal.toml.age").into_iter().find(|p| p.starts_with(&other_case.folder())).unwrap();
    let copied = world.blob("ana", &copied);
    let encrypted = |loaded: &LoadedCase, text: &str| {
        let to = loaded.keys["personal"].heads()[0].file.as_ref().ok().unwrap().identities[0].recipient().unwrap();
        crypt::encrypt(&[crypt::recipient(&to).unwrap()], text.as_bytes()).unwrap()
    };
    type Parts<'a> = Box<dyn FnOnce(&LoadedCase, &mut BTreeMap<String, Vec<u8>>) + 'a>;
    let tried: Vec<(&str, Parts<'_>)> = vec![
        ("locked-out", Box::new(|_, parts| drop(parts.insert("personal".into(), copied.clone())))),
        ("part-damaged", Box::new(|_, parts| drop(parts.insert("personal".into(), b"not age".to_vec())))),
        (
            "part-disagrees",
            Box::new(|loaded, parts| drop(parts.insert("personal".into(), encrypted(loaded, &text(""))))),
        ),
        (
            "part-unreadable",
            Box::new(|loaded, parts| drop(parts.insert("personal".into(), encrypted(loaded, "hello")))),
        ),
    ];
    for (count, (code, parts)) in tried.into_iter().enumerate() {
        let id = forge_event(&world, &case, |_| {}, parts, |text| text);
        let loaded = world.load("ana", &case);
        assert_eq!(loaded.problems[count].code, code, "{:?}", loaded.problems);
        // Everybody folds the same set: it counts, without values.
        let event = loaded.events.iter().find(|e| e.id == id).unwrap();
        assert_eq!(event.vaults.get("personal"), Some(&false));
        assert!(!event.values.contains_key("personal"));
    }
}

#[test]
fn s7_sizes_are_bucketed_and_one_stanza_stands_on_a_part() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let sizes = |text: &str| {
        let id = world.note("ana", &case, text);
        let path = world.paths("ana", &format!("{id}.ana.process.toml.age")).remove(0);
        let cipher = world.blob("ana", &path);
        assert_eq!(crypt::stanzas(&cipher), Some(1));
        let plain =
            crypt::decrypt_with(&world.load("ana", &case).keys["process"].identities(), &cipher, 1 << 20).unwrap();
        plain.len()
    };
    assert_eq!(sizes("a"), sizes(&"b".repeat(90)));
    for length in [0, 300, 1000, 5000] {
        let size = sizes(&"x".repeat(length));
        assert!(size % 512 == 0 && (size / 512).is_power_of_two(), "{size}");
    }
    // Every vault has its key file from the opening on, whether it is used or not.
    for vault in VAULTS {
        assert_eq!(world.paths("ana", &format!(".ana.{vault}.key.age")).len(), 1);
    }
    let too_long = "x".repeat(crypt::PART_LIMIT);
    let refused = world.try_record("ana", Target::Case(case), Act::Note {}, &[("health", "note", &too_long)]);
    assert_eq!(refused.unwrap_err().message.id, "store-part-too-long");
}

#[test]
fn s9_clocks() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let store = world.store("ana");
    let keys = world.keys("ana");
    let try_at = |seconds: i64, clock_set: bool| {
        let now = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
        let draft = draft(Act::Note {}, now, &[]);
        store.record(&keys, Target::Case(case.clone()), draft, Moment { now, clock_set }, &vaults())
    };
    let now = world.now().timestamp();
    assert!(try_at(now - 500, false).is_ok());
    let refused = try_at(now - 700, false).unwrap_err();
    assert_eq!((refused.message.id, refused.hint.unwrap().id), ("store-clock-behind", "store-clock-behind-hint"));
    // R16: a date from the far future with a set clock holds nobody up.
    assert!(try_at(3_500_000_000, true).is_ok());
    assert!(try_at(now + 10, false).is_ok());
    assert!(try_at(now - 100_000, true).is_ok());
    // A clock that really ran ahead: the next command is refused, with the way round.
    assert!(try_at(now + 1_000_000, false).is_ok());
    assert!(try_at(now + 20, false).is_err());
    assert!(try_at(now + 20, true).is_ok());
    assert!(world.found("ana").is_empty());
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.events.len(), 7);
    assert!(loaded.origins.values().any(|o| o.clock_set) && loaded.problems.is_empty());
    // Without the mark the check says so.
    world.wait(-100_000);
    let forged = Forged::new(&world, "ana", Op::Event, "ana", Some(&case));
    let path = format!("{}/{}.ana.process.toml.age", case.folder(), forged.ulid());
    forged.add(path, "x").publish();
    assert_eq!(world.found("ana"), ["clock-behind"]);
}

#[test]
fn s2_cases_resolve_by_unique_beginnings() {
    let world = World::with_two();
    let cases: Vec<CaseId> = (0..40).map(|_| world.open_case("ana")).collect();
    let store = world.store("ana");
    for case in &cases {
        let short = store.short(case);
        assert!(short.len() >= 9 && store.resolve(&short).unwrap() == *case);
        assert_eq!(store.resolve(&case.as_str()[5..]).unwrap(), *case);
        assert_eq!(store.resolve(&case.as_str().to_uppercase()).unwrap(), *case);
    }
    assert_eq!(store.resolve("2026-").unwrap_err().message.id, "store-ambiguous-case");
    assert_eq!(store.resolve("../..").unwrap_err().message.id, "store-no-case");
    assert_eq!(store.resolve("").unwrap_err().message.id, "store-no-case");
}

proptest::proptest! {
    /// Whatever stands where one of ours is expected is read or refused, and never a panic.
    #[test]
    fn s27_any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), text in "\\PC{0,200}") {
        let case = CaseId::parse("2026-0123456789abcdef").unwrap();
        let _ = Commit::parse(&bytes);
        let _ = Commit::parse(text.as_bytes());
        let _ = Manifest::parse(&text);
        let _ = names::AddedPath::parse(&text);
        let _ = vault_keys::KeyFile::parse(&text, "s", &case, "health");
        let _ = crypt::stanzas(&bytes);
        let _ = crypt::decrypt_with(&[crypt::Identity::generate()], &bytes, 100);
        let _ = Card::parse(&text, "x");
        let _ = names::ulid(&text);
        let repo_free = objects::parse_tree(&bytes, "");
        let _ = repo_free;
    }
}
