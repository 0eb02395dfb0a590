//! One draft in several tabs: one writes, the others read along, and no word is lost between them.

use super::stage::Stage;
use super::world::World;
use posthoc::editor::event::{Conflict, Event, Field};
use posthoc::editor::port::{DraftId, NotSaved, StoreReply};
use posthoc::editor::tabs::{Ask, News};
use posthoc::editor::view::SaveView;
use posthoc::editor::{Effect, FocusTarget};
use posthoc::model::PartKind;
use proptest::collection::vec;
use proptest::prelude::*;

/// Two tabs with one draft open; the first one writes it.
fn two() -> (World, DraftId) {
    let mut world = World::new(2);
    world.send(0, Event::NewDraft);
    assert!(world.type_word(0, "Outage"));
    world.settle();
    let id = world.composer(0).expect("the composer").id;
    world.send(1, Event::DraftsShown);
    world.send(1, Event::OpenDraft(id.clone()));
    world.settle();
    (world, id)
}

fn actions(world: &World, at: usize) -> Vec<String> {
    world.banner(at).actions.into_iter().map(|(word, _)| word).collect()
}

#[test]
fn a_second_tab_reads_along() {
    let (mut world, _) = two();
    assert!(!world.reads_only(0) && world.reads_only(1));
    assert!(world.tabs[0].app.view().banners.is_empty());
    let banner = world.banner(1);
    assert_eq!(banner.title, "This draft is open in another tab.");
    assert_eq!(actions(&world, 1), ["Take over", "Duplicate"]);
    assert_eq!(world.composer(1).expect("the composer").save, SaveView::ReadOnly);

    assert!(world.type_word(0, "at noon"));
    world.settle();
    assert_eq!(world.title(1), "Outage at noon");
    assert!(world.reads_only(1));
}

#[test]
fn a_tab_that_reads_changes_nothing() {
    let (mut world, _) = two();
    let before = world.composer(1);
    let part = before.as_ref().expect("the composer").parts[1].id;
    let stored = world.shared.memory.borrow().texts().clone();
    for event in [
        Event::AddPart {
            after: None,
            kind: PartKind::Impact,
        },
        Event::RemovePart(part),
        Event::MovePart { id: part, by: 1 },
        Event::QuickAdd {
            part,
            text: "8:05 AM – Alert fired".into(),
        },
        Event::FixAllSafe,
        Event::ApplyFix { problem: 0, fix: 0 },
        Event::KeepAsWritten { problem: 0 },
        Event::SecondClockToggled,
        Event::Undo,
        Event::Redo,
        Event::SaveDue,
        Event::Leaving,
        Event::Entered(Field::Title),
        Event::Left(Field::Title),
    ] {
        world.send(1, event.clone());
        world.settle();
        assert_eq!(world.composer(1), before, "{event:?}");
    }
    assert_eq!(*world.shared.memory.borrow().texts(), stored);
}

#[test]
fn taking_over_saves_there_and_opens_here() {
    let (mut world, _) = two();
    assert!(world.type_word(0, "unsaved"));
    world.send(1, Event::TakeOver);
    assert_eq!(world.banner(1).text, "The other tab is asked to save and to let go.");
    world.settle();
    assert_eq!((world.reads_only(0), world.reads_only(1)), (true, false));
    assert_eq!(world.title(1), "Outage unsaved");
    assert_eq!(world.banner(0).title, "Taken over in another tab.");
    assert!(world.tabs[0].spoken.iter().any(|said| said.starts_with("Taken over")));
    assert!(world.tabs[1].spoken.iter().any(|said| said.starts_with("You can edit")));
    assert_eq!(world.stored(), ["Outage unsaved"]);

    assert!(world.type_word(1, "here"));
    world.settle();
    assert_eq!(world.title(0), "Outage unsaved here");
}

#[test]
fn undo_survives_a_take_over_that_changed_nothing() {
    let (mut world, _) = two();
    assert!(world.type_word(0, "once"));
    world.settle();
    for at in [1, 0] {
        world.send(at, Event::TakeOver);
        world.settle();
    }
    world.send(0, Event::Undo);
    assert_ne!(world.title(0), "Outage once");
}

