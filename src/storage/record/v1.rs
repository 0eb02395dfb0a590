//! Record format 1: the envelope. Frozen: a change of shape is a new format.
//!
//! `{"format":1,"revision":7,"tab":"…","saved_ms":…,"offset":60,"checksum":"…","summary":{…},
//! "kept":[…],"document":{…}}`. The checksum (xxHash64, 16 hexadecimal digits) covers every other
//! field, so that a list can trust a summary without reading the document.

mod document;

pub(in crate::storage) use document::Edit;
pub(in crate::storage::record) use document::Part;

use super::{Head, Record, Trouble, utf16_len};
use crate::model::Postmortem;
use crate::storage::port::{DraftId, DraftSummary, Now, SaveRequest};
use document::Document;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use xxhash_rust::xxh64::Xxh64;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    format: u32,
    revision: u64,
    /// Which tab wrote it: a random name of that visit.
    tab: String,
    saved_ms: i64,
    /// Minutes east of UTC.
    offset: i32,
    checksum: String,
    #[serde(borrow)]
    summary: &'a RawValue,
    #[serde(borrow)]
    kept: &'a RawValue,
    #[serde(borrow)]
    document: &'a RawValue,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Summary {
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    incident: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problems: Option<(usize, usize)>,
    /// Positions in ten-thousandths: whole numbers are exact and short.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<(u16, String)>,
}

const WHOLE: f32 = 10_000.0;

pub(in crate::storage) fn write(
    request: &SaveRequest,
    revision: u64,
    tab: &str,
    now: Now,
) -> Result<String, serde_json::Error> {
    let summary = &request.summary;
    let summary = to_raw_value(&Summary {
        title: summary.title.clone(),
        incident: summary.incident.clone(),
        problems: summary.problems,
        marks: summary
            .marks
            .iter()
            // The cast saturates and takes a position that is no number for 0.
            .map(|(at, phase)| ((at.clamp(0.0, 1.0) * WHOLE).round() as u16, phase.clone()))
            .collect(),
    })?;
    let kept = to_raw_value(&request.kept)?;
    let document = to_raw_value(&Document::from(&request.document))?;
    let mut envelope = Envelope {
        format: 1,
        revision,
        tab: tab.into(),
        saved_ms: now.unix_ms,
        offset: now.offset_minutes,
        checksum: String::new(),
        summary: &summary,
        kept: &kept,
        document: &document,
    };
    envelope.checksum = envelope.digest();
    serde_json::to_string(&envelope)
}

pub(in crate::storage) fn head(id: &DraftId, text: &str) -> Result<Head, Trouble> {
    Envelope::read(text)?.head(id, text)
}

pub(in crate::storage) fn open(id: &DraftId, text: &str) -> Result<Record, Trouble> {
    let envelope = Envelope::read(text)?;
    let head = envelope.head(id, text)?;
    let kept = serde_json::from_str(envelope.kept.get()).map_err(unknown)?;
    let document: Document = serde_json::from_str(envelope.document.get()).map_err(unknown)?;
    let document = document.into_model().map_err(Trouble::Unknown)?;
    Ok(Record { head, document, kept })
}

/// A document as this format has it, by itself.
pub(in crate::storage) fn document_json(document: &Postmortem) -> Result<Box<RawValue>, serde_json::Error> {
    to_raw_value(&Document::from(document))
}

/// A document as this format has it, read back.
pub(in crate::storage) fn document_from_json(text: &str) -> Result<Postmortem, Trouble> {
    let document: Document = serde_json::from_str(text).map_err(|error| Trouble::of(&error))?;
    document.into_model().map_err(Trouble::Unknown)
}

/// What can't be read behind a checksum that is right was written so on purpose.
fn unknown(_: serde_json::Error) -> Trouble {
    Trouble::Unknown("something of a newer version".into())
}

impl<'a> Envelope<'a> {
    /// Splits a record into its fields and compares the checksum.
    fn read(text: &'a str) -> Result<Envelope<'a>, Trouble> {
        let envelope: Envelope<'a> = serde_json::from_str(text).map_err(|error| Trouble::of(&error))?;
        if envelope.checksum == envelope.digest() {
            Ok(envelope)
        } else {
            Err(Trouble::Changed)
        }
    }

    fn head(&self, id: &DraftId, text: &str) -> Result<Head, Trouble> {
        let summary: Summary = serde_json::from_str(self.summary.get()).map_err(unknown)?;
        Ok(Head {
            revision: self.revision,
            summary: DraftSummary {
                id: id.clone(),
                title: summary.title,
                saved: Now {
                    unix_ms: self.saved_ms,
                    offset_minutes: self.offset,
                },
                size: utf16_len(text),
                incident: summary.incident,
                problems: summary.problems,
                marks: summary
                    .marks
                    .into_iter()
                    .map(|(at, phase)| (f32::from(at) / WHOLE, phase))
                    .collect(),
            },
        })
    }

    /// The checksum of every field but itself. Lengths keep neighbouring fields apart.
    fn digest(&self) -> String {
        let mut sum = Xxh64::new(0);
        sum.update(&self.format.to_le_bytes());
        sum.update(&self.revision.to_le_bytes());
        sum.update(&self.saved_ms.to_le_bytes());
        sum.update(&self.offset.to_le_bytes());
        for field in [
            self.tab.as_str(),
            self.summary.get(),
            self.kept.get(),
            self.document.get(),
        ] {
            sum.update(&(field.len() as u64).to_le_bytes());
            sum.update(field.as_bytes());
        }
        format!("{:016x}", sum.digest())
    }
}
