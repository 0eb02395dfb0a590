//! A timeline: chart, rows, and the line that adds one.

use super::chart;
use super::effects;
use super::entry_row::EntryRow;
use super::list::long_list;
use super::page::use_page;
use super::passage::Passage;
use super::quick_add::QuickAdd;
use super::state::{PartCell, RowKind};
use crate::editor::effect::FocusTarget;
use crate::editor::event::Field;
use crate::model::Id;
use leptos::prelude::*;

#[component]
pub(crate) fn Timeline(id: Id, cell: PartCell) -> impl IntoView {
    let PartCell { head, chart, rows } = cell;
    let hint = Memo::new(move |_| head.with(|head| head.view.hint.clone()));
    let empty = {
        let rows = rows.clone();
        Memo::new(move |_| rows.is_empty())
    };
    let keys = {
        let rows = rows.clone();
        move || rows.keys()
    };
    let chart = move || {
        chart.with(|chart| {
            chart.as_ref().map(|chart| {
                let metrics = metrics(&chart.metrics, &chart.metrics_note);
                view! { <figure class="fig">{chart::draw(chart, go_to_entry)}{metrics}</figure> }
            })
        })
    };
    view! {
        {chart}
        {move || empty.get().then(|| view! {
            <p class="dim">{move || hint.get()}" Type a time below, or paste your notes: each line that starts with a time becomes an entry."</p>
        })}
        <ol class="led">
            {long_list(keys, RowKind::key, move |key| {
                let made = rows.cell(&key).map(|cell| match key.0 {
                    RowKind::Text => view! { <Passage id=key.1 row=cell.into()/> }.into_any(),
                    _ => view! { <EntryRow id=key.1 row=cell.into()/> }.into_any(),
                });
                made.into_any()
            }, use_page().state.whole)}
        </ol>
        <QuickAdd part=id label="Add an entry" example="8:05 AM – Alert fired"/>
    }
    .into_any()
}

fn go_to_entry(id: Id) {
    effects::focus(FocusTarget::Field(Field::EntryTime(id)));
}

fn metrics(metrics: &[(String, String, String)], note: &str) -> Option<AnyView> {
    if metrics.is_empty() && note.is_empty() {
        return None;
    }
    let list: Vec<AnyView> = metrics
        .iter()
        .map(|(name, value, formula)| {
            let formula = formula.clone();
            view! {
                <div class="x" title=formula>
                    <dt>{name.clone()}<span class="vh">", "{formula.clone()}</span></dt>
                    <dd class="num">{value.clone()}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    let note = (!note.is_empty()).then(|| view! { <p>{note.to_owned()}</p> });
    Some(view! { <div class="ttx x flow"><dl class="x flow">{list}</dl>{note}</div> }.into_any())
}