#[test]
fn a_tab_that_closes_leaves_the_draft_to_the_next() {
    let (mut world, _) = two();
    assert!(world.type_word(0, "last words"));
    world.send(0, Event::DraftsShown);
    world.settle();
    assert!(!world.reads_only(1));
    assert_eq!(world.title(1), "Outage last words");
    assert!(world.tabs[1].app.view().banners.is_empty());
}

#[test]
fn a_tab_that_sleeps_is_not_waited_for() {
    let (mut world, _) = two();
    world.tabs[0].asleep = true;
    world.send(1, Event::TakeOver);
    world.settle();
    assert!(!world.reads_only(1), "the lock is taken after a second");
    assert!(world.type_word(1, "meanwhile"));
    world.settle();

    world.tabs[0].asleep = false;
    world.settle();
    assert!(world.reads_only(0));
    assert_eq!(world.title(0), "Outage meanwhile");
    assert_eq!(world.stored(), ["Outage meanwhile"]);
}

#[test]
fn words_of_a_tab_that_slept_become_a_draft_of_their_own() {
    let (mut world, _) = two();
    assert!(world.type_word(0, "unsaved"));
    world.tabs[0].asleep = true;
    world.send(1, Event::TakeOver);
    world.settle();
    assert!(world.type_word(1, "meanwhile"));
    world.settle();

    world.tabs[0].asleep = false;
    world.now.unix_ms += 60_000;
    // Its save timer is first to ring; it hears of the lock before it saves.
    assert!(world.deliver(0, 4));
    assert_eq!(world.stored(), ["Outage meanwhile"], "nothing is overwritten");
    world.settle();
    assert!(world.reads_only(0));
    assert_eq!(world.title(0), "Outage meanwhile");
    let mut stored = world.stored();
    stored.sort();
    assert_eq!(stored, ["Outage meanwhile", "Outage unsaved (copy)"]);
    let banner = world.banner(0);
    assert!(banner.text.contains("“Outage unsaved (copy)”"), "{}", banner.text);
    assert_eq!(actions(&world, 0), ["Take over", "Duplicate", "Open that draft"]);
    let (_, open) = banner.actions.into_iter().next_back().expect("an action");
    world.send(0, open);
    world.settle();
    assert_eq!(
        (world.title(0).as_str(), world.reads_only(0)),
        ("Outage unsaved (copy)", false)
    );
}

#[test]
fn a_tab_without_room_gives_the_draft_and_holds_its_words() {
    let (mut world, _) = two();
    let used: usize = {
        let memory = world.shared.memory.borrow();
        memory.texts().iter().map(|(key, text)| key.len() + text.len()).sum()
    };
    world.shared.memory.borrow_mut().set_quota(Some(used + 10));
    let impact = world.composer(0).expect("the composer").parts[1].id;
    world.send(0, Event::Edited(Field::Prose(impact), "Nobody could pay. ".repeat(40)));
    world.send(1, Event::TakeOver);
    world.settle();
    assert_eq!((world.reads_only(0), world.reads_only(1)), (true, false));
    let banners = world.tabs[0].app.view().banners;
    assert!(
        banners
            .iter()
            .any(|banner| banner.title == "“Outage (copy)” is not saved.")
    );
    assert!(world.tabs[0].app.view().unsaved, "closing the tab asks first");
    world.shared.memory.borrow_mut().set_quota(None);
    world.send(0, Event::Leaving);
    world.settle();
    assert_eq!(world.stored().len(), 2);
    assert!(!world.tabs[0].app.view().unsaved);
}

#[test]
fn the_newest_words_are_waited_for() {
    // A browser may hand a lock on faster than what was stored under it.
    let (mut world, id) = two();
    world.send(1, Event::TakeOver);
    let news = [News::Given(id.clone(), 9), News::Granted(id.clone())];
    for order in [[0, 1], [1, 0]] {
        for news in order.map(|at| news[at].clone()) {
            world.send(1, Event::Tabs(news));
        }
        assert!(world.reads_only(1), "{order:?}");
        assert_eq!(world.banner(1).title, "This draft’s newest words are on their way.");
    }
    world.send(1, Event::TakeOver);
    assert!(!world.reads_only(1), "whoever does not want to wait need not");
}

