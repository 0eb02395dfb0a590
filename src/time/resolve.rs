//! Which day and instant each entry means, and why.
//!
//! Nothing is guessed in silence: each entry keeps where its day was taken from, and a midnight is
//! taken only where the stated window, or a gap of under twelve hours, agrees.

use super::calendar::{Calendar, DAY, HOUR};
use super::forms::FormError;
use super::window::StatedWindow;
use super::written::{Clock, ClockStyle, Written};
use super::zone::fixed_offset;

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
    /// `at` is on, which is the timeline's own.
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

/// A stated end without a date that lies before its start is the next day's, unless the window
/// would then be longer than this: then it is the window that runs backwards.
const LONGEST_NIGHT: i64 = 16 * HOUR;

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
    let placing = Placing {
        calendar,
        offset: own_offset(input),
        start_day,
        start,
        end: end.filter(|end| start.is_none_or(|start| start <= *end)),
        twelve: mostly_twelve(input),
    };
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
            }),
        }
    }
    let resolution = Resolution {
        entries,
        dated: calendar.dated,
        start: start.map(Local),
        end: end.map(Local),
    };
    (resolution, placing)
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

fn zone_offset(written: &Written) -> Option<i32> {
    fixed_offset(&written.zone.as_ref()?.name)
}

/// Seconds since midnight.
pub(crate) fn seconds(clock: &Clock) -> i64 {
    i64::from(clock.hour) * HOUR + i64::from(clock.minute) * 60 + i64::from(clock.second.unwrap_or(0))
}

/// The day of the window's start, its start and its end.
fn place_window(input: &Input, calendar: &Calendar) -> (Option<i64>, Option<i64>, Option<i64>) {
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
    twelve: bool,
}

