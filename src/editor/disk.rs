//! Files on the person's disk: which draft follows which file, what was last seen of it, and what
//! is said where somebody else wrote to it.
//!
//! The page holds the files themselves; here they are numbers. A file is written only over what was
//! seen of it, and said to be saved only after it was read back. Which file a draft follows is
//! remembered from one visit to the next ([`memory`]).

mod answers;
mod memory;

pub(crate) use memory::{recall, settle_open};

use super::app::App;
use super::draft::Draft;
use super::drafts::{self, announce};
use super::effect::{Effect, FocusTarget};
use super::event::{Ambient, Event};
use super::export::{self, ExportOptions};
use super::port::{DraftId, Now, StoreRequest};
use super::{figures, import, open, space};
use crate::markdown;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A file that the page holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileRef(pub u32);

/// A file as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Which file.
    pub file: FileRef,
    /// Its name, without a folder.
    pub name: String,
    /// When it was last written, in milliseconds since 1970, as the disk says.
    pub modified_ms: i64,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What the page is to do with files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileTask {
    /// Let the person choose a file and read it.
    Open,
    /// Read a file; `saving` comes back with the answer. Unless it is to be saved to, nobody asked for
    /// it: the person is not asked whether it may be read, and where it can't be, nothing comes back.
    Read {
        draft: DraftId,
        file: FileRef,
        saving: bool,
    },
    /// Put a text into a file and read it back. Where it was written since the moment named, or has
    /// another length, it is read instead.
    Write {
        draft: DraftId,
        file: FileRef,
        text: String,
        modified_ms: i64,
        length: usize,
    },
    /// Let the person choose where to put a text, and read it back.
    WriteNew { draft: DraftId, name: String, text: String },
    /// Keep in mind that a draft follows a file, with a note, beyond this visit.
    Remember {
        draft: DraftId,
        file: FileRef,
        note: String,
    },
    /// The draft follows no file any more.
    Forget { draft: DraftId },
    /// Tell which files drafts followed, as far as that is remembered.
    Recall,
}

/// A file that a draft followed in an earlier visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remembered {
    /// Which draft.
    pub draft: DraftId,
    /// Which file.
    pub file: FileRef,
    /// Its name, without a folder.
    pub name: String,
    /// The note that was to be remembered.
    pub note: String,
}

/// Why a file could not be read or written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It is not there any more.
    Gone,
    /// The person or the system does not allow it.
    Denied,
    /// The disk is full.
    Full,
    /// Anything else, in the browser's own words.
    Other(String),
}

/// What the person wants where somebody else wrote to the file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileChoice {
    /// The file's text takes the place of the draft's.
    LoadTheirs,
    /// The draft's text goes over the file.
    SaveMine,
    /// The file's text becomes a draft of its own, which follows the file from then on.
    KeepBoth,
}

/// What happens to files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiskEvent {
    /// Open a file.
    OpenAsked,
    /// Save to the draft's file, or download it where it has none.
    SaveOrDownload,
    /// Save to a file that is to be chosen.
    SaveAsAsked,
    /// The page is looked at again: the file may have changed meanwhile.
    Returned,
    /// A file was chosen and read.
    Opened(Seen),
    /// A file was read.
    Read { draft: DraftId, seen: Seen, saving: bool },
    /// A file was written and read back.
    Written { draft: DraftId, seen: Seen },
    /// A file could not be read or written.
    Refused {
        draft: Option<DraftId>,
        name: String,
        why: Trouble,
    },
    /// Somebody else wrote to the file: what the person wants.
    Answered(FileChoice),
    /// What drafts followed in earlier visits.
    Recalled(Vec<Remembered>),
}

/// Which draft follows which file.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    links: BTreeMap<DraftId, Link>,
    /// The draft that was open when links were last recalled, and whether it could only be read.
    recalled: Option<(DraftId, bool)>,
    /// The text that is on its way to a file, by draft.
    sent: BTreeMap<DraftId, u64>,
}

/// A draft's file.
#[derive(Debug)]
struct Link {
    file: FileRef,
    name: String,
    /// The file as this draft knows it.
    modified_ms: i64,
    length: usize,
    hash: u64,
    /// Its lines end as on Windows.
    crlf: bool,
    /// When this draft was last put into it.
    saved: Saved,
    /// What somebody else put there since.
    other: Option<Seen>,
    /// The note that is remembered beyond this visit, and the one when links were last recalled.
    note: String,
    note_then: String,
    /// The choices with which this draft was put into it.
    options: ExportOptions,
}

/// When a draft was put into its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Saved {
    /// Never yet.
    Never,
    /// In a visit before this one.
    Before,
    /// In this visit.
    At(Now),
}

