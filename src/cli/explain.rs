//! `explain`: the documentation of the rules, as the page shows it.

use super::Stop;
use crate::lint;
use std::io::Write;

/// Prints one rule's documentation, or the list of rules.
pub(super) fn explain(rule: Option<&str>, out: &mut dyn Write) -> Result<(), Stop> {
    let Some(name) = rule else {
        for rule in lint::rules() {
            writeln!(out, "{}  {:8} {}", rule.id, rule.severity.name(), rule.name)?;
        }
        return Ok(());
    };
    let rule = lint::rule(name).ok_or_else(|| {
        Stop::Said(format!(
            "“{name}” is not a rule. posthoc explain lists those there are."
        ))
    })?;
    writeln!(out, "{}", rule.docs.trim_end())?;
    Ok(())
}
