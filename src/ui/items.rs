//! A list of action items, and the line that adds one.

use super::item_row::ItemRow;
use super::list::long_list;
use super::page::use_page;
use super::passage::Passage;
use super::quick_add::QuickAdd;
use super::state::{PartCell, RowKind};
use crate::model::Id;
use leptos::prelude::*;

#[component]
pub(crate) fn Items(id: Id, cell: PartCell) -> impl IntoView {
    let PartCell { head, rows, .. } = cell;
    let hint = Memo::new(move |_| head.with(|head| head.view.hint.clone()));
    let keys = {
        let rows = rows.clone();
        move || rows.keys()
    };
    view! {
        {move || (!hint.with(String::is_empty)).then(|| view! { <p class="dim">{move || hint.get()}</p> })}
        <ol class="led">
            {long_list(keys, RowKind::key, move |key| {
                let made = rows.cell(&key).map(|cell| match key.0 {
                    RowKind::Text => view! { <Passage id=key.1 row=cell.into()/> }.into_any(),
                    _ => view! { <ItemRow id=key.1 row=cell.into()/> }.into_any(),
                });
                made.into_any()
            }, use_page().state.whole)}
        </ol>
        <QuickAdd part=id label="Add an action item" example="Alert when the index disk passes 80%"/>
    }
    .into_any()
}
