//! `timeline-duplicate-entry`: the same words at the same time twice.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Applicability, Diagnostic, Fix, Place, Touch};
use crate::model::Command;
use std::collections::HashMap;

rule!("PM104", "timeline-duplicate-entry", Warning);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for timeline in &subject.timelines {
        let mut seen = HashMap::new();
        for (row, at) in timeline.moments() {
            let Some(entry) = timeline.entries.get(row) else {
                continue;
            };
            let words = entry
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase();
            if words.is_empty() {
                continue;
            }
            let Some(first) = seen.insert((at, words), entry.id) else {
                continue;
            };
            let message = format!("The entry at {} is there twice.", timeline.time(row));
            let mut one = finding(&RULE, Place::EntryText(entry.id), message);
            one.related.push((Place::EntryText(first), "the same words".into()));
            one.fixes.push(Fix {
                title: "Remove the second one".into(),
                proof: "The first says the same at the same time.".into(),
                agrees: true,
                applicability: Applicability::NeedsReview,
                commands: vec![Command::RemoveRow(entry.id)],
                touches: vec![Touch {
                    entry: entry.id,
                    mark: "twice".into(),
                    at: Some(at),
                }],
            });
            found.push(one);
        }
    }
    found
}
