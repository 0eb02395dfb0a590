//! Drafts as a whole: opened, left, renamed, copied and deleted.
//!
//! What the store answers to it is in [`stored`](super::stored).

use super::app::App;
use super::draft::Draft;
use super::effect::{Effect, FocusTarget};
use super::event::{Ambient, Conflict, Event, Field};
use super::port::{DraftId, Now, SaveRequest, StoreRequest};
use super::summary;
use super::template;
use super::view::MobileView;
use crate::model::{Command, Postmortem, Title};
use crate::time::zone::Zones;

/// What is to be done with a draft once it is loaded.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Errand {
    /// Give it this title.
    Rename(DraftId, String),
    /// Make a copy of it.
    Duplicate(DraftId),
    /// Put its document in the place of the open one.
    Take(DraftId),
    /// Show what another tab stored of it.
    Refresh(DraftId),
}

impl Errand {
    /// Whether it is an errand of this draft.
    pub(crate) fn is_of(&self, draft: &DraftId) -> bool {
        match self {
            Errand::Rename(id, _) | Errand::Duplicate(id) | Errand::Take(id) | Errand::Refresh(id) => id == draft,
        }
    }
}

/// Takes in what happened to a draft as a whole.
pub(crate) fn update(app: &mut App, event: Event, ambient: Ambient) -> Vec<Effect> {
    match event {
        Event::NewDraft => {
            let mut effects = leave(app, ambient.now);
            let id = fresh_id(ambient);
            let draft = Draft::new(id, template::new_document(), Vec::new(), 0, ambient.now, &app.zones);
            open(app, draft);
            effects.push(Effect::Focus(FocusTarget::Field(Field::Title)));
            effects
        }
        Event::OpenDraft(id) => {
            if app.draft.as_ref().is_some_and(|draft| draft.id == id) {
                return Vec::new();
            }
            let mut effects = leave(app, ambient.now);
            match app.waiting.iter().position(|draft| draft.id == id) {
                Some(at) => {
                    let draft = app.waiting.remove(at);
                    open(app, draft);
                    effects.push(Effect::Focus(FocusTarget::Screen));
                }
                None => effects.push(Effect::Store(StoreRequest::Load(id))),
            }
            effects
        }
        Event::RenameDraft { id, title } => rename(app, id, title, ambient.now),
        Event::DuplicateDraft(id) => {
            let held = app.draft.as_deref().into_iter().chain(&app.waiting);
            let copied = held
                .filter(|draft| draft.id == id)
                .map(|draft| copy_of(draft, ambient))
                .next();
            match copied {
                Some(copy) => keep_copy(app, copy, ambient.now),
                None => {
                    app.errands.push(Errand::Duplicate(id.clone()));
                    vec![Effect::Store(StoreRequest::Load(id))]
                }
            }
        }
        Event::DeleteDraft(id) => {
            let title = app.title_of(&id);
            app.say(
                format!("Deleted “{title}”."),
                Some(("Undo", Event::UndoDelete(id.clone()))),
            );
            let never_kept = |draft: &Draft| draft.id == id && draft.saving.revision == 0;
            if let Some(at) = app.waiting.iter().position(never_kept) {
                app.dropped.push(app.waiting.remove(at));
                return vec![announce(format!("Deleted “{title}”."))];
            }
            vec![Effect::Store(StoreRequest::Remove(id))]
        }
        Event::UndoDelete(id) => {
            app.toast = None;
            let never_kept = |draft: &Draft| draft.id == id && draft.saving.revision == 0;
            if let Some(at) = app.dropped.iter().position(never_kept) {
                app.waiting.push(app.dropped.remove(at));
                return vec![announce(format!("“{}” is back.", app.title_of(&id)))];
            }
            vec![Effect::Store(StoreRequest::Restore(id))]
        }
        Event::Searched(text) => app.home.search(text),
        Event::MoreDraftsShown => {
            app.home.show_more();
            Vec::new()
        }
        Event::DraftsShown => {
            let mut effects = leave(app, ambient.now);
            effects.push(Effect::Store(StoreRequest::List));
            effects.push(Effect::Focus(FocusTarget::Screen));
            effects
        }
        Event::DownloadDamaged { key } => {
            let record = app.home.damaged.iter().find(|record| record.key == key);
            let download = record.map(|record| Effect::Download {
                name: format!("{}.txt", key.replace(|letter: char| !letter.is_alphanumeric(), "-")),
                mime: "text/plain;charset=utf-8",
                text: record.raw.clone(),
            });
            download.into_iter().collect()
        }
        Event::ConflictAnswered(answer) => settle_conflict(app, answer, ambient),
        _ => Vec::new(),
    }
}

/// A name that no other draft has.
pub(crate) fn fresh_id(ambient: Ambient) -> DraftId {
    DraftId(format!("{:032x}", ambient.random))
}

/// Shows a draft in the composer.
pub(crate) fn open(app: &mut App, draft: Draft) {
    app.page.mobile = MobileView::Write;
    app.toast = None;
    app.snapshots = None;
    app.draft = Some(Box::new(draft));
}

