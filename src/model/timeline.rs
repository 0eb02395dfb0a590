//! One entry of a timeline.

use super::{Id, Phase};

/// What happened, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Identity within the document.
    pub id: Id,
    /// The time as typed, with its date and zone where they stand with it; may be empty or not a
    /// time at all. Never repaired, never normalised.
    pub time: String,
    /// What happened: Markdown, may hold several lines.
    pub text: String,
    /// The phase that the person chose; `None` follows the words.
    pub phase: Option<Phase>,
    /// The line of a log or a chat that the entry was made of, where it says more than the entry
    /// does; empty otherwise. May hold several lines.
    pub evidence: String,
    /// How the entry is laid out in Markdown.
    pub style: EntryStyle,
    /// Cells of columns that are neither time nor text, in column order (tables only).
    pub cells: Vec<String>,
}

/// What stands around an entry's time in Markdown, so that an import keeps its author's layout.
///
/// A line is `lead`, time, `separator`, text: `* **` `8:00 AM` `:** ` `Alert fires`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryStyle {
    /// Before the time: indent, list marker, opening marks, and words where the time stands
    /// in the middle of its line.
    pub lead: String,
    /// Between time and text: closing marks, colon, dash, or a line break.
    pub separator: String,
    /// A blank line stands before this entry.
    pub loose: bool,
}

impl Default for EntryStyle {
    /// `- **8:00 AM:** Alert fires`
    fn default() -> Self {
        EntryStyle {
            lead: "- **".into(),
            separator: ":** ".into(),
            loose: false,
        }
    }
}

impl Entry {
    /// The words before the time: `Issue detected` of `- Issue detected: 10:05`; empty where none stand there.
    pub fn label(&self) -> &str {
        let lead = self.style.lead.trim_start_matches(|c: char| !c.is_alphabetic());
        let label = lead.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '!' | '"' | '”'));
        // A tag before the time is no word, and “At” tells nothing.
        if lead.contains(['<', '>']) || label.len() < 3 {
            ""
        } else {
            label
        }
    }

    /// An entry with the default layout and no phase of its own.
    pub fn new(id: Id, time: impl Into<String>, text: impl Into<String>) -> Entry {
        Entry {
            id,
            time: time.into(),
            text: text.into(),
            phase: None,
            evidence: String::new(),
            style: EntryStyle::default(),
            cells: Vec::new(),
        }
    }
}
