//! Each timeline as a Mermaid diagram before its entries.
//!
//! Mermaid has two that could carry one. A `gantt` places bars on a scale, so each of them needs a known moment;
//! an entry without a date, or with a time that can't be read, would have to be guessed or left out. A `timeline`
//! shows every entry in the order of the document, with its time as typed. Order never guesses: it is the second.

use crate::lint::{Analysis, TimelineReading};
use crate::markdown::escape;
use crate::markdown::{made, preview};
use crate::model::{Body, Entry, Line, Opening, Part, Postmortem, Timeline};
use crate::time::describe;
use crate::time::resolve::Local;
use tiny_sort::stable;

/// The longest line of a diagram, in characters.
const WIDTH: usize = 80;
/// The longest time in it.
const TIME: usize = 36;

/// Puts a diagram before the entries of every timeline that has two of them or more.
pub(super) fn put(document: &mut Postmortem, analysis: &Analysis) {
    for reading in &analysis.timelines {
        let id = document.fresh_id();
        let Some(part) = document.parts.iter_mut().find(|part| part.id == reading.part) else {
            continue;
        };
        if !takes(part) {
            continue;
        }
        if let Body::Timeline(timeline) = &mut part.body
            && timeline.rows().count() > 1
            && !begins_with_a_fence(timeline)
        {
            let block = made::mermaid(&diagram(timeline, reading));
            made::put_first(&mut timeline.lines, id, &block);
        }
    }
}

/// Whether the body begins on a line of its own.
fn takes(part: &Part) -> bool {
    match &part.opening {
        Opening::Label { lead, inline, .. } => lead.is_empty() && !inline,
        Opening::Bare | Opening::Heading(_) => true,
    }
}

/// The rows of a chat log stand in a fence, which must stay the first line.
fn begins_with_a_fence(timeline: &Timeline) -> bool {
    matches!(timeline.lines.first(), Some(Line::Text { text, .. }) if text.starts_with("```") || text.starts_with("~~~"))
}

fn diagram(timeline: &Timeline, reading: &TimelineReading) -> String {
    let days = days(reading);
    let mut day = None;
    let mut out = String::from("timeline");
    for (row, entry) in timeline.rows().enumerate() {
        if let Some(next) = days.as_ref().and_then(|days| days.get(row).copied().flatten())
            && day != Some(next)
        {
            day = Some(next);
            out.push_str("\n    section ");
            out.push_str(&escape::mermaid(&describe::date(Local(next * DAY))));
        }
        out.push_str("\n    ");
        out.push_str(&line(entry));
    }
    out
}

const DAY: i64 = 24 * 60 * 60;

/// The day of each row, where the entries are of more than one and each day stands in one run: Mermaid takes
/// sections of one name together.
fn days(reading: &TimelineReading) -> Option<Vec<Option<i64>>> {
    if !reading.resolution.dated {
        return None;
    }
    let entries = reading.resolution.entries.iter();
    let days: Vec<Option<i64>> = entries.map(|entry| Some(entry.at?.0.div_euclid(DAY))).collect();
    let mut runs: Vec<i64> = days.iter().flatten().copied().collect();
    runs.dedup();
    let count = runs.len();
    stable::sort(&mut runs);
    runs.dedup();
    // A row before the first day would stand in no section.
    (count > 1 && count == runs.len() && days.first().is_some_and(Option::is_some)).then_some(days)
}

/// `8#58;05 AM : Alert fires`.
fn line(entry: &Entry) -> String {
    let time = shortened(&one_line(&entry.time), TIME, str::to_owned);
    let time = escape::mermaid(if time.is_empty() { "–" } else { &time });
    let first = entry.text.lines().next().unwrap_or_default();
    let words = one_line(&preview::plain(first));
    let room = WIDTH.saturating_sub(4 + time.chars().count() + 3).max(12);
    let words = escape::mermaid(&shortened(&words, room, escape::mermaid));
    if words.is_empty() {
        time
    } else {
        format!("{time} : {words}")
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As many whole words as have room once they are escaped; an ellipsis stands for the rest.
fn shortened(text: &str, room: usize, escaped: impl Fn(&str) -> String) -> String {
    let fits = |text: &str| escaped(text).chars().count() <= room;
    if fits(text) {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split(' ') {
        let gap = if out.is_empty() { "" } else { " " };
        let next = format!("{out}{gap}{word}");
        if !fits(&format!("{next}…")) {
            break;
        }
        out = next;
    }
    out.push('…');
    out
}
