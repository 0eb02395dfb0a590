//! A slower copy beside the store: the higher revision counts, and nothing is replaced uncompared.

use super::backends::Shared;
use super::documents::{document, draft, everything, minute, request, titled};
use posthoc::model::Postmortem;
use posthoc::storage::port::{DraftId, NotSaved, StoreReply, StoreRequest};
use posthoc::storage::{Journal, Store, handle, may_copy_over};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DRAFT: &str = "posthoc/draft/00000000000000000000000000000001";
const TRASH: &str = "posthoc/trash/00000000000000000000000000000001";

/// A visit: a store with a journal, and the copy that follows it.
struct Visit {
    shared: Shared,
    store: Store<Journal<Shared>>,
}

type Copy = BTreeMap<String, String>;

impl Visit {
    /// Opens the page: the copy is read, then follows.
    fn open(shared: &Shared, copy: &mut Copy) -> (Visit, usize) {
        let mut visit = Visit {
            shared: shared.clone(),
            store: Store::new(Journal::new(shared.clone()), "a"),
        };
        let texts: Vec<_> = copy.iter().map(|(key, text)| (key.clone(), text.clone())).collect();
        let brought = visit.store.catch_up(&texts).len();
        visit.follow(copy);
        (visit, brought)
    }

    fn follow(&mut self, copy: &mut Copy) {
        for (key, text) in self.store.backend_mut().take() {
            match text {
                Some(text) if copy.get(&key).is_none_or(|there| may_copy_over(&key, there, &text)) => {
                    copy.insert(key, text);
                }
                Some(_) => {}
                None => _ = copy.remove(&key),
            }
        }
    }

    fn ask(&mut self, request: StoreRequest) -> StoreReply {
        handle(&mut self.store, request, minute(0))
    }

    fn save(&mut self, document: &Postmortem, base: u64) -> StoreReply {
        self.ask(StoreRequest::Save(Box::new(request(&draft(1), document, base))))
    }

    fn load(&mut self, id: &DraftId) -> Option<(Postmortem, u64)> {
        match self.ask(StoreRequest::Load(id.clone())) {
            StoreReply::Loaded { document, revision, .. } => Some((*document, revision)),
            _ => None,
        }
    }
}

/// The copy's texts without generations before, which it does not hold.
fn copied(shared: &Shared) -> Copy {
    shared
        .texts()
        .into_iter()
        .filter(|(key, _)| key.starts_with("posthoc/") && !key.starts_with("posthoc/before/"))
        .collect()
}

#[test]
fn the_copy_follows_saves_removals_and_returns() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    shared.put("theme", "dark");
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&titled("One"), 0);
    visit.save(&everything(), 1);
    visit.follow(&mut copy);
    assert_eq!(copy, copied(&shared));
    assert_eq!(copy.len(), 1);
    visit.ask(StoreRequest::Remove(draft(1)));
    visit.follow(&mut copy);
    assert_eq!(copy, copied(&shared));
    assert!(copy.contains_key(TRASH));
    visit.ask(StoreRequest::Restore(draft(1)));
    visit.follow(&mut copy);
    assert_eq!(copy, copied(&shared));
    assert!(visit.store.backend_mut().take().is_empty(), "nothing is copied twice");
}

#[test]
fn drafts_from_before_there_was_a_copy_are_copied() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut Copy::new());
    visit.save(&everything(), 0);
    Visit::open(&shared, &mut copy);
    assert_eq!(copy, copied(&shared));
}

#[test]
fn what_local_storage_lost_comes_back() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&everything(), 0);
    visit.follow(&mut copy);

    let (mut after, brought) = Visit::open(&Shared::default(), &mut copy);
    assert_eq!(brought, 1);
    assert_eq!(after.load(&draft(1)), Some((everything(), 1)));
}

#[test]
fn a_local_storage_that_was_set_back_takes_the_higher_revision() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&titled("One"), 0);
    let old = shared.texts()[DRAFT].clone();
    visit.save(&everything(), 1);
    visit.follow(&mut copy);

    shared.put(DRAFT, &old);
    let (mut after, brought) = Visit::open(&shared, &mut copy);
    assert_eq!(brought, 1);
    assert_eq!(after.load(&draft(1)), Some((everything(), 2)));
    assert_eq!(shared.texts()["posthoc/before/00000000000000000000000000000001"], old);
}

