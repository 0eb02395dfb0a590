//! Which day and instant each entry means, and why.

use super::forms::FormError;
use super::window::StatedWindow;
use super::written::Written;

/// What resolution is given: one timeline and what the document states around it.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The entries' times in row order.
    pub rows: Vec<InputRow>,
    /// The window stated outside the timeline.
    pub window: Option<StatedWindow>,
}

/// One row of a timeline, or a date sub-heading above rows.
#[derive(Clone, Debug)]
pub enum InputRow {
    /// An entry's time as typed, read by [`forms::parse`](super::forms::parse).
    Entry(Result<Written, FormError>),
    /// A date that holds for the entries below it.
    Date(Written),
}

/// A point on a timeline's own clock: seconds since 1970-01-01T00:00 of local time, or since the
/// first entry's midnight where no date is known anywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Local(pub i64);

/// Where an entry's day was taken from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DayFrom {
    /// Stated in the entry.
    Entry,
    /// A date sub-heading above.
    Heading,
    /// The entry above.
    Above,
    /// The entry above, one day on: the clock passed midnight.
    Midnight,
    /// The stated window.
    Window,
    /// Nowhere: day 0 of an undated timeline.
    Assumed,
}

/// An entry as understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolved {
    /// The moment, where the time can be read.
    pub at: Option<Local>,
    /// Where its day comes from.
    pub day: DayFrom,
    /// Offset from UTC in seconds, where the zone is known.
    pub offset: Option<i32>,
}

/// A timeline as understood.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Resolution {
    /// One for each [`InputRow::Entry`], in order.
    pub entries: Vec<Resolved>,
    /// Whether `Local` counts from 1970 (a date is known) or from the first day.
    pub dated: bool,
    /// The window on the same clock, where it is stated.
    pub start: Option<Local>,
    /// Its end; the day after the start's where the clock says so.
    pub end: Option<Local>,
}

/// Gives every entry its day and moment, with the reason. Linear in rows.
pub fn resolve(input: &Input) -> Resolution {
    let _ = input;
    Resolution::default()
}
