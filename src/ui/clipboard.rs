//! The clipboard: plain text, and HTML with the plain text beside it.
//!
//! Where the page is not served safely, or the browser is older, there is no clipboard to write to; then the older
//! command is tried. Must not make the text that it copies.

use super::dom;
use super::page::Page;
use crate::editor::Event;
use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies plain text.
pub(crate) fn copy(page: Page, text: String) {
    let written = has("clipboard").then(|| dom::window().navigator().clipboard().write_text(&text));
    settle(page, written, None, text);
}

/// Copies HTML and the plain text that stands for it.
pub(crate) fn copy_rich(page: Page, html: String, text: String) {
    let written = (has("clipboard"))
        .then(|| item(&html, &text))
        .flatten()
        .map(|item| dom::window().navigator().clipboard().write(&Array::of1(&item)));
    settle(page, written, Some(html), text);
}

/// Whether the browser's navigator has something by a name.
fn has(name: &str) -> bool {
    Reflect::get(&dom::window().navigator(), &name.into()).is_ok_and(|it| it.is_object())
}

/// Both kinds as one thing for the clipboard; nothing where the browser knows none.
fn item(html: &str, text: &str) -> Option<JsValue> {
    Reflect::get(&dom::window(), &"ClipboardItem".into())
        .ok()
        .filter(JsValue::is_function)?;
    let kinds = Object::new();
    for (kind, text) in [("text/html", html), ("text/plain", text)] {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(kind);
        let parts = Array::of1(&JsValue::from_str(text));
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        Reflect::set(&kinds, &kind.into(), &blob).ok()?;
    }
    let item = web_sys::ClipboardItem::new_with_record_from_str_to_blob_promise(&kinds).ok()?;
    Some(item.into())
}

/// Waits for the clipboard, tries the older command where it refused, and says what came of it.
fn settle(page: Page, written: Option<js_sys::Promise>, html: Option<String>, text: String) {
    let Some(written) = written else {
        page.dispatch(Event::Copied(by_command(html, &text)));
        return;
    };
    spawn_local(async move {
        let copied = JsFuture::from(written).await.is_ok() || by_command(html, &text);
        page.dispatch(Event::Copied(copied));
    });
}

/// Copies by the command of old: a field with the text is selected, and the HTML is put beside it while the
/// browser copies.
fn by_command(html: Option<String>, text: &str) -> bool {
    let document = dom::document();
    let before = dom::focused();
    let (Some(body), Ok(area)) = (document.body(), document.create_element("textarea")) else {
        return false;
    };
    let Ok(area) = area.dyn_into::<web_sys::HtmlTextAreaElement>() else {
        return false;
    };
    area.set_class_name("vh");
    area.set_value(text);
    let _ = body.append_child(&area);
    area.select();
    let plain = text.to_owned();
    let listener = window_event_listener(leptos::ev::copy, move |event| {
        if let (Some(html), Some(data)) = (&html, event.clipboard_data()) {
            let both = data.set_data("text/html", html).is_ok() && data.set_data("text/plain", &plain).is_ok();
            if both {
                event.prevent_default();
            }
        }
    });
    let copied = document
        .dyn_into::<web_sys::HtmlDocument>()
        .is_ok_and(|document| document.exec_command("copy").unwrap_or(false));
    listener.remove();
    area.remove();
    if let Some(before) = before {
        let _ = before.focus();
    }
    copied
}
