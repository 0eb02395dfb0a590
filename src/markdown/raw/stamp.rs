//! The time at the start of a line of raw material, or alone on it.

use crate::time::forms;
use crate::time::written::Written;

/// The longest text that is worth reading as a time alone, in bytes.
const LONGEST: usize = 60;

/// A time that a line begins with, and what follows it.
pub(super) struct Stamp<'a> {
    pub(super) time: &'a str,
    pub(super) rest: &'a str,
    pub(super) written: Written,
}

/// The time with a clock that a line begins with.
pub(super) fn leading(line: &str) -> Option<Stamp<'_>> {
    if !line.starts_with(char::is_alphanumeric) {
        return None;
    }
    let (written, length) = forms::prefix(line)?;
    written.clock?;
    Some(Stamp {
        time: line.get(..length)?,
        rest: line.get(length..)?,
        written,
    })
}

/// The time in square brackets that a line begins with.
pub(super) fn bracketed(line: &str) -> Option<Stamp<'_>> {
    let (time, rest) = line.strip_prefix('[')?.split_once(']')?;
    let written = alone(time)?;
    written.clock?;
    Some(Stamp { time, rest, written })
}

/// What a text says that is a time and nothing else.
pub(super) fn alone(text: &str) -> Option<Written> {
    let text = text.trim();
    if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    forms::parse(text).ok().filter(|written| written.relative.is_none())
}

/// Whether a text is a date and nothing else.
pub(super) fn date_alone(text: &str) -> bool {
    alone(text)
        .is_some_and(|written| written.date.is_some_and(|date| date.month_day.is_some()) && written.clock.is_none())
}

/// Seconds or milliseconds since 1970 as a time that a person can read.
pub(super) fn epoch(number: i64) -> Option<String> {
    let seconds = if number.abs() >= 100_000_000_000 {
        number.div_euclid(1000)
    } else {
        number
    };
    let moment = chrono::DateTime::from_timestamp(seconds, 0)?;
    Some(moment.format("%Y-%m-%d %H:%M:%S UTC").to_string())
}
