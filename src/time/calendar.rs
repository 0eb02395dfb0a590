//! Dates as written to days: the year or the nearest weekday where only a part is stated.

use super::resolve::{Input, InputRow};
use super::written::{Date, Written};
use chrono::{Datelike, NaiveDate};

/// Seconds in an hour.
pub(crate) const HOUR: i64 = 3_600;
/// Seconds in a day.
pub(crate) const DAY: i64 = 86_400;

/// The months: name, and days where the year is no leap year.
pub(super) const MONTHS: [(&str, u32); 12] = [
    ("January", 31),
    ("February", 28),
    ("March", 31),
    ("April", 30),
    ("May", 31),
    ("June", 30),
    ("July", 31),
    ("August", 31),
    ("September", 30),
    ("October", 31),
    ("November", 30),
    ("December", 31),
];

/// A month's name, 1 to 12; nothing for other numbers.
pub(crate) fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    index.and_then(|index| MONTHS.get(index)).map_or("", |(name, _)| *name)
}

/// Days from the common era to 1970-01-01.
const EPOCH: i64 = 719_163;
/// A timeline without a year anywhere is laid out from here, a Monday of a leap year.
const NOWHERE: (i32, u32, u32) = (2000, 1, 3);

/// What is known about a timeline's days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    /// Whether a full date is stated anywhere.
    pub(crate) dated: bool,
    /// The first full date, in days since 1970; a stand-in where there is none.
    pub(crate) anchor: i64,
}

impl Calendar {
    /// Looks for the first full date: the window's, else an entry's.
    pub(crate) fn of(input: &Input) -> Calendar {
        let window = input.window.iter().flat_map(|window| [&window.start, &window.end]);
        let stated = window.flatten().map(|(written, _)| written);
        let rows = input.rows.iter().filter_map(|row| match row {
            InputRow::Entry(Ok(written)) | InputRow::Date(written) => Some(written),
            InputRow::Entry(Err(_)) => None,
        });
        match stated.chain(rows).find_map(full) {
            Some(anchor) => Calendar { dated: true, anchor },
            None => Calendar {
                dated: false,
                anchor: day_number(NOWHERE.0, NOWHERE.1, NOWHERE.2).unwrap_or(0),
            },
        }
    }

    /// The day of a date: a missing year is the one nearest to `near`; a weekday alone is the next
    /// one from `above` on, or the one nearest to `near`. `None` where there is no such day.
    pub(crate) fn day(&self, date: &Date, near: i64, above: Option<i64>) -> Option<i64> {
        let Some((month, day)) = date.month_day else {
            let weekday = i64::from(date.weekday?);
            let step = |from: i64| (weekday - (from + 3)).rem_euclid(7);
            return Some(match above {
                Some(above) => above + step(above),
                None => near - 3 + step(near - 3),
            });
        };
        if let Some(year) = date.year {
            return day_number(year, month, day);
        }
        let about = year_of(near)?;
        let years = [about, about - 1, about + 1];
        let days = years.into_iter().filter_map(|year| day_number(year, month, day));
        days.min_by_key(|day| (day - near).abs())
    }
}

fn full(written: &Written) -> Option<i64> {
    let date = written.date.as_ref()?;
    let (month, day) = date.month_day?;
    day_number(date.year?, month, day)
}

/// Days since 1970-01-01.
pub(crate) fn day_number(year: i32, month: u32, day: u32) -> Option<i64> {
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(i64::from(date.num_days_from_ce()) - EPOCH)
}

/// Year, month and day of a number of days since 1970-01-01.
pub(crate) fn civil(day: i64) -> Option<(i32, u32, u32)> {
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(day + EPOCH).ok()?)?;
    Some((date.year(), date.month(), date.day()))
}

fn year_of(day: i64) -> Option<i32> {
    civil(day).map(|(year, ..)| year)
}
