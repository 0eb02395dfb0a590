//! What the list knows of a record without reading it again: kept in memory, and for many drafts
//! under a key of its own so that the next visit begins with it.
//!
//! Only ever a cache. A scan of the keys says what is there, the stamp of each text whether it is
//! still the one that was read, and [`Store::look_through`] reads everything that the visit took
//! from the stored index. A damaged index is made anew without a word.

use super::{Store, search};
use crate::storage::backend::{Backend, BackendError, Stamp};
use crate::storage::keys::{self, Shelf};
use crate::storage::migrate;
use crate::storage::port::{DraftId, DraftSummary, Now};
use crate::storage::record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fewer drafts than these are read faster than anybody sees.
const MANY: usize = 50;

/// What was seen under keys, by key.
#[derive(Debug, Default)]
pub(super) struct Index {
    rows: BTreeMap<String, Row>,
    /// The stored index was looked for.
    opened: bool,
    /// The hash of the index as it is stored.
    stored: u64,
}

#[derive(Debug)]
struct Row {
    stamp: Stamp,
    summary: DraftSummary,
    /// It was read in this visit, and is not only what the stored index says.
    read: bool,
    /// What can be searched for in it, in lower case.
    words: Option<String>,
}

impl Index {
    /// The line of a record, where it is known and the text is still the same.
    pub(super) fn known(&self, key: &str, stamp: Stamp) -> Option<&DraftSummary> {
        self.rows
            .get(key)
            .filter(|row| row.stamp == stamp)
            .map(|row| &row.summary)
    }

    /// Notes the line of a record that was read.
    pub(super) fn note(&mut self, key: String, text: &str, summary: DraftSummary) {
        let row = Row {
            stamp: Stamp::of(text),
            summary,
            read: true,
            words: None,
        };
        self.rows.insert(key, row);
    }

    /// Whether this visit has a list at all.
    pub(super) fn is_open(&self) -> bool {
        self.opened
    }

    pub(super) fn forget(&mut self, key: &str) {
        self.rows.remove(key);
    }

    /// Forgets what is not there any more.
    pub(super) fn keep(&mut self, there: impl Fn(&str) -> bool) {
        self.rows.retain(|key, _| there(key));
    }

    /// The drafts that hold every one of these lower-case words.
    pub(super) fn holding(&self, wanted: &[&str]) -> Vec<DraftId> {
        let holds = |row: &Row| {
            let words = row.words.as_deref().unwrap_or_default();
            wanted.iter().all(|word| words.contains(word))
        };
        let drafts = self.drafts().filter(|(_, row)| holds(row));
        drafts.map(|(_, row)| row.summary.id.clone()).collect()
    }

    fn drafts(&self) -> impl Iterator<Item = (&String, &Row)> {
        self.rows
            .iter()
            .filter(|(key, _)| matches!(Shelf::of(key), Some((Shelf::Draft, _))))
    }
}

impl<B: Backend> Store<B> {
    /// Begins with the stored index, once.
    pub(super) fn open_index(&mut self) {
        if std::mem::replace(&mut self.index.opened, true) {
            return;
        }
        let Ok(Some(text)) = self.backend.get(keys::INDEX) else {
            return;
        };
        let Some(lines) = read(&text) else { return };
        self.index.stored = record::hash(&text);
        for line in lines {
            let (key, row) = line.into_row();
            self.index.rows.entry(key).or_insert(row);
        }
    }

    /// Keeps the index for the next visit, where it is worth it. What is refused is no loss.
    pub(super) fn keep_index(&mut self) {
        if self.index.drafts().nth(MANY - 1).is_none() {
            if std::mem::take(&mut self.index.stored) != 0 {
                _ = self.backend.remove(keys::INDEX);
            }
            return;
        }
        let Some(text) = write(self.index.drafts().map(|(_, row)| Line::of(row)).collect()) else {
            return;
        };
        let hash = record::hash(&text);
        if hash != self.index.stored && self.backend.set(keys::INDEX, &text).is_ok() {
            self.index.stored = hash;
        }
    }

