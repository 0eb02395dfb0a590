//! Drafts as a whole: new, found again, renamed, copied, deleted and brought back.

use super::stage::Stage;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::view::BodyView;
use posthoc::model::PartKind;

fn with_draft(title: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.fill(Field::Title, title);
    stage.save();
    stage
}

#[test]
fn a_new_draft_offers_the_usual_parts_with_a_hint_each() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let composer = stage.composer();
    let headings: Vec<&str> = composer.parts.iter().map(|part| part.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "Issue summary",
            "Impact",
            "Root cause",
            "Timeline",
            "Resolution",
            "Corrective and preventative measures",
            "Action items",
            "Lessons learned"
        ]
    );
    for part in &composer.parts {
        if let BodyView::Prose { text, example } = &part.body {
            assert!(text.is_empty() && example.len() > 20, "{part:?}");
        }
    }
}

#[test]
fn a_draft_is_listed_and_opens_with_its_text() {
    let mut stage = with_draft("Checkout outage");
    let id = stage.draft_id();
    let impact = stage.prose_field(PartKind::Impact);
    stage.fill(impact, "Nobody could pay.");
    stage.send(Event::DraftsShown);
    let home = stage.home();
    assert_eq!((home.total, home.drafts[0].title.as_str()), (1, "Checkout outage"));
    assert_eq!(home.drafts[0].updated, "14:03 today");
    assert!(home.drafts[0].size.ends_with(" KB"), "{}", home.drafts[0].size);

    stage.send(Event::OpenDraft(id));
    assert_eq!(stage.composer().title, "Checkout outage");
    assert_eq!(stage.prose(PartKind::Impact), "Nobody could pay.");
}

#[test]
fn the_search_finds_words_of_the_title_in_any_order() {
    let mut stage = with_draft("Checkout outage");
    stage.send(Event::DraftsShown);
    for (search, found) in [("outage check", 1), ("OUT", 1), ("login", 0), ("  ", 1)] {
        stage.send(Event::Searched(search.into()));
        let home = stage.home();
        assert_eq!((home.drafts.len(), home.total), (found, 1), "{search}");
    }
}

#[test]
fn renaming_keeps_the_rest() {
    let mut stage = with_draft("Checkout outage");
    let id = stage.draft_id();
    let impact = stage.prose_field(PartKind::Impact);
    stage.fill(impact, "Nobody could pay.");
    stage.send(Event::DraftsShown);
    stage.send(Event::RenameDraft {
        id: id.clone(),
        title: " Payments  down ".into(),
    });
    assert_eq!(stage.home().drafts[0].title, "Payments down");
    stage.send(Event::OpenDraft(id));
    assert_eq!(stage.prose(PartKind::Impact), "Nobody could pay.");
}

#[test]
fn a_copy_is_a_draft_of_its_own() {
    let mut stage = with_draft("Checkout outage");
    let id = stage.draft_id();
    stage.send(Event::DraftsShown);
    stage.send(Event::DuplicateDraft(id.clone()));
    let titles: Vec<String> = stage.home().drafts.into_iter().map(|row| row.title).collect();
    assert_eq!(titles.len(), 2);
    assert!(titles.contains(&"Checkout outage (copy)".into()), "{titles:?}");
    assert!(stage.home().drafts.iter().any(|row| row.id == id));
}

#[test]
fn a_deleted_draft_comes_back_from_the_toast() {
    let mut stage = with_draft("Checkout outage");
    let id = stage.draft_id();
    stage.send(Event::DraftsShown);
    stage.send(Event::DeleteDraft(id.clone()));
    assert_eq!(stage.home().total, 0);
    let toast = stage.view().toast.expect("a toast");
    assert_eq!(toast.text, "Deleted “Checkout outage”.");
    let (word, undo) = toast.action.expect("a way back");
    assert_eq!(word, "Undo");
    stage.send(*undo);
    assert_eq!(stage.home().drafts[0].id, id);
    assert!(stage.spoken().contains(&"“Checkout outage” is back.".into()));
    stage.send(Event::OpenDraft(id));
    assert_eq!(stage.composer().title, "Checkout outage");
}

#[test]
fn an_untouched_new_draft_leaves_nothing_behind() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.send(Event::DraftsShown);
    assert_eq!(stage.home().total, 0);
}
