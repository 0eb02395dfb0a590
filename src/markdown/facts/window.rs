//! The window and the duration: from fields, else from the passage that states them best.

use super::{Fact, Source, prose};
use crate::markdown::made;
use crate::model::{Body, FactKey, Part, PartKind, Postmortem};
use crate::time::forms;
use crate::time::window::{self, StatedWindow};
use crate::time::written::{Date, Written};
use std::ops::Range;
use tiny_sort::stable;

/// Where a window is looked for, likeliest first.
const WINDOW: &[PartKind] = &[
    PartKind::Duration,
    PartKind::Summary,
    PartKind::Impact,
    PartKind::Metadata,
    PartKind::Detection,
    PartKind::Other,
];

/// Where a duration is looked for, likeliest first.
const DURATION: &[PartKind] = &[
    PartKind::Duration,
    PartKind::Summary,
    PartKind::Impact,
    PartKind::Metadata,
    PartKind::Conclusion,
    PartKind::Lessons,
    PartKind::WentWrong,
];

/// The stated window, and the facts it was read from where it stands in sentences.
pub(super) fn gather(document: &Postmortem, fields: &[Fact]) -> (Option<StatedWindow>, Vec<Fact>) {
    let (mut window, facts) = match sentence(document) {
        Some((window, from, text)) => {
            let facts = facts(&window, from, text);
            (window, facts)
        }
        None => (StatedWindow::default(), Vec::new()),
    };
    let field = |key: FactKey| {
        fields
            .iter()
            .find(|fact| fact.key == key)
            .map(|fact| fact.text.as_str())
    };
    if let Some(start) = field(FactKey::Start).and_then(whole) {
        // A start in a field begins a window of its own: an end elsewhere belongs to another.
        window = StatedWindow {
            start: Some(start),
            ..StatedWindow::default()
        };
    }
    if let Some(end) = field(FactKey::End).and_then(whole) {
        window.end = Some(end);
    }
    if let Some(zone) = field(FactKey::Zone) {
        window.zone = Some((zone.trim().to_owned(), 0..zone.len()));
    } else if window.zone.is_none() {
        let zoned = [&window.start, &window.end];
        window.zone = zoned
            .into_iter()
            .flatten()
            .find_map(|(written, _)| written.zone.as_ref().map(|zone| (zone.name.clone(), zone.span.clone())));
    }
    let stated = window.start.is_some() || window.end.is_some();
    (stated.then_some(window), facts)
}

fn whole(text: &str) -> Option<(Written, Range<usize>)> {
    forms::parse(text.trim()).ok().map(|written| (written, 0..text.len()))
}

/// The passage that states the window: one with both ends before one with a start alone.
fn sentence(document: &Postmortem) -> Option<(StatedWindow, Source, &str)> {
    let mut best: Option<(StatedWindow, &Part, &str)> = None;
    for (part, text) in prose(document, WINDOW) {
        let Some(found) = window::find(text) else {
            continue;
        };
        let both = found.start.is_some() && found.end.is_some();
        if both || (best.is_none() && (found.start.is_some() || found.end.is_some())) {
            best = Some((found, part, text));
        }
        if both {
            break;
        }
    }
    let (mut window, part, text) = best.or_else(|| dated(document))?;
    if let Some((start, _)) = &mut window.start
        && start.clock.is_some()
    {
        let stated = start.date;
        // The date of the title or of a label, and its year where the window states the same day.
        let own = title_date(&document.title.text).or_else(|| labelled_date(document));
        start.date = match (stated, own) {
            (None, own) => own,
            (Some(date), Some(own)) if date.year.is_none() && date.month_day == own.month_day => Some(own),
            (stated, _) => stated,
        };
    }
    let id = part.id;
    Some((window, Source::Sentence(id, 0..text.len()), text))
}

/// `Date: 13/09/2021 3am UTC` in a part of its own: when it began, where a clock says so.
fn dated(document: &Postmortem) -> Option<(StatedWindow, &Part, &str)> {
    prose(document, &[PartKind::Metadata])
        .into_iter()
        .find_map(|(part, text)| {
            let (written, length) = forms::prefix(text).filter(|_| names_the_date(&part.heading))?;
            let whole = written.date.is_some() && written.clock.is_some() && written.end.is_none();
            let zone = written.zone.as_ref().map(|zone| (zone.name.clone(), zone.span.clone()));
            let window = StatedWindow {
                start: Some((written, 0..length)),
                end: None,
                zone,
            };
            whole.then_some((window, part, text))
        })
}

