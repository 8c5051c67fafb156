//! Encryption with age, and nothing of our own: recipients, identities, padding (S7), and the limits under which
//! something foreign is opened (S27).

use std::io::{Read, Write};

use age::secrecy::ExposeSecret;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::msg;

/// The greatest length of an event's part before encryption (S7).
pub const PART_LIMIT: usize = 1 << 20;
/// The greatest length of an encrypted part or key file: the plain text, the header, the chunks' tags.
pub const FILE_LIMIT: usize = PART_LIMIT + (1 << 18);
/// The greatest length of a recipient or identity (S32).
pub const KEY_TEXT_LIMIT: usize = 4096;

/// A recipient that this program can encrypt to.
pub type Recipient = Box<dyn age::Recipient + Send + Sync>;
/// An identity that this program can decrypt with.
pub type AnyIdentity = Box<dyn age::Identity + Send + Sync>;

/// Reads a recipient. Its text stays opaque everywhere else (S32).
pub fn recipient(text: &str) -> Result<Recipient> {
    if text.len() <= KEY_TEXT_LIMIT {
        if let Ok(recipient) = text.parse::<age::x25519::Recipient>() {
            return Ok(Box::new(recipient));
        }
        if text.starts_with("ssh-ed25519 ")
            && let Ok(recipient @ age::ssh::Recipient::SshEd25519(..)) = text.parse()
        {
            return Ok(Box::new(recipient));
        }
    }
    let start: String = text.chars().take(40).collect();
    Err(Error::invalid(msg!("store-recipient-unknown", recipient = start)))
}

/// Whether a file begins as an encrypted one does, binary or armored.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/v1") || bytes.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}

/// Whether a recipient's text is well formed, even if this program cannot encrypt to it.
pub fn is_recipient(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_graphic() || b == b' ';
    !text.is_empty() && text.len() <= KEY_TEXT_LIMIT && text.bytes().all(plain) && text.trim() == text
}

/// One line of an identity file: the secret that opens what was encrypted to its recipient.
#[derive(Clone)]
pub struct Identity {
    line: Zeroizing<String>,
    x25519: Option<age::x25519::Identity>,
}

impl Identity {
    pub fn generate() -> Identity {
        let identity = age::x25519::Identity::generate();
        let line = Zeroizing::new(identity.to_string().expose_secret().to_owned());
        Identity { line, x25519: Some(identity) }
    }

    /// Reads a line. One of a kind that this program does not know is kept as it is (S32).
    pub fn parse(line: &str) -> Option<Identity> {
        let known =
            line.len() <= KEY_TEXT_LIMIT && line.starts_with("AGE-") && line.bytes().all(|b| b.is_ascii_graphic());
        known.then(|| Identity { line: Zeroizing::new(line.to_owned()), x25519: line.parse().ok() })
    }

    pub fn line(&self) -> &str {
        &self.line
    }

    /// The recipient that belongs to it, if this program knows its kind.
    pub fn recipient(&self) -> Option<String> {
        self.x25519.as_ref().map(|identity| identity.to_public().to_string())
    }

    fn as_age(&self) -> Option<&dyn age::Identity> {
        self.x25519.as_ref().map(|identity| identity as &dyn age::Identity)
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Identity) -> bool {
        self.line == other.line
    }
}

/// Why something could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// It was not encrypted to any of these identities (or its header was changed, which looks the same).
    NoKey,
    /// It is not an age file, is cut off or was changed.
    Damaged,
    /// It is longer than allowed.
    TooLong,
}

/// Encrypts to these recipients; each can open it alone.
pub fn encrypt(recipients: &[Recipient], plain: &[u8]) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::damaged(msg!("store-encrypt-failed", reason = reason));
    let list = recipients.iter().map(|r| &**r as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(list).map_err(|e| failed(plain_text(&e.to_string())))?;
    let mut out = Vec::with_capacity(plain.len() + 512);
    let mut writer = encryptor.wrap_output(&mut out).map_err(|e| failed(e.to_string()))?;
    writer.write_all(plain).map_err(|e| failed(e.to_string()))?;
    writer.finish().map_err(|e| failed(e.to_string()))?;
    Ok(out)
}

/// Opens an age file of at most `limit` bytes of plain text.
pub fn decrypt<'a>(
    identities: impl Iterator<Item = &'a dyn age::Identity>,
    cipher: &[u8],
    limit: usize,
) -> std::result::Result<Zeroizing<Vec<u8>>, Unopened> {
    let decryptor = age::Decryptor::new_buffered(cipher).map_err(|_| Unopened::Damaged)?;
    if decryptor.is_scrypt() {
        // A passphrase's work factor would let a stranger keep us busy; nothing in a store is made so.
        return Err(Unopened::Damaged);
    }
    let reader = decryptor.decrypt(identities).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => Unopened::NoKey,
        _ => Unopened::Damaged,
    })?;
    // Room for all of it at once, so that no reallocation leaves plain text behind.
    let room = cipher.len().min(limit.saturating_add(1));
    let mut plain = Zeroizing::new(Vec::with_capacity(room));
    reader.take(limit as u64 + 1).read_to_end(&mut plain).map_err(|_| Unopened::Damaged)?;
    if plain.len() > limit { Err(Unopened::TooLong) } else { Ok(plain) }
}

