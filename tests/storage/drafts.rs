//! The everyday: keep, list, open, remove, bring back.

use super::backends::{Shared, Tab};
use super::documents::{document, draft, everything, minute, request, titled};
use posthoc::storage::Memory;
use posthoc::storage::port::{Keeping, NotSaved, StoreReply, StoreRequest};
use posthoc::storage::{Store, handle};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_document_comes_back_as_it_was(first in document(), second in document()) {
        let shared = Shared::default();
        let id = draft(1);
        let mut tab = Tab::new(&shared, "a");
        prop_assert_eq!(tab.save(request(&id, &first, 0), minute(0)), Ok(1));
        prop_assert_eq!(tab.save(request(&id, &second, 1), minute(1)), Ok(2));
        let (loaded, revision, kept) = Tab::new(&shared, "b").load(&id).unwrap();
        prop_assert_eq!(&loaded, &second);
        prop_assert_eq!(loaded.next_id(), second.next_id());
        prop_assert_eq!(revision, 2);
        prop_assert_eq!(kept, request(&id, &second, 0).kept);
    }
}

#[test]
fn the_list_shows_what_was_saved_newest_first() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for (number, when) in [(1, 5), (2, 9), (3, 7)] {
        let document = titled(&format!("Outage {number}"));
        tab.save(request(&draft(number), &document, 0), minute(when)).unwrap();
    }
    let list = tab.list();
    let titles: Vec<_> = list.drafts.iter().map(|draft| draft.title.as_str()).collect();
    assert_eq!(titles, ["Outage 2", "Outage 3", "Outage 1"]);
    assert_eq!(list.keeping, Keeping::Browser);
    assert!(list.damaged.is_empty());

    let texts = shared.texts();
    let all: usize = texts
        .iter()
        .map(|(key, text)| key.encode_utf16().count() + text.encode_utf16().count())
        .sum();
    assert_eq!(list.used, all);

    let newest = list.drafts.first().unwrap();
    let mut expected = request(&draft(2), &titled("Outage 2"), 0).summary;
    expected.saved = minute(9);
    expected.size = texts[&format!("posthoc/draft/{}", newest.id.0)].encode_utf16().count();
    assert_eq!(*newest, expected);
}

#[test]
fn sizes_are_counted_as_browsers_count_them() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &titled("🕙 “é” 日"), 0), minute(0))
        .unwrap();
    let text = &shared.texts()["posthoc/draft/00000000000000000000000000000001"];
    assert!(text.contains("🕙 “é” 日"));
    assert_eq!(tab.list().drafts[0].size, text.encode_utf16().count());
}

#[test]
fn marks_that_are_no_position_are_kept_inside_the_strip() {
    let mut tab = Tab::new(&Shared::default(), "a");
    let mut save = request(&draft(1), &titled(""), 0);
    save.summary.marks = [f32::NAN, f32::INFINITY, -3.0, 0.123_45]
        .map(|at| (at, String::new()))
        .to_vec();
    save.summary.problems = None;
    tab.save(save, minute(0)).unwrap();
    let list = tab.list();
    let at: Vec<f32> = list.drafts[0].marks.iter().map(|(at, _)| *at).collect();
    assert_eq!(at, [0.0, 1.0, 0.0, 0.123_5]);
    assert_eq!(list.drafts[0].problems, None);
}

#[test]
fn other_peoples_keys_are_left_alone() {
    let shared = Shared::default();
    let foreign = [
        "theme",
        "posthoc/theme",
        "posthoc/draft",
        "posthoc/draft/",
        "drafts/posthoc/draft/1",
        "",
    ];
    for key in foreign {
        shared.put(key, "{\"format\":1}");
    }
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &everything(), 0), minute(0)).unwrap();
    tab.remove(&draft(1)).unwrap();
    tab.restore(&draft(1)).unwrap();
    let list = tab.list();
    assert_eq!((list.drafts.len(), list.damaged.len()), (1, 0));
    for key in foreign {
        assert_eq!(shared.texts()[key], "{\"format\":1}", "{key}");
    }
}

