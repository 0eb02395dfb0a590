//! Snapshots of a draft: what is asked of its history, and what is answered.

use super::{DraftId, Now};
use crate::model::Postmortem;

/// Names a snapshot for as long as it is kept.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SnapshotId(pub String);

/// Why a snapshot was taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// The person asked for it. It stays until the person removes it.
    Asked,
    /// Ten minutes of editing had passed.
    Editing,
    /// Another text was about to be imported over it.
    Import,
    /// Raw material was about to be taken in.
    Paste,
    /// Another template was about to be taken.
    Template,
    /// All safe fixes were about to be applied.
    Fixes,
    /// An earlier snapshot was about to be restored.
    Restore,
    /// Another tab's text was about to be taken.
    OtherTab,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 8] = [
        Reason::Asked,
        Reason::Editing,
        Reason::Import,
        Reason::Paste,
        Reason::Template,
        Reason::Fixes,
        Reason::Restore,
        Reason::OtherTab,
    ];

    /// Whether it may go unasked where space is short.
    pub fn is_automatic(self) -> bool {
        self != Reason::Asked
    }
}

/// A snapshot as a list knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// Which snapshot.
    pub id: SnapshotId,
    /// When it was taken.
    pub at: Now,
    /// Why.
    pub reason: Reason,
    /// The name that the person gave it; may be empty.
    pub name: String,
    /// Bytes that it takes.
    pub size: usize,
}

/// A document to be kept as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct SnapshotRequest {
    /// Which draft.
    pub draft: DraftId,
    /// The document.
    pub document: Postmortem,
    /// Why it is kept.
    pub reason: Reason,
    /// The name that the person gave it; may be empty.
    pub name: String,
}

/// What the application asks of a draft's history.
#[derive(Clone, PartialEq, Debug)]
pub enum HistoryRequest {
    /// All snapshots of a draft.
    List(DraftId),
    /// Keep a document and read it back. What equals the newest snapshot is not kept twice,
    /// unless the person asks for it.
    Keep(Box<SnapshotRequest>),
    /// A snapshot's document.
    Open(DraftId, SnapshotId),
    /// Remove a snapshot.
    Remove(DraftId, SnapshotId),
    /// Remove all of them: the draft is gone for good.
    Forget(DraftId),
}

/// What a history answers.
#[derive(Clone, PartialEq, Debug)]
pub enum HistoryReply {
    /// All snapshots of a draft, the newest first: after each change of them too.
    Listed(DraftId, Vec<Snapshot>),
    /// A snapshot was kept; the list follows.
    Kept(DraftId, SnapshotId),
    /// A snapshot's document.
    Opened(DraftId, SnapshotId, Box<Postmortem>),
    /// A snapshot can't be opened: why, in a sentence. It is left as it is.
    NotOpened(DraftId, SnapshotId, String),
    /// A snapshot was not kept: why, in a sentence.
    NotKept(DraftId, Reason, String),
    /// There is no history here, or it can't be reached: why, in a sentence.
    Unavailable(DraftId, String),
}

impl HistoryRequest {
    /// The draft that is spoken of.
    pub fn draft(&self) -> &DraftId {
        match self {
            HistoryRequest::Keep(request) => &request.draft,
            HistoryRequest::List(draft)
            | HistoryRequest::Open(draft, _)
            | HistoryRequest::Remove(draft, _)
            | HistoryRequest::Forget(draft) => draft,
        }
    }
}
