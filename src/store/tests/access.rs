//! Who reads what, and how keys change hands (S18-S22).

use super::format::forge_event;
use super::vault_keys::KeyFile;
use super::*;
use crate::case::codec::OtherPart;

fn reads(world: &World, who: &str, case: &CaseId) -> Vec<String> {
    let loaded = world.load(who, case);
    loaded.readers.get(&world.store(who).me(&world.keys(who)).unwrap().office).into_iter().flatten().cloned().collect()
}

/// `ana` has a case; `ben`'s office has a key and reads nothing yet; one clone for all.
fn shared() -> (World, CaseId) {
    let world = World::with_two();
    world.open_case("ben");
    world.pull("ana", "ben").unwrap();
    let case = world.open_case("ana");
    world.pull("ben", "ana").unwrap();
    (world, case)
}

fn opens(world: &World, who: &str, clone: &str, path: &str) -> bool {
    let store = world.store(clone);
    let view = store.view();
    let objects = Objects::new(&store.repo).unwrap();
    let Ok(reader) = load::reader(&objects, &view, &world.keys(who)) else { return false };
    crypt::decrypt_with(&reader.identities, &world.blob(clone, path), crypt::FILE_LIMIT).is_ok()
}

#[test]
fn s18_share_and_unshare() {
    let (world, case) = shared();
    let unread = world.store("ben").load(&case, &world.keys("ben")).err().unwrap();
    assert_eq!((unread.kind, unread.message.id), (crate::error::Kind::NotAllowed, "store-not-a-reader"));
    world.share("ana", &case, "ben", "health");
    world.pull("ben", "ana").unwrap();
    assert_eq!(reads(&world, "ben", &case), ["health", "process"]);
    let loaded = world.load("ben", &case);
    assert!(loaded.readable.contains("health") && !loaded.readable.contains("personal"));
    assert_eq!(loaded.events[0].vaults.get("personal"), Some(&false));
    // He writes what he reads, and nothing else.
    let note = |vault| world.try_record("ben", Target::Case(case.clone()), Act::Note {}, &[(vault, "x", "y")]);
    assert!(note("health").is_ok());
    assert_eq!(note("personal").unwrap_err().message.id, "store-vault-not-read");
    let share = |vault: &str, office: &str| {
        let act = Act::Share { office: office.into(), vaults: vec![vault.into()] };
        world.try_record("ben", Target::Case(case.clone()), act, &[])
    };
    assert_eq!(share("personal", "ben").unwrap_err().message.id, "store-vault-not-read");
    assert_eq!(share("health", "admin").unwrap_err().message.id, "store-office-unreachable");
    assert_eq!(share("health", "nobody").unwrap_err().message.id, "store-unknown-office");
    assert_eq!(share("nothing", "ben").unwrap_err().message.id, "store-unknown-vault");
    // Nor does he shut out others from what he does not read.
    let act = Act::Unshare { office: "ana".into(), vaults: vec!["process".into()] };
    let refused = world.try_record("ben", Target::Case(case.clone()), act, &[]).unwrap_err();
    assert_eq!(refused.message.id, "store-vault-not-read");
    world.pull("ana", "ben").unwrap();
    let done = world.try_record(
        "ana",
        Target::Case(case.clone()),
        Act::Unshare { office: "ben".into(), vaults: vec!["process".into()] },
        &[],
    );
    assert!(done.unwrap().notices.iter().any(|n| n.id == "store-unshared"));
    world.note("ana", &case, "only for ana");
    world.pull("ben", "ana").unwrap();
    assert!(world.store("ben").load(&case, &world.keys("ben")).is_err());
    let act = Act::Unshare { office: "ana".into(), vaults: vec!["process".into()] };
    let refused = world.try_record("ana", Target::Case(case), act, &[]).unwrap_err();
    assert_eq!(refused.message.id, "store-unshare-last");
    assert!(world.found("ana").is_empty());
}

