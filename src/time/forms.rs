//! The grammar of written times.

use super::written::Written;
use std::fmt;
use std::ops::Range;

/// Why a text is not a time: where, and what was expected there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormError {
    /// The bytes of the text that are wrong; empty at its end where something is missing.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: FormErrorKind,
}

/// One variant for each place where reading a time can stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormErrorKind {
    /// Nothing is written.
    Empty,
    /// Nothing in the text is a time or a date.
    NotATime,
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FormErrorKind::Empty => f.write_str("no time is written"),
            FormErrorKind::NotATime => f.write_str("expected a time such as 10:05, 10:05 AM or 2024-03-03 10:05"),
        }
    }
}

impl std::error::Error for FormError {}

/// Reads a whole text as one time.
///
/// # Errors
/// Says which bytes are wrong and what was expected there.
pub fn parse(text: &str) -> Result<Written, FormError> {
    let _ = text;
    Err(FormError {
        span: 0..text.len(),
        kind: FormErrorKind::NotATime,
    })
}

/// Reads the longest time at the start of a text: what it says, and its length in bytes.
/// `None` where the text does not begin with a time.
pub fn prefix(text: &str) -> Option<(Written, usize)> {
    let _ = text;
    None
}
