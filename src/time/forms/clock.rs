//! Times of day: `8:05 AM`, `08:05:31`, `15.15`, `0330hrs`, `10h47`, noon and midnight.

use super::cursor::Cursor;
use super::error::{FormError, FormErrorKind as K};
use super::half::{check, fraction, half, halved};
use crate::time::written::{Clock, ClockStyle, Doubt, Written};

/// Reads a clock into `w`; `false` where none begins here.
pub(super) fn clock(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    if word_clock(c, w) {
        return Ok(true);
    }
    let run = c.digit_run(5);
    let found = match run {
        1 | 2 => hours_first(c, w)?,
        3 | 4 => joined(c, w, run)?,
        _ => false,
    };
    if !found {
        *c = start;
    }
    Ok(found)
}

/// A clock after `T` may also be written without colons: `T1005`, `T100531`.
pub(super) fn iso_clock(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let run = c.digit_run(7);
    if !matches!(run, 4 | 6) {
        return clock(c, w);
    }
    let Some((value, _)) = c.digits(6) else {
        return Ok(false);
    };
    let value = value as u32;
    let (hour, minute, second) = if run == 6 {
        (value / 10_000, value / 100 % 100, Some(value % 100))
    } else {
        (value / 100, value % 100, None)
    };
    check(c, start.pos, hour, minute)?;
    if second.is_some_and(|s| s > 60) {
        return K::Second {
            found: format!("{:02}", value % 100),
        }
        .at(start.pos + 4..start.pos + 6);
    }
    fraction(c);
    w.clock = Some(Clock {
        hour,
        minute,
        second,
        style: ClockStyle::TwentyFour,
    });
    Ok(true)
}

/// `noon`, `midnight`: only where nothing carries on the sentence, or the whole text is a time.
fn word_clock(c: &mut Cursor<'_>, w: &mut Written) -> bool {
    let start = *c;
    let hour = match () {
        () if c.eat_word(&["noon", "midday"]) => 12,
        () if c.eat_word(&["midnight"]) => 0,
        () => return false,
    };
    let mut spans = *c;
    spans.spaces();
    let spans = spans.eat_word(&["to", "until", "till"]) && spans.spaces() && spans.digit_run(1) > 0;
    let mut zoned = *c;
    let stands =
        c.whole || spans || c.closed() || super::zone::zone(&mut zoned, &mut Written::default()).unwrap_or(false);
    if !stands {
        *c = start;
        return false;
    }
    w.clock = Some(Clock {
        hour,
        minute: 0,
        second: None,
        style: ClockStyle::Twelve,
    });
    true
}

/// A clock that begins with one or two digits of hour.
fn hours_first(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = c.pos;
    let Some((hour, _)) = c.digits(2) else {
        return Ok(false);
    };
    let hour = hour as u32;
    let after_hour = *c;
    if c.eat(':') || c.eat('：') {
        return colons(c, w, start, hour);
    }
    if c.eat('.') && c.digit_run(3) == 2 {
        return dotted(c, w, start, after_hour, hour);
    }
    *c = after_hour;
    if c.peek().is_some_and(|l| l == 'h' || l == 'H') {
        return lettered(c, w, start, hour);
    }
    if let Some(half) = half(c) {
        if hour > 23 {
            return K::HourWithHalf {
                found: hour.to_string(),
            }
            .at(start..after_hour.pos);
        }
        w.clock = Some(halved(w, hour, 0, None, half));
        return Ok(true);
    }
    let mut ahead = *c;
    ahead.spaces();
    if hour == 12 && word_clock(&mut ahead, w) {
        *c = ahead;
        return Ok(true);
    }
    // What follows is no word: a number was meant as a time.
    if c.whole && !ahead.peek().is_some_and(char::is_alphabetic) {
        let number = after_hour.since(start).to_owned();
        let span = start..after_hour.pos;
        return if hour > 24 {
            K::Hour { found: number }.at(span)
        } else {
            K::BareNumber { number }.at(span)
        };
    }
    Ok(false)
}

/// `10:05`, `10:05:31`, `10:05:31.250`, each with AM or PM.
fn colons(c: &mut Cursor<'_>, w: &mut Written, start: usize, hour: u32) -> Result<bool, FormError> {
    let minute_at = c.pos;
    let (minute, second) = match c.digits(2) {
        Some((minute, 2)) => (minute as u32, None),
        // `7:7:47` is written by people who type fast; only the seconds behind make it a clock.
        Some((minute, 1)) if c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) => {
            w.doubt(Doubt::ShortMinute);
            (minute as u32, None)
        }
        _ => {
            let end = minute_at + c.at(minute_at).glimpse().len();
            return K::MinuteDigits {
                after: cut(c, start, minute_at),
            }
            .at(minute_at..end);
        }
    };
    check(c, start, hour, minute)?;
    let second = match (c.peek(), c.peek_at(1)) {
        (Some(':'), Some(d)) if d.is_ascii_digit() => {
            c.eat(':');
            let second_at = c.pos;
            match c.digits(2) {
                Some((second, 2)) if second <= 60 => Some(second as u32),
                Some((_, 2)) => {
                    return K::Second {
                        found: c.since(second_at).into(),
                    }
                    .at(second_at..c.pos);
                }
                _ => {
                    return K::SecondDigits {
                        after: c.at(second_at).since(start).into(),
                    }
                    .at(second_at..second_at + c.at(second_at).glimpse().len());
                }
            }
        }
        (Some(':'), None) if c.whole => {
            c.eat(':');
            return K::SecondDigits {
                after: c.since(start).into(),
            }
            .at(c.pos..c.pos);
        }
        _ => second,
    };
    if second.is_some() {
        fraction(c);
    }
    // `10:20:30:40` is an address, not a clock.
    if c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
        return K::Trailing {
            found: c.glimpse().into(),
        }
        .at(c.pos..c.pos + c.glimpse().len());
    }
    finish(c, w, hour, minute, second);
    Ok(true)
}

