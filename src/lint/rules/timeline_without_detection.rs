//! `timeline-without-detection`: no entry says how the incident was noticed.

use super::{finding, rule};
use crate::lint::subject::Subject;
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
    // A timeline without any known phase is in other words than ours, not without detection.
    if timeline.phases().iter().flatten().count() < 2 {
        return Vec::new();
    }
    let message = "No entry says how the incident was noticed.".to_owned();
    let mut found = finding(&RULE, Place::Part(timeline.part.id), message);
    found.help = "Add the alert or the report, or choose “Detected” for the entry that is it.".into();
    vec![found]
}
