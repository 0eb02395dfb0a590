//! What holds for every format: line ends, folding of what is there twice, texts between entries.

use super::{RawEntry, RawRow};
use crate::markdown::lines::fence;
use crate::markdown::read::{marker, timed_or_labelled};
use std::borrow::Cow;
use std::collections::HashMap;

/// The text with one kind of line end, without what a terminal or a chat put between the letters.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains(['\r', '\u{200b}', '\u{200e}', '\u{202f}', '\u{a0}']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace(['\u{200b}', '\u{200e}'], "")
            .replace(['\u{202f}', '\u{a0}'], " "),
    )
}

/// Whether a text is a document: a heading, a list or a table opens it, or headings structure it.
pub(super) fn is_markdown(text: &str) -> bool {
    let heading = |line: &str| {
        let words = line.trim_start_matches('#');
        let marks = line.len() - words.len();
        (1..=6).contains(&marks) && words.starts_with(' ')
    };
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let opens = first.starts_with(['|', '>', '*', '`', '•']) || first.starts_with("- ") || first.trim_end() == "---";
    let underlined = || {
        let lines = text.lines().zip(text.lines().skip(1));
        lines.into_iter().any(|(above, line)| {
            let line = line.trim_end();
            line.len() >= 3
                && !above.trim().is_empty()
                && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
        })
    };
    // A history drawn as a graph begins with a star and a commit's name.
    let graph = first.strip_prefix("* ").is_some_and(super::git::begins_with_hash);
    (opens && !graph) || text.lines().any(heading) || underlined()
}

/// The rows without entries that have the time and the words of another, and how many those are.
/// What the original of such an entry says besides stays with the first one's.
pub(super) fn folded(rows: Vec<RawRow>) -> (Vec<RawRow>, usize) {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let mut out: Vec<RawRow> = Vec::with_capacity(rows.len());
    let mut folded = 0;
    for row in rows {
        let RawRow::Entry(entry) = row else {
            out.push(row);
            continue;
        };
        let key = (entry.time.clone(), entry.text.clone());
        match seen.get(&key).and_then(|at| out.get_mut(*at)) {
            Some(RawRow::Entry(first)) => {
                folded += 1;
                keep(first, &entry);
            }
            _ => {
                seen.insert(key, out.len());
                out.push(RawRow::Entry(entry));
            }
        }
    }
    (out, folded)
}

fn keep(first: &mut RawEntry, other: &RawEntry) {
    // Only against the first and the last line: a log may repeat itself thousands of times.
    let known = first.original == other.original || first.original.ends_with(&format!("\n{}", other.original));
    if !known {
        first.original.push('\n');
        first.original.push_str(&other.original);
    }
}

/// Lines that are not understood as a passage between entries: as they stand where they are plain
/// words, else in a fence, so that no mark in them makes anything else of the timeline.
pub(super) fn passage(text: &str) -> String {
    let plain = |line: &str| {
        !line.starts_with([' ', '\t', '#', '>', '|', '=', '`', '~', '<', '\\', '{', '['])
            && !line.trim_end().ends_with('|')
            && marker(line).is_none()
            && timed_or_labelled(line).is_none_or(|split| split.date_alone())
            && line.chars().any(char::is_alphanumeric)
            && !line.contains(['*', '_', '`', '<', '&', '\\'])
            && !line.trim_end().ends_with(':')
    };
    if text.lines().all(|line| line.trim().is_empty() || plain(line)) {
        // A date heads the entries below it only where it stands alone right above them.
        let dates = text.lines().filter(|line| super::stamp::date_alone(line));
        let others = text.trim().lines().filter(|line| !super::stamp::date_alone(line));
        let mut out = others.map(str::trim_end).collect::<Vec<_>>().join("\n");
        for date in dates {
            out.push_str("\n\n");
            out.push_str(date.trim());
        }
        let out = out.trim();
        return out.to_owned();
    }
    let mut fence_marks = String::from("```");
    while text
        .lines()
        .any(|line| fence(line.trim()).is_some() && line.contains(&fence_marks))
    {
        fence_marks.push('`');
    }
    format!("{fence_marks}text\n{}\n{fence_marks}", text.trim_matches('\n'))
}