/// Whether a label says that the incident's date follows.
fn names_the_date(label: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let beside = |word| {
        matches!(
            word,
            "date" | "when" | "time" | "of" | "the" | "and" | "incident" | "outage"
        )
    };
    words.clone().any(|word| matches!(word, "date" | "when")) && words.all(beside)
}

/// The day under a label of its own, `**Date:** 2025-11-07` or `| Date | 2025-11-07 |`, before the timeline. Front
/// matter's date may be that of the page.
fn labelled_date(document: &Postmortem) -> Option<Date> {
    let before = document.parts.iter().take_while(|part| part.kind != PartKind::Timeline);
    before
        .filter(|part| !(part.kind == PartKind::Metadata && part.heading.is_empty()))
        .find_map(|part| {
            let Body::Prose(text) = &part.body else { return None };
            if names_the_date(&part.heading) {
                return day(text);
            }
            made::own(text).lines().find_map(|line| {
                let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
                let (label, value) = line.split_once([':', '|']).filter(|(label, _)| label.len() <= 40)?;
                names_the_date(label).then(|| day(value)).flatten()
            })
        })
}

/// The whole date that a text begins with, behind marks.
fn day(text: &str) -> Option<Date> {
    let (written, _) = forms::prefix(text.trim_start_matches([' ', '*', '_', '|', ':']))?;
    written
        .date
        .filter(|date| date.month_day.is_some() && date.year.is_some())
}

/// The date that a title states: “Outage of November 6, 2023”.
fn title_date(title: &str) -> Option<Date> {
    let mut word = false;
    for (at, c) in title.char_indices() {
        let begins = c.is_alphanumeric() && !word;
        word = c.is_alphanumeric();
        if !begins {
            continue;
        }
        let found = title
            .get(at..)
            .and_then(forms::prefix)
            .and_then(|(written, _)| written.date);
        if let Some(date) = found.filter(|date| date.month_day.is_some() && date.year.is_some()) {
            return Some(date);
        }
    }
    None
}

fn facts(window: &StatedWindow, from: Source, text: &str) -> Vec<Fact> {
    let Source::Sentence(id, _) = from else {
        return Vec::new();
    };
    let fact = |key: FactKey, range: &Range<usize>| {
        Some(Fact {
            key,
            text: text.get(range.clone())?.to_owned(),
            from: Source::Sentence(id, range.clone()),
        })
    };
    [
        window.start.as_ref().and_then(|(_, range)| fact(FactKey::Start, range)),
        window.end.as_ref().and_then(|(_, range)| fact(FactKey::End, range)),
        window.zone.as_ref().and_then(|(_, range)| fact(FactKey::Zone, range)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The stated duration in minutes, and the fact it was read from.
pub(super) fn duration(document: &Postmortem, fields: &[Fact]) -> Option<(i64, Option<Fact>)> {
    if let Some(field) = fields.iter().find(|fact| fact.key == FactKey::Duration) {
        return window::find_duration(&field.text).map(|(minutes, _)| (minutes, None));
    }
    let mut parts = prose(document, DURATION);
    // Where several spans are named, the one until the end of the incident is its duration.
    stable::sort_by_key(&mut parts, |(part, _)| match part.kind {
        PartKind::Duration if part.heading.to_lowercase().contains("resol") => 0,
        PartKind::Duration => 1,
        _ => 2,
    });
    parts.into_iter().find_map(|(part, text)| {
        let (minutes, range) = window::find_duration(text)?;
        let fact = Fact {
            key: FactKey::Duration,
            text: text.get(range.clone())?.to_owned(),
            from: Source::Sentence(part.id, range),
        };
        Some((minutes, Some(fact)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_before_the_timeline_gives_its_day_to_a_window_of_clocks() {
        let day = |labels: &str| {
            let text = format!("# Labels\n\n{labels}\n\n## Summary\n\nFrom 10:00 to 11:00 UTC nothing was printed.\n");
            let (window, _) = gather(&crate::markdown::read(&text), &[]);
            window.and_then(|window| window.start?.0.date?.month_day)
        };
        assert_eq!(day("**Date:** 2025-04-12"), Some((4, 12)));
        assert_eq!(day("- **Incident date**: April 12, 2025"), Some((4, 12)));
        assert_eq!(
            day("| Date | 2025-04-12 |\n| --- | --- |\n| Severity | SEV-2 |"),
            Some((4, 12))
        );
        assert_eq!(day("**Review date:** 2025-04-12"), None);
        assert_eq!(day("**Date:** some day in April"), None);
        assert_eq!(day("---\ndate: 2025-04-12\n---"), None);
    }
}
