//! A second clock: shown beside the times, exported behind them, and read back.

use crate::stage::Stage;
use posthoc::editor::event::Field;
use posthoc::editor::view::{BodyView, TimelineRowView};
use posthoc::editor::{Effect, Event};
use posthoc::markdown;
use posthoc::model::{FactKey, PartKind};

const TEXT: &str = "# Outage\n\n**Duration:** July 15, 2024, 10:00 to 12:00 (Europe/Berlin)\n\n## Timeline\n\n- 10:00 Alert fires\n- 10:30 UTC Somebody looks\n- 11:00–11:10 A restart\n- 12:00 Resolved\n";

fn imported(text: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(text.into()));
    stage.send(Event::ImportConfirmed);
    stage
}

fn exported(stage: &mut Stage) -> String {
    match stage.send(Event::CopyMarkdown).remove(0) {
        Effect::Copy(text) => text,
        other => panic!("{other:?}"),
    }
}

fn second(stage: &Stage) -> Vec<String> {
    let BodyView::Timeline(timeline) = stage.part(PartKind::Timeline).body else {
        panic!("a timeline");
    };
    let rows = timeline.rows.into_iter();
    rows.filter_map(|row| match row {
        TimelineRowView::Entry(entry) => Some(entry.second),
        TimelineRowView::Text { .. } => None,
    })
    .collect()
}

#[test]
fn utc_is_shown_and_exported_and_read_back() {
    let mut stage = imported(TEXT);
    assert_eq!(exported(&mut stage), TEXT);
    assert_eq!(second(&stage), ["", "", "", ""]);
    assert!(!stage.composer().facts.second_clock);

    stage.send(Event::SecondClockToggled);
    assert!(stage.composer().facts.second_clock);
    // Beside a time in UTC, and beside a range, nothing more is said.
    assert_eq!(second(&stage), ["08:00 UTC", "", "", "10:00 UTC"]);
    let text = exported(&mut stage);
    for line in [
        "- 10:00 (08:00 UTC) Alert fires",
        "- 10:30 UTC Somebody looks",
        "- 11:00–11:10 A restart",
        "- 12:00 (10:00 UTC) Resolved",
        "- **Second clock:** UTC",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    // The same text comes out again, and no reading is written twice.
    assert_eq!(markdown::write(&markdown::read(&text)), text);
    let mut again = imported(&text);
    assert_eq!(second(&again), ["", "", "", ""]);
    assert_eq!(exported(&mut again), text);
    let problems = again.composer().problems.len();
    assert_eq!(problems, stage.composer().problems.len());

    stage.send(Event::SecondClockToggled);
    assert_eq!(exported(&mut stage), TEXT);
    stage.send(Event::Undo);
    assert_eq!(second(&stage), ["08:00 UTC", "", "", "10:00 UTC"]);
}

#[test]
fn another_zone_is_stated_in_its_field() {
    let mut stage = imported(TEXT);
    stage.fill(Field::Fact(FactKey::Clock), "PT");
    assert_eq!(second(&stage), ["01:00 PT", "03:30 PT", "", "03:00 PT"]);
    assert!(exported(&mut stage).contains("- 10:30 UTC (03:30 PT) Somebody looks"));
    // What is no zone shows nothing, and is kept as typed.
    stage.fill(Field::Fact(FactKey::Clock), "Europe/Atlantis");
    assert_eq!(second(&stage), ["", "", "", ""]);
    assert!(exported(&mut stage).contains("- **Second clock:** Europe/Atlantis"));
}
