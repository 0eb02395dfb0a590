//! The locks of drafts and the words between tabs: one Web Lock a draft, one channel for all.
//!
//! Tells the application what it hears; must not decide who writes.

use super::dom;
use super::lifetime::comes_back;
use super::page::Page;
use crate::editor::Event;
use crate::editor::port::DraftId;
use crate::editor::tabs::{Ask, News};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{set_timeout, window_event_listener_untyped};
use std::collections::BTreeMap;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, BroadcastChannel};

/// The channel's name.
const CHANNEL: &str = "posthoc/tabs";

/// The locks that are asked for or held.
#[derive(Default)]
pub(crate) struct Locks {
    /// Nothing where the browser has none: then nobody answers.
    channel: Option<BroadcastChannel>,
    of: BTreeMap<String, Place>,
    serial: u32,
}

/// Where this tab stands with a lock.
struct Place {
    /// Which request it was; an answer to an older one is not heard.
    serial: u32,
    /// Lets go of the lock.
    release: Option<Function>,
    /// Leaves the queue.
    leave: Option<AbortController>,
}

/// How a lock is asked for.
#[derive(Clone, Copy, PartialEq)]
enum How {
    IfFree,
    Queued,
    Stolen,
}

impl Locks {
    /// Begins to ask for a lock; what was asked before is left.
    fn begin(&mut self, id: &DraftId, leave: Option<AbortController>) -> u32 {
        self.forget(id);
        self.serial += 1;
        let place = Place {
            serial: self.serial,
            release: None,
            leave,
        };
        self.of.insert(id.0.clone(), place);
        self.serial
    }

    /// Lets go of a lock, or of the place in its queue. Tells whether it was held.
    fn forget(&mut self, id: &DraftId) -> bool {
        let Some(place) = self.of.remove(&id.0) else {
            return false;
        };
        if let Some(leave) = place.leave {
            leave.abort();
        }
        let held = place.release.is_some();
        if let Some(release) = place.release {
            let _ = release.call0(&JsValue::NULL);
        }
        held
    }

    fn place(&mut self, id: &DraftId, serial: u32) -> Option<&mut Place> {
        self.of.get_mut(&id.0).filter(|place| place.serial == serial)
    }

    fn say(&self, words: &str) {
        if let Some(channel) = &self.channel {
            // A channel that is closed belongs to a page that is being left.
            let _ = channel.post_message(&words.into());
        }
    }
}

/// Does what the application asks.
pub(crate) fn perform(page: Page, ask: Ask) {
    match ask {
        Ask::Lock(id) => request(page, id, How::IfFree),
        Ask::Requeue(id) => request(page, id, How::Queued),
        Ask::Steal(id) => request(page, id, How::Stolen),
        Ask::Unlock(id, revision) => {
            page.locks(|locks| {
                if locks.forget(&id) {
                    locks.say(&format!("given {} {revision}", id.0));
                }
            });
        }
        Ask::Give(id, revision) => {
            page.locks(|locks| locks.say(&format!("given {} {revision}", id.0)));
            request(page, id, How::Queued);
        }
        Ask::Want(id, ms) => {
            page.locks(|locks| locks.say(&format!("wanted {}", id.0)));
            remind(page, id, ms);
        }
        Ask::Remind(id, ms) => remind(page, id, ms),
        Ask::Check(id) => check(page, id),
    }
}

fn remind(page: Page, id: DraftId, ms: u32) {
    set_timeout(
        move || page.dispatch(Event::Tabs(News::Silent(id.clone()))),
        Duration::from_millis(ms.into()),
    );
}

/// Hears other tabs, and asks for the locks again when the browser has kept the page aside.
pub(crate) fn listen(page: Page) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let words = Reflect::get(&event, &"data".into())
                .ok()
                .and_then(|data| data.as_string());
            if let Some(news) = words.as_deref().and_then(read) {
                page.dispatch(Event::Tabs(news));
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        // The page hears as long as it is there.
        heard.forget();
        page.locks(|locks| locks.channel = Some(channel));
    }
    (page.outside().changes)(Box::new(move |id| page.dispatch(Event::Tabs(News::Changed(id)))));
    let shows = window_event_listener_untyped("pageshow", move |event| {
        if comes_back(&event) {
            page.dispatch(Event::Tabs(News::Back));
        }
    });
    leptos::prelude::on_cleanup(move || shows.remove());
}

