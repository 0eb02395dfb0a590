//! What can be read of a record that a newer version wrote. To be looked at and copied: it is
//! never written back.
//!
//! Parts that this version knows are read as they are. Of any other part the words are kept, in
//! their order, as prose; so nothing that was typed is out of sight, whatever its shape.

use super::{Head, Newer, utf16_len, v1};
use crate::model::{Body, Id, Opening, Part, PartKind, Postmortem, Title, TitleOpening};
use crate::storage::port::{DraftId, DraftSummary, Now};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::str::FromStr;

/// What the list of drafts says in the place of the incident's date.
const NEWER: &str = "Newer version";
/// Fields whose text is the record's own, not a person's.
const OWN: [&str; 10] = [
    "id",
    "kind",
    "phase",
    "marks",
    "opening",
    "format",
    "checksum",
    "tab",
    "lead",
    "separator",
];

/// The fields of a record that any version can be expected to have, where it has them.
#[derive(serde::Deserialize)]
struct Record<'a> {
    #[serde(borrow, default)]
    revision: Option<&'a RawValue>,
    #[serde(borrow, default)]
    saved_ms: Option<&'a RawValue>,
    #[serde(borrow, default)]
    offset: Option<&'a RawValue>,
    #[serde(borrow, default)]
    summary: Option<&'a RawValue>,
    #[serde(borrow, default)]
    document: Option<&'a RawValue>,
}

#[derive(serde::Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    parts: Vec<&'a RawValue>,
}

/// What can be read of a record; `None` where no word of it can.
pub(in crate::storage) fn glimpse(id: &DraftId, text: &str, why: String) -> Option<Newer> {
    let record: Record<'_> = serde_json::from_str(text).ok()?;
    let read = |raw: Option<&RawValue>| raw.and_then(|raw| serde_json::from_str::<Loose>(raw.get()).ok());
    let (summary, whole) = (read(record.summary), read(record.document));
    let titles = [summary.as_ref(), whole.as_ref()];
    let title = titles.iter().flatten().find_map(|it| it.field("title")?.first());
    let title = title.unwrap_or_default().to_owned();
    let mut document = Postmortem::default();
    document.title = Title {
        text: title.clone(),
        opening: TitleOpening::Heading(1),
    };
    let parts = record.document.and_then(|raw| {
        let document: Document<'_> = serde_json::from_str(raw.get()).ok()?;
        Some(document.parts)
    });
    match parts {
        Some(parts) => {
            let known: Vec<Option<Part>> = parts.iter().map(|raw| known(raw)).collect();
            // Ids that the known parts bring are theirs.
            for id in known.iter().flatten().flat_map(ids) {
                document.reserve(id);
            }
            for (part, raw) in known.into_iter().zip(parts) {
                let part = part.unwrap_or_else(|| loose(&mut document, raw.get()));
                document.parts.push(part);
            }
        }
        None => {
            let words = match whole {
                Some(whole) => whole,
                None => serde_json::from_str(text).ok()?,
            };
            let part = prose(&mut document, String::new(), words.passages());
            document.parts.push(part);
        }
    }
    if title.is_empty() && document.parts.iter().all(is_bare) {
        return None;
    }
    let summary = DraftSummary {
        id: id.clone(),
        title,
        saved: Now {
            unix_ms: number(record.saved_ms).unwrap_or_default(),
            offset_minutes: number(record.offset).unwrap_or_default(),
        },
        size: utf16_len(text),
        incident: NEWER.into(),
        problems: None,
        marks: Vec::new(),
    };
    Some(Newer {
        head: Head {
            revision: number(record.revision).unwrap_or_default(),
            summary,
        },
        document,
        why,
    })
}

/// Whether a part has no words.
fn is_bare(part: &Part) -> bool {
    part.heading.is_empty() && matches!(&part.body, Body::Prose(text) if text.is_empty())
}

