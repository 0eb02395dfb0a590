//! Every time that stands in a passage, in order, and the words around it.

use crate::time::forms::{self, head, tail};
use crate::time::written::Written;
use std::ops::Range;

/// A time and where it stands in the passage; spans inside it are those of the passage too.
pub(super) struct Found {
    pub(super) written: Written,
    /// With its zone and brackets; for a range, the whole of it.
    pub(super) span: Range<usize>,
}

/// How far before its clock a date may stand.
const DATE_REACH: usize = 400;

/// The times of a passage. Linear: every attempt looks at a bounded number of bytes.
pub(super) fn times(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c == '!'
            && let Some(length) = picture(text.get(at..).unwrap_or(""))
        {
            at += length;
            before = Some(')');
            continue;
        }
        let begins = c.is_ascii_alphanumeric() || c == '~' || c == '≈';
        if begins
            && fresh(before, c)
            && let Some((written, length)) = text.get(at..).and_then(|rest| read(text, at, rest))
        {
            found.push(Found {
                written: written.moved(at),
                span: at..at + length,
            });
            at += length.max(1);
            before = text.get(..at).and_then(|head| head.chars().next_back());
            continue;
        }
        before = Some(c);
        at += c.len_utf8();
    }
    found
}

/// The length of a picture's Markdown: what its description shows is nobody's statement.
fn picture(rest: &str) -> Option<usize> {
    let inside = head(rest.strip_prefix("![")?, REACH);
    let address = inside.find("](")? + 2;
    let end = inside.get(address..)?.find(')')?;
    Some(2 + address + end + 1)
}

/// The time that begins at this place; behind `between` it may be a range with `and`.
fn read(text: &str, at: usize, rest: &str) -> Option<(Written, usize)> {
    let between = tail(text.get(..at).unwrap_or(""), 12).trim_end_matches([' ', '*', '_']);
    if between.to_ascii_lowercase().ends_with("between") {
        forms::prefix_between(rest)
    } else {
        forms::prefix(rest)
    }
}

/// Whether a time can begin behind this character: not inside a word, a number, a path or an address.
fn fresh(before: Option<char>, c: char) -> bool {
    match before {
        None => true,
        Some('/' | '.' | ':' | '-' | '=' | '&' | '#' | '$' | '%' | '@' | '\\') if c.is_ascii_digit() => {
            before == Some('-') || before == Some(':')
        }
        Some(b) => !b.is_alphanumeric() && b != '_',
    }
}

/// `10:00–10:30: Engineers restart …` at the start of a line is an entry of a timeline.
pub(super) fn is_entry(text: &str, time: &Found) -> bool {
    let line = before(text, time.span.start).rsplit('\n').next().unwrap_or("");
    if line.contains(char::is_alphanumeric) {
        return false;
    }
    let behind = after(text, time.span.end).split('\n').next().unwrap_or("");
    let behind = behind.trim_start_matches(['*', '_', '`', ']', ' ']);
    let mark = behind.starts_with([':', '-', '–', '—', '|']);
    mark && behind.contains(char::is_alphabetic)
}

/// How far the words around a time are looked at. A fixed reach keeps reading linear.
const REACH: usize = 320;

/// The text right before a place.
pub(super) fn before(text: &str, at: usize) -> &str {
    tail(text.get(..at).unwrap_or(""), REACH)
}

/// The text right behind a place.
pub(super) fn after(text: &str, at: usize) -> &str {
    head(text.get(at..).unwrap_or(""), REACH)
}

/// The nearest date without a clock before time `i`, in the same paragraph or the lines before.
pub(super) fn date_above<'a>(text: &str, found: &'a [Found], i: usize) -> Option<&'a Found> {
    let at = found.get(i)?.span.start;
    let earlier = found
        .get(..i)?
        .iter()
        .rev()
        .take_while(|f| f.span.end + DATE_REACH >= at);
    let date = earlier
        .filter(|f| f.written.date.is_some_and(|d| d.month_day.is_some()) && f.written.end.is_none())
        .find(|f| f.written.clock.is_none())?;
    let between = text.get(date.span.end..at)?;
    (!between.contains("\n\n") || between.trim().is_empty()).then_some(date)
}

/// The last `n` words of a text, the last one first, in lower case, without marks.
pub(super) fn last_words(text: &str, n: usize) -> Vec<String> {
    tail(text, 160)
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .take(n)
        .map(str::to_lowercase)
        .collect()
}
