//! Windows and durations stated in a sentence or a label's text.
//!
//! Owns the words around times, not their spelling; must not touch the document they stand in.
//! Precision comes first: a sentence that only mentions a time states no window.

mod amount;
mod duration;
mod label;
mod phrase;
mod scan;
mod told;

use super::written::Written;
use std::ops::Range;

pub use duration::find_duration;

/// A window as stated: start and end with the bytes where each stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StatedWindow {
    /// The start, and where its text stands.
    pub start: Option<(Written, Range<usize>)>,
    /// The end, and where its text stands. Its date is only what is written with it.
    pub end: Option<(Written, Range<usize>)>,
    /// The zone as written, for both.
    pub zone: Option<(String, Range<usize>)>,
}

/// Finds the window stated in a passage (`June 15, 2023, 8:00 AM to 12:00 PM (GMT+1)`): a start and
/// end under labels before one in a phrase, and a phrase before what a sentence tells.
pub fn find(text: &str) -> Option<StatedWindow> {
    let found = scan::times(text);
    if found.is_empty() {
        return None;
    }
    let labelled = label::labelled(text, &found);
    if labelled.as_ref().is_some_and(|w| w.start.is_some() && w.end.is_some()) {
        return labelled;
    }
    phrase::phrase(text, &found)
        .or(labelled)
        .or_else(|| told::told(text, &found))
}
