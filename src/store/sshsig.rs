//! SSH signatures (SSHSIG, PROTOCOL.sshsig of OpenSSH): the only kind of signature here (S10).

use ssh_key::public::KeyData;
use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};

use crate::error::{Error, Result};
use crate::msg;

/// Namespace of commits: the one that git uses.
pub const GIT: &str = "git";
/// Namespace of public cards (S14).
pub const CARD: &str = "sop-card";

/// Reads a public key in its one spelling: ed25519 or sk-ed25519, no comment.
pub fn public_key(text: &str) -> Option<PublicKey> {
    if text.len() > super::crypt::KEY_TEXT_LIMIT {
        return None;
    }
    let key = PublicKey::from_openssh(text).ok()?;
    let good = matches!(key.key_data(), KeyData::Ed25519(_) | KeyData::SkEd25519(_));
    (good && key.comment().is_empty() && key.to_openssh().ok()? == text).then_some(key)
}

/// Signs; returns the armored signature, ending in a newline.
pub fn sign(key: &PrivateKey, namespace: &str, message: &[u8]) -> Result<String> {
    key.sign(namespace, HashAlg::Sha512, message)
        .and_then(|signature| signature.to_pem(LineEnding::LF))
        .map(|pem| format!("{}\n", pem.trim_end()))
        .map_err(|error| Error::damaged(msg!("store-sign-failed", reason = error.to_string())))
}

/// Why a signature is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// Not readable, not in its one spelling, or of a kind that is not allowed.
    Form,
    /// Made for another purpose.
    Namespace,
    /// Made with another key.
    Key,
    /// Does not fit the bytes.
    Bytes,
}

/// Checks an armored signature over `message`. Only its one spelling is accepted (ending in one newline), so that
/// nobody can make another object out of somebody's signed one.
pub fn verify(key: &PublicKey, namespace: &str, message: &[u8], armored: &str) -> std::result::Result<(), Bad> {
    let signature = SshSig::from_pem(armored).map_err(|_| Bad::Form)?;
    let spelled = signature.to_pem(LineEnding::LF).map_err(|_| Bad::Form)?;
    if format!("{}\n", spelled.trim_end()) != armored || !signature.reserved().is_empty() {
        return Err(Bad::Form);
    }
    if !matches!(signature.hash_alg(), HashAlg::Sha512 | HashAlg::Sha256)
        || !matches!(signature.public_key(), KeyData::Ed25519(_) | KeyData::SkEd25519(_))
    {
        return Err(Bad::Form);
    }
    if signature.namespace() != namespace {
        return Err(Bad::Namespace);
    }
    if signature.public_key() != key.key_data() {
        return Err(Bad::Key);
    }
    key.verify(namespace, message, &signature).map_err(|_| Bad::Bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ssh_key::Algorithm;

    #[test]
    fn s10_only_the_one_spelling_of_the_right_signature() {
        let mut rng = rand_core::OsRng;
        let key = PrivateKey::random(&mut rng, Algorithm::Ed25519).unwrap();
        let other = PrivateKey::random(&mut rng, Algorithm::Ed25519).unwrap();
        let good = sign(&key, GIT, b"text").unwrap();
        let check = |armored: &str| verify(key.public_key(), GIT, b"text", armored);
        assert_eq!(check(&good), Ok(()));
        assert_eq!(check(good.trim_end()), Err(Bad::Form));
        assert_eq!(check(&format!("{good}\n")), Err(Bad::Form));
        assert_eq!(check(&good.replace('\n', "\r\n")), Err(Bad::Form));
        assert_eq!(check(&sign(&key, CARD, b"text").unwrap()), Err(Bad::Namespace));
        assert_eq!(check(&sign(&other, GIT, b"text").unwrap()), Err(Bad::Key));
        assert_eq!(check(&sign(&key, GIT, b"texT").unwrap()), Err(Bad::Bytes));
        let text = key.public_key().to_openssh().unwrap();
        assert!(public_key(&text).is_some() && public_key(&format!("{text} me")).is_none());
    }
}
