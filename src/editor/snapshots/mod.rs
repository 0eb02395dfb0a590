//! Snapshots of the open draft: when they are taken, and what becomes of them.
//!
//! Asks the history for them; must not know how they are kept.

mod dialog;
mod words;

pub(crate) use dialog::SnapshotsDialog;

use super::app::App;
use super::draft::{Draft, Origin};
use super::effect::{Effect, FocusTarget};
use super::event::{Event, HistoryEvent};
use super::port::{HistoryReply, HistoryRequest, Now, Reason, SnapshotRequest, StoreRequest};
use crate::model::Command;

/// Milliseconds of editing after which a snapshot is taken.
const EVERY_MS: u64 = 10 * 60 * 1_000;

/// What no snapshot holds yet.
#[derive(Debug, Default)]
pub(crate) struct Editing {
    /// When the first change behind the newest snapshot was made.
    since: Option<i64>,
}

impl Editing {
    /// The document changed.
    pub(crate) fn changed(&mut self, now: Now) {
        self.since.get_or_insert(now.unix_ms);
    }
}

/// Takes a snapshot where there were ten minutes of editing since the newest one.
pub(crate) fn due(draft: &mut Draft, now: Now) -> Option<Effect> {
    let since = draft.editing.since?;
    (since.abs_diff(now.unix_ms) >= EVERY_MS).then(|| take(draft, Reason::Editing, String::new()))
}

/// Takes a snapshot before something changes much at once.
pub(crate) fn before(draft: &Draft, reason: Reason) -> Effect {
    taken(draft, reason, String::new())
}

fn take(draft: &mut Draft, reason: Reason, name: String) -> Effect {
    draft.editing.since = None;
    taken(draft, reason, name)
}

fn taken(draft: &Draft, reason: Reason, name: String) -> Effect {
    ask(HistoryRequest::Keep(Box::new(SnapshotRequest {
        draft: draft.id.clone(),
        document: draft.document.clone(),
        reason,
        name,
    })))
}

fn ask(request: HistoryRequest) -> Effect {
    Effect::Store(StoreRequest::History(request))
}

/// Takes in what happened in the history of the open draft.
pub(crate) fn update(app: &mut App, event: HistoryEvent, now: Now) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        app.snapshots = None;
        return Vec::new();
    };
    if let HistoryEvent::Opened { keep } = event {
        // What was typed last belongs to the text that is compared.
        draft.catch_up(now);
        app.snapshots = Some(SnapshotsDialog::new(draft));
        let list = ask(HistoryRequest::List(draft.id.clone()));
        let focus = match keep {
            true => FocusTarget::SnapshotName,
            false => FocusTarget::Snapshots,
        };
        return vec![list, Effect::Focus(focus)];
    }
    let Some(dialog) = app.snapshots.as_mut() else {
        return Vec::new();
    };
    match event {
        HistoryEvent::Opened { .. } => Vec::new(),
        HistoryEvent::Keep(name) => {
            dialog.notice.clear();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            vec![take(draft, Reason::Asked, name)]
        }
        HistoryEvent::Chosen(id) => {
            let missing = dialog.choose(id);
            let open = |id| ask(HistoryRequest::Open(draft.id.clone(), id));
            missing.into_iter().map(open).collect()
        }
        HistoryEvent::Against(id) => {
            let missing = dialog.compare_with(id);
            let open = |id| ask(HistoryRequest::Open(draft.id.clone(), id));
            missing.into_iter().map(open).collect()
        }
        HistoryEvent::Restore => restore(app, now),
        HistoryEvent::Remove => {
            let remove = |id| ask(HistoryRequest::Remove(draft.id.clone(), id));
            let removed = dialog.remove().map(remove);
            removed
                .into_iter()
                .chain([Effect::Focus(FocusTarget::Snapshots)])
                .collect()
        }
        HistoryEvent::Closed => {
            app.snapshots = None;
            Vec::new()
        }
    }
}

/// Puts the chosen snapshot in the place of the text: one step, and a snapshot of what it replaces.
fn restore(app: &mut App, now: Now) -> Vec<Effect> {
    let (Some(draft), Some(dialog)) = (app.draft.as_deref_mut(), app.snapshots.as_ref()) else {
        return Vec::new();
    };
    let Some((document, when)) = dialog.chosen_document(now) else {
        return Vec::new();
    };
    let before = before(draft, Reason::Restore);
    draft.focus = None;
    draft.attention.typing = None;
    let label = format!("Snapshot of {when} restored");
    let command = Command::Replace(Box::new(document));
    if !draft.perform(command, Origin::Command(label.clone()), now) {
        return Vec::new();
    }
    draft.settle_attention();
    app.snapshots = None;
    app.say(format!("{label}."), Some(("Undo", Event::Undo)));
    vec![
        before,
        Effect::Focus(FocusTarget::Screen),
        Effect::Announce {
            text: format!("{label}. Undo with Ctrl Z."),
            assertive: false,
        },
    ]
}

/// Takes in what the history answered.
pub(crate) fn answered(app: &mut App, reply: HistoryReply) -> Vec<Effect> {
    // A draft that was left meanwhile needs no answer: automatic snapshots are taken in silence.
    let Some(dialog) = app.snapshots.as_mut() else {
        return Vec::new();
    };
    match reply {
        HistoryReply::Listed(draft, snapshots) if *dialog.draft() == draft => {
            dialog.list(snapshots);
            Vec::new()
        }
        HistoryReply::Kept(draft, id) if *dialog.draft() == draft => {
            dialog.notice.clear();
            dialog.kept(id);
            vec![announce("Snapshot kept.")]
        }
        HistoryReply::Opened(draft, id, document) if *dialog.draft() == draft => {
            dialog.opened(id, *document);
            match dialog.said() {
                Some(text) => vec![announce(&text)],
                None => Vec::new(),
            }
        }
        HistoryReply::NotKept(draft, _, why)
        | HistoryReply::NotOpened(draft, _, why)
        | HistoryReply::Unavailable(draft, why)
            if *dialog.draft() == draft =>
        {
            dialog.notice.clone_from(&why);
            vec![announce(&why)]
        }
        _ => Vec::new(),
    }
}

fn announce(text: &str) -> Effect {
    Effect::Announce {
        text: text.to_owned(),
        assertive: false,
    }
}
