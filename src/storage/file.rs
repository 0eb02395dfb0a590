//! A draft as a file of its own: `{"posthoc_draft":1,"kept":[…],"document":{…}}`, described in `docs/json.md`.
//!
//! The document has the very shape that records of this format have, so that there is one to keep. Unlike a record
//! the file has no revision and no checksum: other programs may write one.

use super::RECORD_FORMAT;
use super::record::{Trouble, v1};
use crate::model::{Body, Id, Line, Postmortem, Rows};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::HashSet;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    posthoc_draft: u32,
    /// Findings kept as written: rule name and message.
    #[serde(default)]
    kept: Vec<(String, String)>,
    #[serde(borrow)]
    document: &'a RawValue,
}

/// What such a file holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftFile {
    /// The document.
    pub document: Postmortem,
    /// Findings kept as written: rule name and message.
    pub kept: Vec<(String, String)>,
}

/// Whether a text means to be such a file.
pub fn is_one(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('{')
        && text.contains("\"posthoc_draft\"")
}

/// The file of a draft, in one line.
///
/// # Errors
/// Only where the document can't be told in JSON, in a sentence.
pub fn write(document: &Postmortem, kept: &[(String, String)]) -> Result<String, String> {
    let document = v1::document_json(document).map_err(|error| error.to_string())?;
    let file = File {
        posthoc_draft: 1,
        kept: kept.to_vec(),
        document: &document,
    };
    let mut text = serde_json::to_string(&file).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

/// Reads such a file.
///
/// # Errors
/// Says in a sentence or two what is wrong with it, and what to do.
pub fn read(text: &str) -> Result<DraftFile, String> {
    #[derive(Deserialize)]
    struct Peek {
        posthoc_draft: u32,
    }
    let text = text.trim_start_matches('\u{feff}');
    let broken = |error: serde_json::Error| {
        format!(
            "The JSON is not a whole draft of Posthoc: reading stops at line {}, column {}. Export it once more.",
            error.line(),
            error.column()
        )
    };
    let peek: Peek = serde_json::from_str(text).map_err(broken)?;
    if peek.posthoc_draft == 0 || peek.posthoc_draft > RECORD_FORMAT {
        return Err(format!(
            "The draft was written by a newer version of Posthoc (format {}). Open it there.",
            peek.posthoc_draft
        ));
    }
    let file: File<'_> = serde_json::from_str(text).map_err(broken)?;
    let document = v1::document_from_json(file.document.get()).map_err(|trouble| match trouble {
        Trouble::Unknown(what) => format!("The draft holds {what}, which this version of Posthoc does not know."),
        _ => "The draft’s document is not in the form that docs/json.md describes. Export it once more.".into(),
    })?;
    Ok(DraftFile {
        document: sound(document),
        kept: file.kept,
    })
}

/// The document with ids dealt anew where some stand twice: other programs may not know what they are for.
fn sound(document: Postmortem) -> Postmortem {
    fn of<T>(rows: &Rows<T>, id: impl Fn(&T) -> Id) -> Vec<Id> {
        let lines = rows.lines.iter();
        lines
            .map(|line| match line {
                Line::Row(row) => id(row),
                Line::Text { id, .. } => *id,
            })
            .collect()
    }
    let mut seen = HashSet::new();
    let next = document.next_id();
    let mut fresh = |id: Id| seen.insert(id) && id < next;
    let unique = document.parts.iter().all(|part| {
        let rows = match &part.body {
            Body::Timeline(rows) => of(rows, |entry| entry.id),
            Body::Items(rows) => of(rows, |item| item.id),
            Body::Prose(_) | Body::Facts(_) => Vec::new(),
        };
        fresh(part.id) && rows.into_iter().all(&mut fresh)
    });
    if unique { document } else { document.renumbered() }
}
