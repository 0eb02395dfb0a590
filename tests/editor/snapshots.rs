//! Snapshots of the open draft: when they are taken, compared, restored and removed.

use super::stage::Stage;
use posthoc::editor::FocusTarget;
use posthoc::editor::event::{Event, Field, HistoryEvent};
use posthoc::editor::port::SnapshotId;
use posthoc::editor::view::{Mark, SnapshotsView, Stretch};
use posthoc::model::PartKind;

const WRONG: &str = include_str!("../documents/wrong-half-of-the-day.md");

fn imported(text: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(text.into()));
    stage.send(Event::ImportConfirmed);
    stage
}

fn tell(stage: &mut Stage, event: HistoryEvent) {
    stage.send(Event::History(event));
}

fn history(stage: &Stage) -> SnapshotsView {
    stage.view().snapshots.expect("the history is shown")
}

/// The lines of the list: "Sent to Salma", "While editing", the newest first.
fn listed(stage: &mut Stage) -> Vec<String> {
    tell(stage, HistoryEvent::Opened { keep: false });
    let rows = history(stage).rows.into_iter().map(|row| row.words).collect();
    tell(stage, HistoryEvent::Closed);
    rows
}

fn row(stage: &Stage, number: usize) -> SnapshotId {
    history(stage).rows[number].id.clone()
}

/// What was removed and what was added.
fn compared(stage: &Stage) -> (String, String) {
    let comparison = history(stage).comparison.expect("two texts are compared");
    let of = |wanted: Mark| {
        let text = comparison.stretches.iter().flat_map(|stretch| match stretch {
            Stretch::Text(pieces) => pieces.clone(),
            Stretch::Folded(_) => Vec::new(),
        });
        text.filter(|(mark, _)| *mark == wanted)
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
            .join("|")
    };
    (of(Mark::Removed), of(Mark::Added))
}

#[test]
fn a_named_snapshot_is_kept_compared_and_restored_as_one_step() {
    let mut stage = imported(WRONG);
    let field = stage.prose_field(PartKind::Impact);
    let before = stage.prose(PartKind::Impact);
    tell(&mut stage, HistoryEvent::Opened { keep: true });
    assert_eq!(stage.focused(), Some(FocusTarget::SnapshotName));
    assert!(history(&stage).notice.starts_with("No snapshot yet."));
    tell(&mut stage, HistoryEvent::Keep("  Sent to\tSalma ".into()));
    assert_eq!(history(&stage).rows[0].words, "Sent to Salma");
    assert!(history(&stage).notice.is_empty());
    tell(&mut stage, HistoryEvent::Closed);

    stage.wait(60_000);
    stage.fill(field, &format!("{before} Nobody was told."));
    tell(&mut stage, HistoryEvent::Opened { keep: false });
    let id = row(&stage, 0);
    tell(&mut stage, HistoryEvent::Chosen(id));
    let view = history(&stage);
    assert_eq!(view.heading, "From 14:03 today to the text as it is");
    let comparison = view.comparison.unwrap();
    assert_eq!(comparison.summary, "1 place changed: 3 words added, 0 words removed.");
    assert_eq!(compared(&stage), (String::new(), " Nobody was told.".into()));

    tell(&mut stage, HistoryEvent::Restore);
    assert!(stage.view().snapshots.is_none());
    assert_eq!(stage.prose(PartKind::Impact), before);
    assert_eq!(stage.view().toast.unwrap().text, "Snapshot of 14:03 today restored.");
    assert_eq!(listed(&mut stage), ["Before a restore", "Sent to Salma"]);
    stage.send(Event::Undo);
    assert_eq!(stage.prose(PartKind::Impact), format!("{before} Nobody was told."));
    stage.send(Event::Redo);
    assert_eq!(stage.prose(PartKind::Impact), before);
}

