//! A part: its heading, what can be done with it, and what it holds.

use super::composer::kind_choices;
use super::diagnostic::Diagnostics;
use super::effects;
use super::field::LineField;
use super::items::Items;
use super::menu::{Choice, Menu};
use super::outline::name;
use super::page::{Page, use_page};
use super::prose::Prose;
use super::state::{PartCell, PartHead};
use super::timeline::Timeline;
use crate::editor::Event;
use crate::editor::effect::FocusTarget;
use crate::editor::event::Field;
use crate::editor::view::BodyView;
use crate::model::Id;
use crate::ui::dom;
use leptos::prelude::*;
use std::sync::Arc;

/// What a part holds, without the contents: a part that changes it gets another body.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Prose,
    Timeline,
    Items,
}

#[component]
pub(crate) fn Part(id: Id, cell: PartCell) -> impl IntoView {
    let page = use_page();
    let head: RwSignal<PartHead> = cell.head.clone().into();
    let words = Memo::new(move |_| head.with(name));
    let heading = Signal::derive(move || head.with(|head| head.view.heading.clone()));
    let kind = Memo::new(move |_| head.with(|head| head.view.kind));
    let problems = Memo::new(move |_| head.with(|head| head.problems.clone()));
    let caption = Memo::new(move |_| {
        head.with(|head| match &head.view.body {
            BodyView::Timeline(timeline) => timeline.caption.clone(),
            _ => String::new(),
        })
    });
    let holds = Memo::new(move |_| {
        head.with(|head| match &head.view.body {
            BodyView::Prose { .. } => Holds::Prose,
            BodyView::Timeline(_) => Holds::Timeline,
            BodyView::Items(_) => Holds::Items,
        })
    });
    let heading_id = format!("part-{id}-name");
    let problems_id = format!("part-{id}-problems");
    let described = {
        let problems_id = problems_id.clone();
        Signal::derive(move || problems.with(|it| !it.is_empty()).then(|| problems_id.clone()))
    };
    let level = move || {
        head.with(|head| match head.view.level {
            0..=3 => "part",
            _ => "part sub",
        })
    };
    let body = move || match holds.get() {
        Holds::Prose => view! { <Prose id head name=words.into() described/> }.into_any(),
        Holds::Timeline => view! { <Timeline id cell=cell.clone()/> }.into_any(),
        Holds::Items => view! { <Items id cell=cell.clone()/> }.into_any(),
    };
    let choices = Arc::new(move || choices(page, id, head));
    view! {
        <section class=level id=dom::part_id(id) tabindex="-1" aria-labelledby=heading_id data-kind=move || kind.get().name()>
            <header class="x bare">
                <h2 class="vh" id=heading_id.clone()>{move || words.get()}</h2>
                <span class="head" on:keydown=move |event| heading_key(page, id, &event)>
                    <LineField
                        field=Field::Heading(id)
                        value=heading
                        label=Signal::derive(move || format!("Heading of {}", words.get()))
                        class="fld"
                        placeholder=Signal::derive(move || kind.get().label().to_owned())
                    />
                </span>
                <span class="sm dim cap">{move || caption.get()}</span>
                <Menu id=format!("part-{id}-menu") label=Signal::derive(move || format!("More for {}", words.get())) class="ib" choices/>
            </header>
            {body}
            <Diagnostics id=problems_id problems/>
        </section>
    }
    .into_any()
}

/// Enter goes on to the part's text, Alt with an arrow moves the part.
fn heading_key(page: Page, id: Id, event: &web_sys::KeyboardEvent) {
    if dom::is_composing(event) {
        return;
    }
    match (event.key().as_str(), event.alt_key()) {
        ("Enter", _) => {
            event.prevent_default();
            let body = dom::by_id(&dom::part_id(id)).and_then(|part| {
                part.query_selector("textarea, .when input, .quick input")
                    .ok()
                    .flatten()
            });
            if let Some(body) = body.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok()) {
                let _ = body.focus();
            }
        }
        ("ArrowUp", true) => {
            event.prevent_default();
            page.dispatch(Event::MovePart { id, by: -1 });
        }
        ("ArrowDown", true) => {
            event.prevent_default();
            page.dispatch(Event::MovePart { id, by: 1 });
        }
        _ => {}
    }
}

fn choices(page: Page, id: Id, head: RwSignal<PartHead>) -> Vec<Choice> {
    let (can_up, can_down) = head.with_untracked(|head| (head.view.can_up, head.view.can_down));
    let add = kind_choices(move |kind| page.dispatch(Event::AddPart { after: Some(id), kind }));
    let kinds = kind_choices(move |kind| page.dispatch(Event::SetPartKind { id, kind }));
    vec![
        Choice::new("#i-edit", "Rename", move || {
            effects::focus(FocusTarget::Field(Field::Heading(id)))
        }),
        Choice::more("#i-list", "What it is about", kinds),
        Choice::more("#i-plus", "Add a part below", add),
        Choice::new("#i-up", "Move up", move || {
            page.dispatch(Event::MovePart { id, by: -1 })
        })
        .keys("Alt ↑")
        .disabled(!can_up)
        .apart(),
        Choice::new("#i-dn", "Move down", move || {
            page.dispatch(Event::MovePart { id, by: 1 })
        })
        .keys("Alt ↓")
        .disabled(!can_down),
        Choice::new("#i-trash", "Remove", move || page.dispatch(Event::RemovePart(id))).apart(),
    ]
}
