//! An application and a store in memory, joined the way the page joins them.

#![allow(unreachable_pub)]

use posthoc::editor::event::{Ambient, Event, Field};
use posthoc::editor::port::{DraftId, HistoryReply, HistoryRequest, Keeping, Now, StoreReply, StoreRequest};
use posthoc::editor::view::{BodyView, ComposerView, HomeView, PartView, Screen};
use posthoc::editor::{App, Effect, FocusTarget, View};
use posthoc::model::{Id, PartKind};
use posthoc::storage::{Backend, BackendError, History, Memory, Place, Store, handle, with_snapshots};
use posthoc::time::zone::{Database, Zones};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// 2024-03-15T14:03:22 in a zone one hour east.
pub const NOON: Now = Now {
    unix_ms: 1_710_507_802_000,
    offset_minutes: 60,
};

/// A memory that is said to outlive the tab, like the browser's storage.
#[derive(Default)]
pub struct Lasting(pub Memory);

impl Backend for Lasting {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.0.get(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.0.set(key, text)
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.0.keys()
    }

    fn keeping(&self) -> Keeping {
        Keeping::Browser
    }
}

/// What belongs to one tab and outlives its being loaded again.
#[derive(Clone, Default)]
pub struct Session(pub Rc<RefCell<Memory>>);

impl Backend for Session {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.0.borrow().get(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.0.borrow_mut().set(key, text)
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.0.borrow_mut().remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.0.borrow().keys()
    }

    fn keeping(&self) -> Keeping {
        Keeping::TabOnly
    }
}

/// Where snapshots lie; denied, or out of order, where a test wants it.
#[derive(Clone, Default)]
pub struct Shelf {
    pub bytes: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    pub denied: Rc<Cell<bool>>,
    pub fails: Rc<Cell<bool>>,
}

impl Shelf {
    fn step(&self) -> Result<(), BackendError> {
        match (self.denied.get(), self.fails.get()) {
            (true, _) => Err(BackendError::Denied),
            (_, true) => Err(BackendError::Other("the disk is tired".into())),
            _ => Ok(()),
        }
    }

    /// What a history over this place answers.
    fn answer(&self, request: HistoryRequest, now: Now) -> Vec<HistoryReply> {
        at_once(History::new(self.clone()).answer(request, now))
    }
}

/// What a history says whose place answers at once.
fn at_once<T>(answer: impl Future<Output = T>) -> T {
    match pin!(answer).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("the place answers at once"),
    }
}

