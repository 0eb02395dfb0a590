//! The trash, archives, backups and several files at once, as a person meets them.

use super::stage::Stage;
use posthoc::editor::event::{Field, HistoryEvent};
use posthoc::editor::port::DraftId;
use posthoc::editor::view::HomeView;
use posthoc::editor::{Effect, Event};
use posthoc::storage::Memory;

fn titles(home: &HomeView) -> Vec<&str> {
    home.drafts.iter().map(|row| row.title.as_str()).collect()
}

fn file(name: &str, text: &str) -> (String, Option<Vec<u8>>) {
    (name.into(), Some(text.as_bytes().to_vec()))
}

/// An application with a draft for each text, at the list.
fn with(texts: &[&str]) -> Stage {
    let mut stage = Stage::new();
    let files = texts.iter().map(|text| file("notes.md", text)).collect();
    stage.send(Event::ImportFiles(files));
    stage
}

/// The file that was handed out.
fn download(effects: &[Effect]) -> (String, String) {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Download { name, text, .. } => Some((name.clone(), text.clone())),
        _ => None,
    });
    found.expect("a download")
}

fn id(stage: &Stage, title: &str) -> DraftId {
    let home = stage.home();
    let row = home.drafts.iter().find(|row| row.title == title);
    row.expect("a draft of this title").id.clone()
}

fn toast(stage: &Stage) -> String {
    stage.view().toast.map(|toast| toast.text).unwrap_or_default()
}

/// Presses the button of the toast.
fn answer(stage: &mut Stage) {
    let (_, event) = stage.view().toast.and_then(|toast| toast.action).expect("a button");
    stage.send(*event);
}

#[test]
fn each_of_several_files_becomes_a_draft_and_one_sentence_says_so() {
    let mut stage = Stage::new();
    stage.send(Event::ImportFiles(vec![
        file("a.md", "# First outage\n\nText."),
        file("b.png", "\u{89}PNG\0\0\0"),
        file("c.md", "# Second outage\n"),
        file("d.md", " \n"),
        ("e".into(), None),
    ]));
    let home = stage.home();
    let mut listed = titles(&home);
    listed.sort_unstable();
    assert_eq!(listed, ["First outage", "Second outage"]);
    assert!(home.drafts.iter().all(|row| row.updated != "Not saved"));
    assert_eq!(toast(&stage), "Made 2 drafts.");
    let banner = &stage.view().banners[0];
    assert_eq!(banner.title, "3 files were not brought in.");
    for name in ["b.png", "d.md", "“e”"] {
        assert!(banner.text.contains(name), "{}", banner.text);
    }
    stage.send(Event::OpenDraft(id(&stage, "First outage")));
    assert_eq!(stage.composer().title, "First outage");
}

#[test]
fn several_files_do_not_cost_the_open_draft_a_word() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.send(Event::Edited(Field::Title, "Being typed".into()));
    stage.send(Event::ImportFiles(vec![file("a.md", "# A"), file("b.md", "# B")]));
    let home = stage.home();
    assert!(titles(&home).contains(&"Being typed"), "{home:?}");
    assert_eq!(home.total, 3);
}

