//! The store's promise, over any backend.
//!
//! What is stored is replaced only by what was made from it, moved only when asked, and said to
//! be kept only after it was read back. A record that can't be read stays byte for byte.

mod backup;
mod catch_up;
mod index;
mod list;
mod merge;
mod notes;
mod purge;
mod room;
mod save;
mod search;
mod templates;
mod trash;

pub use catch_up::may_copy_over;

use super::backend::{Backend, BackendError};
use super::keys::Shelf;
use super::migrate;
use super::port::{DraftId, Steps};
use super::record::{self, Newer, Record};
use super::steps::Bench;
use crate::model::Postmortem;
use index::Index;
use std::collections::BTreeMap;

/// Drafts in a backend.
#[derive(Debug)]
pub struct Store<B> {
    backend: B,
    tab: String,
    /// What this tab last read or wrote of each draft, where that was whole. A text that it has not seen is never
    /// replaced, whatever its revision says: two tabs can reach the same revision at once.
    seen: BTreeMap<DraftId, Seen>,
    /// What this tab last sent: it may lie there without having been read back.
    sent: BTreeMap<DraftId, Seen>,
    /// The text of another tab that a save of this one was last refused for.
    told: BTreeMap<DraftId, Seen>,
    /// The steps that this tab can take back.
    bench: Bench,
    /// The smallest text, in UTF-16 units, for which no room could be made.
    no_room_for: Option<usize>,
    /// What was last seen in the list.
    index: Index,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    revision: u64,
    hash: u64,
}

impl Seen {
    fn of(revision: u64, text: &str) -> Seen {
        Seen {
            revision,
            hash: record::hash(text),
        }
    }
}

/// A draft that was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) document: Postmortem,
    pub(crate) revision: u64,
    pub(crate) kept: Vec<(String, String)>,
    /// The steps that fit it, or why those that are kept don't.
    pub(crate) steps: Result<Steps, String>,
}

impl Opened {
    fn of(record: Record, steps: Result<Steps, String>) -> Opened {
        Opened {
            document: record.document,
            revision: record.head.revision,
            kept: record.kept,
            steps,
        }
    }
}

impl<B: Backend> Store<B> {
    /// A store over a backend. `tab` names this visit: a few random letters or digits.
    pub fn new(backend: B, tab: impl Into<String>) -> Store<B> {
        Store {
            backend,
            tab: tab.into(),
            seen: BTreeMap::new(),
            sent: BTreeMap::new(),
            told: BTreeMap::new(),
            bench: Bench::default(),
            no_room_for: None,
            index: Index::default(),
        }
    }

    /// The same store, with a place for the steps that can be taken back: one that lives as long as
    /// the tab.
    #[must_use]
    pub fn with_steps(mut self, backend: impl Backend + 'static) -> Store<B> {
        self.bench = Bench::over(backend);
        self
    }

    /// The backend, to look at.
    pub fn backend(&self) -> &B {
        &self.backend
    }

    /// The backend, for whoever owns it beside the store.
    pub fn backend_mut(&mut self) -> &mut B {
        &mut self.backend
    }

    /// A draft's document; where its record can't be read, the one before the last save. A
    /// record of a newer version is not gone behind.
    pub(crate) fn load(&mut self, id: &DraftId) -> Result<Opened, String> {
        let text = self.get(Shelf::Draft, id)?;
        let trouble = match text.as_deref().map(|text| migrate::open(id, text)) {
            Some(Ok(record)) => {
                let text = text.as_deref().unwrap_or_default();
                self.note(id, record.head.revision, text);
                return Ok(Opened::of(record, self.bench.of(id, record::hash(text))));
            }
            Some(Err(trouble)) if trouble.is_newer() => return Err(trouble.to_string()),
            Some(Err(trouble)) => trouble.to_string(),
            None => "This draft is no longer there.".into(),
        };
        self.seen.remove(id);
        let before = match text {
            Some(_) => self.get(Shelf::Before, id)?,
            None => self.left_of(id)?,
        };
        match before.map(|text| migrate::open(id, &text)) {
            // An earlier text: what was done since can't be taken back in it.
            Some(Ok(record)) => Ok(Opened::of(record, Ok(Steps::default()))),
            Some(Err(_)) | None => Err(trouble),
        }
    }

    /// What can be read of a draft that a newer version wrote, and its record as it is.
    pub(crate) fn glimpse(&self, id: &DraftId) -> Option<(Newer, String)> {
        let raw = self.backend.get(&Shelf::Draft.key(id)).ok()??;
        Some((migrate::glimpse(id, &raw)?, raw))
    }

    /// The generation before of a draft whose record is gone without having been removed.
    fn left_of(&self, id: &DraftId) -> Result<Option<String>, String> {
        match self.get(Shelf::Trash, id)? {
            Some(_) => Ok(None),
            None => self.get(Shelf::Before, id),
        }
    }

    /// Notes a whole record as seen.
    fn note(&mut self, id: &DraftId, revision: u64, text: &str) {
        self.seen.insert(id.clone(), Seen::of(revision, text));
    }

    fn get(&self, shelf: Shelf, id: &DraftId) -> Result<Option<String>, String> {
        self.backend
            .get(&shelf.key(id))
            .map_err(|error| format!("The draft can't be read: {error}."))
    }

    /// Puts a text under a key and reads it back.
    fn put(&mut self, key: &str, text: &str) -> Result<(), PutError> {
        self.backend.set(key, text).map_err(PutError::Backend)?;
        match self.backend.get(key) {
            Ok(Some(read)) if read == text => Ok(()),
            Ok(_) => Err(PutError::ReadBackDiffers),
            Err(error) => Err(PutError::NotReadBack(error)),
        }
    }

    /// Keeps an unreadable text under a key of its own, byte for byte.
    fn set_aside(&mut self, id: &DraftId, text: &str) -> Result<(), PutError> {
        let key = super::keys::aside(id, text);
        match self.backend.get(&key).map_err(PutError::Backend)? {
            Some(there) if there == text => Ok(()),
            Some(_) => Err(PutError::ReadBackDiffers),
            None => self.put(&key, text).inspect_err(|_| _ = self.backend.remove(&key)),
        }
    }
}

/// Why a text was not put where it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
enum PutError {
    /// It was refused; what was there is there.
    Backend(BackendError),
    /// It was taken, but something else is there.
    ReadBackDiffers,
    /// It was taken, and nobody can say what is there.
    NotReadBack(BackendError),
}

impl std::fmt::Display for PutError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PutError::Backend(error) | PutError::NotReadBack(error) => error.fmt(f),
            PutError::ReadBackDiffers => f.write_str("what was read back differs from what was written"),
        }
    }
}
