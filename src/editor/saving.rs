//! When a draft is saved, and what may be said about it.
//!
//! "Saved" is said only of what a store has read back. Revisions come from the store alone.

use super::port::NotSaved;
use super::view::SaveView;
use crate::editor::figures;
use crate::storage::port::Now;

/// A key waits so many milliseconds for its save, whether others follow it or not: what a tab that
/// is killed takes with it stays below half a second, the time that writing takes included.
const WAIT_MS: i64 = 300;

/// What is known about a draft's stored copy.
#[derive(Debug, Default)]
pub(crate) struct Saving {
    /// The revision that the store holds, as far as is known; 0 where it holds none.
    pub(crate) revision: u64,
    /// Counts the document's changes.
    change: u64,
    /// The document was changed since it was last read from the store.
    own: bool,
    /// The change that was last read back.
    kept: u64,
    /// When it was read back.
    at: Option<Now>,
    /// The newest change on its way to the store, and the revision that it makes there.
    sent: Option<(u64, u64)>,
    /// When the first change that is not on its way was made.
    waiting_since: Option<i64>,
    /// Why the newest save was refused.
    refused: Option<NotSaved>,
}

impl Saving {
    /// A draft as the store holds it.
    pub(crate) fn stored(revision: u64) -> Saving {
        Saving {
            revision,
            ..Saving::default()
        }
    }

    /// The document changed: rings in so many milliseconds.
    pub(crate) fn changed(&mut self, now: Now) -> Option<u32> {
        self.change += 1;
        self.own = true;
        let since = *self.waiting_since.get_or_insert(now.unix_ms);
        if self.waits() {
            return None;
        }
        let left = since + WAIT_MS - now.unix_ms;
        Some(u32::try_from(left.clamp(0, WAIT_MS)).unwrap_or(0))
    }

    /// The document is the store's of this revision now. Answers to what was sent before may
    /// still come, so the count goes on.
    pub(crate) fn read(&mut self, revision: u64) {
        *self = Saving {
            revision,
            change: self.change,
            kept: self.change,
            ..Saving::default()
        };
    }

    /// Whether the document was changed here since it was last read from the store.
    pub(crate) fn own(&self) -> bool {
        self.own
    }

    /// Number of changes so far.
    pub(crate) fn changes(&self) -> u64 {
        self.change
    }

    /// Whether there is something that the store has not read back.
    pub(crate) fn dirty(&self) -> bool {
        self.change != self.kept
    }

    /// Whether a change is on its way to the store.
    pub(crate) fn on_its_way(&self) -> bool {
        self.sent.is_some()
    }

    /// Whether saving waits for an answer about another tab's text.
    pub(crate) fn waits(&self) -> bool {
        matches!(self.refused, Some(NotSaved::Newer { .. }))
    }

    /// Why the newest save was refused.
    pub(crate) fn refused(&self) -> Option<&NotSaved> {
        self.refused.as_ref()
    }

    /// A save is due: its base revision and change, where there is something to save. With
    /// `hurry` it goes out behind those that are still on their way, on the revision that they make.
    pub(crate) fn take(&mut self, hurry: bool) -> Option<(u64, u64)> {
        if self.waits() || !self.dirty() || self.sent.is_some_and(|(sent, _)| sent == self.change) {
            return None;
        }
        let base = match self.sent {
            Some(_) if !hurry => return None,
            Some((_, made)) => self.revision.max(made),
            None => self.revision,
        };
        self.sent = Some((self.change, base + 1));
        self.waiting_since = None;
        Some((base, self.change))
    }

    /// The store read a change back. Tells whether later changes wait to be saved.
    pub(crate) fn saved(&mut self, revision: u64, change: u64, at: Now) -> bool {
        self.revision = self.revision.max(revision);
        self.kept = self.kept.max(change);
        self.at = Some(at);
        self.refused = None;
        self.arrived(change);
        self.dirty() && self.sent.is_none()
    }

    /// The store refused a change. Tells whether this is news.
    pub(crate) fn not_saved(&mut self, change: u64, why: NotSaved) -> bool {
        // Those before it that were not refused are answered later; what they made is there.
        if let Some((sent, made)) = self.sent
            && sent == change
        {
            self.revision = self.revision.max(made - 1);
        }
        self.arrived(change);
        let news = self.refused.as_ref() != Some(&why);
        self.refused = Some(why);
        news
    }

    /// The store answered a change, and with it all before.
    fn arrived(&mut self, change: u64) {
        self.sent = self.sent.filter(|(sent, _)| *sent > change);
    }

    /// The text of this tab goes over the one that is stored.
    pub(crate) fn overrule(&mut self) {
        if let Some(NotSaved::Newer { stored }) = self.refused {
            self.revision = self.revision.max(stored);
            self.refused = None;
        }
    }

    /// What the page says.
    pub(crate) fn view(&self) -> SaveView {
        match (&self.refused, self.at) {
            (Some(NotSaved::Newer { .. }), _) => SaveView::NotSaved("Saving waits".into()),
            (Some(NotSaved::Denied), _) => SaveView::TabOnly,
            (Some(_), _) => SaveView::NotSaved("Not saved".into()),
            (None, _) if self.dirty() => SaveView::Saving,
            (None, Some(at)) => SaveView::Saved(figures::clock_time(at)),
            (None, None) => SaveView::Unchanged,
        }
    }
}
