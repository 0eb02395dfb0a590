//! Storage that refuses, fills up or writes something else, at every step of everything.

use super::backends::{Shared, Tab};
use super::documents::{draft, everything, minute, request, titled};
use posthoc::model::Postmortem;
use posthoc::storage::BackendError;
use posthoc::storage::port::NotSaved;

/// The errors, and for how many operations in a row they come.
fn faults() -> impl Iterator<Item = (BackendError, u32)> {
    [
        BackendError::Full,
        BackendError::Denied,
        BackendError::Other("lost".into()),
    ]
    .into_iter()
    .flat_map(|error| [1, 2, 3, u32::MAX].map(|times| (error.clone(), times)))
}

/// A shared memory with two generations of draft 1, the second one being `everything`.
pub(crate) fn two_generations() -> Shared {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &titled("First"), 0), minute(0)).unwrap();
    tab.save(request(&draft(1), &everything(), 1), minute(1)).unwrap();
    shared
}

fn break_at(shared: &Shared, step: u32, (error, times): (BackendError, u32)) {
    shared.operations.set(0);
    shared.fails_for.set(times);
    *shared.fails_with.borrow_mut() = Some(error);
    shared.fails_from.set(Some(step));
}

/// Runs an action with every fault at every step, and gives the number of runs in which the
/// fault was met.
pub(crate) fn at_every_step(start: impl Fn() -> Shared, mut check: impl FnMut(&Shared, &str)) -> u32 {
    let mut met = 0;
    for fault in faults() {
        for step in 0.. {
            let shared = start();
            break_at(&shared, step, fault.clone());
            check(&shared, &format!("{fault:?} at step {step}"));
            if shared.operations.get() <= step {
                break;
            }
            met += 1;
        }
    }
    met
}

pub(crate) fn only_draft(shared: &Shared) -> Option<(Postmortem, u64)> {
    let mut tab = Tab::new(shared, "later");
    let list = tab.list();
    assert!(list.damaged.is_empty(), "{:?}", list.damaged);
    assert!(list.drafts.len() <= 1);
    let id = list.drafts.first()?.id.clone();
    tab.load(&id).ok().map(|(document, revision, _)| (document, revision))
}

#[test]
fn a_save_that_meets_a_fault_leaves_the_old_or_the_new_whole() {
    let (mut kept, mut refused, mut not_read_back) = (0, 0, 0);
    let met = at_every_step(two_generations, |shared, fault| {
        let mut tab = Tab::new(shared, "b");
        let said = tab.save(request(&draft(1), &titled("Third"), 2), minute(2));
        let asked = shared.operations.get();
        shared.heal();
        let found = only_draft(shared).unwrap();
        match said {
            Ok(revision) => {
                kept += 1;
                assert_eq!((revision, &found), (3, &(titled("Third"), 3)), "{fault}");
            }
            Err(why) => {
                refused += 1;
                // Taken but not read back, it is there and not said to be.
                let unread = found == (titled("Third"), 3);
                not_read_back += u32::from(unread);
                assert!(unread || found == (everything(), 2), "{fault}: {why:?}");
                // Once the storage is well, the same tab saves on.
                let again = tab.save(request(&draft(1), &titled("Fourth"), 2), minute(2));
                assert_eq!(again, Ok(if unread { 4 } else { 3 }), "{fault}");
                assert_eq!(only_draft(shared).unwrap().0, titled("Fourth"), "{fault}");
            }
        }
        shared.operations.set(asked);
    });
    assert!(
        kept > 0 && refused > 0 && met > 40,
        "{kept} kept, {refused} refused, {met} faults"
    );
}

#[test]
fn a_removal_that_meets_a_fault_loses_nothing() {
    let met = at_every_step(two_generations, |shared, fault| {
        let mut tab = Tab::new(shared, "b");
        let said = tab.remove(&draft(1));
        let asked = shared.operations.get();
        shared.heal();
        if said.is_ok() {
            assert_eq!(only_draft(shared), None, "{fault}");
            tab.restore(&draft(1)).unwrap();
        }
        assert_eq!(only_draft(shared), Some((everything(), 2)), "{fault}");
        shared.operations.set(asked);
    });
    assert!(met > 40, "{met} faults");
}

#[test]
fn a_restoration_that_meets_a_fault_loses_nothing() {
    let removed = || {
        let shared = two_generations();
        Tab::new(&shared, "a").remove(&draft(1)).unwrap();
        shared
    };
    let met = at_every_step(removed, |shared, fault| {
        let mut tab = Tab::new(shared, "b");
        let said = tab.restore(&draft(1));
        let asked = shared.operations.get();
        shared.heal();
        if said.is_err() && only_draft(shared).is_none() {
            tab.restore(&draft(1)).unwrap();
        }
        assert_eq!(only_draft(shared), Some((everything(), 2)), "{fault}: {said:?}");
        shared.operations.set(asked);
    });
    assert!(met > 40, "{met} faults");
}

