//! The end of a range, its shared half of the day, and a second clock in brackets.

use super::cursor::Cursor;
use super::error::FormError;
use super::point::{approximate, point};
use crate::time::written::{Clock, ClockStyle, Doubt, Written};

/// `12:48 (6:48 PDT)`: the same moment on a second clock.
pub(super) fn second_reading(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let spaced = c.spaces();
    let mark = c.eat_if(|b| b == '(' || b == '[' || b == '/' && (spaced || w.date.is_none()));
    if mark.is_none() || w.clock.is_none() {
        return Ok(false);
    }
    c.spaces();
    let begin = c.pos;
    let mut also = Written {
        approximate: approximate(c),
        ..Written::default()
    };
    if !point(c, &mut also).unwrap_or(false) || also.clock.is_none() {
        return Ok(false);
    }
    also.span = begin..c.pos;
    c.spaces();
    if mark == Some('(') && !c.eat(')') || mark == Some('[') && !c.eat(']') {
        return Ok(false);
    }
    if mark == Some('/') && (w.zone.is_none() || also.zone.is_none()) {
        return Ok(false);
    }
    w.also = Some(Box::new(also));
    Ok(true)
}

pub(super) fn range_mark(c: &mut Cursor<'_>) -> bool {
    if c.eat_if(|m| "-–—−~→‐‑‒".contains(m)).is_some() {
        if c.since(c.pos - 1) == "-" {
            c.eat('>');
        }
        return true;
    }
    c.eat_word(&["to", "until", "till", "through", "and"])
}

/// The end of a range. Its zone holds for both where the start states none.
pub(super) fn range_end(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    c.spaces();
    let and = c.word().eq_ignore_ascii_case("and");
    // ISO 8601 writes an interval as `start/end`.
    let interval = w.date.is_some() && w.clock.is_some() && c.eat('/');
    if !(interval || range_mark(c)) || (and && !c.whole && !c.between) {
        return Ok(false);
    }
    c.spaces();
    let begin = c.pos;
    let mut end = Written {
        approximate: approximate(c),
        ..Written::default()
    };
    if !point(c, &mut end)? {
        return Ok(false);
    }
    end.span = begin..c.pos;
    if w.clock.is_some() != end.clock.is_some() {
        return Ok(false);
    }
    if let (Some(from), Some(to)) = (&mut w.clock, end.clock)
        && from.style == ClockStyle::TwentyFour
        && to.style == ClockStyle::Twelve
        && (1..=12).contains(&from.hour)
        && !end.doubts.contains(Doubt::LateHour)
    {
        *from = shared_half(*from, to);
        w.doubt(Doubt::SharedHalf);
    }
    if w.zone.is_none() {
        w.zone.clone_from(&end.zone);
        if end.doubts.contains(Doubt::ZoneMeanings) {
            w.doubt(Doubt::ZoneMeanings);
        }
    }
    if let (Some(from), Some(to)) = (&mut w.date, end.date)
        && from.year.is_none()
        && from.month_day <= to.month_day
        && from.month_day.is_some()
    {
        // `March 3 to March 5, 2024`
        from.year = to.year;
    }
    if end.date.is_some_and(|d| d.year.is_none() && d.month_day.is_some()) {
        end.doubt(Doubt::MissingYear);
    }
    w.end = Some(Box::new(end));
    Ok(true)
}

/// `8:00–9:30 PM`: the start is in the same half of the day, unless it would then come after the end.
pub(super) fn shared_half(from: Clock, to: Clock) -> Clock {
    let minutes = |hour: u32, minute: u32| hour * 60 + minute;
    let (am, pm) = (from.hour % 12, from.hour % 12 + 12);
    let same = if to.hour >= 12 { pm } else { am };
    let end = minutes(to.hour, to.minute);
    let hour = if minutes(same, from.minute) <= end || to.hour < 12 {
        same
    } else {
        am
    };
    Clock {
        hour,
        style: ClockStyle::Twelve,
        ..from
    }
}

/// `8–9:30 AM`: a bare hour counts as the start of a range whose end has AM or PM.
pub(super) fn bare_start(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let Some((hour, _)) = c.digits(2) else {
        return Ok(false);
    };
    let hour = hour as u32;
    let end = c.pos;
    let mut ahead = *c;
    ahead.spaces();
    if !(1..=12).contains(&hour) || !range_mark(&mut ahead) {
        *c = start;
        return Ok(false);
    }
    let mut trial = Written {
        clock: Some(Clock {
            hour,
            minute: 0,
            second: None,
            style: ClockStyle::TwentyFour,
        }),
        ..Written::default()
    };
    let mut after = *c;
    let found = range_end(&mut after, &mut trial).unwrap_or(false) && trial.doubts.contains(Doubt::SharedHalf);
    *c = start;
    if found {
        c.pos = end;
        w.clock = trial.clock.map(|clock| Clock {
            hour,
            style: ClockStyle::TwentyFour,
            ..clock
        });
    }
    Ok(found)
}
