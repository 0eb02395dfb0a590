//! Which file a draft follows, remembered from one visit to the next: the page keeps the browser's
//! handle, with a note of what was last seen of the file.
//!
//! Other tabs remember too, so links are recalled whenever a draft is opened or becomes this tab's
//! to write. Nothing is written because of what is remembered, and nobody is asked for a permission
//! before the person saves.

use super::{Disk, FileTask, Link, Remembered, Saved};

use crate::editor::app::App;
use crate::editor::effect::Effect;
use crate::editor::export::{ExportOptions, TimelineLayout};

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

/// Has links recalled when a draft was opened, or may be written since a moment ago.
pub(crate) fn settle_open(app: &mut App) -> Option<Effect> {
    let open = app.draft.as_deref().map(|draft| (draft.id.clone(), draft.reads_only()));
    if open == app.disk.recalled {
        return None;
    }
    app.disk.recalled = open.clone();
    open.map(|_| recall(&mut app.disk))
}

/// Asks for what is remembered.
pub(crate) fn recall(disk: &mut Disk) -> Effect {
    for link in disk.links.values_mut() {
        link.note_then.clone_from(&link.note);
    }
    Effect::File(FileTask::Recall)
}

/// Drafts follow the files that they followed before, or follow by now in another tab. Where a note
/// can't be read, that is forgotten. The open draft's file is looked at: it may have changed since.
pub(super) fn recalled(app: &mut App, all: Vec<Remembered>) -> Vec<Effect> {
    let links = &mut app.disk.links;
    let mut effects = Vec::new();
    for it in all {
        // What this tab has found out since it asked is newer.
        let known = links.get(&it.draft);
        if known.is_some_and(|link| link.note == it.note && link.file == it.file || link.note != link.note_then) {
            continue;
        }
        let draft = it.draft.clone();
        match read(it) {
            Some(link) => _ = links.insert(draft, link),
            None => effects.push(Effect::File(FileTask::Forget { draft })),
        }
    }
    effects.extend(super::look(app, false));
    effects
}

/// What was last seen of a file: when it was written in milliseconds since 1970, its bytes, their
/// hash, whether its lines end as on Windows, whether this draft was put into it; and the choices
/// with which it was: layout of timelines, spans, diagram, front matter, second clock.
fn note(link: &Link) -> String {
    let ExportOptions {
        second_clock,
        timeline,
        metrics,
        mermaid,
        front_matter,
    } = &link.options;
    let numbers = [
        link.modified_ms.unsigned_abs(),
        link.length as u64,
        link.hash,
        link.crlf.into(),
        (link.saved != Saved::Never).into(),
        *timeline as u64,
        (*metrics).into(),
        (*mermaid).into(),
        (*front_matter).into(),
    ];
    let mut note = String::new();
    for number in numbers {
        note += &number.to_string();
        note.push(' ');
    }
    note + second_clock.as_deref().unwrap_or_default()
}

fn read(it: Remembered) -> Option<Link> {
    let mut words = it.note.splitn(10, ' ');
    let mut next = || words.next()?.parse::<u64>().ok();
    let (modified_ms, length, hash) = (next()?, next()?, next()?);
    let (crlf, saved) = (next()? == 1, next()? == 1);
    let timeline = match next()? {
        1 => TimelineLayout::List,
        2 => TimelineLayout::Table,
        _ => TimelineLayout::AsWritten,
    };
    let (metrics, mermaid, front_matter) = (next()? == 1, next()? == 1, next()? == 1);
    let second_clock = words.next().filter(|zone| !zone.is_empty()).map(str::to_owned);
    Some(Link {
        file: it.file,
        name: it.name,
        modified_ms: i64::try_from(modified_ms).ok()?,
        length: usize::try_from(length).ok()?,
        hash,
        crlf,
        saved: if saved { Saved::Before } else { Saved::Never },
        other: None,
        note: it.note.clone(),
        note_then: it.note,
        options: ExportOptions {
            second_clock,
            timeline,
            metrics,
            mermaid,
            front_matter,
        },
    })
}
