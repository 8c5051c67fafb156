//! How the due time of an obligation came to be what it is: from which entry its date comes, and what it was before.

use super::fold;
use super::state::{Obligation, Options};
use crate::case::{Act, Event, EventId};
use crate::deadline::Instant;
use crate::definitions::{Id, Workflow};

/// One reading of the date that a due time is counted from.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The entry by which it became known, or became what it is.
    pub event: EventId,
    pub recorded: Instant,
    pub member: Id,
    /// The form of which that entry is a version, and which version (from 1).
    pub version: Option<(Id, usize)>,
    /// The entry withdrew another one.
    pub withdrew: Option<EventId>,
    /// The obligation was not there any more.
    pub gone: bool,
    pub anchor: Option<Instant>,
    pub due_at: Option<Instant>,
}

/// All readings of an obligation's anchor, in the order in which they were written down; the last one is in force. One
/// reading only: it never was another. Folds the case once for each moment of recording.
pub fn readings(
    workflow: &Workflow,
    case_id: &str,
    events: &[Event],
    obligation: &Obligation,
    options: &Options,
) -> Vec<Reading> {
    let mut order: Vec<&Event> = events.iter().collect();
    order.sort_by(|a, b| (a.recorded, &a.id).cmp(&(b.recorded, &b.id)));
    let mut readings: Vec<Reading> = Vec::new();
    for (place, event) in order.iter().enumerate() {
        // Of several entries of one second the last one shows what all of them made of it.
        if order.get(place + 1).is_some_and(|next| next.recorded == event.recorded) {
            continue;
        }
        let state = fold(workflow, case_id, events, &options.clone().known(event.recorded));
        let then = state.obligation(&obligation.instance);
        let (anchor, due_at) = then.map_or((None, None), |then| (then.anchor, then.due_at));
        let gone = then.is_none();
        let same = readings.last().map_or(gone, |last| last.anchor == anchor && last.gone == gone);
        if same {
            continue;
        }
        let document = state.documents.iter().find(|document| document.versions.contains(&event.id));
        let version = document.and_then(|document| {
            let place = document.versions.iter().position(|version| *version == event.id)?;
            Some((document.form.clone(), place + 1))
        });
        let withdrew = match &event.act {
            Act::Correct { event, .. } => Some(event.clone()),
            _ => None,
        };
        readings.push(Reading {
            event: event.id.clone(),
            recorded: event.recorded,
            member: event.by.clone(),
            version,
            withdrew,
            gone,
            anchor,
            due_at,
        });
    }
    readings
}
