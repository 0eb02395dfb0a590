//! An action item: what is to be done, by whom, how soon.

use super::diagnostic::Diagnostics;
use super::dom;
use super::field::{AreaField, LineField};
use super::grip::Grip;
use super::icons::small;
use super::menu::Menu;
use super::page::use_page;
use super::row_keys;
use super::row_menu::choices;
use super::state::{Row, RowView};
use crate::editor::Event;
use crate::editor::event::Field;
use crate::editor::view::ItemView;
use crate::model::{Id, ItemField};
use leptos::prelude::*;
use std::sync::Arc;

/// Something of an item; nothing of a row that is none any more.
fn of<T: Default>(row: RwSignal<Row>, pick: fn(&ItemView) -> T) -> T {
    row.with(|row| match &row.view {
        RowView::Item(item) => pick(item),
        _ => T::default(),
    })
}

#[component]
pub(crate) fn ItemRow(id: Id, row: RwSignal<Row>) -> impl IntoView {
    let page = use_page();
    let number = Memo::new(move |_| of(row, |item| item.number));
    let text = Signal::derive(move || of(row, |item| item.text.clone()));
    let done = Memo::new(move |_| of(row, |item| item.done));
    let problems = Memo::new(move |_| row.with(|row| row.problems.clone()));
    let problems_id = format!("item-{id}-problems");
    let described = {
        let id = problems_id.clone();
        Signal::derive(move || problems.with(|it| !it.is_empty()).then(|| id.clone()))
    };
    let named = move |words: &'static str| Signal::derive(move || format!("{words} {}", number.get().0));
    let grip = Signal::derive(move || {
        let (at, all) = number.get();
        format!("Move action {at} of {all}")
    });
    let empty = move || text.with_untracked(|it| it.trim().is_empty());
    let choices = Arc::new(move || choices(page, id, number.get_untracked()));
    let meta: Vec<AnyView> = FIELDS
        .iter()
        .map(|field| view! { <Small id row field=*field number/> }.into_any())
        .collect();
    view! {
        <li class="act" class:done=move || done.get() id=format!("item-{id}") on:keydown=move |event| row_keys::on_key(page, id, &event, empty)>
            <Grip id label=grip/>
            <label class="box">
                <input
                    type="checkbox"
                    id=format!("item-{id}-done")
                    aria-label=move || format!("Done: {}", text.get())
                    prop:checked=move || done.get()
                    disabled=move || page.state.read_only.get()
                    on:change=move |event| page.dispatch(Event::SetDone { id, done: event_target_checked(&event) })
                />
            </label>
            <AreaField field=Field::Text(id) value=text label=named("Action") placeholder="What is to be done" described/>
            <Menu id=format!("item-{id}-menu") label=named("More for action") class="ib" choices/>
            <div class="meta x flow">{meta}</div>
            <Diagnostics id=problems_id problems/>
        </li>
    }
    .into_any()
}

const FIELDS: [ItemField; 5] = [
    ItemField::Owner,
    ItemField::Priority,
    ItemField::Kind,
    ItemField::Due,
    ItemField::Link,
];

/// A small field: an icon or a word says which.
#[component]
fn Small(id: Id, row: RwSignal<Row>, field: ItemField, number: Memo<(usize, usize)>) -> impl IntoView {
    let (href, words, example) = match field {
        ItemField::Owner => ("#i-people", "Owner", "Owner"),
        ItemField::Priority => ("", "Priority", "Priority"),
        ItemField::Kind => ("", "Type", "Type"),
        ItemField::Due => ("#i-due", "Due date", "Due"),
        ItemField::Link => ("#i-link", "Link", "Link"),
    };
    let list = match field {
        ItemField::Priority => Some("priorities"),
        ItemField::Kind => Some("types"),
        _ => None,
    };
    let value = Signal::derive(move || {
        row.with(|row| match &row.view {
            RowView::Item(item) => item
                .fields
                .iter()
                .find(|(it, _)| *it == field)
                .map(|(_, text)| text.clone())
                .unwrap_or_default(),
            _ => String::new(),
        })
    });
    let label = Signal::derive(move || format!("{words} of action {}", number.get().0));
    let at = Field::ItemField(id, field);
    let input = match list {
        Some(list) => view! { <LineField field=at value label class="fld" placeholder=example list/> }.into_any(),
        None => view! { <LineField field=at value label class="fld" placeholder=example/> }.into_any(),
    };
    view! { <span class=format!("mini x {}", dom::item_field_name(field))>{(!href.is_empty()).then(|| small(href))}{input}</span> }.into_any()
}

/// Usual values for the small fields, once on the page.
#[component]
pub(crate) fn ItemLists() -> impl IntoView {
    let options = |values: &'static [&'static str]| {
        values
            .iter()
            .map(|it| view! { <option value=*it></option> })
            .collect_view()
    };
    view! {
        <datalist id="priorities">{options(&["P0", "P1", "P2", "P3"])}</datalist>
        <datalist id="types">{options(&["Prevent", "Mitigate", "Detect", "Repair", "Process", "Investigate"])}</datalist>
    }
    .into_any()
}
