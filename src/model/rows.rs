//! Rows with prose between them: the shape shared by timelines and action items.

use super::Id;

/// One line of a [`Rows`] body: a typed row, or prose kept as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line<T> {
    /// An entry or an item.
    Row(T),
    /// Markdown that is not a row: an introduction, a date sub-heading, a closing sentence.
    /// Never empty, no blank line at either end; two texts never stand side by side.
    Text {
        /// Identity of this passage.
        id: Id,
        /// The Markdown as written.
        text: String,
    },
}

/// A body made of rows, in document order, with the prose around them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rows<T> {
    /// The table that the rows stand in, where they do; `None` for lists and plain lines.
    pub table: Option<Table>,
    /// Rows and prose in document order.
    pub lines: Vec<Line<T>>,
}

/// The header of a table whose rows are entries or items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Header cells as written (inline Markdown, without the pipes).
    pub header: Vec<String>,
    /// What each column holds; as long as `header`.
    pub columns: Vec<Column>,
}

/// What a table's column holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Column {
    /// An entry's time.
    Time,
    /// An entry's or item's text.
    Text,
    /// An item's state.
    Done,
    /// An item's owner.
    Owner,
    /// An item's priority.
    Priority,
    /// An item's type.
    Type,
    /// An item's due date.
    Due,
    /// An item's link.
    Link,
    /// Anything else: kept in the row's `cells`, in column order.
    Other,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows {
            table: None,
            lines: Vec::new(),
        }
    }
}

impl<T> Rows<T> {
    /// The typed rows alone, in document order.
    pub fn rows(&self) -> impl Iterator<Item = &T> {
        self.lines.iter().filter_map(|line| match line {
            Line::Row(row) => Some(row),
            Line::Text { .. } => None,
        })
    }
}