impl Link {
    fn of(seen: &Seen) -> Link {
        Link {
            file: seen.file,
            name: seen.name.clone(),
            modified_ms: seen.modified_ms,
            length: seen.bytes.len(),
            hash: hash(&seen.bytes),
            crlf: seen.bytes.windows(2).any(|two| two == b"\r\n"),
            saved: Saved::Never,
            other: None,
            note: String::new(),
            note_then: String::new(),
            options: ExportOptions::default(),
        }
    }

    /// Takes what was seen as what this draft knows.
    fn knows(&mut self, seen: &Seen) {
        *self = Link {
            saved: self.saved,
            note: std::mem::take(&mut self.note),
            note_then: std::mem::take(&mut self.note_then),
            options: std::mem::take(&mut self.options),
            ..Link::of(seen)
        };
    }

    /// The draft as it goes into this file: with what is chosen in this visit, else as before.
    fn text(&self, draft: &Draft, chosen: &ExportOptions) -> String {
        self.in_its_lines(export::text(draft, self.options(chosen)))
    }

    fn options<'a>(&'a self, chosen: &'a ExportOptions) -> &'a ExportOptions {
        match *chosen == ExportOptions::default() {
            true => &self.options,
            false => chosen,
        }
    }

    fn in_its_lines(&self, text: String) -> String {
        if self.crlf { text.replace('\n', "\r\n") } else { text }
    }
}

impl Disk {
    /// The draft's file and when it was last saved to it: "incident.md", "saved 14:03:22".
    pub(crate) fn view(&self, draft: &DraftId) -> Option<(String, String)> {
        let link = self.links.get(draft)?;
        let state = match link.saved {
            Saved::At(at) => format!("saved {}", figures::clock_time(at)),
            Saved::Before => "saved on an earlier visit".into(),
            Saved::Never => "not saved to yet".into(),
        };
        Some((link.name.clone(), state))
    }

    /// The file to which somebody else wrote.
    pub(crate) fn changed(&self, draft: &DraftId) -> Option<&str> {
        let link = self.links.get(draft)?;
        link.other.as_ref().map(|_| link.name.as_str())
    }
}

/// Takes in what happened to files.
pub(crate) fn update(app: &mut App, event: DiskEvent, ambient: Ambient) -> Vec<Effect> {
    let mut effects = take_in(app, event, ambient);
    effects.extend(memory::settle(&mut app.disk));
    effects
}

fn take_in(app: &mut App, event: DiskEvent, ambient: Ambient) -> Vec<Effect> {
    match event {
        DiskEvent::OpenAsked => vec![Effect::File(FileTask::Open)],
        DiskEvent::SaveOrDownload => match look(app, true) {
            Some(task) => vec![task],
            None => open::update(app, Event::Download, ambient),
        },
        DiskEvent::SaveAsAsked => write_new(app).into_iter().collect(),
        DiskEvent::Returned => look(app, false).into_iter().collect(),
        DiskEvent::Opened(seen) => opened(app, seen, ambient),
        DiskEvent::Read { draft, seen, saving } => read(app, &draft, seen, saving),
        DiskEvent::Written { draft, seen } => written(app, draft, seen, ambient.now),
        DiskEvent::Refused { draft, name, why } => refused(app, draft, name, why),
        DiskEvent::Answered(choice) => answers::take_in(app, choice, ambient),
        DiskEvent::Recalled(all) => memory::recalled(app, all),
    }
}

/// Reads the open draft's file. A draft that another tab writes is that tab's to compare and save.
fn look(app: &App, saving: bool) -> Option<Effect> {
    let draft = app.draft.as_ref().filter(|draft| !draft.reads_only())?.id.clone();
    let file = app.disk.links.get(&draft)?.file;
    Some(Effect::File(FileTask::Read { draft, file, saving }))
}

fn write_new(app: &mut App) -> Option<Effect> {
    let draft = app.draft.as_deref()?;
    let (id, text) = (draft.id.clone(), export::text(draft, &app.page.export));
    app.disk.sent.insert(id.clone(), hash(text.as_bytes()));
    Some(Effect::File(FileTask::WriteNew {
        draft: id,
        name: format!("{}.md", export::file_stem(&draft.document, &draft.analysis)),
        text,
    }))
}

/// Puts the open draft into its file, as far as that is as it was seen.
fn write(app: &mut App) -> Option<Effect> {
    let draft = app.draft.as_deref()?;
    let link = app.disk.links.get_mut(&draft.id)?;
    let text = link.text(draft, &app.page.export);
    link.options = link.options(&app.page.export).clone();
    app.disk.sent.insert(draft.id.clone(), hash(text.as_bytes()));
    Some(Effect::File(FileTask::Write {
        draft: draft.id.clone(),
        file: link.file,
        text,
        modified_ms: link.modified_ms,
        length: link.length,
    }))
}

