//! Making a store, and the local settings that each clone of one needs.

use std::path::Path;

use git2::Repository;

use super::cache::Commits;
use super::commit::{self, Commit, Manifest, Op};
use super::governed::{self, GITATTRIBUTES, Member, Office, Settings, WorkflowRef};
use super::history::History;
use super::keys::Keys;
use super::names;
use super::objects::Objects;
use super::write::{self, Moment};
use super::{Store, durable, lock, state, verify, worktree};
use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;

/// What a new store is made with.
#[derive(Clone, Debug)]
pub struct InitOptions {
    /// Id of the first admin, who founds an office of the same id.
    pub admin: String,
    pub institution: Option<String>,
    pub language: Lang,
    /// IANA name of the workflow's zone.
    pub time_zone: String,
    pub workflow: WorkflowRef,
    pub moment: Moment,
    /// Without a work tree, for a server.
    pub bare: bool,
}

impl Store {
    /// Makes a store in a folder that holds no repository with commits (exit 2 otherwise, nothing written).
    pub fn init(folder: &Path, options: &InitOptions, keys: &Keys) -> Result<Store> {
        let name = folder.display().to_string();
        if !names::is_free_id(&options.admin) {
            return Err(Error::invalid(msg!("store-bad-id", given = options.admin.as_str())));
        }
        if !options.institution.as_deref().is_none_or(governed::is_line) {
            return Err(Error::invalid(msg!("store-bad-text")));
        }
        let made_folder = !folder.exists();
        let made_git = !super::is_repository(folder);
        if made_git && let Some(taken) = taken(folder) {
            return Err(Error::invalid(msg!("store-folder-taken", folder = name, path = taken)));
        }
        if options.moment.now.timestamp() < 0 {
            return Err(Error::invalid(msg!("store-time-out-of-range")));
        }
        let result = make(folder, options, keys, made_git);
        if result.is_err() && made_git {
            let git = if options.bare { folder.to_owned() } else { folder.join(".git") };
            if !options.bare || made_folder {
                let _ = std::fs::remove_dir_all(git);
            }
            if made_folder {
                let _ = std::fs::remove_dir(folder);
            }
        }
        result
    }
}

/// A file of ours that stands in the way.
fn taken(folder: &Path) -> Option<String> {
    let ours = ["sop.toml", "members", "offices", "cases", "keys", ".gitattributes", "HEAD", "objects", "refs"];
    ours.iter().find(|name| folder.join(name).exists()).map(|name| (*name).to_owned())
}

fn make(folder: &Path, options: &InitOptions, keys: &Keys, fresh: bool) -> Result<Store> {
    let repo = if fresh {
        let mut init = git2::RepositoryInitOptions::new();
        // No templates: a template folder could bring hooks along.
        init.bare(options.bare).external_template(false).initial_head("main").mkpath(true);
        Repository::init_opts(folder, &init).map_err(|e| init_error(folder, &e))?
    } else {
        let repo = super::open_repository(folder)?;
        let any = repo.references().map_err(super::git_error)?.next().is_some();
        if any {
            return Err(Error::invalid(msg!("store-has-commits", folder = folder.display().to_string())));
        }
        repo.set_head(lock::BRANCH).map_err(super::git_error)?;
        repo
    };
    configure(&repo)?;
    let _lock = lock::Lock::take(repo.path())?;
    let objects = Objects::new(&repo)?;

    let mut random = [0u8; 16];
    rand_core::RngCore::fill_bytes(&mut rand_core::OsRng, &mut random);
    let store = commit::hex(&random);
    let files = first_files(options, keys, &store);
    let mut ids = Vec::new();
    let mut sums = Vec::new();
    for (path, text) in &files {
        ids.push((path.clone(), objects.write_blob(text.as_bytes())?));
        sums.push((path.as_str(), commit::sha256(text.as_bytes())));
    }
    let tree = objects.write_tree(None, &ids)?;
    let moment: Moment = options.moment;
    let ulid = names::next_ulid(moment.now, []).ok_or_else(|| Error::invalid(msg!("store-time-out-of-range")))?;
    let manifest = Manifest {
        op: Op::Root,
        ulid,
        store,
        case: None,
        digest: Some(commit::digest(sums)),
        clock_set: moment.clock_set,
    };
    let root = Commit {
        tree,
        parents: Vec::new(),
        author: options.admin.clone(),
        seconds: moment.now.timestamp(),
        signature: None,
        manifest,
    };
    let head = objects.write_commit(root.sign(&keys.signing)?.raw().as_bytes())?;
    let checked = verify::check(&objects, &Commits::default(), head, None)?;
    if checked.usable.is_none() {
        let details = checked.findings.into_iter().map(|f| f.message).collect();
        return Err(Error::damaged(msg!("store-own-commit-refused")).details(details));
    }
    worktree::mark(&repo, None)?;
    durable::sync(&repo, &objects.take_written())?;
    lock::move_branch(&durable::repository(repo.path())?, None, head, "sop init")?;
    if !repo.is_bare() {
        worktree::follow(&objects, head)?;
    }
    write_signers(&repo, &checked.history, 0)?;
    drop(objects);
    write::first_view(repo, checked, head)
}

