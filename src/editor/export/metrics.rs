//! The spans of the incident as a table in the export: made when it is asked for, never kept in the draft.
//!
//! Uses the spans that are worked out already; must not work out any.

use crate::editor::reshape::kind_of;
use crate::lint::{self, Analysis};
use crate::markdown::escape::cell;
use crate::markdown::made;
use crate::model::{Body, Id, Opening, Part, Postmortem};
use crate::time::describe::span;
use crate::time::metrics::{Metric, Origin};
use std::fmt::Write;

/// The heading of the part that holds the table.
const HEADING: &str = "Incident metrics";

/// Puts the table at the end of the section of the first timeline that has spans; nothing where none has.
pub(super) fn put(document: &mut Postmortem, analysis: &Analysis) {
    let known = |metrics: &[Metric]| metrics.iter().any(|metric| metric.seconds.is_some());
    let found = analysis.timelines.iter().find_map(|reading| {
        let metrics = lint::figures(document, analysis, reading);
        known(&metrics).then_some((reading, metrics))
    });
    let Some((reading, metrics)) = found else { return };
    let Some(at) = document.parts.iter().position(|part| part.id == reading.part) else {
        return;
    };
    let level = level(document, at);
    let ends = |part: &Part| matches!(part.opening, Opening::Heading(other) if other <= level);
    let behind = document.parts.iter().skip(at + 1);
    let to = at + 1 + behind.take_while(|part| !ends(part)).count();
    let table = table(document, &reading.entries, &metrics);
    let part = Part {
        id: document.fresh_id(),
        kind: kind_of(HEADING),
        heading: HEADING.into(),
        opening: Opening::Heading(level),
        body: Body::Prose(made::metrics(&table)),
    };
    document.parts.insert(to, part);
}

/// The level of the heading that the timeline stands under.
fn level(document: &Postmortem, at: usize) -> u8 {
    let above = document.parts.iter().take(at + 1).rev();
    let mut levels = above.filter_map(|part| match part.opening {
        Opening::Heading(level) => Some(level.clamp(1, 6)),
        _ => None,
    });
    levels.next().unwrap_or(2)
}

/// One row a span that is known: its name, its length, and the two moments it was taken from.
fn table(document: &Postmortem, entries: &[Id], metrics: &[Metric]) -> String {
    let time = |row: usize| {
        let id = entries.get(row)?;
        let (_, entry) = document.entries().find(|(_, entry)| entry.id == *id)?;
        Some(cell(&entry.time))
    };
    let mut text = String::from("| Metric | Value | From | To | Formula |\n| --- | --- | --- | --- | --- |");
    for metric in metrics {
        let Some(seconds) = metric.seconds else { continue };
        let from = match metric.from {
            Some(Origin::Entry(row)) => time(row),
            Some(Origin::Window) => Some("stated start".into()),
            None => None,
        };
        let (from, to) = (from.unwrap_or_default(), metric.to.and_then(time).unwrap_or_default());
        let value = span(seconds);
        // Writing to a string can't go wrong.
        let _ = write!(
            text,
            "\n| {} | {value} | {from} | {to} | {} |",
            metric.title, metric.formula
        );
    }
    text
}
