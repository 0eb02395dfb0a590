//! Saving: never over what was not read, never said before it was read back.

use super::{PutError, Seen, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::{DraftId, NotSaved, Now, SaveRequest};
use crate::storage::record::{self, utf16_len};
use std::collections::BTreeMap;

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
        // Without a record, the generation before is all that is left of this draft.
        let kept = if stored.is_none() {
            Shelf::Before.key(id)
        } else {
            String::new()
        };
        self.replace_with_room(id, &key, &text, stored.as_deref(), &kept)?;
        self.note(id, revision, &text);
        self.bench.keep(id, &request.steps, record::hash(&text));
        Ok(Saved {
            revision,
            size: utf16_len(&text),
        })
    }

    /// Whether the stored text may give way to one made from the revision `base`; keeps it as the
    /// generation before, or aside where it can't be read, and returns its revision.
    fn may_replace(&mut self, id: &DraftId, stored: &str, base: u64) -> Result<u64, NotSaved> {
        let hash = record::hash(stored);
        let known = |seen: &BTreeMap<DraftId, Seen>| seen.get(id).copied().filter(|seen| seen.hash == hash);
        let revision = if let Some(seen) = known(&self.seen).or_else(|| known(&self.told)) {
            // This tab read or wrote exactly this text, or was told of it and decided.
            seen.revision
        } else if let Some(sent) = known(&self.sent) {
            // This tab wrote it without being able to read it back; the text at hand is newer.
            self.keep_before(id, stored)?;
            return Ok(sent.revision);
        } else {
            match migrate::open(id, stored) {
                Ok(record) if self.seen.contains_key(id) => return Err(self.tell(id, record.head.revision, stored)),
                Ok(record) => record.head.revision,
                Err(trouble) if trouble.is_newer() => return Err(NotSaved::Other(trouble.to_string())),
                Err(_) => {
                    self.set_aside(id, stored)?;
                    return Ok(0);
                }
            }
        };
        if revision > base {
            return Err(self.tell(id, revision, stored));
        }
        self.keep_before(id, stored)?;
        Ok(revision)
    }

    /// Another text is stored. Whoever is told of its revision and saves on that one means to
    /// replace just this text.
    fn tell(&mut self, id: &DraftId, revision: u64, stored: &str) -> NotSaved {
        self.told.insert(id.clone(), Seen::of(revision, stored));
        NotSaved::Newer { stored: revision }
    }

    /// Keeps the stored text as the generation before. Where there is no room for it, the older
    /// generation stays: the newest text goes first.
    fn keep_before(&mut self, id: &DraftId, stored: &str) -> Result<(), NotSaved> {
        match self.put(&Shelf::Before.key(id), stored) {
            Ok(()) | Err(PutError::Backend(_) | PutError::NotReadBack(_)) => Ok(()),
            Err(PutError::ReadBackDiffers) => Err(NotSaved::ReadBackDiffers),
        }
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
