//! A draft as a file of its own: written, read back, and what is said where it is none.

use super::documents::{document, everything};
use posthoc::model::Postmortem;
use posthoc::storage::file::{DraftFile, is_one, read, write};
use proptest::prelude::*;

fn kept() -> Vec<(String, String)> {
    vec![("timeline-long-silence".into(), "Nothing for “2 h”.".into())]
}

#[test]
fn everything_comes_back() {
    let text = write(&everything(), &kept()).unwrap();
    assert!(is_one(&text) && text.ends_with("}\n") && text.lines().count() == 1);
    let back = read(&text).unwrap();
    assert_eq!(
        back,
        DraftFile {
            document: everything(),
            kept: kept()
        }
    );
    // Other programs write it over several lines, in another order, and without what is kept.
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let other = format!(
        "\u{feff}{{\n  \"document\": {},\n  \"posthoc_draft\": 1\n}}",
        serde_json::to_string_pretty(&value["document"]).unwrap()
    );
    assert!(is_one(&other));
    assert_eq!(read(&other).unwrap().document, everything());
}

#[test]
fn what_is_no_whole_draft_is_said() {
    let text = write(&everything(), &[]).unwrap();
    for (wrong, says) in [
        (text[..text.len() / 2].to_owned(), "reading stops at line 1, column "),
        (
            text.replace("\"posthoc_draft\":1", "\"posthoc_draft\":2"),
            "a newer version of Posthoc (format 2)",
        ),
        (
            text.replace("\"kind\":\"timeline\"", "\"kind\":\"tl\""),
            "The draft holds a part of the kind “tl”",
        ),
        (text.replace("\"parts\"", "\"pieces\""), "docs/json.md"),
        (text.replace("\"kept\"", "\"keep\""), "reading stops at line 1"),
    ] {
        let why = read(&wrong).unwrap_err();
        assert!(why.contains(says), "{why}");
    }
    for other in ["", "# Outage", "[{\"text\":\"posthoc_draft\"}]", "{\"events\":[]}"] {
        assert!(!is_one(other), "{other}");
    }
}

#[test]
fn ids_that_stand_twice_are_dealt_anew() {
    let part = r#"{"id":7,"kind":"impact","heading":"Impact","opening":{"heading":2},"body":{"prose":"None."}}"#;
    let text = format!(
        r#"{{"posthoc_draft":1,"document":{{"title":{{"text":"A","opening":{{"heading":1}}}},"parts":[{part},{part}],"next_id":1}}}}"#
    );
    let document = read(&text).unwrap().document;
    let ids: Vec<u32> = document.parts.iter().map(|part| part.id.0).collect();
    assert_eq!((ids, document.next_id().0), (vec![1, 2], 3));
}

proptest! {
    #[test]
    fn any_document_comes_back(document in document()) {
        // As the store's documents are: each id once.
        let document: Postmortem = document.renumbered();
        let text = write(&document, &[]).unwrap();
        prop_assert_eq!(read(&text).unwrap().document, document);
    }
}
