//! The trash, archives and backups, on storage that works and on storage that does not.

use super::backends::{Shared, Tab};
use super::documents::{draft, everything, minute, request, titled};
use super::faults::{at_every_step, fill, only_draft, two_generations};
use posthoc::storage::handle;
use posthoc::storage::port::{DraftId, NotSaved, StoreReply, StoreRequest, Taken};

/// What was deleted for good, with what takes it back, and how many were not.
fn purge(tab: &mut Tab, ids: &[DraftId]) -> (Vec<DraftId>, Taken, usize) {
    match handle(&mut tab.0, StoreRequest::Purge(ids.to_vec()), minute(9)) {
        StoreReply::Purged { gone, taken, left } => (gone, taken, left.len()),
        other => panic!("a purge was asked for: {other:?}"),
    }
}

fn put_back(tab: &mut Tab, taken: Taken) -> Result<(), String> {
    match handle(&mut tab.0, StoreRequest::PutBack(taken), minute(9)) {
        StoreReply::PutBack(said) => said,
        other => panic!("it was asked to put back: {other:?}"),
    }
}

fn archive(tab: &mut Tab, ask: StoreRequest) -> Result<String, String> {
    match handle(&mut tab.0, ask, minute(9)) {
        StoreReply::Archived { text, .. } => Ok(text),
        StoreReply::NotLoaded { why, .. } => Err(why),
        other => panic!("an archive was asked for: {other:?}"),
    }
}

/// Two drafts in the trash, the first one with a generation before.
fn removed() -> Shared {
    let shared = two_generations();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(2), &titled("Second"), 0), minute(2)).unwrap();
    tab.remove(&draft(1)).unwrap();
    tab.remove(&draft(2)).unwrap();
    shared
}

#[test]
fn the_trash_lists_what_was_removed() {
    let shared = removed();
    shared.put("posthoc/trash/odd", "not a record");
    let mut tab = Tab::new(&shared, "b");
    let list = tab.list();
    assert!(list.drafts.is_empty() && list.damaged.is_empty());
    let removed: Vec<_> = list
        .beside
        .removed
        .iter()
        .map(|removed| removed.title.clone())
        .collect();
    assert_eq!(removed, ["Second".to_owned(), everything().title.text, String::new()]);
    let odd = &list.beside.removed[2];
    assert_eq!((odd.saved, odd.size), (None, "not a record".len()));
    // Asked a second time it says the same, of what it knows by then.
    assert_eq!(tab.list().beside, list.beside);
    tab.restore(&draft(2)).unwrap();
    assert_eq!(tab.list().beside.removed.len(), 2);
}

#[test]
fn what_is_deleted_for_good_leaves_nothing_and_can_be_put_back() {
    let shared = removed();
    let texts = shared.texts();
    let mut tab = Tab::new(&shared, "b");
    let (gone, taken, left) = purge(&mut tab, &[draft(1), draft(2), draft(7)]);
    assert_eq!((gone, left), (vec![draft(1), draft(2)], 1));
    // But for the notes that their snapshots are to go.
    let left: Vec<_> = shared.texts().into_keys().collect();
    assert!(left.iter().all(|key| key.starts_with("posthoc/forget/")), "{left:?}");
    assert!(tab.restore(&draft(1)).is_err() && tab.list().drafts.is_empty());
    put_back(&mut tab, taken).unwrap();
    assert_eq!(shared.texts(), texts);
    tab.restore(&draft(1)).unwrap();
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
}

#[test]
fn snapshots_go_once_nothing_brings_their_draft_back() {
    let shared = removed();
    let mut tab = Tab::new(&shared, "b");
    let (_, taken, _) = purge(&mut tab, &[draft(1), draft(2)]);
    // Not while the page that deleted them may still take it back.
    assert_eq!(tab.0.to_forget(minute(10)), []);
    assert_eq!(tab.0.to_forget(minute(9 + 60)), [draft(1), draft(2)]);
    // Whatever the clock was: only the way back takes time.
    assert_eq!(tab.0.to_forget(minute(9 - 60 * 24)), [draft(1), draft(2)]);
    assert!(tab.0.is_gone(&draft(1)));
    tab.0.forgot(&draft(1));
    assert_eq!(tab.0.to_forget(minute(9 + 60)), [draft(2)]);

    // What was put back keeps its snapshots, in the trash too.
    put_back(&mut tab, taken).unwrap();
    assert_eq!(tab.0.to_forget(minute(9 + 60)), []);
    assert!(!tab.0.is_gone(&draft(1)) && !tab.0.is_gone(&draft(2)));
}

