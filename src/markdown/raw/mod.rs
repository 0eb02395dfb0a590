//! Raw material for a timeline: chat, alerts, logs and tables as people copy them.
//!
//! Owns which formats there are and what a text in one of them says; must not touch a document.
//! A text is told by its own shape, and only where it can hardly be anything else: ordinary
//! Markdown is none. Nothing is lost: every line is an entry, a part of one, or a text between
//! entries. Linear in the text's length.

mod alertmanager;
mod chat;
mod csv;
mod datadog;
mod git;
mod journal;
mod json;
mod lines;
mod nginx;
mod opsgenie;
mod order;
mod pagerduty;
mod slack;
mod slack_export;
mod stamp;
mod status_page;
mod tidy;

use super::write::words;
use crate::model::{Entry, Id, Row};
use json::Reading;
use std::collections::HashSet;

/// A format: one line of the registry.
struct Format {
    /// Its name as shown.
    name: &'static str,
    reader: Reader,
}

enum Reader {
    /// Looks at one object of a JSON text.
    Json(fn(&json::Object) -> Reading),
    /// Looks at the whole text; `None` where it is not of this format.
    Text(fn(&str) -> Option<Vec<RawRow>>),
}

/// The formats, the most particular first: the first that knows a text has it.
const FORMATS: &[Format] = &[
    json("PagerDuty", pagerduty::read),
    json("Alertmanager", alertmanager::read),
    json("Slack export", slack_export::read),
    json("Opsgenie", opsgenie::read),
    json("Datadog", datadog::read),
    text("Git log", git::read),
    text("nginx log", nginx::read),
    text("System log", journal::read),
    text("Chat", chat::read),
    text("Status page", status_page::read),
    text("Slack", slack::read),
    text("CSV", csv::read),
];

const fn json(name: &'static str, reader: fn(&json::Object) -> Reading) -> Format {
    let reader = Reader::Json(reader);
    Format { name, reader }
}

const fn text(name: &'static str, reader: fn(&str) -> Option<Vec<RawRow>>) -> Format {
    let reader = Reader::Text(reader);
    Format { name, reader }
}

/// The names of the formats that are known.
pub fn formats() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name)
}

/// What is known about the timeline that the rows are meant for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Context {
    /// The day of the incident as stated: "June 15, 2023".
    pub date: Option<String>,
    /// The zone of the timeline as stated: "GMT+1".
    pub zone: Option<String>,
}

/// A text that was understood as raw material.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raw {
    /// The format that was seen: "PagerDuty".
    pub format: &'static str,
    /// Entries and the texts between them, oldest first.
    pub rows: Vec<RawRow>,
    /// What was assumed, one sentence each: the date, the zone, the order.
    pub assumed: Vec<String>,
    /// Entries that were left out because the same words stand at the same time already.
    pub folded: usize,
}

/// A row of raw material.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RawRow {
    /// Something that happened at a time.
    Entry(RawEntry),
    /// Lines that are not understood, as they stand.
    Text(String),
}

/// An entry of raw material.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawEntry {
    /// The time as it is typed into the row.
    pub time: String,
    /// What happened, as Markdown.
    pub text: String,
    /// The line or lines that it was read from.
    pub original: String,
}

/// Reads a text as raw material; `None` where it is of no format that is known.
pub fn read(text: &str, context: &Context) -> Option<Raw> {
    let text = tidy::normalised(text);
    if text.trim().is_empty() || tidy::is_markdown(&text) {
        return None;
    }
    let document = json::document(&text);
    let (format, rows) = FORMATS.iter().find_map(|format| {
        let rows = match (&format.reader, &document) {
            (Reader::Json(reader), Some(document)) => document.rows(*reader),
            (Reader::Text(reader), None) => reader(&text),
            _ => None,
        }?;
        rows.iter()
            .any(|row| matches!(row, RawRow::Entry(_)))
            .then_some((format.name, rows))
    })?;
    let (rows, folded) = tidy::folded(rows);
    let (rows, turned) = order::oldest_first(rows, document.is_some());
    let mut assumed = order::assumed(&rows, context);
    assumed.extend(turned);
    Some(Raw {
        format,
        rows,
        assumed,
        folded,
    })
}

impl Raw {
    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &RawEntry> {
        self.rows.iter().filter_map(|row| match row {
            RawRow::Entry(entry) => Some(entry),
            RawRow::Text(_) => None,
        })
    }

    /// The lines that were not understood.
    pub fn left(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|row| match row {
            RawRow::Entry(_) => None,
            RawRow::Text(text) => Some(text.as_str()),
        })
    }

    /// Says that original lines are kept, where any are.
    pub fn keeping(&self) -> Option<String> {
        let kept = self.entries().any(RawEntry::says_more);
        kept.then(|| "Original lines that say more than their entry stay with it, as comments in the Markdown.".into())
    }

    /// "2 entries were there twice and are left out.", where any were.
    pub fn folding(&self) -> Option<String> {
        match self.folded {
            0 => None,
            1 => Some("1 entry has the time and the words of another and is left out.".into()),
            n => Some(format!(
                "{n} entries have the time and the words of another and are left out."
            )),
        }
    }
}

impl RawRow {
    /// The row as a timeline takes it.
    pub fn row(&self, id: Id) -> Row {
        match self {
            RawRow::Entry(raw) => {
                let mut entry = Entry::new(id, raw.time.clone(), raw.text.clone());
                if raw.says_more() {
                    entry.evidence.clone_from(&raw.original);
                }
                Row::Entry(entry)
            }
            RawRow::Text(text) => Row::Text {
                id,
                text: tidy::passage(text),
            },
        }
    }
}

impl RawEntry {
    /// Whether the original has words that the entry does not have.
    fn says_more(&self) -> bool {
        fn words(text: &str) -> impl Iterator<Item = &str> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
        }
        let own: HashSet<&str> = words(&self.time).chain(words(&self.text)).collect();
        words(&self.original).any(|word| !own.contains(word))
    }

    /// An entry from plain words.
    fn new(time: &str, text: &str, original: &str) -> RawEntry {
        RawEntry {
            time: time.trim().to_owned(),
            text: words(text.trim()),
            original: original.trim_end().to_owned(),
        }
    }
}
