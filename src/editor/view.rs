//! What the page shows: values only, ready to print. Components decide nothing.

mod snapshots;

pub use snapshots::{Comparison, Mark, SnapshotRow, SnapshotsView, Stretch};

use super::event::Field;
use super::export::ExportOptions;
use super::port::{DraftId, Keeping};
use crate::lint::Severity;
use crate::markdown::preview::Node;
use crate::model::{FactKey, Id, ItemField, PartKind, Phase};
use std::sync::Arc;

/// The whole page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct View {
    /// Which screen, and what is on it.
    pub screen: Screen,
    /// The import dialog, where it is open.
    pub import: Option<ImportView>,
    /// Raw material that was pasted, until it is answered.
    pub raw: Option<RawView>,
    /// The templates that can be chosen, the person's own first.
    pub templates: Arc<[TemplateView]>,
    /// The history of the open draft, where it is shown.
    pub snapshots: Option<SnapshotsView>,
    /// What just happened, with a way back.
    pub toast: Option<Toast>,
    /// Lasting notices above the screen, most urgent first.
    pub banners: Vec<Banner>,
    /// Something would be lost if the tab were closed now.
    pub unsaved: bool,
    /// The theme.
    pub theme: Theme,
}

/// The screens.
#[derive(Clone, PartialEq, Debug)]
pub enum Screen {
    /// The list of drafts.
    Home(HomeView),
    /// The open draft.
    Composer(Box<ComposerView>),
}

impl Default for Screen {
    fn default() -> Self {
        Screen::Home(HomeView::default())
    }
}

/// The theme that the person chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The list of drafts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct HomeView {
    /// The list was read.
    pub ready: bool,
    /// The first drafts that match the search, newest first.
    pub drafts: Vec<DraftRow>,
    /// Number of all drafts that match the search.
    pub matching: usize,
    /// Number of all drafts.
    pub total: usize,
    /// The search text.
    pub search: String,
    /// "33 KB used, about 5.2 MB left. Drafts live only in this browser. Never backed up."
    pub space: String,
    /// Little space is left.
    pub tight: bool,
    /// Used share of the space, 0 to 1.
    pub used: f32,
    /// Where drafts are kept.
    pub keeping: Keeping,
    /// The trash.
    pub trash: TrashView,
}

/// The trash.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TrashView {
    /// Its drafts are shown.
    pub open: bool,
    /// How many drafts are in it.
    pub count: usize,
    /// What they take: "12 KB".
    pub size: String,
    /// The first of them, where they are shown.
    pub rows: Vec<TrashRow>,
}

/// A draft in the trash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrashRow {
    /// Which draft.
    pub id: DraftId,
    /// Its title, or "Untitled".
    pub title: String,
    /// "Saved yesterday", or why it can't be read.
    pub saved: String,
    /// "6.1 KB".
    pub size: String,
}

/// A draft in the list.
#[derive(Clone, PartialEq, Debug)]
pub struct DraftRow {
    /// Which draft.
    pub id: DraftId,
    /// Its title, or "Untitled".
    pub title: String,
    /// When it last went out as a file: "Exported yesterday, changed since", "Never exported".
    pub exported: String,
    /// The incident's date, or "No date".
    pub incident: String,
    /// Errors and warnings; `None` where it was not checked yet.
    pub problems: Option<(usize, usize)>,
    /// When it was last saved: "14:03 today", "Yesterday", "Feb 12".
    pub updated: String,
    /// "6.1 KB".
    pub size: String,
    /// The thumbnail: positions between 0 and 1 with the phase, in row order.
    pub marks: Vec<(f32, Option<Phase>)>,
}

/// A template that can be chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct TemplateView {
    /// Its name in events.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is like, in a few words.
    pub about: String,
    /// It is the person's own: it can be removed.
    pub own: bool,
    /// Its layout drawn small, row by row.
    pub sketch: Vec<Stroke>,
}

/// A row of a layout drawn small. Widths are shares of the whole.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Stroke {
    /// A heading.
    Heading(f32),
    /// A line of text.
    Line(f32),
    /// An entry of a timeline, by its number.
    Entry(usize),
}