fn number<T: FromStr>(raw: Option<&RawValue>) -> Option<T> {
    raw?.get().parse().ok()
}

/// A part of the shape that this version writes.
fn known(raw: &RawValue) -> Option<Part> {
    let part: v1::Part = serde_json::from_str(raw.get()).ok()?;
    part.into_model().ok()
}

/// The ids of a part and its rows.
fn ids(part: &Part) -> Vec<Id> {
    let mut ids = vec![part.id];
    match &part.body {
        Body::Prose(_) | Body::Facts(_) => {}
        Body::Timeline(rows) => ids.extend(rows.lines.iter().map(|line| match line {
            crate::model::Line::Row(entry) => entry.id,
            crate::model::Line::Text { id, .. } => *id,
        })),
        Body::Items(rows) => ids.extend(rows.lines.iter().map(|line| match line {
            crate::model::Line::Row(item) => item.id,
            crate::model::Line::Text { id, .. } => *id,
        })),
    }
    ids
}

/// A part of a shape that is not known: its heading, and its words.
fn loose(document: &mut Postmortem, raw: &str) -> Part {
    let Ok(part) = serde_json::from_str::<Loose>(raw) else {
        return prose(document, String::new(), raw.to_owned());
    };
    let heading = part
        .field("heading")
        .and_then(Loose::first)
        .unwrap_or_default()
        .to_owned();
    let words = part.without("heading").passages();
    prose(document, heading, words)
}

fn prose(document: &mut Postmortem, heading: String, words: String) -> Part {
    Part {
        id: document.fresh_id(),
        kind: PartKind::Other,
        opening: if heading.is_empty() {
            Opening::Bare
        } else {
            Opening::Heading(2)
        },
        heading,
        body: Body::Prose(words),
    }
}

/// Any JSON, with the fields of objects in their order.
enum Loose {
    Text(String),
    List(Vec<Loose>),
    Fields(Vec<(String, Loose)>),
    /// A number, a truth, or nothing.
    Other,
}

impl Loose {
    fn field(&self, name: &str) -> Option<&Loose> {
        match self {
            Loose::Fields(fields) => fields.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    fn without(self, name: &str) -> Loose {
        match self {
            Loose::Fields(mut fields) => {
                fields.retain(|(own, _)| own != name);
                Loose::Fields(fields)
            }
            other => other,
        }
    }

    /// The first text in it.
    fn first(&self) -> Option<&str> {
        match self {
            Loose::Text(text) => Some(text),
            Loose::List(values) => values.iter().find_map(Loose::first),
            Loose::Fields(fields) => fields.iter().find_map(|(_, value)| value.first()),
            Loose::Other => None,
        }
    }

    /// Its texts as passages: those of one object stand on one line.
    fn passages(&self) -> String {
        let mut passages = Vec::new();
        self.gather(&mut passages);
        passages.join("\n\n")
    }

    fn gather(&self, passages: &mut Vec<String>) {
        match self {
            Loose::Text(text) => passages.extend((!text.trim().is_empty()).then(|| text.clone())),
            Loose::List(values) => values.iter().for_each(|value| value.gather(passages)),
            Loose::Fields(fields) => {
                let fields = fields.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
                let (texts, rest): (Vec<_>, Vec<_>) = fields.partition(|(_, value)| matches!(value, Loose::Text(_)));
                let texts = texts.into_iter().filter_map(|(_, value)| value.first());
                let line: Vec<&str> = texts.filter(|text| !text.trim().is_empty()).collect();
                if !line.is_empty() {
                    passages.push(line.join(" – "));
                }
                rest.into_iter().for_each(|(_, value)| value.gather(passages));
            }
            Loose::Other => {}
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Loose, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Loose::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Loose, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(Loose::Fields(fields))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Loose, E> {
        Ok(Loose::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Loose, E> {
        Ok(Loose::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Loose, E> {
        Ok(Loose::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Loose, E> {
        Ok(Loose::Other)
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Other)
    }
}
