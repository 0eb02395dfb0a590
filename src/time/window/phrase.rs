//! A start and an end in one phrase: `8:00 AM to 12:00 PM`, `between 2:30 PM and 5:00 PM`.

use super::StatedWindow;
use super::scan::{Found, after, before, date_above, is_entry, last_words};
use crate::time::forms::zone_at;
use crate::time::written::{Written, Zone};
use std::ops::Range;

/// The first phrase that states a start and an end.
pub(super) fn phrase(text: &str, found: &[Found]) -> Option<StatedWindow> {
    found.iter().enumerate().find_map(|(i, time)| match &time.written.end {
        Some(end) => {
            let start = Written {
                end: None,
                ..time.written.clone()
            };
            let span = start.span.clone();
            let window = joined(text, found, i, start, span, (**end).clone());
            window.filter(|_| !is_entry(text, time))
        }
        None => paired(text, found, i, found.get(i + 1)?),
    })
}

/// Two times with words between them: `between 2:30 PM and 5:00 PM`, `from 9:30 PM on Monday until 4 AM`.
fn paired(text: &str, found: &[Found], i: usize, end: &Found) -> Option<StatedWindow> {
    let start = found.get(i)?;
    if start.written.relative.is_some()
        || end.written.end.is_some()
        || start.written.clock.is_some() != end.written.clock.is_some()
    {
        return None;
    }
    let link = text.get(start.span.end..end.span.start)?;
    if link.len() > 60 {
        return None;
    }
    // `12:39 UTC (block 8,647,535) and 17:17 UTC`: a remark behind the start.
    let remark = link
        .trim_start()
        .strip_prefix('(')
        .and_then(|inside| inside.split_once(')'));
    let link = remark.map_or(link, |(_, behind)| behind);
    let mut link = link.trim_matches([' ', ',', '\n', '*', '_', '(', ')']).to_lowercase();
    // `10:00 M — June 10`: AM or PM was mistyped; the dash still spans.
    for stray in ["m ", "a ", "p "] {
        if let Some(rest) = link.strip_prefix(stray) {
            link = rest.trim_start().to_owned();
        }
    }
    let lead = before(text, start.span.start);
    let between = link == "and" && last_words(lead, 1).first().is_some_and(|word| word == "between");
    let spans = matches!(link.as_str(), "-" | "–" | "—" | "→" | "->") && start.written.clock.is_some()
        || [
            "to",
            "until",
            "till",
            "up to",
            "up until",
            "through",
            "lasting until",
            "and lasted until",
            "and ended at",
            "and ended on",
            "and continued until",
            "and ended",
            "and ending at",
            "and ending on",
            "ending at",
            "and concluding at",
            "and finishing at",
            "and finished at",
            "and lasting until",
            "and was resolved at",
        ]
        .iter()
        .any(|to| link.strip_prefix(to).is_some_and(goes_on_to_time));
    if !between && !spans {
        return None;
    }
    // `March 3 to March 5` spans days; without `from` it may be any pair of dates.
    if start.written.clock.is_none()
        && !between
        && last_words(lead, 1).first().is_none_or(|word| word != "from")
        && link != "until"
    {
        return None;
    }
    joined(
        text,
        found,
        i,
        start.written.clone(),
        start.span.clone(),
        end.written.clone(),
    )
}

/// What may stand between `until` and its time.
fn goes_on_to_time(words: &str) -> bool {
    matches!(
        words.trim(),
        "" | "at"
            | "on"
            | "around"
            | "about"
            | "approximately"
            | "the next day at"
            | "the following day at"
            | "the next morning at"
            | "the following morning at"
            | "the same day at"
            | "roughly"
    )
}

/// A start and an end with the date that stands before them and the zone that holds for both.
fn joined(
    text: &str,
    found: &[Found],
    i: usize,
    mut start: Written,
    mut span: Range<usize>,
    end: Written,
) -> Option<StatedWindow> {
    if start.clock.is_none() && start.date.is_none() {
        return None;
    }
    let own_date = start.date;
    if start.date.is_none()
        && end.date.is_none()
        && let Some(date) = date_above(text, found, i)
    {
        start.date = date.written.date;
        date.written.doubts.iter().for_each(|doubt| start.doubt(doubt));
        if next_to(text, date.span.end, span.start) {
            span.start = date.span.start;
        }
    }
    let zone = end.zone.clone().or_else(|| start.zone.clone());
    // `**09:11** GMT`: marks stand between the clock and its zone.
    let zone = zone.or_else(|| zone_behind(text, end.span.end));
    // Seconds since 1970 have a zone that nobody wrote.
    let zone = zone.filter(|zone| !zone.span.is_empty());
    if let Some(zone) = &zone
        && start.zone.as_ref().is_none_or(|own| own.name == zone.name)
        && start.date != own_date
    {
        start.turn_by_zone(&zone.name, text.get(span.clone()).unwrap_or(""));
    }
    let same_day = match (start.clock, end.clock) {
        (Some(a), Some(b)) => (a.hour, a.minute) <= (b.hour, b.minute),
        _ => true,
    };
    if start.date.is_none() && same_day {
        start.date = end.date;
    }
    let end_span = end.span.clone();
    Some(StatedWindow {
        start: Some((start, span)),
        end: Some((end, end_span)),
        zone: zone.map(|zone| (zone.name, zone.span)),
    })
}

/// The zone that stands behind closing marks.
fn zone_behind(text: &str, at: usize) -> Option<Zone> {
    let rest = after(text, at);
    let marks = rest.bytes().take(4).take_while(|b| b"*_`".contains(b)).count();
    let (name, span) = zone_at(rest.get(marks..)?).filter(|_| marks > 0)?;
    let at = at + marks;
    Some(Zone {
        name,
        span: at + span.start..at + span.end,
    })
}

/// Whether only words that belong to a window stand between a date and its clock.
fn next_to(text: &str, date: usize, clock: usize) -> bool {
    let link = text.get(date..clock).unwrap_or("");
    let link = link.trim_matches(|l: char| !l.is_alphanumeric()).to_lowercase();
    matches!(
        link.as_str(),
        "" | "from"
            | "between"
            | "at"
            | "from around"
            | "time"
            | "from about"
            | "starting at"
            | "start"
            | "between around"
            | "from approximately"
    )
}
