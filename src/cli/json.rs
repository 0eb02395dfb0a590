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
use crate::model::{Body, FactKey, Id, Item, Line, Part, Postmortem, Rows};
use serde::Serialize;
use std::collections::HashMap;

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
    let paths = Paths::of(document, &timeline);
    let diagnostics = analysis.diagnostics.iter().map(|diagnostic| {
        let found = places.find(&diagnostic.place);
        let position = found.map(|bytes| lines.line_and_column(bytes.start));
        finding(diagnostic, paths.path(&diagnostic.place), position)
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

/// The passages between a part's rows.
fn passages(part: &Part) -> impl Iterator<Item = Id> {
    fn of<T>(rows: &Rows<T>) -> Vec<Id> {
        let lines = rows.lines.iter();
        lines
            .filter_map(|line| match line {
                Line::Text { id, .. } => Some(*id),
                Line::Row(_) => None,
            })
            .collect()
    }
    match &part.body {
        Body::Timeline(rows) => of(rows),
        Body::Items(rows) => of(rows),
        Body::Prose(_) | Body::Facts(_) => Vec::new(),
    }
    .into_iter()
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

/// Where parts and rows stand in the printed object.
struct Paths(HashMap<Id, String>);

impl Paths {
    fn of(document: &Postmortem, timeline: &[timeline::EntryReading<'_>]) -> Paths {
        let parts = headed(document).enumerate();
        let parts = parts.flat_map(|(index, part)| passages(part).chain([part.id]).map(move |id| (index, id)));
        let entries = timeline.iter().map(|entry| entry.id).enumerate();
        let items = document.items().map(|(_, item)| item.id).enumerate();
        let named = |name: &'static str| move |(index, id): (usize, Id)| (id, format!("{name}[{index}]"));
        let all = parts.map(named("parts"));
        let all = all.chain(entries.map(named("timeline")));
        Paths(all.chain(items.map(named("actions"))).collect())
    }

    /// A place as a path into the printed object; `document` where nothing printed stands for it.
    fn path(&self, place: &Place) -> String {
        let (id, field) = match place {
            Place::Title => return "title".into(),
            Place::Fact(FactKey::Start) => return "window.start".into(),
            Place::Fact(FactKey::End) => return "window.end".into(),
            Place::Fact(FactKey::Zone) => return "window.zone".into(),
            Place::Fact(FactKey::Duration) => return "stated_duration_minutes".into(),
            Place::Document | Place::Fact(_) => return "document".into(),
            Place::Part(id) | Place::Prose(id, _) | Place::Item(id) => (id, ""),
            Place::EntryTime(id) => (id, ".clock"),
            Place::EntryText(id) => (id, ".text"),
        };
        match self.0.get(id) {
            Some(path) => format!("{path}{field}"),
            None => "document".into(),
        }
    }
}
