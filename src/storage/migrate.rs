//! Every record format there has been, opened as what a record is today.
//!
//! Formats are numbered from 1 and arms are only ever added: a record written by any version
//! opens for good. A new format brings its own module under `record`, an arm here, and a stored
//! record of it under `tests/storage/fixtures`, without which the tests stop.

use super::port::DraftId;
use super::record::{Head, Newer, Record, Trouble, newer, v1};
use serde::Deserialize;

/// The format that is written.
pub(crate) const CURRENT: u32 = 1;

/// What a list needs of a record, without reading its document. The checksum is compared.
pub(crate) fn head(id: &DraftId, text: &str) -> Result<Head, Trouble> {
    match format(text)? {
        1 => v1::head(id, text),
        other => Err(unknown(other)),
    }
}

/// A whole record.
pub(crate) fn open(id: &DraftId, text: &str) -> Result<Record, Trouble> {
    match format(text)? {
        1 => v1::open(id, text),
        other => Err(unknown(other)),
    }
}

/// What can be read of a record that a newer version wrote; `None` for any other record.
pub(crate) fn glimpse(id: &DraftId, text: &str) -> Option<Newer> {
    let trouble = open(id, text).err().filter(Trouble::is_newer)?;
    newer::glimpse(id, text, trouble.to_string())
}

fn unknown(format: u32) -> Trouble {
    if format > CURRENT {
        Trouble::Newer(format)
    } else {
        Trouble::NotARecord
    }
}

/// The format that a record says it has.
fn format(text: &str) -> Result<u32, Trouble> {
    // Records begin with their format, so most are told apart without a look at the rest.
    let digits = text
        .strip_prefix("{\"format\":")
        .and_then(|rest| rest.split_once(','))
        .and_then(|(digits, _)| digits.parse().ok());
    if let Some(format) = digits {
        return Ok(format);
    }

    #[derive(Deserialize)]
    struct Peek {
        format: u32,
    }
    serde_json::from_str::<Peek>(text)
        .map(|peek| peek.format)
        .map_err(|error| Trouble::of(&error))
}
