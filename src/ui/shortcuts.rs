//! Keys that work everywhere, and the list of all keys.

use super::dom;
use super::effects;
use super::icons::icon;
use super::menu::keys_here;
use super::page::{Page, use_page};
use crate::editor::Event;
use crate::editor::disk::DiskEvent;
use crate::editor::event::HistoryEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Listens for the keys that work everywhere.
pub(crate) fn listen(page: Page) {
    let keys = window_event_listener(leptos::ev::keydown, move |event| on_key(page, &event));
    on_cleanup(move || keys.remove());
}

fn on_key(page: Page, event: &KeyboardEvent) {
    if dom::is_composing(event) || event.default_prevented() {
        return;
    }
    let state = page.state;
    let composing = state.draft.with_untracked(Option::is_some);
    let dialog = state.import.with_untracked(Option::is_some)
        || state.snapshots.with_untracked(Option::is_some)
        || state.shortcuts.get_untracked();
    let command = event.ctrl_key() || event.meta_key();
    let typing = dom::focused().is_some_and(|element| dom::is_text_field(&element));
    let key = event.key();
    if dialog {
        return;
    }
    let todo = match (key.to_lowercase().as_str(), command, event.shift_key()) {
        ("z", true, false) if composing => Event::Undo,
        ("z", true, true) | ("y", true, false) if composing => Event::Redo,
        ("s", true, false) if composing => Event::Disk(DiskEvent::SaveOrDownload),
        ("c", true, true) if composing => Event::CopyMarkdown,
        ("h", true, true) if composing => Event::History(HistoryEvent::Opened { keep: false }),
        ("k", true, false) => Event::DraftsShown,
        ("f8", false, back) if composing => Event::NextProblem { back },
        (".", true, _) if composing => {
            event.prevent_default();
            focus_fix();
            return;
        }
        ("?", false, _) if !typing => {
            event.prevent_default();
            state.shortcuts.set(true);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    page.dispatch(todo);
}

/// Goes from a field to the first fix of what is wrong with it.
fn focus_fix() {
    let row = dom::focused().and_then(|field| field.closest("li, section").ok().flatten());
    let fix = row.and_then(|row| row.query_selector(".diag .fix, .diag button").ok().flatten());
    if let Some(fix) = fix.and_then(|fix| fix.dyn_into::<HtmlElement>().ok()) {
        let _ = fix.focus();
    }
}

const KEYS: [(&str, &str); 14] = [
    ("Enter", "New row below, its time next"),
    ("Shift Enter", "New row above; in prose a line break"),
    ("Backspace", "Delete an empty row"),
    ("Ctrl Delete", "Delete a row"),
    ("Alt ↑ or ↓", "Move a row, or a part by its heading"),
    (
        "Space on a grip",
        "Lift a row: arrows move it, Space drops it, Esc puts it back",
    ),
    ("F8, Shift F8", "Next, previous problem"),
    ("Ctrl .", "Fixes for the field"),
    ("Ctrl Z, Ctrl Shift Z", "Undo, redo"),
    ("Ctrl Shift H", "History: snapshots, compare, restore"),
    ("Ctrl S", "Download Markdown, or save to the draft’s file"),
    ("Ctrl Shift C", "Copy Markdown"),
    ("Ctrl P", "Print or save as PDF"),
    ("Ctrl K", "All drafts"),
];

#[component]
pub(crate) fn ShortcutsDialog() -> impl IntoView {
    let page = use_page();
    let dialog = NodeRef::<html::Dialog>::new();
    effects::modal(dialog);
    let close = move || page.state.shortcuts.set(false);
    let rows: Vec<AnyView> = KEYS
        .iter()
        .map(|(keys, words)| view! { <div><dt><kbd>{keys_here(keys)}</kbd></dt><dd>{*words}</dd></div> }.into_any())
        .collect();
    view! {
        <dialog
            class="dlg keys"
            id="shortcuts"
            node_ref=dialog
            aria-labelledby="shortcuts-heading"
            on:cancel=move |event: web_sys::Event| { event.prevent_default(); close() }
        >
            <div class="x">
                <h2 id="shortcuts-heading">"Shortcuts"</h2>
                <span class="end"><button type="button" class="ib" aria-label="Close" on:click=move |_| close()>{icon("#i-x")}</button></span>
            </div>
            <dl>{rows}</dl>
        </dialog>
    }
    .into_any()
}