/// Leaves the composer: what is not saved yet is saved, and held until it is.
pub(crate) fn leave(app: &mut App, now: Now) -> Vec<Effect> {
    let Some(mut draft) = app.draft.take() else {
        return Vec::new();
    };
    app.toast = None;
    app.snapshots = None;
    let mut effects = Vec::new();
    if let Some(field) = draft.focus.take() {
        super::edit::left(&mut draft, &field, now);
    }
    if draft.saving.dirty() {
        effects.extend(save(&mut draft, now, true));
        app.waiting.push(*draft);
    }
    effects
}

/// The request that saves what is not saved yet; none for a draft that is another tab's.
pub(crate) fn save(draft: &mut Draft, now: Now, hurry: bool) -> Option<Effect> {
    if draft.reads_only() {
        return None;
    }
    let (base, change) = draft.saving.take(hurry)?;
    let request = request(draft, base, change, now);
    Some(Effect::Store(StoreRequest::Save(Box::new(request))))
}

/// What is not saved yet of a draft, without saving it.
pub(crate) fn unsaved(draft: &Draft, now: Now) -> Option<SaveRequest> {
    let saving = &draft.saving;
    saving
        .dirty()
        .then(|| request(draft, saving.revision, saving.changes(), now))
}

fn request(draft: &Draft, base: u64, change: u64, now: Now) -> SaveRequest {
    SaveRequest {
        summary: summary::of(draft, now),
        document: draft.document.clone(),
        kept: draft.kept.clone(),
        steps: draft.history.steps(),
        base,
        change,
    }
}

/// Saves what found no room before: there may be some now.
pub(crate) fn try_again(app: &mut App, now: Now) -> Vec<Effect> {
    let full = app.waiting.iter_mut().filter(|draft| draft.saving.refused().is_some());
    full.filter_map(|draft| save(draft, now, false)).collect()
}

fn rename(app: &mut App, id: DraftId, title: String, now: Now) -> Vec<Effect> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(draft) = held(app, &id) {
        retitle(draft, title, now);
        return save(draft, now, true).into_iter().collect();
    }
    app.errands.push(Errand::Rename(id.clone(), title));
    vec![Effect::Store(StoreRequest::Load(id))]
}

pub(crate) fn retitle(draft: &mut Draft, text: String, now: Now) {
    let opening = draft.document.title.opening;
    let command = Command::SetTitle(Title { text, opening });
    draft.perform(command, super::draft::Origin::Command("Title changed".into()), now);
}

pub(crate) fn copy_of(draft: &Draft, ambient: Ambient) -> Draft {
    copy(draft.document.clone(), draft.kept.clone(), ambient, &draft.zones)
}

pub(crate) fn copy(mut document: Postmortem, kept: Vec<(String, String)>, ambient: Ambient, zones: &Zones) -> Draft {
    document.title.text = match document.title.text.trim() {
        "" => "Copy".into(),
        title => format!("{title} (copy)"),
    };
    Draft::new(fresh_id(ambient), document, kept, 0, ambient.now, zones)
}

/// Saves a new draft without opening it.
pub(crate) fn keep_copy(app: &mut App, mut draft: Draft, now: Now) -> Vec<Effect> {
    draft.must_save(now);
    let effects = save(&mut draft, now, true);
    let title = super::home::shown_title(&draft.document.title.text);
    app.say(
        format!("Made “{title}”."),
        Some(("Open", Event::OpenDraft(draft.id.clone()))),
    );
    app.waiting.push(draft);
    effects.into_iter().collect()
}

fn settle_conflict(app: &mut App, answer: Conflict, ambient: Ambient) -> Vec<Effect> {
    let Some(draft) = app.draft.as_mut().filter(|draft| draft.saving.waits()) else {
        return Vec::new();
    };
    match answer {
        Conflict::KeepMine => {
            draft.saving.overrule();
            save(draft, ambient.now, true).into_iter().collect()
        }
        Conflict::KeepBoth => {
            let mut mine = Draft::new(
                fresh_id(ambient),
                draft.document.clone(),
                draft.kept.clone(),
                0,
                ambient.now,
                &app.zones,
            );
            let text = match mine.document.title.text.trim() {
                "" => "Copy".into(),
                title => format!("{title} (copy)"),
            };
            retitle(&mut mine, text, ambient.now);
            let effects = save(&mut mine, ambient.now, true);
            open(app, mine);
            app.say("This tab’s text is now a draft of its own.".into(), None);
            effects.into_iter().collect()
        }
        Conflict::TakeTheirs => {
            let id = draft.id.clone();
            app.errands.push(Errand::Take(id.clone()));
            vec![Effect::Store(StoreRequest::Load(id))]
        }
    }
}

/// The draft with this id that is held in memory.
pub(crate) fn held<'a>(app: &'a mut App, id: &DraftId) -> Option<&'a mut Draft> {
    let open = app.draft.as_deref_mut().into_iter();
    open.chain(&mut app.waiting).find(|draft| draft.id == *id)
}

pub(crate) fn announce(text: String) -> Effect {
    Effect::Announce { text, assertive: false }
}
