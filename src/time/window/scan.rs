//! Every time that stands in a passage, in order.

use crate::time::forms;
use crate::time::written::Written;
use std::ops::Range;

/// A time and where it stands in the passage; spans inside it are those of the passage too.
pub(super) struct Found {
    pub(super) written: Written,
    /// With its zone and brackets; for a range, the whole of it.
    pub(super) span: Range<usize>,
}

/// The times of a passage. Linear: every attempt looks at a bounded number of bytes.
pub(super) fn times(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let begins = c.is_ascii_alphanumeric() || c == '~' || c == '+';
        if begins
            && fresh(before, c)
            && let Some((written, length)) = text.get(at..).and_then(forms::prefix)
        {
            found.push(Found {
                written: written.moved(at),
                span: at..at + length,
            });
            at += length.max(1);
            before = text.get(..at).and_then(|head| head.chars().next_back());
            continue;
        }
        before = Some(c);
        at += c.len_utf8();
    }
    found
}

/// Whether a time can begin behind this character: not inside a word, a number or a path.
fn fresh(before: Option<char>, c: char) -> bool {
    !before.is_some_and(|b| {
        b.is_alphanumeric() || "_/.:-".contains(b) && c.is_ascii_digit() && b != '-' || b == '_' || b == '$'
    })
}