#[test]
fn a_draft_that_is_there_again_keeps_its_snapshots() {
    let shared = removed();
    let mut tab = Tab::new(&shared, "b");
    let backup = tab.0.backup().unwrap();
    purge(&mut tab, &[draft(2)]);
    tab.0.merge(&backup).unwrap();
    assert_eq!(tab.0.to_forget(minute(9 + 60)), [draft(2)]);
    assert!(!tab.0.is_gone(&draft(2)));
    assert_eq!(tab.0.to_forget(minute(9 + 60)), [], "the note is gone");

    // Where the storage can't be read nobody knows, so nothing goes.
    purge(&mut tab, &[draft(2)]);
    shared.memory.borrow_mut().set_denied(true);
    assert!(!tab.0.is_gone(&draft(2)));
    assert_eq!(tab.0.to_forget(minute(9 + 60)), []);
}

#[test]
fn only_the_trash_is_deleted_from() {
    let shared = two_generations();
    let texts = shared.texts();
    let mut tab = Tab::new(&shared, "b");
    let (gone, taken, left) = purge(&mut tab, &[draft(1)]);
    assert_eq!((gone, taken, left), (Vec::new(), Taken::new(), 1));
    // Nor does anything else go back by that way.
    put_back(
        &mut tab,
        vec![("posthoc/draft/x".into(), "text".into()), ("theme".into(), "x".into())],
    )
    .unwrap();
    assert_eq!(shared.texts(), texts);

    // A draft that lives on keeps its generation before.
    shared.put("posthoc/trash/00000000000000000000000000000001", "an old copy");
    let (gone, ..) = purge(&mut tab, &[draft(1)]);
    assert_eq!((gone, shared.texts()), (vec![draft(1)], texts));
}

#[test]
fn a_deletion_that_meets_a_fault_deletes_or_leaves_whole() {
    let start = || {
        let shared = two_generations();
        Tab::new(&shared, "a").remove(&draft(1)).unwrap();
        shared
    };
    let (mut gone_for_good, mut stayed) = (0, 0);
    let met = at_every_step(start, |shared, fault| {
        let mut tab = Tab::new(shared, "b");
        let (gone, taken, _) = purge(&mut tab, &[draft(1)]);
        let asked = shared.operations.get();
        shared.heal();
        if gone.is_empty() {
            stayed += 1;
        } else {
            gone_for_good += 1;
            assert_eq!(only_draft(shared), None, "{fault}: it came back by itself");
            put_back(&mut tab, taken).unwrap();
        }
        tab.restore(&draft(1)).unwrap();
        assert_eq!(only_draft(shared), Some((everything(), 2)), "{fault}");
        shared.operations.set(asked);
    });
    assert!(
        met > 20 && stayed > 10 && gone_for_good > 0,
        "{met} {stayed} {gone_for_good}"
    );
}

#[test]
fn putting_back_that_meets_a_fault_says_so_and_works_again_later() {
    let taken = purge(&mut Tab::new(&removed(), "a"), &[draft(1), draft(2)]).1;
    let met = at_every_step(
        || {
            let shared = removed();
            purge(&mut Tab::new(&shared, "a"), &[draft(1), draft(2)]);
            shared
        },
        |shared, fault| {
            let mut tab = Tab::new(shared, "b");
            let said = put_back(&mut tab, taken.clone());
            let asked = shared.operations.get();
            shared.heal();
            if said.is_err() {
                put_back(&mut tab, taken.clone()).unwrap();
            }
            // A note that could not be taken away deletes nothing: the draft is there.
            assert!(!tab.0.is_gone(&draft(1)) && !tab.0.is_gone(&draft(2)));
            assert_eq!(shared.texts(), removed().texts(), "{fault}");
            shared.operations.set(asked);
        },
    );
    assert!(met > 20, "{met} faults");
}

#[test]
fn an_emptied_trash_makes_room() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for number in 1..=3 {
        tab.save(request(&draft(number), &everything(), 0), minute(0)).unwrap();
    }
    fill(&shared);
    let before = tab.list().used;
    let grown = titled(&"x".repeat(2_000));
    assert_eq!(tab.save(request(&draft(4), &grown, 0), minute(1)), Err(NotSaved::Full));
    tab.remove(&draft(1)).unwrap();
    let (gone, ..) = purge(&mut tab, &[draft(1)]);
    assert_eq!(gone.len(), 1);
    assert!(tab.list().used < before - 500);
    assert_eq!(tab.save(request(&draft(4), &grown, 0), minute(2)), Ok(1));
}

