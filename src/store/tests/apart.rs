//! Offices that were apart, and what counts once they meet (S11-S13, S16, S18, S21).

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Three clones of one store: `ana` and `ben` share a case, `admin` governs.
fn three() -> (World, CaseId) {
    let world = World::with_two();
    world.found_office("ben");
    world.pull("ana", "ben").unwrap();
    let case = world.open_case("ana");
    for vault in ["health", "personal"] {
        world.share("ana", &case, "ben", vault);
    }
    for who in ["ben", "admin"] {
        world.pull(who, "ana").unwrap();
    }
    (world, case)
}

/// Everybody takes from everybody until all have the same head.
fn settle(world: &World, names: &[&str]) -> usize {
    for round in 1..10 {
        for to in names {
            for from in names {
                if from != to {
                    world.pull(to, from).unwrap();
                }
            }
        }
        let heads: BTreeSet<Oid> = names.iter().map(|name| world.head(name)).collect();
        if heads.len() == 1 {
            return round;
        }
    }
    panic!("the offices never agree");
}

fn revoke(world: &World, who: &str) {
    world.store("admin").revoke_member(&world.keys("admin"), who, "left", world.moment()).unwrap();
}

#[test]
fn s16_three_offices_reach_one_head_and_it_is_the_same_for_all() {
    let (world, case) = three();
    for round in 0..3 {
        for who in ["ana", "ben"] {
            world.note(who, &case, &format!("{who} {round}"));
        }
        world.member(&format!("new{round}"), None);
        assert!(settle(&world, &["ana", "ben", "admin"]) <= 3);
    }
    assert!(world.found("ana").is_empty());
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.events, world.load("ben", &case).events);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
}

#[test]
fn s13_the_honest_officer_was_offline() {
    let (world, case) = three();
    revoke(&world, "ben");
    // ben does not know yet, and works on.
    let late = world.note("ben", &case, "written offline");
    settle(&world, &["ana", "ben", "admin"]);
    let loaded = world.load("ana", &case);
    assert!(loaded.events.iter().all(|e| e.id != late));
    assert_eq!(loaded.held.len(), 1);
    assert_eq!((loaded.held[0].event.id.as_str(), loaded.held[0].why.id), (late.as_str(), "store-held-key"));
    assert_eq!(loaded.held[0].event.values["process"]["note"], Value::Text("written offline".into()));
    assert!(loaded.origin(&late).is_some());
    assert!(world.found("ana").is_empty());
    // What is recorded next does not rest on it.
    let next = world.note("ana", &case, "after");
    let event = world.load("ana", &case).events.into_iter().find(|e| e.id == next).unwrap();
    assert!(!event.seen.contains(&late));
    let refused = world.try_record("ben", Target::Case(case), Act::Note {}, &[]).unwrap_err();
    assert_eq!(refused.message.id, "store-me-revoked");
}

#[test]
fn s13_the_thief_writes_on_an_old_branch() {
    let (world, case) = three();
    world.member("bea", Some("ben"));
    for who in ["ben", "ana"] {
        world.pull(who, "admin").unwrap();
    }
    copy(&world.clone_of("ben"), &world.clone_of("thief"));
    copy(&world.clone_of("state/ben"), &world.clone_of("state/thief"));
    revoke(&world, "ben");
    settle(&world, &["ana", "admin"]);
    // With ben's key, on the old state: an event that shares everything, and a step that admits a friend.
    let store = world.store("thief");
    let moment = world.moment();
    let grab = Act::Share { office: "ben".into(), vaults: vec!["personal".into()] };
    let taken =
        store.record(&world.keys("ben"), Target::Case(case.clone()), draft(grab, moment.now, &[]), moment, &vaults());
    let taken = taken.unwrap().event;
    store.admit(&world.keys("ben"), "bea", world.moment()).unwrap();
    world.pull("ana", "thief").unwrap();
    assert!(world.found("ana").is_empty());
    let loaded = world.load("ana", &case);
    assert!(loaded.held.iter().any(|h| h.event.id == taken) && loaded.events.iter().all(|e| e.id != taken));
    // The step does not count: bea holds nothing, and nothing is encrypted to it.
    assert!(world.store("ana").holders("ben").unwrap().is_empty());
    let event = world.note("ana", &case, "after");
    let keys = world.paths("ana", &format!("{event}.ana.process.key.age"));
    assert_eq!(crypt::stanzas(&world.blob("ana", &keys[0])), Some(1));
}

