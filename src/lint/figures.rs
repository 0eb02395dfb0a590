//! The spans of an incident for the page, the export and the command line.

use super::subject::phase_of;
use super::{Analysis, Place, TimelineReading};
use crate::model::{Entry, Id, Phase, Postmortem};
use crate::time::metrics::{Metric, metrics};
use std::collections::HashMap;

/// The spans of one timeline of an analysed document. Those behind a doubtful clock wait.
pub fn figures(document: &Postmortem, analysis: &Analysis, timeline: &TimelineReading) -> Vec<Metric> {
    let entries: HashMap<Id, &Entry> = document.entries().map(|(_, entry)| (entry.id, entry)).collect();
    let phase = |id: &Id| entries.get(id).and_then(|entry| phase_of(entry));
    let phases: Vec<Option<Phase>> = timeline.entries.iter().map(phase).collect();
    figures_of(&phases, analysis, timeline)
}

/// The same where the phases of the entries are known already.
pub(crate) fn figures_of(phases: &[Option<Phase>], analysis: &Analysis, timeline: &TimelineReading) -> Vec<Metric> {
    metrics(phases, &timeline.resolution, doubtful(analysis, timeline))
}

/// The first row that a finding about its clock points at or its fix touches.
fn doubtful(analysis: &Analysis, timeline: &TimelineReading) -> Option<usize> {
    let wrong = analysis.diagnostics.iter().filter(|found| {
        let certain = found.rule.id == "PM101" || !found.fixes.is_empty() && found.rule.id == "PM102";
        certain && matches!(found.place, Place::EntryTime(_))
    });
    let touched: Vec<Id> = wrong
        .flat_map(|found| {
            let fix = found.fixes.first().into_iter().flat_map(|fix| &fix.touches);
            let place = match found.place {
                Place::EntryTime(id) => Some(id),
                _ => None,
            };
            fix.map(|touch| touch.entry).chain(place)
        })
        .collect();
    let rows = timeline.entries.iter().enumerate();
    let mut doubted = rows.filter(|(_, id)| touched.contains(id)).map(|(row, _)| row);
    doubted
        .next()
        .or_else(|| timeline.resolution.falls().first().map(|fall| fall.above))
}
