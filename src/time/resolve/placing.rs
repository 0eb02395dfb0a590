//! The rule by which a clock gets its day: the window and the dates around it.

use super::{DayFrom, Input, InputRow};
use crate::time::calendar::{Calendar, DAY, HOUR};
use crate::time::written::{Clock, ClockStyle, Written};
use crate::time::zone::fixed_offset;

/// What a timeline's window and dates say about the day of a clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placing {
    pub(crate) calendar: Calendar,
    /// The offset of the timeline's own clock.
    pub(crate) offset: Option<i32>,
    start_day: Option<i64>,
    pub(crate) start: Option<i64>,
    /// The stated end, where it is not before the start.
    pub(crate) end: Option<i64>,
    /// Most clocks say AM or PM: one that does not may mean either.
    pub(super) twelve: bool,
}

impl Placing {
    /// The rule for one timeline, its window already on the timeline's clock.
    pub(super) fn of(
        input: &Input,
        calendar: Calendar,
        start_day: Option<i64>,
        start: Option<i64>,
        end: Option<i64>,
    ) -> Placing {
        Placing {
            calendar,
            offset: own_offset(input),
            start_day,
            start,
            end: end.filter(|end| start.is_none_or(|start| start <= *end)),
            twelve: mostly_twelve(input),
        }
    }

    /// Seconds from an entry's own clock to the timeline's.
    pub(crate) fn shift(&self, written: &Written) -> i64 {
        match (self.offset, zone_offset(written)) {
            (Some(own), Some(other)) => i64::from(own) - i64::from(other),
            _ => 0,
        }
    }

    /// The day of a heading's or an entry's date.
    pub(crate) fn day(&self, written: &Written, above: Option<i64>) -> Option<i64> {
        let near = above.or(self.start_day).unwrap_or(self.calendar.anchor);
        self.calendar.day(written.date.as_ref()?, near, above)
    }

    /// A clock below another entry: the same day, or the next where midnight may be taken.
    /// `heading` is the day of a date sub-heading that still holds.
    pub(crate) fn below(&self, above: i64, clock: i64, heading: Option<i64>) -> (i64, DayFrom) {
        let day = above.div_euclid(DAY);
        let same = day * DAY + clock;
        if same < above && may_pass_midnight(above, same + DAY, self.end) {
            return (same + DAY, DayFrom::Midnight);
        }
        // Behind midnight a late clock of the evening before is out of its row, not a day late.
        if let (Some(start), Some(end), None) = (self.start, self.end, heading)
            && same > end
            && same - above > 12 * HOUR
            && same - DAY >= start
        {
            return (same - DAY, DayFrom::Window);
        }
        match heading {
            Some(heading) if heading == day => (same, DayFrom::Heading),
            _ => (same, DayFrom::Above),
        }
    }

    /// A clock with nothing above it: the window's day, or the one beside it where that fits.
    pub(crate) fn first(&self, clock: i64) -> (i64, DayFrom) {
        let Some(start_day) = self.start_day else {
            // An entry further down may be dated: then this one is on that day.
            return (self.calendar.anchor * DAY + clock, DayFrom::Assumed);
        };
        let same = start_day * DAY + clock;
        if let (Some(start), Some(end)) = (self.start, self.end) {
            let inside = |at: i64| start <= at && at <= end;
            if !inside(same) && inside(same + DAY) {
                return (same + DAY, DayFrom::Window);
            }
            // Shortly before a window that opens after midnight.
            if same > end + 12 * HOUR && start - (same - DAY) <= 3 * HOUR {
                return (same - DAY, DayFrom::Window);
            }
        }
        (same, DayFrom::Window)
    }
}

/// Whether a clock that falls back may mean the next day: the window holds it, or, where the
/// window is silent or already over, the gap is under twelve hours.
fn may_pass_midnight(above: i64, next: i64, end: Option<i64>) -> bool {
    let gap = next - above;
    match end {
        Some(end) if next <= end => gap < 18 * HOUR,
        Some(end) => gap < 12 * HOUR && above - end < 6 * HOUR,
        None => gap < 12 * HOUR,
    }
}

/// Whether most clocks of a timeline say AM or PM.
fn mostly_twelve(input: &Input) -> bool {
    let (mut twelve, mut all) = (0, 0);
    for row in &input.rows {
        if let InputRow::Entry(Ok(Written { clock: Some(clock), .. })) = row {
            all += 1;
            twelve += usize::from(clock.style == ClockStyle::Twelve);
        }
    }
    twelve * 2 > all
}

/// The offset of the clock that all moments are put on: the window's zone, else the first one
/// stated by an entry.
fn own_offset(input: &Input) -> Option<i32> {
    let window = input.window.as_ref();
    let stated = window.and_then(|window| {
        let ends = [&window.start, &window.end].into_iter().flatten();
        let mut names = window
            .zone
            .iter()
            .map(|(name, _)| name.as_str())
            .chain(ends.filter_map(|(written, _)| written.zone.as_ref().map(|zone| zone.name.as_str())));
        names.find_map(fixed_offset)
    });
    let stated = stated.or_else(|| fixed_offset(input.zone.as_ref()?));
    stated.or_else(|| {
        input.rows.iter().find_map(|row| match row {
            InputRow::Entry(Ok(written)) => zone_offset(written),
            _ => None,
        })
    })
}

pub(super) fn zone_offset(written: &Written) -> Option<i32> {
    fixed_offset(&written.zone.as_ref()?.name)
}

/// Seconds since midnight.
pub(crate) fn seconds(clock: &Clock) -> i64 {
    i64::from(clock.hour) * HOUR + i64::from(clock.minute) * 60 + i64::from(clock.second.unwrap_or(0))
}