#[test]
fn s18_standing_offices_read_new_cases_and_an_opener_cannot_leave_them_out() {
    let world = World::with_two();
    world.store("admin").add_office(&world.keys("admin"), "audit", None, &["process".into()], world.moment()).unwrap();
    world.member("eva", Some("audit"));
    world.clone_store("admin", "eva");
    world.open_case("eva");
    world.pull("ana", "eva").unwrap();
    let case = world.open_case("ana");
    world.pull("eva", "ana").unwrap();
    assert_eq!(reads(&world, "eva", &case), ["process"]);
    assert!(!world.load("eva", &case).events[0].values.contains_key("personal"));

    // An opening made by hand whose key file names `ana` alone.
    let forged = Forged::new(&world, "ana", Op::Event, "ana", None);
    let ulid = forged.commit.manifest.ulid;
    let store = world.store("ana").id();
    let case = CaseId::of_opening(&store, "ana", &ulid);
    let identity = crypt::Identity::generate();
    let recipient = world.store("ana").addresses().unwrap()["ana"][0].clone();
    let file = KeyFile {
        follows: Default::default(),
        readers: [("ana".to_owned(), recipient.clone())].into(),
        identities: vec![identity.clone()],
    };
    let key = crypt::encrypt(&[crypt::recipient(&recipient).unwrap()], file.text(&store, &case, "process").as_bytes());
    let part = crate::case::codec::ProcessPart {
        store: store.clone(),
        case: case.to_string(),
        id: ulid.to_string(),
        by: "ana".into(),
        role: String::new(),
        at: forged.commit.time(),
        recorded: forged.commit.time(),
        seen: vec![],
        definitions: "00".into(),
        parts: BTreeMap::new(),
        act: Act::Open { workflow: "loans".into(), version: "1".into() },
        values: Values::new(),
        reasons: BTreeMap::new(),
        overridden: BTreeMap::new(),
        satisfied: vec![],
    };
    let to = [crypt::recipient(&identity.recipient().unwrap()).unwrap()];
    let cipher = crypt::encrypt(&to, part.to_toml().as_bytes()).unwrap();
    let mut forged = forged;
    forged.commit.manifest.case = Some(case.clone());
    let folder = case.folder();
    forged
        .add(format!("{folder}/{ulid}.ana.process.key.age"), key.unwrap())
        .add(format!("{folder}/{ulid}.ana.process.toml.age"), cipher)
        .publish();
    assert!(world.found("ana").is_empty());
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["readers-differ"]);
    world.pull("eva", "ana").unwrap();
    let left_out = world.store("eva").load(&case, &world.keys("eva")).err().unwrap();
    assert_eq!(left_out.message.id, "store-locked-out");
    // The next honest write mends it.
    world.note("ana", &case, "honest");
    world.pull("eva", "ana").unwrap();
    assert_eq!(world.load("eva", &case).events.len(), 2);
}

#[test]
fn s19_a_colleague_reads_once_admitted_and_an_admin_never_by_himself() {
    let world = World::new();
    world.member("ana", None);
    world.member("ann", Some("ana"));
    let store = |who: &str| {
        world.act_for("admin");
        let _ = who;
        Store::open(&world.clone_of("admin")).unwrap()
    };
    let moment = world.moment();
    let act = Act::Open { workflow: "loans".into(), version: "1".into() };
    // The office has no key before its founder has written.
    let refused = store("ann")
        .record(&world.keys("ann"), Target::New, draft(act.clone(), moment.now, &[]), moment, &vaults())
        .unwrap_err();
    assert_eq!(refused.message.id, "store-office-unfounded");
    let case = store("ana")
        .record(&world.keys("ana"), Target::New, draft(act, moment.now, &[]), moment, &vaults())
        .unwrap()
        .case;
    let locked = store("ann").load(&case, &world.keys("ann")).err().unwrap();
    assert_eq!((locked.message.id, locked.hint.unwrap().id), ("store-no-office-key", "store-no-office-key-hint"));
    let refused = store("admin").admit(&world.keys("admin"), "ann", world.moment()).unwrap_err();
    assert_eq!(refused.message.id, "store-admit-other-office");
    assert_eq!(
        store("ann").admit(&world.keys("ann"), "ann", world.moment()).unwrap_err().kind,
        crate::error::Kind::NotAllowed
    );
    store("ana").admit(&world.keys("ana"), "ann", world.moment()).unwrap();
    assert_eq!(store("ana").holders("ana").unwrap(), ["ana", "ann"]);
    assert_eq!(store("ann").load(&case, &world.keys("ann")).unwrap().events.len(), 1);
    // She continues the case that he opened.
    let moment = world.moment();
    let draft = draft(Act::Note {}, moment.now, &[("health", "x", "y")]);
    store("ann").record(&world.keys("ann"), Target::Case(case.clone()), draft, moment, &vaults()).unwrap();
    assert_eq!(store("ana").load(&case, &world.keys("ana")).unwrap().events.len(), 2);
    assert!(store("admin").load(&case, &world.keys("admin")).is_err());
    assert!(world.found("admin").is_empty());
}

