//! What must be escaped where: headings, list lines, table cells. All escaping is here.

use crate::markdown::lines::{fence, without_markers};
use crate::markdown::read::{atx, checkbox, marker, rule};
use std::borrow::Cow;

/// The words of an ATX heading: a closing run of `#` would fall away.
pub(super) fn heading(level: u8, words: &str) -> String {
    let marks = "######".get(..usize::from(level.clamp(1, 6))).unwrap_or("##");
    let line = format!("{marks} {words}");
    if atx(&line).is_some_and(|(_, read)| read == words) {
        return line;
    }
    let open = words.trim_end_matches('#');
    let run = words.get(open.len()..).unwrap_or_default();
    format!("{marks} {open}{}", run.replace('#', "\\#"))
}

/// A cell of a table: one line, its pipes escaped.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().split('\n') {
        if !out.is_empty() {
            out.push_str("<br>");
        }
        out.push_str(&line.trim().replace('|', "\\|"));
    }
    out
}

/// The words behind a list marker: what would be a checkbox or make the line a rule is escaped.
pub(super) fn list_words<'a>(lead: &str, words: &'a str) -> Cow<'a, str> {
    if checkbox(words).is_some()
        || fence(without_markers(words)).is_some()
        || (!words.is_empty() && rule(&format!("{lead}{words}")))
    {
        Cow::Owned(format!("\\{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// The words of an entry without a time: what would make the line a rule is escaped.
pub(super) fn entry_words<'a>(lead: &str, words: &'a str) -> Cow<'a, str> {
    if fence(without_markers(words)).is_some() || (!words.is_empty() && rule(&format!("{lead}{words}"))) {
        Cow::Owned(format!("\\{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// A line below an item's first: a list marker there would begin another item.
pub(super) fn below_item(line: &str) -> Cow<'_, str> {
    let begins = |length: usize| line.get(length..).is_some_and(|words| !words.trim().is_empty());
    let Some(found) = marker(line).filter(|found| !rule(line) && begins(found.length)) else {
        return Cow::Borrowed(line);
    };
    let start = line.len() - line.trim_start().len();
    let mark = line.get(start..found.length).unwrap_or_default().trim_end();
    // `1.` is escaped at its dot, everything else before its mark.
    let at = match mark.strip_suffix(['.', ')']) {
        Some(number) => start + number.len(),
        None => start,
    };
    let (before, after) = line.split_at_checked(at).unwrap_or(("", line));
    Cow::Owned(format!("{before}\\{after}"))
}