#[test]
fn two_snapshots_are_compared_the_older_one_first() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    for title in ["Map", "Map service", "Map service down"] {
        stage.fill(Field::Title, title);
        tell(&mut stage, HistoryEvent::Opened { keep: true });
        tell(&mut stage, HistoryEvent::Keep(title.into()));
        tell(&mut stage, HistoryEvent::Closed);
        stage.wait(60_000);
    }
    tell(&mut stage, HistoryEvent::Opened { keep: false });
    let (newest, oldest) = (row(&stage, 0), row(&stage, 2));
    tell(&mut stage, HistoryEvent::Chosen(newest.clone()));
    assert_eq!(history(&stage).comparison.unwrap().summary, "No difference.");
    // Whichever was chosen first.
    tell(&mut stage, HistoryEvent::Against(Some(oldest.clone())));
    assert_eq!(compared(&stage), (String::new(), " service down".into()));
    assert_eq!(history(&stage).heading, "From 14:03 today to 14:05 today");
    tell(&mut stage, HistoryEvent::Chosen(oldest.clone()));
    tell(&mut stage, HistoryEvent::Against(Some(newest)));
    assert_eq!(compared(&stage), (String::new(), " service down".into()));
    tell(&mut stage, HistoryEvent::Against(None));
    assert_eq!(history(&stage).against, None);

    tell(&mut stage, HistoryEvent::Remove);
    let view = history(&stage);
    assert_eq!((view.rows.len(), view.chosen, view.can_restore), (2, None, false));
}

#[test]
fn one_is_taken_every_ten_minutes_of_editing() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.save();
    assert_eq!(listed(&mut stage), Vec::<String>::new(), "nothing was edited");
    for minute in 0..25 {
        stage.fill(Field::Title, &format!("Map {minute}"));
        stage.save();
        stage.wait(60_000 - 500);
    }
    assert_eq!(listed(&mut stage), ["While editing", "While editing"]);
    // An hour without a key is no editing.
    stage.wait(3_600_000);
    stage.save();
    assert_eq!(listed(&mut stage).len(), 3, "what was typed since the last one");
    stage.wait(3_600_000);
    stage.save();
    assert_eq!(listed(&mut stage).len(), 3);
}

#[test]
fn one_is_taken_before_much_changes_at_once() {
    let mut stage = imported(WRONG);
    stage.send(Event::FixAllSafe);
    assert_eq!(listed(&mut stage), ["Before all fixes"]);
    // The second time nothing is left to fix.
    stage.send(Event::FixAllSafe);
    assert_eq!(listed(&mut stage).len(), 1);
    let timeline = stage.part(PartKind::Timeline).id;
    let chat = "[10:02] Salma: the map is down\n[10:05] Jonas: looking\n[10:09] Salma: it is the disk";
    stage.wait(1_000);
    stage.send(Event::RawPasted {
        place: timeline,
        text: chat.into(),
    });
    stage.send(Event::RawAsLines);
    let now = listed(&mut stage);
    if stage.view().toast.is_some() || now.len() > 1 {
        assert_eq!(now[0], "Before a paste");
    }
    stage.send(Event::TemplateChosen("howie".into()));
    assert_eq!(listed(&mut stage)[0], "Before another template");
    tell(&mut stage, HistoryEvent::Opened { keep: false });
    let id = row(&stage, history(&stage).rows.len() - 1);
    tell(&mut stage, HistoryEvent::Chosen(id));
    let (removed, added) = compared(&stage);
    assert!(removed.contains("PM") && added.contains("AM"), "{removed} {added}");
}

#[test]
fn where_no_history_can_be_kept_that_is_said_and_nothing_else_changes() {
    let mut stage = imported(WRONG);
    stage.shelf.denied.set(true);
    stage.send(Event::FixAllSafe);
    assert!(stage.view().banners.is_empty(), "fixing needs no history");
    tell(&mut stage, HistoryEvent::Opened { keep: false });
    let sentence = "No history here: this browser does not let the page keep one.";
    assert_eq!(history(&stage).notice, sentence);
    tell(&mut stage, HistoryEvent::Keep(String::new()));
    assert_eq!(history(&stage).notice, sentence);
    assert!(history(&stage).rows.is_empty());
}

#[test]
fn a_damaged_snapshot_is_said_and_can_t_be_restored() {
    let mut stage = imported(WRONG);
    stage.send(Event::FixAllSafe);
    stage
        .shelf
        .bytes
        .borrow_mut()
        .values_mut()
        .for_each(|bytes| bytes.truncate(40));
    tell(&mut stage, HistoryEvent::Opened { keep: false });
    let id = row(&stage, 0);
    tell(&mut stage, HistoryEvent::Chosen(id));
    let view = history(&stage);
    assert!(view.notice.contains("damaged"), "{}", view.notice);
    assert!(!view.can_restore);
    let before = stage.composer();
    tell(&mut stage, HistoryEvent::Restore);
    assert_eq!(stage.composer().parts, before.parts);
}

#[test]
fn leaving_the_draft_closes_its_history() {
    let mut stage = imported(WRONG);
    tell(&mut stage, HistoryEvent::Opened { keep: false });
    stage.send(Event::DraftsShown);
    assert!(stage.view().snapshots.is_none());
}
