//! Room for drafts: the trash, archives, and everything in one file and back.

use super::app::App;
use super::drafts::{self, announce};
use super::effect::{Effect, FocusTarget};
use super::event::Event;
use super::home::Purged;
use super::port::{BackedUp, DraftId, HistoryRequest, Merged, Now, StoreReply, StoreRequest, Taken};
use super::{export, figures, home};

/// Takes in what the person asks of the trash, archives and backups.
pub(crate) fn update(app: &mut App, event: Event, now: Now) -> Vec<Effect> {
    match event {
        Event::TrashToggled => {
            app.home.trash_open = !app.home.trash_open;
            Vec::new()
        }
        Event::RestoreDraft(id) => vec![Effect::Store(StoreRequest::Restore(id))],
        Event::PurgeDraft(id) => vec![Effect::Store(StoreRequest::Purge(vec![id]))],
        // What another tab has removed since is not on the list that the person looks at, so it stays.
        Event::TrashEmptied => {
            let ids = app.home.beside.removed.iter().map(|removed| removed.id.clone());
            vec![Effect::Store(StoreRequest::Purge(ids.collect()))]
        }
        Event::UndoPurge => {
            app.toast = None;
            let taken = std::mem::take(&mut app.home.purged).taken;
            vec![Effect::Store(StoreRequest::PutBack(taken))]
        }
        Event::BackUpAll => {
            let held = app.draft.as_deref().into_iter().chain(&app.waiting);
            let unsaved = held.filter_map(|draft| drafts::unsaved(draft, now)).collect();
            vec![Effect::Store(StoreRequest::BackUp(unsaved))]
        }
        Event::ArchiveDraft(id) => {
            let held = drafts::held(app, &id);
            let unsaved = held.and_then(|draft| drafts::unsaved(draft, now)).map(Box::new);
            vec![Effect::Store(StoreRequest::Archive(id, unsaved))]
        }
        _ => Vec::new(),
    }
}

/// Whether a text is a backup or an archive.
pub(crate) fn is_backup(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('{');
    inside.is_some_and(|inside| inside.trim_start().starts_with("\"posthoc_backup\""))
}

/// Brings a backup's drafts here, and shows the list.
pub(crate) fn merge(app: &mut App, file: String, now: Now) -> Vec<Effect> {
    // What is typed is saved first: it is measured against the backup like any other text.
    let mut effects = drafts::leave(app, now);
    effects.push(Effect::Store(StoreRequest::Merge(file)));
    effects.push(Effect::Focus(FocusTarget::Screen));
    effects
}

