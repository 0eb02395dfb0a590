//! What can happen.

use super::disk::DiskEvent;
use super::export::{ExportOptions, FileKind};
use super::port::{DraftId, KeptTemplate, Now, SnapshotId, StoreReply};
use super::tabs::News;
use super::view::{MobileView, PanelTab, Theme};
use crate::model::{FactKey, Id, ItemField, PartKind, Phase};

/// The world at the time of an event: handed in, so that the application owns no clock and no
/// randomness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ambient {
    /// The time.
    pub now: Now,
    /// Fresh random bits.
    pub random: u128,
}

/// A field of the composer, by what it edits.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// The title.
    Title,
    /// A fact.
    Fact(FactKey),
    /// A part's heading.
    Heading(Id),
    /// A part's prose.
    Prose(Id),
    /// An entry's time.
    EntryTime(Id),
    /// The text of an entry, an item or a passage between rows.
    Text(Id),
    /// A small field of an item.
    ItemField(Id, ItemField),
    /// The line under a list that adds a row to the part.
    Quick(Id),
}

/// What to do where another tab saved the same draft.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Conflict {
    /// The text of this tab becomes a draft of its own; the other stays.
    KeepBoth,
    /// The text of this tab is saved over the other.
    KeepMine,
    /// The other text is opened in place of this tab's.
    TakeTheirs,
}

