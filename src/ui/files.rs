//! Files and texts that come in from outside: dropped or pasted anywhere, or chosen.

use super::dom;
use super::page::Page;
use crate::editor::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, File};

/// Takes drops anywhere, and pastes where nobody types.
pub(crate) fn listen(page: Page) {
    let over = window_event_listener(leptos::ev::dragover, |event| {
        if event.data_transfer().is_some_and(|data| carries_files(&data)) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        if let Some(file) = event.data_transfer().and_then(|data| first_file(&data)) {
            event.prevent_default();
            read(page, file);
        }
    });
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        let Some(data) = event.clipboard_data() else { return };
        if let Some(file) = first_file(&data) {
            event.prevent_default();
            read(page, file);
            return;
        }
        // In the composer a paste outside its fields is more likely a slip than a second document.
        let typing = dom::target(&event).is_some_and(|element| dom::is_text_field(&element));
        let text = data.get_data("text/plain").unwrap_or_default();
        if !typing && page.state.draft.with_untracked(Option::is_none) && !text.trim().is_empty() {
            event.prevent_default();
            page.dispatch(Event::ImportOpened);
            page.dispatch(Event::ImportTextChanged(text));
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
        paste.remove();
    });
}

fn carries_files(data: &DataTransfer) -> bool {
    data.types()
        .iter()
        .any(|kind| kind.as_string().as_deref() == Some("Files"))
}

fn first_file(data: &DataTransfer) -> Option<File> {
    data.files()?.get(0)
}

/// Reads a file and hands its bytes on.
pub(crate) fn read(page: Page, file: File) {
    spawn_local(async move {
        let name = file.name();
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => {
                let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                page.dispatch(Event::ImportFile { name, bytes });
            }
            Err(_) => page.dispatch(Event::ImportFileUnreadable { name }),
        }
    });
}

/// The file that was chosen in a file input; the input is emptied, so that the same file can be
/// chosen again.
pub(crate) fn chosen(page: Page, event: &web_sys::Event) {
    let Some(input) = dom::target(event).and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return;
    };
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        read(page, file);
    }
    input.set_value("");
}
