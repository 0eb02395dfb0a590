//! What can be done with a row of any list: add beside it, move it, delete it.
//!
//! Must not know what the row holds.

use super::menu::Choice;
use super::page::Page;
use crate::editor::Event;
use crate::model::Id;

/// The choices for a row that stands `at` a number among `all`.
pub(crate) fn choices(page: Page, id: Id, (at, all): (usize, usize)) -> Vec<Choice> {
    vec![
        Choice::new("#i-plus", "Add above", move || {
            page.dispatch(Event::AddRow {
                beside: id,
                after: false,
            })
        })
        .keys("Shift Enter"),
        Choice::new("#i-plus", "Add below", move || {
            page.dispatch(Event::AddRow {
                beside: id,
                after: true,
            })
        })
        .keys("Enter"),
        Choice::new("#i-up", "Move up", move || page.dispatch(Event::MoveRow { id, by: -1 }))
            .keys("Alt ↑")
            .disabled(at <= 1)
            .apart(),
        Choice::new("#i-dn", "Move down", move || {
            page.dispatch(Event::MoveRow { id, by: 1 })
        })
        .keys("Alt ↓")
        .disabled(at >= all),
        Choice::new("#i-trash", "Delete", move || page.dispatch(Event::RemoveRow(id)))
            .keys("Ctrl Delete")
            .apart(),
    ]
}
