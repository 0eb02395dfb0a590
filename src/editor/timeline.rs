//! A timeline as shown: its rows with what was understood of them.

use super::chart;
use super::compose::Pointed;
use super::draft::Draft;
use super::figures::count;
use super::problems::ProblemRef;
use super::second_clock::SecondClock;
use super::view::{EntryView, TimelineRowView, TimelineView};
use crate::lint::{Analysis, Place, TimelineReading};
use crate::model::{Body, FactKey, Id, Line, Postmortem, Timeline};
use crate::time::describe::{self, span};
use crate::time::forms;
use crate::time::resolve::{Local, Resolved};
use crate::time::written::ClockStyle;
use std::collections::HashMap;

/// A timeline part as the page shows it.
pub(crate) fn view(
    draft: &Draft,
    part: Id,
    timeline: &Timeline,
    pointed: &Pointed,
    shown: &[ProblemRef<'_>],
) -> TimelineView {
    let reading = draft.analysis.timelines.iter().find(|reading| reading.part == part);
    let resolved: HashMap<Id, &Resolved> = reading.into_iter().flat_map(resolved_by_id).collect();
    let second = SecondClock::of(draft);
    let second = second
        .as_ref()
        .filter(|_| reading.is_some_and(|reading| reading.resolution.dated));
    let style = style(timeline);
    let marks = first_fix_marks(shown);
    let total = timeline.rows().count();
    let (mut number, mut before) = (0, None);
    let rows = timeline.lines.iter().map(|line| match line {
        Line::Text { id, text } => TimelineRowView::Text {
            id: *id,
            text: text.clone(),
        },
        Line::Row(entry) => {
            number += 1;
            let resolved = resolved.get(&entry.id).copied();
            let at = resolved.and_then(|resolved| resolved.at);
            let delta = at.zip(before).map(|(at, before): (_, Local)| at.0 - before.0);
            before = at.or(before);
            let problems = pointed.row(entry.id);
            TimelineRowView::Entry(EntryView {
                id: entry.id,
                number: (number, total),
                time: entry.time.clone(),
                delta: delta_words(delta, marks.get(&entry.id).copied()),
                backwards: delta.is_some_and(|delta| delta < 0),
                wrong: problems.iter().any(|number| {
                    let place = shown.get(*number).map(|problem| &problem.found.place);
                    matches!(place, Some(Place::EntryTime(_)))
                }),
                text: entry.text.clone(),
                label: entry.label().to_owned(),
                phase: draft.rendered.phase(part, entry.id),
                phase_chosen: entry.phase.is_some(),
                second: resolved
                    .and_then(|resolved| second?.words(entry, resolved))
                    .unwrap_or_default(),
                reading: draft.readings.get(&entry.id).cloned().unwrap_or_default(),
                problems,
            })
        }
    });
    TimelineView {
        rows: rows.collect(),
        caption: caption(draft, total),
        chart: reading.and_then(|reading| chart::view(draft, reading, timeline, style, shown)),
    }
}

/// Each entry with its reading.
pub(crate) fn resolved_by_id(reading: &TimelineReading) -> impl Iterator<Item = (Id, &Resolved)> {
    reading.entries.iter().copied().zip(&reading.resolution.entries)
}

/// The word that the first fix of a shown problem puts to each entry it touches.
fn first_fix_marks<'a>(shown: &[ProblemRef<'a>]) -> HashMap<Id, &'a str> {
    let fixes = shown.iter().filter_map(|problem| problem.found.fixes.first());
    let touches = fixes.flat_map(|fix| &fix.touches);
    touches
        .filter(|touch| !touch.mark.is_empty())
        .map(|touch| (touch.entry, touch.mark.as_str()))
        .collect()
}

/// "+25 min", "−11 h", "+13 h, AM?".
fn delta_words(delta: Option<i64>, mark: Option<&str>) -> String {
    let delta = delta.map(|delta| {
        let sign = if delta < 0 { '−' } else { '+' };
        format!("{sign}{}", span(delta))
    });
    match (delta, mark) {
        (Some(delta), Some(mark)) => format!("{delta}, {mark}"),
        (Some(delta), None) => delta,
        (None, Some(mark)) => mark.to_owned(),
        (None, None) => String::new(),
    }
}

/// "7 entries, times in GMT+1".
fn caption(draft: &Draft, total: usize) -> String {
    if total == 0 {
        return "No entries yet. Begin with the first sign of trouble.".into();
    }
    let entries = count(total, "entry", "entries");
    let stated = &draft.analysis.stated;
    let zone = stated.fact(FactKey::Zone).map(|fact| fact.text.clone());
    match zone.or_else(|| Some(stated.window.as_ref()?.zone.as_ref()?.0.clone())) {
        Some(zone) => format!("{entries}, times in {zone}"),
        None => entries,
    }
}

/// How most of the entries write their hours.
fn style(timeline: &Timeline) -> ClockStyle {
    let clocks = timeline
        .rows()
        .take(200)
        .filter_map(|entry| forms::parse(&entry.time).ok()?.clock);
    let (twelve, all) = clocks.fold((0, 0), |(twelve, all), clock| {
        (twelve + usize::from(clock.style == ClockStyle::Twelve), all + 1)
    });
    if twelve * 2 > all {
        ClockStyle::Twelve
    } else {
        ClockStyle::TwentyFour
    }
}

/// What was understood of each entry and why, in words.
pub(crate) fn readings(document: &Postmortem, analysis: &Analysis) -> HashMap<Id, String> {
    let mut words = HashMap::new();
    for reading in &analysis.timelines {
        let rows = document.part(reading.part).map(|part| &part.body);
        let Some(Body::Timeline(timeline)) = rows else {
            continue;
        };
        let resolved: HashMap<Id, &Resolved> = resolved_by_id(reading).collect();
        for entry in timeline.rows() {
            if let (Ok(written), Some(resolved)) = (forms::parse(&entry.time), resolved.get(&entry.id)) {
                words.insert(entry.id, describe::reading(&written, resolved, &reading.resolution));
            }
        }
    }
    words
}
