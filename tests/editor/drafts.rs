//! Drafts as a whole: new, found again, renamed, copied, deleted and brought back.

use super::stage::Stage;
use posthoc::editor::Effect;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::port::{Beside, Damaged, Keeping, StoreReply};
use posthoc::editor::view::BodyView;
use posthoc::model::PartKind;
use posthoc::storage::handle;

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

#[test]
fn a_draft_that_opens_late_does_not_displace_another() {
    let mut stage = with_draft("First");
    let first = stage.draft_id();
    stage.send(Event::DraftsShown);
    // The store takes its time; meanwhile a new draft is begun.
    let request = stage.send_unanswered(Event::OpenDraft(first.clone()));
    stage.send(Event::NewDraft);
    stage.send(Event::Edited(Field::Title, "Second".into()));
    for effect in request {
        if let Effect::Store(request) = effect {
            let reply = handle(&mut stage.store, request, stage.now);
            stage.answer(reply);
        }
    }
    assert_eq!(stage.draft_id(), first);
    stage.send(Event::DraftsShown);
    let titles: Vec<String> = stage.home().drafts.into_iter().map(|row| row.title).collect();
    assert!(titles.contains(&"Second".into()), "{titles:?}");
}

#[test]
fn records_that_cannot_be_read_are_said_and_can_be_downloaded() {
    let mut stage = Stage::new();
    let damaged = |key: &str| Damaged {
        key: key.into(),
        raw: format!("raw {key}"),
        why: "It is cut off.".into(),
    };
    let listed = |damaged| StoreReply::Listed {
        drafts: Vec::new(),
        damaged,
        keeping: Keeping::Browser,
        used: 0,
        beside: Beside::default(),
    };
    stage.answer(listed(vec![damaged("a/1")]));
    assert_eq!(stage.view().banners[0].title, "One draft could not be read.");
    stage.answer(listed(vec![damaged("a/1"), damaged("a/2")]));
    let banners = stage.view().banners;
    assert_eq!(banners[1].title, "A draft could not be read (2 of 2).");
    let (_, download) = banners[1].actions[0].clone();
    let effects = stage.send(download);
    let downloaded = |effect: &Effect| matches!(effect, Effect::Download { name, text, .. } if name == "a-2.txt" && text == "raw a/2");
    assert!(effects.iter().any(downloaded), "{effects:?}");
    let (_, dismiss) = banners[0].actions[1].clone();
    stage.send(dismiss);
    assert_eq!(stage.view().banners.len(), 1, "the other one stays");
}
