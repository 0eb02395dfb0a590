//! Everything in one file, and back.

use super::backends::{Shared, Tab};
use super::documents::{document, draft, everything, minute, request, titled};
use posthoc::storage::Merged;
use proptest::prelude::*;

const DAMAGED: &str = "{\"format\":1,\"rev";

/// Two drafts, one with two generations, a removed one and a damaged one.
fn kept() -> Shared {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for number in 1..=3 {
        tab.save(request(&draft(number), &titled("First"), 0), minute(0))
            .unwrap();
    }
    tab.save(request(&draft(1), &everything(), 1), minute(1)).unwrap();
    tab.remove(&draft(3)).unwrap();
    shared.put("posthoc/draft/damaged", DAMAGED);
    shared.put("theme", "dark");
    shared
}

fn merged(brought: usize, beside: usize, there: usize) -> Merged {
    Merged {
        brought,
        beside,
        there,
        snapshots: 0,
        left: Vec::new(),
    }
}

#[test]
fn a_backup_brings_everything_to_an_empty_browser() {
    let file = Tab::new(&kept(), "a").0.backup().unwrap();
    assert!(!file.contains("theme"));
    let empty = Shared::default();
    let mut tab = Tab::new(&empty, "b");
    assert_eq!(tab.0.merge(&file), Ok(merged(3, 0, 0)));
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
    assert_eq!(tab.load(&draft(2)).unwrap().0, titled("First"));
    assert_eq!(tab.list().damaged[0].raw, DAMAGED);
    assert_eq!(tab.0.merge(&file), Ok(merged(0, 0, 3)));
    assert_eq!(tab.save(request(&draft(1), &titled("On"), 2), minute(2)), Ok(3));
}

#[test]
fn newer_text_is_not_replaced_and_older_text_stays_as_the_one_before() {
    let shared = kept();
    let mut tab = Tab::new(&shared, "a");
    let older = tab.0.backup().unwrap();
    tab.save(request(&draft(1), &titled("Newer"), 2), minute(2)).unwrap();
    let texts = shared.texts();
    assert_eq!(tab.0.merge(&older), Ok(merged(0, 0, 3)));
    assert_eq!(shared.texts(), texts);

    let newer = tab.0.backup().unwrap();
    let behind = kept();
    let before = behind.texts()["posthoc/draft/00000000000000000000000000000001"].clone();
    let mut tab = Tab::new(&behind, "b");
    assert_eq!(tab.0.merge(&newer), Ok(merged(1, 0, 2)));
    assert_eq!(tab.load(&draft(1)).unwrap().0, titled("Newer"));
    assert_eq!(
        behind.texts()["posthoc/before/00000000000000000000000000000001"],
        before
    );
}

#[test]
fn two_texts_of_one_revision_both_stay() {
    let (here, there) = (kept(), kept());
    let mut other = Tab::new(&there, "b");
    other.load(&draft(1)).unwrap();
    other.save(request(&draft(1), &titled("Theirs"), 2), minute(2)).unwrap();
    let file = other.0.backup().unwrap();
    let mut tab = Tab::new(&here, "a");
    tab.load(&draft(1)).unwrap();
    tab.save(request(&draft(1), &titled("Ours"), 2), minute(3)).unwrap();

    assert_eq!(tab.0.merge(&file), Ok(merged(0, 1, 2)));
    assert_eq!(tab.load(&draft(1)).unwrap().0, titled("Ours"));
    let list = tab.list();
    let beside = list.drafts.iter().find(|draft| draft.title == "Theirs").unwrap();
    assert_eq!(tab.load(&beside.id).unwrap().0, titled("Theirs"));
    // The same backup again brings no third one.
    assert_eq!(tab.0.merge(&file), Ok(merged(0, 0, 3)));
    assert_eq!(tab.list().drafts.len(), list.drafts.len());
}

#[test]
fn a_backup_brings_back_what_was_removed_since() {
    let shared = kept();
    let mut tab = Tab::new(&shared, "a");
    let file = tab.0.backup().unwrap();
    tab.remove(&draft(2)).unwrap();
    assert_eq!(tab.0.merge(&file), Ok(merged(1, 0, 2)));
    assert_eq!(tab.load(&draft(2)).unwrap().0, titled("First"));
    // What was in the trash already stays there.
    assert!(tab.load(&draft(3)).is_err());
    assert_eq!(tab.restore(&draft(3)).unwrap().title, "First");
}

#[test]
fn a_damaged_draft_is_mended_and_set_aside() {
    let shared = kept();
    let file = Tab::new(&shared, "a").0.backup().unwrap();
    shared.put(
        "posthoc/draft/00000000000000000000000000000001",
        "damage of another kind",
    );
    let mut tab = Tab::new(&shared, "b");
    assert_eq!(tab.0.merge(&file), Ok(merged(1, 0, 2)));
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
    assert!(shared.texts().values().any(|text| text == "damage of another kind"));
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let shared = kept();
    let mut tab = Tab::new(&shared, "a");
    let file = tab.0.backup().unwrap();
    let half = file.get(..file.len() / 2).unwrap_or_default();
    let texts = shared.texts();
    let newer = file.replacen(":1,", ":2,", 1);
    for wrong in ["", "{}", "# A postmortem", half, &newer] {
        assert!(tab.0.merge(wrong).is_err(), "{wrong}");
    }
    assert_eq!(shared.texts(), texts);
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_stays() {
    let file = Tab::new(&kept(), "a").0.backup().unwrap();
    let small = Shared::default();
    small.memory.borrow_mut().set_quota(Some(1_000));
    let mut tab = Tab::new(&small, "b");
    let merged = tab.0.merge(&file).unwrap();
    assert_eq!((merged.brought, merged.left.len()), (2, 1));
    assert!(merged.left[0].1.contains("no room"), "{}", merged.left[0].1);
    assert_eq!(tab.load(&draft(2)).unwrap().0, titled("First"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_document_goes_through_a_backup(documents in proptest::collection::vec(document(), 0..5)) {
        let (shared, empty) = (Shared::default(), Shared::default());
        let (mut tab, mut other) = (Tab::new(&shared, "a"), Tab::new(&empty, "b"));
        for (number, document) in (0..).zip(&documents) {
            tab.save(request(&draft(number), document, 0), minute(0)).unwrap();
        }
        other.0.merge(&tab.0.backup().unwrap()).unwrap();
        for (number, document) in (0..).zip(&documents) {
            prop_assert_eq!(&other.load(&draft(number)).unwrap().0, document);
        }
    }
}
