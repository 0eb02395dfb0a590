//! The index of many drafts: only ever a cache, never believed over what is there.

use super::backends::{List, Shared, Tab};
use super::documents::{draft, everything, minute, request, titled};
use posthoc::storage::handle;
use posthoc::storage::port::{DraftId, StoreReply, StoreRequest};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const INDEX: &str = "posthoc/index";

/// So many drafts that they have an index, which is there.
fn many() -> Shared {
    static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| saved().texts());
    let shared = Shared::default();
    for (key, text) in TEXTS.iter() {
        shared.put(key, text);
    }
    shared
}

fn saved() -> Shared {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for number in 0..60 {
        let document = if number % 20 == 7 {
            everything()
        } else {
            titled(&format!("Draft {number}"))
        };
        tab.save(request(&draft(number), &document, 0), minute(number.into()))
            .unwrap();
    }
    tab.list();
    assert!(shared.texts().contains_key(INDEX));
    shared
}

/// What there is, read without an index.
fn scanned(shared: &Shared) -> List {
    let fresh = Shared::default();
    for (key, text) in shared.texts() {
        if key != INDEX {
            fresh.put(&key, &text);
        }
    }
    Tab::new(&fresh, "scan").list()
}

fn agrees(shared: &Shared, what: &str) {
    let mut tab = Tab::new(shared, "b");
    let (list, scan) = (tab.list(), scanned(shared));
    assert_eq!(list.drafts, scan.drafts, "{what}");
    assert_eq!(list.damaged, scan.damaged, "{what}");
    while tab.0.has_more_to_look_at() {
        assert_eq!(tab.0.look_through(7), Ok(false), "{what}: the list was wrong");
    }
}

fn found(tab: &mut Tab, words: &str) -> Vec<DraftId> {
    match handle(&mut tab.0, StoreRequest::Search(words.into()), minute(0)) {
        StoreReply::Found { words: same, drafts } if same == words => drafts,
        other => panic!("a search was asked for: {other:?}"),
    }
}

#[test]
fn few_drafts_have_no_index() {
    let shared = many();
    let mut tab = Tab::new(&shared, "b");
    for number in 0..11 {
        tab.remove(&draft(number)).unwrap();
    }
    tab.list();
    assert!(!shared.texts().contains_key(INDEX));
}

#[test]
fn a_list_from_the_index_is_the_list_of_a_scan() {
    let shared = many();
    agrees(&shared, "as it was");
    // Another tab, which knows nothing of the index, goes on.
    let index = shared.texts()[INDEX].clone();
    let mut other = Tab::new(&shared, "c");
    other.load(&draft(3)).unwrap();
    other
        .save(request(&draft(3), &titled("Renamed"), 1), minute(99))
        .unwrap();
    other.save(request(&draft(77), &everything(), 0), minute(100)).unwrap();
    other.remove(&draft(4)).unwrap();
    shared.put(INDEX, &index);
    agrees(&shared, "an index behind its time");
    let titles = |list: List| list.drafts.into_iter().map(|draft| draft.title).collect::<Vec<_>>();
    assert!(titles(Tab::new(&shared, "d").list()).contains(&"Renamed".to_owned()));
}

#[test]
fn a_damaged_index_is_made_anew_without_a_word() {
    let shared = many();
    let whole = shared.texts()[INDEX].clone();
    let half = whole.split_at(whole.len() / 2).0.to_owned();
    let other = whole.replace("Draft 8", "Draft X");
    for index in [
        "",
        "{}",
        "[]",
        "null",
        &half,
        &other,
        &whole.replace(":1,", ":2,"),
        "posthoc",
    ] {
        shared.put(INDEX, index);
        agrees(&shared, index);
        assert_eq!(shared.texts()[INDEX], whole);
    }
}

#[test]
fn what_the_index_cannot_see_is_seen_by_looking_through() {
    let shared = many();
    let key = format!("posthoc/draft/{}", draft(5).0);
    let text = shared.texts()[&key].clone();
    // As long as before and with the same beginning: changed from outside behind its checksum.
    let at = text.rfind("Draft 5").unwrap();
    let changed = format!("{}Draft 6{}", &text[..at], &text[at + 7..]);
    assert_eq!(changed.len(), text.len());
    shared.put(&key, &changed);
    let mut tab = Tab::new(&shared, "b");
    assert_eq!(
        tab.list().damaged.len(),
        0,
        "this is what the index is told to be quick about"
    );
    let mut changed = false;
    while tab.0.has_more_to_look_at() {
        changed |= tab.0.look_through(7).unwrap();
    }
    assert!(changed);
    let (list, scan) = (tab.list(), scanned(&shared));
    assert_eq!((list.drafts, list.damaged), (scan.drafts, scan.damaged));
}

#[test]
fn the_index_gives_way_first() {
    let shared = many();
    let used: usize = shared
        .texts()
        .iter()
        .map(|(key, text)| key.len() + text.encode_utf16().count())
        .sum();
    shared.memory.borrow_mut().set_quota(Some(used + 10));
    let mut tab = Tab::new(&shared, "b");
    tab.list();
    tab.save(request(&draft(90), &everything(), 0), minute(90)).unwrap();
    assert!(!shared.texts().contains_key(INDEX));
    assert_eq!(tab.list().drafts.len(), 61);
}

#[test]
fn words_are_found_in_titles_and_texts_alone() {
    let shared = many();
    let mut tab = Tab::new(&shared, "b");
    let odd = titled("Straße gesperrt, 🕙 İstanbul");
    tab.save(request(&draft(70), &odd, 0), minute(70)).unwrap();
    for (words, expected) in [
        ("draft 59", vec![59]),
        ("59 DRAFT", vec![59]),
        ("  ", (0..60).chain([70]).collect()),
        ("straße 🕙", vec![70]),
        ("next_id", vec![]),
        ("revision", vec![]),
        ("nowhere at all", vec![]),
    ] {
        let expected: Vec<DraftId> = expected.into_iter().map(draft).collect();
        assert_eq!(found(&mut tab, words), expected, "{words}");
    }
    let text = everything();
    let entry = text.parts.iter().find_map(|part| match &part.body {
        posthoc::model::Body::Timeline(rows) => rows.rows().next().map(|entry| entry.text.clone()),
        _ => None,
    });
    let entry = entry.unwrap();
    assert_eq!(found(&mut tab, &entry), [draft(7), draft(27), draft(47)], "{entry}");
    // What is saved since is found as soon as it is listed.
    tab.load(&draft(7)).unwrap();
    tab.save(request(&draft(7), &titled("Other"), 1), minute(80)).unwrap();
    tab.list();
    assert_eq!(found(&mut tab, &entry), [draft(27), draft(47)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_index_makes_the_list_lie(at in 0..20_000usize, letter in any::<char>()) {
        let shared = many();
        let index = shared.texts()[INDEX].clone();
        let changed: String = index
            .chars()
            .enumerate()
            .map(|(number, old)| if number == at % index.len() { letter } else { old })
            .collect();
        shared.put(INDEX, &changed);
        agrees(&shared, &changed);
    }
}
