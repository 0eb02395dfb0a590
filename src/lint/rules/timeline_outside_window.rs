//! `timeline-outside-window`: entries before the stated start or after the stated end.

use super::{finding, rule};
use crate::lint::mend;
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::model::FactKey;
use crate::time::describe::span;
use crate::time::repair::is_outside;
use crate::time::resolve::Local;

rule!("PM102", "timeline-outside-window", Warning);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let minutes = subject.stated.duration;
    subject
        .timelines
        .iter()
        .flat_map(|timeline| judge(timeline, minutes))
        .collect()
}

/// An hour: what led to an incident and what followed it may lie this far outside any window.
const LEEWAY: i64 = 3_600;

fn judge(timeline: &Clocked<'_>, minutes: Option<i64>) -> Vec<Diagnostic> {
    let resolution = &timeline.resolution;
    let outside: Vec<(usize, Local)> = timeline
        .moments()
        .filter(|(_, at)| is_outside(resolution, at.0))
        .collect();
    if outside.is_empty() {
        return Vec::new();
    }
    // Where the clock falls back as well, its fix goes first and this is looked at afterwards.
    let fixes = if resolution.falls().is_empty() {
        mend::fixes(timeline, timeline.readings(), minutes)
    } else {
        Vec::new()
    };
    let allowed = resolution
        .window()
        .map_or(LEEWAY, |(start, end)| (2 * (end.0 - start.0)).max(LEEWAY));
    let mut found = Vec::new();
    if let Some(start) = resolution.start {
        let early: Vec<(usize, i64)> = beyond(&outside, |at| start.0 - at.0);
        let marked = timeline.moments().any(|(_, at)| at == start);
        found.extend(say(
            timeline,
            &early,
            FactKey::Start,
            !marked || exceeds(&early, allowed),
            !fixes.is_empty(),
        ));
    }
    if let Some(end) = resolution.end {
        let late: Vec<(usize, i64)> = beyond(&outside, |at| at.0 - end.0);
        let marked = timeline.moments().any(|(_, at)| (0..60).contains(&(at.0 - end.0)));
        found.extend(say(
            timeline,
            &late,
            FactKey::End,
            !marked || exceeds(&late, allowed),
            !fixes.is_empty(),
        ));
    }
    // One repair mends both sides; it is offered once.
    if let Some(first) = found.first_mut().filter(|_| !fixes.is_empty()) {
        first.fixes = fixes;
        first.help.clear();
        found.truncate(1);
    }
    found
}

/// The entries beyond one end, with by how much.
fn beyond(outside: &[(usize, Local)], by: impl Fn(Local) -> i64) -> Vec<(usize, i64)> {
    let measured = outside.iter().map(|(row, at)| (*row, by(*at)));
    measured.filter(|(_, by)| *by > 0).collect()
}

fn exceeds(entries: &[(usize, i64)], allowed: i64) -> bool {
    entries.iter().any(|(_, by)| *by > allowed)
}

fn say(
    timeline: &Clocked<'_>,
    entries: &[(usize, i64)],
    key: FactKey,
    contradicts: bool,
    mendable: bool,
) -> Option<Diagnostic> {
    let (row, by) = entries.first().copied()?;
    // An entry that stands exactly at the stated start or end says that the writer knows what lies
    // outside: the change that led to it, the watch kept afterwards.
    if !contradicts && !mendable {
        return None;
    }
    let side = match key {
        FactKey::Start => "before the stated start",
        _ => "after the stated end",
    };
    let message = match entries.len() {
        1 => format!("{} is {} {side}.", timeline.time(row), span(by)),
        count => format!("{count} entries are {side}, {} by {}.", timeline.time(row), span(by)),
    };
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = "Correct the entry, or the window.".into();
    let words = if key == FactKey::Start {
        "the stated start"
    } else {
        "the stated end"
    };
    found.related.push((Place::Fact(key), words.into()));
    let others = entries.iter().skip(1).take(10).filter_map(|(row, _)| timeline.id(*row));
    found
        .related
        .extend(others.map(|id| (Place::EntryTime(id), "outside as well".to_owned())));
    Some(found)
}
