//! A passage of prose between rows.

use super::field::AreaField;
use super::page::use_page;
use super::row_keys;
use super::state::{Row, RowView};
use crate::editor::event::Field;
use crate::model::Id;
use leptos::prelude::*;

#[component]
pub(crate) fn Passage(id: Id, row: RwSignal<Row>) -> impl IntoView {
    let page = use_page();
    let text = Signal::derive(move || {
        row.with(|row| match &row.view {
            RowView::Text(text) => text.clone(),
            _ => String::new(),
        })
    });
    let empty = move || text.with_untracked(|text| text.trim().is_empty());
    // Enter is a line break here, as in any prose.
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() != "Enter" {
            row_keys::on_key(page, id, &event, empty);
        }
    };
    view! {
        <li class="pass" id=format!("passage-{id}") on:keydown=on_key>
            <AreaField field=Field::Text(id) value=text label=Signal::stored("Text between the rows".to_owned())/>
        </li>
    }
    .into_any()
}