#[test]
fn s20_a_false_office_gets_nothing_old_and_is_named_with_the_next_case() {
    let world = World::with_two();
    let old = world.open_case("ana");
    world.pull("admin", "ana").unwrap();
    let all: Vec<String> = vaults();
    world.store("admin").add_office(&world.keys("admin"), "watchers", None, &all, world.moment()).unwrap();
    world.member("eve", Some("watchers"));
    world.clone_store("admin", "eve");
    world.open_case("eve");
    world.pull("ana", "eve").unwrap();
    world.note("ana", &old, "work goes on");
    world.pull("eve", "ana").unwrap();
    assert_eq!(world.store("eve").load(&old, &world.keys("eve")).err().unwrap().message.id, "store-not-a-reader");
    for path in world.paths("eve", ".key.age").into_iter().filter(|p| p.starts_with(&old.folder())) {
        assert!(!opens(&world, "eve", "eve", &path));
    }
    let open = || {
        let act = Act::Open { workflow: "loans".into(), version: "1".into() };
        world.try_record("ana", Target::New, act, &[]).unwrap()
    };
    let named: Vec<String> = open().notices.iter().map(|n| n.in_language(Lang::En)).collect();
    assert_eq!(named.len(), 3, "{named:?}");
    assert!(named.iter().all(|n| n.contains("watchers")));
    assert!(open().notices.is_empty());
}

#[test]
fn s21_a_planted_key_file_is_not_written_to() {
    let (world, case) = shared();
    world.share("ana", &case, "ben", "process");
    world.pull("ben", "ana").unwrap();
    // ben reads `process` only. He plants a key file of `health` with an identity that he knows.
    let known = crypt::Identity::generate();
    let store = world.store("ben").id();
    let recipient = world.store("ben").addresses().unwrap()["ana"][0].clone();
    let health = world.paths("ben", ".health.key.age").into_iter().find(|p| p.starts_with(&case.folder())).unwrap();
    let follows = names::ulid(health.rsplit('/').next().unwrap().split('.').next().unwrap()).unwrap();
    let file = KeyFile {
        follows: [follows].into(),
        readers: [("ana".to_owned(), recipient.clone())].into(),
        identities: vec![known.clone()],
    };
    let text = file.text(&store, &case, "health");
    let planted = crypt::encrypt(&[crypt::recipient(&recipient).unwrap()], text.as_bytes()).unwrap();
    let moment = world.moment();
    let id = names::next_ulid(moment.now, []).unwrap();
    let done = world.store("ben").record(
        &world.keys("ben"),
        Target::Case(case.clone()),
        draft(Act::Note {}, moment.now, &[]),
        moment,
        &vaults(),
    );
    // The same event again, by hand, with the planted file beside its process part.
    let done = done.unwrap();
    let part = world.blob("ben", &format!("{}/{}.ben.process.toml.age", case.folder(), done.event));
    let loaded = world.load("ben", &case);
    let identities = loaded.keys["process"].identities();
    let plain = crypt::decrypt_with(&identities, &part, 1 << 20).unwrap();
    let text = String::from_utf8(plain.to_vec()).unwrap().trim_end().replace(&done.event, &id.to_string());
    let repo = git2::Repository::open(world.clone_of("ben")).unwrap();
    let parent = repo.find_commit(world.head("ben")).unwrap().parent_id(0).unwrap();
    world.set_head("ben", parent);
    let mut forged = Forged::new(&world, "ben", Op::Event, "ben", Some(&case));
    forged.commit.manifest.ulid = id;
    forged.commit.seconds = moment.now.timestamp();
    let to = [crypt::recipient(&identities[0].recipient().unwrap()).unwrap()];
    forged
        .add(format!("{}/{id}.ben.process.toml.age", case.folder()), crypt::encrypt(&to, text.as_bytes()).unwrap())
        .add(format!("{}/{id}.ben.health.key.age", case.folder()), planted)
        .publish();
    assert!(world.found("ben").is_empty(), "nobody sees it without a key");
    world.pull("ana", "ben").unwrap();
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["key-file-planted"]);
    let event =
        world.try_record("ana", Target::Case(case.clone()), Act::Note {}, &[("health", "x", "secret")]).unwrap();
    let part = world.blob("ana", &format!("{}/{}.ana.health.toml.age", case.folder(), event.event));
    assert!(crypt::decrypt_with(&[known], &part, 1 << 20).is_err());
}

