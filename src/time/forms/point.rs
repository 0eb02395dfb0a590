//! Date, clock and zone in the orders in which people write them, and how they say “about”.

use super::cursor::Cursor;
use super::error::FormError;
use super::{clock, date, optional, zone};
use crate::time::written::{Doubt, Written};

/// `~`, `around`, `approx.` and their kin.
pub(super) fn approximate(c: &mut Cursor<'_>) -> bool {
    let start = *c;
    let mark = c.eat('~') || c.eat('≈') || c.eat('∼');
    let word = !mark
        && (c.eat_word(&[
            "around",
            "about",
            "approximately",
            "approx",
            "circa",
            "roughly",
            "ca",
            "c",
        ]) && {
            let dotted = c.eat('.');
            let last = c.whole && c.at_end();
            let short = matches!(c.since(start.pos), "c" | "ca" | "C" | "Ca");
            (dotted || !short) && (c.spaces() || last)
        });
    if mark || word {
        c.spaces();
        return true;
    }
    *c = start;
    false
}

/// `10:05ish`, `10:05 (approx.)`.
pub(super) fn approximate_behind(c: &mut Cursor<'_>) -> bool {
    let start = *c;
    c.eat('-');
    if c.eat_word(&["ish"]) {
        return true;
    }
    *c = start;
    c.spaces();
    let said = c.eat('(')
        && c.eat_word(&[
            "approx",
            "approximate",
            "approximately",
            "about",
            "estimated",
            "est",
            "roughly",
        ])
        && {
            c.eat('.');
            c.eat(')')
        };
    if !said {
        *c = start;
    }
    said
}

/// Date, clock and zone, in the orders in which people write them.
pub(super) fn point(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    if optional_or_error(c, w, date::date)? {
        optional(c, w, weekday_of_date)?;
        optional(c, w, clock_of_date)?;
        if w.clock.is_none() {
            optional(c, w, zone::zone)?;
        }
        return Ok(true);
    }
    if !clock::clock(c, w)? {
        *c = start;
        return Ok(false);
    }
    optional(c, w, zone::zone)?;
    if c.is_over() {
        return Ok(true);
    }
    optional(c, w, date_of_clock)?;
    if w.zone.is_none() {
        optional(c, w, zone::zone)?;
    }
    Ok(true)
}

/// `2024-03-03 (Sunday)`.
pub(super) fn weekday_of_date(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let mut named = Written::default();
    let found = c.spaces() && c.eat('(') && date::date(c, &mut named).unwrap_or(false) && c.eat(')');
    let weekday = named
        .date
        .filter(|named| named.month_day.is_none())
        .and_then(|named| named.weekday);
    match (&mut w.date, weekday) {
        (Some(date), Some(weekday)) if found => {
            date.weekday = Some(weekday);
            if date::contradicts(date) {
                w.doubt(Doubt::Weekday);
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// A date where there is one; what looks like a broken date may still be a clock.
pub(super) fn optional_or_error(
    c: &mut Cursor<'_>,
    w: &mut Written,
    read: impl Fn(&mut Cursor<'_>, &mut Written) -> Result<bool, FormError>,
) -> Result<bool, FormError> {
    let (start, before) = (*c, w.so_far());
    match read(c, w) {
        Ok(true) => Ok(true),
        Ok(false) => {
            *c = start;
            w.back(before);
            Ok(false)
        }
        Err(error) => {
            let (mut again, mut other) = (start, Written::default());
            if clock::clock(&mut again, &mut other).unwrap_or(false) {
                *c = start;
                w.back(before);
                return Ok(false);
            }
            Err(error)
        }
    }
}

/// The clock behind a date, with what stands between them.
pub(super) fn clock_of_date(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let t = c.peek().is_some_and(|t| t == 'T' || t == 't') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit());
    let log = c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit());
    let compact = matches!(c.peek(), Some('-' | '_')) && c.digit_run_behind() >= 4;
    if t || log || compact {
        c.eat_if(|_| true);
        if !clock::iso_clock(c, w)? {
            return Ok(false);
        }
    } else {
        let spaced = c.spaces();
        if placeholder(c) {
            return Ok(true);
        }
        let mark = c.eat_if(|m| ",:@|-–—~;".contains(m));
        w.approximate |= mark == Some('~');
        let spaced = c.spaces() || spaced;
        if c.eat_word(&["at", "from"]) {
            c.spaces();
        }
        if mark != Some('@') && c.eat('@') {
            c.spaces();
        }
        if !spaced && mark.is_none() {
            return Ok(false);
        }
        w.approximate |= approximate(c);
        if placeholder(c) {
            return Ok(true);
        }
        // `March 3 – March 4` is a range of days, `2024-03-03 - 2024-03-04` too.
        let mut ahead = *c;
        if date::date(&mut ahead, &mut Written::default()).unwrap_or(false) {
            return Ok(false);
        }
        if !clock::clock(c, w)? {
            return Ok(false);
        }
    }
    optional(c, w, zone::zone)?;
    if w.date.is_some_and(|d| d.year.is_none() && d.month_day.is_some()) && w.clock.is_some_and(|k| k.second.is_some())
    {
        // `Thu Dec 23 18:30:24 2021 +0100`
        optional(c, w, |c, w| {
            c.spaces();
            let year = date::year(c);
            if let Some(date) = &mut w.date {
                date.year = year;
            }
            Ok(year.is_some())
        })?;
        if w.zone.is_none() {
            optional(c, w, zone::zone)?;
        }
    }
    Ok(true)
}

/// `--:--`: the date is known and the clock is not.
pub(super) fn placeholder(c: &mut Cursor<'_>) -> bool {
    for form in ["--:--:--", "--:--", "??:??", "xx:xx", "XX:XX", "__:__"] {
        if c.rest().starts_with(form) {
            c.pos += form.len();
            return true;
        }
    }
    false
}

/// The date behind a clock: `10:05 AM, March 3`, `8 am on 3 Mar`.
pub(super) fn date_of_clock(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let spaced = c.spaces();
    let comma = c.eat(',');
    let spaced = c.spaces() || spaced;
    let on = c.eat_word(&["on"]) && c.spaces();
    if !spaced && !comma {
        return Ok(false);
    }
    let bracket = c.eat('(');
    let found = date::date(c, w)?;
    // A weekday or a pair of numbers behind a clock carries on the sentence more often than not.
    let sure = found && (on || bracket || c.whole || w.date.is_some_and(|d| d.month_day.is_some()));
    Ok(sure && (!bracket || c.eat(')')))
}
