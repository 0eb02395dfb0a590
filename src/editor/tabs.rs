//! One draft, several tabs: who may write it, and how it passes from one to another.
//!
//! A draft's lock is held by one tab; the others read along. What a tab hears of the others comes
//! as [`News`], what it asks of the browser goes out as [`Ask`]. Words that are typed are never
//! given up: what can't be saved under the draft's name any more becomes a draft of its own
//! ([`words`]).

mod follow;
mod words;

pub(crate) use follow::{not_refreshed, opened_newer, refreshed};
pub(crate) use words::{after_save, late};

use super::app::App;
use super::draft::Draft;
use super::drafts::{self, Errand, announce, held};
use super::effect::Effect;
use super::event::{Ambient, Event};
use super::port::{DraftId, Keeping, Now, StoreRequest};
use super::view::Banner;
use crate::lint::Severity;
use std::collections::BTreeMap;

/// Another tab that is asked for a draft has this long to save and let go.
const PATIENCE_MS: u32 = 1_000;
/// A save timer that rings this much too late rings in a tab that was asleep.
const ASLEEP_MS: i64 = 2_000;
/// After sleep, a save waits no longer for news of the lock.
const CHECK_MS: u32 = 1_000;

/// What is heard of a draft's lock and of other tabs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum News {
    /// The lock is this tab's.
    Granted(DraftId),
    /// Another tab has it; the browser keeps this tab's place in the queue.
    Denied(DraftId),
    /// It was taken from this tab, which is in the queue again.
    Lost(DraftId),
    /// The browser has no locks.
    Missing(DraftId),
    /// What the browser knew of the lock when it was asked has been said.
    Checked(DraftId),
    /// Another tab wants to write the draft.
    Wanted(DraftId),
    /// The tab that wrote the draft has saved this revision and lets go.
    Given(DraftId, u64),
    /// Nobody gave the draft up in time, or its text did not come.
    Silent(DraftId),
    /// Another tab stored the draft.
    Changed(DraftId),
    /// The page comes back from where the browser had put it, without its locks.
    Back,
}

/// What is asked of the browser and of other tabs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Ask for a draft's lock: answered by [`News::Granted`], [`News::Denied`] or
    /// [`News::Missing`]. Who is denied it waits for it.
    Lock(DraftId),
    /// Let go of the lock, or of the place in the queue; this revision was last saved.
    Unlock(DraftId, u64),
    /// Say that this revision is saved, let go, and wait at the end of the queue.
    Give(DraftId, u64),
    /// Go to the end of the queue.
    Requeue(DraftId),
    /// Ask the other tab to give the draft up; [`News::Silent`] after so many milliseconds.
    Want(DraftId, u32),
    /// Take the lock without being given it.
    Steal(DraftId),
    /// [`News::Silent`] after so many milliseconds.
    Remind(DraftId, u32),
    /// Ask what became of the lock: [`News::Checked`] comes behind all news of it.
    Check(DraftId),
}

/// Who writes a draft that is open here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Hold {
    /// Whoever has it open; revisions alone tell who was first. So it is without locks.
    #[default]
    Anybody,
    /// The lock was asked for. A new draft has to be typed in at once, so until the answer
    /// this is as [`Hold::Anybody`].
    Asked,
    /// This tab.
    Ours,
    /// Another tab.
    Theirs(Reading),
    /// Nobody here: a newer version of Posthoc wrote the record, which is this text.
    Newer { why: String, raw: String },
}

/// A draft that another tab writes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Reading {
    /// This tab wrote it before.
    taken: bool,
    /// The other tab was asked to give it up.
    asked: bool,
    /// This tab gives it up as soon as its words are stored.
    giving: bool,
    /// The lock is this tab's already; the text is not here yet.
    granted: bool,
    /// The revision that the other tab says to have saved.
    awaited: u64,
    /// What was not saved here when the draft was taken, as a draft of its own.
    kept: Option<(DraftId, String)>,
}

/// What the application remembers of locks.
#[derive(Debug, Default)]
pub(crate) struct Locks {
    /// Drafts whose lock is asked for or held, with the revision that was last saved.
    of: BTreeMap<DraftId, u64>,
    /// The browser has no locks.
    missing: bool,
    /// When the save timer was to ring.
    due: Option<i64>,
}