impl Placing {
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
        let (at, day) = self.place(written);
        if let Some(at) = at {
            self.above = Some(at);
            self.day = Some(at.div_euclid(DAY));
            self.first.get_or_insert(at);
        }
        // An entry in a zone whose rules are not known here has no instant.
        let known = written.zone.is_none() || zone_offset(written).is_some();
        Resolved {
            at: at.map(Local),
            day,
            offset: self.placing.offset.filter(|_| known),
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

    fn place(&mut self, written: &Written) -> (Option<i64>, DayFrom) {
        if let Some(after) = written.relative {
            let (base, from) = match (self.placing.start, self.first) {
                (Some(start), _) => (start, DayFrom::Window),
                (None, Some(first)) => (first, DayFrom::Above),
                (None, None) => (self.placing.calendar.anchor * DAY, DayFrom::Assumed),
            };
            // No incident lasts a thousand years; sums stay far from their limits.
            return (Some(base + after.clamp(-1_000 * 366 * DAY, 1_000 * 366 * DAY)), from);
        }
        let shift = self.placing.shift(written);
        let clock = written.clock.as_ref().map(seconds);
        if let Some(day) = self.placing.day(written, self.day) {
            self.heading = None;
            if clock.is_none() {
                self.day = Some(day);
                self.above = None;
            }
            return (clock.map(|clock| day * DAY + clock + shift), DayFrom::Entry);
        }
        let Some(clock) = clock else {
            return (None, DayFrom::Assumed);
        };
        let clock = (clock + shift).rem_euclid(DAY);
        let (at, from) = match (self.above, self.day) {
            (Some(above), _) => {
                let as_typed = self.placing.below(above, clock, self.heading);
                self.other_half(written, above, as_typed).unwrap_or(as_typed)
            }
            (None, Some(day)) if self.heading.is_some() => (day * DAY + clock, DayFrom::Heading),
            (None, Some(day)) => (day * DAY + clock, DayFrom::Above),
            (None, None) => self.placing.first(clock),
        };
        (Some(at), from)
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

#[cfg(test)]
mod tests {
    use super::super::notation::input;
    use super::*;

    /// `0W08:00 1M00:30`: the day counted from the first moment's, where it is from, the clock.
    fn told(window: &str, times: &str) -> String {
        let resolution = resolve(&input(window, times));
        let zero = resolution
            .entries
            .iter()
            .find_map(|entry| entry.at)
            .map_or(0, |at| at.0.div_euclid(DAY));
        let words = resolution.entries.iter().map(|entry| {
            let from = match entry.day {
                DayFrom::Entry => 'E',
                DayFrom::Heading => 'H',
                DayFrom::Above => 'A',
                DayFrom::Midnight => 'M',
                DayFrom::Window => 'W',
                DayFrom::Assumed => '-',
            };
            entry.at.map_or("?".to_owned(), |at| {
                let minutes = at.0.rem_euclid(DAY) / 60;
                format!(
                    "{}{from}{:02}:{:02}",
                    at.0.div_euclid(DAY) - zero,
                    minutes / 60,
                    minutes % 60
                )
            })
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_and_their_reasons() {
        let cases = [
            // A window gives the day; twelve o'clock is not taken as the next day's where it disagrees.
            (
                "2023-06-15 8:00 AM – 12:00 PM",
                "8:00 AM, 9:00 AM, 10:00 PM, 11:00 PM, 12:00 PM",
                "0W08:00 0A09:00 0A22:00 0A23:00 0A12:00",
            ),
            (
                "",
                "9:00 AM, 10:00 PM, 11:00 PM, 12:00 PM",
                "0-09:00 0A22:00 0A23:00 0A12:00",
            ),
            // Midnight where the window holds it, with and without a date for its end.
            (
                "2023-02-10 9:30 PM – 4:45 AM",
                "9:30 PM, 11:00 PM, 12:00 AM, 1:45 AM, 4:45 AM",
                "0W21:30 0A23:00 1M00:00 1A01:45 1A04:45",
            ),
            (
                "2024-03-03 22:00 – 2024-03-04 02:00",
                "22:00, 23:00, 00:00, 02:00",
                "0W22:00 0A23:00 1M00:00 1A02:00",
            ),
            ("", "17:15, 22:27, 02:00", "0-17:15 0A22:27 1M02:00"),
            ("22:00 – 02:00", "23:50, 00:10", "0W23:50 1M00:10"),
            // A gap of twelve hours or more is no midnight without a window.
            ("", "23:21, 21:31", "0-23:21 0A21:31"),
            ("", "22:00, 10:00", "0-22:00 0A10:00"),
            ("", "22:00, 09:59", "0-22:00 1M09:59"),
            // The first entry behind the window's midnight, and shortly before its start.
            ("2024-03-03 22:00 – 2024-03-04 02:00", "00:30, 01:00", "0W00:30 0A01:00"),
            ("2024-03-04 00:10 – 02:00", "23:50, 00:15", "0W23:50 1M00:15"),
            ("18:00 – 19:00", "17:30, 18:00, 19:00", "0W17:30 0A18:00 0A19:00"),
            // A late clock among those behind midnight is the evening's before.
            (
                "2024-03-03 22:00 – 2024-03-04 02:00",
                "22:00, 00:20, 23:55, 00:40",
                "0W22:00 1M00:20 0W23:55 1M00:40",
            ),
            // The next morning, after the incident's end.
            (
                "2024-03-03 20:00 – 23:00",
                "20:00, 23:00, 23:30, 08:00",
                "0W20:00 0A23:00 0A23:30 1M08:00",
            ),
            // Own dates, dates alone and sub-headings.
            (
                "",
                "2017-03-06 22:59, 23:11, 00:05, 2017-03-12 19:57, 23:21",
                "0E22:59 0A23:11 1M00:05 6E19:57 6A23:21",
            ),
            (
                "",
                "# 2021-06-11, 21:01, 23:40, 00:10, # 2021-06-14, 09:20",
                "0H21:01 0H23:40 1M00:10 3H09:20",
            ),
            ("", "2019-12-03, 10:00, 11:00", "? 0A10:00 0A11:00"),
            ("", "10:00, 2019-12-03 11:00", "0-10:00 0E11:00"),
            // Missing years: the window's, the neighbour's, over New Year's Eve, nowhere.
            (
                "2023-12-31 22:00 – 2024-01-01 03:00",
                "12-31 23:00, 01-01 01:00",
                "0E23:00 1E01:00",
            ),
            ("", "07-22 23:00, 07-23 04:10", "0E23:00 1E04:10"),
            (
                "",
                "Mon 10:00, Tue 09:00, Fri 08:00, Mon 07:00",
                "0E10:00 1E09:00 4E08:00 7E07:00",
            ),
            // Relative times, and what is no time.
            ("2024-03-03 22:00 – 23:00", "T+0, T+90", "0W22:00 0W23:30"),
            ("", "10:00, T+5, ?, 10:07", "0-10:00 0A10:05 ? 0A10:07"),
            // A window of several days.
            (
                "2021-01-15 03:00 – 2021-01-17 02:00",
                "11:00, 20:00, 04:00, 23:00, 01:00",
                "0W11:00 0A20:00 1M04:00 1A23:00 2M01:00",
            ),
            // Without AM or PM among neighbours that say it; a timeline of bare clocks means what it says.
            (
                "",
                "8:50 PM, 09:14, 9:30 PM, 10:00 PM",
                "0-20:50 0A21:14 0A21:30 0A22:00",
            ),
            ("", "11:50 PM, 12:20, 12:40 AM", "0-23:50 1M00:20 1A00:40"),
            ("", "8:50 AM, 09:14, 9:30 AM", "0-08:50 0A09:14 0A09:30"),
            ("", "20:50, 09:14, 21:30", "0-20:50 0A09:14 0A21:30"),
            ("", "", ""),
        ];
        for (window, times, expected) in cases {
            assert_eq!(told(window, times), expected, "{window} | {times}");
        }
    }

    #[test]
    fn windows_on_the_same_clock() {
        let length = |window: &str, times: &str| {
            let resolution = resolve(&input(window, times));
            resolution
                .start
                .zip(resolution.end)
                .map(|(start, end)| (end.0 - start.0) / 60)
        };
        assert_eq!(length("2023-06-15 8:00 AM – 12:00 PM", ""), Some(240));
        assert_eq!(length("9:30 PM – 4:45 AM", ""), Some(435));
        // No night is that long: this window runs backwards.
        assert_eq!(length("07:32 – 07:11", ""), Some(-21));
        assert_eq!(length("22:00 – 2024-03-04 02:00", ""), Some(240));
        assert_eq!(length("22:00 – 02:00", "2024-03-04 00:30"), Some(240));
        let resolution = resolve(&input("22:00 – 02:00", "2024-03-04 00:30"));
        assert_eq!(resolution.entries[0].at.unwrap().0 - resolution.start.unwrap().0, 9_000);
    }

    #[test]
    fn dates_are_counted_from_1970() {
        let resolution = resolve(&input("2023-06-15 8:00 AM – 12:00 PM", "8:00 AM"));
        assert!(resolution.dated);
        assert_eq!(resolution.entries[0].at, Some(Local(1_686_816_000)));
        let resolution = resolve(&input("", "8:00 AM"));
        assert!(!resolution.dated);
        assert_eq!(resolution.entries[0].at, Some(Local(28_800)));
    }

    #[test]
    fn falls_pass_over_what_is_no_time() {
        let falls = resolve(&input("", "10:00, ?, 09:00, 09:30")).falls();
        assert_eq!(
            falls,
            [Fall {
                row: 2,
                above: 0,
                by: 3_600
            }]
        );
    }
}