/// The text from `start` to `end`, for a message.
fn cut(c: &Cursor<'_>, start: usize, end: usize) -> String {
    c.at(end).since(start).into()
}

/// `15.15`: only two-digit minutes, and where the sentence does not go on or AM or PM follows.
fn dotted(
    c: &mut Cursor<'_>,
    w: &mut Written,
    start: usize,
    after_hour: Cursor<'_>,
    hour: u32,
) -> Result<bool, FormError> {
    let Some((minute, _)) = c.digits(2) else {
        return Ok(false);
    };
    let minute = minute as u32;
    if c.peek() == Some('.') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
        return Ok(false);
    }
    let mut ahead = *c;
    let halved = half(&mut ahead).is_some();
    let hours = hours_word(&mut ahead);
    let zoned = super::zone::zone(&mut ahead, &mut Written::default()).unwrap_or(false);
    let two_digits = after_hour.pos - start == 2;
    if !(halved || hours || zoned || c.whole || (two_digits && c.closed())) {
        return Ok(false);
    }
    check(c, start, hour, minute)?;
    finish(c, w, hour, minute, None);
    Ok(true)
}

/// `10h47`, `10h`, `10h47m`, `10 h` not: an hour with its letter.
fn lettered(c: &mut Cursor<'_>, w: &mut Written, start: usize, hour: u32) -> Result<bool, FormError> {
    let before = *c;
    if hours_word(c) {
        if !(c.whole || c.closed()) {
            *c = before;
            return Ok(false);
        }
        check(c, start, hour, 0)?;
        w.clock = Some(Clock {
            hour,
            minute: 0,
            second: None,
            style: ClockStyle::TwentyFour,
        });
        return Ok(true);
    }
    c.eat_if(|l| l == 'h' || l == 'H');
    let minute_at = c.pos;
    match c.digits(2) {
        Some((minute, 2)) => {
            c.eat('m');
            if !c.boundary() {
                return Ok(false);
            }
            check(c, start, hour, minute as u32)?;
            finish(c, w, hour, minute as u32, None);
            Ok(true)
        }
        Some(_) => K::MinuteDigits {
            after: cut(c, start, minute_at),
        }
        .at(minute_at..c.pos),
        None => Ok(false),
    }
}

/// `0330hrs`, `0330 hours`, `0330 UTC`, `1430Z`, `930am`.
fn joined(c: &mut Cursor<'_>, w: &mut Written, run: usize) -> Result<bool, FormError> {
    let start = c.pos;
    let Some((value, _)) = c.digits(4) else {
        return Ok(false);
    };
    let (hour, minute) = (value as u32 / 100, value as u32 % 100);
    let mut ahead = *c;
    if half(&mut ahead).is_some() {
        if hour > 12 || minute > 59 {
            return Ok(false);
        }
        finish(c, w, hour, minute, None);
        return Ok(true);
    }
    if run != 4 {
        return Ok(false);
    }
    let leading_zero = value < 1000;
    let digits = *c;
    let mut ahead = *c;
    let hours = hours_word(&mut ahead) && {
        // `2000 hours of work` is a duration; `0330 hours` can only be a clock.
        let short = !ahead.since(c.pos).trim_start().eq_ignore_ascii_case("hours");
        short || leading_zero || c.whole || ahead.closed()
    };
    if hours {
        *c = ahead;
    } else {
        // `0930: Alert` can only be a clock; `1000: …` may count something.
        let alone = leading_zero && (c.closed() || c.whole);
        if !alone && !super::zone::lettered(&mut ahead) {
            return Ok(false);
        }
    }
    check(&digits, start, hour, minute)?;
    w.clock = Some(Clock {
        hour,
        minute,
        second: None,
        style: ClockStyle::TwentyFour,
    });
    Ok(true)
}

/// `hrs`, `h`, `hr`, `hours`, `Uhr` after a clock.
fn hours_word(c: &mut Cursor<'_>) -> bool {
    let start = *c;
    c.spaces();
    if c.eat_word(&["hrs", "hr", "hours", "h", "uhr"]) {
        return true;
    }
    *c = start;
    false
}

/// Closes a clock of hour and minute: AM or PM, `hrs`, and how its hour is to be read.
fn finish(c: &mut Cursor<'_>, w: &mut Written, hour: u32, minute: u32, second: Option<u32>) {
    if let Some(half) = half(c) {
        w.clock = Some(halved(w, hour, minute, second, half));
        return;
    }
    let mut ahead = *c;
    ahead.spaces();
    if hour == 12 && minute == 0 && ahead.eat_word(&["noon", "midday"]) {
        *c = ahead;
        w.clock = Some(Clock {
            hour,
            minute,
            second,
            style: ClockStyle::Twelve,
        });
        return;
    }
    if (hour == 12 || hour == 0) && minute == 0 && ahead.eat_word(&["midnight"]) {
        *c = ahead;
        w.clock = Some(Clock {
            hour: 0,
            minute,
            second,
            style: ClockStyle::Twelve,
        });
        return;
    }
    if !ahead.rest().starts_with("hours") && !ahead.rest().starts_with("Hours") {
        hours_word(c);
    } else if ahead.eat_word(&["hours"]) && (c.whole || ahead.closed()) {
        *c = ahead;
    }
    w.clock = Some(Clock {
        hour,
        minute,
        second,
        style: ClockStyle::TwentyFour,
    });
}
