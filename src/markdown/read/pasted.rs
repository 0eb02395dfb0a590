//! Markdown that a word processor has written: escapes that nothing needs fall away, so that `10:05 \- alert` is a
//! row and `\[ \] Buy disks` an item.

use crate::markdown::lines;
use std::borrow::Cow;

/// How many needless escapes tell that a program put them there.
const MANY: usize = 8;

/// The text without needless escapes, where it is full of them.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    let escapes = |at: usize| {
        matches!(
            text.as_bytes().get(at + 1),
            Some(b'-' | b'.' | b'+' | b'=' | b'(' | b')')
        )
    };
    let count = text
        .match_indices('\\')
        .filter(|(at, _)| escapes(*at))
        .take(MANY)
        .count();
    if count < MANY {
        return Cow::Borrowed(text);
    }
    let (lines, _) = lines::split(text);
    let plain: Vec<Cow<'_, str>> = text
        .split('\n')
        .zip(&lines)
        .map(|(source, line)| {
            if line.opaque {
                Cow::Borrowed(source)
            } else {
                self::line(source)
            }
        })
        .collect();
    let needless: usize = text
        .split('\n')
        .zip(&plain)
        .map(|(source, plain)| source.len() - plain.len())
        .sum();
    if needless < MANY {
        return Cow::Borrowed(text);
    }
    Cow::Owned(plain.join("\n"))
}

/// What opens the fields at the end of an item.
const FIELDS: [&str; 5] = [" (owner: ", " (priority: ", " (type: ", " (due: ", " (link: "];

/// A line without needless escapes. Code and addresses keep theirs.
fn line(source: &str) -> Cow<'_, str> {
    if !source.contains('\\') {
        return Cow::Borrowed(source);
    }
    let start = source.len() - source.trim_start_matches([' ', '\t', '>']).len();
    let mut out = String::with_capacity(source.len());
    // An item's fields have escapes of ours, each with its use.
    let fields = FIELDS.iter().filter_map(|field| source.rfind(field)).min();
    let fields = fields.unwrap_or(source.len());
    let (mut code, mut address) = (false, false);
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '`' => code = !code,
            ' ' | ')' => address = false,
            // Within a link's address a bracket would end it.
            '(' if out.ends_with(']') => address = true,
            ':' if behind.starts_with("//") => address = true,
            '\\' if !code && !address && source.len() - rest.len() < fields => {
                let before = out.get(start..).unwrap_or_default();
                if let Some(tick) = box_after(before, rest) {
                    out.push_str(tick);
                    rest = rest.get(tick.len() + 2..).unwrap_or_default();
                    continue;
                }
                if needless(before, behind) {
                    rest = behind;
                    let next = rest.chars().next().map_or(0, char::len_utf8);
                    out.push_str(rest.get(..next).unwrap_or_default());
                    rest = rest.get(next..).unwrap_or_default();
                    continue;
                }
                // An escaped backslash escapes nothing itself.
                let next = behind.chars().next().map_or(0, char::len_utf8);
                out.push(c);
                out.push_str(behind.get(..next).unwrap_or_default());
                rest = behind.get(next..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        out.push(c);
        rest = behind;
    }
    Cow::Owned(out)
}

/// The checkbox that is escaped right behind a list marker.
fn box_after(before: &str, rest: &str) -> Option<&'static str> {
    let listed = matches!(before.trim_end(), "-" | "*" | "+") && before.ends_with(' ');
    [("\\[ \\] ", "[ ]"), ("\\[x\\] ", "[x]"), ("\\[X\\] ", "[X]")]
        .into_iter()
        .find_map(|(written, plain)| (listed && rest.starts_with(written)).then_some(plain))
}

/// Whether what stands behind a backslash means the same without it.
fn needless(before: &str, behind: &str) -> bool {
    match behind.chars().next() {
        Some('.') => !before.chars().all(|c| c.is_ascii_digit()),
        Some('-' | '+' | '=') => !before.trim().is_empty(),
        Some('(') => !before.ends_with(']'),
        Some(')') => !before.chars().all(|c| c.is_ascii_digit()),
        Some(',' | ':') => true,
        _ => false,
    }
}
