//! Days, windows and falls of timelines on one line.

use super::*;
use crate::time::notation::input;

/// `0W08:00 1M00:30`: the day counted from the first moment's, where it is from, the clock.
fn told(window: &str, times: &str) -> String {
    let resolution = resolve(&input(window, times));
    let zero = resolution
        .entries
        .iter()
        .find_map(|entry| entry.at)
        .map_or(0, |at| at.0.div_euclid(DAY));
    let words = resolution.entries.iter().map(|entry| {
        let from = match entry.day {
            DayFrom::Entry => 'E',
            DayFrom::Heading => 'H',
            DayFrom::Above => 'A',
            DayFrom::Midnight => 'M',
            DayFrom::Window => 'W',
            DayFrom::Assumed => '-',
        };
        entry.at.map_or("?".to_owned(), |at| {
            let minutes = at.0.rem_euclid(DAY) / 60;
            format!(
                "{}{from}{:02}:{:02}",
                at.0.div_euclid(DAY) - zero,
                minutes / 60,
                minutes % 60
            )
        })
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn days_and_their_reasons() {
    let cases = [
        // A window gives the day; twelve o'clock is not taken as the next day's where it disagrees.
        (
            "2023-06-15 8:00 AM – 12:00 PM",
            "8:00 AM, 9:00 AM, 10:00 PM, 11:00 PM, 12:00 PM",
            "0W08:00 0A09:00 0A22:00 0A23:00 0A12:00",
        ),
        (
            "",
            "9:00 AM, 10:00 PM, 11:00 PM, 12:00 PM",
            "0-09:00 0A22:00 0A23:00 0A12:00",
        ),
        // Midnight where the window holds it, with and without a date for its end.
        (
            "2023-02-10 9:30 PM – 4:45 AM",
            "9:30 PM, 11:00 PM, 12:00 AM, 1:45 AM, 4:45 AM",
            "0W21:30 0A23:00 1M00:00 1A01:45 1A04:45",
        ),
        (
            "2024-03-03 22:00 – 2024-03-04 02:00",
            "22:00, 23:00, 00:00, 02:00",
            "0W22:00 0A23:00 1M00:00 1A02:00",
        ),
        ("", "17:15, 22:27, 02:00", "0-17:15 0A22:27 1M02:00"),
        ("22:00 – 02:00", "23:50, 00:10", "0W23:50 1M00:10"),
        // A gap of twelve hours or more is no midnight without a window.
        ("", "23:21, 21:31", "0-23:21 0A21:31"),
        ("", "22:00, 10:00", "0-22:00 0A10:00"),
        ("", "22:00, 09:59", "0-22:00 1M09:59"),
        // The first entry behind the window's midnight, and shortly before its start.
        ("2024-03-03 22:00 – 2024-03-04 02:00", "00:30, 01:00", "0W00:30 0A01:00"),
        ("2024-03-04 00:10 – 02:00", "23:50, 00:15", "0W23:50 1M00:15"),
        ("18:00 – 19:00", "17:30, 18:00, 19:00", "0W17:30 0A18:00 0A19:00"),
        // A late clock among those behind midnight is the evening's before.
        (
            "2024-03-03 22:00 – 2024-03-04 02:00",
            "22:00, 00:20, 23:55, 00:40",
            "0W22:00 1M00:20 0W23:55 1M00:40",
        ),
        // The next morning, after the incident's end.
        (
            "2024-03-03 20:00 – 23:00",
            "20:00, 23:00, 23:30, 08:00",
            "0W20:00 0A23:00 0A23:30 1M08:00",
        ),
        // Own dates, dates alone and sub-headings.
        (
            "",
            "2017-03-06 22:59, 23:11, 00:05, 2017-03-12 19:57, 23:21",
            "0E22:59 0A23:11 1M00:05 6E19:57 6A23:21",
        ),
        (
            "",
            "# 2021-06-11, 21:01, 23:40, 00:10, # 2021-06-14, 09:20",
            "0H21:01 0H23:40 1M00:10 3H09:20",
        ),
        ("", "2019-12-03, 10:00, 11:00", "? 0A10:00 0A11:00"),
        ("", "10:00, 2019-12-03 11:00", "0-10:00 0E11:00"),
        // Missing years: the window's, the neighbour's, over New Year's Eve, nowhere.
        (
            "2023-12-31 22:00 – 2024-01-01 03:00",
            "12-31 23:00, 01-01 01:00",
            "0E23:00 1E01:00",
        ),
        ("", "07-22 23:00, 07-23 04:10", "0E23:00 1E04:10"),
        (
            "",
            "Mon 10:00, Tue 09:00, Fri 08:00, Mon 07:00",
            "0E10:00 1E09:00 4E08:00 7E07:00",
        ),
        // Relative times, and what is no time.
        ("2024-03-03 22:00 – 23:00", "T+0, T+90", "0W22:00 0W23:30"),
        ("", "10:00, T+5, ?, 10:07", "0-10:00 0A10:05 ? 0A10:07"),
        // A window of several days.
        (
            "2021-01-15 03:00 – 2021-01-17 02:00",
            "11:00, 20:00, 04:00, 23:00, 01:00",
            "0W11:00 0A20:00 1M04:00 1A23:00 2M01:00",
        ),
        // Without AM or PM among neighbours that say it; a timeline of bare clocks means what it says.
        (
            "",
            "8:50 PM, 09:14, 9:30 PM, 10:00 PM",
            "0-20:50 0A21:14 0A21:30 0A22:00",
        ),
        ("", "11:50 PM, 12:20, 12:40 AM", "0-23:50 1M00:20 1A00:40"),
        ("", "8:50 AM, 09:14, 9:30 AM", "0-08:50 0A09:14 0A09:30"),
        ("", "20:50, 09:14, 21:30", "0-20:50 0A09:14 0A21:30"),
        ("", "", ""),
    ];
    for (window, times, expected) in cases {
        assert_eq!(told(window, times), expected, "{window} | {times}");
    }
}

#[test]
fn windows_on_the_same_clock() {
    let length = |window: &str, times: &str| {
        let resolution = resolve(&input(window, times));
        resolution
            .start
            .zip(resolution.end)
            .map(|(start, end)| (end.0 - start.0) / 60)
    };
    assert_eq!(length("2023-06-15 8:00 AM – 12:00 PM", ""), Some(240));
    assert_eq!(length("9:30 PM – 4:45 AM", ""), Some(435));
    // No night is that long: this window runs backwards.
    assert_eq!(length("07:32 – 07:11", ""), Some(-21));
    assert_eq!(length("22:00 – 2024-03-04 02:00", ""), Some(240));
    assert_eq!(length("22:00 – 02:00", "2024-03-04 00:30"), Some(240));
    let resolution = resolve(&input("22:00 – 02:00", "2024-03-04 00:30"));
    assert_eq!(resolution.entries[0].at.unwrap().0 - resolution.start.unwrap().0, 9_000);
}

#[test]
fn dates_are_counted_from_1970() {
    let resolution = resolve(&input("2023-06-15 8:00 AM – 12:00 PM", "8:00 AM"));
    assert!(resolution.dated);
    assert_eq!(resolution.entries[0].at, Some(Local(1_686_816_000)));
    let resolution = resolve(&input("", "8:00 AM"));
    assert!(!resolution.dated);
    assert_eq!(resolution.entries[0].at, Some(Local(28_800)));
}

#[test]
fn falls_pass_over_what_is_no_time() {
    let falls = resolve(&input("", "10:00, ?, 09:00, 09:30")).falls();
    assert_eq!(
        falls,
        [Fall {
            row: 2,
            above: 0,
            by: 3_600
        }]
    );
}
