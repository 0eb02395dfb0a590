//! The two regions that screen readers listen to.

use super::page::use_page;
use leptos::prelude::*;

#[component]
pub(crate) fn Live() -> impl IntoView {
    let state = use_page().state;
    view! {
        <div class="vh" id="said" role="status" aria-live="polite">{move || state.polite.get()}</div>
        <div class="vh" id="said-now" role="alert" aria-live="assertive">{move || state.assertive.get()}</div>
    }
    .into_any()
}
