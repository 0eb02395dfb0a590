//! Zones: names to offsets, the rules of places, and zones stated for a whole passage.

use posthoc::time::zone::{Database, Offsets, Rules, fixed_offset, iana, meanings, offsets, stated};

const HOUR: i32 = 3600;

#[test]
fn names_with_one_offset() {
    for (name, seconds) in [
        ("UTC", Some(0)),
        ("utc", Some(0)),
        ("Z", Some(0)),
        ("GMT", Some(0)),
        ("WAT", Some(HOUR)),
        ("EAT", Some(3 * HOUR)),
        ("SAST", Some(2 * HOUR)),
        ("PST", Some(-8 * HOUR)),
        ("PDT", Some(-7 * HOUR)),
        ("EST", Some(-5 * HOUR)),
        ("CEST", Some(2 * HOUR)),
        ("JST", Some(9 * HOUR)),
        ("NPT", Some(5 * HOUR + 2700)),
        ("+01:00", Some(HOUR)),
        ("+0100", Some(HOUR)),
        ("+01", Some(HOUR)),
        ("-0530", Some(-(5 * HOUR + 1800))),
        ("−8", Some(-8 * HOUR)),
        ("GMT+1", Some(HOUR)),
        ("GMT +1", Some(HOUR)),
        ("GMT-5", Some(-5 * HOUR)),
        ("UTC+5:30", Some(5 * HOUR + 1800)),
        ("UTC-07:00", Some(-7 * HOUR)),
        ("West Africa Time", Some(HOUR)),
        ("West African Time", Some(HOUR)),
        ("Eastern Standard Time", Some(-5 * HOUR)),
        ("CST", None),
        ("IST", None),
        ("BST", None),
        ("ET", None),
        ("Pacific Time", None),
        ("Africa/Lagos", None),
        ("local time", None),
        ("+25:00", None),
        ("+1:7", None),
        ("GMT+", None),
        ("XYZ", None),
        ("", None),
    ] {
        assert_eq!(fixed_offset(name), seconds, "{name}");
    }
}

#[test]
fn names_with_several_meanings() {
    for (name, count) in [
        ("CST", 3),
        ("IST", 3),
        ("BST", 2),
        ("AST", 2),
        ("PST", 1),
        ("WAT", 1),
        ("XYZ", 0),
    ] {
        assert_eq!(meanings(name).len(), count, "{name}");
    }
}

#[test]
fn names_and_their_places() {
    for (name, place) in [
        ("Africa/Lagos", Some("Africa/Lagos")),
        ("WAT", Some("Africa/Lagos")),
        ("PT", Some("America/Los_Angeles")),
        ("Pacific Time", Some("America/Los_Angeles")),
        ("West African Time", Some("Africa/Lagos")),
        ("CST", None),
        ("GMT+1", None),
        ("lunch", None),
    ] {
        assert_eq!(iana(name), place, "{name}");
    }
}

/// Every place that a name leads to is one that the database knows, and shows the abbreviation's
/// offset at some time of the year.
#[test]
fn every_place_is_known_and_shows_its_offset() {
    let winter = 1_705_320_000; // 2024-01-15T12:00Z
    let summer = 1_721_044_800; // 2024-07-15T12:00Z
    for name in [
        "UTC", "GMT", "Z", "UT", "WAT", "CAT", "EAT", "SAST", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET",
        "EEST", "MSK", "TRT", "BST", "IST", "IDT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST",
        "AKDT", "HST", "AST", "ADT", "BRT", "ART", "COT", "PET", "CLT", "CLST", "UYT", "VET", "GST", "PKT", "NPT",
        "ICT", "WIB", "WITA", "SGT", "MYT", "HKT", "PHT", "AWST", "JST", "KST", "ACST", "ACDT", "AEST", "AEDT", "NZST",
        "NZDT",
    ] {
        assert!(!meanings(name).is_empty(), "{name}");
        for meaning in meanings(name) {
            let shown = [winter, summer].map(|instant| Database.offset_at(meaning.iana, instant));
            assert!(
                shown.contains(&Some(meaning.offset)),
                "{name}: {meaning:?} shows {shown:?}"
            );
        }
    }
}

