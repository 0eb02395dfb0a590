//! Every record format there has been opens for good; one that is yet to come is left alone.

use super::backends::{Shared, Tab};
use super::documents::{draft, everything, minute, request, titled};
use posthoc::storage::RECORD_FORMAT;
use posthoc::storage::port::NotSaved;
use xxhash_rust::xxh64::Xxh64;

const DRAFT: &str = "posthoc/draft/00000000000000000000000000000001";

fn fixture(format: u32) -> String {
    let path = format!("{}/tests/storage/fixtures/v{format}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .trim_end()
        .into()
}

#[test]
fn a_stored_record_of_every_format_opens() {
    for format in 1..=RECORD_FORMAT {
        let text = fixture(format);
        let shared = Shared::default();
        shared.put(DRAFT, &text);
        let mut tab = Tab::new(&shared, "tab-1");
        let (document, revision, kept) = tab.load(&draft(1)).unwrap();
        assert_eq!(
            (document.title.text.as_str(), document.parts.len()),
            ("Checkout outage", 30)
        );
        assert_eq!((document.entries().count(), document.items().count()), (10, 4));
        assert_eq!(revision, 3);
        assert_eq!(kept, request(&draft(1), &document, 0).kept);
        let mut summary = request(&draft(1), &document, 0).summary;
        summary.saved = minute(1);
        summary.size = text.encode_utf16().count();
        assert_eq!(tab.list().drafts, [summary]);
        assert_eq!(shared.texts()[DRAFT], text);

        // Nothing of it is lost on the way: written again by the same tab at the same time, it is
        // the record of today's format, byte for byte.
        let again = Shared::default();
        let mut tab = Tab::new(&again, "tab-1");
        assert_eq!(tab.save(request(&draft(1), &document, 2), minute(1)), Ok(3));
        assert_eq!(
            again.texts()[DRAFT],
            fixture(RECORD_FORMAT),
            "format {format}: another shape is another format, see src/storage/migrate.rs"
        );
        assert_eq!(tab.save(request(&draft(1), &titled("On"), 3), minute(2)), Ok(4));
    }
}

#[test]
fn every_name_that_the_model_has_today_is_stored() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    tab.save(request(&draft(1), &everything(), 0), minute(1)).unwrap();
    assert_eq!(tab.load(&draft(1)).unwrap().0, everything());
}

#[test]
fn a_newer_format_is_shown_as_far_as_it_can_be_read_and_left_as_it_is() {
    let newer = RECORD_FORMAT + 1;
    let known = fixture(RECORD_FORMAT).replace(&format!("\"format\":{RECORD_FORMAT}"), &format!("\"format\":{newer}"));
    for (text, readable) in [
        (format!("{{\"format\":{newer},\"anything\":[1,2]}}"), false),
        (format!("{{ \"anything\": null, \"format\": {newer} }}"), false),
        // Cut off: no part of it can be trusted.
        (known[..known.len() / 2].to_owned(), false),
        (known, true),
    ] {
        let shared = Shared::default();
        let mut tab = Tab::new(&shared, "a");
        tab.save(request(&draft(1), &titled("Older"), 0), minute(0)).unwrap();
        tab.save(request(&draft(1), &titled("Old"), 1), minute(0)).unwrap();
        shared.put(DRAFT, &text);
        let texts = shared.texts();

        let list = tab.list();
        let why = tab.load(&draft(1)).unwrap_err();
        assert!(why.contains(&format!("record format {newer}")), "{why}");
        if readable {
            assert!(list.damaged.is_empty());
            assert_eq!(list.drafts[0].title, "Checkout outage");
            assert_eq!(list.drafts[0].saved, minute(1));
            let (document, raw) = tab.glimpse(&draft(1)).unwrap();
            assert_eq!(raw, text);
            // Everything of it is known here, so everything is shown.
            let today = Shared::default();
            today.put(DRAFT, &fixture(RECORD_FORMAT));
            let (own, ..) = Tab::new(&today, "a").load(&draft(1)).unwrap();
            assert_eq!((document.title.text, document.parts), (own.title.text, own.parts));
        } else {
            assert!(
                list.drafts.is_empty(),
                "the generation before is not opened in its place"
            );
            assert_eq!(list.damaged[0].raw, text);
            assert_eq!(list.damaged[0].why, why);
        }
        for base in [0, 2, 1_000] {
            let said = tab.save(request(&draft(1), &titled("Newest"), base), minute(1));
            assert!(matches!(said, Err(NotSaved::Other(_))), "{said:?}");
        }
        assert_eq!(shared.texts(), texts);
        // Removed because somebody asked, it comes back byte for byte.
        tab.remove(&draft(1)).unwrap();
        assert_eq!(shared.texts()["posthoc/trash/00000000000000000000000000000001"], text);
    }
}