fn opened(app: &mut App, seen: Seen, ambient: Ambient) -> Vec<Effect> {
    // A draft that was deleted may follow it too, and is not brought back by it.
    let mut followers = app.disk.links.iter().filter(|(_, link)| link.file == seen.file);
    let known = followers.find(|(draft, _)| app.has(draft));
    if let Some(draft) = known.map(|(draft, _)| draft.clone()) {
        // It is a draft already: that one is opened, and told what the file holds by now.
        let mut effects = drafts::update(app, Event::OpenDraft(draft.clone()), ambient);
        effects.extend(read(app, &draft, seen, false));
        return effects;
    }
    if let Some(backup) = import::backup(&seen.bytes) {
        return space::merge(app, backup.to_owned(), ambient.now);
    }
    let (text, assumed) = match import::text_of(&seen.name, &seen.bytes) {
        Ok(text) => text,
        Err(why) => {
            app.notes.add(format!("“{}” was not opened.", seen.name), why);
            return Vec::new();
        }
    };
    if import::is_draft_file(&text) {
        // Saving Markdown over a draft's own JSON is nothing that anybody means.
        let Seen { name, bytes, .. } = seen;
        return import::update(app, Event::ImportFile { name, bytes }, ambient);
    }
    let mut effects = drafts::leave(app, ambient.now);
    let draft = kept(app, &text, ambient, &mut effects);
    app.disk.links.insert(draft.id.clone(), Link::of(&seen));
    drafts::open(app, draft);
    let assumed = assumed.map(|assumed| format!(" {assumed}")).unwrap_or_default();
    let said = format!("Opened “{}”. Saving writes to it.{assumed}", seen.name);
    app.say(said.clone(), None);
    effects.push(Effect::Focus(FocusTarget::Screen));
    effects.push(announce(said));
    effects
}

/// A new draft with the text of a file, on its way to the store.
fn kept(app: &App, text: &str, ambient: Ambient, effects: &mut Vec<Effect>) -> Draft {
    let document = markdown::read(text);
    let id = drafts::fresh_id(ambient);
    let mut draft = Draft::new(id, document, Vec::new(), 0, ambient.now, &app.zones);
    draft.must_save(ambient.now);
    effects.extend(drafts::save(&mut draft, ambient.now, true));
    draft
}

fn read(app: &mut App, id: &DraftId, seen: Seen, saving: bool) -> Vec<Effect> {
    let Some(link) = app.disk.links.get_mut(id).filter(|link| link.file == seen.file) else {
        return Vec::new();
    };
    let ours = app.draft.as_deref().filter(|draft| draft.id == *id);
    let same = ours.is_some_and(|ours| link.text(ours, &app.page.export).as_bytes() == seen.bytes);
    if same || hash(&seen.bytes) == link.hash {
        link.knows(&seen);
        return if saving {
            write(app).into_iter().collect()
        } else {
            Vec::new()
        };
    }
    if link.other.as_ref().is_some_and(|other| other.bytes == seen.bytes) {
        link.other = Some(seen);
        return Vec::new();
    }
    let said = format!("“{}” changed on disk.", seen.name);
    link.other = Some(seen);
    app.notes.reopen(&said);
    vec![announce(said)]
}

fn written(app: &mut App, id: DraftId, seen: Seen, now: Now) -> Vec<Effect> {
    let arrived = app.disk.sent.remove(&id) == Some(hash(&seen.bytes));
    if !arrived {
        let name = &seen.name;
        app.notes.add(
            format!("“{name}” was not saved."),
            "What is in the file now is not what was written. Save again, or download the text.".into(),
        );
        return Vec::new();
    }
    let said = format!("Saved to “{}”.", seen.name);
    let mut link = Link::of(&seen);
    link.saved = Saved::At(now);
    link.options = match app.disk.links.get(&id) {
        Some(before) if before.file == link.file => before.options.clone(),
        _ => app.page.export.clone(),
    };
    app.disk.links.insert(id.clone(), link);
    app.say(said.clone(), None);
    vec![Effect::Store(StoreRequest::Exported(id)), announce(said)]
}

fn refused(app: &mut App, draft: Option<DraftId>, name: String, why: Trouble) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(draft) = draft {
        app.disk.sent.remove(&draft);
        if why == Trouble::Gone {
            app.disk.links.remove(&draft);
            effects.push(Effect::File(FileTask::Forget { draft }));
        }
    }
    let why = match why {
        Trouble::Gone => "It is no longer where it was. Save it as another file, or download the text.".into(),
        Trouble::Denied => "The browser was not allowed to. Try again and allow it, or download the text.".into(),
        Trouble::Full => "The disk is full. The file is as it was.".into(),
        Trouble::Other(words) => format!("The browser answered “{words}”. The draft itself is kept here."),
    };
    let title = match name.as_str() {
        "" => "The file was not opened or saved.".into(),
        name => format!("“{name}” was not opened or saved."),
    };
    let said = format!("{title} {why}");
    app.notes.add(title, why);
    effects.push(Effect::Announce {
        text: said,
        assertive: true,
    });
    effects
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
