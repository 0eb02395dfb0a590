//! The keys of a row: new row, delete, move.

use super::dom;
use super::page::Page;
use crate::editor::Event;
use crate::model::Id;
use web_sys::KeyboardEvent;

/// Handles a key pressed anywhere in a row. `empty` says whether nothing is written in it.
pub(crate) fn on_key(page: Page, id: Id, event: &KeyboardEvent, empty: impl Fn() -> bool) {
    if dom::is_composing(event) || event.default_prevented() {
        return;
    }
    // A list of choices keeps its own arrow keys.
    if dom::target(event).is_some_and(|element| element.tag_name() == "SELECT") {
        return;
    }
    let typing = dom::target(event).is_some_and(|element| dom::is_text_field(&element));
    let command = event.ctrl_key() || event.meta_key();
    let todo = match event.key().as_str() {
        "Enter" if typing && !command && !event.alt_key() => Event::AddRow {
            beside: id,
            after: !event.shift_key(),
        },
        "ArrowUp" if event.alt_key() && !command => Event::MoveRow { id, by: -1 },
        "ArrowDown" if event.alt_key() && !command => Event::MoveRow { id, by: 1 },
        "Backspace" if typing && !event.repeat() && empty() => Event::RemoveRow(id),
        "Delete" if command => Event::RemoveRow(id),
        _ => return,
    };
    event.prevent_default();
    page.dispatch(todo);
}
