//! Snapshots: kept and read back, opened as they were, bounded by space, and never gone unasked
//! where the person asked for them.

use super::documents::{document, draft, titled};
use posthoc::markdown;
use posthoc::model::Postmortem;
use posthoc::storage::port::{
    DraftId, HistoryReply, HistoryRequest, Now, Reason, Snapshot, SnapshotId, SnapshotRequest,
};
use posthoc::storage::{BackendError, History, Place};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A place in memory that answers at once, and goes wrong where a test wants it.
#[derive(Clone, Default)]
pub(crate) struct Shelf {
    pub(crate) bytes: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    pub(crate) quota: Rc<Cell<Option<usize>>>,
    pub(crate) fails_at: Rc<Cell<Option<u32>>>,
    pub(crate) operations: Rc<Cell<u32>>,
    corrupts: Rc<Cell<bool>>,
    denied: Rc<Cell<bool>>,
}

impl Shelf {
    fn step(&self) -> Result<(), BackendError> {
        let operation = self.operations.replace(self.operations.get() + 1);
        match (self.denied.get(), self.fails_at.get()) {
            (true, _) => Err(BackendError::Denied),
            (_, Some(at)) if at == operation => Err(BackendError::Other("the disk is tired".into())),
            _ => Ok(()),
        }
    }

    pub(crate) fn used(&self) -> usize {
        self.bytes.borrow().values().map(Vec::len).sum()
    }
}

