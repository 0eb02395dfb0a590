//! What the application asks of a store, and what a store answers.
//!
//! The editor speaks these types and knows no store; `main.rs` joins the two. Revisions, not
//! clocks, decide what is newer.

mod history;
mod steps;

pub use history::{HistoryReply, HistoryRequest, Reason, Snapshot, SnapshotId, SnapshotRequest};
pub use steps::{Change, Step, Steps};

use crate::model::Postmortem;

/// A moment with the offset of the person's own clock.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Now {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub unix_ms: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// Names a draft for as long as it lives: 32 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DraftId(pub String);

/// A draft as the list of drafts knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct DraftSummary {
    /// Which draft.
    pub id: DraftId,
    /// The title as typed; may be empty.
    pub title: String,
    /// When it was last saved.
    pub saved: Now,
    /// Size of its record in UTF-16 units.
    pub size: usize,
    /// The incident's date as shown, where one is known ("Jun 15, 2023").
    pub incident: String,
    /// Number of errors and warnings when last saved; `None` where it was not checked.
    pub problems: Option<(usize, usize)>,
    /// Positions of entries between 0 and 1 with their phases' stable names, for the thumbnail.
    pub marks: Vec<(f32, String)>,
}

/// A record that can't be opened: kept byte for byte, shown, downloadable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damaged {
    /// The key it lies under.
    pub key: String,
    /// The raw text.
    pub raw: String,
    /// What is wrong with it, in a sentence.
    pub why: String,
}

/// A draft in the trash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Removed {
    /// Which draft.
    pub id: DraftId,
    /// The title as typed; may be empty.
    pub title: String,
    /// When it was last saved; `None` where its record can't be read.
    pub saved: Option<Now>,
    /// Size of its record in UTF-16 units.
    pub size: usize,
}

/// What lies beside the drafts, and what is remembered of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beside {
    /// Drafts in the trash, last saved first.
    pub removed: Vec<Removed>,
    /// When drafts last went out as files.
    pub exported: Vec<(DraftId, Now)>,
    /// When everything was last backed up.
    pub backed_up: Option<Now>,
}

/// What became of a backup's drafts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Merged {
    /// Brought: they were not there, or older.
    pub brought: usize,
    /// Brought as drafts of their own: another text of the same revision is there.
    pub beside: usize,
    /// Already there, the same or newer.
    pub there: usize,
    /// Snapshots that were brought with them.
    pub snapshots: usize,
    /// Not brought: the key, and why.
    pub left: Vec<(String, String)>,
}

/// Everything in one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackedUp {
    /// The file.
    pub text: String,
    /// The number of drafts in it.
    pub drafts: usize,
    /// The number of snapshots in it, or why there are none, in a sentence.
    pub snapshots: Result<usize, String>,
}

/// Keys and texts that were taken away, so that they can be put back.
pub type Taken = Vec<(String, String)>;

/// Where drafts are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Keeping {
    /// Not known yet.
    #[default]
    Unknown,
    /// In the browser's storage.
    Browser,
    /// Only in this tab's memory: storage is denied.
    TabOnly,
}

/// What the application asks of the store.
#[derive(Clone, PartialEq, Debug)]
pub enum StoreRequest {
    /// All drafts and damaged records.
    List,
    /// One draft's document.
    Load(DraftId),
    /// Keep this document and read it back.
    Save(Box<SaveRequest>),
    /// Move a draft to the trash, from which `Restore` brings it back.
    Remove(DraftId),
    /// Bring a removed draft back.
    Restore(DraftId),
    /// Something of a draft's history.
    History(HistoryRequest),
    /// The person's own templates.
    Templates,
    /// Keep a template under a new id and read it back: its Markdown.
    KeepTemplate(KeptTemplate),
    /// Take a template away.
    DropTemplate(String),
    /// Delete these drafts in the trash for good.
    Purge(Vec<DraftId>),
    /// Put back what was just deleted for good.
    PutBack(Taken),
    /// Everything as the text of one file, with these documents in the place of what is stored of
    /// them: they are not saved yet.
    BackUp(Vec<SaveRequest>),
    /// Bring a backup's drafts here, never over newer text.
    Merge(String),
    /// One draft as the text of a file that `Merge` takes, as it stands in the request where it is
    /// not saved yet.
    Archive(DraftId, Option<Box<SaveRequest>>),
    /// A draft went out as a file.
    Exported(DraftId),
    /// Which drafts hold these words, in title or text.
    Search(String),
}

