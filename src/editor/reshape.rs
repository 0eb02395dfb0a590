//! Parts that turn into others: prose in which somebody typed a heading, and a part whose kind
//! holds another shape of body. The text itself decides, so no word is lost.

use super::draft::{Draft, Origin};
use super::event::Field;
use super::port::Now;
use crate::markdown;
use crate::model::{Body, Command, Id, Line, Opening, Part, PartKind, Postmortem};

/// Brings the prose of a part into the form that its text is read as. One step of its own where
/// parts come of it, part of the typing where only blank ends go.
pub(crate) fn settle_part(draft: &mut Draft, id: Id, now: Now) -> bool {
    let Some(part) = draft.document.part(id).cloned() else {
        return false;
    };
    let Body::Prose(before) = &part.body else {
        return false;
    };
    let mut alone = alone(draft.document.title.text.clone());
    alone.parts.push(part.clone());
    let title = alone.title.clone();
    let settled = markdown::settle(alone);
    if settled.title != title {
        return false;
    }
    match settled.parts.as_slice() {
        // Read as no part at all: the text is blank.
        [] => false,
        [
            Part {
                body: Body::Prose(text),
                ..
            },
        ] => {
            if text == before {
                return false;
            }
            let text = text.clone();
            let origin = Origin::Leaving(Field::Prose(id));
            draft.perform(Command::SetProse { id, text }, origin, now)
        }
        _ => {
            let mut parts = with_fresh_ids(&mut draft.document, settled.parts);
            if let Some(first) = parts.first_mut().filter(|first| matches!(first.body, Body::Prose(_))) {
                // What the part itself is does not follow from its text alone: it stays.
                first.id = part.id;
                first.kind = part.kind;
                first.heading = part.heading;
                first.opening = part.opening;
            }
            let Some(command) = replace(&draft.document, id, parts) else {
                return false;
            };
            let origin = Origin::Command("Headings made into parts".into());
            draft.perform(command, origin, now)
        }
    }
}

/// A document without parts, under a title: what is read first there is not taken for the title.
fn alone(title: String) -> Postmortem {
    let mut document = Postmortem::default();
    document.title.text = if title.is_empty() { "Untitled".into() } else { title };
    document
}

/// The edits that put parts in the place of one.
fn replace(document: &Postmortem, id: Id, parts: Vec<Part>) -> Option<Command> {
    let at = document.parts.iter().position(|part| part.id == id)?;
    let mut commands = vec![Command::RemovePart(id)];
    let inserts = parts.into_iter().enumerate();
    commands.extend(inserts.map(|(offset, part)| Command::InsertPart { at: at + offset, part }));
    Some(Command::All(commands))
}

/// The edit that makes a part be about something else, in the shape that such parts have.
pub(crate) fn set_kind(document: &mut Postmortem, id: Id, kind: PartKind) -> Option<Command> {
    let part = document.part(id)?.clone();
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
    let mut renamed = alone(String::new());
    renamed.parts.push(Part {
        kind,
        heading: kind.label().into(),
        opening: Opening::Heading(2),
        ..part
    });
    // The text decides what the part's words become under the new kind's own heading.
    let read = markdown::read(&markdown::write(&renamed)).parts;
    let mut parts = with_fresh_ids(document, read);
    let first = parts.first_mut()?;
    first.id = id;
    first.kind = kind;
    first.heading = heading;
    first.opening = opening;
    replace(document, id, parts)
}

/// Parts that were read on their own, with ids that are fresh in the document.
fn with_fresh_ids(document: &mut Postmortem, mut parts: Vec<Part>) -> Vec<Part> {
    for part in &mut parts {
        part.id = document.fresh_id();
        match &mut part.body {
            Body::Prose(_) | Body::Facts(_) => {}
            Body::Timeline(rows) => {
                for line in &mut rows.lines {
                    match line {
                        Line::Row(entry) => entry.id = document.fresh_id(),
                        Line::Text { id, .. } => *id = document.fresh_id(),
                    }
                }
            }
            Body::Items(rows) => {
                for line in &mut rows.lines {
                    match line {
                        Line::Row(item) => item.id = document.fresh_id(),
                        Line::Text { id, .. } => *id = document.fresh_id(),
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
