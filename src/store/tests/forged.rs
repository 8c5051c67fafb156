//! Commits that somebody made without this program, or against it: each is found without a key.

use super::*;

/// The one finding that a forged commit on top of a good store leads to.
fn only_finding(world: &World, clone: &str) -> &'static str {
    let verification = world.verify(clone);
    assert_eq!(verification.findings.len(), 1, "{:?}", verification.findings);
    assert!(verification.usable.is_some());
    verification.findings[0].code
}

#[test]
fn an_honest_event_made_by_hand_is_good() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let forged = Forged::new(&world, "ana", Op::Event, "ana", Some(&case));
    let path = format!("{}/{}.ana.process.toml.age", case.folder(), forged.ulid());
    forged.add(path, "x").publish();
    assert!(world.found("ana").is_empty());
}

#[test]
fn s3_nothing_is_changed_or_removed_or_added_for_another() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let other = world.open_case("ana");
    let before = world.head("ana");
    let there = world.paths("ana", ".process.toml.age").into_iter().find(|p| p.starts_with(&case.folder())).unwrap();
    let stray_ulid = there.rsplit('/').next().unwrap().split('.').next().unwrap().to_owned();
    let step = world.paths("ana", "keys/ana").remove(0);
    let folder = case.folder();
    let own = |forged: &Forged<'_>| format!("{folder}/{}.ana.process.toml.age", forged.ulid());
    let new = |op, case| Forged::new(&world, "ana", op, "ana", case);
    let cases: Vec<(&str, Box<dyn Fn() -> Oid>)> = vec![
        ("changed-file", Box::new(|| new(Op::Event, Some(&case)).add(there.clone(), "y").publish())),
        (
            "removed-file",
            Box::new(|| {
                let forged = new(Op::Event, Some(&case));
                let path = own(&forged);
                forged.add(path, "x").remove(there.clone()).publish()
            }),
        ),
        ("removed-file", Box::new(|| new(Op::Keys, None).remove(step.clone()).publish())),
        (
            "stray-file",
            Box::new(|| {
                new(Op::Event, Some(&case)).add(format!("{folder}/{stray_ulid}.ana.health.toml.age"), "x").publish()
            }),
        ),
        (
            "stray-file",
            Box::new(|| {
                let forged = new(Op::Event, Some(&case));
                let path = format!("{folder}/{}.ben.process.toml.age", forged.ulid());
                forged.add(path, "x").publish()
            }),
        ),
        (
            "foreign-file",
            Box::new(|| {
                let forged = new(Op::Event, Some(&case));
                let path = format!("{}/{}.ana.process.toml.age", other.folder(), forged.ulid());
                forged.add(path, "x").publish()
            }),
        ),
        ("foreign-file", Box::new(|| new(Op::Event, Some(&case)).add(format!("{folder}/notes.txt"), "x").publish())),
        ("foreign-file", Box::new(|| new(Op::Event, Some(&case)).add("cases/aa/b/c.txt", "x").publish())),
        (
            "bad-event",
            Box::new(|| {
                let forged = new(Op::Event, Some(&case));
                let path = format!("{folder}/{}.ana.personal.toml.age", forged.ulid());
                forged.add(path, "x").publish()
            }),
        ),
        (
            "governed-change",
            Box::new(|| {
                let forged = new(Op::Event, Some(&case));
                let path = own(&forged);
                forged.add(path, "x").add(".gitlab-ci.yml", "evil").publish()
            }),
        ),
        ("removed-file", Box::new(|| new(Op::Govern, None).signed_by("admin").remove(there.clone()).publish())),
    ];
    for (code, forge) in cases {
        world.set_head("ana", before);
        forge();
        assert_eq!(only_finding(&world, "ana"), code);
    }
}

#[test]
fn s2_a_second_opening_of_a_case_is_refused() {
    let world = World::with_two();
    let case = world.open_case("ana");
    world.found_office("ben");
    // In ben's clone the case does not exist; he "opens" it there with keys that he knows.
    let forged = Forged::new(&world, "ben", Op::Event, "ben", Some(&case));
    let (folder, ulid) = (case.folder(), forged.ulid());
    forged
        .add(format!("{folder}/{ulid}.ben.process.toml.age"), "x")
        .add(format!("{folder}/{ulid}.ben.process.key.age"), "x")
        .publish();
    assert_eq!(only_finding(&world, "ben"), "bad-opening");
    assert!(world.pull("ana", "ben").is_err());
}

