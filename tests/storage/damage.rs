//! Records that were cut, changed or replaced: reported, kept byte for byte, never a panic.

use super::backends::{Shared, Tab};
use super::documents::{draft, everything, minute, request, titled};
use posthoc::storage::port::NotSaved;
use proptest::prelude::*;

const DRAFT: &str = "posthoc/draft/00000000000000000000000000000001";
const BEFORE: &str = "posthoc/before/00000000000000000000000000000001";

fn record() -> String {
    let shared = Shared::default();
    let mut document = titled("Checkout outage");
    document.parts = everything().parts.into_iter().rev().take(3).collect();
    let mut tab = Tab::new(&shared, "a");
    for base in 0..3 {
        tab.save(request(&draft(1), &document, base), minute(0)).unwrap();
    }
    shared.texts()[DRAFT].clone()
}

/// One change of a text, as bad memory, a bad disk or another program would make it.
#[derive(Clone, Debug)]
enum Change {
    Cut(prop::sample::Index),
    Put(prop::sample::Index, char),
    Insert(prop::sample::Index, String),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Swap(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        at().prop_map(Change::Cut),
        (at(), any::<char>()).prop_map(|(at, put)| Change::Put(at, put)),
        (at(), "[0-9]").prop_map(|(at, put)| Change::Put(at, put.chars().next().unwrap_or('0'))),
        (at(), "[\\[\\]{}\",:0-9a-z \n-]{1,6}").prop_map(|(at, text)| Change::Insert(at, text)),
        (at(), 1usize..40).prop_map(|(at, length)| Change::Remove(at, length)),
        (at(), 1usize..40).prop_map(|(at, length)| Change::Repeat(at, length)),
        (at(), at()).prop_map(|(from, to)| Change::Swap(from, to)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let length = chars.len();
    match change {
        Change::Cut(at) => chars.truncate(at.index(length)),
        Change::Put(at, put) => chars[at.index(length)] = *put,
        Change::Insert(at, text) => {
            let at = at.index(length);
            chars.splice(at..at, text.chars());
        }
        Change::Remove(at, count) => {
            let at = at.index(length);
            chars.drain(at..(at + count).min(length));
        }
        Change::Repeat(at, count) => {
            let at = at.index(length);
            let piece: Vec<char> = chars[at..(at + count).min(length)].to_vec();
            chars.splice(at..at, piece);
        }
        Change::Swap(from, to) => chars.swap(from.index(length), to.index(length)),
    }
    chars.into_iter().collect()
}

#[test]
fn ten_thousand_damaged_records_are_kept_and_none_opens_as_another_text() {
    let record = record();
    let original = {
        let shared = Shared::default();
        shared.put(DRAFT, &record);
        Tab::new(&shared, "a").load(&draft(1)).unwrap()
    };
    let (mut opened, mut damaged) = (0u32, 0u32);
    let config = ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let (opened_ref, damaged_ref) = (std::cell::Cell::new(0u32), std::cell::Cell::new(0u32));
    runner
        .run(&change(), |change| {
            let text = changed(&record, &change);
            let shared = Shared::default();
            shared.put(DRAFT, &text);
            let mut tab = Tab::new(&shared, "b");
            let list = tab.list();
            prop_assert_eq!(list.drafts.len() + list.damaged.len(), 1);
            let loaded = tab.load(&draft(1));
            prop_assert_eq!(&shared.texts()[DRAFT], &text);
            match &loaded {
                Ok(loaded) => {
                    opened_ref.set(opened_ref.get() + 1);
                    prop_assert_eq!(loaded, &original);
                    prop_assert_eq!(list.drafts.len(), 1);
                }
                Err(why) => {
                    damaged_ref.set(damaged_ref.get() + 1);
                    prop_assert!(!why.is_empty());
                    match list.damaged.first() {
                        Some(damaged) => {
                            prop_assert_eq!(&damaged.raw, &text);
                            prop_assert_eq!(&damaged.key, DRAFT);
                        }
                        // It says to be of a newer version: it can be read, and not written.
                        None => prop_assert_eq!(tab.glimpse(&draft(1)).map(|(_, raw)| raw), Some(text.clone())),
                    }
                }
            }
            // A tab that has the draft open saves on: the bytes stay, wherever.
            let said = tab.save(request(&draft(1), &titled("Next"), 3), minute(9));
            prop_assert!(shared.texts().values().any(|kept| *kept == text));
            match said {
                Ok(4) => prop_assert_eq!(Tab::new(&shared, "c").load(&draft(1)).unwrap().0, titled("Next")),
                Err(NotSaved::Other(_)) => prop_assert_eq!(&shared.texts()[DRAFT], &text),
                other => prop_assert!(false, "{:?}", other),
            }
            Ok(())
        })
        .unwrap();
    opened += opened_ref.get();
    damaged += damaged_ref.get();
    println!("{damaged} damaged records kept, {opened} changes without a meaning opened as before");
    assert!(damaged > 8_000 && opened > 0);
}

#[test]
fn what_is_no_record_is_shown_as_it_is() {
    for raw in [
        "",
        "null",
        "{}",
        "[]",
        "{\"format\":0}",
        "{\"format\":-1}",
        "{\"format\":\"1\"}",
        "{\"format\":1}",
        "{\"format\":1,",
        "{\"format\":4294967296,\"x\":1}",
        "{\n\"format\":1}",
        "# A postmortem\n\nas text",
        "\u{0}\u{1}\u{2}",
    ] {
        let shared = Shared::default();
        shared.put(DRAFT, raw);
        let mut tab = Tab::new(&shared, "a");
        let list = tab.list();
        assert_eq!(list.drafts.len(), 0, "{raw}");
        assert_eq!(
            (list.damaged[0].key.as_str(), list.damaged[0].raw.as_str()),
            (DRAFT, raw)
        );
        assert_eq!(tab.load(&draft(1)).unwrap_err(), list.damaged[0].why, "{raw}");
        assert_eq!(shared.texts()[DRAFT], raw);
    }
}

#[test]
fn deep_nesting_is_damage_and_not_a_panic() {
    let shared = Shared::default();
    let deep = format!(
        "{{\"format\":1,\"document\":{}{}}}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    shared.put(DRAFT, &deep);
    assert_eq!(Tab::new(&shared, "a").list().damaged[0].raw, deep);
}

#[test]
fn behind_a_damaged_record_the_one_before_opens_and_the_damaged_one_is_set_aside() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &everything(), 0), minute(0)).unwrap();
    tab.save(request(&draft(1), &titled("Second"), 1), minute(1)).unwrap();
    shared.put(DRAFT, "{\"format\":1,\"revi");

