//! `import --format json`: what is read from a document, as JSON.
//!
//! The types here are the command line's own format; the model derives no serde.

mod metrics;
mod timeline;
mod window;

use super::lines::Lines;
use super::place::Places;
use crate::lint::{self, Analysis, Place};
use crate::markdown::preview::plain;
use crate::model::{FactKey, Item, Part, Postmortem};
use serde::Serialize;

/// Everything that is read from one document.
#[derive(Serialize)]
pub(super) struct Reading<'a> {
    title: Option<String>,
    window: Option<window::Window>,
    stated_duration_minutes: Option<i64>,
    parts: Vec<PartReading>,
    timeline: Vec<timeline::EntryReading<'a>>,
    actions: Vec<Action<'a>>,
    metrics: Vec<metrics::MetricReading>,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct PartReading {
    heading: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Action<'a> {
    text: &'a str,
    done: bool,
    owner: Option<&'a str>,
    priority: Option<&'a str>,
    r#type: Option<&'a str>,
    due: Option<&'a str>,
    link: Option<&'a str>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    id: &'static str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    /// Where in this very object: `timeline[3].clock`, `parts[1]`, `window.start`.
    place: String,
    line: Option<usize>,
    column: Option<usize>,
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    proof: &'a str,
    applicability: &'static str,
}

/// What is read from a text, given the document that was read from it.
pub(super) fn reading<'a>(text: &str, document: &'a Postmortem, analysis: &'a Analysis) -> Reading<'a> {
    let timeline = timeline::entries(document, analysis);
    let places = Places::of(text, document, &analysis.stated);
    let lines = Lines::of(text);
    let diagnostics = analysis.diagnostics.iter().map(|diagnostic| {
        let found = places.find(&diagnostic.place);
        let position = found.map(|bytes| lines.line_and_column(bytes.start));
        finding(diagnostic, path(&diagnostic.place, document, &timeline), position)
    });
    Reading {
        title: Some(plain(&document.title.text)).filter(|title| !title.is_empty()),
        window: analysis.stated.window.as_ref().and_then(window::window),
        stated_duration_minutes: analysis.stated.duration,
        parts: headed(document)
            .map(|part| PartReading {
                heading: plain(&part.heading),
                kind: part.kind.name(),
            })
            .collect(),
        actions: document.items().map(|(_, item)| action(item)).collect(),
        diagnostics: diagnostics.collect(),
        metrics: metrics::metrics(document, analysis, &timeline),
        timeline,
    }
}

/// The parts that are listed: those with a heading.
fn headed(document: &Postmortem) -> impl Iterator<Item = &Part> {
    document.parts.iter().filter(|part| !part.heading.is_empty())
}

fn action(item: &Item) -> Action<'_> {
    fn stated(field: &str) -> Option<&str> {
        Some(field).filter(|field| !field.is_empty())
    }
    Action {
        text: &item.text,
        done: item.done,
        owner: stated(&item.owner),
        priority: stated(&item.priority),
        r#type: stated(&item.kind),
        due: stated(&item.due),
        link: stated(&item.link),
    }
}

fn finding(diagnostic: &lint::Diagnostic, place: String, position: Option<(usize, usize)>) -> Finding<'_> {
    Finding {
        code: diagnostic.rule.name,
        id: diagnostic.rule.id,
        severity: diagnostic.rule.severity.name(),
        message: &diagnostic.message,
        help: &diagnostic.help,
        place,
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        fixes: diagnostic
            .fixes
            .iter()
            .map(|fix| Fix {
                title: &fix.title,
                proof: &fix.proof,
                applicability: fix.applicability.name(),
            })
            .collect(),
    }
}

/// A place as a path into the printed object; `document` where nothing printed stands for it.
fn path(place: &Place, document: &Postmortem, timeline: &[timeline::EntryReading<'_>]) -> String {
    let found = match place {
        Place::Document => None,
        Place::Title => Some("title".to_owned()),
        Place::Fact(FactKey::Start) => Some("window.start".to_owned()),
        Place::Fact(FactKey::End) => Some("window.end".to_owned()),
        Place::Fact(FactKey::Zone) => Some("window.zone".to_owned()),
        Place::Fact(FactKey::Duration) => Some("stated_duration_minutes".to_owned()),
        Place::Fact(_) => None,
        Place::Part(id) | Place::Prose(id, _) => headed(document)
            .position(|part| part.id == *id)
            .map(|index| format!("parts[{index}]")),
        Place::EntryTime(id) => timeline
            .iter()
            .position(|entry| entry.id == *id)
            .map(|index| format!("timeline[{index}].clock")),
        Place::EntryText(id) => timeline
            .iter()
            .position(|entry| entry.id == *id)
            .map(|index| format!("timeline[{index}].text")),
        Place::Item(id) => document
            .items()
            .position(|(_, item)| item.id == *id)
            .map(|index| format!("actions[{index}]")),
    };
    found.unwrap_or_else(|| "document".to_owned())
}