impl Place for Shelf {
    async fn keys(&self, draft: Option<&DraftId>) -> Result<Vec<String>, BackendError> {
        self.step()?;
        let bytes = self.bytes.borrow();
        let of = |key: &&String| draft.is_none_or(|draft| key.starts_with(&draft.0));
        Ok(bytes.keys().filter(of).cloned().collect())
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, BackendError> {
        self.step()?;
        Ok(self.bytes.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), BackendError> {
        self.step()?;
        self.bytes.borrow_mut().insert(key.into(), bytes.to_vec());
        Ok(())
    }

    async fn remove(&self, keys: &[String]) -> Result<(), BackendError> {
        self.step()?;
        keys.iter().for_each(|key| _ = self.bytes.borrow_mut().remove(key));
        Ok(())
    }
}

/// An application on a stage of its own.
pub struct Stage {
    pub app: App,
    pub store: Store<Lasting>,
    pub session: Session,
    pub shelf: Shelf,
    pub now: Now,
    random: u128,
    /// What the page was told to do, store requests left out, since it was last asked.
    effects: Vec<Effect>,
}

impl Stage {
    /// An application that has started over an empty store.
    pub fn new() -> Stage {
        Stage::over(Memory::new())
    }

    pub fn over(memory: Memory) -> Stage {
        Stage::loaded(memory, Session::default(), NOON)
    }

    /// The same tab, loaded again: what was not told to the store before is gone.
    #[must_use]
    pub fn reloaded(self) -> Stage {
        let (random, shelf) = (self.random, self.shelf.clone());
        let mut stage = Stage::loaded(self.store.backend().0.clone(), self.session, self.now);
        stage.random = random;
        stage.shelf = shelf;
        stage
    }

    fn loaded(memory: Memory, session: Session, now: Now) -> Stage {
        let mut stage = Stage {
            app: App::new(Zones::of(Rc::new(Database))),
            store: Store::new(Lasting(memory), "tab-1").with_steps(session.clone()),
            session,
            shelf: Shelf::default(),
            now,
            random: 7,
            effects: Vec::new(),
        };
        stage.send(Event::Started);
        stage
    }

    /// Sends an event, and answers store requests at once.
    pub fn send(&mut self, event: Event) -> Vec<Effect> {
        let told = self.perform(event);
        self.effects.extend(told.iter().cloned());
        told
    }

    fn perform(&mut self, event: Event) -> Vec<Effect> {
        self.random += 1;
        let ambient = Ambient {
            now: self.now,
            random: self.random,
        };
        let mut told = Vec::new();
        for effect in self.app.update(event, ambient) {
            match effect {
                Effect::Store(StoreRequest::History(request)) => {
                    for reply in self.shelf.answer(request, self.now) {
                        told.extend(self.perform(Event::Stored(StoreReply::History(reply))));
                    }
                }
                Effect::Store(request) => {
                    let merged = match &request {
                        StoreRequest::Merge(file) => Some(file.clone()),
                        _ => None,
                    };
                    let reply = handle(&mut self.store, request, self.now);
                    let is_kept = |id: &DraftId| self.store.keeps(id).unwrap_or(true);
                    let history = History::new(self.shelf.clone());
                    let reply = at_once(with_snapshots(reply, merged.as_deref(), &history, is_kept));
                    told.extend(self.perform(Event::Stored(reply)));
                }
                effect => told.push(effect),
            }
        }
        told
    }

    /// Sends an event and gives the store's requests unanswered.
    pub fn send_unanswered(&mut self, event: Event) -> Vec<Effect> {
        self.random += 1;
        self.app.update(
            event,
            Ambient {
                now: self.now,
                random: self.random,
            },
        )
    }

    pub fn answer(&mut self, reply: StoreReply) -> Vec<Effect> {
        self.send(Event::Stored(reply))
    }

    /// Lets time pass.
    pub fn wait(&mut self, ms: i64) {
        self.now.unix_ms += ms;
    }

    /// Types a text into a field key by key, behind what stands there.
    pub fn type_into(&mut self, field: &Field, before: &str, keys: &str) {
        self.send(Event::Entered(field.clone()));
        let mut text = before.to_owned();
        for key in keys.chars() {
            text.push(key);
            self.wait(80);
            self.send(Event::Edited(field.clone(), text.clone()));
        }
    }

    /// Sets a field's text and leaves it.
    pub fn fill(&mut self, field: Field, text: &str) {
        self.send(Event::Entered(field.clone()));
        self.send(Event::Edited(field.clone(), text.into()));
        self.send(Event::Left(field));
    }

    pub fn view(&self) -> View {
        self.app.view()
    }

    pub fn home(&self) -> HomeView {
        match self.view().screen {
            Screen::Home(home) => home,
            Screen::Composer(_) => panic!("the composer is shown"),
        }
    }

    pub fn composer(&self) -> ComposerView {
        match self.view().screen {
            Screen::Composer(composer) => *composer,
            Screen::Home(_) => panic!("the list of drafts is shown"),
        }
    }

    pub fn part(&self, kind: PartKind) -> PartView {
        let parts = self.composer().parts;
        parts
            .into_iter()
            .find(|part| part.kind == kind)
            .expect("a part of this kind")
    }

    /// The text of the first prose part of this kind.
    pub fn prose(&self, kind: PartKind) -> String {
        match self.part(kind).body {
            BodyView::Prose { text, .. } => text,
            other => panic!("no prose: {other:?}"),
        }
    }

    pub fn prose_field(&self, kind: PartKind) -> Field {
        Field::Prose(self.part(kind).id)
    }

    pub fn draft_id(&self) -> DraftId {
        self.composer().id
    }

    /// Rings the save timer, however long it was set for.
    pub fn save(&mut self) {
        self.wait(500);
        self.send(Event::SaveDue);
    }

    /// What was said to screen readers since this was last asked.
    pub fn spoken(&mut self) -> Vec<String> {
        let effects = std::mem::take(&mut self.effects);
        effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Announce { text, .. } => Some(text),
                _ => None,
            })
            .collect()
    }

    /// The last focus that was asked for since this was last asked.
    pub fn focused(&mut self) -> Option<FocusTarget> {
        let effects = std::mem::take(&mut self.effects);
        effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Focus(target) => Some(target),
                _ => None,
            })
            .next_back()
    }

    /// The ids of a part's rows, passages left out.
    pub fn rows(&self, kind: PartKind) -> Vec<Id> {
        use posthoc::editor::view::{ItemRowView, TimelineRowView};
        match self.part(kind).body {
            BodyView::Timeline(timeline) => timeline
                .rows
                .iter()
                .filter_map(|row| match row {
                    TimelineRowView::Entry(entry) => Some(entry.id),
                    TimelineRowView::Text { .. } => None,
                })
                .collect(),
            BodyView::Items(items) => items
                .rows
                .iter()
                .filter_map(|row| match row {
                    ItemRowView::Item(item) => Some(item.id),
                    ItemRowView::Text { .. } => None,
                })
                .collect(),
            BodyView::Prose { .. } => Vec::new(),
        }
    }
}
