//! Files and texts that come in from outside: dropped or pasted anywhere, or chosen.

use super::dom;
use super::page::Page;
use crate::editor::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, File, FileList};

/// Takes drops anywhere, and pastes where nobody types.
pub(crate) fn listen(page: Page) {
    let over = window_event_listener(leptos::ev::dragover, |event| {
        if event.data_transfer().is_some_and(|data| carries_files(&data)) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        let files = event
            .data_transfer()
            .map(|data| files(data.files()))
            .unwrap_or_default();
        if !files.is_empty() {
            event.prevent_default();
            read(page, files);
        }
    });
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        let Some(data) = event.clipboard_data() else { return };
        let files = files(data.files());
        if !files.is_empty() {
            event.prevent_default();
            read(page, files);
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

fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// Reads files and hands their bytes on: one is looked at before it goes in, several become drafts
/// at once.
fn read(page: Page, files: Vec<File>) {
    spawn_local(async move {
        let mut read = Vec::new();
        for file in files {
            let buffer = JsFuture::from(file.array_buffer()).await;
            let bytes = buffer.ok().map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
            read.push((file.name(), bytes));
        }
        page.dispatch(match <[_; 1]>::try_from(read) {
            Ok([(name, Some(bytes))]) => Event::ImportFile { name, bytes },
            Ok([(name, None)]) => Event::ImportFileUnreadable { name },
            Err(several) => Event::ImportFiles(several),
        });
    });
}

/// The files that were chosen in a file input; the input is emptied, so that the same ones can be
/// chosen again.
pub(crate) fn chosen(page: Page, event: &web_sys::Event) {
    let Some(input) = dom::target(event).and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return;
    };
    let files = files(input.files());
    if !files.is_empty() {
        read(page, files);
    }
    input.set_value("");
}
