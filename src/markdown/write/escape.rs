//! What must be escaped where: headings, list lines, table cells. All escaping is here.

use crate::markdown::lines::{fence, without_markers};
use crate::markdown::preview;
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

/// Plain words as Markdown that reads as these very words, line by line.
pub(in crate::markdown) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        let line = line.trim();
        if at > 0 {
            out.push('\n');
        }
        let marked = !line.is_empty() && preview::plain(line) != line;
        let mut escaped = String::with_capacity(line.len() + 8);
        for letter in line.chars() {
            if marked
                && matches!(
                    letter,
                    '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '!' | '|'
                )
            {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
        match at {
            0 => out.push_str(&escaped),
            _ => out.push_str(&begun(&escaped)),
        }
    }
    out
}

/// A line below another: what would begin a block there is escaped.
pub(in crate::markdown) fn begun(line: &str) -> Cow<'_, str> {
    if marker(line).is_some() {
        return below_item(line);
    }
    if line.starts_with(['#', '>', '=', '`', '~', '|', '<']) {
        Cow::Owned(format!("\\{line}"))
    } else {
        Cow::Borrowed(line)
    }
}
