//! What is meant as a time, right or wrong.

use super::cursor::Cursor;
use super::prefix;
use crate::time::written::{ClockStyle, Written};

/// What stands at the start of a text and is meant as a time, right or wrong: `25:10`, `10:5 AM`, `10:00 M`. What
/// can be read of it, which may be nothing, and its length in bytes. [`parse`](super::parse) says what is the matter
/// with it.
///
/// As long as [`prefix`] where that reads a time; otherwise only where a separator follows, since
/// `3:2` and `10:75` in a sentence are anything.
pub fn attempt(text: &str) -> Option<(Written, usize)> {
    match prefix(text) {
        Some((written, length)) => {
            let longer = behind(text, &written, length);
            Some((written, longer.unwrap_or(length)))
        }
        None => broken(text).map(|length| (Written::default(), length)),
    }
}

/// How far a time goes on with what is meant to be part of it and can't be read: `2024-03-03 25:10`, `10:00 M`.
fn behind(text: &str, written: &Written, length: usize) -> Option<usize> {
    let mut ahead = Cursor::new(text, false).at(length);
    let spaced = ahead.spaces();
    let goes_on = match written.clock {
        None => (spaced || ahead.eat('T')) && clock_shape(&mut ahead),
        Some(clock) => {
            spaced
                && clock.style == ClockStyle::TwentyFour
                && ahead.eat_if(|l| "AMPamp".contains(l)).is_some()
                && ahead.boundary()
                && ahead.closed()
        }
    };
    goes_on.then_some(ahead.pos)
}

/// The length of what is meant as a time where none can be read.
fn broken(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut c = Cursor::new(text, false);
    if c.digit_run(5) == 4 {
        let dated = (0..2).all(|_| c.digits(4).is_some() && c.eat_if(|m| m == '-' || m == '/').is_some());
        if !dated || c.digits(2).is_none() {
            return None;
        }
        let mut ahead = c;
        if (ahead.spaces() || ahead.eat('T')) && clock_shape(&mut ahead) {
            return Some(ahead.pos);
        }
        return (c.boundary() && c.closed()).then_some(c.pos);
    }
    clock_shape(&mut c).then_some(c.pos)
}

/// Something like a clock, whatever its numbers: `25:10`, `10:5 AM`.
pub(super) fn clock_shape(c: &mut Cursor<'_>) -> bool {
    if c.digits(2).is_none() || c.peek() != Some(':') {
        return false;
    }
    for _ in 0..2 {
        if c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
            c.eat(':');
            if c.digits(3).is_none() {
                return false;
            }
        }
    }
    let digits = *c;
    if digits.since(0).ends_with(|l: char| l.is_ascii_digit()) && !digits.since(0).contains(':') {
        return false;
    }
    c.spaces();
    let half = c.eat_if(|l| "AaPp".contains(l)).is_some();
    if half {
        c.eat('.');
        c.eat_if(|l| l == 'm' || l == 'M');
        c.eat('.');
    }
    if !(half && c.boundary()) {
        *c = digits;
    }
    c.boundary() && c.closed()
}