#[test]
fn a_copy_that_is_behind_does_not_count() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&titled("One"), 0);
    visit.follow(&mut copy);
    visit.save(&everything(), 1);

    let (mut after, brought) = Visit::open(&shared, &mut copy);
    assert_eq!(brought, 0);
    assert_eq!(after.load(&draft(1)), Some((everything(), 2)));
    assert_eq!(copy, copied(&shared));
}

#[test]
fn a_removal_that_the_copy_missed_stays_a_removal() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&everything(), 0);
    visit.follow(&mut copy);
    visit.ask(StoreRequest::Remove(draft(1)));

    let (mut after, brought) = Visit::open(&shared, &mut copy);
    assert_eq!((brought, after.load(&draft(1))), (0, None));
    assert_eq!(copy, copied(&shared));
    after.ask(StoreRequest::Restore(draft(1)));
    assert_eq!(after.load(&draft(1)), Some((everything(), 1)));
}

#[test]
fn a_damaged_record_gives_way_to_the_copy_and_is_set_aside() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&everything(), 0);
    visit.follow(&mut copy);
    shared.put(DRAFT, "{\"format\":1,");

    let (mut after, brought) = Visit::open(&shared, &mut copy);
    assert_eq!(brought, 1);
    assert_eq!(after.load(&draft(1)), Some((everything(), 1)));
    assert!(shared.texts().values().any(|text| text == "{\"format\":1,"));
}

#[test]
fn a_newer_versions_record_is_not_replaced_on_either_side() {
    let newer = format!("{{\"format\":{},\"x\":1}}", posthoc::storage::RECORD_FORMAT + 1);
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&everything(), 0);
    visit.follow(&mut copy);

    // In the copy: it stays there, while the draft here is saved on.
    let mut newer_copy = Copy::from([(DRAFT.to_owned(), newer.clone())]);
    let (mut after, brought) = Visit::open(&shared, &mut newer_copy);
    assert_eq!(brought, 0);
    assert!(matches!(
        after.save(&titled("Two"), 1),
        StoreReply::Saved { revision: 2, .. }
    ));
    after.follow(&mut newer_copy);
    assert_eq!(newer_copy[DRAFT], newer);

    // Here: the copy keeps what it has.
    shared.put(DRAFT, &newer);
    let before = copy.clone();
    let (_, brought) = Visit::open(&shared, &mut copy);
    assert_eq!((brought, &shared.texts()[DRAFT]), (0, &newer));
    assert_eq!(copy, before);
}

#[test]
fn what_does_not_fit_stays_in_the_copy() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&everything(), 0);
    visit.follow(&mut copy);

    let small = Shared::default();
    small.memory.borrow_mut().set_quota(Some(1_000));
    let before = copy.clone();
    let (mut after, brought) = Visit::open(&small, &mut copy);
    assert_eq!(brought, 0);
    assert!(matches!(
        after.save(&titled("Other"), 0),
        StoreReply::Saved { revision: 1, .. }
    ));
    after.follow(&mut copy);
    assert_eq!(copy, before);
}

#[test]
fn what_gave_way_for_want_of_room_stays_in_the_copy() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&everything(), 0);
    visit.ask(StoreRequest::Remove(draft(1)));
    visit.follow(&mut copy);
    let removed = copy[TRASH].clone();
    shared.memory.borrow_mut().set_quota(Some(removed.len()));
    let other = StoreRequest::Save(Box::new(request(&draft(2), &titled("Two"), 0)));
    assert!(matches!(visit.ask(other), StoreReply::Saved { .. }));
    visit.follow(&mut copy);
    assert!(!shared.texts().contains_key(TRASH));
    assert_eq!(copy[TRASH], removed);
    // With room again, it is in the trash again.
    shared.heal();
    let (mut after, brought) = Visit::open(&shared, &mut copy);
    assert_eq!(brought, 1);
    assert!(matches!(
        after.ask(StoreRequest::Restore(draft(1))),
        StoreReply::Restored(_)
    ));
    assert_eq!(after.load(&draft(1)), Some((everything(), 1)));
}

