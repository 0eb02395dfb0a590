//! One part of a document: how it is opened, and what it holds.

use super::{Facts, Id, Items, PartKind, Timeline};

/// A part of a postmortem. The list of parts is the document's layout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Identity within the document.
    pub id: Id,
    /// What the part is about: read from the heading, or chosen.
    pub kind: PartKind,
    /// The heading as its author wrote it: inline Markdown on one line, without the marks that
    /// [`Opening`] stands for. Empty only where the opening is [`Opening::Bare`].
    pub heading: String,
    /// How the part is opened.
    pub opening: Opening,
    /// What it holds. Timeline parts hold a timeline, parts whose kind
    /// [holds items](PartKind::holds_items) hold items, a marked block holds facts, and all
    /// others prose.
    pub body: Body,
}

/// What a part holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// Markdown without a line that would open another part; no blank line at either end.
    Prose(String),
    /// Facts stated in fields.
    Facts(Facts),
    /// Entries and the prose around them.
    Timeline(Timeline),
    /// Action items and the prose around them.
    Items(Items),
}

/// How a part is opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opening {
    /// By nothing: text before the first heading, or a timeline in the midst of prose.
    Bare,
    /// By a heading of level 1 to 6.
    Heading(u8),
    /// By a label such as `**Impact:** text` or `Timeline:` on a line of its own.
    Label {
        /// What stands before the label on its line: list marker, quote mark, or nothing.
        lead: String,
        /// The marks around the label.
        marks: LabelMarks,
        /// The body begins on the label's own line.
        inline: bool,
    },
}

/// The marks around a label and where its colon stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LabelMarks {
    /// `Impact:`
    Plain,
    /// `**Impact:**`
    Bold,
    /// `**Impact**:`
    BoldColonAfter,
    /// `**Impact**`
    BoldNoColon,
    /// `*Impact:*`
    Italic,
    /// `*Impact*:`
    ItalicColonAfter,
    /// `Impact`, alone on its line
    PlainNoColon,
}

impl Part {
    /// An empty part of a kind, opened by a second-level heading with the kind's own name.
    pub fn new(id: Id, kind: PartKind) -> Part {
        Part {
            id,
            kind,
            heading: kind.label().into(),
            opening: Opening::Heading(2),
            body: Body::empty(kind),
        }
    }
}

impl Body {
    /// The empty body that parts of this kind hold.
    pub fn empty(kind: PartKind) -> Body {
        match kind {
            PartKind::Timeline => Body::Timeline(Timeline::default()),
            kind if kind.holds_items() => Body::Items(Items::default()),
            _ => Body::Prose(String::new()),
        }
    }
}