/// What happened in the history of the open draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HistoryEvent {
    /// It opens; with `keep` to keep a snapshot, which may be named first.
    Opened { keep: bool },
    /// Keep a snapshot of the text as it is, with this name, which may be empty.
    Keep(String),
    /// Look at a snapshot.
    Chosen(SnapshotId),
    /// Compare the chosen one with another one; `None`: with the text as it is.
    Against(Option<SnapshotId>),
    /// Put the chosen one in the place of the text.
    Restore,
    /// Remove the chosen one.
    Remove,
    /// It closes.
    Closed,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The page is there.
    Started,
    /// The store answered.
    Stored(StoreReply),

    // The list of drafts.
    /// Start a new draft from the built-in layout.
    NewDraft,
    /// Start a new draft from the template of this name.
    NewDraftFrom(String),
    /// Open a draft.
    OpenDraft(DraftId),
    /// Give a draft another title.
    RenameDraft { id: DraftId, title: String },
    /// Make a copy of a draft.
    DuplicateDraft(DraftId),
    /// Move a draft to the trash; the toast offers to undo.
    DeleteDraft(DraftId),
    /// Bring back the draft that the toast speaks of.
    UndoDelete(DraftId),
    /// The search text changed.
    Searched(String),
    /// More of the list.
    MoreDraftsShown,
    /// Back to the list of drafts.
    DraftsShown,

    // Templates.
    /// Bring the open draft into the layout of the template of this name.
    TemplateChosen(String),
    /// Keep the open draft's layout as a template of the person's own.
    LayoutKept,
    /// Keep this template.
    KeepTemplate(KeptTemplate),
    /// Take a template of the person's own away; the toast offers to undo.
    DropTemplate(String),
    /// The import dialog opens to make a template of a text's headings.
    TemplateImportOpened,

    // Space: the trash, archives and backups. A backup comes back as a file like any other.
    /// The trash is shown or hidden.
    TrashToggled,
    /// Bring a draft back from the trash.
    RestoreDraft(DraftId),
    /// Delete a draft in the trash for good; the toast offers to undo.
    PurgeDraft(DraftId),
    /// Delete everything in the trash for good; the toast offers to undo.
    TrashEmptied,
    /// Put back what the toast speaks of.
    UndoPurge,
    /// Hand everything to the person as one file.
    BackUpAll,
    /// Hand a draft to the person as a file that comes back as the same draft.
    ArchiveDraft(DraftId),

    /// Something with a file on the person's disk.
    Disk(DiskEvent),

    // Import.
    /// The import dialog opens.
    ImportOpened,
    /// Text was typed or pasted into the import dialog.
    ImportTextChanged(String),
    /// A file was chosen or dropped: its name and bytes. Opens the dialog if it is closed.
    ImportFile { name: String, bytes: Vec<u8> },
    /// Several files were chosen or dropped: each becomes a draft of its own. Without
    /// bytes where the browser could not read one.
    ImportFiles(Vec<(String, Option<Vec<u8>>)>),
    /// A file could not be read by the browser.
    ImportFileUnreadable { name: String },
    /// Make a draft of the text.
    ImportConfirmed,
    /// Close the dialog; its text stays for the next opening.
    ImportClosed,

    // Fields. `Edited` comes with every input, `Left` on blur.
    /// A field's text changed.
    Edited(Field, String),
    /// A field got the focus.
    Entered(Field),
    /// A field lost the focus: what was typed is final for now.
    Left(Field),
    /// A second passed without a key.
    Paused,

    // Parts.
    /// Add a part behind another one (`None`: at the end).
    AddPart { after: Option<Id>, kind: PartKind },
    /// Remove a part.
    RemovePart(Id),
    /// Move a part by so many places, negative up.
    MovePart { id: Id, by: i32 },
    /// Choose what a part is about.
    SetPartKind { id: Id, kind: PartKind },

    // Rows.
    /// Add an empty row before or behind a row.
    AddRow { beside: Id, after: bool },
    /// Add a row at the end of a part from one line of text ("8:05 AM – Alert fired").
    QuickAdd { part: Id, text: String },
    /// Several lines were pasted into a part's last line or behind a row. What is raw material
    /// (chat, alerts, logs) is shown first; other lines become rows at once.
    RawPasted { place: Id, text: String },
    /// Take the raw material in as it was understood.
    RawConfirmed,
    /// Take every line of it in as a row of its own.
    RawAsLines,
    /// Leave it.
    RawClosed,
    /// Remove a row.
    RemoveRow(Id),
    /// Move a row by so many places, negative up.
    MoveRow { id: Id, by: i32 },
    /// Choose an entry's phase; `None` follows the words.
    SetPhase { id: Id, phase: Option<Phase> },
    /// Mark an item done or open.
    SetDone { id: Id, done: bool },

    // Problems.
    /// Apply a fix: the problem's number in the view, and the fix's.
    ApplyFix { problem: usize, fix: usize },
    /// Apply the first fix of every problem where that fix is safe.
    FixAllSafe,
    /// Keep what a problem speaks of as written: it is not said again in this draft.
    KeepAsWritten { problem: usize },
    /// Go to the next (or previous) problem.
    NextProblem { back: bool },
    /// Go to a problem's place.
    GoTo { problem: usize },

    // History and ways out.
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Something in the history of the draft.
    History(HistoryEvent),
    /// Show UTC beside the times as typed, or no second clock any more.
    SecondClockToggled,
    /// Download the Markdown file.
    Download,
    /// Choose how the Markdown is written.
    ExportChosen(ExportOptions),
    /// Download a file of another kind.
    DownloadAs(FileKind),
    /// Copy the Markdown.
    CopyMarkdown,
    /// Copy the document as rich text.
    CopyRich,
    /// The browser said whether the copy worked.
    Copied(bool),
    /// Download a record that can't be opened, as it is.
    DownloadDamaged { key: String },
    /// The save timer rang.
    SaveDue,
    /// The page is about to be hidden or left: save at once.
    Leaving,

    // The page.
    /// A tab of the panel.
    PanelShown(PanelTab),
    /// The panel is hidden or shown.
    PanelToggled,
    /// A view on a narrow page.
    MobileShown(MobileView),
    /// A theme.
    ThemeChosen(Theme),
    /// The toast went away.
    ToastGone,
    /// A lasting notice was answered: its title. It comes back with its next cause.
    BannerClosed(String),
    /// Another tab saved this draft meanwhile: what the person wants.
    ConflictAnswered(Conflict),

    // Other tabs.
    /// Something was heard of a draft's lock or of another tab.
    Tabs(News),
    /// Write the open draft here, which another tab has open.
    TakeOver,
    /// Make a copy of the open draft and open that.
    DuplicateOpened,
    /// Download the open draft's record, which a newer version wrote.
    DownloadRecord,
}
