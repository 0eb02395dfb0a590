//! From a [`Place`] to bytes of the text that a document was read from.
//!
//! The model keeps no positions: it is edited, and they would lie. So the text is walked once
//! more beside the document, each piece looked for a little behind the one before it.

mod walk;

use crate::lint::Place;
use crate::markdown::facts::{Source, Stated};
use crate::model::{Body, Column, Entry, FactKey, Id, Item, LabelMarks, Line, Opening, Part, Postmortem, Rows};
use std::collections::HashMap;
use std::ops::Range;
use walk::Walk;

/// Where the pieces of a document stand in its text.
#[derive(Default)]
pub(super) struct Places {
    title: Option<Range<usize>>,
    headings: HashMap<Id, Range<usize>>,
    times: HashMap<Id, Range<usize>>,
    fields: HashMap<(Id, FactKey), Range<usize>>,
    texts: HashMap<Id, Vec<Piece>>,
    facts: HashMap<FactKey, Source>,
}

/// A stretch of a passage that stands in the text as it stands in the model.
struct Piece {
    /// Its bytes in the passage.
    inner: Range<usize>,
    /// Where it begins in the text.
    at: usize,
    /// The length of its first line.
    line: usize,
}

impl Places {
    /// Walks the text beside the document that was read from it.
    pub(super) fn of(text: &str, document: &Postmortem, stated: &Stated) -> Places {
        let mut places = Places::default();
        let mut walk = Walk::new(text);
        places.title = walk.step(&document.title.text);
        for part in &document.parts {
            places.part(part, &mut walk);
        }
        places.facts = stated.facts.iter().map(|fact| (fact.key, fact.from.clone())).collect();
        places
    }

    /// The bytes a place stands for; `None` for the document as a whole and for what is not in
    /// the text.
    pub(super) fn find(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::Document => None,
            Place::Title => self.title.clone(),
            Place::Fact(key) => match self.facts.get(key)? {
                Source::Field(id) => self.fields.get(&(*id, *key)).cloned(),
                Source::Sentence(id, bytes) => self.passage(*id, bytes),
                Source::Title => self.title.clone(),
            },
            Place::Part(id) => self.headings.get(id).cloned().or_else(|| self.first_line(*id)),
            Place::Prose(id, bytes) => self.passage(*id, bytes),
            Place::EntryTime(id) => self.times.get(id).cloned().or_else(|| self.first_line(*id)),
            Place::EntryText(id) | Place::Item(id) => self.first_line(*id).or_else(|| self.times.get(id).cloned()),
        }
    }

    /// Bytes of a passage; where they are not found as they are, the stretch they begin in.
    fn passage(&self, id: Id, bytes: &Range<usize>) -> Option<Range<usize>> {
        let pieces = self.texts.get(&id)?;
        let first = pieces.iter().find(|piece| piece.inner.end > bytes.start)?;
        let start = first.at + bytes.start.saturating_sub(first.inner.start);
        let end = first.at + bytes.end.min(first.inner.end).saturating_sub(first.inner.start);
        Some(start..end.max(start))
    }

    fn first_line(&self, id: Id) -> Option<Range<usize>> {
        let piece = self.texts.get(&id)?.first()?;
        Some(piece.at..piece.at + piece.line)
    }

    fn part(&mut self, part: &Part, walk: &mut Walk<'_>) {
        let heading = &part.heading;
        if let Some(range) = walk.inside(&opening(part), heading).or_else(|| walk.step(heading)) {
            self.headings.insert(part.id, range);
        }
        match &part.body {
            Body::Prose(text) => self.text(part.id, text, walk),
            Body::Facts(facts) => {
                for (key, text) in &facts.0 {
                    if let Some(range) = walk.step(text) {
                        self.fields.insert((part.id, *key), range);
                    }
                }
            }
            Body::Timeline(rows) => self.rows(rows, walk, Places::entry),
            Body::Items(rows) => self.rows(rows, walk, Places::item),
        }
    }

    fn rows<T>(
        &mut self,
        rows: &Rows<T>,
        walk: &mut Walk<'_>,
        row: impl Fn(&mut Places, &T, &[Column], &mut Walk<'_>),
    ) {
        let columns = rows.table.as_ref().map_or(&[][..], |table| &table.columns);
        for line in &rows.lines {
            match line {
                Line::Row(own) => row(self, own, columns, walk),
                Line::Text { id, text } => self.text(*id, text, walk),
            }
        }
    }

    fn entry(&mut self, entry: &Entry, columns: &[Column], walk: &mut Walk<'_>) {
        if columns.is_empty() {
            let led = format!("{}{}", entry.style.lead, entry.time);
            let found = walk.inside(&led, &entry.time);
            self.time(entry, found.or_else(|| walk.step(&entry.time)));
            self.text(entry.id, &entry.text, walk);
            return;
        }
        let mut cells = entry.cells.iter();
        for column in columns {
            match column {
                Column::Time => self.time(entry, walk.step(&entry.time)),
                Column::Text => self.text(entry.id, &entry.text, walk),
                _ => {
                    walk.step(cells.next().map_or("", String::as_str));
                }
            }
        }
    }

    fn time(&mut self, entry: &Entry, found: Option<Range<usize>>) {
        if let Some(range) = found {
            self.times.insert(entry.id, range);
        }
    }

    fn item(&mut self, item: &Item, columns: &[Column], walk: &mut Walk<'_>) {
        if columns.is_empty() {
            self.text(item.id, &item.text, walk);
            return;
        }
        let mut cells = item.cells.iter();
        for column in columns {
            let cell = match column {
                Column::Text => {
                    self.text(item.id, &item.text, walk);
                    continue;
                }
                Column::Owner => &item.owner,
                Column::Priority => &item.priority,
                Column::Type => &item.kind,
                Column::Due => &item.due,
                Column::Link => &item.link,
                Column::Done => continue,
                Column::Time | Column::Other => match cells.next() {
                    Some(cell) => cell,
                    None => continue,
                },
            };
            walk.step(cell);
        }
    }

    /// A passage as a whole where it stands so in the text, else line by line.
    fn text(&mut self, id: Id, text: &str, walk: &mut Walk<'_>) {
        let mut pieces = Vec::new();
        if let Some(found) = walk.step(text) {
            pieces.push(Piece {
                inner: 0..text.len(),
                at: found.start,
                line: text.lines().next().map_or(0, str::len),
            });
        } else {
            let mut from = 0;
            for line in text.split_inclusive('\n') {
                let indent = line.len() - line.trim_start().len();
                if let Some(found) = walk.step(line.trim()) {
                    let inner = from + indent..from + indent + found.len();
                    pieces.push(Piece {
                        inner,
                        at: found.start,
                        line: found.len(),
                    });
                }
                from += line.len();
            }
        }
        if !pieces.is_empty() {
            self.texts.insert(id, pieces);
        }
    }
}

