//! Timeline entries as JSON writes them.

use super::window::{day, hours};
use crate::lint::{Analysis, cell_date, heading_date, phase_of};
use crate::model::{Body, Entry, Id, Line, Phase, Postmortem};
use crate::time::forms;
use crate::time::resolve::Resolved;
use crate::time::written::{Date, Written};
use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;
use std::collections::HashMap;

/// An entry whose time can be read.
#[derive(Serialize)]
pub(super) struct EntryReading<'a> {
    #[serde(skip)]
    pub(super) id: Id,
    clock: Option<String>,
    date: Option<String>,
    zone: Option<String>,
    instant: Option<String>,
    phase: Option<&'static str>,
    text: &'a str,
}

/// The entries of all timelines in document order, those without a readable time left out.
pub(super) fn entries<'a>(document: &'a Postmortem, analysis: &Analysis) -> Vec<EntryReading<'a>> {
    let resolved: HashMap<Id, (&Resolved, bool)> = analysis
        .timelines
        .iter()
        .flat_map(|reading| {
            let dated = reading.resolution.dated;
            let rows = reading.entries.iter().zip(&reading.resolution.entries);
            rows.map(move |(id, resolved)| (*id, (resolved, dated)))
        })
        .collect();
    let mut found = Vec::new();
    for part in &document.parts {
        let Body::Timeline(rows) = &part.body else { continue };
        let mut heading = None;
        for line in &rows.lines {
            match line {
                Line::Text { text, .. } => heading = heading_date(text).and_then(|written| written.date).or(heading),
                Line::Row(entry) => {
                    let cell = cell_date(rows.table.as_ref(), entry);
                    heading = cell.and_then(|written| written.date).or(heading);
                    if let Ok(written) = forms::parse(&entry.time) {
                        found.push(reading(entry, written, heading, resolved.get(&entry.id).copied()));
                    }
                }
            }
        }
    }
    found
}

fn reading<'a>(
    entry: &'a Entry,
    written: Written,
    heading: Option<Date>,
    resolved: Option<(&Resolved, bool)>,
) -> EntryReading<'a> {
    let date = written.date.filter(|date| date.month_day.is_some()).or(heading);
    // Behind a range the zone stands with its end, and holds for both.
    let zone = written.zone.or_else(|| written.end.and_then(|end| end.zone));
    EntryReading {
        id: entry.id,
        clock: written.clock.map(hours),
        date: date.and_then(day),
        zone: zone.map(|zone| zone.name),
        instant: resolved.and_then(|(resolved, dated)| instant(resolved).filter(|_| dated)),
        phase: phase_of(entry).map(Phase::name),
        text: words(entry),
    }
}

/// The words of an entry. Where nothing stands behind its time, the label before it is what happened:
/// `- Issue detected: 10:05`.
fn words(entry: &Entry) -> &str {
    if entry.text.trim().is_empty() {
        entry.label()
    } else {
        &entry.text
    }
}

/// The moment in RFC 3339 on the entry's own clock, where its offset is known: without one there
/// is no instant to write.
fn instant(resolved: &Resolved) -> Option<String> {
    let utc = resolved.at?.0.checked_sub(i64::from(resolved.offset?))?;
    let moment = DateTime::from_timestamp(utc, 0)?.with_timezone(&FixedOffset::east_opt(resolved.shown?)?);
    Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}