/// Seconds since 1970 on a local clock.
fn local(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> i64 {
    let moment = chrono::NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.and_hms_opt(hour, minute, 0));
    moment.map_or(i64::MIN, |moment| moment.and_utc().timestamp())
}

#[test]
fn local_times_that_a_clock_change_skips_or_repeats() {
    let (pst, pdt) = (-8 * HOUR, -7 * HOUR);
    for (zone, at, expected) in [
        (
            "America/Los_Angeles",
            local(2024, 3, 10, 1, 59),
            Some(Offsets::One(pst)),
        ),
        (
            "America/Los_Angeles",
            local(2024, 3, 10, 2, 0),
            Some(Offsets::Skipped {
                before: pst,
                after: pdt,
            }),
        ),
        (
            "America/Los_Angeles",
            local(2024, 3, 10, 2, 59),
            Some(Offsets::Skipped {
                before: pst,
                after: pdt,
            }),
        ),
        ("America/Los_Angeles", local(2024, 3, 10, 3, 0), Some(Offsets::One(pdt))),
        (
            "America/Los_Angeles",
            local(2024, 11, 3, 0, 59),
            Some(Offsets::One(pdt)),
        ),
        (
            "America/Los_Angeles",
            local(2024, 11, 3, 1, 0),
            Some(Offsets::Repeated {
                first: pdt,
                second: pst,
            }),
        ),
        (
            "America/Los_Angeles",
            local(2024, 11, 3, 1, 59),
            Some(Offsets::Repeated {
                first: pdt,
                second: pst,
            }),
        ),
        ("America/Los_Angeles", local(2024, 11, 3, 2, 0), Some(Offsets::One(pst))),
        ("PT", local(2024, 7, 1, 12, 0), Some(Offsets::One(pdt))),
        ("PST", local(2024, 7, 1, 12, 0), Some(Offsets::One(pst))),
        (
            "Europe/Berlin",
            local(2024, 3, 31, 2, 30),
            Some(Offsets::Skipped {
                before: HOUR,
                after: 2 * HOUR,
            }),
        ),
        (
            "Europe/Berlin",
            local(2024, 10, 27, 2, 30),
            Some(Offsets::Repeated {
                first: 2 * HOUR,
                second: HOUR,
            }),
        ),
        (
            "Australia/Lord_Howe",
            local(2024, 4, 7, 1, 45),
            Some(Offsets::Repeated {
                first: 11 * HOUR,
                second: 10 * HOUR + 1800,
            }),
        ),
        ("Africa/Lagos", local(2024, 3, 31, 2, 30), Some(Offsets::One(HOUR))),
        (
            "Asia/Kathmandu",
            local(2024, 1, 1, 0, 0),
            Some(Offsets::One(5 * HOUR + 2700)),
        ),
        ("Africa/Nowhere", local(2024, 1, 1, 0, 0), None),
        ("CST", local(2024, 1, 1, 0, 0), None),
    ] {
        assert_eq!(offsets(&Database, zone, at), expected, "{zone} at {at}");
    }
}

#[test]
fn a_zone_stated_for_all_times() {
    for (text, zone) in [
        ("All times are in UTC.", Some("UTC")),
        ("(All times US/Pacific, 24-hour clock.)", Some("US/Pacific")),
        ("*All times in PST*", Some("PST")),
        (
            "All times are given in Central European Time",
            Some("Central European Time"),
        ),
        ("Times below are in UTC+1.", Some("UTC+1")),
        ("Timezone: Africa/Lagos", Some("Africa/Lagos")),
        ("**Time zone:** EAT", Some("EAT")),
        ("Time zone | GMT+1", Some("GMT+1")),
        ("## Timeline (all times UTC)", Some("UTC")),
        ("Timestamps are in WAT", Some("WAT")),
        ("Several times the EST team was asked", None),
        ("Times are hard", None),
        ("The time was 10:05 UTC", None),
        ("", None),
    ] {
        let found = stated(text);
        if let Some((name, span)) = &found {
            assert_eq!(text.get(span.clone()), Some(name.as_str()), "{text}");
        }
        assert_eq!(found.map(|(name, _)| name).as_deref(), zone, "{text}");
    }
}
