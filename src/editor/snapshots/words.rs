//! Snapshots in words: when each was taken, and why.

use crate::editor::figures;
use crate::editor::port::{Now, Reason, Snapshot};

/// "14:03 today", "Yesterday, 14:03", "Feb 12, 14:03".
pub(super) fn when(then: Now, now: Now) -> String {
    let day = figures::when(then, now);
    if day.ends_with("today") {
        return day;
    }
    let clock = figures::clock_time(then);
    format!("{day}, {}", clock.get(..5).unwrap_or_default())
}

/// The name that the person gave, else why it was taken.
pub(super) fn why(snapshot: &Snapshot) -> String {
    if !snapshot.name.is_empty() {
        return snapshot.name.clone();
    }
    match snapshot.reason {
        Reason::Asked => "Kept by you",
        Reason::Editing => "While editing",
        Reason::Import => "Before an import",
        Reason::Paste => "Before a paste",
        Reason::Template => "Before another template",
        Reason::Fixes => "Before all fixes",
        Reason::Restore => "Before a restore",
        Reason::OtherTab => "Before the other tab’s text",
    }
    .into()
}
