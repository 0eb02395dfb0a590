//! Dates: `2024-03-03`, `March 3, 2024`, `3 Mar`, `05-02-2022`, `03/Aug/2026`, weekdays.

use super::cursor::Cursor;
use super::error::{FormError, FormErrorKind as K, days_in};
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
const YEARS: std::ops::RangeInclusive<u64> = 1970..=2199;

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
    let doubts = w.doubts.clone();
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
fn month(c: &mut Cursor<'_>) -> Option<u32> {
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
fn ordinal(c: &mut Cursor<'_>) {
    c.eat_word(&["st", "nd", "rd", "th"]);
}

/// A year behind day and month: `, 2024`, ` 2024`, `-2024`, `/2024`.
fn trailing_year(c: &mut Cursor<'_>) -> Option<i32> {
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

/// `3 Mar`, `3rd of March, 2024`, `03-Mar-2024`, `03/Aug/2026`, `05-02-2022`, `10/12/23`, `3.4.2020`.
fn number_first(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = c.pos;
    let Some((first, first_digits)) = c.digits(2) else {
        return Ok(false);
    };
    let first_end = c.pos;
    let mut named = *c;
    ordinal(&mut named);
    let mark = named.eat_if(|s| s == '-' || s == '/');
    if mark.is_none() {
        named.spaces();
        if named.eat_word(&["of"]) {
            named.spaces();
        }
    }
    if let Some(month) = month(&mut named) {
        if !named.boundary() {
            return Ok(false);
        }
        *c = named;
        check_day(c, first as u32, month, None, start..first_end)?;
        let year = trailing_year(c);
        return put(c, w, year, month, first as u32, false, start..first_end);
    }
    let Some(mark) = c.eat_if(|s| s == '-' || s == '/' || s == '.') else {
        return Ok(false);
    };
    let second_at = c.pos;
    let Some((second, second_digits)) = c.digits(2) else {
        return Ok(false);
    };
    let second_end = c.pos;
    let pair = *c;
    let year_at = c.pos + 1;
    let year = if c.eat(mark) {
        match (c.digit_run(5), c.digits(4)) {
            (4, Some((year, _))) if YEARS.contains(&year) => Some(year as i32),
            (2, Some((year, _))) if mark != '.' || first_digits + second_digits == 4 => {
                w.doubt(Doubt::ShortYear);
                Some(2000 + year as i32)
            }
            (run, _) if c.whole && run > 0 => {
                return K::Year {
                    found: c.since(year_at).into(),
                }
                .at(year_at..c.pos);
            }
            _ => return Ok(false),
        }
    } else if mark == '/' && (c.whole || clock_behind(*c)) {
        *c = pair;
        None
    } else {
        return Ok(false);
    };
    if c.peek() == Some(mark) || (c.peek() == Some('.') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit())) {
        return Ok(false);
    }
    let (first, second) = (first as u32, second as u32);
    // A slash is read the American way round and a dash or dot with the day first, unless the
    // numbers say otherwise; where both fit, the doubt is kept.
    let month_first = if first > 12 || second > 12 {
        second > 12
    } else {
        mark == '/'
    };
    let doubtful = first <= 12 && second <= 12 && first != second;
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    let (month_span, day_span) = if month_first {
        (start..first_end, second_at..second_end)
    } else {
        (second_at..second_end, start..first_end)
    };
    if !(1..=12).contains(&month) {
        return K::Month {
            found: c.slice(month_span.clone()).into(),
        }
        .at(month_span);
    }
    check_day(c, day, month, year, day_span.clone())?;
    put(c, w, year, month, day, doubtful, day_span)
}

/// A clock with colons stands behind spaces.
fn clock_behind(mut c: Cursor<'_>) -> bool {
    c.eat(',');
    let spaced = c.spaces();
    c.eat_if(|m| m == '-' || m == '–');
    c.spaces();
    spaced && c.digits(2).is_some() && c.eat(':') && c.digits(2).is_some()
}

/// `2024-03-03`, `2024/03/03`, `2024.03.03`.
fn year_first(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = c.pos;
    let Some((year, _)) = c.digits(4) else {
        return Ok(false);
    };
    if !YEARS.contains(&year) {
        return Ok(false);
    }
    let year = year as i32;
    let Some(mark) = c.eat_if(|s| s == '-' || s == '/' || s == '.') else {
        let mut named = *c;
        if named.spaces()
            && let Some(month) = month(&mut named)
        {
            named.spaces();
            let day_at = named.pos;
            if let Some((day, _)) = named.digits(2) {
                ordinal(&mut named);
                *c = named;
                return put(c, w, Some(year), month, day as u32, false, day_at..c.pos);
            }
        }
        return Ok(false);
    };
    let month_at = c.pos;
    let named = (mark != '.').then(|| month(c)).flatten();
    let month = match named {
        Some(month) => month,
        None => match c.digits(2) {
            Some((month, _)) => month as u32,
            None if c.whole => {
                return K::MonthMissing {
                    after: c.since(start).into(),
                }
                .at(c.pos..c.pos);
            }
            None => return Ok(false),
        },
    };
    if !(1..=12).contains(&month) {
        return K::Month {
            found: c.since(month_at).into(),
        }
        .at(month_at..c.pos);
    }
    if !c.eat(mark) {
        if c.whole {
            return K::DayMissing {
                after: c.since(start).into(),
            }
            .at(c.pos..c.pos);
        }
        return Ok(false);
    }
    let day_at = c.pos;
    let Some((day, _)) = c.digits(2) else {
        if c.whole {
            return K::DayMissing {
                after: c.since(start).into(),
            }
            .at(c.pos..c.pos);
        }
        return Ok(false);
    };
    put(c, w, Some(year), month, day as u32, false, day_at..c.pos)
}

/// `20240303T100500Z`: only with its clock, else it is any number.
fn compact(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = c.pos;
    let Some((value, _)) = c.digits(8) else {
        return Ok(false);
    };
    let clock =
        c.peek().is_some_and(|t| t == 'T' || t == '-' || t == '_') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit());
    let (year, month, day) = (value / 10_000, (value / 100 % 100) as u32, (value % 100) as u32);
    let plausible = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !plausible || !(clock || c.whole) {
        return Ok(false);
    }
    put(c, w, Some(year as i32), month, day, false, start + 6..start + 8)
}

fn check_day(
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

fn put(
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
