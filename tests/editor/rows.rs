//! Rows: added, removed and moved; where the focus goes and what is said.

use super::stage::Stage;
use posthoc::editor::FocusTarget;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::view::{BodyView, EntryView, TimelineRowView};
use posthoc::model::{Id, PartKind};

/// A draft with three entries.
fn three() -> (Stage, Vec<Id>) {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let part = stage.part(PartKind::Timeline).id;
    let text = "8:00 AM – Alert fired\n8:30 AM: Paged the database team\n9:00 AM Service restored".into();
    stage.send(Event::QuickAdd { part, text });
    let ids = stage.rows(PartKind::Timeline);
    (stage, ids)
}

fn entries(stage: &Stage) -> Vec<EntryView> {
    let BodyView::Timeline(timeline) = stage.part(PartKind::Timeline).body else {
        return Vec::new();
    };
    let rows = timeline.rows.into_iter();
    rows.filter_map(|row| match row {
        TimelineRowView::Entry(entry) => Some(entry),
        TimelineRowView::Text { .. } => None,
    })
    .collect()
}

fn texts(stage: &Stage) -> Vec<(String, String)> {
    entries(stage)
        .into_iter()
        .map(|entry| (entry.time, entry.text))
        .collect()
}

#[test]
fn quick_add_splits_the_time_from_the_text() {
    for (line, time, text) in [
        ("8:05 AM – Alert fired", "8:05 AM", "Alert fired"),
        ("8:05 AM - Alert fired", "8:05 AM", "Alert fired"),
        ("08:05: Alert fired", "08:05", "Alert fired"),
        ("08:05 Alert fired", "08:05", "Alert fired"),
        ("- **08:05:** Alert fired", "08:05", "Alert fired"),
        ("* 08:05 | Alert fired", "08:05", "Alert fired"),
        (
            "2023-06-15 08:05 UTC – Alert fired",
            "2023-06-15 08:05 UTC",
            "Alert fired",
        ),
        ("Alert fired", "", "Alert fired"),
        ("**Alert** fired", "", "**Alert** fired"),
        ("08:05", "08:05", ""),
    ] {
        let mut stage = Stage::new();
        stage.send(Event::NewDraft);
        let part = stage.part(PartKind::Timeline).id;
        stage.send(Event::QuickAdd {
            part,
            text: line.into(),
        });
        assert_eq!(texts(&stage), [(time.to_owned(), text.to_owned())], "{line}");
        assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::Quick(part))));
    }
}

#[test]
fn many_pasted_lines_are_one_step() {
    let (mut stage, ids) = three();
    assert_eq!(ids.len(), 3);
    assert_eq!(
        stage.spoken().last().map(String::as_str),
        Some("3 entries added. 3 entries.")
    );
    stage.send(Event::Undo);
    assert!(stage.rows(PartKind::Timeline).is_empty());
}

#[test]
fn quick_add_reads_checkboxes_of_items() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let part = stage.part(PartKind::ActionItems).id;
    let text = "- [x] Restart the renderer\n[ ] Alert on a full disk\nMove tiles".into();
    stage.send(Event::QuickAdd { part, text });
    let BodyView::Items(items) = stage.part(PartKind::ActionItems).body else {
        panic!("no items")
    };
    let rows: Vec<String> = items.rows.iter().map(|row| format!("{row:?}")).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].contains("Restart the renderer") && rows[0].contains("done: true"));
    assert!(rows[1].contains("\"Alert on a full disk\"") && rows[1].contains("done: false"));
}

#[test]
fn a_row_is_added_beside_another_and_its_time_has_the_focus() {
    for (after, at) in [(true, 1), (false, 0)] {
        let (mut stage, ids) = three();
        stage.send(Event::AddRow { beside: ids[0], after });
        let now = stage.rows(PartKind::Timeline);
        assert_eq!(now.len(), 4);
        assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::EntryTime(now[at]))));
        stage.send(Event::Undo);
        assert_eq!(stage.rows(PartKind::Timeline), ids);
    }
}

#[test]
fn deleting_keeps_the_column_and_says_how_many_are_left() {
    // Which row goes, the field that had the focus, the row that gets it.
    for (gone, next) in [(0, Some(1)), (1, Some(2)), (2, Some(1))] {
        for in_text in [false, true] {
            let (mut stage, ids) = three();
            let column = |id: Id| if in_text { Field::Text(id) } else { Field::EntryTime(id) };
            stage.send(Event::Entered(column(ids[gone])));
            stage.spoken();
            let effects = stage.send(Event::RemoveRow(ids[gone]));
            let expected = next.map(|next| FocusTarget::Field(column(ids[next])));
            assert_eq!(stage.focused(), expected, "row {gone}");
            let said = format!("{effects:?}");
            let sentence = format!("Entry {} deleted. 2 entries. Undo with Ctrl Z.", gone + 1);
            assert!(said.contains(&sentence), "{said}");
            let toast = stage.view().toast.expect("a toast");
            stage.send(*toast.action.expect("a way back").1);
            assert_eq!(stage.rows(PartKind::Timeline), ids);
            assert!(stage.view().toast.is_none());
        }
    }
}

#[test]
fn deleting_the_last_row_leads_to_quick_add() {
    let (mut stage, ids) = three();
    for id in ids {
        stage.send(Event::RemoveRow(id));
    }
    let part = stage.part(PartKind::Timeline).id;
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::Quick(part))));
}

#[test]
fn moving_says_where_to_and_keeps_the_focus() {
    let (mut stage, ids) = three();
    stage.send(Event::Entered(Field::Text(ids[2])));
    stage.spoken();
    stage.send(Event::MoveRow { id: ids[2], by: -1 });
    assert_eq!(stage.rows(PartKind::Timeline), [ids[0], ids[2], ids[1]]);
    assert_eq!(stage.spoken(), ["Entry 3 of 3, 9:00 AM, moved to 2."]);
    stage.send(Event::MoveRow { id: ids[0], by: -1 });
    assert_eq!(stage.spoken(), ["Entry is the first."]);
    stage.send(Event::MoveRow { id: ids[1], by: -1 });
    assert_eq!(stage.focused(), Some(FocusTarget::Grip(ids[1])));
    stage.send(Event::MoveRow { id: ids[2], by: -1 });
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::Text(ids[2]))));
}

#[test]
fn a_toast_goes_with_the_next_change() {
    let (mut stage, ids) = three();
    stage.send(Event::RemoveRow(ids[0]));
    assert!(stage.view().toast.is_some());
    stage.send(Event::Edited(Field::Title, "x".into()));
    assert!(stage.view().toast.is_none());
}