impl Draft {
    /// Whether the document can't be changed here.
    pub(crate) fn reads_only(&self) -> bool {
        matches!(self.hold, Hold::Theirs(_) | Hold::Newer { .. })
    }

    fn reading(&mut self) -> Option<&mut Reading> {
        match &mut self.hold {
            Hold::Theirs(reading) => Some(reading),
            _ => None,
        }
    }
}

/// Takes in what was heard.
pub(crate) fn update(app: &mut App, news: News, ambient: Ambient) -> Vec<Effect> {
    match news {
        News::Granted(id) => granted(app, id),
        News::Denied(id) => read_along(app, id, false, ambient),
        News::Lost(id) => read_along(app, id, true, ambient),
        News::Missing(id) => {
            app.locks.missing = true;
            if let Some(draft) = held(app, &id).filter(|draft| draft.hold == Hold::Asked) {
                draft.hold = Hold::Anybody;
            }
            Vec::new()
        }
        News::Checked(_) => super::open::update(app, Event::SaveDue, ambient),
        News::Wanted(id) => give(app, id, ambient),
        News::Given(id, revision) => given(app, id, revision),
        News::Silent(id) => silent(app, id),
        News::Changed(id) => changed(app, id),
        News::Back => back(app),
    }
}

/// The person wants to write here.
pub(crate) fn take_over(app: &mut App) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    let id = draft.id.clone();
    let Some(reading) = draft.reading() else {
        return Vec::new();
    };
    if reading.granted {
        // The text that was announced does not come: the one at hand is written on.
        draft.hold = Hold::Ours;
        return Vec::new();
    }
    reading.asked = true;
    vec![Effect::Tabs(Ask::Want(id, PATIENCE_MS))]
}

/// The person wants a draft of their own made of the open one.
pub(crate) fn duplicate(app: &mut App, ambient: Ambient) -> Vec<Effect> {
    let Some(copy) = app.draft.as_ref().map(|draft| drafts::copy_of(draft, ambient)) else {
        return Vec::new();
    };
    let mut effects = drafts::leave(app, ambient.now);
    drafts::open(app, copy);
    if let Some(copy) = app.draft.as_deref_mut() {
        copy.must_save(ambient.now);
        effects.extend(drafts::save(copy, ambient.now, true));
    }
    effects.push(Effect::Focus(super::effect::FocusTarget::Screen));
    app.say("This is a draft of its own now.".into(), None);
    effects
}

/// Asks for the locks of drafts that are held now, and lets go of those that are not any more.
pub(crate) fn settle_locks(app: &mut App) -> Vec<Effect> {
    if app.home.keeping != Keeping::Browser || app.locks.missing {
        return Vec::new();
    }
    let mut effects = Vec::new();
    let mut now = BTreeMap::new();
    for draft in app.draft.as_deref_mut().into_iter().chain(&mut app.waiting) {
        if matches!(draft.hold, Hold::Newer { .. }) {
            continue;
        }
        if draft.hold == Hold::Anybody {
            draft.hold = Hold::Asked;
        }
        if !app.locks.of.contains_key(&draft.id) {
            effects.push(Effect::Tabs(Ask::Lock(draft.id.clone())));
        }
        now.insert(draft.id.clone(), draft.saving.revision);
    }
    let before = std::mem::replace(&mut app.locks.of, now);
    for (id, revision) in before {
        if !app.locks.of.contains_key(&id) {
            effects.push(Effect::Tabs(Ask::Unlock(id, revision)));
        }
    }
    effects
}

/// The save timer was set.
pub(crate) fn timer_set(app: &mut App, after: u32) {
    app.locks.due = Some(app.now.unix_ms + i64::from(after));
}

/// Whether the save timer rings in a tab that was asleep: then another one may have taken its
/// drafts, and the news of it is still on its way.
pub(crate) fn slept(app: &App) -> bool {
    let late = app.locks.due.is_some_and(|due| app.now.unix_ms - due > ASLEEP_MS);
    late && app.draft.as_ref().is_some_and(|draft| draft.hold == Hold::Ours)
}

