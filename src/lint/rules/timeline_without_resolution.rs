//! `timeline-without-resolution`: no entry says that the incident was over.

use super::timeline_without_detection::FEWEST;
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
    // A timeline without any known phase is in other words than ours, not without an end.
    if timeline.phases().iter().flatten().count() < 2 {
        return Vec::new();
    }
    let message = "No entry says when the incident was over.".to_owned();
    let mut found = finding(&RULE, Place::Part(timeline.part.id), message);
    found.help = "Add it, or choose “Resolved” for the entry that is it.".into();
    vec![found]
}
