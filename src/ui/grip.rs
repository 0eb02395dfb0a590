//! The grip of a row: lifts it, moves it by keys or by the pointer, puts it down.

use super::dom;
use super::icons::icon;
use super::page::{Page, use_page};
use crate::editor::Event;
use crate::model::Id;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

#[component]
pub(crate) fn Grip(id: Id, label: Signal<String>) -> impl IntoView {
    let page = use_page();
    // How far the row was moved since it was lifted; `None` while it lies.
    let lifted = RwSignal::new(None::<i32>);
    // Where the pointer would drop it.
    let aim = StoredValue::new(None::<i32>);
    let end = move |event: PointerEvent, drop: bool| {
        if let Some(Some(by)) = aim.try_update_value(Option::take) {
            clear_aim(&event);
            if drop && by != 0 {
                page.dispatch(Event::MoveRow { id, by });
            }
        }
    };
    view! {
        <button
            type="button"
            class="grip"
            id=dom::grip_id(id)
            aria-label=label
            title="Drag, or press Space and use the arrow keys"
            aria-pressed=move || if lifted.get().is_some() { "true" } else { "false" }
            on:keydown=move |event| on_key(page, id, lifted, &event)
            on:pointerdown=move |event| {
                if event.button() == 0 && let Some(grip) = current(&event) {
                    let _ = grip.set_pointer_capture(event.pointer_id());
                    aim.set_value(Some(0));
                }
            }
            on:pointermove=move |event| {
                if aim.with_value(Option::is_some) {
                    aim.set_value(Some(take_aim(&event)));
                }
            }
            on:pointerup=move |event| end(event, true)
            on:pointercancel=move |event| end(event, false)
        >
            {icon("#i-grip")}
        </button>
    }
    .into_any()
}

fn on_key(page: Page, id: Id, lifted: RwSignal<Option<i32>>, event: &KeyboardEvent) {
    let moved = lifted.get_untracked();
    let key = event.key();
    match (key.as_str(), moved) {
        (" " | "Enter", None) => lifted.set(Some(0)),
        (" " | "Enter", Some(_)) => lifted.set(None),
        ("Escape", Some(by)) => {
            lifted.set(None);
            if by != 0 {
                page.dispatch(Event::MoveRow { id, by: -by });
            }
        }
        ("ArrowUp" | "ArrowDown", Some(by)) => {
            let way = if key == "ArrowUp" { -1 } else { 1 };
            // At either end there is nowhere to go, and nothing to take back later.
            if can_go(event, way) {
                lifted.set(Some(by + way));
                page.dispatch(Event::MoveRow { id, by: way });
            }
        }
        ("Tab", _) => {
            lifted.set(None);
            return;
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn current(event: &web_sys::Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// The row of a grip.
fn row(event: &web_sys::Event) -> Option<Element> {
    current(event)?.closest("li").ok().flatten()
}

fn can_go(event: &web_sys::Event, way: i32) -> bool {
    row(event).is_some_and(|row| match way {
        -1 => row.previous_element_sibling().is_some(),
        _ => row.next_element_sibling().is_some(),
    })
}

/// How many places the pointer is away from the row, and a line where it would fall.
fn take_aim(event: &PointerEvent) -> i32 {
    let Some(row) = row(event) else { return 0 };
    clear_aim(event);
    let y = f64::from(event.client_y());
    let mut by = 0;
    let mut last = None;
    let (mut above, mut below) = (row.previous_element_sibling(), row.next_element_sibling());
    while let Some(element) = above {
        let place = element.get_bounding_client_rect();
        if y >= place.top() + place.height() / 2.0 {
            break;
        }
        by -= 1;
        above = element.previous_element_sibling();
        last = Some(element);
    }
    while let (0.., Some(element)) = (by, below) {
        let place = element.get_bounding_client_rect();
        if y <= place.top() + place.height() / 2.0 {
            break;
        }
        by += 1;
        below = element.next_element_sibling();
        last = Some(element);
    }
    let _ = row.class_list().add_1("moving");
    if let Some(element) = last {
        let _ = element
            .class_list()
            .add_1(if by < 0 { "aim-above" } else { "aim-below" });
    }
    by
}

fn clear_aim(event: &web_sys::Event) {
    let Some(list) = row(event).and_then(|row| row.parent_element()) else {
        return;
    };
    let Ok(marked) = list.query_selector_all(".moving, .aim-above, .aim-below") else {
        return;
    };
    for at in 0..marked.length() {
        if let Some(element) = marked.get(at).and_then(|it| it.dyn_into::<Element>().ok()) {
            let _ = element.class_list().remove_3("moving", "aim-above", "aim-below");
        }
    }
}
