//! Saving: never over what was not read, never said before it was read back.

use super::{PutError, Seen, Store};
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
        let replaced = match &stored {
            Some(stored) => self.may_replace(id, stored, request.base)?,
            None => 0,
        };
        let revision = request
            .base
            .max(replaced)
            .checked_add(1)
            .ok_or_else(|| NotSaved::Other("No revision comes after this one; duplicate the draft.".into()))?;
        let text = record::write(request, revision, &self.tab, now).map_err(NotSaved::Other)?;
        self.sent.insert(id.clone(), Seen::of(revision, &text));
        self.put_with_room(id, &key, &text, stored.as_deref())?;
        self.note(id, revision, &text);
        Ok(Saved {
            revision,
            size: utf16_len(&text),
        })
    }

    /// Whether the stored text may give way to one made from the revision `base`; keeps it as the
    /// generation before, or aside where it can't be read, and returns its revision.
    fn may_replace(&mut self, id: &DraftId, stored: &str, base: u64) -> Result<u64, NotSaved> {
        let hash = record::hash(stored);
        let seen = self.seen.get(id).copied();
        let sent = self.sent.get(id).filter(|sent| sent.hash == hash);
        let revision = match (seen.filter(|seen| seen.hash == hash), sent) {
            // This tab wrote it without being able to read it back; the text at hand is newer.
            (None, Some(sent)) => sent.revision,
            // This tab read or wrote exactly this text: nothing in it needs a second look.
            (Some(seen), _) if seen.revision <= base => seen.revision,
            (Some(seen), _) => return Err(NotSaved::Newer { stored: seen.revision }),
            (None, None) => match migrate::open(id, stored) {
                Ok(record) if seen.is_some() || record.head.revision > base => {
                    return Err(NotSaved::Newer {
                        stored: record.head.revision,
                    });
                }
                Ok(record) => record.head.revision,
                Err(trouble) if trouble.is_newer() => return Err(NotSaved::Other(trouble.to_string())),
                Err(_) => {
                    self.set_aside(id, stored)?;
                    return Ok(0);
                }
            },
        };
        self.keep_before(id, stored)?;
        Ok(revision)
    }

    /// Keeps the stored text as the generation before. Where there is no room for it, the older
    /// generation stays: the newest text goes first.
    fn keep_before(&mut self, id: &DraftId, stored: &str) -> Result<(), NotSaved> {
        match self.put(&Shelf::Before.key(id), stored) {
            Ok(()) | Err(PutError::Backend(_) | PutError::NotReadBack(_)) => Ok(()),
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
            PutError::Backend(error) | PutError::NotReadBack(error) => error.into(),
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
