//! `zone-of-one-entry`: some entries state a zone, the others none, and the two may differ.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::time::zone::fixed_offset;

rule!("PM206", "zone-of-one-entry", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let window = subject.stated.window.as_ref();
    let zone = window.and_then(|window| Some(window.zone.as_ref()?.0.as_str()));
    subject
        .timelines
        .iter()
        .filter_map(|timeline| judge(timeline, zone))
        .collect()
}

fn judge(timeline: &Clocked<'_>, window: Option<&str>) -> Option<Diagnostic> {
    let zones = || {
        timeline
            .all_written()
            .filter_map(|(row, _, written)| Some((row, written.zone.as_ref()?)))
    };
    let bare = timeline
        .all_written()
        .filter(|(.., written)| written.clock.is_some() && written.zone.is_none())
        .count();
    let same = |one: &str, other: &str| {
        one.eq_ignore_ascii_case(other)
            || matches!((fixed_offset(one), fixed_offset(other)), (Some(one), Some(other)) if one == other)
    };
    // The clock that entries without a zone are on: the window's, else the first that is stated.
    let (_, first) = zones().next()?;
    let own = window.or(timeline.input.zone.as_deref()).unwrap_or(&first.name);
    let (row, other) = zones().find(|(_, zone)| !same(&zone.name, own))?;
    if bare == 0 {
        return None;
    }
    let message = format!(
        "{} is in another zone than entries that state none.",
        timeline.time(row)
    );
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = format!(
        "Those are taken as {own}. State {} or {own} with each of them.",
        other.name
    );
    Some(found)
}
