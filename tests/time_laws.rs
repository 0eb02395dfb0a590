//! Laws of reading times: it never panics, stays inside the text, and takes linear time.

use posthoc::time::{forms, phase, window, written::Written, zone};
use proptest::prelude::*;
use std::time::Instant;

/// Text made of the pieces that times are made of, so that readers get far into it.
fn timely() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "8",
            "08",
            "10",
            "24",
            "59",
            "60",
            "99",
            "2024",
            "1691057520",
            "000",
            ":",
            ":",
            "-",
            "–",
            "/",
            ".",
            ",",
            " ",
            " ",
            "\u{a0}",
            "\u{202f}",
            "T",
            "Z",
            "+",
            "~",
            "(",
            ")",
            "[",
            "]",
            "AM",
            "pm",
            "a.m.",
            "h",
            "hrs",
            "noon",
            "midnight",
            "UTC",
            "GMT+1",
            "PST",
            "CST",
            "Africa/Lagos",
            "West Africa Time",
            "March",
            "Mar",
            "May",
            "Monday",
            "3rd",
            "th",
            "of",
            "to",
            "until",
            "from",
            "between",
            "and",
            "around",
            "approx.",
            "Start:",
            "End time:",
            "Duration:",
            "lasted",
            "for",
            "hours",
            "half an hour",
            "min",
            "outage",
            "\n",
            "|",
            "**",
            "é",
            "🙂",
            "−",
            "--:--",
            "by",
            "on",
            "at",
            "resolved",
            "root cause",
            "not",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Every span lies within the text and between characters.
fn within(text: &str, w: &Written) {
    assert!(text.get(w.span.clone()).is_some(), "{w:?} in {text:?}");
    if let Some(zone) = &w.zone {
        assert!(text.get(zone.span.clone()).is_some(), "{zone:?} in {text:?}");
    }
    for part in [&w.end, &w.also].into_iter().flatten() {
        within(text, part);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn reading_never_fails_and_stays_inside(text in prop_oneof![timely(), ".{0,80}"]) {
        if let Some((written, length)) = forms::prefix(&text) {
            prop_assert!(length > 0 && text.is_char_boundary(length));
            prop_assert!(!written.is_empty());
            within(&text, &written);
            let whole = text.get(..length).unwrap_or("");
            prop_assert!(forms::parse(whole).is_ok(), "parse refuses what prefix reads: {:?}", whole);
            prop_assert!(forms::attempt(&text).is_some_and(|(_, n)| n >= length));
        }
        if let Some((_, length)) = forms::attempt(&text) {
            prop_assert!(length > 0 && text.is_char_boundary(length));
        }
        match forms::parse(&text) {
            Ok(written) => within(&text, &written),
            Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{:?} in {:?}", error, text),
        }
        if let Some(found) = window::find(&text) {
            for (written, span) in [&found.start, &found.end].into_iter().flatten() {
                prop_assert!(text.get(span.clone()).is_some());
                within(&text, written);
            }
            if let Some((name, span)) = found.zone {
                prop_assert_eq!(text.get(span), Some(name.as_str()));
            }
        }
        if let Some((minutes, span)) = window::find_duration(&text) {
            prop_assert!(minutes > 0 && text.get(span).is_some());
        }
        phase::infer(&text);
        zone::fixed_offset(&text);
    }
}

/// Texts that would punish coming back to the same place again and again: what takes quadratic
/// time takes minutes here.
#[test]
fn long_texts_are_read_in_linear_time() {
    for piece in [
        "10:05 ",
        "10:05–",
        "March ",
        "1",
        " ",
        "(",
        "~",
        "Mon, ",
        "10:00 (",
        "12 to ",
        "a an one ",
        "Start: ",
        "1h ",
        "- ",
        "UTC+1 ",
        "2024-03-03T",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let begin = Instant::now();
        let _ = (forms::prefix(&text), forms::parse(&text).is_ok(), forms::attempt(&text));
        let _ = (window::find(&text), window::find_duration(&text), phase::infer(&text));
        assert!(begin.elapsed().as_secs() < 10, "{piece:?} took {:?}", begin.elapsed());
    }
}
