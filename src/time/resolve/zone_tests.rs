//! Moments of entries whose zone changes its clocks.

use super::*;
use crate::time::notation::input;
use crate::time::zone::Database;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use std::rc::Rc;

/// `2024-11-03T01:10-08:00*`: each entry's instant on its own clock; behind it `*` where the clock
/// showed that time twice and `!` where it showed it never.
fn told(window: &str, times: &str) -> String {
    let mut input = input(window, times);
    input.zones = Zones::of(Rc::new(Database));
    let resolution = resolve(&input);
    let words = resolution.entries.iter().map(|entry| {
        let (Some(at), Some(offset), Some(shown)) = (entry.at, entry.offset, entry.shown) else {
            return "?".to_owned();
        };
        let utc = DateTime::from_timestamp(at.0 - i64::from(offset), 0).unwrap();
        let text = utc
            .with_timezone(&FixedOffset::east_opt(shown).unwrap())
            .to_rfc3339_opts(SecondsFormat::Secs, false);
        let mark = match entry.offsets {
            Some(Offsets::Repeated { .. }) => "*",
            Some(Offsets::Skipped { .. }) => "!",
            _ => "",
        };
        format!("{}{}{mark}", &text[5..16], &text[19..])
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn instants_of_places() {
    let cases = [
        // A place in winter, in summer, and one that keeps its clock.
        (
            "",
            "2024-01-15 10:00 Europe/Berlin, 2024-07-15 10:00 Europe/Berlin",
            "01-15T10:00+01:00 07-15T10:00+02:00",
        ),
        ("", "2024-07-15 10:00 Africa/Lagos", "07-15T10:00+01:00"),
        ("", "2024-07-15 10:00 PT, 11:00", "07-15T10:00-07:00 07-15T11:00-07:00"),
        // An abbreviation keeps its offset.
        ("", "2024-07-15 10:00 PST, 11:00", "07-15T10:00-08:00 07-15T11:00-08:00"),
        // The window's place holds for entries that state none.
        (
            "2024-07-15 10:00 – 12:00 Europe/Berlin",
            "10:00, 08:30 UTC, 11:00",
            "07-15T10:00+02:00 07-15T08:30+00:00 07-15T11:00+02:00",
        ),
        // Of a place that nobody knows there is no instant.
        ("", "2024-07-15 10:00 Europe/Atlantis", "?"),
        // Clocks put back: the hour is there twice, and the second is taken where the row asks it.
        (
            "2024-11-03 00:30 – 04:00 America/Los_Angeles",
            "00:30, 01:50, 01:10, 03:00",
            "11-03T00:30-07:00 11-03T01:50-07:00* 11-03T01:10-08:00* 11-03T03:00-08:00",
        ),
        (
            "2024-11-02 22:00 – 2024-11-03 04:00 PT",
            "22:00, 23:50, 03:00, 03:30",
            "11-02T22:00-07:00 11-02T23:50-07:00 11-03T03:00-08:00 11-03T03:30-08:00",
        ),
        // Clocks put forward: the time before the change is meant.
        (
            "2024-03-31 01:00 – 05:00 Europe/Berlin",
            "01:30, 02:30, 03:40",
            "03-31T01:30+01:00 03-31T02:30+01:00! 03-31T03:40+02:00",
        ),
        // A relative time runs through the change.
        (
            "2024-03-31 01:30 – 05:00 Europe/Berlin",
            "01:30, T+60",
            "03-31T01:30+01:00 03-31T03:30+02:00",
        ),
    ];
    for (window, times, expected) in cases {
        assert_eq!(told(window, times), expected, "{window} | {times}");
    }
}

#[test]
fn order_and_spans_over_a_change_of_the_clocks() {
    let resolved = |window: &str, times: &str| {
        let mut input = input(window, times);
        input.zones = Zones::of(Rc::new(Database));
        resolve(&input)
    };
    let autumn = resolved("2024-11-03 00:30 – 03:00 PT", "00:30, 01:50, 01:10, 03:00");
    assert_eq!(autumn.falls(), []);
    assert_eq!(autumn.span(), Some(3 * HOUR + HOUR / 2));
    let (start, end) = autumn.window().unwrap();
    assert_eq!(end.0 - start.0, 3 * HOUR + HOUR / 2);
    let spring = resolved("2024-03-10 01:00 – 04:00 PT", "01:00, 04:00");
    assert_eq!(spring.span(), Some(2 * HOUR));
    // Different places on one day.
    let places = "2024-07-15 10:00 Europe/Berlin, 09:30 Africa/Lagos, 01:40 PT, 08:45 UTC";
    assert_eq!(resolved("", places).falls(), []);
    // Where no day is known, a place that never changes its clock has one offset all the same.
    assert_eq!(resolved("", "10:00 Africa/Lagos, 09:05 UTC").falls(), []);
    assert_eq!(resolved("", "10:00 Africa/Lagos, 08:55 UTC").falls().len(), 1);
}