/// The import dialog.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ImportView {
    /// The text as typed, pasted or read from a file.
    pub text: String,
    /// The file it came from, where it came from one.
    pub file: Option<String>,
    /// Number of lines of the text.
    pub lines: usize,
    /// Why there is nothing to import, or a doubt: what is wrong and what to do.
    pub notice: Option<(Severity, String)>,
    /// What was recognised, as label and value ("Window", "June 15, 2023, 8:00 AM – 12:00 PM, GMT+1").
    pub recognised: Vec<(String, String)>,
    /// The first entries as read: time, phase, text, and whether a problem points at the entry.
    pub entries: Vec<(String, Option<Phase>, String, bool)>,
    /// "Nothing lost: 2 passages kept as they are."
    pub kept: String,
    /// Errors found in the text, one sentence each.
    pub problems: Vec<String>,
    /// Whether a draft can be made of it, or a template.
    pub ready: bool,
    /// A template is made of its headings, no draft of its text.
    pub template: bool,
}

/// Raw material that was pasted into a timeline.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RawView {
    /// The format that was seen: "PagerDuty".
    pub format: String,
    /// What was assumed and what was left out, one sentence each.
    pub said: Vec<String>,
    /// The first entries: time and text.
    pub entries: Vec<(String, String)>,
    /// Number of all entries.
    pub total: usize,
    /// Number of lines that are kept as text between the entries.
    pub left: usize,
}

/// What just happened, with a way back.
#[derive(Clone, PartialEq, Debug)]
pub struct Toast {
    /// "Deleted “Checkout outage”."
    pub text: String,
    /// The button's word and what it does.
    pub action: Option<(String, Box<super::Event>)>,
    /// Grows with every toast, so that the same words twice are two toasts.
    pub serial: u64,
}

/// A lasting notice.
#[derive(Clone, PartialEq, Debug)]
pub struct Banner {
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in a sentence, shown bold.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// Buttons: word and what it does.
    pub actions: Vec<(String, super::Event)>,
}

/// The open draft.
#[derive(Clone, PartialEq, Debug)]
pub struct ComposerView {
    /// Which draft.
    pub id: DraftId,
    /// The title as typed.
    pub title: String,
    /// The state of saving.
    pub save: SaveView,
    /// The draft can't be changed here: its fields are read only, what would change it is hidden.
    pub read_only: bool,
    /// The template whose layout it has.
    pub template: Option<String>,
    /// The file that the draft follows, and when it was last saved to it ("saved 14:03:22").
    pub file: Option<(String, String)>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
    /// Errors, warnings, hints.
    pub counts: (usize, usize, usize),
    /// How many problems have a safe first fix.
    pub safe_fixes: usize,
    /// The facts card.
    pub facts: FactsView,
    /// The parts in document order (the facts' own part is not among them).
    pub parts: Vec<PartView>,
    /// All problems, errors first.
    pub problems: Vec<ProblemView>,
    /// Number of words.
    pub words: usize,
    /// The document as a reader sees it. Always there, since print shows it whatever the tab.
    pub preview: Option<PreviewView>,
    /// The Markdown of the whole document; `None` unless the Markdown tab is open.
    pub markdown: Option<String>,
    /// The panel's tab.
    pub tab: PanelTab,
    /// Whether the panel is hidden.
    pub panel_hidden: bool,
    /// What was chosen about the Markdown that leaves.
    pub export: ExportOptions,
    /// The view on a narrow page.
    pub mobile: MobileView,
}

/// The state of saving.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveView {
    /// Nothing was changed since it was opened.
    Unchanged,
    /// Changed, or on its way to the store.
    Saving,
    /// Read back at this time, "14:03:22".
    Saved(String),
    /// Not kept: why, in a word or two.
    NotSaved(String),
    /// Storage is denied: the draft is in this tab only.
    TabOnly,
    /// The draft can't be changed here.
    ReadOnly,
}

impl SaveView {
    /// Whether something of the open draft would be lost if the tab were closed now.
    pub(crate) fn is_unsaved(&self) -> bool {
        !matches!(self, SaveView::Unchanged | SaveView::Saved(_) | SaveView::ReadOnly)
    }
}

