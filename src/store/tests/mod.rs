//! The rules of the store, each named by its number, tried from inside: with forged commits, planted files and
//! offices that were apart. What a person sees is tried through the command line in `tests/store`.

mod access;
mod apart;
mod forged;
mod format;
mod trust;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::commit::{self, Commit, Manifest, Op};
use super::objects::Objects;
use super::state::ACTING;
use super::*;
use crate::case::{Act, Value, Values};
use crate::deadline::Instant;
use crate::language::Lang;

pub const VAULTS: [&str; 3] = ["process", "personal", "health"];

/// A folder with people, each with a key, a state folder and perhaps a clone of the store of their own.
pub struct World {
    dir: tempfile::TempDir,
    /// Seconds since the beginning; each operation takes one.
    clock: RefCell<i64>,
}

/// The same vaults as the procedure of these tests has.
pub fn vaults() -> Vec<String> {
    VAULTS.iter().map(|v| (*v).to_owned()).collect()
}

impl World {
    /// A store made by `admin`, in the clone of the same name.
    pub fn new() -> World {
        let world = World { dir: tempfile::tempdir().unwrap(), clock: RefCell::new(1_770_000_000) };
        world.key("admin");
        world.act_for("admin");
        let options = InitOptions {
            admin: "admin".into(),
            institution: None,
            language: Lang::En,
            time_zone: "Europe/Tirane".into(),
            workflow: WorkflowRef { id: "loans".into(), version: "1".into(), hash: "00".into() },
            moment: world.moment(),
            bare: false,
        };
        Store::init(&world.clone_of("admin"), &options, &world.keys("admin")).unwrap();
        world
    }

    /// The store with members `ana` and `ben`, each of an office of their own id, all three clones alike.
    pub fn with_two() -> World {
        let world = World::new();
        world.member("ana", None);
        world.member("ben", None);
        for name in ["ana", "ben"] {
            world.clone_store("admin", name);
        }
        world
    }

