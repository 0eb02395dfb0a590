//! What a postmortem is: values, and the commands that change them.
//!
//! Owns the document's shape and nothing else. Must not touch serde, a clock,
//! Leptos or the web: every other room reads these values.

mod command;
mod facts;
mod id;
mod item;
mod kind;
mod part;
mod phase;
mod postmortem;
mod rows;
mod timeline;

pub use command::{Command, CommandError, ItemField, Row};
pub use facts::{FactKey, Facts};
pub use id::Id;
pub use item::{Item, ItemStyle};
pub use kind::PartKind;
pub use part::{Body, LabelMarks, Opening, Part};
pub use phase::Phase;
pub use postmortem::{Postmortem, Title, TitleOpening};
pub use rows::{Column, Line, Rows, Table};
pub use timeline::{Entry, EntryStyle};

/// A timeline's body: entries and the prose around them, in document order.
pub type Timeline = Rows<Entry>;

/// A list of action items and the prose around them, in document order.
pub type Items = Rows<Item>;
