//! `zone-stated-nowhere`: clocks, but nothing says where they hang.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};
use crate::model::{Body, Line, Postmortem};
use crate::time::resolve::zone_name;
use crate::time::zone::{iana, meanings};

rule!("PM204", "zone-stated-nowhere", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let clocks = |timeline: &super::super::subject::Clocked<'_>| {
        timeline
            .all_written()
            .filter(|(.., written)| written.clock.is_some())
            .count()
    };
    let Some(timeline) = subject.timelines.iter().find(|timeline| clocks(timeline) >= 2) else {
        return Vec::new();
    };
    let by_entry = |timeline: &super::super::subject::Clocked<'_>| {
        timeline.all_written().any(|(.., written)| zone_name(written).is_some())
    };
    let window = subject.stated.window.as_ref();
    let by_window = window.is_some_and(|window| {
        let ends = [&window.start, &window.end].into_iter().flatten();
        window.zone.is_some() || ends.into_iter().any(|(written, _)| written.zone.is_some())
    });
    let stated = by_window
        || subject.timelines.iter().any(|timeline| timeline.input.zone.is_some())
        || subject.timelines.iter().any(by_entry)
        || in_words(subject.document);
    if stated {
        return Vec::new();
    }
    let message = "Nothing says which time zone these times are in.".to_owned();
    let mut found = finding(&RULE, Place::Part(timeline.part.id), message);
    found.help = "State it once, with the window: (UTC).".into();
    vec![found]
}

/// Whether a zone is named in the title, a heading, or any passage.
fn in_words(document: &Postmortem) -> bool {
    let parts = document.parts.iter().any(|part| {
        let body = match &part.body {
            Body::Prose(text) => names_zone(text),
            Body::Timeline(rows) => {
                rows.lines.iter().any(|line| match line {
                    Line::Text { text, .. } => names_zone(text),
                    Line::Row(entry) => names_zone(&entry.text) || entry.cells.iter().any(|cell| names_zone(cell)),
                }) || rows
                    .table
                    .iter()
                    .flat_map(|table| &table.header)
                    .any(|cell| names_zone(cell))
            }
            Body::Items(_) | Body::Facts(_) => false,
        };
        body || names_zone(&part.heading)
    });
    parts || names_zone(&document.title.text)
}

fn names_zone(text: &str) -> bool {
    let mut words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "+-/".contains(letter)));
    words.any(|word| {
        let name = word.split(['+', '-']).next().unwrap_or_default();
        matches!(name, "UTC" | "GMT")
            || word.contains('/') && iana(word).is_some()
            || word.len() >= 3 && word.bytes().all(|letter| letter.is_ascii_uppercase()) && !meanings(word).is_empty()
    }) || text.to_ascii_lowercase().contains("local time")
}
