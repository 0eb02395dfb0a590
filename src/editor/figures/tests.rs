//! Numbers and times as printed.

use super::*;

const HOUR_MS: i64 = 3_600_000;
/// 2024-03-15T14:03:22 one hour east.
const NOW: Now = Now {
    unix_ms: 1_710_507_802_000,
    offset_minutes: 60,
};

#[test]
fn sizes() {
    for (units, words) in [
        (0, "0 KB"),
        (1, "0.1 KB"),
        (300, "0.3 KB"),
        (6_100, "6.1 KB"),
        (33_000, "33 KB"),
        (999_000, "999 KB"),
        (1_200_000, "1.2 MB"),
        (12_000_000, "12 MB"),
    ] {
        assert_eq!(size(units), words);
    }
}

#[test]
fn times_are_on_the_persons_clock() {
    assert_eq!(clock_time(NOW), "14:03:22");
    let west = Now {
        offset_minutes: -330,
        ..NOW
    };
    assert_eq!(clock_time(west), "07:33:22");
    for (hours_ago, words) in [
        (0, "14:03 today"),
        (14, "00:03 today"),
        (15, "Yesterday"),
        (38, "Yesterday"),
        (39, "Mar 13"),
        (24 * 74, "Jan 1"),
        (24 * 75, "Dec 31, 2023"),
    ] {
        let then = Now {
            unix_ms: NOW.unix_ms - hours_ago * HOUR_MS,
            ..NOW
        };
        assert_eq!(when(then, NOW), words, "{hours_ago} h ago");
    }
}

#[test]
fn days_have_three_forms() {
    let june = Local(1_686_816_000);
    assert_eq!(day(june, DayForm::Long), "June 15, 2023");
    assert_eq!(day(june, DayForm::Short), "Jun 15, 2023");
    assert_eq!(day(june, DayForm::Iso), "2023-06-15");
}
