//! Backends that go wrong on purpose, and short words for asking a store.

use posthoc::model::Postmortem;
use posthoc::storage::port::{
    Beside, Damaged, DraftId, DraftSummary, Keeping, NotSaved, Now, SaveRequest, StoreReply, StoreRequest,
};
use posthoc::storage::{Backend, BackendError, Memory, Store, handle};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A memory that several stores and the test share, as tabs share a browser's storage.
#[derive(Clone, Default)]
pub(crate) struct Shared {
    pub(crate) memory: Rc<RefCell<Memory>>,
    /// Goes wrong from this operation on.
    pub(crate) fails_from: Rc<Cell<Option<u32>>>,
    /// How many operations in a row go wrong.
    pub(crate) fails_for: Rc<Cell<u32>>,
    /// With what.
    pub(crate) fails_with: Rc<RefCell<Option<BackendError>>>,
    /// Operations so far.
    pub(crate) operations: Rc<Cell<u32>>,
    /// Keys beginning so are written other than asked.
    pub(crate) corrupts: Rc<RefCell<Option<String>>>,
}

impl Shared {
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        self.memory.borrow().texts().clone()
    }

    pub(crate) fn put(&self, key: &str, text: &str) {
        self.memory.borrow_mut().set(key, text).unwrap();
    }

    /// Everything works again.
    pub(crate) fn heal(&self) {
        self.fails_from.set(None);
        *self.corrupts.borrow_mut() = None;
        self.memory.borrow_mut().set_quota(None);
        self.memory.borrow_mut().set_denied(false);
    }

    fn step(&self) -> Result<(), BackendError> {
        let operation = self.operations.get();
        self.operations.set(operation + 1);
        match self.fails_from.get() {
            Some(from) if (from..from.saturating_add(self.fails_for.get())).contains(&operation) => {
                Err(self.fails_with.borrow().clone().unwrap_or(BackendError::Denied))
            }
            _ => Ok(()),
        }
    }
}

impl Backend for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.step()?;
        self.memory.borrow().get(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.step()?;
        let corrupt = self
            .corrupts
            .borrow()
            .as_ref()
            .is_some_and(|prefix| key.starts_with(prefix));
        let half = text
            .char_indices()
            .nth(text.chars().count() / 2)
            .map_or(0, |(at, _)| at);
        let text = if corrupt { text.split_at(half).0 } else { text };
        self.memory.borrow_mut().set(key, text)
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.step()?;
        self.memory.borrow_mut().remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.step()?;
        self.memory.borrow().keys()
    }

    fn keeping(&self) -> Keeping {
        Keeping::Browser
    }
}

/// A tab: a store over the shared memory.
pub(crate) struct Tab(pub(crate) Store<Shared>);

/// What a list said.
pub(crate) struct List {
    pub(crate) drafts: Vec<DraftSummary>,
    pub(crate) damaged: Vec<Damaged>,
    pub(crate) keeping: Keeping,
    pub(crate) used: usize,
    pub(crate) beside: Beside,
}

/// A document, its revision, and what its writer kept as written.
pub(crate) type Opened = (Postmortem, u64, Vec<(String, String)>);

impl Tab {
    pub(crate) fn new(shared: &Shared, name: &str) -> Tab {
        Tab(Store::new(shared.clone(), name))
    }

    pub(crate) fn list(&mut self) -> List {
        match handle(&mut self.0, StoreRequest::List, Now::default()) {
            StoreReply::Listed {
                drafts,
                damaged,
                keeping,
                used,
                beside,
            } => List {
                drafts,
                damaged,
                keeping,
                used,
                beside,
            },
            other => panic!("a list was asked for: {other:?}"),
        }
    }

    pub(crate) fn load(&mut self, id: &DraftId) -> Result<Opened, String> {
        match handle(&mut self.0, StoreRequest::Load(id.clone()), Now::default()) {
            StoreReply::Loaded {
                id: own,
                document,
                revision,
                kept,
                ..
            } if own == *id => Ok((*document, revision, kept)),
            StoreReply::NotLoaded { id: own, why } | StoreReply::Newer { id: own, why, .. } if own == *id => Err(why),
            other => panic!("a draft was asked for: {other:?}"),
        }
    }

    /// What can be read of a draft of a newer version, and its record.
    pub(crate) fn glimpse(&mut self, id: &DraftId) -> Option<(Postmortem, String)> {
        match handle(&mut self.0, StoreRequest::Load(id.clone()), Now::default()) {
            StoreReply::Newer {
                id: own, document, raw, ..
            } if own == *id => Some((*document, raw)),
            _ => None,
        }
    }

    /// The revision that a document was saved as.
    pub(crate) fn save(&mut self, request: SaveRequest, now: Now) -> Result<u64, NotSaved> {
        let (id, change) = (request.summary.id.clone(), request.change);
        match handle(&mut self.0, StoreRequest::Save(Box::new(request)), now) {
            StoreReply::Saved {
                id: own,
                revision,
                change: same,
                at,
                ..
            } if own == id && same == change && at == now => Ok(revision),
            StoreReply::NotSaved {
                id: own,
                change: same,
                why,
            } if own == id && same == change => Err(why),
            other => panic!("a save was asked for: {other:?}"),
        }
    }

    pub(crate) fn remove(&mut self, id: &DraftId) -> Result<(), String> {
        match handle(&mut self.0, StoreRequest::Remove(id.clone()), Now::default()) {
            StoreReply::Removed(own) if own == *id => Ok(()),
            StoreReply::NotMoved { id: own, why } if own == *id => Err(why),
            other => panic!("a removal was asked for: {other:?}"),
        }
    }

    pub(crate) fn restore(&mut self, id: &DraftId) -> Result<DraftSummary, String> {
        match handle(&mut self.0, StoreRequest::Restore(id.clone()), Now::default()) {
            StoreReply::Restored(summary) if summary.id == *id => Ok(summary),
            StoreReply::NotMoved { id: own, why } if own == *id => Err(why),
            other => panic!("a draft was asked back: {other:?}"),
        }
    }
}
