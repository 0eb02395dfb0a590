//! The facts card: what the document states about its incident, and the figures that follow.

use super::draft::Draft;
use super::place;
use super::problems::ProblemRef;
use super::template;
use super::view::{FactField, FactsView};
use crate::lint::{Analysis, Place, Severity, TimelineReading};
use crate::markdown::facts::{Fact, Source};
use crate::model::{FactKey, Postmortem};
use crate::time::describe::span;
use crate::time::resolve::{Input, Local, resolve};

/// The order of the card's fields: those that every postmortem needs, then the others.
const ORDER: [FactKey; 12] = [
    FactKey::Start,
    FactKey::End,
    FactKey::Zone,
    FactKey::Severity,
    FactKey::Status,
    FactKey::Affected,
    FactKey::Clock,
    FactKey::Duration,
    FactKey::Services,
    FactKey::Incident,
    FactKey::Authors,
    FactKey::Roles,
];

/// The incident's window on the timeline's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Window {
    pub(crate) start: Option<Local>,
    pub(crate) end: Option<Local>,
    /// Whether its clock counts real days.
    pub(crate) dated: bool,
}

/// The stated window as understood.
pub(crate) fn window(analysis: &Analysis) -> Window {
    let stated = analysis.timelines.iter().map(|reading| &reading.resolution);
    let stated = stated.filter(|resolution| resolution.start.is_some() || resolution.end.is_some());
    if let Some(resolution) = stated.into_iter().next() {
        return Window {
            start: resolution.start,
            end: resolution.end,
            dated: resolution.dated,
        };
    }
    if analysis.stated.window.is_none() {
        return Window::default();
    }
    let resolution = resolve(&Input {
        window: analysis.stated.window.clone(),
        ..Input::default()
    });
    Window {
        start: resolution.start,
        end: resolution.end,
        dated: resolution.dated,
    }
}

/// The timeline with the most moments: the one that figures are taken from.
pub(crate) fn main_timeline(analysis: &Analysis) -> Option<&TimelineReading> {
    let moments = |reading: &TimelineReading| {
        reading
            .resolution
            .entries
            .iter()
            .filter(|entry| entry.at.is_some())
            .count()
    };
    // The first of several that are equally long.
    analysis.timelines.iter().rev().max_by_key(|reading| moments(reading))
}

/// The first and the last moment of the main timeline.
pub(crate) fn timeline_ends(analysis: &Analysis) -> Option<(Local, Local)> {
    let moments = || {
        main_timeline(analysis)
            .into_iter()
            .flat_map(|reading| &reading.resolution.entries)
    };
    let (first, last) = (
        moments().filter_map(|entry| entry.at).min()?,
        moments().filter_map(|entry| entry.at).max()?,
    );
    Some((first, last))
}

/// The day of the incident, where one is known.
pub(crate) fn incident_day(analysis: &Analysis) -> Option<Local> {
    let window = window(analysis);
    if window.dated && window.start.is_some() {
        return window.start;
    }
    let reading = main_timeline(analysis).filter(|reading| reading.resolution.dated)?;
    reading.resolution.entries.iter().filter_map(|entry| entry.at).min()
}

/// “The timeline spans 4 h.”; empty with fewer than two moments.
pub(crate) fn spans_now(draft: &Draft) -> String {
    match timeline_ends(&draft.analysis) {
        Some((first, last)) if first != last => super::mend::spans(last.0 - first.0),
        _ => String::new(),
    }
}

/// The facts card.
pub(crate) fn view(document: &Postmortem, analysis: &Analysis, shown: &[ProblemRef<'_>]) -> FactsView {
    let pointed = |key: FactKey| shown.iter().any(|problem| problem.found.place == Place::Fact(key));
    let fields = ORDER.iter().map(|key| {
        let fact = analysis.stated.fact(*key);
        FactField {
            key: *key,
            label: key.label().into(),
            text: fact.map(in_one_line).unwrap_or_default(),
            example: template::example(*key).into(),
            from: fact.map(|fact| from(&fact.from, document)).unwrap_or_default(),
            wrong: pointed(*key),
        }
    });
    let window = window(analysis);
    let ends = timeline_ends(analysis).filter(|(first, last)| first != last);
    let spans = ends.map(|(first, last)| last.0 - first.0);
    let forward = main_timeline(analysis).is_some_and(|reading| reading.resolution.falls().is_empty());
    let (length, note) = match (window.start, window.end, analysis.stated.duration) {
        (Some(start), Some(end), _) if end >= start => (Some(end.0 - start.0), "from start to end"),
        (Some(_), Some(_), _) => (None, "the end is before the start"),
        (_, _, Some(minutes)) => (Some(minutes * 60), "stated"),
        (..) if forward && spans.is_some() => (spans, "from the first to the last entry"),
        (..) => (None, "once start and end are known"),
    };
    let stated = !note.starts_with("from the first");
    let error = shown
        .iter()
        .any(|problem| problem.found.rule.severity == Severity::Error);
    FactsView {
        second_clock: analysis.stated.fact(FactKey::Clock).is_some(),
        fields: fields.collect(),
        duration: length.map_or_else(|| "–".into(), span),
        duration_note: note.into(),
        span: match (spans, length) {
            // Said where it agrees, or where it is part of a contradiction that is said anyway.
            (Some(spans), Some(length)) if stated && (spans == length || spans > length && error) => {
                Some((format!("Timeline spans {}", span(spans)), spans != length))
            }
            _ => None,
        },
        problems: shown
            .iter()
            .filter(|problem| matches!(problem.found.place, Place::Fact(_)))
            .map(|problem| problem.number)
            .collect(),
    }
}

/// A fact as its field shows it: a sentence may go over several lines, a field has one.
pub(crate) fn in_one_line(fact: &Fact) -> String {
    fact.text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Where a fact was read: "from Duration"; empty for a field of its own.
fn from(source: &Source, document: &Postmortem) -> String {
    match source {
        Source::Field(_) => String::new(),
        Source::Title => "from the title".into(),
        Source::Sentence(id, _) => match document.part(*id) {
            Some(part) => format!("from {}", place::part_name(part)),
            None => String::new(),
        },
    }
}
