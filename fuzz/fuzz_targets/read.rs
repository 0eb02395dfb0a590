//! Laws 1 to 3 over any text: reading never fails, loses no word, and what was written once is written the same
//! again.
#![no_main]

#[allow(dead_code, reason = "the laws' own count of words, of which one half is used here")]
#[path = "../../tests/laws/words.rs"]
mod words;

use libfuzzer_sys::fuzz_target;
use posthoc::markdown::{facts, preview, read, settle, write};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let document = read(&text);
    let written = write(&document);
    if let Some(word) = words::lost(&text, &written) {
        panic!("lost “{word}”\n{text}\n-----\n{written}");
    }
    let again = read(&written);
    let twice = write(&again);
    assert_eq!(twice, written, "written again, it changes\n{text}");
    assert_eq!(settle(document), again, "settled, it is another document\n{text}");
    let _ = facts::gather(&again);
    let _ = preview::nodes(&text);
});
