//! Timelines on one line, for tests: `2023-06-15 8:00 AM – 12:00 PM GMT+1`, `9:00 AM, 10:00 PM, # 2023-06-16, 1:00 AM`.
//!
//! Reads just enough for tables of cases, so that resolution is tested apart from the grammar.

use super::forms::{FormError, FormErrorKind};
use super::resolve::{Input, InputRow};
use super::window::StatedWindow;
use super::written::{Clock, ClockStyle, Date, Written, Zone};
use super::zone::Zones;

/// A timeline of times between commas; `#` before a date makes it a sub-heading, `?` is no time.
pub(crate) fn input(window: &str, times: &str) -> Input {
    let rows = times.split(',').map(str::trim).filter(|time| !time.is_empty());
    Input {
        rows: rows.map(row).collect(),
        window: self::window(window),
        zone: None,
        zones: Zones::default(),
    }
}

fn row(text: &str) -> InputRow {
    match (text.strip_prefix('#'), text) {
        (Some(date), _) => InputRow::Date(time(date)),
        (None, "?") => InputRow::Entry(Err(FormError {
            span: 0..1,
            kind: FormErrorKind::Empty,
        })),
        (None, _) => InputRow::Entry(Ok(time(text))),
    }
}

fn window(text: &str) -> Option<StatedWindow> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let (start, end) = text.split_once('–').unwrap_or((text, ""));
    let end = Some(time(end)).filter(|written| *written != Written::default());
    let zone = end.as_ref().and_then(|end| end.zone.clone());
    Some(StatedWindow {
        start: Some(time(start))
            .filter(|start| *start != Written::default())
            .map(|start| (start, 0..0)),
        end: end.map(|end| (end, 0..0)),
        zone: zone.map(|zone| (zone.name, 0..0)),
    })
}

/// `2023-06-15`, `06-15`, `Mon`, `8:00 AM`, `22:00:31`, `T+90` and a zone, in any order.
pub(crate) fn time(text: &str) -> Written {
    let mut written = Written::default();
    for word in text.split_whitespace() {
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
            .iter()
            .position(|day| *day == word);
        let numbers: Vec<u32> = word
            .split(['-', ':'])
            .filter_map(|number| number.parse().ok())
            .collect();
        match (word, numbers.as_slice()) {
            (_, [year, month, day]) if word.contains('-') => {
                written.date = Some(date(Some(i32::try_from(*year).unwrap()), Some((*month, *day)), None));
            }
            (_, [month, day]) if word.contains('-') && !word.contains('+') => {
                written.date = Some(date(None, Some((*month, *day)), None));
            }
            (_, [hour, minute, rest @ ..]) if word.contains(':') && !word.contains('+') => {
                written.clock = Some(Clock {
                    hour: *hour,
                    minute: *minute,
                    second: rest.first().copied(),
                    style: ClockStyle::TwentyFour,
                });
            }
            ("AM" | "PM", _) => {
                let clock = written.clock.as_mut().unwrap();
                clock.hour = clock.hour % 12 + if word == "PM" { 12 } else { 0 };
                clock.style = ClockStyle::Twelve;
            }
            _ if weekday.is_some() => {
                written.date = Some(date(None, None, weekday.map(|day| u8::try_from(day).unwrap())));
            }
            _ => match word.strip_prefix("T+") {
                Some(minutes) => written.relative = Some(minutes.parse::<i64>().unwrap() * 60),
                None => {
                    written.zone = Some(Zone {
                        name: word.into(),
                        span: 0..0,
                    });
                }
            },
        }
    }
    written
}

fn date(year: Option<i32>, month_day: Option<(u32, u32)>, weekday: Option<u8>) -> Date {
    Date {
        year,
        month_day,
        weekday,
        day_or_month: false,
    }
}
