//! What the list of drafts shows of a draft, taken from the draft itself.

use super::draft::Draft;
use super::facts;
use super::figures::{DayForm, day};
use super::port::{DraftSummary, Now};
use crate::lint::Severity;
use crate::time::resolve::Local;

/// Marks of the thumbnail, at most.
const MARKS: usize = 40;

/// The draft as the list will show it. The store fills in the size.
pub(crate) fn of(draft: &Draft, now: Now) -> DraftSummary {
    let count = |severity: Severity| {
        let found = draft.analysis.diagnostics.iter();
        found.filter(|diagnostic| diagnostic.rule.severity == severity).count()
    };
    DraftSummary {
        id: draft.id.clone(),
        title: draft.document.title.text.clone(),
        saved: now,
        size: 0,
        incident: facts::incident_day(&draft.analysis)
            .map(|moment| day(moment, DayForm::Short))
            .unwrap_or_default(),
        problems: Some((count(Severity::Error), count(Severity::Warning))),
        marks: marks(draft),
    }
}

/// Where the entries of the first timeline lie between its ends.
fn marks(draft: &Draft) -> Vec<(f32, String)> {
    let Some(reading) = facts::main_timeline(&draft.analysis) else {
        return Vec::new();
    };
    let placed: Vec<(Local, &str)> = reading
        .entries
        .iter()
        .zip(&reading.resolution.entries)
        .filter_map(|(id, resolved)| {
            let phase = draft.rendered.phase(reading.part, *id).map_or("", |phase| phase.name());
            Some((resolved.at?, phase))
        })
        .collect();
    let (Some(first), Some(last)) = (
        placed.iter().map(|(at, _)| *at).min(),
        placed.iter().map(|(at, _)| *at).max(),
    ) else {
        return Vec::new();
    };
    let length = (last.0 - first.0).max(1) as f32;
    let step = placed.len().div_ceil(MARKS).max(1);
    placed
        .iter()
        .step_by(step)
        .map(|(at, phase)| ((at.0 - first.0) as f32 / length, (*phase).to_owned()))
        .collect()
}
