//! What one written time says, nothing added: the values that [`forms`](super::forms) reads.

use super::zone::fixed_offset;
use std::fmt;
use std::ops::Range;

/// A time as somebody wrote it: any of date, clock and zone may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// Where it stands in the text that was read, in bytes; the end of a range not included.
    pub span: Range<usize>,
    /// Marked as approximate (`~10:05`, `around 10:05`).
    pub approximate: bool,
    /// The date, where one is stated.
    pub date: Option<Date>,
    /// The time of day, where one is stated.
    pub clock: Option<Clock>,
    /// The zone, where one is stated.
    pub zone: Option<Zone>,
    /// Seconds after the start (`T+12m`), where the time is relative.
    pub relative: Option<i64>,
    /// The end of a range (`10:00–10:15`); its own `end` is `None`.
    pub end: Option<Box<Written>>,
    /// The same moment on a second clock, in brackets: `12:48 (6:48 PDT)`.
    pub also: Option<Box<Written>>,
    /// What can be read in more than one way, in the order of [`Doubt`].
    pub doubts: Doubts,
}

/// Something about a written time that can be read in more than one way, or contradicts itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Doubt {
    /// Day and month could also be read the other way round (`05-02-2022`).
    DayOrMonth,
    /// A date is stated without its year.
    MissingYear,
    /// The year is written with two digits (`10/12/23`).
    ShortYear,
    /// The weekday is not that of the date.
    Weekday,
    /// AM or PM beside an hour of the 24-hour clock (`13:00 PM`, `0:30 PM`): AM or PM is not used.
    LateHour,
    /// AM or PM is written at the end of the range only and taken for its start (`8:00–9:30 PM`).
    SharedHalf,
    /// The minute has one digit (`7:7:47`).
    ShortMinute,
    /// The zone's abbreviation has several meanings (`CST`, `IST`, `BST`).
    ZoneMeanings,
}

impl Doubt {
    const ALL: [Doubt; 8] = [
        Doubt::DayOrMonth,
        Doubt::MissingYear,
        Doubt::ShortYear,
        Doubt::Weekday,
        Doubt::LateHour,
        Doubt::SharedHalf,
        Doubt::ShortMinute,
        Doubt::ZoneMeanings,
    ];
}

/// A place to go back to in what is being read: nothing in it needs memory of its own.
#[derive(Clone, Copy)]
pub(in crate::time) struct SoFar {
    approximate: bool,
    date: Option<Date>,
    clock: Option<Clock>,
    relative: Option<i64>,
    doubts: Doubts,
    zone: bool,
    end: bool,
    also: bool,
}

/// A set of doubts. Small and copied, because a time is read by trying: what did not fit is taken back often.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Doubts(u8);

impl Doubts {
    /// Whether this doubt is among them.
    pub fn contains(self, doubt: Doubt) -> bool {
        self.0 & (1 << doubt as u8) != 0
    }

    /// The doubts, in the order of [`Doubt`].
    pub fn iter(self) -> impl Iterator<Item = Doubt> {
        Doubt::ALL.into_iter().filter(move |doubt| self.contains(*doubt))
    }
}

impl fmt::Debug for Doubts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A date as stated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    /// The year, where one is stated.
    pub year: Option<i32>,
    /// Month, 1 to 12, and day; `None` where only a weekday is stated.
    pub month_day: Option<(u32, u32)>,
    /// The weekday, 0 Monday to 6 Sunday, where one is stated.
    pub weekday: Option<u8>,
    /// Day and month could also be read the other way round (`05-02-2022`).
    pub day_or_month: bool,
}

/// A time of day as stated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Clock {
    /// 0 to 23: the 24-hour reading of what is written.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 60 where seconds are written.
    pub second: Option<u32>,
    /// How the hour is written.
    pub style: ClockStyle,
}

/// How an hour is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClockStyle {
    /// With AM or PM, noon or midnight: the half of the day is stated.
    Twelve,
    /// Without AM or PM.
    TwentyFour,
}

/// A zone as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Zone {
    /// As written, without brackets: `GMT+1`, `PST`, `Africa/Lagos`.
    pub name: String,
    /// Where in the text it stands, in bytes.
    pub span: Range<usize>,
}

impl Written {
    /// Whether it names a moment or a day at all.
    pub fn is_empty(&self) -> bool {
        self.date.is_none() && self.clock.is_none() && self.relative.is_none()
    }

    /// The same time with every span moved on by this many bytes: for a time read inside a
    /// longer text.
    #[must_use]
    pub fn moved(mut self, by: usize) -> Written {
        self.span = self.span.start + by..self.span.end + by;
        if let Some(zone) = &mut self.zone {
            zone.span = zone.span.start + by..zone.span.end + by;
        }
        self.end = self.end.map(|end| Box::new(end.moved(by)));
        self.also = self.also.map(|also| Box::new(also.moved(by)));
        self
    }

    /// Reads a date that fits both ways round as its zone's people write it: the day first, except
    /// in America. The doubt stays. `typed` is the date as typed: a slash was read with the month
    /// first.
    pub(crate) fn turn_by_zone(&mut self, zone: &str, typed: &str) {
        let Some(offset) = fixed_offset(zone).filter(|offset| *offset != 0) else {
            return;
        };
        let american = (-10 * 3600..=-5 * 3600).contains(&offset);
        if let Some(date) = &mut self.date
            && date.day_or_month
            && typed.contains('/') != american
            && let Some((month, day)) = date.month_day
        {
            date.month_day = Some((day, month));
        }
    }

    /// What has been read so far, to go [`back`](Self::back) to.
    pub(in crate::time) fn so_far(&self) -> SoFar {
        SoFar {
            approximate: self.approximate,
            date: self.date,
            clock: self.clock,
            relative: self.relative,
            doubts: self.doubts,
            zone: self.zone.is_some(),
            end: self.end.is_some(),
            also: self.also.is_some(),
        }
    }

    /// Takes back what was read since. What holds text of its own is only ever added, never replaced, while a
    /// time is read: so it either goes or stays.
    pub(in crate::time) fn back(&mut self, before: SoFar) {
        self.approximate = before.approximate;
        self.date = before.date;
        self.clock = before.clock;
        self.relative = before.relative;
        self.doubts = before.doubts;
        self.zone = self.zone.take().filter(|_| before.zone);
        self.end = self.end.take().filter(|_| before.end);
        self.also = self.also.take().filter(|_| before.also);
    }

    pub(crate) fn doubt(&mut self, doubt: Doubt) {
        self.doubts.0 |= 1 << doubt as u8;
    }
}
