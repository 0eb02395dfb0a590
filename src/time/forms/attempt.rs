//! What is meant as a time, right or wrong.

use super::cursor::Cursor;
use super::prefix;
use crate::time::written::ClockStyle;

/// The length of what stands at the start of a text and is meant as a time, right or wrong:
/// `25:10`, `10:5 AM`, `10:00 M`. [`parse`] says what is the matter with it.
///
/// As long as [`prefix`] where that reads a time; otherwise only where a separator follows, since
/// `3:2` and `10:75` in a sentence are anything.
pub fn attempt(text: &str) -> Option<usize> {
    if let Some((written, length)) = prefix(text) {
        let c = Cursor::new(text, false).at(length);
        let mut ahead = c;
        let spaced = ahead.spaces();
        let Some(clock) = written.clock else {
            let broken = spaced || ahead.eat('T');
            return Some(if broken && clock_shape(&mut ahead) {
                ahead.pos
            } else {
                length
            });
        };
        let stray = spaced && clock.style == ClockStyle::TwentyFour && ahead.eat_if(|l| "AMPamp".contains(l)).is_some();
        return Some(if stray && ahead.boundary() && ahead.closed() {
            ahead.pos
        } else {
            length
        });
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
