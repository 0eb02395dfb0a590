//! Deleting for good: only what lies in the trash, only when asked, and with what it takes to put
//! it back.

use super::Store;
use crate::storage::backend::Backend;
use crate::storage::keys::Shelf;
use crate::storage::port::{DraftId, StoreReply, Taken};

impl<B: Backend> Store<B> {
    /// Deletes drafts in the trash for good, with the generation before of each.
    pub(crate) fn purge(&mut self, ids: Vec<DraftId>) -> StoreReply {
        let (mut gone, mut taken, mut left) = (Vec::new(), Taken::new(), Vec::new());
        for id in ids {
            match self.purge_one(&id) {
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

    fn purge_one(&mut self, id: &DraftId) -> Result<Taken, String> {
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
            left = left.and(put.map_err(|why| format!("Not everything is back: {why}.")));
        }
        left
    }
}
