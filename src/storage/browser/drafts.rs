//! The page's drafts: the store in localStorage, and the copy in IndexedDB that follows it.

use super::history::Snapshots;
use super::mirror::Mirror;
use super::patience::{pause, within};
use super::{Browser, Files};
use crate::storage::history::History;
use crate::storage::journal::Journal;
use crate::storage::keys::Shelf;
use crate::storage::port::{DraftId, HistoryRequest, Now, StoreReply, StoreRequest};
use crate::storage::{Store, handle, with_snapshots};
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A copy that takes longer than this is not waited for.
const SLOW_MS: i32 = 1_000;

/// Drafts that are read without a pause in which the page can take a key.
const AT_ONCE: usize = 20;

/// Answers the application; kept by whoever starts the page.
#[derive(Clone)]
pub struct Drafts(Rc<Inner>);

impl fmt::Debug for Drafts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Drafts").field(&self.0.store).finish()
    }
}

/// Takes a draft that was stored by somebody else than this page.
type Told = Rc<dyn Fn(DraftId)>;

struct Inner {
    store: RefCell<Store<Journal<Browser>>>,
    /// There once it was read; nothing is copied before.
    mirror: RefCell<Option<Rc<Mirror>>>,
    history: History<Snapshots>,
    files: Files,
    told: RefCell<Option<Told>>,
    started: Cell<bool>,
    asked_to_persist: Cell<bool>,
}

impl Drafts {
    /// The drafts of this browser. `tab` names this visit: a few random letters or digits.
    pub fn open(tab: impl Into<String>) -> Drafts {
        Drafts(Rc::new(Inner {
            store: RefCell::new(Store::new(Journal::new(Browser::open()), tab).with_steps(Browser::open_session())),
            mirror: RefCell::new(None),
            history: History::default(),
            files: Files::open(),
            told: RefCell::new(None),
            started: Cell::new(false),
            asked_to_persist: Cell::new(false),
        }))
    }

    /// Does what the application asks. That a draft is saved is answered when the copy has it too,
    /// or after a second without a word from it; everything else at once. The first list waits as
    /// long for the copy, which may know drafts, or newer ones, that localStorage has lost; where
    /// it is slower, the list comes a second time.
    pub fn ask(&self, request: StoreRequest, now: Now, answer: impl Fn(StoreReply) + 'static) {
        if request == StoreRequest::List && !self.0.started.replace(true) {
            self.begin(now, answer);
            return;
        }
        let request = match request {
            StoreRequest::History(HistoryRequest::Forget(id)) => {
                self.forget(id);
                return;
            }
            // The first letter of a search must not wait for a thousand texts to be read. Titles are
            // searched without the store.
            StoreRequest::Search(words) if self.0.store.borrow().has_more_to_look_at() => {
                let drafts = self.clone();
                spawn_local(async move {
                    let changed = drafts.look_through().await;
                    let list = changed.then_some(StoreRequest::List);
                    for request in [StoreRequest::Search(words)].into_iter().chain(list) {
                        let reply = handle(&mut drafts.0.store.borrow_mut(), request, now);
                        answer(reply);
                    }
                });
                return;
            }
            StoreRequest::History(request) => {
                let history = self.0.history.clone();
                spawn_local(async move {
                    for reply in history.answer(request, now).await {
                        answer(StoreReply::History(reply));
                    }
                });
                return;
            }
            request => request,
        };
        let merged = match &request {
            StoreRequest::Merge(file) => Some(file.clone()),
            _ => None,
        };
        let reply = handle(&mut self.0.store.borrow_mut(), request, now);
        let saved = matches!(reply, StoreReply::Saved { .. });
        if saved && !self.0.asked_to_persist.replace(true) {
            ask_to_persist();
        }
        let copied = self.copy();
        if saved && let Some(copied) = copied {
            spawn_local(async move {
                within(SLOW_MS, copied).await;
                answer(reply);
            });
            return;
        }
        if let Some(copied) = copied {
            spawn_local(copied);
        }
        if !takes_snapshots(&reply) {
            answer(reply);
            return;
        }
        let drafts = self.clone();
        spawn_local(async move {
            let is_kept = |id: &DraftId| drafts.0.store.borrow().keeps(id).unwrap_or(true);
            answer(with_snapshots(reply, merged.as_deref(), &drafts.0.history, is_kept).await);
        });
    }

