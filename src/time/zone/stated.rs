//! The zone that a sentence states for all times: `All times are in UTC`, `(times in PST)`.

use crate::time::forms::{head, tail, zone_at};
use std::ops::Range;

/// Words between `times` and the zone.
const BETWEEN: &[&str] = &[
    "are",
    "in",
    "is",
    "the",
    "given",
    "shown",
    "listed",
    "local",
    "to",
    "expressed",
    "reported",
    "below",
    "as",
    "use",
    "using",
    "here",
    "on",
    "this",
    "page",
    "document",
    "timeline",
    "stated",
    "all",
    "of",
    "be",
    "written",
    "follow",
    "zone",
    "timezone",
    "displayed",
];

/// Finds the zone stated for all times of a passage: its name as written, and where it stands.
pub fn stated(text: &str) -> Option<(String, Range<usize>)> {
    let mut at = 0;
    let mut fresh = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if fresh && matches!(c, 't' | 'T') {
            let rest = head(text.get(at..).unwrap_or(""), 12).to_ascii_lowercase();
            let cue = ["time zone", "timezone", "timestamps", "times"]
                .into_iter()
                .find(|cue| rest.starts_with(cue));
            if let Some(cue) = cue
                && opens(text.get(..at).unwrap_or(""), c)
                && let Some(found) = behind(text, at + cue.len())
            {
                return Some(found);
            }
        }
        fresh = !c.is_alphanumeric();
        at += c.len_utf8();
    }
    None
}

/// Whether `times` can speak of the whole passage here: at a sentence's or bracket's start or
/// behind `all`, not in “several times”.
fn opens(before: &str, first: char) -> bool {
    let lead = tail(before, 24).trim_end();
    let word = lead.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    first == 'T'
        || word.is_empty()
        || ["all", "these", "following"]
            .iter()
            .any(|w| w.eq_ignore_ascii_case(word))
}

/// The zone that stands behind a cue, with only words that belong there between them.
fn behind(text: &str, from: usize) -> Option<(String, Range<usize>)> {
    let mut at = from;
    for _ in 0..8 {
        let rest = text.get(at..)?;
        let marks = rest
            .chars()
            .take(6)
            .take_while(|c| " :=*_`(|,".contains(*c))
            .map(char::len_utf8)
            .sum::<usize>();
        let rest = rest.get(marks..)?;
        at += marks;
        if let Some((name, span)) = zone_at(rest) {
            return Some((name, at + span.start..at + span.end));
        }
        let word = rest.bytes().take(16).take_while(u8::is_ascii_alphabetic).count();
        let lower = rest.get(..word)?.to_ascii_lowercase();
        if word == 0 || !BETWEEN.contains(&lower.as_str()) {
            return None;
        }
        at += word;
    }
    None
}
