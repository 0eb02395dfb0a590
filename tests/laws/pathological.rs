//! Texts that are known to break readers of Markdown, each in any size: those that cmark and its kin are tested
//! with, and the like of them of our own marks. The laws hold on them, and they are read in passing.

#[path = "../../benches/texts/pathological.rs"]
pub(crate) mod texts;

use crate::words;
use posthoc::markdown::{facts, preview, read, settle, write};
use texts::{PLACES, TEXTS};

#[test]
fn pathological_texts_keep_the_laws() {
    let mut broken = Vec::new();
    for (name, text) in TEXTS {
        for place in PLACES {
            for size in [1, 20, 60, 300, 1_500] {
                let text = format!("{place}{}", text(size));
                let document = read(&text);
                let written = write(&document);
                if let Some(word) = words::lost(&text, &written) {
                    broken.push(format!("{name}, {size}: lost “{word}”\n{text}\n-----\n{written}"));
                }
                let again = read(&written);
                if write(&again) != written || settle(document) != again {
                    broken.push(format!("{name}, {size}: changes again\n{text}\n-----\n{written}"));
                }
            }
        }
    }
    let few = broken.get(..4).unwrap_or(&broken);
    assert!(broken.is_empty(), "{} broken\n{}", broken.len(), few.join("\n=====\n"));
}

/// A quadratic reader would take minutes for each: no clock is asked, the test ends or it does not.
#[test]
fn pathological_texts_are_read_in_passing() {
    for (name, text) in TEXTS {
        for place in PLACES {
            let text = format!("{place}{}", text(60_000));
            let document = read(&text);
            let written = write(&document);
            assert!(
                written.len() <= 4 * text.len() + 1_000,
                "{name} grew to {} bytes",
                written.len()
            );
            let _ = facts::gather(&document);
        }
        let text = text(60_000);
        let _ = preview::nodes(&text);
        let _ = preview::plain(&text);
    }
}

#[test]
fn there_are_as_many_as_there_should_be() {
    assert!(TEXTS.len() >= 60, "{}", TEXTS.len());
}
