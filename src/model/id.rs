//! Identity of parts and rows within one document.

use std::fmt;

/// Names one part or row of one document for as long as the document lives.
///
/// Ids are dealt by [`Postmortem::fresh_id`](super::Postmortem::fresh_id) and never reused, so
/// a list keyed by them survives edits. They are not written to Markdown: a text that is read
/// again is numbered in document order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Id(pub u32);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
