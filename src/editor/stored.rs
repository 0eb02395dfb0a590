//! What the store answers: lists, documents, and whether a draft is kept.

use super::app::App;
use super::banners;
use super::draft::{Draft, Origin};
use super::drafts::{Errand, announce, copy, held, keep_copy, leave, open, retitle, save, try_again};
use super::effect::{Effect, FocusTarget};
use super::event::{Ambient, Event};
use super::history::History;
use super::home;
use super::port::{DraftId, Keeping, NotSaved, Reason, Steps, StoreReply, StoreRequest};
use super::snapshots;
use super::space;
use super::tabs::{self, Hold};
use super::templates;
use crate::model::{Command, Postmortem};

/// A save for which there was no room is tried again after so many milliseconds.
const RETRY_MS: u32 = 3_000;

/// Takes in what the store answered.
pub(crate) fn update(app: &mut App, reply: StoreReply, ambient: Ambient) -> Vec<Effect> {
    match reply {
        StoreReply::Listed {
            drafts,
            damaged,
            keeping,
            used,
            beside,
        } => {
            app.home.ready = true;
            app.home.drafts = drafts;
            app.home.damaged = damaged;
            app.home.keeping = keeping;
            app.home.used = used;
            app.home.beside = beside;
            app.home.search_again()
        }
        StoreReply::Loaded {
            id,
            document,
            revision,
            kept,
            steps,
        } => loaded(app, id, *document, revision, kept, steps, ambient),
        StoreReply::Newer {
            id,
            document,
            revision,
            why,
            raw,
        } => newer(app, id, *document, revision, Hold::Newer { why, raw }, ambient),
        StoreReply::NotLoaded { id, why } => {
            let refreshing = app.errands.contains(&Errand::Refresh(id.clone()));
            app.errands.retain(|errand| !errand.is_of(&id));
            if refreshing {
                return tabs::not_refreshed(app, &id);
            }
            let title = app.title_of(&id);
            app.notes.add(format!("“{title}” can’t be opened."), why);
            Vec::new()
        }
        StoreReply::Saved {
            id,
            revision,
            change,
            at,
            ..
        } => {
            let Some(draft) = held(app, &id) else {
                return Vec::new();
            };
            let more = draft.saving.saved(revision, change, at);
            let mut effects: Vec<Effect> = Vec::new();
            if draft.reads_only() {
                effects.extend(tabs::after_save(app, &id, ambient));
            } else if more {
                effects.extend(save(draft, ambient.now, false));
            }
            app.waiting.retain(|draft| draft.saving.dirty());
            if app.draft.is_none() {
                effects.push(Effect::Store(StoreRequest::List));
            }
            effects
        }
        StoreReply::NotSaved { id, change, why } => {
            if why == NotSaved::Denied {
                app.home.keeping = Keeping::TabOnly;
            }
            let Some(draft) = held(app, &id) else {
                return Vec::new();
            };
            let news = draft.saving.not_saved(change, why.clone());
            if draft.reads_only() {
                return tabs::after_save(app, &id, ambient);
            }
            let mut effects = Vec::new();
            if why == NotSaved::Full {
                // Room may be made elsewhere, without a word to this page.
                effects.push(Effect::SaveTimer(RETRY_MS));
            }
            if news {
                let (_, title, text) = banners::refused(&why);
                app.notes.reopen(&title);
                effects.push(Effect::Announce {
                    text: format!("{title} {text}"),
                    assertive: true,
                });
            }
            effects
        }
        StoreReply::History(reply) => snapshots::answered(app, reply),
        StoreReply::Removed(id) => {
            app.home.drafts.retain(|summary| summary.id != id);
            // What it holds beyond the stored text comes back with it.
            if let Some(at) = app.waiting.iter().position(|draft| draft.id == id) {
                app.dropped.push(app.waiting.remove(at));
            }
            let mut effects = try_again(app, ambient.now);
            if app.draft.as_ref().is_some_and(|draft| draft.id == id) {
                app.draft = None;
                effects.push(Effect::Focus(FocusTarget::Screen));
            }
            effects.push(Effect::Store(StoreRequest::List));
            let text = app.toast.as_ref().map(|toast| toast.text.clone()).unwrap_or_default();
            effects.push(announce(text));
            effects
        }
        StoreReply::Restored(summary) => {
            let title = home::shown_title(&summary.title);
            if let Some(at) = app.dropped.iter().position(|draft| draft.id == summary.id) {
                app.waiting.push(app.dropped.remove(at));
            }
            app.home.drafts.retain(|other| other.id != summary.id);
            app.home.drafts.insert(0, summary);
            vec![
                Effect::Store(StoreRequest::List),
                announce(format!("“{title}” is back.")),
            ]
        }
        StoreReply::Templates(kept) => templates::listed(app, kept),
        StoreReply::TemplateNotKept(why) => templates::refused(app, why),
        StoreReply::NotMoved { id, why } => {
            let title = app.title_of(&id);
            app.toast = None;
            app.notes.add(format!("“{title}” was not moved."), why);
            Vec::new()
        }
        reply => space::answered(app, reply, ambient.now),
    }
}

