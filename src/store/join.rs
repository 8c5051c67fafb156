//! Taking in another head of the same store (S11, S16): what sync does once the objects are here.

use git2::Oid;

use super::merge::{self, NoMerge};
use super::objects::Objects;
use super::{Store, verify};
use crate::error::{Error, Result};
use crate::msg;

/// What taking in another head came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It was contained already.
    Nothing,
    /// The branch moved forward to it.
    Forward,
    /// A merge of both was made.
    Merged,
}

impl Store {
    /// Takes in a head whose objects are in the repository already. It is checked in full first; one that is not good
    /// is refused and nothing moves.
    pub fn join(&self, head: &str) -> Result<Joined> {
        let other = Oid::from_str(head).map_err(super::git_error)?;
        self.held(|| {
            let joined = self.join_held(other);
            if joined.is_err() {
                self.reload()?;
            }
            joined
        })
    }

    fn join_held(&self, other: Oid) -> Result<Joined> {
        let objects = Objects::new(&self.repo)?;
        let (old, ours) = {
            let view = self.view();
            (view.head, view.at)
        };
        let theirs = {
            let mut view = self.view.borrow_mut();
            let before = view.checked.findings.len();
            if let Some(known) = view.checked.history.by_id.get(&other) {
                *known
            } else {
                verify::check_more(&objects, &mut view.checked, other)?;
                let theirs = view.checked.head;
                let new_root = view.checked.history.nodes.iter().filter(|node| node.parents.is_empty()).count() > 1;
                if !view.checked.history.nodes[theirs].good || new_root {
                    let found = view.checked.findings.iter().skip(before).take(5);
                    let details = found.map(|finding| finding.message.clone()).collect();
                    return Err(Error::damaged(msg!("store-join-refused", commit = other.to_string())).details(details));
                }
                theirs
            }
        };
        let (contained, forward) = {
            let view = self.view();
            let history = &view.checked.history;
            (history.ancestors(ours).has(theirs), history.ancestors(theirs).has(ours))
        };
        if contained {
            return Ok(Joined::Nothing);
        }
        if forward {
            self.look_at(theirs);
            self.publish(&[], old)?;
            return Ok(Joined::Forward);
        }
        let merged = {
            let view = self.view();
            match merge::merge(&objects, &view.checked.history, ours, theirs, true) {
                Ok((commit, _)) => objects.write_commit(commit.raw().as_bytes())?,
                Err(NoMerge::TwoLines) => return Err(Error::damaged(msg!("store-find-two-lines"))),
                Err(NoMerge::Contained) => return Ok(Joined::Nothing),
                Err(NoMerge::Tree(error)) => return Err(error.error("-")),
                Err(NoMerge::Write(error)) => return Err(error),
            }
        };
        self.extend(&objects, merged)?;
        self.publish(&objects.take_written(), old)?;
        Ok(Joined::Merged)
    }

    /// Works with a node that is good.
    fn look_at(&self, at: usize) {
        let mut view = self.view.borrow_mut();
        let line = view.checked.history.nodes[at].line.unwrap_or_default();
        view.governed = view.checked.history.line[line].state.clone();
        view.head = view.checked.history.nodes[at].id;
        view.at = at;
        view.checked.head = at;
        view.shorts.take();
    }
}
