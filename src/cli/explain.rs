//! `explain`: the documentation of the rules.

use super::Stop;
use std::io::Write;

/// Prints one rule's documentation, or the list of rules.
pub(super) fn explain(rule: Option<&str>, out: &mut dyn Write) -> Result<(), Stop> {
    let _ = out;
    Err(Stop::Said(format!("There is no rule {}.", rule.unwrap_or("yet"))))
}
