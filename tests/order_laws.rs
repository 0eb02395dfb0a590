//! Whatever is written as times, resolving and mending end, keep every row, and mend what they say they mend.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use posthoc::lint::{self, Settings};
use posthoc::markdown;
use posthoc::model::{Body, Entry, Line, Part, PartKind, Postmortem, Timeline};
use posthoc::time::forms;
use posthoc::time::repair::repair;
use posthoc::time::resolve::{Input, InputRow, resolve};
use posthoc::time::window;
use posthoc::time::zone::Zones;
use proptest::prelude::*;

/// Times in every manner, right and wrong.
fn time() -> impl Strategy<Value = String> {
    let clock = (0u32..26, 0u32..62).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    let twelve = (1u32..13, 0u32..60, any::<bool>())
        .prop_map(|(hour, minute, am)| format!("{hour}:{minute:02} {}", if am { "AM" } else { "PM" }));
    let dated = (2020i32..2026, 1u32..13, 1u32..32, 0u32..24)
        .prop_map(|(year, month, day, hour)| format!("{year}-{month:02}-{day:02} {hour:02}:10"));
    let zones = vec!["UTC", "PST", "IST", "+05:30", "WAT", "Africa/Lagos"];
    let zoned = (0u32..24, prop::sample::select(zones)).prop_map(|(hour, zone)| format!("{hour:02}:00 {zone}"));
    let relative = (0u64..u64::MAX).prop_map(|minutes| format!("T+{minutes}m"));
    let short = (1u32..13, 1u32..29).prop_map(|(month, day)| format!("{day}/{month} 10:00"));
    prop_oneof![4 => clock, 6 => twelve, 3 => dated, 2 => zoned, 1 => relative, 1 => short, 1 => ".{0,12}"]
}

fn stated() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (time(), time()).prop_map(|(start, end)| format!("{start} to {end}")),
        (1u32..29, time(), time()).prop_map(|(day, start, end)| format!("June {day}, 2023, {start} to {end} (UTC)")),
    ]
}

fn document(times: &[String], stated: &str) -> Postmortem {
    let mut document = Postmortem::default();
    let mut summary = Part::new(document.fresh_id(), PartKind::Summary);
    summary.body = Body::Prose(format!("Duration: {stated}"));
    let mut part = Part::new(document.fresh_id(), PartKind::Timeline);
    let mut timeline = Timeline::default();
    for (row, time) in times.iter().enumerate() {
        let entry = Entry::new(document.fresh_id(), time.as_str(), format!("step {row}"));
        timeline.lines.push(Line::Row(entry));
    }
    part.body = Body::Timeline(timeline);
    document.parts = vec![summary, part];
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_reading_keeps_every_row_and_runs_forward(
        times in prop::collection::vec(time(), 0..14),
        stated in stated(),
        minutes in prop::option::of(any::<i64>()),
    ) {
        let input = Input {
            rows: times.iter().map(|time| InputRow::Entry(forms::parse(time))).collect(),
            window: window::find(&stated),
            zone: None,
            zones: Zones::default(),
        };
        let before = resolve(&input);
        prop_assert_eq!(before.entries.len(), times.len());
        let readings = repair(&input, minutes);
        prop_assert!(readings.len() <= 3);
        for reading in readings {
            let mut rows = reading.order.clone();
            rows.sort_unstable();
            prop_assert!(rows.into_iter().eq(0..times.len()));
            prop_assert!(reading.after.falls().is_empty());
        }
    }

    #[test]
    fn every_fix_can_be_applied_and_taken_back(times in prop::collection::vec(time(), 0..10), stated in stated()) {
        let document = document(&times, &stated);
        for found in lint::check(&document, &Settings::default()) {
            for fix in found.fixes {
                let mut mended = document.clone();
                let mut undo = Vec::new();
                for command in fix.commands {
                    undo.push(mended.apply(command).unwrap());
                }
                prop_assert!(mended != document, "{} changes nothing", fix.title);
                prop_assert_eq!(mended.entries().count() + usize::from(found.rule.id == "PM104"), times.len());
                for command in undo.into_iter().rev() {
                    mended.apply(command).unwrap();
                }
                prop_assert!(mended.parts == document.parts);
            }
        }
    }

    #[test]
    fn the_best_fixes_come_to_an_end(times in prop::collection::vec(time(), 0..10), stated in stated()) {
        let document = document(&times, &stated);
        let mended = lint::apply_best(&document);
        prop_assert_eq!(lint::apply_best(&mended), mended);
    }
}

#[test]
fn a_zone_stated_for_all_times_gives_instants() {
    let offset = |text: &str| {
        let document = markdown::read(text);
        let analysis = lint::analyse(&document, &Settings::default());
        let entry = analysis
            .timelines
            .first()
            .and_then(|timeline| timeline.resolution.entries.first().cloned());
        entry.and_then(|entry| entry.offset)
    };
    let rows = "- 2024-03-03 10:00 Alert fires\n- 2024-03-03 10:20 Rollback\n- 2024-03-03 10:30 Resolved\n";
    assert_eq!(
        offset(&format!("# Postmortem\n\n## Timeline (WAT)\n\n{rows}")),
        Some(3_600)
    );
    assert_eq!(
        offset(&format!("# Postmortem\n\n## Timeline\n\nAll times are UTC.\n\n{rows}")),
        Some(0)
    );
    assert_eq!(
        offset(&format!(
            "# Postmortem\n\n## Summary\n\nAll times in EAT.\n\n## Timeline\n\n{rows}"
        )),
        Some(10_800)
    );
    assert_eq!(offset(&format!("# Postmortem\n\n## Timeline\n\n{rows}")), None);
}
