//! A part's prose: Markdown in a field that grows with it.

use super::field::AreaField;
use super::state::PartHead;
use crate::editor::event::Field;
use crate::editor::view::BodyView;
use crate::model::Id;
use leptos::prelude::*;

#[component]
pub(crate) fn Prose(
    id: Id,
    head: RwSignal<PartHead>,
    name: Signal<String>,
    described: Signal<Option<String>>,
) -> impl IntoView {
    let of = move |example: bool| {
        head.with(|head| match &head.view.body {
            BodyView::Prose { example: words, .. } if example => words.clone(),
            BodyView::Prose { text, .. } => text.clone(),
            _ => String::new(),
        })
    };
    view! {
        <AreaField
            field=Field::Prose(id)
            value=Signal::derive(move || of(false))
            label=name
            placeholder=Signal::derive(move || of(true))
            described
        />
    }
    .into_any()
}
