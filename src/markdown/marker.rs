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
