//! Laws 1 to 3 where no Markdown is read: written times and windows stay inside their text, and raw material
//! that is imported keeps every word somewhere.
#![no_main]

use libfuzzer_sys::fuzz_target;
use posthoc::markdown::raw::{self, Context};
use posthoc::time::{forms, phase, window, zone};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Some((written, length)) = forms::prefix(&text) {
        assert!(length > 0 && text.is_char_boundary(length), "{text:?}");
        assert!(!written.is_empty(), "{text:?}");
        let whole = text.get(..length).unwrap_or_default();
        assert!(forms::parse(whole).is_ok(), "parse refuses what prefix reads: {whole:?}");
        assert!(forms::attempt(&text).is_some_and(|attempted| attempted >= length), "{text:?}");
    }
    if let Err(error) = forms::parse(&text) {
        assert!(text.get(error.span.clone()).is_some(), "{error:?} in {text:?}");
    }
    if let Some(found) = window::find(&text) {
        for (_, span) in [&found.start, &found.end].into_iter().flatten() {
            assert!(text.get(span.clone()).is_some(), "{span:?} in {text:?}");
        }
    }
    if let Some((minutes, span)) = window::find_duration(&text) {
        assert!(minutes > 0 && text.get(span).is_some(), "{text:?}");
    }
    let _ = (phase::infer(&text), zone::fixed_offset(&text));
    let Some(raw) = raw::read(&text, &Context::default()) else {
        return;
    };
    // An entry keeps the line that it was made of, letter for letter where no format decodes it.
    assert!(raw.entries().next().is_some(), "{text:?}");
    for entry in raw.entries() {
        assert!(!entry.time.contains('\n'), "{:?} in {text:?}", entry.time);
    }
});
