//! `timeline-ends-early`: the last entry comes well before the stated end.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::model::FactKey;
use crate::time::describe::span;

rule!("PM203", "timeline-ends-early", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    // Of several timelines one alone need reach the end.
    let [timeline] = subject.timelines.as_slice() else {
        return Vec::new();
    };
    judge(timeline).into_iter().collect()
}

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    let (start, end) = timeline.resolution.window()?;
    let (row, last) = timeline.moments().max_by_key(|(row, at)| (*at, *row))?;
    let missing = end.0 - last.0;
    // A third of the incident, and never a quarter of an hour or less.
    if missing <= ((end.0 - start.0) / 3).max(900) || last < start || timeline.entries.len() < 3 {
        return None;
    }
    let message = format!("The timeline ends {} before the stated end.", span(missing));
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = "Add what ended the incident, or correct the end.".into();
    found.related.push((Place::Fact(FactKey::End), "the stated end".into()));
    Some(found)
}