fn init_error(folder: &Path, error: &git2::Error) -> Error {
    super::git_error_in(folder, error)
}

fn first_files(options: &InitOptions, keys: &Keys, store: &str) -> Vec<(String, String)> {
    let settings = Settings {
        format: governed::FORMAT,
        store: store.to_owned(),
        root: vec![keys.card().key.clone()],
        recovery: None,
        language: options.language,
        time_zone: options.time_zone.clone(),
        workflow: options.workflow.clone(),
        policy: None,
    };
    let member = Member {
        v: governed::FORMAT,
        member: options.admin.clone(),
        office: options.admin.clone(),
        institution: options.institution.clone(),
        roles: Vec::new(),
        admin: true,
        since: options.moment.now,
        card: keys.card().clone(),
        revoked: None,
    };
    let office = Office {
        v: governed::FORMAT,
        office: options.admin.clone(),
        title: None,
        founder: Some(options.admin.clone()),
        reads: Vec::new(),
    };
    vec![
        (".gitattributes".to_owned(), GITATTRIBUTES.to_owned()),
        ("sop.toml".to_owned(), toml::to_string(&settings).unwrap_or_default()),
        (format!("members/{}.toml", options.admin), toml::to_string(&member).unwrap_or_default()),
        (format!("offices/{}.toml", options.admin), toml::to_string(&office).unwrap_or_default()),
    ]
}

/// Sets what each clone needs: readable `git diff` for who holds a key (S28), the list of
/// signers for stock `git verify-commit` (S10).
pub fn configure(repo: &Repository) -> Result<()> {
    let signers = if repo.is_bare() { "sop/allowed_signers" } else { ".git/sop/allowed_signers" };
    let wanted = [
        ("core.autocrlf", "false"),
        ("diff.sop.textconv", "sop cat"),
        ("diff.sop.cachetextconv", "false"),
        ("gpg.ssh.allowedsignersfile", signers),
    ];
    let config = repo.config().map_err(super::git_error)?;
    let mut local = config.open_level(git2::ConfigLevel::Local).map_err(super::git_error)?;
    for (name, value) in wanted {
        if local.get_string(name).ok().as_deref() != Some(value) {
            local.set_str(name, value).map_err(super::git_error)?;
        }
    }
    Ok(())
}

/// Writes the keys of all members that there ever were, for stock git. It proves who signed, not whether he was
/// entitled: that is `sop verify`.
pub fn write_signers(repo: &Repository, history: &History, line: usize) -> Result<()> {
    let Some(step) = history.line.get(line) else { return Ok(()) };
    let store = &step.state.settings.store;
    let mut text = String::new();
    for (id, member) in &step.state.members {
        text.push_str(&format!("{id}@{store}.invalid namespaces=\"git\" {}\n", member.card.key));
    }
    for key in &step.state.settings.root {
        if step.state.holder_of(key).is_none() {
            text.push_str(&format!("recovery@{store}.invalid namespaces=\"git\" {key}\n"));
        }
    }
    let path = repo.path().join("sop").join("allowed_signers");
    if std::fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    state::write_whole(&path, text.as_bytes())
}
