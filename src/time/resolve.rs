//! Which day and instant each entry means, and why.
//!
//! Nothing is guessed in silence: each entry keeps where its day was taken from, and a midnight is
//! taken only where the stated window, or a gap of under twelve hours, agrees.

mod placing;
mod stated;

pub(crate) use placing::{Placing, seconds, zone_name};

use super::calendar::{Calendar, DAY, HOUR};
use super::forms::FormError;
use super::window::StatedWindow;
use super::written::{ClockStyle, Written};
use super::zone::{Offsets, Zones};
use stated::place_window;

/// What resolution is given: one timeline and what the document states around it.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The entries' times in row order.
    pub rows: Vec<InputRow>,
    /// The window stated outside the timeline.
    pub window: Option<StatedWindow>,
    /// The zone stated for all times of the timeline ("all times are UTC"). The window's own goes
    /// before it.
    pub zone: Option<String>,
    /// What is known of zones.
    pub zones: Zones,
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
    /// Offset from UTC in seconds, where the zone is known. It is the offset of the clock that
    /// `at` is on, which is the timeline's own and never changes.
    pub offset: Option<i32>,
    /// The offset of the clock that the entry itself shows, where it is known.
    pub shown: Option<i32>,
    /// The offsets that the entry's local time can have: two where a change of the clocks repeated
    /// it, two that it has neither of where one skipped it.
    pub offsets: Option<Offsets>,
}

impl Resolved {
    /// The moment on the entry's own clock, where its zone is known.
    pub fn own(&self) -> Option<Local> {
        Some(Local(self.at?.0 + i64::from(self.shown?) - i64::from(self.offset?)))
    }
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
    /// The zone of entries that state none, as written, where it is known.
    pub zone: Option<String>,
}

impl Resolution {
    /// The index of every entry that comes before the entry above it, with that entry's index and
    /// the seconds it falls back. Entries whose time cannot be read are passed over.
    pub fn falls(&self) -> Vec<Fall> {
        let mut falls = Vec::new();
        let mut above: Option<(usize, Local)> = None;
        for (row, entry) in self.entries.iter().enumerate() {
            let Some(at) = entry.at else { continue };
            if let Some((above, before)) = above
                && at < before
            {
                falls.push(Fall {
                    row,
                    above,
                    by: before.0 - at.0,
                });
            }
            above = Some((row, at));
        }
        falls
    }

    /// Start and end of the stated window, where it runs forward.
    pub fn window(&self) -> Option<(Local, Local)> {
        match (self.start, self.end) {
            (Some(start), Some(end)) if start <= end => Some((start, end)),
            _ => None,
        }
    }

    /// The seconds from the earliest to the latest entry.
    pub fn span(&self) -> Option<i64> {
        let moments = || self.entries.iter().filter_map(|entry| entry.at);
        Some(moments().max()?.0 - moments().min()?.0)
    }
}

/// A place where the clock falls back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fall {
    /// The entry that comes too early.
    pub row: usize,
    /// The entry above it.
    pub above: usize,
    /// By how many seconds.
    pub by: i64,
}

/// Gives every entry its day and moment, with the reason. Linear in rows.
pub fn resolve(input: &Input) -> Resolution {
    let (mut resolution, _) = resolve_absolute(input);
    if !resolution.dated {
        count_from_first_day(&mut resolution);
    }
    resolution
}

/// The same on one clock for dated and undated timelines, with the rule by which days are given:
/// what repair works on.
pub(crate) fn resolve_absolute(input: &Input) -> (Resolution, Placing) {
    let calendar = Calendar::of(input);
    let (start_day, start, end) = place_window(input, &calendar);
    let placing = Placing::of(input, calendar, start_day, start, end);
    let mut walk = Walk {
        placing,
        first: None,
        above: None,
        day: None,
        heading: None,
    };
    let mut entries = Vec::with_capacity(input.rows.len());
    for row in &input.rows {
        match row {
            InputRow::Date(written) => walk.enter_heading(written),
            InputRow::Entry(Ok(written)) => entries.push(walk.enter(written)),
            InputRow::Entry(Err(_)) => entries.push(Resolved {
                at: None,
                day: DayFrom::Assumed,
                offset: None,
                shown: None,
                offsets: None,
            }),
        }
    }
    let resolution = Resolution {
        entries,
        dated: calendar.dated,
        start: start.map(Local),
        end: end.map(|end| Local(end + walk.placing.window_shift(end))),
        zone: walk.placing.zone.clone(),
    };
    (resolution, walk.placing)
}

