//! The spans of the incident as a table in the export: made when it is asked for, never kept in the draft.
//!
//! Uses the spans that are worked out already; must not work out any.

use super::draft::Draft;
use super::reshape::kind_of;
use crate::markdown::preview;
use crate::model::{Body, Id, Opening, Part, Postmortem};
use crate::time::describe::span;
use crate::time::metrics::{Metric, Origin};
use std::fmt::Write;

/// The heading of the part that holds the table. A part of this name is a table of an earlier
/// export and gives way to the new one.
const HEADING: &str = "Incident metrics";

/// The document with the table behind its first timeline that has spans; as it is where none has.
pub(crate) fn beside(draft: &Draft, mut document: Postmortem) -> Postmortem {
    let spans = draft.analysis.timelines.iter().zip(&draft.figures);
    let known = |metrics: &[Metric]| metrics.iter().any(|metric| metric.seconds.is_some());
    let Some((reading, metrics)) = spans.into_iter().find(|(_, metrics)| known(metrics)) else {
        return document;
    };
    document.parts.retain(|part| preview::plain(&part.heading) != HEADING);
    let Some(at) = document.parts.iter().position(|part| part.id == reading.part) else {
        return document;
    };
    let part = Part {
        id: document.fresh_id(),
        kind: kind_of(HEADING),
        heading: HEADING.into(),
        opening: Opening::Heading(level(&document, at)),
        body: Body::Prose(table(draft, &reading.entries, metrics)),
    };
    document.parts.insert(at + 1, part);
    document
}

/// The level of the heading that the timeline stands under.
fn level(document: &Postmortem, at: usize) -> u8 {
    let above = document.parts.iter().take(at + 1).rev();
    let mut levels = above.filter_map(|part| match part.opening {
        Opening::Heading(level) => Some(level),
        _ => None,
    });
    levels.next().unwrap_or(2)
}

/// One row a span that is known: its name, its length, and the two moments it was taken from.
fn table(draft: &Draft, entries: &[Id], metrics: &[Metric]) -> String {
    let time = |row: usize| {
        let id = entries.get(row)?;
        let (_, entry) = draft.document.entries().find(|(_, entry)| entry.id == *id)?;
        Some(entry.time.replace('|', "\\|"))
    };
    let mut text = String::from("| Metric | Value | From | To | Formula |\n| --- | --- | --- | --- | --- |");
    for metric in metrics {
        let Some(seconds) = metric.seconds else { continue };
        let from = match metric.from {
            Some(Origin::Entry(row)) => time(row),
            Some(Origin::Window) => Some("the stated start".into()),
            None => None,
        };
        let (from, to) = (from.unwrap_or_default(), metric.to.and_then(time).unwrap_or_default());
        let value = span(seconds);
        // Writing to a string can't go wrong.
        let _ = write!(
            text,
            "\n| {} ({}) | {value} | {from} | {to} | {} |",
            metric.title, metric.name, metric.formula
        );
    }
    text
}
