//! The rule by which a clock gets its day: the window and the dates around it.

use super::{DayFrom, Input, InputRow};
use crate::time::calendar::{Calendar, DAY, HOUR};
use crate::time::written::{Clock, ClockStyle, Written};
use crate::time::zone::{Offsets, Zones};

/// What a timeline's window and dates say about the day of a clock.
#[derive(Clone, Debug)]
pub(crate) struct Placing {
    pub(crate) calendar: Calendar,
    zones: Zones,
    /// The zone of entries that state none.
    pub(super) zone: Option<String>,
    /// The offset of the clock that all moments are put on: that of `zone` where the timeline
    /// begins. It stays so when the clocks of the place change, so that spans are what they were.
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
        let mut placing = Placing {
            calendar,
            zones: input.zones.clone(),
            zone: None,
            offset: None,
            start_day,
            start,
            end: None,
            twelve: mostly_twelve(input),
        };
        let begin = start.unwrap_or(placing.begins_on() * DAY);
        let known = zones_stated(input).find_map(|name| Some((name, placing.offsets(name, begin)?)));
        if let Some((name, offsets)) = known {
            placing.zone = Some(name.to_owned());
            placing.offset = Some(offsets.first());
        }
        // The clock may change while the window lasts.
        let end = end.map(|end| end + placing.window_shift(end));
        placing.end = end.filter(|end| start.is_none_or(|start| start <= *end));
        placing
    }

    /// The offsets that a local time can have in a zone as written. Without a day only zones that
    /// do not change their clocks have one.
    fn offsets(&self, name: &str, local: i64) -> Option<Offsets> {
        match self.calendar.dated {
            true => self.zones.offsets(name, local),
            false => self.zones.steady_offset(name).map(Offsets::One),
        }
    }

    /// The offsets that an entry's clock can have when it shows a local time.
    pub(super) fn offsets_of(&self, written: &Written, local: i64) -> Option<Offsets> {
        let name = zone_name(written).or(self.zone.as_deref())?;
        self.offsets(name, local)
    }

    /// Seconds from an entry's own clock to the timeline's when the entry's shows a local time.
    /// One that was shown twice is the first, unless only the second is not above the entry above.
    pub(super) fn shift_at(&self, written: &Written, local: i64, above: Option<i64>) -> i64 {
        self.shift_of(zone_name(written), local, above)
    }

    /// Seconds from the clock that hangs at the timeline's place at a moment to the timeline's.
    pub(super) fn shift_behind(&self, at: i64) -> i64 {
        let (Some(own), Some(zone), true) = (self.offset, &self.zone, self.calendar.dated) else {
            return 0;
        };
        let there = self.zones.offset_at(zone, at - i64::from(own));
        there.map_or(0, |there| i64::from(own) - i64::from(there))
    }

    /// Seconds from the clock that the window is stated on to the timeline's.
    pub(super) fn window_shift(&self, local: i64) -> i64 {
        self.shift_of(None, local, None)
    }

    fn shift_of(&self, name: Option<&str>, local: i64, above: Option<i64>) -> i64 {
        let (Some(own), Some(name)) = (self.offset, name.or(self.zone.as_deref())) else {
            return 0;
        };
        let Some(offsets) = self.offsets(name, local) else {
            return 0;
        };
        let shift = |offset: i32| i64::from(own) - i64::from(offset);
        match offsets {
            Offsets::Repeated { first, second } if above.is_some_and(|above| local + shift(first) < above) => {
                shift(second)
            }
            offsets => shift(offsets.first()),
        }
    }

    /// Seconds from an entry's own clock to the timeline's, for a moment near to this one.
    pub(crate) fn shift(&self, written: &Written, near: i64) -> i64 {
        self.shift_at(written, near, None)
    }

    /// The day of a clock that nothing stands above.
    pub(super) fn begins_on(&self) -> i64 {
        self.start_day.unwrap_or(self.calendar.anchor)
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

/// The zones that can be the timeline's own, the likeliest first: the window's, the one stated for
/// all times, the entries'.
fn zones_stated(input: &Input) -> impl Iterator<Item = &str> {
    let window = input.window.iter().flat_map(|window| {
        let ends = [&window.start, &window.end].into_iter().flatten();
        let zone = window.zone.iter().map(|(name, _)| name.as_str());
        zone.chain(ends.filter_map(|(written, _)| zone_name(written)))
    });
    let entries = input.rows.iter().filter_map(|row| match row {
        InputRow::Entry(Ok(written)) => zone_name(written),
        _ => None,
    });
    window.chain(input.zone.as_deref()).chain(entries)
}

/// The zone that a time states. Behind a range it stands with its end, and holds for both.
pub(crate) fn zone_name(written: &Written) -> Option<&str> {
    let end = || written.end.as_deref()?.zone.as_ref();
    written.zone.as_ref().or_else(end).map(|zone| zone.name.as_str())
}

/// Seconds since midnight.
pub(crate) fn seconds(clock: &Clock) -> i64 {
    i64::from(clock.hour) * HOUR + i64::from(clock.minute) * 60 + i64::from(clock.second.unwrap_or(0))
}
