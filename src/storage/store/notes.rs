//! When things last went out as files, or were deleted for good. Small, and no loss where they are
//! gone.

use super::Store;
use crate::storage::backend::Backend;
use crate::storage::keys::{self, Shelf};
use crate::storage::port::{DraftId, Now};

impl<B: Backend> Store<B> {
    /// Remembers that a draft went out as a file; where there is no room, it is not remembered.
    pub(crate) fn note_exported(&mut self, id: &DraftId, now: Now) {
        _ = self.backend.set(&Shelf::Exported.key(id), &write(now));
    }

    /// Remembers that everything was backed up.
    pub(super) fn note_backed_up(&mut self, now: Now) {
        _ = self.backend.set(keys::BACKED_UP, &write(now));
    }

    /// Remembers that a draft's snapshots are to go; where there is no room, they lie there without
    /// harm.
    pub(super) fn note_to_forget(&mut self, id: &DraftId, now: Now) {
        _ = self.backend.set(&Shelf::Forget.key(id), &write(now));
    }

    /// The moment under a key, where there is one.
    pub(super) fn noted(&self, key: &str) -> Option<Now> {
        read(&self.backend.get(key).ok()??)
    }
}

fn write(now: Now) -> String {
    format!("{} {}", now.unix_ms, now.offset_minutes)
}

fn read(text: &str) -> Option<Now> {
    let (unix_ms, offset_minutes) = text.split_once(' ')?;
    Some(Now {
        unix_ms: unix_ms.parse().ok()?,
        offset_minutes: offset_minutes.parse().ok()?,
    })
}
