//! A row from one line of text: "8:05 AM – Alert fired", "[x] Add an alert".

use crate::model::{Entry, Item};
use crate::time::forms;

/// What a line says as an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct QuickEntry {
    time: String,
    text: String,
}

/// What a line says as an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct QuickItem {
    text: String,
    done: bool,
}

/// Splits a line into time and text. Without a time at its start the whole line is text.
pub(crate) fn entry(line: &str) -> QuickEntry {
    let line = without_marker(line);
    let marked = line.trim_start_matches(['*', '_', '`']);
    let plain = QuickEntry {
        time: String::new(),
        text: line.to_owned(),
    };
    let Some((_, length)) = forms::prefix(marked) else {
        return plain;
    };
    let (Some(time), Some(rest)) = (marked.get(..length), marked.get(length..)) else {
        return plain;
    };
    let rest = if marked.len() < line.len() {
        rest.trim_start_matches([':', ' ']).trim_start_matches(['*', '_', '`'])
    } else {
        rest
    };
    let text = rest.trim_start_matches([' ', '\t', ':', '–', '—', '-', '|', '=', '>', ',']);
    QuickEntry {
        time: time.trim().to_owned(),
        text: text.trim().to_owned(),
    }
}

/// Reads a line's list marker and checkbox.
pub(crate) fn item(line: &str) -> QuickItem {
    let line = without_marker(line);
    for (mark, done) in [("[ ]", false), ("[x]", true), ("[X]", true)] {
        if let Some(text) = line.strip_prefix(mark) {
            return QuickItem {
                text: text.trim().to_owned(),
                done,
            };
        }
    }
    QuickItem {
        text: line.to_owned(),
        done: false,
    }
}

fn without_marker(line: &str) -> &str {
    let line = line.trim();
    ["- ", "* ", "+ ", "• "]
        .iter()
        .find_map(|marker| line.strip_prefix(marker))
        .map_or(line, str::trim_start)
}

impl QuickEntry {
    pub(crate) fn fill(self, entry: &mut Entry) {
        entry.time = self.time;
        entry.text = self.text;
    }
}

impl QuickItem {
    pub(crate) fn fill(self, item: &mut Item) {
        item.text = self.text;
        item.done = self.done;
    }
}
