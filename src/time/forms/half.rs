//! The half of the day, fractions of a second, and what a clock can show.

use super::cursor::Cursor;
use super::error::{FormError, FormErrorKind as K};
use crate::time::written::{Clock, ClockStyle, Doubt, Written};

/// Half of the day as written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

/// AM or PM in any of its spellings, with the spaces before it.
pub(super) fn half(c: &mut Cursor<'_>) -> Option<Half> {
    let start = *c;
    c.spaces();
    let half = match c.eat_if(|l| "aApP".contains(l)) {
        Some('a' | 'A') => Some(Half::Am),
        Some(_) => Some(Half::Pm),
        None => None,
    };
    let dot = half.is_some() && c.eat('.');
    if dot {
        c.eat(' ');
    }
    let found = half.filter(|_| c.eat_if(|l| l == 'm' || l == 'M').is_some() && c.boundary());
    match found {
        Some(_) if dot => {
            c.eat('.');
        }
        Some(_) => {}
        None => *c = start,
    }
    found
}

/// The 24-hour reading of an hour with AM or PM. An hour that no 12-hour clock shows is kept as it
/// stands, and the doubt said.
pub(super) fn halved(w: &mut Written, hour: u32, minute: u32, second: Option<u32>, half: Half) -> Clock {
    let hour = match (hour, half) {
        (12, Half::Am) => 0,
        (12, Half::Pm) => 12,
        (0, Half::Am) => 0,
        (0, Half::Pm) | (13.., _) => {
            w.doubt(Doubt::LateHour);
            hour
        }
        (_, Half::Am) => hour,
        (_, Half::Pm) => hour + 12,
    };
    Clock {
        hour,
        minute,
        second,
        style: ClockStyle::Twelve,
    }
}

/// A fraction of a second, read and not kept.
pub(super) fn fraction(c: &mut Cursor<'_>) {
    if c.peek().is_some_and(|p| p == '.' || p == ',') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
        c.eat_if(|_| true);
        for _ in 0..9 {
            if c.eat_if(|d| d.is_ascii_digit()).is_none() {
                break;
            }
        }
    }
}

/// Hour and minute within what a clock shows; `start` is where the hour begins.
pub(super) fn check(c: &Cursor<'_>, start: usize, hour: u32, minute: u32) -> Result<(), FormError> {
    let text = c.since(start);
    let hour_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let hour_digits = if hour_digits > 2 {
        hour_digits.saturating_sub(2).min(2)
    } else {
        hour_digits
    };
    if hour == 24 && minute == 0 {
        return K::HourTwentyFour.at(start..c.pos);
    }
    if hour > 23 {
        return K::Hour {
            found: hour.to_string(),
        }
        .at(start..start + hour_digits);
    }
    if minute > 59 {
        let end = c.pos;
        return K::Minute {
            found: minute.to_string(),
        }
        .at(end.saturating_sub(2)..end);
    }
    Ok(())
}
