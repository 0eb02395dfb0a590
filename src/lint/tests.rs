//! What is said of hand-made timelines, and what is not said twice.

use super::*;
use crate::model::{Body, Entry, Line, Part, PartKind, Timeline};
use crate::time::window;

/// A document of one timeline: `time: text` a line.
pub(super) fn document(rows: &str) -> Postmortem {
    let mut document = Postmortem::default();
    let mut part = Part::new(document.fresh_id(), PartKind::Timeline);
    let mut timeline = Timeline::default();
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let id = document.fresh_id();
        timeline.lines.push(match row.split_once(": ") {
            Some((time, text)) => Line::Row(Entry::new(id, time, text)),
            None => Line::Text { id, text: row.into() },
        });
    }
    part.body = Body::Timeline(timeline);
    document.parts.push(part);
    document
}

/// What a passage states.
pub(super) fn stated(passage: &str) -> Stated {
    Stated {
        window: window::find(passage),
        duration: window::find_duration(passage).map(|(minutes, _)| minutes),
        facts: Vec::new(),
    }
}

/// The rows of a document as they were written.
pub(super) fn rows(document: &Postmortem) -> Vec<String> {
    document
        .entries()
        .map(|(_, entry)| format!("{}: {}", entry.time, entry.text))
        .collect()
}

fn found(passage: &str, rows: &str) -> Vec<Diagnostic> {
    judge(
        &document(rows),
        stated(passage),
        &Settings::default(),
        &World::default(),
    )
    .diagnostics
}

const SEED: &str = "8:00 AM: Dashboard shows an anomaly
    9:00 AM: Escalated to the platform team
    10:00 PM: Cause identified
    11:00 PM: Mitigation in place
    12:00 PM: Service restored, incident resolved";

#[test]
fn one_cause_one_finding_with_its_proof() {
    let found = found("June 15, 2023, 8:00 AM to 12:00 PM (GMT+1), a 4-hour outage", SEED);
    let [one] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(one.rule.name, "timeline-out-of-order");
    assert_eq!(one.message, "12:00 PM comes 11 h before the entry above it.");
    assert_eq!(one.place, Place::EntryTime(crate::model::Id(6)));
    let best = &one.fixes[0];
    assert_eq!(best.title, "Read 10:00 PM and 11:00 PM as AM");
    assert_eq!(best.proof, "The timeline then spans exactly the stated 4 h.");
    assert!(best.agrees);
    assert_eq!(best.applicability, Applicability::Safe);
    let marks: Vec<_> = best
        .touches
        .iter()
        .map(|touch| (touch.mark.as_str(), touch.at))
        .collect();
    assert_eq!(
        marks,
        [("AM?", Some(Local(1_686_823_200))), ("AM?", Some(Local(1_686_826_800)))]
    );
    assert!(one.fixes.len() <= 3);
}

#[test]
fn the_best_fix_restores_the_order() {
    let passage = "June 15, 2023, 8:00 AM to 12:00 PM (GMT+1)";
    let mended = mend(&document(SEED), |_| stated(passage), &World::default());
    assert_eq!(
        rows(&mended)[2..4],
        ["10:00 AM: Cause identified", "11:00 AM: Mitigation in place"]
    );
    assert_eq!(
        judge(&mended, stated(passage), &Settings::default(), &World::default()).diagnostics,
        []
    );
}

