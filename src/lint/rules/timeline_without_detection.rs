//! `timeline-without-detection`: no entry says how the incident was noticed.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::model::Phase;

rule!("PM106", "timeline-without-detection", Hint);

/// Shorter timelines leave out much, and rightly.
pub(super) const FEWEST: usize = 4;

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let told = subject.timelines.iter().any(|timeline| {
        let noticed = |phase: &Option<Phase>| matches!(phase, Some(Phase::Detected | Phase::Acknowledged));
        timeline.phases().iter().any(noticed)
    });
    let longest = subject.timelines.iter().max_by_key(|timeline| timeline.entries.len());
    let Some(timeline) = longest.filter(|timeline| !told && timeline.entries.len() >= FEWEST) else {
        return Vec::new();
    };
    if speaks_of(timeline, &NOTICING) {
        return Vec::new();
    }
    let message = "No entry says how the incident was noticed.".to_owned();
    let mut found = finding(&RULE, Place::Part(timeline.part.id), message);
    found.help = "Add the alert or the report, or choose “Detected” for the entry that is it.".into();
    vec![found]
}

/// Beginnings of words that may well tell of noticing, in a sentence whose phase is another.
const NOTICING: [&str; 16] = [
    "alarm", "alert", "complain", "detect", "discover", "error", "fail", "found", "monitor", "notic", "observ", "page",
    "ping", "realis", "realiz", "report",
];

/// Whether an entry has a word with one of these beginnings: then what it marks is a matter of
/// reading, and better left alone.
pub(super) fn speaks_of(timeline: &Clocked<'_>, beginnings: &[&str]) -> bool {
    timeline.entries.iter().any(|entry| {
        let text = entry.text.to_lowercase();
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning)))
    })
}
