//! `timeline-without-resolution`: no entry says that the incident was over.

use super::timeline_without_detection::{FEWEST, speaks_of};
use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};
use crate::model::Phase;

rule!("PM107", "timeline-without-resolution", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let told = subject.timelines.iter().any(|timeline| {
        let over = |phase: &Option<Phase>| matches!(phase, Some(Phase::Resolved | Phase::Mitigated));
        timeline.phases().iter().any(over)
    });
    let longest = subject.timelines.iter().max_by_key(|timeline| timeline.entries.len());
    let Some(timeline) = longest.filter(|timeline| !told && timeline.entries.len() >= FEWEST) else {
        return Vec::new();
    };
    if speaks_of(timeline, &ENDING) {
        return Vec::new();
    }
    let message = "No entry says when the incident was over.".to_owned();
    let mut found = finding(&RULE, Place::Part(timeline.part.id), message);
    found.help = "Add it, or choose “Resolved” for the entry that is it.".into();
    vec![found]
}

/// Beginnings of words that may well tell of an end, in a sentence whose phase is another.
const ENDING: [&str; 21] = [
    "back",
    "clear",
    "closed",
    "complet",
    "confirm",
    "end",
    "fix",
    "good",
    "healthy",
    "mitigat",
    "normal",
    "online",
    "operational",
    "over",
    "recover",
    "resol",
    "restor",
    "return",
    "success",
    "up",
    "work",
];
