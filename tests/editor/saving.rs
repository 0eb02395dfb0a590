//! When drafts are saved, what is said about it, and what happens where they can't be.

use super::stage::Stage;
use posthoc::editor::Effect;
use posthoc::editor::event::{Conflict, Event, Field};
use posthoc::editor::port::{NotSaved, StoreReply, StoreRequest};
use posthoc::editor::view::SaveView;
use posthoc::model::PartKind;
use posthoc::storage::Memory;

fn new_draft() -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage
}

fn timers(effects: &[Effect]) -> Vec<u32> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::SaveTimer(ms) => Some(*ms),
            _ => None,
        })
        .collect()
}

fn saves(effects: &[Effect]) -> Vec<(u64, u64)> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Store(StoreRequest::Save(request)) => Some((request.base, request.change)),
            _ => None,
        })
        .collect()
}

#[test]
fn no_key_waits_longer_than_a_third_of_a_second_for_its_save() {
    let mut stage = new_draft();
    let mut due = Vec::new();
    for text in ["a", "ab", "abc", "abcd"] {
        due.extend(timers(&stage.send(Event::Edited(Field::Title, text.into()))));
        stage.wait(120);
    }
    assert_eq!(due, [300, 180, 60, 0]);
}

#[test]
fn nothing_is_saved_before_something_changed() {
    let mut stage = new_draft();
    assert_eq!(stage.composer().save, SaveView::Unchanged);
    assert!(saves(&stage.send_unanswered(Event::SaveDue)).is_empty());
    assert!(saves(&stage.send_unanswered(Event::Leaving)).is_empty());
}

#[test]
fn saved_is_said_only_of_the_newest_change() {
    let mut stage = new_draft();
    stage.send(Event::Edited(Field::Title, "a".into()));
    assert_eq!(stage.composer().save, SaveView::Saving);
    let requests = stage.send_unanswered(Event::SaveDue);
    assert_eq!(saves(&requests), [(0, 1)]);
    stage.send(Event::Edited(Field::Title, "ab".into()));
    let id = stage.draft_id();
    let at = stage.now;
    let after = stage.send_unanswered(Event::Stored(StoreReply::Saved {
        id: id.clone(),
        revision: 1,
        change: 1,
        at,
        size: 10,
    }));
    assert_eq!(
        stage.composer().save,
        SaveView::Saving,
        "a later change is not saved yet"
    );
    assert_eq!(saves(&after), [(1, 2)], "it goes out on the revision that was made");
    stage.answer(StoreReply::Saved {
        id,
        revision: 2,
        change: 2,
        at,
        size: 10,
    });
    assert_eq!(stage.composer().save, SaveView::Saved("14:03:22".into()));
}

#[test]
fn leaving_saves_at_once_even_behind_a_save_on_its_way() {
    let mut stage = new_draft();
    stage.send(Event::Edited(Field::Title, "a".into()));
    assert_eq!(saves(&stage.send_unanswered(Event::Leaving)), [(0, 1)]);
    stage.send(Event::Edited(Field::Title, "ab".into()));
    assert_eq!(saves(&stage.send_unanswered(Event::Leaving)), [(1, 2)]);
    assert!(saves(&stage.send_unanswered(Event::Leaving)).is_empty());
}

#[test]
fn a_slow_answer_holds_up_no_later_save() {
    let mut stage = new_draft();
    let mut sent = Vec::new();
    for text in ["a", "ab", "abc"] {
        stage.send(Event::Edited(Field::Title, text.into()));
        sent.extend(saves(&stage.send_unanswered(Event::SaveDue)));
    }
    assert_eq!(
        sent,
        [(0, 1), (1, 2), (2, 3)],
        "each on the revision that the one before makes"
    );
    let (id, at) = (stage.draft_id(), stage.now);
    let saved = |change| StoreReply::Saved {
        id: id.clone(),
        revision: change,
        change,
        at,
        size: 10,
    };
    stage.answer(saved(1));
    assert_eq!(stage.composer().save, SaveView::Saving);
    stage.send(Event::Edited(Field::Title, "abcd".into()));
    assert_eq!(saves(&stage.send_unanswered(Event::SaveDue)), [(3, 4)]);
    // The fourth is refused while two are still to be answered: the next one follows on the third.
    stage.answer(StoreReply::NotSaved {
        id: id.clone(),
        change: 4,
        why: NotSaved::ReadBackDiffers,
    });
    assert_eq!(saves(&stage.send_unanswered(Event::SaveDue)), [(3, 4)]);
    for change in 2..=4 {
        stage.answer(saved(change));
    }
    assert_eq!(stage.composer().save, SaveView::Saved("14:03:22".into()));
}

