//! Steps that can be taken back: they come with the record that they belong to, or not at all.

use super::backends::Shared;
use super::documents::{command, draft, minute, request, titled};
use posthoc::model::{Command, Id, Postmortem};
use posthoc::storage::port::{Change, DraftId, Now, Step, Steps, StoreReply, StoreRequest};
use posthoc::storage::{Memory, Store, handle};
use proptest::prelude::*;
use std::sync::Arc;

/// A tab with a storage of its own beside the one that all tabs share.
struct Tab {
    store: Store<Shared>,
    own: Shared,
}

impl Tab {
    fn new(shared: &Shared) -> Tab {
        Tab::with(shared, &Shared::default())
    }

    /// A tab that was loaded again: its own storage is what it was.
    fn reloaded(&self) -> Tab {
        Tab::with(self.store.backend(), &self.own)
    }

    fn with(shared: &Shared, own: &Shared) -> Tab {
        Tab {
            store: Store::new(shared.clone(), "tab").with_steps(own.clone()),
            own: own.clone(),
        }
    }

    fn save(&mut self, id: &DraftId, document: &Postmortem, steps: Steps, base: u64) {
        let request = posthoc::storage::port::SaveRequest {
            steps,
            ..request(id, document, base)
        };
        match handle(&mut self.store, StoreRequest::Save(Box::new(request)), minute(1)) {
            StoreReply::Saved { .. } => {}
            other => panic!("not saved: {other:?}"),
        }
    }

    fn steps(&mut self, id: &DraftId) -> Result<Steps, String> {
        match handle(&mut self.store, StoreRequest::Load(id.clone()), Now::default()) {
            StoreReply::Loaded { steps, .. } => steps,
            other => panic!("not loaded: {other:?}"),
        }
    }
}

fn typed(text: &str) -> Arc<Step> {
    Arc::new(Step {
        reverse: Change::Edit(Command::SetProse {
            id: Id(2),
            text: text.into(),
        }),
        label: "Typing".into(),
    })
}

fn steps(done: &[&str], undone: &[&str]) -> Steps {
    Steps {
        done: done.iter().map(|text| typed(text)).collect(),
        undone: undone.iter().map(|text| typed(text)).collect(),
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        8 => command().prop_map(Change::Edit),
        1 => ("[a-z-]{1,9}", ".{0,9}").prop_map(|(rule, message)| Change::Keep(rule, message)),
        1 => ("[a-z-]{1,9}", ".{0,9}").prop_map(|(rule, message)| Change::Unkeep(rule, message)),
    ]
}

fn step() -> impl Strategy<Value = Arc<Step>> {
    (change(), ".{0,9}").prop_map(|(reverse, label)| Arc::new(Step { reverse, label }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_step_comes_back_as_it_was(
        done in prop::collection::vec(step(), 0..6),
        undone in prop::collection::vec(step(), 0..4),
    ) {
        let mut tab = Tab::new(&Shared::default());
        let steps = Steps { done, undone };
        tab.save(&draft(1), &titled("Map"), steps.clone(), 0);
        prop_assert_eq!(tab.reloaded().steps(&draft(1)), Ok(steps));
    }

    #[test]
    fn damaged_steps_are_left_out_and_never_taken_for_others(at in 0_usize..10_000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut tab = Tab::new(&Shared::default());
        let kept = steps(&["one", "two “quoted”"], &["three"]);
        tab.save(&draft(1), &titled("Map"), kept.clone(), 0);
        let (key, text) = tab.own.texts().into_iter().next().unwrap();
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        tab.own.put(&key, &String::from_utf8_lossy(&bytes));
        match tab.reloaded().steps(&draft(1)) {
            Ok(steps) => prop_assert_eq!(steps, kept, "it was read in spite of the damage"),
            Err(why) => prop_assert!(why.contains("can’t be undone"), "{}", why),
        }
    }
}

#[test]
fn steps_of_another_record_are_not_used() {
    let shared = Shared::default();
    let mut ours = Tab::new(&shared);
    ours.save(&draft(1), &titled("Map"), steps(&["one"], &[]), 0);
    let mut theirs = Tab::new(&shared);
    assert_eq!(
        theirs.steps(&draft(1)),
        Ok(Steps::default()),
        "a tab of its own has done nothing"
    );
    theirs.save(&draft(1), &titled("Map, again"), steps(&["two"], &[]), 1);
    let why = ours.reloaded().steps(&draft(1)).unwrap_err();
    assert!(why.contains("saved elsewhere"), "{why}");
    assert_eq!(theirs.reloaded().steps(&draft(1)), Ok(steps(&["two"], &[])));
}

#[test]
fn the_newest_steps_stay_where_there_is_no_room_for_all() {
    let mut tab = Tab::new(&Shared::default());
    let long = |n: usize| format!("{n:03} {}", "x".repeat(9_996));
    let (done, undone): (Vec<_>, Vec<_>) = ((0..90).map(long).collect(), (90..190).map(long).collect());
    let words = |texts: &[String]| texts.iter().map(|text| typed(text)).collect();
    let all = Steps {
        done: words(&done),
        undone: words(&undone),
    };
    tab.save(&draft(1), &titled("Map"), all.clone(), 0);
    let kept = tab.reloaded().steps(&draft(1)).unwrap();
    // Half of 512 KB each, at a little over 10,000 bytes a step.
    assert_eq!((kept.done.len(), kept.undone.len()), (26, 26));
    assert_eq!(kept.done, all.done[all.done.len() - 26..]);
    assert_eq!(kept.undone, all.undone[all.undone.len() - 26..]);
    assert!(tab.own.texts().values().all(|text| text.len() <= 520 * 1024));
}

#[test]
fn a_step_that_is_too_large_ends_the_chain() {
    let mut tab = Tab::new(&Shared::default());
    let large = "x".repeat(600 * 1024);
    tab.save(&draft(1), &titled("Map"), steps(&["one", &large, "two"], &[]), 0);
    assert_eq!(tab.reloaded().steps(&draft(1)), Ok(steps(&["two"], &[])));
}

#[test]
fn in_a_full_storage_other_drafts_of_the_tab_give_way() {
    let own = Shared::default();
    let mut tab = Tab::with(&Shared::default(), &own);
    let text = "x".repeat(3_000);
    tab.save(&draft(1), &titled("Map"), steps(&[&text], &[]), 0);
    own.memory.borrow_mut().set_quota(Some(4_000));
    tab.save(&draft(2), &titled("Ship"), steps(&[&text], &[]), 0);
    assert_eq!(tab.reloaded().steps(&draft(1)), Ok(Steps::default()));
    assert_eq!(tab.reloaded().steps(&draft(2)), Ok(steps(&[&text], &[])));
    // No room at all: the draft is saved, and older steps are not left for its new record.
    own.memory.borrow_mut().set_quota(Some(100));
    tab.save(&draft(2), &titled("Ship, again"), steps(&[&text, "two"], &[]), 1);
    assert_eq!(tab.reloaded().steps(&draft(2)), Ok(Steps::default()));
}

#[test]
fn a_storage_that_denies_or_fails_costs_no_draft() {
    let own = Shared::default();
    own.memory.borrow_mut().set_denied(true);
    let mut tab = Tab::with(&Shared::default(), &own);
    tab.save(&draft(1), &titled("Map"), steps(&["one"], &[]), 0);
    assert_eq!(tab.reloaded().steps(&draft(1)), Ok(Steps::default()));
    let mut none = Store::new(Memory::new(), "tab");
    let load = handle(&mut none, StoreRequest::Load(draft(1)), Now::default());
    assert!(matches!(load, StoreReply::NotLoaded { .. }));
}
