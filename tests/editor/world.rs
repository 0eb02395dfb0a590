//! Several tabs over one storage, with a model of the browser's locks and of what tabs say to each
//! other. Nothing arrives by itself: a test decides what is delivered, when, and whether at all.

#![allow(unreachable_pub)]

use posthoc::editor::event::{Ambient, Event, Field};
use posthoc::editor::port::{DraftId, Keeping, Now, StoreReply, StoreRequest};
use posthoc::editor::tabs::{Ask, News};
use posthoc::editor::view::{Banner, ComposerView, Screen};
use posthoc::editor::{App, Effect};
use posthoc::storage::{Backend, BackendError, Memory, Store, handle};
use posthoc::time::zone::{Database, Zones};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::stage::NOON;

/// Tabs are at rest when nothing but timers has happened for so long.
const REST_MS: i64 = 10_000;

/// The storage that all tabs share, and the keys written since somebody last looked.
#[derive(Clone, Default)]
pub struct Shared {
    pub memory: Rc<RefCell<Memory>>,
    written: Rc<RefCell<Vec<String>>>,
}

impl Backend for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.memory.borrow().get(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.memory.borrow_mut().set(key, text)?;
        self.written.borrow_mut().push(key.into());
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.memory.borrow_mut().remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.memory.borrow().keys()
    }

    fn keeping(&self) -> Keeping {
        Keeping::Browser
    }
}

/// A tab, and what is on its way to it: news of locks, messages of other tabs, changes of the
/// storage, answers of the store. Each kind keeps its order; the kinds don't wait for each other.
pub struct Tab {
    pub app: App,
    store: Store<Shared>,
    pub locks: VecDeque<News>,
    pub messages: VecDeque<News>,
    changes: VecDeque<News>,
    answers: VecDeque<StoreReply>,
    /// When the save timer rings.
    timer: Option<i64>,
    /// Drafts that another tab has a moment to give up, and when that is over.
    patience: Vec<(DraftId, i64)>,
    /// JavaScript does not run: nothing is delivered, no timer rings.
    pub asleep: bool,
    /// The browser does not tell it of what other tabs store.
    pub untold: bool,
    /// Everything that was said to screen readers.
    pub spoken: Vec<String>,
}

/// A draft's lock: who holds it, and who waits.
#[derive(Default)]
struct Lock {
    holder: Option<usize>,
    queue: VecDeque<usize>,
}

/// The browser.
pub struct World {
    pub shared: Shared,
    pub tabs: Vec<Tab>,
    locks: BTreeMap<DraftId, Lock>,
    pub now: Now,
    random: u128,
    /// Messages between tabs are lost on the way.
    pub deaf: bool,
}

impl World {
    /// A browser with so many tabs, all at the list of drafts.
    pub fn new(tabs: usize) -> World {
        let mut world = World {
            shared: Shared::default(),
            tabs: Vec::new(),
            locks: BTreeMap::new(),
            now: NOON,
            random: 7,
            deaf: false,
        };
        for _ in 0..tabs {
            world.open_tab();
        }
        world
    }

    pub fn open_tab(&mut self) -> usize {
        let at = self.tabs.len();
        self.tabs.push(Tab {
            app: App::new(Zones::of(Rc::new(Database))),
            store: Store::new(self.shared.clone(), format!("tab-{at}")),
            locks: VecDeque::new(),
            messages: VecDeque::new(),
            untold: false,
            changes: VecDeque::new(),
            answers: VecDeque::new(),
            timer: None,
            patience: Vec::new(),
            asleep: false,
            spoken: Vec::new(),
        });
        self.send(at, Event::Started);
        at
    }

    /// Sends an event to a tab. What the store answers to a load comes at once, as in the page;
    /// what it answers to a save is on its way.
    pub fn send(&mut self, at: usize, event: Event) {
        self.random += 1;
        let ambient = Ambient {
            now: self.now,
            random: self.random,
        };
        let effects = self.tabs[at].app.update(event, ambient);
        for effect in effects {
            self.perform(at, effect);
        }
    }