/// Undated timelines count from the midnight before their first moment.
fn count_from_first_day(resolution: &mut Resolution) {
    let first = resolution
        .entries
        .iter()
        .find_map(|entry| entry.at)
        .or(resolution.start);
    let Some(first) = first else { return };
    let zero = first.0.div_euclid(DAY) * DAY;
    let moments = resolution.entries.iter_mut().map(|entry| &mut entry.at);
    for moment in moments.chain([&mut resolution.start, &mut resolution.end]).flatten() {
        moment.0 -= zero;
    }
}

/// What is known while walking down the rows. All moments are on the timeline's own clock.
struct Walk {
    placing: Placing,
    /// The first moment: relative times count from it where no window states a start.
    first: Option<i64>,
    above: Option<i64>,
    day: Option<i64>,
    /// The day of the date sub-heading above, until an entry states its own date.
    heading: Option<i64>,
}

impl Walk {
    fn enter_heading(&mut self, written: &Written) {
        if let Some(day) = self.placing.day(written, self.day) {
            self.day = Some(day);
            self.heading = Some(day);
            self.above = None;
        }
    }

    fn enter(&mut self, written: &Written) -> Resolved {
        let (at, day, shift) = self.place(written);
        if let Some(at) = at {
            self.above = Some(at);
            self.day = Some(at.div_euclid(DAY));
            self.first.get_or_insert(at);
        }
        // An entry in a zone whose rules are not known here has no instant.
        let offsets = at.and_then(|at| self.placing.offsets_of(written, at - shift));
        let known = self.placing.offset.filter(|_| offsets.is_some());
        Resolved {
            at: at.map(Local),
            day,
            offset: known,
            shown: known.and_then(|own| i32::try_from(i64::from(own) - shift).ok()),
            offsets: offsets.filter(|_| written.relative.is_none()),
        }
    }

    /// `9:14` between 8:50 PM and 9:30 PM: a clock without AM or PM among others with it is taken
    /// as the half of the day in which the timeline runs on.
    fn other_half(&self, written: &Written, above: i64, as_typed: (i64, DayFrom)) -> Option<(i64, DayFrom)> {
        let clock = written.clock.filter(|clock| clock.style == ClockStyle::TwentyFour)?;
        let runs_on = |at: i64| (0..12 * HOUR).contains(&(at - above));
        if !self.placing.twelve || !(1..=12).contains(&clock.hour) || runs_on(as_typed.0) {
            return None;
        }
        let other = (as_typed.0 + 12 * HOUR).rem_euclid(DAY);
        Some(self.placing.below(above, other, self.heading)).filter(|(at, _)| runs_on(*at))
    }

    /// The moment, where its day is from, and the seconds from the entry's own clock to it.
    fn place(&mut self, written: &Written) -> (Option<i64>, DayFrom, i64) {
        if let Some(after) = written.relative {
            let (base, from) = match (self.placing.start, self.first) {
                (Some(start), _) => (start, DayFrom::Window),
                (None, Some(first)) => (first, DayFrom::Above),
                (None, None) => (self.placing.calendar.anchor * DAY, DayFrom::Assumed),
            };
            // No incident lasts a thousand years; sums stay far from their limits.
            let at = base + after.clamp(-1_000 * 366 * DAY, 1_000 * 366 * DAY);
            return (Some(at), from, self.placing.shift_behind(at));
        }
        let clock = written.clock.as_ref().map(seconds);
        if let Some(day) = self.placing.day(written, self.day) {
            self.heading = None;
            if clock.is_none() {
                self.day = Some(day);
                self.above = None;
            }
            let local = clock.map(|clock| day * DAY + clock);
            let shift = local.map_or(0, |local| self.placing.shift_at(written, local, self.above));
            return (local.map(|local| local + shift), DayFrom::Entry, shift);
        }
        let Some(clock) = clock else {
            return (None, DayFrom::Assumed, 0);
        };
        let near = self.day.unwrap_or_else(|| self.placing.begins_on());
        let shift = self.placing.shift_at(written, near * DAY + clock, self.above);
        let shifted = (clock + shift).rem_euclid(DAY);
        let (at, from) = match (self.above, self.day) {
            (Some(above), _) => {
                let as_typed = self.placing.below(above, shifted, self.heading);
                self.other_half(written, above, as_typed).unwrap_or(as_typed)
            }
            (None, Some(day)) if self.heading.is_some() => (day * DAY + shifted, DayFrom::Heading),
            (None, Some(day)) => (day * DAY + shifted, DayFrom::Above),
            (None, None) => self.placing.first(shifted),
        };
        // The day that it came to lie on may be one on which the place's clocks have changed.
        let there = self.placing.shift_at(written, at - shift, self.above);
        (Some(at - shift + there), from, there)
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod zone_tests;
