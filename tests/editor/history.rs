//! Undo and redo: typing by the word, commands as one, and never a lost text.

use super::stage::Stage;
use posthoc::editor::event::{Event, Field};
use posthoc::model::PartKind;

fn writing(keys: &str) -> (Stage, Field) {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let field = stage.prose_field(PartKind::Impact);
    stage.type_into(&field, "", keys);
    (stage, field)
}

/// Undoes until there is nothing left and gives every text that was seen.
fn undone(stage: &mut Stage) -> Vec<String> {
    let mut seen = Vec::new();
    while stage.composer().can_undo {
        stage.send(Event::Undo);
        seen.push(stage.prose(PartKind::Impact));
    }
    seen
}

#[test]
fn typing_is_taken_back_word_by_word() {
    let (mut stage, _) = writing("The map was down");
    assert_eq!(undone(&mut stage), ["The map was ", "The map ", "The ", ""]);
    assert!(stage.composer().can_redo);
    for expected in ["The ", "The map ", "The map was ", "The map was down"] {
        stage.send(Event::Redo);
        assert_eq!(stage.prose(PartKind::Impact), expected);
    }
    assert!(!stage.composer().can_redo);
}

#[test]
fn a_pause_ends_a_step() {
    let (mut stage, field) = writing("down");
    stage.send(Event::Paused);
    stage.type_into(&field, "down", "time");
    assert_eq!(undone(&mut stage), ["down", ""]);
}

#[test]
fn a_second_without_a_key_ends_a_step_whatever_rang() {
    let (mut stage, field) = writing("down");
    // A page in the background rings late: the clock says that there was a pause.
    stage.wait(1_000);
    stage.type_into(&field, "down", "time");
    assert_eq!(undone(&mut stage), ["down", ""]);
    let (mut stage, field) = writing("down");
    stage.wait(900);
    stage.type_into(&field, "down", "time");
    assert_eq!(undone(&mut stage), [""]);
}

#[test]
fn deleting_is_a_step_of_its_own() {
    let (mut stage, field) = writing("down");
    for text in ["dow", "do", "d"] {
        stage.send(Event::Edited(field.clone(), text.into()));
    }
    assert_eq!(undone(&mut stage), ["down", ""]);
}

#[test]
fn another_field_begins_a_step() {
    let (mut stage, field) = writing("down");
    stage.type_into(&Field::Title, "", "Map");
    stage.type_into(&field, "down", "!");
    stage.send(Event::Undo);
    assert_eq!(stage.prose(PartKind::Impact), "down");
    assert_eq!(stage.composer().title, "Map");
    stage.send(Event::Undo);
    assert_eq!(stage.composer().title, "");
    assert_eq!(stage.prose(PartKind::Impact), "down");
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let (mut stage, field) = writing("one two");
    stage.send(Event::Undo);
    stage.type_into(&field, "one ", "x");
    assert!(!stage.composer().can_redo);
    assert_eq!(undone(&mut stage), ["one ", ""]);
}

#[test]
fn undo_says_what_it_took_back() {
    let (mut stage, _) = writing("one");
    stage.spoken();
    stage.send(Event::Undo);
    stage.send(Event::Redo);
    stage.send(Event::Redo);
    assert_eq!(
        stage.spoken(),
        ["Undone: typing.", "Redone: typing.", "Nothing to redo."]
    );
}
