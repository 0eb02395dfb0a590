//! The history of the open draft, while it is looked at: the list, the chosen snapshot, and what
//! it is compared with.

use super::words;
use crate::editor::diff;
use crate::editor::draft::Draft;
use crate::editor::figures;
use crate::editor::port::{DraftId, Now, Snapshot, SnapshotId};
use crate::editor::view::{Comparison, SnapshotRow, SnapshotsView};
use crate::markdown;
use crate::model::Postmortem;
use std::collections::HashMap;
use std::sync::Arc;

/// The dialog's state. The text can't change while it is open.
#[derive(Debug)]
pub(crate) struct SnapshotsDialog {
    draft: DraftId,
    /// The text as it is.
    text: String,
    /// The snapshots, the newest first; `None` until they were told.
    list: Option<Vec<Snapshot>>,
    /// Those that were opened, with their texts.
    opened: HashMap<SnapshotId, (Postmortem, String)>,
    chosen: Option<SnapshotId>,
    against: Option<SnapshotId>,
    comparison: Option<Arc<Comparison>>,
    /// What could not be done, in a sentence; may be empty.
    pub(super) notice: String,
}

impl SnapshotsDialog {
    /// The history of a draft, not told yet.
    pub(super) fn new(draft: &Draft) -> SnapshotsDialog {
        SnapshotsDialog {
            draft: draft.id.clone(),
            text: markdown::write(&draft.document),
            list: None,
            opened: HashMap::new(),
            chosen: None,
            against: None,
            comparison: None,
            notice: String::new(),
        }
    }

    /// Whose history it is.
    pub(super) fn draft(&self) -> &DraftId {
        &self.draft
    }

    /// The snapshots were told.
    pub(super) fn list(&mut self, snapshots: Vec<Snapshot>) {
        let there = |id: &SnapshotId| snapshots.iter().any(|snapshot| snapshot.id == *id);
        self.chosen.take_if(|id| !there(id));
        self.against.take_if(|id| !there(id));
        self.list = Some(snapshots);
        self.compare();
    }

    /// A snapshot of the text was kept.
    pub(super) fn kept(&mut self, id: SnapshotId) {
        self.against = None;
        self.chosen = Some(id);
        self.compare();
    }

    /// Looks at a snapshot. Returns it where it has to be opened first.
    pub(super) fn choose(&mut self, id: SnapshotId) -> Option<SnapshotId> {
        self.notice.clear();
        self.against.take_if(|against| *against == id);
        self.chosen = Some(id.clone());
        self.compare();
        (!self.opened.contains_key(&id)).then_some(id)
    }

    /// Compares the chosen one with another one, or with the text. Returns the other one where it
    /// has to be opened first.
    pub(super) fn compare_with(&mut self, id: Option<SnapshotId>) -> Option<SnapshotId> {
        self.notice.clear();
        self.against = id.filter(|id| self.chosen.as_ref() != Some(id));
        self.compare();
        self.against.clone().filter(|id| !self.opened.contains_key(id))
    }

    /// A snapshot was opened.
    pub(super) fn opened(&mut self, id: SnapshotId, document: Postmortem) {
        let text = markdown::write(&document);
        self.opened.insert(id, (document, text));
        self.compare();
    }

    /// The chosen one is to be removed.
    pub(super) fn remove(&mut self) -> Option<SnapshotId> {
        self.comparison = None;
        self.chosen.take()
    }

    /// The chosen document and when it was taken.
    pub(super) fn chosen_document(&self, now: Now) -> Option<(Postmortem, String)> {
        let id = self.chosen.as_ref()?;
        let (document, _) = self.opened.get(id)?;
        Some((document.clone(), words::when(self.snapshot(id)?.at, now)))
    }

    /// What is said once two texts are compared.
    pub(super) fn said(&self) -> Option<String> {
        self.comparison.as_ref().map(|comparison| comparison.summary.clone())
    }

    fn snapshot(&self, id: &SnapshotId) -> Option<&Snapshot> {
        self.list.as_ref()?.iter().find(|snapshot| snapshot.id == *id)
    }

    /// The number of a snapshot in the list, from the newest.
    fn place(&self, id: &SnapshotId) -> Option<usize> {
        self.list.as_ref()?.iter().position(|snapshot| snapshot.id == *id)
    }

    /// The snapshots that are compared, the older one first; `None` stands for the text as it is.
    fn pair(&self) -> Option<(&SnapshotId, Option<&SnapshotId>)> {
        let chosen = self.chosen.as_ref()?;
        Some(match &self.against {
            Some(against) if self.place(against) > self.place(chosen) => (against, Some(chosen)),
            against => (chosen, against.as_ref()),
        })
    }

    fn compare(&mut self) {
        let text = |id: &SnapshotId| self.opened.get(id).map(|(_, text)| text.as_str());
        self.comparison = self.pair().and_then(|(older, newer)| {
            let newer = match newer {
                Some(id) => text(id)?,
                None => &self.text,
            };
            Some(Arc::new(diff::compare(text(older)?, newer)))
        });
    }

    /// The dialog as the page shows it.
    pub(crate) fn view(&self, now: Now) -> SnapshotsView {
        let list = self.list.as_deref().unwrap_or_default();
        let rows = list.iter().map(|snapshot| SnapshotRow {
            id: snapshot.id.clone(),
            when: words::when(snapshot.at, now),
            words: words::why(snapshot),
            asked: !snapshot.reason.is_automatic(),
        });
        let notice = match &self.list {
            Some(list) if list.is_empty() && self.notice.is_empty() => {
                "No snapshot yet. One is kept every ten minutes of editing, before changes of much at once, and \
                 whenever you ask."
            }
            _ => &self.notice,
        };
        let named = |id: &SnapshotId| self.snapshot(id).map(|snapshot| words::when(snapshot.at, now));
        let heading = self.pair().and_then(|(older, newer)| {
            let newer = match newer {
                Some(id) => named(id)?,
                None => "the text as it is".into(),
            };
            Some(format!("From {} to {newer}", named(older)?))
        });
        let bytes = list.iter().map(|snapshot| snapshot.size).sum();
        SnapshotsView {
            rows: rows.collect(),
            notice: notice.into(),
            space: match list.len() {
                0 => String::new(),
                n => format!(
                    "{}, {}",
                    figures::count(n, "snapshot", "snapshots"),
                    figures::size(bytes)
                ),
            },
            chosen: self.chosen.clone(),
            against: self.against.clone(),
            heading: heading.unwrap_or_default(),
            comparison: self.comparison.clone(),
            can_restore: self.chosen.as_ref().is_some_and(|id| self.opened.contains_key(id)),
        }
    }
}
