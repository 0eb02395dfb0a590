//! `timeline-long-silence`: more than half of the incident passes without an entry.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::time::describe::span;

rule!("PM105", "timeline-long-silence", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.timelines.iter().filter_map(judge).collect()
}

const HOUR: i64 = 3_600;
/// Fewer entries are a summary, not a timeline with a hole.
const FEWEST: usize = 6;

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    let (start, end) = timeline.resolution.window()?;
    let moments: Vec<_> = timeline
        .moments()
        .filter(|(_, at)| start <= *at && *at <= end)
        .collect();
    if moments.len() < FEWEST || !timeline.resolution.falls().is_empty() {
        return None;
    }
    let length = end.0 - start.0;
    // Over several days people sleep; an hour is soon gone in any incident.
    let limit = (length / 2).max(2 * HOUR);
    let gaps = moments.windows(2).filter_map(|pair| match pair {
        [(_, above), (row, at)] => Some((at.0 - above.0, *row)),
        _ => None,
    });
    let (gap, row) = gaps
        .max_by_key(|(gap, _)| *gap)
        .filter(|(gap, _)| *gap > limit && length <= 48 * HOUR)?;
    let message = format!("Nothing is said of the {} before {}.", span(gap), timeline.time(row));
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = format!(
        "Say what happened in that time: it is more than half of the stated {}.",
        span(length)
    );
    Some(found)
}
