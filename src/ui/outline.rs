//! The parts of the draft as a list of places to go to; a menu where there is no room for a list.

use super::composer::{go_to_facts, go_to_part};
use super::icons::{self, icon};
use super::list::{Key, list};
use super::menu::{Choice, Menu};
use super::page::{Page, use_page};
use super::state::PartHead;
use crate::model::Id;
use crate::ui::dom;
use leptos::prelude::*;
use std::sync::Arc;

/// What a part is called in lists: its heading, else its kind.
pub(crate) fn name(head: &PartHead) -> String {
    match head.view.heading.as_str() {
        "" => head.view.kind.label().to_owned(),
        heading => heading.to_owned(),
    }
}

#[component]
pub(crate) fn Outline() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let current = RwSignal::new(None::<Id>);
    let scrolled = window_event_listener(leptos::ev::scroll, move |_| {
        let now = part_in_view(page);
        if now != current.get_untracked() {
            current.set(now);
        }
    });
    on_cleanup(move || scrolled.remove());
    let facts_state = move || {
        let head = state.facts.get();
        let worst = head.problems.iter().map(|problem| problem.severity).max();
        let filled = state.fact_fields.with_value(|fields| !fields.is_empty());
        match worst {
            Some(severity) => icons::severity(severity).0,
            None if filled => "",
            None => "none",
        }
    };
    view! {
        <nav class="rail" aria-label="Parts of this postmortem">
            <ol class="outline">
                <li>
                    <a class="x" href="#facts" aria-current=move || current.get().is_none().then_some("location") on:click=move |event| { event.prevent_default(); go_to_facts(page) }>
                        {move || match facts_state() {
                            "err" => icons::classed("#i-err", "i err"),
                            "warn" => icons::classed("#i-warn", "i warn"),
                            _ => icons::classed("#i-list", "i dim"),
                        }}
                        <span>"Facts"</span>
                    </a>
                </li>
                {list(
                    move || state.part_ids.get(),
                    |id| Key::Number(id.0.into()),
                    move |id| state.part(id).map(|cell| view! { <Line id head=cell.head.into() current/> }).into_any(),
                )}
            </ol>
            <p class="words"><b class="num">{move || state.words.get()}</b>" words"</p>
        </nav>
    }
    .into_any()
}

#[component]
fn Line(id: Id, head: RwSignal<PartHead>, current: RwSignal<Option<Id>>) -> impl IntoView {
    let page = use_page();
    let mark = Memo::new(move |_| head.with(|head| head.view.state));
    let count = Memo::new(move |_| head.with(|head| head.view.count));
    view! {
        <li>
            <a
                class="x"
                href=format!("#{}", dom::part_id(id))
                aria-current=move || (current.get() == Some(id)).then_some("location")
                on:click=move |event| { event.prevent_default(); current.set(Some(id)); go_to_part(page, id) }
            >
                {move || { let (class, href, _) = icons::part_state(mark.get()); icons::classed(href, class) }}
                <span>{move || head.with(name)}</span>
                {move || count.get().map(|count| view! { <span class="num dim end">{count}</span> })}
                <span class="vh">{move || icons::part_state(mark.get()).2}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The last part whose top has passed under the bar; none while the facts are still there.
fn part_in_view(page: Page) -> Option<Id> {
    page.state.part_ids.with_untracked(|ids| {
        ids.iter()
            .rev()
            .copied()
            .find(|id| dom::by_id(&dom::part_id(*id)).is_some_and(|part| part.get_bounding_client_rect().top() < 120.0))
    })
}

/// The bar above the text where the outline has no room.
#[component]
pub(crate) fn PartsBar() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let choices = Arc::new(move || {
        let mut choices = vec![Choice::new("#i-list", "Facts", move || go_to_facts(page))];
        for id in state.part_ids.get_untracked() {
            if let Some(cell) = state.part(id) {
                let (words, mark) = cell.head.with_untracked(|head| (name(head), head.view.state));
                choices.push(Choice::new(icons::part_state(mark).1, words, move || {
                    go_to_part(page, id)
                }));
            }
        }
        choices
    });
    let face = view! { {icon("#i-list")}<span>"Parts"</span>{icon("#i-down")} }.into_any();
    view! {
        <div class="pbar x">
            <Menu id="parts" label="Parts of this postmortem" class="btn quiet" choices face/>
            <span class="num end"><b>{move || state.words.get()}</b>" words"</span>
        </div>
    }
    .into_any()
}
