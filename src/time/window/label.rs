//! Start and end under labels: `Start time: X`, `End: Y`, `Date: 13/09/2021 3am UTC`.

use super::StatedWindow;
use super::scan::{Found, before, date_above};

/// What a label before a time says about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Start,
    End,
    /// `Date:` or `When:`: a start where a clock stands there.
    When,
}

/// Words that a label may hold beside the one that tells it.
const BESIDE: &[&str] = &[
    "time",
    "date",
    "and",
    "of",
    "the",
    "incident",
    "outage",
    "at",
    "approx",
    "approximate",
    "issue",
    "impact",
    "event",
    "downtime",
    "utc",
    "on",
    "local",
    "timestamp",
    "service",
    "disruption",
];

const STARTS: &[&str] = &[
    "start",
    "started",
    "starts",
    "begin",
    "began",
    "begins",
    "beginning",
    "starting",
    "from",
    "onset",
    "commenced",
];

const ENDS: &[&str] = &[
    "end", "ended", "ends", "ending", "resolved", "finish", "finished", "stop", "stopped", "until", "to", "over",
    "restored",
];

/// The start and end that labels name. `None` where there is neither.
pub(super) fn labelled(text: &str, found: &[Found]) -> Option<StatedWindow> {
    let mut stated = StatedWindow::default();
    let mut when = None;
    for (i, time) in found.iter().enumerate() {
        if time.written.relative.is_some() || time.written.end.is_some() {
            continue;
        }
        let Some(label) = label(before(text, time.span.start)) else {
            continue;
        };
        let place = match label {
            Label::Start => &mut stated.start,
            Label::End => &mut stated.end,
            Label::When if time.written.clock.is_some() => &mut when,
            Label::When => continue,
        };
        if place.is_none() {
            let mut written = time.written.clone();
            if written.date.is_none()
                && label == Label::Start
                && let Some(date) = date_above(text, found, i)
            {
                written.date = date.written.date;
                date.written.doubts.iter().for_each(|doubt| written.doubt(doubt));
            }
            *place = Some((written, time.span.clone()));
        }
    }
    if stated.start.is_none() {
        stated.start = when;
    }
    let zone = |side: &Option<(crate::time::written::Written, _)>| side.as_ref().and_then(|(w, _)| w.zone.clone());
    stated.zone = zone(&stated.end)
        .or_else(|| zone(&stated.start))
        .filter(|zone| !zone.span.is_empty())
        .map(|zone| (zone.name, zone.span));
    (stated.start.is_some() || stated.end.is_some()).then_some(stated)
}

/// The label that ends in a colon or a cell's edge right before a time.
fn label(lead: &str) -> Option<Label> {
    let mut lines = lead.rsplit('\n');
    let mut line = lines.next()?;
    // `Start time:` on a line of its own, and the time below it.
    if line.trim().is_empty() {
        line = lines
            .next()
            .filter(|above| above.trim_end_matches(['*', '_', ' ']).ends_with(':'))?;
    }
    let plain = without_tags(line);
    let plain: String = plain.chars().filter(|c| !"*_`>#".contains(*c)).collect();
    let label = plain
        .trim_end()
        .strip_suffix([':', '|', '=', '–', '—', '-'])?
        .trim_end_matches([':', ' ', '|']);
    let label = label.rsplit(['.', ',', ';', '|', ':', '(', '\u{2022}']).next()?;
    // `date:` in small letters is a field of the file, not of the incident.
    let field = label.trim_start().starts_with(char::is_lowercase);
    let label = label.to_lowercase();
    let words: Vec<&str> = label
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() || words.len() > 5 {
        return None;
    }
    let all = |list: &[&str]| {
        words.iter().all(|word| list.contains(word) || BESIDE.contains(word))
            && words.iter().any(|word| list.contains(word))
    };
    if all(STARTS) {
        Some(Label::Start)
    } else if all(ENDS) {
        Some(Label::End)
    } else if !field && words == ["when"] || !field && words.contains(&"date") && all(&["date"]) {
        Some(Label::When)
    } else {
        None
    }
}

/// A line with an edge, as of a cell, in place of each HTML tag.
fn without_tags(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in line.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push('|');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
