//! A person's key file (S29): the age identity that opens, then the SSH key that signs as comment lines, the whole
//! encrypted with a passphrase. Stock `age -i` takes the file. An existing `ssh-ed25519` private key works as well.

use std::io::Write;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use ssh_key::{Algorithm, LineEnding, PrivateKey};
use zeroize::Zeroizing;

use super::card::Card;
use super::crypt::{self, AnyIdentity, Identity, Unopened};
use super::passphrase::Source;
use crate::deadline::Instant;
use crate::error::{Error, Result};
use crate::language::Message;
use crate::msg;

/// scrypt's work factor of new key files (log₂): about half a second.
const WORK_FACTOR: u8 = 18;
/// The greatest work factor that is accepted when reading; a stranger's file could ask for hours.
const WORK_FACTOR_LIMIT: u8 = 20;
/// The greatest length of a key file.
const FILE_LIMIT: u64 = 1 << 16;
const PEM_BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const AGE_MAGIC: &[u8] = b"age-encryption.org/v1";

/// An opened key file: what opens and what signs.
pub struct Keys {
    identity: AnyIdentity,
    pub(super) signing: PrivateKey,
    card: Card,
    path: PathBuf,
    /// What is wrong with the file although it works: readable by others.
    warnings: Vec<Message>,
    /// The text of the file, for `key passphrase`; none for a bare SSH key.
    text: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Keys {
    /// Makes a new key pair and writes it to a file that did not exist, readable by its owner only. Without a
    /// passphrase the file is plain text.
    pub fn create(path: &Path, passphrase: Option<&SecretString>, now: Instant) -> Result<Keys> {
        harden();
        let identity = Identity::generate();
        let signing = PrivateKey::random(&mut rand_core::OsRng, Algorithm::Ed25519).map_err(sign_error)?;
        let pem = signing.to_openssh(LineEnding::LF).map_err(sign_error)?;
        let recipient = identity.recipient().unwrap_or_default();
        let mut text = Zeroizing::new(String::with_capacity(2048));
        text.push_str(&format!("# created: {}\n# public key: {recipient}\n", now.format("%Y-%m-%dT%H:%M:%SZ")));
        text.push_str(identity.line());
        text.push('\n');
        for line in pem.lines() {
            text.push_str("# ");
            text.push_str(line);
            text.push('\n');
        }
        let keys = Keys::from_text(&text, path)?;
        write_new(path, &sealed(&text, passphrase)?)?;
        Ok(keys)
    }

    /// Opens a key file, asking for the passphrase if it has one.
    pub fn open(path: &Path, source: &Source) -> Result<Keys> {
        harden();
        let file = path.display().to_string();
        let bytes = read(path, &file)?;
        let mut keys = if bytes.starts_with(AGE_MAGIC) {
            let text = unseal(&bytes, path, source)?;
            Keys::from_text(&text, path)?
        } else {
            let text = std::str::from_utf8(&bytes).map_err(|_| not_a_key(&file, ""))?;
            if text.trim_start().starts_with(PEM_BEGIN) {
                Keys::from_ssh(text, path, source)?
            } else {
                Keys::from_text(text, path)?
            }
        };
        keys.warnings = warnings(path, &file);
        Ok(keys)
    }

    /// Gives the file another passphrase, or none. The old file stays until the new one is safely on disk.
    pub fn change_passphrase(&self, passphrase: Option<&SecretString>) -> Result<()> {
        let Some(text) = &self.text else {
            return Err(Error::invalid(msg!("store-key-ssh-passphrase", file = self.path.display().to_string())));
        };
        let target = std::fs::canonicalize(&self.path).map_err(|e| super::io_error(&self.path, &e))?;
        let name = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let fresh = target.with_file_name(format!(".{name}.{}.new", ulid::Ulid(std::process::id().into())));
        let _ = std::fs::remove_file(&fresh);
        write_new(&fresh, &sealed(text, passphrase)?)?;
        std::fs::rename(&fresh, &target).map_err(|e| {
            let _ = std::fs::remove_file(&fresh);
            super::io_error(&target, &e)
        })?;
        super::sync_folder(target.parent());
        Ok(())
    }

    /// The public card: what an admin needs to make its owner a member.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// What a person should know about the file although it works.
    pub fn warnings(&self) -> &[Message] {
        &self.warnings
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn decrypt(&self, cipher: &[u8], limit: usize) -> std::result::Result<Zeroizing<Vec<u8>>, Unopened> {
        crypt::decrypt(std::iter::once(&*self.identity as &dyn age::Identity), cipher, limit)
    }

    fn from_text(text: &str, path: &Path) -> Result<Keys> {
        let file = path.display().to_string();
        let mut identities = Vec::new();
        let mut pem = Zeroizing::new(String::new());
        for line in text.lines().map(str::trim_end) {
            if let Some(comment) = line.strip_prefix("# ") {
                if comment == PEM_BEGIN || !pem.is_empty() && !pem.contains("-----END") {
                    pem.push_str(comment);
                    pem.push('\n');
                }
            } else if line.starts_with("AGE-PLUGIN-") {
                return Err(Error::not_allowed(msg!("store-key-plugin", file = file)));
            } else if line.starts_with("AGE-SECRET-KEY-") {
                identities.push(line.parse::<age::x25519::Identity>().map_err(|_| not_a_key(&file, text))?);
            } else if !line.is_empty() && !line.starts_with('#') {
                return Err(not_a_key(&file, text));
            }
        }
        let identity = match identities.len() {
            1 => identities.remove(0),
            _ => return Err(not_a_key(&file, text)),
        };
        if pem.is_empty() {
            return Err(Error::invalid(msg!("store-key-no-signing", file = file)));
        }
        let signing = PrivateKey::from_openssh(&*pem).map_err(|_| not_a_key(&file, text))?;
        if signing.algorithm() != Algorithm::Ed25519 || signing.is_encrypted() {
            return Err(Error::invalid(msg!("store-key-kind", file = file)));
        }
        let card = Card::sign(identity.to_public().to_string(), &signing)?;
        let text = Some(Zeroizing::new(text.to_owned()));
        Ok(Keys { identity: Box::new(identity), signing, card, path: path.to_owned(), warnings: Vec::new(), text })
    }

    /// An OpenSSH private key that somebody already has: it signs, and age opens with it too.
    fn from_ssh(text: &str, path: &Path, source: &Source) -> Result<Keys> {
        let file = path.display().to_string();
        let mut signing = PrivateKey::from_openssh(text).map_err(|_| not_a_key(&file, ""))?;
        if signing.public_key().key_data().ed25519().is_none() {
            return Err(Error::invalid(msg!("store-key-kind", file = file)));
        }
        let parsed = age::ssh::Identity::from_buffer(text.as_bytes(), None).map_err(|_| not_a_key(&file, ""))?;
        let identity = match parsed {
            age::ssh::Identity::Unencrypted(key) => age::ssh::Identity::from(key),
            age::ssh::Identity::Encrypted(key) => {
                // Once for both: each try costs bcrypt.
                let passphrase = source.existing(path)?;
                let wrong = || Error::not_allowed(msg!("store-passphrase-wrong", file = file.as_str()));
                signing = signing
                    .decrypt(age::secrecy::ExposeSecret::expose_secret(&passphrase).as_bytes())
                    .map_err(|_| wrong())?;
                age::ssh::Identity::from(key.decrypt(passphrase).map_err(|_| wrong())?)
            }
            age::ssh::Identity::Unsupported(_) => return Err(Error::invalid(msg!("store-key-kind", file = file))),
        };
        signing.set_comment("");
        let recipient = signing.public_key().to_openssh().map_err(sign_error)?;
        let card = Card::sign(recipient, &signing)?;
        // An unencrypted identity never asks anything.
        let identity = identity.with_callbacks(age::NoCallbacks);
        Ok(Keys {
            identity: Box::new(identity),
            signing,
            card,
            path: path.to_owned(),
            warnings: Vec::new(),
            text: None,
        })
    }
}

fn read(path: &Path, file: &str) -> Result<Zeroizing<Vec<u8>>> {
    let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::invalid(msg!("store-key-no-file", file = file)),
        _ => super::io_error(path, &error),
    })?;
    if !metadata.is_file() || metadata.len() > FILE_LIMIT {
        return Err(not_a_key(file, ""));
    }
    Ok(Zeroizing::new(std::fs::read(path).map_err(|e| super::io_error(path, &e))?))
}

