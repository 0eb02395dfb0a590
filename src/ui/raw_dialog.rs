//! The dialog of raw material that was pasted into a timeline: what was seen in it, before it goes in.

use super::effects;
use super::icons::{classed, icon};
use super::page::{Page, use_page};
use crate::editor::view::RawView;
use crate::editor::{Event, is_raw};
use crate::model::Id;
use leptos::html;
use leptos::prelude::*;

/// Raw material pasted into a row's field is shown before it goes in; other text is the field's.
pub(crate) fn on_paste(page: Page, place: Id, event: &web_sys::ClipboardEvent) {
    let data = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    if let Some(text) = data.filter(|text| is_raw(text)) {
        event.prevent_default();
        page.dispatch(Event::RawPasted { place, text });
    }
}

#[component]
pub(crate) fn RawDialog() -> impl IntoView {
    let page = use_page();
    let raw = page.state.raw;
    let dialog = NodeRef::<html::Dialog>::new();
    effects::modal(dialog);
    let confirm = NodeRef::<html::Button>::new();
    effects::focus_on_load(confirm);
    let close = move || page.dispatch(Event::RawClosed);
    let of = move |pick: fn(&RawView) -> String| raw.with(|it| it.as_ref().map(pick).unwrap_or_default());
    view! {
        <dialog
            class="dlg raw"
            id="raw-dialog"
            node_ref=dialog
            aria-labelledby="raw-heading"
            on:cancel=move |event: web_sys::Event| { event.prevent_default(); close() }
        >
            <div class="x">
                <h2 id="raw-heading">{move || of(|it| format!("Pasted: {}", it.format))}</h2>
                <span class="end">
                    <button type="button" class="ib" aria-label="Close" title="Close" on:click=move |_| close()>{icon("#i-x")}</button>
                </span>
            </div>
            <div class="found" tabindex="0" role="region" aria-label="Seen in it">
                {move || raw.with(|it| it.as_ref().map(seen))}
            </div>
            <div class="x">
                <button type="button" class="btn quiet end" on:click=move |_| close()>"Cancel"</button>
                <button type="button" class="btn" id="raw-lines" on:click=move |_| page.dispatch(Event::RawAsLines)>
                    "Add each line as it is"
                </button>
                <button
                    type="button"
                    class="btn primary"
                    id="raw-confirm"
                    node_ref=confirm
                    on:click=move |_| page.dispatch(Event::RawConfirmed)
                >{move || of(|it| format!("Add {}", entries(it.total)))}</button>
            </div>
        </dialog>
    }
    .into_any()
}

fn entries(number: usize) -> String {
    match number {
        1 => "1 entry".into(),
        n => format!("{n} entries"),
    }
}

fn seen(raw: &RawView) -> AnyView {
    let said = |words: String| view! { {classed("#i-info", "i info")}<p class="w">{words}</p> }.into_any();
    let mut sentences = raw.said.clone();
    sentences.extend(match raw.left {
        0 => None,
        1 => Some("1 line that is no entry is kept as text between the entries.".into()),
        n => Some(format!(
            "{n} lines that are no entries are kept as text between the entries."
        )),
    });
    let sentences: Vec<AnyView> = sentences.into_iter().map(said).collect();
    let rows: Vec<AnyView> = raw
        .entries
        .iter()
        .map(|(time, text)| {
            view! { <li><span class="num">{time.clone()}</span><span>{text.clone()}</span></li> }.into_any()
        })
        .collect();
    let more = raw.total.saturating_sub(raw.entries.len());
    let more = (more > 0).then(|| view! { <p class="w dim">{format!("and {more} more")}</p> });
    view! { <div class="rec">{sentences}<ol class="tl w">{rows}</ol>{more}</div> }.into_any()
}
