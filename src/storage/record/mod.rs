//! What a record holds, and what can be wrong with one. One module a format.
//!
//! Records have types of their own: the model derives no serde, and a change to it can't change
//! what is stored without being seen here.

pub(crate) mod newer;
pub(crate) mod v1;

use super::port::{DraftSummary, Now, SaveRequest};
use crate::model::Postmortem;
use std::fmt;

/// What a list needs of a record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Head {
    /// Counts saves; the higher one is the newer one.
    pub(crate) revision: u64,
    /// Its line in the list of drafts.
    pub(crate) summary: DraftSummary,
}

/// A whole record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Record {
    /// What a list needs of it.
    pub(crate) head: Head,
    /// The document.
    pub(crate) document: Postmortem,
    /// What the person chose to keep as written.
    pub(crate) kept: Vec<(String, String)>,
}

/// What can be read of a record of a newer version.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Newer {
    /// Its line in the list of drafts; revision 0 where it names none.
    pub(crate) head: Head,
    /// The document as far as it can be read.
    pub(crate) document: Postmortem,
    /// What wrote it, in a sentence.
    pub(crate) why: String,
}

/// Why a record can't be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// It is no record of ours at all.
    NotARecord,
    /// Reading stops here: bytes from its start.
    StopsAt(usize),
    /// Its text is not the one that was saved.
    Changed,
    /// A later version of Posthoc wrote it.
    Newer(u32),
    /// It is whole, but holds something that this version has no name for.
    Unknown(String),
}

impl Trouble {
    pub(super) fn of(error: &serde_json::Error) -> Trouble {
        match error.line() {
            // Records are a single line; anything else was not written here.
            1 if error.column() > 1 => Trouble::StopsAt(error.column()),
            _ => Trouble::NotARecord,
        }
    }

    /// Whether a later version can be expected to read it: then it is left where it is.
    pub(crate) fn is_newer(&self) -> bool {
        matches!(self, Trouble::Newer(_) | Trouble::Unknown(_))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NotARecord => f.write_str("What is stored here is not a draft of Posthoc."),
            Trouble::StopsAt(at) => write!(f, "The stored draft can't be read past byte {at}."),
            Trouble::Changed => {
                f.write_str("The stored draft was changed from outside: its checksum is not the one it was saved with.")
            }
            Trouble::Newer(format) => write!(
                f,
                "The draft was saved by a newer version of Posthoc (record format {format}). Open it there to change it."
            ),
            Trouble::Unknown(what) => write!(
                f,
                "The draft holds {what}, which this version of Posthoc does not know. Open it with a newer version to change it."
            ),
        }
    }
}

/// The text of a record in the current format.
pub(crate) fn write(request: &SaveRequest, revision: u64, tab: &str, now: Now) -> Result<String, String> {
    v1::write(request, revision, tab, now).map_err(|error| error.to_string())
}

/// A text's hash, to tell two texts apart.
pub(crate) fn hash(text: &str) -> u64 {
    xxhash_rust::xxh64::xxh64(text.as_bytes(), 0)
}

/// A text's length in UTF-16 units, in which browsers count their quota.
pub(crate) fn utf16_len(text: &str) -> usize {
    // Every character has one byte that is no continuation; those of four bytes take two units.
    text.bytes()
        .map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0))
        .sum()
}
