//! Following what another tab stores: the open draft is read anew, and says what it is then.

use super::{Hold, renewed, words};
use crate::editor::app::App;
use crate::editor::draft::Draft;
use crate::editor::drafts::{self, announce};
use crate::editor::effect::{Effect, FocusTarget};
use crate::editor::event::Ambient;
use crate::editor::port::{DraftId, NotSaved};
use crate::model::Postmortem;

/// The open draft was read anew.
pub(crate) fn refreshed(
    app: &mut App,
    id: &DraftId,
    document: Postmortem,
    revision: u64,
    kept: Vec<(String, String)>,
    ambient: Ambient,
) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut().filter(|draft| draft.id == *id) else {
        return Vec::new();
    };
    let same = draft.document == document && draft.kept == kept;
    let own = draft.saving.revision;
    let mut effects = Vec::new();
    match &draft.hold {
        Hold::Newer { .. } => return effects,
        // The answer to what is on its way reads it anew.
        _ if draft.saving.on_its_way() => return effects,
        _ if same => draft.saving.revision = own.max(revision),
        Hold::Theirs(_) => {
            // The store answered for words of this tab, and holds another text at their revision.
            let lost = revision <= own && draft.saving.own();
            if lost || draft.saving.dirty() {
                draft.must_save(ambient.now);
                effects = words::keep(app, id, ambient);
            }
            replace(app, document, kept, revision, ambient);
        }
        // Nothing of this tab is lost where the other text was made from it.
        _ if revision > own && !draft.saving.dirty() => replace(app, document, kept, revision, ambient),
        _ => {
            draft.must_save(ambient.now);
            let change = draft.saving.changes();
            draft.saving.not_saved(change, NotSaved::Newer { stored: revision });
        }
    }
    effects.extend(arrived(app, revision));
    effects
}

/// The open draft could not be read anew: it is gone, or damaged. What is shown stays.
pub(crate) fn not_refreshed(app: &mut App, id: &DraftId) -> Vec<Effect> {
    if app.draft.as_ref().is_some_and(|draft| draft.id == *id) {
        return arrived(app, u64::MAX);
    }
    Vec::new()
}

/// A record of a newer version: shown as far as it can be read, and by nobody here written.
pub(crate) fn opened_newer(app: &mut App, newer: Draft, ambient: Ambient) -> Vec<Effect> {
    let open = app.draft.as_ref().filter(|draft| draft.id == newer.id);
    if open.is_some_and(|draft| draft.saving.dirty()) {
        // The next save says that it can't be stored over the newer record.
        return Vec::new();
    }
    let again = open.is_some();
    let mut effects = match again {
        true => Vec::new(),
        false => drafts::leave(app, ambient.now),
    };
    drafts::open(app, newer);
    if !again {
        effects.push(Effect::Focus(FocusTarget::Screen));
    }
    effects
}

/// Where the lock is here already, the text that it waited for may be here too.
fn arrived(app: &mut App, revision: u64) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    match &draft.hold {
        Hold::Theirs(reading) if reading.granted && reading.awaited <= revision => {
            draft.hold = Hold::Ours;
            vec![announce("You can edit this draft here now.".into())]
        }
        _ => Vec::new(),
    }
}

fn replace(app: &mut App, document: Postmortem, kept: Vec<(String, String)>, revision: u64, ambient: Ambient) {
    if let Some(draft) = app.draft.as_deref_mut() {
        let mut fresh = renewed(draft, document, kept, ambient.now);
        fresh.saving = std::mem::take(&mut draft.saving);
        fresh.saving.read(revision);
        *draft = fresh;
    }
}
