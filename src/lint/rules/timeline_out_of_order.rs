//! `timeline-out-of-order`: the clock falls back from one entry to the next.

use super::{finding, rule};
use crate::lint::mend;
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::time::describe::span;
use crate::time::repair::{Beside, Change, Reading, Trouble, partly};
use crate::time::resolve::Fall;
use tiny_sort::stable;

rule!("PM101", "timeline-out-of-order", Error);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let minutes = subject.stated.duration;
    subject
        .timelines
        .iter()
        .flat_map(|timeline| judge(timeline, minutes))
        .collect()
}

fn judge(timeline: &Clocked<'_>, minutes: Option<i64>) -> Vec<Diagnostic> {
    let falls = timeline.resolution.falls();
    let Some(first) = falls.first() else {
        return Vec::new();
    };
    let readings = timeline.readings();
    let Some(best) = readings.first() else {
        return falls.iter().filter_map(|fall| say(timeline, fall)).collect();
    };
    if matches!(best.changes.as_slice(), [Change::Sort { .. }]) {
        return disorder(timeline, &falls, readings, minutes).into_iter().collect();
    }
    if let Some(groups) = apart(timeline, &falls, best, minutes) {
        return groups;
    }
    // One cause: the first place says it, the others are related to it.
    let Some(mut one) = say(timeline, first) else {
        return Vec::new();
    };
    let others = falls.iter().skip(1).filter_map(|fall| timeline.id(fall.row));
    one.related
        .extend(others.map(|id| (Place::EntryTime(id), "the clock falls back here too".to_owned())));
    one.fixes = mend::fixes(timeline, readings, minutes);
    if !one.fixes.is_empty() {
        one.help.clear();
    }
    vec![one]
}

/// What is said of one fall.
fn say(timeline: &Clocked<'_>, fall: &Fall) -> Option<Diagnostic> {
    let message = format!(
        "{} comes {} before the entry above it.",
        timeline.time(fall.row),
        span(fall.by)
    );
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(fall.row)?), message);
    found.help = "Correct one of the two times, or move the entry.".into();
    let above = format!("the entry above, {}", timeline.time(fall.above));
    found
        .related
        .extend(timeline.id(fall.above).map(|id| (Place::EntryTime(id), above)));
    Some(found)
}

/// What is said of a timeline without any order, or newest first.
fn disorder(timeline: &Clocked<'_>, falls: &[Fall], readings: &[Reading], minutes: Option<i64>) -> Option<Diagnostic> {
    let first = falls.first()?;
    let mut found = say(timeline, first)?;
    if falls.len() > 1 {
        let entries = timeline.entries.len();
        found.message = format!(
            "The clock falls back at {} of {entries} entries, first at {}.",
            falls.len(),
            timeline.time(first.row)
        );
        found.help.clear();
    }
    found.fixes = mend::fixes(timeline, readings, minutes);
    Some(found)
}

/// A finding for each independent cause, with only its own changes as fix. `None` where the
/// changes do not fall apart into groups that each mend something.
fn apart(timeline: &Clocked<'_>, falls: &[Fall], best: &Reading, minutes: Option<i64>) -> Option<Vec<Diagnostic>> {
    let mut changes: Vec<(usize, &Change)> = best
        .changes
        .iter()
        .filter_map(|change| Some((row(change)?, change)))
        .collect();
    if falls.len() < 2 || changes.len() < 2 || changes.len() != best.changes.len() {
        return None;
    }
    stable::sort_by_key(&mut changes, |(row, _)| *row);
    // Changes to neighbouring rows, or around the same fall, have one cause.
    let nearest = |row: usize| {
        let distance = |fall: &Fall| row.abs_diff(fall.row).min(row.abs_diff(fall.above));
        (0..falls.len()).min_by_key(|index| falls.get(*index).map(distance))
    };
    let mut groups: Vec<(usize, usize, Vec<&Change>)> = Vec::new();
    for (row, change) in changes {
        let fall = nearest(row)?;
        match groups.last_mut() {
            Some((last, same, group)) if *same == fall || row - *last <= 1 => {
                *last = row;
                group.push(change);
            }
            _ => groups.push((row, fall, vec![change])),
        }
    }
    if groups.len() < 2 {
        return None;
    }
    let before = Trouble::of(&timeline.resolution);
    let mut found = Vec::new();
    for (_, fall, group) in groups {
        let reading = partly(&timeline.input, best, minutes, |change| group.contains(&change))?;
        let after = Trouble::of(&reading.after);
        if after.falls >= before.falls || after.outside > before.outside {
            return None;
        }
        let mut one = say(timeline, falls.get(fall)?)?;
        let mut fix = mend::fix(timeline, &reading, minutes)?;
        if after.falls > 0 {
            fix.proof = "The clock then no longer falls back here.".into();
            fix.agrees = true;
        }
        one.fixes.push(fix);
        one.help.clear();
        found.push(one);
    }
    Some(found)
}

fn row(change: &Change) -> Option<usize> {
    match change {
        Change::Flip { row } | Change::Day { row, .. } => Some(*row),
        Change::Move {
            row,
            to: Beside::Above(_) | Beside::Below(_),
        } => Some(*row),
        Change::Sort { .. } => None,
    }
}