fn unseal(bytes: &[u8], path: &Path, source: &Source) -> Result<Zeroizing<String>> {
    let file = path.display().to_string();
    let decryptor = age::Decryptor::new_buffered(bytes).map_err(|_| not_a_key(&file, ""))?;
    if !decryptor.is_scrypt() {
        return Err(not_a_key(&file, ""));
    }
    // Before anybody types a passphrase.
    if work_factor(bytes).is_none_or(|factor| factor > WORK_FACTOR_LIMIT) {
        return Err(Error::not_allowed(msg!("store-key-work-factor", file = file)));
    }
    let mut identity = age::scrypt::Identity::new(source.existing(path)?);
    identity.set_max_work_factor(WORK_FACTOR_LIMIT);
    let reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
            Error::not_allowed(msg!("store-passphrase-wrong", file = file.as_str()))
        }
        age::DecryptError::ExcessiveWork { .. } => {
            Error::not_allowed(msg!("store-key-work-factor", file = file.as_str()))
        }
        _ => Error::invalid(msg!("store-key-damaged", file = file.as_str())),
    })?;
    let mut plain = Zeroizing::new(Vec::with_capacity(bytes.len()));
    std::io::Read::read_to_end(&mut std::io::Read::take(reader, FILE_LIMIT), &mut plain)
        .map_err(|_| Error::invalid(msg!("store-key-damaged", file = file.as_str())))?;
    let text = std::str::from_utf8(&plain).map_err(|_| not_a_key(&file, ""))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// The work factor in an age header's scrypt stanza.
