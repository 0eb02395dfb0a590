//! What one written time says, nothing added: the values that [`forms`](super::forms) reads.

use std::ops::Range;

/// A time as somebody wrote it: any of date, clock and zone may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
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
}

/// A date as stated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    /// The year, where one is stated.
    pub year: Option<i32>,
    /// Month, 1 to 12; with `day` `None` where only a weekday is stated.
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