/// The panel's tabs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum PanelTab {
    /// The document as read.
    #[default]
    Preview,
    /// Its Markdown.
    Markdown,
    /// Everything that is wrong.
    Problems,
}

/// The views of a narrow page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MobileView {
    /// The composer.
    #[default]
    Write,
    /// The preview.
    Preview,
    /// The problems.
    Problems,
}

/// The facts card.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FactsView {
    /// Every fact, the six that each postmortem needs first. The page may fold empty ones behind them.
    pub fields: Vec<FactField>,
    /// A second clock is shown beside the times.
    pub second_clock: bool,
    /// The duration as a figure: "4 h", or "–".
    pub duration: String,
    /// Why the duration stands as it does ("from start to end", "stated").
    pub duration_note: String,
    /// What the timeline says of the duration ("Timeline spans 15 h"), and whether it contradicts it.
    pub span: Option<(String, bool)>,
    /// Problems that point at a fact.
    pub problems: Vec<usize>,
}

/// One field of the facts card.
#[derive(Clone, PartialEq, Debug)]
pub struct FactField {
    /// Which fact.
    pub key: FactKey,
    /// Its label.
    pub label: String,
    /// Its text.
    pub text: String,
    /// An example, shown while it is empty.
    pub example: String,
    /// Where it was read: "from Duration"; empty where it is the field's own.
    pub from: String,
    /// A problem points at it.
    pub wrong: bool,
}

/// A part as shown.
#[derive(Clone, PartialEq, Debug)]
pub struct PartView {
    /// Which part.
    pub id: Id,
    /// What it is about.
    pub kind: PartKind,
    /// The heading without marks; empty for a part without one.
    pub heading: String,
    /// The level of its heading; a label counts as one below the heading above it.
    pub level: u8,
    /// How far it is: for the outline's mark.
    pub state: PartState,
    /// Number of rows, where it has rows.
    pub count: Option<usize>,
    /// What belongs there, for a list without rows; empty where it has some.
    pub hint: String,
    /// What it holds.
    pub body: BodyView,
    /// Problems that point at the part as a whole or its prose, by number.
    pub problems: Vec<usize>,
    /// Whether it can go up.
    pub can_up: bool,
    /// Whether it can go down.
    pub can_down: bool,
}

/// How far a part is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PartState {
    /// Nothing in it.
    Empty,
    /// Something in it.
    Done,
    /// It has a warning.
    Warning,
    /// It has an error.
    Error,
}

/// What a part holds, as shown.
#[derive(Clone, PartialEq, Debug)]
pub enum BodyView {
    /// Markdown to edit, and an example while it is empty.
    Prose { text: String, example: String },
    /// A timeline.
    Timeline(TimelineView),
    /// Action items.
    Items(ItemsView),
}

/// A timeline as shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TimelineView {
    /// "7 entries, times in GMT+1".
    pub caption: String,
    /// Entries and passages in order.
    pub rows: Vec<TimelineRowView>,
    /// The chart; `None` with fewer than two moments.
    pub chart: Option<ChartView>,
}

/// A row of a timeline.
#[derive(Clone, PartialEq, Debug)]
pub enum TimelineRowView {
    /// An entry.
    Entry(EntryView),
    /// A passage between entries.
    Text { id: Id, text: String },
}

/// An entry as shown.
#[derive(Clone, PartialEq, Debug)]
pub struct EntryView {
    /// Which entry.
    pub id: Id,
    /// Its number among the entries of its timeline, from 1, and how many there are.
    pub number: (usize, usize),
    /// The time as typed.
    pub time: String,
    /// "+25 min", "−11 h", "+13 h, AM?"; empty for the first.
    pub delta: String,
    /// The clock runs backwards here.
    pub backwards: bool,
    /// A problem points at the time.
    pub wrong: bool,
    /// The text.
    pub text: String,
    /// The words that stand before the time, as in `Issue detected: 10:05`; empty where none do.
    pub label: String,
    /// The phase shown, and whether the person chose it.
    pub phase: Option<Phase>,
    /// The person chose the phase.
    pub phase_chosen: bool,
    /// The time on the document's second clock ("09:05 UTC"); empty where there is none.
    pub second: String,
    /// What was understood and why, in a sentence ("June 15, 2023, 8:00 AM; the day is the window's.").
    pub reading: String,
    /// Problems shown under the row, by number.
    pub problems: Vec<usize>,
}

