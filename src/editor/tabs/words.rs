//! Words that can't be saved under their draft's name any more: they become a draft of their own.

use super::{Ask, Hold};
use crate::editor::app::App;
use crate::editor::drafts::{self, held};
use crate::editor::edit;
use crate::editor::effect::Effect;
use crate::editor::event::{Ambient, Field};
use crate::editor::home::shown_title;
use crate::editor::port::DraftId;

/// After the last late key, so many milliseconds pass before a save.
const QUIET_MS: u32 = 500;

/// Makes a draft of what a draft that is read only holds beyond the store, unless that is on its
/// way there.
pub(crate) fn keep(app: &mut App, id: &DraftId, ambient: Ambient) -> Vec<Effect> {
    let Some(draft) = held(app, id) else {
        return Vec::new();
    };
    if !matches!(draft.hold, Hold::Theirs(_)) || !draft.saving.dirty() || draft.saving.on_its_way() {
        return Vec::new();
    }
    let mut copy = drafts::copy_of(draft, ambient);
    copy.must_save(ambient.now);
    let effects = drafts::save(&mut copy, ambient.now, true);
    draft.saving.read(draft.saving.revision);
    note(app, id, copy);
    effects.into_iter().collect()
}

/// The store answered: what it refused is kept, and a draft that another tab waits for is given.
pub(crate) fn after_save(app: &mut App, id: &DraftId, ambient: Ambient) -> Vec<Effect> {
    let mut effects = keep(app, id, ambient);
    let Some(draft) = held(app, id).filter(|draft| !draft.saving.dirty()) else {
        return effects;
    };
    let revision = draft.saving.revision;
    if let Hold::Theirs(reading) = &mut draft.hold {
        if std::mem::take(&mut reading.giving) {
            effects.push(Effect::Tabs(Ask::Give(id.clone(), revision)));
        }
        effects.extend(super::catch_up(app, id));
    }
    effects
}

/// A key that was pressed before the page had learned that the draft is another tab's.
pub(crate) fn late(app: &mut App, field: &Field, text: &str, ambient: Ambient) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref() else {
        return Vec::new();
    };
    let Hold::Theirs(reading) = &draft.hold else {
        return Vec::new();
    };
    if edit::text_of(draft, field).is_none_or(|shown| shown == text) {
        return Vec::new();
    }
    let id = draft.id.clone();
    let known = reading.kept.as_ref().map(|(kept, _)| kept.clone());
    let known = known.filter(|kept| app.waiting.iter().any(|draft| draft.id == *kept));
    let kept = match known {
        Some(kept) => kept,
        None => {
            let copy = drafts::copy_of(draft, ambient);
            let kept = copy.id.clone();
            note(app, &id, copy);
            kept
        }
    };
    if let Some(copy) = held(app, &kept) {
        edit::typed(copy, field, text, ambient.now);
        copy.must_save(ambient.now);
    }
    vec![Effect::SaveTimer(QUIET_MS)]
}

/// Holds a draft until it is stored, and lets the one that it was made of say so.
fn note(app: &mut App, of: &DraftId, copy: crate::editor::draft::Draft) {
    let title = shown_title(&copy.document.title.text);
    if let Some(reading) = held(app, of).and_then(|draft| draft.reading()) {
        reading.kept = Some((copy.id.clone(), title));
    }
    app.waiting.push(copy);
}
