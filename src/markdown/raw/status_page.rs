//! The history of a status page: a state, what was said, and when, mostly the newest first.

use super::lines::Rows;
use super::{RawEntry, RawRow, stamp};

/// The states of an incident or a maintenance.
const STATES: [&str; 11] = [
    "Resolved",
    "Monitoring",
    "Identified",
    "Investigating",
    "Update",
    "Postmortem",
    "Completed",
    "Verifying",
    "In progress",
    "Scheduled",
    "Recovered",
];

/// An update whose time is still to come, or the time whose update is.
#[derive(Default)]
struct Update<'a> {
    lines: Vec<&'a str>,
    time: Option<&'a str>,
}

/// Reads updates with their time on a line of its own, below or above the words.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let states = lines.iter().filter(|line| state(line)).count();
    let times = lines.iter().filter(|line| time(line).is_some()).count();
    if states < 2 || times < 2 || states.abs_diff(times) * 4 > states + times {
        return None;
    }
    let first = lines.iter().find(|line| state(line) || time(line).is_some())?;
    let above = !state(first);
    let mut rows = Rows::default();
    let mut update = Update::default();
    for line in lines {
        if state(line) {
            if !above || update.time.is_none() || !update.lines.iter().all(|line| time(line).is_some()) {
                update.close(&mut rows);
            }
            update.lines.push(line);
        } else if let Some(stamp) = time(line) {
            if above || update.time.is_some() || update.lines.is_empty() {
                update.close(&mut rows);
            }
            update.time = Some(stamp);
            update.lines.push(line);
            if !above {
                update.close(&mut rows);
            }
        } else if update.lines.is_empty() || stamp::date_alone(line) {
            update.close(&mut rows);
            rows.text(line.trim());
        } else {
            update.lines.push(line);
        }
    }
    update.close(&mut rows);
    Some(rows.done)
}

/// `Resolved`, `Resolved - The fix holds.`
fn state(line: &str) -> bool {
    let line = line.trim_start_matches(['*', ' ']);
    STATES.iter().any(|state| {
        line.strip_prefix(state).is_some_and(|rest| {
            let rest = rest.trim_start_matches('*').trim_start();
            rest.is_empty() || rest.starts_with(['-', '–', '—', ':'])
        })
    })
}

/// The time that stands alone on a line, with `Posted 3 days ago.` before it or not.
fn time(line: &str) -> Option<&str> {
    let line = line.trim().trim_end_matches('.');
    let line = match line.strip_prefix("Posted ") {
        Some(rest) => rest
            .rsplit_once(". ")
            .map_or(rest, |(_, time)| time)
            .trim_start_matches("on "),
        None => line,
    };
    let written = stamp::alone(line)?;
    (written.clock.is_some() && written.date.is_some()).then_some(line)
}

impl Update<'_> {
    /// Takes the update in: an entry where it has a time, else lines that are not understood.
    fn close(&mut self, rows: &mut Rows) {
        let update = std::mem::take(self);
        let Some(stamp) = update.time else {
            for line in update.lines {
                rows.text(line.trim());
            }
            return;
        };
        let mut words = String::new();
        for line in update.lines.iter().filter(|line| time(line).is_none()) {
            let line = line.trim();
            if STATES.contains(&words.as_str()) {
                words.push_str(" - ");
            } else if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(line);
        }
        if words.is_empty() {
            update.lines.iter().for_each(|line| rows.text(line.trim()));
            return;
        }
        rows.entry(RawEntry::new(stamp, &words, &update.lines.join("\n")));
    }
}