    pub fn clone_of(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// From now on what is remembered is this person's.
    pub fn act_for(&self, name: &str) {
        ACTING.set(Some(self.dir.path().join("state").join(name)));
    }

    pub fn moment(&self) -> Moment {
        *self.clock.borrow_mut() += 1;
        Moment { now: self.now(), clock_set: false }
    }

    pub fn now(&self) -> Instant {
        chrono::DateTime::from_timestamp(*self.clock.borrow(), 0).unwrap()
    }

    pub fn wait(&self, seconds: i64) {
        *self.clock.borrow_mut() += seconds;
    }

    fn key_path(&self, name: &str) -> PathBuf {
        self.dir.path().join(format!("{name}.key"))
    }

    pub fn key(&self, name: &str) -> Keys {
        Keys::create(&self.key_path(name), None, self.now()).unwrap()
    }

    pub fn keys(&self, name: &str) -> Keys {
        Keys::open(&self.key_path(name), &Source { lang: Lang::En, ask: false }).unwrap()
    }

    /// Opens this person's clone, acting for them.
    pub fn store(&self, name: &str) -> Store {
        self.act_for(name);
        Store::open(&self.clone_of(name)).unwrap()
    }

    /// Makes a key and a member, in the admin's clone.
    pub fn member(&self, name: &str, office: Option<&str>) {
        let card = self.key(name).card().clone();
        let new = NewMember {
            id: name.into(),
            card,
            office: office.map(str::to_owned),
            institution: None,
            roles: vec!["desk".into()],
            admin: false,
        };
        self.store("admin").add_member(&self.keys("admin"), &new, self.moment()).unwrap();
    }

    /// Copies one clone to another name, whose owner accepts its root.
    pub fn clone_store(&self, from: &str, to: &str) {
        copy(&self.clone_of(from), &self.clone_of(to));
        self.act_for(to);
        let store = Store::open_unjudged(&self.clone_of(to)).unwrap();
        store.accept_root(&store.fingerprint()).unwrap();
    }

    /// Brings the objects of one clone into another and takes its head in.
    pub fn pull(&self, to: &str, from: &str) -> Result<Joined> {
        copy(&self.clone_of(from).join(".git/objects"), &self.clone_of(to).join(".git/objects"));
        let head = std::fs::read_to_string(self.clone_of(from).join(".git/refs/heads/main")).unwrap();
        self.store(to).join(head.trim())
    }

    pub fn head(&self, name: &str) -> Oid {
        let repo = git2::Repository::open(self.clone_of(name)).unwrap();
        repo.refname_to_id(lock::BRANCH).unwrap()
    }

    /// Opens a case in this person's clone.
    pub fn open_case(&self, name: &str) -> CaseId {
        let act = Act::Open { workflow: "loans".into(), version: "1".into() };
        self.try_record(name, Target::New, act, &[("personal", "name", "Drita")]).unwrap().case
    }

    pub fn note(&self, name: &str, case: &CaseId, text: &str) -> String {
        self.try_record(name, Target::Case(case.clone()), Act::Note {}, &[("process", "note", text)]).unwrap().event
    }

    pub fn record(&self, name: &str, case: &CaseId, act: Act) -> String {
        self.try_record(name, Target::Case(case.clone()), act, &[]).unwrap().event
    }

    pub fn try_record(&self, name: &str, target: Target, act: Act, values: &[(&str, &str, &str)]) -> Result<Recorded> {
        let store = self.store(name);
        let moment = self.moment();
        let draft = draft(act, moment.now, values);
        store.record(&self.keys(name), target, draft, moment, &vaults())
    }

    pub fn load(&self, name: &str, case: &CaseId) -> LoadedCase {
        self.store(name).load(case, &self.keys(name)).unwrap()
    }

    pub fn verify(&self, name: &str) -> Verification {
        self.act_for(name);
        Store::verify(&self.clone_of(name)).unwrap()
    }

    /// The codes of what `verify` finds.
    pub fn found(&self, name: &str) -> Vec<&'static str> {
        self.verify(name).findings.iter().map(|f| f.code).collect()
    }

    pub fn share(&self, name: &str, case: &CaseId, office: &str, vault: &str) -> String {
        self.record(name, case, Act::Share { office: office.into(), vaults: vec![vault.into()] })
    }

    /// The office's key of this person, which the first thing they record makes: a case of their own.
    pub fn found_office(&self, name: &str) {
        self.open_case(name);
    }
}

