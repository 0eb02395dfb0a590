//! Windows and durations stated in a sentence or a label's text.
//!
//! Owns the words around times, not their spelling; must not touch the document they stand in.
//! Precision comes first: a sentence that only mentions a time states no window.

mod duration;
mod scan;

use super::written::Written;
use scan::{Found, times};
use std::ops::Range;

pub use duration::find_duration;

/// A window as stated: start and end with the bytes where each stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StatedWindow {
    /// The start, and where its text stands.
    pub start: Option<(Written, Range<usize>)>,
    /// The end, and where its text stands. Its date is only what is written with it.
    pub end: Option<(Written, Range<usize>)>,
    /// The zone as written, for both.
    pub zone: Option<(String, Range<usize>)>,
}

/// Finds the window stated in a passage (`June 15, 2023, 8:00 AM to 12:00 PM (GMT+1)`).
pub fn find(text: &str) -> Option<StatedWindow> {
    let found = times(text);
    range(text, &found).or_else(|| labelled(text, &found))
}

/// A start and an end in one phrase.
fn range(text: &str, found: &[Found]) -> Option<StatedWindow> {
    for (i, time) in found.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| found.get(i));
        if time.written.end.is_some() {
            if let Some(window) = spanned(text, before, time) {
                return Some(window);
            }
        } else if let Some(next) = found.get(i + 1)
            && let Some(window) = paired(text, before, time, next)
        {
            return Some(window);
        }
    }
    None
}

/// `8:00 AM to 12:00 PM`, with the date before it where it stands there.
fn spanned(text: &str, before: Option<&Found>, time: &Found) -> Option<StatedWindow> {
    let mut start = Written {
        end: None,
        ..time.written.clone()
    };
    let end = time.written.end.as_deref()?.clone();
    if start.clock.is_none() && start.date.is_none() {
        return None;
    }
    let mut span = start.span.clone();
    if let Some(date) = date_before(text, before, &start, span.start) {
        span.start = date.span.start;
        start.date = date.written.date;
        start.doubts.extend(date.written.doubts.iter().copied());
        start.doubts.sort_unstable();
    }
    Some(window(start, span, end))
}

/// `between 2:30 PM and 5:00 PM`, `from 9:30 PM on the 10th until 4:45 AM`.
fn paired(text: &str, before: Option<&Found>, start: &Found, end: &Found) -> Option<StatedWindow> {
    if start.written.relative.is_some() || start.written.clock.is_some() != end.written.clock.is_some() {
        return None;
    }
    let link = text
        .get(start.span.end..end.span.start)?
        .trim_matches([' ', ',', '\n', '*', '_'])
        .to_lowercase();
    let lead = text.get(..start.span.start)?.trim_end_matches([' ', '*', '_', '\n']);
    let between = ends_with_word(lead, "between") && link == "and";
    let from = matches!(
        link.as_str(),
        "to" | "until"
            | "till"
            | "up to"
            | "up until"
            | "through"
            | "to around"
            | "to about"
            | "and ended at"
            | "and ended"
            | "and lasted until"
            | "-"
            | "–"
            | "—"
    );
    let from = from && (link.len() > 3 || start.written.clock.is_some());
    if !between && !from {
        return None;
    }
    let mut first = start.written.clone();
    let mut span = start.span.clone();
    if let Some(date) = date_before(text, before, &first, span.start) {
        span.start = date.span.start;
        first.date = date.written.date;
        first.doubts.extend(date.written.doubts.iter().copied());
        first.doubts.sort_unstable();
    }
    Some(window(first, span, end.written.clone()))
}

/// A date alone that belongs to the clock behind it: `On April 15, between 2:30 PM …`.
fn date_before<'a>(text: &str, before: Option<&'a Found>, start: &Written, at: usize) -> Option<&'a Found> {
    let date = before.filter(|b| b.written.clock.is_none() && b.written.date.is_some() && b.written.end.is_none())?;
    if start.date.is_some() {
        return None;
    }
    let link = text.get(date.span.end..at)?;
    let link = link.trim_matches(|l: char| !l.is_alphanumeric()).to_lowercase();
    let joins = matches!(
        link.as_str(),
        "" | "from" | "between" | "at" | "from around" | "time" | "from about" | "starting at" | "start"
    );
    joins.then_some(date)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(cut) = text.len().checked_sub(word.len()) else {
        return false;
    };
    text.get(cut..).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        && !text
            .get(..cut)
            .is_some_and(|head| head.ends_with(char::is_alphanumeric))
}

/// A start and an end, and the zone that is stated for both.
fn window(mut start: Written, span: Range<usize>, end: Written) -> StatedWindow {
    let zone = end.zone.clone().or_else(|| start.zone.clone());
    let same_day = match (start.clock, end.clock) {
        (Some(a), Some(b)) => (a.hour, a.minute) <= (b.hour, b.minute),
        _ => true,
    };
    if start.date.is_none() && same_day {
        start.date = end.date;
    }
    let end_span = end.span.clone();
    StatedWindow {
        start: Some((start, span)),
        end: Some((end, end_span)),
        zone: zone.map(|zone| (zone.name, zone.span)),
    }
}

/// What a label before a time says about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Start,
    End,
}

/// `Start time: X` and `End time: Y`, each on its line.
fn labelled(text: &str, found: &[Found]) -> Option<StatedWindow> {
    let mut stated = StatedWindow::default();
    for time in found {
        let line = text
            .get(..time.span.start)
            .map_or(0, |before| before.rfind('\n').map_or(0, |n| n + 1));
        let lead = text.get(line..time.span.start).unwrap_or("");
        let place = match label(lead) {
            Some(Label::Start) => &mut stated.start,
            Some(Label::End) => &mut stated.end,
            None => continue,
        };
        if place.is_none() && !time.written.is_empty() {
            *place = Some((time.written.clone(), time.span.clone()));
            if let (None, Some(zone)) = (&stated.zone, &time.written.zone) {
                stated.zone = Some((zone.name.clone(), zone.span.clone()));
            }
        }
    }
    (stated.start.is_some() || stated.end.is_some()).then_some(stated)
}

/// The label that ends in a colon before a time, if it names a start or an end.
fn label(lead: &str) -> Option<Label> {
    let plain: String = lead.chars().filter(|c| !"*_`|>#".contains(*c)).collect();
    let plain = plain.trim().trim_start_matches(['-', '+', '•', ' ']);
    let words = plain.strip_suffix([':', '-', '–', '='])?.trim().to_lowercase();
    let words = words.rsplit(['.', ',', ';']).next().unwrap_or("").trim();
    let last: Vec<&str> = words.split_whitespace().collect();
    if last.is_empty() || last.len() > 5 {
        return None;
    }
    let names = |list: &[&str]| last.iter().any(|word| list.contains(word));
    if names(&[
        "start",
        "started",
        "begin",
        "began",
        "begins",
        "starting",
        "beginning",
        "starts",
    ]) {
        Some(Label::Start)
    } else if names(&[
        "end",
        "ended",
        "ends",
        "resolved",
        "stop",
        "stopped",
        "finish",
        "finished",
        "resolution",
        "ending",
    ]) {
        Some(Label::End)
    } else {
        None
    }
}
