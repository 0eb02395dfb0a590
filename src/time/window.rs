//! Windows and durations stated in a sentence or a label's text.

use super::written::Written;
use std::ops::Range;

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

/// Finds the window stated in a passage (`June 15, 2023, 8:00 AM to 12:00 PM (GMT+1)`).
pub fn find(text: &str) -> Option<StatedWindow> {
    let _ = text;
    None
}

/// Finds the duration stated in a passage (`2 hours`, `4-hour outage`, `1h 30m`): minutes, and where it stands.
pub fn find_duration(text: &str) -> Option<(i64, Range<usize>)> {
    let _ = text;
    None
}
