//! Parts that turn into others: prose in which somebody typed a heading, and a part whose kind
//! holds another shape of body. The text itself decides, so no word is lost.

use super::draft::{Draft, Origin};
use super::event::Field;
use super::port::Now;
use crate::markdown;
use crate::model::{Body, Command, Id, Opening, Part, PartKind, Postmortem};

/// Brings the prose of a part into the form that its text is read as. One step of its own where
/// parts come of it, part of the typing where only blank ends go.
pub(crate) fn settle_part(draft: &mut Draft, id: Id, now: Now) -> bool {
    let Some(at) = draft.document.parts.iter().position(|part| part.id == id) else {
        return false;
    };
    let mut alone = draft.document.clone();
    alone.parts.retain(|part| part.id == id);
    if alone.title.text.is_empty() {
        // A heading typed first must not be taken for the title.
        alone.title.text = "Untitled".into();
    }
    let before = alone.parts.clone();
    let title = alone.title.clone();
    let settled = markdown::settle(alone);
    if settled.parts == before || settled.title != title {
        return false;
    }
    // Ids dealt while settling must not be dealt again.
    let next = settled.next_id();
    if next.0 > 0 {
        draft.document.reserve(Id(next.0 - 1));
    }
    let (command, origin) = match settled.parts.as_slice() {
        [
            Part {
                id: same,
                body: Body::Prose(text),
                ..
            },
        ] if *same == id => (
            Command::SetProse { id, text: text.clone() },
            Origin::Leaving(Field::Prose(id)),
        ),
        [] => return false,
        _ => (
            replace(at, id, settled.parts),
            Origin::Command("Headings made into parts".into()),
        ),
    };
    draft.perform(command, origin, now)
}

/// The edits that put parts in the place of one. The first keeps its id where it can.
fn replace(at: usize, id: Id, parts: Vec<Part>) -> Command {
    let mut commands = vec![Command::RemovePart(id)];
    let inserts = parts.into_iter().enumerate();
    commands.extend(inserts.map(|(offset, part)| Command::InsertPart { at: at + offset, part }));
    Command::All(commands)
}

/// The edit that makes a part be about something else, in the shape that such parts have.
pub(crate) fn set_kind(document: &mut Postmortem, id: Id, kind: PartKind) -> Option<Command> {
    let at = document.parts.iter().position(|part| part.id == id)?;
    let part = document.parts.get(at)?.clone();
    let opening = match (&part.opening, part.heading.is_empty()) {
        (Opening::Bare, _) | (_, true) => Opening::Heading(2),
        (opening, false) => opening.clone(),
    };
    // A heading that only named the old kind names the new one.
    let heading = if part.heading.is_empty() || part.heading == part.kind.label() {
        kind.label().to_owned()
    } else {
        part.heading.clone()
    };
    let set = Command::SetHeading {
        id,
        heading: heading.clone(),
        kind,
        opening: opening.clone(),
    };
    if is_empty(&part.body) {
        let body = Body::empty(kind);
        return Some(Command::All(vec![set, Command::SetBody { id, body }]));
    }
    if holds(&part.body, kind) {
        return Some(set);
    }
    let mut parts = reread(document, &part, kind);
    let first = parts.first_mut()?;
    first.id = id;
    first.kind = kind;
    first.heading = heading;
    first.opening = opening;
    Some(replace(at, id, parts))
}

/// Reads a part's text anew under a heading of a kind. Ids are fresh in the document.
fn reread(document: &mut Postmortem, part: &Part, kind: PartKind) -> Vec<Part> {
    let mut alone = Postmortem::default();
    alone.title.text = "Untitled".into();
    let mut renamed = part.clone();
    renamed.kind = kind;
    renamed.heading = kind.label().into();
    renamed.opening = Opening::Heading(2);
    alone.parts.push(renamed);
    let mut parts = markdown::read(&markdown::write(&alone)).parts;
    for part in &mut parts {
        part.id = document.fresh_id();
        match &mut part.body {
            Body::Prose(_) | Body::Facts(_) => {}
            Body::Timeline(rows) => {
                for line in &mut rows.lines {
                    match line {
                        crate::model::Line::Row(entry) => entry.id = document.fresh_id(),
                        crate::model::Line::Text { id, .. } => *id = document.fresh_id(),
                    }
                }
            }
            Body::Items(rows) => {
                for line in &mut rows.lines {
                    match line {
                        crate::model::Line::Row(item) => item.id = document.fresh_id(),
                        crate::model::Line::Text { id, .. } => *id = document.fresh_id(),
                    }
                }
            }
        }
    }
    parts
}

/// Whether parts of a kind may hold this body as it is.
pub(crate) fn holds(body: &Body, kind: PartKind) -> bool {
    is_empty(body) || std::mem::discriminant(&Body::empty(kind)) == std::mem::discriminant(body)
}

/// Whether a body holds nothing.
pub(crate) fn is_empty(body: &Body) -> bool {
    match body {
        Body::Prose(text) => text.trim().is_empty(),
        Body::Facts(facts) => facts.0.is_empty(),
        Body::Timeline(rows) => rows.lines.is_empty(),
        Body::Items(rows) => rows.lines.is_empty(),
    }
}

/// What a heading's words say that its part is about.
pub(crate) fn kind_of(heading: &str) -> PartKind {
    let text = format!("# Untitled\n\n## {heading}\n\nText.\n");
    let document = markdown::read(&text);
    document.parts.last().map_or(PartKind::Other, |part| part.kind)
}
