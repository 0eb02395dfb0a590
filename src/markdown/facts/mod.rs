//! The facts of a document: from fields, and from the sentences that state them.

mod labelled;
mod window;

use crate::markdown::made;
use crate::model::{Body, FactKey, Id, Part, PartKind, Postmortem};
use crate::time::window::StatedWindow;
use std::ops::Range;
use tiny_sort::stable;

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

/// Gathers what a document states: fields first, then the sentences and labels of its parts. Nothing is
/// invented: a fact that stands nowhere is not here. Linear in the text's length.
pub fn gather(document: &Postmortem) -> Stated {
    let fields = fields(document);
    let (window, sources) = window::gather(document, &fields);
    let (duration, duration_fact) = window::duration(document, &fields).unzip();
    let mut facts: Vec<Fact> = fields.clone();
    facts.extend(sources);
    facts.extend(duration_fact.flatten());
    facts.extend(labelled::gather(document));
    // The first of a key is the strongest; the sort keeps their order.
    stable::sort_by_key(&mut facts, |fact| fact.key);
    facts.dedup_by_key(|fact| fact.key);
    Stated {
        window,
        duration,
        facts,
    }
}

fn fields(document: &Postmortem) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for part in &document.parts {
        let Body::Facts(facts) = &part.body else { continue };
        for (key, text) in &facts.0 {
            if !text.trim().is_empty() && out.iter().all(|fact| fact.key != *key) {
                out.push(Fact {
                    key: *key,
                    text: text.clone(),
                    from: Source::Field(part.id),
                });
            }
        }
    }
    out
}

/// The parts with prose, those that are likeliest to state a fact of the incident as a whole first.
fn prose<'a>(document: &'a Postmortem, ranks: &[PartKind]) -> Vec<(&'a Part, &'a str)> {
    let mut out: Vec<(usize, &Part, &str)> = document
        .parts
        .iter()
        .filter_map(|part| match &part.body {
            Body::Prose(text) => {
                let rank = ranks.iter().position(|kind| *kind == part.kind)?;
                // What an export made of the document states nothing by itself.
                Some((rank, part, made::own(text)))
            }
            _ => None,
        })
        .collect();
    stable::sort_by_key(&mut out, |(rank, ..)| *rank);
    out.into_iter().map(|(_, part, text)| (part, text)).collect()
}