impl Place for Shelf {
    async fn keys(&self, draft: Option<&DraftId>) -> Result<Vec<String>, BackendError> {
        self.step()?;
        let prefix = draft.map(|draft| format!("{}/", draft.0)).unwrap_or_default();
        let bytes = self.bytes.borrow();
        let from = bytes.range(prefix.clone()..);
        Ok(from
            .map(|(key, _)| key.clone())
            .take_while(|key| key.starts_with(&prefix))
            .collect())
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, BackendError> {
        self.step()?;
        Ok(self.bytes.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), BackendError> {
        self.step()?;
        if self.quota.get().is_some_and(|quota| self.used() + bytes.len() > quota) {
            return Err(BackendError::Full);
        }
        let mut bytes = bytes.to_vec();
        if self.corrupts.get() {
            bytes.pop();
        }
        self.bytes.borrow_mut().insert(key.into(), bytes);
        Ok(())
    }

    async fn remove(&self, keys: &[String]) -> Result<(), BackendError> {
        self.step()?;
        for key in keys {
            self.bytes.borrow_mut().remove(key);
        }
        Ok(())
    }
}

/// The answers of a history whose place answers at once.
fn ask(shelf: &Shelf, request: HistoryRequest, now: Now) -> Vec<HistoryReply> {
    at_once(History::new(shelf.clone()).answer(request, now))
}

/// What a history says whose place answers at once.
pub(crate) fn at_once<T>(answer: impl Future<Output = T>) -> T {
    match pin!(answer).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("the place answers at once"),
    }
}

pub(crate) fn at(minute: i64) -> Now {
    Now {
        unix_ms: 1_686_816_000_000 + minute * 60_000,
        offset_minutes: -330,
    }
}

pub(crate) fn keep(
    shelf: &Shelf,
    id: u32,
    document: &Postmortem,
    reason: Reason,
    name: &str,
    now: Now,
) -> Result<SnapshotId, String> {
    let request = SnapshotRequest {
        draft: draft(id),
        document: document.clone(),
        reason,
        name: name.into(),
    };
    match ask(shelf, HistoryRequest::Keep(Box::new(request)), now).remove(0) {
        HistoryReply::Kept(_, id) => Ok(id),
        HistoryReply::NotKept(_, _, why) => Err(why),
        other => panic!("a snapshot was to be kept: {other:?}"),
    }
}

pub(crate) fn list(shelf: &Shelf, id: u32) -> Vec<Snapshot> {
    match ask(shelf, HistoryRequest::List(draft(id)), at(0)).remove(0) {
        HistoryReply::Listed(_, snapshots) => snapshots,
        other => panic!("a list was asked for: {other:?}"),
    }
}

pub(crate) fn open(shelf: &Shelf, id: u32, snapshot: &SnapshotId) -> Result<Postmortem, String> {
    match ask(shelf, HistoryRequest::Open(draft(id), snapshot.clone()), at(0)).remove(0) {
        HistoryReply::Opened(_, _, document) => Ok(*document),
        HistoryReply::NotOpened(_, _, why) => Err(why),
        other => panic!("a snapshot was to be opened: {other:?}"),
    }
}

#[test]
fn snapshots_are_listed_newest_first_and_opened_as_they_were() {
    let shelf = Shelf::default();
    let first = keep(&shelf, 1, &titled("Map"), Reason::Editing, "", at(10)).unwrap();
    // The clock was set back: what comes later is newer all the same.
    let second = keep(
        &shelf,
        1,
        &titled("Map, again"),
        Reason::Asked,
        "As sent to / by Salma-1",
        at(3),
    )
    .unwrap();
    keep(&shelf, 2, &titled("Ship"), Reason::Fixes, "", at(4)).unwrap();
    let listed = list(&shelf, 1);
    assert_eq!(listed.iter().map(|it| &it.id).collect::<Vec<_>>(), [&second, &first]);
    assert_eq!(
        (listed[0].reason, listed[0].name.as_str()),
        (Reason::Asked, "As sent to / by Salma-1")
    );
    assert_eq!((listed[1].reason, listed[1].at), (Reason::Editing, at(10)));
    assert_eq!(
        listed.iter().map(|it| it.size).sum::<usize>() + list(&shelf, 2)[0].size,
        shelf.used()
    );
    assert_eq!(open(&shelf, 1, &first).unwrap(), titled("Map"));
    assert_eq!(open(&shelf, 1, &second).unwrap(), titled("Map, again"));
    ask(&shelf, HistoryRequest::Remove(draft(1), first.clone()), at(5));
    assert_eq!(list(&shelf, 1).len(), 1);
    assert_eq!(
        open(&shelf, 1, &first).unwrap_err(),
        "This snapshot is no longer there."
    );
    ask(&shelf, HistoryRequest::Forget(draft(1)), at(5));
    assert_eq!((list(&shelf, 1).len(), list(&shelf, 2).len()), (0, 1));
}

#[test]
fn every_reason_is_kept() {
    let shelf = Shelf::default();
    for (minute, reason) in Reason::ALL.into_iter().enumerate() {
        keep(
            &shelf,
            1,
            &titled(&format!("Map {minute}")),
            reason,
            "",
            at(minute as i64),
        )
        .unwrap();
    }
    let mut reasons: Vec<Reason> = list(&shelf, 1).iter().map(|it| it.reason).collect();
    reasons.reverse();
    assert_eq!(reasons, Reason::ALL);
}

#[test]
fn what_equals_the_newest_is_not_kept_twice_unless_asked_for() {
    let shelf = Shelf::default();
    let first = keep(&shelf, 1, &titled("Map"), Reason::Editing, "", at(1)).unwrap();
    assert_eq!(keep(&shelf, 1, &titled("Map"), Reason::Fixes, "", at(2)), Ok(first));
    assert_eq!(list(&shelf, 1).len(), 1);
    keep(&shelf, 1, &titled("Map"), Reason::Asked, "Sent", at(3)).unwrap();
    assert_eq!(list(&shelf, 1).len(), 2);
}

#[test]
fn the_oldest_automatic_ones_go_first_and_none_that_was_asked_for() {
    let shelf = Shelf::default();
    for minute in 0..100 {
        let reason = if minute % 10 == 0 {
            Reason::Asked
        } else {
            Reason::Editing
        };
        keep(&shelf, 1, &titled(&format!("Map {minute}")), reason, "", at(minute)).unwrap();
    }
    let listed = list(&shelf, 1);
    let minutes = |reason: Reason| -> Vec<i64> {
        let of = listed.iter().filter(|it| it.reason == reason);
        of.map(|it| (it.at.unix_ms - at(0).unix_ms) / 60_000).collect()
    };
    assert_eq!(minutes(Reason::Asked), [90, 80, 70, 60, 50, 40, 30, 20, 10, 0]);
    let automatic = minutes(Reason::Editing);
    assert_eq!((automatic.len(), automatic[0], automatic[59]), (60, 99, 34));
}

#[test]
fn in_a_full_place_no_more_goes_than_is_needed() {
    let shelf = Shelf::default();
    let long = |word: &str| titled(&(0..400).map(|n| format!("{word}{n} ")).collect::<String>());
    keep(&shelf, 1, &long("asked"), Reason::Asked, "", at(0)).unwrap();
    for minute in 1..5 {
        keep(
            &shelf,
            2,
            &long(&format!("edit{minute}")),
            Reason::Editing,
            "",
            at(minute),
        )
        .unwrap();
    }
    // Snapshots of such alike texts differ by some bytes.
    shelf.quota.set(Some(shelf.used() + 100));
    keep(&shelf, 3, &long("newer"), Reason::Asked, "", at(9)).unwrap();
    assert_eq!(
        (list(&shelf, 1).len(), list(&shelf, 2).len(), list(&shelf, 3).len()),
        (1, 3, 1)
    );
    // Nothing is left that may go.
    shelf.quota.set(Some(10));
    let why = keep(&shelf, 3, &long("later"), Reason::Asked, "", at(10)).unwrap_err();
    assert!(why.contains("no room"), "{why}");
    assert_eq!((list(&shelf, 1).len(), list(&shelf, 3).len()), (1, 1));
}

#[test]
fn where_it_is_denied_there_is_plainly_no_history() {
    let shelf = Shelf::default();
    shelf.denied.set(true);
    let sentence = "No history here: this browser does not let the page keep one.";
    assert_eq!(
        keep(&shelf, 1, &titled("Map"), Reason::Asked, "", at(1)).unwrap_err(),
        sentence
    );
    let replies = ask(&shelf, HistoryRequest::List(draft(1)), at(1));
    assert_eq!(replies, [HistoryReply::Unavailable(draft(1), sentence.into())]);
}

#[test]
fn kept_is_said_only_of_what_was_read_back() {
    let shelf = Shelf::default();
    keep(&shelf, 1, &titled("Map"), Reason::Editing, "", at(1)).unwrap();
    shelf.corrupts.set(true);
    let why = keep(&shelf, 1, &titled("Ship"), Reason::Asked, "", at(2)).unwrap_err();
    assert!(why.contains("differs"), "{why}");
    assert_eq!(list(&shelf, 1).len(), 1);
    shelf.corrupts.set(false);
    // Whatever goes wrong on the way, older snapshots stay and nobody is told of a new one in vain.
    for at_operation in 0..8 {
        let shelf = Shelf::default();
        let first = keep(&shelf, 1, &titled("Map"), Reason::Editing, "", at(1)).unwrap();
        shelf.operations.set(0);
        shelf.fails_at.set(Some(at_operation));
        let kept = keep(&shelf, 1, &titled("Ship"), Reason::Asked, "", at(2));
        shelf.fails_at.set(None);
        assert_eq!(open(&shelf, 1, &first), Ok(titled("Map")));
        if let Ok(id) = kept {
            assert_eq!(open(&shelf, 1, &id), Ok(titled("Ship")));
        }
    }
}

#[test]
fn a_snapshot_of_a_newer_version_is_left_alone() {
    let shelf = Shelf::default();
    let id = keep(&shelf, 1, &titled("Map"), Reason::Editing, "", at(1)).unwrap();
    shelf.bytes.borrow_mut().values_mut().for_each(|bytes| bytes[0] = 2);
    assert!(open(&shelf, 1, &id).unwrap_err().contains("newer version"));
    // A key that is none of ours is not listed, and not in the way.
    shelf
        .bytes
        .borrow_mut()
        .insert(format!("{}/else", draft(1).0), vec![1, 2, 3]);
    assert_eq!(list(&shelf, 1).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_comes_back(document in document(), name in ".{0,90}") {
        let shelf = Shelf::default();
        let id = keep(&shelf, 1, &document, Reason::Asked, &name, at(1)).unwrap();
        prop_assert_eq!(open(&shelf, 1, &id), Ok(document));
        let listed: String = list(&shelf, 1)[0].name.clone();
        prop_assert_eq!(listed, name.chars().take(80).collect::<String>());
    }

    #[test]
    fn damage_is_said_and_left_as_it_is(at_byte in 0_usize..100_000, byte in any::<u8>(), cut in any::<bool>()) {
        let shelf = Shelf::default();
        let id = keep(&shelf, 1, &super::documents::everything(), Reason::Editing, "", at(1)).unwrap();
        let damaged = {
            let mut all = shelf.bytes.borrow_mut();
            let bytes = all.values_mut().next().unwrap();
            let place = at_byte % bytes.len();
            if cut { bytes.truncate(place) } else { bytes[place] = byte }
            bytes.clone()
        };
        match open(&shelf, 1, &id) {
            Ok(document) => prop_assert_eq!(document, super::documents::everything()),
            Err(why) => prop_assert!(why.contains("damaged") || why.contains("newer version"), "{}", why),
        }
        let left = shelf.bytes.borrow().values().next().cloned();
        prop_assert_eq!(left, Some(damaged));
    }
}

/// What a history of ordinary drafts takes. A browser gives a site at least hundreds of megabytes
/// in IndexedDB; the bound of all snapshots is 64.
#[test]
fn a_thousand_ordinary_drafts_with_their_history_fit() {
    const SNAPSHOTS: usize = 20;
    let texts = [
        include_str!("../documents/date-headings.md"),
        include_str!("../documents/front-matter.md"),
        include_str!("../documents/past-midnight.md"),
        include_str!("../documents/plain-lines.md"),
        include_str!("../documents/several-timelines.md"),
        include_str!("../documents/tables.md"),
        include_str!("../documents/wrong-half-of-the-day.md"),
    ];
    let shelf = Shelf::default();
    let (mut drafts, mut raw) = (0, 0);
    for text in texts {
        drafts += 1;
        let lines: Vec<&str> = text.lines().collect();
        for version in 1..=SNAPSHOTS {
            // Written from its first line to its last, a snapshot at a time.
            let written = lines[..lines.len() * version / SNAPSHOTS].join("\n");
            let document = markdown::read(&written);
            raw += written.len();
            keep(&shelf, drafts, &document, Reason::Editing, "", at(version as i64 * 10)).unwrap();
        }
    }
    let of_a_draft = shelf.used() / drafts as usize;
    println!(
        "{drafts} drafts of {} bytes of Markdown, {SNAPSHOTS} snapshots each: {of_a_draft} bytes of history a draft \
         ({} a snapshot, {:.0} % of its Markdown); {:.1} MB for 1,000 drafts",
        texts.iter().map(|text| text.len()).sum::<usize>() / texts.len(),
        of_a_draft / SNAPSHOTS,
        100.0 * shelf.used() as f64 / raw as f64,
        of_a_draft as f64 / 1_000.0,
    );
    assert!(of_a_draft * 1_000 < 64 * 1024 * 1024, "{of_a_draft} bytes a draft");
}
