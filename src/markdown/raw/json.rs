//! JSON as alerting tools and chats hand it out: a list of objects, wrapped or not, or one a line.

use super::{RawEntry, RawRow};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// What an object says: times with the words that belong to them. Empty where it is not understood.
pub(super) type Reading = Vec<(String, String)>;

/// Members of a wrapping object that hold the list.
const LISTS: [&str; 7] = [
    "log_entries",
    "incidents",
    "alerts",
    "events",
    "messages",
    "notes",
    "data",
];

/// A JSON text taken apart.
pub(super) struct Document<'a> {
    objects: Vec<Object<'a>>,
    /// What the wrapping objects say besides, as JSON.
    around: Vec<String>,
}

/// One object and the text that it stands in.
pub(super) struct Object<'a> {
    value: Value,
    source: &'a str,
}

/// Takes a text apart that is JSON: one value, or several behind one another.
pub(super) fn document(text: &str) -> Option<Document<'_>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut document = Document {
        objects: Vec::new(),
        around: Vec::new(),
    };
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        document.take(value.ok()?)?;
    }
    Some(document)
}

impl<'a> Document<'a> {
    fn take(&mut self, raw: &'a RawValue) -> Option<()> {
        let source = raw.get();
        if source.starts_with('[') {
            let list: Vec<&'a RawValue> = serde_json::from_str(source).ok()?;
            return list.into_iter().try_for_each(|raw| self.push(raw));
        }
        let members: BTreeMap<String, &'a RawValue> = serde_json::from_str(source).ok()?;
        let list = LISTS
            .into_iter()
            .find(|name| members.get(*name).is_some_and(|raw| raw.get().starts_with('[')));
        let Some(list) = list else {
            return self.push(raw);
        };
        for (name, raw) in &members {
            if name == list {
                let list: Vec<&'a RawValue> = serde_json::from_str(raw.get()).ok()?;
                list.into_iter().try_for_each(|raw| self.push(raw))?;
            } else {
                self.around.push(format!("\"{name}\": {}", one_line(raw.get())));
            }
        }
        Some(())
    }

    fn push(&mut self, raw: &'a RawValue) -> Option<()> {
        let source = raw.get();
        let value: Value = serde_json::from_str(source).ok()?;
        self.objects.push(Object { value, source });
        Some(())
    }

    /// The rows, where a format understands at least half of the objects.
    pub(super) fn rows(&self, read: fn(&Object) -> Reading) -> Option<Vec<RawRow>> {
        let readings: Vec<Reading> = self.objects.iter().map(read).collect();
        let understood = readings.iter().filter(|reading| !reading.is_empty()).count();
        if understood == 0 || understood * 2 < readings.len() {
            return None;
        }
        let mut rows = Vec::new();
        if !self.around.is_empty() {
            rows.push(RawRow::Text(format!("{{ {} }}", self.around.join(", "))));
        }
        for (object, reading) in self.objects.iter().zip(readings) {
            let source = one_line(object.source);
            if reading.is_empty() {
                rows.push(RawRow::Text(source));
                continue;
            }
            let entries = reading.into_iter();
            rows.extend(entries.map(|(time, text)| RawRow::Entry(RawEntry::new(&time, &text, &source))));
        }
        Some(rows)
    }
}

/// JSON on one line. A string in it has no line end of its own.
fn one_line(source: &str) -> String {
    if !source.contains('\n') {
        return source.to_owned();
    }
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

impl Object<'_> {
    fn at(&self, path: &str) -> Option<&Value> {
        path.split('/').try_fold(&self.value, |value, name| value.get(name))
    }

    /// The text under a path of names (`agent/summary`), where it is not empty.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.at(path)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The first of several paths that has a text.
    pub(super) fn first(&self, paths: &[&str]) -> Option<&str> {
        paths.iter().find_map(|path| self.text(path))
    }

    /// A time under a path: a text that can be read as one, or seconds since 1970.
    pub(super) fn time(&self, path: &str) -> Option<String> {
        let value = self.at(path)?;
        if let Some(number) = value.as_i64() {
            return super::stamp::epoch(number);
        }
        if let Some(number) = value.as_f64() {
            return super::stamp::epoch(number as i64);
        }
        let text = value.as_str()?.trim();
        super::stamp::alone(text)?.clock.map(|_| text.to_owned())
    }

    /// Whether there is anything under a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.at(path).is_some_and(|value| !value.is_null())
    }
}

/// `words`, or `words: more` where more says something else.
pub(super) fn joined(words: &str, more: Option<&str>) -> String {
    match more {
        Some(more) if !more.is_empty() && !words.contains(more) => {
            format!("{}: {more}", words.trim_end_matches(['.', ':', ' ']))
        }
        _ => words.to_owned(),
    }
}

/// `words (name)`, unless the words say the name themselves.
pub(super) fn by(words: &str, name: Option<&str>) -> String {
    match name {
        Some(name) if !words.contains(name) => format!("{words} ({name})"),
        _ => words.to_owned(),
    }
}
