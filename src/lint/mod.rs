//! What is wrong with a postmortem's story, and what would mend it.
//!
//! Uses the model, time and Markdown's facts; must not touch a store or the web. One rule is one
//! file under `rules/` and one line in the registry.

mod dates;
mod figures;
mod fold;
mod mend;
mod registry;
mod rules;
mod subject;

pub(crate) use dates::cell_date;
pub use figures::figures;
pub(crate) use figures::figures_of;
pub use registry::{rule, rules};
// Only the command line asks for it.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use dates::heading_date;
pub(crate) use subject::phase_of;

use crate::markdown::facts::{Stated, gather};
use crate::model::{Command, FactKey, Id, Postmortem};
use crate::time::resolve::{Local, Resolution};
use crate::time::zone::Zones;
use std::ops::Range;
use subject::Subject;

/// How bad a diagnostic is. None of them blocks anything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth a thought.
    Hint,
    /// Probably wrong.
    Warning,
    /// The story contradicts itself.
    Error,
}

impl Severity {
    /// The stable name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What a diagnostic points at, by identity: the page makes an element of it, the command line a
/// line and a column.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// The title.
    Title,
    /// A fact, wherever it is stated.
    Fact(FactKey),
    /// A part.
    Part(Id),
    /// Bytes of a part's prose.
    Prose(Id, Range<usize>),
    /// An entry's time.
    EntryTime(Id),
    /// An entry's text.
    EntryText(Id),
    /// An action item.
    Item(Id),
}

/// A finding: what is wrong, what to do, where.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// What is wrong, in a sentence: “12:00 PM comes 11 h before the entry above it.”
    pub message: String,
    /// What to do, in a sentence; may be empty where a fix says it.
    pub help: String,
    /// Where.
    pub place: Place,
    /// Other places that have a part in it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// Edits that would mend it, best first.
    pub fixes: Vec<Fix>,
}

/// Edits that mend a diagnostic, and a promise about them.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// What the button says: “Read 10:00 PM and 11:00 PM as AM”.
    pub title: String,
    /// Why this is right: “The timeline then spans exactly the stated 4 h.”
    pub proof: String,
    /// Whether the proof agrees with what the document states (`=` on the page) or not (`≠`).
    pub agrees: bool,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// The edits.
    pub commands: Vec<Command>,
    /// Entries that the fix touches, each with a word for its row and ghost mark (“AM?”) and the
    /// moment it would have.
    pub touches: Vec<Touch>,
}

/// An entry that a fix touches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Touch {
    /// The entry.
    pub entry: Id,
    /// A word or two: “AM?”.
    pub mark: String,
    /// The moment it would have.
    pub at: Option<Local>,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Applicability {
    /// Mechanical, or the only reading that fits the stated window.
    Safe,
    /// To be looked at.
    NeedsReview,
}

impl Applicability {
    /// The stable name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::NeedsReview => "needs_review",
        }
    }
}

/// A rule: what it is called, and its page of documentation.
#[derive(PartialEq, Debug)]
pub struct Rule {
    /// `PM101`: a family a hundred.
    pub id: &'static str,
    /// `timeline-out-of-order`.
    pub name: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it checks, why it matters, an example and a fix: Markdown.
    pub docs: &'static str,
}

/// What a person chose about the rules.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Names of rules that are turned off.
    pub off: Vec<String>,
    /// Findings kept as written: rule name and message. They are not said again.
    pub kept: Vec<(String, String)>,
}

/// A document as understood, and what is wrong with it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Analysis {
    /// What it states outside its timelines.
    pub stated: Stated,
    /// Each timeline part as understood, in document order.
    pub timelines: Vec<TimelineReading>,
    /// Findings in document order, folded so that one cause gives one finding.
    pub diagnostics: Vec<Diagnostic>,
}

/// A timeline part as understood.
#[derive(Clone, PartialEq, Debug)]
pub struct TimelineReading {
    /// The part.
    pub part: Id,
    /// Its entries, in row order.
    pub entries: Vec<Id>,
    /// One reading for each entry.
    pub resolution: Resolution,
}

/// What is handed in from outside: the present, and the rules of zones.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Seconds since 1970 UTC, so that what lies in the future can be said.
    pub now: Option<Local>,
    /// What is known of zones; without a database those with one offset.
    pub zones: Zones,
}

/// Understands and judges a document, with nothing from outside.
pub fn analyse(document: &Postmortem, settings: &Settings) -> Analysis {
    analyse_with(document, settings, &World::default())
}

/// Understands and judges a document at a moment and with the rules of zones.
pub fn analyse_with(document: &Postmortem, settings: &Settings, world: &World) -> Analysis {
    judge(document, gather(document), settings, world)
}

fn judge(document: &Postmortem, stated: Stated, settings: &Settings, world: &World) -> Analysis {
    let subject = Subject::of(document, &stated, world);
    let found = registry::run(&subject, settings);
    let diagnostics = fold::fold(&subject, settings, found);
    let timelines = subject.into_readings();
    Analysis {
        stated,
        timelines,
        diagnostics,
    }
}

/// Judges a document. Findings are in document order, folded so that one cause gives one finding.
pub fn check(document: &Postmortem, settings: &Settings) -> Vec<Diagnostic> {
    analyse(document, settings).diagnostics
}

/// How often a document is judged again while its best fixes are applied.
const ROUNDS: usize = 20;

/// The document after the first fix of every finding about a timeline, until none changes anything.
pub fn apply_best(document: &Postmortem) -> Postmortem {
    apply_best_with(document, &World::default())
}

/// The same at a moment and with the rules of zones.
pub fn apply_best_with(document: &Postmortem, world: &World) -> Postmortem {
    mend(document, gather, world)
}

fn mend(document: &Postmortem, stated: impl Fn(&Postmortem) -> Stated, world: &World) -> Postmortem {
    let mut mended = document.clone();
    for _ in 0..ROUNDS {
        let found = judge(&mended, stated(&mended), &Settings::default(), world).diagnostics;
        let about_time = found.into_iter().filter(|found| found.rule.id.starts_with("PM1"));
        let mut changed = false;
        for fix in about_time.filter_map(|found| found.fixes.into_iter().next()) {
            let before = mended.clone();
            // A fix that another one made pointless is left out; the next round sees what remains.
            changed |= mended.apply(Command::All(fix.commands)).is_ok() && mended != before;
        }
        if !changed {
            break;
        }
    }
    mended
}

#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;
