//! Where the stated window lies on the timeline's clock.

use super::placing::seconds;
use super::{Input, InputRow};
use crate::time::calendar::{Calendar, DAY, HOUR};

/// A stated end without a date that lies before its start is the next day's, unless the window
/// would then be longer than this: then it is the window that runs backwards.
const LONGEST_NIGHT: i64 = 16 * HOUR;

/// The day of the window's start, its start and its end.
pub(super) fn place_window(input: &Input, calendar: &Calendar) -> (Option<i64>, Option<i64>, Option<i64>) {
    let Some(window) = &input.window else {
        return (None, None, None);
    };
    let start = window.start.as_ref().map(|(written, _)| written);
    // A range written as one time (`10:00–12:00`) holds its own end.
    let own_end = start.and_then(|start| start.end.as_deref());
    let end = window.end.as_ref().map(|(written, _)| written).or(own_end);
    let start_clock = start.and_then(|start| start.clock.as_ref()).map(seconds);
    let end_clock = end.and_then(|end| end.clock.as_ref()).map(seconds);
    let stated_start = start.and_then(|start| calendar.day(start.date.as_ref()?, calendar.anchor, None));
    let near = stated_start.unwrap_or(calendar.anchor);
    let stated_end = end.and_then(|end| calendar.day(end.date.as_ref()?, near, stated_start));
    let start_day = stated_start.or_else(|| {
        let day = stated_end?;
        // Only the end is dated: the start is on the same day, or the evening before.
        Some(if start_clock > end_clock { day - 1 } else { day })
    });
    let start_day = start_day.unwrap_or_else(|| undated_start_day(input, calendar, start_clock, end_clock));
    let start = start_clock.map(|clock| start_day * DAY + clock);
    let end = end_clock.map(|clock| match (stated_end, start_clock) {
        (Some(day), _) => day * DAY + clock,
        (None, Some(from)) if clock < from && clock + DAY - from <= LONGEST_NIGHT => (start_day + 1) * DAY + clock,
        (None, _) => start_day * DAY + clock,
    });
    (Some(start_day), start, end)
}

/// The day of a window that states clocks alone: the first dated entry's, or the evening before
/// where that entry stands behind midnight.
fn undated_start_day(input: &Input, calendar: &Calendar, start: Option<i64>, end: Option<i64>) -> i64 {
    let first = input.rows.iter().find_map(|row| match row {
        InputRow::Date(written) => Some((calendar.day(written.date.as_ref()?, calendar.anchor, None)?, None)),
        InputRow::Entry(Ok(written)) => {
            let day = calendar.day(written.date.as_ref()?, calendar.anchor, None)?;
            Some((day, written.clock.as_ref().map(seconds)))
        }
        InputRow::Entry(Err(_)) => None,
    });
    let Some((day, clock)) = first else {
        return calendar.anchor;
    };
    match (start, end, clock) {
        (Some(start), Some(end), Some(clock)) if end < start && clock <= end => day - 1,
        _ => day,
    }
}
