//! What is derived from each part for reading: formatted text, phases, number of words.
//!
//! A part that did not change keeps what was derived from it, and shares it with the view.

use super::view::{PreviewLine, PreviewPart};
use crate::lint::phase_of;
use crate::markdown::made;
use crate::markdown::preview::{self, Node};
use crate::model::{Body, Entry, Id, Item, Line, Opening, Part, Phase, Postmortem};
use std::collections::HashMap;
use std::sync::Arc;

/// The parts as derived, by id.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    parts: HashMap<Id, RenderedPart>,
}

/// A part as derived, with the part that it was derived from.
#[derive(Debug)]
struct RenderedPart {
    source: Part,
    shown: PreviewPart,
    /// Phases shown of its entries.
    phases: HashMap<Id, Phase>,
    words: usize,
}

impl Rendered {
    /// Derives anew what changed.
    pub(crate) fn refresh(&mut self, document: &Postmortem) {
        let mut before = std::mem::take(&mut self.parts);
        for part in &document.parts {
            let kept = match before.remove(&part.id) {
                Some(kept) if kept.source == *part => kept,
                kept => derive(part, kept.as_ref()),
            };
            self.parts.insert(part.id, kept);
        }
    }

    /// The part as a reader sees it.
    pub(crate) fn part(&self, id: Id) -> Option<&PreviewPart> {
        self.parts.get(&id).map(|part| &part.shown)
    }

    /// The phase shown of an entry: the chosen one, else what its words suggest.
    pub(crate) fn phase(&self, part: Id, entry: Id) -> Option<Phase> {
        self.parts.get(&part)?.phases.get(&entry).copied()
    }

    /// Number of words in all parts.
    pub(crate) fn words(&self) -> usize {
        self.parts.values().map(|part| part.words).sum()
    }
}

fn derive(part: &Part, before: Option<&RenderedPart>) -> RenderedPart {
    let lines = lines(part, before);
    let phases = match &part.body {
        Body::Timeline(rows) => rows
            .lines
            .iter()
            .zip(&lines)
            .filter_map(|(line, shown)| match (line, shown.as_ref()) {
                (Line::Row(entry), PreviewLine::Entry { phase, .. }) => Some((entry.id, (*phase)?)),
                _ => None,
            })
            .collect(),
        _ => HashMap::new(),
    };
    RenderedPart {
        source: part.clone(),
        shown: PreviewPart {
            id: part.id,
            heading: preview::inline(&part.heading).into(),
            level: match part.opening {
                Opening::Heading(level) => level.clamp(2, 6),
                Opening::Bare | Opening::Label { .. } => 0,
            },
            lines: lines.into(),
        },
        phases,
        words: words(part),
    }
}

fn lines(part: &Part, before: Option<&RenderedPart>) -> Vec<Arc<PreviewLine>> {
    match &part.body {
        Body::Prose(text) if text.trim().is_empty() => Vec::new(),
        // Front matter is no Markdown: it is shown as it stands.
        Body::Prose(text) if made::is_front_matter(part) => vec![Arc::new(PreviewLine::Prose(vec![Node::CodeBlock {
            language: "yaml".into(),
            text: text.clone(),
        }]))],
        Body::Prose(text) => vec![prose(text)],
        Body::Facts(facts) => facts
            .0
            .iter()
            .map(|(key, text)| Arc::new(PreviewLine::Fact(key.label().into(), text.clone())))
            .collect(),
        Body::Timeline(rows) => {
            let known = known(before);
            rows.lines
                .iter()
                .map(|line| match line {
                    Line::Row(entry) => known.entry(entry).unwrap_or_else(|| {
                        Arc::new(PreviewLine::Entry {
                            time: entry.time.clone(),
                            phase: phase_of(entry),
                            text: preview::nodes(&entry.text),
                        })
                    }),
                    Line::Text { text, .. } => prose(text),
                })
                .collect()
        }
        Body::Items(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(item) => Arc::new(PreviewLine::Item {
                    done: item.done,
                    text: preview::nodes(&item.text),
                    meta: meta(item),
                }),
                Line::Text { text, .. } => prose(text),
            })
            .collect(),
    }
}

fn prose(text: &str) -> Arc<PreviewLine> {
    Arc::new(PreviewLine::Prose(preview::nodes(text)))
}

/// The entries of a part as derived before, so that a change of one row formats one row.
struct Known<'a>(HashMap<Id, (&'a Entry, &'a Arc<PreviewLine>)>);

impl Known<'_> {
    fn entry(&self, entry: &Entry) -> Option<Arc<PreviewLine>> {
        let (source, line) = self.0.get(&entry.id)?;
        (*source == entry).then(|| Arc::clone(line))
    }
}

fn known(before: Option<&RenderedPart>) -> Known<'_> {
    let Some(before) = before else {
        return Known(HashMap::new());
    };
    let Body::Timeline(rows) = &before.source.body else {
        return Known(HashMap::new());
    };
    let pairs = rows.lines.iter().zip(before.shown.lines.iter());
    Known(
        pairs
            .filter_map(|(line, shown)| match line {
                Line::Row(entry) => Some((entry.id, (entry, shown))),
                Line::Text { .. } => None,
            })
            .collect(),
    )
}

/// "Salma · P0 · Prevent · due Jun 22, 2023".
fn meta(item: &Item) -> String {
    let due = if item.due.is_empty() {
        String::new()
    } else {
        format!("due {}", item.due)
    };
    [&item.owner, &item.priority, &item.kind, &due, &item.link]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn words(part: &Part) -> usize {
    let count = |text: &str| {
        let has_word = |token: &&str| token.contains(char::is_alphanumeric);
        text.split_whitespace().filter(has_word).count()
    };
    count(&part.heading)
        + match &part.body {
            Body::Prose(text) => count(text),
            Body::Facts(facts) => facts.0.values().map(|text| count(text)).sum(),
            Body::Timeline(rows) => rows
                .lines
                .iter()
                .map(|line| match line {
                    Line::Row(entry) => count(&entry.time) + count(&entry.text),
                    Line::Text { text, .. } => count(text),
                })
                .sum(),
            Body::Items(rows) => rows
                .lines
                .iter()
                .map(|line| match line {
                    Line::Row(item) => count(&item.text),
                    Line::Text { text, .. } => count(text),
                })
                .sum(),
        }
}
