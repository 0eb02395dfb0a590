//! Opsgenie: the log and the notes of an alert, alerts, and what its webhooks send.

use super::json::{Object, Reading, by, joined};

/// Reads a log line (`log`, `owner`, `createdAt`), a note, an alert or a webhook's action.
pub(super) fn read(object: &Object) -> Reading {
    row(object).into_iter().collect()
}

fn row(object: &Object) -> Option<(String, String)> {
    if let (Some(action), Some(message)) = (object.text("action"), object.text("alert/message")) {
        let time = object
            .time("alert/updatedAt")
            .or_else(|| object.time("alert/createdAt"))?;
        return Some((time, by(&joined(action, Some(message)), object.text("alert/username"))));
    }
    let time = object.time("createdAt")?;
    if let Some(words) = object.first(&["log", "note"]) {
        return Some((time, by(words, object.text("owner"))));
    }
    let alert = object.has("tinyId") || object.has("alias") || object.has("acknowledged");
    let message = object.text("message").filter(|_| alert)?;
    Some((time, by(message, object.text("source"))))
}
