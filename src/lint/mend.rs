//! From a timeline's repair to a fix: the edits, what the button says, and the proof.

use super::subject::Clocked;
use super::{Applicability, Fix, Touch};
use crate::model::{Body, Command, Id, Line, Timeline};
use crate::time::describe::span;
use crate::time::repair::{Beside, Change, Fit, Reading};
use crate::time::typed;

/// The fixes for a timeline's readings, best first.
pub(crate) fn fixes(timeline: &Clocked<'_>, readings: &[Reading], minutes: Option<i64>) -> Vec<Fix> {
    let fitting = readings.iter().filter(|reading| fits(reading.fit)).count();
    let fixes = readings.iter().filter_map(|reading| {
        let mut fix = fix(timeline, reading, minutes)?;
        if fits(reading.fit) && fitting == 1 && agrees(reading, minutes) {
            fix.applicability = Applicability::Safe;
        }
        Some(fix)
    });
    fixes.collect()
}

fn fits(fit: Fit) -> bool {
    matches!(fit, Fit::Duration | Fit::Window | Fit::Inside)
}

/// One reading as a fix that needs review; `None` where it cannot be written in the writer's manner.
pub(crate) fn fix(timeline: &Clocked<'_>, reading: &Reading, minutes: Option<i64>) -> Option<Fix> {
    let mut commands = Vec::new();
    let mut touches = Vec::new();
    let mut words = Words::default();
    let mut touch = |row: usize, mark: String| {
        let place = reading.order.iter().position(|other| *other == row);
        let at = place.and_then(|place| reading.after.entries.get(place)?.at);
        touches.extend(timeline.id(row).map(|entry| Touch { entry, mark, at }));
    };
    let mut lines: Vec<Id> = line_ids(timeline);
    for change in &reading.changes {
        match change {
            Change::Flip { row } => {
                let entry = timeline.entries.get(*row)?;
                let time = typed::flip(&entry.time)?;
                let half = timeline.written(*row).map_or("", typed::other_half);
                touch(
                    *row,
                    if half.is_empty() {
                        format!("{time}?")
                    } else {
                        format!("{half}?")
                    },
                );
                words.flip(entry.time.trim(), half, &time);
                commands.push(Command::SetTime { id: entry.id, time });
            }
            Change::Day { row, date } => {
                let entry = timeline.entries.get(*row)?;
                let time = typed::redate(&entry.time, *date)?;
                touch(*row, format!("{time}?"));
                words.other.push(format!("read {} as {time}", entry.time.trim()));
                commands.push(Command::SetTime { id: entry.id, time });
            }
            Change::Move { row, to } => {
                let (id, other, word) = match to {
                    Beside::Above(other) => (timeline.id(*row)?, *other, "above"),
                    Beside::Below(other) => (timeline.id(*row)?, *other, "below"),
                };
                let beside = timeline.id(other)?;
                let from = lines.iter().position(|line| *line == id)?;
                lines.remove(from);
                let beside = lines.iter().position(|line| *line == beside)?;
                let to = if word == "above" { beside } else { beside + 1 };
                lines.insert(to, id);
                touch(*row, "here?".into());
                words
                    .other
                    .push(format!("move {} {word} {}", timeline.time(*row), timeline.time(other)));
                commands.push(Command::MoveRow { id, to });
            }
            Change::Sort { order } => {
                words.other.push(sorting(order));
                commands.push(sort(timeline, order)?);
            }
        }
    }
    if commands.is_empty() {
        return None;
    }
    Some(Fix {
        title: words.title(),
        proof: proof(reading, minutes),
        agrees: agrees(reading, minutes),
        applicability: Applicability::NeedsReview,
        commands,
        touches,
    })
}

/// Why a reading is right, or what speaks against it.
fn proof(reading: &Reading, minutes: Option<i64>) -> String {
    let stated = minutes
        .map(|minutes| span(minutes.saturating_mul(60)))
        .unwrap_or_default();
    match reading.fit {
        Fit::Duration => format!("The timeline then spans exactly the stated {stated}."),
        Fit::Window => "The timeline then runs exactly from the stated start to the stated end.".into(),
        Fit::Inside => "The timeline then runs forward inside the stated window.".into(),
        Fit::Outside => "The timeline then runs forward, but not inside the stated window.".into(),
        Fit::Forward => match (minutes, reading.after.span()) {
            (Some(_), Some(seconds)) => {
                format!("The timeline then spans {}, not the stated {stated}.", span(seconds))
            }
            _ => "The timeline then runs forward.".into(),
        },
    }
}

fn agrees(reading: &Reading, minutes: Option<i64>) -> bool {
    match reading.fit {
        Fit::Duration | Fit::Window | Fit::Inside => true,
        Fit::Forward => minutes.is_none(),
        Fit::Outside => false,
    }
}

fn line_ids(timeline: &Clocked<'_>) -> Vec<Id> {
    let Body::Timeline(body) = &timeline.part.body else {
        return Vec::new();
    };
    let ids = body.lines.iter().map(|line| match line {
        Line::Row(entry) => entry.id,
        Line::Text { id, .. } => *id,
    });
    ids.collect()
}

/// The part's body with its entries in a new order and its passages where they stand.
fn sort(timeline: &Clocked<'_>, order: &[usize]) -> Option<Command> {
    let Body::Timeline(body) = &timeline.part.body else {
        return None;
    };
    let mut entries = order
        .iter()
        .filter_map(|row| timeline.entries.get(*row).copied().cloned());
    let mut lines = Vec::with_capacity(body.lines.len());
    for line in &body.lines {
        lines.push(match line {
            Line::Row(_) => Line::Row(entries.next()?),
            text @ Line::Text { .. } => text.clone(),
        });
    }
    let body = Body::Timeline(Timeline {
        table: body.table.clone(),
        lines,
    });
    Some(Command::SetBody {
        id: timeline.part.id,
        body,
    })
}

fn sorting(order: &[usize]) -> String {
    if order.iter().rev().copied().eq(0..order.len()) {
        format!("turn the order of the {} entries round", order.len())
    } else {
        format!("put the {} entries in order of time", order.len())
    }
}

/// The words of a button, gathered change by change.
#[derive(Default)]
struct Words {
    /// Times that are read as AM, and as PM.
    am: Vec<String>,
    pm: Vec<String>,
    other: Vec<String>,
}

impl Words {
    fn flip(&mut self, time: &str, half: &str, new: &str) {
        match half {
            "AM" => self.am.push(time.to_owned()),
            "PM" => self.pm.push(time.to_owned()),
            _ => self.other.push(format!("read {time} as {new}")),
        }
    }

    /// `Read 10:00 PM and 11:00 PM as AM`.
    fn title(self) -> String {
        let mut pieces = Vec::new();
        for (times, half) in [(self.am, "AM"), (self.pm, "PM")] {
            if !times.is_empty() {
                pieces.push(format!("read {} as {half}", list(&times)));
            }
        }
        pieces.extend(self.other);
        let title = list(&pieces);
        let mut letters = title.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        first + letters.as_str()
    }
}

/// `a`, `a and b`, `a, b and c`, `a, b and 3 more`.
pub(crate) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}