    fn perform(&mut self, at: usize, effect: Effect) {
        match effect {
            Effect::Store(request) => {
                let save = matches!(request, StoreRequest::Save(_));
                let reply = handle(&mut self.tabs[at].store, request, self.now);
                for key in self.shared.written.take() {
                    if let Some(id) = key.strip_prefix("posthoc/draft/") {
                        for other in (0..self.tabs.len()).filter(|other| *other != at) {
                            let change = News::Changed(DraftId(id.into()));
                            self.tabs[other].changes.push_back(change);
                        }
                    }
                }
                if save && matches!(reply, StoreReply::Saved { .. }) {
                    self.tabs[at].answers.push_back(reply);
                } else {
                    self.send(at, Event::Stored(reply));
                }
            }
            Effect::SaveTimer(ms) => self.tabs[at].timer = Some(self.now.unix_ms + i64::from(ms)),
            Effect::Announce { text, .. } => self.tabs[at].spoken.push(text),
            Effect::Tabs(ask) => self.ask(at, ask),
            _ => {}
        }
    }

    fn ask(&mut self, at: usize, ask: Ask) {
        match ask {
            Ask::Lock(id) => {
                let lock = self.locks.entry(id.clone()).or_default();
                if lock.holder.is_none() && lock.queue.is_empty() {
                    lock.holder = Some(at);
                    self.tabs[at].locks.push_back(News::Granted(id));
                } else {
                    lock.queue.push_back(at);
                    self.tabs[at].locks.push_back(News::Denied(id));
                }
            }
            Ask::Unlock(id, revision) => {
                if self.locks.get(&id).is_some_and(|lock| lock.holder == Some(at)) {
                    self.say(at, &News::Given(id.clone(), revision));
                }
                self.let_go(at, &id);
            }
            Ask::Give(id, revision) => {
                self.say(at, &News::Given(id.clone(), revision));
                self.let_go(at, &id);
                self.queue(at, id);
            }
            Ask::Requeue(id) => {
                self.let_go(at, &id);
                self.queue(at, id);
            }
            Ask::Want(id, ms) => {
                self.say(at, &News::Wanted(id.clone()));
                self.ask(at, Ask::Remind(id, ms));
            }
            Ask::Remind(id, ms) => {
                let until = self.now.unix_ms + i64::from(ms);
                self.tabs[at].patience.push((id, until));
            }
            Ask::Steal(id) => {
                let lock = self.locks.entry(id.clone()).or_default();
                lock.queue.retain(|waiting| *waiting != at);
                if let Some(holder) = lock.holder.replace(at)
                    && holder != at
                {
                    lock.queue.push_back(holder);
                    self.tabs[holder].locks.push_back(News::Lost(id.clone()));
                }
                self.tabs[at].locks.push_back(News::Granted(id));
            }
            Ask::Check(id) => self.tabs[at].locks.push_back(News::Checked(id)),
        }
    }

    fn say(&mut self, at: usize, news: &News) {
        if self.deaf {
            return;
        }
        for other in (0..self.tabs.len()).filter(|other| *other != at) {
            self.tabs[other].messages.push_back(news.clone());
        }
    }

    fn let_go(&mut self, at: usize, id: &DraftId) {
        let Some(lock) = self.locks.get_mut(id) else {
            return;
        };
        lock.queue.retain(|waiting| *waiting != at);
        // What was on its way to this tab about an older request is not heard any more.
        self.tabs[at]
            .locks
            .retain(|news| !matches!(news, News::Granted(own) | News::Denied(own) if own == id));
        if lock.holder == Some(at) {
            lock.holder = lock.queue.pop_front();
            if let Some(next) = lock.holder {
                self.tabs[next].locks.push_back(News::Granted(id.clone()));
            }
        }
    }

    fn queue(&mut self, at: usize, id: DraftId) {
        let lock = self.locks.entry(id.clone()).or_default();
        lock.queue.push_back(at);
        if lock.holder.is_none() {
            lock.holder = lock.queue.pop_front();
            if let Some(next) = lock.holder {
                self.tabs[next].locks.push_back(News::Granted(id));
            }
        }
    }

