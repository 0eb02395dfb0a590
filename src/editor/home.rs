//! The list of drafts: what the store told of them, and the search.

use super::effect::Effect;
use super::figures;
use super::port::{Beside, Damaged, DraftId, DraftSummary, Keeping, Now, Removed, StoreRequest, Taken};
use super::view::{DraftRow, HomeView, TrashRow, TrashView};
use crate::markdown::preview;
use crate::model::Phase;
use std::collections::BTreeSet;

/// The list of drafts.
#[derive(Debug)]
pub(crate) struct Home {
    /// The list was read.
    pub(crate) ready: bool,
    pub(crate) drafts: Vec<DraftSummary>,
    pub(crate) damaged: Vec<Damaged>,
    pub(crate) keeping: Keeping,
    pub(crate) used: usize,
    pub(crate) beside: Beside,
    /// The trash is shown.
    pub(crate) trash_open: bool,
    /// What was deleted for good just now, as long as it can be put back.
    pub(crate) purged: Purged,
    search: String,
    /// The drafts whose text holds the words of the search, once the store has looked.
    found: BTreeSet<DraftId>,
    /// Rows that are shown at most.
    shown: usize,
}

/// Drafts that were deleted for good, and what puts them back.
#[derive(Debug, Default)]
pub(crate) struct Purged {
    pub(crate) drafts: Vec<DraftId>,
    pub(crate) taken: Taken,
}

/// Rows that are shown at first, and how many more each time.
const PAGE: usize = 100;

/// About what a browser gives one site, in UTF-16 units.
const SPACE: usize = 5_240_000;

/// From this share on, what can be done about it is said.
const TIGHT: f32 = 0.8;

impl Default for Home {
    fn default() -> Home {
        Home {
            ready: false,
            drafts: Vec::new(),
            damaged: Vec::new(),
            keeping: Keeping::default(),
            used: 0,
            beside: Beside::default(),
            trash_open: false,
            purged: Purged::default(),
            search: String::new(),
            found: BTreeSet::new(),
            shown: PAGE,
        }
    }
}

impl Home {
    /// The draft's title as the list knows it.
    pub(crate) fn title(&self, id: &DraftId) -> Option<String> {
        let listed = self.drafts.iter().map(|summary| (&summary.id, &summary.title));
        let removed = self.beside.removed.iter().map(|removed| (&removed.id, &removed.title));
        let (_, title) = listed.chain(removed).find(|(other, _)| *other == id)?;
        Some(shown_title(title))
    }

    /// Looks for words in titles, and asks the store for texts that hold them.
    pub(crate) fn search(&mut self, text: String) -> Vec<Effect> {
        self.search = text;
        self.shown = PAGE;
        self.found.clear();
        self.search_again()
    }

    /// Asks the store once more: the drafts may be others by now.
    pub(crate) fn search_again(&self) -> Vec<Effect> {
        match self.search.trim() {
            "" => Vec::new(),
            _ => vec![Effect::Store(StoreRequest::Search(self.search.clone()))],
        }
    }

    /// The store has looked.
    pub(crate) fn found(&mut self, words: &str, drafts: Vec<DraftId>) {
        if words == self.search {
            self.found = drafts.into_iter().collect();
        }
    }

    /// Shows more of the list.
    pub(crate) fn show_more(&mut self) {
        self.shown += PAGE;
    }

    /// The list as the page shows it. `waiting` are drafts that are not kept yet.
    pub(crate) fn view(&self, waiting: &[DraftSummary], now: Now) -> HomeView {
        let wanted = self.search.to_lowercase();
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let matches = |summary: &DraftSummary| {
            wanted.is_empty() || self.found.contains(&summary.id) || {
                let title = summary.title.to_lowercase();
                wanted.iter().all(|word| title.contains(word))
            }
        };
        let stored = self
            .drafts
            .iter()
            .filter(|summary| waiting.iter().all(|waiting| waiting.id != summary.id));
        let all = waiting
            .iter()
            .map(|summary| (summary, false))
            .chain(stored.map(|summary| (summary, true)));
        let (mut total, mut matching, mut rows) = (0, 0, Vec::new());
        for (summary, kept) in all {
            total += 1;
            if matches(summary) {
                matching += 1;
                if rows.len() < self.shown {
                    rows.push(self.row(summary, kept, now));
                }
            }
        }
        let used = (self.used as f32 / SPACE as f32).min(1.0);
        HomeView {
            ready: self.ready,
            total,
            matching,
            drafts: rows,
            search: self.search.clone(),
            space: self.space(now),
            tight: self.keeping == Keeping::Browser && used > TIGHT,
            used,
            keeping: self.keeping,
            trash: self.trash(now),
        }
    }

    fn row(&self, summary: &DraftSummary, kept: bool, now: Now) -> DraftRow {
        let out = self.beside.exported.iter().find(|(id, _)| *id == summary.id);
        let exported = match out {
            None => "Never exported".into(),
            Some((_, at)) => {
                let since = if at.unix_ms < summary.saved.unix_ms {
                    ", changed since"
                } else {
                    ""
                };
                format!("Exported {}{since}", within(*at, now))
            }
        };
        DraftRow {
            id: summary.id.clone(),
            title: shown_title(&summary.title),
            exported,
            incident: match summary.incident.as_str() {
                "" => "No date".into(),
                incident => incident.to_owned(),
            },
            problems: summary.problems,
            updated: if kept {
                figures::when(summary.saved, now)
            } else {
                "Not saved".into()
            },
            size: figures::size(summary.size),
            marks: summary
                .marks
                .iter()
                .map(|(at, phase)| (*at, Phase::from_name(phase)))
                .collect(),
        }
    }

    fn space(&self, now: Now) -> String {
        let used = figures::size(self.used);
        let left = figures::size(SPACE.saturating_sub(self.used));
        let backup = match self.beside.backed_up {
            Some(at) => format!("Last backup: {}.", within(at, now)),
            None => "Never backed up.".into(),
        };
        match self.keeping {
            Keeping::Unknown => String::new(),
            Keeping::Browser => {
                format!("{used} used, about {left} left. Drafts live only in this browser. {backup}")
            }
            Keeping::TabOnly => format!("{used} used. Drafts are kept in this tab only."),
        }
    }

    fn trash(&self, now: Now) -> TrashView {
        let removed = &self.beside.removed;
        TrashView {
            open: self.trash_open && !removed.is_empty(),
            count: removed.len(),
            size: figures::size(removed.iter().map(|removed| removed.size).sum()),
            rows: match self.trash_open {
                true => removed
                    .iter()
                    .take(PAGE)
                    .map(|removed| removed_row(removed, now))
                    .collect(),
                false => Vec::new(),
            },
        }
    }
}

fn removed_row(removed: &Removed, now: Now) -> TrashRow {
    TrashRow {
        id: removed.id.clone(),
        title: shown_title(&removed.title),
        saved: match removed.saved {
            Some(saved) => format!("Saved {}", within(saved, now)),
            None => "Can’t be read by this version".into(),
        },
        size: figures::size(removed.size),
    }
}

/// A moment inside a sentence.
fn within(then: Now, now: Now) -> String {
    match figures::when(then, now).as_str() {
        "Yesterday" => "yesterday".into(),
        when => when.to_owned(),
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