fn loaded(
    app: &mut App,
    id: DraftId,
    document: Postmortem,
    revision: u64,
    kept: Vec<(String, String)>,
    steps: Result<Steps, String>,
    ambient: Ambient,
) -> Vec<Effect> {
    let errand = app.errands.iter().position(|errand| errand.is_of(&id));
    match errand.map(|at| app.errands.remove(at)) {
        Some(Errand::Rename(_, title)) => {
            let mut draft = Draft::new(id, document, kept, revision, ambient.now, &app.zones);
            draft.history = History::of(steps.unwrap_or_default());
            retitle(&mut draft, title, ambient.now);
            let effects = save(&mut draft, ambient.now, true);
            app.waiting.push(draft);
            effects.into_iter().collect()
        }
        Some(Errand::Duplicate(_)) => {
            let draft = copy(document, kept, ambient, &app.zones);
            keep_copy(app, draft, ambient.now)
        }
        Some(Errand::Refresh(_)) => tabs::refreshed(app, &id, document, revision, kept, ambient),
        Some(Errand::Take(_)) => {
            let Some(draft) = held(app, &id) else {
                return Vec::new();
            };
            let before = snapshots::before(draft, Reason::OtherTab);
            draft.saving.overrule();
            draft.saving.revision = draft.saving.revision.max(revision);
            let origin = Origin::Command("Other tab’s text taken".into());
            draft.perform(Command::Replace(Box::new(document)), origin, ambient.now);
            draft.settle_attention();
            let text = "This is the other tab’s text.".to_owned();
            app.say(text, Some(("Undo", Event::Undo)));
            vec![before, Effect::Focus(FocusTarget::Screen)]
        }
        // Opened twice: the second answer brings nothing new.
        None if app.draft.as_ref().is_some_and(|draft| draft.id == id) => Vec::new(),
        None => {
            // Another draft may have been opened while this one was being read.
            let mut effects = leave(app, ambient.now);
            let mut draft = Draft::new(id, document, kept, revision, ambient.now, &app.zones);
            let lost = match steps {
                Ok(steps) => {
                    draft.history = History::of(steps);
                    None
                }
                Err(why) => Some(why),
            };
            open(app, draft);
            effects.push(Effect::Focus(FocusTarget::Screen));
            if let Some(why) = lost {
                app.say(why.clone(), None);
                effects.push(announce(why));
            }
            effects
        }
    }
}

/// A record of a newer version: it can be read and copied, and nothing else is done with it.
fn newer(app: &mut App, id: DraftId, document: Postmortem, revision: u64, hold: Hold, ambient: Ambient) -> Vec<Effect> {
    let errand = app.errands.iter().position(|errand| errand.is_of(&id));
    match errand.map(|at| app.errands.remove(at)) {
        Some(Errand::Duplicate(_)) => {
            let draft = copy(document, Vec::new(), ambient, &app.zones);
            keep_copy(app, draft, ambient.now)
        }
        Some(Errand::Rename(..) | Errand::Take(_)) => {
            let title = app.title_of(&id);
            let Hold::Newer { why, .. } = hold else {
                return Vec::new();
            };
            app.notes.add(format!("“{title}” can’t be changed here."), why);
            Vec::new()
        }
        Some(Errand::Refresh(_)) | None => {
            let mut draft = Draft::new(id, document, Vec::new(), revision, ambient.now, &app.zones);
            draft.hold = hold;
            tabs::opened_newer(app, draft, ambient)
        }
    }
}
