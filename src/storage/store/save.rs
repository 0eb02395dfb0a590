//! Saving: never over what was not read, never said before it was read back.

use super::{PutError, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::{DraftId, NotSaved, Now, SaveRequest};
use crate::storage::record::{self, utf16_len};

/// A draft that was written and read back.
#[derive(Debug)]
pub(crate) struct Saved {
    pub(crate) revision: u64,
    /// UTF-16 units of its record.
    pub(crate) size: usize,
}

impl<B: Backend> Store<B> {
    /// Keeps a document. Whatever comes of it, either the new record or the one before lies
    /// whole under the draft's key.
    pub(crate) fn save(&mut self, request: &SaveRequest, now: Now) -> Result<Saved, NotSaved> {
        let id = &request.summary.id;
        let key = Shelf::Draft.key(id);
        let stored = self.backend.get(&key)?;
        if let Some(stored) = &stored {
            self.may_replace(id, stored, request.base)?;
        }
        let revision = request
            .base
            .checked_add(1)
            .ok_or_else(|| NotSaved::Other("No revision comes after this one; duplicate the draft.".into()))?;
        let text = record::write(request, revision, &self.tab, now).map_err(NotSaved::Other)?;

        self.put_with_room(id, &key, &text, stored.as_deref())?;
        self.note(id, revision, &text);
        Ok(Saved {
            revision,
            size: utf16_len(&text),
        })
    }

    /// Whether the stored text may give way to one made from the revision `base`, and keeps it
    /// as the generation before, or aside where it can't be read.
    fn may_replace(&mut self, id: &DraftId, stored: &str, base: u64) -> Result<(), NotSaved> {
        let revision = match self.seen.get(id) {
            // This tab read or wrote exactly this text: nothing in it needs a second look.
            Some(seen) if seen.hash == record::hash(stored) => seen.revision,
            seen => match migrate::head(id, stored) {
                Ok(head) if seen.is_some() => return Err(NotSaved::Newer { stored: head.revision }),
                Ok(head) => head.revision,
                Err(trouble) if trouble.is_newer() => return Err(NotSaved::Other(trouble.to_string())),
                Err(_) => return Ok(self.set_aside(id, stored)?),
            },
        };
        if revision > base {
            return Err(NotSaved::Newer { stored: revision });
        }
        self.keep_before(id, stored)
    }

    /// Keeps the stored text as the generation before. Where there is no room for it, the older
    /// generation stays: the newest text goes first.
    fn keep_before(&mut self, id: &DraftId, stored: &str) -> Result<(), NotSaved> {
        match self.put(&Shelf::Before.key(id), stored) {
            Ok(()) | Err(PutError::Backend(_)) => Ok(()),
            Err(PutError::ReadBackDiffers) => Err(NotSaved::ReadBackDiffers),
        }
    }

    /// Replaces the record, giving up its own generation before where the room is short of that.
    fn put_with_room(&mut self, id: &DraftId, key: &str, text: &str, stored: Option<&str>) -> Result<(), PutError> {
        let put = self.replace(key, text, stored);
        let before_key = Shelf::Before.key(id);
        if put != Err(PutError::Backend(BackendError::Full)) || stored.is_none() {
            // Without a record, the generation before is all that is left of this draft.
            return put;
        }
        let Ok(Some(before)) = self.backend.get(&before_key) else {
            return put;
        };
        self.backend.remove(&before_key).map_err(PutError::Backend)?;
        self.replace(key, text, stored)
            .inspect_err(|_| _ = self.backend.set(&before_key, &before))
    }

    /// Puts a text in the place of another one, and that one back where the new one did not arrive
    /// as it was sent.
    pub(super) fn replace(&mut self, key: &str, text: &str, stored: Option<&str>) -> Result<(), PutError> {
        self.put(key, text).inspect_err(|error| {
            if *error == PutError::ReadBackDiffers {
                // Nothing more can be done where this is refused too; the generation before is there.
                _ = match stored {
                    Some(stored) => self.backend.set(key, stored),
                    None => self.backend.remove(key),
                };
            }
        })
    }
}

impl From<PutError> for NotSaved {
    fn from(error: PutError) -> NotSaved {
        match error {
            PutError::Backend(error) => error.into(),
            PutError::ReadBackDiffers => NotSaved::ReadBackDiffers,
        }
    }
}

impl From<BackendError> for NotSaved {
    fn from(error: BackendError) -> NotSaved {
        match error {
            BackendError::Full => NotSaved::Full,
            BackendError::Denied => NotSaved::Denied,
            BackendError::Other(words) => NotSaved::Other(words),
        }
    }
}
