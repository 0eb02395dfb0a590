//! The line under a list that adds rows to it: one on Enter, many when many lines are pasted.

use super::dom;
use super::icons::icon;
use super::page::use_page;
use crate::editor::Event;
use crate::editor::event::Field;
use crate::model::Id;
use leptos::html;
use leptos::prelude::*;

#[component]
pub(crate) fn QuickAdd(part: Id, label: &'static str, example: &'static str) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<html::Input>::new();
    let field = Field::Quick(part);
    let id = dom::field_id(&field);
    let hint = format!("{id}-hint");
    let add = move || {
        if let Some(input) = node.get_untracked() {
            let text = input.value();
            if !text.trim().is_empty() {
                input.set_value("");
                page.dispatch(Event::QuickAdd { part, text });
            }
        }
    };
    let on_paste = move |event: web_sys::ClipboardEvent| {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok())
            .unwrap_or_default();
        if text.trim().contains('\n') {
            event.prevent_default();
            page.dispatch(Event::RawPasted { place: part, text });
        }
    };
    view! {
        <div class="quick x">
            {icon("#i-plus")}
            <input
                node_ref=node
                id=id
                class="fld"
                aria-label=label
                aria-describedby=hint.clone()
                placeholder=example
                autocomplete="off"
                on:keydown=move |event| if event.key() == "Enter" && !dom::is_composing(&event) { event.prevent_default(); add() }
                on:paste=on_paste
            />
            <span id=hint class="xs dim"><kbd>"Enter"</kbd>" adds it. Paste many lines at once."</span>
        </div>
    }
    .into_any()
}
