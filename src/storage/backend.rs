//! What a store needs of the place that it writes to: text under keys, and honest errors.
//!
//! Knows no drafts. The browser's storage and a tab's memory are backends; tests bring their own.

use super::port::Keeping;
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
