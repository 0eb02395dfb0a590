//! What a time begins with, and the commonest time of all. Owns no grammar of its own: it only spares the grammar
//! its work, since a timeline's every line is asked for a time and most words of a text are none.

use super::cursor::Cursor;
use crate::time::written::{Clock, ClockStyle, Written, Zone};

/// Whether a time may begin as this text does. `false` is certain: it holds for texts that are longer than their
/// time, where names want their capital letters.
pub(super) fn may_begin(text: &str) -> bool {
    let bytes = text.as_bytes();
    let lower = |at: usize| bytes.get(at).map(u8::to_ascii_lowercase);
    let upper = bytes.first().is_some_and(u8::is_ascii_uppercase);
    match (lower(0), lower(1), lower(2)) {
        (Some(b'a'..=b'z'), None, _) => false,
        // Around, about, approximately, roughly, circa, ca., c.
        (Some(b'a'), Some(b'r' | b'b' | b'p'), _) | (Some(b'r'), Some(b'o'), Some(b'u')) => true,
        (Some(b'c'), Some(b'i'), Some(b'r')) => true,
        (Some(b'c'), Some(b'a'), Some(third)) => !third.is_ascii_alphabetic(),
        (Some(b'c'), Some(second), _) => !second.is_ascii_alphabetic(),
        // Noon, midday, midnight.
        (Some(b'n'), Some(b'o'), Some(b'o')) | (Some(b'm'), Some(b'i'), Some(b'd')) => true,
        // T+12m.
        (Some(b't'), Some(second), _) if !second.is_ascii_alphabetic() => true,
        (Some(first @ b'a'..=b'z'), Some(second), Some(third)) => upper && NAMES.contains(&[first, second, third]),
        (Some(b'a'..=b'z'), ..) => false,
        _ => true,
    }
}

/// How the names of months and weekdays begin.
const NAMES: [[u8; 3]; 19] = [
    *b"jan", *b"feb", *b"mar", *b"apr", *b"may", *b"jun", *b"jul", *b"aug", *b"sep", *b"oct", *b"nov", *b"dec",
    *b"mon", *b"tue", *b"wed", *b"thu", *b"fri", *b"sat", *b"sun",
];

/// `10:05`, `10:05:31` and `10:05 UTC` where a mark follows with which no time goes on: most times of most timelines.
pub(super) fn plain_clock(c: &mut Cursor<'_>) -> Option<Written> {
    let bytes = c.rest().as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .filter(|byte| byte.is_ascii_digit())
            .map(|byte| u32::from(byte - b'0'))
    };
    let pair = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    let (hour, mut end) = match digit(1) {
        Some(_) => (pair(0)?, 2),
        None => (digit(0)?, 1),
    };
    let colon = |at: usize| bytes.get(at) == Some(&b':');
    if hour > 23 || !colon(end) {
        return None;
    }
    let minute = pair(end + 1).filter(|minute| *minute < 60)?;
    end += 3;
    let mut second = None;
    if colon(end) && digit(end + 1).is_some() {
        second = Some(pair(end + 1).filter(|second| *second <= 60)?);
        end += 3;
    }
    let begin = c.pos;
    let mut after = c.at(begin + end);
    let zone = [" UTC", " GMT"]
        .iter()
        .find(|zone| after.rest().starts_with(**zone))
        .map(|zone| {
            after.pos += zone.len();
            Zone {
                name: zone.trim_start().to_owned(),
                span: after.pos + 1 - zone.len()..after.pos,
            }
        });
    if !after.is_over() {
        return None;
    }
    *c = after;
    Some(Written {
        span: begin..c.pos,
        zone,
        clock: Some(Clock {
            hour,
            minute,
            second,
            style: ClockStyle::TwentyFour,
        }),
        ..Written::default()
    })
}