#[test]
fn s13_a_role_that_was_taken_away() {
    let (world, case) = three();
    world.store("admin").change_roles(&world.keys("admin"), "ben", &[], &["desk".into()], world.moment()).unwrap();
    let moment = world.moment();
    let mut with_role = draft(Act::Note {}, moment.now, &[]);
    with_role.role = "desk".into();
    let store = world.store("ben");
    let used =
        store.record(&world.keys("ben"), Target::Case(case.clone()), with_role, moment, &vaults()).unwrap().event;
    let without = world.note("ben", &case, "in no role");
    settle(&world, &["ana", "ben", "admin"]);
    let loaded = world.load("ana", &case);
    assert_eq!(
        loaded.held.iter().map(|h| (h.event.id.clone(), h.why.id)).collect::<Vec<_>>(),
        [(used, "store-held-role")]
    );
    assert!(loaded.events.iter().any(|e| e.id == without), "{:?}", loaded.problems);
}

#[test]
fn s11_s12_two_lines_are_never_merged() {
    let world = World::with_two();
    let card = world.key("two").card().clone();
    let second = NewMember { id: "two".into(), card, office: None, institution: None, roles: vec![], admin: true };
    world.store("admin").add_member(&world.keys("admin"), &second, world.moment()).unwrap();
    world.clone_store("admin", "two");
    // Two admins apart.
    world.member("eva", None);
    let store = world.store("two");
    store.add_office(&world.keys("two"), "audit", None, &[], world.moment()).unwrap();
    let refused = world.pull("admin", "two").unwrap_err();
    assert_eq!(refused.message.id, "store-find-two-lines");
    assert!(world.found("admin").is_empty());

    // The story behind the rule: an admin who was revoked forks before that and appoints a friend.
    let world = World::with_two();
    let card = world.key("two").card().clone();
    let second = NewMember { id: "two".into(), card, office: None, institution: None, roles: vec![], admin: true };
    world.store("admin").add_member(&world.keys("admin"), &second, world.moment()).unwrap();
    world.clone_store("admin", "two");
    revoke(&world, "two");
    let friend = NewMember {
        id: "friend".into(),
        card: world.key("friend").card().clone(),
        office: None,
        institution: None,
        roles: vec![],
        admin: true,
    };
    world.store("two").add_member(&world.keys("two"), &friend, world.moment()).unwrap();
    assert_eq!(world.pull("admin", "two").unwrap_err().message.id, "store-find-two-lines");
    assert!(!world.store("admin").governed().members.contains_key("friend"));
}

#[test]
fn s18_a_concurrent_unshare_wins() {
    let (world, case) = three();
    world.record("ana", &case, Act::Unshare { office: "ben".into(), vaults: vec!["health".into()] });
    world.share("ben", &case, "ben", "health");
    settle(&world, &["ana", "ben"]);
    let event =
        world.try_record("ana", Target::Case(case.clone()), Act::Note {}, &[("health", "x", "secret")]).unwrap();
    world.pull("ben", "ana").unwrap();
    let loaded = world.load("ben", &case);
    assert!(!loaded.readers["ben"].contains("health"));
    let event = loaded.events.iter().find(|e| e.id == event.event).unwrap();
    assert_eq!(event.vaults.get("health"), Some(&false));
    assert!(loaded.problems.iter().all(|p| p.code == "locked-out"), "{:?}", loaded.problems);
}

