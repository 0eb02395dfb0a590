//! `timeline-response-before-detection`: somebody answers before anything is noticed.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::model::Phase;

rule!("PM108", "timeline-response-before-detection", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.timelines.iter().filter_map(judge).collect()
}

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    // Where the clock falls back, that is the cause.
    if !timeline.resolution.falls().is_empty() {
        return None;
    }
    let moment = |wanted: fn(Phase) -> bool| {
        let rows = timeline.moments().filter(move |(row, _)| {
            let phase = timeline.phases().get(*row).copied().flatten();
            phase.is_some_and(wanted)
        });
        rows.min_by_key(|(row, at)| (*at, *row))
    };
    let (detected, noticed) = moment(|phase| phase == Phase::Detected)?;
    let (row, at) = moment(|phase| phase == Phase::Acknowledged)?;
    if at >= noticed {
        return None;
    }
    let message = format!(
        "{} is acknowledged before {}, where it is first detected.",
        timeline.time(row),
        timeline.time(detected)
    );
    let mut found = finding(&RULE, Place::EntryText(timeline.id(row)?), message);
    found.help = "Correct a time, or choose the entries’ phases.".into();
    found.related.extend(
        timeline
            .id(detected)
            .map(|id| (Place::EntryText(id), "first detected here".to_owned())),
    );
    Some(found)
}