#[test]
fn s4_s10_replays_and_twists_are_refused() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let other = world.open_case("ana");
    let before = world.head("ana");
    let event = |author: &str| {
        let forged = Forged::new(&world, "ana", Op::Event, author, Some(&case));
        let path = format!("{}/{}.{author}.process.toml.age", case.folder(), forged.ulid());
        forged.add(path, "x")
    };
    let end = "-----END SSH SIGNATURE-----\n";
    type Twist<'a> = Box<dyn Fn(String) -> String + 'a>;
    let twists: Vec<(&str, Twist<'_>)> = vec![
        // A blank line after the armor changes the commit's id, and stock tools accept it.
        ("foreign-commit", Box::new(move |raw| raw.replace(end, &format!("{end} \n")))),
        ("foreign-commit", Box::new(move |raw| raw.replace(end, &format!("{end}gpgsig x\n")))),
        ("foreign-commit", Box::new(move |raw| raw.replace(end, &format!("{end}gpgsig-sha256 x\n")))),
        ("foreign-commit", Box::new(|raw| raw.replace("author ana <ana@", "author ana <ben@"))),
        ("not-a-member", Box::new(|raw| raw.replace("ana <ana@", "eve <eve@").replace(".ana.", ".eve."))),
        ("bad-signature", Box::new(|raw| raw.replace("ana <ana@", "ben <ben@"))),
        ("bad-signature", Box::new(|raw| raw.replace(case.as_str(), other.as_str()))),
    ];
    for (code, twist) in twists {
        world.set_head("ana", before);
        let id = event("ana").write(twist);
        world.set_head("ana", id);
        let found = world.verify("ana").findings;
        let codes: Vec<_> = found.iter().map(|f| f.code).collect();
        assert!(codes == [code] || codes == ["stray-file"] || codes == ["foreign-file"], "{code}: {found:?}");
    }
    // Signed by somebody else's key, or for another purpose.
    world.set_head("ana", before);
    event("ana").signed_by("ben").publish();
    assert_eq!(only_finding(&world, "ana"), "bad-signature");
    world.set_head("ana", before);
    let id = event("ana").write(|raw| {
        let commit = Commit::parse(raw.as_bytes()).unwrap();
        let card = sshsig::sign(&world.keys("ana").signing, sshsig::CARD, commit.payload().as_bytes()).unwrap();
        Commit { signature: Some(card), ..commit }.raw()
    });
    world.set_head("ana", id);
    assert_eq!(only_finding(&world, "ana"), "bad-signature");
    // A digest that fits other bytes.
    world.set_head("ana", before);
    let mut forged = event("ana");
    forged.digest = false;
    forged.commit.manifest.digest = Some(commit::digest([("a", [0; 32])]));
    forged.publish();
    assert_eq!(only_finding(&world, "ana"), "bad-digest");
    // In another store the same commit is nothing.
    let elsewhere = World::with_two();
    elsewhere.act_for("ana");
    let here = Store::open(&elsewhere.clone_of("ana")).unwrap();
    assert_ne!(here.id(), world.store("ana").id());
    world.set_head("ana", before);
    copy(&world.clone_of("ana").join(".git/objects"), &elsewhere.clone_of("ana").join(".git/objects"));
    elsewhere.act_for("ana");
    assert!(here.join(&before.to_string()).is_err());
}

#[test]
fn s11_governance_is_the_admins_alone() {
    let world = World::with_two();
    let case = world.open_case("ana");
    let before = world.head("ana");
    let member = world.blob("ana", "members/ben.toml");
    let text = String::from_utf8(member).unwrap();
    let office = String::from_utf8(world.blob("ana", "offices/ben.toml")).unwrap();
    let settings = String::from_utf8(world.blob("ana", "sop.toml")).unwrap();
    let eve = world.key("eve");
    let govern = |by: &str| Forged::new(&world, "ana", Op::Govern, by, None);
    let tried: Vec<(&str, Forged<'_>)> = vec![
        ("not-an-admin", govern("ana").add("members/ben.toml", text.replace("admin = false", "admin = true"))),
        ("not-an-admin", govern("ana").add(".gitlab-ci.yml", "evil")),
        // An admin who is no root key's holder: `ana` is made one further below; here the root admin may do much, but
        // never this.
        ("bad-governance", govern("admin").remove("members/ben.toml")),
        ("bad-governance", govern("admin").remove("offices/ben.toml")),
        (
            "bad-governance",
            govern("admin")
                .add("members/ben.toml", text.replace(&world.keys("ben").card().recipient, &eve.card().recipient)),
        ),
        (
            "bad-governance",
            govern("admin").add("members/eve.toml", text.replace("member = \"ben\"", "member = \"eve\"")),
        ),
        (
            "bad-governance",
            govern("admin").add("offices/ben.toml", office.replace("founder = \"ben\"", "founder = \"ana\"")),
        ),
        ("bad-governance", govern("admin").add("sop.toml", settings.replace("store = \"", "store = \"0"))),
        ("newer-format", govern("admin").add("sop.toml", settings.replace("format = 1", "format = 2"))),
        ("bad-governance", govern("admin").add("members/con.toml", text.clone())),
        ("bad-governance", govern("admin").add("members/Ben.toml", text.clone())),
        ("bad-governance", govern("admin").add("members/note.txt", "x")),
        ("bad-governance", govern("admin").add(".gitattributes", "* filter=evil")),
    ];
    for (code, forged) in tried {
        world.set_head("ana", before);
        forged.publish();
        let found = world.verify("ana").findings;
        let codes: Vec<_> = found.iter().map(|f| f.code).collect();
        assert!(codes == [code] || (code == "bad-governance" && codes == ["foreign-file"]), "{code}: {found:?}");
    }
    // A governed change may hold CI files; an event may not, and what was read stays readable.
    world.set_head("ana", before);
    govern("admin").add(".gitlab-ci.yml", "verify: {script: sop verify}").publish();
    assert!(world.found("ana").is_empty());
    assert_eq!(world.load("ana", &case).events.len(), 1);
}

