//! The history of a draft as shown: its snapshots, and two texts compared.

use crate::editor::port::SnapshotId;
use std::sync::Arc;

/// The history of the open draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SnapshotsView {
    /// The snapshots, the newest first.
    pub rows: Vec<SnapshotRow>,
    /// What is said in the place of a list, or of a snapshot that could not be kept or opened; may be empty.
    pub notice: String,
    /// "4 snapshots, 9.1 KB".
    pub space: String,
    /// The snapshot that is looked at.
    pub chosen: Option<SnapshotId>,
    /// What it is compared with; `None`: the text as it is.
    pub against: Option<SnapshotId>,
    /// Which is compared with which: "From 14:03 today to the text as it is".
    pub heading: String,
    /// The comparison; `None` until both texts are there.
    pub comparison: Option<Arc<Comparison>>,
    /// Whether the chosen one can be put in the place of the text.
    pub can_restore: bool,
}

/// A snapshot in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnapshotRow {
    /// Which snapshot.
    pub id: SnapshotId,
    /// "14:03 today".
    pub when: String,
    /// Its name, or why it was taken: "While editing".
    pub words: String,
    /// The person asked for it.
    pub asked: bool,
}

/// Two texts compared.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// "2 places changed: 5 words added, 1 word removed."
    pub summary: String,
    /// The newer text with what was removed from the older one, where they differ; empty where they don't.
    pub stretches: Vec<Stretch>,
}

/// A stretch of two texts compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stretch {
    /// So many lines are the same in both.
    Folded(usize),
    /// Text, each piece with its mark.
    Text(Vec<(Mark, String)>),
}

/// Which of two texts a piece stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Both.
    Same,
    /// The older one.
    Removed,
    /// The newer one.
    Added,
}