#[test]
fn s21_foreign_truncated_and_miscounted_key_files() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let store = world.store("ana").id();
    let recipient = world.store("ana").addresses().unwrap()["ana"][0].clone();
    let head = |world: &World| {
        let loaded = world.load("ana", &case);
        let heads = loaded.keys["health"].heads();
        (heads[0].ulid, heads[0].file.as_ref().ok().unwrap().identities.clone())
    };
    let (first, old) = head(&world);
    let fresh = crypt::Identity::generate();
    let spare = crypt::Identity::generate();
    let to = |extra: bool| {
        let mut to = vec![crypt::recipient(&recipient).unwrap()];
        if extra {
            to.push(crypt::recipient(&spare.recipient().unwrap()).unwrap());
        }
        to
    };
    let file = |identities: Vec<crypt::Identity>| KeyFile {
        follows: [first].into(),
        readers: [("ana".to_owned(), recipient.clone())].into(),
        identities,
    };
    let both: Vec<crypt::Identity> = [fresh.clone()].into_iter().chain(old.clone()).collect();
    let elsewhere = CaseId::parse("2026-0123456789abcdef").unwrap();
    let tried = [
        ("key-file-truncated", file(vec![fresh.clone()]).text(&store, &case, "health"), false),
        ("foreign-key-file", file(both.clone()).text(&store, &elsewhere, "health"), false),
        ("foreign-key-file", file(both.clone()).text(&store, &case, "process"), false),
        ("readers-differ", file(both).text(&store, &case, "health"), true),
    ];
    let before = world.head("ana");
    for (code, text, extra) in tried {
        world.set_head("ana", before);
        std::fs::remove_file(world.clone_of("state").join("ana").join(&store).join("pin.toml")).unwrap();
        world.act_for("ana");
        let opened = Store::open_unjudged(&world.clone_of("ana")).unwrap();
        opened.accept_root(&opened.fingerprint()).unwrap();
        let key = crypt::encrypt(&to(extra), text.as_bytes()).unwrap();
        let loaded = world.load("ana", &case);
        let id = forge_with_key(&world, &case, &loaded, key);
        let loaded = world.load("ana", &case);
        assert_eq!(loaded.problems.iter().map(|p| p.code).collect::<Vec<_>>(), [code], "{id}");
        // The next write does not build on it: whoever stands on it without being named reads nothing new.
        let event = world.try_record("ana", Target::Case(case.clone()), Act::Note {}, &[("health", "x", "secret")]);
        let event = event.unwrap().event;
        let part = world.blob("ana", &format!("{}/{event}.ana.health.toml.age", case.folder()));
        assert!(crypt::decrypt_with(std::slice::from_ref(&fresh), &part, 1 << 20).is_err(), "{code}");
        let loaded = world.load("ana", &case);
        let values = &loaded.events.iter().find(|e| e.id == event).unwrap().values;
        assert_eq!(values["health"]["x"], Value::Text("secret".into()));
    }
}

/// An honest process part with a key file of `health` beside it.
fn forge_with_key(world: &World, case: &CaseId, loaded: &LoadedCase, key: Vec<u8>) -> String {
    let newest = loaded.keys["process"].heads()[0].file.as_ref().ok().unwrap().identities[0].recipient().unwrap();
    let forged = Forged::new(world, "ana", Op::Event, "ana", Some(case));
    let part = crate::case::codec::ProcessPart {
        store: world.store("ana").id(),
        case: case.to_string(),
        id: forged.ulid(),
        by: "ana".into(),
        role: String::new(),
        at: forged.commit.time(),
        recorded: forged.commit.time(),
        seen: loaded.heads.clone(),
        definitions: "00".into(),
        parts: BTreeMap::new(),
        act: Act::Note {},
        values: Values::new(),
        reasons: BTreeMap::new(),
        overridden: BTreeMap::new(),
        satisfied: vec![],
    };
    let cipher = crypt::encrypt(&[crypt::recipient(&newest).unwrap()], part.to_toml().as_bytes()).unwrap();
    let id = forged.ulid();
    forged
        .add(format!("{}/{id}.ana.process.toml.age", case.folder()), cipher)
        .add(format!("{}/{id}.ana.health.key.age", case.folder()), key)
        .publish();
    id
}

