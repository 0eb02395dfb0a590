//! What kept steps look like: a line that says what they belong to, then a line for each.
//!
//! `posthoc-steps 1 RECORD CHECKSUM`, then `-{…}` for what can be taken back and `+{…}` for what
//! can be done again, the oldest first. Both hashes are xxHash64 in 16 hexadecimal digits: that
//! of the record's text, and that of all lines behind the first.

use crate::storage::port::{Change, Step, Steps};
use crate::storage::record::{self, v1};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const NAME: &str = "posthoc-steps 1 ";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredStep {
    label: String,
    reverse: Reverse,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Reverse {
    Edit(v1::Edit),
    Keep(String, String),
    Unkeep(String, String),
}

/// A step as one line, without what tells its direction.
pub(super) fn line(step: &Step) -> Option<String> {
    let stored = StoredStep {
        label: step.label.clone(),
        reverse: match &step.reverse {
            Change::Edit(command) => Reverse::Edit(v1::Edit::of(command)),
            Change::Keep(rule, message) => Reverse::Keep(rule.clone(), message.clone()),
            Change::Unkeep(rule, message) => Reverse::Unkeep(rule.clone(), message.clone()),
        },
    };
    serde_json::to_string(&stored).ok()
}

/// The whole text.
pub(super) fn join<'a>(
    record: u64,
    done: impl Iterator<Item = &'a str>,
    undone: impl Iterator<Item = &'a str>,
) -> String {
    let mut lines = String::new();
    for (sign, line) in done.map(|line| ('-', line)).chain(undone.map(|line| ('+', line))) {
        lines.push('\n');
        lines.push(sign);
        lines.push_str(line);
    }
    format!("{NAME}{record:016x} {:016x}{lines}", record::hash(&lines))
}

/// The steps of a text, where they belong to the record with this hash.
pub(super) fn read(text: &str, record: u64) -> Result<Steps, String> {
    let (head, lines) = match text.find('\n') {
        Some(end) => text.split_at(end),
        None => (text, ""),
    };
    let unreadable = || "What was done before the page was loaded can’t be undone: it could not be read.".to_owned();
    let (bound, checksum) = head
        .strip_prefix(NAME)
        .and_then(|hashes| hashes.split_once(' '))
        .ok_or_else(unreadable)?;
    if checksum != format!("{:016x}", record::hash(lines)) {
        return Err(unreadable());
    }
    if bound != format!("{record:016x}") {
        return Err("What was done here before can’t be undone: this draft was saved elsewhere meanwhile.".into());
    }
    let mut steps = Steps::default();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let (sign, json) = line.split_at_checked(1).ok_or_else(unreadable)?;
        let stored: StoredStep = serde_json::from_str(json).map_err(|_| unreadable())?;
        let step = Arc::new(Step {
            label: stored.label,
            reverse: match stored.reverse {
                Reverse::Edit(command) => Change::Edit(command.into_model().map_err(|_| unreadable())?),
                Reverse::Keep(rule, message) => Change::Keep(rule, message),
                Reverse::Unkeep(rule, message) => Change::Unkeep(rule, message),
            },
        });
        match sign {
            "-" => steps.done.push(step),
            "+" => steps.undone.push(step),
            _ => return Err(unreadable()),
        }
    }
    Ok(steps)
}
