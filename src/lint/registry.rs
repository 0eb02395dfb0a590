//! The list of rules: one line each.

use super::rules::*;
use super::subject::Subject;
use super::{Diagnostic, Rule, Settings};

/// A rule and how it looks at a document.
pub(super) struct Check {
    pub(super) rule: &'static Rule,
    pub(super) run: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

macro_rules! registry {
    ($($rule:ident,)*) => {
        &[$(Check { rule: &$rule::RULE, run: $rule::run },)*]
    };
}

const CHECKS: &[Check] = registry![
    timeline_out_of_order,
    timeline_outside_window,
    timeline_entry_without_time,
    timeline_duplicate_entry,
    timeline_long_silence,
    timeline_without_detection,
    timeline_without_resolution,
    timeline_response_before_detection,
    timeline_resolved_before_mitigated,
    timeline_mixed_clocks,
    timeline_future_time,
    window_backwards,
    stated_duration_differs,
    timeline_ends_early,
    zone_stated_nowhere,
    date_stated_nowhere,
    zone_of_one_entry,
    zone_out_of_season,
    zone_ambiguous,
    date_ambiguous,
    local_time_skipped,
    local_time_repeated,
];

/// Every rule, by id.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|check| check.rule)
}

/// The rule with this name or id.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name || rule.id.eq_ignore_ascii_case(name))
}

/// Everything that the rules in force find, rule by rule.
pub(super) fn run(subject: &Subject<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let in_force = CHECKS
        .iter()
        .filter(|check| !settings.off.iter().any(|off| off == check.rule.name));
    in_force.flat_map(|check| (check.run)(subject)).collect()
}
