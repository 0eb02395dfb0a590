//! The short comments that carry what visible text can't. Other comments are not touched.

use crate::model::{PartKind, Phase};

/// The line that stands before a list of facts.
pub(super) const FACTS: &str = "<!-- posthoc facts -->";

/// What one of our comments says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Marker {
    /// The part's kind, where its words suggest another.
    Kind(PartKind),
    /// The entry's phase, chosen by the person.
    Phase(Phase),
    /// The row is an entry though its time is none; its phase where one was chosen.
    Entry(Option<Phase>),
    /// The item is done, where its row has no place that says so.
    Done,
    /// The item is open, where its row seems to say that it is done.
    Open,
}

impl Marker {
    /// The comment, with a space before it.
    pub(super) fn write(self, out: &mut String) {
        if !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        out.push_str("<!-- posthoc ");
        match self {
            Marker::Kind(kind) => {
                out.push_str("kind=");
                out.push_str(kind.name());
            }
            Marker::Phase(phase) => {
                out.push_str("phase=");
                out.push_str(phase.name());
            }
            Marker::Entry(phase) => {
                out.push_str("entry");
                if let Some(phase) = phase {
                    out.push_str(" phase=");
                    out.push_str(phase.name());
                }
            }
            Marker::Done => out.push_str("done"),
            Marker::Open => out.push_str("open"),
        }
        out.push_str(" -->");
    }
}

/// What opens the comment that holds the original line of an entry.
const EVIDENCE: &str = "<!-- posthoc evidence: ";

/// Writes the original line of an entry as a comment at the end of its row, where there is one.
///
/// What could end the comment or the row, or be folded with its neighbours, stands as a character
/// reference.
pub(super) fn write_evidence(evidence: &str, out: &mut String) {
    let evidence = evidence.trim();
    if evidence.is_empty() {
        return;
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(EVIDENCE);
    let mut before = ' ';
    for letter in evidence.chars() {
        let plain = match letter {
            '&' | '<' | '>' | '|' | '`' | '\\' => false,
            '-' | ' ' => before != letter,
            _ => !letter.is_whitespace() && !letter.is_control(),
        };
        if plain {
            out.push(letter);
        } else {
            out.push_str(&format!("&#{};", u32::from(letter)));
        }
        before = if plain { letter } else { '&' };
    }
    out.push_str(" -->");
}

/// Takes the original line off the end of a row.
pub(super) fn take_evidence(line: &str) -> Option<(&str, String)> {
    let body = line.strip_suffix(" -->")?;
    let at = body.rfind("<!-- ")?;
    let (before, comment) = (body.get(..at)?, body.get(at..)?.strip_prefix(EVIDENCE)?);
    let mut out = String::with_capacity(comment.len());
    let mut rest = comment;
    while let Some((words, tail)) = rest.split_once("&#") {
        out.push_str(words);
        let (number, after) = tail.split_once(';')?;
        out.push(char::from_u32(number.parse().ok()?)?);
        rest = after;
    }
    out.push_str(rest);
    Some((before.trim_end(), out.trim().to_owned()))
}

/// A row without its original line and without the comment before that.
pub(super) fn of_row(line: &str) -> (&str, Option<Marker>, String) {
    let (line, evidence) = match take_evidence(line) {
        Some((line, evidence)) => (line, evidence),
        None => (line, String::new()),
    };
    match take(line) {
        Some((line, marker)) => (line, Some(marker), evidence),
        None => (line, None, evidence),
    }
}

/// Takes one of our comments off the end of a line.
pub(super) fn take(line: &str) -> Option<(&str, Marker)> {
    let body = line.strip_suffix(" -->")?;
    let at = body.rfind("<!-- posthoc ")?;
    let (before, comment) = (body.get(..at)?, body.get(at + 13..)?);
    let marker = match comment.split_once('=') {
        Some(("kind", name)) => Marker::Kind(PartKind::from_name(name)?),
        Some(("phase", name)) => Marker::Phase(Phase::from_name(name)?),
        Some(("entry phase", name)) => Marker::Entry(Some(Phase::from_name(name)?)),
        Some(_) => return None,
        None if comment == "entry" => Marker::Entry(None),
        None if comment == "done" => Marker::Done,
        None if comment == "open" => Marker::Open,
        None => return None,
    };
    Some((before.trim_end(), marker))
}