fn work_factor(bytes: &[u8]) -> Option<u8> {
    let head = &bytes[..bytes.len().min(400)];
    let text = String::from_utf8_lossy(head);
    text.lines().find_map(|line| line.strip_prefix("-> scrypt ")?.rsplit(' ').next()?.parse().ok())
}

/// The file's bytes: encrypted if there is a passphrase.
fn sealed(text: &str, passphrase: Option<&SecretString>) -> Result<Zeroizing<Vec<u8>>> {
    let Some(passphrase) = passphrase else { return Ok(Zeroizing::new(text.as_bytes().to_vec())) };
    let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(new_work_factor());
    let recipients: [crypt::Recipient; 1] = [Box::new(recipient)];
    crypt::encrypt(&recipients, text.as_bytes()).map(Zeroizing::new)
}

/// People get 18. Tests of a debug build may ask for less, so that they do not wait.
fn new_work_factor() -> u8 {
    let asked = if cfg!(debug_assertions) { std::env::var("SOP_SCRYPT_WORK_FACTOR").ok() } else { None };
    asked.and_then(|text| text.parse().ok()).filter(|factor| (1..WORK_FACTOR).contains(factor)).unwrap_or(WORK_FACTOR)
}

/// Writes a file that must not exist yet, readable by its owner only from its first moment on.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Error::invalid(msg!("store-key-exists", file = path.display().to_string()))
        }
        _ => super::io_error(path, &error),
    })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        let _ = std::fs::remove_file(path);
        super::io_error(path, &error)
    })?;
    super::sync_folder(path.parent());
    Ok(())
}

#[cfg(unix)]
fn warnings(path: &Path, file: &str) -> Vec<Message> {
    use std::os::unix::fs::MetadataExt;
    let Ok(metadata) = std::fs::metadata(path) else { return Vec::new() };
    let mode = metadata.mode() & 0o777;
    if mode & 0o077 == 0 {
        return Vec::new();
    }
    vec![msg!("store-key-readable", file = file, mode = format!("{mode:o}"))]
}

#[cfg(not(unix))]
fn warnings(_path: &Path, _file: &str) -> Vec<Message> {
    Vec::new()
}

/// A secret must not land in a core dump.
fn harden() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

fn not_a_key(file: &str, text: &str) -> Error {
    if text.contains("recipient = \"") && text.contains("SSH SIGNATURE") {
        return Error::invalid(msg!("store-key-is-card", file = file));
    }
    Error::invalid(msg!("store-key-not", file = file))
}

fn sign_error(error: ssh_key::Error) -> Error {
    Error::damaged(msg!("store-sign-failed", reason = error.to_string()))
}
