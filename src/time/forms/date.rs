//! Dates: `2024-03-03`, `March 3, 2024`, `3 Mar`, `05-02-2022`, `03/Aug/2026`, weekdays.

use super::cursor::Cursor;
use super::error::{FormError, FormErrorKind as K, days_in};
use super::numeric::{compact, number_first, year_first};
use crate::time::written::{Date, Doubt, Written};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Years that a document about an incident may state; other four-digit numbers are none.
pub(super) const YEARS: std::ops::RangeInclusive<u64> = 1970..=2199;

/// Reads a date into `w`; `false` where none begins here.
pub(super) fn date(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let weekday = weekday(c);
    if weekday.is_some() {
        c.eat('.');
        c.spaces();
        c.eat(',');
        c.spaces();
        if c.eat_word(&["the"]) {
            c.spaces();
        }
    }
    let doubts = w.doubts;
    let found = match calendar(c, w) {
        Ok(true) => true,
        Ok(false) => false,
        Err(error) if c.whole || weekday.is_none() => return Err(error),
        Err(_) => false,
    };
    if found {
        if let Some(date) = &mut w.date {
            date.weekday = weekday;
            if contradicts(date) {
                w.doubt(Doubt::Weekday);
            }
        }
        return Ok(true);
    }
    *c = start;
    w.doubts = doubts;
    let Some(weekday) = self::weekday(c) else {
        return Ok(false);
    };
    // `Monday: …` and `Monday 10:05` are times, `Friday deploys` is not.
    let mut ahead = *c;
    ahead.eat(',');
    ahead.spaces();
    ahead.eat_word(&["at"]);
    ahead.spaces();
    let clock_follows =
        ahead.digit_run(2) > 0 && super::clock::clock(&mut ahead, &mut Written::default()).unwrap_or(false);
    if !(c.whole || c.closed() || clock_follows) {
        *c = start;
        return Ok(false);
    }
    w.date = Some(Date {
        year: None,
        month_day: None,
        weekday: Some(weekday),
        day_or_month: false,
    });
    Ok(true)
}

/// Whether the weekday is not that of the date.
pub(super) fn contradicts(date: &Date) -> bool {
    match (date.year, date.month_day, date.weekday) {
        (Some(year), Some((month, day)), Some(said)) => !date.day_or_month && weekday_of(year, month, day) != said,
        _ => false,
    }
}

/// 0 Monday to 6 Sunday, of a date of the Gregorian calendar.
fn weekday_of(year: i32, month: u32, day: u32) -> u8 {
    // Days from 1970-01-01, a Thursday, counted by eras of 400 years that begin in March.
    let y = i64::from(if month <= 2 { year - 1 } else { year });
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    (days + 3).rem_euclid(7) as u8
}

fn weekday(c: &mut Cursor<'_>) -> Option<u8> {
    let word = c.word();
    if !(3..=9).contains(&word.len()) || !(c.whole || word.starts_with(|l: char| l.is_ascii_uppercase())) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let found = WEEKDAYS.iter().position(|name| {
        *name == lower
            || lower.len() == 3 && name.starts_with(&lower)
            || matches!(lower.as_str(), "tues" | "thur" | "thurs" | "weds") && name.starts_with(&lower)
    })?;
    if c.ahead(word.len())
        .is_some_and(|l| l.is_alphanumeric() || l == '_' || l == '\'' || l == '’')
    {
        return None;
    }
    c.pos += word.len();
    Some(found as u8)
}

/// The month that is named here, full or by its first three letters.
pub(super) fn month(c: &mut Cursor<'_>) -> Option<u32> {
    let word = c.word();
    if word.len() < 3 || !(c.whole || word.starts_with(|l: char| l.is_ascii_uppercase())) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|name| {
        *name == lower || lower.len() == 3 && name.starts_with(&lower) || lower == "sept" && *name == "september"
    })?;
    c.pos += word.len();
    if word.len() <= 4 {
        c.eat('.');
    }
    Some(found as u32 + 1)
}

