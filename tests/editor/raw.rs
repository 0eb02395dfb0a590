//! Raw material that is pasted into a timeline: shown first, taken in as one step.

use super::stage::Stage;
use posthoc::editor::event::Field;
use posthoc::editor::view::{BodyView, TimelineRowView};
use posthoc::editor::{Event, FocusTarget, is_raw};
use posthoc::model::{FactKey, PartKind};

const CHAT: &str = "10:05 <ana> mail is down\n10:06 <tom> looking\n10:06 <tom> looking\n10:31 <ana> it is back\n";

fn composer() -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage
}

fn texts(stage: &Stage) -> Vec<String> {
    match stage.part(PartKind::Timeline).body {
        BodyView::Timeline(timeline) => timeline
            .rows
            .iter()
            .map(|row| match row {
                TimelineRowView::Entry(entry) => format!("{} {}", entry.time, entry.text),
                TimelineRowView::Text { text, .. } => text.clone(),
            })
            .collect(),
        other => panic!("no timeline: {other:?}"),
    }
}

#[test]
fn what_was_seen_is_shown_before_it_goes_in() {
    let mut stage = composer();
    let place = stage.part(PartKind::Timeline).id;
    let before = texts(&stage);
    stage.spoken();
    stage.send(Event::RawPasted {
        place,
        text: CHAT.into(),
    });
    let raw = stage.view().raw.expect("the dialog is open");
    assert_eq!((raw.format.as_str(), raw.total, raw.left), ("Chat", 3, 0));
    assert_eq!(raw.entries[0], ("10:05".to_owned(), "ana: mail is down".to_owned()));
    assert!(
        raw.said.iter().any(|said| said.starts_with("1 entry has the time")),
        "{:?}",
        raw.said
    );
    assert_eq!(stage.spoken(), ["Chat seen, 3 entries."]);
    assert_eq!(texts(&stage), before, "nothing went in yet");
    stage.send(Event::RawClosed);
    assert_eq!(stage.view().raw, None);
    assert_eq!(texts(&stage), before);
}

#[test]
fn it_goes_in_and_out_in_one_step() {
    let mut stage = composer();
    let place = stage.part(PartKind::Timeline).id;
    let before = texts(&stage);
    stage.send(Event::RawPasted {
        place,
        text: CHAT.into(),
    });
    stage.send(Event::RawConfirmed);
    assert_eq!(stage.view().raw, None);
    let mut after = before.clone();
    after.extend(["10:05 ana: mail is down", "10:06 tom: looking", "10:31 ana: it is back"].map(str::to_owned));
    assert_eq!(texts(&stage), after);
    assert_eq!(stage.view().toast.expect("a toast").text, "3 entries added.");
    let first = stage.rows(PartKind::Timeline)[before.len()];
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::EntryTime(first))));
    stage.send(Event::Undo);
    assert_eq!(texts(&stage), before);
    stage.send(Event::Redo);
    assert_eq!(texts(&stage), after);
}

#[test]
fn it_goes_behind_a_row_and_an_empty_row_gives_way() {
    let mut stage = composer();
    let part = stage.part(PartKind::Timeline).id;
    for text in ["9:00 first", "11:00 last"] {
        let text = text.to_owned();
        stage.send(Event::QuickAdd { part, text });
    }
    let rows = stage.rows(PartKind::Timeline);
    let first = rows[rows.len() - 2];
    stage.send(Event::AddRow {
        beside: first,
        after: true,
    });
    let rows = stage.rows(PartKind::Timeline);
    let empty = rows[rows.len() - 2];
    stage.send(Event::RawPasted {
        place: empty,
        text: CHAT.into(),
    });
    stage.send(Event::RawConfirmed);
    let texts = texts(&stage);
    let end: Vec<&str> = texts[texts.len() - 5..].iter().map(String::as_str).collect();
    assert_eq!(
        end,
        [
            "9:00 first",
            "10:05 ana: mail is down",
            "10:06 tom: looking",
            "10:31 ana: it is back",
            "11:00 last"
        ]
    );
}

#[test]
fn each_line_can_be_taken_as_it_is() {
    let mut stage = composer();
    let place = stage.part(PartKind::Timeline).id;
    let before = texts(&stage).len();
    stage.send(Event::RawPasted {
        place,
        text: CHAT.into(),
    });
    stage.send(Event::RawAsLines);
    assert_eq!(stage.view().raw, None);
    assert_eq!(texts(&stage).len(), before + 4);
    assert!(texts(&stage).contains(&"10:05 <ana> mail is down".to_owned()));
}

#[test]
fn other_lines_become_rows_at_once_and_in_one_step() {
    let mut stage = composer();
    let text = "10:05 Alert fired\n10:20 Rolled back";
    assert!(!is_raw(text));
    assert!(is_raw(CHAT));
    let before = texts(&stage);
    let place = stage.part(PartKind::Timeline).id;
    let text = text.to_owned();
    stage.send(Event::RawPasted { place, text });
    assert_eq!(stage.view().raw, None);
    assert_eq!(texts(&stage).len(), before.len() + 2);
    stage.send(Event::Undo);
    assert_eq!(texts(&stage), before);
}

#[test]
fn a_list_of_items_takes_lines_and_no_raw_material() {
    let mut stage = composer();
    let place = stage.part(PartKind::ActionItems).id;
    let before = stage.rows(PartKind::ActionItems).len();
    stage.send(Event::RawPasted {
        place,
        text: CHAT.into(),
    });
    assert_eq!(stage.view().raw, None);
    assert_eq!(stage.rows(PartKind::ActionItems).len(), before + 4);
}

#[test]
fn the_day_and_the_zone_of_the_incident_are_named() {
    let mut stage = composer();
    stage.fill(Field::Fact(FactKey::Start), "March 5, 2024, 10:00 AM");
    stage.fill(Field::Fact(FactKey::End), "March 5, 2024, 11:00 AM");
    stage.fill(Field::Fact(FactKey::Zone), "CET");
    let place = stage.part(PartKind::Timeline).id;
    stage.send(Event::RawPasted {
        place,
        text: CHAT.into(),
    });
    let said = stage.view().raw.expect("the dialog is open").said;
    assert_eq!(
        said[..2],
        [
            "No date is written: March 5, 2024 is taken, the day of the incident.",
            "No zone is written: CET is taken, the zone of the timeline."
        ]
    );
}
