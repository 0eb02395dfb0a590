//! Snapshots in backups and archives: they go with their draft, and come back once, beside what is
//! there.

use super::backends::{Shared, Tab};
use super::documents::{draft, minute, request, titled};
use super::history::{Shelf, at, at_once, keep, list, open};
use posthoc::storage::port::{BackedUp, Merged, Reason, StoreReply, StoreRequest};
use posthoc::storage::{History, handle, with_snapshots};

/// A browser's drafts and their histories.
#[derive(Clone, Default)]
struct Browser {
    texts: Shared,
    shelf: Shelf,
}

impl Browser {
    fn ask(&self, request: StoreRequest) -> StoreReply {
        let mut tab = Tab::new(&self.texts, "a");
        let merged = match &request {
            StoreRequest::Merge(file) => Some(file.clone()),
            _ => None,
        };
        let reply = handle(&mut tab.0, request, minute(9));
        let history = History::new(self.shelf.clone());
        let is_kept = |id: &_| tab.0.keeps(id).unwrap();
        at_once(with_snapshots(reply, merged.as_deref(), &history, is_kept))
    }

    fn back_up(&self) -> BackedUp {
        match self.ask(StoreRequest::BackUp(Vec::new())) {
            StoreReply::BackedUp(Ok(backup)) => backup,
            other => panic!("a backup was asked for: {other:?}"),
        }
    }

    fn merge(&self, file: &str) -> Merged {
        match self.ask(StoreRequest::Merge(file.into())) {
            StoreReply::Merged(Ok(merged)) => merged,
            other => panic!("a merge was asked for: {other:?}"),
        }
    }

    fn keys(&self) -> Vec<String> {
        self.shelf.bytes.borrow().keys().cloned().collect()
    }
}

/// A draft with two snapshots, one of them named.
fn browser() -> Browser {
    let browser = Browser::default();
    let mut tab = Tab::new(&browser.texts, "a");
    tab.save(request(&draft(1), &titled("Now"), 0), minute(5)).unwrap();
    keep(&browser.shelf, 1, &titled("First"), Reason::Editing, "", at(1)).unwrap();
    keep(
        &browser.shelf,
        1,
        &titled("Sent"),
        Reason::Asked,
        "As \"sent\" / by Salma-1",
        at(2),
    )
    .unwrap();
    browser
}

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/storage/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_history_comes_back_with_its_draft_and_no_snapshot_twice() {
    let file = browser().back_up();
    assert_eq!((file.drafts, file.snapshots), (1, Ok(2)));
    let empty = Browser::default();
    let merged = empty.merge(&file.text);
    assert_eq!((merged.brought, merged.snapshots, merged.left), (1, 2, Vec::new()));
    assert_eq!(empty.keys(), browser().keys());
    let there = list(&empty.shelf, 1);
    assert_eq!(there[0].name, "As \"sent\" / by Salma-1");
    assert_eq!(open(&empty.shelf, 1, &there[0].id).unwrap(), titled("Sent"));
    assert_eq!(open(&empty.shelf, 1, &there[1].id).unwrap(), titled("First"));
    let merged = empty.merge(&file.text);
    assert_eq!((merged.brought, merged.there, merged.snapshots), (0, 1, 0));
    assert_eq!(list(&empty.shelf, 1).len(), 2);
}

#[test]
fn snapshots_of_both_sides_stay() {
    let (here, there) = (browser(), browser());
    keep(&here.shelf, 1, &titled("Ours"), Reason::Editing, "", at(3)).unwrap();
    keep(&there.shelf, 1, &titled("Theirs"), Reason::Editing, "", at(4)).unwrap();
    assert_eq!(here.merge(&there.back_up().text).snapshots, 1);
    let titles: Vec<String> = list(&here.shelf, 1)
        .iter()
        .map(|it| open(&here.shelf, 1, &it.id).unwrap().title.text)
        .collect();
    assert_eq!(titles, ["Theirs", "Ours", "Sent", "First"]);
}

#[test]
fn a_draft_that_is_not_kept_here_brings_no_history() {
    // What no list of drafts leads to would lie there for good.
    let whole = browser().back_up().text;
    let (_, snapshots) = whole.split_once(",\"snapshots\"").unwrap();
    let alone = format!("{{\"posthoc_backup\":1,\"texts\":[],\"snapshots\"{snapshots}");
    let empty = Browser::default();
    assert_eq!(empty.merge(&alone), Merged::default());
    assert_eq!(empty.keys(), [""; 0]);
}