    let mut later = Tab::new(&shared, "b");
    let list = later.list();
    assert_eq!((list.drafts.len(), list.damaged.len()), (1, 1));
    assert_eq!(list.drafts[0].title, "Checkout outage");
    assert!(
        list.damaged[0].why.contains("“Checkout outage”"),
        "{}",
        list.damaged[0].why
    );
    let (document, revision, _) = later.load(&draft(1)).unwrap();
    assert_eq!((document, revision), (everything(), 1));

    // Before anything is saved, the damaged record can go to the trash and come back.
    later.remove(&draft(1)).unwrap();
    assert_eq!(later.list().drafts.len() + later.list().damaged.len(), 0);
    assert_eq!(later.restore(&draft(1)).unwrap().title, "Checkout outage");
    assert_eq!(shared.texts()[DRAFT], "{\"format\":1,\"revi");

    assert_eq!(later.load(&draft(1)).unwrap().1, 1);
    assert_eq!(later.save(request(&draft(1), &titled("Mended"), 1), minute(2)), Ok(2));
    let list = later.list();
    assert_eq!((list.drafts.len(), list.damaged.len()), (1, 1));
    assert_eq!(list.damaged[0].raw, "{\"format\":1,\"revi");
    assert!(list.damaged[0].key.starts_with("posthoc/aside/"));
    assert_eq!(later.load(&draft(1)).unwrap().0, titled("Mended"));
}

#[test]
fn where_only_the_generation_before_is_left_it_is_still_a_draft() {
    let shared = Shared::default();
    shared.put(BEFORE, &record());
    let mut tab = Tab::new(&shared, "a");
    assert_eq!(tab.list().drafts[0].title, "Checkout outage");
    assert_eq!(tab.load(&draft(1)).unwrap().1, 3);
    tab.remove(&draft(1)).unwrap();
    assert!(tab.list().drafts.is_empty());
    tab.restore(&draft(1)).unwrap();
    assert_eq!(tab.load(&draft(1)).unwrap().1, 3);
}

#[test]
fn a_damaged_record_in_the_trash_is_not_replaced() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    shared.put("posthoc/trash/00000000000000000000000000000001", "damaged");
    assert!(tab.restore(&draft(1)).is_err());
    tab.save(request(&draft(1), &everything(), 0), minute(0)).unwrap();
    tab.remove(&draft(1)).unwrap();
    assert!(shared.texts().values().any(|text| text == "damaged"));
    tab.restore(&draft(1)).unwrap();
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
}
