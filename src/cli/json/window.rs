//! Dates, clocks and the stated window as JSON writes them.

use crate::time::window::StatedWindow;
use crate::time::written::{Clock, Date, Written};
use serde::Serialize;

/// The stated window.
#[derive(Serialize)]
pub(super) struct Window {
    start: Option<String>,
    end: Option<String>,
    zone: Option<String>,
}

/// The window as stated, or `None` where neither end can be written.
pub(super) fn window(stated: &StatedWindow) -> Option<Window> {
    let start = stated.start.as_ref().map(|(written, _)| written);
    let end = stated.end.as_ref().map(|(written, _)| written);
    let (start_date, end_date) = dates(start, end);
    let start = start.and_then(|written| moment(start_date, written.clock));
    let end = end.and_then(|written| moment(end_date, written.clock));
    (start.is_some() || end.is_some()).then(|| Window {
        start,
        end,
        zone: stated.zone.as_ref().map(|(name, _)| name.clone()),
    })
}

/// The dates of both ends. One stated date holds for both unless the clock runs backwards: an end
/// after midnight is on a day that nobody wrote. A year stated once holds for both.
fn dates(start: Option<&Written>, end: Option<&Written>) -> (Option<Date>, Option<Date>) {
    let stated = |written: Option<&Written>| {
        written
            .and_then(|written| written.date)
            .filter(|date| date.month_day.is_some())
    };
    let clock = |written: Option<&Written>| written.and_then(|written| written.clock);
    let forward = match (clock(start), clock(end)) {
        (Some(first), Some(last)) => seconds(first) <= seconds(last),
        _ => false,
    };
    match (stated(start), stated(end)) {
        (Some(first), None) if forward => (Some(first), Some(first)),
        (None, Some(last)) if forward => (Some(last), Some(last)),
        (Some(mut first), Some(mut last)) => {
            first.year = first.year.or(last.year);
            last.year = last.year.or(first.year);
            (Some(first), Some(last))
        }
        alone => alone,
    }
}

fn seconds(clock: Clock) -> u32 {
    clock.hour * 3600 + clock.minute * 60 + clock.second.unwrap_or(0)
}

fn moment(date: Option<Date>, clock: Option<Clock>) -> Option<String> {
    match (date.and_then(day), clock.map(hours)) {
        (Some(day), Some(clock)) => Some(format!("{day}T{clock}")),
        (day, clock) => day.or(clock),
    }
}

/// `2023-06-15`, or `--06-15` without a year; `None` for a weekday alone.
pub(super) fn day(date: Date) -> Option<String> {
    let (month, day) = date.month_day?;
    Some(match date.year {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("--{month:02}-{day:02}"),
    })
}

/// `08:05`, or `08:05:31` where seconds are written.
pub(super) fn hours(clock: Clock) -> String {
    let Clock { hour, minute, .. } = clock;
    match clock.second {
        Some(second) => format!("{hour:02}:{minute:02}:{second:02}"),
        None => format!("{hour:02}:{minute:02}"),
    }
}