#[test]
fn what_is_said() {
    // Window and duration | rows | findings: id, message, first fix.
    let cases = [
        (
            "March 3, 2024, 08:00 to 12:00 (UTC)",
            "08:00: Alert fires\n 10:35: Rollback\n 10:20: Escalated\n 12:00: Resolved",
            "PM101 10:20 comes 15 min before the entry above it. > Move 10:20 above 10:35",
        ),
        (
            "March 3, 2024, 10:00 PM to March 4, 2024, 2:00 AM (PST)",
            "10:00 PM: Alert fires\n 11:00 PM: Rollback\n 12:00 AM: Escalated\n 2:00 AM: Resolved",
            "",
        ),
        (
            "March 3, 2024, 8:00 AM to 5:00 PM (UTC)",
            "8:00 AM: Alert fires\n 9:00 PM: Page acknowledged\n 9:30 AM: Looked at the network\n 2:00 PM: Cause found\n \
             3:00 AM: Rollback\n 3:30 PM: Rollback done\n 5:00 PM: Resolved",
            "PM101 9:30 AM comes 11 h 30 min before the entry above it. > Read 9:00 PM as AM\n\
             PM101 3:00 AM comes 11 h before the entry above it. > Read 3:00 AM as PM",
        ),
        (
            "March 3, 2024, 10:00 AM to 11:30 AM (UTC)",
            "10:00 AM: Alert fires\n 10:20 AM: Rollback\n 11:30 PM: Resolved",
            "PM102 11:30 PM is 12 h after the stated end. > Read 11:30 PM as AM",
        ),
        (
            "March 3, 2024, 10:00 to 11:30 (UTC)",
            "10:20: Alert fires\n 11:00: Rollback\n 11:45: Resolved",
            "PM102 11:45 is 15 min after the stated end. >",
        ),
        (
            "March 3, 2024, 10:00 to 11:30 (UTC)",
            "09:40: Release\n 10:00: Alert fires\n 11:30: Resolved\n 12:10: Report sent",
            "",
        ),
        (
            "March 3, 2024, 10:00 to 11:30 (UTC)",
            "10:00: Alert fires\n 25:10: Rollback\n 11:30: Resolved",
            "PM103 “25:10” is not a time. >",
        ),
        (
            "March 3, 2024 (UTC)",
            "2024-03-03 10:00 UTC: Alert fires\n 2024-03-04 10:20 UTC: Rollback\n 2024-03-03 11:30 UTC: Resolved",
            "PM101 2024-03-03 11:30 UTC comes 22 h 50 min before the entry above it. > \
             Read 2024-03-04 10:20 UTC as 2024-03-03 10:20 UTC",
        ),
        (
            "March 3, 2024 (UTC)",
            "2024-03-03 15:00 UTC: Resolved\n 2024-03-03 14:00 UTC: Rollback\n 2024-03-03 13:00 UTC: Alert fires",
            "PM101 The clock falls back at 2 of 3 entries, first at 2024-03-03 14:00 UTC. > Turn the order of the 3 entries round",
        ),
        // One zone and another: 10:30 WAT is 09:30 UTC.
        (
            "March 3, 2024, 09:00 to 11:30 (UTC)",
            "09:00: Alert fires\n 10:30 WAT: Rollback\n 10:00: Resolved\n 11:30: Report sent",
            "PM206 10:30 WAT is in another zone than entries that state none. >",
        ),
    ];
    for (passage, rows, expected) in cases {
        let told: Vec<String> = found(passage, rows)
            .iter()
            .map(|one| {
                let fix = one.fixes.first().map(|fix| fix.title.as_str());
                format!("{} {} > {}", one.rule.id, one.message, fix.unwrap_or_default())
                    .trim_end()
                    .to_owned()
            })
            .collect();
        assert_eq!(told.join("\n"), expected, "{passage} | {rows}");
    }
}

#[test]
fn settings_turn_rules_off_and_keep_findings() {
    let rows = "8:00 AM: Alert fires\n 10:00 AM: Rollback\n 9:00 AM: Resolved";
    let off = |settings: &Settings| {
        let passage = "March 3, 2024, 8:00 AM to 10:00 AM (UTC)";
        judge(&document(rows), stated(passage), settings, &World::default())
            .diagnostics
            .len()
    };
    assert_eq!(off(&Settings::default()), 1);
    let settings = Settings {
        off: vec!["timeline-out-of-order".into()],
        ..Settings::default()
    };
    assert_eq!(off(&settings), 0);
    let kept = (
        "timeline-out-of-order".to_owned(),
        "9:00 AM comes 1 h before the entry above it.".to_owned(),
    );
    let settings = Settings {
        kept: vec![kept],
        ..Settings::default()
    };
    assert_eq!(off(&settings), 0);
}

#[test]
fn the_future_is_said_only_where_the_present_is_known() {
    let document = document("2093-03-04 10:05 UTC: Alert fires");
    let at = |now| {
        let world = &World {
            now,
            ..World::default()
        };
        judge(&document, Stated::default(), &Settings::default(), world)
            .diagnostics
            .len()
    };
    assert_eq!(at(None), 0);
    assert_eq!(at(Some(Local(1_700_000_000))), 1);
    assert_eq!(at(Some(Local(3_900_000_000))), 0);
}

#[test]
fn every_rule_is_named_once() {
    let mut names: Vec<_> = rules().flat_map(|rule| [rule.id, rule.name]).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert_eq!(rule("pm101"), rule("timeline-out-of-order"));
    for rule in rules() {
        assert!(rule.docs.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        for part in ["## What it checks", "## Why it matters", "## Example", "## Fix"] {
            assert!(rule.docs.contains(part), "{}: {part}", rule.name);
        }
    }
}
