//! Room for the newest text where storage is full: what gives way, and in which order.
//!
//! A person's newest text goes before the second copies that the store itself keeps, and before
//! drafts that the person has removed. Nothing else gives way, and nothing does in vain.

use super::{PutError, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::{self, Shelf};
use crate::storage::migrate;
use crate::storage::port::DraftId;
use crate::storage::record::utf16_len;
use tiny_sort::stable;

const FULL: PutError = PutError::Backend(BackendError::Full);

impl<B: Backend> Store<B> {
    /// Puts a text of a draft under a key in place of `stored`; where room is short, what can be
    /// spared gives way, apart from the key `kept`.
    pub(super) fn replace_with_room(
        &mut self,
        id: &DraftId,
        key: &str,
        text: &str,
        stored: Option<&str>,
        kept: &str,
    ) -> Result<(), PutError> {
        let size = utf16_len(text);
        let mut put = self.replace(key, text, stored);
        // What did not fit with everything given up is not tried again at every key stroke.
        if put != Err(FULL) || self.no_room_for.is_some_and(|tried| tried <= size) {
            return put;
        }
        let mut given_up = Vec::new();
        for spare in self.spares(id).map_err(PutError::Backend)? {
            if spare == key || spare == kept {
                continue;
            }
            let Ok(Some(old)) = self.backend.get(&spare) else {
                continue;
            };
            if self.backend.give_up(&spare).is_err() {
                break;
            }
            given_up.push((spare, old));
            put = self.replace(key, text, stored);
            if put != Err(FULL) {
                break;
            }
        }
        match &put {
            Ok(()) => self.no_room_for = None,
            Err(error) => {
                if *error == FULL {
                    self.no_room_for = Some(size);
                }
                for (spare, old) in given_up.into_iter().rev() {
                    // It was there a moment ago, so it fits.
                    _ = self.backend.set(&spare, &old);
                }
            }
        }
        put
    }

    /// Keys that can be spared: the index, the draft's own generation before, those of removed drafts, those
    /// of drafts that are whole, and removed drafts, the longest unsaved first.
    fn spares(&self, own: &DraftId) -> Result<Vec<String>, BackendError> {
        let mut spares = Vec::new();
        for key in self.backend.keys()? {
            if key == keys::INDEX {
                spares.push(((-1, 0), key));
                continue;
            }
            let rank = match Shelf::of(&key) {
                Some((Shelf::Before, id)) if id == *own => (0, 0),
                Some((Shelf::Before, id)) => match self.backend.get(&Shelf::Draft.key(&id))? {
                    Some(text) if migrate::head(&id, &text).is_ok() => (2, 0),
                    Some(_) => continue,
                    None if self.backend.get(&Shelf::Trash.key(&id))?.is_some() => (1, 0),
                    None => continue,
                },
                Some((Shelf::Trash, id)) => match self.backend.get(&key)?.map(|text| migrate::head(&id, &text)) {
                    Some(Ok(head)) => (3, head.summary.saved.unix_ms),
                    // What can't be read here may be all there is of it.
                    Some(Err(_)) | None => continue,
                },
                Some((Shelf::Draft | Shelf::Aside | Shelf::Template | Shelf::Exported | Shelf::Forget, _)) | None => {
                    continue;
                }
            };
            spares.push((rank, key));
        }
        stable::sort(&mut spares);
        Ok(spares.into_iter().map(|(_, key)| key).collect())
    }
}