#[test]
fn the_trash_is_shown_emptied_and_brought_back() {
    let mut stage = with(&["# First", "# Second", "# Third"]);
    assert_eq!(stage.home().trash.count, 0);
    for title in ["First", "Second"] {
        stage.send(Event::DeleteDraft(id(&stage, title)));
    }
    let trash = stage.home().trash;
    assert_eq!((trash.count, trash.open, trash.rows.len()), (2, false, 0));
    stage.send(Event::TrashToggled);
    let trash = stage.home().trash;
    assert_eq!((trash.open, trash.rows.len()), (true, 2));
    assert!(trash.rows[0].saved.starts_with("Saved 14:03 today"), "{trash:?}");

    let first = trash
        .rows
        .iter()
        .find(|row| row.title == "First")
        .expect("in the trash");
    stage.send(Event::RestoreDraft(first.id.clone()));
    assert!(titles(&stage.home()).contains(&"First"));

    let second = stage.home().trash.rows[0].id.clone();
    stage.send(Event::PurgeDraft(second.clone()));
    assert_eq!(toast(&stage), "Deleted “Second” for good.");
    assert_eq!(stage.home().trash.count, 0);
    answer(&mut stage);
    assert_eq!(stage.home().trash.count, 1);

    stage.send(Event::DeleteDraft(id(&stage, "Third")));
    stage.send(Event::TrashEmptied);
    assert_eq!(toast(&stage), "Deleted 2 drafts for good.");
    answer(&mut stage);
    assert_eq!(stage.home().trash.count, 2);
    stage.send(Event::TrashEmptied);
    // With the toast the way back is gone, and so are the texts.
    stage.send(Event::ToastGone);
    stage.send(Event::UndoPurge);
    assert_eq!(stage.home().trash.count, 0);
}

/// Keeps a snapshot of a draft, and goes back to the list.
fn keep_snapshot(stage: &mut Stage, id: &DraftId) {
    stage.send(Event::OpenDraft(id.clone()));
    stage.send(Event::History(HistoryEvent::Opened { keep: true }));
    stage.send(Event::History(HistoryEvent::Keep("Asked for".into())));
    stage.send(Event::DraftsShown);
}

#[test]
fn snapshots_go_with_their_draft_once_it_can_not_be_put_back() {
    let mut stage = with(&["# First", "# Second"]);
    let ids = [id(&stage, "First"), id(&stage, "Second")];
    for id in &ids {
        keep_snapshot(&mut stage, id);
        stage.send(Event::DeleteDraft(id.clone()));
    }
    let kept = |stage: &Stage, id: &DraftId| stage.shelf.bytes.borrow().keys().any(|key| key.starts_with(&id.0));
    stage.send(Event::ToastGone);
    assert!(
        kept(&stage, &ids[0]) && kept(&stage, &ids[1]),
        "the trash forgets nothing"
    );
    stage.send(Event::PurgeDraft(ids[0].clone()));
    assert!(kept(&stage, &ids[0]), "it can still be put back");
    answer(&mut stage);
    stage.send(Event::ToastGone);
    assert!(kept(&stage, &ids[0]), "it was put back");

    // Another deletion takes the way back from the first one.
    stage.send(Event::PurgeDraft(ids[0].clone()));
    stage.send(Event::PurgeDraft(ids[1].clone()));
    assert!(!kept(&stage, &ids[0]) && kept(&stage, &ids[1]));
    stage.send(Event::ToastGone);
    assert!(!kept(&stage, &ids[1]));
}

#[test]
fn snapshots_go_with_backups_and_archives_and_come_back_once() {
    let mut stage = with(&["# First", "# Second", "# Third"]);
    let ids = ["First", "Second", "Third"].map(|title| id(&stage, title));
    for id in &ids {
        keep_snapshot(&mut stage, id);
    }
    // In the trash too; not of what is gone for good.
    stage.send(Event::DeleteDraft(ids[1].clone()));
    stage.send(Event::DeleteDraft(ids[2].clone()));
    stage.send(Event::PurgeDraft(ids[2].clone()));
    let (_, backup) = download(&stage.send(Event::BackUpAll));
    let (_, archive) = download(&stage.send(Event::ArchiveDraft(ids[0].clone())));
    let keys = |stage: &Stage| stage.shelf.bytes.borrow().keys().cloned().collect::<Vec<_>>();
    let of = |stage: &Stage, id: &DraftId| keys(stage).iter().filter(|key| key.starts_with(&id.0)).count();

    let mut empty = Stage::new();
    let bring = |stage: &mut Stage, text: &str| {
        let bytes = text.as_bytes().to_vec();
        stage.send(Event::ImportFile {
            name: "b.json".into(),
            bytes,
        });
        toast(stage)
    };
    assert_eq!(
        bring(&mut empty, &archive),
        "Brought 1 draft from the backup. One snapshot came with it."
    );
    assert_eq!((of(&empty, &ids[0]), of(&empty, &ids[1])), (1, 0));
    assert_eq!(
        bring(&mut empty, &backup),
        "No draft was brought from the backup. One was here already. One snapshot came with it."
    );
    assert_eq!(
        (of(&empty, &ids[0]), of(&empty, &ids[1]), of(&empty, &ids[2])),
        (1, 1, 0)
    );
    let all = keys(&empty);
    assert_eq!(bring(&mut empty, &backup), "Everything in this backup is here already.");
    assert_eq!(keys(&empty), all);

    // Where they can't be read the file goes out without them, and that is said.
    stage.shelf.fails.set(true);
    let (_, file) = download(&stage.send(Event::BackUpAll));
    assert!(file.contains("First") && !file.contains("snapshots"), "{file}");
    assert!(
        stage
            .view()
            .banners
            .iter()
            .any(|banner| banner.title == "The backup holds no snapshots.")
    );
    // Where a browser keeps no history there is nothing to say.
    let mut without = with(&["# First"]);
    without.shelf.denied.set(true);
    without.send(Event::BackUpAll);
    assert_eq!(without.view().banners, []);
}

