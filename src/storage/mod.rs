//! Drafts at rest: records with a version, and the store's promise.
//!
//! Uses the model and serde; the web in one place only (`browser`). Nothing stored is ever
//! overwritten unread, deleted unasked, or dropped because this version can't read it.
//!
//! `port` is what the application speaks, `store` keeps the promise over any `backend`,
//! `history` keeps snapshots, `steps` are what a tab can take back after a reload,
//! `journal` tells a slower copy what to follow, `record` and `migrate` know what a record looks like, `keys` where it lies, `file` is a draft outside the store.

mod backend;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod file;
mod history;
mod journal;
mod keys;
mod memory;
mod migrate;
pub mod port;
mod record;
mod steps;
mod store;

pub use backend::{Backend, BackendError, Stamp};
pub use history::{History, Place};
pub use journal::{Change, Journal};
pub use memory::Memory;
pub use port::Merged;
pub use store::{Store, may_copy_over};

use port::{DraftId, Now, StoreReply, StoreRequest};

/// The newest record format that this version writes and reads.
pub const RECORD_FORMAT: u32 = migrate::CURRENT;

/// Does what the application asks and says what came of it.
pub fn handle<B: Backend>(store: &mut Store<B>, request: StoreRequest, now: Now) -> StoreReply {
    match request {
        StoreRequest::List => store.list(),
        StoreRequest::Load(id) => match store.load(&id) {
            Ok(opened) => StoreReply::Loaded {
                id,
                document: Box::new(opened.document),
                revision: opened.revision,
                kept: opened.kept,
                steps: opened.steps,
            },
            Err(why) => match store.glimpse(&id) {
                Some((newer, raw)) => StoreReply::Newer {
                    id,
                    document: Box::new(newer.document),
                    revision: newer.head.revision,
                    why: newer.why,
                    raw,
                },
                None => StoreReply::NotLoaded { id, why },
            },
        },
        StoreRequest::Save(request) => {
            let (id, change) = (request.summary.id.clone(), request.change);
            match store.save(&request, now) {
                Ok(saved) => StoreReply::Saved {
                    id,
                    revision: saved.revision,
                    change,
                    at: now,
                    size: saved.size,
                },
                Err(why) => StoreReply::NotSaved { id, change, why },
            }
        }
        StoreRequest::Remove(id) => match store.remove(&id) {
            Ok(()) => StoreReply::Removed(id),
            Err(why) => StoreReply::NotMoved { id, why },
        },
        // Snapshots lie in a place of their own; who has one asks there.
        StoreRequest::History(request) => StoreReply::History(history::none(request.draft().clone())),
        StoreRequest::Restore(id) => match store.restore(&id) {
            Ok(summary) => StoreReply::Restored(summary),
            Err(why) => StoreReply::NotMoved { id, why },
        },
        StoreRequest::Templates => templates(store, Ok(())),
        StoreRequest::KeepTemplate(template) => {
            let kept = store.keep_template(&template);
            templates(store, kept)
        }
        StoreRequest::DropTemplate(id) => {
            let dropped = store.drop_template(&id);
            templates(store, dropped)
        }
        StoreRequest::Purge(ids) => store.purge(ids, now),
        StoreRequest::PutBack(taken) => StoreReply::PutBack(store.put_back(&taken)),
        StoreRequest::BackUp(unsaved) => StoreReply::BackedUp(store.back_up(&unsaved, now)),
        StoreRequest::Merge(file) => StoreReply::Merged(store.merge(&file)),
        StoreRequest::Archive(id, unsaved) => match store.archive(&id, unsaved.as_deref(), now) {
            Ok((summary, text)) => StoreReply::Archived {
                summary,
                text,
                snapshots: Ok(0),
            },
            Err(why) => StoreReply::NotLoaded { id, why },
        },
        StoreRequest::Exported(id) => {
            store.note_exported(&id, now);
            StoreReply::Noted { id, at: now }
        }
        StoreRequest::Search(words) => StoreReply::Found {
            drafts: store.search(&words),
            words,
        },
    }
}

/// What a store answered, with the snapshots that belong to it: they go into a backup or an archive,
/// and come from the file that was merged.
pub async fn with_snapshots<P: Place>(
    reply: StoreReply,
    merged: Option<&str>,
    history: &History<P>,
    is_kept: impl Fn(&DraftId) -> bool,
) -> StoreReply {
    match (reply, merged) {
        (StoreReply::BackedUp(Ok(mut backup)), _) => {
            backup.snapshots = history.add_to(&mut backup.text, None, is_kept).await;
            StoreReply::BackedUp(Ok(backup))
        }
        (StoreReply::Archived { summary, mut text, .. }, _) => {
            let snapshots = history.add_to(&mut text, Some(&summary.id), is_kept).await;
            StoreReply::Archived {
                summary,
                text,
                snapshots,
            }
        }
        (StoreReply::Merged(Ok(mut merged)), Some(file)) => {
            let brought = history.bring_from(file, is_kept).await;
            merged.snapshots = brought.brought;
            merged.left.extend(brought.left);
            StoreReply::Merged(Ok(merged))
        }
        (reply, _) => reply,
    }
}

/// The templates that are there after something was done to them, or why it was not done.
fn templates<B: Backend>(store: &Store<B>, done: Result<(), String>) -> StoreReply {
    match done.and_then(|()| store.templates()) {
        Ok(kept) => StoreReply::Templates(kept),
        Err(why) => StoreReply::TemplateNotKept(why),
    }
}
