//! Which file a draft follows, remembered from one visit to the next: the page keeps the browser's
//! handle, with a note of what was last seen of the file.
//!
//! Nothing is read or written because of what is remembered; a file is asked for with a press of the
//! person's, as ever.

use super::{Disk, FileTask, Link, Remembered, Saved};
use crate::editor::app::App;
use crate::editor::effect::Effect;

/// Has remembered what changed: new links, files seen anew.
pub(super) fn settle(disk: &mut Disk) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (draft, link) in &mut disk.links {
        let note = note(link);
        if link.note != note {
            link.note.clone_from(&note);
            let (draft, file) = (draft.clone(), link.file);
            effects.push(Effect::File(FileTask::Remember { draft, file, note }));
        }
    }
    effects
}

/// Looks at the open draft's file where it comes from an earlier visit: it may have changed since.
pub(crate) fn look_once(app: &mut App) -> Option<Effect> {
    let draft = app.draft.as_deref()?.id.clone();
    let link = app.disk.links.get_mut(&draft)?;
    std::mem::take(&mut link.unseen).then_some(Effect::File(FileTask::Read {
        draft,
        file: link.file,
        saving: false,
    }))
}

/// Drafts follow the files that they followed before, unless one has another file by now. Where a
/// note can't be read, that is forgotten.
pub(super) fn recalled(app: &mut App, all: Vec<Remembered>) -> Vec<Effect> {
    let links = &mut app.disk.links;
    let mut effects = Vec::new();
    for it in all {
        if links.contains_key(&it.draft) {
            continue;
        }
        let draft = it.draft.clone();
        match read(it) {
            Some(link) => _ = links.insert(draft, link),
            None => effects.push(Effect::File(FileTask::Forget { draft })),
        }
    }
    effects
}

/// What was last seen of a file: when it was written in milliseconds since 1970, its bytes, their
/// hash, whether its lines end as on Windows, whether this draft was put into it.
fn note(link: &Link) -> String {
    let saved = link.saved != Saved::Never;
    format!(
        "{} {} {} {} {}",
        link.modified_ms,
        link.length,
        link.hash,
        u8::from(link.crlf),
        u8::from(saved)
    )
}

fn read(it: Remembered) -> Option<Link> {
    let mut words = it.note.split(' ');
    let mut next = || words.next();
    Some(Link {
        file: it.file,
        name: it.name,
        modified_ms: next()?.parse().ok()?,
        length: next()?.parse().ok()?,
        hash: next()?.parse().ok()?,
        crlf: next()? == "1",
        saved: if next()? == "1" { Saved::Before } else { Saved::Never },
        other: None,
        note: it.note.clone(),
        unseen: true,
    })
}