#[test]
fn everything_goes_into_one_file_and_comes_back_from_it() {
    let mut stage = with(&["# First", "# Second"]);
    assert!(
        stage.home().space.ends_with("Never backed up."),
        "{}",
        stage.home().space
    );
    let (name, text) = download(&stage.send(Event::BackUpAll));
    assert_eq!(name, "posthoc-backup-2024-03-15.json");
    assert_eq!(
        toast(&stage),
        "2 drafts go to your downloads as “posthoc-backup-2024-03-15.json”."
    );
    assert!(
        stage.home().space.ends_with("Last backup: 14:03 today."),
        "{}",
        stage.home().space
    );

    let bytes = text.clone().into_bytes();
    let mut empty = Stage::new();
    // Another name than it went out under: the content tells.
    empty.send(Event::ImportFile {
        name: "x.txt".into(),
        bytes,
    });
    assert!(empty.view().import.is_none(), "no dialog for a backup");
    assert_eq!(toast(&empty), "Brought 2 drafts from the backup.");
    assert_eq!(empty.home().total, 2);
    empty.send(Event::ImportOpened);
    empty.send(Event::ImportTextChanged(text));
    assert_eq!(toast(&empty), "Everything in this backup is here already.");
    assert_eq!(empty.home().total, 2);
}

#[test]
fn what_is_typed_is_saved_before_a_backup_comes() {
    let mut stage = with(&["# First"]);
    let (_, backup) = download(&stage.send(Event::BackUpAll));
    stage.send(Event::OpenDraft(id(&stage, "First")));
    stage.send(Event::Edited(Field::Title, "First, typed on".into()));
    stage.send(Event::ImportFile {
        name: "b.json".into(),
        bytes: backup.into_bytes(),
    });
    assert_eq!(titles(&stage.home()), ["First, typed on"]);
    assert_eq!(toast(&stage), "Everything in this backup is here already.");
}

#[test]
fn a_file_that_is_half_a_backup_changes_nothing_and_is_said() {
    let mut stage = with(&["# First"]);
    let (_, backup) = download(&stage.send(Event::BackUpAll));
    let half = backup.as_bytes()[..backup.len() / 2].to_vec();
    stage.send(Event::ImportFile {
        name: "b.json".into(),
        bytes: half,
    });
    let banner = &stage.view().banners[0];
    assert_eq!(banner.title, "The backup was not opened.");
    assert!(banner.text.contains("not all of one"), "{}", banner.text);
    assert_eq!(stage.home().total, 1);
}

