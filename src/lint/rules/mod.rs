//! The rules, one file each. A rule reads the subject and returns findings; it changes nothing.

pub(super) mod date_ambiguous;
pub(super) mod date_stated_nowhere;
pub(super) mod local_time_repeated;
pub(super) mod local_time_skipped;
pub(super) mod stated_duration_differs;
pub(super) mod timeline_duplicate_entry;
pub(super) mod timeline_ends_early;
pub(super) mod timeline_entry_without_time;
pub(super) mod timeline_future_time;
pub(super) mod timeline_long_silence;
pub(super) mod timeline_mixed_clocks;
pub(super) mod timeline_out_of_order;
pub(super) mod timeline_outside_window;
pub(super) mod timeline_resolved_before_mitigated;
pub(super) mod timeline_response_before_detection;
pub(super) mod timeline_without_detection;
pub(super) mod timeline_without_resolution;
pub(super) mod window_backwards;
pub(super) mod zone_ambiguous;
pub(super) mod zone_of_one_entry;
pub(super) mod zone_out_of_season;
pub(super) mod zone_stated_nowhere;

use super::{Diagnostic, Place, Rule};

/// A finding without fixes, help or relations.
fn finding(rule: &'static Rule, place: Place, message: String) -> Diagnostic {
    Diagnostic {
        rule,
        message,
        help: String::new(),
        place,
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

/// A rule's constant, with its page of documentation read from `docs/rules/`.
macro_rules! rule {
    ($id:literal, $name:literal, $severity:ident) => {
        pub(in crate::lint) static RULE: $crate::lint::Rule = $crate::lint::Rule {
            id: $id,
            name: $name,
            severity: $crate::lint::Severity::$severity,
            docs: include_str!(concat!("../../../docs/rules/", $name, ".md")),
        };
    };
}
use rule;
