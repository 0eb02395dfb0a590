//! The open draft: its document, what was understood of it, its history and its state of saving.
//!
//! Every change of the document goes through [`Draft::perform`], so that it can be taken back,
//! is understood anew and is saved.

use super::event::Field;
use super::history::{History, stroke};
use super::port::{Change, DraftId, Now, Step};
use super::problems::{Attention, Reveal};
use super::rendered::Rendered;
use super::saving::Saving;
use super::snapshots::Editing;
use super::tabs::Hold;
use super::timeline;
use crate::lint::{self, Analysis, Settings, World};
use crate::model::{Body, Command, Id, Part, Postmortem};
use crate::time::metrics::Metric;
use crate::time::resolve::Local;
use crate::time::zone::Zones;
use std::collections::HashMap;

/// Rows, and lines of prose, from which a document is large.
const LARGE: usize = 500;
/// Bytes of prose that count as a line.
const LINE: usize = 200;

/// A draft that is open, or that is not kept anywhere else yet.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What is known of zones.
    pub(crate) zones: Zones,
    pub(crate) id: DraftId,
    pub(crate) document: Postmortem,
    /// Findings kept as written: rule name and message.
    pub(crate) kept: Vec<(String, String)>,
    pub(crate) analysis: Analysis,
    /// The spans of the incident, timeline by timeline as in the analysis.
    pub(crate) figures: Vec<Vec<Metric>>,
    /// What was understood of each entry's time, in words.
    pub(crate) readings: HashMap<Id, String>,
    pub(crate) history: History,
    pub(crate) saving: Saving,
    /// Who writes it, where several tabs have it open.
    pub(crate) hold: Hold,
    /// What no snapshot holds yet.
    pub(crate) editing: Editing,
    pub(crate) attention: Attention,
    pub(crate) rendered: Rendered,
    /// The field that last had the focus.
    pub(crate) focus: Option<Field>,
    /// The field that was typed in and not left yet.
    pub(crate) edited: Option<Field>,
    /// The part whose heading is being typed in, and whether its kind follows from its words.
    pub(crate) kind_follows: Option<(Id, bool)>,
    /// The problem that was last gone to.
    pub(crate) visited: Option<usize>,
    /// The analysis is older than the document: somebody types in a large one.
    stale: bool,
    /// When the newest save of the document is due, in milliseconds from now.
    timer: Option<u32>,
}

/// How a change came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// Typing into a field: the text before and after.
    Typing {
        field: Field,
        before: String,
        after: String,
    },
    /// What follows from leaving a field: belongs to the typing before it.
    Leaving(Field),
    /// A command of its own, by its name.
    Command(String),
}

impl Draft {
    /// A draft with this document. `revision` is 0 where the store holds none of it.
    pub(crate) fn new(
        id: DraftId,
        document: Postmortem,
        kept: Vec<(String, String)>,
        revision: u64,
        now: Now,
        zones: &Zones,
    ) -> Draft {
        let mut draft = Draft {
            zones: zones.clone(),
            id,
            document,
            kept,
            analysis: Analysis::default(),
            figures: Vec::new(),
            readings: HashMap::new(),
            history: History::default(),
            saving: Saving::stored(revision),
            hold: Hold::default(),
            editing: Editing::default(),
            attention: Attention::default(),
            rendered: Rendered::default(),
            focus: None,
            edited: None,
            kind_follows: None,
            visited: None,
            stale: false,
            timer: None,
        };
        draft.understand(now);
        draft.settle_attention();
        draft
    }

    /// Carries out an edit. `false` where its part or row is gone, or where the draft can only be
    /// read here: then nothing changed.
    pub(crate) fn perform(&mut self, command: Command, origin: Origin, now: Now) -> bool {
        if self.reads_only() {
            return false;
        }
        let Ok(reverse) = self.document.apply(command) else {
            return false;
        };
        let reverse = Change::Edit(reverse);
        let waits = match &origin {
            Origin::Typing { field, .. } => !matches!(field, Field::Fact(_)) && self.is_large(),
            Origin::Leaving(_) | Origin::Command(_) => false,
        };
        match origin {
            Origin::Typing { field, before, after } => {
                let stroke = stroke(&before, &after);
                let label = "Typing".into();
                self.history.push_typing(field, stroke, now, Step { reverse, label });
            }
            Origin::Leaving(field) => {
                if let Some(reverse) = self.history.join(&field, reverse) {
                    let label = "Typing".into();
                    self.history.push(Step { reverse, label });
                }
            }
            Origin::Command(label) => self.history.push(Step { reverse, label }),
        }
        self.timer = self.saving.changed(now).or(self.timer);
        self.editing.changed(now);
        if waits {
            self.rendered.refresh(&self.document);
            self.stale = true;
        } else {
            self.understand(now);
        }
        true
    }

