//! The files of an event's commit: its parts, each encrypted to its vault, and the key files that are due (S21).

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::Store;
use super::access::{Me, readers_of};
use super::attachment::{self, Enclosure, Piece};
use super::commit;
use super::crypt::{self, Identity};
use super::names::{CaseFile, CaseFileKind};
use super::objects::Objects;
use super::record::{Draft, Place};
use super::vault_keys::{KeyFile, Reader, VaultKeys};
use super::write::Moment;
use crate::case::Act;
use crate::case::codec::{OtherPart, ProcessPart};
use crate::error::{Error, Result};
use crate::msg;

impl Store {
    /// The files of the event's commit: parts, key files where they are due, the pieces of what is attached.
    pub(super) fn event_files(
        &self,
        me: &Me,
        place: &Place,
        draft: &Draft,
        enclosure: Option<&Enclosure>,
        moment: Moment,
    ) -> Result<(Vec<(String, Vec<u8>)>, Vec<Piece>)> {
        let store = self.id();
        let addresses = self.addresses()?;
        let governed = self.governed();
        let opening = matches!(draft.act, Act::Open { .. });
        let name = |vault: &str, kind| {
            let file = CaseFile { ulid: place.ulid, member: me.member.clone(), vault: vault.to_owned(), kind };
            format!("{}/{}", place.case.folder(), file.name())
        };
        let mut files = Vec::new();
        let mut newest: BTreeMap<&str, String> = BTreeMap::new();
        for vault in &place.vaults {
            let written = vault == "process" || draft.values.get(vault).is_some_and(|values| !values.is_empty());
            let mine = place.keys.get(vault);
            if !(written || place.touched.contains(vault) && (opening || mine.is_some())) {
                continue;
            }
            let offices =
                place.readers.iter().filter(|(_, reads)| reads.contains(vault)).map(|(office, _)| office.as_str());
            let today = readers_of(offices, &addresses, &governed);
            let fresh = if opening {
                Some(KeyFile { follows: BTreeSet::new(), readers: today, identities: vec![Identity::generate()] })
            } else {
                self.due_key_file(mine, today, vault)?
            };
            let identity = match (&fresh, mine) {
                (Some(file), _) => file.identities.first().cloned(),
                (None, Some(keys)) => {
                    keys.heads().first().and_then(|h| h.file.as_ref().ok()?.identities.first().cloned())
                }
                (None, None) => None,
            };
            let recipient = identity.and_then(|i| i.recipient());
            newest.insert(
                vault,
                recipient.ok_or_else(|| Error::damaged(msg!("store-vault-no-key", vault = vault.as_str())))?,
            );
            if let Some(file) = fresh {
                let to = file.readers.iter().map(|(_, r)| crypt::recipient(r)).collect::<Result<Vec<_>>>()?;
                let text = file.text(&store, &place.case, vault);
                files.push((name(vault, CaseFileKind::Key), crypt::encrypt(&to, text.as_bytes())?));
            }
        }
        let seal = |vault: &str, text: String| -> Result<Vec<u8>> {
            let mut text = Zeroizing::new(text);
            if text.len() > crypt::PART_LIMIT {
                return Err(Error::invalid(msg!("store-part-too-long", vault = vault)));
            }
            crypt::pad(&mut text);
            let to = newest.get(vault).ok_or_else(|| Error::damaged(msg!("store-vault-no-key", vault = vault)))?;
            crypt::encrypt(&[crypt::recipient(to)?], text.as_bytes())
        };
        let mut parts = BTreeMap::new();
        for (vault, values) in &draft.values {
            if vault == "process" || values.is_empty() {
                continue;
            }
            if !place.vaults.contains(vault) {
                return Err(Error::invalid(msg!("store-unknown-vault", vault = vault.as_str())));
            }
            let part = OtherPart {
                store: store.clone(),
                case: place.case.as_str().to_owned(),
                id: place.ulid.to_string(),
                vault: vault.clone(),
                values: values.clone(),
            };
            let cipher = seal(vault, part.to_toml())?;
            parts.insert(vault.clone(), commit::hex(&commit::sha256(&cipher)));
            files.push((name(vault, CaseFileKind::Part), cipher));
        }
        let mut pieces = Vec::new();
        if let Some(enclosure) = enclosure {
            let vault = enclosure.vault.as_str();
            let to = newest.get(vault).ok_or_else(|| Error::damaged(msg!("store-vault-no-key", vault = vault)))?;
            let piece_name = |piece| name(vault, CaseFileKind::Piece { attachment: 1, piece });
            let (sealed, digest) = attachment::seal(&Objects::new(&self.repo)?, enclosure, to, &piece_name)?;
            parts.insert(format!("{vault}.1"), digest);
            pieces = sealed;
        }
        let process = ProcessPart {
            store: store.clone(),
            case: place.case.as_str().to_owned(),
            id: place.ulid.to_string(),
            by: me.member.clone(),
            role: draft.role.clone(),
            at: draft.at,
            recorded: moment.now,
            seen: place.seen.clone(),
            definitions: draft.definitions.clone(),
            parts,
            act: draft.act.clone(),
            values: draft.values.get("process").cloned().unwrap_or_default(),
            reasons: draft.reasons.clone(),
            overridden: draft.overridden.clone(),
            satisfied: draft.satisfied.clone(),
        };
        files.push((name("process", CaseFileKind::Part), seal("process", process.to_toml())?));
        Ok((files, pieces))
    }

    /// The key file that a write has to bring: none if the vault's is the single head and names today's readers with
    /// today's recipients.
    pub(super) fn due_key_file(
        &self,
        keys: Option<&VaultKeys>,
        today: BTreeSet<Reader>,
        vault: &str,
    ) -> Result<Option<KeyFile>> {
        let locked_out = || Error::not_allowed(msg!("store-vault-no-key", vault = vault));
        let keys = keys.ok_or_else(locked_out)?;
        let mut heads = keys.heads();
        heads.sort_by_key(|head| std::cmp::Reverse(head.node));
        let newest = heads.first().ok_or_else(locked_out)?;
        let overlooked = {
            let view = self.view();
            let below = view.checked.history.ancestors(newest.node);
            keys.locked().any(|file| !below.has(file.node))
        };
        let named: BTreeSet<Reader> =
            heads.iter().filter_map(|h| h.file.as_ref().ok()).flat_map(|f| f.readers.iter().cloned()).collect();
        let doubtful = overlooked || heads.iter().any(|h| h.readers_differ);
        if heads.len() == 1 && named == today && !doubtful {
            return Ok(None);
        }
        let mut identities: Vec<Identity> = Vec::new();
        // Whoever is gone still knows the old identities.
        if !named.is_subset(&today) || doubtful {
            identities.push(Identity::generate());
        }
        for identity in heads.iter().filter_map(|h| h.file.as_ref().ok()).flat_map(|f| &f.identities) {
            if !identities.contains(identity) {
                identities.push(identity.clone());
            }
        }
        Ok(Some(KeyFile { follows: heads.iter().map(|h| h.ulid).collect(), readers: today, identities }))
    }
}