#[test]
fn s11_root_keys_and_recovery_need_a_root_key() {
    let world = World::with_two();
    let card = world.key("two").card().clone();
    let second = NewMember { id: "two".into(), card, office: None, institution: None, roles: vec![], admin: true };
    world.store("admin").add_member(&world.keys("admin"), &second, world.moment()).unwrap();
    let before = world.head("admin");
    let settings = String::from_utf8(world.blob("admin", "sop.toml")).unwrap();
    let recovery = format!("recovery = \"{}\"\n", world.key("spare").card().recipient);
    let with_recovery = settings.replace("[workflow]", &format!("{recovery}[workflow]"));
    assert_ne!(settings, with_recovery);
    let govern = |by: &str| Forged::new(&world, "admin", Op::Govern, by, None);
    // An admin names his own recovery recipient.
    govern("two").add("sop.toml", with_recovery.clone()).publish();
    assert_eq!(only_finding(&world, "admin"), "bad-governance");
    world.set_head("admin", before);
    govern("admin").add("sop.toml", with_recovery).publish();
    assert!(world.found("admin").is_empty());
    // From then on it stands on every key file.
    let case = world.open_case("admin");
    let path = world.paths("admin", ".health.key.age").remove(0);
    assert!(path.starts_with(&case.folder()));
    assert_eq!(crypt::stanzas(&world.blob("admin", &path)), Some(2));
    let spare = world.keys("spare");
    assert!(spare.decrypt(&world.blob("admin", &path), crypt::PART_LIMIT).is_ok());
}

#[test]
fn s19_steps_of_an_office_are_its_holders_alone() {
    let world = World::new();
    world.member("ana", None);
    world.member("ann", Some("ana"));
    world.member("ben", None);
    world.clone_store("admin", "ana");
    world.open_case("ana");
    let before = world.head("ana");
    let steps = world.paths("ana", "keys/ana");
    let step = steps.iter().find(|p| p.ends_with(".toml")).unwrap();
    let old: office_keys::StepText = toml::from_str(&String::from_utf8(world.blob("ana", step)).unwrap()).unwrap();
    let fresh = crypt::Identity::generate().recipient().unwrap();
    let forge = |by: &str, holders: &[&str], follows: Vec<String>, recipient: &str, office: &str| {
        let forged = Forged::new(&world, "ana", Op::Keys, by, None);
        let text = office_keys::StepText {
            v: 1,
            store: old.store.clone(),
            office: office.to_owned(),
            id: forged.ulid(),
            recipient: recipient.to_owned(),
            follows,
            holders: holders.iter().map(|h| (*h).to_owned()).collect(),
        };
        let name = format!("keys/{office}/{}.{by}", forged.ulid());
        forged
            .add(format!("{name}.toml"), toml::to_string(&text).unwrap())
            .add(format!("{name}.key.age"), "x")
            .publish();
    };
    let head = vec![old.id.clone()];
    let tried: Vec<(&str, Box<dyn Fn() + '_>)> = vec![
        ("a colleague who holds nothing", Box::new(|| forge("ann", &["ann", "ana"], head.clone(), &fresh, "ana"))),
        ("an admin of another office", Box::new(|| forge("admin", &["admin"], head.clone(), &fresh, "ana"))),
        ("a stranger as holder", Box::new(|| forge("ana", &["ana", "ben"], head.clone(), &fresh, "ana"))),
        ("its maker is no holder", Box::new(|| forge("ana", &["ann"], head.clone(), &fresh, "ana"))),
        ("it follows nothing", Box::new(|| forge("ana", &["ana"], vec![], &fresh, "ana"))),
        ("a recipient used before", Box::new(|| forge("ana", &["ana"], head.clone(), &old.recipient, "ana"))),
        ("an office without its founder", Box::new(|| forge("ana", &["ana"], vec![], &fresh, "ben"))),
        ("no office", Box::new(|| forge("ana", &["ana"], vec![], &fresh, "nowhere"))),
    ];
    for (who, forge) in tried {
        world.set_head("ana", before);
        forge();
        assert_eq!(only_finding(&world, "ana"), "bad-key-step", "{who}");
    }
    world.set_head("ana", before);
    forge("ana", &["ana", "ann"], head.clone(), &fresh, "ana");
    assert!(world.found("ana").is_empty());
}

