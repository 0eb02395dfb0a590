//! The spans of the incident as JSON writes them.

use super::headed;
use super::timeline::EntryReading;
use crate::lint::{Analysis, TimelineReading, figures};
use crate::model::{Id, Postmortem};
use crate::time::metrics::Origin;
use serde::Serialize;
use std::collections::HashMap;

/// One span of one timeline.
#[derive(Serialize)]
pub(super) struct MetricReading {
    /// The timeline, as an index of the printed parts.
    part: Option<usize>,
    name: &'static str,
    title: &'static str,
    formula: String,
    seconds: Option<i64>,
    /// Where it begins: `timeline[0]`, `window.start`.
    from: Option<String>,
    to: Option<String>,
    /// Why there is no value, where there is none.
    waits: Option<&'static str>,
}

/// The spans of every timeline, in document order.
pub(super) fn metrics(document: &Postmortem, analysis: &Analysis, printed: &[EntryReading<'_>]) -> Vec<MetricReading> {
    let printed: HashMap<Id, usize> = printed
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.id, index))
        .collect();
    let entry = |timeline: &TimelineReading, row: usize| {
        let index = printed.get(timeline.entries.get(row)?)?;
        Some(format!("timeline[{index}]"))
    };
    let mut found = Vec::new();
    for timeline in &analysis.timelines {
        let part = headed(document).position(|part| part.id == timeline.part);
        for metric in figures(document, analysis, timeline) {
            found.push(MetricReading {
                part,
                name: metric.name,
                title: metric.title,
                formula: metric.formula,
                seconds: metric.seconds,
                from: metric.from.and_then(|from| match from {
                    Origin::Entry(row) => entry(timeline, row),
                    Origin::Window => Some("window.start".into()),
                }),
                to: metric.to.and_then(|row| entry(timeline, row)),
                waits: Some(metric.waits).filter(|waits| !waits.is_empty()),
            });
        }
    }
    found
}