/// Opens an age file with lines of an identity file.
pub fn decrypt_with(
    identities: &[Identity],
    cipher: &[u8],
    limit: usize,
) -> std::result::Result<Zeroizing<Vec<u8>>, Unopened> {
    decrypt(identities.iter().filter_map(Identity::as_age), cipher, limit)
}

/// An encrypted stream to this recipient; `finish` ends it.
pub fn seal_into<W: Write>(recipient: &Recipient, to: W) -> Result<age::stream::StreamWriter<W>> {
    let failed = |reason: String| Error::damaged(msg!("store-encrypt-failed", reason = reason));
    let recipient = std::iter::once(&**recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipient).map_err(|e| failed(plain_text(&e.to_string())))?;
    encryptor.wrap_output(to).map_err(|e| failed(e.to_string()))
}

/// The plain text of an encrypted stream. Its end is good only if reading it brings no error.
pub fn open_from<R: std::io::BufRead>(
    identities: &[Identity],
    from: R,
) -> std::result::Result<age::stream::StreamReader<R>, Unopened> {
    let decryptor = age::Decryptor::new_buffered(from).map_err(|_| Unopened::Damaged)?;
    if decryptor.is_scrypt() {
        return Err(Unopened::Damaged);
    }
    decryptor.decrypt(identities.iter().filter_map(Identity::as_age)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => Unopened::NoKey,
        _ => Unopened::Damaged,
    })
}

/// How many recipients an age file names, the random grease aside: all that can be counted without their keys.
pub fn stanzas(cipher: &[u8]) -> Option<usize> {
    let mut count = 0;
    for line in cipher.split(|b| *b == b'\n') {
        if line.starts_with(b"---") {
            return Some(count);
        }
        let word = line.strip_prefix(b"-> ").and_then(|rest| rest.split(|b| *b == b' ').next());
        count += usize::from(word.is_some_and(|tag| !tag.ends_with(b"-grease")));
    }
    None
}

/// Lengthens a text with newlines to 512·2ⁿ bytes, so that its length says little (S7).
pub fn pad(text: &mut Zeroizing<String>) {
    let mut size = 512;
    while size < text.len() {
        size *= 2;
    }
    let mut padded = Zeroizing::new(String::with_capacity(size));
    padded.push_str(text);
    padded.extend(std::iter::repeat_n('\n', size - text.len()));
    *text = padded;
}

/// A foreign library's sentence without invisible direction marks and control characters.
pub fn plain_text(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_padding_goes_by_powers_of_two() {
        for (length, padded) in [(0, 512), (1, 512), (512, 512), (513, 1024), (1025, 2048), (70_000, 131_072)] {
            let mut text = Zeroizing::new("x".repeat(length));
            pad(&mut text);
            assert_eq!(text.len(), padded);
        }
    }

    #[test]
    fn s27_what_is_too_long_or_cut_off_is_refused() {
        let me = Identity::generate();
        let to = [recipient(&me.recipient().unwrap()).unwrap()];
        let cipher = encrypt(&to, &[b'x'; 2000]).unwrap();
        assert_eq!(decrypt_with(std::slice::from_ref(&me), &cipher, 2000).unwrap().len(), 2000);
        assert_eq!(decrypt_with(std::slice::from_ref(&me), &cipher, 1999).unwrap_err(), Unopened::TooLong);
        assert_eq!(
            decrypt_with(std::slice::from_ref(&me), &cipher[..cipher.len() - 1], 2000).unwrap_err(),
            Unopened::Damaged
        );
        assert_eq!(decrypt_with(&[Identity::generate()], &cipher, 2000).unwrap_err(), Unopened::NoKey);
        assert_eq!(decrypt_with(&[me], b"hello", 2000).unwrap_err(), Unopened::Damaged);
    }

    #[test]
    fn s32_recipients_are_opaque_up_to_four_kibibytes() {
        let long = format!("age1other1{}", "q".repeat(2000));
        assert!(is_recipient(&long));
        assert!(recipient(&long).is_err());
        assert!(!is_recipient(&"q".repeat(5000)) && !is_recipient("age1\nx") && !is_recipient(" age1"));
        assert!(recipient("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7").is_err());
    }
}
