//! What a store needs of the place that it writes to: text under keys, and honest errors.
//!
//! Knows no drafts. The browser's storage and a tab's memory are backends; tests bring their own.

use super::port::Keeping;
use super::record;
use std::fmt;

/// Text under keys.
///
/// `set` either puts the whole text there or leaves what was there before.
pub trait Backend {
    /// The text under a key.
    ///
    /// # Errors
    /// Where the place can't be read.
    fn get(&self, key: &str) -> Result<Option<String>, BackendError>;

    /// What tells the text under a key from another one, without handing it over.
    ///
    /// # Errors
    /// Where the place can't be read.
    fn stamp(&self, key: &str) -> Result<Option<Stamp>, BackendError> {
        Ok(self.get(key)?.map(|text| Stamp::of(&text)))
    }

    /// Puts a text under a key in place of what was there.
    ///
    /// # Errors
    /// Where there is no room or no access; what was there before stays.
    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError>;

    /// Takes a key away; a key that is not there is no error.
    ///
    /// # Errors
    /// Where there is no access.
    fn remove(&mut self, key: &str) -> Result<(), BackendError>;

    /// Takes a key away for want of room alone: a copy elsewhere may keep it.
    ///
    /// # Errors
    /// Where there is no access.
    fn give_up(&mut self, key: &str) -> Result<(), BackendError> {
        self.remove(key)
    }

    /// Every key, other people's among them, in any order.
    ///
    /// # Errors
    /// Where the place can't be read.
    fn keys(&self) -> Result<Vec<String>, BackendError>;

    /// Whether the texts outlive the tab.
    fn keeping(&self) -> Keeping;
}

/// A text's length and its beginning. A record begins with its revision, its time and its checksum,
/// so two records with one stamp are one record; a text that was changed from outside can have the
/// stamp of the one that it was made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// UTF-16 units.
    pub(crate) units: usize,
    /// The hash of its beginning.
    pub(crate) start: u64,
}

impl Stamp {
    /// Units of a text's beginning: behind the checksum of any record.
    pub(crate) const START: usize = 200;

    /// The stamp of a text.
    pub fn of(text: &str) -> Stamp {
        let mut units = 0;
        let end = text.char_indices().find(|(_, letter)| {
            units += letter.len_utf16();
            units > Stamp::START
        });
        let start = end.map_or(text, |(at, _)| text.get(..at).unwrap_or_default());
        Stamp {
            units: record::utf16_len(text),
            start: record::hash(start),
        }
    }
}

/// Why a backend did not do what it was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BackendError {
    /// No room is left.
    Full,
    /// Access is denied.
    Denied,
    /// Anything else, in the backend's own words.
    Other(String),
}

impl fmt::Display for BackendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BackendError::Full => f.write_str("no room is left in the browser's storage"),
            BackendError::Denied => f.write_str("the browser denies access to its storage"),
            BackendError::Other(words) => write!(f, "the browser's storage answered “{words}”"),
        }
    }
}

impl std::error::Error for BackendError {}