/// Lets go of every lock: the page is being left. Browsers do that on their own, but WebKitGTK so
/// late that a page which is loaded again found its own draft taken.
pub(crate) fn let_go(page: Page) {
    page.locks(|locks| {
        for id in locks.of.keys().cloned().collect::<Vec<_>>() {
            locks.forget(&DraftId(id));
        }
    });
}

/// What another tab says.
fn read(words: &str) -> Option<News> {
    let mut words = words.split(' ');
    let (what, id) = (words.next()?, DraftId(words.next()?.to_owned()));
    match what {
        "wanted" => Some(News::Wanted(id)),
        "given" => Some(News::Given(id, words.next()?.parse().ok()?)),
        _ => None,
    }
}

/// The browser's locks; it has none where the page is not served safely.
fn manager() -> Option<JsValue> {
    let manager = Reflect::get(&dom::window().navigator(), &"locks".into()).ok()?;
    manager.is_object().then_some(manager)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn request(page: Page, id: DraftId, how: How) {
    let options = Object::new();
    let set = |name: &str, value: &JsValue| _ = Reflect::set(&options, &name.into(), value);
    let mut leave = None;
    match how {
        How::IfFree => set("ifAvailable", &true.into()),
        How::Stolen => set("steal", &true.into()),
        How::Queued => {
            leave = AbortController::new().ok();
            if let Some(leave) = &leave {
                set("signal", &leave.signal());
            }
        }
    }
    let Some(serial) = page.locks(|locks| locks.begin(&id, leave)) else {
        return;
    };
    let mine = id.clone();
    let answered = Closure::once_into_js(move |lock: JsValue| answered(page, &mine, serial, lock.is_object()));
    let name = format!("posthoc/draft/{}", id.0);
    let asked = manager().and_then(|manager| {
        let asked = method(&manager, "request")?.call3(&manager, &name.into(), &options, &answered);
        asked.ok()?.dyn_into::<Promise>().ok()
    });
    let Some(asked) = asked else {
        page.dispatch(Event::Tabs(News::Missing(id)));
        return;
    };
    spawn_local(async move {
        // It is over when this tab lets go; it is refused where it is taken, or can't be had at all.
        if JsFuture::from(asked).await.is_err() {
            refused(page, id, serial);
        }
    });
}

/// The browser gives the lock, or says that it is not free. The lock is held until the promise
/// that is returned is kept.
fn answered(page: Page, id: &DraftId, serial: u32, granted: bool) -> JsValue {
    let current = |page: Page| page.locks(|locks| locks.place(id, serial).is_some()) == Some(true);
    if !current(page) {
        return JsValue::UNDEFINED;
    }
    if !granted {
        page.dispatch(Event::Tabs(News::Denied(id.clone())));
        if current(page) {
            request(page, id.clone(), How::Queued);
        }
        return JsValue::UNDEFINED;
    }
    let held = Promise::new(&mut |keep, _| {
        page.locks(|locks| {
            if let Some(place) = locks.place(id, serial) {
                place.release = Some(keep);
                place.leave = None;
            }
        });
    });
    page.dispatch(Event::Tabs(News::Granted(id.clone())));
    held.into()
}

fn refused(page: Page, id: DraftId, serial: u32) {
    let held = page.locks(|locks| locks.place(&id, serial).map(|place| place.release.take().is_some()));
    match held.flatten() {
        // This tab left the queue, or let go.
        None => {}
        Some(true) => {
            page.dispatch(Event::Tabs(News::Lost(id.clone())));
            let current = page.locks(|locks| locks.place(&id, serial).is_some());
            if current == Some(true) {
                request(page, id, How::Queued);
            }
        }
        Some(false) => page.dispatch(Event::Tabs(News::Missing(id))),
    }
}

/// The answer to a question comes behind all news of the lock that there are already.
fn check(page: Page, id: DraftId) {
    let asked = manager().and_then(|manager| {
        let asked = method(&manager, "query")?.call0(&manager);
        asked.ok()?.dyn_into::<Promise>().ok()
    });
    spawn_local(async move {
        if let Some(asked) = asked {
            let _ = JsFuture::from(asked).await;
        }
        page.dispatch(Event::Tabs(News::Checked(id)));
    });
}