#[test]
fn a_text_whose_coming_is_not_told_is_looked_for() {
    let (mut world, id) = two();
    assert!(world.type_word(0, "at noon"));
    // The lock comes before the text, and the browser never says that the text can be read.
    world.tabs[1].untold = true;
    for news in [News::Given(id.clone(), 2), News::Granted(id)] {
        world.send(1, Event::Tabs(news));
    }
    assert_eq!(world.banner(1).title, "This draft’s newest words are on their way.");
    world.settle();
    assert!(!world.reads_only(1), "{:?}", world.banner(1));
    assert_eq!(world.title(1), "Outage at noon");
}

#[test]
fn a_lock_that_is_not_given_when_it_is_taken_is_taken_again() {
    let (mut world, id) = two();
    world.tabs[0].asleep = true;
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let id_here = stage.draft_id();
    stage.send_unanswered(Event::Tabs(News::Denied(id_here.clone())));
    stage.send_unanswered(Event::TakeOver);
    for _ in 0..3 {
        let asked = stage.send_unanswered(Event::Tabs(News::Silent(id_here.clone())));
        let stolen = Effect::Tabs(Ask::Steal(id_here.clone()));
        let again = |effect: &Effect| matches!(effect, Effect::Tabs(Ask::Remind(..)));
        assert!(asked.contains(&stolen) && asked.iter().any(again), "{asked:?}");
    }
    stage.send_unanswered(Event::Tabs(News::Granted(id_here.clone())));
    let asked = stage.send_unanswered(Event::Tabs(News::Silent(id_here)));
    assert!(!asked.iter().any(|effect| matches!(effect, Effect::Tabs(Ask::Steal(_)))));
    // Between tabs it comes to rest.
    world.send(1, Event::TakeOver);
    world.settle();
    assert!(!world.reads_only(1));
    world.tabs[0].asleep = false;
    world.settle();
    assert!(world.reads_only(0) && !world.reads_only(1), "{id:?}");
}

#[test]
fn of_three_tabs_the_one_that_asks_gets_the_draft() {
    let (mut world, id) = two();
    let third = world.open_tab();
    world.send(third, Event::OpenDraft(id));
    world.settle();
    world.send(third, Event::TakeOver);
    world.settle();
    assert_eq!([0, 1, 2].map(|at| world.reads_only(at)), [true, true, false]);
    world.send(third, Event::DraftsShown);
    world.settle();
    assert_eq!(
        [0, 1]
            .map(|at| world.reads_only(at))
            .into_iter()
            .filter(|reads| !reads)
            .count(),
        1
    );
}

#[test]
fn a_duplicate_is_opened_and_written_at_once() {
    let (mut world, id) = two();
    world.send(1, Event::DuplicateOpened);
    world.settle();
    let copy = world.composer(1).expect("the composer");
    assert!(!copy.read_only && copy.id != id);
    assert_eq!(copy.title, "Outage (copy)");
    assert_eq!(world.stored().len(), 2);
    assert!(!world.reads_only(0));
}

#[test]
fn a_late_key_is_not_dropped() {
    // An input method may finish its word behind the news that the draft is another tab's.
    let (mut world, _) = two();
    for text in ["Outage n", "Outage no", "Outage noon"] {
        world.send(1, Event::Edited(Field::Title, text.into()));
    }
    world.settle();
    assert_eq!(world.title(1), "Outage");
    let mut stored = world.stored();
    stored.sort();
    assert_eq!(stored, ["Outage", "Outage noon"]);
}

