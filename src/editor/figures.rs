//! Numbers, spans, dates and times as the page prints them.

use super::port::Now;
use crate::time::calendar::month_name;
use crate::time::describe::clock;
use crate::time::resolve::Local;
use crate::time::written::ClockStyle;

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};

const MINUTE: i64 = 60;

/// "1 entry", "7 entries".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

/// "0.3 KB", "33 KB", "1.2 MB".
pub(crate) fn size(units: usize) -> String {
    let tenths = |n: usize, unit: usize| {
        let tenths = (n * 10).div_ceil(unit);
        if tenths < 100 {
            format!("{}.{}", tenths / 10, tenths % 10)
        } else {
            n.div_ceil(unit).to_string()
        }
    };
    match units {
        0 => "0 KB".into(),
        1..=999_000 => format!("{} KB", tenths(units, 1_000)),
        _ => format!("{} MB", tenths(units, 1_000_000)),
    }
}

fn at(now: Now) -> NaiveDateTime {
    let seconds = now.unix_ms.div_euclid(1_000) + i64::from(now.offset_minutes) * MINUTE;
    naive(seconds)
}

fn naive(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc()
}

/// "14:03:22" on the person's clock.
pub(crate) fn clock_time(now: Now) -> String {
    let at = at(now);
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// "14:03 today", "Yesterday", "Feb 12", "Nov 27, 2023".
pub(crate) fn when(then: Now, now: Now) -> String {
    let (then, now) = (at(then), at(now));
    let days = now.date().signed_duration_since(then.date()).num_days();
    match days {
        0 => format!("{:02}:{:02} today", then.hour(), then.minute()),
        1 => "Yesterday".into(),
        _ if then.year() == now.year() => format!("{} {}", short_month(then), then.day()),
        _ => format!("{} {}, {}", short_month(then), then.day(), then.year()),
    }
}

/// The day on the person's clock, for file names: "2024-03-15".
pub(crate) fn today(now: Now) -> String {
    at(now).format("%Y-%m-%d").to_string()
}

/// A calendar day: "June 15, 2023", in short "Jun 15, 2023", for file names "2023-06-15".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayForm {
    Long,
    Short,
    Iso,
}

/// The day of a dated moment.
pub(crate) fn day(moment: Local, form: DayForm) -> String {
    let at = naive(moment.0);
    match form {
        DayForm::Long => format!("{} {}, {}", month(at), at.day(), at.year()),
        DayForm::Short => format!("{} {}, {}", short_month(at), at.day(), at.year()),
        DayForm::Iso => format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day()),
    }
}

fn month(at: NaiveDateTime) -> &'static str {
    month_name(at.month())
}

fn short_month(at: NaiveDateTime) -> &'static str {
    month(at).get(..3).unwrap_or_default()
}

/// A tick of a chart: "8 AM", "8:30 AM" or "08:00"; the day at midnight where it is known.
pub(crate) fn tick(moment: Local, style: ClockStyle, dated: bool) -> String {
    let at = naive(moment.0);
    if dated && at.hour() == 0 && at.minute() == 0 {
        return format!("{} {}", short_month(at), at.day());
    }
    match style {
        ClockStyle::Twelve if at.minute() == 0 && at.second() == 0 => {
            let (pm, hour) = at.hour12();
            format!("{hour} {}", if pm { "PM" } else { "AM" })
        }
        style => clock(moment, style),
    }
}

#[cfg(test)]
mod tests;
