//! Datadog: events of both versions of its interface, and log lines.

use super::json::{Object, Reading, joined};

/// Reads an event (`date_happened`, or `attributes` with a `timestamp`) or a log line.
pub(super) fn read(object: &Object) -> Reading {
    let first = wrapped(object, "event/").or_else(|| wrapped(object, ""));
    first.or_else(|| attributes(object)).into_iter().collect()
}

fn wrapped(object: &Object, inside: &str) -> Option<(String, String)> {
    let time = object.time(&format!("{inside}date_happened"))?;
    let title = object.text(&format!("{inside}title"));
    let text = object.text(&format!("{inside}text")).map(unmarked);
    Some((time, joined(title.or(text)?, text)))
}

fn attributes(object: &Object) -> Option<(String, String)> {
    let inside = if object.has("data/attributes") { "data/" } else { "" };
    let text = |path: &str| object.text(&format!("{inside}attributes/{path}"));
    let time = object.time(&format!("{inside}attributes/timestamp"))?;
    let message = text("message").map(unmarked);
    let title = text("attributes/title")
        .or_else(|| text("title"))
        .or_else(|| text("service"));
    Some((time, joined(title.or(message)?, message)))
}

/// The text of an event without the marks that say that it is Markdown.
fn unmarked(text: &str) -> &str {
    text.trim_start_matches("%%%").trim_end_matches("%%%").trim()
}
