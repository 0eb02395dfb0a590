//! Two tabs on one draft: whoever has not read the newest text does not replace it.

use super::backends::{Shared, Tab};
use super::documents::{draft, minute, request, titled};
use posthoc::storage::port::NotSaved;
use proptest::collection::vec;
use proptest::prelude::*;

#[test]
fn a_stale_tab_is_refused_and_told_the_stored_revision() {
    let shared = Shared::default();
    let (mut a, mut b) = (Tab::new(&shared, "a"), Tab::new(&shared, "b"));
    a.save(request(&draft(1), &titled("One"), 0), minute(0)).unwrap();
    b.load(&draft(1)).unwrap();
    a.save(request(&draft(1), &titled("Two"), 1), minute(1)).unwrap();
    a.save(request(&draft(1), &titled("Three"), 2), minute(2)).unwrap();
    let texts = shared.texts();
    assert_eq!(
        b.save(request(&draft(1), &titled("Stale"), 1), minute(3)),
        Err(NotSaved::Newer { stored: 3 })
    );
    assert_eq!(shared.texts(), texts);

    // Told so, and saving on the stored revision, it means to replace that text.
    assert_eq!(b.save(request(&draft(1), &titled("Mine"), 3), minute(4)), Ok(4));
    assert_eq!(a.load(&draft(1)).unwrap().0, titled("Mine"));
    assert_eq!(
        shared.texts()["posthoc/before/00000000000000000000000000000001"],
        texts["posthoc/draft/00000000000000000000000000000001"]
    );
}

#[test]
fn what_a_tab_was_told_of_is_all_that_it_may_replace() {
    let shared = Shared::default();
    let (mut a, mut b) = (Tab::new(&shared, "a"), Tab::new(&shared, "b"));
    a.save(request(&draft(1), &titled("One"), 0), minute(0)).unwrap();
    b.load(&draft(1)).unwrap();
    a.save(request(&draft(1), &titled("Two"), 1), minute(1)).unwrap();
    assert_eq!(
        b.save(request(&draft(1), &titled("Stale"), 1), minute(2)),
        Err(NotSaved::Newer { stored: 2 })
    );
    a.save(request(&draft(1), &titled("Three"), 2), minute(3)).unwrap();
    assert_eq!(
        b.save(request(&draft(1), &titled("Mine"), 2), minute(4)),
        Err(NotSaved::Newer { stored: 3 })
    );
    assert_eq!(a.load(&draft(1)).unwrap().0, titled("Three"));
}

#[test]
fn a_new_draft_does_not_replace_one_with_its_id() {
    let shared = Shared::default();
    Tab::new(&shared, "a")
        .save(request(&draft(1), &titled("One"), 0), minute(0))
        .unwrap();
    assert_eq!(
        Tab::new(&shared, "b").save(request(&draft(1), &titled("Two"), 0), minute(0)),
        Err(NotSaved::Newer { stored: 1 })
    );
}

#[test]
fn the_same_revision_from_another_tab_is_not_replaced() {
    // Browsers pass a write on to other tabs with a delay: two tabs can both write revision 2.
    let shared = Shared::default();
    let mut a = Tab::new(&shared, "a");
    a.save(request(&draft(1), &titled("One"), 0), minute(0)).unwrap();
    let elsewhere = Shared::default();
    for (key, text) in shared.texts() {
        elsewhere.put(&key, &text);
    }
    let mut b = Tab::new(&elsewhere, "b");
    b.load(&draft(1)).unwrap();
    b.save(request(&draft(1), &titled("Two of b"), 1), minute(1)).unwrap();

    a.save(request(&draft(1), &titled("Two of a"), 1), minute(1)).unwrap();
    for (key, text) in elsewhere.texts() {
        shared.put(&key, &text);
    }
    assert_eq!(
        a.save(request(&draft(1), &titled("Three"), 2), minute(2)),
        Err(NotSaved::Newer { stored: 2 })
    );
    assert_eq!(a.load(&draft(1)).unwrap().0, titled("Two of b"));
    assert_eq!(a.save(request(&draft(1), &titled("Three"), 2), minute(3)), Ok(3));
}

#[test]
fn a_storage_that_was_set_back_takes_the_open_draft() {
    // A crash of the browser can bring back what was stored half a minute ago.
    let shared = Shared::default();
    let mut a = Tab::new(&shared, "a");
    a.save(request(&draft(1), &titled("One"), 0), minute(0)).unwrap();
    a.save(request(&draft(1), &titled("Two"), 1), minute(1)).unwrap();
    for key in shared.texts().into_keys() {
        shared.memory.borrow_mut().set_quota(None);
        posthoc::storage::Backend::remove(&mut *shared.memory.borrow_mut(), &key).unwrap();
    }
    assert_eq!(a.save(request(&draft(1), &titled("Three"), 2), minute(2)), Ok(3));
    assert_eq!(a.load(&draft(1)).unwrap().0, titled("Three"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    /// Each tab adds numbered edits to the title; an edit that was said to be saved is in the
    /// draft at the end.
    #[test]
    fn two_hundred_interleaved_edits_are_all_there(turns in vec(0usize..3, 200)) {
        let shared = Shared::default();
        let mut tabs = ["a", "b", "c"].map(|name| Tab::new(&shared, name));
        tabs[0].save(request(&draft(1), &titled(""), 0), minute(0)).unwrap();
        let mut open: Vec<_> = tabs.iter_mut().map(|tab| tab.load(&draft(1)).unwrap()).collect();
        for (edit, turn) in turns.iter().enumerate() {
            let (tab, (document, revision, _)) = (&mut tabs[*turn], &mut open[*turn]);
            loop {
                let mut edited = document.clone();
                edited.title.text.push_str(&format!(" {edit}."));
                match tab.save(request(&draft(1), &edited, *revision), minute(0)) {
                    Ok(saved) => {
                        (*document, *revision) = (edited, saved);
                        break;
                    }
                    Err(NotSaved::Newer { stored }) => {
                        prop_assert!(stored > *revision);
                        (*document, *revision, _) = tab.load(&draft(1)).unwrap();
                    }
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
        let expected: String = (0..200).map(|edit| format!(" {edit}.")).collect();
        prop_assert_eq!(tabs[0].load(&draft(1)).unwrap().0, titled(&expected));
    }
}