#[test]
fn words_of_shapes_that_are_not_known_are_shown_in_their_order() {
    let newer = RECORD_FORMAT + 1;
    for (text, title, parts) in [
        (
            r#"{"format":N,"revision":"many","document":{"title":{"text":"Outage","mood":3},"parts":[
                {"id":7,"kind":"impact","heading":"Impact","opening":{"heading":2},"body":{"prose":"Nobody could pay."}},
                {"id":8,"kind":"timeline","heading":"Timeline","body":{"tracks":[
                    {"id":9,"time":"8:05 AM","text":"Alert fired"},{"time":"9:10 AM","what":{"text":"Resolved"}}]}}]}}"#,
            "Outage",
            &[
                ("Impact", "Nobody could pay."),
                ("Timeline", "8:05 AM – Alert fired\n\n9:10 AM\n\nResolved"),
            ][..],
        ),
        (
            r#"{"format":N,"summary":{"title":"Outage"},"document":{"text":"Outage\n\nNobody could pay."}}"#,
            "Outage",
            &[("", "Outage\n\nNobody could pay.")],
        ),
        (
            r#"{"format":N,"tab":"x","pages":["One","Two"]}"#,
            "",
            &[("", "One\n\nTwo")],
        ),
    ] {
        let text = text.replace("N,", &format!("{newer},"));
        let shared = Shared::default();
        shared.put(DRAFT, &text);
        let mut tab = Tab::new(&shared, "a");
        let (document, raw) = tab.glimpse(&draft(1)).unwrap();
        let shown: Vec<(&str, &str)> = document
            .parts
            .iter()
            .map(|part| match &part.body {
                posthoc::model::Body::Prose(words) => (part.heading.as_str(), words.as_str()),
                other => panic!("no prose: {other:?}"),
            })
            .collect();
        assert_eq!((document.title.text.as_str(), shown.as_slice()), (title, parts));
        let mut ids: Vec<_> = document.parts.iter().map(|part| part.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), document.parts.len());
        assert_eq!((raw, &shared.texts()[DRAFT]), (text.clone(), &text));
        assert_eq!(tab.list().drafts.len(), 1);
    }
}

/// A record whose checksum is right for what is in it, though not written by this version.
fn sealed(text: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Fields<'a> {
        format: u32,
        revision: u64,
        tab: &'a str,
        saved_ms: i64,
        offset: i32,
        checksum: &'a str,
        #[serde(borrow)]
        summary: &'a serde_json::value::RawValue,
        #[serde(borrow)]
        kept: &'a serde_json::value::RawValue,
        #[serde(borrow)]
        document: &'a serde_json::value::RawValue,
    }
    let fields: Fields<'_> = serde_json::from_str(text).unwrap();
    let mut sum = Xxh64::new(0);
    sum.update(&fields.format.to_le_bytes());
    sum.update(&fields.revision.to_le_bytes());
    sum.update(&fields.saved_ms.to_le_bytes());
    sum.update(&fields.offset.to_le_bytes());
    for field in [
        fields.tab,
        fields.summary.get(),
        fields.kept.get(),
        fields.document.get(),
    ] {
        sum.update(&(field.len() as u64).to_le_bytes());
        sum.update(field.as_bytes());
    }
    text.replace(fields.checksum, &format!("{:016x}", sum.digest()))
}

#[test]
fn what_has_no_name_here_is_left_to_a_newer_version() {
    let record = fixture(1);
    assert_eq!(sealed(&record), record);
    for (known, unknown, said) in [
        ("\"kind\":\"impact\"", "\"kind\":\"budget\"", "“budget”"),
        ("\"phase\":\"detected\"", "\"phase\":\"celebrated\"", "“celebrated”"),
        ("\"marks\":\"bold\"", "\"marks\":\"struck\"", "“struck”"),
        ("\"severity\":\"", "\"mood\":\"", "“mood”"),
        ("[\"time\",", "[\"tide\",", "“tide”"),
        ("\"opening\":{\"heading\":1}", "\"opening\":\"sung\"", "something"),
        // A field that this version does not know would be dropped by a save.
        ("\"loose\":true", "\"loose\":true,\"mood\":\"calm\"", "something"),
        (
            "\"incident\":\"Jun",
            "\"mood\":\"calm\",\"incident\":\"Jun",
            "something",
        ),
    ] {
        assert!(record.contains(known), "{known}");
        let text = sealed(&record.replacen(known, unknown, 1));
        let shared = Shared::default();
        shared.put(DRAFT, &text);
        let mut tab = Tab::new(&shared, "a");
        let why = tab.load(&draft(1)).unwrap_err();
        assert!(why.contains(said), "{why}");
        let saved = tab.save(request(&draft(1), &titled("Over it"), 3), minute(3));
        assert!(saved.is_err(), "{said} would be lost");
        assert_eq!(shared.texts()[DRAFT], text);
    }
}