/// Hears what became of the lock before a save after sleep.
pub(crate) fn check(app: &mut App) -> Vec<Effect> {
    app.locks.due = None;
    let draft = app.draft.iter();
    draft
        .map(|draft| Effect::Tabs(Ask::Check(draft.id.clone())))
        .chain([Effect::SaveTimer(CHECK_MS)])
        .collect()
}

/// The notice over a draft that can't be written here.
pub(crate) fn banner(draft: &Draft) -> Option<Banner> {
    let action = |word: &str, event: Event| (word.to_owned(), event);
    let duplicate = action("Duplicate", Event::DuplicateOpened);
    let (title, text, actions) = match &draft.hold {
        Hold::Theirs(reading) => {
            let title = match (reading.taken, reading.granted) {
                (_, true) => "This draft’s newest words are on their way.",
                (true, false) => "Taken over in another tab.",
                (false, false) => "This draft is open in another tab.",
            };
            let mut text = match (reading.asked, reading.granted) {
                (_, true) => "The other tab has saved them.".to_owned(),
                (true, false) => "The other tab is asked to save and to let go.".to_owned(),
                (false, false) => "You can read it here, and see what is saved there.".to_owned(),
            };
            let take = if reading.granted {
                "Edit it as it is"
            } else {
                "Take over"
            };
            let mut actions = vec![action(take, Event::TakeOver), duplicate];
            if let Some((id, title)) = &reading.kept {
                text.push_str(&format!(
                    " What was not saved here is now a draft of its own, “{title}”."
                ));
                actions.push(action("Open that draft", Event::OpenDraft(id.clone())));
            }
            (title.to_owned(), text, actions)
        }
        Hold::Newer { why, .. } => (
            "This draft can only be read here.".to_owned(),
            format!("{why} What this version can read of it is shown."),
            vec![action("Download the record", Event::DownloadRecord), duplicate],
        ),
        Hold::Anybody | Hold::Asked | Hold::Ours => return None,
    };
    Some(Banner {
        severity: Severity::Warning,
        title,
        text,
        actions,
    })
}

/// Hands out a record of a newer version, as it is stored.
pub(crate) fn download_record(app: &App) -> Vec<Effect> {
    let record = app.draft.as_ref().and_then(|draft| match &draft.hold {
        Hold::Newer { raw, .. } => Some((&draft.id, raw)),
        _ => None,
    });
    let download = record.map(|(id, raw)| Effect::Download {
        name: format!("posthoc-draft-{}.json", id.0),
        mime: "application/json",
        text: raw.clone(),
    });
    download.into_iter().collect()
}

fn refresh(app: &mut App, id: DraftId) -> Effect {
    app.errands.push(Errand::Refresh(id.clone()));
    Effect::Store(StoreRequest::Load(id))
}

fn granted(app: &mut App, id: DraftId) -> Vec<Effect> {
    let Some(draft) = held(app, &id) else {
        return Vec::new();
    };
    match &mut draft.hold {
        Hold::Theirs(reading) => {
            reading.granted = true;
            // Where words are on their way to the store, its answer reads the draft anew.
            let again = Effect::Tabs(Ask::Remind(id.clone(), PATIENCE_MS));
            catch_up(app, &id).into_iter().chain([again]).collect()
        }
        Hold::Newer { .. } => Vec::new(),
        hold => {
            *hold = Hold::Ours;
            Vec::new()
        }
    }
}

/// What was waited for did not come: neither a browser nor another tab is waited for for good.
fn silent(app: &mut App, id: DraftId) -> Vec<Effect> {
    let again = Effect::Tabs(Ask::Remind(id.clone(), PATIENCE_MS));
    match held(app, &id).and_then(Draft::reading) {
        // The browser may have told of the text before it could be read here.
        Some(reading) if reading.granted => catch_up(app, &id).into_iter().chain([again]).collect(),
        Some(reading) if reading.asked => vec![Effect::Tabs(Ask::Steal(id)), again],
        _ => Vec::new(),
    }
}

