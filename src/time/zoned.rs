//! A time as typed on the hour after a change of the clocks, or with its offset behind it.
//!
//! Only the bytes that say it are rewritten, and the result counts only where it reads as what was
//! wanted.

use super::describe;
use super::forms::parse;
use super::resolve::Local;
use super::written::{Clock, ClockStyle};
use super::zone::fixed_offset;
use std::ops::Range;

/// The same text with its clock this many minutes on, within the day: `2:30 AM` as `3:30 AM`.
/// `None` where that cannot be written.
pub fn later(text: &str, minutes: u32) -> Option<String> {
    let before = parse(text).ok()?;
    let clock = before.clock?;
    let on = clock.hour * 60 + clock.minute + minutes;
    let wanted = Clock {
        hour: on / 60,
        minute: on % 60,
        ..clock
    };
    if wanted.hour > 23 {
        return None;
    }
    let places = numbers(text);
    places.iter().enumerate().find_map(|(index, place)| {
        let new = on_the_hour(text, place, places.get(index + 1), clock, wanted)?;
        let after = parse(&new).ok()?;
        let same =
            after.clock == Some(wanted) && after.date == before.date && after.end.is_some() == before.end.is_some();
        same.then_some(new)
    })
}

/// The same text with an offset for its zone: `02:30` as `02:30 UTC+02:00`. `None` where it would
/// read otherwise.
pub fn with_offset(text: &str, offset: i32) -> Option<String> {
    let before = parse(text).ok()?;
    let name = offset_name(offset);
    let end = || before.end.as_deref()?.zone.as_ref();
    let new = match before.zone.as_ref().or_else(end) {
        Some(zone) => format!("{}{name}{}", text.get(..zone.span.start)?, text.get(zone.span.end..)?),
        None => format!("{} {name}", text.trim_end()),
    };
    let after = parse(&new).ok()?;
    let end = || after.end.as_deref()?.zone.as_ref();
    let read = fixed_offset(&after.zone.as_ref().or_else(end)?.name);
    (read == Some(offset) && after.clock == before.clock && after.date == before.date).then_some(new)
}

/// What a clock with this offset shows at an instant, with its zone behind it: `09:05 UTC`.
pub fn clock_in(instant: i64, offset: i32, style: ClockStyle, zone: &str) -> String {
    let clock = describe::clock(Local(instant + i64::from(offset)), style);
    format!("{clock} {zone}")
}

/// A time with a second reading in brackets: `10:05 (09:05 UTC)`. `None` where it would then read
/// otherwise.
pub fn beside(text: &str, second: &str) -> Option<String> {
    let before = parse(text).ok()?;
    let new = format!("{} ({second})", text.trim_end());
    let after = parse(&new).ok()?;
    let also = after.also.as_ref()?;
    let same = after.clock == before.clock
        && after.date == before.date
        && after.zone.as_ref().map(|zone| &zone.name) == before.zone.as_ref().map(|zone| &zone.name)
        && after.end.is_some() == before.end.is_some();
    (same && also.clock.is_some() && also.zone.is_some()).then_some(new)
}

/// `UTC+02:00`; `UTC` for none.
pub fn offset_name(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    match offset.unsigned_abs() / 60 {
        0 => "UTC".into(),
        minutes => format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

/// The text with the number at a place, and the one behind it where minutes change, put on.
fn on_the_hour(
    text: &str,
    place: &Range<usize>,
    next: Option<&Range<usize>>,
    clock: Clock,
    wanted: Clock,
) -> Option<String> {
    let shown = |hour: u32| match clock.style {
        ClockStyle::Twelve => (hour + 11) % 12 + 1,
        ClockStyle::TwentyFour => hour,
    };
    let stated: u32 = text.get(place.clone())?.parse().ok()?;
    let mut new = text.to_owned();
    if place.len() == 4 && stated == clock.hour * 100 + clock.minute {
        new.replace_range(place.clone(), &format!("{:02}{:02}", wanted.hour, wanted.minute));
        return Some(new);
    }
    if stated != shown(clock.hour) {
        return None;
    }
    if wanted.minute != clock.minute {
        let minutes = next.filter(|minutes| minutes.len() == 2)?;
        new.replace_range(minutes.clone(), &format!("{:02}", wanted.minute));
    }
    let hour = shown(wanted.hour);
    // `12 AM` shows nothing of how `1 AM` would be written; a 24-hour clock keeps two digits.
    let padded = place.len() == 2 && (clock.style == ClockStyle::TwentyFour || stated < 10);
    let hour = if padded { format!("{hour:02}") } else { hour.to_string() };
    new.replace_range(place.clone(), &hour);
    Some(new)
}

/// Runs of digits.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_after() {
        for (text, minutes, expected) in [
            ("02:30", 60, Some("03:30")),
            ("2:30 AM", 60, Some("3:30 AM")),
            ("2 am", 60, Some("3 am")),
            (
                "2024-03-31 02:30 Europe/Berlin",
                60,
                Some("2024-03-31 03:30 Europe/Berlin"),
            ),
            ("02 Mar 2024, 02:05:31", 60, Some("02 Mar 2024, 03:05:31")),
            ("0230hrs", 60, Some("0330hrs")),
            ("12:30 AM", 60, Some("1:30 AM")),
            ("02:10", 30, Some("02:40")),
            ("02:40", 30, Some("03:10")),
            ("23:30", 60, None),
            ("noon", 60, None),
            ("nothing", 60, None),
        ] {
            assert_eq!(later(text, minutes).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_second_reading_in_brackets() {
        for (text, second, expected) in [
            ("10:05", "09:05 UTC", Some("10:05 (09:05 UTC)")),
            ("10:05 AM", "9:05 AM UTC", Some("10:05 AM (9:05 AM UTC)")),
            (
                "2024-07-15 10:05 WAT",
                "09:05 UTC",
                Some("2024-07-15 10:05 WAT (09:05 UTC)"),
            ),
            ("10:05", "11:05 Africa/Lagos", Some("10:05 (11:05 Africa/Lagos)")),
            ("10:05 (09:05 UTC)", "02:05 PT", None),
            ("nothing", "09:05 UTC", None),
        ] {
            assert_eq!(beside(text, second).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_offset_behind_it() {
        for (text, offset, expected) in [
            ("02:30", 7_200, Some("02:30 UTC+02:00")),
            ("1:30 AM", -28_800, Some("1:30 AM UTC-08:00")),
            ("01:30", 0, Some("01:30 UTC")),
            (
                "2024-10-27 02:30 Europe/Berlin",
                3_600,
                Some("2024-10-27 02:30 UTC+01:00"),
            ),
            ("01:30 PT", -25_200, Some("01:30 UTC-07:00")),
            ("01:30 (PT)", -25_200, Some("01:30 (UTC-07:00)")),
            ("01:45", 37_800, Some("01:45 UTC+10:30")),
            ("nothing", 0, None),
        ] {
            assert_eq!(with_offset(text, offset).as_deref(), expected, "{text}");
        }
    }
}