/// The opening of a part as its text has it, up to the heading's end.
fn opening(part: &Part) -> String {
    let heading = &part.heading;
    match &part.opening {
        Opening::Bare => heading.clone(),
        Opening::Heading(level) => format!("{} {heading}", "#".repeat(usize::from(*level))),
        Opening::Label { lead, marks, .. } => match marks {
            LabelMarks::Plain => format!("{lead}{heading}:"),
            LabelMarks::PlainNoColon => format!("{lead}{heading}"),
            LabelMarks::Bold | LabelMarks::BoldColonAfter | LabelMarks::BoldNoColon => format!("{lead}**{heading}"),
            LabelMarks::Italic | LabelMarks::ItalicColonAfter => format!("{lead}*{heading}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryStyle, PartKind, Table, Title, TitleOpening};

    const LIST: &str = "# Impact of a leak\n\nIntro on the Impact.\n\n## Impact\n\nNobody could pay\nfor 2 hours.\n\n\
        ## Timeline\n\nAt 10:05 it began.\n\n- **10:05:** Alert at 10:06\n- **10:06:** Page\n  second line\n";

    fn part(id: u32, kind: PartKind, heading: &str, body: Body) -> Part {
        Part {
            heading: heading.into(),
            body,
            ..Part::new(Id(id), kind)
        }
    }

    fn list() -> Postmortem {
        let mut document = Postmortem::default();
        document.title = Title {
            text: "Impact of a leak".into(),
            opening: TitleOpening::Heading(1),
        };
        document.parts = vec![
            Part {
                opening: Opening::Bare,
                ..part(1, PartKind::Other, "", Body::Prose("Intro on the Impact.".into()))
            },
            part(
                2,
                PartKind::Impact,
                "Impact",
                Body::Prose("Nobody could pay\nfor 2 hours.".into()),
            ),
            part(
                3,
                PartKind::Timeline,
                "Timeline",
                Body::Timeline(Rows {
                    table: None,
                    lines: vec![
                        Line::Text {
                            id: Id(4),
                            text: "At 10:05 it began.".into(),
                        },
                        Line::Row(Entry::new(Id(5), "10:05", "Alert at 10:06")),
                        Line::Row(Entry::new(Id(6), "10:06", "Page\nsecond line")),
                    ],
                }),
            ),
        ];
        document
    }

    /// What a place stands for, and what stands before it on its line.
    fn shown<'a>(text: &'a str, places: &Places, place: &Place) -> Option<(&'a str, &'a str)> {
        let bytes = places.find(place)?;
        let line = text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
        Some((&text[line..bytes.start], &text[bytes]))
    }

    #[test]
    fn each_place_is_found_where_it_stands() {
        let places = Places::of(LIST, &list(), &Stated::default());
        for (place, want) in [
            (Place::Document, None),
            (Place::Title, Some(("# ", "Impact of a leak"))),
            (Place::Part(Id(1)), Some(("", "Intro on the Impact."))),
            (Place::Part(Id(2)), Some(("## ", "Impact"))),
            (Place::Prose(Id(2), 0..28), Some(("", "Nobody could pay\nfor 2 hours"))),
            (Place::Prose(Id(2), 21..28), Some(("for ", "2 hours"))),
            (Place::Prose(Id(4), 3..8), Some(("At ", "10:05"))),
            (Place::EntryTime(Id(5)), Some(("- **", "10:05"))),
            (Place::EntryText(Id(5)), Some(("- **10:05:** ", "Alert at 10:06"))),
            (Place::EntryTime(Id(6)), Some(("- **", "10:06"))),
            (Place::EntryText(Id(6)), Some(("- **10:06:** ", "Page"))),
            (Place::EntryTime(Id(9)), None),
        ] {
            assert_eq!(shown(LIST, &places, &place), want, "{place:?}");
        }
    }

    #[test]
    fn a_fact_is_found_in_its_sentence() {
        let stated = Stated {
            facts: vec![crate::markdown::facts::Fact {
                key: FactKey::Duration,
                text: "2 hours".into(),
                from: Source::Sentence(Id(2), 21..28),
            }],
            ..Stated::default()
        };
        let places = Places::of(LIST, &list(), &stated);
        let found = shown(LIST, &places, &Place::Fact(FactKey::Duration));
        assert_eq!(found, Some(("for ", "2 hours")));
        assert_eq!(places.find(&Place::Fact(FactKey::Start)), None);
    }

    #[test]
    fn cells_of_a_table_are_found_in_column_order() {
        let text = "| Event | Who | Time |\n|---|---|---|\n| Page at 10:05 | Bo | 10:05 |\n| Over | Bo | 10:20 |\n";
        let entry = |id, time, text: &str| {
            Line::Row(Entry {
                cells: vec!["Bo".into()],
                style: EntryStyle::default(),
                ..Entry::new(Id(id), time, text)
            })
        };
        let mut document = Postmortem::default();
        let table = Table {
            header: vec!["Event".into(), "Who".into(), "Time".into()],
            columns: vec![Column::Text, Column::Other, Column::Time],
        };
        let rows = Rows {
            table: Some(table),
            lines: vec![entry(2, "10:05", "Page at 10:05"), entry(3, "10:20", "Over")],
        };
        document.parts = vec![part(1, PartKind::Timeline, "", Body::Timeline(rows))];
        let places = Places::of(text, &document, &Stated::default());
        let first = shown(text, &places, &Place::EntryTime(Id(2)));
        assert_eq!(first, Some(("| Page at 10:05 | Bo | ", "10:05")));
        let second = shown(text, &places, &Place::EntryTime(Id(3)));
        assert_eq!(second, Some(("| Over | Bo | ", "10:20")));
    }

    #[test]
    fn what_is_not_in_the_text_leads_nothing_astray() {
        let mut document = list();
        if let Some(Body::Prose(text)) = document.parts.get_mut(1).map(|part| &mut part.body) {
            *text = "Nobody could pay\nfor two hours\nsecond line.".into();
        }
        let places = Places::of(LIST, &document, &Stated::default());
        let found = shown(LIST, &places, &Place::EntryTime(Id(5)));
        assert_eq!(found, Some(("- **", "10:05")));
    }

    #[test]
    fn every_row_of_every_document_is_found() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents");
        let mut rows = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let document = crate::markdown::read(&text);
            let places = Places::of(&text, &document, &Stated::default());
            let found = |place: &Place| places.find(place).map(|bytes| &text[bytes]);
            for (_, entry) in document.entries() {
                let time = found(&Place::EntryTime(entry.id));
                assert_eq!(time, Some(entry.time.as_str()), "{}", path.display());
                assert_eq!(found(&Place::EntryText(entry.id)), entry.text.lines().next());
                rows += 1;
            }
            for (_, item) in document.items() {
                assert_eq!(found(&Place::Item(item.id)), item.text.lines().next());
                rows += 1;
            }
        }
        assert!(rows > 80, "{rows} rows");
    }
}
