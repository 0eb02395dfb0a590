//! The panel beside the text: preview, Markdown, problems.

use super::dom;
use super::icons::icon;
use super::markdown_pane::MarkdownPane;
use super::page::{Page, use_page};
use super::preview::Preview;
use super::problems::Problems;
use crate::editor::Event;
use crate::editor::view::{MobileView, PanelTab};
use leptos::prelude::*;

const TABS: [(PanelTab, &str, &str, &str); 3] = [
    (PanelTab::Preview, "tab-preview", "pane-preview", "Preview"),
    (PanelTab::Markdown, "tab-markdown", "pane-markdown", "Markdown"),
    (PanelTab::Problems, "tab-problems", "pane-problems", "Problems"),
];

#[component]
pub(crate) fn Panel() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let all = Memo::new(move |_| state.counts.with(|(errors, warnings, hints)| errors + warnings + hints));
    let tabs: Vec<AnyView> = TABS
        .iter()
        .map(|(tab, id, pane, words)| {
            let tab = *tab;
            let chosen = move || state.tab.get() == tab;
            let number = (tab == PanelTab::Problems)
                .then_some(move || (all.get() > 0).then(|| view! { " "<span class="num">{all.get()}</span> }));
            view! {
                <button
                    type="button"
                    role="tab"
                    id=*id
                    aria-selected=move || if chosen() { "true" } else { "false" }
                    aria-controls=*pane
                    tabindex=move || if chosen() { "0" } else { "-1" }
                    on:click=move |_| page.dispatch(Event::PanelShown(tab))
                    on:keydown=move |event| on_key(page, &event)
                >{*words}{number}</button>
            }
            .into_any()
        })
        .collect();
    // On a narrow page problems have a view of their own, whatever the tab.
    let listed =
        Memo::new(move |_| state.tab.get() == PanelTab::Problems || state.mobile.get() == MobileView::Problems);
    view! {
        <aside class="panel" aria-label="Preview and problems">
            <div class="tabs x">
                <div class="x" role="tablist" aria-label="Panel">{tabs}</div>
                <span class="end">
                    <button type="button" class="ib" id="hide-panel" aria-label="Hide this panel" title="Hide this panel" on:click=move |_| page.dispatch(Event::PanelToggled)>
                        {icon("#i-panel")}
                    </button>
                </span>
            </div>
            <div role="tabpanel" class="pane p-preview" id="pane-preview" aria-labelledby="tab-preview" tabindex="0"><Preview/></div>
            <div role="tabpanel" class="pane p-markdown" id="pane-markdown" aria-labelledby="tab-markdown" tabindex="0"><MarkdownPane/></div>
            <div role="tabpanel" class="pane p-problems" id="pane-problems" aria-labelledby="tab-problems" tabindex="0">
                {move || listed.get().then(|| view! { <Problems/> })}
            </div>
        </aside>
    }
    .into_any()
}

fn on_key(page: Page, event: &web_sys::KeyboardEvent) {
    let now = page.state.tab.get_untracked();
    let at = TABS.iter().position(|(tab, ..)| *tab == now).unwrap_or(0);
    let to = match event.key().as_str() {
        "ArrowRight" => (at + 1) % TABS.len(),
        "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some((tab, id, ..)) = TABS.get(to) {
        page.dispatch(Event::PanelShown(*tab));
        if let Some(tab) = dom::by_id(id) {
            let _ = tab.focus();
        }
    }
}
