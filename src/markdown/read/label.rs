//! A label at the start of a line: `**Impact:** text`, `Timeline:`, `- **Context**:`.

use super::marks::{MarkerKind, checkbox, marker};
use crate::model::LabelMarks;

/// A label as it stands on its line. Whether it opens a part is for [`Outline`](super::outline::Outline) to say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::markdown) struct Label<'a> {
    pub(in crate::markdown) lead: &'a str,
    pub(in crate::markdown) bullet: Option<MarkerKind>,
    pub(in crate::markdown) marks: LabelMarks,
    pub(in crate::markdown) heading: &'a str,
    pub(in crate::markdown) rest: &'a str,
}

/// The longest label in bytes: past that a line is a sentence.
const LONGEST: usize = 160;

/// Every way in which a line can be a label, marked or plain with a colon; a plain line without one too
/// where it is short enough to be a heading.
pub(in crate::markdown) fn label(line: &str) -> Option<Label<'_>> {
    let (lead, bullet, words) = match marker(line) {
        Some(marker) => (
            line.get(..marker.length)?,
            Some(marker.kind),
            line.get(marker.length..)?,
        ),
        None => {
            let rest = line.trim_start();
            match rest.strip_prefix("> ") {
                Some(words) => (rest.get(..2)?, None, words),
                None => ("", None, rest),
            }
        }
    };
    if checkbox(words).is_some() || words.is_empty() {
        return None;
    }
    let (marks, heading, rest) = match words.as_bytes().first()? {
        b'*' | b'_' => marked(words)?,
        _ => plain(words)?,
    };
    let heading = heading.trim();
    let rest = rest.trim();
    (!heading.is_empty()).then_some(Label {
        lead,
        bullet,
        marks,
        heading,
        rest,
    })
}

fn marked(words: &str) -> Option<(LabelMarks, &str, &str)> {
    let double = words.starts_with("**") || words.starts_with("__");
    let mark = words.get(..if double { 2 } else { 1 })?;
    let inner = words.get(mark.len()..)?;
    if inner.starts_with(['*', '_']) {
        return None;
    }
    let head = inner.get(..inner.len().min(floor(inner, LONGEST * 2)))?;
    let end = head.find(mark)?;
    let (inside, after) = (inner.get(..end)?, inner.get(end + mark.len()..)?);
    if inside.is_empty() {
        return None;
    }
    let (bold, bold_after, alone) = if double {
        (
            LabelMarks::Bold,
            LabelMarks::BoldColonAfter,
            Some(LabelMarks::BoldNoColon),
        )
    } else {
        (LabelMarks::Italic, LabelMarks::ItalicColonAfter, None)
    };
    if let Some(heading) = inside.trim_end().strip_suffix(':') {
        return (after.is_empty() || after.starts_with(char::is_whitespace)).then_some((bold, heading, after));
    }
    if let Some(after) = after.trim_start().strip_prefix(':') {
        return (after.is_empty() || after.starts_with(char::is_whitespace)).then_some((bold_after, inside, after));
    }
    if after.trim().is_empty() {
        return alone.map(|marks| (marks, inside, ""));
    }
    None
}

fn plain(words: &str) -> Option<(LabelMarks, &str, &str)> {
    if words.starts_with(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        return None;
    }
    let head = words.get(..floor(words, LONGEST))?;
    let Some(colon) = head.find(':') else {
        // No heading has so many words: this is a line of a paragraph.
        let short = words.len() <= 80 && words.bytes().filter(|byte| *byte == b' ').count() < 12;
        return short.then_some((LabelMarks::PlainNoColon, words, ""));
    };
    let (heading, rest) = (words.get(..colon)?, words.get(colon + 1..)?);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((LabelMarks::Plain, heading, rest))
}

/// The largest byte index at or below `limit` that is a character's edge.
fn floor(text: &str, limit: usize) -> usize {
    let mut at = limit.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