    /// Keeps a finding as written, or no longer.
    pub(crate) fn keep(&mut self, rule: &str, message: &str, now: Now) {
        if self.reads_only() {
            return;
        }
        let label = "Kept as written".into();
        let reverse = Change::Unkeep(rule.into(), message.into());
        self.kept.push((rule.into(), message.into()));
        self.history.push(Step { reverse, label });
        self.changed(now);
    }

    /// Takes the newest step back and names it.
    pub(crate) fn undo(&mut self, now: Now) -> Option<String> {
        if self.reads_only() {
            return None;
        }
        let step = self.history.take_done()?;
        let reverse = self.reverse(step.reverse)?;
        let label = step.label.clone();
        self.history.undone(Step { reverse, ..step });
        self.changed(now);
        Some(label)
    }

    /// Does the step again that was last taken back, and names it.
    pub(crate) fn redo(&mut self, now: Now) -> Option<String> {
        if self.reads_only() {
            return None;
        }
        let step = self.history.take_undone()?;
        let reverse = self.reverse(step.reverse)?;
        let label = step.label.clone();
        self.history.redone(Step { reverse, ..step });
        self.changed(now);
        Some(label)
    }

    fn reverse(&mut self, change: Change) -> Option<Change> {
        match change {
            Change::Edit(command) => self.document.apply(command).ok().map(Change::Edit),
            Change::Keep(rule, message) => {
                self.kept.push((rule.clone(), message.clone()));
                Some(Change::Unkeep(rule, message))
            }
            Change::Unkeep(rule, message) => {
                self.kept.retain(|kept| (&kept.0, &kept.1) != (&rule, &message));
                Some(Change::Keep(rule, message))
            }
        }
    }

    fn changed(&mut self, now: Now) {
        self.timer = self.saving.changed(now).or(self.timer);
        self.editing.changed(now);
        self.understand(now);
    }

    /// Understands the document anew where typing has put it off.
    pub(crate) fn catch_up(&mut self, now: Now) {
        if self.stale {
            self.understand(now);
            self.reveal(Reveal::Nothing);
        }
    }

    /// Whether understanding the whole document takes too long to be done at each key.
    fn is_large(&self) -> bool {
        let size = |part: &Part| match &part.body {
            Body::Prose(text) => text.len() / LINE,
            Body::Facts(_) => 1,
            Body::Timeline(rows) => rows.lines.len(),
            Body::Items(rows) => rows.lines.len(),
        };
        self.document.parts.iter().map(size).sum::<usize>() > LARGE
    }

    fn understand(&mut self, now: Now) {
        self.stale = false;
        let settings = Settings {
            kept: self.kept.clone(),
            ..Settings::default()
        };
        let world = World {
            now: Some(Local(now.unix_ms.div_euclid(1_000))),
            zones: self.zones.clone(),
        };
        self.analysis = lint::analyse_with(&self.document, &settings, &world);
        self.rendered.refresh(&self.document);
        let timelines = self.analysis.timelines.iter();
        let figures = timelines.map(|reading| {
            let entries = reading.entries.iter();
            let phases: Vec<_> = entries.map(|id| self.rendered.phase(reading.part, *id)).collect();
            lint::figures_of(&phases, &self.analysis, reading)
        });
        self.figures = figures.collect();
        self.readings = timeline::readings(&self.document, &self.analysis);
    }

    /// Shows every finding but those of the field that is being typed in.
    pub(crate) fn settle_attention(&mut self) {
        self.reveal(Reveal::Settled);
    }

    /// Brings the shown findings up to date. Returns the numbers of those that are new.
    pub(crate) fn reveal(&mut self, reveal: Reveal) -> Vec<usize> {
        self.attention
            .reveal(&self.analysis.diagnostics, &self.document, reveal)
    }

    /// When a save is due, where that changed since it was last asked.
    pub(crate) fn take_timer(&mut self) -> Option<u32> {
        self.timer.take()
    }

    /// Something has to be saved although nothing was typed (an import, a copy).
    pub(crate) fn must_save(&mut self, now: Now) {
        self.timer = self.saving.changed(now).or(self.timer);
    }
}
