//! `timeline-future-time`: an entry that has not happened yet.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::time::describe::span;
use crate::time::resolve::Local;

rule!("PM111", "timeline-future-time", Warning);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(now) = subject.world.now else {
        return Vec::new();
    };
    subject
        .timelines
        .iter()
        .filter_map(|timeline| judge(timeline, now))
        .collect()
}

fn judge(timeline: &Clocked<'_>, now: Local) -> Option<Diagnostic> {
    let entries = timeline.resolution.entries.iter().enumerate();
    let (row, ahead) = entries.filter(|_| timeline.resolution.dated).find_map(|(row, entry)| {
        // Without a zone the clock may be the one furthest ahead, UTC+14.
        let ahead = entry.at?.0 - i64::from(entry.offset.unwrap_or(14 * 3_600)) - now.0;
        (ahead > 0).then_some((row, ahead))
    })?;
    let message = format!("{} is {} in the future.", timeline.time(row), span(ahead.max(60)));
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = "Correct the entry’s date, or the window’s.".into();
    Some(found)
}