    /// Takes what is newer in the copy and answers with the lists.
    fn begin(&self, now: Now, answer: impl Fn(StoreReply) + 'static) {
        let drafts = self.clone();
        let store = self.clone();
        let reader = self.clone();
        let tell = Rc::new(move || {
            for request in [StoreRequest::List, StoreRequest::Templates] {
                let reply = handle(&mut store.0.store.borrow_mut(), request, now);
                answer(reply);
            }
        });
        let told = Rc::new(Cell::new(false));
        let (again, is_told) = (tell.clone(), told.clone());
        spawn_local(async move {
            within(SLOW_MS, async move {
                let brought = drafts.catch_up().await;
                if brought.is_empty() || !is_told.get() {
                    return;
                }
                again();
                // One of them may have been opened as it was before.
                let told = drafts.0.told.borrow().clone();
                if let Some(told) = told {
                    let drafts = brought.iter().filter_map(|key| Shelf::of(key));
                    drafts
                        .filter(|(shelf, _)| *shelf == Shelf::Draft)
                        .for_each(|(_, id)| told(id));
                }
            })
            .await;
            told.set(true);
            tell();
            if reader.look_through().await {
                tell();
            }
            let to_forget = reader.0.store.borrow().to_forget(now);
            for id in to_forget {
                reader.forget(id);
            }
        });
    }

    /// Removes the snapshots of a draft that is gone for good, and which file it followed. Where that can't be done now, a later
    /// visit does it.
    fn forget(&self, id: DraftId) {
        if !self.0.store.borrow_mut().is_gone(&id) {
            return;
        }
        let drafts = self.clone();
        spawn_local(async move {
            let files = drafts.0.files.remember(&id, None).await;
            if drafts.0.history.forget(&id).await.is_ok() && files.is_ok() {
                drafts.0.store.borrow_mut().forgot(&id);
            }
        });
    }

    /// Which files drafts follow.
    pub fn files(&self) -> Files {
        self.0.files.clone()
    }

    /// Tells of every draft that another tab stores, as soon as it can be read here.
    pub fn listen(&self, told: impl Fn(DraftId) + 'static) {
        let told: Told = Rc::new(told);
        *self.0.told.borrow_mut() = Some(told.clone());
        let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let key = Reflect::get(&event, &"key".into()).ok().and_then(|key| key.as_string());
            if let Some((Shelf::Draft, id)) = key.as_deref().and_then(Shelf::of) {
                told(id);
            }
        });
        if let Some(window) = super::window() {
            // Where it can't be listened to, the next save finds out.
            let _ = window.add_event_listener_with_callback("storage", heard.as_ref().unchecked_ref());
        }
        // The page listens as long as it is there.
        heard.forget();
    }

    /// Reads in small pieces what the list took from the index, and tells whether it was wrong.
    async fn look_through(&self) -> bool {
        let mut changed = false;
        while self.0.store.borrow().has_more_to_look_at() {
            pause(0).await;
            match self.0.store.borrow_mut().look_through(AT_ONCE) {
                Ok(other) => changed |= other,
                // Where storage is denied now there is nothing to compare.
                Err(_) => return changed,
            }
        }
        changed
    }

    /// Opens the copy and takes what is newer there. A browser without one has no copy. Returns the
    /// keys of what was brought.
    async fn catch_up(&self) -> Vec<String> {
        let Ok(mirror) = Mirror::open().await else {
            return Vec::new();
        };
        let Ok(texts) = mirror.read().await else {
            return Vec::new();
        };
        let brought = self.0.store.borrow_mut().catch_up(&texts);
        *self.0.mirror.borrow_mut() = Some(Rc::new(mirror));
        if let Some(copied) = self.copy() {
            spawn_local(copied);
        }
        brought
    }

    /// Lets the copy follow, where there is one and something to follow. What it does not take
    /// comes with the next change.
    fn copy(&self) -> Option<impl Future<Output = ()> + use<>> {
        let mirror = self.0.mirror.borrow().clone()?;
        let changes = self.0.store.borrow_mut().backend_mut().take();
        let drafts = self.clone();
        (!changes.is_empty()).then_some(async move {
            if mirror.write(&changes).await.is_err() {
                let mut store = drafts.0.store.borrow_mut();
                for (key, _) in &changes {
                    store.backend_mut().note(key);
                }
            }
        })
    }
}

/// Whether snapshots go with an answer.
fn takes_snapshots(reply: &StoreReply) -> bool {
    matches!(
        reply,
        StoreReply::BackedUp(Ok(_)) | StoreReply::Archived { .. } | StoreReply::Merged(Ok(_))
    )
}

/// Asks the browser not to clear this page's storage when the disk runs short.
fn ask_to_persist() {
    let Some(window) = super::window() else { return };
    if let Ok(asked) = window.navigator().storage().persist() {
        spawn_local(async move {
            // Either answer leaves everything as it works now.
            let _ = JsFuture::from(asked).await;
        });
    }
}
