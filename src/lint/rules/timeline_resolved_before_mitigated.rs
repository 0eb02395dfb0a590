//! `timeline-resolved-before-mitigated`: the incident is over before its harm is stopped.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::model::Phase;

rule!("PM109", "timeline-resolved-before-mitigated", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.timelines.iter().filter_map(judge).collect()
}

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    // Where the clock falls back, that is the cause.
    if !timeline.resolution.falls().is_empty() {
        return None;
    }
    let moments = |wanted: Phase| {
        timeline
            .moments()
            .filter(move |(row, _)| timeline.phases().get(*row).copied().flatten() == Some(wanted))
    };
    let (row, resolved) = moments(Phase::Resolved).max_by_key(|(_, at)| *at)?;
    let (mitigated, at) = moments(Phase::Mitigated).min_by_key(|(_, at)| *at)?;
    if resolved >= at {
        return None;
    }
    let message = format!(
        "{} is resolved before {}, where the harm is first stopped.",
        timeline.time(row),
        timeline.time(mitigated)
    );
    let mut found = finding(&RULE, Place::EntryText(timeline.id(row)?), message);
    found.help = "Correct a time, or choose the entries’ phases.".into();
    found.related.extend(
        timeline
            .id(mitigated)
            .map(|id| (Place::EntryText(id), "mitigated here".to_owned())),
    );
    Some(found)
}
