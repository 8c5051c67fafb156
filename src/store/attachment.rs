//! Attachments (S8): a file of any length as one age stream, cut into pieces that git can hold. Never more than one piece
//! is in memory. `cat …bin.age.* | age -d` opens one with stock tools.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::Oid;
use sha2::{Digest, Sha256};

use super::crypt::{self, Identity};
use super::load::LoadedCase;
use super::objects::Objects;
use super::{Store, commit};
use crate::error::{Error, Result};
use crate::msg;

/// The greatest length of one piece.
pub const PIECE_LIMIT: usize = 8 << 20;
/// So many pieces an attachment may have: 80 GB.
const PIECES: usize = 9_999;

/// A file to be attached, read through once before: what it was then must be what is sealed.
#[derive(Clone, Debug)]
pub struct Enclosure {
    pub file: Arc<File>,
    pub vault: String,
    /// SHA-256 (hex) of its bytes.
    pub sha256: String,
}

/// An attachment as it lies in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Attached {
    /// `health.1`: its vault and its number within the event.
    pub name: String,
    pub vault: String,
    /// SHA-256 (hex) of the whole encrypted stream, as its author wrote it down.
    pub(super) digest: String,
    pub(super) pieces: Vec<(String, Oid)>,
}

/// A piece that was written.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub path: String,
    pub id: Oid,
    pub sum: [u8; 32],
}

/// Cuts what is written to it into pieces.
struct Cutter<'a, 'r> {
    objects: &'a Objects<'r>,
    name: &'a dyn Fn(u32) -> String,
    piece: Vec<u8>,
    pieces: Vec<Piece>,
    whole: Sha256,
}

impl Cutter<'_, '_> {
    fn cut(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        if self.pieces.len() >= PIECES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let id = self.objects.write_blob(&self.piece).map_err(|_| io::Error::from(io::ErrorKind::StorageFull))?;
        let number = u32::try_from(self.pieces.len() + 1).unwrap_or(u32::MAX);
        self.pieces.push(Piece { path: (self.name)(number), id, sum: commit::sha256(&self.piece) });
        self.piece.clear();
        Ok(())
    }
}

impl Write for Cutter<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(PIECE_LIMIT - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        self.whole.update(&bytes[..taken]);
        if self.piece.len() == PIECE_LIMIT {
            self.cut()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Encrypts a file to a recipient and writes it in pieces. Returns them with the digest (hex) of the whole stream. If
/// that fails, what was written is taken away again.
pub(super) fn seal(
    objects: &Objects<'_>,
    enclosure: &Enclosure,
    recipient: &str,
    name: &dyn Fn(u32) -> String,
) -> Result<(Vec<Piece>, String)> {
    let piece = Vec::with_capacity(PIECE_LIMIT);
    let mut cutter = Cutter { objects, name, piece, pieces: Vec::new(), whole: Sha256::new() };
    let sealed = stream_into(&mut cutter, enclosure, recipient);
    match sealed {
        Ok(()) => Ok((cutter.pieces, commit::hex(&cutter.whole.finalize()))),
        Err(error) => {
            objects.discard_written();
            Err(error)
        }
    }
}

fn stream_into(cutter: &mut Cutter<'_, '_>, enclosure: &Enclosure, recipient: &str) -> Result<()> {
    let failed = |error: io::Error| Error::damaged(msg!("store-attachment-failed", reason = &error));
    let to = crypt::recipient(recipient)?;
    let mut file = &*enclosure.file;
    io::Seek::rewind(&mut file).map_err(failed)?;
    let mut sealing = crypt::seal_into(&to, &mut *cutter)?;
    let mut plain = Sha256::new();
    let mut buffer = zeroize::Zeroizing::new(vec![0; 1 << 16]);
    loop {
        let length = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        plain.update(&buffer[..length]);
        sealing.write_all(&buffer[..length]).map_err(failed)?;
    }
    sealing.finish().map_err(failed)?;
    if commit::hex(&plain.finalize()) != enclosure.sha256 {
        return Err(Error::invalid(msg!("store-attachment-changed")));
    }
    cutter.cut().map_err(failed)
}

/// Reads the pieces of an attachment one after the other.
struct Pieces<'a, 'r> {
    objects: &'a Objects<'r>,
    rest: std::slice::Iter<'a, (String, Oid)>,
    piece: Vec<u8>,
    read: usize,
    whole: Sha256,
    /// The piece that could not be read.
    broken: Option<Error>,
}

impl Read for Pieces<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.piece.len() {
            let Some((path, id)) = self.rest.next() else { return Ok(0) };
            self.piece = self.objects.blob(*id, PIECE_LIMIT).map_err(|unreadable| {
                self.broken = Some(unreadable.error(path));
                io::Error::from(io::ErrorKind::InvalidData)
            })?;
            self.whole.update(&self.piece);
            self.read = 0;
        }
        let length = buffer.len().min(self.piece.len() - self.read);
        buffer[..length].copy_from_slice(&self.piece[self.read..self.read + length]);
        self.read += length;
        Ok(length)
    }
}

