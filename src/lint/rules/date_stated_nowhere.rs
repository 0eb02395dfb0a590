//! `date-stated-nowhere`: a timeline of clocks on no day.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};
use crate::model::{Body, Line, Postmortem};
use crate::time::forms;

rule!("PM205", "date-stated-nowhere", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(timeline) = subject
        .timelines
        .iter()
        .find(|timeline| timeline.moments().count() >= 2)
    else {
        return Vec::new();
    };
    let dated = |timeline: &super::super::subject::Clocked<'_>| {
        timeline.resolution.dated
            || timeline
                .all_written()
                .any(|(.., written)| written.date.is_some_and(|date| date.month_day.is_some()))
    };
    if subject.timelines.iter().any(dated) || in_words(subject.document) {
        return Vec::new();
    }
    let message = "Nothing says on which day this happened.".to_owned();
    let mut found = finding(&RULE, Place::Part(timeline.part.id), message);
    found.help = "State the date once, with the window or the first entry.".into();
    vec![found]
}

/// Whether a date stands in the title, a heading, or any passage.
fn in_words(document: &Postmortem) -> bool {
    let parts = document.parts.iter().any(|part| {
        let body = match &part.body {
            Body::Prose(text) => holds_date(text),
            Body::Timeline(rows) => rows.lines.iter().any(|line| match line {
                Line::Text { text, .. } => holds_date(text),
                Line::Row(entry) => holds_date(&entry.text) || entry.cells.iter().any(|cell| holds_date(cell)),
            }),
            Body::Facts(facts) => facts.0.values().any(|text| holds_date(text)),
            Body::Items(_) => false,
        };
        body || holds_date(&part.heading)
    });
    parts || holds_date(&document.title.text)
}

fn holds_date(text: &str) -> bool {
    let mut starts_word = true;
    for (at, letter) in text.char_indices() {
        let in_word = letter.is_alphanumeric();
        if starts_word
            && in_word
            && let Some((written, _)) = text.get(at..).and_then(|rest| forms::prefix(line(rest)))
            && written.date.is_some_and(|date| date.month_day.is_some())
        {
            return true;
        }
        starts_word = !in_word;
    }
    false
}

/// The rest of a line, and of a long one only as much as a date can take: reading stays linear.
fn line(rest: &str) -> &str {
    let line = rest.split('\n').next().unwrap_or_default();
    let mut end = line.len().min(60);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default()
}