#[test]
fn an_archived_draft_can_be_deleted_here_and_comes_back_as_it_was() {
    let mut stage = with(&["# Checkout outage\n\nNobody could pay."]);
    assert_eq!(stage.home().drafts[0].exported, "Never exported");
    let own = id(&stage, "Checkout outage");
    let (name, text) = download(&stage.send(Event::ArchiveDraft(own.clone())));
    assert_eq!(name, "checkout-outage.posthoc.json");
    assert_eq!(stage.home().drafts[0].exported, "Exported 14:03 today");
    answer(&mut stage);
    assert_eq!(stage.home().total, 0);
    stage.send(Event::TrashEmptied);
    stage.send(Event::ImportFile {
        name,
        bytes: text.into_bytes(),
    });
    assert_eq!(id(&stage, "Checkout outage"), own);
}

#[test]
fn a_draft_that_found_no_room_is_in_the_archive_and_in_the_backup() {
    let mut stage = Stage::over(Memory::new().with_quota(40));
    stage.send(Event::ImportFiles(vec![
        file("a.md", "# Too long for here"),
        file("b.md", "# B"),
    ]));
    let home = stage.home();
    assert!(home.drafts.iter().all(|row| row.updated == "Not saved"), "{home:?}");
    let own = id(&stage, "Too long for here");
    let (_, archive) = download(&stage.send(Event::ArchiveDraft(own)));
    let (_, backup) = download(&stage.send(Event::BackUpAll));
    for (text, drafts) in [(archive, 1), (backup, 2)] {
        let mut other = Stage::new();
        other.send(Event::ImportFile {
            name: "a".into(),
            bytes: text.into_bytes(),
        });
        assert_eq!(other.home().total, drafts);
    }
}

#[test]
fn a_draft_says_when_it_last_went_out() {
    let mut stage = with(&["# First"]);
    stage.send(Event::OpenDraft(id(&stage, "First")));
    stage.send(Event::Download);
    stage.send(Event::DraftsShown);
    assert_eq!(stage.home().drafts[0].exported, "Exported 14:03 today");
    stage.send(Event::OpenDraft(id(&stage, "First")));
    stage.wait(60_000);
    stage.send(Event::Edited(Field::Title, "Changed".into()));
    stage.send(Event::DraftsShown);
    assert_eq!(stage.home().drafts[0].exported, "Exported 14:03 today, changed since");
}

#[test]
fn the_search_finds_words_of_the_text_too() {
    let mut stage = with(&["# First\n\nThe router gave up.", "# Second\n\nAll was well."]);
    for (words, expected) in [
        ("router", vec!["First"]),
        ("ROUTER first", vec!["First"]),
        ("well second", vec!["Second"]),
        ("router well", vec![]),
    ] {
        stage.send(Event::Searched(words.into()));
        let home = stage.home();
        assert_eq!(titles(&home), expected, "{words}");
        assert_eq!((home.matching, home.total), (expected.len(), 2), "{words}");
    }
    // What changes while the search stands is looked for again.
    stage.send(Event::Searched("router".into()));
    stage.send(Event::DeleteDraft(id(&stage, "First")));
    assert_eq!(stage.home().matching, 0);
    answer(&mut stage);
    assert_eq!(titles(&stage.home()), ["First"]);
}

#[test]
fn a_long_list_is_shown_in_pieces() {
    let texts: Vec<String> = (0..250).map(|number| format!("# Draft {number}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut stage = with(&texts);
    let seen = |stage: &Stage| {
        let home = stage.home();
        (home.drafts.len(), home.matching, home.total)
    };
    assert_eq!(seen(&stage), (100, 250, 250));
    stage.send(Event::MoreDraftsShown);
    assert_eq!(seen(&stage), (200, 250, 250));
    stage.send(Event::MoreDraftsShown);
    assert_eq!(seen(&stage), (250, 250, 250));
    stage.send(Event::Searched("draft 24".into()));
    // 24 and 240 to 249, and 124 and 224, by “24” anywhere in them.
    assert_eq!(seen(&stage), (13, 13, 250));
    stage.send(Event::Searched("draft".into()));
    assert_eq!(seen(&stage), (100, 250, 250));
}
