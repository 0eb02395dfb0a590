//! PagerDuty: log entries of an incident, incidents, notes, and the events of its webhooks.

use super::json::{Object, Reading, by, joined};

/// Reads a log entry (`type` ends in `_log_entry`), an incident, a note or a webhook's event.
pub(super) fn read(object: &Object) -> Reading {
    log_entry(object)
        .or_else(|| event(object))
        .or_else(|| incident(object))
        .or_else(|| note(object))
        .into_iter()
        .collect()
}

fn log_entry(object: &Object) -> Option<(String, String)> {
    // A single entry is wrapped by its name.
    let (kind, inside) = match object.text("type") {
        Some(kind) => (kind, ""),
        None => (object.text("log_entry/type")?, "log_entry/"),
    };
    if !kind.contains("_log_entry") {
        return None;
    }
    let text = |path: &str| object.text(&format!("{inside}{path}"));
    let words = text("summary").unwrap_or_else(|| kind.split("_log_entry").next().unwrap_or(kind));
    let more = text("channel/summary")
        .or_else(|| text("channel/subject"))
        .or_else(|| text("channel/description"))
        .or_else(|| text("event_details/description"));
    let words = joined(words, more);
    let time = object.time(&format!("{inside}created_at"))?;
    Some((time, by(&words, text("agent/summary"))))
}

fn event(object: &Object) -> Option<(String, String)> {
    let kind = object.text("event/event_type")?;
    let time = object.time("event/occurred_at")?;
    let words = object.first(&[
        "event/data/title",
        "event/data/content",
        "event/data/message",
        "event/data/summary",
    ]);
    let name = kind.rsplit('.').next().unwrap_or(kind);
    let mut capital = name.replace('_', " ");
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some((time, by(&joined(&capital, words), object.text("event/agent/summary"))))
}

fn incident(object: &Object) -> Option<(String, String)> {
    if !object.has("incident_number") {
        return None;
    }
    let words = object.first(&["title", "summary", "description"])?;
    Some((object.time("created_at")?, words.to_owned()))
}

fn note(object: &Object) -> Option<(String, String)> {
    let words = object.text("content")?;
    if !object.has("user/summary") {
        return None;
    }
    Some((object.time("created_at")?, by(words, object.text("user/summary"))))
}
