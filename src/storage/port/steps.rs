//! Steps of a draft that can be taken back, as the editor hands them to a store.

use crate::model::Command;
use std::sync::Arc;

/// Something that can be taken back.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// An edit of the document.
    Edit(Command),
    /// Keeps a finding as written (rule and message).
    Keep(String, String),
    /// No longer keeps it as written.
    Unkeep(String, String),
}

/// A step that was done or undone: what reverses it, and its name for the person.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What takes the step back (or does it again).
    pub reverse: Change,
    /// "Typing", "Entry 3 deleted".
    pub label: String,
}

/// The steps of a draft, the oldest first. Shared, so that handing them on costs nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Steps {
    /// Steps that can be taken back, in the order in which they were done.
    pub done: Vec<Arc<Step>>,
    /// Steps that can be done again, in the order in which they were taken back.
    pub undone: Vec<Arc<Step>>,
}

impl Steps {
    /// Whether nothing can be taken back or done again.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }
}
