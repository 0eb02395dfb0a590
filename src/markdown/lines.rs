//! A text as lines: what is fenced, what is blank, how far it is indented. Owns no meaning.

use super::made::is_front_mark;
use std::borrow::Cow;

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The line without white space at its end; opaque lines as they stand.
    pub(super) text: &'a str,
    /// Stands in a fence, a comment of several lines, a raw HTML block or front matter: opens nothing.
    pub(super) opaque: bool,
    /// Ends in a hard break.
    pub(super) hard: bool,
}

/// A blank line.
pub(super) const BLANK: Line<'static> = Line {
    text: "",
    opaque: false,
    hard: false,
};

impl Line<'_> {
    pub(super) fn blank(&self) -> bool {
        !self.opaque && self.text.is_empty()
    }
}

/// The text with LF line ends, without blank lines and byte order marks before its first line.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Splits a normalised text into lines and marks those that open nothing. The second value is the
/// number of lines of front matter.
pub(super) fn split(text: &str) -> (Vec<Line<'_>>, usize) {
    let raw: Vec<&str> = text.split('\n').collect();
    let front = front_matter(&raw);
    (marked(&raw, front), front)
}

/// Splits a passage that does not stand at the start of its document: it has no front matter.
pub(super) fn split_body(text: &str) -> Vec<Line<'_>> {
    marked(&text.split('\n').collect::<Vec<_>>(), 0)
}

fn marked<'a>(raw: &[&'a str], front: usize) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = raw
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let trimmed = line.trim_end();
            Line {
                text: if at < front { line } else { trimmed },
                opaque: at < front,
                hard: at >= front
                    && line.len() >= trimmed.len() + 2
                    && line.ends_with("  ")
                    && !trimmed.is_empty()
                    && raw.get(at + 1).is_some_and(|next| !next.trim().is_empty()),
            }
        })
        .collect();
    mark_opaque(raw, &mut lines, front);
    lines
}

/// How many lines the front matter at the start takes, with both of its marks.
fn front_matter(raw: &[&str]) -> usize {
    let Some((first, rest)) = raw.split_first() else {
        return 0;
    };
    let mark = first.trim_end();
    if mark != "---" && mark != "+++" {
        return 0;
    }
    // The mark of keys that an export made is a comment.
    let keyed = rest.iter().find(|line| !is_front_mark(line)).is_some_and(|line| {
        let key = line.split([':', '=']).next().unwrap_or_default();
        key.len() < line.len() && !key.trim().is_empty() && !key.trim().contains(' ')
    });
    if !keyed {
        return 0;
    }
    rest.iter()
        .position(|line| line.trim_end() == mark || (mark == "---" && line.trim_end() == "..."))
        .map_or(0, |at| at + 2)
}

fn mark_opaque<'a>(raw: &[&'a str], lines: &mut [Line<'a>], from: usize) {
    // Once a search for a closing mark has met the end of the text, the same search is not made again:
    // this keeps texts full of opening marks linear.
    let mut unclosed = Unclosed::default();
    let mut at = from;
    while at < raw.len() {
        let close = raw.get(at).and_then(|line| closing(raw, at, line, &mut unclosed));
        if let Some(close) = close {
            for (line, source) in lines.iter_mut().zip(raw).take(close + 1).skip(at) {
                line.opaque = true;
                line.text = source;
                line.hard = false;
            }
            at = close;
        }
        at += 1;
    }
}

#[derive(Default)]
struct Unclosed {
    backticks: Option<usize>,
    tildes: Option<usize>,
    comment: bool,
    tags: [bool; 4],
}

const RAW_TAGS: [(&str, &str); 4] = [
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// The line that closes what this line opens, if it opens anything that is closed further down.
fn closing(raw: &[&str], at: usize, line: &str, unclosed: &mut Unclosed) -> Option<usize> {
    let inner = without_markers(line);
    let rest = raw.get(at + 1..).unwrap_or_default();
    if let Some((mark, length)) = fence(inner) {
        let memory = if mark == '`' {
            &mut unclosed.backticks
        } else {
            &mut unclosed.tildes
        };
        if memory.is_some_and(|shortest| length >= shortest) {
            return None;
        }
        let close = rest.iter().position(|line| closes(without_markers(line), mark, length));
        if close.is_none() {
            *memory = Some(length);
        }
        return close.map(|offset| at + 1 + offset);
    }
    let inner = line.trim_start();
    if !inner.starts_with('<') {
        return None;
    }
    if inner.starts_with("<!--") {
        if inner.contains("-->") || unclosed.comment {
            return None;
        }
        let close = rest.iter().position(|line| line.contains("-->"));
        unclosed.comment = close.is_none();
        return close.map(|offset| at + 1 + offset);
    }
    for ((open, shut), tried) in RAW_TAGS.iter().zip(&mut unclosed.tags) {
        if starts_with_ignoring_case(inner, open) {
            if *tried || inner.to_ascii_lowercase().contains(shut) {
                return None;
            }
            let close = rest.iter().position(|line| line.to_ascii_lowercase().contains(shut));
            *tried = close.is_none();
            return close.map(|offset| at + 1 + offset);
        }
    }
    None
}

/// The mark and length of the fence that a line opens, where it opens one.
pub(super) fn fence(inner: &str) -> Option<(char, usize)> {
    let mark = inner.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = inner.len() - inner.trim_start_matches(mark).len();
    let info = inner.get(length..).unwrap_or_default();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length))
}