#[test]
fn an_archive_is_a_backup_of_one_draft() {
    let shared = two_generations();
    let mut tab = Tab::new(&shared, "a");
    let stored = archive(&mut tab, StoreRequest::Archive(draft(1), None)).unwrap();
    let unsaved = request(&draft(1), &titled("Typed since"), 2);
    let typed = archive(&mut tab, StoreRequest::Archive(draft(1), Some(Box::new(unsaved)))).unwrap();
    assert_eq!(only_draft(&shared), Some((everything(), 2)), "nothing was saved by it");
    tab.remove(&draft(1)).unwrap();
    purge(&mut tab, &[draft(1)]);
    for (file, expected) in [(stored, (everything(), 2)), (typed, (titled("Typed since"), 3))] {
        assert_eq!(tab.0.merge(&file).unwrap().brought, 1);
        assert_eq!(only_draft(&shared), Some(expected));
    }
    assert!(archive(&mut tab, StoreRequest::Archive(draft(9), None)).is_err());
}

#[test]
fn a_damaged_draft_is_archived_with_what_opens_for_it() {
    let shared = two_generations();
    shared.put("posthoc/draft/00000000000000000000000000000001", "{\"format\":1,\"rev");
    let file = archive(&mut Tab::new(&shared, "a"), StoreRequest::Archive(draft(1), None)).unwrap();
    let empty = Shared::default();
    let mut tab = Tab::new(&empty, "b");
    tab.0.merge(&file).unwrap();
    assert_eq!(tab.load(&draft(1)).unwrap().0, titled("First"));
    assert!(empty.texts().values().any(|text| text == "{\"format\":1,\"rev"));
    let texts = empty.texts();
    tab.0.merge(&file).unwrap();
    assert_eq!(empty.texts(), texts);
}

#[test]
fn a_backup_holds_what_is_not_saved_yet() {
    let shared = two_generations();
    let mut tab = Tab::new(&shared, "a");
    fill(&shared);
    let unsaved = vec![
        request(&draft(1), &titled("Typed since"), 2),
        request(&draft(5), &titled("Never saved"), 0),
    ];
    let StoreReply::BackedUp(Ok(backup)) = handle(&mut tab.0, StoreRequest::BackUp(unsaved), minute(3)) else {
        panic!("no backup");
    };
    assert_eq!(backup.drafts, 2);
    let empty = Shared::default();
    let mut other = Tab::new(&empty, "b");
    assert_eq!(other.0.merge(&backup.text).unwrap().brought, 2);
    assert_eq!(other.load(&draft(1)).unwrap().0, titled("Typed since"));
    assert_eq!(other.load(&draft(5)).unwrap().0, titled("Never saved"));
}

#[test]
fn a_backup_that_meets_a_fault_is_none() {
    let whole = Tab::new(&two_generations(), "a").0.backup().unwrap();
    let met = at_every_step(two_generations, |shared, fault| {
        let mut tab = Tab::new(shared, "b");
        match handle(&mut tab.0, StoreRequest::BackUp(Vec::new()), minute(3)) {
            StoreReply::BackedUp(Ok(backup)) => assert_eq!((backup.text, backup.drafts), (whole.clone(), 1), "{fault}"),
            StoreReply::BackedUp(Err(why)) => assert!(why.contains("There is no backup"), "{why}"),
            other => panic!("{fault}: {other:?}"),
        }
    });
    assert!(met > 10, "{met} faults");
}

#[test]
fn when_things_went_out_is_remembered_where_there_is_room() {
    let shared = two_generations();
    let mut tab = Tab::new(&shared, "a");
    handle(&mut tab.0, StoreRequest::Exported(draft(1)), minute(5));
    handle(&mut tab.0, StoreRequest::BackUp(Vec::new()), minute(6));
    let beside = Tab::new(&shared, "b").list().beside;
    assert_eq!(beside.exported, [(draft(1), minute(5))]);
    assert_eq!(beside.backed_up, Some(minute(6)));
    for odd in ["", "x", "12", "1 2 3"] {
        shared.put("posthoc/exported/00000000000000000000000000000001", odd);
        shared.put("posthoc/backed-up", odd);
        let beside = Tab::new(&shared, "b").list().beside;
        assert_eq!((beside.exported, beside.backed_up), (Vec::new(), None), "{odd}");
    }
    // It is no record: no backup holds it, and it goes with its draft.
    assert!(!tab.0.backup().unwrap().contains("exported"));
    tab.remove(&draft(1)).unwrap();
    purge(&mut tab, &[draft(1)]);
    assert!(
        !shared
            .texts()
            .contains_key("posthoc/exported/00000000000000000000000000000001")
    );

    let full = two_generations();
    fill(&full);
    let texts = full.texts();
    handle(&mut Tab::new(&full, "a").0, StoreRequest::Exported(draft(1)), minute(5));
    assert_eq!(full.texts(), texts);
}
