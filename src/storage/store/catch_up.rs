//! Catching up with a slower copy: of two records the higher revision counts, and nothing on
//! either side goes before it was compared.

use super::{PutError, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::journal::Journal;
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::DraftId;
use std::collections::BTreeSet;

/// What becomes of a key that the copy has.
enum Outcome {
    /// Both hold the same.
    Same,
    /// The copy's text was brought here.
    Brought,
    /// What is here, or that it is gone here, counts.
    Ours,
    /// Neither replaces the other: the copy keeps its text.
    Theirs,
}

impl<B: Backend> Store<Journal<B>> {
    /// Brings here what a copy holds newer, and notes what it lacks. Returns the keys of the texts
    /// that were brought; where any were, the list of drafts has changed.
    pub fn catch_up(&mut self, copy: &[(String, String)]) -> Vec<String> {
        let mut brought = Vec::new();
        for (key, text) in copy {
            match self.compare(key, text) {
                Ok(Outcome::Same) => {}
                Ok(Outcome::Brought) => brought.push(key.clone()),
                Ok(Outcome::Ours) => self.backend.note(key),
                // Where it could not be brought here, it stays there.
                Ok(Outcome::Theirs) | Err(_) => self.backend.hold(key),
            }
        }
        let there: BTreeSet<&String> = copy.iter().map(|(key, _)| key).collect();
        for key in self.backend.keys().unwrap_or_default() {
            if !there.contains(&key) {
                self.backend.note(&key);
            }
        }
        brought
    }

    fn compare(&mut self, key: &str, text: &str) -> Result<Outcome, PutError> {
        let here = self.backend.get(key).map_err(PutError::Backend)?;
        match (Shelf::of(key), here) {
            (_, Some(here)) if here == text => Ok(Outcome::Same),
            (Some((Shelf::Draft, id)), Some(here)) => self.compare_drafts(&id, key, &here, text),
            (Some((Shelf::Draft, id)), None) if self.has(Shelf::Trash, &id, text).map_err(PutError::Backend)? => {
                Ok(Outcome::Ours)
            }
            // It was brought back, or the removal did not last here: it is there to be removed.
            (Some((Shelf::Trash, id)), None) if self.has(Shelf::Draft, &id, text).map_err(PutError::Backend)? => {
                Ok(Outcome::Ours)
            }
            (Some((Shelf::Draft | Shelf::Trash | Shelf::Aside | Shelf::Template, _)), None) => {
                self.bring(key, text, None)
            }
            (Some((Shelf::Trash, id)), Some(here)) => match (migrate::head(&id, &here), migrate::head(&id, text)) {
                (Ok(ours), Ok(theirs)) if ours.revision >= theirs.revision => Ok(Outcome::Ours),
                (Ok(_), Ok(_)) => self.bring(key, text, Some(&here)),
                (Ok(_), Err(trouble)) if !trouble.is_newer() => Ok(Outcome::Ours),
                (Ok(_) | Err(_), _) => Ok(Outcome::Theirs),
            },
            (Some((Shelf::Aside | Shelf::Template, _)), Some(_))
            | (Some((Shelf::Before | Shelf::Exported | Shelf::Forget, _)) | None, _) => Ok(Outcome::Theirs),
        }
    }

    fn compare_drafts(&mut self, id: &DraftId, key: &str, here: &str, there: &str) -> Result<Outcome, PutError> {
        match (migrate::head(id, here), migrate::head(id, there)) {
            (Ok(ours), Ok(theirs)) if ours.revision >= theirs.revision => Ok(Outcome::Ours),
            (Ok(_), Ok(_)) => {
                self.put(&Shelf::Before.key(id), here)?;
                self.bring(key, there, Some(here))
            }
            (Ok(_), Err(trouble)) if !trouble.is_newer() => Ok(Outcome::Ours),
            (Err(trouble), Ok(_)) if !trouble.is_newer() => {
                self.set_aside(id, here)?;
                self.bring(key, there, Some(here))
            }
            (Ok(_) | Err(_), Err(_)) | (Err(_), Ok(_)) => Ok(Outcome::Theirs),
        }
    }

    fn bring(&mut self, key: &str, text: &str, here: Option<&str>) -> Result<Outcome, PutError> {
        self.replace(key, text, here).map(|()| Outcome::Brought)
    }

    /// Whether the draft of a text lies on a shelf here, as new as the text or newer.
    fn has(&self, shelf: Shelf, id: &DraftId, text: &str) -> Result<bool, BackendError> {
        let Some(here) = self.backend.get(&shelf.key(id))? else {
            return Ok(false);
        };
        Ok(here == text
            || match (migrate::head(id, &here), migrate::head(id, text)) {
                (Ok(here), Ok(there)) => here.revision >= there.revision,
                _ => false,
            })
    }
}

/// Whether a copy's text under a key may give way to a text: two tabs copy without waiting for
/// each other, and the later copy may be the older text.
pub fn may_copy_over(key: &str, there: &str, text: &str) -> bool {
    let Some((Shelf::Draft, id)) = Shelf::of(key) else {
        return true;
    };
    match (migrate::head(&id, there), migrate::head(&id, text)) {
        (Ok(there), Ok(new)) => there.revision <= new.revision,
        (Err(trouble), _) => !trouble.is_newer(),
        (Ok(_), Err(_)) => false,
    }
}
