//! Alertmanager: the alerts of a webhook's payload or of its interface; Grafana sends the same.

use super::json::{Object, Reading, joined};

/// Reads an alert: its start, and its end where it is resolved.
pub(super) fn read(object: &Object) -> Reading {
    let Some(starts) = object.time("startsAt") else {
        return Reading::new();
    };
    let Some(name) = object.first(&["labels/alertname", "annotations/summary"]) else {
        return Reading::new();
    };
    let more = object.first(&["annotations/summary", "annotations/description", "annotations/message"]);
    let mut reading = vec![(starts, joined(&format!("{name} firing"), more))];
    // An alert that still fires has the time at which it would be forgotten, or none at all.
    if object.text("status") == Some("resolved")
        && let Some(ends) = object.time("endsAt").filter(|ends| !ends.starts_with("0001-"))
    {
        reading.push((ends, joined(&format!("{name} resolved"), more)));
    }
    reading
}
