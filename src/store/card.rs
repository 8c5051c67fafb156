//! Public cards (S14): what somebody hands to an admin. An age recipient and an SSH key, signed with that key over
//! both, so that an admin cannot give a colleague another recipient.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{crypt, sshsig};
use crate::error::{Error, Result};
use crate::msg;

/// A public card. Holds nothing secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// An age recipient, opaque (S32).
    pub recipient: String,
    /// An OpenSSH public key without a comment.
    pub key: String,
    /// SSHSIG in namespace `sop-card` over [`Card::signed_text`], by `key`.
    pub signature: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CardFile {
    v: u32,
    recipient: String,
    key: String,
    signature: String,
}

impl Card {
    /// Makes the card of a key pair.
    pub fn sign(recipient: String, key: &ssh_key::PrivateKey) -> Result<Card> {
        let mut public = key.public_key().clone();
        public.set_comment("");
        let text =
            public.to_openssh().map_err(|e| Error::damaged(msg!("store-sign-failed", reason = e.to_string())))?;
        let mut card = Card { recipient, key: text, signature: String::new() };
        card.signature = sshsig::sign(key, sshsig::CARD, card.signed_text().as_bytes())?;
        Ok(card)
    }

    fn signed_text(&self) -> String {
        format!("recipient: {}\nkey: {}\n", self.recipient, self.key)
    }

    /// The SSH key, if the card is well formed and its signature is good.
    pub fn check(&self) -> Option<ssh_key::PublicKey> {
        let key = sshsig::public_key(&self.key)?;
        if !crypt::is_recipient(&self.recipient) {
            return None;
        }
        sshsig::verify(&key, sshsig::CARD, self.signed_text().as_bytes(), &self.signature).ok()?;
        Some(key)
    }

    /// What two people compare by voice: 100 bits over recipient and key, in five groups.
    pub fn fingerprint(&self) -> String {
        const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let digest = Sha256::digest(self.signed_text());
        let mut bits = [0u8; 16];
        bits.copy_from_slice(&digest[..16]);
        let number = u128::from_be_bytes(bits) >> 28;
        let digits: Vec<char> =
            (0..20).rev().map(|place| DIGITS[((number >> (place * 5)) & 31) as usize] as char).collect();
        digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// The card as a file.
    pub fn toml(&self) -> String {
        format!(
            "# Public card of a sop key: nothing in it is secret. Fingerprint: {}\nv = 1\nrecipient = \"{}\"\nkey = \"{}\"\nsignature = \"\"\"\n{}\"\"\"\n",
            self.fingerprint(),
            self.recipient,
            self.key,
            self.signature
        )
    }

    /// Reads a card from a file's text; `file` is for messages.
    pub fn parse(text: &str, file: &str) -> Result<Card> {
        if text.len() > 1 << 14 {
            return Err(Error::invalid(msg!("store-card-not", file = file)));
        }
        let read: CardFile = match toml::from_str(text) {
            Ok(read) => read,
            Err(error) => {
                if text.contains("AGE-SECRET-KEY-")
                    || text.contains("PRIVATE KEY-----")
                    || text.starts_with("age-encryption.org/")
                {
                    return Err(Error::invalid(msg!("store-card-is-key", file = file)));
                }
                let reason = crypt::plain_text(error.message());
                return Err(Error::invalid(msg!("store-card-not", file = file))
                    .details(vec![msg!("store-reason", reason = reason)]));
            }
        };
        if read.v != 1 {
            return Err(Error::invalid(msg!("store-card-newer", file = file)));
        }
        let card = Card { recipient: read.recipient, key: read.key, signature: read.signature };
        if card.check().is_none() {
            return Err(Error::invalid(msg!("store-card-bad-signature", file = file)));
        }
        Ok(card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s32_a_card_has_room_for_recipients_of_other_algorithms() {
        let key = ssh_key::PrivateKey::random(&mut rand_core::OsRng, ssh_key::Algorithm::Ed25519).unwrap();
        let long = format!("age1hybrid1{}", "q".repeat(1989));
        let card = Card::sign(long.clone(), &key).unwrap();
        assert_eq!(Card::parse(&card.toml(), "x").unwrap().recipient, long);
        assert!(crypt::is_recipient(&long) && !crypt::is_recipient(&"q".repeat(crypt::KEY_TEXT_LIMIT + 1)));
    }

    #[test]
    fn s14_a_card_binds_recipient_and_key() {
        let key = ssh_key::PrivateKey::random(&mut rand_core::OsRng, ssh_key::Algorithm::Ed25519).unwrap();
        let one = crypt::Identity::generate().recipient().unwrap();
        let other = crypt::Identity::generate().recipient().unwrap();
        let card = Card::sign(one.clone(), &key).unwrap();
        assert_eq!(Card::parse(&card.toml(), "x").unwrap(), card);
        let swapped = card.toml().replace(&one, &other);
        assert_eq!(Card::parse(&swapped, "x").unwrap_err().message.id, "store-card-bad-signature");
        let changed = Card { recipient: other, ..card.clone() };
        assert_ne!(changed.fingerprint(), card.fingerprint());
        assert_eq!(card.fingerprint().len(), 24);
    }
}