fn closes(inner: &str, mark: char, length: usize) -> bool {
    let inner = inner.trim_end();
    inner.len() >= length && inner.chars().all(|c| c == mark)
}

/// The line without indent, quote marks and list markers before a fence.
pub(super) fn without_markers(line: &str) -> &str {
    let mut rest = line.trim_start();
    for _ in 0..4 {
        let next = match rest.as_bytes().first() {
            Some(b'>') => rest.get(1..).unwrap_or_default(),
            Some(b'-' | b'*' | b'+') if rest.get(1..).is_some_and(|tail| tail.starts_with([' ', '\t'])) => {
                rest.get(1..).unwrap_or_default()
            }
            Some(b'0'..=b'9') => match behind_number(rest) {
                Some(tail) => tail,
                None => break,
            },
            _ => break,
        };
        rest = next.trim_start();
    }
    rest
}

/// What stands behind the number of a list.
fn behind_number(line: &str) -> Option<&str> {
    let tail = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let tail = tail.strip_prefix(['.', ')']).filter(|_| line.len() - tail.len() <= 9)?;
    tail.starts_with([' ', '\t']).then_some(tail)
}

pub(super) fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// How many of these bytes a text begins with. A plain loop: it runs several times for every line.
pub(super) fn leading(text: &str, bytes: &[u8]) -> usize {
    let mut length = 0;
    while text.as_bytes().get(length).is_some_and(|byte| bytes.contains(byte)) {
        length += 1;
    }
    length
}

/// Whether one of these ASCII characters stands in a text.
pub(super) fn holds(text: &str, bytes: &[u8]) -> bool {
    text.bytes().any(|byte| bytes.contains(&byte))
}

/// Columns of white space before a line's text; a tab leads to the next multiple of four.
pub(super) fn indent(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// The line without up to `columns` columns of white space before it.
pub(super) fn dedent(line: &str, columns: usize) -> &str {
    let mut seen = 0;
    for (at, byte) in line.bytes().enumerate() {
        if seen >= columns {
            return line.get(at..).unwrap_or_default();
        }
        match byte {
            b' ' => seen += 1,
            b'\t' => seen += 4 - seen % 4,
            _ => return line.get(at..).unwrap_or_default(),
        }
    }
    ""
}

/// A text on one line: line breaks and tabs become spaces.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.contains(|c: char| c != ' ' && c.is_whitespace()) {
        let spaced: String = trimmed
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        return Cow::Owned(spaced.trim().to_owned());
    }
    Cow::Borrowed(trimmed)
}

/// Lines as one text: no blank line at either end, never two blank lines in a row.
pub(super) fn join<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> String {
    let mut out = String::new();
    let mut blank = false;
    let mut hard = false;
    for line in lines {
        if line.blank() {
            blank = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            if hard && !blank {
                out.push_str("  ");
            }
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        out.push_str(line.text);
        blank = false;
        hard = line.hard;
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

/// The text with its last fence closed, and with no comment or raw block left open, so that it can't take in
/// what follows.
pub(super) fn closed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_empty() {
        return text;
    }
    let text = match open_fence(&text) {
        Some(fence) => Cow::Owned(format!("{text}\n{fence}")),
        None => text,
    };
    if !text.contains('<') {
        return text;
    }
    let lines = split_body(&text);
    let opens = |line: &Line<'_>| {
        let inner = line.text.trim_start();
        !line.opaque
            && (inner.starts_with("<!--") && !inner.contains("-->")
                || RAW_TAGS.iter().any(|(open, shut)| {
                    starts_with_ignoring_case(inner, open) && !inner.to_ascii_lowercase().contains(shut)
                }))
    };
    if !lines.iter().any(opens) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, (line, source)) in lines.iter().zip(text.split('\n')).enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if opens(line) {
            let start = source.len() - source.trim_start().len();
            let (before, after) = source.split_at_checked(start).unwrap_or(("", source));
            out.push_str(before);
            out.push('\\');
            out.push_str(after);
        } else {
            out.push_str(source);
        }
    }
    Cow::Owned(out)
}

/// The mark that closes the fence that a text leaves open.
pub(super) fn open_fence(text: &str) -> Option<String> {
    // The search for one byte is many times as fast as that for three.
    let three = |mark: char, all: &str| {
        let mut found = text.match_indices(mark);
        found.any(|(at, _)| text.get(at..).is_some_and(|rest| rest.starts_with(all)))
    };
    if !(three('`', "```") || three('~', "~~~")) {
        return None;
    }
    let lines = split_body(text);
    let open = lines
        .iter()
        .filter(|line| !line.opaque)
        .find_map(|line| fence(without_markers(line.text)));
    open.map(|(mark, length)| std::iter::repeat_n(mark, length).collect())
}
