//! The axis begins and ends at round times and has a handful of ticks.

use super::*;

fn ticks(from: i64, to: i64, style: ClockStyle, dated: bool) -> Vec<String> {
    let axis = Axis::over([Local(from), Local(to)].into_iter()).expect("an axis");
    axis.ticks(style, dated).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn ticks_stand_at_round_times() {
    let (hour, minute) = (HOUR, 60);
    let cases: [(i64, i64, ClockStyle, &[&str]); 6] = [
        (
            8 * hour,
            23 * hour,
            ClockStyle::Twelve,
            &["8 AM", "11 AM", "2 PM", "5 PM", "8 PM", "11 PM"],
        ),
        (
            8 * hour,
            12 * hour,
            ClockStyle::TwentyFour,
            &["08:00", "09:00", "10:00", "11:00", "12:00"],
        ),
        (
            8 * hour + 5 * minute,
            8 * hour + 27 * minute,
            ClockStyle::TwentyFour,
            &["08:05", "08:10", "08:15", "08:20", "08:25", "08:30"],
        ),
        (
            8 * hour + 50 * minute,
            9 * hour + 10 * minute,
            ClockStyle::Twelve,
            &["8:50 AM", "8:55 AM", "9 AM", "9:05 AM", "9:10 AM"],
        ),
        (
            22 * hour,
            26 * hour,
            ClockStyle::TwentyFour,
            &["22:00", "23:00", "00:00", "01:00", "02:00"],
        ),
        (
            30,
            95,
            ClockStyle::TwentyFour,
            &["00:00:30", "00:00:45", "00:01", "00:01:15", "00:01:30", "00:01:45"],
        ),
    ];
    for (from, to, style, expected) in cases {
        assert_eq!(ticks(from, to, style, false), expected, "{from}..{to}");
    }
}

#[test]
fn days_are_named_where_they_are_known() {
    let june = 1_686_787_200; // June 15, 2023, midnight
    assert_eq!(
        ticks(june + 22 * HOUR, june + 28 * HOUR, ClockStyle::TwentyFour, true),
        ["22:00", "23:00", "Jun 16", "01:00", "02:00", "03:00", "04:00"]
    );
    assert_eq!(
        ticks(june, june + 5 * 24 * HOUR, ClockStyle::TwentyFour, true),
        ["Jun 15", "Jun 16", "Jun 17", "Jun 18", "Jun 19", "Jun 20"]
    );
}

#[test]
fn any_length_has_few_ticks_and_every_moment_lies_on_the_axis() {
    for length in [0, 1, 59, 3_601, 86_399, 700_000, 40_000_000, 4_000_000_000] {
        let axis = Axis::over([Local(12_345), Local(12_345 + length)].into_iter()).expect("an axis");
        let ticks = axis.ticks(ClockStyle::TwentyFour, true);
        assert!((1..=9).contains(&ticks.len()), "{length}: {ticks:?}");
        for at in [12_345, 12_345 + length] {
            assert!((0.0..=100.0).contains(&axis.percent(Local(at))), "{length}");
        }
    }
}
