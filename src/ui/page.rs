//! The loop of the page: an event goes to the application, its view into the signals, its effects
//! to the browser.
//!
//! Holds the application and nothing of a document; must not know how anything is stored.

use super::effects::{self, Timers};
use super::locks::Locks;
use super::state::State;
use super::{clock, dom};
use crate::editor::disk::DiskEvent;
use crate::editor::event::Field;
use crate::editor::port::{DraftId, Now, StoreReply, StoreRequest};
use crate::editor::{App, Event};
use crate::time::zone::Zones;
use leptos::prelude::*;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Takes a store's answers, as many as it has.
pub type Answer = Box<dyn Fn(StoreReply)>;

/// Takes a draft that another tab stored.
pub type Changed = Box<dyn Fn(DraftId)>;

/// Takes the file that a draft follows: the browser's handle and a note.
pub type Remember = Box<dyn Fn(DraftId, Option<(JsValue, String)>)>;

/// Takes files that drafts followed: draft, handle, note.
pub type Recalled = Box<dyn FnOnce(Vec<(DraftId, JsValue, String)>)>;

/// What the page is given from outside: the store, the theme that was last chosen, the zones.
pub struct Outside {
    /// Asks the store at a moment; it answers when it can.
    pub store: Box<dyn Fn(StoreRequest, Now, Answer)>,
    /// Tells of every draft that another tab stores.
    pub changes: Box<dyn Fn(Changed)>,
    /// Remembers the file that a draft follows; `None` forgets it.
    pub remember_file: Remember,
    /// Tells all files that are remembered: draft, handle, note.
    pub recall_files: Box<dyn Fn(Recalled)>,
    /// The remembered theme: `light`, `dark`, or nothing.
    pub theme: Option<String>,
    /// Remembers a theme by name.
    pub remember_theme: Box<dyn Fn(&'static str)>,
    /// What is known of zones.
    pub zones: Zones,
}

/// The page: a handle that every component has through the context.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    inner: StoredValue<Inner, LocalStorage>,
    pub(crate) state: State,
}

struct Inner {
    app: App,
    /// Events that came while another one was at work.
    queue: VecDeque<Event>,
    busy: bool,
    /// The page was left for good.
    left: bool,
    outside: Rc<Outside>,
    timers: Timers,
    locks: Locks,
    /// The field that is typed in, and what the document has for it.
    typing: Option<(web_sys::Element, Signal<String>)>,
    composing: bool,
}

/// The page of the component that asks.
pub(crate) fn use_page() -> Page {
    expect_context::<Page>()
}

impl Page {
    pub(crate) fn new(outside: Outside) -> Page {
        Page {
            inner: StoredValue::new_local(Inner {
                app: App::new(outside.zones.clone()),
                queue: VecDeque::new(),
                busy: false,
                left: false,
                outside: Rc::new(outside),
                timers: Timers::default(),
                locks: Locks::default(),
                typing: None,
                composing: false,
            }),
            state: State::new(),
        }
    }

    /// Takes in what happened. Events that it causes on its way (a focus that moves) wait until
    /// it is done.
    pub(crate) fn dispatch(self, event: Event) {
        let busy = self.inner.try_update_value(|inner| {
            if inner.left {
                return true;
            }
            inner.queue.push_back(event);
            std::mem::replace(&mut inner.busy, true)
        });
        if busy != Some(false) {
            return;
        }
        while let Some(event) = self.inner.try_update_value(|inner| inner.queue.pop_front()).flatten() {
            self.take_in(event);
        }
        self.inner.update_value(|inner| inner.busy = false);
    }

    /// The page was left for good: what still happens in it is nobody's concern. Behind `window`
    /// and its document there is another page now, perhaps this one loaded again, which must not be
    /// touched. What was to be stored is on its way already.
    pub(crate) fn is_left(self) {
        self.inner.update_value(|inner| inner.left = true);
    }

    fn take_in(self, event: Event) {
        let typed = is_typing(&event);
        let rewrites = rewrites_focused(&event);
        let before = if typed { None } else { dom::focused() };
        let Some((todo, view)) = self.inner.try_update_value(|inner| {
            let todo = inner.app.update(event, clock::ambient());
            (todo, inner.app.view())
        }) else {
            return;
        };
        self.state.sync(view);
        if rewrites {
            self.rewrite_focused();
        }
        if let Some(before) = before {
            effects::keep_focus(before);
        }
        for effect in todo {
            effects::perform(self, effect);
        }
    }

    pub(crate) fn outside(self) -> Rc<Outside> {
        self.inner.with_value(|inner| inner.outside.clone())
    }

    pub(crate) fn timers(self, change: impl FnOnce(&mut Timers)) {
        self.inner.update_value(|inner| change(&mut inner.timers));
    }

    /// The page's locks; nothing where the page is gone.
    pub(crate) fn locks<T>(self, change: impl FnOnce(&mut Locks) -> T) -> Option<T> {
        self.inner.try_update_value(|inner| change(&mut inner.locks))
    }

    /// A field got the focus.
    pub(crate) fn entered(self, field: Field, event: &web_sys::Event, value: Signal<String>) {
        self.typing(event, value);
        self.dispatch(Event::Entered(field));
    }

    /// A field outside the document got the focus; where the person asks for it, its text may be
    /// rewritten under the caret.
    pub(crate) fn typing(self, event: &web_sys::Event, value: Signal<String>) {
        if let Some(element) = dom::target(event) {
            self.inner
                .update_value(|inner| inner.typing = Some((element.into(), value)));
        }
    }

    /// A field's text changed under the person's hands.
    pub(crate) fn edited(self, field: Field, event: &web_sys::Event) {
        if let Some(element) = dom::target(event) {
            let text = dom::text_of(&element);
            dom::grow(&element, &text);
            self.dispatch(Event::Edited(field, text));
        }
    }

    /// A field lost the focus: from now on it shows what the document has.
    pub(crate) fn left(self, field: Field, event: &web_sys::Event, value: Signal<String>) {
        self.inner.update_value(|inner| inner.typing = None);
        self.dispatch(Event::Left(field));
        if let (Some(element), Some(text)) = (dom::target(event), value.try_get_untracked()) {
            dom::show_text(&element, &text);
        }
    }

    /// An input method begins or ends to compose.
    pub(crate) fn composing(self, composing: bool) {
        self.inner.update_value(|inner| inner.composing = composing);
    }

    fn rewrite_focused(self) {
        let typing = self.inner.with_value(|inner| match inner.composing {
            true => None,
            false => inner.typing.clone(),
        });
        if let Some((element, value)) = typing
            && let Some(text) = value.try_get_untracked()
        {
            dom::show_text(&element, &text);
        }
    }
}

/// Whether an event comes from typing, which never moves the focus.
fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Edited(..)
            | Event::Entered(_)
            | Event::Left(_)
            | Event::Paused
            | Event::SaveDue
            | Event::Stored(_)
            | Event::Tabs(_)
    )
}

/// Whether an event may change the text of the field that is typed in: only where the person
/// asked for that change.
fn rewrites_focused(event: &Event) -> bool {
    matches!(
        event,
        Event::Undo
            | Event::Redo
            | Event::History(_)
            | Event::ApplyFix { .. }
            | Event::FixAllSafe
            | Event::ImportFile { .. }
            | Event::Disk(DiskEvent::Answered(_))
    )
}