    /// Whether there are many drafts, and something of them that this visit has not read yet.
    pub fn has_more_to_look_at(&self) -> bool {
        self.index.drafts().nth(MANY - 1).is_some()
            && self.index.drafts().any(|(_, row)| !row.read || row.words.is_none())
    }

    /// Reads so many drafts that this visit has not read yet, and tells whether the list said
    /// something else of any of them.
    ///
    /// # Errors
    /// Where the backend can't be read.
    pub fn look_through(&mut self, drafts: usize) -> Result<bool, BackendError> {
        let unread = |(_, row): &(&String, &Row)| !row.read || row.words.is_none();
        let unread = self.index.drafts().filter(unread).map(|(key, _)| key.clone());
        let todo: Vec<String> = unread.take(drafts).collect();
        let mut changed = false;
        for key in todo {
            let text = self.backend.get(&key)?;
            let record = text.as_deref().and_then(|text| {
                let (_, id) = Shelf::of(&key)?;
                Some((text, migrate::open(&id, text).ok()?))
            });
            match (record, self.index.rows.get_mut(&key)) {
                (Some((text, record)), Some(row)) => {
                    changed |= row.summary != record.head.summary;
                    row.stamp = Stamp::of(text);
                    row.summary = record.head.summary;
                    row.read = true;
                    row.words = Some(search::words(&record.document));
                }
                // Not to be opened: its line was right only where that was read in this visit.
                (None, Some(row)) if row.read => row.words = Some(String::new()),
                _ => {
                    self.index.forget(&key);
                    changed = true;
                }
            }
        }
        Ok(changed)
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    index: u32,
    checksum: String,
    lines: Vec<Line>,
}

const VERSION: u32 = 1;

/// A draft's line: id, units, start, title, saved, offset, incident, problems, marks.
#[derive(Serialize, Deserialize)]
struct Line(
    String,
    usize,
    u64,
    String,
    i64,
    i32,
    String,
    Option<(usize, usize)>,
    Vec<(u16, String)>,
);

const WHOLE: f32 = 10_000.0;

impl Line {
    fn of(row: &Row) -> Line {
        let summary = &row.summary;
        // Records keep positions in ten-thousandths too.
        let marks = summary.marks.iter();
        let marks = marks.map(|(at, phase)| ((at * WHOLE).round() as u16, phase.clone()));
        Line(
            summary.id.0.clone(),
            row.stamp.units,
            row.stamp.start,
            summary.title.clone(),
            summary.saved.unix_ms,
            summary.saved.offset_minutes,
            summary.incident.clone(),
            summary.problems,
            marks.collect(),
        )
    }

    fn into_row(self) -> (String, Row) {
        let Line(id, units, start, title, unix_ms, offset_minutes, incident, problems, marks) = self;
        let id = DraftId(id);
        let marks = marks.into_iter();
        let row = Row {
            stamp: Stamp { units, start },
            summary: DraftSummary {
                id: id.clone(),
                title,
                saved: Now {
                    unix_ms,
                    offset_minutes,
                },
                size: units,
                incident,
                problems,
                marks: marks.map(|(at, phase)| (f32::from(at) / WHOLE, phase)).collect(),
            },
            read: false,
            words: None,
        };
        (Shelf::Draft.key(&id), row)
    }
}

fn write(lines: Vec<Line>) -> Option<String> {
    let checksum = checksum(&lines)?;
    let stored = Stored {
        index: VERSION,
        checksum,
        lines,
    };
    serde_json::to_string(&stored).ok()
}

fn read(text: &str) -> Option<Vec<Line>> {
    let stored: Stored = serde_json::from_str(text).ok()?;
    (stored.index == VERSION && checksum(&stored.lines)? == stored.checksum).then_some(stored.lines)
}

fn checksum(lines: &[Line]) -> Option<String> {
    let text = serde_json::to_string(lines).ok()?;
    Some(format!("{:016x}", record::hash(&text)))
}
