//! One action item.

use super::Id;

/// Something to be done so that the incident does not come back.
///
/// Owner, priority, kind, due and link are as typed; an empty string means that none is stated.
/// An item read from a text keeps there what it does not take into a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Identity within the document.
    pub id: Id,
    /// What to do: Markdown, may hold several lines.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
    /// Who does it.
    pub owner: String,
    /// For example `P0` or `High`.
    pub priority: String,
    /// For example prevent, mitigate, detect, repair, process, investigate.
    pub kind: String,
    /// The date by which it is done.
    pub due: String,
    /// An issue, pull request or ticket.
    pub link: String,
    /// How the item is laid out in Markdown.
    pub style: ItemStyle,
    /// Cells of columns that no field holds, in column order (tables only).
    pub cells: Vec<String>,
}

/// What stands before an item's text in Markdown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemStyle {
    /// Indent and list marker as written, for example `- ` or `    * `; empty for a plain line.
    pub lead: String,
    /// The item is written with a checkbox.
    pub checkbox: bool,
    /// A blank line stands before this item.
    pub loose: bool,
}

impl Default for ItemStyle {
    /// `- [ ] Alert on a full disk`
    fn default() -> Self {
        ItemStyle {
            lead: "- ".into(),
            checkbox: true,
            loose: false,
        }
    }
}

impl Item {
    /// An open item with the default layout and nothing but its text.
    pub fn new(id: Id, text: impl Into<String>) -> Item {
        Item {
            id,
            text: text.into(),
            done: false,
            owner: String::new(),
            priority: String::new(),
            kind: String::new(),
            due: String::new(),
            link: String::new(),
            style: ItemStyle::default(),
            cells: Vec::new(),
        }
    }
}
