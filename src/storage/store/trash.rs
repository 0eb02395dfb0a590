//! Removing and bringing back: a record is copied and read back before it leaves its place.

use super::{PutError, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::{DraftId, DraftSummary};

impl<B: Backend> Store<B> {
    /// Moves a draft to the trash, whether it can be read or not.
    pub(crate) fn remove(&mut self, id: &DraftId) -> Result<(), String> {
        let (from, text) = match self.get(Shelf::Draft, id)? {
            Some(text) => (Shelf::Draft, text),
            // Listed by the generation before, which is all that is left.
            None => match self.get(Shelf::Before, id)? {
                Some(text) => (Shelf::Before, text),
                None => return Err("This draft is no longer there.".into()),
            },
        };
        self.clear_way(id, &text)
            .and_then(|()| self.copy_to_trash(id, from, &text))
            .map_err(|error| format!("The draft can't be moved to the trash: {error}. It was not removed."))?;
        self.backend.remove(&from.key(id)).map_err(|error| {
            // Both places hold it now. The draft counts, and the copy would only take room.
            _ = self.backend.remove(&Shelf::Trash.key(id));
            format!("The draft can't be removed: {error}.")
        })?;
        self.seen.remove(id);
        Ok(())
    }

    /// Brings a removed draft back.
    pub(crate) fn restore(&mut self, id: &DraftId) -> Result<DraftSummary, String> {
        let Some(text) = self.get(Shelf::Trash, id)? else {
            return Err("This draft is no longer in the trash.".into());
        };
        let summary = match migrate::head(id, &text) {
            Ok(head) => head.summary,
            // An unreadable record comes back beside the generation before that is opened for it.
            Err(trouble) => self
                .get(Shelf::Before, id)?
                .and_then(|text| migrate::head(id, &text).ok())
                .map(|head| head.summary)
                .ok_or_else(|| trouble.to_string())?,
        };
        match self.get(Shelf::Draft, id)? {
            Some(there) if there != text => {
                return Err("A draft with this identity was saved meanwhile; it was not replaced.".into());
            }
            Some(_) => {}
            None => self.copy_from_trash(id, &text)?,
        }
        // Where this is refused the copy in the trash stays without harm: a draft goes before it.
        _ = self.backend.remove(&Shelf::Trash.key(id));
        Ok(summary)
    }

    /// An older record of the same draft in the trash gives way; one that can't be read or is
    /// newer is set aside.
    fn clear_way(&mut self, id: &DraftId, text: &str) -> Result<(), PutError> {
        let there = self
            .backend
            .get(&Shelf::Trash.key(id))
            .map_err(PutError::Backend)?
            .filter(|there| there != text);
        let Some(there) = there else { return Ok(()) };
        match (migrate::head(id, &there), migrate::head(id, text)) {
            (Ok(old), Ok(new)) if old.revision <= new.revision => Ok(()),
            _ => self.set_aside(id, &there),
        }
    }

    /// Copies a record to the trash. Where there is no room for a second copy, the generation
    /// before gives way: the person asked for this draft to go.
    fn copy_to_trash(&mut self, id: &DraftId, from: Shelf, text: &str) -> Result<(), PutError> {
        let key = Shelf::Trash.key(id);
        let older = self.backend.get(&key).map_err(PutError::Backend)?;
        let put = self.replace(&key, text, older.as_deref());
        let before_key = Shelf::Before.key(id);
        if put != Err(PutError::Backend(BackendError::Full)) || from == Shelf::Before {
            return put;
        }
        let Ok(Some(before)) = self.backend.get(&before_key) else {
            return put;
        };
        self.backend.remove(&before_key).map_err(PutError::Backend)?;
        self.replace(&key, text, older.as_deref())
            .inspect_err(|_| _ = self.backend.set(&before_key, &before))
    }

    /// Copies a record back to its draft's key; in a full store it takes the trash's own room.
    fn copy_from_trash(&mut self, id: &DraftId, text: &str) -> Result<(), String> {
        let (key, trash_key) = (Shelf::Draft.key(id), Shelf::Trash.key(id));
        let mut put = self.replace(&key, text, None);
        if put == Err(PutError::Backend(BackendError::Full)) && self.backend.remove(&trash_key).is_ok() {
            // The two keys are equally long, so what fitted there fits here.
            put = self
                .replace(&key, text, None)
                .inspect_err(|_| _ = self.backend.set(&trash_key, text));
        }
        put.map_err(|error| format!("The draft can't be brought back: {error}. It stays in the trash."))
    }
}
