//! Everything the page does to the browser on the application's behalf: store, timers, files,
//! clipboard, focus, theme, announcements; and the effects that keep fields and dialogs in step
//! with their signals.
//!
//! Must not decide what is to be done, and must not write a document.

use super::page::Page;
use super::{clipboard, clock, disk, dom, locks};
use crate::editor::Event;
use crate::editor::effect::{Effect as Todo, FocusTarget};
use crate::editor::view::Theme;
use leptos::html::ElementType;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

/// How many tasks an element may take until it is on the page.
const PATIENCE: usize = 8;
/// The last rows of a long list come later. So often, and so many milliseconds apart, is looked for
/// one, as long as the focus stays where it is.
const LATE: (u32, u64) = (40, 50);

/// The timers that the application asked for; a later one replaces an earlier one.
#[derive(Default)]
pub(crate) struct Timers {
    save: Option<TimeoutHandle>,
    pause: Option<TimeoutHandle>,
}

/// Does what the application asks.
pub(crate) fn perform(page: Page, todo: Todo) {
    match todo {
        Todo::Store(request) => (page.outside().store)(
            request,
            clock::now(),
            Box::new(move |reply| page.dispatch(Event::Stored(reply))),
        ),
        Todo::Tabs(ask) => locks::perform(page, ask),
        Todo::SaveTimer(ms) => page.timers(|timers| ring(&mut timers.save, ms, page, Event::SaveDue)),
        Todo::PauseTimer(ms) => page.timers(|timers| ring(&mut timers.pause, ms, page, Event::Paused)),
        Todo::Download { name, mime, text } => download(&name, mime, &text),
        Todo::File(task) => disk::perform(page, task),
        Todo::Copy(text) => clipboard::copy(page, text),
        Todo::CopyRich { html, text } => clipboard::copy_rich(page, html, text),
        Todo::Announce { text, assertive } => announce(page, text, assertive),
        Todo::Focus(target) => focus(target),
        Todo::Theme(theme) => apply_theme(page, theme),
        Todo::PageTitle(title) => dom::document().set_title(&title),
    }
}

fn ring(timer: &mut Option<TimeoutHandle>, ms: u32, page: Page, event: Event) {
    if let Some(old) = timer.take() {
        old.clear();
    }
    *timer = set_timeout_with_handle(move || page.dispatch(event), Duration::from_millis(ms.into())).ok();
}

fn download(name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Ok(anchor) = dom::document().create_element("a")
        && let Ok(anchor) = anchor.dyn_into::<web_sys::HtmlAnchorElement>()
    {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser reads the file after the click; some take a while.
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&address);
        },
        Duration::from_secs(60),
    );
}

/// Says something to screen readers. The same words twice are said twice: a space makes them new.
fn announce(page: Page, text: String, assertive: bool) {
    let region = if assertive {
        page.state.assertive
    } else {
        page.state.polite
    };
    region.update(|said| {
        let again = *said == text;
        *said = text;
        if again {
            said.push('\u{a0}');
        }
    });
}

/// Moves the focus to a target as soon as it is on the page: what was just added is built in the
/// tasks that follow.
pub(crate) fn focus(target: FocusTarget) {
    let id = dom::target_id(&target);
    spawn_local(async move {
        for _ in 0..PATIENCE {
            leptos::task::tick().await;
            if focus_now(&id, &target) {
                return;
            }
        }
        focus_late(id, target, dom::focused(), LATE.0);
    });
}

fn focus_now(id: &str, target: &FocusTarget) -> bool {
    let Some(element) = dom::by_id(id) else {
        return false;
    };
    let _ = element.focus();
    if matches!(target, FocusTarget::Part(_)) {
        element.scroll_into_view();
    }
    true
}

fn focus_late(id: String, target: FocusTarget, before: Option<HtmlElement>, times: u32) {
    if times == 0 {
        return;
    }
    set_timeout(
        move || {
            // The screen has the focus where it was lost, not where the person put it.
            let now = dom::focused();
            let left_alone = now == before || now.is_none_or(|it| it.id() == "screen");
            if left_alone && !focus_now(&id, &target) {
                focus_late(id, target, before, times - 1);
            }
        },
        Duration::from_millis(LATE.1),
    );
}

/// Gives the focus back to an element that lost it by being moved in the document. Where the
/// element is gone and nobody took the focus over, its row does, else its part, else the screen:
/// a keyboard is never left at the page's very start.
pub(crate) fn keep_focus(before: HtmlElement) {
    let around = |selector| before.closest(selector).ok().flatten();
    let (row, part) = (around("li[id]"), around("section[tabindex]"));
    spawn_local(async move {
        leptos::task::tick().await;
        if dom::focused().is_none() && before.is_connected() {
            focus_quietly(&before);
        }
        for _ in 0..PATIENCE {
            if dom::focused().is_some() {
                return;
            }
            leptos::task::tick().await;
        }
        let field = |row: Element| row.query_selector("input, textarea").ok().flatten();
        let there = |element: &Element| element.is_connected();
        let next = row.filter(there).and_then(field).or(part.filter(there));
        let next = next.and_then(|element| element.dyn_into().ok());
        if let Some(next) = next.or_else(|| dom::by_id("screen")) {
            focus_quietly(&next);
        }
    });
}

fn focus_quietly(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

fn apply_theme(page: Page, theme: Theme) {
    let name = match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    (page.outside().remember_theme)(name);
    if let Some(html) = dom::document().document_element() {
        let _ = match theme {
            Theme::System => html.remove_attribute("data-theme"),
            _ => html.set_attribute("data-theme", name),
        };
    }
}

/// Keeps a field in step with what the document has for it, except while it is typed in.
pub(crate) fn follow<E>(node: NodeRef<E>, value: Signal<String>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move |_| {
        let text = value.get();
        if let Some(element) = node.get_untracked() {
            follow_now(element.unchecked_ref(), &text);
        }
    });
}

fn follow_now(element: &Element, text: &str) {
    // A list of choices has no caret to lose, and nobody types where it is read only.
    if element.tag_name() == "SELECT" || element.has_attribute("readonly") || !dom::is_focused(element) {
        dom::show_text(element, text);
    }
}

/// Opens a dialog above everything as soon as it is there, and gives the focus back to where it
/// was when it goes.
pub(crate) fn modal(node: NodeRef<leptos::html::Dialog>) {
    let before = StoredValue::new_local(dom::focused());
    node.on_load(move |dialog| {
        let _ = dialog.show_modal();
    });
    on_cleanup(move || {
        if let Some(Some(before)) = before.try_get_value() {
            keep_focus(before);
        }
    });
}

/// Puts the focus into an element as soon as it is there.
pub(crate) fn focus_on_load<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    node.on_load(move |element| {
        // A task later: the field's text is put in after the element is there.
        spawn_local(async move {
            leptos::task::tick().await;
            let _ = element.unchecked_ref::<HtmlElement>().focus();
            if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
                input.select();
            }
        });
    });
}
