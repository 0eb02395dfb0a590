//! What is done where somebody else wrote to a draft's file, as the person chose.

use super::{FileChoice, FileTask, Link, kept, write};
use crate::editor::app::App;
use crate::editor::draft::Origin;
use crate::editor::effect::{Effect, FocusTarget};
use crate::editor::event::{Ambient, Event};
use crate::editor::import;
use crate::markdown;
use crate::model::Command;

/// Does what the person chose for the open draft's file.
pub(super) fn take_in(app: &mut App, choice: FileChoice, ambient: Ambient) -> Vec<Effect> {
    // Where another tab writes the draft by now, the question is that tab's.
    let open = app.draft.as_ref().filter(|draft| !draft.reads_only());
    let Some(id) = open.map(|draft| draft.id.clone()) else {
        return Vec::new();
    };
    let Some(link) = app.disk.links.get_mut(&id) else {
        return Vec::new();
    };
    let Some(other) = link.other.take() else {
        return Vec::new();
    };
    if choice == FileChoice::SaveMine {
        // This text was seen, and the person gives it up.
        link.knows(&other);
        return write(app).into_iter().collect();
    }
    let text = match import::text_of(&other.name, &other.bytes) {
        Ok((text, _)) => text,
        Err(why) => {
            app.notes.add(format!("“{}” was not loaded.", other.name), why);
            link.other = Some(other);
            return Vec::new();
        }
    };
    match choice {
        FileChoice::KeepBoth => {
            app.disk.links.remove(&id);
            let mut effects = vec![Effect::File(FileTask::Forget { draft: id })];
            let draft = kept(app, &text, ambient, &mut effects);
            let follower = draft.id.clone();
            app.disk.links.insert(follower.clone(), Link::of(&other));
            app.waiting.push(draft);
            let said = format!("The text of “{}” is a draft of its own now.", other.name);
            app.say(said, Some(("Open", Event::OpenDraft(follower))));
            effects
        }
        FileChoice::LoadTheirs | FileChoice::SaveMine => {
            link.knows(&other);
            if let Some(draft) = app.draft.as_deref_mut() {
                let origin = Origin::Command("File’s text loaded".into());
                let document = Box::new(markdown::read(&text));
                draft.perform(Command::Replace(document), origin, ambient.now);
                draft.settle_attention();
            }
            let said = format!("This is the text of “{}”.", other.name);
            app.say(said, Some(("Undo", Event::Undo)));
            vec![Effect::Focus(FocusTarget::Screen)]
        }
    }
}