#[test]
fn without_locks_revisions_decide_as_ever() {
    let mut world = World::new(2);
    world.send(0, Event::NewDraft);
    let id = world.composer(0).expect("the composer").id;
    world.send(0, Event::Tabs(News::Missing(id.clone())));
    assert!(world.type_word(0, "Outage"));
    world.settle();
    world.send(1, Event::OpenDraft(id.clone()));
    world.send(1, Event::Tabs(News::Missing(id)));
    assert!(!world.reads_only(1));
    assert!(world.type_word(1, "theirs"));
    assert!(world.type_word(0, "mine"));
    world.now.unix_ms += 600;
    assert!(world.deliver(1, 4) && world.deliver(0, 4));
    assert_eq!(world.banner(0).title, "Another tab changed this draft.");
    world.send(0, Event::ConflictAnswered(Conflict::KeepBoth));
    world.settle();
    let mut stored = world.stored();
    stored.sort();
    assert_eq!(stored, ["Outage mine (copy)", "Outage theirs"]);
}

#[test]
fn a_page_that_comes_back_asks_again() {
    let (mut world, id) = two();
    world.tabs[0].locks.clear();
    let asked = {
        let mut stage = Stage::new();
        stage.send(Event::NewDraft);
        stage.send_unanswered(Event::Tabs(News::Back))
    };
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Tabs(Ask::Lock(_)))));
    world.send(0, Event::Tabs(News::Back));
    world.send(0, Event::Tabs(News::Denied(id)));
    assert!(world.reads_only(0));
}

#[test]
fn a_text_that_went_over_ours_unseen_waits_for_a_choice() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.fill(Field::Title, "First");
    stage.save();
    let id = stage.draft_id();
    stage.send(Event::Tabs(News::Granted(id.clone())));
    let older = stage.store.backend().0.texts().clone();
    for title in ["Second", "Third"] {
        stage.fill(Field::Title, title);
        stage.save();
    }
    // A tab that woke up wrote over it from an old copy of the storage.
    for (key, text) in older {
        posthoc::storage::Backend::set(&mut stage.store.backend_mut().0, &key, &text).expect("room");
    }
    stage.send(Event::Tabs(News::Changed(id)));
    assert_eq!(stage.composer().title, "Third");
    assert_eq!(stage.view().banners[0].title, "Another tab changed this draft.");
    stage.send(Event::ConflictAnswered(Conflict::KeepMine));
    assert!(matches!(stage.composer().save, SaveView::Saved(_)));
}

#[test]
fn a_record_of_a_newer_version_is_read_copied_and_left_alone() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.fill(Field::Title, "Checkout outage");
    stage.save();
    let id = stage.draft_id();
    let key = format!("posthoc/draft/{}", id.0);
    let text = stage.store.backend().0.texts()[&key].replace("\"format\":1", "\"format\":2");
    posthoc::storage::Backend::set(&mut stage.store.backend_mut().0, &key, &text).expect("room");
    stage.send(Event::DraftsShown);
    let row = stage.home().drafts.remove(0);
    assert_eq!(
        (row.title.as_str(), row.incident.as_str()),
        ("Checkout outage", "Newer version")
    );
    stage.spoken();
    stage.send(Event::OpenDraft(id.clone()));
    assert_eq!(stage.focused(), Some(FocusTarget::Screen));

    let composer = stage.composer();
    assert!(composer.read_only);
    assert_eq!(composer.title, "Checkout outage");
    let banner = stage.view().banners.remove(0);
    assert_eq!(banner.title, "This draft can only be read here.");
    assert!(banner.text.contains("record format 2"), "{}", banner.text);
    stage.fill(Field::Title, "Over it");
    stage.send(Event::Leaving);
    assert_eq!(stage.composer().title, "Checkout outage");
    assert_eq!(stage.store.backend().0.texts()[&key], text);

    match stage.send(Event::DownloadRecord).remove(0) {
        Effect::Download { text: record, .. } => assert_eq!(record, text),
        other => panic!("no download: {other:?}"),
    }
    stage.send(Event::RenameDraft {
        id: id.clone(),
        title: "Renamed".into(),
    });
    assert_eq!(stage.store.backend().0.texts()[&key], text);
    stage.send(Event::DuplicateOpened);
    assert!(!stage.composer().read_only);
    assert_eq!(stage.composer().title, "Checkout outage (copy)");
    assert_eq!(stage.store.backend().0.texts()[&key], text);
}

