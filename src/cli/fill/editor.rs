//! `sop fill --edit`: the form in the user's editor, on a file that is in memory only: a private folder in a file system
//! without a disk (the user's runtime folder, `/dev/shm`), removed afterwards. Editors that write copies of their own
//! are told not to (vim's swap, undo and info files, emacs's backups); in the private folder such copies would go with
//! it. Another editor that copies what it edits elsewhere does so on its owner's account (`SECURITY.md`).

use std::fs::{DirBuilder, OpenOptions};
use std::io::{IsTerminal, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::version::Version;
use crate::case::blank::blank;
use crate::case::filling::{self, Clock, Filling, Given};
use crate::cli::session::Session;
use crate::error::{Error, Result};
use crate::msg;

/// File systems that live in memory: tmpfs and ramfs.
const IN_MEMORY: [u32; 2] = [0x0102_1994, 0x8584_58f6];

/// Opens the form in the editor and takes what comes back.
///
/// # Errors
/// No editor, no place in memory, an editor that fails, or wrong values (in a terminal one can go back and mend them).
pub fn edit(session: &Session<'_>, version: &mut Version<'_>, clock: Clock) -> Result<()> {
    let editor = editor().ok_or_else(|| Error::invalid(msg!("fill-no-editor")).hint(msg!("fill-no-editor-hint")))?;
    let lang = session.context.lang();
    let text = blank(version.form, &version.values, lang, clock.zone);
    let desk = Desk::set_up(&format!("{}.toml", version.form.id), &text)?;
    loop {
        desk.work(&editor)?;
        let bytes = desk.read()?;
        // Looked at and left as it was: what was prefilled is nobody's statement yet.
        if version.document.is_none() && bytes == text.as_bytes() {
            return Err(Error::invalid(msg!("fill-edit-unchanged", form = &version.form.id)));
        }
        let name = desk.name();
        let read = filling::read(version.form, Given { document: Some((&name, &bytes)), set: &[] }, clock);
        let taken = read.and_then(|filling| match filling == Filling::default() && version.values.is_empty() {
            true => Err(Error::invalid(msg!("fill-cancelled"))),
            false => version.replaced(&filling),
        });
        match taken {
            Ok(filled) => {
                *version = filled;
                return Ok(());
            }
            Err(error) if std::io::stdin().is_terminal() => {
                let context = session.context;
                context.warn(&error.message);
                error.details.iter().for_each(|detail| context.warn(&msg!("fill-indented", line = detail.clone())));
                let again = context.words(&msg!("fill-edit-again"));
                if !inquire::Confirm::new(&again).with_default(true).prompt().unwrap_or(false) {
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
    }
}

/// The command of `$VISUAL` or `$EDITOR`.
fn editor() -> Option<String> {
    let named = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
    named.map(|editor| editor.trim().to_owned()).find(|editor| !editor.is_empty())
}

/// What keeps a known editor from writing copies elsewhere.
fn without_copies(editor: &str) -> &'static str {
    let program = editor.split_whitespace().next().unwrap_or_default();
    let name = Path::new(program).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match name {
        "vi" | "vim" | "nvim" | "gvim" | "vim.basic" | "vim.tiny" => {
            "-n -i NONE --cmd 'set nobackup nowritebackup noundofile'"
        }
        "emacs" => "--eval '(setq make-backup-files nil auto-save-default nil create-lockfiles nil)'",
        _ => "",
    }
}

/// A private folder in memory with one file; gone when it is dropped.
struct Desk {
    folder: PathBuf,
    file: PathBuf,
}

impl Desk {
    fn set_up(name: &str, text: &str) -> Result<Desk> {
        let place = place().ok_or_else(|| Error::invalid(msg!("fill-no-memory")).hint(msg!("fill-no-memory-hint")))?;
        let folder = place.join(format!("sop-{}", ulid::Ulid::generate()));
        let failed = |error: std::io::Error| Error::damaged(msg!("fill-edit-failed", reason = &error));
        DirBuilder::new().mode(0o700).create(&folder).map_err(failed)?;
        let desk = Desk { file: folder.join(name), folder };
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&desk.file).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        Ok(desk)
    }

    /// Runs the editor until it ends. Through the shell, as git does: the variable may hold arguments.
    fn work(&self, editor: &str) -> Result<()> {
        let command = format!("{editor} {} \"$1\"", without_copies(editor));
        let status =
            Command::new("sh").arg("-c").arg(command).arg("sh").arg(&self.file).current_dir(&self.folder).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(Error::invalid(msg!("fill-editor-failed", editor = editor))),
            Err(error) => Err(Error::damaged(msg!("fill-edit-failed", reason = &error))),
        }
    }

    fn read(&self) -> Result<Vec<u8>> {
        let failed = |error: std::io::Error| Error::damaged(msg!("fill-edit-failed", reason = &error));
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&self.file).map_err(failed)?;
        file.take(filling::MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    fn name(&self) -> String {
        self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A folder of this user, or one for all, that no disk is under.
fn place() -> Option<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    runtime.into_iter().chain([PathBuf::from("/dev/shm")]).find(|dir| is_in_memory(dir))
}

fn is_in_memory(dir: &Path) -> bool {
    rustix::fs::statfs(dir).is_ok_and(|system| u32::try_from(system.f_type).is_ok_and(|kind| IN_MEMORY.contains(&kind)))
}
