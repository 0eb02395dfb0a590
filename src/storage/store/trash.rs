//! Removing and bringing back: a record is copied and read back before it leaves its place.

use super::{PutError, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::{DraftId, DraftSummary};

const FULL: Result<(), PutError> = Err(PutError::Backend(BackendError::Full));

impl<B: Backend> Store<B> {
    /// Moves a draft to the trash, whether it can be read or not.
    pub(crate) fn remove(&mut self, id: &DraftId) -> Result<(), String> {
        let (from, text) = match self.get(Shelf::Draft, id)? {
            Some(text) => (Shelf::Draft, text),
            // Listed by the generation before, which is all that is left.
            None => match self.left_of(id)? {
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
        // A removed draft can give way.
        self.no_room_for = None;
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

    /// Copies a record to the trash, with the room of what can be spared.
    fn copy_to_trash(&mut self, id: &DraftId, from: Shelf, text: &str) -> Result<(), PutError> {
        let key = Shelf::Trash.key(id);
        let older = self.backend.get(&key).map_err(PutError::Backend)?;
        let kept = if from == Shelf::Before {
            from.key(id)
        } else {
            String::new()
        };
        let put = self.replace_with_room(id, &key, text, older.as_deref(), &kept);
        if put == FULL && from == Shelf::Draft && older.is_none() {
            return self.swap(&from.key(id), &key, text);
        }
        put
    }

    /// Copies a record back to its draft's key; in a full store it takes the trash's own room.
    fn copy_from_trash(&mut self, id: &DraftId, text: &str) -> Result<(), String> {
        let key = Shelf::Draft.key(id);
        let mut put = self.replace(&key, text, None);
        if put == FULL {
            put = self.swap(&Shelf::Trash.key(id), &key, text);
        }
        put.map_err(|error| format!("The draft can't be brought back: {error}. It stays in the trash."))
    }

    /// Moves a text between draft and trash where there is no room for both at once, even for a
    /// moment. The two keys are equally long, so what fitted there fits here.
    fn swap(&mut self, from: &str, to: &str, text: &str) -> Result<(), PutError> {
        self.backend.remove(from).map_err(PutError::Backend)?;
        self.replace(to, text, None)
            .inspect_err(|_| _ = self.backend.set(from, text))
    }
}
