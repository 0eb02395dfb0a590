//! An item's fields as its line states them: ` (owner: Salma; priority: P0; due: 2023-06-22)`.

use crate::markdown::lines::one_line;
use crate::model::Item;
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
        let (key, value) = field.split_once(':')?;
        let at = KEYS.iter().position(|known| key.trim().eq_ignore_ascii_case(known))?;
        let value = one_line(&unescape(value.trim())).into_owned();
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

fn parts(inner: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in inner.match_indices(';') {
        if !escaped(inner, at) {
            out.push(inner.get(from..at).unwrap_or_default());
            from = at + 1;
        }
    }
    out.push(inner.get(from..).unwrap_or_default());
    out
}

fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next)) if matches!(next, '\\' | ';' | '(' | ')') => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
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
        for c in value.chars() {
            if matches!(c, '\\' | ';' | '(' | ')') {
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
