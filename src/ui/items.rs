//! A list of action items, and the line that adds one.

use super::item_row::ItemRow;
use super::keyed::Keyed;
use super::list::list;
use super::passage::Passage;
use super::quick_add::QuickAdd;
use super::state::{Row, RowKind};
use crate::model::Id;
use leptos::prelude::*;

#[component]
pub(crate) fn Items(id: Id, rows: Keyed<(RowKind, Id), Row>) -> impl IntoView {
    let keys = {
        let rows = rows.clone();
        move || rows.keys()
    };
    view! {
        <ol class="led">
            {list(keys, RowKind::key, move |key| {
                let made = rows.cell(&key).map(|cell| match key.0 {
                    RowKind::Text => view! { <Passage id=key.1 row=cell.into()/> }.into_any(),
                    _ => view! { <ItemRow id=key.1 row=cell.into()/> }.into_any(),
                });
                made.into_any()
            })}
        </ol>
        <QuickAdd part=id label="Add an action item" example="Alert when the index disk passes 80%"/>
    }
    .into_any()
}
