//! Record format 1: the document. Frozen: a change of shape is a new format.
//!
//! What is empty or usual is left out, so that a record stays small; a field that is not known
//! is an error, because saving would drop it.

use crate::model::{self, FactKey, Id, PartKind, Phase, Postmortem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod command;
mod names;
mod rows;

pub(in crate::storage) use command::Edit;

use rows::{Entry, Item, Rows};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::storage) struct Document {
    title: Title,
    parts: Vec<Part>,
    /// The id that is dealt next.
    next_id: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    text: String,
    opening: TitleOpening,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TitleOpening {
    Heading(u8),
    Plain,
    Bold,
    FrontMatter,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::storage::record) struct Part {
    id: u32,
    kind: String,
    heading: String,
    opening: Opening,
    body: Body,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Opening {
    Bare,
    Heading(u8),
    Label { lead: String, marks: String, inline: bool },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Body {
    Prose(String),
    Facts(BTreeMap<String, String>),
    Timeline(Rows<Entry>),
    Items(Rows<Item>),
}

impl From<&Postmortem> for Document {
    fn from(document: &Postmortem) -> Document {
        Document {
            title: Title::from(&document.title),
            parts: document.parts.iter().map(Part::from).collect(),
            next_id: document.next_id().0,
        }
    }
}

impl From<&model::Title> for Title {
    fn from(title: &model::Title) -> Title {
        Title {
            text: title.text.clone(),
            opening: match title.opening {
                model::TitleOpening::Heading(level) => TitleOpening::Heading(level),
                model::TitleOpening::Plain => TitleOpening::Plain,
                model::TitleOpening::Bold => TitleOpening::Bold,
                model::TitleOpening::FrontMatter => TitleOpening::FrontMatter,
            },
        }
    }
}

impl From<&model::Part> for Part {
    fn from(part: &model::Part) -> Part {
        Part {
            id: part.id.0,
            kind: part.kind.name().into(),
            heading: part.heading.clone(),
            opening: Opening::from(&part.opening),
            body: Body::from(&part.body),
        }
    }
}

impl From<&model::Opening> for Opening {
    fn from(opening: &model::Opening) -> Opening {
        match opening {
            model::Opening::Bare => Opening::Bare,
            model::Opening::Heading(level) => Opening::Heading(*level),
            model::Opening::Label { lead, marks, inline } => Opening::Label {
                lead: lead.clone(),
                marks: names::marks(*marks).into(),
                inline: *inline,
            },
        }
    }
}

impl From<&model::Body> for Body {
    fn from(body: &model::Body) -> Body {
        match body {
            model::Body::Prose(text) => Body::Prose(text.clone()),
            model::Body::Facts(facts) => Body::Facts(
                facts
                    .0
                    .iter()
                    .map(|(key, text)| (key.name().into(), text.clone()))
                    .collect(),
            ),
            model::Body::Timeline(timeline) => Body::Timeline(Rows::from_model(timeline, Entry::of)),
            model::Body::Items(items) => Body::Items(Rows::from_model(items, Item::of)),
        }
    }
}

impl Document {
    /// The document, or what in it has no name here ("a part of the kind “budget”").
    pub(in crate::storage) fn into_model(self) -> Result<Postmortem, String> {
        let mut document = Postmortem::default();
        document.title = self.title.into_model();
        document.parts = self.parts.into_iter().map(Part::into_model).collect::<Result<_, _>>()?;
        if let Some(last) = self.next_id.checked_sub(1) {
            document.reserve(Id(last));
        }
        Ok(document)
    }
}

impl Title {
    fn into_model(self) -> model::Title {
        model::Title {
            text: self.text,
            opening: match self.opening {
                TitleOpening::Heading(level) => model::TitleOpening::Heading(level),
                TitleOpening::Plain => model::TitleOpening::Plain,
                TitleOpening::Bold => model::TitleOpening::Bold,
                TitleOpening::FrontMatter => model::TitleOpening::FrontMatter,
            },
        }
    }
}

impl Part {
    pub(in crate::storage::record) fn into_model(self) -> Result<model::Part, String> {
        Ok(model::Part {
            id: Id(self.id),
            kind: kind(&self.kind)?,
            heading: self.heading,
            opening: self.opening.into_model()?,
            body: self.body.into_model()?,
        })
    }
}

impl Opening {
    fn into_model(self) -> Result<model::Opening, String> {
        Ok(match self {
            Opening::Bare => model::Opening::Bare,
            Opening::Heading(level) => model::Opening::Heading(level),
            Opening::Label { lead, marks, inline } => model::Opening::Label {
                lead,
                marks: names::marks_from(&marks).ok_or_else(|| format!("a label with the marks “{marks}”"))?,
                inline,
            },
        })
    }
}

impl Body {
    fn into_model(self) -> Result<model::Body, String> {
        Ok(match self {
            Body::Prose(text) => model::Body::Prose(text),
            Body::Facts(facts) => model::Body::Facts(model::Facts(
                facts
                    .into_iter()
                    .map(|(name, text)| Ok((fact(&name)?, text)))
                    .collect::<Result<_, String>>()?,
            )),
            Body::Timeline(rows) => model::Body::Timeline(rows.into_model(Entry::into_model)?),
            Body::Items(rows) => model::Body::Items(rows.into_model(|item| Ok(item.into_model()))?),
        })
    }
}

/// A part's kind by its stored name.
fn kind(name: &str) -> Result<PartKind, String> {
    PartKind::from_name(name).ok_or_else(|| format!("a part of the kind “{name}”"))
}

/// A fact by its stored name.
fn fact(name: &str) -> Result<FactKey, String> {
    FactKey::from_name(name).ok_or_else(|| format!("the fact “{name}”"))
}

/// A phase by its stored name.
fn phase(name: &str) -> Result<Phase, String> {
    Phase::from_name(name).ok_or_else(|| format!("an entry of the phase “{name}”"))
}
