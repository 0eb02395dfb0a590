//! Times counted from the start (`T+12m`, `+5 min`) and from 1970 (epoch seconds, milliseconds).

use super::cursor::Cursor;
use super::error::{FormError, FormErrorKind as K};
use crate::time::written::{Clock, ClockStyle, Date, Written, Zone};

/// Reads a relative time into `w`; `false` where none begins here.
pub(super) fn relative(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let lettered = c.eat('T') || (c.whole && c.eat('t'));
    if lettered && c.peek() == Some('0') && c.digit_run(2) == 1 {
        c.eat('0');
        let mut ahead = *c;
        ahead.spaces();
        if !ahead.peek().is_some_and(|s| s == '+' || s == '-') {
            if c.boundary() {
                w.relative = Some(0);
                return Ok(true);
            }
            *c = start;
            return Ok(false);
        }
    }
    let mut ahead = *c;
    ahead.spaces();
    let sign = match ahead.eat_if(|s| s == '+' || s == '-' || s == '−') {
        Some('+') => 1,
        Some(_) if lettered => -1,
        _ => {
            *c = start;
            return Ok(false);
        }
    };
    *c = ahead;
    c.spaces();
    // `T+~2m`
    w.approximate |= c.eat('~');
    match amount(c, start.pos, lettered) {
        Ok(Some(seconds)) => {
            w.relative = Some(sign * seconds);
            Ok(true)
        }
        Ok(None) => {
            *c = start;
            Ok(false)
        }
        Err(error) if c.whole => Err(error),
        Err(_) => {
            *c = start;
            Ok(false)
        }
    }
}

/// `12m`, `1h30m`, `1 h 30 min`, `00:12`, `01:02:03`; `0` alone only after `T`.
fn amount(c: &mut Cursor<'_>, start: usize, lettered: bool) -> Result<Option<i64>, FormError> {
    let first = *c;
    let Some((value, run)) = c.digits(5) else {
        return K::RelativeNumber {
            after: c.since(start).into(),
        }
        .at(c.pos..c.pos);
    };
    if run <= 3 && c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
        let mut parts = vec![value as i64];
        while c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) && parts.len() < 3 {
            c.eat(':');
            match c.digits(2) {
                Some((part, 2)) if part < 60 => parts.push(part as i64),
                _ => return Ok(None),
            }
        }
        return Ok(match parts.as_slice() {
            [h, m] => Some(h * 3600 + m * 60),
            [h, m, s] => Some(h * 3600 + m * 60 + s),
            _ => None,
        });
    }
    *c = first;
    let mut total = 0;
    let mut units = 0;
    loop {
        let mut ahead = *c;
        if units > 0 {
            ahead.spaces();
        }
        let Some((value, _)) = ahead.digits(5) else {
            break;
        };
        ahead.spaces();
        let Some(size) = unit(&mut ahead) else {
            if units == 0 && value == 0 && lettered && ahead.boundary() {
                c.digits(1);
                return Ok(Some(0));
            }
            if units == 0 {
                return K::RelativeUnit {
                    after: ahead.since(start).trim_end().into(),
                    found: ahead.glimpse().into(),
                }
                .at(ahead.pos..ahead.pos + ahead.glimpse().len());
            }
            break;
        };
        total += value as i64 * size;
        units += 1;
        *c = ahead;
        if units > 4 {
            break;
        }
    }
    Ok((units > 0).then_some(total))
}

/// Seconds in the unit that stands here.
pub(super) fn unit(c: &mut Cursor<'_>) -> Option<i64> {
    let word = c.word();
    let size = match word.to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => 86_400,
        _ => return None,
    };
    c.pos += word.len();
    Some(size)
}

/// Seconds (10 digits) or milliseconds (13 digits) since 1970: from 2001 to 2100, and only where
/// nothing carries on the sentence, because any long number looks like it.
pub(super) fn epoch(c: &mut Cursor<'_>, w: &mut Written) -> bool {
    let start = *c;
    let run = c.digit_run(14);
    let Some((value, _)) = (if run == 10 || run == 13 { c.digits(13) } else { None }) else {
        return false;
    };
    if run == 10 && c.peek() == Some('.') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
        c.eat('.');
        for _ in 0..9 {
            if c.eat_if(|d| d.is_ascii_digit()).is_none() {
                break;
            }
        }
    }
    let seconds = if run == 13 { value / 1000 } else { value };
    if !(1_000_000_000..4_102_444_800).contains(&seconds) || !(c.whole || c.closed()) {
        *c = start;
        return false;
    }
    let Some(moment) = chrono::DateTime::from_timestamp(seconds as i64, 0) else {
        *c = start;
        return false;
    };
    use chrono::{Datelike, Timelike};
    w.date = Some(Date {
        year: Some(moment.year()),
        month_day: Some((moment.month(), moment.day())),
        weekday: None,
        day_or_month: false,
    });
    w.clock = Some(Clock {
        hour: moment.hour(),
        minute: moment.minute(),
        second: Some(moment.second()),
        style: ClockStyle::TwentyFour,
    });
    // Seconds since 1970 are UTC by definition; nothing is written for it.
    w.zone = Some(Zone {
        name: "UTC".into(),
        span: c.pos..c.pos,
    });
    true
}
