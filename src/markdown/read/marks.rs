//! What stands before a line's words: indent, list marker, checkbox, heading marks.

use crate::markdown::lines::{indent, leading};

/// The list marker at the start of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::markdown) struct Marker {
    /// Columns before the marker.
    pub(in crate::markdown) indent: usize,
    /// Bytes up to the words behind the marker.
    pub(in crate::markdown) length: usize,
    /// The column where the words begin; lines indented as far belong to the item.
    pub(in crate::markdown) content: usize,
    /// What marks the item.
    pub(in crate::markdown) kind: MarkerKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::markdown) enum MarkerKind {
    Bullet,
    Number,
}

/// The list marker that a line begins with.
pub(in crate::markdown) fn marker(line: &str) -> Option<Marker> {
    let start = leading(line, b" \t");
    let rest = line.get(start..)?;
    let (mark, kind) = mark(rest)?;
    let after = rest.get(mark..)?;
    let spaces = leading(after, b" \t");
    let columns = indent(line);
    let glued = spaces == 0 && !after.is_empty();
    // `-Nospace`: a dash right before a letter, as people type lists in a hurry.
    if glued && !(rest.starts_with('-') && mark == 1 && after.starts_with(|c: char| c.is_alphabetic())) {
        return None;
    }
    let gap = if spaces > 4 { 1 } else { spaces.max(usize::from(!glued)) };
    Some(Marker {
        indent: columns,
        length: start + mark + spaces,
        content: columns + mark.min(rest.len()) + gap,
        kind,
    })
}

/// What stands before the items of a list that was pasted from a page or a word processor.
const PASTED: [char; 13] = ['•', '–', '—', '·', '∙', '◦', '●', '○', '▪', '■', '‣', '⁃', '➢'];

fn mark(rest: &str) -> Option<(usize, MarkerKind)> {
    let bytes = rest.as_bytes();
    match bytes.first()? {
        b'-' if bytes.get(1) == Some(&b'>') => Some((2, MarkerKind::Bullet)),
        b'-' | b'*' | b'+' => Some((1, MarkerKind::Bullet)),
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let closed = matches!(bytes.get(digits), Some(b'.' | b')'));
            (digits <= 9 && closed).then_some((digits + 1, MarkerKind::Number))
        }
        _ => {
            let first = rest.chars().next().filter(|c| PASTED.contains(c))?;
            Some((first.len_utf8(), MarkerKind::Bullet))
        }
    }
}

/// A checkbox at the start of an item's words: whether it is ticked, and its length with the space behind it.
pub(in crate::markdown) fn checkbox(words: &str) -> Option<(bool, usize)> {
    let ticked = match words.get(..3)? {
        "[ ]" => false,
        "[x]" | "[X]" => true,
        _ => return None,
    };
    match words.get(3..)? {
        "" => Some((ticked, 3)),
        rest if rest.starts_with(' ') => Some((ticked, 4)),
        _ => None,
    }
}

/// Level and words of an ATX heading, closing marks taken off. `###Words` counts, `#4704` does not.
pub(in crate::markdown) fn atx(line: &str) -> Option<(u8, &str)> {
    if indent(line) > 3 {
        return None;
    }
    let rest = line.trim_start();
    let level = leading(rest, b"#");
    if level == 0 || level > 6 {
        return None;
    }
    let after = rest.get(level..)?;
    let spaced = after.starts_with([' ', '\t']);
    let glued = level > 1 && after.starts_with(|c: char| c.is_alphabetic() || c == '*');
    if !spaced && !glued {
        return None;
    }
    let words = after.trim();
    let open = words.trim_end_matches('#');
    let words = if open.is_empty() {
        ""
    } else if open.len() < words.len() && open.ends_with([' ', '\t']) {
        open.trim_end()
    } else {
        words
    };
    (!words.is_empty()).then_some((u8::try_from(level).unwrap_or(6), words))
}

/// Whether a line draws a rule: `---`, `***`, `___`.
pub(in crate::markdown) fn rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else { return false };
    matches!(first, '-' | '*' | '_' | '=') && {
        let mut count = 1;
        marks.all(|c| {
            count += 1;
            c == first
        }) && count >= 3
    }
}
