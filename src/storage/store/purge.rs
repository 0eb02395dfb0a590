//! Deleting for good: only what lies in the trash, only when asked, and with what it takes to put
//! it back. What lies elsewhere of a draft, its snapshots, goes once nothing can bring the draft
//! back; until then a note says that it is to go.

use super::Store;
use crate::storage::backend::Backend;
use crate::storage::keys::Shelf;
use crate::storage::port::{DraftId, Now, StoreReply, Taken};

/// A deletion for good can be taken back for some seconds, in the page that did it. Another page
/// waits much longer before it counts.
const WAY_BACK_MS: u64 = 60 * 60 * 1_000;

impl<B: Backend> Store<B> {
    /// Deletes drafts in the trash for good, with the generation before of each.
    pub(crate) fn purge(&mut self, ids: Vec<DraftId>, now: Now) -> StoreReply {
        let (mut gone, mut taken, mut left) = (Vec::new(), Taken::new(), Vec::new());
        for id in ids {
            match self.purge_one(&id, now) {
                Ok(texts) => {
                    taken.extend(texts);
                    gone.push(id);
                }
                Err(why) => left.push((id, why)),
            }
        }
        if !gone.is_empty() {
            self.no_room_for = None;
        }
        StoreReply::Purged { gone, taken, left }
    }

    fn purge_one(&mut self, id: &DraftId, now: Now) -> Result<Taken, String> {
        let Some(text) = self.get(Shelf::Trash, id)? else {
            return Err("This draft is no longer in the trash.".into());
        };
        let mut taken = vec![(Shelf::Trash.key(id), text)];
        // A draft with the same identity that is in use keeps what is its own.
        let in_use = self.get(Shelf::Draft, id)?.is_some();
        let before = if in_use { None } else { self.get(Shelf::Before, id)? };
        let refused = |error| format!("The draft can’t be deleted: {error}. It stays in the trash.");
        // The generation before goes first: left alone it would count as a draft.
        if let Some(before) = before {
            let key = Shelf::Before.key(id);
            self.backend.remove(&key).map_err(refused)?;
            taken.push((key, before));
        }
        if let Err(error) = self.backend.remove(&Shelf::Trash.key(id)) {
            _ = self.put_back(&taken);
            return Err(refused(error));
        }
        if !in_use {
            _ = self.backend.remove(&Shelf::Exported.key(id));
            self.note_to_forget(id, now);
        }
        Ok(taken)
    }

    /// Puts back what was deleted for good, where nothing else lies there by now.
    ///
    /// # Errors
    /// What could not be put back, in a sentence; the rest is.
    pub(crate) fn put_back(&mut self, taken: &Taken) -> Result<(), String> {
        let mut left = Ok(());
        for (key, text) in taken {
            // Only what a deletion takes goes back by this way.
            if !matches!(Shelf::of(key), Some((Shelf::Trash | Shelf::Before, _))) {
                continue;
            }
            let put = match self.backend.get(key) {
                Ok(None) => self.replace(key, text, None).map_err(|error| error.to_string()),
                Ok(Some(_)) => Ok(()),
                Err(error) => Err(error.to_string()),
            };
            if let (Ok(()), Some((Shelf::Trash, id))) = (&put, Shelf::of(key)) {
                _ = self.backend.remove(&Shelf::Forget.key(&id));
            }
            left = left.and(put.map_err(|why| format!("Not everything is back: {why}.")));
        }
        left
    }

    /// Drafts that were deleted for good so long ago that no page shows a way back, and whose
    /// snapshots are still to go: the page was closed before it came to that.
    pub fn to_forget(&self, now: Now) -> Vec<DraftId> {
        let keys = self.backend.keys().unwrap_or_default();
        let notes = keys.into_iter().filter_map(|key| match Shelf::of(&key) {
            Some((Shelf::Forget, id)) => Some((self.noted(&key), id)),
            _ => None,
        });
        let old = |at: &Option<Now>| at.is_none_or(|at| at.unix_ms.abs_diff(now.unix_ms) >= WAY_BACK_MS);
        notes.filter(|(at, _)| old(at)).map(|(_, id)| id).collect()
    }

    /// Whether nothing is left of a draft, so that its snapshots may go. Where it is there again, the
    /// note that they are to go is taken away; where that can't be told, they stay.
    pub fn is_gone(&mut self, id: &DraftId) -> bool {
        match self.keeps(id) {
            Ok(true) => {
                self.forgot(id);
                false
            }
            Ok(false) => true,
            Err(_) => false,
        }
    }

    /// Whether anything of a draft is kept, in the trash too.
    ///
    /// # Errors
    /// Where that can't be read, in a sentence.
    pub fn keeps(&self, id: &DraftId) -> Result<bool, String> {
        for shelf in [Shelf::Draft, Shelf::Trash, Shelf::Before] {
            if self.get(shelf, id)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Its snapshots are gone, or need not go.
    pub fn forgot(&mut self, id: &DraftId) {
        // Where this is refused it is done again at a later visit.
        _ = self.backend.remove(&Shelf::Forget.key(id));
    }
}
