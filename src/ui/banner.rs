//! Lasting notices: they stay until they are answered.

use super::icons;
use super::list::{Key, list};
use super::page::use_page;
use crate::editor::view::Banner;
use crate::lint::Severity;
use leptos::prelude::*;

#[component]
pub(crate) fn Banners() -> impl IntoView {
    let state = use_page().state;
    view! {
        {list(
            move || state.banners.get(),
            |banner| Key::Text(format!("{}\n{}", banner.title, banner.text)),
            |banner| view! { <Notice banner/> }.into_any(),
        )}
    }
    .into_any()
}

#[component]
fn Notice(banner: Banner) -> impl IntoView {
    let page = use_page();
    let (class, icon, word) = icons::severity(banner.severity);
    let role = if banner.severity == Severity::Error {
        "alert"
    } else {
        "status"
    };
    let actions: Vec<AnyView> = banner
        .actions
        .into_iter()
        .enumerate()
        .map(|(at, (words, event))| {
            let event = StoredValue::new(event);
            let class = if at == 0 { "btn fix" } else { "btn" };
            view! {
                <button type="button" class=class on:click=move |_| page.dispatch(event.get_value())>{words}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class=format!("banner x flow {class}") role=role>
            {icons::icon(icon)}
            <p><span class="vh">{word}": "</span><b>{banner.title}</b>" "{banner.text}</p>
            <div class="acts x flow">{actions}</div>
        </div>
    }
    .into_any()
}
