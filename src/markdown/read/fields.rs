//! An item's fields as its line states them: ` (owner: Salma; priority: P0; due: 2023-06-22)`. Other wordings
//! (`— Salma by Friday`) are doubtful and stay words of the item.

use crate::markdown::lines::{one_line, starts_with_ignoring_case};
use crate::model::Item;
use std::borrow::Cow;
use std::fmt::Write as _;

const KEYS: [&str; 5] = ["owner", "priority", "type", "due", "link"];

fn places(item: &mut Item) -> [&mut String; 5] {
    [
        &mut item.owner,
        &mut item.priority,
        &mut item.kind,
        &mut item.due,
        &mut item.link,
    ]
}

/// Takes the fields off the end of a line into the item and answers what is left.
pub(in crate::markdown) fn take(line: &str, item: &mut Item) -> String {
    match split(line) {
        Some((text, values)) => {
            for (place, value) in places(item).into_iter().zip(values) {
                if let Some(value) = value {
                    *place = value;
                }
            }
            text.to_owned()
        }
        None => line.to_owned(),
    }
}

fn split(line: &str) -> Option<(&str, [Option<String>; 5])> {
    let inner = line.strip_suffix(')').filter(|rest| !escaped(rest, rest.len()))?;
    let open = inner
        .rmatch_indices('(')
        .map(|(at, _)| at)
        .find(|at| !escaped(inner, *at))?;
    let text = inner.get(..open)?;
    if !text.is_empty() && !text.ends_with(' ') {
        return None;
    }
    let mut values: [Option<String>; 5] = Default::default();
    // Only in the order in which they are written, so that no word moves.
    let mut next = 0;
    for field in parts(inner.get(open + 1..)?) {
        let (at, value) = keyed(field)?;
        let value = one_line(&unescape(value)).into_owned();
        let slot = values.get_mut(at)?;
        if at < next || value.is_empty() {
            return None;
        }
        next = at + 1;
        *slot = Some(value);
    }
    Some((text.trim_end(), values))
}

/// Whether the character at byte `at` has an odd number of backslashes before it.
fn escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Which field a piece states, and its value: `owner: Ana`, and `due Friday` as people say it.
fn keyed(piece: &str) -> Option<(usize, &str)> {
    let piece = piece.trim_start();
    KEYS.iter().enumerate().find_map(|(at, key)| {
        let rest = piece
            .get(key.len()..)
            .filter(|_| starts_with_ignoring_case(piece, key))?;
        let value = match rest.trim_start().strip_prefix(':') {
            Some(value) => value,
            None => rest.strip_prefix(' ').filter(|_| *key == "due")?,
        };
        Some((at, value))
    })
}

/// Fields stand apart by a semicolon, or by a comma that another field follows.
fn parts(inner: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, mark) in inner.match_indices([';', ',']) {
        let goes_on = mark == "," && inner.get(at + 1..).and_then(keyed).is_none();
        if !escaped(inner, at) && !goes_on {
            out.push(inner.get(from..at).unwrap_or_default());
            from = at + 1;
        }
    }
    out.push(inner.get(from..).unwrap_or_default());
    out
}

fn unescape(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next)) if matches!(next, '\\' | ';' | ',' | '(' | ')') => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The fields as they stand at the end of a line, with a space before; nothing where none is stated.
pub(in crate::markdown) fn written(item: &Item, with: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let values = [&item.owner, &item.priority, &item.kind, &item.due, &item.link];
    for (key, value) in KEYS.iter().zip(values) {
        if value.is_empty() || !with(key) {
            continue;
        }
        out.push_str(if out.is_empty() { " (" } else { "; " });
        // Writing to a string can't fail.
        let _ = write!(out, "{key}: ");
        for (at, c) in value.char_indices() {
            let parts = c == ',' && value.get(at + 1..).and_then(keyed).is_some();
            if parts || matches!(c, '\\' | ';' | '(' | ')') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    if !out.is_empty() {
        out.push(')');
    }
    out
}