#[test]
fn what_is_here_gives_no_way_and_what_is_beyond_the_bounds_is_not_brought() {
    let (here, there) = (browser(), browser());
    for minute in 0..70 {
        let title = |side: &str| titled(&format!("{side} {minute}"));
        keep(&here.shelf, 1, &title("Ours"), Reason::Editing, "", at(100 + minute)).unwrap();
        // The clock there is years ahead: it does not decide.
        keep(
            &there.shelf,
            1,
            &title("Theirs"),
            Reason::Editing,
            "",
            at(9_000_000 + minute),
        )
        .unwrap();
    }
    let before = here.keys();
    let merged = here.merge(&there.back_up().text);
    let after = here.keys();
    assert!(before.iter().all(|key| after.contains(key)), "one of ours is gone");
    // Of the two histories the newer halves have a place, and of ours those that were there.
    assert_eq!(merged.snapshots, 30);
    assert_eq!(merged.left, []);
}

#[test]
fn damage_and_want_of_room_are_said_and_take_nothing_else_along() {
    let file = browser().back_up().text;
    let at_bytes = file.rfind("\"]]}").unwrap();
    let mut damaged = file.clone();
    damaged.replace_range(at_bytes - 8..at_bytes, "AAAAAAAA");
    let empty = Browser::default();
    let merged = empty.merge(&damaged);
    assert_eq!((merged.brought, merged.snapshots, merged.left.len()), (1, 1, 1));
    assert!(merged.left[0].1.contains("damaged"), "{:?}", merged.left);

    let full = Browser::default();
    full.shelf.quota.set(Some(browser().shelf.used() - 1));
    let merged = full.merge(&file);
    assert_eq!((merged.brought, merged.snapshots, merged.left.len()), (1, 1, 1));
    assert!(merged.left[0].1.contains("no room"), "{:?}", merged.left);
    full.shelf.quota.set(None);
    assert_eq!(full.merge(&file).snapshots, 1);
    assert_eq!(full.keys(), browser().keys());
}

#[test]
fn a_fault_at_any_step_keeps_drafts_and_snapshots_whole() {
    let file = browser().back_up().text;
    let mut met = 0;
    for step in 0..20 {
        let full = browser();
        full.shelf.operations.set(0);
        full.shelf.fails_at.set(Some(step));
        let backup = full.back_up();
        // Either all snapshots are in it, or none, and that is said.
        match &backup.snapshots {
            Ok(2) => assert_eq!(backup.text, file),
            Err(_) => assert!(!backup.text.contains("\"snapshots\"") && backup.drafts == 1),
            other => panic!("step {step}: {other:?}"),
        }
        let empty = Browser::default();
        empty.shelf.fails_at.set(Some(step));
        let merged = empty.merge(&file);
        empty.shelf.fails_at.set(None);
        met += usize::from(backup.snapshots.is_err()) + merged.left.len();
        assert_eq!(merged.brought, 1);
        assert_eq!(merged.snapshots + merged.left.len(), 2, "step {step}");
        empty.merge(&file);
        assert_eq!(empty.keys(), browser().keys(), "step {step}");
    }
    assert!(met > 6, "{met} faults");
}

#[test]
fn a_file_from_before_histories_went_along_is_read() {
    let empty = Browser::default();
    let merged = empty.merge(&fixture("backup-1-without-snapshots"));
    assert_eq!((merged.brought, merged.snapshots, merged.left), (1, 0, Vec::new()));
    let mut tab = Tab::new(&empty.texts, "b");
    assert_eq!(tab.load(&draft(1)).unwrap().0.title.text, "Checkout outage");
}

#[test]
fn a_stored_file_with_snapshots_is_read() {
    let empty = Browser::default();
    let merged = empty.merge(&fixture("backup-1"));
    assert_eq!((merged.brought, merged.snapshots, merged.left), (1, 2, Vec::new()));
    let there = list(&empty.shelf, 1);
    assert_eq!(open(&empty.shelf, 1, &there[0].id).unwrap(), titled("Sent"));
    assert_eq!(
        browser().back_up().text,
        fixture("backup-1").trim_end(),
        "another form of the file is another version of it"
    );
}

#[test]
fn an_archive_holds_its_own_snapshots_alone() {
    let browser = browser();
    let mut tab = Tab::new(&browser.texts, "a");
    tab.save(request(&draft(2), &titled("Other"), 0), minute(5)).unwrap();
    keep(&browser.shelf, 2, &titled("Other"), Reason::Asked, "", at(2)).unwrap();
    let StoreReply::Archived { text, snapshots, .. } = browser.ask(StoreRequest::Archive(draft(2), None)) else {
        panic!("no archive");
    };
    assert_eq!(snapshots, Ok(1));
    let empty = Browser::default();
    assert_eq!(empty.merge(&text).snapshots, 1);
    assert_eq!((list(&empty.shelf, 1).len(), list(&empty.shelf, 2).len()), (0, 1));
}
