//! Opening an event's parts (S5): what does not open or disagrees with its place is said, and never guessed at.

use git2::Oid;
use zeroize::Zeroizing;

use super::crypt::{self, Identity, Unopened};
use super::names::CaseFile;
use super::reading::{Group, Loader};
use crate::case::Values;
use crate::case::codec::{OtherPart, ProcessPart, Unread};
use crate::language::Message;
use crate::msg;

/// A problem's code and words.
type Wrong = (&'static str, Message);

impl Loader<'_, '_> {
    /// Opens a part; what is wrong comes back as a problem's code and words.
    pub(super) fn open_part(
        &self,
        path: &str,
        blob: Oid,
        identities: &[Identity],
    ) -> std::result::Result<Zeroizing<Vec<u8>>, Wrong> {
        let cipher = self.objects.blob(blob, crypt::FILE_LIMIT);
        let cipher = cipher.map_err(|unreadable| ("damaged-object", unreadable.error(path).message))?;
        self.parts.decrypt(blob, identities, &cipher).map_err(|error| match error {
            Unopened::NoKey => ("locked-out", msg!("store-find-locked", path = path)),
            _ => ("part-damaged", msg!("store-find-part-damaged", path = path)),
        })
    }

    /// Opens and reads an event's process part; what is wrong becomes a problem. True: it could not even be opened, so
    /// that another reader may see more.
    pub(super) fn process_part(
        &mut self,
        (file, group): &(CaseFile, Group),
        identities: &[Identity],
    ) -> (Option<ProcessPart>, bool) {
        let Some((path, blob)) = group.parts.get("process") else { return (None, false) };
        let read = self.open_part(path, *blob, identities).and_then(|plain| {
            std::str::from_utf8(&plain).map_err(|_| Unread::Shape).and_then(ProcessPart::parse).map_err(|error| {
                match error {
                    Unread::Version => ("newer-event", msg!("store-find-newer-event", path = path.as_str())),
                    Unread::Shape => ("part-unreadable", msg!("store-find-part-unreadable", path = path.as_str())),
                }
            })
        });
        match read {
            Ok(part) => (Some(part), false),
            Err((code, message)) => {
                self.problem(code, Some(&file.ulid), Some(group.node), Some(path.clone()), message);
                (None, matches!(code, "damaged-object" | "locked-out"))
            }
        }
    }

    /// Opens and reads an event's part in another vault. One that does not open or disagrees yields no values, but
    /// the event counts: everybody folds the same set.
    pub(super) fn other_part(
        &mut self,
        file: &CaseFile,
        vault: &str,
        path: &str,
        blob: Oid,
        identities: &[Identity],
    ) -> Option<Values> {
        let read = self.open_part(path, blob, identities).and_then(|plain| {
            let part = std::str::from_utf8(&plain).map_err(|_| Unread::Shape).and_then(OtherPart::parse);
            let part = part.map_err(|_| ("part-unreadable", msg!("store-find-part-unreadable", path = path)))?;
            let agrees = part.store == self.view.checked.store
                && part.case == self.case.as_str()
                && part.id == file.ulid.to_string()
                && part.vault == vault;
            if agrees { Ok(part.values) } else { Err(("part-disagrees", msg!("store-find-disagrees", why = "vault"))) }
        });
        match read {
            Ok(values) => Some(values),
            Err((code, message)) => {
                self.problem(code, Some(&file.ulid), None, Some(path.to_owned()), message);
                None
            }
        }
    }
}