pub fn draft(act: Act, at: Instant, values: &[(&str, &str, &str)]) -> Draft {
    let mut by_vault: BTreeMap<String, Values> = BTreeMap::new();
    for (vault, field, text) in values {
        by_vault.entry((*vault).into()).or_default().insert((*field).into(), Value::Text((*text).into()));
    }
    Draft {
        role: String::new(),
        at,
        act,
        definitions: "00".into(),
        values: by_vault,
        reasons: BTreeMap::new(),
        overridden: BTreeMap::new(),
        satisfied: Vec::new(),
    }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if !target.exists() {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A commit made by hand, by somebody who does not use this program.
pub struct Forged<'w> {
    pub world: &'w World,
    pub clone: String,
    pub commit: Commit,
    /// Paths and what they get; none: the file is taken away.
    pub changes: Vec<(String, Option<Vec<u8>>)>,
    pub signer: String,
    /// The digest is worked out over the added files, unless it is set by hand.
    pub digest: bool,
}

impl<'w> Forged<'w> {
    /// An operation on top of the clone's head, by this member.
    pub fn new(world: &'w World, clone: &str, op: Op, author: &str, case: Option<&CaseId>) -> Forged<'w> {
        let repo = git2::Repository::open(world.clone_of(clone)).unwrap();
        let head = world.head(clone);
        let moment = world.moment();
        let store = {
            let objects = Objects::new(&repo).unwrap();
            Commit::parse(&objects.commit(head).unwrap()).unwrap().manifest.store
        };
        let manifest = Manifest {
            op,
            ulid: names::next_ulid(moment.now, []).unwrap(),
            store,
            case: case.cloned(),
            digest: Some(String::new()),
            clock_set: false,
        };
        let commit = Commit {
            tree: repo.find_commit(head).unwrap().tree_id(),
            parents: vec![head],
            author: author.into(),
            seconds: moment.now.timestamp(),
            signature: None,
            manifest,
        };
        Forged { world, clone: clone.into(), commit, changes: Vec::new(), signer: author.into(), digest: true }
    }

    pub fn add(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.changes.push((path.into(), Some(bytes.into())));
        self
    }

    pub fn remove(mut self, path: impl Into<String>) -> Self {
        self.changes.push((path.into(), None));
        self
    }

    pub fn signed_by(mut self, signer: &str) -> Self {
        self.signer = signer.into();
        self
    }

    pub fn ulid(&self) -> String {
        self.commit.manifest.ulid.to_string()
    }

    /// Writes it and moves the clone's branch to it.
    pub fn publish(self) -> Oid {
        let clone = self.clone.clone();
        let world = self.world;
        let id = self.write(|raw| raw);
        world.set_head(&clone, id);
        id
    }

    /// Writes it, with its raw text changed after signing.
    pub fn write(mut self, twist: impl FnOnce(String) -> String) -> Oid {
        let repo = git2::Repository::open(self.world.clone_of(&self.clone)).unwrap();
        let objects = Objects::new(&repo).unwrap();
        let mut update = git2::build::TreeUpdateBuilder::new();
        let mut sums = Vec::new();
        for (path, bytes) in &self.changes {
            match bytes {
                Some(bytes) => {
                    update.upsert(path.as_str(), objects.write_blob(bytes).unwrap(), git2::FileMode::Blob);
                    sums.push((path.as_str(), commit::sha256(bytes)));
                }
                None => {
                    update.remove(path.as_str());
                }
            }
        }
        let base = repo.find_tree(self.commit.tree).unwrap();
        if !self.changes.is_empty() {
            self.commit.tree = update.create_updated(&repo, &base).unwrap();
        }
        if self.digest {
            self.commit.manifest.digest = Some(if self.commit.manifest.op == Op::Govern {
                let sums = write::governed_sums(&objects, self.commit.tree).unwrap_or_default();
                commit::digest(sums.iter().map(|(path, sum)| (path.as_str(), *sum)))
            } else {
                commit::digest(sums)
            });
        }
        let signed = self.commit.sign(&self.world.keys(&self.signer).signing).unwrap();
        objects.write_commit(twist(signed.raw()).as_bytes()).unwrap()
    }
}

impl World {
    pub fn set_head(&self, clone: &str, id: Oid) {
        let repo = git2::Repository::open(self.clone_of(clone)).unwrap();
        repo.reference(lock::BRANCH, id, true, "forged").unwrap();
    }

    /// A file of the clone's head.
    pub fn blob(&self, clone: &str, path: &str) -> Vec<u8> {
        let repo = git2::Repository::open(self.clone_of(clone)).unwrap();
        let tree = repo.find_commit(self.head(clone)).unwrap().tree().unwrap();
        let entry = tree.get_path(Path::new(path)).unwrap();
        repo.find_blob(entry.id()).unwrap().content().to_vec()
    }

    /// Paths of the clone's head that contain this.
    pub fn paths(&self, clone: &str, part: &str) -> Vec<String> {
        let repo = git2::Repository::open(self.clone_of(clone)).unwrap();
        let tree = repo.find_commit(self.head(clone)).unwrap().tree_id();
        let objects = Objects::new(&repo).unwrap();
        let Ok(files) = objects.files(tree, "") else { panic!("unreadable tree") };
        files.into_keys().filter(|path| path.contains(part)).collect()
    }
}
