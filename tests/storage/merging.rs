//! A backup brought to a browser that has gone its own way: whatever happened on both sides, no
//! newer text is lost, and a second time changes nothing.

use super::backends::{Opened, Shared, Tab};
use super::documents::{draft, everything, minute, request, titled};
use super::faults::{at_every_step, two_generations};
use posthoc::storage::port::DraftId;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Something that happens to a draft in a browser.
#[derive(Clone, Copy, Debug)]
enum Act {
    Save,
    Remove,
    Restore,
    /// Its record is damaged from outside.
    Damage,
    /// Its record is lost from outside, and the generation before is not.
    Lose,
}

const DRAFTS: u32 = 3;

fn acts() -> impl Strategy<Value = Vec<(u32, Act)>> {
    let act = prop_oneof![
        6 => Just(Act::Save),
        2 => Just(Act::Remove),
        1 => Just(Act::Restore),
        1 => Just(Act::Damage),
        1 => Just(Act::Lose),
    ];
    proptest::collection::vec((0..DRAFTS, act), 0..12)
}

fn live(shared: &Shared, side: &str, acts: &[(u32, Act)]) {
    let mut tab = Tab::new(shared, side);
    for (step, (number, act)) in acts.iter().enumerate() {
        let id = draft(*number);
        let key = format!("posthoc/draft/{}", id.0);
        match act {
            Act::Save => {
                let base = tab.load(&id).map_or(0, |(_, revision, _)| revision);
                let text = titled(&format!("{side} {step}"));
                _ = tab.save(request(&id, &text, base), minute(0));
            }
            Act::Remove => _ = tab.remove(&id),
            Act::Restore => _ = tab.restore(&id),
            Act::Damage if shared.texts().contains_key(&key) => shared.put(&key, &format!("damage {side} {step}")),
            Act::Lose => {
                use posthoc::storage::Backend;
                shared.clone().remove(&key).unwrap();
            }
            Act::Damage => {}
        }
    }
}

fn opened(shared: &Shared) -> BTreeMap<DraftId, Opened> {
    let mut tab = Tab::new(shared, "look");
    let list = tab.list();
    let open = |id: DraftId| tab.load(&id).ok().map(|opened| (id, opened));
    list.drafts.into_iter().map(|draft| draft.id).filter_map(open).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_newer_is_lost_and_a_second_time_changes_nothing(
        common in acts(), here in acts(), there in acts(),
    ) {
        let (ours, theirs) = (Shared::default(), Shared::default());
        for side in [&ours, &theirs] {
            live(side, "common", &common);
        }
        live(&ours, "here", &here);
        live(&theirs, "there", &there);
        let file = Tab::new(&theirs, "there").0.backup().unwrap();
        let (before, brought) = (opened(&ours), opened(&theirs));
        let raw = ours.texts();

        let merged = Tab::new(&ours, "merge").0.merge(&file).unwrap();
        let after = opened(&ours);
        let is_there = |document| after.values().any(|(other, ..)| other == document);
        for (side, drafts) in [("here", &before), ("there", &brought)] {
            for (id, (document, revision, _)) in drafts {
                let Some((now, at, _)) = after.get(id) else {
                    // Beside what only opens for a record in the trash, it has become a draft of its own.
                    prop_assert!(is_there(document), "{side} {id:?} is nowhere: {merged:?}");
                    continue;
                };
                prop_assert!(at >= revision, "{side} {id:?} went back from {revision} to {at}");
                if at == revision {
                    prop_assert!(now == document || is_there(document), "{side} {id:?} is gone");
                }
            }
        }
        for (id, (document, revision, _)) in &before {
            let newer = brought.get(id).is_some_and(|(_, theirs, _)| theirs > revision);
            prop_assert!(newer || after.get(id).is_some_and(|(now, ..)| now == document), "{id:?} was replaced by no newer text");
        }
        // Neither what can't be read nor what was removed is dropped.
        let texts = ours.texts();
        for (key, text) in &raw {
            if text.starts_with("damage") || key.starts_with("posthoc/trash/") {
                prop_assert!(texts.values().any(|there| there == text), "{key} is gone");
            }
        }
        Tab::new(&ours, "merge").0.merge(&file).unwrap();
        prop_assert_eq!(ours.texts(), texts);
    }
}

#[test]
fn a_merge_that_meets_a_fault_leaves_the_old_or_the_new_whole() {
    let newer = two_generations();
    Tab::new(&newer, "a")
        .save(request(&draft(1), &titled("Newer"), 2), minute(2))
        .unwrap();
    let file = Tab::new(&newer, "a").0.backup().unwrap();
    let (mut old, mut new) = (0, 0);
    let met = at_every_step(two_generations, |shared, fault| {
        let mut tab = Tab::new(shared, "b");
        let merged = tab.0.merge(&file).unwrap();
        let asked = shared.operations.get();
        shared.heal();
        let found = tab.load(&draft(1)).unwrap().0;
        if merged.brought == 1 {
            new += 1;
            assert_eq!(found, titled("Newer"), "{fault}");
        } else {
            old += 1;
            assert!(found == everything() || found == titled("Newer"), "{fault}: {found:?}");
            assert!(!merged.left.is_empty(), "{fault}: said nothing");
        }
        tab.0.merge(&file).unwrap();
        assert_eq!(tab.load(&draft(1)).unwrap().0, titled("Newer"), "{fault}");
        shared.operations.set(asked);
    });
    assert!(met > 30 && old > 10 && new > 0, "{met} {old} {new}");
}

#[test]
fn a_merge_that_reads_back_differently_brings_nothing() {
    let newer = two_generations();
    Tab::new(&newer, "a")
        .save(request(&draft(1), &titled("Newer"), 2), minute(2))
        .unwrap();
    let file = Tab::new(&newer, "a").0.backup().unwrap();
    for prefix in ["", "posthoc/draft/", "posthoc/before/"] {
        let shared = two_generations();
        *shared.corrupts.borrow_mut() = Some(prefix.into());
        let merged = Tab::new(&shared, "b").0.merge(&file).unwrap();
        assert_eq!((merged.brought, merged.left.len()), (0, 1), "{prefix}");
        shared.heal();
        assert_eq!(
            Tab::new(&shared, "c").load(&draft(1)).unwrap().0,
            everything(),
            "{prefix}"
        );
    }
}