#[test]
fn whatever_the_quota_is_the_old_text_stays_until_the_new_one_is_there() {
    let full: usize = two_generations()
        .memory
        .borrow()
        .texts()
        .iter()
        .map(|(key, text)| key.len() + text.len())
        .sum();
    let (mut kept, mut refused) = (0, 0);
    for quota in (0..full * 2).step_by(97) {
        let shared = two_generations();
        shared.memory.borrow_mut().set_quota(Some(quota));
        let mut tab = Tab::new(&shared, "b");
        let mut longer = everything();
        longer.title.text = "Longer by a hundred characters or so: ".repeat(3);
        let said = tab.save(request(&draft(1), &longer, 2), minute(2));
        match said {
            Ok(3) => kept += 1,
            Err(NotSaved::Full) => refused += 1,
            other => panic!("{other:?}"),
        }
        let expected = if said.is_ok() {
            (longer.clone(), 3)
        } else {
            (everything(), 2)
        };
        assert_eq!(only_draft(&shared), Some(expected), "quota {quota}");
        shared.heal();
        if said.is_err() {
            assert_eq!(
                tab.save(request(&draft(1), &longer, 2), minute(3)),
                Ok(3),
                "quota {quota}"
            );
        }
    }
    assert!(kept > 10 && refused > 10, "{kept} kept, {refused} refused");
}

/// Leaves no room for anything more.
pub(crate) fn fill(shared: &Shared) {
    let used = shared
        .texts()
        .iter()
        .map(|(key, text)| key.encode_utf16().count() + text.encode_utf16().count())
        .sum();
    shared.memory.borrow_mut().set_quota(Some(used));
}

#[test]
fn a_full_store_still_removes_and_brings_back() {
    let shared = two_generations();
    let mut tab = Tab::new(&shared, "b");
    tab.save(request(&draft(1), &everything(), 2), minute(2)).unwrap();
    fill(&shared);
    tab.remove(&draft(1)).unwrap();
    tab.restore(&draft(1)).unwrap();
    assert_eq!(only_draft(&shared), Some((everything(), 3)));
}

#[test]
fn second_copies_give_way_to_the_newest_text_and_drafts_do_not() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for number in 1..=4 {
        tab.save(request(&draft(number), &titled("First"), 0), minute(0))
            .unwrap();
        tab.save(request(&draft(number), &everything(), 1), minute(1)).unwrap();
    }
    fill(&shared);
    let grown = titled(&"x".repeat(2_000));
    // The generations before are small here, and everything else is a draft.
    assert_eq!(tab.save(request(&draft(5), &grown, 0), minute(2)), Err(NotSaved::Full));
    for number in 1..=4 {
        assert_eq!(
            tab.load(&draft(number)).unwrap(),
            (everything(), 2, request(&draft(1), &everything(), 0).kept)
        );
        assert!(
            shared.texts().contains_key(&format!("posthoc/before/{number:032x}")),
            "given up in vain"
        );
    }

    // With a draft removed there is room again, and the others stay.
    tab.remove(&draft(2)).unwrap();
    assert_eq!(tab.save(request(&draft(5), &grown, 0), minute(3)), Ok(1));
    assert_eq!(tab.list().drafts.len(), 4);
    for number in [1, 3, 4] {
        assert_eq!(tab.load(&draft(number)).unwrap().0, everything());
    }
}

#[test]
fn removed_drafts_give_way_the_longest_unsaved_first() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for (number, when) in [(1, 5), (2, 1), (3, 9)] {
        tab.save(request(&draft(number), &everything(), 0), minute(when))
            .unwrap();
        tab.remove(&draft(number)).unwrap();
    }
    shared.put("posthoc/trash/damaged", &"damaged ".repeat(2_000));
    fill(&shared);
    tab.save(request(&draft(4), &titled("New"), 0), minute(10)).unwrap();
    let in_trash = |number: u32| shared.texts().contains_key(&format!("posthoc/trash/{number:032x}"));
    assert_eq!([1, 2, 3].map(in_trash), [true, false, true]);
    assert!(shared.texts().contains_key("posthoc/trash/damaged"));
}

#[test]
fn saved_is_never_said_of_what_reads_back_differently() {
    for prefix in ["", "posthoc/draft/", "posthoc/before/"] {
        for base in [0, 2] {
            let shared = if base == 0 {
                Shared::default()
            } else {
                two_generations()
            };
            *shared.corrupts.borrow_mut() = Some(prefix.into());
            let mut tab = Tab::new(&shared, "b");
            let said = tab.save(request(&draft(1), &titled("Third"), base), minute(2));
            if base == 0 && prefix == "posthoc/before/" {
                assert_eq!(said, Ok(1), "nothing is written there yet");
                continue;
            }
            assert_eq!(said, Err(NotSaved::ReadBackDiffers), "{prefix} {base}");
            shared.heal();
            let mut later = Tab::new(&shared, "c");
            if base == 0 {
                assert!(later.list().drafts.is_empty());
            } else {
                // Under its own key, or as the generation before where that was spoilt.
                assert_eq!(later.load(&draft(1)).unwrap().0, everything(), "{prefix}");
                assert_eq!(later.list().drafts.len(), 1, "{prefix}");
            }
        }
    }
}

#[test]
fn a_move_that_reads_back_differently_is_not_made() {
    let shared = two_generations();
    *shared.corrupts.borrow_mut() = Some("posthoc/trash/".into());
    assert!(Tab::new(&shared, "b").remove(&draft(1)).is_err());
    assert_eq!(only_draft(&shared), Some((everything(), 2)));
    shared.heal();
    Tab::new(&shared, "b").remove(&draft(1)).unwrap();
    *shared.corrupts.borrow_mut() = Some("posthoc/draft/".into());
    assert!(Tab::new(&shared, "b").restore(&draft(1)).is_err());
    shared.heal();
    Tab::new(&shared, "b").restore(&draft(1)).unwrap();
    assert_eq!(only_draft(&shared), Some((everything(), 2)));
}
