//! What the page has to do.

use super::disk::FileTask;
use super::event::Field;
use super::port::StoreRequest;
use super::tabs::Ask;
use super::view::Theme;
use crate::model::Id;

/// Something only the page can do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Ask the store; its answer comes back as [`Event::Stored`](super::Event::Stored).
    Store(StoreRequest),
    /// Ask for a draft's lock, or something of other tabs.
    Tabs(Ask),
    /// Ring [`Event::SaveDue`](super::Event::SaveDue) after so many milliseconds; a later one
    /// replaces an earlier one.
    SaveTimer(u32),
    /// Ring [`Event::Paused`](super::Event::Paused) after so many milliseconds without another
    /// `PauseTimer`.
    PauseTimer(u32),
    /// Hand a file to the person.
    Download {
        name: String,
        mime: &'static str,
        text: String,
    },
    /// Do something with a file on the person's disk; the answer comes back as
    /// [`Event::Disk`](super::Event::Disk).
    File(FileTask),
    /// Put text on the clipboard; answer with [`Event::Copied`](super::Event::Copied).
    Copy(String),
    /// Put HTML and the plain text beside it on the clipboard; answer with
    /// [`Event::Copied`](super::Event::Copied).
    CopyRich { html: String, text: String },
    /// Say something to screen readers.
    Announce { text: String, assertive: bool },
    /// Move the focus.
    Focus(FocusTarget),
    /// Remember and apply the theme.
    Theme(Theme),
    /// The browser's title bar.
    PageTitle(String),
}

/// Where the focus goes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FocusTarget {
    /// A field.
    Field(Field),
    /// A row's grip.
    Grip(Id),
    /// A part as a whole.
    Part(Id),
    /// The first heading of the screen.
    Screen,
    /// The text of the import dialog.
    ImportText,
    /// The name of a snapshot that is about to be kept.
    SnapshotName,
    /// The newest snapshot in the list.
    Snapshots,
}