#[test]
fn a_refusal_that_comes_after_the_draft_was_given_keeps_the_words() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.fill(Field::Title, "First");
    stage.save();
    let id = stage.draft_id();
    stage.send(Event::Tabs(News::Granted(id.clone())));
    stage.fill(Field::Title, "Second");
    let asked = stage.send_unanswered(Event::Tabs(News::Wanted(id.clone())));
    assert!(
        !asked.iter().any(|effect| matches!(effect, Effect::Tabs(Ask::Give(..)))),
        "{asked:?}"
    );
    let given = stage.answer(StoreReply::NotSaved {
        id: id.clone(),
        change: 3,
        why: NotSaved::ReadBackDiffers,
    });
    let _ = given;
    assert!(stage.composer().read_only);
    let titles: Vec<String> = {
        stage.send(Event::DraftsShown);
        stage.home().drafts.into_iter().map(|row| row.title).collect()
    };
    assert!(titles.contains(&"Second (copy)".to_owned()), "{titles:?}");
}

/// What happens next in the world: which tab, and what.
fn step(world: &mut World, id: &DraftId, at: usize, what: u8, word: &str) -> bool {
    match what {
        0..=5 => return world.type_word(at, word),
        6 | 7 if !world.tabs[at].asleep => world.send(at, Event::TakeOver),
        8 => world.tabs[at].asleep = true,
        9 | 10 => world.tabs[at].asleep = false,
        11 => world.lose(at),
        12 => world.deaf = !world.deaf,
        13 => world.now.unix_ms += 700,
        14 => world.now.unix_ms += 30_000,
        15 if !world.tabs[at].asleep => world.send(at, Event::DraftsShown),
        16 if !world.tabs[at].asleep => world.send(at, Event::OpenDraft(id.clone())),
        17 if !world.tabs[at].asleep => world.send(at, Event::Leaving),
        18 => world.settle(),
        kind => _ = world.deliver(at, usize::from(kind)),
    }
    false
}

/// Whoever is asked keeps both, and opens what is said to be held in the tab only.
fn answer_everything(world: &mut World) {
    for _ in 0..8 {
        for at in 0..world.tabs.len() {
            world.send(at, Event::ConflictAnswered(Conflict::KeepBoth));
            world.send(at, Event::Leaving);
            world.settle();
            let banners = world.tabs[at].app.view().banners;
            let held = banners
                .into_iter()
                .filter(|banner| banner.title.ends_with("is not saved."));
            if let Some((_, open)) = held.flat_map(|banner| banner.actions).next() {
                world.send(at, open);
                world.settle();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every word that a tab took is in a stored draft in the end, whoever slept, took over, left
    /// or was not heard in between.
    #[test]
    fn two_hundred_interleaved_edits_lose_no_word(steps in vec((0usize..2, 0u8..40), 700)) {
        let (mut world, id) = two();
        let mut typed = Vec::new();
        for (at, what) in steps {
            if typed.len() == 200 {
                break;
            }
            let word = format!("w{}.", typed.len());
            if step(&mut world, &id, at, what, &word) {
                typed.push(word);
            }
        }
        for tab in &mut world.tabs {
            tab.asleep = false;
        }
        world.settle();
        answer_everything(&mut world);
        let open: Vec<usize> = (0..2).filter(|at| world.composer(*at).is_some_and(|it| !it.read_only && it.id == id)).collect();
        prop_assert!(open.len() <= 1, "two tabs write one draft at rest");
        let stored = world.stored().join("\n");
        let lost: Vec<&String> = typed.iter().filter(|word| !stored.contains(word.as_str())).collect();
        prop_assert!(lost.is_empty(), "of {} words {lost:?} are lost; stored: {stored}", typed.len());
        prop_assert!(!typed.is_empty() || open.is_empty());
    }
}