#[test]
fn a_draft_opened_before_the_copy_was_read_is_not_saved_over_it() {
    let (shared, mut copy) = (Shared::default(), Copy::new());
    let (mut visit, _) = Visit::open(&shared, &mut copy);
    visit.save(&titled("One"), 0);
    let old = shared.texts()[DRAFT].clone();
    visit.save(&everything(), 1);
    visit.follow(&mut copy);
    shared.put(DRAFT, &old);

    let mut early = Visit {
        shared: shared.clone(),
        store: Store::new(Journal::new(shared.clone()), "b"),
    };
    assert_eq!(early.load(&draft(1)).unwrap().1, 1);
    let texts: Vec<_> = copy.clone().into_iter().collect();
    assert_eq!(early.store.catch_up(&texts), [DRAFT]);
    assert!(matches!(
        early.save(&titled("Two"), 1),
        StoreReply::NotSaved {
            why: NotSaved::Newer { stored: 2 },
            ..
        }
    ));
    assert_eq!(early.shared.texts()[DRAFT], copy[DRAFT]);
}

#[test]
fn the_later_copy_of_an_older_text_does_not_count() {
    let shared = Shared::default();
    let (mut visit, _) = Visit::open(&shared, &mut Copy::new());
    visit.save(&titled("One"), 0);
    let one = shared.texts()[DRAFT].clone();
    visit.save(&titled("Two"), 1);
    let two = shared.texts()[DRAFT].clone();
    let newer = format!("{{\"format\":{},\"x\":1}}", posthoc::storage::RECORD_FORMAT + 1);
    for (there, text, may) in [
        (&one, &two, true),
        (&two, &one, false),
        (&two, &two, true),
        (&newer, &two, false),
        (&two, &newer, false),
        (&"damaged".to_owned(), &one, true),
        (&one, &"damaged".to_owned(), false),
    ] {
        assert_eq!(may_copy_over(DRAFT, there, text), may, "{there} {text}");
    }
    assert!(may_copy_over(TRASH, &two, &one));
}

/// What happens between two visits.
#[derive(Clone, Debug)]
enum Happening {
    Save(Postmortem),
    Remove,
    Restore,
    /// The copy falls behind from here to the end of the visit.
    CopyStops,
    /// localStorage goes back to what it was when the visit began.
    Lost,
    /// Everything in localStorage is gone.
    Cleared,
    Visit,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => document().prop_map(Happening::Save),
        1 => Just(Happening::Remove),
        1 => Just(Happening::Restore),
        1 => Just(Happening::CopyStops),
        1 => Just(Happening::Lost),
        1 => Just(Happening::Cleared),
        3 => Just(Happening::Visit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is lost on one side, the newest text that the other one still had is there.
    #[test]
    fn the_newest_text_of_either_side_is_there(happenings in proptest::collection::vec(happening(), 1..25)) {
        let (shared, mut copy) = (Shared::default(), Copy::new());
        let (mut visit, _) = Visit::open(&shared, &mut copy);
        let (mut copying, mut at_start) = (true, shared.texts());
        for happening in happenings {
            match happening {
                Happening::Save(document) => {
                    // A tab that has a draft open goes on from its revision, removed elsewhere or not.
                    let base = newest(&copied(&shared));
                    visit.save(&document, base);
                }
                Happening::Remove => _ = visit.ask(StoreRequest::Remove(draft(1))),
                Happening::Restore => _ = visit.ask(StoreRequest::Restore(draft(1))),
                Happening::CopyStops => copying = false,
                Happening::Lost | Happening::Cleared => {
                    let left = if matches!(happening, Happening::Lost) { at_start.clone() } else { Copy::new() };
                    let best = newest(&copied(&shared)).max(newest(&copy));
                    let lost_here = newest(&copy) >= newest(&copied(&shared));
                    let fresh = Shared::default();
                    for (key, text) in &left {
                        fresh.put(key, text);
                    }
                    Visit::open(&fresh, &mut copy);
                    if lost_here {
                        prop_assert_eq!(newest(&copied(&fresh)), best);
                    }
                    return Ok(());
                }
                Happening::Visit => {
                    let best = newest(&copied(&shared)).max(newest(&copy));
                    visit = Visit::open(&shared, &mut copy).0;
                    prop_assert_eq!(newest(&copied(&shared)), best);
                    prop_assert_eq!(newest(&copy), best);
                    (copying, at_start) = (true, shared.texts());
                }
            }
            if copying {
                visit.follow(&mut copy);
                prop_assert_eq!(&copy, &copied(&shared));
            }
        }
    }
}

/// The highest revision of draft 1 among texts, in its place or in the trash.
fn newest(texts: &Copy) -> u64 {
    [DRAFT, TRASH]
        .iter()
        .filter_map(|key| {
            let record: serde_json::Value = serde_json::from_str(texts.get(*key)?).ok()?;
            record.get("revision")?.as_u64()
        })
        .max()
        .unwrap_or_default()
}