/// A template of the person's own: Markdown, of which the headings count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptTemplate {
    /// Names it for as long as it lives: 32 lower-case hexadecimal digits.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// A document to be kept.
#[derive(Clone, PartialEq, Debug)]
pub struct SaveRequest {
    /// What the list will show. `size` is filled in by the store.
    pub summary: DraftSummary,
    /// The document.
    pub document: Postmortem,
    /// What the person chose to keep as written: rule name and message of each finding.
    pub kept: Vec<(String, String)>,
    /// The newest steps that can be taken back from this document, and done again.
    pub steps: Steps,
    /// The revision this was made from; 0 for a new draft.
    pub base: u64,
    /// The application's own count of the document's changes, returned with the answer.
    pub change: u64,
}

/// What a store answers.
#[derive(Clone, PartialEq, Debug)]
pub enum StoreReply {
    /// All drafts, newest first, and what can't be opened.
    Listed {
        drafts: Vec<DraftSummary>,
        damaged: Vec<Damaged>,
        keeping: Keeping,
        used: usize,
        beside: Beside,
    },
    /// A draft's document and its revision.
    Loaded {
        id: DraftId,
        document: Box<Postmortem>,
        revision: u64,
        /// What the person chose to keep as written, as last saved.
        kept: Vec<(String, String)>,
        /// The steps that this tab can take back, where they fit what is stored; else why not, in
        /// a sentence.
        steps: Result<Steps, String>,
    },
    /// A newer version wrote the draft: its document as far as it can be read here, never to be
    /// saved under its name.
    Newer {
        id: DraftId,
        document: Box<Postmortem>,
        revision: u64,
        /// What wrote it, in a sentence.
        why: String,
        /// The record as it is stored.
        raw: String,
    },
    /// The draft can't be opened; its record is untouched.
    NotLoaded { id: DraftId, why: String },
    /// Written, read back and compared.
    Saved {
        id: DraftId,
        revision: u64,
        change: u64,
        at: Now,
        size: usize,
    },
    /// Not kept; what was stored before is untouched.
    NotSaved { id: DraftId, change: u64, why: NotSaved },
    /// In the trash.
    Removed(DraftId),
    /// Back from the trash.
    Restored(DraftSummary),
    /// What the history answers.
    History(HistoryReply),
    /// A removal or restoration could not be done; nothing was changed.
    NotMoved { id: DraftId, why: String },
    /// The person's own templates, after each change too.
    Templates(Vec<KeptTemplate>),
    /// A template was not kept or not taken away, in a sentence; nothing was changed.
    TemplateNotKept(String),
    /// Deleted for good, and what could not be: the draft, and why.
    Purged {
        gone: Vec<DraftId>,
        taken: Taken,
        left: Vec<(DraftId, String)>,
    },
    /// Back in the trash, or why something is not.
    PutBack(Result<(), String>),
    /// The backup, or why there is none.
    BackedUp(Result<BackedUp, String>),
    /// What became of a backup's drafts, or why the file is none; nothing was changed then.
    Merged(Result<Merged, String>),
    /// A draft as the text of a file, with the number of snapshots in it, or why there are none.
    Archived {
        summary: DraftSummary,
        text: String,
        snapshots: Result<usize, String>,
    },
    /// Remembered, as far as the storage lets.
    Noted { id: DraftId, at: Now },
    /// The drafts that hold the words that were asked for.
    Found { words: String, drafts: Vec<DraftId> },
}

/// Why a document was not kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotSaved {
    /// The browser's quota is full.
    Full,
    /// A newer revision is stored (another tab): it is not overwritten.
    Newer { stored: u64 },
    /// What was read back differs from what was written.
    ReadBackDiffers,
    /// Storage is denied.
    Denied,
    /// Anything else, in a sentence.
    Other(String),
}