#[test]
fn s5_a_hidden_part_of_a_vault_that_its_author_does_not_read_does_not_count() {
    let (world, case) = shared();
    world.share("ana", &case, "ben", "process");
    world.pull("ben", "ana").unwrap();
    // He encrypts to a key of `health` of his own; the process part names the part correctly.
    let known = crypt::Identity::generate();
    let id = {
        let loaded = world.load("ben", &case);
        let newest = loaded.keys["process"].heads()[0].file.as_ref().ok().unwrap().identities[0].recipient().unwrap();
        let forged = Forged::new(&world, "ben", Op::Event, "ben", Some(&case));
        let id = forged.ulid();
        let other = OtherPart {
            store: world.store("ben").id(),
            case: case.to_string(),
            id: id.clone(),
            vault: "health".into(),
            values: Values::new(),
        };
        let to = crypt::recipient(&known.recipient().unwrap()).unwrap();
        let hidden = crypt::encrypt(&[to], other.to_toml().as_bytes()).unwrap();
        let part = crate::case::codec::ProcessPart {
            store: world.store("ben").id(),
            case: case.to_string(),
            id: id.clone(),
            by: "ben".into(),
            role: String::new(),
            at: forged.commit.time(),
            recorded: forged.commit.time(),
            seen: loaded.heads.clone(),
            definitions: "00".into(),
            parts: [("health".to_owned(), commit::hex(&commit::sha256(&hidden)))].into(),
            act: Act::Note {},
            values: Values::new(),
            reasons: BTreeMap::new(),
            overridden: BTreeMap::new(),
            satisfied: vec![],
        };
        let cipher = crypt::encrypt(&[crypt::recipient(&newest).unwrap()], part.to_toml().as_bytes()).unwrap();
        forged
            .add(format!("{}/{id}.ben.process.toml.age", case.folder()), cipher)
            .add(format!("{}/{id}.ben.health.toml.age", case.folder()), hidden)
            .publish();
        id
    };
    world.pull("ana", "ben").unwrap();
    let loaded = world.load("ana", &case);
    assert!(loaded.problems.iter().any(|p| p.code == "author-not-a-reader" && p.event.as_deref() == Some(&id)));
    assert!(loaded.events.iter().all(|e| e.id != id));
}

#[test]
fn s18_an_event_whose_authors_office_does_not_read_does_not_count() {
    let (world, case) = shared();
    world.share("ana", &case, "ben", "process");
    world.pull("ben", "ana").unwrap();
    let stale = world.load("ben", &case);
    let newest = stale.keys["process"].heads()[0].file.as_ref().ok().unwrap().identities[0].recipient().unwrap();
    world.record("ana", &case, Act::Unshare { office: "ben".into(), vaults: vec!["process".into()] });
    world.pull("ben", "ana").unwrap();
    let seen = world.load("ana", &case).heads;
    // He still knows an old identity of the vault, and writes on.
    let forged = Forged::new(&world, "ben", Op::Event, "ben", Some(&case));
    let id = forged.ulid();
    let part = crate::case::codec::ProcessPart {
        store: world.store("ben").id(),
        case: case.to_string(),
        id: id.clone(),
        by: "ben".into(),
        role: String::new(),
        at: forged.commit.time(),
        recorded: forged.commit.time(),
        seen,
        definitions: "00".into(),
        parts: BTreeMap::new(),
        act: Act::Note {},
        values: Values::new(),
        reasons: BTreeMap::new(),
        overridden: BTreeMap::new(),
        satisfied: vec![],
    };
    let cipher = crypt::encrypt(&[crypt::recipient(&newest).unwrap()], part.to_toml().as_bytes()).unwrap();
    forged.add(format!("{}/{id}.ben.process.toml.age", case.folder()), cipher).publish();
    world.pull("ana", "ben").unwrap();
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["author-not-a-reader"]);
}