/// Takes in what the store answered to it.
pub(crate) fn answered(app: &mut App, reply: StoreReply, now: Now) -> Vec<Effect> {
    match reply {
        StoreReply::Purged { gone, taken, left } => purged(app, &gone, taken, left, now),
        StoreReply::PutBack(Ok(())) => vec![Effect::Store(StoreRequest::List), announce("Back in the trash.".into())],
        StoreReply::PutBack(Err(why)) => {
            app.notes.add("Not everything is back in the trash.".into(), why);
            vec![Effect::Store(StoreRequest::List)]
        }
        StoreReply::BackedUp(Ok(BackedUp {
            text,
            drafts,
            snapshots,
        })) => {
            app.home.beside.backed_up = Some(now);
            let name = format!("posthoc-backup-{}.json", figures::today(now));
            let drafts = figures::count(drafts, "draft goes", "drafts go");
            say_of_snapshots(app, "The backup holds no snapshots.", snapshots);
            let said = format!("{drafts} to your downloads as “{name}”.");
            app.say(said.clone(), None);
            vec![file(name, text), announce(said)]
        }
        StoreReply::BackedUp(Err(why)) => {
            app.notes.add("There is no backup.".into(), why);
            Vec::new()
        }
        StoreReply::Archived {
            summary,
            text,
            snapshots,
        } => {
            say_of_snapshots(app, "The archive holds no snapshots.", snapshots);
            let title = home::shown_title(&summary.title);
            let name = match export::slug(&title).as_str() {
                "" => "draft.posthoc.json".into(),
                slug => format!("{slug}.posthoc.json"),
            };
            let said = format!("“{title}” goes to your downloads as “{name}”.");
            let delete = Event::DeleteDraft(summary.id.clone());
            app.say(said.clone(), Some(("Delete it here", delete)));
            let exported = Effect::Store(StoreRequest::Exported(summary.id));
            vec![file(name, text), exported, announce(said)]
        }
        StoreReply::Merged(Ok(merged)) => {
            let said = brought(&merged);
            app.say(said.clone(), None);
            if let [(_, why), ..] = merged.left.as_slice() {
                let left = figures::count(merged.left.len(), "text of the backup was", "texts of the backup were");
                app.notes.add(
                    format!("{left} not brought."),
                    format!("{why} Nothing here was changed by it."),
                );
            }
            vec![Effect::Store(StoreRequest::List), announce(said)]
        }
        StoreReply::Merged(Err(why)) => {
            app.notes.add("The backup was not opened.".into(), why);
            vec![Effect::Store(StoreRequest::List)]
        }
        StoreReply::Noted { id, at } => {
            app.home.beside.exported.retain(|(other, _)| *other != id);
            app.home.beside.exported.push((id, at));
            Vec::new()
        }
        StoreReply::Found { words, drafts } => {
            app.home.found(&words, drafts);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// A file without the snapshots that there are is not the whole of it.
fn say_of_snapshots(app: &mut App, title: &str, snapshots: Result<usize, String>) {
    if let Err(why) = snapshots {
        app.notes.add(title.into(), format!("{why} Everything else is in it."));
    }
}

fn purged(app: &mut App, gone: &[DraftId], taken: Taken, left: Vec<(DraftId, String)>, now: Now) -> Vec<Effect> {
    if let Some((id, why)) = left.into_iter().next() {
        let title = app.title_of(&id);
        app.notes.add(format!("“{title}” was not deleted for good."), why);
    }
    let said = match gone {
        [] => String::new(),
        [id] => format!("Deleted “{}” for good.", app.title_of(id)),
        several => format!("Deleted {} drafts for good.", several.len()),
    };
    app.home.beside.removed.retain(|removed| !gone.contains(&removed.id));
    // There may be room now for what could not be kept before.
    let mut effects = drafts::try_again(app, now);
    if !said.is_empty() {
        effects.extend(no_way_back(app));
        app.home.purged = Purged {
            drafts: gone.to_vec(),
            taken,
        };
        app.say(said.clone(), Some(("Undo", Event::UndoPurge)));
        effects.push(announce(said));
    }
    effects.push(Effect::Store(StoreRequest::List));
    effects
}

/// What was deleted for good can't be put back any more: its snapshots go with it.
pub(crate) fn no_way_back(app: &mut App) -> Vec<Effect> {
    let gone = std::mem::take(&mut app.home.purged).drafts;
    let forget = |id| Effect::Store(StoreRequest::History(HistoryRequest::Forget(id)));
    gone.into_iter().map(forget).collect()
}

/// What was brought, in a sentence or two.
fn brought(merged: &Merged) -> String {
    let mut said = match merged.brought + merged.beside {
        0 if merged.left.is_empty() && merged.snapshots == 0 => {
            return "Everything in this backup is here already.".into();
        }
        0 => "No draft was brought from the backup.".into(),
        drafts => format!("Brought {} from the backup.", figures::count(drafts, "draft", "drafts")),
    };
    match merged.beside {
        0 => {}
        1 => said.push_str(" One lies beside another text of the same draft."),
        beside => said.push_str(&format!(" {beside} lie beside other texts of the same drafts.")),
    }
    match merged.there {
        0 => {}
        1 => said.push_str(" One was here already."),
        there => said.push_str(&format!(" {there} were here already.")),
    }
    match merged.snapshots {
        0 => {}
        1 => said.push_str(" One snapshot came with it."),
        snapshots => said.push_str(&format!(" {snapshots} snapshots came with it.")),
    }
    said
}

fn file(name: String, text: String) -> Effect {
    Effect::Download {
        name,
        mime: "application/json",
        text,
    }
}
