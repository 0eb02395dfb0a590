//! The list of drafts: what the store told of them, and the search.

use super::figures;
use super::port::{Damaged, DraftId, DraftSummary, Keeping, Now};
use super::view::{DraftRow, HomeView};
use crate::markdown::preview;
use crate::model::Phase;

/// The list of drafts.
#[derive(Debug, Default)]
pub(crate) struct Home {
    /// The list was read.
    pub(crate) ready: bool,
    pub(crate) drafts: Vec<DraftSummary>,
    pub(crate) damaged: Vec<Damaged>,
    pub(crate) keeping: Keeping,
    pub(crate) used: usize,
    pub(crate) search: String,
}

/// About what a browser gives one site, in UTF-16 units.
const SPACE: usize = 5_240_000;

impl Home {
    /// The draft's title as the list knows it.
    pub(crate) fn title(&self, id: &DraftId) -> Option<String> {
        let summary = self.drafts.iter().find(|summary| summary.id == *id)?;
        Some(shown_title(&summary.title))
    }

    /// The list as the page shows it. `waiting` are drafts that are not kept yet.
    pub(crate) fn view(&self, waiting: &[DraftSummary], now: Now) -> HomeView {
        let wanted = self.search.trim().to_lowercase();
        let matches = |title: &str| {
            wanted
                .split_whitespace()
                .all(|word| title.to_lowercase().contains(word))
        };
        let stored = self
            .drafts
            .iter()
            .filter(|summary| waiting.iter().all(|waiting| waiting.id != summary.id));
        let rows = waiting
            .iter()
            .map(|summary| DraftRow {
                updated: "Not saved".into(),
                ..row(summary, now)
            })
            .chain(stored.clone().map(|summary| row(summary, now)));
        let room = figures::size(self.used);
        let space = match self.keeping {
            Keeping::Unknown => String::new(),
            Keeping::Browser => format!("{room} of about 5 MB used. Drafts live only in this browser."),
            Keeping::TabOnly => format!("{room} used. Drafts are kept in this tab only."),
        };
        HomeView {
            ready: self.ready,
            total: waiting.len() + stored.count(),
            drafts: rows.filter(|row| matches(&row.title)).collect(),
            search: self.search.clone(),
            space,
            used: (self.used as f32 / SPACE as f32).min(1.0),
            keeping: self.keeping,
        }
    }
}

/// A title, or the word for having none.
pub(crate) fn shown_title(title: &str) -> String {
    let words = preview::plain(title);
    match words.trim() {
        "" => "Untitled".into(),
        title => title.to_owned(),
    }
}

fn row(summary: &DraftSummary, now: Now) -> DraftRow {
    DraftRow {
        id: summary.id.clone(),
        title: shown_title(&summary.title),
        incident: match summary.incident.as_str() {
            "" => "No date".into(),
            incident => incident.to_owned(),
        },
        problems: summary.problems,
        updated: figures::when(summary.saved, now),
        size: figures::size(summary.size),
        marks: summary
            .marks
            .iter()
            .map(|(at, phase)| (*at, Phase::from_name(phase)))
            .collect(),
    }
}
