//! A backend that remembers what was changed in it, for a slower copy that follows.

use super::backend::{Backend, BackendError, Stamp};
use super::keys::Shelf;
use super::port::Keeping;
use std::collections::BTreeSet;

/// A change to be copied: a key, and its text or that it is gone.
pub type Change = (String, Option<String>);

/// Any backend, and the keys that a copy of it has still to follow.
///
/// The generation before is not copied: the copy is itself a second place.
#[derive(Debug, Default)]
pub struct Journal<B> {
    backend: B,
    changed: BTreeSet<String>,
    /// Nothing is copied over these until the page is opened anew.
    held: BTreeSet<String>,
}

impl<B: Backend> Journal<B> {
    /// A journal of a backend, with nothing to copy yet.
    pub fn new(backend: B) -> Journal<B> {
        Journal {
            backend,
            changed: BTreeSet::new(),
            held: BTreeSet::new(),
        }
    }

    /// What was changed since this was last asked, as it stands now. What can't be read now comes
    /// next time.
    pub fn take(&mut self) -> Vec<Change> {
        let changed = std::mem::take(&mut self.changed);
        let mut changes = Vec::new();
        for key in changed {
            match self.backend.get(&key) {
                Ok(text) => changes.push((key, text)),
                Err(_) => _ = self.changed.insert(key),
            }
        }
        changes
    }

    /// Notes a key as changed.
    pub(crate) fn note(&mut self, key: &str) {
        let copied = matches!(
            Shelf::of(key),
            Some((Shelf::Draft | Shelf::Trash | Shelf::Aside | Shelf::Template, _))
        );
        if copied && !self.held.contains(key) {
            self.changed.insert(key.into());
        }
    }

    /// Leaves the copy of a key as it is from now on: it holds what could not be brought here.
    pub(crate) fn hold(&mut self, key: &str) {
        self.changed.remove(key);
        self.held.insert(key.into());
    }
}

impl<B: Backend> Backend for Journal<B> {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.backend.get(key)
    }

    fn stamp(&self, key: &str) -> Result<Option<Stamp>, BackendError> {
        self.backend.stamp(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.backend.set(key, text)?;
        self.note(key);
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.backend.remove(key)?;
        self.note(key);
        Ok(())
    }

    fn give_up(&mut self, key: &str) -> Result<(), BackendError> {
        self.backend.give_up(key)?;
        self.changed.remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.backend.keys()
    }

    fn keeping(&self) -> Keeping {
        self.backend.keeping()
    }
}
