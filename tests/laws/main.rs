//! The laws of reading and writing, held over generated texts and documents.
//!
//! `PROPTEST_CASES=100000 PROPTEST_RNG_SEED=7 cargo test --release --test laws` asks for more cases than the default,
//! and for others.

mod commonmark;
mod documents;
mod exports;
mod found;
mod pathological;
mod second_reader;
mod size;
mod templates;
mod texts;
mod words;

use posthoc::markdown::{read, settle, write};
use posthoc::model::Postmortem;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed};

/// So many cases, the same ones everywhere. Proptest puts `PROPTEST_CASES` and `PROPTEST_RNG_SEED` over both numbers.
fn cases(default: u32) -> Config {
    Config {
        cases: default,
        max_shrink_iters: 20_000,
        rng_seed: RngSeed::Fixed(19),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    /// Law 1: every word, link and image of a text is in what is written again, in order.
    #[test]
    fn no_word_is_lost(text in texts::any_text()) {
        let written = write(&read(&text));
        prop_assert_eq!(words::lost(&text, &written), None, "\n{}\n-----\n{}", text, written);
    }

    /// Law 2 for texts: what was written once is written the same again.
    #[test]
    fn writing_twice_is_writing_once(text in texts::any_text()) {
        let once = read(&text);
        let written = write(&once);
        let twice = read(&written);
        prop_assert_eq!(&write(&twice), &written, "\n{:#?}\n-----\n{:#?}", once.parts, twice.parts);
    }
}

proptest! {
    #![proptest_config(cases(4_000))]

    /// Law 2 for what an entry was made of: it is read back letter for letter.
    #[test]
    fn the_original_line_of_an_entry_is_read_back(document in documents::evidenced()) {
        let of = |document: &Postmortem| -> Vec<String> {
            document.entries().map(|(_, entry)| entry.evidence.trim().to_owned()).collect()
        };
        let written = write(&document);
        let read_back = read(&written);
        prop_assert_eq!(of(&read_back), of(&document), "\n{}", written);
        prop_assert_eq!(of(&settle(read_back)), of(&document));
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    /// Law 2 for documents: the text of a document is read as the settled document, and that one stays.
    #[test]
    fn a_written_document_is_read_as_itself(document in documents::any_document()) {
        let written = write(&document);
        let settled = settle(document);
        let read_back = read(&written);
        prop_assert_eq!(&read_back, &settled.clone().renumbered(), "\n{}\n-----\n{}", written, write(&settled));
        prop_assert_eq!(&read(&write(&settled)), &read_back, "\n{}", written);
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// What a person fills into a form comes back from the Markdown: settling changes no field of a sound document.
    #[test]
    fn fields_survive(document in documents::sound_document()) {
        let written = write(&document);
        let read_back = read(&written);
        prop_assert_eq!(documents::fields(&read_back), documents::fields(&document), "\n{}", written);
    }
}
