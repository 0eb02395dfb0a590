//! The document.

use super::{Body, Entry, Id, Item, Line, Part};

/// A postmortem: a title and its parts, in document order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Postmortem {
    /// The title.
    pub title: Title,
    /// The parts, in document order. An [`Opening::Bare`](super::Opening::Bare) part of prose
    /// stands first or behind facts, where it is not taken for its neighbour's text.
    pub parts: Vec<Part>,
    next_id: u32,
}

/// The title, and how it is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Title {
    /// Inline Markdown on one line; empty where the document has no title.
    pub text: String,
    /// How it stands in Markdown.
    pub opening: TitleOpening,
}

/// How a title stands in Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TitleOpening {
    /// As a heading of level 1 to 6.
    Heading(u8),
    /// As a plain first line.
    Plain,
    /// As a bold first line.
    Bold,
    /// As `title:` in the front matter, which is the first part's prose and keeps the line.
    FrontMatter,
}

impl Default for TitleOpening {
    fn default() -> Self {
        TitleOpening::Heading(1)
    }
}

impl Default for Postmortem {
    fn default() -> Self {
        Postmortem {
            title: Title::default(),
            parts: Vec::new(),
            next_id: 1,
        }
    }
}

impl Postmortem {
    /// An id that no part or row of this document has had.
    pub fn fresh_id(&mut self) -> Id {
        let id = Id(self.next_id);
        self.next_id = self.next_id.saturating_add(1);
        id
    }

    /// The id that [`fresh_id`](Self::fresh_id) deals next: a stored document keeps it, so that the id
    /// of a removed row is not dealt again.
    pub fn next_id(&self) -> Id {
        Id(self.next_id)
    }

    /// Keeps later ids above `id`: for documents built from parts whose ids are known.
    pub fn reserve(&mut self, id: Id) {
        self.next_id = self.next_id.max(id.0.saturating_add(1));
    }

    /// The same document with ids dealt anew in document order, as reading its text would.
    #[must_use]
    pub fn renumbered(mut self) -> Postmortem {
        self.next_id = 1;
        let mut parts = std::mem::take(&mut self.parts);
        for part in &mut parts {
            part.id = self.fresh_id();
            match &mut part.body {
                Body::Prose(_) | Body::Facts(_) => {}
                Body::Timeline(rows) => {
                    for line in &mut rows.lines {
                        match line {
                            Line::Row(Entry { id, .. }) | Line::Text { id, .. } => {
                                *id = self.fresh_id();
                            }
                        }
                    }
                }
                Body::Items(rows) => {
                    for line in &mut rows.lines {
                        match line {
                            Line::Row(Item { id, .. }) | Line::Text { id, .. } => {
                                *id = self.fresh_id();
                            }
                        }
                    }
                }
            }
        }
        self.parts = parts;
        self
    }

    /// The part with this id.
    pub fn part(&self, id: Id) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// Every timeline entry, in document order, with the part it stands in.
    pub fn entries(&self) -> impl Iterator<Item = (&Part, &Entry)> {
        self.parts.iter().flat_map(|part| {
            let rows = match &part.body {
                Body::Timeline(rows) => Some(rows),
                _ => None,
            };
            rows.into_iter()
                .flat_map(|rows| rows.rows())
                .map(move |entry| (part, entry))
        })
    }

    /// Every action item, in document order, with the part it stands in.
    pub fn items(&self) -> impl Iterator<Item = (&Part, &Item)> {
        self.parts.iter().flat_map(|part| {
            let rows = match &part.body {
                Body::Items(rows) => Some(rows),
                _ => None,
            };
            rows.into_iter()
                .flat_map(|rows| rows.rows())
                .map(move |item| (part, item))
        })
    }
}
