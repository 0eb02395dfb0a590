//! Where a finding points: in words, and as a field of the composer.

use super::event::Field;
use crate::lint::Place;
use crate::markdown::preview;
use crate::model::{Body, FactKey, Id, Line, Part, PartKind, Postmortem};
use std::collections::HashMap;

/// The field to go to for a place.
pub(crate) fn field(place: &Place, document: &Postmortem) -> Option<Field> {
    match place {
        Place::Document => None,
        Place::Title => Some(Field::Title),
        Place::Fact(key) => Some(Field::Fact(*key)),
        Place::Prose(id, _) => Some(Field::Prose(*id)),
        Place::EntryTime(id) => Some(Field::EntryTime(*id)),
        Place::EntryText(id) | Place::Item(id) => Some(Field::Text(*id)),
        Place::Part(id) => document.part(*id).map(|part| match part.body {
            Body::Prose(_) => Field::Prose(part.id),
            Body::Facts(_) => Field::Fact(FactKey::Start),
            Body::Timeline(_) | Body::Items(_) => Field::Quick(part.id),
        }),
    }
}

/// "Timeline, entry 7", "Root cause", "Facts, Start".
pub(crate) fn words(place: &Place, document: &Postmortem, rows: &RowIndex) -> String {
    match place {
        Place::Document => "Document".into(),
        Place::Title => "Title".into(),
        Place::Fact(key) => format!("Facts, {}", key.label()),
        Place::Part(id) | Place::Prose(id, _) => document.part(*id).map_or_else(String::new, part_name),
        Place::EntryTime(id) | Place::EntryText(id) => rows.row(document, *id, "entry"),
        Place::Item(id) => rows.row(document, *id, "item"),
    }
}

/// The place within a spoken sentence: "entry 7", "the part Root cause".
pub(crate) fn spoken(place: &Place, document: &Postmortem, rows: &RowIndex) -> String {
    match place {
        Place::Document => "the document".into(),
        Place::Title => "the title".into(),
        Place::Fact(key) => format!("the field {}", key.label()),
        Place::Part(_) | Place::Prose(..) => words(place, document, rows),
        Place::EntryTime(id) | Place::EntryText(id) => rows.number(*id, "entry"),
        Place::Item(id) => rows.number(*id, "item"),
    }
}

/// A part's name: its heading without marks, else what it is about.
pub(crate) fn part_name(part: &Part) -> String {
    let heading = preview::plain(&part.heading);
    let heading = heading.trim().trim_end_matches(':').trim_end();
    match (heading, &part.body, part.kind) {
        ("", Body::Facts(_), _) => "Facts".into(),
        ("", _, PartKind::Other) => "Opening text".into(),
        ("", _, kind) => kind.label().into(),
        (heading, ..) => heading.into(),
    }
}

/// Where the rows of a document stand, for many questions at once.
#[derive(Debug, Default)]
pub(crate) struct RowIndex(HashMap<Id, (Id, usize)>);

impl RowIndex {
    /// Notes every row of a document.
    pub(crate) fn of(document: &Postmortem) -> RowIndex {
        let mut rows = HashMap::new();
        for part in &document.parts {
            for (number, id) in row_ids(part).into_iter().enumerate() {
                rows.insert(id, (part.id, number + 1));
            }
        }
        RowIndex(rows)
    }

    /// The part that a row stands in.
    pub(crate) fn part(&self, id: Id) -> Option<Id> {
        self.0.get(&id).map(|(part, _)| *part)
    }

    fn row(&self, document: &Postmortem, id: Id, word: &str) -> String {
        let part = self.0.get(&id).and_then(|(part, _)| document.part(*part));
        let name = part.map(part_name).unwrap_or_default();
        format!("{name}, {}", self.number(id, word))
    }

    fn number(&self, id: Id, word: &str) -> String {
        match self.0.get(&id) {
            Some((_, number)) => format!("{word} {number}"),
            None => word.into(),
        }
    }
}

/// A row's number among the rows of its part, from 1, and how many there are.
pub(crate) fn number_of_row(document: &Postmortem, id: Id) -> Option<(usize, usize)> {
    let ids = row_ids(part_of_row(document, id)?);
    Some((ids.iter().position(|own| *own == id)? + 1, ids.len()))
}

/// The ids of a part's rows, passages left out.
pub(crate) fn row_ids(part: &Part) -> Vec<Id> {
    match &part.body {
        Body::Timeline(rows) => rows.rows().map(|entry| entry.id).collect(),
        Body::Items(rows) => rows.rows().map(|item| item.id).collect(),
        Body::Prose(_) | Body::Facts(_) => Vec::new(),
    }
}

/// The ids of a part's lines, passages among them.
pub(crate) fn line_ids(part: &Part) -> Vec<Id> {
    match &part.body {
        Body::Timeline(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(entry) => entry.id,
                Line::Text { id, .. } => *id,
            })
            .collect(),
        Body::Items(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(item) => item.id,
                Line::Text { id, .. } => *id,
            })
            .collect(),
        Body::Prose(_) | Body::Facts(_) => Vec::new(),
    }
}

/// The part that a row or a passage between rows stands in.
pub(crate) fn part_of_row(document: &Postmortem, id: Id) -> Option<&Part> {
    document.parts.iter().find(|part| line_ids(part).contains(&id))
}