#[test]
fn s22_revoked_then_a_write() {
    let world = World::new();
    world.member("ana", None);
    world.member("ann", Some("ana"));
    let store = || world.store("admin");
    let moment = world.moment();
    let act = Act::Open { workflow: "loans".into(), version: "1".into() };
    let keys = |who: &str| world.keys(who);
    let case = store().record(&keys("ana"), Target::New, draft(act, moment.now, &[]), moment, &vaults()).unwrap().case;
    store().admit(&keys("ana"), "ann", world.moment()).unwrap();
    let note = |who: &str| {
        let moment = world.moment();
        let draft = draft(Act::Note {}, moment.now, &[("health", "x", "secret")]);
        store().record(&keys(who), Target::Case(case.clone()), draft, moment, &vaults())
    };
    note("ann").unwrap();
    let old = world.paths("admin", ".toml.age");
    let old_keys = world.paths("admin", ".key.age");
    let told = store().revoke_member(&keys("admin"), "ann", "left", world.moment()).unwrap();
    let ids: Vec<&str> = told.notices.iter().map(|n| n.id).collect();
    assert_eq!(ids, ["store-revoked-stays-least", "store-revoked-next"]);
    let refused = note("ann").unwrap_err();
    assert_eq!((refused.kind, refused.message.id), (crate::error::Kind::NotAllowed, "store-me-revoked"));
    // Nothing changes before the next write; that brings the office's step, and fresh vault keys.
    note("ana").unwrap();
    assert_eq!(store().holders("ana").unwrap(), ["ana"]);
    let identities_of_ann = {
        let store = store();
        let view = store.view();
        let objects = Objects::new(&store.repo).unwrap();
        let steps = crate::store::access::steps_at(
            &objects,
            &view.checked.history,
            view.tree().unwrap(),
            view.line(),
            &view.checked.store,
            "ana",
        )
        .unwrap();
        crate::store::access::office_identities(&objects, &keys("ann"), "ann", "ana", &steps).unwrap()
    };
    assert!(!identities_of_ann.is_empty());
    let opens = |path: &str, identities: &[crypt::Identity]| {
        crypt::decrypt_with(identities, &world.blob("admin", path), 1 << 20).ok()
    };
    let mut known = identities_of_ann.clone();
    for path in old_keys.iter().filter(|p| p.starts_with("cases/")) {
        let text = opens(path, &identities_of_ann).expect("what was readable stays readable");
        let text = String::from_utf8(text.to_vec()).unwrap();
        known.extend(text.lines().filter_map(crypt::Identity::parse));
    }
    for path in old {
        assert!(opens(&path, &known).is_some());
    }
    for path in world.paths("admin", ".age").into_iter().filter(|p| !p.starts_with("keys/")) {
        if path.contains(&world_last_event(&store(), &case, &keys("ana"))) {
            assert!(opens(&path, &known).is_none(), "{path}");
        }
    }
    assert!(world.found("admin").is_empty());
}

fn world_last_event(store: &Store, case: &CaseId, keys: &Keys) -> String {
    store.load(case, keys).unwrap().events.last().unwrap().id.clone()
}

#[test]
fn s22_roles_and_the_last_admin() {
    let world = World::with_two();
    let store = world.store("admin");
    let keys = world.keys("admin");
    let refused = store.revoke_member(&keys, "admin", "left", world.moment()).unwrap_err();
    assert_eq!(refused.message.id, "store-last-admin");
    store.change_roles(&keys, "ana", &["loan".into()], &["desk".into()], world.moment()).unwrap();
    assert_eq!(store.governed().members["ana"].roles, ["loan"]);
    let refused = store.change_roles(&keys, "ana", &[], &["desk".into()], world.moment()).unwrap_err();
    assert_eq!(refused.message.id, "store-role-not-held");
    // No id and no card is used again, also after a member has left.
    store.revoke_member(&keys, "ana", "left", world.moment()).unwrap();
    let again = NewMember {
        id: "ana".into(),
        card: world.key("other").card().clone(),
        office: None,
        institution: None,
        roles: vec![],
        admin: false,
    };
    assert_eq!(store.add_member(&keys, &again, world.moment()).unwrap_err().message.id, "store-member-exists");
    let reused = NewMember { id: "anna".into(), card: world.keys("ana").card().clone(), ..again };
    assert_eq!(store.add_member(&keys, &reused, world.moment()).unwrap_err().message.id, "store-card-used");
    let by_stranger = store.revoke_member(&world.keys("ben"), "admin", "x", world.moment()).unwrap_err();
    assert_eq!(by_stranger.message.id, "store-not-admin");
}

#[test]
fn s5_hand_made_events_are_like_the_programs_own() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let id = forge_event(&world, &case, |_| {}, |_, _| {}, |text| text);
    assert!(world.load("ana", &case).problems.is_empty());
    assert_eq!(world.load("ana", &case).heads, [id]);
}
