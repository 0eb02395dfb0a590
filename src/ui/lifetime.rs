//! What happens to the page as a whole: hidden, left, printed, broken, composed in.
//!
//! Tells the application; must not decide what that means.

use super::page::Page;
use super::{dom, locks};
use crate::editor::Event;
use crate::editor::disk::DiskEvent;
use crate::editor::view::PanelTab;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Shows what was typed; called once.
    static RESCUE: Cell<Option<Function>> = const { Cell::new(None) };
}

/// Tells the application when the page is hidden, left or printed, and the page when an input
/// method composes.
pub(crate) fn watch(page: Page) {
    let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if dom::document().hidden() {
            page.dispatch(Event::Leaving);
        }
    });
    let returned = window_event_listener_untyped("focus", move |_| page.dispatch(Event::Disk(DiskEvent::Returned)));
    let left = window_event_listener_untyped("pagehide", move |event| {
        page.dispatch(Event::Leaving);
        locks::let_go(page);
        if !comes_back(&event) {
            page.is_left();
        }
    });
    let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
        page.dispatch(Event::Leaving);
        // Asked only where something would be lost.
        if page.state.unsaved.get_untracked() {
            event.prevent_default();
        }
    });
    let begins = window_event_listener(leptos::ev::compositionstart, move |_| page.composing(true));
    let ends = window_event_listener(leptos::ev::compositionend, move |_| page.composing(false));
    // Print shows the document alone, which is built only while its tab is open.
    let tab = StoredValue::new(None::<PanelTab>);
    let prints = window_event_listener_untyped("beforeprint", move |_| {
        page.state.whole.set(true);
        let now = page.state.tab.get_untracked();
        if page.state.draft.with_untracked(Option::is_some) && now != PanelTab::Preview {
            tab.set_value(Some(now));
            page.dispatch(Event::PanelShown(PanelTab::Preview));
        }
    });
    let printed = window_event_listener_untyped("afterprint", move |_| {
        page.state.whole.set(false);
        if let Some(Some(before)) = tab.try_update_value(Option::take) {
            page.dispatch(Event::PanelShown(before));
        }
    });
    on_cleanup(move || {
        for handle in [hidden, returned, left, unload, begins, ends, prints, printed] {
            handle.remove();
        }
    });
}

/// Whether the browser may keep aside a page that is hidden, or has kept one that is shown.
pub(crate) fn comes_back(event: &web_sys::Event) -> bool {
    let kept = Reflect::get(event, &"persisted".into());
    kept.is_ok_and(|kept| kept.is_truthy())
}

/// When the program breaks, the script that was loaded before it shows what was typed and offers
/// it for download.
///
/// The script's function is taken now: a page that was left finds the next page behind `window`,
/// and would say of that one that it broke.
pub(crate) fn rescue_on_panic() {
    let rescue = Reflect::get(&dom::window(), &"posthocRescue".into());
    let Ok(rescue) = rescue.and_then(|it| it.dyn_into::<Function>()) else {
        return;
    };
    RESCUE.set(Some(rescue));
    std::panic::set_hook(Box::new(|panic| {
        if let Some(rescue) = RESCUE.take() {
            let _ = rescue.call1(&JsValue::NULL, &panic.to_string().into());
        }
    }));
}
