//! The views of a narrow page, at the bottom where thumbs are.

use super::icons::{classed, icon};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::view::MobileView;
use leptos::prelude::*;

#[component]
pub(crate) fn TabBar() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let counts = Memo::new(move |_| state.counts.get());
    let tab = move |view: MobileView, id: &'static str, face: AnyView| {
        view! {
            <button
                type="button"
                id=id
                aria-current=move || (state.mobile.get() == view).then_some("page")
                on:click=move |_| page.dispatch(Event::MobileShown(view))
            >{face}</button>
        }
        .into_any()
    };
    let problems = view! {
        {move || match counts.get() {
            (0, 0, _) => classed("#i-info", "i"),
            (0, ..) => classed("#i-warn", "i warn"),
            _ => classed("#i-err", "i err"),
        }}
        <span>"Problems "{move || {
            let (errors, warnings, hints) = counts.get();
            let all = errors + warnings + hints;
            (all > 0).then(|| view! { <span class="num">{all}</span> })
        }}</span>
    };
    view! {
        <nav class="tabbar" aria-label="Views">
            {tab(MobileView::Write, "view-write", view! { {icon("#i-edit")}<span>"Write"</span> }.into_any())}
            {tab(MobileView::Preview, "view-preview", view! { {icon("#i-eye")}<span>"Preview"</span> }.into_any())}
            {tab(MobileView::Problems, "view-problems", problems.into_any())}
        </nav>
    }
    .into_any()
}