impl Store {
    /// Opens an attachment into a file that must not exist yet. It gets its name only when the last byte has been read
    /// and everything agrees; its length in bytes and SHA-256 (hex) come back.
    ///
    /// # Errors
    /// Exit code 2: the file exists, no such attachment; 4: the office does not read its vault; 5: a piece is missing,
    /// damaged or not what its author recorded.
    pub fn detach(&self, case: &LoadedCase, event: &str, to: &Path) -> Result<(u64, String)> {
        let attached = case.origin(event).and_then(|origin| origin.attached.first());
        let attached = attached.ok_or_else(|| Error::invalid(msg!("store-attachment-none", event = event)))?;
        let locked = || Error::not_allowed(msg!("store-attachment-locked", vault = attached.vault.as_str()));
        let keys = case.keys.get(&attached.vault).ok_or_else(locked)?;
        if to.symlink_metadata().is_ok() {
            return Err(Error::invalid(msg!("store-attachment-exists", file = to.display().to_string())));
        }
        let fresh = fresh_name(to);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let _ = std::fs::remove_file(&fresh);
        let mut file = options.open(&fresh).map_err(|error| super::io_error(to, &error))?;
        let opened = self.open_into(attached, &keys.identities(), &mut file).and_then(|opened| {
            file.sync_all().and_then(|()| std::fs::rename(&fresh, to)).map_err(|error| super::io_error(to, &error))?;
            Ok(opened)
        });
        if opened.is_err() {
            let _ = std::fs::remove_file(&fresh);
        }
        super::sync_folder(to.parent());
        opened
    }

    fn open_into(&self, attached: &Attached, identities: &[Identity], file: &mut File) -> Result<(u64, String)> {
        let objects = Objects::new(&self.repo)?;
        let name = attached.pieces.first().map(|(path, _)| path.as_str()).unwrap_or_default();
        let damaged = || Error::damaged(msg!("store-attachment-damaged", path = name));
        let (rest, whole) = (attached.pieces.iter(), Sha256::new());
        let mut pieces = Pieces { objects: &objects, rest, piece: Vec::new(), read: 0, whole, broken: None };
        let copied = copy(&mut pieces, identities, file);
        if let Some(error) = pieces.broken {
            return Err(error);
        }
        let (length, plain) = copied.map_err(|error| match error {
            Broken::Cipher => damaged(),
            Broken::NoKey => Error::not_allowed(msg!("store-attachment-locked", vault = attached.vault.as_str())),
            Broken::Writing(error) => Error::damaged(msg!("store-attachment-failed", reason = &error)),
        })?;
        // The stream's end was seen; a piece behind it would be somebody's addition.
        let rest = io::copy(&mut pieces, &mut io::sink()).map_err(|_| damaged())?;
        if rest > 0 || commit::hex(&pieces.whole.finalize()) != attached.digest {
            return Err(damaged());
        }
        Ok((length, commit::hex(&plain.finalize())))
    }
}

/// Why a stream was not copied to its end.
enum Broken {
    Cipher,
    NoKey,
    Writing(io::Error),
}

fn copy(
    from: &mut Pieces<'_, '_>,
    identities: &[Identity],
    to: &mut File,
) -> std::result::Result<(u64, Sha256), Broken> {
    let mut plain = crypt::open_from(identities, BufReader::new(from)).map_err(|error| match error {
        crypt::Unopened::NoKey => Broken::NoKey,
        _ => Broken::Cipher,
    })?;
    let (mut length, mut hash) = (0, Sha256::new());
    let mut buffer = zeroize::Zeroizing::new(vec![0; 1 << 16]);
    loop {
        let read = match plain.read(&mut buffer) {
            Ok(0) => return Ok((length, hash)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Broken::Cipher),
        };
        hash.update(&buffer[..read]);
        length += read as u64;
        to.write_all(&buffer[..read]).map_err(Broken::Writing)?;
    }
}

fn fresh_name(to: &Path) -> PathBuf {
    to.with_file_name(format!(".sop-attachment.{}.new", std::process::id()))
}
