//! `timeline-entry-without-time`: an entry whose time is missing or cannot be read.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};

rule!("PM103", "timeline-entry-without-time", Warning);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for timeline in &subject.timelines {
        for (row, entry) in timeline.entries.iter().enumerate() {
            let Some(Err(error)) = timeline.read(row) else { continue };
            let time = entry.time.trim();
            let place = Place::EntryTime(entry.id);
            if time.is_empty() {
                let mut one = finding(&RULE, place, "This entry has no time.".into());
                one.help = "Type when it happened, for example 10:05 AM.".into();
                found.push(one);
            } else {
                let mut one = finding(&RULE, place, format!("“{time}” is not a time."));
                let expected = error.to_string();
                let mut letters = expected.chars();
                let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
                one.help = format!("{first}{}.", letters.as_str());
                found.push(one);
            }
        }
    }
    found
}
