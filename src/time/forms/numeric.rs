//! Dates in figures: `2024-03-03`, `05-02-2022`, `10/12/23`, `20240303T…`.

use super::cursor::Cursor;
use super::date::{YEARS, check_day, month, ordinal, put, trailing_year};
use super::error::{FormError, FormErrorKind as K};
use crate::time::written::{Doubt, Written};

/// `3 Mar`, `3rd of March, 2024`, `03-Mar-2024`, `03/Aug/2026`, `05-02-2022`, `10/12/23`, `3.4.2020`.
pub(super) fn number_first(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
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
pub(super) fn clock_behind(mut c: Cursor<'_>) -> bool {
    c.eat(',');
    let spaced = c.spaces();
    c.eat_if(|m| m == '-' || m == '–');
    c.spaces();
    spaced && c.digits(2).is_some() && c.eat(':') && c.digits(2).is_some()
}

/// `2024-03-03`, `2024/03/03`, `2024.03.03`.
pub(super) fn year_first(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
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
pub(super) fn compact(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
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
