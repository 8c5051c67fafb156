//! Roots, pins and whole histories (S15, S17), and stores of a newer format (S1).

use super::*;

#[test]
fn s15_a_root_is_accepted_once_and_then_held_to() {
    let world = World::with_two();
    world.open_case("ana");
    copy(&world.clone_of("ana"), &world.clone_of("eva"));
    world.act_for("eva");
    let store = Store::open(&world.clone_of("eva")).unwrap();
    assert_eq!(store.trust(), Trust::Unpinned);
    let refused = store.add_office(&world.keys("admin"), "audit", None, &[], world.moment()).unwrap_err();
    assert_eq!(refused.message.id, "store-not-trusted");
    assert_eq!(store.accept_root(&"0".repeat(64)).unwrap_err().message.id, "store-trust-differs");
    store.accept_root(&store.fingerprint().to_uppercase()).unwrap();
    assert_eq!(store.trust(), Trust::Pinned);
    store.add_office(&world.keys("admin"), "audit", None, &[], world.moment()).unwrap();

    // A forged store under the same id: another root.
    let forged = World::new();
    let id = store.id();
    let raw = {
        let repo = git2::Repository::open(forged.clone_of("admin")).unwrap();
        let objects = Objects::new(&repo).unwrap();
        let commit = Commit::parse(&objects.commit(forged.head("admin")).unwrap()).unwrap();
        let text = String::from_utf8(forged.blob("admin", "sop.toml")).unwrap().replace(&commit.manifest.store, &id);
        let blob = objects.write_blob(text.as_bytes()).unwrap();
        let tree = objects.write_tree(Some(commit.tree), &[("sop.toml".into(), blob)]).unwrap();
        let sums = write::governed_sums(&objects, tree).unwrap();
        let digest = commit::digest(sums.iter().map(|(p, s)| (p.as_str(), *s)));
        let manifest = Manifest { store: id, digest: Some(digest), ..commit.manifest.clone() };
        let root = Commit { tree, manifest, ..commit }.sign(&forged.keys("admin").signing).unwrap();
        objects.write_commit(root.raw().as_bytes()).unwrap()
    };
    forged.set_head("admin", raw);
    world.act_for("eva");
    assert_eq!(Store::open(&forged.clone_of("admin")).unwrap_err().message.id, "store-other-root");
    assert!(matches!(Store::verify(&forged.clone_of("admin")).unwrap().trust, Trust::OtherRoot { .. }));
}

#[test]
fn s15_a_rollback_is_seen_read_and_not_written_to() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let old = world.head("ana");
    world.note("ana", &case, "newer");
    world.set_head("ana", old);
    let store = world.store("ana");
    assert!(matches!(store.trust(), Trust::Behind { .. }));
    assert_eq!(store.load(&case, &world.keys("ana")).unwrap().events.len(), 1);
    let refused = world.try_record("ana", Target::Case(case.clone()), Act::Note {}, &[]).unwrap_err();
    assert_eq!(refused.message.id, "store-behind");
    // Accepting the root again does not make the older copy acceptable.
    store.accept_root(&store.fingerprint()).unwrap();
    assert!(matches!(store.trust(), Trust::Behind { .. }));
}

#[test]
fn s15_one_bad_push_stops_no_reader() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let good = world.head("ana");
    let forged = Forged::new(&world, "ana", Op::Event, "ben", Some(&case)).signed_by("ana");
    let path = format!("{}/{}.ben.process.toml.age", case.folder(), forged.ulid());
    forged.add(path, "x").publish();
    let store = world.store("ana");
    assert_eq!(store.head(), good.to_string());
    assert_eq!(store.load(&case, &world.keys("ana")).unwrap().events.len(), 1);
    assert!(store.warnings().iter().any(|w| w.id == "store-warn-head"));
    let refused = world.try_record("ana", Target::Case(case.clone()), Act::Note {}, &[]).unwrap_err();
    assert_eq!(refused.message.id, "store-bad-head");
    assert!(refused.hint.unwrap().in_language(Lang::En).contains(&good.to_string()));
    world.set_head("ana", good);
    world.note("ana", &case, "after the reset");
}

#[test]
fn s17_cut_off_or_replaced_histories_are_never_passed() {
    let world = World::with_two();
    world.open_case("ana");
    let git = world.clone_of("ana").join(".git");
    let check = |hint: &str| {
        world.act_for("ana");
        let error = Store::verify(&world.clone_of("ana")).err().unwrap();
        assert_eq!((error.kind, error.message.id), (crate::error::Kind::Damaged, "store-cut-off"));
        assert_eq!(error.hint.unwrap().id, hint);
        assert!(Store::open(&world.clone_of("ana")).is_err());
    };
    let head = world.head("ana");
    std::fs::write(git.join("shallow"), format!("{head}\n")).unwrap();
    check("store-cut-off-hint");
    std::fs::remove_file(git.join("shallow")).unwrap();
    std::fs::write(git.join("info/grafts"), format!("{head}\n")).unwrap();
    check("store-grafts-hint");
    std::fs::remove_file(git.join("info/grafts")).unwrap();
    let repo = git2::Repository::open(&git).unwrap();
    repo.reference(&format!("refs/replace/{head}"), head, true, "x").unwrap();
    check("store-replace-hint");
}

#[test]
fn s1_a_store_of_a_newer_format_is_read_only() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let settings = String::from_utf8(world.blob("ana", "sop.toml")).unwrap();
    Forged::new(&world, "ana", Op::Govern, "admin", None)
        .add("sop.toml", settings.replace("format = 1", "format = 2\nnew = true"))
        .publish();
    assert_eq!(world.load("ana", &case).events.len(), 1);
    assert!(world.store("ana").warnings().iter().any(|w| w.id == "store-newer"));
    let refused = world.try_record("ana", Target::Case(case), Act::Note {}, &[]).unwrap_err();
    assert_eq!(refused.message.id, "store-newer");
}

#[test]
fn s25_a_configuration_from_elsewhere_moves_nothing() {
    let world = World::with_two();
    world.open_case("ana");
    let config = world.clone_of("ana").join(".git/config");
    let text = std::fs::read_to_string(&config).unwrap();
    let elsewhere = world.clone_of("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::write(&config, format!("{text}[core]\n\tworktree = {}\n", elsewhere.display())).unwrap();
    world.act_for("ana");
    assert_eq!(Store::open(&world.clone_of("ana")).unwrap_err().message.id, "store-git-elsewhere");
}

#[test]
#[cfg(unix)]
fn s25_links_inside_the_git_folder_lead_nowhere() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let own = world.clone_of("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("allowed_signers"), "mine").unwrap();
    let sop = world.clone_of("ana").join(".git/sop");
    std::fs::remove_dir_all(&sop).unwrap();
    std::os::unix::fs::symlink(&own, &sop).unwrap();
    world.act_for("ana");
    assert_eq!(Store::open(&world.clone_of("ana")).unwrap_err().message.id, "store-git-link");
    std::fs::remove_file(&sop).unwrap();
    world.note("ana", &case, "x");
    assert_eq!(std::fs::read_to_string(own.join("allowed_signers")).unwrap(), "mine");
}