#[test]
fn s19_s21_two_steps_and_two_rotations_apart() {
    let (world, case) = three();
    world.member("ann", Some("ana"));
    world.pull("ana", "admin").unwrap();
    world.store("ana").admit(&world.keys("ana"), "ann", world.moment()).unwrap();
    world.clone_store("ana", "ann");
    // Two colleagues renew the office's key apart, and each writes.
    for who in ["ana", "ann"] {
        world.store(who).rotate(&world.keys(who), world.moment()).unwrap();
        let write = world.try_record(who, Target::Case(case.clone()), Act::Note {}, &[("health", "who", who)]);
        write.unwrap();
    }
    settle(&world, &["ana", "ann", "ben"]);
    assert_eq!(world.store("ana").addresses().unwrap()["ana"].len(), 2);
    for who in ["ana", "ann", "ben"] {
        let loaded = world.load(who, &case);
        assert!(loaded.problems.is_empty(), "{who}: {:?}", loaded.problems);
        let notes: BTreeSet<&Value> = BTreeSet::new();
        let _ = notes;
        assert_eq!(
            loaded.events.iter().filter(|e| e.values.get("health").is_some_and(|v| v.contains_key("who"))).count(),
            2
        );
    }
    // The next write makes one key file that follows both.
    let event = world.try_record("ann", Target::Case(case.clone()), Act::Note {}, &[("health", "x", "y")]).unwrap();
    assert_eq!(world.paths("ann", &format!("{}.ann.health.key.age", event.event)).len(), 1);
    let loaded = world.load("ann", &case);
    assert_eq!(loaded.keys["health"].heads().len(), 1);
    settle(&world, &["ana", "ann", "ben"]);
    assert!(world.load("ben", &case).problems.is_empty());
    // One more rotation makes one step again.
    world.store("ana").rotate(&world.keys("ana"), world.moment()).unwrap();
    assert_eq!(world.store("ana").addresses().unwrap()["ana"].len(), 1);
}

#[test]
fn s6_seen_is_what_the_author_had_before_him() {
    let (world, case) = three();
    let a = world.note("ana", &case, "a");
    let b = world.note("ben", &case, "b");
    settle(&world, &["ana", "ben"]);
    let loaded = world.load("ana", &case);
    assert_eq!(loaded.heads.iter().collect::<BTreeSet<_>>(), [&a, &b].into());
    let c = world.note("ana", &case, "c");
    let loaded = world.load("ana", &case);
    let seen =
        |id: &str| loaded.events.iter().find(|e| e.id == id).unwrap().seen.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(seen(&c), [a.clone(), b.clone()].into());
    assert_eq!(seen(&a), seen(&b));
    assert_eq!(loaded.heads, [c]);
}

#[derive(Clone, Debug)]
enum Doing {
    Note(usize),
    Pull(usize, usize),
    Revoke,
    Rotate(usize),
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        5 => (0..2usize).prop_map(Doing::Note),
        4 => (0..3usize, 0..3usize).prop_map(|(to, from)| Doing::Pull(to, from)),
        1 => Just(Doing::Revoke),
        1 => (0..2usize).prop_map(Doing::Rotate),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Random histories of three offices: whatever the order in which they meet, all see the same set, and everything
    /// verifies.
    #[test]
    fn s13_s16_random_histories_count_the_same_everywhere(story in prop::collection::vec(doing(), 1..14)) {
        let names = ["ana", "ben", "admin"];
        let (world, case) = three();
        for doing in story {
            match doing {
                Doing::Note(who) => {
                    let _ = world.try_record(names[who], Target::Case(case.clone()), Act::Note {}, &[("health", "x", "y")]);
                }
                Doing::Pull(to, from) if to != from => {
                    world.pull(names[to], names[from]).unwrap();
                }
                Doing::Pull(..) => {}
                Doing::Revoke => {
                    let _ = world.store("admin").revoke_member(&world.keys("admin"), "ben", "left", world.moment());
                }
                Doing::Rotate(who) => {
                    let _ = world.store(names[who]).rotate(&world.keys(names[who]), world.moment());
                }
            }
        }
        settle(&world, &names);
        prop_assert!(world.found("ana").is_empty());
        let loaded = world.load("ana", &case);
        // Another order of meeting: a clone that takes everything at once.
        copy(&world.clone_of("admin"), &world.clone_of("late"));
        world.act_for("late");
        let late = Store::open(&world.clone_of("late")).unwrap();
        let other = late.load(&case, &world.keys("ana")).unwrap();
        prop_assert_eq!(&loaded.events, &other.events);
        prop_assert_eq!(loaded.held.len(), other.held.len());
        prop_assert!(loaded.problems.iter().all(|p| p.code == "key-file-planted"), "{:?}", loaded.problems);
        let again = world.try_record("ana", Target::Case(case.clone()), Act::Note {}, &[("health", "x", "z")]);
        prop_assert!(again.is_ok(), "{:?}", again.err());
        prop_assert!(world.load("ana", &case).problems.iter().all(|p| p.code == "key-file-planted"));
    }
}