fn calendar(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let found = match c.digit_run(9) {
        0 => month_first(c, w)?,
        // A clock: no date goes on with a colon here.
        1 | 2 if c.ahead(c.digit_run(2)) == Some(':') => false,
        1 | 2 => number_first(c, w)?,
        4 => year_first(c, w)?,
        8 => compact(c, w)?,
        _ => false,
    };
    if !found {
        *c = start;
    }
    Ok(found)
}

/// `March 3, 2024`, `Mar 3rd`, `Apr. 15th, 2024`, `Mar-03-2024`.
fn month_first(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = c.pos;
    let Some(month) = month(c) else {
        return Ok(false);
    };
    let name_end = c.pos;
    if !c.spaces() {
        c.eat_if(|s| s == '-' || s == '/');
    }
    if c.eat_word(&["the"]) {
        c.spaces();
    }
    let day_at = c.pos;
    let Some((day, _)) = c.digits(2) else {
        if c.whole && c.digit_run(1) == 0 {
            return K::DayMissing {
                after: c.at(name_end).since(start).into(),
            }
            .at(name_end..name_end);
        }
        return Ok(false);
    };
    let day_end = c.pos;
    ordinal(c);
    // `March 10:05` is a clock behind a month; `Mar 3.5` a number.
    let next = (c.peek(), c.peek_at(1));
    if !c.boundary()
        || matches!(next, (Some(':' | '.'), Some(d)) if d.is_ascii_digit() && c.digit_run(1) == 0 && !log_clock(c))
    {
        return Ok(false);
    }
    check_day(c, day as u32, month, None, day_at..day_end)?;
    let year = trailing_year(c);
    put(c, w, year, month, day as u32, false, day_at..day_end)
}

/// `:10:12:00` directly behind a date, as in web server logs.
fn log_clock(c: &Cursor<'_>) -> bool {
    let mut ahead = *c;
    ahead.eat(':') && ahead.digits(2).is_some() && ahead.eat(':') && ahead.digits(2).is_some()
}

/// `st`, `nd`, `rd`, `th` behind a day.
pub(super) fn ordinal(c: &mut Cursor<'_>) {
    c.eat_word(&["st", "nd", "rd", "th"]);
}

/// A year behind day and month: `, 2024`, ` 2024`, `-2024`, `/2024`.
pub(super) fn trailing_year(c: &mut Cursor<'_>) -> Option<i32> {
    let start = *c;
    c.spaces();
    if !c.eat(',') && c.pos == start.pos {
        c.eat_if(|s| s == '-' || s == '/' || s == '.');
    }
    c.spaces();
    if c.eat_word(&["of"]) {
        c.spaces();
    }
    let year = year(c);
    if year.is_none() {
        *c = start;
    }
    year
}

/// A four-digit year that is not the beginning of something else.
pub(super) fn year(c: &mut Cursor<'_>) -> Option<i32> {
    let start = *c;
    let year = c.digits(4).filter(|&(y, run)| run == 4 && YEARS.contains(&y));
    // `2024hrs` is a clock.
    let mut ahead = *c;
    ahead.spaces();
    let clock = ahead.eat_word(&["hrs", "hr", "hours", "h"]);
    if year.is_none() || !c.boundary() || clock {
        *c = start;
        return None;
    }
    year.map(|(y, _)| y as i32)
}

pub(super) fn check_day(
    c: &Cursor<'_>,
    day: u32,
    month: u32,
    year: Option<i32>,
    span: std::ops::Range<usize>,
) -> Result<(), FormError> {
    if day == 0 || day > days_in(month, year) {
        return K::Day {
            found: c.slice(span.clone()).into(),
            month,
            year,
        }
        .at(span);
    }
    Ok(())
}

pub(super) fn put(
    c: &Cursor<'_>,
    w: &mut Written,
    year: Option<i32>,
    month: u32,
    day: u32,
    day_or_month: bool,
    day_span: std::ops::Range<usize>,
) -> Result<bool, FormError> {
    check_day(c, day, month, year, day_span)?;
    w.date = Some(Date {
        year,
        month_day: Some((month, day)),
        weekday: None,
        day_or_month,
    });
    if day_or_month {
        w.doubt(Doubt::DayOrMonth);
    }
    Ok(true)
}
