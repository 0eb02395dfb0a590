//! Moments and spans in words: what the page, the diagnostics and the command line say about time.

use super::calendar::{DAY, HOUR, civil, month_name};
use super::resolve::{DayFrom, Local, Resolution, Resolved, zone_name};
use super::written::{ClockStyle, Written};
use super::zone::Offsets;

/// A span of seconds in words, the sign left out: `11 h`, `1 h 30 min`, `25 min`, `40 s`, `3 d 2 h`,
/// `30 years`.
pub fn span(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    if days >= 730 {
        return format!("{} years", days / 365);
    }
    let mut words = Vec::new();
    // From two days on the minutes no longer matter to a reader.
    let long = days >= 2;
    if long {
        words.push(format!("{days} d"));
    }
    let hours = if long { hours } else { hours + days * 24 };
    if hours > 0 {
        words.push(format!("{hours} h"));
    }
    if minutes > 0 && !long {
        words.push(format!("{minutes} min"));
    }
    if rest > 0 && hours == 0 && !long {
        words.push(format!("{rest} s"));
    }
    if words.is_empty() {
        return "0 min".into();
    }
    words.join(" ")
}

/// The time of day of a moment: `8:00 AM` or `08:00`, seconds only where there are any.
pub fn clock(at: Local, style: ClockStyle) -> String {
    let of_day = at.0.rem_euclid(DAY);
    let (hour, minute, second) = (of_day / HOUR, of_day / 60 % 60, of_day % 60);
    let seconds = if second > 0 {
        format!(":{second:02}")
    } else {
        String::new()
    };
    match style {
        ClockStyle::TwentyFour => format!("{hour:02}:{minute:02}{seconds}"),
        ClockStyle::Twelve => {
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{}:{minute:02}{seconds} {half}", (hour + 11) % 12 + 1)
        }
    }
}

/// The date of a moment of a dated timeline: `June 15, 2023`.
pub fn date(at: Local) -> String {
    let Some((year, month, day)) = civil(at.0.div_euclid(DAY)) else {
        return String::new();
    };
    format!("{} {day}, {year}", month_name(month))
}

/// A moment in full: `June 15, 2023, 8:00 AM`; on an undated timeline `8:00 AM`, or `8:00 AM on
/// day 2` from the second day on.
pub fn moment(at: Local, dated: bool, style: ClockStyle) -> String {
    let clock = clock(at, style);
    match at.0.div_euclid(DAY) {
        _ if dated => format!("{}, {clock}", date(at)),
        0 => clock,
        day => format!("{clock} on day {}", day + 1),
    }
}

/// What was understood of an entry, and why: `June 15, 2023, 8:00 AM; the day is the window's.`
/// Empty where the time could not be read.
pub fn reading(written: &Written, entry: &Resolved, resolution: &Resolution) -> String {
    let Some(at) = entry.at else {
        return String::new();
    };
    // A place's own clock may have changed since the timeline's began.
    let at = entry.own().filter(|_| zone_name(written).is_none()).unwrap_or(at);
    let style = written.clock.map_or(ClockStyle::TwentyFour, |clock| clock.style);
    let about = if written.approximate { "about " } else { "" };
    let why = if written.relative.is_some() {
        match entry.day {
            DayFrom::Window => "counted from the stated start",
            _ => "counted from the first entry",
        }
    } else {
        match entry.day {
            DayFrom::Entry => "the day is its own",
            DayFrom::Heading => "the day is the heading's above",
            DayFrom::Above => "the day is that of the entry above",
            DayFrom::Midnight => "past midnight, so the day after the entry above",
            DayFrom::Window => "the day is the window's",
            DayFrom::Assumed if resolution.dated => "the day is that of the first date below",
            DayFrom::Assumed => "no date is stated",
        }
    };
    // A clock without AM or PM that is taken as the other half of the day.
    let half = written.clock.filter(|clock| {
        let hour = i64::from(clock.hour);
        written.zone.is_none() && (hour + 12) % 24 == at.0.rem_euclid(DAY) / HOUR
    });
    let half = match half {
        Some(clock) if clock.style == ClockStyle::TwentyFour => ", taken as the entries around it say AM or PM",
        _ => "",
    };
    let twice = match (entry.offsets, entry.shown) {
        (Some(Offsets::Skipped { .. }), _) => ", which no clock there showed",
        (Some(Offsets::Repeated { first, .. }), Some(shown)) if shown == first => ", the first of two",
        (Some(Offsets::Repeated { .. }), _) => ", the second of two",
        _ => "",
    };
    format!("{about}{}{half}{twice}; {why}.", moment(at, resolution.dated, style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_words() {
        let cases = [
            (0, "0 min"),
            (40, "40 s"),
            (90, "1 min 30 s"),
            (1_500, "25 min"),
            (39_600, "11 h"),
            (-5_400, "1 h 30 min"),
            (90_000, "25 h"),
            (266_400, "3 d 2 h"),
            (946_080_000, "30 years"),
        ];
        for (seconds, words) in cases {
            assert_eq!(span(seconds), words);
        }
    }

    #[test]
    fn moments_in_words() {
        let at = Local(1_686_816_000);
        assert_eq!(moment(at, true, ClockStyle::Twelve), "June 15, 2023, 8:00 AM");
        assert_eq!(moment(Local(DAY), false, ClockStyle::TwentyFour), "00:00 on day 2");
        assert_eq!(clock(Local(43_200), ClockStyle::Twelve), "12:00 PM");
        assert_eq!(clock(Local(31), ClockStyle::Twelve), "12:00:31 AM");
    }
}