/// The chart of a timeline: positions are percent of its width, lanes count from 0.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ChartView {
    /// A sentence that says what the chart shows.
    pub label: String,
    /// Ticks: position and words ("8 AM").
    pub ticks: Vec<(f32, String)>,
    /// The stated window: from, to and words ("Stated window, 4 h").
    pub window: Option<(f32, f32, String)>,
    /// Entries in row order.
    pub marks: Vec<ChartMark>,
    /// Where the first fix would put marks: lane, position, words.
    pub ghosts: Vec<(usize, f32, String)>,
    /// Metrics: name, value or "–", and the formula ("resolved − started").
    pub metrics: Vec<(String, String, String)>,
    /// A sentence behind the metrics; may be empty.
    pub metrics_note: String,
}

/// A mark of the chart.
#[derive(Clone, PartialEq, Debug)]
pub struct ChartMark {
    /// Which entry.
    pub entry: Id,
    /// Its lane.
    pub lane: usize,
    /// Its position in percent.
    pub at: f32,
    /// Its phase.
    pub phase: Option<Phase>,
    /// "8:00 AM Detected".
    pub label: String,
    /// The step from the mark above runs backwards, by this much ("11 h back").
    pub back: Option<String>,
}

/// Action items as shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ItemsView {
    /// Items and passages in order.
    pub rows: Vec<ItemRowView>,
}

/// A row of a list of action items.
#[derive(Clone, PartialEq, Debug)]
pub enum ItemRowView {
    /// An item.
    Item(ItemView),
    /// A passage between items.
    Text { id: Id, text: String },
}

/// An action item as shown.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemView {
    /// Which item.
    pub id: Id,
    /// Its number among the items of its part, from 1, and how many there are.
    pub number: (usize, usize),
    /// The text.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
    /// Owner, priority, type, due, link as typed.
    pub fields: Vec<(ItemField, String)>,
    /// Problems shown under the row, by number.
    pub problems: Vec<usize>,
}

/// A problem as shown, in the row and in the list.
#[derive(Clone, PartialEq, Debug)]
pub struct ProblemView {
    /// Its number: the index in [`ComposerView::problems`].
    pub number: usize,
    /// How bad.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
    /// `PM101`.
    pub id: &'static str,
    /// `timeline-out-of-order`.
    pub name: &'static str,
    /// "Timeline, entry 7".
    pub place: String,
    /// The field to go to.
    pub field: Option<Field>,
    /// Fixes: title, proof, whether the proof agrees with what the document states, best first.
    pub fixes: Vec<(String, String, bool)>,
    /// Why it matters, in plain words.
    pub why: String,
}

/// The document as a reader sees it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PreviewView {
    /// The title.
    pub title: Arc<[Node]>,
    /// "June 15, 2023 · SEV-2 · Draft".
    pub byline: String,
    /// The parts.
    pub parts: Vec<PreviewPart>,
}

/// A part as a reader sees it. Unchanged parts and lines are shared with the view before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreviewPart {
    /// Which part.
    pub id: Id,
    /// Its heading; empty for a part without one.
    pub heading: Arc<[Node]>,
    /// The heading's level, 2 to 6; 0 where a label opens the part.
    pub level: u8,
    /// What it holds.
    pub lines: Arc<[Arc<PreviewLine>]>,
}

/// A piece of a part as a reader sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PreviewLine {
    /// Prose.
    Prose(Vec<Node>),
    /// A fact: label and value.
    Fact(String, String),
    /// An entry: time as typed, phase, text.
    Entry {
        time: String,
        phase: Option<Phase>,
        text: Vec<Node>,
    },
    /// An item: done, text, "Salma · P0 · Prevent · due Jun 22, 2023".
    Item { done: bool, text: Vec<Node>, meta: String },
}