#[test]
fn a_full_store_is_tried_again_without_a_key() {
    let mut stage = new_draft();
    stage.send(Event::Edited(Field::Title, "a".into()));
    let save = stage.send_unanswered(Event::SaveDue);
    assert_eq!(saves(&save), [(0, 1)]);
    let id = stage.draft_id();
    for again in 0..2 {
        let full = StoreReply::NotSaved {
            id: id.clone(),
            change: 1,
            why: NotSaved::Full,
        };
        assert_eq!(timers(&stage.answer(full)), [3_000], "{again}");
        assert_eq!(saves(&stage.send_unanswered(Event::SaveDue)), [(0, 1)], "{again}");
    }
}

#[test]
fn a_full_store_is_said_at_once_and_the_text_is_kept() {
    let mut stage = new_draft();
    stage.fill(Field::Title, "Checkout outage");
    stage.save();
    let id = stage.draft_id();
    let used: usize = stage
        .store
        .backend()
        .0
        .texts()
        .iter()
        .map(|(key, text)| key.len() + text.len())
        .sum();
    stage.store.backend_mut().0.set_quota(Some(used + 20));
    stage.spoken();
    let impact = stage.prose_field(PartKind::Impact);
    stage.fill(impact.clone(), &"Nobody could pay. ".repeat(200));
    stage.save();
    assert_eq!(stage.composer().save, SaveView::NotSaved("Not saved".into()));
    let banner = stage.view().banners.remove(0);
    assert_eq!(banner.title, "Not saved: this browser’s storage is full.");
    assert!(banner.actions.iter().any(|(_, event)| *event == Event::Download));
    let loud: Vec<String> = stage.spoken();
    assert_eq!(loud.iter().filter(|text| text.starts_with("Not saved")).count(), 1);

    let exported = stage.send(Event::Download);
    assert!(matches!(&exported[0], Effect::Download { .. }));

    // The list holds the text that the store could not take, and opens it again.
    stage.send(Event::DraftsShown);
    assert_eq!(stage.home().drafts[0].updated, "Not saved");
    assert_eq!(stage.home().total, 1);
    stage.send(Event::OpenDraft(id));
    assert!(stage.prose(PartKind::Impact).starts_with("Nobody could pay."));

    stage.store.backend_mut().0.set_quota(None);
    stage.fill(impact, "Nobody could pay.");
    stage.save();
    assert!(matches!(stage.composer().save, SaveView::Saved(_)));
    assert!(stage.view().banners.is_empty());
}

#[test]
fn denied_storage_leaves_a_working_composer() {
    let mut memory = Memory::new();
    memory.set_denied(true);
    let mut stage = Stage::over(memory);
    stage.send(Event::NewDraft);
    stage.fill(Field::Title, "Checkout outage");
    stage.save();
    assert_eq!(stage.composer().save, SaveView::TabOnly);
    assert_eq!(stage.view().banners[0].title, "Drafts are kept in this tab only.");
    stage.send(Event::DraftsShown);
    assert_eq!(stage.home().drafts[0].title, "Checkout outage");
}

#[test]
fn a_newer_text_of_another_tab_waits_for_a_choice() {
    for answer in [Conflict::KeepMine, Conflict::KeepBoth, Conflict::TakeTheirs] {
        let mut stage = new_draft();
        stage.fill(Field::Title, "First");
        stage.save();
        let id = stage.draft_id();
        let mut other = Stage::over(Memory::new());
        std::mem::swap(&mut other.store, &mut stage.store);
        other.send(Event::OpenDraft(id.clone()));
        other.fill(Field::Title, "Theirs");
        other.save();
        std::mem::swap(&mut other.store, &mut stage.store);

        stage.fill(Field::Title, "Mine");
        stage.save();
        assert_eq!(stage.composer().save, SaveView::NotSaved("Saving waits".into()));
        assert_eq!(stage.view().banners[0].title, "Another tab changed this draft.");
        stage.send(Event::ConflictAnswered(answer));
        assert!(stage.view().banners.is_empty(), "{answer:?}");
        let shown = stage.composer().title;
        stage.save();
        stage.send(Event::DraftsShown);
        let mut titles: Vec<String> = stage.home().drafts.into_iter().map(|row| row.title).collect();
        titles.sort();
        let expected: (&str, &[&str]) = match answer {
            Conflict::KeepMine => ("Mine", &["Mine"]),
            Conflict::KeepBoth => ("Mine (copy)", &["Mine (copy)", "Theirs"]),
            Conflict::TakeTheirs => ("Theirs", &["Theirs"]),
        };
        assert_eq!(
            (shown.as_str(), titles),
            (expected.0, expected.1.iter().map(|title| (*title).to_owned()).collect())
        );
    }
}

#[test]
fn any_other_refusal_names_its_cause() {
    let mut stage = new_draft();
    stage.send(Event::Edited(Field::Title, "a".into()));
    stage.send_unanswered(Event::SaveDue);
    let id = stage.draft_id();
    stage.answer(StoreReply::NotSaved {
        id,
        change: 1,
        why: NotSaved::Other("The disk is read-only.".into()),
    });
    let banner = stage.view().banners.remove(0);
    assert_eq!(
        (banner.title.as_str(), banner.text.as_str()),
        ("Not saved.", "The disk is read-only.")
    );
}
