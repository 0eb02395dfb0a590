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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::written::ClockStyle;

    type Day = Option<(Option<i32>, u32, u32)>;
    type Time = Option<(u32, u32, Option<u32>)>;

    fn written(day: Day, time: Time) -> Option<(Written, std::ops::Range<usize>)> {
        let date = day.map(|(year, month, day)| Date {
            year,
            month_day: Some((month, day)),
            weekday: None,
            day_or_month: false,
        });
        let clock = time.map(|(hour, minute, second)| Clock {
            hour,
            minute,
            second,
            style: ClockStyle::TwentyFour,
        });
        let written = Written {
            date,
            clock,
            ..Written::default()
        };
        (date.is_some() || clock.is_some()).then_some((written, 0..0))
    }

    #[test]
    fn an_end_gets_the_date_that_holds_for_both() {
        let march = Some((Some(2024), 3, 3));
        let at = |hour, minute| Some((hour, minute, None));
        for (start, end, want) in [
            (
                (march, at(8, 0)),
                (None, at(12, 0)),
                (Some("2024-03-03T08:00"), Some("2024-03-03T12:00")),
            ),
            (
                (march, at(21, 30)),
                (None, at(4, 45)),
                (Some("2024-03-03T21:30"), Some("04:45")),
            ),
            (
                (None, at(8, 0)),
                (march, at(12, 0)),
                (Some("2024-03-03T08:00"), Some("2024-03-03T12:00")),
            ),
            (
                (march, at(22, 0)),
                (Some((Some(2024), 3, 4)), at(2, 0)),
                (Some("2024-03-03T22:00"), Some("2024-03-04T02:00")),
            ),
            (
                (Some((None, 7, 29)), at(9, 0)),
                (Some((Some(2023), 8, 4)), at(4, 30)),
                (Some("2023-07-29T09:00"), Some("2023-08-04T04:30")),
            ),
            (
                (Some((None, 2, 28)), at(15, 30)),
                (None, at(18, 10)),
                (Some("--02-28T15:30"), Some("--02-28T18:10")),
            ),
            ((None, at(10, 0)), (None, at(12, 0)), (Some("10:00"), Some("12:00"))),
            ((march, None), (None, None), (Some("2024-03-03"), None)),
            (
                (march, Some((7, 32, Some(16)))),
                (None, Some((7, 11, Some(52)))),
                (Some("2024-03-03T07:32:16"), Some("07:11:52")),
            ),
        ] {
            let stated = StatedWindow {
                start: written(start.0, start.1),
                end: written(end.0, end.1),
                zone: None,
            };
            let got = window(&stated).unwrap();
            assert_eq!((got.start.as_deref(), got.end.as_deref()), want);
        }
        assert!(window(&StatedWindow::default()).is_none());
    }
}
