//! The open draft: bar, outline, parts, panel.

use super::banner::Banners;
use super::dom;
use super::facts::Facts;
use super::item_row::ItemLists;
use super::list::{Key, list};
use super::menu::{Choice, Menu};
use super::outline::{Outline, PartsBar};
use super::page::{Page, use_page};
use super::panel::Panel;
use super::part::Part;
use super::tabbar::TabBar;
use super::topbar::TopBar;
use crate::editor::Event;
use crate::editor::view::{MobileView, PanelTab};
use crate::model::{Id, PartKind};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(crate) fn Composer() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let view = move || match state.mobile.get() {
        MobileView::Write => "write",
        MobileView::Preview => "preview",
        MobileView::Problems => "problems",
    };
    let tab = move || match state.tab.get() {
        PanelTab::Preview => "preview",
        PanelTab::Markdown => "markdown",
        PanelTab::Problems => "problems",
    };
    let add = Arc::new(move || kind_choices(move |kind| page.dispatch(Event::AddPart { after: None, kind })));
    view! {
        <div class="app" data-view=view data-tab=tab class:alone=move || state.panel_hidden.get() class:reading=move || state.read_only.get()>
            <a class="skip" href="#main">"Skip to the text"</a>
            <TopBar/>
            <Outline/>
            <main class="main" id="main" tabindex="-1">
                <Banners/>
                <PartsBar/>
                <div class="sheet">
                    <Facts/>
                    {list(
                        move || state.part_ids.get(),
                        |id| Key::Number(id.0.into()),
                        move |id| state.part(id).map(|cell| view! { <Part id cell/> }).into_any(),
                    )}
                    <div class="x add">
                        <Menu id="add-part" label="Add a part" class="btn" choices=add face=add_face()/>
                    </div>
                </div>
            </main>
            <ItemLists/>
            <Panel/>
            <TabBar/>
        </div>
    }
    .into_any()
}

fn add_face() -> AnyView {
    view! { {super::icons::icon("#i-plus")}<span>"Add a part"</span> }.into_any()
}

/// A line for every kind of part.
pub(crate) fn kind_choices(run: impl Fn(PartKind) + Clone + Send + Sync + 'static) -> Vec<Choice> {
    PartKind::ALL
        .iter()
        .map(|kind| {
            let run = run.clone();
            Choice::new("", kind.label(), move || run(*kind))
        })
        .collect()
}

/// Shows a part and puts the focus on it; on a narrow page the text comes forward first.
pub(crate) fn go_to_part(page: Page, id: Id) {
    page.dispatch(Event::MobileShown(MobileView::Write));
    super::effects::focus(crate::editor::effect::FocusTarget::Part(id));
}

/// Shows the facts.
pub(crate) fn go_to_facts(page: Page) {
    page.dispatch(Event::MobileShown(MobileView::Write));
    if let Some(facts) = dom::by_id("facts") {
        let _ = facts.focus();
        facts.scroll_into_view();
    }
}