#[test]
fn s24_trees_hold_plain_files_only() {
    let world = World::with_two();
    world.open_case("ana");
    let before = world.head("ana");
    let repo = git2::Repository::open(world.clone_of("ana")).unwrap();
    let objects = Objects::new(&repo).unwrap();
    let base = repo.find_commit(before).unwrap().tree_id();
    let raw = repo.odb().unwrap().read(base).unwrap().data().to_vec();
    let blob = objects.write_blob(b"x").unwrap();
    let entry = |mode: &str, name: &str| {
        let mut bytes = format!("{mode} {name}\0").into_bytes();
        bytes.extend_from_slice(blob.as_bytes());
        bytes
    };
    for (mode, name) in [
        ("120000", "zz-link"),
        ("160000", "zz-module"),
        ("100755", "zz-run"),
        ("100664", "zz-odd"),
        ("100644", "zz~1"),
        ("100644", "zz\u{200c}"),
        ("100644", "sop.toml."),
        ("100644", "SOP.toml"),
        ("100644", ".GIT"),
        ("100644", ".gitmodules"),
    ] {
        let mut bytes = raw.clone();
        if name < "cases" {
            bytes = [entry(mode, name), bytes].concat();
        } else {
            bytes.extend(entry(mode, name));
        }
        let tree = repo.odb().unwrap().write(git2::ObjectType::Tree, &bytes).unwrap();
        let mut forged = Forged::new(&world, "ana", Op::Govern, "admin", None);
        forged.commit.parents = vec![before];
        forged.commit.tree = tree;
        forged.publish();
        assert_eq!(only_finding(&world, "ana"), "foreign-file", "{mode} {name}");
    }
}

#[test]
fn s16_a_merge_is_made_again_and_must_be_the_same() {
    let world = World::with_two();
    let case = world.open_case("ana");
    world.pull("ben", "ana").unwrap();
    world.share("ana", &case, "ana", "health");
    world.found_office("ben");
    assert_eq!(world.pull("ana", "ben").unwrap(), Joined::Merged);
    assert!(world.found("ana").is_empty());
    let good = world.head("ana");
    let repo = git2::Repository::open(world.clone_of("ana")).unwrap();
    let objects = Objects::new(&repo).unwrap();
    let commit = Commit::parse(&objects.commit(good).unwrap()).unwrap();
    let there = world.paths("ana", ".process.toml.age").remove(0);
    let tree_with = |change: &dyn Fn(&mut git2::build::TreeUpdateBuilder)| {
        let mut update = git2::build::TreeUpdateBuilder::new();
        change(&mut update);
        update.create_updated(&repo, &repo.find_tree(commit.tree).unwrap()).unwrap()
    };
    let blob = objects.write_blob(b"x").unwrap();
    let changed: Vec<Commit> = vec![
        Commit {
            tree: tree_with(&|u| {
                u.upsert("zz.txt", blob, git2::FileMode::Blob);
            }),
            ..commit.clone()
        },
        Commit {
            tree: tree_with(&|u| {
                u.remove(there.as_str());
            }),
            ..commit.clone()
        },
        Commit {
            tree: tree_with(&|u| {
                u.upsert(there.as_str(), blob, git2::FileMode::Blob);
            }),
            ..commit.clone()
        },
        Commit { parents: commit.parents.iter().rev().copied().collect(), ..commit.clone() },
        Commit { parents: vec![commit.parents[0], commit.parents[0]], ..commit.clone() },
    ];
    for commit in changed {
        let id = objects.write_commit(commit.raw().as_bytes()).unwrap();
        world.set_head("ana", id);
        assert_eq!(only_finding(&world, "ana"), "bad-merge");
    }
    // A host's own merge or squash is no operation at all.
    let signature = git2::Signature::now("host", "host@example.org").unwrap();
    let tree = repo.find_tree(commit.tree).unwrap();
    let parent = repo.find_commit(good).unwrap();
    let id = repo.commit(None, &signature, &signature, "Merge branch 'x'", &tree, &[&parent]).unwrap();
    world.set_head("ana", id);
    assert_eq!(only_finding(&world, "ana"), "foreign-commit");
}
