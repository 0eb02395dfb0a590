//! Undo and redo over a reload of the tab: every step is there again, where it still fits.

use super::stage::Stage;
use posthoc::editor::event::{Event, Field};
use posthoc::model::PartKind;
use posthoc::storage::Backend;

fn writing(keys: &str) -> (Stage, Field) {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let field = stage.prose_field(PartKind::Impact);
    stage.type_into(&field, "", keys);
    (stage, field)
}

/// The page goes, is loaded again, and the draft is opened.
fn reloaded(mut stage: Stage) -> Stage {
    let id = stage.draft_id();
    stage.send(Event::Leaving);
    let mut stage = stage.reloaded();
    stage.send(Event::OpenDraft(id));
    stage
}

#[test]
fn words_are_taken_back_and_done_again_after_a_reload() {
    let (mut stage, _) = writing("The map was down");
    stage.send(Event::Undo);
    let mut stage = reloaded(stage);
    assert_eq!(stage.prose(PartKind::Impact), "The map was ");
    stage.send(Event::Redo);
    assert_eq!(stage.prose(PartKind::Impact), "The map was down");
    let mut stage = reloaded(stage);
    stage.spoken();
    for expected in ["The map was ", "The map ", "The ", ""] {
        stage.send(Event::Undo);
        assert_eq!(stage.prose(PartKind::Impact), expected);
    }
    assert_eq!(stage.spoken()[0], "Undone: typing.");
    assert!(!stage.composer().can_undo);
}

#[test]
fn leaving_a_draft_and_coming_back_keeps_its_steps() {
    let (mut stage, _) = writing("The map");
    let id = stage.draft_id();
    stage.send(Event::DraftsShown);
    stage.send(Event::OpenDraft(id));
    stage.send(Event::Undo);
    assert_eq!(stage.prose(PartKind::Impact), "The ");
}

#[test]
fn a_finding_kept_as_written_is_no_longer_kept_after_a_reload_and_undo() {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(
        include_str!("../documents/wrong-half-of-the-day.md").into(),
    ));
    stage.send(Event::ImportConfirmed);
    let found = stage.composer().counts;
    stage.send(Event::KeepAsWritten { problem: 0 });
    assert_ne!(stage.composer().counts, found);
    let mut stage = reloaded(stage);
    stage.send(Event::Undo);
    assert_eq!(stage.composer().counts, found);
}

#[test]
fn steps_that_no_longer_fit_are_said_to_be_gone() {
    let (mut stage, field) = writing("The map");
    stage.send(Event::Leaving);
    // Another tab saves the draft: its steps are in its own storage.
    let mut other = Stage::over(stage.store.backend().0.clone());
    other.send(Event::OpenDraft(stage.draft_id()));
    other.type_into(&field, "The map", " was down");
    other.send(Event::Leaving);
    for (key, text) in other.store.backend().0.texts() {
        stage.store.backend_mut().set(key, text).unwrap();
    }
    let stage = reloaded_without_saving(stage);
    assert_eq!(stage.prose(PartKind::Impact), "The map was down");
    assert!(!stage.composer().can_undo);
    let toast = stage.view().toast.expect("a word about it");
    assert!(toast.text.contains("saved elsewhere"), "{}", toast.text);
}

fn reloaded_without_saving(stage: Stage) -> Stage {
    let id = stage.draft_id();
    let mut stage = stage.reloaded();
    stage.send(Event::OpenDraft(id));
    stage
}

#[test]
fn the_newest_two_hundred_steps_are_kept() {
    let (mut stage, _) = writing(&"word ".repeat(300));
    stage.send(Event::Leaving);
    let kept: usize = stage
        .session
        .0
        .borrow()
        .texts()
        .values()
        .map(|text| text.lines().count() - 1)
        .sum();
    assert_eq!(kept, 200);
    let mut stage = reloaded(stage);
    let mut steps = 0;
    while stage.composer().can_undo {
        stage.send(Event::Undo);
        steps += 1;
    }
    assert_eq!(steps, 200);
    assert_eq!(stage.prose(PartKind::Impact), "word ".repeat(100));
}