#[test]
fn a_removed_draft_comes_back_whole() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &titled("First"), 0), minute(0)).unwrap();
    tab.save(request(&draft(1), &everything(), 1), minute(1)).unwrap();
    let record = shared.texts()["posthoc/draft/00000000000000000000000000000001"].clone();

    tab.remove(&draft(1)).unwrap();
    let list = tab.list();
    assert!(list.drafts.is_empty() && list.damaged.is_empty());
    assert_eq!(shared.texts()["posthoc/trash/00000000000000000000000000000001"], record);
    // Neither opened nor removed again by way of the generation before.
    let texts = shared.texts();
    assert!(tab.load(&draft(1)).is_err());
    assert!(tab.remove(&draft(1)).is_err());
    assert_eq!(shared.texts(), texts);

    let summary = tab.restore(&draft(1)).unwrap();
    assert_eq!(summary, tab.list().drafts[0]);
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
    assert_eq!(tab.save(request(&draft(1), &titled("Third"), 2), minute(2)), Ok(3));
    assert!(shared.texts().keys().all(|key| !key.starts_with("posthoc/trash/")));
}

#[test]
fn moving_what_is_not_there_changes_nothing() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &everything(), 0), minute(0)).unwrap();
    let texts = shared.texts();
    assert!(tab.remove(&draft(2)).is_err());
    assert!(tab.restore(&draft(1)).is_err());
    assert!(tab.restore(&draft(2)).is_err());
    assert!(tab.load(&draft(2)).is_err());
    assert_eq!(shared.texts(), texts);
}

#[test]
fn a_draft_saved_after_its_removal_is_not_replaced_by_the_trash() {
    let shared = Shared::default();
    let (mut a, mut b) = (Tab::new(&shared, "a"), Tab::new(&shared, "b"));
    a.save(request(&draft(1), &titled("One"), 0), minute(0)).unwrap();
    b.load(&draft(1)).unwrap();
    a.remove(&draft(1)).unwrap();
    // The other tab still has it open and goes on typing.
    assert_eq!(b.save(request(&draft(1), &titled("Two"), 1), minute(1)), Ok(2));
    assert!(a.restore(&draft(1)).is_err());
    assert_eq!(a.load(&draft(1)).unwrap().0, titled("Two"));
    // Removed again, the newer record takes the older one's place in the trash.
    a.remove(&draft(1)).unwrap();
    a.restore(&draft(1)).unwrap();
    assert_eq!(a.load(&draft(1)).unwrap().0, titled("Two"));
}

#[test]
fn revisions_decide_whatever_the_clock_says() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    let ten_years = 60 * 24 * 3652;
    for (base, (title, when)) in (0..).zip([("One", 0), ("Two", ten_years), ("Three", -60 * 24), ("Four", 1)]) {
        assert_eq!(
            tab.save(request(&draft(1), &titled(title), base), minute(when)),
            Ok(base + 1)
        );
        assert_eq!(Tab::new(&shared, "b").load(&draft(1)).unwrap().0, titled(title));
    }
    let mut late = Tab::new(&shared, "c");
    assert_eq!(
        late.save(request(&draft(1), &titled("Stale"), 2), minute(2 * ten_years)),
        Err(NotSaved::Newer { stored: 4 })
    );
}

#[test]
fn a_tab_without_storage_keeps_drafts_and_says_where() {
    let mut store = Store::new(Memory::new(), "a");
    let save = StoreRequest::Save(Box::new(request(&draft(1), &everything(), 0)));
    assert!(matches!(
        handle(&mut store, save, minute(0)),
        StoreReply::Saved { revision: 1, .. }
    ));
    match handle(&mut store, StoreRequest::List, minute(1)) {
        StoreReply::Listed { drafts, keeping, .. } => {
            assert_eq!((drafts.len(), keeping), (1, Keeping::TabOnly));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_store_that_is_denied_never_looks_empty() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &everything(), 0), minute(0)).unwrap();
    shared.memory.borrow_mut().set_denied(true);
    let list = tab.list();
    assert_eq!(
        (list.drafts.len(), list.damaged.len(), list.keeping),
        (0, 1, Keeping::Unknown)
    );
    assert!(tab.load(&draft(1)).is_err());
    assert_eq!(
        tab.save(request(&draft(1), &titled(""), 1), minute(1)),
        Err(NotSaved::Denied)
    );
    assert!(tab.remove(&draft(1)).is_err());
    shared.heal();
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
}

#[test]
fn a_thousand_drafts_are_listed() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for number in 0..1_000 {
        tab.save(request(&draft(number), &everything(), 0), minute(i64::from(number)))
            .unwrap();
    }
    let start = std::time::Instant::now();
    let list = tab.list();
    println!("1,000 drafts of {} units listed in {:?}", list.used, start.elapsed());
    assert_eq!(list.drafts.len(), 1_000);
    assert_eq!(list.drafts[0].id, draft(999));
}
