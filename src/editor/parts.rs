//! Parts added, removed, moved and given another kind.

use super::draft::{Draft, Origin};
use super::effect::{Effect, FocusTarget};
use super::event::Field;
use super::place;
use super::port::Now;
use super::reshape;
use crate::model::{Body, Command, Id, Opening, Part, PartKind, Postmortem};

/// Adds an empty part behind another one, or at the end.
pub(crate) fn add(draft: &mut Draft, after: Option<Id>, kind: PartKind, now: Now) -> Vec<Effect> {
    let parts = &draft.document.parts;
    let at = match after {
        Some(id) => parts
            .iter()
            .position(|part| part.id == id)
            .map_or(parts.len(), |at| at + 1),
        None => parts.len(),
    };
    let opening = heading_beside(parts, at);
    let id = draft.document.fresh_id();
    let mut part = Part::new(id, kind);
    part.opening = opening;
    let name = place::part_name(&part);
    if !draft.perform(
        Command::InsertPart { at, part },
        Origin::Command(format!("{name} added")),
        now,
    ) {
        return Vec::new();
    }
    vec![
        Effect::Focus(FocusTarget::Field(Field::Heading(id))),
        announce(format!("{name} added.")),
    ]
}

/// A heading of the level that the parts before this place have.
fn heading_beside(parts: &[Part], at: usize) -> Opening {
    parts
        .iter()
        .take(at)
        .rev()
        .chain(parts.iter().skip(at))
        .find_map(|part| match part.opening {
            Opening::Heading(level) => Some(Opening::Heading(level)),
            Opening::Bare | Opening::Label { .. } => None,
        })
        .unwrap_or(Opening::Heading(2))
}

/// Removes a part. Returns the sentence that says so, beside the effects.
pub(crate) fn remove(draft: &mut Draft, id: Id, now: Now) -> (Option<String>, Vec<Effect>) {
    let parts = &draft.document.parts;
    let Some(at) = parts.iter().position(|part| part.id == id) else {
        return (None, Vec::new());
    };
    let name = parts.get(at).map(place::part_name).unwrap_or_default();
    let shown = |part: &&Part| part.id != id && !matches!(part.body, Body::Facts(_));
    let next = parts
        .iter()
        .skip(at)
        .find(shown)
        .or_else(|| parts.iter().take(at).rev().find(shown))
        .map(|part| part.id);
    let label = format!("{name} deleted");
    if !draft.perform(Command::RemovePart(id), Origin::Command(label.clone()), now) {
        return (None, Vec::new());
    }
    let focus = next.map_or(FocusTarget::Screen, FocusTarget::Part);
    let effects = vec![Effect::Focus(focus), announce(format!("{label}. Undo with Ctrl Z."))];
    (Some(format!("{label}.")), effects)
}

/// Moves a part by so many places among the shown parts.
pub(crate) fn move_by(draft: &mut Draft, id: Id, by: i32, now: Now) -> Vec<Effect> {
    let Some(to) = target(&draft.document, id, by) else {
        let end = if by < 0 { "first" } else { "last" };
        return vec![announce(format!("The part is the {end}."))];
    };
    let name = draft.document.part(id).map(place::part_name).unwrap_or_default();
    let label = format!("{name} moved");
    if !draft.perform(Command::MovePart { id, to }, Origin::Command(label), now) {
        return Vec::new();
    }
    let shown = shown_ids(&draft.document);
    let number = shown.iter().position(|own| *own == id).map_or(0, |at| at + 1);
    vec![
        announce(format!("{name} moved to {number} of {}.", shown.len())),
        Effect::Focus(match &draft.focus {
            Some(Field::Heading(own)) if *own == id => FocusTarget::Field(Field::Heading(id)),
            _ => FocusTarget::Part(id),
        }),
    ]
}

/// The index that a part gets when it moves by so many places; `None` where it can't. Parts
/// without an opening stand where their text is not taken for a neighbour's: they stay, and
/// nothing goes in front of them.
pub(crate) fn target(document: &Postmortem, id: Id, by: i32) -> Option<usize> {
    let shown = shown_ids(document);
    let from = shown.iter().position(|own| *own == id)?;
    let to = from.saturating_add_signed(by as isize).min(shown.len().checked_sub(1)?);
    let fixed = |number: usize| {
        let part = shown.get(number).and_then(|id| document.part(*id));
        part.is_some_and(|part| !moves(part))
    };
    if to == from || (from.min(to)..=from.max(to)).any(fixed) {
        return None;
    }
    let neighbour = shown.get(to)?;
    document.parts.iter().position(|part| part.id == *neighbour)
}

/// Whether a part may stand elsewhere, and others in its place.
pub(crate) fn moves(part: &Part) -> bool {
    part.opening != Opening::Bare
}

/// The parts that the composer shows as parts: all but facts.
fn shown_ids(document: &Postmortem) -> Vec<Id> {
    let shown = document
        .parts
        .iter()
        .filter(|part| !matches!(part.body, Body::Facts(_)));
    shown.map(|part| part.id).collect()
}

/// Chooses what a part is about.
pub(crate) fn set_kind(draft: &mut Draft, id: Id, kind: PartKind, now: Now) -> Vec<Effect> {
    if draft.document.part(id).is_none_or(|part| part.kind == kind) {
        return Vec::new();
    }
    let Some(command) = reshape::set_kind(&mut draft.document, id, kind) else {
        return Vec::new();
    };
    let label = format!("Part is now {}", kind.label());
    if !draft.perform(command, Origin::Command(label.clone()), now) {
        return Vec::new();
    }
    vec![announce(format!("{label}. Undo with Ctrl Z."))]
}

fn announce(text: String) -> Effect {
    Effect::Announce { text, assertive: false }
}
