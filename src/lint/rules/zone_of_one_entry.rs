//! `zone-of-one-entry`: some entries state a zone, the others none, and the two may differ.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::time::resolve::zone_name;
use crate::time::zone::{Zones, fixed_offset};

rule!("PM206", "zone-of-one-entry", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let zones = &subject.world.zones;
    subject
        .timelines
        .iter()
        .filter_map(|timeline| judge(timeline, zones))
        .collect()
}

fn judge(timeline: &Clocked<'_>, known: &Zones) -> Option<Diagnostic> {
    let zones = || {
        timeline
            .all_written()
            .filter_map(|(row, _, written)| Some((row, zone_name(written)?)))
    };
    let bare = timeline
        .all_written()
        .filter(|(.., written)| written.clock.is_some() && zone_name(written).is_none())
        .count();
    // The clock that entries without a zone are on: the window's, else the first that is stated.
    let (_, first) = zones().next()?;
    let stated = timeline.input.window.as_ref().and_then(|window| window.zone.as_ref());
    let stated = stated.map(|(name, _)| name.as_str()).or(timeline.input.zone.as_deref());
    let own = timeline.resolution.zone.as_deref().or(stated).unwrap_or(first);
    let same = |row: usize, name: &str| {
        let fixed = || Some(fixed_offset(name)? == fixed_offset(own)?);
        // On that day the two may show the same: PDT and America/Los_Angeles in July.
        let shows = || {
            let entry = timeline
                .resolution
                .entries
                .get(row)
                .filter(|_| timeline.resolution.dated)?;
            let utc = entry.at?.0 - i64::from(entry.offset?);
            Some(known.offset_at(own, utc)? == entry.shown?)
        };
        name.eq_ignore_ascii_case(own) || fixed() == Some(true) || shows() == Some(true)
    };
    let (row, other) = zones().find(|(row, name)| !same(*row, name))?;
    if bare == 0 {
        return None;
    }
    let message = format!(
        "{} is in another zone than entries that state none.",
        timeline.time(row)
    );
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = format!("Those are taken as {own}. State {other} or {own} with each of them.");
    Some(found)
}