/// Another tab writes the draft from now on, and did so since a moment ago.
fn read_along(app: &mut App, id: DraftId, taken: bool, ambient: Ambient) -> Vec<Effect> {
    let Some(draft) = held(app, &id) else {
        return Vec::new();
    };
    match &mut draft.hold {
        Hold::Newer { .. } => return Vec::new(),
        Hold::Theirs(reading) => {
            reading.granted = false;
            return Vec::new();
        }
        hold => {
            *hold = Hold::Theirs(Reading {
                taken,
                ..Reading::default()
            });
        }
    }
    let mut effects = words::keep(app, &id, ambient);
    effects.extend(catch_up(app, &id));
    effects.push(announce(if taken {
        "Taken over in another tab. You can go on reading here.".into()
    } else {
        "This draft is open in another tab. You can read it here.".into()
    }));
    effects
}

/// Another tab wants the draft: saves at once, and lets go when the store has answered.
fn give(app: &mut App, id: DraftId, ambient: Ambient) -> Vec<Effect> {
    let Some(draft) = held(app, &id) else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    match &mut draft.hold {
        Hold::Newer { .. } | Hold::Anybody => return Vec::new(),
        Hold::Theirs(reading) if reading.granted => {
            reading.granted = false;
            let revision = draft.saving.revision;
            return vec![Effect::Tabs(Ask::Give(id, revision))];
        }
        Hold::Theirs(_) => return vec![Effect::Tabs(Ask::Requeue(id))],
        Hold::Asked | Hold::Ours => {
            if let Some(field) = draft.focus.clone() {
                super::edit::left(draft, &field, ambient.now);
            }
            effects.extend(drafts::save(draft, ambient.now, true));
            draft.hold = Hold::Theirs(Reading {
                taken: true,
                giving: true,
                ..Reading::default()
            });
        }
    }
    effects.push(announce(
        "Taken over in another tab. You can go on reading here.".into(),
    ));
    effects.extend(after_save(app, &id, ambient));
    effects
}

/// The other tab has saved a revision and lets go: its text may arrive behind its lock.
fn given(app: &mut App, id: DraftId, revision: u64) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut().filter(|draft| draft.id == id) else {
        return Vec::new();
    };
    let behind = draft.saving.revision < revision && !draft.saving.dirty();
    match &mut draft.hold {
        Hold::Theirs(reading) => reading.awaited = reading.awaited.max(revision),
        Hold::Ours | Hold::Asked if behind => {
            draft.hold = Hold::Theirs(Reading {
                granted: draft.hold == Hold::Ours,
                awaited: revision,
                ..Reading::default()
            });
            let again = Effect::Tabs(Ask::Remind(id.clone(), PATIENCE_MS));
            return vec![refresh(app, id), again];
        }
        _ => {}
    }
    Vec::new()
}

fn changed(app: &mut App, id: DraftId) -> Vec<Effect> {
    let Some(draft) = app.draft.as_ref().filter(|draft| draft.id == id) else {
        return Vec::new();
    };
    match draft.hold {
        Hold::Anybody | Hold::Newer { .. } => Vec::new(),
        _ => catch_up(app, &id).into_iter().collect(),
    }
}

/// Reads the open draft anew, unless it holds words that the store has not.
fn catch_up(app: &mut App, id: &DraftId) -> Option<Effect> {
    let draft = app.draft.as_ref().filter(|draft| draft.id == *id)?;
    if draft.saving.dirty() {
        return None;
    }
    Some(refresh(app, id.clone()))
}

/// The browser let go of everything while the page was away.
fn back(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    for draft in app.draft.as_deref_mut().into_iter().chain(&mut app.waiting) {
        if !matches!(draft.hold, Hold::Newer { .. } | Hold::Anybody) {
            draft.hold = Hold::Asked;
            effects.push(Effect::Tabs(Ask::Lock(draft.id.clone())));
        }
    }
    let open = app.draft.as_ref().map(|draft| draft.id.clone());
    effects.extend(open.and_then(|id| catch_up(app, &id)));
    effects
}

/// The moment of an event, for what is made of a draft here.
fn renewed(draft: &Draft, document: crate::model::Postmortem, kept: Vec<(String, String)>, now: Now) -> Draft {
    let mut fresh = Draft::new(draft.id.clone(), document, kept, 0, now, &draft.zones);
    fresh.hold = draft.hold.clone();
    fresh.focus.clone_from(&draft.focus);
    fresh
}