    /// Delivers one thing that is on its way to a tab: the kind by number. `false` where there is
    /// none.
    pub fn deliver(&mut self, at: usize, kind: usize) -> bool {
        let now = self.now.unix_ms;
        let tab = &mut self.tabs[at];
        if tab.asleep {
            return false;
        }
        let event = match kind % 6 {
            0 => tab.locks.pop_front().map(Event::Tabs),
            1 => tab.messages.pop_front().map(Event::Tabs),
            2 if tab.untold => {
                tab.changes.clear();
                None
            }
            2 => tab.changes.pop_front().map(Event::Tabs),
            3 => tab.answers.pop_front().map(Event::Stored),
            4 => tab.timer.take_if(|due| *due <= now).map(|_| Event::SaveDue),
            _ => {
                let over = tab.patience.iter().position(|(_, until)| *until <= now);
                over.map(|over| Event::Tabs(News::Silent(tab.patience.remove(over).0)))
            }
        };
        let some = event.is_some();
        if let Some(event) = event {
            self.send(at, event);
        }
        some
    }

    /// Delivers everything to everybody who is awake, and lets a while pass for timers.
    pub fn settle(&mut self) {
        let end = self.now.unix_ms + REST_MS;
        for _ in 0..200 {
            let mut any = false;
            for at in 0..self.tabs.len() {
                for kind in 0..6 {
                    any |= self.deliver(at, kind);
                }
            }
            if !any {
                let waits = |tab: &Tab| !tab.asleep && (tab.timer.is_some() || !tab.patience.is_empty());
                // A storage that is full is tried again for good.
                if self.now.unix_ms >= end || !self.tabs.iter().any(waits) {
                    return;
                }
                self.now.unix_ms += 500;
            }
        }
        let news = self.tabs.iter().map(|tab| {
            let on_the_way = (&tab.locks, &tab.messages, &tab.changes, &tab.answers);
            format!(
                "{on_the_way:?} {:?} {:?} {:?}",
                tab.timer,
                tab.patience,
                tab.app.view().banners
            )
        });
        panic!("the tabs don't come to rest: {:#?}", news.collect::<Vec<_>>());
    }

    /// Loses everything that tabs have said to a tab.
    pub fn lose(&mut self, at: usize) {
        self.tabs[at].messages.clear();
    }

    /// Types into a field as a person does: behind what the page shows, and only where it lets.
    /// `false` where it does not.
    pub fn type_word(&mut self, at: usize, word: &str) -> bool {
        if self.tabs[at].asleep {
            return false;
        }
        let Some(composer) = self.composer(at).filter(|composer| !composer.read_only) else {
            return false;
        };
        let text = format!("{} {word}", composer.title).trim_start().to_owned();
        self.send(at, Event::Entered(Field::Title));
        self.send(at, Event::Edited(Field::Title, text));
        true
    }

    pub fn composer(&self, at: usize) -> Option<ComposerView> {
        match self.tabs[at].app.view().screen {
            Screen::Composer(composer) => Some(*composer),
            Screen::Home(_) => None,
        }
    }

    pub fn title(&self, at: usize) -> String {
        self.composer(at).expect("the composer").title
    }

    pub fn reads_only(&self, at: usize) -> bool {
        self.composer(at).expect("the composer").read_only
    }

    pub fn banner(&self, at: usize) -> Banner {
        self.tabs[at].app.view().banners.into_iter().next().expect("a banner")
    }

    /// The titles of all stored drafts.
    pub fn stored(&self) -> Vec<String> {
        let mut store = Store::new(self.shared.clone(), "looker");
        match handle(&mut store, StoreRequest::List, self.now) {
            StoreReply::Listed { drafts, damaged, .. } => {
                assert!(damaged.is_empty(), "{damaged:?}");
                drafts.into_iter().map(|draft| draft.title).collect()
            }
            other => panic!("no list: {other:?}"),
        }
    }
}
