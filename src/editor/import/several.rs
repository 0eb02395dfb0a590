//! Several files at once: each becomes a draft of its own, a backup gives back its drafts.

use super::{backup, document_of, text_of};
use crate::editor::app::App;
use crate::editor::draft::Draft;
use crate::editor::drafts::{self, announce};
use crate::editor::effect::{Effect, FocusTarget};
use crate::editor::event::Ambient;
use crate::editor::port::{DraftId, StoreRequest};
use crate::editor::{figures, space};
use crate::model::Postmortem;

/// Makes drafts of files, saves them and shows the list.
pub(super) fn take_in(app: &mut App, files: Vec<(String, Option<Vec<u8>>)>, ambient: Ambient) -> Vec<Effect> {
    let mut effects = drafts::leave(app, ambient.now);
    let (mut made, mut left) = (0, Vec::new());
    for (at, (name, bytes)) in (0..).zip(files) {
        let Some(bytes) = bytes else {
            left.push(format!("The browser could not read “{name}”."));
            continue;
        };
        if let Some(text) = backup(&bytes) {
            effects.extend(space::merge(app, text.to_owned(), ambient.now));
            continue;
        }
        match document(&name, &bytes) {
            Ok((document, kept)) => {
                let id = DraftId(format!("{:032x}", ambient.random.wrapping_add(at)));
                let mut draft = Draft::new(id, document, kept, 0, ambient.now, &app.zones);
                draft.must_save(ambient.now);
                effects.extend(drafts::save(&mut draft, ambient.now, true));
                app.waiting.push(draft);
                made += 1;
            }
            Err(why) => left.push(why),
        }
    }
    if !left.is_empty() {
        let count = figures::count(left.len(), "file was", "files were");
        app.notes.add(format!("{count} not brought in."), left.join(" "));
    }
    if made > 0 {
        let said = format!("Made {}.", figures::count(made, "draft", "drafts"));
        app.say(said.clone(), None);
        effects.push(announce(said));
    }
    effects.push(Effect::Store(StoreRequest::List));
    effects.push(Effect::Focus(FocusTarget::Screen));
    effects
}

fn document(name: &str, bytes: &[u8]) -> Result<(Postmortem, Vec<(String, String)>), String> {
    let (text, _) = text_of(name, bytes)?;
    if text.trim().is_empty() {
        return Err(format!("“{name}” is empty."));
    }
    document_of(&text).map_err(|why| format!("“{name}”: {why}"))
}
