//! What was recognised in a text that is to be imported.

use crate::editor::facts;
use crate::editor::figures::count;
use crate::editor::view::ImportView;
use crate::lint::{self, Analysis, Place, Settings, Severity, World, phase_of};
use crate::markdown::preview;
use crate::markdown::templates::of_document;
use crate::model::{Body, FactKey, Id, Line, Opening, Part, PartKind, Phase, Postmortem};
use crate::time::describe;
use crate::time::written::ClockStyle;
use crate::time::zone::Zones;
use std::collections::HashSet;

/// Entries and problems shown in the dialog, at most.
const SHOWN: usize = 12;

/// A text as read, with what the dialog says about it.
#[derive(Debug)]
pub(super) struct Recognised {
    pub(super) document: Postmortem,
    lines: Vec<(String, String)>,
    entries: Vec<(String, Option<Phase>, String, bool)>,
    problems: Vec<String>,
    kept: String,
    known: bool,
}

impl Recognised {
    /// Looks at a document that was read.
    pub(super) fn of(document: Postmortem, zones: &Zones) -> Recognised {
        let world = World {
            now: None,
            zones: zones.clone(),
        };
        let analysis = lint::analyse_with(&document, &Settings::default(), &world);
        let errors = || {
            let found = analysis.diagnostics.iter();
            found.filter(|diagnostic| diagnostic.rule.severity == Severity::Error)
        };
        let wrong: HashSet<Id> = errors()
            .filter_map(|diagnostic| match diagnostic.place {
                Place::EntryTime(id) | Place::EntryText(id) => Some(id),
                _ => None,
            })
            .collect();
        let entries = document.entries().take(SHOWN).map(|(_, entry)| {
            let text = preview::plain(&entry.text);
            (entry.time.clone(), phase_of(entry), text, wrong.contains(&entry.id))
        });
        // Text before the first heading counts as a summary wherever it comes from.
        let known_part = |part: &Part| part.kind != PartKind::Other && part.opening != Opening::Bare;
        Recognised {
            lines: lines(&document, &analysis),
            entries: entries.collect(),
            problems: errors()
                .take(SHOWN)
                .map(|diagnostic| diagnostic.message.clone())
                .collect(),
            kept: kept(&document),
            known: document.parts.iter().any(known_part) || document.entries().next().is_some(),
            document,
        }
    }

    /// Puts what was recognised into the dialog's view.
    pub(super) fn fill(&self, view: &mut ImportView) {
        view.recognised.clone_from(&self.lines);
        view.entries.clone_from(&self.entries);
        view.problems.clone_from(&self.problems);
        view.kept.clone_from(&self.kept);
        if !self.known {
            let doubt = "No part of a postmortem is recognised in this text. It can be imported all the same: \
                         every word is kept.";
            view.notice = Some((Severity::Warning, doubt.into()));
        }
    }
}

impl Recognised {
    /// Puts the layout that a template would be made of into the dialog's view.
    pub(super) fn fill_layout(&self, view: &mut ImportView) {
        let template = of_document("", &self.document);
        if template.slots.is_empty() {
            let none = "There is no heading in this text. A template is made of headings, such as “## Impact”.";
            view.notice = Some((Severity::Warning, none.into()));
            view.ready = false;
            return;
        }
        let name = std::iter::once(("Name".to_owned(), template.name));
        let parts = template.slots.iter().enumerate();
        let parts = parts.map(|(at, slot)| (format!("Part {}", at + 1), preview::plain(&slot.heading)));
        view.recognised = name.chain(parts).collect();
        view.kept = "None of its text is carried over.".into();
    }
}

fn lines(document: &Postmortem, analysis: &Analysis) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut line = |label: &str, value: String| {
        if !value.is_empty() {
            lines.push((label.to_owned(), value));
        }
    };
    line("Title", preview::plain(&document.title.text));
    line("Window", window(analysis));
    for key in [FactKey::Severity, FactKey::Status, FactKey::Affected] {
        let fact = analysis.stated.fact(key).map(|fact| fact.text.clone());
        line(key.label(), fact.unwrap_or_default());
    }
    let names: Vec<&str> = document
        .parts
        .iter()
        .filter(|part| part.kind != PartKind::Other && part.opening != Opening::Bare)
        .filter(|part| matches!(part.body, Body::Prose(_)))
        .map(|part| part.kind.label())
        .collect();
    line("Parts", names.join(", "));
    let entries = document.entries().count();
    if entries > 0 {
        line("Timeline", count(entries, "entry", "entries"));
    }
    let items = document.items().count();
    if items > 0 {
        let done = document.items().filter(|(_, item)| item.done).count();
        line("Actions", format!("{}, {done} done", count(items, "item", "items")));
    }
    lines
}

/// "June 15, 2023, 8:00 AM – 12:00 PM, GMT+1": as stated where it is stated, else as understood.
fn window(analysis: &Analysis) -> String {
    let fact = |key: FactKey| analysis.stated.fact(key).map(|fact| fact.text.clone());
    let zone = fact(FactKey::Zone).or_else(|| Some(analysis.stated.window.as_ref()?.zone.as_ref()?.0.clone()));
    // The zone often stands with the end already.
    let stated = |zone: &String| {
        let ends = [FactKey::Start, FactKey::End].into_iter().filter_map(fact);
        ends.into_iter().any(|text| text.contains(zone.as_str()))
    };
    let zone = zone.filter(|zone| !stated(zone));
    let zone = zone.map(|zone| format!(", {zone}")).unwrap_or_default();
    match (fact(FactKey::Start), fact(FactKey::End)) {
        (Some(start), Some(end)) => format!("{start} – {end}{zone}"),
        (Some(start), None) => format!("from {start}{zone}"),
        (None, Some(end)) => format!("to {end}{zone}"),
        (None, None) => {
            let window = facts::window(analysis);
            let (Some(start), Some(end)) = (window.start, window.end) else {
                return String::new();
            };
            let style = ClockStyle::TwentyFour;
            let from = describe::moment(start, window.dated, style);
            format!("{from} – {}{zone}", describe::clock(end, style))
        }
    }
}

/// "Nothing lost: 2 passages kept as they are."
fn kept(document: &Postmortem) -> String {
    let passages = |part: &Part| match &part.body {
        Body::Prose(text) => usize::from(part.kind == PartKind::Other && !text.is_empty()),
        Body::Facts(_) => 0,
        Body::Timeline(rows) => rows
            .lines
            .iter()
            .filter(|line| matches!(line, Line::Text { .. }))
            .count(),
        Body::Items(rows) => rows
            .lines
            .iter()
            .filter(|line| matches!(line, Line::Text { .. }))
            .count(),
    };
    match document.parts.iter().map(passages).sum() {
        0 => "Nothing lost: every passage has its place.".into(),
        n => format!(
            "Nothing lost: {} kept as {}.",
            count(n, "passage", "passages"),
            if n == 1 { "it is" } else { "they are" }
        ),
    }
}
